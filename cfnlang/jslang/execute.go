package jslang

// A flow is how a statement ends.
type flow uint8

const (
	next flow = iota
	returned
	broke
	continued
	threw
)

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
