package access

import (
	"fmt"
	"strings"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Flaw is a part of a policy that the catalogue does not know.
type Flaw struct {
	Fact
	What string
	Sure value.Answer // yes for a mistake; it cannot be told of what may be newer than the catalogue
}

// Flaws returns what the catalogue does not know of a document: services and
// actions that are not in it, resources that fit none of their statement's
// actions, and condition keys that none of them carries. A name near to one
// that is known is a mistake; any other may be newer than the catalogue.
func (e *Engine) Flaws(d *policy.Document) []Flaw {
	var out []Flaw
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Unread() {
			continue
		}
		p := e.profile(s)
		out = append(out, actionFlaws(s, p)...)
		if actions, whole := e.actionsOf(s, p); whole && len(actions) > 0 {
			out = append(out, e.resourceFlaws(s, actions)...)
			out = append(out, keyFlaws(s, actions)...)
		}
	}
	return out
}

// actionsOf returns the actions of a statement, and whether they are all: it names
// them or matches few.
func (e *Engine) actionsOf(s *policy.Statement, p *profile) ([]*catalog.Action, bool) {
	if s.Actions.Not || p.actionGap != "" {
		return nil, false
	}
	var out []*catalog.Action
	for _, a := range p.patterns {
		if a.all || a.service == "" || a.matchCount() == 0 || a.matchCount() > 1000 {
			return nil, false
		}
		out = append(out, a.in(all, a.service)...)
	}
	return out, true
}

func actionFlaws(s *policy.Statement, p *profile) []Flaw {
	var out []Flaw
	c := catalog.Default()
	flaw := func(at int, near string, what string) {
		f := Flaw{Fact: Known("Action", s.Actions.List[at].String(), s.Actions.List[at].Origin), What: what}
		if near != "" {
			f.Sure, f.What = value.Yes, what+": "+near+" is meant"
		} else {
			f.What += ", which is of " + c.Date().String()
		}
		out = append(out, f)
	}
	for i, a := range p.patterns {
		switch {
		case a.all || a.service == "" || a.matchCount() > 0:
		case !inCatalogue(a.service):
			flaw(p.places[i], slip(a.service, c.Services()), "there is no service "+a.service+" in the catalogue")
		case a.wild:
			flaw(p.places[i], "", "no action of the catalogue matches "+a.text)
		default:
			service, _ := c.Service(a.service)
			names := make([]string, len(service.Actions()))
			for j, action := range service.Actions() {
				names[j] = action.Name
			}
			_, name, _ := strings.Cut(s.Actions.List[p.places[i]].Text.Inline(), ":")
			flaw(p.places[i], slip(name, names), "there is no action "+s.Actions.List[p.places[i]].String()+" in the catalogue")
		}
	}
	return out
}

// slip returns the name that one letter makes of the written one: too many, too
// few or another. What differs by more may be newer than the catalogue.
func slip(written string, names []string) string {
	for _, n := range names {
		if oneLetter(strings.ToLower(written), strings.ToLower(n)) {
			return n
		}
	}
	return ""
}

func oneLetter(a, b string) bool {
	long := max(len(a), len(b))
	if long < 4 || long-min(len(a), len(b)) > 1 {
		return false
	}
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	for i := 1; i <= min(len(a), len(b))-same && a[len(a)-i] == b[len(b)-i]; i++ {
		long--
	}
	return long-same <= 1
}

// resourceFlaws finds ARNs that no action of the statement can be about.
func (e *Engine) resourceFlaws(s *policy.Statement, actions []*catalog.Action) []Flaw {
	if s.Resources.Not {
		return nil
	}
	var out []Flaw
	for _, r := range s.Resources.List {
		arn, ok := policy.ParseARN(r.Text)
		if !ok || arn.Resource.HasHoles() || arn.Service.HasHoles() || e.shared.fits(arn, actions) {
			continue
		}
		out = append(out, Flaw{
			Fact: Known("Resource", r.String(), r.Origin), Sure: value.Yes,
			What: fmt.Sprintf("%s is no resource of %s", r, actions[0]),
		})
	}
	return out
}

// fits reports whether the ARN may be of a type of one of the actions.
func (s *shared) fits(arn policy.ARN, actions []*catalog.Action) bool {
	for _, a := range actions {
		for _, r := range a.Resources {
			t, ok := catalog.Default().ResourceType(a.Service, r.Type)
			if !ok {
				return true
			}
			f := s.formOf(t)
			if strings.ContainsAny(arn.Service.Inline(), "*?") || arn.Service.Inline() == f.service && overlap(arn.Resource.Inline(), f.resource) {
				return true
			}
		}
	}
	return false
}

// overlap reports whether two patterns of resource parts may take the same
// text. Most pairs differ before their first wildcards, or one is a text that
// the other's only wildcard takes.
func overlap(a, b string) bool {
	x, y := literalPrefix(a), literalPrefix(b)
	if !strings.HasPrefix(x, y) && !strings.HasPrefix(y, x) {
		return false
	}
	if y+"*" == b && strings.HasPrefix(x, y) {
		return true
	}
	return meet(a, b)
}

// meet reports whether two patterns with * and ? may take the same text.
func meet(a, b string) bool {
	var short [2][128]bool // most are: nothing is allocated for them
	rows := [2][]bool{short[0][:], short[1][:]}
	if len(b) >= len(short[0]) {
		rows = [2][]bool{make([]bool, len(b)+1), make([]bool, len(b)+1)}
	}
	same, next := rows[0], rows[1]
	// same[j]: what stands before c in a and before j in b can be one text.
	same[0] = true
	for j := range len(b) {
		same[j+1] = same[j] && b[j] == '*'
	}
	for i := range len(a) {
		c := a[i]
		next[0] = same[0] && c == '*'
		for j := range len(b) {
			d := b[j]
			next[j+1] = same[j] && (c == d || c == '?' || d == '?') ||
				(c == '*' || d == '*') && (same[j] || same[j+1] || next[j])
		}
		same, next = next, same
	}
	return same[len(b)]
}

// keyFlaws finds condition keys of services that no action carries.
func keyFlaws(s *policy.Statement, actions []*catalog.Action) []Flaw {
	var out []Flaw
	for i := range s.Conditions {
		c := &s.Conditions[i]
		key, ok := c.Key.Literal()
		service, _, _ := strings.Cut(key, ":")
		if !ok || strings.EqualFold(service, "aws") || !inCatalogue(service) {
			continue
		}
		carried := false
		for _, a := range actions {
			carried = carried || catalog.Default().Carries(a, key)
		}
		if carried {
			continue
		}
		f := Flaw{Fact: Known("Condition", key, c.Origin), What: "no action of the statement carries the condition key " + key}
		if _, known := catalog.Default().ConditionKey(key); known {
			f.Sure = value.Yes
		}
		out = append(out, f)
	}
	return out
}
