package access

import (
	"slices"

	"bailiwick/estate"
)

// UsersOf returns the functions whose environment names the secret, in the
// estate's order. It lists what was recognised: code may name others.
func (e *Engine) UsersOf(r *estate.Secret) []*estate.Function {
	if e.shared.users == nil {
		e.shared.users = make(map[resourceKey][]*estate.Function)
		first := &Engine{view: e.shared.estate.In(nil), shared: e.shared}
		for _, f := range e.shared.estate.OfKind("function") {
			f := f.(*estate.Function)
			for _, s := range Wired[*estate.Secret](first, f) {
				e.shared.uses(f, s)
			}
		}
	}
	var out []*estate.Function
	for _, f := range e.shared.users[keyOf(r)] {
		if seen, ok := e.view.See(f).(*estate.Function); ok {
			out = append(out, seen)
		}
	}
	return out
}

// A resourceKey names a resource in whatever world it is seen.
type resourceKey struct {
	scope   *estate.Scope
	address string
}

func keyOf(r estate.Resource) resourceKey { return resourceKey{r.Head().Scope, r.Head().Address} }

func (s *shared) uses(f *estate.Function, r estate.Resource) {
	k := keyOf(r)
	if !slices.Contains(s.users[k], f) {
		s.users[k] = append(s.users[k], f)
	}
}
