package jslang

import (
	"math"

	"bailiwick/value"
)

func (e *evaluator) unary(x *unaryExpr, s *scope) val {
	at := x.place()
	if x.operator == "delete" {
		return e.remove(x, s)
	}
	if n, ok := x.of.(*nameExpr); ok && x.operator == "typeof" && s.find(n.name) == nil && n.name != "undefined" && n.name != "this" {
		return unknown(shortened(n.name)+" is what only Node.js can tell", at)
	}
	of := e.eval(x.of, s)
	if x.operator == "void" {
		return val{at: at}
	}
	if why, open := of.opaque(); open {
		return why
	}
	switch x.operator {
	case "!":
		return boolOf(!of.truth(), at)
	case "typeof":
		return textOf(typeNames[of.kind], at)
	}
	n, ok := e.primitive(of).toNumber()
	switch {
	case !ok:
		return unknown("the "+x.operator+" of an object is what only Node.js can tell", at)
	case x.operator == "-":
		n = -n
	case x.operator == "~":
		n = float64(^toInt32(n))
	}
	return numberOf(n, at)
}

var typeNames = map[valKind]string{
	undefinedVal: "undefined", nullVal: "object", boolVal: "boolean", numberVal: "number", textVal: "string",
	mapVal: "object", listVal: "object", functionVal: "function", regexpVal: "object", promiseVal: "object",
}

// remove evaluates delete.
func (e *evaluator) remove(x *unaryExpr, s *scope) val {
	g, ok := x.of.(*getExpr)
	if !ok {
		return unknown("delete takes a member", x.place())
	}
	of := e.eval(g.of, s)
	name, why, open := e.key(g, s)
	if open || of.kind != mapVal {
		e.putMember(of, name, unknown("it may be deleted", x.place()), true, val{}, x.place())
		return unknownOf(why)
	}
	e.touch(of.object)
	e.spend(len(of.object.names) / 8)
	of.object.remove(name)
	if of.object.more != "" { // it is not there, whatever else may be
		of.object.set(name, val{at: x.place()}, x.place())
	}
	return boolOf(true, x.place())
}

func (e *evaluator) binary(x *binaryExpr, s *scope) val {
	left := e.eval(x.left, s)
	switch x.operator {
	case "&&", "||", "??":
		return e.logical(x.operator, left, func() val { return e.eval(x.right, s) })
	}
	return e.operate(x.operator, left, e.eval(x.right, s), x.place())
}

// logical evaluates &&, || and ??. What is given for an environment variable that
// may not be there is taken.
func (e *evaluator) logical(operator string, left val, right func() val) val {
	if left.kind == unknownVal && left.is && operator != "&&" {
		return right()
	}
	why, open := left.opaque()
	if open && operator == "&&" {
		v := e.both(why, func() val { return val{kind: falsyVal, at: left.at} }, right)
		if v.kind == falsyVal {
			return why
		}
		return v
	}
	if open {
		return e.both(why, func() val { return left }, right)
	}
	takes := left.isNothing()
	switch operator {
	case "&&":
		takes = left.truth()
	case "||":
		takes = !left.truth()
	}
	if takes {
		return right()
	}
	return left
}

// operate evaluates an operator that takes both of its sides.
func (e *evaluator) operate(operator string, left, right val, at value.Origin) val {
	switch operator {
	case "===", "!==", "==", "!=":
		is := e.equal(left, right, len(operator) == 3, at)
		if is.kind == boolVal && operator[0] == '!' {
			is.is = !is.is
		}
		return is
	case "+":
		left, right = e.primitive(left), e.primitive(right)
		if isText(left) || isText(right) {
			return e.concat([]string{"", "", ""}, []val{left, right}, at)
		}
	case "in":
		return e.in(left, right, at)
	case "instanceof":
		return unknownOf(unknown("instanceof is what only Node.js can tell", at))
	}
	for _, v := range []val{left, right} {
		if why, open := v.opaque(); open {
			return why
		}
	}
	left, right = e.primitive(left), e.primitive(right)
	if operator[0] == '<' || operator[0] == '>' {
		if v, ok := e.compare(operator, left, right, at); ok {
			return v
		}
	}
	a, ok := left.toNumber()
	b, too := right.toNumber()
	if !ok || !too {
		return unknown("the "+operator+" of an object is what only Node.js can tell", at)
	}
	return numberOf(arithmetic(operator, a, b), at)
}

// isText reports whether a plus with a value joins texts.
func isText(v val) bool { return v.kind == textVal || v.kind == variableVal }

func arithmetic(operator string, a, b float64) float64 {
	switch operator {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "/":
		return a / b
	case "%":
		return math.Mod(a, b)
	case "**":
		if math.IsNaN(b) || math.Abs(a) == 1 && math.IsInf(b, 0) {
			return math.NaN()
		}
		return math.Pow(a, b)
	case "<<":
		return float64(toInt32(a) << (uint32(toInt32(b)) & 31))
	case ">>":
		return float64(toInt32(a) >> (uint32(toInt32(b)) & 31))
	case ">>>":
		return float64(uint32(toInt32(a)) >> (uint32(toInt32(b)) & 31))
	case "&":
		return float64(toInt32(a) & toInt32(b))
	case "|":
		return float64(toInt32(a) | toInt32(b))
	case "^":
		return float64(toInt32(a) ^ toInt32(b))
	}
	return math.NaN()
}

