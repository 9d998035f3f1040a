package report

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
)

// rows yields the observations that a format lists, in the order of all
// formats: those of the outcomes that the options ask for, and without a word
// from them, of the format's own choice.
func (o Options) rows(a *assess.Assessment, choice ...rule.Verdict) iter.Seq[assess.Observation] {
	return func(yield func(assess.Observation) bool) {
		for _, ob := range a.Observations {
			if !o.shows(ob.Verdict, slices.Contains(choice, ob.Verdict)) || !o.lists(a.Rules[ob.Rule].ID) {
				continue
			}
			if !yield(ob) {
				return
			}
		}
	}
}

// sentence is the Message as it may be shown in one line; of an error of our
// own, without the stack behind it.
func sentence(a *assess.Assessment, ob assess.Observation, out rule.Outcome) string {
	text := Message(a, ob, out)
	if ob.Verdict == rule.ErrorVerdict {
		text, _, _ = strings.Cut(text, "\n")
	}
	return Clean(text)
}

// wording returns what stands beside the underlined part of a failure, who could do
// what, and what to do, each of which may be "": in the words of the dialect that
// declares the resource, {name} left in them.
func wording(a *assess.Assessment, ob assess.Observation, out rule.Outcome) (label, who, fix string) {
	r := a.Estate.Resources()[ob.Resource]
	label, who, fix = out.Words()
	fix = cmp.Or(fix, a.Rules[ob.Rule].Fix)
	return estate.Worded(r, label), estate.Worded(r, who), estate.Worded(r, fix)
}

// whoAndFix says of a failure who could do what, and what to do; either may be
// "".
func whoAndFix(a *assess.Assessment, ob assess.Observation, out rule.Outcome) (who, fix string) {
	name := a.Estate.Resources()[ob.Resource].Head().Name()
	_, who, fix = wording(a, ob, out)
	fill := func(s string) string { return Clean(strings.ReplaceAll(s, "{name}", name)) }
	return fill(who), fill(fix)
}

// acceptance says why a failure does not count, in one sentence: "fails under
// an exception until 2027-01-31, approved by Grace: it goes in spring".
func acceptance(s assess.Standing) string {
	if s.Source == "baseline" {
		return "stands in the baseline, first seen on " + s.Since.String()
	}
	text := "fails under an exception"
	if !s.Until.IsZero() {
		text += " until " + s.Until.String()
	}
	if s.ApprovedBy != "" {
		text += ", approved by " + s.ApprovedBy
	}
	if s.Reason != "" {
		text += ": " + s.Reason
	}
	return Clean(text)
}
