package authz

import (
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// decide is the flow chart of AWS (IAM User Guide, "How AWS enforcement code
// logic evaluates requests to allow or deny access", "Policy evaluation for
// requests within a single account" and "Cross-account policy evaluation
// logic"). Each step is a finding, which is open if it rests on what is not
// known, and the steps are joined so that an answer stands only if it is the
// same whatever that turns out to be.
func (c *call) decide() Decision {
	if c.free() {
		return Decision{Effect: Allow, Layer: AWSLayer}
	}
	e := c.evaluate()

	// Deny evaluation: a Deny in any policy that bears on the request decides.
	denied := anyOf(e.rcp.deny, e.scp.deny, e.endpoint.deny, e.resource.deny,
		e.identity.deny, e.boundary.deny, e.session.deny)
	if denied.answer == value.Yes {
		return c.decision(ExplicitDeny, denied)
	}

	// RCPs, SCPs at every level, and the endpoint must let the request through.
	through := allOf(e.rcp.allow[direct], e.scp.allow[direct], e.endpoint.allow[direct])

	// Resource policies, identity policies, permissions boundary, session
	// policies: what each lets the principal do.
	named, role, delegated := e.resource.allow[direct], e.resource.allow[byRole], e.resource.allow[account]
	identity, boundary, session := e.identity.allow[direct], e.boundary.allow[direct], e.session.allow[direct]
	granted := c.granted(boundary, session)
	own := allOf(identity, boundary, session)

	// Within one account either side grants. What the resource policy grants
	// to the session or the user, or to everyone, nothing limits; what it grants
	// to the role, boundary and session policies do. A key and a role must
	// themselves let the account's policies decide.
	within := anyOf(
		named,
		allOf(role, boundary, session),
		granted,
		given(c.mustBeNamed(), allOf(delegated, own), own, OpenHole),
	)

	// Across accounts both sides must grant, each in its own account, and a
	// public bucket may be closed to others.
	unrestricted := c.unrestricted()
	across := allOf(
		anyOf(named, role, granted, delegated),
		unrestricted,
		own,
	)

	var grant finding
	switch c.request.Principal.Kind {
	case Anonymous:
		grant = allOf(named, unrestricted)
	case Service, Federated:
		grant = anyOf(granted, named)
	default:
		grant = given(c.same, within, across, OpenPrincipal)
	}

	switch all := allOf(c.unreserved(), through, grant); {
	case all.answer == value.No:
		return c.decision(ImplicitDeny, all)
	case all.answer == value.CannotTell:
		return c.decision(CannotTell, all)
	case denied.answer == value.CannotTell:
		return c.decision(CannotTell, denied)
	}
	return c.decision(Allow, grant)
}

func (c *call) decision(effect Effect, f finding) Decision {
	d := Decision{Effect: effect, Layer: f.layer}
	if f.policy != nil {
		d.By.Policy = f.policy
	}
	if f.statement != nil {
		d.By.Statement = f.statement.source
	}
	if effect == CannotTell {
		d.Open = c.open(f)
	}
	return d
}

// free reports whether AWS asks no policy: what tells the caller who he is
// (AWS STS API Reference, "GetCallerIdentity").
func (c *call) free() bool {
	return c.request.Principal.hasIdentity() && c.isAction("sts:getcalleridentity")
}

// unreserved tells whether AWS lets customers do such a thing at all. What AWS
// manages in an account nobody else changes: its managed policies, roles of
// IAM Identity Center, service-linked roles (IAM User Guide, "Managed policies
// and inline policies" and "Create a service-linked role"; IAM Identity Center
// User Guide, "Referencing permission sets"), and the aliases of its keys (KMS
// Developer Guide, "Aliases in AWS KMS"). The root user assumes no role (AWS
// STS API Reference, "AssumeRole").
func (c *call) unreserved() finding {
	f := finding{answer: value.Yes, layer: AWSLayer}
	var reserved value.Answer
	switch {
	case c.service == "iam" && c.changes():
		reserved = either(c.isAWSPolicy(), c.resourceHasPrefix("role/aws-reserved/"))
		if c.changesServiceLinked() {
			reserved = either(reserved, c.resourceHasPrefix("role/aws-service-role/"))
		}
	case c.isAction("kms:createalias", "kms:deletealias", "kms:updatealias"):
		reserved = c.resourceHasPrefix("alias/aws/")
	case c.request.Principal.Kind == Root && c.isAction("sts:assumerole"):
		reserved = value.Yes
	default:
		return f
	}
	f.answer, f.cause = reserved.Not(), OpenHole
	return f
}

// changes reports whether an action of IAM changes what it is called on.
func (c *call) changes() bool {
	verbs := [...]string{
		"add", "attach", "create", "deactivate", "delete", "detach", "enable", "put", "remove", "set", "tag",
		"untag", "update",
	}
	for _, verb := range verbs {
		if len(c.name) >= len(verb) && equalFold(verb, c.name[:len(verb)]) {
			return true
		}
	}
	return false
}

// changesServiceLinked reports whether the action changes of a role what only
// its service may change: not its description and tags, and it may be deleted
// by an action of its own.
func (c *call) changesServiceLinked() bool {
	return c.isAction("iam:attachrolepolicy", "iam:deleterole", "iam:deleterolepermissionsboundary",
		"iam:deleterolepolicy", "iam:detachrolepolicy", "iam:putrolepermissionsboundary", "iam:putrolepolicy",
		"iam:updateassumerolepolicy", "iam:updaterole")
}

// isAWSPolicy tells whether the resource is a managed policy of AWS's.
func (c *call) isAWSPolicy() value.Answer {
	arn, ok := policy.ParseARN(c.request.Resource)
	switch {
	case ok:
		return both(arn.Account.Is("aws"), c.resourceHasPrefix("policy/"))
	case c.request.Resource.Inline() == "*":
		return value.No
	}
	return value.CannotTell
}
