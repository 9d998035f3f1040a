package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/catalog"
)

// A path is one way in which a request gets what is asked: a statement of each
// gate applies, and none of never does.
type path struct {
	gates [][]int32
	never []int32
}

// A finding is a request, as a region of each dimension.
type finding struct {
	kind      caller
	action    string
	known     *catalog.Action
	resource  string
	left      []set // of each dimension of the problem
	callers   *dimension
	list      []candidate
	about     string // the live statements
	uncertain string // what is not known and decides; "" if the request is certain
}

// A search looks for requests of one kind of caller.
type search struct {
	*problem
	kind    caller
	paths   []path
	callers *dimension
	list    []candidate
	masks   []set // by dimension: what callers of the kind carry
	sure    []set // of these, what is certain
	seen    map[string]bool
	refuted map[string]bool // live statements of which the evaluator has not confirmed a request
	blocks  map[int32]bool  // statements that stood in the way

	// The dimensions of one action and resource that are not known: behind
	// those of the problem, first the action's, then the resource's.
	unknown [2]unknowns
}

func (p *problem) newSearch(kind caller, paths []path) *search {
	return &search{
		problem: p, kind: kind, paths: paths,
		seen: make(map[string]bool), refuted: make(map[string]bool), blocks: make(map[int32]bool),
	}
}

// ask cuts the callers.
func (s *search) ask() error {
	var err error
	s.callers, s.list, err = s.who.dimension(s.kind, s.budget)
	return err
}

// nameable is viable before the callers are cut: it tells only that nobody can
// be named.
func (s *search) nameable() bool {
	return s.passable(func(st *statement) bool {
		return st.principals == none || s.who.principals[st.principals].mayName(s.kind)
	})
}

// viable reports whether some path has in each gate a statement that may be
// about one of the callers.
func (s *search) viable() bool {
	return s.passable(func(st *statement) bool {
		return st.principals == none || len(s.list) > 0 && !s.holds(s.principal(st)).empty()
	})
}

// passable reports whether some path has in each gate a statement of a kind.
func (s *search) passable(is func(*statement) bool) bool {
	passes := func(i int32) bool { return is(&s.statements[i]) }
	return slices.ContainsFunc(s.paths, func(p path) bool {
		return !slices.ContainsFunc(p.gates, func(gate []int32) bool { return !slices.ContainsFunc(gate, passes) })
	})
}

// mask notes what requests of the kind of caller may carry.
func (s *search) mask() {
	for i, d := range s.dims {
		if i == 0 {
			d = s.callers
		}
		mask := full(len(d.regions))
		for r := range d.regions {
			for k, key := range d.keys {
				if i > 0 && !s.carries(s.kind, key, d.regions[r].values[k]) {
					mask[r/64] &^= 1 << (r % 64)
				}
			}
		}
		s.masks = append(s.masks, mask)
		s.sure = append(s.sure, mask.and(d.definite))
	}
}

// carries reports whether a request of a kind of caller that counts may carry
// the values under a key, none if it lacks it.
func (p *problem) carries(kind caller, key string, values []string) bool {
	switch {
	case len(values) > 0 && kind != serviceCaller && key == "aws:principalservicenameslist",
		len(values) > 0 && kind != iamCaller && ofIAM(key),
		len(values) > 0 && p.strict && kind != serviceCaller && ofSources(key),
		p.strict && neverEmpty(key) && slices.Contains(values, ""):
		return false
	}
	return p.counts == nil || p.counts(key, values)
}

// neverEmpty reports whether AWS itself fills a key: tags and what callers write,
// such as s3:prefix, may be empty.
func neverEmpty(key string) bool {
	return strings.HasPrefix(key, "aws:") && !strings.Contains(key, "tag")
}

// ofSources reports whether a key comes with calls that a service makes on
// behalf of a resource.
func ofSources(key string) bool {
	switch key {
	case "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner":
		return true
	}
	return false
}

func (s *search) holds(l literal) set {
	switch n := int(l.dim) - len(s.dims); {
	case n >= 0:
		return s.unknown[n].holds[l.id]
	case l.dim == 0:
		return s.callers.holds[l.id]
	}
	return s.dims[l.dim].holds[l.id]
}

