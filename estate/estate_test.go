package estate

import (
	"fmt"
	"slices"
	"testing"

	"bailiwick/value"
)

// m is a body in a test: attributes by name.
type m = map[string]any

// memory is a declaration in memory.
type memory struct{ value.Any }

func (b memory) Attribute(name string) value.Any { return b.Lookup(name) }

// origin is where all test declarations stand.
const origin value.Origin = 7

// anyOf returns the value that Go's literals stand for. A value.Any is itself,
// and a Resource stands for its first identity of the attribute "arn" or "id".
func anyOf(t testing.TB, x any) value.Any {
	t.Helper()
	switch x := x.(type) {
	case nil:
		return value.AnyNull(origin)
	case value.Any:
		return x
	case value.Text:
		return value.AnyText(x, origin)
	case string:
		return value.AnyText(value.Literal(x), origin)
	case bool:
		return value.AnyBool(x, origin)
	case int:
		return value.AnyNumber(fmt.Sprint(x), origin)
	case []any:
		var elements []value.Any
		for _, e := range x {
			elements = append(elements, anyOf(t, e))
		}
		return value.AnyList(elements, origin)
	case m:
		var keys []string
		for k := range x {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		var elements []value.Any
		for _, k := range keys {
			elements = append(elements, anyOf(t, x[k]))
		}
		return value.AnyMap(keys, elements, origin)
	}
	t.Fatalf("no value for a %T", x)
	return value.Any{}
}

// A source is what a test reads an estate from.
type source struct {
	testing.TB
	Builder
	scope *Scope
}

func newSource(t testing.TB) *source {
	s := &source{TB: t, scope: &Scope{Source: "terraform"}}
	s.AddScope(s.scope)
	return s
}

// add declares a resource as a reader of Terraform does: its fields, and the
// identities by which others refer to it.
func (s *source) add(written, label string, attributes m) *Head {
	s.Helper()
	b := memory{anyOf(s, attributes)}
	kind := TypeFor(written, b)
	if kind == nil {
		s.Fatalf("nothing declares %s", written)
	}
	r := kind.New()
	Decode(r, b, Terraform)
	h := r.Head()
	*h = Head{Type: kind, Written: written, Scope: s.scope, Address: written + "." + label, Block: origin}
	for _, d := range kind.Terraform {
		if d.Type == written {
			h.identify(d, b)
		}
	}
	s.Add(r)
	return h
}

func (h *Head) identify(d Declared, b memory) {
	own := func(name string) value.Text {
		return value.Hole(value.NewSymbol(value.Opaque, h.Scope.Key(), h.Address+"."+name))
	}
	// depth bounds formats that name themselves: {"id", "{id}"} is a hole.
	var get func(name string, depth int) (value.Text, bool)
	get = func(name string, depth int) (value.Text, bool) {
		switch name {
		case "region":
			return value.Hole(value.NewSymbol(value.Region, h.Scope.Key(), "region")), true
		case "account":
			return value.Hole(value.NewSymbol(value.Account, h.Scope.Key(), "account")), true
		case "partition":
			return value.Hole(value.NewSymbol(value.Partition, h.Scope.Key(), "partition")), true
		}
		if t, ok := b.Lookup(name).Scalar(); ok {
			return t, true
		}
		for _, c := range d.Computed {
			if c.Attribute == name && depth < 3 && c.Format != "{"+name+"}" {
				return c.Fill(func(n string) (value.Text, bool) { return get(n, depth+1) }), true
			}
		}
		return own(name), false
	}
	names := []string{"id"}
	if d.Name != "" {
		names = append(names, d.Name)
	}
	for _, c := range d.Computed {
		names = append(names, c.Attribute)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		t, _ := get(name, 0)
		h.Identities = append(h.Identities, Identity{name, t})
	}
}

// attribute returns what another resource gets that refers to the attribute.
func (h *Head) attribute(t testing.TB, name string) value.Text {
	t.Helper()
	text, ok := h.Identity(name)
	if !ok {
		t.Fatalf("%s has no %s", h.Address, name)
	}
	return text
}

// seen returns the resource of the address as a view of the world shows it.
func seen[K Resource](t testing.TB, v *View, address string) K {
	t.Helper()
	for k := range All[K](v) {
		if k.Head().Address == address {
			return k
		}
	}
	t.Fatalf("%s is not in the estate", address)
	var none K
	return none
}

// hole returns a text of which nothing is known.
func hole(name string) value.Text { return value.Hole(value.NewSymbol(value.Free, "", name)) }

// state returns what a test expects of a value: its text if it is known, else
// "absent" or "unknown".
func state[T any](v value.Value[T]) string {
	known, ok := v.Get()
	switch {
	case ok:
		return fmt.Sprint(known)
	case v.IsAbsent():
		return "absent"
	}
	return "unknown"
}

func TestNaturalOrder(t *testing.T) {
	names := []string{"sub-10", "sub-2", "sub-02", "sub", "a"}
	slices.SortFunc(names, Natural)
	if want := []string{"a", "sub", "sub-02", "sub-2", "sub-10"}; !slices.Equal(names, want) {
		t.Errorf("sorted = %q, want %q", names, want)
	}
}
