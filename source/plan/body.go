package plan

import (
	"slices"

	"bailiwick/value"
)

// A body is a resource's values, read. What is wholly unknown is listed by
// name only: most of it nobody asks for.
type body struct {
	names   []string // sorted
	values  []value.Any
	unknown []string
	hidden  *mask
}

func (b *body) get(name string) (value.Any, bool) {
	if i, ok := slices.BinarySearch(b.names, name); ok {
		return b.values[i], true
	}
	return value.Any{}, false
}

// contents returns the resource's values.
func (r *resource) contents() *body {
	if r.body != nil {
		return r.body
	}
	b := new(body)
	if n := len(r.spare); n > 0 {
		b, r.spare = r.spare[n-1], r.spare[:n-1]
	}
	r.body = b
	unknown := readMask(&text{b: r.unknown}, r.names, 0)
	b.hidden = readMask(&text{b: r.sensitive}, r.names, 0)
	if unknown != nil {
		for i, name := range unknown.keys {
			if unknown.parts[i].whole {
				b.unknown = append(b.unknown, name)
			}
		}
	}
	t := text{b: r.after}
	t.members(func(key []byte) {
		name := r.names.name(key)
		at := r.placed(name, &t)
		m := unknown.part(name)
		if m.all() {
			return
		}
		v := r.parse(&t, at, m, b.hidden.part(name), name, 1)
		b.names, b.values = append(b.names, name), append(b.values, hollow(v))
	})
	sorted(b.names, b.values)
	return b
}

// leave lets go of the resource's values; another is read into their room.
func (r *resource) leave() {
	b := r.body
	if b == nil {
		return
	}
	clear(b.values)
	*b = body{names: b.names[:0], values: b.values[:0], unknown: b.unknown[:0]}
	r.body, r.spare = nil, append(r.spare, b)
}

// placed returns the origin of an argument: in the configuration beside the
// plan, else in the plan.
func (r *resource) placed(name string, t *text) value.Origin {
	if r.beside != nil {
		if at, ok := r.beside.Place(r.address, name); at != 0 {
			return at
		} else if ok {
			return r.Origin()
		}
	}
	t.kind()
	start := r.afterAt + t.at
	end := text{b: t.b, at: t.at}
	end.skip()
	return r.place(span{uint32(start), uint32(r.afterAt + end.at)})
}

// place returns a new origin for a range of the plan.
func (p *plan) place(s span) value.Origin {
	if len(p.places.spans) >= p.places.most {
		return 0
	}
	p.places.spans = append(p.places.spans, s)
	return p.base + value.Origin(len(p.places.spans)-1)
}

// hollow returns null for a list or map without elements: in a plan what is
// not set and what is set to nothing look the same.
func hollow(v value.Any) value.Any {
	switch v.Kind() {
	case value.KindList, value.KindMap:
		if v.Len() == 0 && !v.Partial() {
			return value.AnyNull(v.Origin())
		}
	}
	return v
}

// lookup returns what reports whether a name is among the names.
func lookup(names []string) func(name string) bool {
	if len(names) < indexed {
		return func(name string) bool { return slices.Contains(names, name) }
	}
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return func(name string) bool { return set[name] }
}

// sorted sorts names and what belongs to them, if they are not.
func sorted(names []string, values []value.Any) {
	if slices.IsSorted(names) {
		return
	}
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	n, v := slices.Clone(names), slices.Clone(values)
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case n[a] < n[b]:
			return -1
		case n[a] > n[b]:
			return 1
		}
		return 0
	})
	for i, j := range order {
		names[i], values[i] = n[j], v[j]
	}
}

// parse reads a value. What the mask says is unknown becomes what its
// references tell; the path says where it stands in the resource.
func (r *resource) parse(t *text, at value.Origin, unknown, hidden *mask, path string, depth int) value.Any {
	v := r.parseOpen(t, at, unknown, hidden, path, depth)
	if hidden.all() {
		v = v.Hidden()
	}
	return v
}

func (r *resource) parseOpen(t *text, at value.Origin, unknown, hidden *mask, path string, depth int) value.Any {
	if unknown.all() {
		t.skip()
		return r.leaf(path, at)
	}
	switch t.kind() {
	case '"':
		return value.AnyText(value.Literal(string(unquoted(t.raw()))), at)
	case '{', '[':
		if depth > maxDepth {
			t.skip()
			return value.AnyUnknown(value.Because("it is nested more than 1,000 deep"), at)
		}
		if t.kind() == '{' {
			return r.parseMap(t, at, unknown, hidden, path, depth)
		}
		return r.parseList(t, at, unknown, hidden, path, depth)
	}
	switch raw := string(t.skip()); raw {
	case "null", "":
		return value.AnyNull(at)
	case "true", "false":
		return value.AnyBool(raw == "true", at)
	default:
		if n, ok := decimal(raw); ok {
			return value.AnyNumber(n, at)
		}
		return value.AnyUnknown(value.Because("the number is out of bounds"), at)
	}
}

func (r *resource) parseMap(t *text, at value.Origin, unknown, hidden *mask, path string, depth int) value.Any {
	var keys []string
	var elements []value.Any
	t.members(func(key []byte) {
		name := value.Literal(r.names.name(key)).Inline()
		m := unknown.part(name)
		within := path
		if m != nil {
			within = r.joined(path, name)
		}
		v := r.parse(t, at, m, hidden.part(name), within, depth+1)
		keys, elements = append(keys, name), append(elements, hollow(v))
	})
	if unknown != nil {
		there := lookup(keys)
		for i, name := range unknown.keys {
			if !there(name) {
				v := r.leaf(r.joined(path, name), at)
				if hidden.part(name).all() || !unknown.parts[i].whole && hidden.part(name) != nil {
					v = v.Hidden()
				}
				keys, elements = append(keys, value.Literal(name).Inline()), append(elements, v)
			}
		}
	}
	sorted(keys, elements)
	n := 0
	for i := range keys {
		if i == 0 || keys[i] != keys[i-1] { // two names may only differ in what no text may hold
			keys[n], elements[n] = keys[i], elements[i]
			n++
		}
	}
	return value.AnyMap(keys[:n], elements[:n], at)
}

func (r *resource) parseList(t *text, at value.Origin, unknown, hidden *mask, path string, depth int) value.Any {
	var elements []value.Any
	t.elements(func() {
		i := len(elements)
		m := unknown.element(i)
		within := path
		if m != nil {
			within = r.element(path, i)
		}
		elements = append(elements, r.parse(t, at, m, hidden.element(i), within, depth+1))
	})
	for i := len(elements); i < unknown.len(); i++ {
		v := r.leaf(r.element(path, i), at)
		if hidden.element(i).all() {
			v = v.Hidden()
		}
		elements = append(elements, v)
	}
	return value.AnyList(elements, at)
}
