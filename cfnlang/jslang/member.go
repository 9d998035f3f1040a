package jslang

import (
	"slices"
	"strconv"
	"unicode/utf16"

	"bailiwick/value"
)

// get evaluates of.name and of[key].
func (e *evaluator) get(x *getExpr, s *scope) (v val, short bool) {
	of, short := e.chain(x.of, s)
	if short || x.optional && of.isNothing() {
		return val{at: x.place()}, true
	}
	name, why, open := e.key(x, s)
	if open {
		return unknownOf(why, of), false
	}
	return e.member(of, name, x.place()), false
}

// key returns the name of the member that is got.
func (e *evaluator) key(x *getExpr, s *scope) (name string, why val, open bool) {
	if x.key == nil {
		return x.name, val{}, false
	}
	v := e.primitive(e.eval(x.key, s))
	if why, open := v.opaque(); open {
		return "", why, true
	}
	name, _ = v.written()
	return name, val{}, false
}

// inherited are the members that every object has.
var inherited = []string{
	"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf", "__proto__",
}

// member returns a member of a value.
func (e *evaluator) member(of val, name string, at value.Origin) val {
	if list := of.choices(); list != nil && !slices.ContainsFunc(list, func(v val) bool { return v.kind != mapVal }) {
		v := e.member(list[0], name, at)
		for _, one := range list[1:] {
			v = joined(v, e.member(one, name, at), of)
		}
		return v
	}
	if why, open := of.opaque(); open {
		e.risks++
		why.object = of.object
		return why
	}
	switch of.kind {
	case undefinedVal, nullVal:
		e.risks++
		return unknown(shortened(name)+" is a member of nothing", at)
	case textVal:
		if rooted(of.text) {
			return rootUnknown(at)
		}
		units := utf16.Encode([]rune(of.text))
		e.spend(len(units) / 16)
		if name == "length" {
			return numberOf(float64(len(units)), at)
		}
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(units) {
			return textOf(string(utf16.Decode(units[i:i+1])), at)
		} else if err == nil {
			return val{at: at}
		}
		return unknown(shortened(name)+" of a text is code", at)
	case listVal:
		if of.object.more != "" {
			return unknownOf(unknown(of.object.more, of.object.moreAt), of)
		}
		if name == "length" {
			return numberOf(float64(len(of.object.list)), at)
		}
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(of.object.list) {
			return of.object.list[i]
		} else if err == nil {
			return val{at: at}
		}
		if v, ok := of.object.get(name); ok {
			return v
		}
		return unknown(shortened(name)+" of a list is code", at)
	case mapVal:
		if m, ok := of.object.members[name]; ok {
			return m.val
		}
		if of.object.outside {
			v := unknown("the environment variable "+shortened(name)+" is not known here", at)
			v.is = true
			return v
		}
		if v, ok := of.object.get(name); ok {
			return v
		}
		if slices.Contains(inherited, name) {
			return unknown(shortened(name)+" of an object is code", at)
		}
		return val{at: at}
	case functionVal:
		if v, ok := of.object.get(name); ok {
			return v
		}
		return unknown(shortened(name)+" of a function is code", at)
	case boolVal, numberVal:
		return unknown(shortened(name)+" of a number or boolean is code", at)
	}
	return unknown(shortened(name)+" is what only Node.js can tell", at)
}

// bind gives the names of a pattern their values: declares them, or assigns to
// what is declared.
func (e *evaluator) bind(to target, v val, s *scope, declares bool) {
	if e.over != "" {
		return
	}
	switch to := to.(type) {
	case *nameExpr:
		e.set(to, v, s, declares)
	case *getExpr:
		e.put(to, v, s)
	case *objectPattern:
		var taken []string
		for _, m := range to.members {
			name := m.name
			if m.key != nil {
				key := e.primitive(e.eval(m.key, s))
				if why, open := key.opaque(); open {
					e.bind(m.to, unknownOf(why, v), s, declares)
					continue
				}
				name, _ = key.written()
			}
			taken = append(taken, name)
			e.bindMember(m, e.member(v, name, to.place()), s, declares)
		}
		if to.rest != nil {
			rest := e.newMap(v.at)
			e.spread(rest.object, v)
			e.spend(len(taken) * len(rest.object.names) / 8)
			for _, n := range taken {
				rest.object.remove(n)
			}
			e.bind(to.rest, rest, s, declares)
		}
	case *arrayPattern:
		list, why, known := e.iterated(v, false)
		for i, m := range to.elements {
			one := val{at: v.at}
			if !known {
				one = unknownOf(why, v)
			} else if i < len(list) {
				one = list[i]
			}
			if m.to != nil {
				e.bindMember(m, one, s, declares)
			}
		}
		if to.rest != nil {
			rest := unknownOf(why, v)
			if known {
				rest = e.newList(list[min(len(to.elements), len(list)):], v.at)
			}
			e.bind(to.rest, rest, s, declares)
		}
	}
}

