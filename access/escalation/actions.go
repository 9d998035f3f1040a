package escalation

import (
	"slices"
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// An actionSet is a set of the actions that methods need, by number.
type actionSet [4]uint64

func (s *actionSet) add(o actionSet) {
	for i := range s {
		s[i] |= o[i]
	}
}

func (s *actionSet) has(n int) bool { return s[n/64]>>(n%64)&1 == 1 }

func (s *actionSet) meets(o actionSet) bool {
	for i := range s {
		if s[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

func (s *actionSet) empty() bool { return *s == actionSet{} }

// actions tells which of the actions that methods need a document may allow.
// It is asked of every policy of an estate, nearly all of which allow none.
type actions struct {
	names    []string
	services map[string]bool
	numbers  map[string]int
	known    map[*policy.Statement]actionSet

	rewriting actionSet // those by which others may get other policies
}

func newActions() *actions {
	a := &actions{services: make(map[string]bool), numbers: make(map[string]int), known: make(map[*policy.Statement]actionSet)}
	for _, m := range Methods() {
		for _, n := range m.Needs {
			i, ok := a.numbers[n.Action]
			if !ok {
				i = len(a.names)
				a.numbers[n.Action] = i
				a.names = append(a.names, n.Action)
				service, _, _ := strings.Cut(n.Action, ":")
				a.services[service] = true
			}
			if m.Gain == Rewriting || m.Gain == Unbinding {
				a.rewriting[i/64] |= 1 << (i % 64)
			}
		}
	}
	if len(a.names) > len(actionSet{})*64 {
		panic("internal error: more actions than an actionSet holds")
	}
	return a
}

// number returns the number of an action of some method.
func (a *actions) number(action string) int {
	n, ok := a.numbers[action]
	if !ok {
		panic("internal error: no method needs " + action)
	}
	return n
}

// of returns the actions that the document allows, or may.
func (a *actions) of(d *policy.Document) actionSet {
	var out actionSet
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Effect == policy.Deny {
			continue
		}
		set, ok := a.known[s]
		if !ok {
			set = a.ofStatement(s)
			a.known[s] = set
		}
		out.add(set)
	}
	return out
}

func (a *actions) ofStatement(s *policy.Statement) actionSet {
	var out actionSet
	if !s.Unread() && !s.Actions.Not && !s.Actions.Partial() && !slices.ContainsFunc(s.Actions.List, a.concerned) {
		return out
	}
	for i, name := range a.names {
		if s.Unread() || s.MatchesAction(name) != value.No {
			out[i/64] |= 1 << (i % 64)
		}
	}
	return out
}

// concerned reports whether an action element may be of a service that methods
// need.
func (a *actions) concerned(e policy.Element) bool {
	text, ok := e.Text.Literal()
	service, _, found := strings.Cut(strings.ToLower(text), ":")
	return !ok || e.IsUnknown() || !found || strings.ContainsAny(service, "*?") || a.services[service]
}
