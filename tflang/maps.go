package tflang

import (
	"sort"

	"bailiwick/value"
)

// merge keeps what is known of the maps. One that is not known leaves the
// result partial; what it may say of keys that others set is not considered.
func merge(c *call) value.Any {
	n := 0
	for _, a := range c.args {
		n += a.Len()
	}
	if c.bad(c.spend(n, c.at)) {
		return value.Any{}
	}
	m := newMapping(n)
	for i, a := range c.args {
		switch {
		case a.Kind() == value.KindNull:
			continue
		case isUnknown(a):
			m.partial(c.unknown(a).Note())
			continue
		case a.Kind() != value.KindMap:
			return c.fail("argument %d is a %s where a map belongs", i+1, a.Kind())
		}
		if a.Partial() {
			m.partial(a.Note())
		}
		for j, k := range a.Keys() {
			m.add(k, a.Elements()[j])
		}
	}
	return m.done(c.at)
}

func (c *call) mapping(i int) (value.Any, bool) {
	a := c.args[i]
	switch {
	case isUnknown(a):
		return c.unknown(a), false
	case a.Kind() != value.KindMap:
		return c.fail("argument %d is a %s where a map belongs", i+1, nameOf(a)), false
	}
	if c.bad(c.spend(a.Len(), c.at)) {
		return value.Any{}, false
	}
	return a, true
}

func keys(c *call) value.Any {
	a, ok := c.mapping(0)
	if !ok {
		return a
	}
	out := make([]value.Any, a.Len())
	for i, k := range a.Keys() {
		out[i] = value.AnyText(value.Inline(k), a.Elements()[i].Origin())
	}
	return withFlags(c.list(out), a)
}

func values(c *call) value.Any {
	a, ok := c.mapping(0)
	if !ok {
		return a
	}
	return withFlags(c.list(a.Elements()), a)
}

func lookup(c *call) value.Any {
	a, ok := c.mapping(0)
	if !ok {
		return a
	}
	if c.args[1].Kind() == value.KindUnknown {
		return c.unknown(c.args[1])
	}
	key := c.text(1)
	if c.failed != nil {
		return value.Any{}
	}
	v, f := c.Env.element(a, key.Inline(), c.at, "the map has no such key")
	if f != nil && len(c.args) == 3 && !f.spent {
		return c.args[2]
	}
	c.bad(f)
	return v
}

func zipMap(c *call) value.Any {
	ks, ok := c.collection(0, false)
	if !ok {
		return ks
	}
	vs, ok := c.collection(1, false)
	if !ok {
		return vs
	}
	if ks.Partial() {
		return c.unknown(ks)
	}
	if vs.Partial() {
		return c.unknown(vs)
	}
	if ks.Len() != vs.Len() {
		return c.fail("there are %d keys and %d values", ks.Len(), vs.Len())
	}
	m := newMapping(ks.Len())
	for i, k := range ks.Elements() {
		if c.bad(m.put(k, vs.Elements()[i])) {
			return value.Any{}
		}
	}
	return m.done(c.at)
}

// transpose turns a map from texts to lists of texts around.
func transpose(c *call) value.Any {
	a, ok := c.mapping(0)
	if !ok {
		return a
	}
	m := newMapping(a.Len())
	for i, k := range a.Keys() {
		list := a.Elements()[i]
		if kind := list.Kind(); kind != value.KindList && kind != value.KindSet {
			return c.fail("a %s stands where a list belongs", nameOf(list))
		}
		for _, x := range list.Elements() {
			if x.Kind() == value.KindNull {
				return c.fail("a null stands where a text belongs")
			}
			if c.bad(m.put(x, value.AnyText(value.Inline(k), list.Origin()))) {
				return value.Any{}
			}
		}
	}
	out := m.grouped(c.at)
	for _, list := range out.Elements() {
		all := list.Elements()
		sort.SliceStable(all, func(i, j int) bool {
			a, _ := all[i].Text()
			b, _ := all[j].Text()
			return a.Inline() < b.Inline()
		})
	}
	return out
}
