package report

import (
	"bailiwick/estate"
	"bailiwick/rule"
)

// told returns the fact that a finding is told at: what is known there.
func told(f finding, out rule.Outcome) (rule.Fact, bool) {
	for _, fact := range out.Facts {
		if fact.Origin() == f.at && fact.Attribute() != "" && !fact.IsUnknown() {
			return fact, true
		}
	}
	return nil, false
}

// quoted stands for the lines of a file whose text is not kept, such as a
// plan: the resource and the attribute that it is about.
func (t *text) quoted(f finding, out rule.Outcome) []codeLine {
	at := t.a.Estate.Places.File(f.at)
	if at == nil || at.Source != nil {
		return nil
	}
	lines := []codeLine{{text: Clean(t.head(f.Observation).Address)}}
	if fact, ok := told(f, out); ok {
		lead := "  " + Clean(fact.Attribute()) + " = "
		line := lead + Clean(fact.String())
		lines = append(lines, codeLine{text: line, from: Cells(lead), to: Cells(line)})
	} else {
		lines[0].to = Cells(lines[0].text)
	}
	return lines
}

// inPlan says what the plan has where the finding is told at a line of the
// configuration, which may have changed since.
func (t *text) inPlan(h *estate.Head, f finding, out rule.Outcome) string {
	if fact, ok := told(f, out); ok {
		return h.Scope.Root + " has " + fact.Attribute() + " = " + fact.String()
	}
	return "as " + h.Scope.Root + " has it"
}
