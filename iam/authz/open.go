package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// open names what an open finding rests on.
func (c *call) open(f finding) Open {
	switch {
	case f.statement != nil:
		return c.openIn(f.statement, f.layer)
	case f.policy != nil:
		return Open{Cause: OpenStatement, Why: f.policy.Document.Reason()}
	case f.cause == OpenLayer:
		return Open{Cause: OpenLayer, Why: c.whyUnread(f.layer)}
	case f.cause == OpenPrincipal && c.request.Principal.Kind == UnknownPrincipal:
		return Open{Cause: OpenPrincipal, Why: "who calls is not known"}
	case f.cause == OpenPrincipal && f.layer != SCPLayer && f.layer != RCPLayer:
		return Open{Cause: OpenPrincipal, Why: "whether caller and resource are of one account is not known"}
	case f.layer == RCPLayer:
		return Open{Cause: OpenPrincipal, Why: "whether resource control policies apply is not known"}
	case f.cause == OpenPrincipal:
		return Open{Cause: OpenPrincipal, Why: "whether the caller is a service-linked role is not known"}
	case f.cause == OpenReading:
		return Open{Cause: OpenReading, Why: "no page of AWS's says whether a grant needs more than itself here"}
	}
	return Open{Cause: OpenHole, Why: "the resource " + c.request.Resource.String() + " is not known"}
}

// whyUnread returns why a layer is not wholly read.
func (c *call) whyUnread(kind LayerKind) string {
	p := c.policies
	reason := ""
	switch kind {
	case RCPLayer:
		reason = p.RCP.why()
	case SCPLayer:
		reason = p.SCP.why()
	case EndpointLayer:
		reason = p.Endpoint.reason
	case ResourceLayer:
		reason = p.Resource.reason
	case IdentityLayer:
		reason = p.Identity.reason
	case BoundaryLayer:
		reason = p.Boundary.reason
	case SessionLayer:
		reason = p.Session.reason
	case GrantLayer:
		reason = p.Grants.reason
	}
	if reason == "" {
		switch kind {
		case EndpointLayer, ResourceLayer, BoundaryLayer, GrantLayer, PublicAccess:
			return kind.String() + " was not read"
		}
		return kind.String() + " were not read"
	}
	return reason
}

func (g *Guardrails) why() string {
	if g.state <= part {
		return g.reason
	}
	for _, l := range g.levels {
		if l.state <= part {
			return l.reason
		}
	}
	return ""
}

// openIn names the first part of a statement that cannot be told.
func (c *call) openIn(s *statement, kind LayerKind) Open {
	c.enter(kind)
	switch {
	case s.source.Unread():
		return Open{Cause: OpenStatement, Why: s.source.Reason()}
	case s.matchesAction(c) == value.CannotTell:
		return c.openActions(s)
	case s.matchesResource(c) == value.CannotTell:
		return c.openResource(s)
	}
	for i := range s.conditions {
		if k := &s.conditions[i]; k.holds(&c.context, &c.buffer) == value.CannotTell {
			return c.openCondition(k)
		}
	}
	switch {
	case s.source.ConditionsPartial():
		return Open{Cause: OpenStatement, Why: s.source.Reason()}
	case s.effect == policy.EffectUnknown:
		return Open{Cause: OpenStatement, Why: "the effect is not known"}
	}
	switch principals := &s.source.Principals; {
	case c.request.Principal.Kind == UnknownPrincipal:
		return Open{Cause: OpenPrincipal, Why: "who calls is not known"}
	case principals.Reason() != "":
		return Open{Cause: OpenStatement, Why: principals.Reason()}
	case principals.Not:
		return Open{Cause: OpenReading, Why: "whom NotPrincipal leaves out depends on the service if not every identity of the caller is listed"}
	}
	return Open{Cause: OpenHole, Why: "whether the caller is named is not known"}
}

func (c *call) openActions(s *statement) Open {
	for i := range s.actions {
		if tooLong(len(s.actions[i].name), c.name) {
			return Open{Cause: OpenBound, Why: "the actions are too long to be compared"}
		}
	}
	return openElements(&s.source.Actions, "the actions")
}

func openElements(e *policy.Elements, what string) Open {
	if reason := e.Reason(); reason != "" {
		return Open{Cause: OpenStatement, Why: reason}
	}
	for _, el := range e.List {
		if el.Text.HasHoles() {
			return Open{Cause: OpenHole, Why: el.String() + " is not known"}
		}
	}
	return Open{Cause: OpenHole, Why: what + " are not known"}
}

func (c *call) openResource(s *statement) Open {
	for _, e := range s.source.Resources.List {
		if tooLong(len(e.Text.Inline()), c.request.Resource.Inline()) {
			return Open{Cause: OpenBound, Why: "the resources are too long to be compared"}
		}
	}
	if s.source.Resources.Partial() || s.source.Resources.Reason() != "" {
		return openElements(&s.source.Resources, "the resources")
	}
	if c.request.Resource.HasHoles() {
		return Open{Cause: OpenHole, Why: "the resource " + c.request.Resource.String() + " is not known"}
	}
	for i := range s.resources {
		p := &s.resources[i]
		for _, at := range p.pieces {
			if at.key != "" {
				if _, state := at.value(&c.context); state == open {
					return Open{Cause: OpenKey, Key: at.key, Why: "the value of " + at.key + " is not known"}
				}
			}
		}
		if p.slow {
			return Open{Cause: OpenHole, Why: p.text.String() + " is not known"}
		}
	}
	return c.openReading()
}

func (c *call) openReading() Open {
	return Open{Cause: OpenReading, Why: "AWS's pages and the known evaluators differ on whether " + c.request.Resource.String() + " is matched"}
}

func (c *call) openCondition(k *Condition) Open {
	key := k.source.Key.String()
	v := c.context.get(k.key)
	switch {
	case k.open:
		return Open{Cause: OpenStatement, Key: key, Why: "the condition " + k.source.String() + " is not known"}
	case v.Unknown:
		return Open{Cause: OpenKey, Key: key, Why: "whether the request carries " + key + ", and its value, is not known"}
	case k.source.Values.Partial():
		return Open{Cause: OpenStatement, Key: key, Why: k.source.Values.Reason()}
	}
	for _, is := range v.List {
		if is.HasHoles() {
			return Open{Cause: OpenKey, Key: key, Why: "the value of " + key + " is not known"}
		}
	}
	for i := range k.values {
		o := &k.values[i]
		for _, is := range v.List {
			if tooLong(len(o.text.Inline()), is.Inline()) {
				return Open{Cause: OpenBound, Key: key, Why: "the condition on " + key + " is too long to be compared"}
			}
		}
		for _, at := range o.pieces {
			if at.key != "" {
				switch _, state := at.value(&c.context); state {
				case open:
					return Open{Cause: OpenKey, Key: at.key, Why: "the value of " + at.key + " is not known"}
				case plural:
					return Open{Cause: OpenReading, Key: at.key, Why: "AWS does not document what a variable of many values is: " + at.key}
				}
			}
		}
		if o.slow || o.hole {
			return Open{Cause: OpenHole, Key: key, Why: "the value of the condition " + k.source.String() + " is not known"}
		}
	}
	why := "AWS does not document what " + strings.TrimSpace(k.operator.String()) + " makes of "
	if len(v.List) == 0 {
		return Open{Cause: OpenReading, Key: key, Why: why + "a key that is absent"}
	}
	return Open{Cause: OpenReading, Key: key, Why: why + "a key of many values"}
}
