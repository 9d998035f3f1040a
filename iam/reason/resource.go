package reason

import (
	"slices"

	"bailiwick/iam/policy"
	"bailiwick/value"
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
