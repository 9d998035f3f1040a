package jslang

import "slices"

// fork executes both of two branches, as a condition is not known. A branch that
// throws is one in which there is no configuration, unless something catches it.
func (e *evaluator) fork(why val, yes, no func() flow) flow {
	fr, marks := e.frame, e.frame.marks
	n := e.begin(why)
	a := yes()
	first, label := fr.result, fr.label
	changedA := e.undo(n)
	n = e.begin(why)
	b := no()
	second := fr.result
	changedB := e.undo(n)
	defer func() { e.resume(marks) }()
	if a == threw || b == threw {
		e.risks++
	}
	switch {
	case e.tries > 0 || (a == threw) == (b == threw):
		e.merge(changedA, changedB)
	case a == threw:
		e.redo(changedB)
	case b == threw:
		e.redo(changedA)
	}
	switch {
	case a == threw:
		return b
	case b == threw || a == b && a != returned && label == fr.label:
		fr.result, fr.label = first, label
		return a
	case a == b && a == returned:
		fr.result = joined(first, second, why)
		return a
	}
	// One of them goes on; the other is what may have happened.
	if a < b || a == b {
		e.may(b, why)
		fr.result, fr.label = first, label
		return a
	}
	other := fr.label
	fr.result, fr.label = first, label
	e.may(a, why)
	fr.result, fr.label = second, other
	return b
}

func (e *evaluator) choose(st *switchStmt, s *scope) flow {
	of := e.eval(st.of, s)
	s = inside(s)
	for _, c := range st.cases {
		e.hoist(c.body, s)
	}
	otherwise := slices.IndexFunc(st.cases, func(c switchCase) bool { return c.test == nil })
	return e.within(&level{label: st.label, isSwitch: true}, func() flow {
		return e.chooseFrom(st, of, 0, otherwise, s)
	})
}

// chooseFrom looks for the case from a number on, and executes it.
func (e *evaluator) chooseFrom(st *switchStmt, of val, from, otherwise int, s *scope) flow {
	for i := from; i < len(st.cases); i++ {
		if st.cases[i].test == nil {
			continue
		}
		is := e.equal(of, e.eval(st.cases[i].test, s), true, st.place())
		if why, open := is.opaque(); open {
			e.deeper()
			defer func() { e.depth-- }()
			return e.fork(why, func() flow { return e.fall(st, i, s) }, func() flow { return e.chooseFrom(st, of, i+1, otherwise, s) })
		}
		if is.is {
			return e.fall(st, i, s)
		}
	}
	if otherwise < 0 {
		return next
	}
	return e.fall(st, otherwise, s)
}

// fall executes the cases from one on, up to a break. A break of the switch is
// the end of it.
func (e *evaluator) fall(st *switchStmt, from int, s *scope) flow {
	for _, c := range st.cases[from:] {
		if f := e.each(c.body, s); f != next {
			if f == broke && (e.frame.label == "" || e.frame.label == st.label) {
				e.frame.label = ""
				return next
			}
			return f
		}
	}
	return next
}

// try executes a block that may throw. If anything in it might, what it does may
// have been done in part, and what catches may have been done, too.
func (e *evaluator) try(st *tryStmt, s *scope) flow {
	fr, marks := e.frame, e.frame.marks
	why := unknown("it depends on whether something throws", st.place())
	risks := e.risks
	n := e.begin(why)
	e.tries++
	f := e.run(st.body.body, s)
	e.tries--
	changed := e.undo(n)
	if e.risks == risks {
		e.redo(changed)
	} else {
		e.lose(changed)
		e.may(f, why)
		f = next
		if st.catch != nil {
			e.uncertain(why, &level{}, func() flow { return e.catch(st, why, s) })
		}
	}
	e.resume(marks)
	if st.finally == nil {
		return f
	}
	result, label := fr.result, fr.label
	if g := e.run(st.finally.body, s); g != next {
		return g
	}
	fr.result, fr.label = result, label
	return f
}

func (e *evaluator) catch(st *tryStmt, why val, s *scope) flow {
	s = inside(s)
	if st.caught != nil {
		for _, name := range bound(st.caught) {
			e.declare(s, name)
		}
		e.bind(st.caught, why, s, true)
	}
	return e.run(st.catch.body, s)
}
