package tflang

import (
	"sort"

	"bailiwick/value"
)

// set returns the set of the elements: what is equal for sure stands once,
// literals in Terraform's order before what is not known.
func (e *Env) set(elements []value.Any, at value.Origin) (value.Any, *Failure) {
	var literals, others []value.Any
	for _, x := range elements {
		if t, ok := x.Scalar(); ok && !t.HasHoles() {
			literals = append(literals, x)
			continue
		}
		others = append(others, x)
	}
	sort.SliceStable(literals, func(i, j int) bool {
		a, _ := literals[i].Scalar()
		b, _ := literals[j].Scalar()
		if literals[i].Kind() == value.KindNumber && literals[j].Kind() == value.KindNumber {
			return compareNumbers(a.Inline(), b.Inline()) < 0
		}
		if literals[i].Kind() != literals[j].Kind() {
			return literals[i].Kind() < literals[j].Kind()
		}
		return a.Inline() < b.Inline()
	})
	out := make([]value.Any, 0, len(elements))
	hidden := false
	for i, x := range literals {
		hidden = hidden || x.Sensitive()
		if i > 0 && x.Kind() == out[len(out)-1].Kind() {
			a, _ := out[len(out)-1].Scalar()
			b, _ := x.Scalar()
			if a.Inline() == b.Inline() {
				continue
			}
		}
		out = append(out, x)
	}
	from := len(out)
	for _, x := range others {
		hidden = hidden || x.Sensitive()
		twice := false
		for _, y := range out[from:] {
			answer, f := e.equal(x, y, at)
			if f != nil {
				return value.Any{}, f
			}
			if twice = answer == value.Yes; twice {
				break
			}
		}
		if !twice {
			out = append(out, x)
		}
	}
	return hide(value.AnySet(out, at), hidden), nil
}

// unified returns the elements with numbers and bools made texts if there are
// texts among them.
func unified(elements []value.Any) []value.Any {
	texts, others := false, false
	for _, x := range elements {
		switch x.Kind() {
		case value.KindText:
			texts = true
		case value.KindNumber, value.KindBool:
			others = true
		}
	}
	if !texts || !others {
		return elements
	}
	out := make([]value.Any, len(elements))
	for i, x := range elements {
		out[i] = x
		if k := x.Kind(); k == value.KindNumber || k == value.KindBool {
			t, _ := x.Scalar()
			out[i] = hide(value.AnyText(t, x.Origin()), x.Sensitive())
		}
	}
	return out
}

func (c *call) set(elements []value.Any) value.Any {
	s, f := c.Env.set(unified(elements), c.at)
	c.bad(f)
	return s
}

func distinct(c *call) value.Any {
	a, ok := c.collection(0, false)
	if !ok {
		return a
	}
	var out []value.Any
	seen := make(map[string]bool) // of texts
	doubtful := false
	for _, x := range unified(a.Elements()) {
		t, isText := x.Text()
		if isText && seen[t.Inline()] {
			continue
		}
		seen[t.Inline()] = isText
		twice := false
		if !isText || t.HasHoles() || doubtful {
			for _, y := range out {
				answer, f := c.equal(x, y, c.at)
				if c.bad(f) {
					return value.Any{}
				}
				doubtful = doubtful || answer == value.CannotTell
				if twice = answer == value.Yes; twice {
					break
				}
			}
		}
		doubtful = doubtful || x.Kind() == value.KindUnknown
		if !twice {
			out = append(out, x)
		}
	}
	list := withFlags(c.list(out), a)
	if doubtful && len(out) > 1 && !a.Partial() {
		list = list.AndMore(value.Because("it is not known which elements are equal"))
	}
	return list
}

func setUnion(c *call) value.Any {
	var all []value.Any
	var more value.Any
	for i, a := range c.args {
		if isUnknown(a) {
			more = c.unknown(a)
			continue
		}
		a, ok := c.collection(i, false)
		if !ok {
			return a
		}
		if a.Partial() {
			more = a
		}
		all = append(all, a.Elements()...)
	}
	s := c.set(all)
	if more.Note() != 0 {
		s = s.AndMore(more.Note())
	}
	return s
}

func setIntersection(c *call) value.Any {
	return c.sift(c.args[1:], value.Yes)
}

func setSubtract(c *call) value.Any {
	return c.sift(c.args[1:], value.No)
}

// sift keeps the elements of the first set for which it is want that each of
// the others holds them.
func (c *call) sift(others []value.Any, want value.Answer) value.Any {
	kept := c.args[0]
	if isUnknown(kept) {
		return c.unknown(kept)
	}
	kept, ok := c.collection(0, false)
	if !ok {
		return kept
	}
	result := kept.Elements()
	more, why := kept.Partial(), kept.Note()
	for i, other := range others {
		if isUnknown(other) {
			return c.unknown(other)
		}
		other, ok := c.collection(i+1, false)
		if !ok {
			return other
		}
		all := unified(append(append([]value.Any(nil), result...), other.Elements()...))
		left, right := all[:len(result)], all[len(result):]
		known := make(map[string]bool, len(right))
		for _, y := range right {
			if t, ok := y.Text(); ok {
				known[t.Inline()] = true
			}
		}
		var next []value.Any
		for _, x := range left {
			answer := value.No
			if t, ok := x.Text(); ok && known[t.Inline()] {
				answer = value.Yes
			} else {
				for _, y := range right {
					one, f := c.equal(x, y, c.at)
					if c.bad(f) {
						return value.Any{}
					}
					if one == value.Yes {
						answer = value.Yes
						break
					}
					if one == value.CannotTell {
						answer = value.CannotTell
					}
				}
				if answer == value.No && other.Partial() {
					answer = value.CannotTell
				}
			}
			switch answer {
			case want:
				next = append(next, x)
			case value.CannotTell:
				more, why = true, value.Because("it is not known which elements are equal")
			}
		}
		result = next
	}
	s := c.set(result)
	if more {
		s = s.AndMore(why)
	}
	return s
}

func setProduct(c *call) value.Any {
	total, sets := 1, true
	var more value.Any
	for i := range c.args {
		a, ok := c.collection(i, false)
		if !ok {
			return a
		}
		if a.Partial() {
			more = a
		}
		sets = sets && a.Kind() == value.KindSet
		if a.Len() > 0 && total > c.Budget.Steps/a.Len() {
			c.bad(c.spend(c.Budget.Steps+1, c.at))
			return value.Any{}
		}
		total *= a.Len()
	}
	if len(c.args) < 2 {
		return c.fail("at least two sets are needed")
	}
	if c.bad(c.spend(total*len(c.args), c.at)) {
		return value.Any{}
	}
	out := make([]value.Any, total)
	at := make([]int, len(c.args))
	for i := range out {
		one := make([]value.Any, len(at))
		for j, k := range at {
			one[j] = c.args[j].Elements()[k]
		}
		out[i] = c.list(one)
		for j := len(at) - 1; j >= 0; j-- {
			if at[j]++; at[j] < c.args[j].Len() {
				break
			}
			at[j] = 0
		}
	}
	result := c.list(out)
	if sets {
		result = value.AnySet(out, c.at)
	}
	if more.Note() != 0 {
		result = result.AndMore(more.Note())
	}
	return result
}
