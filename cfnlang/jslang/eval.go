package jslang

import (
	"strings"

	"bailiwick/value"
)

// eval returns what an expression is.
func (e *evaluator) eval(x expr, s *scope) val {
	v, _ := e.chain(x, s)
	return v
}

// chain evaluates an expression; short is true if an optional chain ended before
// its end: a?.b.c of an undefined a.
func (e *evaluator) chain(x expr, s *scope) (v val, short bool) {
	if !e.spend(1) {
		return unknown("it takes too many steps", x.place()), false
	}
	e.deeper()
	defer func() { e.depth-- }()
	switch x := x.(type) {
	case *getExpr:
		return e.get(x, s)
	case *callExpr:
		return e.callExpr(x, s)
	}
	return e.plain(x, s), false
}

func (e *evaluator) plain(x expr, s *scope) val {
	at := x.place()
	switch x := x.(type) {
	case *literal:
		v := x.val
		v.at = at
		return v
	case *nameExpr:
		return e.name(x, s)
	case *wrapExpr:
		return e.eval(x.of, s)
	case *templateExpr:
		return e.template(x, s)
	case *objectExpr:
		return e.object(x, s)
	case *arrayExpr:
		list, more, open := e.elements(x.elements, s)
		v := e.newList(list, at)
		if open {
			v.object.open(more)
		}
		return v
	case *functionExpr:
		c := &closure{functionExpr: x, scope: s}
		if x.arrow {
			c.this = e.frame.this
		}
		return e.made(functionVal, &object{closure: c}, at)
	case *regexpExpr:
		return e.made(regexpVal, &object{pattern: x}, at)
	case *unaryExpr:
		return e.unary(x, s)
	case *binaryExpr:
		return e.binary(x, s)
	case *conditionalExpr:
		return e.conditional(x, s)
	case *assignExpr:
		return e.assignExpr(x, s)
	case *updateExpr:
		return e.update(x, s)
	case *awaitExpr:
		return e.await(x, s)
	case *sequenceExpr:
		var v val
		for _, one := range x.list {
			v = e.eval(one, s)
		}
		return v
	case *opaqueExpr:
		return e.opaque(x, s)
	case *spreadExpr:
		return e.eval(x.of, s)
	}
	return unknown("it is not read", at)
}

// opaque returns what stands for code that is not read.
func (e *evaluator) opaque(x *opaqueExpr, s *scope) val {
	why := unknown(x.why, x.place())
	if len(x.changes) == 0 {
		return why
	}
	return unknownOf(why, e.made(functionVal, &object{changes: &changes{x.changes, s}}, x.place()))
}

// await evaluates await. What is behind the first one in a function that nothing
// awaits happens later than what the caller does.
func (e *evaluator) await(x *awaitExpr, s *scope) val {
	e.awaited, _ = x.of.(*callExpr)
	v := settled(e.eval(x.of, s))
	if fr := e.frame; fr.later {
		fr.later, fr.returned = false, true
		fr.left = unknown("nothing awaits what changes it", x.place())
		fr.marks++
		e.begin(fr.left)
	}
	return v
}

// settled returns what a promise gives.
func settled(v val) val {
	if v.kind == promiseVal {
		return v.object.inner
	}
	return v
}

func (e *evaluator) name(x *nameExpr, s *scope) val {
	switch x.name {
	case "this":
		if e.frame.this.kind == undefinedVal {
			return unknown("this is what only Node.js can tell", x.place())
		}
		return e.frame.this
	case "undefined":
		return val{at: x.place()}
	}
	c := s.find(x.name)
	switch {
	case c == nil:
		e.risks++
		return unknown(shortened(x.name)+" is what only Node.js can tell", x.place())
	case c.module != nil:
		return c.module.value(e, c.name, x.place())
	case !c.set:
		e.risks++
		return unknown(shortened(x.name)+" is used before it has a value", x.place())
	}
	v := c.val
	if v.at == 0 {
		v.at = x.place()
	}
	return v
}

func (e *evaluator) template(x *templateExpr, s *scope) val {
	if x.tag != nil {
		parts := make([]val, len(x.parts))
		for i, p := range x.parts {
			parts[i] = e.eval(p, s)
		}
		if g, ok := x.tag.(*getExpr); ok && g.name == "raw" {
			if n, ok := g.of.(*nameExpr); ok && n.name == "String" {
				return e.concat(x.raw, parts, x.place())
			}
		}
		return e.call(e.eval(x.tag, s), arguments{list: parts, open: true}, x.place(), source(x.tag))
	}
	parts := make([]val, len(x.parts))
	for i, p := range x.parts {
		parts[i] = e.eval(p, s)
	}
	return e.concat(x.chunks, parts, x.place())
}

// concat returns the text that chunks and the values between them make.
func (e *evaluator) concat(chunks []string, parts []val, at value.Origin) val {
	var out strings.Builder
	kind := textVal
	for i, c := range chunks {
		out.WriteString(c)
		if i >= len(parts) {
			continue
		}
		p := e.primitive(parts[i])
		if p.kind == unknownVal {
			return unknownOf(p)
		}
		if p.kind == variableVal {
			kind = variableVal
			out.WriteString(p.text)
			continue
		}
		text, _ := p.written()
		out.WriteString(text)
	}
	e.spend(out.Len() / 16)
	return val{kind: kind, text: out.String(), at: at}
}

// primitive returns what a value is as a text or number.
func (e *evaluator) primitive(v val) val {
	switch v.kind {
	case listVal:
		return e.join(v, ",", v.at)
	case mapVal:
		if _, own := v.object.get("toString"); own || v.object.more != "" {
			return unknown("an object is made into a text", v.at)
		}
		return textOf("[object Object]", v.at)
	case functionVal, regexpVal, promiseVal:
		return unknown("code is made into a text", v.at)
	}
	return v
}

func (e *evaluator) conditional(x *conditionalExpr, s *scope) val {
	test := e.eval(x.test, s)
	why, open := test.opaque()
	switch {
	case open:
		return e.both(why, func() val { return e.eval(x.yes, s) }, func() val { return e.eval(x.no, s) })
	case test.truth():
		return e.eval(x.yes, s)
	}
	return e.eval(x.no, s)
}

// both evaluates both of two expressions of which one counts.
func (e *evaluator) both(why val, yes, no func() val) val {
	var a, b val
	e.fork(why, func() flow { a = yes(); return next }, func() flow { b = no(); return next })
	return joined(a, b, why)
}
