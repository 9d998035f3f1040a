package report

import (
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
)

// exceptions tells what fails under an exception.
func (t *text) exceptions(in *section) {
	var groups []uint32
	members := map[uint32][]finding{}
	for _, f := range in.standing {
		if !t.lists(t.a.Rules[f.Rule].ID) {
			continue
		}
		if members[f.Standing] == nil {
			groups = append(groups, f.Standing)
		}
		members[f.Standing] = append(members[f.Standing], f)
	}
	if groups == nil {
		return
	}
	slices.Sort(groups)
	t.gap()
	t.linef("under an exception, still a failure")
	for _, g := range groups {
		var rows []row
		list := members[g]
		shown := len(list)
		if shown > inFull && !t.Full {
			shown = ofMore
		}
		for _, f := range list[:shown] {
			rows = append(rows, t.row(f))
		}
		if more := len(list) - shown; more > 0 {
			rows = append(rows, row{note: "and " + figure(more) + " more under the same exception"})
		}
		t.table(rows)
		standing, _ := t.a.StandingOf(list[0].Observation)
		t.hanging("    ", t.terms(standing), plain)
	}
}

// terms says until when an exception holds, and by whose word.
func (t *text) terms(s assess.Standing) string {
	var parts []string
	if !s.Until.IsZero() {
		parts = append(parts, "ends "+s.Until.String()+" ("+inDays(s.Until.Sub(t.a.Today))+")")
	}
	switch {
	case s.ApprovedBy != "":
		parts = append(parts, "approved by "+Clean(s.ApprovedBy))
	case s.Source == "baseline":
		parts = append(parts, "was there when the baseline was taken")
	default:
		parts = append(parts, "approved by nobody")
	}
	if s.Place != "" {
		parts = append(parts, Clean(s.Place))
	}
	return strings.Join(parts, " "+t.marks.dot+" ")
}

// inDays writes a distance from the day of the run.
func inDays(n int) string {
	switch {
	case n == 0:
		return "today"
	case n < 0:
		return Number(-n, "day", "days") + " ago"
	}
	return "in " + Number(n, "day", "days")
}

// shownTroubles is how many exceptions that are not in order are told unless
// all are asked for.
const shownTroubles = 5

// troubles tells the exceptions that do not hold, and those of no use.
func (t *text) troubles() {
	var void, unused []assess.Standing
	for _, s := range t.a.Exceptions() {
		switch {
		case s.State != assess.Holds:
			void = append(void, s)
		case s.Unused():
			unused = append(unused, s)
		}
	}
	t.trouble("exceptions that do not hold", void)
	t.trouble("exceptions of no use", unused)
}

func (t *text) trouble(heading string, list []assess.Standing) {
	if t.Rule != "" {
		list = slices.DeleteFunc(list, func(s assess.Standing) bool { return s.Rule != t.Rule })
	}
	if len(list) == 0 {
		return
	}
	t.gap()
	t.linef("%s", heading)
	shown := list
	if len(list) > shownTroubles && !t.Full {
		shown = list[:shownTroubles]
	}
	for _, s := range shown {
		t.placed(t.tinted(yellow, t.marks.problem), Clean(s.Rule), Clean(s.Place))
		t.hanging("    ", Clean(strings.TrimPrefix(s.Trouble(t.a.Today), "of no use: ")), plain)
	}
	if more := len(list) - len(shown); more > 0 {
		t.linef("    and %s more: %s --full", figure(more), t.Command)
	}
}

// gone tells what the baseline could lose.
func (t *text) gone() {
	var passes, absent, open int
	for _, g := range t.a.Gone {
		switch {
		case t.Rule != "" && g.Rule != t.Rule:
		case g.Absent:
			absent++
		case g.Verdict == rule.UnknownVerdict || g.Verdict == rule.ErrorVerdict:
			open++
		default:
			passes++
		}
	}
	if passes+absent+open == 0 {
		return
	}
	t.gap()
	t.linef("in the baseline, and not among the failures")
	file := Clean(t.a.Baseline.File)
	command, _, _ := strings.Cut(t.Command, " --baseline ")
	for _, c := range []struct {
		n    int
		what string
		next string
	}{
		{passes, "no longer fail", command + " --write-baseline " + file},
		{absent, "no part of this run: the resource is gone, or lies in another target", ""},
		{open, "unknown now: they keep their place", ""},
	} {
		if c.n > 0 {
			t.twoColumns(figure(c.n), c.what, c.next)
		}
	}
}
