package reason

import (
	"slices"

	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A survey goes through all regions of actions and resources.
type survey struct {
	*search
	policies authz.Policies
	allowing []int32 // the statements that may grant
	account  value.Text
	forms    map[*catalog.Action][]value.Text
}

func (s *survey) run(resources []region) ([]Ability, error) {
	s.forms = make(map[*catalog.Action][]value.Text)
	var out []Ability
	for i := range s.regions {
		a := &s.regions[i]
		ability, err := s.region(a, resources)
		if err != nil {
			return nil, &OutsideError{err.Error()}
		}
		if ability != nil {
			out = append(out, *ability)
		}
	}
	slices.SortStableFunc(out, func(a, b Ability) int { return first(a) - first(b) })
	return out, nil
}

// first orders abilities by their first action, what the catalogue lacks last.
func first(a Ability) int {
	if len(a.Actions) == 0 {
		return 1 << 30
	}
	return a.Actions[0].Number
}

// region tells what can be done with the actions of a region; nil: nothing.
func (s *survey) region(a *actionRegion, resources []region) (*Ability, error) {
	var ability *Ability
	var best *finding
	for j := range resources {
		r := &resources[j]
		if err := s.budget.spend(8 + len(s.statements)); err != nil {
			return nil, err
		}
		l, key := s.live(a.takes, r.takes)
		key += r.key()
		if s.seen[key] {
			continue
		}
		s.setUnknown(a, s.spaces[bySegment], r)
		left, err := s.try(l, false, nil)
		if err != nil {
			return nil, err
		}
		if left == nil {
			s.seen[key] = true
			continue
		}
		actions := s.allowed(&ability, a, l, r)
		if len(actions) == 0 && len(a.known) > 0 {
			continue
		}
		sure, err := s.try(l, true, nil)
		if err != nil {
			return nil, err
		}
		f := s.finding(a, r.word, sure)
		if len(actions) > 0 {
			f.action, f.known = actions[0].String(), actions[0]
		}
		switch {
		case sure == nil:
			f.left = left
			f.uncertain = s.uncertain(left, a, s.spaces[bySegment], r)
		default:
			if agreed, err := s.agreed(r.word); err != nil {
				return nil, err
			} else if !agreed {
				f.uncertain = s.disputed(r.word)
			}
		}
		if best == nil || best.uncertain != "" && f.uncertain == "" {
			best = f
			s.rename(best, r)
		}
	}
	if best == nil {
		return nil, nil
	}
	if ability == nil {
		ability = &Ability{}
	}
	if a.services != nil {
		ability.Services = a.services()
	}
	s.show(ability, best)
	return ability, nil
}

// rename gives a finding a resource of the region that reads well.
func (s *survey) rename(f *finding, r *region) {
	if f.known == nil || f.uncertain != "" {
		return
	}
	words, err := s.words(f.known)
	if err != nil {
		return
	}
	for _, word := range words {
		if agreed, err := s.agreed(word); err != nil || !agreed {
			continue
		}
		if is := s.spaces[bySegment].of(word); is.key() == r.key() {
			f.resource = word
			return
		}
	}
}

// allowed adds what the live statements allow on a region of resources, and
// returns the actions that can act there.
func (s *survey) allowed(ability **Ability, a *actionRegion, l live, r *region) []*catalog.Action {
	var actions []*catalog.Action
	for _, i := range s.allowing {
		if !l.of[i] {
			continue
		}
		st := &s.statements[i]
		for _, t := range s.texts(st) {
			if s.budget.spend(len(a.known)) != nil {
				return actions
			}
			for _, known := range a.known {
				if !s.acts(known, t, r.word) {
					continue
				}
				if *ability == nil {
					*ability = &Ability{}
				}
				b := *ability
				if !slices.Contains(b.Actions, known) {
					b.Actions = append(b.Actions, known)
				}
				if !slices.Contains(actions, known) {
					actions = append(actions, known)
				}
				if !slices.ContainsFunc(b.Resources, func(u value.Text) bool { return u.Inline() == t.Inline() }) {
					b.Resources = append(b.Resources, t)
				}
				if st.from.Statement != nil && !slices.Contains(b.By, st.from) {
					b.By = append(b.By, st.from)
				}
			}
		}
	}
	return actions
}

// texts returns the resources of a statement.
func (s *survey) texts(st *statement) []value.Text {
	if st.resources == none || s.resources[st.resources].not {
		return []value.Text{value.Literal("*")}
	}
	return s.resources[st.resources].texts
}

// acts reports whether an action can act on resources of a pattern, which the
// text is one of.
func (s *survey) acts(a *catalog.Action, pattern value.Text, word string) bool {
	if !a.Scopable() {
		return word == "*" && pattern.Inline() == "*"
	}
	if word == "*" {
		return false
	}
	if pattern.Inline() == "*" {
		return true
	}
	p := compileResource(pattern, bySegment)
	if !p.takes(word) {
		return false
	}
	if len(s.guess.holes) > 0 { // the pattern may be what a hole is filled with
		return true
	}
	forms, ok := s.forms[a]
	if !ok {
		for _, r := range a.Resources {
			if t, ok := s.cat.ResourceType(a.Service, r.Type); ok {
				forms = append(forms, value.Literal(starred(t.ARN)))
			}
		}
		s.forms[a] = forms
	}
	return slices.ContainsFunc(forms, func(f value.Text) bool { return policy.Overlaps(f, pattern) != value.No })
}

// show confirms the request that an ability is shown by.
func (s *survey) show(ability *Ability, f *finding) {
	r, keys := s.request(f)
	s.guess.lift(r, keys)
	r.ResourceAccount = s.account
	w := &Witness{Request: *r, Keys: keys, Policies: s.policies, Decision: authz.Decide(r, &s.policies)}
	w.Unlisted = s.unlisted(f, keys)
	switch {
	case f.uncertain != "":
		ability.Open = f.uncertain
	case w.Decision.Effect == authz.Allow:
		ability.Witness = w
	default:
		ability.Open = "the request is not confirmed by the evaluator: " + w.String()
	}
}
