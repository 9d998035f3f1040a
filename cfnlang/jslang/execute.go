package jslang

import "slices"

// A flow is how a statement ends.
type flow uint8

const (
	next flow = iota
	returned
	broke
	continued
	threw
)

// A frame is a call of a function, or a file that is evaluated.
type frame struct {
	this     val
	result   val      // of return
	label    string   // of break and continue
	levels   []*level // loops and switches that it is within
	maybe    []val    // results of returns that may have happened
	returned bool     // one may have
	left     val      // why the function, a loop or a round of one may have been left
	marks    int      // how often that was noted
}

// A level is a loop or switch that is executed.
type level struct {
	label     string
	isSwitch  bool
	broke     bool // it may have been left
	continued bool // its round may have been
}

// may notes that what executes may have ended so: what follows may not happen, up
// to the end of what was left.
func (e *evaluator) may(f flow, why val) {
	fr := e.frame
	fr.left = why
	fr.marks++
	switch f {
	case next:
		fr.marks--
	case threw:
		fr.marks--
		e.risks++
	case returned:
		fr.returned = true
		fr.maybe = append(fr.maybe, fr.result)
	default:
		for i := len(fr.levels) - 1; i >= 0; i-- {
			l := fr.levels[i]
			if fr.label == l.label && fr.label != "" || fr.label == "" && (f == broke || !l.isSwitch) {
				l.broke = l.broke || f == broke
				l.continued = l.continued || f == continued
				break
			}
		}
		fr.label = ""
	}
}

// resume begins a section anew if something may still have been left, after one
// was ended that began with it.
func (e *evaluator) resume(marks int) {
	fr := e.frame
	open := fr.returned
	for _, l := range fr.levels {
		open = open || l.broke || l.continued
	}
	if open && fr.marks > marks {
		e.begin(fr.left)
	}
}

// within executes a loop or switch.
func (e *evaluator) within(l *level, do func() flow) flow {
	fr, sections, marks := e.frame, len(e.sections), e.frame.marks
	fr.levels = append(fr.levels, l)
	f := do()
	fr.levels = fr.levels[:len(fr.levels)-1]
	if l.broke {
		if f != next {
			e.may(f, fr.left)
			f = next
		}
		e.end(sections)
		e.resume(marks)
	}
	return f
}

// round executes the body of a loop once; it says whether the loop ends, and how.
func (e *evaluator) round(l *level, body func() flow) (ends bool, as flow) {
	fr, sections, marks := e.frame, len(e.sections), e.frame.marks
	f := body()
	mine := fr.label == "" || fr.label == l.label
	if f == continued && mine {
		f, fr.label = next, ""
	}
	if l.continued {
		if f != next {
			e.may(f, fr.left)
			f = next
		}
		l.continued = false
		e.end(sections)
		e.resume(marks)
	}
	if f == broke && mine {
		fr.label = ""
		return true, next
	}
	return f != next, f
}

// hoist declares what a block declares; its functions have their values at once.
func (e *evaluator) hoist(body []stmt, s *scope) {
	for _, st := range body {
		if x, ok := st.(*exportStmt); ok && x.what != nil {
			st = x.what
		}
		switch st := st.(type) {
		case *declareStmt:
			if st.kind == "var" {
				continue
			}
			for _, d := range st.list {
				for _, n := range bound(d.to) {
					e.declare(s, n).fixed = st.kind == "const"
				}
			}
		case *functionStmt:
			c := e.declare(s, st.name)
			c.val, c.set = e.made(functionVal, &object{closure: &closure{functionExpr: st.functionExpr, scope: s}}, st.place()), true
		case *opaqueStmt:
			c := e.declare(s, st.name)
			c.val, c.set = e.opaque(st.opaqueExpr, s), true
		case *enumStmt:
			e.declare(s, st.name)
		}
	}
}

// hoistVars declares what var declares anywhere in a function.
func (e *evaluator) hoistVars(body []stmt, s *scope) {
	for _, st := range body {
		switch st := st.(type) {
		case *exportStmt:
			if st.what != nil {
				e.hoistVars([]stmt{st.what}, s)
			}
		case *declareStmt:
			if st.kind != "var" {
				continue
			}
			for _, d := range st.list {
				for _, n := range bound(d.to) {
					if _, ok := s.cells[n]; !ok {
						e.declare(s, n).set = true
					}
				}
			}
		case *blockStmt:
			e.hoistVars(st.body, s)
		case *ifStmt:
			e.hoistVars([]stmt{st.yes, st.no}, s)
		case *loopStmt:
			e.hoistVars([]stmt{st.init, st.body}, s)
		case *eachStmt:
			if st.kind == "var" {
				for _, n := range bound(st.to) {
					e.declare(s, n).set = true
				}
			}
			e.hoistVars([]stmt{st.body}, s)
		case *switchStmt:
			for _, c := range st.cases {
				e.hoistVars(c.body, s)
			}
		case *tryStmt:
			for _, b := range []*blockStmt{st.body, st.catch, st.finally} {
				if b != nil {
					e.hoistVars(b.body, s)
				}
			}
		}
	}
}

// run executes statements in a scope of their own.
func (e *evaluator) run(body []stmt, s *scope) flow {
	s = inside(s)
	e.hoist(body, s)
	return e.each(body, s)
}

