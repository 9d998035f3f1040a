package jslang

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
