package estate

import (
	"reflect"

	"bailiwick/value"
)

// Blocks is a list of nested blocks, each decoded into an S by its tags. It
// answers as a value.Value does.
//
// It is no value.Value[[]S], on purpose: the compiler would make each method of
// that for each S anew in each package that imports this one, which took
// minutes. What does not depend on S is done once, over any.
type Blocks[S any] struct {
	list value.Value[any] // a []S
	_    [0]S
}

// Listed returns the blocks as a value.
func Listed[S any](b Blocks[S]) value.Value[[]S] {
	return value.Map(b.list, func(v any) []S { return v.([]S) })
}

// Get returns the blocks, and whether they are known.
func (b Blocks[S]) Get() ([]S, bool) {
	v, ok := b.list.Get()
	blocks, _ := v.([]S)
	return blocks, ok
}

// IsKnown reports whether the blocks were read.
func (b Blocks[S]) IsKnown() bool { return b.list.IsKnown() }

// IsAbsent reports whether there is known to be no block.
func (b Blocks[S]) IsAbsent() bool { return b.list.IsAbsent() }

// IsUnknown reports whether nothing can be said of the blocks.
func (b Blocks[S]) IsUnknown() bool { return b.list.IsUnknown() }

// Partial reports whether there may be more blocks than those known.
func (b Blocks[S]) Partial() bool { return b.list.Partial() }

// Reason returns why the blocks are unknown, or may be more.
func (b Blocks[S]) Reason() string { return b.list.Reason() }

// Origin returns where the blocks stand.
func (b Blocks[S]) Origin() value.Origin { return b.list.Origin() }

// Attribute returns the blocks' name as the source spells it.
func (b Blocks[S]) Attribute() string { return b.list.Attribute() }

// String returns the number of blocks, or why it is not known.
func (b Blocks[S]) String() string { return b.list.String() }

func (b *Blocks[S]) untyped() (list *value.Value[any], of reflect.Type) {
	return &b.list, reflect.TypeFor[S]()
}

// untyped is a Blocks of any S.
type untyped interface {
	untyped() (list *value.Value[any], of reflect.Type)
}

// decodeBlocks fills a Blocks from what the source has.
func decodeBlocks(into untyped, a value.Any, name string, dialect Dialect) {
	list, of := into.untyped()
	*list = value.Map(value.From[[]value.Any](a, name), func(elements []value.Any) any {
		out := reflect.MakeSlice(reflect.SliceOf(of), len(elements), len(elements))
		for i, e := range elements {
			Decode(out.Index(i).Addr().Interface(), part{e}, dialect)
		}
		return out.Interface()
	})
}

// eachBlock calls f with a pointer to each block of a []S.
func eachBlock(blocks any, f func(block any)) {
	if blocks == nil {
		return
	}
	v := reflect.ValueOf(blocks)
	for i := range v.Len() {
		f(v.Index(i).Addr().Interface())
	}
}

// blockReferences calls f for every reference that a block holds.
func blockReferences(b untyped, f func(attribute string, kinds []Kind, ref value.Value[value.Text])) {
	list, of := b.untyped()
	alts := list.Alternatives()
	if alts == nil {
		alts = []value.Alternative[any]{{Value: *list}}
	}
	for _, alt := range alts {
		blocks, _ := alt.Value.Get()
		eachBlock(blocks, func(block any) {
			references(block, func(attribute string, kinds []Kind, ref value.Value[value.Text]) {
				f(attribute, kinds, under(alt.When, ref))
			})
		})
		if !alt.Value.IsUnknown() && !alt.Value.Partial() {
			continue
		}
		more := under(alt.When, value.Unknown[value.Text](value.Because(alt.Value.Reason()), alt.Value.Origin()))
		hiddenReferences(of, func(name string, kinds []Kind) { f(name, kinds, more) })
	}
}

// hiddenReferences calls f for every reference that a block of the type, or a
// block in it, may hold.
func hiddenReferences(of reflect.Type, f func(name string, kinds []Kind)) {
	for _, r := range referencesOf(of) {
		for _, name := range r.names {
			f(name, r.kinds)
		}
		if nested, ok := reflect.New(of.FieldByIndex(r.index).Type).Interface().(untyped); ok {
			_, inner := nested.untyped()
			hiddenReferences(inner, f)
		}
	}
}

// conditionalBlocks is a Blocks as a field that may have alternatives.
type conditionalBlocks struct{ untyped }

func (b conditionalBlocks) truths(into []value.Symbol) []value.Symbol {
	list, _ := b.untyped.untyped()
	into = addTruths(into, *list)
	blocks, _ := list.Get()
	eachBlock(blocks, func(block any) {
		eachField(block, func(f conditional) { into = f.truths(into) })
	})
	return into
}

func (b conditionalBlocks) settle(world value.Condition) {
	list, of := b.untyped.untyped()
	*list = value.Map(list.In(world), func(blocks any) any {
		was := reflect.ValueOf(blocks)
		out := reflect.MakeSlice(reflect.SliceOf(of), was.Len(), was.Len())
		reflect.Copy(out, was)
		eachBlock(out.Interface(), func(block any) {
			eachField(block, func(f conditional) { f.settle(world) })
		})
		return out.Interface()
	})
}
