package report

import (
	"fmt"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
)

// shownVerdicts is how many resources of an outcome Verdicts names.
const shownVerdicts = 3

// Verdicts tells in a few lines what an assessment of one rule says: for how
// many of how many resources it fails, is unknown and passes, and for which.
func Verdicts(a *assess.Assessment, o Options) []string {
	var (
		c     = a.Count()
		marks = o.marks()
		kind  estate.Kind
		out   []string
	)
	noun := func() string {
		if kind == "" {
			return Number(c.Applicable(), "resource", "resources")
		}
		return figure(c.Applicable()) + " " + kind.Noun(c.Applicable())
	}
	first := true
	for _, ob := range a.Observations {
		if ob.Verdict == rule.NotApplicableVerdict {
			continue
		}
		if k := a.Estate.Resources()[ob.Resource].Head().Kind(); first {
			kind, first = k, false
		} else if k != kind {
			kind = ""
		}
	}
	asker := a.NewAsker()
	for _, v := range []rule.Verdict{rule.FailVerdict, rule.UnknownVerdict, rule.ErrorVerdict} {
		n, named := 0, ""
		for _, ob := range a.Observations {
			if ob.Verdict != v || ob.Covered {
				continue
			}
			if n++; n > shownVerdicts {
				continue
			}
			h := a.Estate.Resources()[ob.Resource].Head()
			about := a.Estate.Places.At(originOf(asker.Outcome(ob), h)).String()
			if v == rule.UnknownVerdict {
				about = causeOf(ob).String()
			}
			if named != "" {
				named += ", "
			}
			named += fmt.Sprintf("%s (%s)", Clean(h.Name()), Clean(about))
		}
		if n == 0 {
			continue
		}
		if more := n - shownVerdicts; more > 0 {
			named += " and " + figure(more) + " more: " + o.Command
		}
		out = append(out, fmt.Sprintf("%s %d of %s: %s", marks.of(v), n, noun(), named))
	}
	switch {
	case c.Applicable() == 0:
		return []string{"nothing that it applies to"}
	case c.Pass > 0:
		out = append(out, fmt.Sprintf("%s %d of %s", marks.pass, c.Pass, noun()))
	}
	return out
}

// String says in a few words why something is unknown.
func (c cause) String() string {
	subjects := []string{c.subject}
	if c.subject == "" {
		subjects = nil
	}
	return c.class.title(subjects)
}
