package jslang

import "bailiwick/value"

// arguments are what a function is called with; open says that there may be
// others than those in the list.
type arguments struct {
	list []val
	open bool
}

// callExpr evaluates a call.
func (e *evaluator) callExpr(x *callExpr, s *scope) (v val, short bool) {
	at := x.place()
	if n, ok := x.function.(*nameExpr); ok && s.find(n.name) == nil {
		if v, ok := e.special(n.name, x, s); ok {
			return v, false
		}
	}
	var this, f val
	g, isMember := x.function.(*getExpr)
	if isMember {
		this, short = e.chain(g.of, s)
		if short || g.optional && this.isNothing() {
			return val{at: at}, true
		}
		name, why, open := e.key(g, s)
		if open {
			f = unknownOf(why, this)
		} else if m := method(this, name); m != nil && !x.isNew {
			if e.calls++; e.calls > maxCalls {
				e.over = "functions call each other too deeply"
			}
			v := e.native(m, this, e.arguments(x.arguments, s), at, source(x.function))
			e.calls--
			return v, false
		} else {
			f = e.member(this, name, g.place())
		}
	} else {
		f, short = e.chain(x.function, s)
	}
	if short || x.optional && f.isNothing() {
		return val{at: at}, true
	}
	a := e.arguments(x.arguments, s)
	if x.isNew {
		return e.unread(f, append(a.list, this, f), at, "new "+source(x.function)), false
	}
	e.direct = e.awaited == x
	return e.callOn(f, this, a, at, source(x.function)), false
}

func (e *evaluator) arguments(list []expr, s *scope) arguments {
	out, _, open := e.elements(list, s)
	return arguments{out, open}
}

// special calls what is part of the language's modules: require and import.
func (e *evaluator) special(name string, x *callExpr, s *scope) (val, bool) {
	if name != "require" && name != "import" || x.isNew || len(x.arguments) == 0 {
		return val{}, false
	}
	at := x.place()
	from := e.eval(x.arguments[0], s)
	why, open := from.opaque()
	var v val
	switch {
	case open:
		v = why
	case from.kind != textVal:
		v = unknown(name+" takes the name of a file", at)
	default:
		v = e.require(s.module(), from.text, at)
	}
	if name == "import" {
		v = e.promise(v, at)
	}
	return v, true
}

func (e *evaluator) promise(v val, at value.Origin) val {
	return e.made(promiseVal, &object{inner: settled(v)}, at)
}

func (e *evaluator) call(f val, a arguments, at value.Origin, name string) val {
	return e.callOn(f, val{}, a, at, name)
}

// callOn calls a function; name says in the source how it is called.
func (e *evaluator) callOn(f, this val, a arguments, at value.Origin, name string) val {
	direct := e.direct
	e.direct = false
	if f.kind != functionVal || f.object.closure == nil && f.object.native == nil {
		return e.unread(f, append(a.list, this, f), at, name)
	}
	if e.calls++; e.calls > maxCalls && e.over == "" {
		e.over = "functions call each other too deeply"
	}
	defer func() { e.calls-- }()
	if f.object.native != nil {
		return e.native(f.object.native, this, a, at, name)
	}
	return e.closure(f.object.closure, this, a, at, name, direct)
}

func (e *evaluator) native(f native, this val, a arguments, at value.Origin, name string) val {
	if a.open || e.over != "" {
		return e.unread(unknown("the arguments of "+name+"() are not all known", at), append(a.list, this), at, name)
	}
	return f(e, this, a.list, at)
}

// unread returns what a call gives that is not followed. It may change all that
// it is given.
func (e *evaluator) unread(f val, given []val, at value.Origin, name string) val {
	e.risks++
	why := unknown(name+"() is called, which only Node.js can tell", at)
	if f.kind == unknownVal {
		why.text, why.at = f.text, f.at
	}
	seen := make(map[*object]bool)
	for _, g := range given {
		e.spoil(g, why, seen)
	}
	return unknownOf(why, given...)
}

// mayCall does what a function does that may be called, with what is not known.
func (e *evaluator) mayCall(c *closure, why val) {
	if c == nil || e.let[c] || e.over != "" {
		return
	}
	e.let[c] = true
	e.weakly(why, func() {
		e.closure(c, c.this, arguments{list: []val{why}, open: true}, why.at, "", false)
	})
	delete(e.let, c)
}

