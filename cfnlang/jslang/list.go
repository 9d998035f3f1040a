package jslang

import (
	"slices"
	"strings"

	"bailiwick/value"
)

// listMethod returns a method of lists that is followed, nil if it is none. The
// list that it gets has all its elements.
func listMethod(name string) native {
	switch name {
	case "map", "filter", "forEach", "find", "findIndex", "some", "every", "flatMap":
		return func(e *evaluator, this val, a []val, at value.Origin) val { return e.passes(name, this, a, at) }
	case "reduce":
		return reduce
	case "join", "toString":
		return func(e *evaluator, this val, a []val, at value.Origin) val {
			if len(a) == 0 || a[0].kind == undefinedVal || name == "toString" {
				return e.join(this, ",", at)
			}
			if a[0].kind != textVal {
				return e.notKnown(a, "a list is joined", at)
			}
			return e.join(this, a[0].text, at)
		}
	case "concat":
		return concatLists
	case "slice":
		return sliceList
	case "at":
		return elementAt
	case "includes", "indexOf":
		return func(e *evaluator, this val, a []val, at value.Origin) val { return e.position(name, this, a, at) }
	case "flat":
		return flat
	case "push", "unshift", "pop", "shift", "reverse", "sort":
		return func(e *evaluator, this val, a []val, at value.Origin) val { return e.change(name, this, a, at) }
	}
	return nil
}

// passes evaluates a method that calls a function for each element.
func (e *evaluator) passes(name string, this val, a []val, at value.Origin) val {
	if len(a) != 1 {
		return e.unread(val{}, append(a, this), at, name)
	}
	var out []val
	n := len(this.object.list)
	for i := 0; i < min(n, len(this.object.list)) && e.spend(2); i++ {
		list := this.object.list
		v := list[i]
		got := settledUnless(name, e.call(a[0], arguments{list: []val{v, numberOf(float64(i), at), this}}, at, "a function"))
		if name == "map" {
			out = append(out, got)
			continue
		}
		if name == "forEach" {
			continue
		}
		if why, open := got.opaque(); open {
			return e.undecided(list[i+1:], this, a[0], why, at)
		}
		switch name {
		case "flatMap":
			if got.kind != listVal {
				out = append(out, got)
			} else if got.object.more != "" {
				return e.undecided(list[i+1:], this, a[0], unknown(got.object.more, got.object.moreAt), at)
			} else {
				out = append(out, got.object.list...)
			}
			continue
		case "filter":
			if got.truth() {
				out = append(out, v)
			}
			continue
		}
		if got.truth() != (name == "every") {
			switch name {
			case "find":
				return v
			case "findIndex":
				return numberOf(float64(i), at)
			}
			return boolOf(name == "some", at)
		}
	}
	switch name {
	case "map", "filter", "flatMap":
		return e.newList(out, at)
	case "findIndex":
		return numberOf(-1, at)
	case "some", "every":
		return boolOf(name == "every", at)
	}
	return val{at: at}
}

// settledUnless is there since a function that is async gives a promise, which
// counts as true; map keeps it.
func settledUnless(name string, v val) val {
	if name == "map" || v.kind != promiseVal {
		return v
	}
	return boolOf(true, v.at)
}

// undecided is the end of a method whose function decided what is not known: it
// may be called for the elements that are left.
func (e *evaluator) undecided(left []val, this, f val, why val, at value.Origin) val {
	if f.kind == functionVal && f.object.closure != nil {
		e.weakly(why, func() {
			for _, v := range left {
				e.call(f, arguments{list: []val{v, unknown(why.text, why.at), this}}, at, "a function")
			}
		})
	}
	e.spend(len(this.object.list))
	return unknownOf(why, append([]val{this}, this.object.list...)...)
}

func reduce(e *evaluator, this val, a []val, at value.Origin) val {
	if len(a) == 0 {
		return e.notKnown(a, "a list is reduced", at)
	}
	list := slices.Clone(this.object.list)
	var so val
	from := 0
	switch {
	case len(a) > 1:
		so = a[1]
	case len(list) == 0:
		return e.notKnown(nil, "a list without elements is reduced", at)
	default:
		so, from = list[0], 1
	}
	for i := from; i < len(list) && e.spend(2); i++ {
		so = e.call(a[0], arguments{list: []val{so, list[i], numberOf(float64(i), at), this}}, at, "a function")
	}
	return so
}

