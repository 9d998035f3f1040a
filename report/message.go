package report

import (
	"strings"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
)

// Message returns the sentence of an observation: the deed of a failure, the
// rule's title for a pass that says nothing else, the reasons of an unknown.
func Message(a *assess.Assessment, ob assess.Observation, out rule.Outcome) string {
	r := a.Estate.Resources()[ob.Resource]
	switch {
	case out.Verdict == rule.UnknownVerdict:
		return "not decided: " + strings.Join(out.Reasons(), "; ")
	case out.Message == "":
		return a.Rules[ob.Rule].Title
	}
	return strings.ReplaceAll(estate.Worded(r, out.Message), "{name}", r.Head().Name())
}
