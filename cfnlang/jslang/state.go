package jslang

import (
	"maps"
	"slices"
	"strconv"

	"bailiwick/value"
)

// get returns a member of an object.
func (s *state) get(name string) (val, bool) {
	if m, ok := s.members[name]; ok {
		return m.val, true
	}
	if s.more != "" {
		return unknown(s.more, s.moreAt), true
	}
	return val{}, false
}

// set sets a member of an object.
func (s *state) set(name string, v val, at value.Origin) {
	if s.members == nil {
		s.members = make(map[string]property)
	}
	if _, ok := s.members[name]; !ok {
		s.names = append(s.names, name)
	}
	s.members[name] = property{v, at}
}

func (s *state) remove(name string) {
	if _, ok := s.members[name]; ok {
		delete(s.members, name)
		s.names = slices.DeleteFunc(s.names, func(n string) bool { return n == name })
	}
}

// blur makes all that is known of an object unknown.
func (s *state) blur(why val) {
	for _, n := range s.names {
		s.members[n] = property{unknown(why.text, why.at), s.members[n].at}
	}
	s.open(why)
}

// open notes that there may be more members or elements.
func (s *state) open(why val) {
	if s.more == "" {
		s.more, s.moreAt = why.text, why.at
	}
}

// ordered returns the names of the members in the order of JavaScript: those
// that are indices first.
func (s *state) ordered() []string {
	if !slices.ContainsFunc(s.names, isIndex) {
		return s.names
	}
	names := slices.Clone(s.names)
	slices.SortStableFunc(names, func(a, b string) int {
		switch x, y := isIndex(a), isIndex(b); {
		case x && y:
			m, _ := strconv.Atoi(a)
			n, _ := strconv.Atoi(b)
			return m - n
		case x:
			return -1
		case y:
			return 1
		}
		return 0
	})
	return names
}

func isIndex(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 0 && n < 1<<31 && strconv.Itoa(n) == s
}

func (s *state) clone() state {
	return state{slices.Clone(s.names), maps.Clone(s.members), slices.Clone(s.list), s.more, s.moreAt}
}

// size says how much work it is to copy a state.
func (s *state) size() int { return len(s.names) + len(s.list) }

// either returns what an object is that was left in one of two states.
func (s *state) either(o *state, why val) state {
	out := state{more: s.more, moreAt: s.moreAt}
	if out.more == "" {
		out.more, out.moreAt = o.more, o.moreAt
	}
	for _, n := range s.names {
		if other, ok := o.members[n]; ok {
			out.set(n, joined(s.members[n].val, other.val, why), s.members[n].at)
		} else {
			out.open(why)
		}
	}
	for _, n := range o.names {
		if _, ok := s.members[n]; !ok {
			out.open(why)
		}
	}
	if len(s.list) != len(o.list) {
		out.open(why)
		return out
	}
	for i := range s.list {
		out.list = append(out.list, joined(s.list[i], o.list[i], why))
	}
	return out
}
