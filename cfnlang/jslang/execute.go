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
	this   val
	result val    // of return
	label  string // of break and continue
	maybe  []val  // results of returns that may have happened
	left   val    // why the function may have been left, or a loop
	isLeft bool
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
			c.val, c.set = unknown(st.why, st.place()), true
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
// throws is one in which there is no configuration.
func (e *evaluator) fork(why val, yes, no func() flow) flow {
	fr := e.frame
	was := fr.isLeft
	fr.isLeft = false
	n := e.begin(why)
	a := yes()
	first, label := fr.result, fr.label
	changedA := e.undo(n)
	n = e.begin(why)
	b := no()
	second := fr.result
	changedB := e.undo(n)
	defer func() {
		if fr.isLeft {
			e.begin(fr.left)
		}
		fr.isLeft = fr.isLeft || was
	}()
	switch {
	case a == threw && b == threw:
		return threw
	case a == threw:
		e.risks++
		e.redo(changedB)
		return b
	case b == threw:
		e.risks++
		e.redo(changedA)
		fr.result, fr.label = first, label
		return a
	}
	e.merge(changedA, changedB)
	if a == b && label == fr.label {
		fr.result = joined(first, second, why)
		return a
	}
	if a == returned {
		fr.maybe = append(fr.maybe, first)
	}
	if b == returned {
		fr.maybe = append(fr.maybe, second)
	}
	fr.left, fr.isLeft = why, true
	switch {
	case a == next || b == next:
		return next
	case a == continued || a == broke && b == returned:
		fr.label = label
		return a
	}
	return b
}

// loops bounds the rounds of one loop.
const loops = 100_000

// round looks at how the body of a loop ended: whether the loop ends, and how.
func (e *evaluator) round(f flow, label string) (ends bool, as flow) {
	mine := e.frame.label == "" || e.frame.label == label
	switch {
	case f == returned, f == threw:
		return true, f
	case f == broke && mine:
		e.frame.label = ""
		return true, next
	case f == continued && mine:
		e.frame.label = ""
	case f != next:
		return true, f
	}
	return false, next
}

func (e *evaluator) loop(st *loopStmt, s *scope) flow {
	s = inside(s)
	if st.init != nil {
		e.hoist([]stmt{st.init}, s)
		e.execute(st.init, s)
	}
	for i := range loops {
		if i > 0 || !st.first {
			test := boolOf(true, 0)
			if st.test != nil {
				test = e.eval(st.test, s)
			}
			if why, is := test.opaque(); is {
				e.uncertain(why, func() flow {
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
		if ends, as := e.round(e.execute(st.body, s), st.label); ends {
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
func (e *evaluator) uncertain(why val, body func() flow) {
	e.weakly(why, func() {
		switch f := body(); f {
		case returned:
			e.frame.maybe = append(e.frame.maybe, e.frame.result)
			e.frame.left, e.frame.isLeft = why, true
		case threw:
			e.risks++
		}
	})
	e.frame.label = ""
	if e.frame.isLeft {
		e.begin(e.frame.left)
	}
}

func (e *evaluator) forEach(st *eachStmt, s *scope) flow {
	over := e.eval(st.over, s)
	list, why, known := e.iterated(over, st.in)
	body := func(v val) flow {
		s := inside(s)
		if st.kind != "" {
			for _, n := range bound(st.to) {
				if st.kind != "var" {
					e.declare(s, n)
				}
			}
		}
		e.bind(st.to, v, s, st.kind != "")
		return e.execute(st.body, s)
	}
	for _, v := range list {
		if ends, as := e.round(e.executed(body, v), st.label); ends {
			return as
		}
	}
	if !known {
		e.uncertain(why, func() flow { return body(unknownOf(why, over)) })
	}
	return next
}

func (e *evaluator) executed(body func(val) flow, v val) flow {
	if !e.spend(1) {
		return threw
	}
	return body(v)
}

func (e *evaluator) choose(st *switchStmt, s *scope) flow {
	of := e.eval(st.of, s)
	s = inside(s)
	for _, c := range st.cases {
		e.hoist(c.body, s)
	}
	otherwise := slices.IndexFunc(st.cases, func(c switchCase) bool { return c.test == nil })
	f := e.chooseFrom(st, of, 0, otherwise, s)
	if f == broke && (e.frame.label == "" || e.frame.label == st.label) {
		e.frame.label = ""
		return next
	}
	return f
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
	fr := e.frame
	why := unknown("it depends on whether something throws", st.place())
	risks, was := e.risks, fr.isLeft
	fr.isLeft = false
	n := e.begin(why)
	f := e.run(st.body.body, s)
	result := fr.result
	changed := e.undo(n)
	if e.risks == risks {
		e.redo(changed)
	} else {
		e.merge(changed, outcome{section: &section{why: why}})
		if f == returned {
			fr.maybe = append(fr.maybe, result)
		}
		if f != next {
			fr.left, fr.isLeft = why, true
			f = next
		}
		if st.catch != nil {
			e.uncertain(why, func() flow {
				s := inside(s)
				if st.caught != nil {
					for _, name := range bound(st.caught) {
						e.declare(s, name)
					}
					e.bind(st.caught, why, s, true)
				}
				return e.run(st.catch.body, s)
			})
		}
	}
	if fr.isLeft {
		e.begin(fr.left)
	}
	fr.isLeft = fr.isLeft || was
	if st.finally != nil {
		if g := e.run(st.finally.body, s); g != next {
			return g
		}
	}
	fr.result = result
	return f
}
