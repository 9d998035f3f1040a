package jslang

import "bailiwick/value"

// objectFunctions are the functions of Object that are followed.
var objectFunctions = map[string]native{
	"assign":      assignObject,
	"entries":     func(e *evaluator, _ val, a []val, at value.Origin) val { return e.listed("entries", a, at) },
	"freeze":      freeze,
	"fromEntries": fromEntries,
	"hasOwn":      hasOwn,
	"keys":        func(e *evaluator, _ val, a []val, at value.Origin) val { return e.listed("keys", a, at) },
	"seal":        freeze,
	"values":      func(e *evaluator, _ val, a []val, at value.Origin) val { return e.listed("values", a, at) },
}

func freeze(_ *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) == 0 {
		return val{at: at}
	}
	if a[0].object != nil {
		a[0].object.guarded = true
	}
	return a[0]
}

func assignObject(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) == 0 || a[0].kind != mapVal && a[0].kind != functionVal {
		return e.unread(unknown("Object.assign changes what is not known", at), a, at, "Object.assign")
	}
	e.touch(a[0].object)
	for _, v := range a[1:] {
		e.spread(a[0].object, v)
	}
	return a[0]
}

// listed evaluates Object.keys, values and entries.
func (e *evaluator) listed(what string, a []val, at value.Origin) val {
	if len(a) != 1 || a[0].kind != mapVal && a[0].kind != listVal {
		return e.notKnown(a, "the members of an object are listed", at)
	}
	o := a[0].object
	if o.more != "" {
		return unknownOf(unknown(o.more, o.moreAt), a...)
	}
	var names []string
	var values []val
	for i, v := range o.list {
		names, values = append(names, formatNumber(float64(i))), append(values, v)
	}
	for _, n := range o.ordered() {
		names, values = append(names, n), append(values, o.members[n].val)
	}
	e.spend(3 * len(names))
	for i, n := range names {
		name := textOf(n, at)
		if m, ok := o.members[n]; ok {
			name.at = m.at
		}
		switch what {
		case "keys":
			values[i] = name
		case "entries":
			values[i] = e.newList([]val{name, values[i]}, values[i].at)
		}
	}
	return e.newList(values, at)
}

func fromEntries(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) != 1 {
		return e.notKnown(a, "an object is made of entries", at)
	}
	list, why, known := e.iterated(a[0], false)
	if !known {
		return unknownOf(why, a...)
	}
	v := e.newMap(at)
	for _, entry := range list {
		if entry.kind != listVal || entry.object.more != "" || len(entry.object.list) != 2 {
			v.object.blur(e.notKnown([]val{entry}, "an object is made of entries", at))
			continue
		}
		key := e.primitive(entry.object.list[0])
		if why, open := key.opaque(); open {
			v.object.blur(why)
			continue
		}
		name, _ := key.written()
		v.object.set(name, entry.object.list[1], entry.object.list[1].at)
	}
	return v
}

func hasOwn(e *evaluator, _ val, a []val, at value.Origin) val {
	if len(a) != 2 {
		return e.notKnown(a, "an object is asked for a member", at)
	}
	return e.in(a[1], a[0], at)
}

// copied returns a deep copy.
func (e *evaluator) copied(v val, depth int) val {
	switch {
	case depth > maxLevels:
		return unknown("it is nested too deeply", v.at)
	case !e.spend(1) || v.kind != mapVal && v.kind != listVal || v.object.outside:
		return v
	}
	o := &object{state: v.object.clone()}
	for _, n := range o.names {
		o.members[n] = property{e.copied(o.members[n].val, depth+1), o.members[n].at}
	}
	for i, one := range o.list {
		o.list[i] = e.copied(one, depth+1)
	}
	e.spend(o.size())
	return e.made(v.kind, o, v.at)
}
