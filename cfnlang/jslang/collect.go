package jslang

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