// join returns the text that the elements of a list make.
func (e *evaluator) join(list val, by string, at value.Origin) val {
	if list.object.more != "" {
		return unknown(list.object.more, list.object.moreAt)
	}
	e.deeper()
	defer func() { e.depth-- }()
	n := len(list.object.list)
	if n == 0 || !e.spend(n) {
		return textOf("", at)
	}
	chunks := make([]string, n+1)
	parts := make([]val, n)
	for i, v := range list.object.list {
		if i > 0 {
			chunks[i] = by
		}
		if parts[i] = v; v.isNothing() {
			parts[i] = textOf("", at)
		}
	}
	return e.concat(chunks, parts, at)
}

func concatLists(e *evaluator, this val, a []val, at value.Origin) val {
	out := slices.Clone(this.object.list)
	for _, v := range a {
		if v.kind == unknownVal {
			return unknownOf(v, append(a, this)...)
		}
		if v.kind != listVal {
			out = append(out, v)
			continue
		}
		if v.object.more != "" {
			return unknownOf(unknown(v.object.more, v.object.moreAt), append(a, this)...)
		}
		out = append(out, v.object.list...)
	}
	return e.newList(out, at)
}

func sliceList(e *evaluator, this val, a []val, at value.Origin) val {
	n := len(this.object.list)
	numbers := []float64{0, float64(n)}
	for i, v := range a[:min(2, len(a))] {
		if v.kind == numberVal {
			numbers[i] = v.number
		} else if v.kind != undefinedVal {
			return e.notKnown(append(a, this), "a part of a list is taken", at)
		}
	}
	i, j := from(numbers, 0, 0, n), from(numbers, 1, n, n)
	return e.newList(slices.Clone(this.object.list[i:max(i, j)]), at)
}

func elementAt(e *evaluator, this val, a []val, at value.Origin) val {
	list := this.object.list
	if len(a) != 1 || a[0].kind != numberVal {
		return e.notKnown(append(a, this), "an element of a list is taken", at)
	}
	i := a[0].number
	if i < 0 {
		i += float64(len(list))
	}
	if !(i >= 0 && i < float64(len(list))) {
		return val{at: at}
	}
	return list[int(i)]
}

// position evaluates includes and indexOf.
func (e *evaluator) position(name string, this val, a []val, at value.Origin) val {
	if len(a) != 1 {
		return e.notKnown(append(a, this), "a list is searched", at)
	}
	at1 := -1.0
	for i, v := range this.object.list {
		is := e.equal(v, a[0], true, at)
		if why, open := is.opaque(); open {
			return why
		}
		if is.is {
			at1 = float64(i)
			break
		}
	}
	e.spend(len(this.object.list))
	if name == "includes" {
		return boolOf(at1 >= 0, at)
	}
	return numberOf(at1, at)
}

func flat(e *evaluator, this val, a []val, at value.Origin) val {
	if len(a) > 0 && !(a[0].kind == numberVal && a[0].number == 1) {
		return e.notKnown(append(a, this), "a list is flattened", at)
	}
	var out []val
	e.spend(len(this.object.list))
	for _, v := range this.object.list {
		switch {
		case v.kind == unknownVal:
			return unknownOf(v, this.object.list...)
		case v.kind == listVal && v.object.more != "":
			return unknownOf(unknown(v.object.more, v.object.moreAt), this.object.list...)
		case v.kind == listVal:
			out = append(out, v.object.list...)
		default:
			out = append(out, v)
		}
	}
	return e.newList(out, at)
}

// change evaluates a method that changes the list.
func (e *evaluator) change(name string, this val, a []val, at value.Origin) val {
	o := this.object
	e.touch(o)
	e.spend(len(o.list)/8 + len(a))
	switch name {
	case "push":
		o.list = append(o.list, a...)
		return numberOf(float64(len(o.list)), at)
	case "unshift":
		o.list = append(slices.Clone(a), o.list...)
		return numberOf(float64(len(o.list)), at)
	case "reverse":
		slices.Reverse(o.list)
		return this
	case "sort":
		return e.sort(this, a, at)
	}
	if len(o.list) == 0 {
		return val{at: at}
	}
	var v val
	if name == "pop" {
		v, o.list = o.list[len(o.list)-1], o.list[:len(o.list)-1]
	} else {
		v, o.list = o.list[0], o.list[1:]
	}
	return v
}

// sort sorts a list of texts by their letters; another order is not followed.
func (e *evaluator) sort(this val, a []val, at value.Origin) val {
	o := this.object
	for _, v := range o.list {
		if len(a) > 0 || v.kind != textVal || !ascii(v.text) {
			return e.unread(unknown("a list is sorted in a way that only Node.js can tell", at), append(a, this), at, "sort")
		}
	}
	slices.SortStableFunc(o.list, func(x, y val) int { return strings.Compare(x.text, y.text) })
	return this
}
