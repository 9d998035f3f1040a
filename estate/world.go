package estate

import (
	"reflect"
	"slices"
	"sync"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A conditional is a field that may have alternatives.
type conditional interface {
	truths(into []value.Symbol) []value.Symbol
	settle(world value.Condition)
}

// truthsOf returns the undecided truths that the resource mentions, sorted.
func truthsOf(r Resource) []value.Symbol {
	var out []value.Symbol
	for _, t := range r.Head().When {
		out = append(out, t.Symbol)
	}
	eachField(r, func(f conditional) { out = f.truths(out) })
	slices.Sort(out)
	return slices.Compact(out)
}

// settle returns a copy of the resource in which every value is what it is in
// the world.
func settle(r Resource, world value.Condition) Resource {
	was := reflect.ValueOf(r).Elem()
	now := reflect.New(was.Type())
	now.Elem().Set(was)
	out := now.Interface().(Resource)
	eachField(out, func(f conditional) { f.settle(world) })
	return out
}

// copies keeps the copies of resources that views of one goroutine made:
// worlds that agree on what a resource mentions share its copy.
type copies struct {
	kept      map[copyKey]Resource
	mentioned map[mention]bool
}

// A mention is the question whether the text of a gap names a resource.
type mention struct {
	gap      int
	resource uint32
}

// mentions reports whether the gap with the number names the resource. No
// world has a part in that.
func (c *copies) mentions(number int, g Gap, h *Head) bool {
	key := mention{number, h.number}
	is, ok := c.mentioned[key]
	if !ok {
		if c.mentioned == nil {
			c.mentioned = make(map[mention]bool)
		}
		is = slices.ContainsFunc(g.Mentions, h.mentionedIn)
		c.mentioned[key] = is
	}
	return is
}

type copyKey struct {
	number    uint32
	known, is uint64 // of the resource's truths, bit by bit
}

// maxCopies is how many copies are kept; at more, the next ones begin anew.
const maxCopies = 1 << 14

func (c *copies) in(r Resource, world value.Condition) Resource {
	h := r.Head()
	if len(h.truths) > 64 {
		return settle(r, world)
	}
	key := copyKey{number: h.number}
	for _, w := range world {
		if i, ok := slices.BinarySearch(h.truths, w.Symbol); ok {
			key.known |= 1 << i
			if w.True {
				key.is |= 1 << i
			}
		}
	}
	if kept, ok := c.kept[key]; ok {
		return kept
	}
	if c.kept == nil || len(c.kept) >= maxCopies {
		c.kept = make(map[copyKey]Resource)
	}
	made := settle(r, world)
	c.kept[key] = made
	return made
}

var fieldPlans sync.Map // reflect.Type to []int: the fields that are values

func eachField(of any, f func(conditional)) {
	v := reflect.ValueOf(of).Elem()
	for _, i := range valueFields(v.Type()) {
		f(conditionalOf(v.Field(i).Addr().Interface()))
	}
	if r, ok := of.(Resource); ok {
		h := r.Head()
		f(conditionalOf(&h.Region))
		f(conditionalOf(&h.Account))
		f(conditionalOf(&h.Tags))
	}
}

func valueFields(t reflect.Type) []int {
	if p, ok := fieldPlans.Load(t); ok {
		return p.([]int)
	}
	var plan []int
	for i := range t.NumField() {
		if t.Field(i).IsExported() && conditionalOf(reflect.New(t.Field(i).Type).Interface()) != nil {
			plan = append(plan, i)
		}
	}
	fieldPlans.Store(t, plan)
	return plan
}

func conditionalOf(field any) conditional {
	switch field := field.(type) {
	case *value.Value[value.Text]:
		return plain[value.Text]{field}
	case *value.Value[bool]:
		return plain[bool]{field}
	case *value.Value[int64]:
		return plain[int64]{field}
	case *value.Value[float64]:
		return plain[float64]{field}
	case *value.Value[value.Any]:
		return plain[value.Any]{field}
	case *Policy:
		return plain[*policy.Document]{field}
	case *value.Texts:
		return list{field}
	case *value.Entries:
		return entries{field}
	case untyped:
		return conditionalBlocks{field}
	}
	return nil
}

func addTruths[T any](into []value.Symbol, v value.Value[T]) []value.Symbol {
	for _, a := range v.Alternatives() {
		for _, t := range a.When {
			into = append(into, t.Symbol)
		}
	}
	return into
}

type plain[T any] struct{ v *value.Value[T] }

func (p plain[T]) truths(into []value.Symbol) []value.Symbol { return addTruths(into, *p.v) }
func (p plain[T]) settle(world value.Condition)              { *p.v = p.v.In(world) }

// list is a list of values that may have alternatives themselves.
type list struct{ v *value.Texts }

func (l list) truths(into []value.Symbol) []value.Symbol {
	into = addTruths(into, *l.v)
	elements, _ := l.v.Get()
	for _, e := range elements {
		into = addTruths(into, e)
	}
	return into
}

func (l list) settle(world value.Condition) {
	*l.v = value.Map(l.v.In(world), func(elements []value.Value[value.Text]) []value.Value[value.Text] {
		out := slices.Clone(elements)
		for i := range out {
			out[i] = out[i].In(world)
		}
		return out
	})
}

type entries struct{ v *value.Entries }

func (m entries) truths(into []value.Symbol) []value.Symbol {
	into = addTruths(into, *m.v)
	all, _ := m.v.Get()
	for _, e := range all {
		into = addTruths(into, e.Value)
	}
	return into
}

func (m entries) settle(world value.Condition) {
	*m.v = value.Map(m.v.In(world), func(all []value.Entry) []value.Entry {
		out := slices.Clone(all)
		for i := range out {
			out[i].Value = out[i].Value.In(world)
		}
		return out
	})
}
