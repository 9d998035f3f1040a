package access

import (
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// Relation is what an account is to us.
type Relation uint8

// The relations; the zero Relation is the cautious one.
const (
	Unclear Relation = iota // it cannot be told whose it is
	Own                     // it is ours
	Trusted                 // somebody else's, and approved
	Foreign                 // somebody else's
)

func (r Relation) String() string { return [...]string{"unclear", "own", "trusted", "foreign"}[r] }

// Account tells what the account is to us, as seen from the resource, and why
// where that is unclear. It is ours if it is the resource's own, if
// accounts.own, organization.management_account or an environment of the
// settings names it, or if a source read it. A literal account that is none of
// these is foreign if the resource's own account is another literal, or if
// accounts.own lists ours: that of a resource whose account is not known may be
// the very one that is asked for.
func (e *Engine) Account(near estate.Resource, account value.Text) (r Relation, why string) {
	s := e.shared.settings
	here := near.Head().Account
	own, known := here.Get()
	if known && own.Equal(account) == value.Yes {
		return Own, ""
	}
	id, literal := account.Literal()
	if !literal {
		return Unclear, "it is not known which account " + account.String() + " is"
	}
	switch {
	case e.shared.owns(id):
		return Own, ""
	case contains(s.Accounts.Trusted, id):
		return Trusted, ""
	}
	if _, settled := own.Literal(); known && settled || s.Accounts.Own.Set() {
		return Foreign, ""
	}
	return Unclear, "it is not known which accounts are ours: set accounts.own"
}

func contains(list settings.Setting[[]settings.Account], id string) bool {
	for _, a := range list.Get() {
		if string(a) == id {
			return true
		}
	}
	return false
}

// owns reports whether the settings or a source say that the account is ours:
// a source by what it declares in every world, providers among it.
func (s *shared) owns(id string) bool {
	if s.own == nil {
		s.own = make(map[string]bool)
		for _, a := range s.settings.Accounts.Own.Get() {
			s.own[string(a)] = true
		}
		if m := s.settings.Organization.ManagementAccount; m.Set() && !m.Any() {
			s.own[string(m.Get())] = true
		}
		for _, environment := range s.settings.Environments.Named.Get() {
			for _, a := range environment.Accounts {
				s.own[string(a)] = true
			}
		}
		for _, r := range s.estate.Resources() {
			h := r.Head()
			if t, ok := h.Account.Get(); ok && len(h.When) == 0 {
				if id, literal := t.Literal(); literal && id != "" {
					s.own[id] = true
				}
			}
		}
	}
	return s.own[id]
}