func toInt32(f float64) int32 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return int32(uint32(int64(math.Mod(math.Trunc(f), 1<<32))))
}

// compare evaluates < and its like; false for a shift.
func (e *evaluator) compare(operator string, left, right val, at value.Origin) (val, bool) {
	if operator == "<<" || operator == ">>" || operator == ">>>" {
		return val{}, false
	}
	if left.kind == textVal && right.kind == textVal {
		if rooted(left.text) || rooted(right.text) || !ascii(left.text) || !ascii(right.text) {
			return unknown("the order of texts is what only Node.js can tell", at), true
		}
		a, b := left.text, right.text
		return boolOf(operator == "<" && a < b || operator == ">" && a > b || operator == "<=" && a <= b || operator == ">=" && a >= b, at), true
	}
	a, ok := left.toNumber()
	b, too := right.toNumber()
	if !ok || !too {
		return unknown("the order of objects is what only Node.js can tell", at), true
	}
	return boolOf(operator == "<" && a < b || operator == ">" && a > b || operator == "<=" && a <= b || operator == ">=" && a >= b, at), true
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// equal compares two values, strictly or not.
func (e *evaluator) equal(a, b val, strict bool, at value.Origin) val {
	for _, v := range []val{a, b} {
		if why, open := v.opaque(); open {
			return unknown(why.text, why.at)
		}
	}
	switch {
	case rooted(a.text) && a.kind == textVal, rooted(b.text) && b.kind == textVal:
		if !same(a, b) {
			return rootUnknown(at)
		}
		return boolOf(true, at)
	case a.kind == b.kind:
		return boolOf(same(a, b) && !(a.kind == numberVal && math.IsNaN(a.number)), at)
	case strict:
		return boolOf(false, at)
	case a.isNothing() || b.isNothing():
		return boolOf(a.isNothing() && b.isNothing(), at)
	}
	a, b = e.primitive(a), e.primitive(b)
	x, ok := a.toNumber()
	y, too := b.toNumber()
	switch {
	case !ok || !too:
		return unknown("whether an object is equal is what only Node.js can tell", at)
	case a.kind == textVal && b.kind == textVal:
		return boolOf(a.text == b.text, at)
	}
	return boolOf(x == y, at)
}

// in evaluates key in object.
func (e *evaluator) in(key, of val, at value.Origin) val {
	for _, v := range []val{key, of} {
		if why, open := v.opaque(); open {
			return unknown(why.text, why.at)
		}
	}
	name, ok := e.primitive(key).written()
	if of.kind != mapVal || !ok {
		return unknown("in is what only Node.js can tell", at)
	}
	if m, ok := of.object.members[name]; ok && (m.kind != unknownVal || of.object.more == "") {
		return boolOf(true, at)
	}
	if of.object.more != "" {
		return unknown(shortened(name)+" may be a member or not", at)
	}
	return boolOf(false, at)
}

func (e *evaluator) assignExpr(x *assignExpr, s *scope) val {
	if x.operator == "" {
		if g, ok := x.to.(*getExpr); ok { // what is changed is told before the value is
			of := e.eval(g.of, s)
			name, why, open := e.key(g, s)
			v := e.eval(x.value, s)
			e.putMember(of, name, why, open, v, x.place())
			return v
		}
		v := e.eval(x.value, s)
		e.bind(x.to, v, s, false)
		return v
	}
	switch to := x.to.(type) {
	case *nameExpr:
		v := e.combine(x, e.name(to, s), s)
		e.set(to, v, s, false)
		return v
	case *getExpr:
		of := e.eval(to.of, s)
		name, why, open := e.key(to, s)
		was := unknownOf(why, of)
		if !open {
			was = e.member(of, name, x.place())
		}
		v := e.combine(x, was, s)
		e.putMember(of, name, why, open, v, x.place())
		return v
	}
	return unknown("only a name or a member can be assigned to so", x.place())
}

func (e *evaluator) combine(x *assignExpr, was val, s *scope) val {
	switch x.operator {
	case "&&", "||", "??":
		return e.logical(x.operator, was, func() val { return e.eval(x.value, s) })
	}
	return e.operate(x.operator, was, e.eval(x.value, s), x.place())
}

// update evaluates ++ and --.
func (e *evaluator) update(x *updateExpr, s *scope) val {
	var of val
	name, why, open := "", val{}, false
	var was val
	switch to := x.of.(type) {
	case *nameExpr:
		was = e.name(to, s)
	case *getExpr:
		of = e.eval(to.of, s)
		if name, why, open = e.key(to, s); open {
			was = unknownOf(why, of)
		} else {
			was = e.member(of, name, x.place())
		}
	default:
		return unknown("only a name or a member can be counted up", x.place())
	}
	before, unclear := was.opaque()
	after := before
	if !unclear {
		n, ok := e.primitive(was).toNumber()
		before, after = numberOf(n, x.place()), numberOf(n+x.by, x.place())
		if !ok {
			before = unknown("the number of an object is what only Node.js can tell", x.place())
			after = before
		}
	}
	if to, ok := x.of.(*nameExpr); ok {
		e.set(to, after, s, false)
	} else {
		e.putMember(of, name, why, open, after, x.place())
	}
	if x.prefix {
		return after
	}
	return before
}
