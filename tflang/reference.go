package tflang

import (
	"fmt"
	"strconv"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// reference evaluates a Variable, an element of a splat, or what hangs on one.
func (e *Env) reference(n hcl.Node, fr *frame) (value.Any, *Failure) {
	from := len(e.steps)
	root, free, f := e.collect(n, fr)
	if f != nil {
		e.steps = e.steps[:from]
		return value.Any{}, f
	}
	if free {
		v, f := e.resolve(n, root, from)
		e.steps = e.steps[:from]
		return v, f
	}
	e.steps = e.steps[:from]
	return e.hanging(n, fr)
}

// hanging evaluates what hangs on anything but a name of the Scope's.
func (e *Env) hanging(n hcl.Node, fr *frame) (value.Any, *Failure) {
	switch e.File.Kind(n) {
	case hcl.Variable:
		if v := e.bound(e.File.Name(n), fr); v != nil {
			return *v, nil
		}
		return e.eval(n, fr)
	case hcl.Element:
		for ; fr != nil; fr = fr.up {
			if fr.name == "" {
				return fr.v, nil
			}
		}
		return unknown("the expression could not be parsed", e.origin(n)), nil
	}
	kid, eval := e.File.Kid(n, 0), e.eval
	switch e.File.Kind(kid) {
	case hcl.GetAttr, hcl.Index, hcl.Variable, hcl.Element:
		eval = e.hanging
	}
	base, f := eval(kid, fr)
	if f != nil {
		return base, f
	}
	switch e.File.Kind(n) {
	case hcl.GetAttr:
		return e.attribute(base, e.File.Name(n), e.origin(n))
	case hcl.Index:
		key, f := e.eval(e.File.Kid(n, 1), fr)
		if f != nil {
			return key, f
		}
		return e.index(base, key, e.origin(n))
	}
	inner := frame{up: fr, node: n}
	return e.splat(base, e.origin(n), func(v value.Any, i int) (value.Any, *Failure) {
		inner.v, inner.i = v, i
		return e.eval(e.File.Kid(n, 1), &inner)
	})
}

// bound returns the value of a variable of a `for` around, nil if there is
// none of that name.
func (e *Env) bound(name string, fr *frame) *value.Any {
	for ; fr != nil; fr = fr.up {
		switch {
		case fr.name == "":
		case fr.name == name:
			return &fr.v
		case fr.key == name:
			return &fr.k
		}
	}
	return nil
}

// collect appends the steps of reference n to e.steps. It reports false, and
// may leave steps behind, if n does not begin with a name of the Scope's.
func (e *Env) collect(n hcl.Node, fr *frame) (root string, free bool, f *Failure) {
	switch e.File.Kind(n) {
	case hcl.Variable:
		name := e.File.Name(n)
		return name, e.bound(name, fr) == nil, nil
	case hcl.GetAttr:
		if e.endsInSplat(n) {
			return "", false, nil
		}
		root, free, f = e.collect(e.File.Kid(n, 0), fr)
		if free && f == nil {
			e.steps = append(e.steps, Step{Kind: Attr, Name: e.File.Name(n), node: n})
		}
	case hcl.Index:
		if e.endsInSplat(n) {
			return "", false, nil
		}
		root, free, f = e.collect(e.File.Kid(n, 0), fr)
		if free && f == nil {
			key, f := e.eval(e.File.Kid(n, 1), fr)
			if f != nil {
				return "", false, f
			}
			s := Step{Kind: Index, Key: key, node: n}
			if t, ok := key.Scalar(); ok {
				s.Name = t.Inline()
			}
			e.steps = append(e.steps, s)
		}
	case hcl.AttrSplat, hcl.FullSplat:
		if e.endsInSplat(n) {
			return "", false, nil
		}
		root, free, f = e.collect(e.File.Kid(n, 0), fr)
		if free && f == nil {
			e.steps = append(e.steps, Step{Kind: Splat, node: n})
			return root, e.collectElement(e.File.Kid(n, 1)), nil
		}
	}
	return root, free, f
}

// endsInSplat reports whether what n hangs on is itself a splat: further steps
// then apply to the list, not to each element.
func (e *Env) endsInSplat(n hcl.Node) bool {
	k := e.File.Kind(e.File.Kid(n, 0))
	return k == hcl.AttrSplat || k == hcl.FullSplat
}

// collectElement appends the steps that a splat applies to each element, if
// they are plain.
func (e *Env) collectElement(n hcl.Node) bool {
	switch e.File.Kind(n) {
	case hcl.Element:
		return true
	case hcl.GetAttr:
		if e.collectElement(e.File.Kid(n, 0)) {
			e.steps = append(e.steps, Step{Kind: Attr, Name: e.File.Name(n), node: n})
			return true
		}
	case hcl.Index:
		k := e.File.Kid(n, 1)
		if e.File.Kind(k) == hcl.Number && e.collectElement(e.File.Kid(n, 0)) {
			d, _ := canonical(e.File.Text(k))
			e.steps = append(e.steps, Step{Kind: Index, Name: d, Key: value.AnyNumber(d, e.origin(k)), node: n})
			return true
		}
	}
	return false
}

// resolve asks the Scope for root and the steps on the stack from from on, and
// applies those that it left.
func (e *Env) resolve(n hcl.Node, root string, from int) (value.Any, *Failure) {
	if e.Scope == nil {
		return value.Any{}, Fail(e.origin(n), "there is nothing called `"+root+"` here")
	}
	to := len(e.steps)
	doubts := e.doubts // what is behind the name cannot be caught here
	v, used, f := e.Scope.Lookup(root, e.steps[from:to:to])
	e.doubts = doubts
	if f != nil {
		if f.Origin == 0 {
			f = &Failure{Origin: e.origin(n), Message: f.Message, spent: f.spent}
		}
		return v, f
	}
	return e.apply(v, from+used, to)
}

// apply applies the steps on the stack from i to to.
func (e *Env) apply(v value.Any, i, to int) (value.Any, *Failure) {
	for ; i < to; i++ {
		var f *Failure
		s := e.steps[i]
		switch s.Kind {
		case Attr:
			v, f = e.attribute(v, s.Name, e.origin(s.node))
		case Index:
			v, f = e.index(v, s.Key, e.origin(s.node))
		case Splat:
			return e.splat(v, e.origin(s.node), func(v value.Any, _ int) (value.Any, *Failure) {
				return e.apply(v, i+1, to)
			})
		}
		if f != nil {
			return v, f
		}
	}
	return v, nil
}

// splat applies do to each element of a list or set, to a single value as to a
// list of it, and to null as to an empty list.
func (e *Env) splat(v value.Any, at value.Origin, do func(value.Any, int) (value.Any, *Failure)) (value.Any, *Failure) {
	switch v.Kind() {
	case value.KindUnknown:
		e.doubts++
		return value.AnyUnknown(v.Note(), at), nil
	case value.KindNull:
		return value.AnyList(nil, at), nil
	case value.KindSeveral:
		return e.cross([]value.Any{v}, at, func(args []value.Any) (value.Any, *Failure) {
			return e.splat(args[0], at, do)
		})
	case value.KindList, value.KindSet:
	case value.KindText:
		if t, _ := v.Text(); isWholeHole(t) {
			e.doubts++
			return unknown(t.String()+" is not known", at), nil
		}
		fallthrough
	default:
		one, f := do(v, 0)
		if f != nil {
			return one, f
		}
		return value.AnyList([]value.Any{one}, at), nil
	}
	if f := e.spend(v.Len(), at); f != nil {
		return v, f
	}
	if v.Partial() {
		e.doubts++
	}
	out := make([]value.Any, v.Len())
	for i, x := range v.Elements() {
		y, f := do(x, i)
		if f != nil {
			return y, f
		}
		out[i] = y
	}
	return withFlags(value.AnyList(out, at), v), nil
}

// withFlags gives the collection v the sensitivity and partiality of from.
func withFlags(v, from value.Any) value.Any {
	if from.Partial() && v.Kind() != value.KindUnknown {
		v = v.AndMore(from.Note())
	}
	if from.Sensitive() {
		v = v.Hidden()
	}
	return v
}

func hide(v value.Any, if_ bool) value.Any {
	if if_ {
		return v.Hidden()
	}
	return v
}

func isWholeHole(t value.Text) bool {
	_, ok := t.Symbol()
	return ok
}

// attribute returns v.name.
func (e *Env) attribute(v value.Any, name string, at value.Origin) (value.Any, *Failure) {
	switch v.Kind() {
	case value.KindMap:
		return e.element(v, name, at, "there is no attribute `"+name+"`")
	case value.KindNull:
		return v, Fail(at, "`"+name+"` of null")
	case value.KindList, value.KindSet:
		return v, Fail(at, "a "+v.Kind().String()+" has no attribute `"+name+"`")
	}
	return e.index(v, value.AnyText(value.Literal(name), at), at)
}

// element returns what the map holds under the key in its in-line form.
func (e *Env) element(m value.Any, key string, at value.Origin, missing string) (value.Any, *Failure) {
	if v, ok := m.Get(key); ok {
		return hide(v, m.Sensitive()), nil
	}
	if m.Partial() {
		e.doubts++
		return hide(value.AnyUnknown(m.Note(), at), m.Sensitive()), nil
	}
	k := value.Inline(key)
	if k.HasHoles() {
		e.doubts++
		return unknown("which element is meant hinges on "+k.String(), at), nil
	}
	for _, other := range m.Keys() {
		if value.Inline(other).Equal(k) == value.CannotTell {
			e.doubts++
			return unknown("`"+key+"` may be the key "+value.Inline(other).String(), at), nil
		}
	}
	return m, Fail(at, missing)
}

// index returns v[key].
func (e *Env) index(v, key value.Any, at value.Origin) (value.Any, *Failure) {
	if v.Kind() == value.KindSeveral || key.Kind() == value.KindSeveral {
		return e.cross([]value.Any{v, key}, at, func(args []value.Any) (value.Any, *Failure) {
			return e.index(args[0], args[1], at)
		})
	}
	out, f := e.indexOne(v, key, at)
	if out.Kind() == value.KindUnknown {
		e.doubts++
	}
	return hide(out, key.Sensitive()), f
}

func (e *Env) indexOne(v, key value.Any, at value.Origin) (value.Any, *Failure) {
	switch v.Kind() {
	case value.KindUnknown:
		if t, ok := key.Scalar(); ok && !t.HasHoles() {
			if d, ok := canonical(t.Inline()); ok {
				if i, err := strconv.Atoi(d); err == nil {
					if one, ok := v.Nth(i); ok {
						return hide(one, v.Sensitive()), nil
					}
				}
			}
		}
		return hide(value.AnyUnknown(v.Note(), at), v.Sensitive()), nil
	case value.KindNull:
		return v, Fail(at, "an element of null")
	case value.KindSet:
		return v, Fail(at, "the elements of a set have no index")
	case value.KindText:
		if t, _ := v.Text(); isWholeHole(t) {
			return hide(unknown("a part of "+t.String()+" is not known", at), v.Sensitive()), nil
		}
		return v, Fail(at, "a text has no elements")
	case value.KindNumber, value.KindBool:
		return v, Fail(at, "a "+v.Kind().String()+" has no elements")
	}
	switch key.Kind() {
	case value.KindUnknown:
		return value.AnyUnknown(key.Note(), at), nil
	case value.KindNull:
		return v, Fail(at, "the index is null")
	}
	t, ok := key.Scalar()
	if !ok {
		return v, Fail(at, "a "+key.Kind().String()+" cannot be an index")
	}
	if v.Kind() == value.KindMap {
		return e.element(v, t.Inline(), at, fmt.Sprintf("there is no element with the key %q", t.String()))
	}
	if t.HasHoles() {
		return unknown("the index "+t.String()+" is not known", at), nil
	}
	d, ok := canonical(t.Inline())
	i, err := strconv.Atoi(d)
	switch {
	case !ok || err != nil && !isDecimal(d):
		return v, Fail(at, fmt.Sprintf("the index of a list must be a whole number, not %q", t.String()))
	case v.Partial() && (err != nil || i >= 0): // the unread ones may stand anywhere
		return hide(value.AnyUnknown(v.Note(), at), v.Sensitive()), nil
	case err == nil && i >= 0 && i < v.Len():
		return hide(v.Elements()[i], v.Sensitive()), nil
	}
	return v, Fail(at, fmt.Sprintf("the list has no element with the index %s", d))
}
