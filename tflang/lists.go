package tflang

import (
	"sort"

	"bailiwick/value"
)

// collection checks that argument i is a list, set or, if maps, a map. It
// returns false with the result to give if it is not known or the call failed.
func (c *call) collection(i int, maps bool) (result value.Any, ok bool) {
	a := c.args[i]
	switch a.Kind() {
	case value.KindList, value.KindSet:
	case value.KindMap:
		if !maps {
			return c.fail("argument %d is a map where a list belongs", i+1), false
		}
	case value.KindUnknown:
		return c.unknown(a), false
	case value.KindText:
		if isUnknown(a) {
			return c.unknown(a), false
		}
		fallthrough
	default:
		return c.fail("argument %d is a %s where a collection belongs", i+1, nameOf(a)), false
	}
	if c.bad(c.spend(a.Len(), c.at)) {
		return value.Any{}, false
	}
	return a, true
}

func length(c *call) value.Any {
	a := c.args[0]
	if a.Kind() == value.KindText && !isUnknown(a) {
		t, _ := a.Text()
		if t.HasHoles() {
			return c.unknown(a)
		}
		return c.int(countClusters(t.Inline()))
	}
	a, ok := c.collection(0, true)
	if !ok {
		return a
	}
	if a.Partial() {
		return c.unknown(a)
	}
	if a.Len() > 1 { // keys and elements of sets may turn out to be equal
		for _, k := range a.Keys() {
			if value.Inline(k).HasHoles() {
				return c.unknown(value.AnyText(value.Inline(k), c.at))
			}
		}
		if a.Kind() == value.KindSet {
			for _, x := range a.Elements() {
				if why, f := c.unread(x); c.bad(f) || why != "" {
					return unknown("the number of elements of a set with "+why, c.at)
				}
			}
		}
	}
	return c.int(a.Len())
}

// leastZones is how many zones every region has at least for every account,
// so that element does not wrap around before (AWS Regions and Availability
// Zones).
const leastZones = 2

func element(c *call) value.Any {
	if t, ok := c.args[1].Scalar(); ok && !t.HasHoles() && c.args[0].Kind() == value.KindUnknown {
		if i := c.whole(1); c.failed == nil && i < leastZones {
			if one, ok := c.args[0].Nth(i); ok {
				return one
			}
		}
	}
	a, ok := c.collection(0, false)
	if !ok {
		return a
	}
	if c.args[1].Kind() == value.KindUnknown || a.Partial() {
		return c.unknown(c.args[1])
	}
	if t := c.text(1); t.HasHoles() {
		return c.unknown(c.args[1])
	}
	i := c.whole(1)
	if a.Kind() == value.KindSet {
		return c.fail("the elements of a set have no index")
	}
	if a.Len() == 0 {
		return c.fail("the list is empty")
	}
	if i %= a.Len(); i < 0 { // later than 1.11 this counts from the end
		i += a.Len()
	}
	return a.Elements()[i]
}

func one(c *call) value.Any {
	a, ok := c.collection(0, false)
	switch {
	case !ok:
		return a
	case a.Partial():
		return c.unknown(a)
	case a.Len() == 0:
		return value.AnyNull(c.at)
	case a.Len() == 1:
		return a.Elements()[0]
	case a.Kind() == value.KindSet && !c.plain(a):
		return unknown("whether the set has one element is not known", c.at)
	}
	return c.fail("the list has %d elements", a.Len())
}

func concat(c *call) value.Any {
	var out []value.Any
	var more value.Any
	for i, a := range c.args {
		if isUnknown(a) {
			more = c.unknown(a)
			continue
		}
		if a.Kind() == value.KindNull {
			return c.fail("argument %d is null", i+1)
		}
		a, ok := c.collection(i, false)
		switch {
		case !ok:
			return a
		case a.Kind() == value.KindSet:
			return c.fail("argument %d is a set", i+1)
		case a.Partial():
			more = a
		}
		out = append(out, a.Elements()...)
	}
	list := c.list(out)
	if more.Note() != 0 {
		list = list.AndMore(more.Note())
	}
	return list
}

func flatten(c *call) value.Any {
	a, ok := c.collection(0, false)
	if !ok {
		return a
	}
	if anySeveral(a.Elements()) {
		v, f := c.cross(a.Elements(), c.at, func(elements []value.Any) (value.Any, *Failure) {
			return c.flattened(withFlags(c.list(elements), a))
		})
		if f == nil && v.Kind() != value.KindUnknown {
			return v
		}
		if f != nil && f.spent {
			c.bad(f)
			return v
		}
	}
	v, f := c.flattened(a)
	c.bad(f)
	return v
}

