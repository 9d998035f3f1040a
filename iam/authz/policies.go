package authz

import "bailiwick/value"

// Policies are all policies that bear on a request. Every layer that is not
// set is unread.
type Policies struct {
	Identity Layer // of the user or role, and of the user's groups
	Boundary Layer // none: the principal has no permissions boundary
	Session  Layer // none: it is no session, or one without session policies
	Resource Layer // of the resource: a bucket, key, trust or function policy; none: the resource has none

	SCP Guardrails // of the principal's account; none for the management account
	RCP Guardrails // of the resource's account; RCPFullAWSAccess need not be given

	// Endpoint is the policy of the VPC endpoint that the request comes
	// through; none: it comes through none.
	Endpoint Layer

	// Grants are the grants of a KMS key.
	Grants Grants

	// RestrictPublicBuckets tells whether the switch of that name of S3 block
	// public access is on for the bucket or its account, organisation or access
	// point.
	RestrictPublicBuckets value.Answer
}

// RestNone returns the policies with every unread layer taken for none: what
// is given is all that there is.
func (p Policies) RestNone() Policies {
	for _, l := range []*Layer{&p.Identity, &p.Resource, &p.Boundary, &p.Session, &p.Endpoint} {
		if l.state == unread {
			l.state = none
		}
	}
	for _, g := range []*Guardrails{&p.SCP, &p.RCP} {
		if g.state == unread {
			g.state = none
		}
	}
	if p.Grants.state == unread {
		p.Grants.state = none
	}
	if p.RestrictPublicBuckets == value.CannotTell {
		p.RestrictPublicBuckets = value.No
	}
	return p
}

// GuardrailsAside returns the policies with what was not read of a guardrail
// set aside, as if it let everything through. A request that is denied then is
// denied in any case; one that is allowed is granted, and nothing that was
// read takes it back.
func (p Policies) GuardrailsAside() Policies {
	for _, l := range []*Layer{&p.Boundary, &p.Session, &p.Endpoint} {
		l.setAside()
	}
	for _, g := range []*Guardrails{&p.SCP, &p.RCP} {
		g.setAside()
	}
	if p.RestrictPublicBuckets == value.CannotTell {
		p.RestrictPublicBuckets = value.No
	}
	return p
}