// bindMember binds a member of a pattern, or its default.
func (e *evaluator) bindMember(m patternMember, v val, s *scope, declares bool) {
	e.bind(m.to, e.orDefault(v, m.with, s), s, declares)
}

// orDefault returns a value, or the default of one that is undefined. That of an
// environment variable is taken.
func (e *evaluator) orDefault(v val, with expr, s *scope) val {
	if with == nil {
		return v
	}
	if v.kind == undefinedVal || v.kind == unknownVal && v.is {
		return e.eval(with, s)
	}
	if why, open := v.opaque(); open && v.kind == unknownVal {
		return e.both(why, func() val { return v }, func() val { return e.eval(with, s) })
	}
	return v
}

// set gives a variable a value.
func (e *evaluator) set(to *nameExpr, v val, s *scope, declares bool) {
	c := s.find(to.name)
	if c == nil {
		root := s
		for root.root == nil && root.above != nil {
			root = root.above
		}
		c = e.declare(root, to.name)
	}
	if !declares && (c.fixed || c.module != nil) {
		e.risks++ // it throws
		return
	}
	if v.at == 0 {
		v.at = to.place()
	}
	e.touchCell(c)
	c.val, c.set = v, true
}

// put gives a member of an object a value.
func (e *evaluator) put(to *getExpr, v val, s *scope) {
	of := e.eval(to.of, s)
	name, why, open := e.key(to, s)
	e.putMember(of, name, why, open, v, to.place())
}

func (e *evaluator) putMember(of val, name string, why val, open bool, v val, at value.Origin) {
	if open || of.kind == unknownVal || name == "__proto__" {
		if !open {
			why = unknown("it may be changed where it is not known what is changed", at)
		}
		e.spoil(of, why, make(map[*object]bool))
		return
	}
	switch of.kind {
	case mapVal, functionVal:
		if of.object.guarded {
			e.spoil(of, unknown("it may be changed where it is not known what is changed", at), make(map[*object]bool))
			return
		}
		e.touch(of.object)
		of.object.set(name, v, at)
	case listVal:
		e.touch(of.object)
		list := &of.object.list
		switch i, err := strconv.Atoi(name); {
		case err == nil && i >= 0 && i < len(*list):
			(*list)[i] = v
		case err == nil && i == len(*list):
			*list = append(*list, v)
		default:
			of.object.open(unknown("a member of a list is set that is no element", at))
		}
	default:
		e.risks++
	}
}

// spoil makes unknown what a value holds, in all its depth, as code that is not
// read may change it. Functions in it may be called.
func (e *evaluator) spoil(v val, why val, seen map[*object]bool) {
	o := v.object
	if o == nil || seen[o] || !e.spend(1) {
		return
	}
	seen[o] = true
	e.deeper()
	defer func() { e.depth-- }()
	if v.kind == unknownVal {
		for _, may := range o.list {
			e.spoil(may, why, seen)
		}
		return
	}
	if v.kind == promiseVal {
		e.spoil(o.inner, why, seen)
		return
	}
	if o.outside || o.native != nil {
		return
	}
	e.touch(o)
	e.spend(o.size())
	for _, n := range o.names {
		e.spoil(o.members[n].val, why, seen)
	}
	for _, one := range o.list {
		e.spoil(one, why, seen)
	}
	if v.kind == functionVal {
		e.mayCall(o.closure, why)
		e.mayChange(o.changes, why, seen)
		return
	}
	o.blur(why)
}

// mayChange makes unknown what code may change that is not read.
func (e *evaluator) mayChange(c *changes, why val, seen map[*object]bool) {
	if c == nil {
		return
	}
	for _, n := range c.names {
		one := c.scope.find(n)
		if one == nil {
			continue
		}
		was := one.val
		if one.module != nil {
			was = one.module.value(e, one.name, why.at)
		}
		e.spoil(was, why, seen)
		if !one.fixed {
			e.touchCell(one)
			one.val, one.set = unknownOf(why, was), true
		}
	}
}
