package tflang

import (
	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// truth evaluates n as a truth value: a bool, or alternatives of them. What
// nobody has decided becomes a symbol, the same for the same condition.
func (e *Env) truth(n hcl.Node, fr *frame) (value.Any, *Failure) {
	v, f := e.eval(n, fr)
	if f != nil {
		return v, f
	}
	return e.asTruth(v, n, fr)
}

func (e *Env) asTruth(v value.Any, n hcl.Node, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	switch v.Kind() {
	case value.KindBool:
		return v, nil
	case value.KindSeveral:
		return e.cross([]value.Any{v}, at, func(args []value.Any) (value.Any, *Failure) {
			return e.asTruth(args[0], n, fr)
		})
	case value.KindUnknown:
		if e.hasFailed(v) {
			return v, nil
		}
		for k := e.File.Kind(n); k == hcl.Paren || k == hcl.Interp; k = e.File.Kind(n) {
			n = e.File.Kid(n, 0)
		}
		return hide(e.undecided(e.symbolScope(n, fr), e.short(n), at), v.Sensitive()), nil
	case value.KindText:
		t, _ := v.Text()
		if s, ok := t.Symbol(); ok {
			return hide(e.undecided(s.Scope(), s.Name(), at), v.Sensitive()), nil
		}
		if t.HasHoles() {
			return hide(e.undecided(e.symbolScope(n, fr), e.short(n), at), v.Sensitive()), nil
		}
		switch t.Inline() {
		case "true", "1":
			return hide(value.AnyBool(true, at), v.Sensitive()), nil
		case "false", "0":
			return hide(value.AnyBool(false, at), v.Sensitive()), nil
		}
	}
	return v, Fail(at, "a "+v.Kind().String()+" where true or false belongs")
}

// conditional evaluates `a ? b : c` and a template's `if`.
func (e *Env) conditional(n hcl.Node, fr *frame) (value.Any, *Failure) {
	c, f := e.truth(e.File.Kid(n, 0), fr)
	if f != nil {
		return c, f
	}
	if is, ok := c.Bool(); ok {
		v, f := e.branch(n, is, fr)
		return hide(v, c.Sensitive()), f
	}
	if c.Kind() != value.KindSeveral {
		return value.AnyUnknown(c.Note(), e.origin(n)), nil
	}
	var branches [2]value.Any
	var failures [2]*Failure
	var done [2]bool
	alts := make([]value.AnyAlternative, 0, len(c.Alternatives()))
	var failed *Failure
	for _, alt := range c.Alternatives() {
		is, ok := alt.Value.Bool()
		if !ok {
			alts = append(alts, alt)
			continue
		}
		i := 0
		if is {
			i = 1
		}
		if !done[i] {
			done[i] = true
			branches[i], failures[i] = e.branch(n, is, fr)
			if f := failures[i]; f != nil {
				if f.spent {
					return value.Any{}, f
				}
				failed, branches[i] = f, e.stand(f)
			}
		}
		alts = append(alts, value.AnyAlternative{When: alt.When, Value: branches[i]})
	}
	if failures[0] != nil && failures[1] != nil {
		return value.Any{}, failed
	}
	return hide(e.several(alts, e.origin(n)), c.Sensitive()), nil
}

// branch evaluates one branch. A number or bool becomes a text where the other
// branch is plainly one, as Terraform makes both the same type.
func (e *Env) branch(n hcl.Node, is bool, fr *frame) (value.Any, *Failure) {
	kid, other := e.File.Kid(n, 2), e.File.Kid(n, 1)
	if is {
		kid, other = other, kid
	}
	if kid == 0 {
		return value.AnyText(value.Text{}, e.origin(n)), nil
	}
	v, f := e.eval(kid, fr)
	if f != nil {
		return v, f
	}
	if !e.isPlainText(other) {
		return v, nil
	}
	return e.cross([]value.Any{v}, v.Origin(), func(args []value.Any) (value.Any, *Failure) {
		if k := args[0].Kind(); k == value.KindNumber || k == value.KindBool {
			return e.toText(args[0], v.Origin())
		}
		return args[0], nil
	})
}

// isPlainText reports whether n is written as a text.
func (e *Env) isPlainText(n hcl.Node) bool {
	for e.File.Kind(n) == hcl.Paren {
		n = e.File.Kid(n, 0)
	}
	if e.File.Kind(n) != hcl.Template {
		return e.File.Kind(n) == hcl.Literal
	}
	return len(e.File.Kids(n)) != 1 || e.File.Kind(e.File.Kid(n, 0)) == hcl.Literal
}

// several returns the value that is one of the alternatives, or that one if
// all are the same.
func (e *Env) several(alts []value.AnyAlternative, at value.Origin) value.Any {
	hidden := false
	same := len(alts) > 0
	for i, a := range alts {
		hidden = hidden || a.Value.Sensitive()
		if i > 0 && same {
			same = e.same(alts[0].Value, a.Value, 0)
		}
	}
	if same {
		return hide(alts[0].Value, hidden)
	}
	return hide(value.AnySeveral(alts, at), hidden)
}

// same reports whether two values are the same in content, wherever they were
// written. What is unknown for the same reason counts as the same.
func (e *Env) same(a, b value.Any, depth int) bool {
	if a.Kind() != b.Kind() || a.Len() != b.Len() || a.Partial() != b.Partial() || e.Budget.Steps <= 0 || depth > 100 {
		return false
	}
	e.Budget.Steps--
	switch a.Kind() {
	case value.KindNull:
		return true
	case value.KindUnknown:
		return a.Note() == b.Note()
	case value.KindText, value.KindNumber, value.KindBool:
		if s, ok := a.Tree(); ok {
			if t, ok := b.Tree(); ok {
				return e.same(s, t, depth+1)
			}
		}
		x, _ := a.Scalar()
		y, _ := b.Scalar()
		return x.Inline() == y.Inline()
	case value.KindSeveral:
		return false
	}
	for i, k := range a.Keys() {
		if k != b.Keys()[i] {
			return false
		}
	}
	for i, x := range a.Elements() {
		if !e.same(x, b.Elements()[i], depth+1) {
			return false
		}
	}
	return true
}

// cross calls do for every combination of the alternatives of args, and
// returns its results as alternatives. A combination that fails is unknown;
// if all fail, the whole does.
func (e *Env) cross(args []value.Any, at value.Origin, do func([]value.Any) (value.Any, *Failure)) (value.Any, *Failure) {
	if !anySeveral(args) {
		return do(args)
	}
	hidden := false
	for _, a := range args {
		hidden = hidden || a.Kind() == value.KindSeveral && a.Sensitive()
	}
	var alts []value.AnyAlternative
	var failed *Failure
	good := false
	pick := append([]value.Any(nil), args...)
	var walk func(i int, when value.Condition) *Failure
	walk = func(i int, when value.Condition) *Failure {
		if len(alts) > value.MaxAlternatives {
			return nil
		}
		for i < len(args) && args[i].Kind() != value.KindSeveral {
			i++
		}
		if i < len(args) {
			for _, alt := range args[i].Alternatives() {
				both, possible := when.And(alt.When)
				if !possible {
					continue
				}
				pick[i] = alt.Value
				if f := walk(i+1, both); f != nil {
					return f
				}
			}
			return nil
		}
		v, f := do(append([]value.Any(nil), pick...))
		switch {
		case f == nil:
			good = true
		case f.spent:
			return f
		default:
			failed, v = f, e.stand(f)
		}
		alts = append(alts, value.AnyAlternative{When: when, Value: v})
		return nil
	}
	if f := walk(0, nil); f != nil {
		return value.Any{}, f
	}
	if !good && failed != nil {
		return value.Any{}, failed
	}
	return hide(e.several(alts, at), hidden), nil
}

func anySeveral(args []value.Any) bool {
	for _, a := range args {
		if a.Kind() == value.KindSeveral {
			return true
		}
	}
	return false
}
