package tflang

import (
	"strconv"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// Convert returns v as the type constraint n says, as a variable's `type`
// does: scalars are converted, missing optional attributes get their defaults,
// attributes that the type does not name are dropped. What is not known stays
// so; a number, bool or text that is one hole stays that hole. The Failure
// names the path to the part that does not fit. n is an expression of e's
// File; the zero Node is any.
func (e *Env) Convert(v value.Any, n hcl.Node) (value.Any, *Failure) {
	if e.Budget == nil {
		e.Budget = NewBudget()
		defer func() { e.Budget = nil }()
	}
	v, f := e.convert(v, n, "")
	if f != nil {
		return f.unknown(), f
	}
	return v, nil
}

// misfit returns the failure that the part of a value at the path is wrong.
func misfit(v value.Any, where, message string) *Failure {
	if where != "" {
		message = "`" + where[1:] + "`: " + message
	}
	return Fail(v.Origin(), message)
}

func (e *Env) convert(v value.Any, n hcl.Node, where string) (value.Any, *Failure) {
	if f := e.spend(1, v.Origin()); f != nil {
		return v, f
	}
	if k := v.Kind(); k == value.KindNull || k == value.KindUnknown {
		return v, nil
	}
	if v.Kind() == value.KindSeveral {
		return e.cross([]value.Any{v}, v.Origin(), func(args []value.Any) (value.Any, *Failure) {
			return e.convert(args[0], n, where)
		})
	}
	n = strip(e.File, n)
	switch name := e.File.Name(n); e.File.Kind(n) {
	case hcl.Variable:
		return e.convertNamed(v, name, 0, where)
	case hcl.Template: // as Terraform 0.11 wrote it: "string"
		if kids := e.File.Kids(n); len(kids) == 1 {
			return e.convertNamed(v, e.File.Text(kids[0]), 0, where)
		}
	case hcl.Call:
		return e.convertNamed(v, name, e.File.Kid(n, 0), where)
	}
	return v, nil
}

func (e *Env) convertNamed(v value.Any, name string, of hcl.Node, where string) (value.Any, *Failure) {
	var f *Failure
	switch name {
	case "string":
		v, f = e.toText(v, v.Origin())
	case "number":
		v, f = e.toNumber(v, v.Origin())
	case "bool":
		v, f = e.toBool(v, v.Origin())
	case "list", "set":
		return e.convertList(v, name == "set", of, where)
	case "map":
		return e.convertMap(v, of, where)
	case "object":
		return e.convertObject(v, of, where)
	case "tuple":
		return e.convertTuple(v, of, where)
	case "optional":
		return e.convert(v, of, where)
	}
	if f != nil {
		return v, misfit(v, where, f.Message)
	}
	return v, nil
}

// open returns the unknown value for a hole where a collection belongs.
func open(v value.Any) value.Any {
	return hide(unknown(missing(v), v.Origin()), v.Sensitive())
}

// isAny reports whether the type n is any, so that elements only have to agree.
func (e *Env) isAny(n hcl.Node) bool {
	return n == 0 || e.File.Kind(n) == hcl.Variable && e.File.Name(n) == "any"
}

func (e *Env) convertList(v value.Any, set bool, of hcl.Node, where string) (value.Any, *Failure) {
	switch {
	case v.Kind() == value.KindList || v.Kind() == value.KindSet:
	case isUnknown(v):
		return open(v), nil
	default:
		return v, misfit(v, where, "a "+v.Kind().String()+" stands where a list belongs")
	}
	out := make([]value.Any, v.Len())
	for i, x := range v.Elements() {
		y, f := e.convert(x, of, where+"["+strconv.Itoa(i)+"]")
		if f != nil {
			return v, f
		}
		out[i] = y
	}
	if e.isAny(of) {
		out = unified(out)
	}
	if set {
		s, f := e.set(out, v.Origin())
		return withFlags(s, v), f
	}
	return withFlags(value.AnyList(out, v.Origin()), v), nil
}

func (e *Env) convertMap(v value.Any, of hcl.Node, where string) (value.Any, *Failure) {
	switch {
	case v.Kind() == value.KindMap:
	case isUnknown(v):
		return open(v), nil
	default:
		return v, misfit(v, where, "a "+v.Kind().String()+" stands where a map belongs")
	}
	out := make([]value.Any, v.Len())
	for i, x := range v.Elements() {
		y, f := e.convert(x, of, where+"."+value.Inline(v.Keys()[i]).String())
		if f != nil {
			return v, f
		}
		out[i] = y
	}
	if e.isAny(of) {
		out = unified(out)
	}
	return withFlags(value.AnyMap(v.Keys(), out, v.Origin()), v), nil
}

func (e *Env) convertObject(v value.Any, of hcl.Node, where string) (value.Any, *Failure) {
	switch {
	case v.Kind() == value.KindMap:
	case isUnknown(v):
		return open(v), nil
	default:
		return v, misfit(v, where, "a "+v.Kind().String()+" stands where an object belongs")
	}
	kids := e.File.Kids(of)
	m := newMapping(len(kids) / 2)
	for i := 0; i+1 < len(kids); i += 2 {
		name := e.keyText(kids[i])
		typ := strip(e.File, kids[i+1])
		x, ok := v.Get(name)
		optional := e.File.Kind(typ) == hcl.Call && e.File.Name(typ) == "optional"
		if !ok {
			x = value.AnyNull(v.Origin())
			if v.Partial() {
				x = value.AnyUnknown(v.Note(), v.Origin())
			} else if !optional {
				return v, misfit(v, where, "the attribute `"+name+"` is missing")
			}
		}
		if fallback := e.File.Kid(typ, 1); optional && fallback != 0 && x.Kind() == value.KindNull {
			var f *Failure
			if x, f = e.eval(fallback, nil); f != nil {
				return v, f
			}
		}
		x, f := e.convert(x, typ, where+"."+name)
		if f != nil {
			return v, f
		}
		m.add(name, x)
	}
	out := m.done(v.Origin())
	return hide(out, v.Sensitive()), nil
}

// keyText returns the key of an object as written.
func (e *Env) keyText(n hcl.Node) string {
	if kids := e.File.Kids(n); e.File.Kind(n) == hcl.Template && len(kids) == 1 {
		n = kids[0]
	}
	return e.File.Text(n)
}

func (e *Env) convertTuple(v value.Any, of hcl.Node, where string) (value.Any, *Failure) {
	types := e.File.Kids(of)
	switch {
	case v.Kind() == value.KindList && v.Len() == len(types) && !v.Partial():
	case isUnknown(v) || v.Partial():
		return open(v), nil
	default:
		return v, misfit(v, where, "a "+v.Kind().String()+" stands where a tuple of "+strconv.Itoa(len(types))+" belongs")
	}
	out := make([]value.Any, len(types))
	for i, x := range v.Elements() {
		y, f := e.convert(x, types[i], where+"["+strconv.Itoa(i)+"]")
		if f != nil {
			return v, f
		}
		out[i] = y
	}
	return withFlags(value.AnyList(out, v.Origin()), v), nil
}
