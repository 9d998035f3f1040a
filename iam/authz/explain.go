package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Reason says of one statement whether it applies to a request, and what is
// in the way if it does not.
type Reason struct {
	Layer   LayerKind
	By      Reference
	Applies value.Answer
	Why     string // in a sentence; "" if it applies
}

// Explain says of every statement of every policy why it applies to the request
// or not, in the order of AWS's flow chart and of the documents. It is a call
// of its own since it costs more than the decision.
func Explain(r *Request, p *Policies) []Reason {
	c := newCall(r, p)
	var out []Reason
	layer := func(kind LayerKind, l *Layer) {
		for _, p := range l.policies {
			for i := range p.statements {
				out = append(out, c.explain(kind, p, &p.statements[i]))
			}
		}
	}
	for i := range p.RCP.levels {
		layer(RCPLayer, &p.RCP.levels[i])
	}
	for i := range p.SCP.levels {
		layer(SCPLayer, &p.SCP.levels[i])
	}
	layer(EndpointLayer, &p.Endpoint)
	layer(ResourceLayer, &p.Resource)
	layer(IdentityLayer, &p.Identity)
	layer(BoundaryLayer, &p.Boundary)
	layer(SessionLayer, &p.Session)
	return out
}

func (c *call) explain(kind LayerKind, p *Policy, s *statement) Reason {
	c.enter(kind)
	r := Reason{Layer: kind, By: Reference{Policy: p, Statement: s.source}}
	r.Applies = both(s.applies(c), s.naming(c, kind).byAny())
	switch r.Applies {
	case value.No:
		r.Why = c.obstacle(s)
	case value.CannotTell:
		r.Why = c.openIn(s, kind).Why
	}
	return r
}

// obstacle says which element of a statement keeps it from applying.
func (c *call) obstacle(s *statement) string {
	if s.matchesAction(c) == value.No {
		return c.request.Action + " is " + listed(&s.source.Actions, "action")
	}
	if s.matchesResource(c) == value.No {
		return c.request.Resource.String() + " is " + listed(&s.source.Resources, "resource")
	}
	for i := range s.conditions {
		if k := &s.conditions[i]; k.holds(&c.context, &c.buffer) == value.No {
			return "the condition " + k.source.String() + " does not hold: " + c.carries(k)
		}
	}
	switch {
	case s.source.Principals.IsAbsent():
		return "it names no principal"
	case s.source.Principals.Not:
		return c.request.Principal.String() + " is among those that NotPrincipal leaves out"
	}
	return c.request.Principal.String() + " is not among its principals"
}

// listed says how an element keeps something out.
func listed(e *policy.Elements, what string) string {
	if e.Not {
		return "left out: it matches " + join(e)
	}
	return "no " + what + " of its: " + join(e)
}

// join writes the strings of an element, the first few if they are many.
func join(e *policy.Elements) string {
	const few = 4
	var texts []string
	for i, el := range e.List {
		if i == few && len(e.List) > few+1 {
			texts = append(texts, "…")
			break
		}
		texts = append(texts, el.String())
	}
	return strings.Join(texts, ", ")
}

// carries says what the request has under a condition's key.
func (c *call) carries(k *Condition) string {
	key := k.source.Key.String()
	v := c.context.get(k.key)
	if len(v.List) == 0 {
		return "the request does not carry " + key
	}
	texts := make([]string, len(v.List))
	for i, t := range v.List {
		texts[i] = `"` + t.String() + `"`
	}
	return key + " is " + strings.Join(texts, " and ")
}

// String names the principal for people.
func (p *Principal) String() string {
	switch {
	case p.Kind == UnknownPrincipal, p.Kind == Anonymous:
		return p.Kind.String()
	}
	return p.Name.String()
}