func (c *call) flattened(a value.Any) (value.Any, *Failure) {
	var out []value.Any
	var why value.Note
	more := a.Partial()
	if more {
		why = a.Note()
	}
	var walk func(v value.Any, depth int) *Failure
	walk = func(v value.Any, depth int) *Failure {
		if f := c.spend(1, c.at); f != nil || depth > maxDepth {
			return f
		}
		switch v.Kind() {
		case value.KindUnknown:
			more, why = true, v.Note()
			return nil
		case value.KindSeveral:
			more, why = true, value.Because(undecidedElement)
			return nil
		case value.KindList, value.KindSet:
			if v.Partial() {
				more, why = true, v.Note()
			}
			for _, x := range v.Elements() {
				if f := walk(hide(x, v.Sensitive()), depth+1); f != nil {
					return f
				}
			}
			return nil
		}
		out = append(out, v)
		return nil
	}
	if f := walk(a, 0); f != nil {
		return value.Any{}, f
	}
	list := c.list(out)
	if more {
		list = list.AndMore(why)
	}
	return list, nil
}

// compact drops null and "". What may be empty makes the list partial.
func compact(c *call) value.Any {
	a, ok := c.collection(0, false)
	if !ok {
		return a
	}
	var out []value.Any
	more, why := a.Partial(), a.Note()
	for _, x := range a.Elements() {
		switch x.Kind() {
		case value.KindNull:
			continue
		case value.KindUnknown, value.KindSeveral:
			more, why = true, value.Because("it is not known which elements are empty")
			continue
		}
		t, ok := x.Scalar()
		if !ok {
			return c.fail("a %s stands where a text belongs", x.Kind())
		}
		switch t.IsEmpty() {
		case value.No:
			out = append(out, hide(value.AnyText(t, x.Origin()), x.Sensitive()))
		case value.CannotTell:
			more, why = true, value.Because("it is not known whether "+t.String()+" is empty")
		}
	}
	list := c.list(out)
	if more {
		list = list.AndMore(why)
	}
	return list
}

func reverse(c *call) value.Any {
	a, ok := c.collection(0, false)
	if !ok {
		return a
	}
	n := a.Len()
	out := make([]value.Any, n)
	for i, x := range a.Elements() {
		out[n-1-i] = x
	}
	return withFlags(c.list(out), a)
}

func slice(c *call) value.Any {
	if c.args[0].Kind() == value.KindUnknown {
		if some := c.sliceOfSeries(); some != nil {
			return c.list(some)
		}
	}
	a, ok := c.collection(0, false)
	if !ok {
		return a
	}
	for _, x := range c.args {
		if t, ok := x.Scalar(); x.Kind() == value.KindUnknown || x.Partial() || ok && t.HasHoles() {
			return c.unknown(x)
		}
	}
	from, to := c.whole(1), c.whole(2)
	switch {
	case c.failed != nil:
		return value.Any{}
	case a.Kind() == value.KindSet:
		return c.fail("a set has no order")
	case from < 0 || to < from || to > a.Len():
		return c.fail("there are no elements from %d to %d in a list of %d", from, to, a.Len())
	}
	return c.list(a.Elements()[from:to:to])
}

// sliceOfSeries returns the elements that a slice takes of a series, nil if it
// is none or the bounds are not known.
func (c *call) sliceOfSeries() []value.Any {
	for _, x := range c.args[1:] {
		if t, ok := x.Scalar(); !ok || t.HasHoles() {
			return nil
		}
	}
	from, to := c.whole(1), c.whole(2)
	if c.failed != nil || from < 0 || to < from {
		return nil
	}
	var out []value.Any
	for i := from; i < to; i++ {
		one, ok := c.args[0].Nth(i)
		if !ok {
			return nil
		}
		out = append(out, one)
	}
	return out
}

func chunkList(c *call) value.Any {
	a, ok := c.collection(0, false)
	if !ok {
		return a
	}
	if t, ok := c.args[1].Scalar(); a.Partial() || !ok && c.args[1].Kind() == value.KindUnknown || t.HasHoles() {
		return c.unknown(c.args[1])
	}
	size, n := c.whole(1), a.Len()
	switch {
	case c.failed != nil:
		return value.Any{}
	case size < 0:
		return c.fail("the size is negative")
	case n == 0:
		return c.list(nil)
	case size == 0:
		return c.list([]value.Any{a})
	}
	var out []value.Any
	for from := 0; from < n; from += size {
		to := min(n, from+size)
		if to < from {
			to = n
		}
		out = append(out, c.list(a.Elements()[from:to:to]))
		if to == n {
			break
		}
	}
	return c.list(out)
}

// sortList sorts texts by their code points.
func sortList(c *call) value.Any {
	all := c.elements(0)
	out := make([]value.Any, len(all))
	for i, x := range all {
		t, ok := x.Scalar()
		if !ok {
			return c.fail("a %s stands where a text belongs", nameOf(x))
		}
		out[i] = value.AnyText(t, x.Origin())
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, _ := out[i].Text()
		b, _ := out[j].Text()
		return a.Inline() < b.Inline()
	})
	return c.list(out)
}

