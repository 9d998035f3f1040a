package value

import (
	"slices"
	"strings"
	"sync"
)

// Kind is the type of an Any.
type Kind uint8

// The kinds. The zero Kind is the cautious one.
const (
	KindUnknown Kind = iota // with a reason
	KindNull                // not set
	KindBool
	KindNumber // a decimal
	KindText
	KindList // a list or tuple
	KindSet  // elements in no order of meaning
	KindMap  // a map or object
	KindSeveral
)

func (k Kind) String() string {
	return [...]string{"unknown", "null", "bool", "number", "text", "list", "set", "map", "alternatives"}[k]
}

// An Any is a value of any type, as a source has it before it becomes an
// attribute: each part knows where it was written. It is immutable.
type Any struct {
	s      string // text in line, number in decimal, "true" or "false"
	more   *parts
	origin Origin
	meta   uint32 // kind, flags and note
}

type parts struct {
	keys []string // of a map: in line, sorted, no two the same
	list []Any    // elements; of a map, those of the keys
	alts []AnyAlternative
	tree *Any                         // of a text: the value that it encodes as JSON, where it is still at hand
	text func() string                // of a text with a tree: its in-line form, if it is made on demand
	rest func(key string) (Any, bool) // of a map: what it holds besides keys
	nth  func(i int) Any              // of a series: its elements
}

// An AnyAlternative is what an Any is under a condition.
type AnyAlternative struct {
	When  Condition
	Value Any
}

const (
	kindMask     = 15
	anySensitive = 1 << 4
	anyPartial   = 1 << 5
	anyFlags     = anySensitive | anyPartial
)

func newAny(k Kind, s string, more *parts, at Origin) Any {
	return Any{s: s, more: more, origin: at, meta: uint32(k)}
}

// AnyNull returns the value that is not set.
func AnyNull(at Origin) Any { return newAny(KindNull, "", nil, at) }

// AnyUnknown returns a value that is not known, for the reason.
func AnyUnknown(why Note, at Origin) Any {
	a := newAny(KindUnknown, "", nil, at)
	a.meta |= uint32(why) << noteShift
	return a
}

// AnyBool returns a truth value.
func AnyBool(b bool, at Origin) Any {
	if b {
		return newAny(KindBool, "true", nil, at)
	}
	return newAny(KindBool, "false", nil, at)
}

// AnyNumber returns a number, given as a canonical decimal: as Terraform
// prints it, without exponent, trailing zeros or plus sign.
func AnyNumber(decimal string, at Origin) Any { return newAny(KindNumber, decimal, nil, at) }

// AnyText returns a text.
func AnyText(t Text, at Origin) Any { return newAny(KindText, t.s, nil, at) }

// AnyJSON returns a text that encodes tree as JSON. The tree is kept, so that
// what reads the document gets its parts with their own places.
func AnyJSON(t Text, tree Any, at Origin) Any {
	return newAny(KindText, t.s, &parts{tree: &tree}, at)
}

// AnyJSONLater is AnyJSON for a text that is made when somebody first asks for
// it: policy documents are usually read as trees. The function may be called
// by any goroutine, once.
func AnyJSONLater(text func() Text, tree Any, at Origin) Any {
	inline := sync.OnceValue(func() string { return text().s })
	return newAny(KindText, "", &parts{tree: &tree, text: inline}, at)
}

// AnyList returns a list of the elements.
func AnyList(elements []Any, at Origin) Any {
	return newAny(KindList, "", &parts{list: elements}, at)
}

// AnySet returns a set of the elements, which stand in the given order.
func AnySet(elements []Any, at Origin) Any {
	return newAny(KindSet, "", &parts{list: elements}, at)
}

// AnyMap returns a map from the in-line forms of its keys, sorted and no two
// the same, to the elements beside them.
func AnyMap(keys []string, elements []Any, at Origin) Any {
	return newAny(KindMap, "", &parts{keys: keys, list: elements}, at)
}

