package access

import (
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/settings"
)

// A tracer works out what resources handle, along what they are wired to. It
// goes by the strongly connected parts of the wiring (R. Tarjan, Depth-first
// search and linear graph algorithms, 1972): a part is settled at once, after
// all that it reaches, so that nothing hangs on where the tracer began. It does
// not recurse, for a chain may be as long as whoever wrote the estate likes.
type tracer struct {
	engine *Engine
	met    map[estate.Resource]*traced
	open   []*traced // met, and of no settled part, in the order they were met
}

// traced is a resource on the way.
type traced struct {
	of       estate.Resource
	own      Classes // those that are stated of it
	silent   bool
	to       []estate.Resource
	gap      Fact
	next     int // of to
	at       int // in open
	earliest int // in open, of what it is known to reach

	unknown Fact // why it may handle more than is known, once that is found
}

// trace settles the resource and all that it reaches.
func (t *tracer) trace(r estate.Resource) {
	clear(t.met)
	path := []*traced{t.meet(r)}
	for len(path) > 0 {
		n := path[len(path)-1]
		if n.next < len(n.to) {
			w := n.to[n.next]
			n.next++
			if _, settled := t.engine.handled[w]; settled {
				continue
			}
			if m := t.met[w]; m != nil {
				n.earliest = min(n.earliest, m.at)
			} else {
				path = append(path, t.meet(w))
			}
			continue
		}
		path = path[:len(path)-1]
		if len(path) > 0 {
			last := path[len(path)-1]
			last.earliest = min(last.earliest, n.earliest)
		}
		if n.earliest == n.at {
			part := t.open[n.at:]
			t.open = t.open[:n.at]
			t.settle(part)
		}
	}
}

func (t *tracer) meet(r estate.Resource) *traced {
	e := t.engine
	n := &traced{of: r, own: e.ClassesOf(r), at: len(t.open), earliest: len(t.open)}
	n.silent = len(n.own.List) == 0 && !n.own.IsUnknown()
	if !isStore(r) {
		var beyond Fact
		n.to, n.gap, beyond = e.wiredTo(r)
		if len(n.own.List) == 0 && !n.gap.IsUnknown() {
			n.gap = beyond
		}
	}
	t.met[r] = n
	t.open = append(t.open, n)
	return n
}

// settle notes what the resources of a part handle: each the classes of all of
// them and of all that they are wired to.
func (t *tracer) settle(part []*traced) {
	slices.SortFunc(part, func(a, b *traced) int { return strings.Compare(a.of.Head().ID(), b.of.Head().ID()) })
	inside := make(map[estate.Resource]*traced, len(part))
	for _, n := range part {
		inside[n.of] = n
	}
	classes, facts := t.gather(part, inside)
	t.spread(part, inside)
	for _, n := range part {
		c := Classes{List: classes, Fact: n.own.Fact}
		for _, class := range slices.Backward(classes) {
			if !n.own.Has(class) {
				c.Fact = facts[class]
				break
			}
		}
		switch {
		case n.unknown.IsUnknown():
			c.Fact = n.unknown
		case len(classes) == 0:
			c.Fact = Known("data class", string(noClass), n.own.Origin())
		}
		t.engine.handled.put(n.of, c)
	}
}

// gather returns the classes that the part reaches, sorted, and for each what
// says so.
func (t *tracer) gather(part []*traced, inside map[estate.Resource]*traced) ([]settings.Class, map[settings.Class]Fact) {
	var classes []settings.Class
	facts := make(map[settings.Class]Fact)
	from := func(r estate.Resource, c Classes) {
		for _, class := range c.List {
			if _, have := facts[class]; !have && class != noClass {
				classes = append(classes, class)
				facts[class] = Known("data class", string(class)+", by the "+r.Head().Kind().Noun(1)+" "+r.Head().Name(), c.Origin())
			}
		}
	}
	for _, n := range part {
		from(n.of, n.own)
	}
	for _, n := range part {
		for _, w := range n.to {
			if inside[w] == nil {
				from(w, t.engine.handled[w])
			}
		}
	}
	slices.Sort(classes)
	return classes, facts
}

// spread finds of which resources of the part it cannot be told what they
// handle: those that say so themselves or are wired to such outside of it, and
// then whatever of the part they keep from knowing, the nearest first.
func (t *tracer) spread(part []*traced, inside map[estate.Resource]*traced) {
	unstatedAll := true // nobody has stated anything of the part, and it leads nowhere
	from := make(map[*traced][]*traced)
	for _, n := range part {
		unstatedAll = unstatedAll && n.silent
		if n.own.IsUnknown() {
			n.unknown = n.own.Fact
		} else {
			n.unknown = n.gap
		}
		for _, w := range n.to {
			m := inside[w]
			if m == nil {
				unstatedAll = false
			}
			switch {
			case n.excuses(w, t.engine):
			case m != nil:
				from[m] = append(from[m], n)
			case !n.unknown.IsUnknown():
				if c := t.engine.handled[w]; c.IsUnknown() {
					n.unknown = c.Fact
				}
			}
		}
	}
	var reached []*traced
	for _, n := range part {
		if unstatedAll && !n.unknown.IsUnknown() {
			n.unknown = unstated(n.of)
		}
		if n.unknown.IsUnknown() {
			reached = append(reached, n)
		}
	}
	for len(reached) > 0 {
		m := reached[0]
		reached = reached[1:]
		for _, n := range from[m] {
			if !n.unknown.IsUnknown() {
				n.unknown = m.unknown
				reached = append(reached, n)
			}
		}
	}
}

// excuses reports whether it does not matter to the resource that nobody has
// stated what another one holds: who states what a function handles need not
// state it of its queue, and the class of a secret is seldom stated.
func (n *traced) excuses(w estate.Resource, e *Engine) bool {
	return (len(n.own.List) > 0 || isSecret(w)) && e.isSilent(w)
}
