package tflang

import (
	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// try returns the first argument that does not fail. Where it is not known
// whether one does, that is a condition.
func (e *Env) try(n hcl.Node, kids []hcl.Node, fr *frame) (value.Any, *Failure) {
	if len(kids) == 0 {
		return value.Any{}, Fail(e.origin(n), "no argument of `try` can be evaluated")
	}
	v, doubtful, f := e.attempt(kids[0], fr)
	switch {
	case f != nil && f.spent:
		return v, f
	case f != nil:
		rest, f2 := e.try(n, kids[1:], fr)
		if len(kids) == 1 {
			return v, f
		}
		return rest, f2
	}
	alts := []value.AnyAlternative{{Value: v}}
	switch {
	case v.Kind() == value.KindSeveral:
		alts = append([]value.AnyAlternative(nil), v.Alternatives()...)
	case v.Kind() == value.KindUnknown || !doubtful:
		return v, nil
	}
	open := doubtful
	for _, a := range alts {
		open = open || e.hasFailed(a.Value)
	}
	if !open || len(kids) == 1 {
		return v, nil
	}
	rest, f := e.try(n, kids[1:], fr)
	if f != nil {
		if f.spent {
			return v, f
		}
		return v, nil // then all of it fails, which is somebody else's to find
	}
	var out []value.AnyAlternative
	scope, name := e.symbolScope(kids[0], fr), "can("+e.short(kids[0])+")"
	for _, a := range alts {
		switch {
		case e.hasFailed(a.Value):
			out = append(out, value.AnyAlternative{When: a.When, Value: rest})
		case doubtful:
			if when, ok := a.When.And(value.When(scope, name, true)); ok {
				out = append(out, value.AnyAlternative{When: when, Value: a.Value})
			}
			if when, ok := a.When.And(value.When(scope, name, false)); ok {
				out = append(out, value.AnyAlternative{When: when, Value: rest})
			}
		default:
			out = append(out, a)
		}
	}
	return hide(e.several(out, e.origin(n)), v.Sensitive()), nil
}

// attempt evaluates n and says whether it may fail although it did not.
func (e *Env) attempt(n hcl.Node, fr *frame) (v value.Any, doubtful bool, f *Failure) {
	before := e.doubts
	v, f = e.eval(n, fr)
	return v, e.doubts != before, f
}

// can tells whether its argument does not fail.
func (e *Env) can(n hcl.Node, kids []hcl.Node, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	if len(kids) != 1 {
		return value.Any{}, Fail(at, "`can` takes one argument")
	}
	v, doubtful, f := e.attempt(kids[0], fr)
	switch {
	case f != nil && f.spent:
		return v, f
	case f != nil:
		return value.AnyBool(false, at), nil
	case doubtful:
		return e.undecided(e.symbolScope(kids[0], fr), "can("+e.short(kids[0])+")", at), nil
	case v.Kind() == value.KindSeveral:
		alts := append([]value.AnyAlternative(nil), v.Alternatives()...)
		for i := range alts {
			alts[i].Value = value.AnyBool(!e.hasFailed(alts[i].Value), at)
		}
		return e.several(alts, at), nil
	}
	return value.AnyBool(true, at), nil
}