// index returns where an element stands in a list.
func index(c *call) value.Any {
	all := c.elements(0)
	if c.failed == nil && len(all) == 0 {
		return c.fail("the list is empty")
	}
	for i, x := range all {
		answer, f := c.equal(x, c.args[1], c.at)
		if c.bad(f) {
			return value.Any{}
		}
		if answer == value.Yes {
			return c.int(i)
		}
	}
	return c.fail("the list has no such element")
}

// contains tells whether an element stands in a list.
func contains(c *call) value.Any {
	if isUnknown(c.args[0]) {
		c.doubts++
		return c.undecided()
	}
	a, ok := c.collection(0, false)
	if !ok {
		return a
	}
	result := value.No
	for _, x := range a.Elements() {
		c.hidden = c.hidden || x.Sensitive()
		answer, f := c.equal(x, c.args[1], c.at)
		switch {
		case c.bad(f):
			return value.Any{}
		case answer == value.Yes:
			return c.bool(true)
		case answer == value.CannotTell:
			result = answer
		}
	}
	if result == value.No && !a.Partial() {
		return c.bool(false)
	}
	return c.undecided()
}

func allTrue(c *call) value.Any { return c.quantify(false) }
func anyTrue(c *call) value.Any { return c.quantify(true) }

// quantify returns decides if any element is that, and the opposite if all are.
func (c *call) quantify(decides bool) value.Any {
	a, ok := c.collection(0, false)
	if !ok {
		if c.failed == nil {
			c.doubts++
			return c.undecided()
		}
		return a
	}
	result := value.AnyBool(!decides, c.at)
	open, decided := a.Partial(), false
	for _, x := range a.Elements() {
		c.hidden = c.hidden || x.Sensitive()
		switch x.Kind() {
		case value.KindNull:
			decided = decided || !decides
			continue
		case value.KindUnknown:
			c.doubts++
			open = true
			continue
		}
		t, f := c.asTruth(x, c.n, c.fr)
		if c.bad(f) {
			return value.Any{}
		}
		if is, ok := t.Bool(); ok {
			decided = decided || is == decides
			continue
		}
		var alts []value.AnyAlternative
		for _, alt := range alternatives(result) {
			if is, ok := alt.Value.Bool(); !ok || is != decides {
				alt.Value = t
			}
			alts = append(alts, alt)
		}
		result = c.several(alts, c.at)
	}
	switch {
	case decided:
		return c.bool(decides)
	case open:
		return c.undecided()
	}
	return result
}

func matchKeys(c *call) value.Any {
	vals, ks, search := c.elements(0), c.elements(1), c.elements(2)
	if c.failed == nil && len(vals) != len(ks) {
		return c.fail("there are %d values and %d keys", len(vals), len(ks))
	}
	var out []value.Any
	for i, k := range ks {
		for _, s := range search {
			answer, f := c.equal(k, s, c.at)
			if c.bad(f) {
				return value.Any{}
			}
			if answer == value.Yes {
				out = append(out, vals[i])
				break
			}
		}
	}
	return c.list(out)
}

func coalesceList(c *call) value.Any {
	for i, a := range c.args {
		switch a.Kind() {
		case value.KindNull:
			continue
		case value.KindList, value.KindSet:
			if a.Len() > 0 {
				return a
			}
			if a.Partial() {
				return c.unknown(a)
			}
			continue
		}
		if isUnknown(a) {
			return c.unknown(a)
		}
		return c.fail("argument %d is a %s where a list belongs", i+1, a.Kind())
	}
	return c.fail("there is no list with elements")
}

// coalesce returns the first argument that is neither null nor "". Whether a
// user's variable is empty is a condition.
func coalesce(c *call) value.Any {
	return c.coalesced(c.args)
}

func (c *call) coalesced(args []value.Any) value.Any {
	for i, a := range args {
		switch a.Kind() {
		case value.KindNull:
			continue
		case value.KindUnknown:
			return c.unknown(a)
		}
		t, ok := a.Scalar()
		if !ok {
			return a
		}
		switch t.IsEmpty() {
		case value.Yes:
			continue
		case value.CannotTell:
			if i == len(args)-1 {
				c.doubts++
				return a
			}
			rest := c.coalesced(args[i+1:])
			if c.failed != nil {
				c.failed = nil
				c.doubts++
				return a
			}
			scope, name := c.side(c.n, a, c.fr)
			return c.several([]value.AnyAlternative{
				{When: value.When(scope, name+` == ""`, true), Value: rest},
				{When: value.When(scope, name+` == ""`, false), Value: a},
			}, c.at)
		}
		if a.Kind() != value.KindText {
			for _, other := range c.args {
				if other.Kind() == value.KindText {
					return hide(value.AnyText(t, a.Origin()), a.Sensitive())
				}
			}
		}
		return a
	}
	return c.fail("all arguments are null or empty")
}
