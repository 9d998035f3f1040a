package reason

import (
	"maps"
	"slices"
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// An actions element is the Action or NotAction of statements.
type actions struct {
	patterns []actionPattern
	not      bool
	partial  bool // there may be more patterns
	rcp      bool // instead: every action of a service to which RCPs apply
}

type actionPattern struct {
	text    value.Text
	service string // in lower case; "" where it is every action's or may be any
	name    pattern
	every   bool // "*"
	holes   bool
}

// actionsOf reads the element of a statement.
func actionsOf(e *policy.Elements) actions {
	a := actions{not: e.Not, partial: e.Partial()}
	for _, el := range e.List {
		switch s := policy.Lower(el.Text.Inline()); {
		case policy.EveryAction(s):
			a.patterns = append(a.patterns, actionPattern{text: el.Text, every: true})
		case el.Text.HasHoles():
			service, _, _ := el.Text.Cut(':')
			literal, _ := service.Literal()
			a.patterns = append(a.patterns, actionPattern{text: el.Text, service: policy.Lower(literal), holes: true})
		default:
			service, name, ok := strings.Cut(s, ":")
			if !ok || strings.ContainsAny(service, "*?") {
				continue // matches nothing
			}
			p := compile(value.Literal(name), glob)
			p.fold = true
			a.patterns = append(a.patterns, actionPattern{text: el.Text, service: service, name: p})
		}
	}
	return a
}

// wide reports whether the element may take actions of services that it does not
// name.
func (a *actions) wide() bool {
	return a.not || a.partial || a.rcp || slices.ContainsFunc(a.patterns, func(p actionPattern) bool { return p.every || p.service == "" })
}

// An actionRegion is a set of actions that the same elements take.
type actionRegion struct {
	name  string            // one of them
	known []*catalog.Action // those in the catalogue

	// services are those that no element names: all their actions are in the
	// region, of which known has some.
	services func() []string

	takes []value.Answer // by element
}

// actionRegions finds the regions of all actions, those in the catalogue and
// all others that there might be: of the services that the elements name, and
// of one that none names.
//
// Where only what one element takes is asked for, other services do not count.
func actionRegions(cat *catalog.Catalog, elements []actions, focus int32, b *budget) ([]actionRegion, error) {
	services := make(map[string]bool)
	all := focus == none || elements[focus].wide()
	for i, e := range elements {
		if !all && int32(i) != focus {
			continue
		}
		for _, p := range e.patterns {
			if p.service != "" {
				services[p.service] = true
			}
		}
	}
	c := actionCutter{cat: cat, elements: elements, budget: b, index: make(map[string]int)}
	for _, service := range slices.Sorted(maps.Keys(services)) {
		if err := c.service(service); err != nil {
			return nil, err
		}
	}
	if all {
		if err := c.rest(services); err != nil {
			return nil, err
		}
		c.other(services)
	}
	slices.SortStableFunc(c.regions, func(a, b actionRegion) int { // known actions first
		return min(len(b.known), 1) - min(len(a.known), 1)
	})
	return c.regions, nil
}

// fixed returns the name of an action without wildcards.
func (p *actionPattern) fixed() (string, bool) {
	q := p.name
	q.fold = false
	return q.literal()
}

// match tells whether one of the patterns takes an action.
func (a *actions) match(full, service, name string) value.Answer {
	answer := value.No
	for i := range a.patterns {
		switch p := &a.patterns[i]; {
		case p.every, p.service == service && !p.holes && p.name.takes(name):
			return value.Yes
		case p.holes && policy.MatchAction(p.text, full) != value.No:
			answer = value.CannotTell
		}
	}
	return answer
}