// closure calls a function of the project's; direct says that the call is awaited.
func (e *evaluator) closure(c *closure, this val, a arguments, at value.Origin, name string, direct bool) val {
	if c.generator {
		why := unknown("a generator is code, which only Node.js runs", at)
		if !e.let[c] {
			e.let[c] = true
			e.mayCall(&closure{&functionExpr{span: c.span, parameters: c.parameters, body: c.body}, c.scope, c.this}, why)
			delete(e.let, c)
		}
		return why
	}
	if c.arrow {
		this = c.this
	}
	outer, sections := e.frame, len(e.sections)
	e.frame = &frame{this: this, later: c.async && !direct}
	s := inside(c.scope)
	for _, p := range c.parameters {
		for _, n := range bound(p.to) {
			e.declare(s, n)
		}
	}
	e.bindParameters(c, a, s, at)
	f := next
	if c.body == nil {
		e.frame.result = e.eval(c.result, s)
		f = returned
	} else {
		e.hoistVars(c.body, s)
		e.hoist(c.body, s)
		f = e.each(c.body, s)
	}
	e.end(sections)
	fr := e.frame
	e.frame = outer
	v := val{at: at}
	switch {
	case f == returned:
		v = fr.result
	case f == threw:
		e.risks++
		v = unknown(name+"() throws an error", at)
		if len(fr.maybe) > 0 {
			v, fr.maybe = fr.maybe[0], fr.maybe[1:]
		}
	}
	for _, m := range fr.maybe {
		v = joined(v, m, fr.left)
	}
	if c.async {
		v = e.promise(v, at)
	}
	return v
}

func (e *evaluator) bindParameters(c *closure, a arguments, s *scope, at value.Origin) {
	open := unknown("the arguments are not all known", at)
	if n := len(a.list); a.open && n > 0 {
		open = a.list[n-1]
		for _, v := range a.list {
			if v.kind == unknownVal {
				open = v
			}
		}
	}
	for i, p := range c.parameters {
		switch {
		case p.rest && a.open:
			e.bind(p.to, open, s, true)
		case p.rest:
			e.bind(p.to, e.newList(append([]val(nil), a.list[min(i, len(a.list)):]...), at), s, true)
		case a.open:
			e.bind(p.to, unknownOf(open, a.list...), s, true)
		default:
			v := val{at: at}
			if i < len(a.list) {
				v = a.list[i]
			}
			e.bind(p.to, e.orDefault(v, p.with, s), s, true)
		}
	}
}

// called calls a function that is exported, as the framework does.
func (e *evaluator) called(f val) val {
	e.frame = &frame{}
	given := unknown("the framework gives it to the function that is exported", f.at)
	first := e.newMap(f.at)
	first.object.open(given)
	for _, name := range []string{"resolveVariable", "resolveConfigurationProperty"} {
		first.object.set(name, e.newNative(resolve), f.at)
	}
	e.direct = true
	v := e.callOn(f, val{}, arguments{list: []val{first, given}}, f.at, "the function")
	return settled(v)
}

// resolve is the function by which the framework resolves a variable: its text
// is the variable, which the framework looks up later. The parts of a property
// are a list.
func resolve(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) == 1 && a[0].kind == textVal {
		return e.promise(val{kind: variableVal, text: "${" + a[0].text + "}", at: at}, at)
	}
	if len(a) == 1 && a[0].kind == listVal && a[0].object.more == "" {
		name := e.join(a[0], ".", at)
		if name.kind == textVal {
			return e.promise(val{kind: variableVal, text: "${self:" + name.text + "}", at: at}, at)
		}
	}
	return unknown("it is not known which variable the framework looks up", at)
}

// source returns how a function is called in the source, for a reason.
func source(x expr) string {
	behind := ""
	for range 5 {
		switch y := x.(type) {
		case *nameExpr:
			return shortened(y.name + behind)
		case *getExpr:
			if x = y.of; y.key == nil {
				behind = "." + y.name + behind
			} else {
				behind = "[…]" + behind
			}
		case *wrapExpr:
			x = y.of
		case *callExpr:
			x, behind = y.function, "()"+behind
		default:
			return shortened("(…)" + behind)
		}
	}
	return shortened("…" + behind)
}
