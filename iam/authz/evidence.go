package authz

import (
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// An outcome is what the policies of a layer say: whether one denies, and
// whether one allows, by how it names the caller.
type outcome struct {
	deny  finding
	allow [reaches]finding
}

// evidence is the outcome of every layer.
type evidence struct {
	rcp, scp, endpoint, resource, identity, boundary, session outcome
}

// evaluate asks each layer once.
func (c *call) evaluate() evidence {
	var e evidence
	p := c.policies
	e.resource = c.layer(ResourceLayer, &p.Resource)
	e.endpoint = c.limit(EndpointLayer, &p.Endpoint)
	e.rcp = c.guardrails(RCPLayer, &p.RCP)
	kind := c.request.Principal.Kind
	switch kind {
	case Anonymous, Service, Federated: // no account whose policies bind them
		e.scp, e.boundary, e.session = letThrough(SCPLayer), letThrough(BoundaryLayer), letThrough(SessionLayer)
		e.identity = silent(IdentityLayer)
		return e
	case UnknownPrincipal:
		for _, o := range []struct {
			*outcome
			kind LayerKind
		}{{&e.scp, SCPLayer}, {&e.identity, IdentityLayer}, {&e.boundary, BoundaryLayer}, {&e.session, SessionLayer}} {
			*o.outcome = unclear(o.kind, OpenPrincipal)
		}
		return e
	}
	e.scp = c.guardrails(SCPLayer, &p.SCP)
	switch kind {
	case Root:
		e.identity, e.boundary, e.session = letThrough(RootLayer), letThrough(BoundaryLayer), letThrough(SessionLayer)
	case User:
		e.identity, e.boundary = c.layer(IdentityLayer, &p.Identity), c.limit(BoundaryLayer, &p.Boundary)
		e.session = letThrough(SessionLayer)
	default:
		e.identity, e.boundary = c.layer(IdentityLayer, &p.Identity), c.limit(BoundaryLayer, &p.Boundary)
		e.session = c.limit(SessionLayer, &p.Session)
		if kind == FederatedUser && p.Session.state == none {
			// Without a session policy the user's own policies give the session
			// nothing (AWS STS API Reference, "GetFederationToken").
			e.session = silent(SessionLayer)
		}
	}
	return e
}

// silent is the outcome of a layer that neither denies nor allows.
func silent(kind LayerKind) outcome {
	f := finding{answer: value.No, layer: kind}
	return outcome{deny: f, allow: [reaches]finding{f, f, f}}
}

// letThrough is the outcome of a layer that does not limit.
func letThrough(kind LayerKind) outcome {
	o := silent(kind)
	o.allow[direct].answer = value.Yes
	return o
}

// unclear is the outcome of a layer that is not known.
func unclear(kind LayerKind, cause Cause) outcome {
	f := finding{layer: kind, cause: cause}
	return outcome{deny: f, allow: [reaches]finding{f, f, f}}
}

// layer asks the policies of a layer that grants.
func (c *call) layer(kind LayerKind, l *Layer) outcome {
	c.enter(kind)
	o := silent(kind)
	if l.state <= part {
		o = unclear(kind, OpenLayer)
	}
	for _, p := range l.policies {
		w := p.about(c)
		for s := w.next(); s != nil; s = w.next() {
			c.ask(&o, kind, p, s)
		}
		if p.Document.Partial() {
			o.deny.raise(value.CannotTell, p, nil)
			for r := range o.allow {
				o.allow[r].raise(value.CannotTell, p, nil)
			}
		}
	}
	return o
}

// ask asks one statement.
func (c *call) ask(o *outcome, kind LayerKind, p *Policy, s *statement) {
	if o.deny.answer == value.Yes || s.effect == policy.Allow && o.allow[direct].answer == value.Yes {
		return // nothing that it says can count
	}
	answer := s.applies(c)
	if answer == value.No {
		return
	}
	names := s.naming(c, kind)
	if s.effect == policy.EffectUnknown {
		answer = value.CannotTell
	}
	if s.effect != policy.Allow {
		o.deny.raise(both(answer, names.byAny()), p, s)
	}
	if s.effect != policy.Deny {
		for r := range o.allow {
			o.allow[r].raise(both(answer, names[r]), p, s)
		}
	}
}

// limit asks the policies of a layer that only limits: what it allows is what
// any of its statements allows, however it names the caller.
func (c *call) limit(kind LayerKind, l *Layer) outcome {
	if l.state == none {
		return letThrough(kind)
	}
	o := c.layer(kind, l)
	o.allow[direct] = anyOf(o.allow[byRole], o.allow[account], o.allow[direct])
	if l.state == lenient {
		o.allow[direct] = finding{answer: value.Yes, layer: kind}
	}
	return o
}

// guardrails asks every level of SCPs or RCPs: a Deny at one is a denial, and
// each must allow. AWS keeps RCPFullAWSAccess at every level, so that an RCP
// never lacks an Allow (Organizations User Guide, "SCP evaluation" and "RCP
// evaluation").
func (c *call) guardrails(kind LayerKind, g *Guardrails) outcome {
	free := letThrough(kind)
	if g.state == none {
		return free
	}
	o := free
	if g.state <= part {
		o = unclear(kind, OpenLayer)
	}
	for i := range g.levels {
		level := c.limit(kind, &g.levels[i])
		o.deny = anyOf(o.deny, level.deny)
		o.allow[direct] = allOf(level.allow[direct], o.allow[direct])
	}
	binds := c.request.Principal.ServiceLinked().Not()
	if kind == RCPLayer {
		o.allow = free.allow
		if o.deny.answer != value.No {
			binds = both(binds, c.takesRCP())
		}
	}
	return outcome{
		deny:  given(binds, o.deny, free.deny, OpenPrincipal),
		allow: [reaches]finding{direct: given(binds, o.allow[direct], free.allow[direct], OpenPrincipal)},
	}
}

// takesRCP tells whether resource control policies apply to the service.
func (c *call) takesRCP() value.Answer {
	known := catalog.Default()
	if _, ok := known.Service(c.service); !ok {
		return value.CannotTell
	}
	return value.Answered(known.SupportsRCP(c.service))
}