func (s *search) fails(l literal) set {
	switch n := int(l.dim) - len(s.dims); {
	case n >= 0:
		return s.unknown[n].fails[l.id]
	case l.dim == 0:
		return s.callers.fails[l.id]
	}
	return s.dims[l.dim].fails[l.id]
}

// try solves for one action and resource. Where only what is certain counts,
// a request is a request whatever the rest turns out to be.
func (s *search) try(l live, certain bool, carried func(key string) bool) ([]set, error) {
	if err := s.budget.spend(8 + len(s.statements) + 2*len(s.dims)); err != nil {
		return nil, err
	}
	left := slices.Clone(s.masks)
	if certain {
		left = slices.Clone(s.sure)
	}
	for i, d := range s.dims {
		if carried == nil || i == 0 || len(d.keys) == 0 {
			continue
		}
		if may := d.without(carried); may.meets(left[i]) {
			left[i] = left[i].and(may)
		}
	}
	for _, u := range s.unknown {
		all := full(u.n)
		if certain {
			all = newSet(u.n)
		}
		left = append(left, all)
	}
	if left[0].empty() {
		return nil, nil
	}
	solver := solver{holds: s.holds, fails: s.fails, budget: s.budget}
	for _, p := range s.paths {
		choices, never, ok := s.clauses(p, l)
		if !ok {
			continue
		}
		found, ok := solver.solve(left, nil, never, choices)
		if solver.broken {
			return nil, errTooMany
		}
		if ok {
			return found, nil
		}
		for _, i := range p.never {
			if l.of[i] {
				s.blocks[i] = true
			}
		}
	}
	return nil, nil
}

// clauses returns what a path asks; false if a gate has no statement.
func (s *search) clauses(p path, l live) (choices [][][]literal, never [][]literal, ok bool) {
	for _, gate := range p.gates {
		var choice [][]literal
		for _, i := range gate {
			if l.of[i] {
				choice = append(choice, s.literals(i, l))
			}
		}
		if len(choice) == 0 {
			return nil, nil, false
		}
		choices = append(choices, choice)
	}
	for _, i := range p.never {
		if l.of[i] {
			never = append(never, s.literals(i, l))
		}
	}
	return choices, never, true
}

// all tries every region of actions and resources. It returns the first
// request that is certain, else the first that may be, else nil: there is
// none.
func (s *search) all(space *resourceSpace, resources []region) (*finding, error) {
	var maybe *finding
	for i := range s.regions {
		a := &s.regions[i]
		for j := range resources {
			r := &resources[j]
			if err := s.budget.spend(8 + len(s.statements)); err != nil {
				return nil, err
			}
			l, key := s.live(a.takes, r.takes)
			if len(r.open) > 0 {
				key += r.key()
			}
			if s.seen[key] || s.refuted[key] {
				continue
			}
			s.setUnknown(a, space, r)
			left, err := s.try(l, false, nil)
			if err != nil {
				return nil, err
			}
			if left == nil {
				s.seen[key] = true
				continue
			}
			if sure, err := s.try(l, true, nil); err != nil {
				return nil, err
			} else if agreed, err := s.agreed(r.word); err != nil {
				return nil, err
			} else if sure != nil && agreed {
				f := s.finding(a, r.word, sure)
				f.about = key
				return f, nil
			} else if sure != nil {
				if maybe == nil {
					maybe = s.finding(a, r.word, left)
					maybe.uncertain = s.disputed(r.word)
				}
				continue
			}
			s.seen[key] = true
			if maybe == nil {
				maybe = s.finding(a, r.word, left)
				maybe.uncertain = s.uncertain(left, a, space, r)
			}
		}
	}
	return maybe, nil
}

func (s *search) finding(a *actionRegion, resource string, left []set) *finding {
	f := &finding{kind: s.kind, action: a.name, resource: resource, left: left, callers: s.callers, list: s.list}
	if len(a.known) > 0 {
		f.known = a.known[0]
	}
	return f
}
