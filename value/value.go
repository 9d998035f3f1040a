// Package value holds what an attribute can be: known, absent or unknown with
// the reason, always with the place where it was read.
//
// A Value is one typed attribute of the estate, an Any is the same before it
// has a type, and a Text is a string with holes: parts that will stand there
// once something is applied. What depends on a condition that no source has
// decided has alternatives, and is one of the three in each world.
package value

// A Value is one attribute: known, absent (AWS's documented default applies),
// unknown with the reason, or several alternatives under conditions. The zero
// Value is unknown, "not read": a field that no source filled can never pass
// for a default.
type Value[T any] struct {
	v      T
	alts   *[]Alternative[T]
	origin Origin
	meta   uint32 // state, flags and note
}

// An Alternative is what a value is under a condition.
type Alternative[T any] struct {
	When  Condition
	Value Value[T] // without alternatives of its own
}

type state uint32

const (
	unknown state = iota
	absent
	known
	several

	sensitive = 1 << 2 // must not be shown
	partial   = 1 << 3 // a collection that may hold more, for the note's reason

	stateMask = 3
	flagMask  = sensitive | partial
	noteShift = 8
)

// Known returns the value v, read at the origin.
func Known[T any](v T, at Origin) Value[T] {
	return Value[T]{v: v, origin: at, meta: uint32(known)}
}

// Absent returns the value that is not set. Its origin is the block that
// could have set it.
func Absent[T any](at Origin) Value[T] { return Value[T]{origin: at, meta: uint32(absent)} }

// Unknown returns a value of which only the reason is known that it is not.
func Unknown[T any](why Note, at Origin) Value[T] {
	return Value[T]{origin: at, meta: uint32(why) << noteShift}
}

// Several returns the value that is one of the alternatives, whose conditions
// exclude each other and cover every world. More than MaxAlternatives make it
// unknown.
func Several[T any](alts []Alternative[T], at Origin) Value[T] {
	if len(alts) > MaxAlternatives {
		return Unknown[T](Because("it depends on too many conditions that are not decided"), at)
	}
	return Value[T]{alts: &alts, origin: at, meta: uint32(several)}
}

// Get returns the value, and whether it is known.
func (v Value[T]) Get() (T, bool) { return v.v, v.state() == known }

// Or returns the value if it is known, and the default otherwise. Use it for
// what is printed, not for what decides: absent and unknown are not the same.
func (v Value[T]) Or(otherwise T) T {
	if v.state() == known {
		return v.v
	}
	return otherwise
}

// IsKnown reports whether the value was read.
func (v Value[T]) IsKnown() bool { return v.state() == known }

// IsAbsent reports whether the value is known not to be set.
func (v Value[T]) IsAbsent() bool { return v.state() == absent }

// IsUnknown reports whether nothing can be said of the value; a value with
// alternatives is unknown until a world is chosen.
func (v Value[T]) IsUnknown() bool { return v.state() == unknown || v.state() == several }

// Alternatives returns the alternatives, nil if there are none.
func (v Value[T]) Alternatives() []Alternative[T] {
	if v.alts == nil {
		return nil
	}
	return *v.alts
}

// In returns what the value is in the world: the alternative whose condition
// holds there. While the world does not decide, the alternatives remain.
func (v Value[T]) In(world Condition) Value[T] {
	for _, a := range v.Alternatives() {
		if a.When.In(world) == Yes {
			a.Value.meta |= v.meta & flagMask
			if a.Value.note() == 0 {
				a.Value.meta |= uint32(v.note()) << noteShift
			}
			return a.Value
		}
	}
	return v
}

// Origin returns where the value was read; of an absent value, the block that
// could have set it.
func (v Value[T]) Origin() Origin { return v.origin }

// Attribute returns the attribute's name as the source spells it.
func (v Value[T]) Attribute() string { return v.note().Attribute() }

// Reason returns why the value is unknown, or why a partial one may hold more.
func (v Value[T]) Reason() string {
	if v.state() == several {
		return "it depends on " + v.dependsOn()
	}
	if r := v.note().Reason(); r != "" || v.state() != unknown {
		return r
	}
	return "not read"
}

func (v Value[T]) dependsOn() string {
	alts := v.Alternatives()
	if len(alts) == 0 {
		return "a condition"
	}
	names := ""
	for _, t := range alts[0].When {
		if names != "" {
			names += " and "
		}
		names += t.Symbol.Name()
	}
	return names + ", which is not decided"
}

// Sensitive reports whether the value must not be shown.
func (v Value[T]) Sensitive() bool { return v.meta&sensitive != 0 }

// Partial reports whether the known collection may hold more than what was
// read; Reason says why.
func (v Value[T]) Partial() bool { return v.meta&partial != 0 }

// Named returns the value with its attribute's name.
func (v Value[T]) Named(attribute string) Value[T] {
	v.meta = v.meta&(1<<noteShift-1) | uint32(NewNote(attribute, v.note().Reason()))<<noteShift
	return v
}

// At returns the value with another origin.
func (v Value[T]) At(o Origin) Value[T] {
	v.origin = o
	return v
}

// Hidden returns the value marked as sensitive.
func (v Value[T]) Hidden() Value[T] {
	v.meta |= sensitive
	return v
}

// AndMore returns the known collection marked as partial, for the reason.
func (v Value[T]) AndMore(why Note) Value[T] {
	attribute := v.note().Attribute()
	v.meta = v.meta&(1<<noteShift-1) | partial | uint32(NewNote(attribute, why.Reason()))<<noteShift
	return v
}

// Map returns f of a known value; absent and unknown stay what they are, and
// alternatives are mapped one by one.
func Map[T, U any](v Value[T], f func(T) U) Value[U] {
	out := Value[U]{origin: v.origin, meta: v.meta}
	switch v.state() {
	case known:
		out.v = f(v.v)
	case several:
		alts := make([]Alternative[U], len(*v.alts))
		for i, a := range *v.alts {
			alts[i] = Alternative[U]{a.When, Map(a.Value, f)}
		}
		out.alts = &alts
	}
	return out
}

func (v Value[T]) state() state { return state(v.meta & stateMask) }
func (v Value[T]) note() Note   { return Note(v.meta >> noteShift) }
