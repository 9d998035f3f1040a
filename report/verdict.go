package report

import (
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
)

// verdict ends the report: how many of how many, what is not known, and what
// to fix first.
func (t *text) verdict() {
	c := t.a.Count()
	if !t.Quiet {
		t.gap()
	}
	if !t.a.Judged() {
		t.nothing()
		return
	}
	if c.Fail == 0 && !t.Quiet {
		t.hanging("", noFinding(c), plain)
	} else {
		t.hanging("", verdictLine(c), bold)
	}
	if !t.Quiet {
		t.fixFirst()
	}
}

func noFinding(c assess.Counts) string {
	text := "No finding. "
	switch {
	case c.Decided() == 0:
		text += "None of " + Number(c.Applicable(), "applicable observation", "applicable observations") + " was decided: this is no pass."
	case c.Open() == 0:
		text += "All " + Number(c.Applicable(), "applicable observation was decided and passes.", "applicable observations were decided, and all pass.")
	default:
		text += figure(c.Decided()) + " of " + figure(c.Applicable()) + " applicable observations were decided, and all " + figure(c.Decided()) + " pass."
	}
	if c.NotApplicable == 1 {
		text += " 1 more does not apply."
	} else if c.NotApplicable > 1 {
		text += " " + figure(c.NotApplicable) + " more do not apply."
	}
	return text
}

func verdictLine(c assess.Counts) string {
	fail := c.Fail - c.Standing
	text := figure(fail) + " of " + Number(c.Decided(), "decided observation", "decided observations") + " "
	if fail == 1 {
		text += "fails"
	} else {
		text += "fail"
	}
	var parts []string
	for s := rule.Critical; s >= rule.Info; s-- {
		if n := c.BySeverity[s]; n > 0 {
			parts = append(parts, figure(n)+" "+s.String())
		}
	}
	if parts != nil {
		text += ": " + strings.Join(parts, ", ")
	}
	text += "."
	if c.Standing == 1 {
		text += " 1 more fails under an exception."
	} else if c.Standing > 1 {
		text += " " + figure(c.Standing) + " more fail under an exception."
	}
	return text + " " + figure(c.Open()) + " unknown."
}

// nothing says that nothing was judged, which is no pass.
func (t *text) nothing() {
	t.linef("Nothing was checked: no rule judges what is declared here. This is no pass.")
	if t.Quiet {
		return
	}
	read := Number(t.a.Run.Read.Files, "file", "files")
	n := 0
	for _, in := range t.sections {
		n += in.resources
	}
	if n > 0 {
		read += ", " + Number(n, "resource", "resources") + " of kinds that no rule judges"
	} else {
		read += ", and no resource that we know"
	}
	t.hanging("  read      ", read, plain)
	if t.a.Run.Read.Files == 0 && len(t.a.Run.Read.Others) == 0 {
		t.hanging("  next      ", "name a folder with .tf files, or a plan as JSON", plain)
	}
	for i, other := range t.a.Run.Read.Others {
		lead := "            "
		if i == 0 {
			lead = "  not read  "
		}
		if i == shownProblems {
			t.hanging(lead, "and "+figure(len(t.a.Run.Read.Others)-i)+" more", plain)
			break
		}
		t.hanging(lead, Clean(other.Path)+" is "+other.What+": "+other.Next, plain)
	}
}

// maxFixFirst is how many things are named to be fixed first.
const maxFixFirst = 3

// fixFirst names the gravest findings.
func (t *text) fixFirst() {
	var names []string
	resources := map[uint32]bool{}
	for _, in := range t.sections {
		for _, b := range t.blocks(in, Options{}) {
			if b.severity < rule.High || len(names) == maxFixFirst {
				break
			}
			name := t.subjectOf(b)
			if slices.Contains(names, name) {
				continue
			}
			names = append(names, name)
			for _, f := range b.members {
				resources[f.Resource] = true
			}
		}
	}
	if names == nil {
		return
	}
	total, resting := 0, 0
	for _, ob := range t.a.Observations {
		if ob.Verdict == rule.FailVerdict && ob.Standing == 0 && !ob.Covered {
			if total++; resources[ob.Resource] {
				resting++
			}
		}
	}
	text := "Fix first: " + strings.Join(names, ", ") + "."
	switch {
	case total <= len(names):
	case resting == total:
		text += " All " + figure(total) + " findings rest on these alone."
	default:
		text += " " + figure(resting) + " of the " + Number(total, "finding rests", "findings rest") + " on these alone."
	}
	t.hanging("", text, plain)
}

// subjectOf names what a block is about: the resource, or how many of them.
func (t *text) subjectOf(b *block) string {
	kind := t.head(b.members[0].Observation).Kind()
	if n := len(b.members); n > 1 {
		return figure(n) + " " + kind.Noun(n) + " (" + t.a.Rules[b.rule].ID + ")"
	}
	return "the " + kind.Noun(1) + " " + t.name(b.members[0].Observation)
}
