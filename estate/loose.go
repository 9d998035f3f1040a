package estate

import (
	"iter"

	"bailiwick/value"
)

// A Loose is a reference that leads to nothing that was read.
type Loose struct {
	Attribute string // as the source spells it
	Kinds     []Kind // what it may refer to
	Ref       value.Value[value.Text]
}

// Loose yields the references of the resource, and of the blocks in it, that
// the view cannot follow: those that are not known, and those to what nothing
// declares. What a block that was not read may refer to is among them.
func (v *View) Loose(r Resource) iter.Seq[Loose] {
	return func(yield func(Loose) bool) {
		more := true
		references(r, func(attribute string, kinds []Kind, ref value.Value[value.Text]) {
			for _, alt := range worlds(ref) {
				if !more || alt.Value.IsAbsent() || alt.When.In(v.world) == value.No {
					continue
				}
				if text, ok := alt.Value.Get(); ok && v.find(r.Head().Scope, kinds, text) != nil {
					continue
				}
				more = yield(Loose{attribute, kinds, alt.Value})
			}
		})
	}
}