func (e *evaluator) each(body []stmt, s *scope) flow {
	for _, st := range body {
		if f := e.execute(st, s); f != next {
			return f
		}
	}
	return next
}

// execute executes a statement. When there was too much to do, nothing is
// executed any more.
func (e *evaluator) execute(st stmt, s *scope) flow {
	if st == nil {
		return next
	}
	if !e.spend(1) {
		return threw
	}
	e.deeper()
	defer func() { e.depth-- }()
	switch st := st.(type) {
	case *exprStmt:
		e.eval(st.of, s)
	case *declareStmt:
		for _, d := range st.list {
			if d.init == nil && st.kind == "var" {
				continue
			}
			v := val{at: st.place()}
			if d.init != nil {
				v = e.eval(d.init, s)
			}
			e.bind(d.to, v, s, true)
		}
	case *enumStmt:
		e.enum(st, s)
	case *blockStmt:
		return e.run(st.body, s)
	case *ifStmt:
		test := e.eval(st.test, s)
		if why, is := test.opaque(); is {
			return e.fork(why, func() flow { return e.execute(st.yes, s) }, func() flow { return e.execute(st.no, s) })
		}
		if test.truth() {
			return e.execute(st.yes, s)
		}
		return e.execute(st.no, s)
	case *returnStmt:
		e.frame.result = val{at: st.place()}
		if st.of != nil {
			e.frame.result = e.eval(st.of, s)
		}
		return returned
	case *throwStmt:
		e.eval(st.of, s)
		e.risks++
		return threw
	case *jumpStmt:
		e.frame.label = st.label
		return st.flow
	case *loopStmt:
		return e.loop(st, s)
	case *eachStmt:
		return e.forEach(st, s)
	case *switchStmt:
		return e.choose(st, s)
	case *tryStmt:
		return e.try(st, s)
	case *exportStmt:
		if st.what != nil {
			return e.execute(st.what, s)
		}
	case *defaultStmt:
		s.module().assign(e, st, e.eval(st.of, s))
	}
	return next
}

// deeper notes that something is evaluated within something else.
func (e *evaluator) deeper() {
	if e.depth++; e.depth > maxNested && e.over == "" {
		e.over = "the configuration is nested too deeply"
	}
}

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

// maxRounds bounds the rounds of one loop.
const maxRounds = 100_000

func (e *evaluator) loop(st *loopStmt, s *scope) flow {
	l := &level{label: st.label}
	return e.within(l, func() flow { return e.rounds(st, l, inside(s)) })
}

func (e *evaluator) rounds(st *loopStmt, l *level, s *scope) flow {
	if st.init != nil {
		e.hoist([]stmt{st.init}, s)
		e.execute(st.init, s)
	}
	for i := range maxRounds {
		if i > 0 || !st.first {
			test := boolOf(true, 0)
			if st.test != nil {
				test = e.eval(st.test, s)
			}
			if why, is := test.opaque(); is {
				e.uncertain(why, l, func() flow {
					f := e.execute(st.body, s)
					if st.step != nil {
						e.eval(st.step, s)
					}
					if st.test != nil {
						e.eval(st.test, s)
					}
					return f
				})
				return next
			}
			if !test.truth() {
				return next
			}
		}
		if ends, as := e.round(l, func() flow { return e.execute(st.body, s) }); ends {
			return as
		}
		s = s.again(e)
		if st.step != nil {
			e.eval(st.step, s)
		}
	}
	e.over = "a loop has too many rounds"
	return threw
}

// again returns the scope of the next round of a loop, so that functions which
// were made in the last one keep its variables.
func (s *scope) again(e *evaluator) *scope {
	out := inside(s.above)
	for n, was := range s.cells {
		c := e.declare(out, n)
		c.val, c.set, c.fixed = was.val, was.set, was.fixed
	}
	return out
}

// uncertain executes the body of a loop of which it is not known how often it is
// passed.
func (e *evaluator) uncertain(why val, l *level, body func() flow) {
	marks := e.frame.marks
	e.weakly(why, func() {
		if ends, as := e.round(l, body); ends {
			e.may(as, why)
		}
	})
	e.resume(marks)
}

func (e *evaluator) forEach(st *eachStmt, s *scope) flow {
	over := e.eval(st.over, s)
	list, why, known := e.iterated(over, st.in)
	live := func(i int) (val, bool) { // elements that a round adds are passed, too
		if over.kind == listVal && !st.in {
			list = over.object.list
			if over.object.more != "" {
				list, why, known = nil, unknown(over.object.more, over.object.moreAt), false
			}
		}
		if i < len(list) {
			return list[i], true
		}
		return val{}, false
	}
	body := func(v val) flow {
		if !e.spend(1) {
			return threw
		}
		s := inside(s)
		if st.kind == "const" || st.kind == "let" {
			for _, n := range bound(st.to) {
				e.declare(s, n)
			}
		}
		e.bind(st.to, v, s, st.kind != "")
		return e.execute(st.body, s)
	}
	l := &level{label: st.label}
	return e.within(l, func() flow {
		for i := 0; ; i++ {
			v, ok := live(i)
			if !ok {
				break
			}
			if ends, as := e.round(l, func() flow { return body(v) }); ends {
				return as
			}
		}
		if !known {
			e.uncertain(why, l, func() flow { return body(unknownOf(why, over)) })
		}
		return next
	})
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
