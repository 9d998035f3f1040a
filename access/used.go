package access

import (
	"slices"

	"bailiwick/estate"
	"bailiwick/value"
)

// UsersOf returns the functions whose environment names the secret: those that
// name it in every world in the estate's order, then those that do in this one.
// It lists what was recognised: code may name others.
func (e *Engine) UsersOf(r *estate.Secret) []*estate.Function {
	e.shared.readVariables()
	var out []*estate.Function
	for _, f := range e.shared.users[keyOf(r)] {
		if seen, ok := e.view.See(f).(*estate.Function); ok {
			out = append(out, seen)
		}
	}
	for _, f := range e.shared.open {
		seen, ok := e.view.See(f).(*estate.Function)
		if !ok || slices.Contains(e.shared.users[keyOf(r)], f) {
			continue
		}
		if slices.ContainsFunc(Wired[*estate.Secret](e, seen), func(s *estate.Secret) bool { return keyOf(s) == keyOf(r) }) {
			out = append(out, seen)
		}
	}
	return out
}

// MayUse reports whether a function that was read may name the secret although
// UsersOf does not list it, since a variable of it is not known, and says which.
func (e *Engine) MayUse(r *estate.Secret) (Fact, bool) {
	e.shared.readVariables()
	for _, f := range e.shared.open {
		seen, ok := e.view.See(f).(*estate.Function)
		if !ok || seen.Scope != r.Scope {
			continue
		}
		for _, v := range openVariables(seen) {
			if text, ok := v.Get(); !ok || mayName(text, r) {
				return Unread("used by", "it cannot be told what "+v.Attribute()+" of "+f.Address+" holds", v.Origin()), true
			}
		}
	}
	if len(e.shared.open) == maxOpen {
		return Unread("used by", "the variables of many functions are not known", r.Block), true
	}
	return Fact{}, false
}

// maxOpen is how many functions of which a variable is not known are looked at
// one by one.
const maxOpen = 100

// readVariables collects once which secrets functions name, and which functions
// have variables of which it is not known what they hold.
func (s *shared) readVariables() {
	if s.users != nil {
		return
	}
	s.users = make(map[resourceKey][]*estate.Function)
	first := &Engine{view: s.estate.In(nil), shared: s}
	for _, r := range s.estate.OfKind("function") {
		f := r.(*estate.Function)
		for _, secret := range Wired[*estate.Secret](first, f) {
			s.uses(f, secret)
		}
		if len(s.open) < maxOpen && len(openVariables(f)) > 0 {
			s.open = append(s.open, f)
		}
	}
}

// openVariables returns the parts of a function's environment of which it is
// not known what they hold.
func openVariables(f *estate.Function) []value.Value[value.Text] {
	var out []value.Value[value.Text]
	variables, known := f.Environment.Get()
	if !known && !f.Environment.IsAbsent() || f.Environment.Partial() {
		out = append(out, value.Unknown[value.Text](value.NewNote("the environment", f.Environment.Reason()), f.Environment.Origin()))
	}
	for _, v := range variables {
		if text, ok := v.Value.Get(); v.Value.IsUnknown() || ok && hasFree(text) {
			out = append(out, v.Value.Named(v.Key.String()))
		}
	}
	return out
}

// mayName reports whether a text could turn out to be one of the resource's
// identities.
func mayName(text value.Text, r estate.Resource) bool {
	return slices.ContainsFunc(r.Head().Identities, func(id estate.Identity) bool { return id.Text.Equal(text) != value.No })
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
