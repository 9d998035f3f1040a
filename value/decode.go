package value

import (
	"fmt"
	"strconv"
)

// An Entry is one element of a map of texts.
type Entry struct {
	Key   Text
	Value Value[Text]
}

// The shapes that attributes have.
type (
	Texts   = Value[[]Value[Text]] // a list or set
	Entries = Value[[]Entry]       // a map, sorted by key
)

// From returns the Any as a typed attribute. T is Text, bool, int64, float64,
// Any, []Value[Text], []Entry, or []Any; other types are a bug of the caller.
// Null is absent; a value of another type is unknown, and the reason names
// both. A lone element where a list belongs is a list of one, as in AWS's own
// JSON.
func From[T any](a Any, attribute string) Value[T] {
	return Typed[T](a, NewNote(attribute, ""))
}

// Typed is From for a caller that keeps the note of the attribute's name.
func Typed[T any](a Any, attribute Note) Value[T] {
	if a.Kind() == KindNull { // most attributes of most resources
		return Value[T]{origin: a.origin, meta: uint32(absent) | uint32(attribute)<<noteShift}.carry(a)
	}
	out := typed[T](a, attribute)
	return *out
}

func typed[T any](a Any, attribute Note) *Value[T] {
	out := &Value[T]{origin: a.origin}
	switch a.Kind() {
	case KindUnknown:
		*out = Unknown[T](NewNote(attribute.Attribute(), a.Reason()), a.origin)
	case KindSeveral:
		alts := make([]Alternative[T], len(a.more.alts))
		for i, alt := range a.more.alts {
			alts[i] = Alternative[T]{alt.When, Typed[T](alt.Value, attribute)}
		}
		out.alts = &alts
		out.meta = uint32(several) | uint32(attribute)<<noteShift
	default:
		out.known(a, attribute)
	}
	*out = out.carry(a)
	return out
}

// known stores a value that is there; one of another type is unknown.
func (v *Value[T]) known(a Any, attribute Note) {
	if !fill(any(&v.v), a) {
		why := fmt.Sprintf("a %s stands where %s belongs", a.Kind(), typeName(any(&v.v)))
		if t, ok := a.Text(); ok && t.HasHoles() {
			why = t.String() + " is not known"
		}
		*v = Unknown[T](NewNote(attribute.Attribute(), why), a.origin)
		return
	}
	if a.Partial() {
		attribute = NewNote(attribute.Attribute(), a.Note().Reason())
		v.meta = partial
	}
	v.meta |= uint32(known) | uint32(attribute)<<noteShift
}

// FromText is Typed for texts, which most attributes are, without the detour
// that a type not known before takes.
func FromText(a Any, attribute Note) Value[Text] {
	if a.Kind() == KindText && a.more == nil {
		return Value[Text]{v: Text{s: a.s}, origin: a.origin, meta: uint32(known) | uint32(attribute)<<noteShift}.carry(a)
	}
	return Typed[Text](a, attribute)
}

func (v Value[T]) carry(a Any) Value[T] {
	if a.Sensitive() {
		v.meta |= sensitive
	}
	return v
}

// fill stores the known Any behind the pointer; false if the types differ.
func fill(to any, a Any) bool {
	switch to := to.(type) {
	case *Any:
		*to = a
		return true
	case *Text:
		t, ok := a.Scalar()
		*to = t
		return ok
	case *bool:
		t, ok := a.Scalar()
		switch t.s {
		case "true":
			*to = true
		case "false":
			*to = false
		default:
			return false
		}
		return ok
	case *int64:
		t, ok := a.Scalar()
		n, err := strconv.ParseInt(t.s, 10, 64)
		*to = n
		return ok && err == nil
	case *float64:
		t, ok := a.Scalar()
		n, err := strconv.ParseFloat(t.s, 64)
		*to = n
		return ok && err == nil
	case *[]Value[Text]:
		elements, ok := a.asList()
		*to = make([]Value[Text], 0, len(elements))
		for _, e := range elements {
			*to = append(*to, FromText(e, 0))
		}
		return ok
	case *[]Any:
		elements, ok := a.asList()
		*to = elements
		return ok
	case *[]Entry:
		if a.Kind() != KindMap {
			return false
		}
		*to = make([]Entry, 0, a.Len())
		for i, e := range a.Elements() {
			key := a.more.keys[i]
			*to = append(*to, Entry{Text{s: key}, FromText(e, NewNote(Text{s: key}.String(), ""))})
		}
		return true
	}
	panic(fmt.Sprintf("internal error: no attribute has the type %T", to))
}

// asList returns the elements of a list or set, and a scalar or map as a list of itself.
func (a Any) asList() ([]Any, bool) {
	switch a.Kind() {
	case KindList, KindSet:
		return a.Elements(), true
	case KindText, KindNumber, KindBool, KindMap:
		return []Any{a}, true
	}
	return nil, false
}

func typeName(to any) string {
	switch to.(type) {
	case *bool:
		return "true or false"
	case *int64:
		return "a whole number"
	case *float64:
		return "a number"
	case *[]Entry:
		return "a map"
	case *[]Value[Text], *[]Any:
		return "a list"
	}
	return "a text"
}
