package reason

// A literal is one thing that a statement asks of a request: that its value of
// a dimension lies in a set.
type literal struct{ dim, id int32 }

// A solver looks for a request, one region of each dimension, to which one
// statement of each gate applies and none of those that must not.
//
// Every statement is a conjunction of literals. So a gate is a choice, and a
// statement that must not apply is a clause: one of its literals fails. What is
// left of each dimension is a set of regions; a choice narrows it, and an empty
// set ends the branch. Dimensions do not depend on each other, so a set that is
// left in each is a request. A dimension that is empty from the start is one of
// which nothing is certain: its literals neither hold nor fail.
type solver struct {
	holds  func(literal) set // the regions in which a literal may hold
	fails  func(literal) set // and those in which it may not
	budget *budget
	broken bool // the budget is spent
}

// solve returns what is left of each dimension.
func (s *solver) solve(left []set, gates, never [][]literal, choices [][][]literal) ([]set, bool) {
	if s.budget.spend(16+len(left)) != nil {
		s.broken = true
		return nil, false
	}
	left, ok := s.apply(left, gates)
	if !ok {
		return nil, false
	}
	if left, never, ok = s.propagate(left, never); !ok {
		return nil, false
	}
	if len(choices) > 0 {
		for _, statement := range choices[0] {
			if found, ok := s.solve(left, [][]literal{statement}, never, choices[1:]); ok || s.broken {
				return found, ok
			}
		}
		return nil, false
	}
	if len(never) == 0 {
		return left, true
	}
	shortest := 0
	for i := range never {
		if len(never[i]) < len(never[shortest]) {
			shortest = i
		}
	}
	for _, l := range never[shortest] {
		next := narrow(left, l.dim, s.fails(l))
		if next[l.dim].empty() {
			continue
		}
		if found, ok := s.solve(next, nil, never, nil); ok || s.broken {
			return found, ok
		}
	}
	return nil, false
}

// apply makes statements apply.
func (s *solver) apply(left []set, statements [][]literal) ([]set, bool) {
	for _, statement := range statements {
		for _, l := range statement {
			if left = narrow(left, l.dim, s.holds(l)); left[l.dim].empty() {
				return nil, false
			}
		}
	}
	return left, true
}

// propagate drops the statements that cannot apply any more and the literals
// that cannot fail; where one is left it must fail.
func (s *solver) propagate(left []set, never [][]literal) ([]set, [][]literal, bool) {
	for {
		changed := false
		var open [][]literal
		for _, statement := range never {
			if s.budget.spend(1+len(statement)) != nil {
				s.broken = true
				return nil, nil, false
			}
			var may []literal
			settled := false
			for _, l := range statement {
				fails := s.fails(l)
				switch {
				case left[l.dim].empty(): // nothing is certain of it
				case !left[l.dim].meets(s.holds(l)), left[l.dim].within(fails):
					settled = true
				case left[l.dim].meets(fails):
					may = append(may, l)
				}
				if settled {
					break
				}
			}
			switch {
			case settled:
			case len(may) == 0:
				return nil, nil, false
			case len(may) == 1:
				left = narrow(left, may[0].dim, s.fails(may[0]))
				changed = true
				if s.budget.spend(len(left)) != nil {
					s.broken = true
					return nil, nil, false
				}
			default:
				open = append(open, may)
			}
		}
		never = open
		if !changed {
			return left, never, true
		}
	}
}

// narrow returns the sets with that of a dimension cut.
func narrow(left []set, dim int32, to set) []set {
	if left[dim].within(to) {
		return left
	}
	out := make([]set, len(left))
	copy(out, left)
	out[dim] = left[dim].and(to)
	return out
}
