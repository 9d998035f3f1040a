package reason

import (
	"slices"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// agreed reports whether all readings agree on a resource.
func (p *problem) agreed(word string) (bool, error) {
	takes := p.spaces[bySegment].of(word).takes
	for r := bySegment; r < numReadings; r++ {
		if err := p.budget.spend(p.spaces[r].work(word)); err != nil {
			return false, err
		}
		if p.differ(r) && !slices.Equal(takes, p.spaces[r].of(word).takes) {
			return false, nil
		}
	}
	return true, nil
}

// differ reports whether a reading may differ from the first.
func (p *problem) differ(r reading) bool {
	if p.differs == nil {
		p.differs = new([numReadings]bool)
		for i := range p.resources {
			p.differs[spoilt] = p.differs[spoilt] || p.resources[i].spoils()
			for _, t := range p.resources[i].texts {
				q := compileResource(t, bySegment)
				p.differs[strictly] = p.differs[strictly] || improper(t, &q)
				p.differs[padded] = p.differs[padded] || q.short && improper(t, &q)
				p.differs[asWhole] = p.differs[asWhole] || slices.ContainsFunc(q.signs, func(c sign) bool { return c == run || c == one })
			}
		}
	}
	return p.differs[r]
}

// disputed says which pattern is read in different ways for a resource.
func (p *problem) disputed(word string) string {
	for i := range p.resources {
		for _, t := range p.resources[i].texts {
			q := compileResource(t, bySegment)
			for r := strictly; r < numReadings; r++ {
				if other := compileResource(t, r); q.takes(word) != other.takes(word) {
					return "whether the resource " + t.String() + " takes " + word + " is read in different ways"
				}
			}
		}
	}
	return "it is read in different ways which resources a statement is about"
}

// wide looks for a request in the reading in which wildcards span colons. Of
// the many ways in which patterns then overlap it follows only those in which
// a request may still be found.
func (s *search) wide() (*finding, error) {
	space := s.spaces[asWhole]
	tried := make(map[string]bool)
	unsure := make([]value.Answer, len(s.resources))
	for i := range s.regions {
		a := &s.regions[i]
		if _, key := s.live(a.takes, unsure); tried[key] {
			continue
		} else {
			tried[key] = true
		}
		var failure error
		possible := make(map[string]bool)
		prune := func(takes []value.Answer) bool {
			if s.elsewhere != nil && s.elsewhere(takes) {
				return true
			}
			l, key := s.live(a.takes, takes)
			may, ok := possible[key]
			if !ok {
				s.setUnknown(a, space, &region{takes: takes})
				s.unknown[1].either(takes)
				left, err := s.try(l, false, nil)
				if err != nil {
					failure = err
				}
				may = left != nil
				possible[key] = may
			}
			return !may
		}
		regions, err := space.regions(s.budget, prune)
		if err == nil {
			err = failure
		}
		if err != nil {
			return nil, err
		}
		for j := range regions {
			r := &regions[j]
			if err := s.budget.spend(8 + len(s.statements)); err != nil {
				return nil, err
			}
			l, _ := s.live(a.takes, r.takes)
			s.setUnknown(a, space, r)
			left, err := s.try(l, false, nil)
			if err != nil {
				return nil, err
			}
			if left != nil {
				f := s.finding(a, r.word, left)
				f.uncertain = s.disputed(r.word)
				return f, nil
			}
		}
	}
	return nil, nil
}

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
			if longer, short := policy.Padded(s); short && !p.endsInRest() {
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
		return t.Inline() != "*" && !p.endsInRest()
	}
	a, ok := policy.ParseARN(t)
	return ok && policy.WildType(a.Service.Inline(), a.Resource.Inline())
}
