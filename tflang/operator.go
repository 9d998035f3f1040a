package tflang

import (
	"math/big"
	"strconv"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

func (e *Env) unary(n hcl.Node, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	if e.File.Op(n) == hcl.Not {
		v, f := e.truth(e.File.Kid(n, 0), fr)
		if f != nil {
			return v, f
		}
		return not(v, at), nil
	}
	v, f := e.eval(e.File.Kid(n, 0), fr)
	if f != nil {
		return v, f
	}
	return e.arithmetic(hcl.Subtract, value.AnyNumber("0", at), v, at)
}

func not(v value.Any, at value.Origin) value.Any {
	switch v.Kind() {
	case value.KindBool:
		is, _ := v.Bool()
		return hide(value.AnyBool(!is, at), v.Sensitive())
	case value.KindSeveral:
		alts := make([]value.AnyAlternative, len(v.Alternatives()))
		for i, a := range v.Alternatives() {
			alts[i] = value.AnyAlternative{When: a.When, Value: not(a.Value, at)}
		}
		return hide(value.AnySeveral(alts, at), v.Sensitive())
	}
	return v
}

func (e *Env) binary(n hcl.Node, fr *frame) (value.Any, *Failure) {
	op, at := e.File.Op(n), e.origin(n)
	left, right := e.File.Kid(n, 0), e.File.Kid(n, 1)
	if op == hcl.And || op == hcl.Or {
		return e.logic(op, n, fr)
	}
	a, f := e.eval(left, fr)
	if f != nil {
		return a, f
	}
	b, f := e.eval(right, fr)
	if f != nil {
		return b, f
	}
	return e.cross([]value.Any{a, b}, at, func(args []value.Any) (value.Any, *Failure) {
		a, b := args[0], args[1]
		var out value.Any
		var f *Failure
		switch op {
		case hcl.Equal, hcl.NotEqual:
			out, f = e.equality(n, a, b, fr)
			if op == hcl.NotEqual && f == nil {
				out = not(out, at)
			}
		case hcl.Less, hcl.LessEqual, hcl.Greater, hcl.GreaterEqual:
			out, f = e.ordering(n, a, b, fr)
		default:
			out, f = e.arithmetic(op, a, b, at)
		}
		return hide(out, a.Sensitive() || b.Sensitive()), f
	})
}

// logic evaluates && and ||. The right side is not looked at where the left
// one decides.
func (e *Env) logic(op hcl.Op, n hcl.Node, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	decides := op == hcl.Or // the truth that settles the whole
	a, f := e.truth(e.File.Kid(n, 0), fr)
	if f != nil {
		return a, f
	}
	if is, ok := a.Bool(); ok && is == decides {
		return value.AnyBool(is, at), nil
	}
	b, f := e.truth(e.File.Kid(n, 1), fr)
	hidden := a.Sensitive() || b.Sensitive()
	if a.Kind() == value.KindBool {
		return hide(b, hidden), f
	}
	if f != nil {
		if f.spent {
			return b, f
		}
		b = e.stand(f)
	}
	if is, ok := b.Bool(); ok {
		if is == decides {
			return hide(value.AnyBool(is, at), hidden), nil
		}
		return hide(a, hidden), nil
	}
	var alts []value.AnyAlternative
	for _, alt := range alternatives(a) {
		if is, ok := alt.Value.Bool(); !ok || is != decides {
			alt.Value = b
		}
		alts = append(alts, alt)
	}
	return hide(e.several(alts, at), hidden), nil
}

// alternatives returns v as a list of alternatives, of one that always holds
// if it has none.
func alternatives(v value.Any) []value.AnyAlternative {
	if v.Kind() == value.KindSeveral {
		return v.Alternatives()
	}
	return []value.AnyAlternative{{Value: v}}
}

// equality returns the truth of a == b, which n wrote.
func (e *Env) equality(n hcl.Node, a, b value.Any, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	answer, f := e.equal(a, b, at)
	if f != nil {
		return value.Any{}, f
	}
	switch answer {
	case value.Yes:
		return value.AnyBool(true, at), nil
	case value.No:
		return value.AnyBool(false, at), nil
	}
	scope, left := e.side(e.File.Kid(n, 0), a, fr)
	scope2, right := e.side(e.File.Kid(n, 1), b, fr)
	if left > right && right[0] != '"' || left[0] == '"' && right[0] != '"' {
		left, right, scope, scope2 = right, left, scope2, scope
	}
	if scope == scope2 || scope2 == "" {
		return e.undecided(scope, left+" == "+right, at), nil
	}
	return e.undecided(scope+"\x00"+scope2, left+" == "+right, at), nil
}

// side names one side of a comparison: a text by itself, so that the same text
// gives the same name wherever it has been handed on to; anything else by the
// expression.
func (e *Env) side(n hcl.Node, v value.Any, fr *frame) (scope, name string) {
	t, ok := v.Scalar()
	if !ok {
		if v.Kind() == value.KindNull {
			return "", "null"
		}
		return e.symbolScope(n, fr), e.short(n)
	}
	if v.Kind() != value.KindText {
		return "", t.Inline()
	}
	for _, s := range t.Symbols() {
		if scope != "" && scope != s.Scope() {
			scope += "\x00" + s.Scope()
			continue
		}
		scope = s.Scope()
	}
	if s, ok := t.Symbol(); ok {
		return scope, s.Name()
	}
	return scope, strconv.Quote(t.String())
}

// undecided returns the truth that is called name within scope.
func (e *Env) undecided(scope, name string, at value.Origin) value.Any {
	return value.AnySeveral([]value.AnyAlternative{
		{When: value.When(scope, name, true), Value: value.AnyBool(true, at)},
		{When: value.When(scope, name, false), Value: value.AnyBool(false, at)},
	}, at)
}

func (e *Env) ordering(n hcl.Node, a, b value.Any, fr *frame) (value.Any, *Failure) {
	at := e.origin(n)
	x, known, f := e.operand(a, at)
	if f != nil {
		return value.Any{}, f
	}
	y, known2, f := e.operand(b, at)
	if f != nil {
		return value.Any{}, f
	}
	if !known || !known2 {
		e.doubts++
		return e.undecided(e.symbolScope(n, fr), e.short(n), at), nil
	}
	c := compareNumbers(x, y)
	switch e.File.Op(n) {
	case hcl.Less:
		return value.AnyBool(c < 0, at), nil
	case hcl.LessEqual:
		return value.AnyBool(c <= 0, at), nil
	case hcl.Greater:
		return value.AnyBool(c > 0, at), nil
	}
	return value.AnyBool(c >= 0, at), nil
}

// operand returns v as a decimal, and whether it is known.
func (e *Env) operand(v value.Any, at value.Origin) (decimal string, known bool, f *Failure) {
	switch v.Kind() {
	case value.KindNumber:
		d, _ := v.Number()
		return d, true, nil
	case value.KindUnknown:
		return "", false, nil
	case value.KindNull:
		return "", false, Fail(at, "null where a number belongs")
	case value.KindText:
		t, _ := v.Text()
		if t.HasHoles() {
			return "", false, nil
		}
		if d, ok := canonical(t.Inline()); ok {
			return d, true, nil
		}
	}
	return "", false, Fail(at, "a "+v.Kind().String()+" where a number belongs")
}

func (e *Env) arithmetic(op hcl.Op, a, b value.Any, at value.Origin) (value.Any, *Failure) {
	if b.Kind() == value.KindSeveral { // of a unary minus
		return e.cross([]value.Any{b}, at, func(args []value.Any) (value.Any, *Failure) {
			return e.arithmetic(op, a, args[0], at)
		})
	}
	x, known, f := e.operand(a, at)
	if f != nil {
		return value.Any{}, f
	}
	y, known2, f := e.operand(b, at)
	if f != nil {
		return value.Any{}, f
	}
	if !known || !known2 {
		e.doubts++
		v := a
		if known {
			v = b
		}
		return hide(unknown("it is computed from "+missing(v), at), a.Sensitive() || b.Sensitive()), nil
	}
	d, wrong := compute(op, x, y)
	if wrong != "" {
		return value.Any{}, Fail(at, wrong)
	}
	return hide(value.AnyNumber(d, at), a.Sensitive() || b.Sensitive()), nil
}

// missing says of an unknown value what is not known, for the middle of a
// sentence.
func missing(v value.Any) string {
	if t, ok := v.Text(); ok {
		if v.Sensitive() {
			return "a sensitive value that is not known"
		}
		return t.String() + ", which is not known"
	}
	return "a value that is not known (" + v.Reason() + ")"
}

// compute returns x op y, or what is wrong.
func compute(op hcl.Op, x, y string) (decimal, wrong string) {
	if len(x) <= 9 && len(y) <= 9 && isDecimal(x) && isDecimal(y) {
		a, _ := strconv.ParseInt(x, 10, 64)
		b, _ := strconv.ParseInt(y, 10, 64)
		switch {
		case op == hcl.Add:
			return strconv.FormatInt(a+b, 10), ""
		case op == hcl.Subtract:
			return strconv.FormatInt(a-b, 10), ""
		case op == hcl.Multiply:
			return strconv.FormatInt(a*b, 10), ""
		case op == hcl.Divide && b != 0 && a%b == 0:
			return strconv.FormatInt(a/b, 10), ""
		case op == hcl.Modulo && b != 0:
			return strconv.FormatInt(a%b, 10), ""
		}
	}
	a, b, out := number(x), number(y), new(big.Float).SetPrec(precision)
	switch op {
	case hcl.Add:
		out.Add(a, b)
	case hcl.Subtract:
		out.Sub(a, b)
	case hcl.Multiply:
		out.Mul(a, b)
	case hcl.Divide, hcl.Modulo:
		if b.Sign() == 0 {
			if op == hcl.Modulo { // so does Terraform
				return x, ""
			}
			return "", "division by zero"
		}
		out.Quo(a, b)
		if op == hcl.Modulo {
			whole, _ := out.Int(nil)
			out.SetInt(whole)
			out.Sub(a, out.Mul(out, b))
		}
	}
	d, ok := printNumber(out)
	if !ok {
		return "", "the number is too large"
	}
	return d, ""
}
