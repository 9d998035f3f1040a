package estate

import (
	"slices"

	"bailiwick/value"
)

// Companions returns the resources of the kind of K that hang on the holder:
// those that refer to it by one of the attributes, or by any if none is named.
// The list is partial, and Reason says why, where one could be missing: it may
// hide in a part of the scope that was not read, or refers to something that
// cannot be told.
func Companions[K Resource](v *View, holder Resource, attributes ...string) value.Value[[]K] {
	h := holder.Head()
	var found []K
	for _, l := range v.Incoming(holder) {
		k, ok := l.From.(K)
		if ok && (len(attributes) == 0 || slices.Contains(attributes, l.As)) && !slices.ContainsFunc(found, func(f K) bool { return Resource(f) == l.From }) {
			found = append(found, k)
		}
	}
	list := value.Known(found, h.Block)
	if why, ok := v.Gap(KindOf[K](), holder); ok {
		return list.AndMore(why)
	}
	if why, ok := v.stray(KindOf[K](), holder, attributes); ok {
		return list.AndMore(why)
	}
	return list
}

// companion returns what the holder's one companion of the kind of K says:
// absent if there is none, unknown if one could hide, if it is not certain to
// exist, or if there are several.
func companion[K Resource, T any](v *View, holder Resource, says func(K) value.Value[T], attributes ...string) value.Value[T] {
	list := Companions[K](v, holder, attributes...)
	all, _ := list.Get()
	switch {
	case len(all) == 0 && list.Partial():
		return value.Unknown[T](value.Because(list.Reason()), list.Origin())
	case len(all) == 0:
		return value.Absent[T](list.Origin())
	case len(all) > 1:
		why := all[0].Head().Address + " and " + all[1].Head().Address + " both set it"
		return value.Unknown[T](value.Because(why), all[1].Head().Block)
	case all[0].Head().Unsure != 0:
		return value.Unknown[T](all[0].Head().Unsure, all[0].Head().Block)
	}
	return says(all[0])
}

// either returns the holder's own attribute if there is no companion, and what
// the companion says if the attribute is not set. Where both are set they
// undo each other at every apply, and which one holds cannot be told. A
// companion that could only hide does not cast doubt on an attribute that is
// set.
func either[K Resource, T any](v *View, holder Resource, own value.Value[T], says func(K) value.Value[T], attributes ...string) value.Value[T] {
	list := Companions[K](v, holder, attributes...)
	all, _ := list.Get()
	switch {
	case own.IsAbsent():
		return companion(v, holder, says, attributes...)
	case len(all) == 0:
		return own
	}
	other := all[0].Head()
	return value.Unknown[T](value.Because(holder.Head().Address+" and "+other.Address+" both set it"), other.Block)
}

// maxStrays is how many references that lead nowhere are compared with a
// holder one by one; with more of them any of them could mean it.
const maxStrays = 1000

// strayKey names a list of references that lead nowhere: those that resources
// of one kind make to resources of another.
type strayKey struct{ from, to Kind }

// A stray is a reference that leads to nothing in the estate.
type stray struct {
	from      Resource
	attribute string
	ref       value.Value[value.Text]
	when      value.Condition
}

// stray tells whether a resource of the kind may refer to the holder although
// no link says so, because what it refers to is not known, and why.
func (v *View) stray(kind Kind, holder Resource, attributes []string) (value.Note, bool) {
	h := holder.Head()
	strays := v.straysOf(strayKey{kind, h.Kind()})
	for i, s := range strays {
		f := s.from.Head()
		switch {
		case f.Scope != h.Scope, len(attributes) > 0 && !slices.Contains(attributes, s.attribute):
			continue
		case s.when.In(v.world) == value.No, v.See(s.from) == nil:
			continue
		}
		if text, ok := s.ref.Get(); i < maxStrays && ok && !h.mayBeCalled(text) {
			continue
		}
		return value.Because("it cannot be told what " + f.Address + " refers to"), true
	}
	return 0, false
}

// mayBeCalled reports whether the text could turn out to be one of the
// resource's identities.
func (h *Head) mayBeCalled(text value.Text) bool {
	return text.HasHoles() && len(h.Identities) == 0 ||
		slices.ContainsFunc(h.Identities, func(id Identity) bool { return id.Text.Equal(text) != value.No })
}

// straysOf collects the references once, when they are first asked for.
func (e *Estate) straysOf(key strayKey) []stray {
	if known, ok := e.strays.Load(key); ok {
		return known.([]stray)
	}
	var found []stray
	for _, r := range e.byKind[key.from] {
		references(r, func(attribute string, kinds []Kind, ref value.Value[value.Text]) {
			if !slices.Contains(kinds, key.to) {
				return
			}
			for _, alt := range worlds(ref) {
				if alt.Value.IsAbsent() {
					continue
				}
				if text, ok := alt.Value.Get(); ok && e.find(r.Head().Scope, kinds, text) != nil {
					continue
				}
				found = append(found, stray{r, attribute, alt.Value, alt.When})
			}
		})
	}
	e.strays.Store(key, found)
	return found
}
