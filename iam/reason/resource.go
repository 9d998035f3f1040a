package reason

import (
	"slices"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A reading is how the wildcards in the resources of statements are read. AWS's
// page says that a '*' which ends one of an ARN's segments may match past the
// colon, and the known evaluators read it in two ways; an ARN of fewer than six
// parts, and a wildcard in the type of a resource, may match nothing at all
// (see policy.MatchResource). What holds in all readings is certain.
type reading uint8

const (
	bySegment reading = iota // no wildcard spans one of the first five colons
	strictly                 // and what is no proper ARN takes nothing
	padded                   // or what is too short has '*' for the parts that it lacks
	spoilt                   // and spoils a NotResource
	asWhole                  // every wildcard spans colons
	numReadings
)

// A resources element is the Resource or NotResource of statements.
type resources struct {
	texts []value.Text
	not   bool
	why   string // why there may be more; "": there are none
}

func resourcesOf(s *policy.Statement) resources {
	r := resources{not: s.Resources.Not}
	for _, e := range s.Resources.List {
		r.texts = append(r.texts, s.ResourcePattern(e))
	}
	if s.Resources.Partial() {
		r.why = s.Resources.Reason()
	}
	return r
}

// A resourceSpace is what the resources of all statements tell apart.
type resourceSpace struct {
	elements []resources
	patterns []pattern // behind the domain
	groups   []group
	spoilt   []bool // by element
}

// domainPatterns is what every ARN takes: arn:partition:service:region:account:resource.
var domainPatterns = []pattern{compile(value.Literal("arn:?*:?*:*:*:?*"), arn)}

func newResourceSpace(elements []resources, r reading) *resourceSpace {
	s := &resourceSpace{elements: elements, patterns: slices.Clone(domainPatterns)}
	index := make(map[string]int32)
	add := func(p pattern) int32 {
		id := p.id()
		i, ok := index[id]
		if !ok {
			i = int32(len(s.patterns))
			index[id] = i
			s.patterns = append(s.patterns, p)
		}
		return i
	}
	for i := range elements {
		var g group
		for _, t := range elements[i].texts {
			g.patterns = append(g.patterns, add(compileResource(t, r)))
		}
		if why := elements[i].why; why != "" {
			p := anything(why).pattern
			g.patterns = append(g.patterns, add(p))
		}
		s.groups = append(s.groups, g)
		if r == spoilt {
			s.spoilt = append(s.spoilt, elements[i].spoils())
		}
	}
	return s
}

func compileResource(t value.Text, r reading) pattern {
	if r == asWhole || t.Inline() == "*" {
		return compile(t, glob)
	}
	p := compile(t, arn)
	switch {
	case r == strictly && improper(t, &p):
		p.never = true
	case r == padded || r == spoilt:
		if s, ok := t.Literal(); ok {
			if longer, short := policy.Padded(s); short {
				return compile(value.Literal(longer), arn)
			}
		}
	}
	return p
}

// spoils reports whether an element has a pattern of fewer than six parts.
func (r *resources) spoils() bool {
	return r.not && slices.ContainsFunc(r.texts, func(t value.Text) bool {
		_, short := policy.Padded(t.Inline())
		return short
	})
}

// improper reports whether AWS may take a pattern for none.
func improper(t value.Text, p *pattern) bool {
	if p.short {
		return t.Inline() != "*"
	}
	a, ok := policy.ParseARN(t)
	return ok && policy.WildType(a.Service.Inline(), a.Resource.Inline())
}

// regions finds the regions of all ARNs; prune is as in explorer, Not regarded.
func (s *resourceSpace) regions(b *budget, prune func([]value.Answer) bool) ([]region, error) {
	e := &explorer{patterns: s.patterns, groups: s.groups, domain: len(domainPatterns), budget: b}
	if prune != nil {
		e.prune = func(takes []value.Answer) bool {
			s.turn(takes)
			return prune(takes)
		}
	}
	regions, err := e.regions()
	for i := range regions {
		s.turn(regions[i].takes)
	}
	return regions, err
}

// work is what it costs to find the region of a text.
func (s *resourceSpace) work(text string) int {
	n := 0
	for i := range s.patterns {
		n += s.patterns[i].work(text)
	}
	return n
}

// of returns the region of one text.
func (s *resourceSpace) of(text string) region {
	r := region{word: text, takes: make([]value.Answer, len(s.groups))}
	for g := range s.groups {
		r.takes[g] = value.No
		for _, i := range s.groups[g].patterns {
			p := &s.patterns[i]
			if r.takes[g] == value.Yes || !p.takes(text) {
				continue
			}
			if !p.open {
				r.takes[g] = value.Yes
				continue
			}
			r.takes[g] = value.CannotTell
			if !slices.Contains(r.open, i) {
				r.open = append(r.open, i)
			}
		}
	}
	s.turn(r.takes)
	return r
}

// turn applies Not.
func (s *resourceSpace) turn(takes []value.Answer) {
	for i := range s.elements {
		switch {
		case s.spoilt != nil && s.spoilt[i]:
			takes[i] = value.No
		case s.elements[i].not:
			takes[i] = takes[i].Not()
		}
	}
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
