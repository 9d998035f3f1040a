package escalation

import (
	"slices"

	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// together tells whether permissions may be had on one and the same resource.
func (f *finder) together(e *Edge, needs []Need) bool {
	if len(needs) == 0 {
		return true
	}
	ask := func(n Need, on value.Text) answer {
		var a asking
		a.on = on
		if on.Inline() == "" && n.Like != "" {
			a.on = value.Literal(n.Like)
		}
		a.carry(n.Action, nil, nil, f.power)
		return f.graph.ask(f.power, n.Action, a)
	}
	first := make([]answer, len(needs))
	for i, n := range needs {
		if first[i] = ask(n, value.Text{}); first[i].verdict == reason.No {
			return false
		}
	}
	// What one of them is shown on is tried for the others, and what the others
	// are shown on within the patterns that a statement allows the first on.
	var tries []value.Text
	open := ""
	for _, a := range first {
		if a.witness != nil {
			tries = append(tries, a.witness.Request.Resource)
		} else if open == "" {
			open = a.why
		}
	}
	within, apart := f.within(needs, ask)
	for _, on := range append(tries, within...) {
		var all []answer
		for _, n := range needs {
			if a := ask(n, on); a.verdict == reason.Yes {
				all = append(all, a)
			}
		}
		if len(all) == len(needs) {
			for _, a := range all {
				e.note(a)
			}
			return true
		}
	}
	if open == "" && apart {
		return false
	}
	if open == "" {
		open = "it cannot be told whether all of this is allowed on one resource"
	}
	for _, a := range first {
		e.note(a)
	}
	e.Open = open
	return true
}

// within returns resources that the others of the needs are allowed on within a
// pattern of an Allow for the first, and whether no pattern of it meets patterns
// of all others.
func (f *finder) within(needs []Need, ask func(Need, value.Text) answer) (found []value.Text, apart bool) {
	first, all := f.patterns(needs[0].Action)
	apart = all
	for _, pattern := range first {
		meets := true
		for _, n := range needs[1:] {
			others, all := f.patterns(n.Action)
			if all && !slices.ContainsFunc(others, func(o value.Text) bool { return mayMeet(pattern, o) }) {
				meets = false
				continue
			}
			if a := ask(n, pattern); a.witness != nil {
				found = append(found, a.witness.Request.Resource)
			}
		}
		apart = apart && !meets
	}
	return found, apart
}

// patterns returns the resources of the statements that may allow the action,
// and whether they are all.
func (f *finder) patterns(action string) (out []value.Text, all bool) {
	all = true
	for _, p := range f.power.policies.Identity.Policies() {
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			if s.Effect == policy.Deny || s.MatchesAction(action) == value.No {
				continue
			}
			all = all && !s.Unread() && !s.Resources.Not && !s.Resources.Partial() && !s.Resources.IsAbsent()
			for _, r := range s.Resources.List {
				out = append(out, r.Text)
			}
		}
	}
	return out, all
}

// mayMeet reports whether some ARN fits both patterns, part by part: no region
// or account holds a colon.
func mayMeet(a, b value.Text) bool {
	x, ok := policy.ParseARN(a)
	y, too := policy.ParseARN(b)
	if !ok || !too {
		return policy.Overlaps(a, b) != value.No
	}
	for _, pair := range [...][2]value.Text{
		{x.Partition, y.Partition}, {x.Service, y.Service}, {x.Region, y.Region}, {x.Account, y.Account}, {x.Resource, y.Resource},
	} {
		if policy.Overlaps(pair[0], pair[1]) == value.No {
			return false
		}
	}
	return true
}
