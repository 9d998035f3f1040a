package estate

import (
	"slices"

	"bailiwick/value"
)

// Companions returns the resources of the kind of C that refer to the holder
// by one of the attributes that as names, parted by '|' ("" names all), and so
// say a part of it. The list is partial, and Reason says why, where one could
// be missing: it may hide in a part of the scope that was not read, or behind
// a reference that is not known.
func Companions[C Resource](v *View, holder Resource, as string) value.Value[[]C] {
	var found []C
	for _, l := range v.incoming[holder.Head().number] {
		if _, ok := l.From.(C); !ok || !isOneOf(l.As, as) {
			continue
		}
		// Links of one resource stand next to each other.
		if l, ok := v.shown(l); ok && (len(found) == 0 || Resource(found[len(found)-1]) != l.From) {
			v.followed(l.From)
			found = append(found, l.From.(C))
		}
	}
	list := value.Known(found, holder.Head().Block)
	if why, hides := v.Gap(KindOf[C](), holder); hides {
		return list.AndMore(why)
	}
	if why, hides := v.stray(KindOf[C](), holder, as); hides {
		return list.AndMore(why)
	}
	return list
}

// settled returns what holds for the holder of an attribute that stands either
// in its own block or in a companion of the kind of C. It is unknown where
// both or several say it, since AWS keeps what was written last.
func settled[C Resource, T any](v *View, holder Resource, inline value.Value[T], as string, of func(C) value.Value[T]) value.Value[T] {
	return pick(inline, Companions[C](v, holder, as), of)
}

// pick is settled among the given companions.
func pick[C Resource, T any](inline value.Value[T], companions value.Value[[]C], of func(C) value.Value[T]) value.Value[T] {
	found, _ := companions.Get()
	switch {
	case len(found) == 0 && companions.Partial() && inline.IsAbsent():
		return value.Unknown[T](value.NewNote(inline.Attribute(), companions.Reason()), inline.Origin())
	case len(found) == 0:
		return inline
	case len(found) > 1 || !inline.IsAbsent():
		h := found[0].Head()
		return value.Unknown[T](value.NewNote(inline.Attribute(), "more than one declaration sets it, "+h.Address+" among them"), h.Block)
	}
	if h := found[0].Head(); h.Unsure != 0 {
		return value.Unknown[T](value.NewNote(inline.Attribute(), "it is not certain that "+h.Address+" exists: "+h.Unsure.Reason()), h.Block)
	}
	return of(found[0])
}

// attached is settled for what only companions say. What none says is called
// after them.
func attached[C Resource, T any](v *View, holder Resource, as string, of func(C) value.Value[T]) value.Value[T] {
	return settled(v, holder, value.Absent[T](holder.Head().Block).Named(KindOf[C]().Noun(1)), as, of)
}

// joined returns the parts that the holder's own blocks and its companions of
// the kind of C give together. Where the blocks are set and companions exist
// too, Terraform's provider lets each remove what the other made, so that it is
// unknown; CloudFormation makes both.
func joined[C Resource, T any](v *View, holder Resource, inline value.Value[[]T], as string, of func(C) (part T, counts value.Answer)) value.Value[[]T] {
	companions := Companions[C](v, holder, as)
	found, _ := companions.Get()
	additive := holder.Head().Scope.Dialect == CloudFormation
	var parts []T
	var unsure string
	for _, c := range found {
		part, counts := of(c)
		if counts == value.No {
			continue
		}
		parts = append(parts, part)
		if counts == value.CannotTell || c.Head().Unsure != 0 {
			unsure = c.Head().Address
		}
	}
	switch {
	case !inline.IsAbsent() && len(parts) == 0 && !additive:
		return inline
	case !inline.IsAbsent() && !additive:
		return value.Unknown[[]T](value.NewNote(inline.Attribute(), "blocks and separate resources are mixed"), inline.Origin())
	case unsure != "":
		return value.Unknown[[]T](value.NewNote(inline.Attribute(), "it is not certain what "+unsure+" adds"), inline.Origin())
	}
	all := value.Known(parts, inline.Origin()).Named(inline.Attribute())
	if companions.Partial() {
		all = all.AndMore(value.Because(companions.Reason()))
	}
	if additive && !inline.IsAbsent() {
		return together(inline, all)
	}
	return all
}

// together returns the parts of both lists.
func together[T any](a, b value.Value[[]T]) value.Value[[]T] {
	switch {
	case !a.IsKnown():
		return a
	case !b.IsKnown():
		return b
	}
	parts, _ := a.Get()
	more, _ := b.Get()
	all := value.Known(slices.Concat(parts, more), a.Origin()).Named(a.Attribute())
	for _, list := range []value.Value[[]T]{a, b} {
		if list.Partial() {
			all = all.AndMore(value.Because(list.Reason()))
		}
	}
	return all
}

// same tells whether two attributes hold the same text. What is not set is
// the same as what is not set.
func same(a, b value.Value[value.Text]) value.Answer {
	if a.IsAbsent() && b.IsAbsent() {
		return value.Yes
	}
	if a.IsUnknown() || b.IsUnknown() {
		return value.CannotTell
	}
	s, isSet := a.Get()
	t, alsoSet := b.Get()
	if !isSet || !alsoSet {
		return value.No
	}
	return s.Equal(t)
}

// both tells whether both answers are yes.
func both(a, b value.Answer) value.Answer {
	switch {
	case a == value.No || b == value.No:
		return value.No
	case a == value.Yes && b == value.Yes:
		return value.Yes
	}
	return value.CannotTell
}

// matching returns those of the list that pass the test; partial where it
// cannot be told of one.
func matching[C Resource](list value.Value[[]C], test func(C) value.Answer) value.Value[[]C] {
	all, ok := list.Get()
	if !ok {
		return list
	}
	var found []C
	for _, c := range all {
		switch test(c) {
		case value.Yes:
			found = append(found, c)
		case value.CannotTell:
			list = list.AndMore(value.Because("it is not certain what " + c.Head().Address + " belongs to"))
		}
	}
	out := value.Known(found, list.Origin()).Named(list.Attribute())
	if list.Partial() {
		out = out.AndMore(value.Because(list.Reason()))
	}
	return out
}

// Exists tells whether the resource exists: what is known to be declared, but
// not how many times, cannot be told.
func (h *Head) Exists() value.Answer {
	if h.Unsure != 0 {
		return value.CannotTell
	}
	return value.Yes
}