// AnyOpenMap returns a map that can say of more keys what they hold, such as
// the attributes of a resource that its provider will set. It is partial, for
// the reason. The function must be safe for concurrent use and give the same
// answer every time; Keys and Elements do not know of what it says.
func AnyOpenMap(keys []string, elements []Any, rest func(key string) (Any, bool), why Note, at Origin) Any {
	return newAny(KindMap, "", &parts{keys: keys, list: elements, rest: rest}, at).AndMore(why)
}

// AnySeries returns a list of which neither the length nor the elements are
// known, but each element is a text of its own: the availability zones of a
// region. As a whole it is unknown, for the reason. The function must be safe
// for concurrent use and give the same answer every time.
func AnySeries(nth func(i int) Any, why Note, at Origin) Any {
	a := AnyUnknown(why, at)
	a.more = &parts{nth: nth}
	return a
}

// AnySeveral returns the value that is one of the alternatives. An
// alternative that has alternatives itself is spread; equal conditions are
// not merged. More than MaxAlternatives make it unknown.
func AnySeveral(alts []AnyAlternative, at Origin) Any {
	var flat []AnyAlternative
	for _, a := range alts {
		if a.Value.Kind() != KindSeveral {
			flat = append(flat, a)
			continue
		}
		for _, b := range a.Value.Alternatives() {
			if when, possible := a.When.And(b.When); possible {
				flat = append(flat, AnyAlternative{when, b.Value})
			}
		}
	}
	if len(flat) > MaxAlternatives {
		return AnyUnknown(Because("it depends on too many conditions that are not decided"), at)
	}
	if len(flat) == 1 {
		return flat[0].Value
	}
	return newAny(KindSeveral, "", &parts{alts: flat}, at)
}

// Kind returns the value's kind.
func (a Any) Kind() Kind { return Kind(a.meta & kindMask) }

// Origin returns where the value was written.
func (a Any) Origin() Origin { return a.origin }

// At returns the value with another origin.
func (a Any) At(o Origin) Any {
	a.origin = o
	return a
}

// Reason returns why the value is unknown, or why a partial collection may
// hold more.
func (a Any) Reason() string {
	if r := a.Note().Reason(); r != "" || a.Kind() != KindUnknown {
		return r
	}
	return "not read"
}

// Note returns the reason as a note.
func (a Any) Note() Note { return Note(a.meta >> noteShift) }

// Bool returns the truth value, and whether it is one.
func (a Any) Bool() (is, ok bool) { return a.s == "true", a.Kind() == KindBool }

// Number returns the decimal, and whether the value is a number.
func (a Any) Number() (decimal string, ok bool) { return a.s, a.Kind() == KindNumber }

// Text returns the text, and whether the value is one.
func (a Any) Text() (Text, bool) { return Text{s: a.inline()}, a.Kind() == KindText }

func (a Any) inline() string {
	if a.more != nil && a.more.text != nil {
		return a.more.text()
	}
	return a.s
}

// Literal returns the text as a string, and whether the value is a text
// without holes.
func (a Any) Literal() (string, bool) {
	t, ok := a.Text()
	if !ok {
		return "", false
	}
	return t.Literal()
}

// Scalar returns the value as a text if it is a text, number or truth value.
func (a Any) Scalar() (Text, bool) {
	switch a.Kind() {
	case KindText, KindNumber, KindBool:
		return Text{s: a.inline()}, true
	}
	return Text{}, false
}

// Tree returns the value that a text encodes as JSON, where it is still at
// hand.
func (a Any) Tree() (Any, bool) {
	if a.Kind() != KindText || a.more == nil || a.more.tree == nil {
		return Any{}, false
	}
	return *a.more.tree, true
}

// Elements returns the elements of a list or set, or the elements of a map in
// the order of its keys.
func (a Any) Elements() []Any {
	if a.more == nil {
		return nil
	}
	return a.more.list
}

// Keys returns the in-line forms of a map's keys, sorted.
func (a Any) Keys() []string {
	if a.more == nil {
		return nil
	}
	return a.more.keys
}

// Len returns the number of elements.
func (a Any) Len() int { return len(a.Elements()) }

