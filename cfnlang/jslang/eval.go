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
		return settled(e.eval(x.of, s))
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

func (e *evaluator) object(x *objectExpr, s *scope) val {
	v := e.newMap(x.place())
	for _, m := range x.members {
		if m.kind == spreadMember {
			e.spread(v.object, e.eval(m.value, s))
			continue
		}
		name := m.name
		if m.key != nil {
			key := e.primitive(e.eval(m.key, s))
			if why, open := key.opaque(); open {
				e.eval(m.value, s)
				v.object.blur(why)
				continue
			}
			name, _ = key.written()
		}
		member := unknown("a member that is a getter is code, which only Node.js runs", m.place())
		if m.kind == plainMember {
			member = e.eval(m.value, s)
		} else {
			v.object.guarded = true
		}
		if name == "__proto__" && m.key == nil {
			v.object.blur(unknown("__proto__ gives it members", m.place()))
			continue
		}
		v.object.set(name, member, m.place())
	}
	return v
}

// spread gives an object all members of another. One that may have more may
// override what is there.
func (e *evaluator) spread(o *object, from val) {
	if list := from.choices(); list != nil {
		e.spreadOne(o, list, from)
		return
	}
	if why, open := from.opaque(); open {
		o.blur(why)
		return
	}
	switch from.kind {
	case mapVal, functionVal:
		e.spend(from.object.size())
		if from.object.more != "" {
			why := unknown(from.object.more, from.object.moreAt)
			for _, n := range o.names {
				if _, known := from.object.members[n]; !known {
					o.members[n] = property{why, o.members[n].at}
				}
			}
			o.open(why)
		}
		for _, n := range from.object.ordered() {
			m := from.object.members[n]
			o.set(n, m.val, m.at)
		}
	case listVal, textVal:
		list, why, known := e.iterated(from, false)
		if !known {
			o.blur(why)
			return
		}
		for i, v := range list {
			o.set(formatNumber(float64(i)), v, v.at)
		}
	}
}

// spreadOne gives an object all members of one of several values.
func (e *evaluator) spreadOne(o *object, list []val, why val) {
	before := o.state
	for i, v := range list {
		one := &object{state: before.clone()}
		e.spread(one, v)
		e.spend(one.size())
		if i > 0 {
			one.state = o.either(&one.state, why)
		}
		o.state = one.state
	}
}

// elements evaluates the elements of an array, or arguments; open says why there
// may be others.
func (e *evaluator) elements(list []expr, s *scope) (out []val, why val, open bool) {
	for _, x := range list {
		if x == nil {
			out = append(out, val{})
			continue
		}
		sp, ok := x.(*spreadExpr)
		if !ok {
			out = append(out, e.eval(x, s))
			continue
		}
		over := e.eval(sp.of, s)
		more, reason, known := e.iterated(over, false)
		if e.spend(len(more)); !known {
			why, open = unknownOf(reason, over), true
			out = append(out, why)
		}
		out = append(out, more...)
	}
	return out, why, open
}

// iterated returns what a loop passes, the names of members with in; else why
// that is not known.
func (e *evaluator) iterated(v val, in bool) (list []val, why val, known bool) {
	if why, open := v.opaque(); open {
		return nil, why, false
	}
	switch {
	case v.kind == listVal && v.object.more != "" || v.kind == mapVal && in && v.object.more != "":
		return nil, unknown(v.object.more, v.object.moreAt), false
	case v.kind == listVal && in:
		for i := range v.object.list {
			list = append(list, textOf(formatNumber(float64(i)), v.at))
		}
	case v.kind == listVal:
		list = append(list, v.object.list...)
	case v.kind == mapVal && in:
		for _, n := range v.object.ordered() {
			list = append(list, textOf(n, v.object.members[n].at))
		}
	case v.kind == textVal && !in && !rooted(v.text):
		for _, r := range v.text {
			list = append(list, textOf(string(r), v.at))
		}
	case v.isNothing() && in:
	default:
		return nil, unknown("a loop passes what only Node.js can tell", v.at), false
	}
	e.spend(len(list))
	return list, val{}, true
}

func (e *evaluator) enum(st *enumStmt, s *scope) {
	v := e.newMap(st.place())
	inner := inside(s)
	following, numbered := 0.0, true
	for _, m := range st.members {
		name := m.name
		if m.key != nil {
			name, _ = e.eval(m.key, s).written()
		}
		one := unknown("the member of the enum has no value", m.place())
		if m.value != nil {
			one = e.eval(m.value, inner)
		} else if numbered {
			one = numberOf(following, m.place())
		}
		v.object.set(name, one, m.place())
		c := e.declare(inner, name)
		c.val, c.set = one, true
		if numbered = one.kind == numberVal; numbered {
			following = one.number + 1
			v.object.set(formatNumber(one.number), textOf(name, m.place()), m.place())
		}
	}
	if c := s.cells[st.name]; c != nil {
		if c.set { // declared twice: one enum of both
			v.object.blur(unknown("the enum is declared twice", st.place()))
		}
		c.val, c.set = v, true
	}
}
