package estate

import (
	"slices"
	"strings"

	"bailiwick/value"
)

// reshaped is a kind, or a block in one, of which CloudFormation has some
// attributes in another shape than a path can tell.
type reshaped interface {
	// reshape fills the fields that have such a shape, and leaves the others.
	reshape(from Body)
}

// Property returns what the path leads to: Code.S3Bucket.
func Property(from Body, path string) value.Any {
	names := strings.Split(path, ".")
	return follow(from.Attribute(names[0]), names[1:])
}

// put fills a field with the member of a map.
func put(into any, from value.Any, name string) { putWhole(into, from.Lookup(name), name) }

// putWhole fills a field with the value, which facts call by the name.
func putWhole(into any, a value.Any, name string) {
	set(into, a, field{name: name, note: value.NewNote(name, "")}, CloudFormation)
}

// whole returns a body as a map whose members are looked up in it.
func whole(from Body) value.Any {
	lookup := func(name string) (value.Any, bool) { return from.Attribute(name), true }
	return value.AnyOpenMap(nil, nil, lookup, 0, from.Origin())
}

// over returns what f makes of the value, or of each of its alternatives; what
// is not set or not known stays so.
func over(a value.Any, f func(value.Any) value.Any) value.Any {
	switch a.Kind() {
	case value.KindNull, value.KindUnknown:
		return a
	case value.KindSeveral:
		alts := slices.Clone(a.Alternatives())
		for i := range alts {
			alts[i].Value = over(alts[i].Value, f)
		}
		return value.AnySeveral(alts, a.Origin())
	}
	return f(a)
}

// isSet returns whether something is: true, or null.
func isSet(a value.Any) value.Any {
	return over(a, func(a value.Any) value.Any { return value.AnyBool(true, a.Origin()) })
}

// negated returns the opposite of a truth value.
func negated(a value.Any) value.Any {
	return over(a, func(a value.Any) value.Any {
		t, _ := a.Scalar()
		switch s, _ := t.Literal(); s {
		case "true":
			return value.AnyBool(false, a.Origin())
		case "false":
			return value.AnyBool(true, a.Origin())
		}
		return a
	})
}

// retained returns whether deleting the stack, or the resource from its
// template, leaves the resource (AWS CloudFormation User Guide, DeletionPolicy
// attribute).
func retained(from Body) value.Any {
	return over(from.Attribute("DeletionPolicy"), func(a value.Any) value.Any {
		s, ok := a.Literal()
		switch {
		case !ok:
			return value.AnyUnknown(value.Because("DeletionPolicy is not known"), a.Origin())
		case s == "Retain" || s == "RetainExceptOnCreate":
			return value.AnyBool(true, a.Origin())
		}
		return value.AnyBool(false, a.Origin())
	})
}

// entriesOf returns a list of maps that each have a key and a value as one map;
// of equal keys the last counts. An element that is not known, or whose key is
// not, makes it partial.
func entriesOf(list value.Any, key, of string) value.Any {
	return over(list, func(list value.Any) value.Any {
		if !isList(list) {
			return noList(list)
		}
		members := make(map[string]value.Any)
		var more value.Note
		if list.Partial() {
			more = list.Note()
		}
		for _, e := range list.Elements() {
			k, ok := e.Lookup(key).Scalar()
			switch {
			case ok:
				members[k.Inline()] = e.Lookup(of)
			case e.Kind() != value.KindNull:
				more = value.Because("an element is not known")
			}
		}
		return mapOf(members, more, list.Origin())
	})
}

func isList(a value.Any) bool { return a.Kind() == value.KindList || a.Kind() == value.KindSet }

// noList returns what a value of another type is where a list belongs.
func noList(a value.Any) value.Any {
	return value.AnyUnknown(value.Because("a "+a.Kind().String()+" stands where a list belongs"), a.Origin())
}

// listed returns a map of maps as a list of these, each with its key under the
// name.
func listed(a value.Any, name string) value.Any {
	return over(a, func(m value.Any) value.Any {
		return listOf(m, func(key, e value.Any) value.Any {
			return over(e, func(e value.Any) value.Any {
				members := map[string]value.Any{name: key}
				for i, k := range e.Keys() {
					members[k] = e.Elements()[i]
				}
				var more value.Note
				if e.Partial() {
					more = e.Note()
				}
				return mapOf(members, more, e.Origin())
			})
		})
	})
}

// pairs returns a map as a list of maps of a key and a value.
func pairs(m value.Any, key, of string) value.Any {
	return listOf(m, func(k, e value.Any) value.Any {
		return mapOf(map[string]value.Any{key: k, of: e}, 0, e.Origin())
	})
}

// listOf returns what f makes of the members of a map, in the order of its
// keys.
func listOf(m value.Any, f func(key, element value.Any) value.Any) value.Any {
	if m.Kind() != value.KindMap {
		return value.AnyUnknown(value.Because("a "+m.Kind().String()+" stands where a map belongs"), m.Origin())
	}
	var out []value.Any
	for i, e := range m.Elements() {
		out = append(out, f(value.AnyText(value.Inline(m.Keys()[i]), e.Origin()), e))
	}
	return sameExtent(value.AnyList(out, m.Origin()), m)
}

// gathered returns what the elements of a list hold under the name, of those
// that hold something: the actions of one sort among actions of all.
func gathered(a value.Any, name string) value.Any {
	return over(a, func(list value.Any) value.Any {
		if !isList(list) {
			return noList(list)
		}
		var out []value.Any
		for _, e := range list.Elements() {
			if held := e.Lookup(name); held.Kind() != value.KindNull {
				out = append(out, held)
			}
		}
		if len(out) == 0 && !list.Partial() {
			return value.AnyNull(list.Origin())
		}
		return sameExtent(value.AnyList(out, list.Origin()), list)
	})
}

// common returns what the path leads to in each element of a list, if that is
// the same in all.
func common(a value.Any, path string) value.Any {
	names := strings.Split(path, ".")
	return over(a, func(list value.Any) value.Any {
		if !isList(list) {
			return noList(list)
		}
		var first value.Any
		for i, e := range list.Elements() {
			v := follow(e, names)
			t, isScalar := v.Scalar()
			was, _ := first.Scalar()
			switch {
			case i == 0:
				first = v
			case v.Kind() != first.Kind(), isScalar && t.Inline() != was.Inline(), !isScalar && v.Kind() != value.KindNull:
				return value.AnyUnknown(value.Because(path+" is not the same in all regions"), v.Origin())
			}
		}
		if list.Partial() || list.Len() == 0 {
			return value.AnyUnknown(value.Because("not all regions are known"), list.Origin())
		}
		return first
	})
}

// sameExtent marks the collection as partial if the other one is.
func sameExtent(a, like value.Any) value.Any {
	if like.Partial() {
		return a.AndMore(like.Note())
	}
	return a
}

// mapOf returns a map of the members; partial where there is a reason.
func mapOf(members map[string]value.Any, more value.Note, at value.Origin) value.Any {
	keys := make([]string, 0, len(members))
	for k := range members {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	elements := make([]value.Any, len(keys))
	for i, k := range keys {
		elements[i] = members[k]
	}
	m := value.AnyMap(keys, elements, at)
	if more != 0 {
		m = m.AndMore(more)
	}
	return m
}