// maxSeries bounds the elements that a series is asked for.
const maxSeries = 100

// Nth returns the element i of a series, false of anything else.
func (a Any) Nth(i int) (Any, bool) {
	if a.Kind() != KindUnknown || a.more == nil || a.more.nth == nil || i < 0 || i >= maxSeries {
		return Any{}, false
	}
	return a.more.nth(i), true
}

// Get returns the element of a map under the key in its in-line form.
func (a Any) Get(key string) (Any, bool) {
	if a.Kind() != KindMap || a.more == nil {
		return Any{}, false
	}
	if i, ok := slices.BinarySearch(a.more.keys, key); ok {
		return a.more.list[i], true
	}
	if a.more.rest != nil {
		return a.more.rest(key)
	}
	return Any{}, false
}

// Lookup returns the element of a map under the key, where absence is
// answered honestly: null if the map is whole and lacks it, unknown if the map
// may hold more.
func (a Any) Lookup(key string) Any {
	switch a.Kind() {
	case KindMap:
		if e, ok := a.Get(key); ok {
			return e
		}
		if a.Partial() {
			return AnyUnknown(a.Note(), a.origin)
		}
		return AnyNull(a.origin)
	case KindNull:
		return AnyNull(a.origin)
	case KindUnknown:
		return a
	case KindSeveral:
		alts := slices.Clone(a.more.alts)
		for i := range alts {
			alts[i].Value = alts[i].Value.Lookup(key)
		}
		return AnySeveral(alts, a.origin)
	}
	return AnyUnknown(Because("a "+a.Kind().String()+" stands where a map belongs"), a.origin)
}

// Alternatives returns the alternatives, nil if there are none.
func (a Any) Alternatives() []AnyAlternative {
	if a.Kind() != KindSeveral {
		return nil
	}
	return a.more.alts
}

// Sensitive reports whether the value must not be shown.
func (a Any) Sensitive() bool { return a.meta&anySensitive != 0 }

// Hidden returns the value marked as sensitive.
func (a Any) Hidden() Any {
	a.meta |= anySensitive
	return a
}

// Shown returns the value without the mark of the sensitive.
func (a Any) Shown() Any {
	a.meta &^= anySensitive
	return a
}

// Partial reports whether a collection may hold more than what is known.
func (a Any) Partial() bool { return a.meta&anyPartial != 0 }

// AndMore returns the collection marked as partial, for the reason.
func (a Any) AndMore(why Note) Any {
	a.meta = a.meta&(1<<noteShift-1) | anyPartial | uint32(why)<<noteShift
	return a
}

// String returns the value for people, in one line. What is sensitive is not
// shown.
func (a Any) String() string {
	var b strings.Builder
	a.write(&b, 0)
	return b.String()
}

func (a Any) write(b *strings.Builder, depth int) {
	if a.Sensitive() {
		b.WriteString("[hidden: sensitive]")
		return
	}
	switch a.Kind() {
	case KindUnknown:
		b.WriteString("unknown")
	case KindNull:
		b.WriteString("not set")
	case KindBool, KindNumber:
		b.WriteString(a.s)
	case KindText:
		b.WriteString(Text{s: a.inline()}.String())
	case KindSeveral:
		for i, alt := range a.more.alts {
			if i > 0 {
				b.WriteString(" or ")
			}
			alt.Value.write(b, depth+1)
		}
	default:
		a.writeParts(b, depth)
	}
}

func (a Any) writeParts(b *strings.Builder, depth int) {
	open, shut := "[", "]"
	if a.Kind() == KindMap {
		open, shut = "{", "}"
	}
	b.WriteString(open)
	for i, e := range a.Elements() {
		if i > 0 {
			b.WriteString(", ")
		}
		if depth > 8 || i >= 20 {
			b.WriteString("…")
			break
		}
		if a.Kind() == KindMap {
			b.WriteString(Text{s: a.more.keys[i]}.String() + ": ")
		}
		e.write(b, depth+1)
	}
	if a.Partial() {
		b.WriteString(", …")
	}
	b.WriteString(shut)
}
