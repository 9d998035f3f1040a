package report

import (
	"strings"

	"bailiwick/assess"
)

// viewWord says what a view is of: what is declared, planned or deployed.
func viewWord(source string) string {
	switch source {
	case "plan":
		return "planned"
	case "account", "config":
		return "deployed"
	}
	return "declared"
}

// disagreements shows side by side what a rule says of the views of one thing,
// where one of them fails and another does not: the failure counts.
func (t *text) disagreements() {
	if !t.a.Estate.HasViews() {
		return
	}
	told := 0
	for _, ob := range t.a.Observations {
		if ob.Covered || !t.lists(t.a.Rules[ob.Rule].ID) {
			continue
		}
		row := []assess.Observation{ob}
		for _, other := range t.a.OtherViews(ob) {
			if assess.Disagree(ob, other) {
				row = append(row, other)
			}
		}
		if len(row) == 1 {
			continue
		}
		if told++; told == 1 {
			t.gap()
			t.linef("views of one thing disagree: the failure counts")
		}
		if told <= shownDifferences || t.Full {
			t.disagreement(row)
		}
	}
	if more := told - shownDifferences; more > 0 && !t.Full {
		t.linef("  and %s more: %s --full", figure(more), t.Command)
	}
}

func (t *text) disagreement(row []assess.Observation) {
	var parts []string
	for _, ob := range row {
		parts = append(parts, viewWord(t.head(ob).Scope.Source)+" "+t.tinted(verdictTint(ob.Verdict), t.marks.of(ob.Verdict)))
	}
	if t.width == 0 {
		t.linef("%s\t%s\t%s", t.a.Rules[row[0].Rule].ID, t.name(row[0]), strings.Join(parts, "\t"))
		return
	}
	t.sideBySide(t.a.Rules[row[0].Rule].ID+"  "+t.name(row[0]), parts)
	if attribute, one, other, ok := apart(t.asker.Outcome(row[0]), t.asker.Outcome(row[1])); ok {
		t.hanging("      ", Clean(attribute+": "+one+" as "+viewWord(t.head(row[0]).Scope.Source)+", "+
			other+" as "+viewWord(t.head(row[1]).Scope.Source)), plain)
	}
}
