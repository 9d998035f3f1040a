package estate

import (
	"slices"
	"strings"

	"bailiwick/value"
)

// Apart tells whether what the reference means is declared elsewhere, so that
// the resource that hangs on it by the reference is judged by itself. It cannot
// be told of a reference that is not known where it could mean something here.
func Apart[H Resource](v *View, near Resource, ref value.Value[value.Text]) value.Answer {
	switch _, reach := Find[H](v, near, ref); {
	case reach == Here:
		return value.No
	case ref.IsKnown(), len(v.OfKind(KindOf[H]())) == 0:
		return value.Yes
	}
	return value.CannotTell
}

// isOneOf reports whether the attribute is one of those that as names, parted
// by '|'; "" names all.
func isOneOf(attribute, as string) bool {
	for as != "" {
		var name string
		name, as, _ = strings.Cut(as, "|")
		if name == attribute {
			return true
		}
		if as == "" {
			return false
		}
	}
	return true
}

// maxStrays is how many texts that lead nowhere are compared with a holder one
// by one; with more of them any of them could mean it.
const maxStrays = 1000

// strayKey names a list of references that lead nowhere: those that resources
// of one kind make to resources of another.
type strayKey struct{ from, to Kind }

// A stray is a reference that leads to nothing in the estate.
type stray struct {
	from      Resource
	attribute string
	ref       value.Value[value.Text]
	when      value.Condition
	text      int // its number among the different texts that are referred to; -1 if it is not known
}

// A strayText is what a reference that stands in every world says. Ten thousand
// functions that refer to one bucket are one such: the first speaks for all.
type strayText struct {
	scope     *Scope
	attribute string
	text      int
}

// stray tells whether a resource of the kind may refer to the holder although
// no link says so, because what it refers to is not known, and why.
func (v *View) stray(kind Kind, holder Resource, as string) (value.Note, bool) {
	h := holder.Head()
	var others []bool // which texts are none that the holder may be called
	for _, s := range v.straysOf(strayKey{kind, h.Kind()}) {
		f := s.from.Head()
		switch {
		case f.Scope != h.Scope, s.attribute != "" && !isOneOf(s.attribute, as):
			continue
		case s.when.In(v.world) == value.No, v.See(s.from) == nil:
			continue
		}
		if s.text >= 0 && s.text < len(others) && others[s.text] {
			continue
		}
		if text, ok := s.ref.Get(); ok && s.text < maxStrays && !h.mayBeCalled(text) {
			others = append(others, make([]bool, max(0, s.text+1-len(others)))...)
			others[s.text] = true
			continue
		}
		return value.Because("it cannot be told what " + f.Address + " refers to"), true
	}
	return 0, false
}

// mayBeCalled reports whether the text is, or could turn out to be, one of the
// resource's identities.
func (h *Head) mayBeCalled(text value.Text) bool {
	return slices.ContainsFunc(h.Identities, func(id Identity) bool { return id.Text.Inline() == text.Inline() }) ||
		slices.ContainsFunc(h.Identities, func(id Identity) bool { return id.Text.Equal(text) != value.No }) ||
		text.HasHoles() && len(h.Identities) == 0
}

// straysOf collects the references once, when they are first asked for.
func (e *Estate) straysOf(key strayKey) []stray {
	if known, ok := e.strays.Load(key); ok {
		return known.([]stray)
	}
	var found []stray
	numbers := make(map[string]int)
	told := make(map[strayText]bool)
	for _, r := range e.byKind[key.from] {
		references(r, func(attribute string, kinds []Kind, ref value.Value[value.Text]) {
			if !slices.Contains(kinds, key.to) {
				return
			}
			for _, alt := range worlds(ref) {
				if alt.Value.IsAbsent() {
					continue
				}
				number := -1
				if text, ok := alt.Value.Get(); ok {
					if e.find(r.Head().Scope, kinds, text) != nil {
						continue
					}
					if number, ok = numbers[text.Inline()]; !ok {
						number = len(numbers)
						numbers[text.Inline()] = number
					}
					if len(r.Head().truths)+len(alt.When) == 0 {
						same := strayText{r.Head().Scope, attribute, number}
						if told[same] {
							continue
						}
						told[same] = true
					}
				}
				found = append(found, stray{r, attribute, alt.Value, alt.When, number})
			}
		})
	}
	e.strays.Store(key, found)
	return found
}
