package tflang

import (
	"strings"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// template evaluates a text with interpolations. One that consists of a single
// interpolation is that value, of whatever type.
func (e *Env) template(n hcl.Node, fr *frame) (value.Any, *Failure) {
	kids, at := e.File.Kids(n), e.origin(n)
	switch {
	case len(kids) == 0:
		return value.AnyText(value.Text{}, at), nil
	case len(kids) == 1 && e.File.Kind(kids[0]) == hcl.Literal:
		return value.AnyText(value.Literal(e.File.Text(kids[0])), at), nil
	case len(kids) == 1 && e.File.Kind(kids[0]) == hcl.Interp:
		return e.eval(e.File.Kid(kids[0], 0), fr)
	}
	from := len(e.args)
	for _, kid := range kids {
		v, f := e.eval(kid, fr)
		if f != nil {
			e.args = e.args[:from]
			return v, f
		}
		if v.Kind() == value.KindUnknown {
			v = hide(value.AnyText(e.symbol(strip(e.File, kid), fr), at), v.Sensitive())
		}
		e.args = append(e.args, v)
	}
	v, f := e.cross(e.args[from:], at, func(pieces []value.Any) (value.Any, *Failure) {
		return e.join(pieces, at)
	})
	e.args = e.args[:from]
	return v, f
}

// strip returns the expression inside parentheses and interpolations.
func strip(f *hcl.File, n hcl.Node) hcl.Node {
	for k := f.Kind(n); k == hcl.Interp || k == hcl.Paren; k = f.Kind(n) {
		n = f.Kid(n, 0)
	}
	return n
}

// join writes scalars one behind the other.
func (e *Env) join(pieces []value.Any, at value.Origin) (value.Any, *Failure) {
	size, hidden := 0, false
	for _, p := range pieces {
		t, ok := p.Scalar()
		if !ok {
			if p.Kind() == value.KindUnknown {
				return hide(value.AnyUnknown(p.Note(), at), hidden || p.Sensitive()), nil
			}
			return value.Any{}, Fail(at, "a "+nameOf(p)+" cannot stand in a text")
		}
		size += len(t.Inline())
		hidden = hidden || p.Sensitive()
	}
	if f := e.grow(size, at); f != nil {
		return value.Any{}, f
	}
	var b strings.Builder
	b.Grow(size)
	for _, p := range pieces {
		t, _ := p.Scalar()
		b.WriteString(t.Inline())
	}
	return hide(value.AnyText(value.Inline(b.String()), at), hidden), nil
}

func nameOf(v value.Any) string {
	if v.Kind() == value.KindNull {
		return "null"
	}
	return v.Kind().String()
}

// templateFor evaluates `%{ for … }`: the body for every element, joined.
func (e *Env) templateFor(n hcl.Node, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	c, f := e.eval(e.File.Kid(n, 0), fr)
	if f != nil {
		return c, f
	}
	return e.cross([]value.Any{c}, at, func(args []value.Any) (value.Any, *Failure) {
		c := args[0]
		if c.Partial() {
			return hide(value.AnyUnknown(c.Note(), at), c.Sensitive()), nil
		}
		var pieces []value.Any
		v, f := e.each(n, c, fr, func(inner *frame) *Failure {
			v, f := e.eval(e.File.Kid(n, 1), inner)
			if f != nil {
				return f
			}
			if v.Kind() == value.KindUnknown {
				v = hide(value.AnyText(e.symbol(strip(e.File, e.File.Kid(n, 1)), inner), at), v.Sensitive())
			}
			pieces = append(pieces, v)
			return nil
		})
		if f != nil || v.Kind() == value.KindUnknown {
			return v, f
		}
		out, f := e.cross(pieces, at, func(pieces []value.Any) (value.Any, *Failure) {
			return e.join(pieces, at)
		})
		return hide(out, c.Sensitive()), f
	})
}
