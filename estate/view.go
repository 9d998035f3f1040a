package estate

import (
	"iter"
	"reflect"
	"slices"
	"sync"

	"bailiwick/value"
)

// A View is an estate as one world shows it: what does not exist there is
// not seen, and what has alternatives has the one of that world. It notes
// which undecided truths were met, so that the engine knows which worlds to
// ask. A View belongs to one goroutine.
type View struct {
	*Estate
	world  value.Condition
	met    []value.Symbol
	copies *copies
	doubts *Head // see Doubted
}

// In returns the view of the estate in a world; the empty world decides
// nothing.
func (e *Estate) In(world value.Condition) *View {
	return &View{Estate: e, world: world, copies: new(copies)}
}

// In returns the view of the same estate in another world. It has met nothing
// yet, and shares the resources that were settled: both views belong to one
// goroutine.
func (v *View) In(world value.Condition) *View {
	return &View{Estate: v.Estate, world: world, copies: v.copies}
}

// Met returns the undecided truths, not settled by the view's world, that
// were looked at since the view was made.
func (v *View) Met() []value.Symbol { return v.met }

// Begin forgets what was followed so far: see Doubted.
func (v *View) Begin() { v.doubts = nil }

// Doubted returns a resource, of those that references were followed to since
// Begin, of which it is in doubt what it is; nil if there is none.
func (v *View) Doubted() *Head { return v.doubts }

func (v *View) followed(r Resource) {
	if h := r.Head(); h.Doubt != 0 && v.doubts == nil {
		v.doubts = h
	}
}

// World returns the world that the view stands in.
func (v *View) World() value.Condition { return v.world }

// See returns the resource as the view's world shows it, nil if it does not
// exist there.
func (v *View) See(r Resource) Resource {
	h := r.Head()
	if len(h.truths) == 0 {
		return r
	}
	for _, t := range h.truths {
		v.meet(t)
	}
	if h.When.In(v.world) == value.No {
		return nil
	}
	return v.copies.in(r, v.world)
}

// Settles reports whether the view's world settles all truths that the resource
// mentions.
func (v *View) Settles(r Resource) bool {
	for _, t := range r.Head().truths {
		if !slices.ContainsFunc(v.world, func(w value.Term) bool { return w.Symbol == t }) {
			return false
		}
	}
	return true
}

// meet notes that the truth was looked at, unless the world settles it.
func (v *View) meet(t value.Symbol) {
	for _, w := range v.world {
		if w.Symbol == t {
			return
		}
	}
	if !slices.Contains(v.met, t) {
		v.met = append(v.met, t)
	}
}

// exists is See for who asks only whether the resource exists in the world.
func (v *View) exists(r Resource) bool {
	for _, t := range r.Head().When {
		v.meet(t.Symbol)
	}
	return r.Head().When.In(v.world) != value.No
}

// All yields the resources of the kind whose struct K points to.
func All[K Resource](v *View) iter.Seq[K] {
	return func(yield func(K) bool) {
		for _, r := range v.byKind[KindOf[K]()] {
			if s, ok := v.See(r).(K); ok && !yield(s) {
				return
			}
		}
	}
}

// Incoming returns the links from resources that refer to r, in the estate's
// order, with both ends as the view shows them.
func (v *View) Incoming(r Resource) []Link { return v.seen(v.incoming[r.Head().number]) }

// Outgoing returns the links to the resources that r refers to.
func (v *View) Outgoing(r Resource) []Link { return v.seen(v.outgoing[r.Head().number]) }

func (v *View) seen(links []Link) []Link {
	plain := true
	for _, l := range links {
		plain = plain && len(l.When) == 0 && len(l.From.Head().truths) == 0 && len(l.To.Head().truths) == 0
	}
	if plain {
		return links
	}
	out := make([]Link, 0, len(links))
	for _, l := range links {
		if l, ok := v.shown(l); ok {
			out = append(out, l)
		}
	}
	return out
}

// shown returns the link as the view shows it, false if it is not there.
func (v *View) shown(l Link) (Link, bool) {
	from, to := v.See(l.From), v.See(l.To)
	return Link{from, to, l.As, l.When}, from != nil && to != nil && l.When.In(v.world) != value.No
}

// From yields the resources of the kind of K that refer to r by the
// attribute, or by any if that is "".
func From[K Resource](v *View, r Resource, attribute string) iter.Seq[K] {
	return func(yield func(K) bool) {
		for _, l := range v.incoming[r.Head().number] {
			if _, ok := l.From.(K); !ok || attribute != "" && l.As != attribute {
				continue
			}
			l, ok := v.shown(l)
			if !ok {
				continue
			}
			v.followed(l.From)
			if !yield(l.From.(K)) {
				return
			}
		}
	}
}

// Reach is how far a reference could be followed.
type Reach uint8

// The reaches; the zero Reach is the cautious one.
const (
	Unseen  Reach = iota // it cannot be told what is referred to
	Here                 // it is in the estate
	Outside              // it is named, and nothing that was read declares it
	Nothing              // the reference is not set
)

// Find follows a reference of the resource near to a resource of the kind of
// K.
func Find[K Resource](v *View, near Resource, ref value.Value[value.Text]) (K, Reach) {
	var none K
	if ref.IsAbsent() {
		return none, Nothing
	}
	text, ok := ref.Get()
	if !ok {
		return none, Unseen
	}
	if r := v.find(near.Head().Scope, []Kind{KindOf[K]()}, text); r != nil {
		if k, ok := v.See(r).(K); ok {
			v.followed(k)
			return k, Here
		}
		return none, Unseen
	}
	if _, literal := text.Literal(); literal {
		return none, Outside
	}
	return none, Unseen
}

// Named returns the resource of one of the kinds that a text of the resource
// near names, nil if there is none. Who must know how far a reference reaches
// asks Find.
func (v *View) Named(near Resource, text value.Text, kinds ...Kind) Resource {
	r := v.find(near.Head().Scope, kinds, text)
	if r == nil {
		return nil
	}
	return v.See(r)
}

// Gap tells whether a resource of the kind that hangs on the resource about
// could hide in a part of its scope that was not read, and why.
func (v *View) Gap(kind Kind, about Resource) (value.Note, bool) {
	h := about.Head()
	for i, g := range v.Gaps {
		if g.Scope != h.Scope || g.Kinds != nil && !slices.Contains(g.Kinds, kind) {
			continue
		}
		if g.All || v.copies.mentions(i, g, h) {
			return g.Why, true
		}
	}
	return 0, false
}

// mentionedIn reports whether a text holds one of the resource's identities.
func (h *Head) mentionedIn(t value.Text) bool {
	for _, id := range h.Identities {
		if part := short(id.Text).Inline(); part != "" && t.Contains(part) != value.No {
			return true
		}
	}
	return false
}

var kindsByStruct = sync.OnceValue(func() map[reflect.Type]Kind {
	m := make(map[reflect.Type]Kind)
	for _, t := range Types() {
		m[reflect.TypeOf(t.New())] = t.Kind
	}
	return m
})

// KindOf returns the kind whose struct K points to.
func KindOf[K Resource]() Kind { return kindsByStruct()[reflect.TypeFor[K]()] }
