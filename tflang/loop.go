package tflang

import (
	"strconv"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// each calls do for every element of the collection c with the variables of
// the `for` n. If the elements are not known, it returns an unknown value.
func (e *Env) each(n hcl.Node, c value.Any, fr *frame, do func(*frame) *Failure) (value.Any, *Failure) {
	at := e.origin(n)
	switch c.Kind() {
	case value.KindUnknown:
		e.doubts++
		return hide(value.AnyUnknown(c.Note(), at), c.Sensitive()), nil
	case value.KindList, value.KindSet, value.KindMap:
	case value.KindText:
		if t, _ := c.Text(); isWholeHole(t) {
			e.doubts++
			return hide(unknown("it has an element for each of "+t.String()+", which is not known", at), c.Sensitive()), nil
		}
		fallthrough
	default:
		return c, Fail(at, "`for` over a "+nameOf(c))
	}
	inner := frame{up: fr, node: n, name: e.File.Name(n), key: e.File.KeyName(n)}
	if inner.name == "" {
		return unknown("the expression could not be parsed", at), nil
	}
	if c.Partial() {
		e.doubts++
	}
	for i, v := range c.Elements() {
		inner.v, inner.i = hide(v, c.Sensitive()), i
		switch c.Kind() {
		case value.KindMap:
			inner.k = value.AnyText(value.Inline(c.Keys()[i]), v.Origin())
		case value.KindSet:
			inner.k = inner.v
		default:
			if inner.key != "" {
				inner.k = value.AnyNumber(strconv.Itoa(i), v.Origin())
			}
		}
		inner.k = hide(inner.k, c.Sensitive())
		if f := do(&inner); f != nil {
			return v, f
		}
	}
	return c, nil
}

// keep evaluates the condition of a `for`, node 0 for none: yes, no, or
// undecided.
func (e *Env) keep(condition hcl.Node, fr *frame) (answer value.Answer, hidden bool, f *Failure) {
	if condition == 0 {
		return value.Yes, false, nil
	}
	v, f := e.truth(condition, fr)
	if f != nil {
		return 0, false, f
	}
	if is, ok := v.Bool(); ok {
		return value.Answered(is), v.Sensitive(), nil
	}
	for _, alt := range v.Alternatives() {
		if e.hasFailed(alt.Value) {
			e.doubts++
		}
	}
	return value.CannotTell, v.Sensitive(), nil
}

// doubt takes a failure of an element that may not be there for a doubt.
func (e *Env) doubt(f *Failure) *Failure {
	if f == nil || f.spent {
		return f
	}
	e.doubts++
	return nil
}

const undecidedElement = "whether it has more elements depends on conditions that are not decided"

func (e *Env) forTuple(n hcl.Node, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	c, f := e.eval(e.File.Kid(n, 0), fr)
	if f != nil {
		return c, f
	}
	return e.cross([]value.Any{c}, at, func(args []value.Any) (value.Any, *Failure) {
		c := args[0]
		out := make([]value.Any, 0, c.Len())
		more, hidden := false, c.Sensitive()
		v, f := e.each(n, c, fr, func(inner *frame) *Failure {
			answer, secret, f := e.keep(e.File.Kid(n, 2), inner)
			hidden = hidden || secret
			switch {
			case f != nil:
				return f
			case answer == value.No:
				return nil
			}
			v, f := e.eval(e.File.Kid(n, 1), inner)
			if answer == value.CannotTell {
				more = true
				return e.doubt(f)
			}
			out = append(out, v)
			return f
		})
		if f != nil || v.Kind() == value.KindUnknown {
			return v, f
		}
		list := value.AnyList(out, at)
		if more {
			list = list.AndMore(value.Because(undecidedElement))
		}
		return hide(withFlags(list, c), hidden), nil
	})
}

func (e *Env) forObject(n hcl.Node, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	c, f := e.eval(e.File.Kid(n, 0), fr)
	if f != nil {
		return c, f
	}
	return e.cross([]value.Any{c}, at, func(args []value.Any) (value.Any, *Failure) {
		c := args[0]
		m := newMapping(c.Len())
		m.hidden = c.Sensitive()
		v, f := e.each(n, c, fr, func(inner *frame) *Failure {
			answer, secret, f := e.keep(e.File.Kid(n, 3), inner)
			m.hidden = m.hidden || secret
			switch {
			case f != nil:
				return f
			case answer == value.No:
				return nil
			}
			key, f := e.eval(e.File.Kid(n, 1), inner)
			v := key
			if f == nil {
				v, f = e.eval(e.File.Kid(n, 2), inner)
			}
			if answer == value.CannotTell {
				m.partial(value.Because(undecidedElement))
				return e.doubt(f)
			}
			if f != nil {
				return f
			}
			if k := key.Kind(); k == value.KindUnknown || k == value.KindSeveral {
				e.doubts++
			}
			return m.put(key, v)
		})
		if f != nil || v.Kind() == value.KindUnknown {
			return v, f
		}
		if c.Partial() {
			m.partial(c.Note())
		}
		if e.File.Groups(n) {
			return m.grouped(at), nil
		}
		m.sort()
		for i := 1; i < len(m.keys); i++ {
			if m.keys[i-1] == m.keys[i] {
				return v, Fail(at, "two elements have the key "+strconv.Quote(value.Inline(m.keys[i]).String()))
			}
		}
		return m.done(at), nil
	})
}

// grouped returns the map from each key to the list of its elements.
func (m *mapping) grouped(at value.Origin) value.Any {
	m.sort()
	out := newMapping(len(m.keys))
	out.more, out.why, out.hidden = m.more, m.why, m.hidden
	for i := 0; i < len(m.keys); {
		j := i
		for j < len(m.keys) && m.keys[j] == m.keys[i] {
			j++
		}
		list := value.AnyList(m.vals[i:j:j], at)
		if m.more {
			list = list.AndMore(m.why)
		}
		out.add(m.keys[i], list)
		i = j
	}
	return out.done(at)
}
