package access

import (
	"slices"
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
)

// An actionPattern is an action element without holes, with what the catalogue
// says of it as far as it was asked.
type actionPattern struct {
	text    string // in lower case
	service string // "" for "*", and for what no action matches
	wild    bool
	all     bool // "*", "*:*", "**"
	unclear bool // a wildcard in the service: "dyn*:*", "dyn*"

	count    int // of matching actions, once counted
	counted  bool
	selected [selections]map[string][]*catalog.Action
	wide     *wideness // once asked
}

// pattern returns the pattern of a literal action text.
func (s *shared) pattern(text string) *actionPattern {
	if p, ok := s.patterns[text]; ok {
		return p
	}
	p := &actionPattern{text: strings.ToLower(text), wild: strings.ContainsAny(text, "*?")}
	switch service, _, ok := strings.Cut(p.text, ":"); {
	case p.wild && (!ok || strings.ContainsAny(service, "*?")):
		// IAM takes "*" and "*:*". Others it refuses, as far as is known: a
		// policy with one is then never made, and if it is made, it grants what
		// the text matches. So the text is judged by what it matches, and
		// what it leaves is open.
		p.all = strings.Trim(p.text, "*?:") == "" && catalog.Default().MatchCount(p.text) == catalog.Default().ActionCount()
		p.unclear = !p.all
	case ok:
		p.service = service
	}
	s.patterns[text] = p
	return p
}

// matchCount returns how many actions of the catalogue match.
func (p *actionPattern) matchCount() int {
	if !p.counted {
		p.counted = true
		switch {
		case p.all:
			p.count = catalog.Default().ActionCount()
		case p.service != "", p.unclear:
			p.count = catalog.Default().MatchCount(p.text)
		}
	}
	return p.count
}

// in returns the actions of a service that match and are of the selection.
func (p *actionPattern) in(sel selection, service string) []*catalog.Action {
	if !p.all && !p.unclear && p.service != service {
		return nil
	}
	if found, ok := p.selected[sel][service]; ok {
		return found
	}
	var found []*catalog.Action
	if p.all {
		if s, ok := catalog.Default().Service(service); ok {
			for _, a := range s.Actions() {
				if sel.holds(a) {
					found = append(found, a)
				}
			}
		}
	} else {
		for a := range catalog.Default().Match(p.text) {
			if a.Service == service && sel.holds(a) {
				found = append(found, a)
			}
		}
	}
	if p.selected[sel] == nil {
		p.selected[sel] = make(map[string][]*catalog.Action)
	}
	p.selected[sel][service] = found
	return found
}

// A profile is what is worked out once of a statement.
type profile struct {
	patterns  []*actionPattern // of the literal action elements
	places    []int            // of each, its index among the elements
	actionGap string           // why there may be further actions, "" if there are none
	wide      []int            // resource elements that may take in every resource of a type
}

// profile returns the statement's profile.
func (e *Engine) profile(s *policy.Statement) *profile {
	if p, ok := e.shared.statements[s]; ok {
		return p
	}
	p := &profile{}
	if s.Actions.Partial() {
		p.actionGap = s.Actions.Reason()
	}
	for i, a := range s.Actions.List {
		text, ok := a.Text.Literal()
		switch {
		case ok:
			q := e.shared.pattern(text)
			if q.unclear {
				p.actionGap = text + " has a wildcard in its service"
			}
			p.patterns = append(p.patterns, q)
			p.places = append(p.places, i)
		case a.IsUnknown():
			p.actionGap = a.Reason()
		default:
			p.actionGap = a.String() + " is not known"
		}
	}
	for i, r := range s.Resources.List {
		if mayBeWide(r) {
			p.wide = append(p.wide, i)
		}
	}
	e.shared.statements[s] = p
	return p
}

// services returns the services that the statement's actions are of, among the
// given ones; all of the catalogue's if those are nil.
func (p *profile) services(s *policy.Statement, among []string) []string {
	if s.Actions.Not || slices.ContainsFunc(p.patterns, func(a *actionPattern) bool { return a.all }) {
		if among == nil {
			return catalog.Default().Services()
		}
		return among
	}
	var out []string
	for _, a := range p.patterns {
		for _, service := range a.services() {
			if !slices.Contains(out, service) && (among == nil || slices.Contains(among, service)) {
				out = append(out, service)
			}
		}
	}
	return out
}

// services returns the services that the pattern names, those of its matches
// if its own service has a wildcard.
func (p *actionPattern) services() []string {
	switch {
	case p.service != "":
		return []string{p.service}
	case !p.unclear:
		return nil
	}
	var out []string
	for a := range catalog.Default().Match(p.text) {
		if !slices.Contains(out, a.Service) {
			out = append(out, a.Service)
		}
	}
	return out
}

// A named is an action with the index of the element that names it.
type named struct {
	*catalog.Action
	element int
}

// actions returns the actions of the service that the statement is about and
// that are of the selection. What NotAction names is left out; its element is
// the first.
func (p *profile) actions(s *policy.Statement, sel selection, service string) []named {
	var out []named
	if s.Actions.Not {
		of, _ := catalog.Default().Service(service)
		for _, a := range of.Actions() {
			left := slices.ContainsFunc(p.patterns, func(q *actionPattern) bool { return slices.Contains(q.in(all, service), a) })
			if !left && sel.holds(a) {
				out = append(out, named{Action: a})
			}
		}
		return out
	}
	for i, q := range p.patterns {
		for _, a := range q.in(sel, service) {
			if i == 0 || !slices.ContainsFunc(out, func(n named) bool { return n.Action == a }) {
				out = append(out, named{a, p.places[i]})
			}
		}
	}
	return out
}
