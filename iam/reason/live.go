package reason

import (
	"slices"

	"bailiwick/value"
)

// Unknowns are a dimension of what is not known of an action or a resource.
type unknowns struct {
	holds, fails []set // by element
	n            int   // of regions
}

// principal returns the literal that a statement is about the caller.
func (s *search) principal(st *statement) literal {
	return literal{0, int32(len(s.callers.constraints)) + int32(reaches)*st.principals + int32(st.reach)}
}

// A live is the statements that may be about an action and a resource.
type live struct {
	of   []bool
	also [][2]bool // it is not known whether they are about the action, the resource
}

// live returns the statements about an action and resource, and a text that is
// the same for the same.
func (s *search) live(action, resource []value.Answer) (live, string) {
	l := live{make([]bool, len(s.statements)), make([][2]bool, len(s.statements))}
	key := make([]byte, len(s.statements))
	for i := range s.statements {
		st := &s.statements[i]
		a, r := value.Yes, value.Yes
		if st.actions != none {
			a = action[st.actions]
		}
		if st.services != none {
			a = value.Both(a, action[st.services])
		}
		if st.resources != none {
			r = resource[st.resources]
		}
		if a == value.No || r == value.No {
			continue
		}
		l.of[i] = true
		l.also[i] = [2]bool{a == value.CannotTell, r == value.CannotTell}
		key[i] = 1 + 3*byte(a) + byte(r)
	}
	return l, string(key)
}

// literals returns all that a statement asks of the rest of a request.
func (s *search) literals(i int32, l live) []literal {
	st := &s.statements[i]
	if st.principals == none && l.also[i] == [2]bool{} {
		return st.rest
	}
	out := slices.Clone(st.rest)
	if st.principals != none {
		out = append(out, s.principal(st))
	}
	if l.also[i][0] {
		for _, e := range [...]int32{st.actions, st.services} {
			if e != none {
				out = append(out, literal{int32(len(s.dims)), e})
			}
		}
	}
	if l.also[i][1] {
		out = append(out, literal{int32(len(s.dims)) + 1, st.resources})
	}
	return out
}

// setUnknown sets the dimensions of what is not known of an action and resource.
func (s *search) setUnknown(a *actionRegion, space *resourceSpace, r *region) {
	s.unknown[0] = symbols(a.takes)
	s.unknown[1] = space.unknowns(r)
}

// symbols makes a dimension in which each answer that cannot be told may be
// either, by itself.
func symbols(answers []value.Answer) unknowns {
	unknown := 0
	for _, a := range answers {
		if a == value.CannotTell {
			unknown++
		}
	}
	if unknown == 0 {
		return unknowns{n: 1}
	}
	if unknown > maxOpen {
		unknown = 0 // all may be either at once
	}
	n, at := 1<<unknown, 0
	holds, fails := make([]set, len(answers)), make([]set, len(answers))
	for i, a := range answers {
		holds[i], fails[i] = newSet(n), newSet(n)
		for bits := range n {
			taken := a != value.CannotTell || unknown == 0 || bits&(1<<at) != 0
			if a != value.No && taken {
				holds[i].add(bits)
			}
			if a != value.Yes && (a == value.No || unknown == 0 || !taken) {
				fails[i].add(bits)
			}
		}
		if a == value.CannotTell && unknown > 0 {
			at++
		}
	}
	return unknowns{holds, fails, n}
}

// uncertain says what is not known about a request.
func (s *search) uncertain(left []set, a *actionRegion, space *resourceSpace, r *region) string {
	for i, d := range s.dims {
		if i == 0 {
			d = s.callers
		}
		if at := left[i].first(); at >= 0 && d.regions[at].open != "" {
			return d.regions[at].open
		}
	}
	if len(r.open) > 0 {
		return "it is not known what the resource " + space.patterns[r.open[0]].text + " is"
	}
	if slices.Contains(a.takes, value.CannotTell) {
		return "it is not known which actions a statement is about"
	}
	return "a part of a policy is not known"
}

// unknowns makes the dimension of what the open patterns of a region really
// take.
func (s *resourceSpace) unknowns(r *region) unknowns {
	open := r.open
	if !slices.Contains(r.takes, value.CannotTell) {
		return unknowns{n: 1}
	}
	if len(open) > 2*maxOpen {
		open = nil // each may take it or not at once
	}
	n := 1 << len(open)
	holds, fails := make([]set, len(s.groups)), make([]set, len(s.groups))
	for g := range s.groups {
		holds[g], fails[g] = newSet(n), newSet(n)
		for bits := range n {
			answer := r.takes[g]
			if answer == value.CannotTell && open != nil {
				taken := false
				for i, p := range open {
					taken = taken || bits&(1<<i) != 0 && slices.Contains(s.groups[g].patterns, p)
				}
				answer = value.Answered(taken != s.elements[g].not)
			}
			if answer != value.No {
				holds[g].add(bits)
			}
			if answer != value.Yes {
				fails[g].add(bits)
			}
		}
	}
	return unknowns{holds, fails, n}
}

// either makes what cannot be told of each element either, by itself.
func (u *unknowns) either(takes []value.Answer) {
	*u = unknowns{holds: make([]set, len(takes)), fails: make([]set, len(takes)), n: 1}
	for g, a := range takes {
		u.holds[g], u.fails[g] = newSet(1), newSet(1)
		if a != value.No {
			u.holds[g].add(0)
		}
		if a != value.Yes {
			u.fails[g].add(0)
		}
	}
}
