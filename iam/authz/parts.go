package authz

import (
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Part is some of the resources that a request stands for, and what becomes
// of the request there.
type Part struct {
	Resource value.Text // a pattern
	Decision Decision

	within bool // surely holds some of the request's resources
}

// Parts takes a request that stands for many resources apart by what the grants
// speak of: each pattern of an Allow for the action in the identity policies
// and the resource policy is decided by itself, and one that reaches farther
// than the request counts as the request's own. There are none if nothing is
// allowed, and it is the whole if that is denied. The order is that of the
// policies.
func Parts(r *Request, p *Policies) []Part {
	whole := *r
	whole.Wildcard = true
	switch d := Decide(&whole, p); d.Effect {
	case ImplicitDeny:
		return nil
	case ExplicitDeny:
		return []Part{{Resource: r.Resource, Decision: d}}
	}
	c := newCall(&whole, p)
	var out []Part
	seen := make(map[string]bool)
	for _, l := range []*Layer{&p.Identity, &p.Resource} {
		for _, p := range l.policies {
			for i := range p.statements {
				for _, part := range p.statements[i].parts(&c) {
					if !seen[part.Resource.Inline()] {
						seen[part.Resource.Inline()] = true
						out = append(out, part)
					}
				}
			}
		}
	}
	for i := range out {
		part := whole
		part.Resource = out[i].Resource
		d := Decide(&part, p)
		if !out[i].within && d.Effect == Allow {
			d = Decision{Layer: d.Layer, By: d.By, Open: c.openReading()}
		}
		out[i].Decision = d
	}
	return out
}

// parts returns the patterns within the request's resources that an Allow
// speaks of.
func (s *statement) parts(c *call) []Part {
	all := Part{Resource: c.request.Resource, within: true}
	if s.effect != policy.Allow || s.matchesAction(c) == value.No {
		return nil
	}
	if s.source.Resources.IsAbsent() || s.source.Resources.Not {
		return []Part{all}
	}
	var out []Part
	for i := range s.resources {
		pattern, _ := s.resources[i].loose(&c.context)
		if policy.Covers(pattern, all.Resource) == value.Yes {
			out = append(out, all)
		} else if meet := policy.Overlaps(pattern, all.Resource); meet != value.No {
			out = append(out, Part{Resource: pattern, within: meet == value.Yes})
		}
	}
	return out
}
