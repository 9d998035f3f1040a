package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A call is one request on its way to a decision.
type call struct {
	request  *Request
	policies *Policies
	context  Context // as the layer that is asked sees it: see enter

	service, name string // of the action; the service in lower case
	account       value.Text
	same          value.Answer // the account is the resource's too
	roleName      value.Text   // of a session

	length int             // of the action
	action [maxAction]byte // in lower case
	buffer [maxFilled]byte // what patterns are filled into
}

// Within these lengths a decision does not allocate.
const (
	maxAction = 128 // of actions; AWS has none so long
	maxFilled = 384 // of patterns with their variables
)

func newCall(r *Request, p *Policies) call {
	c := call{request: r, policies: p, context: r.Context, length: len(r.Action)}
	for i := range min(c.length, maxAction) {
		c.action[i] = lower(r.Action[i])
	}
	c.service, c.name, _ = strings.Cut(r.Action, ":")
	if string(c.lowered()[:len(c.service)]) != c.service {
		c.service = policy.Lower(c.service)
	}
	c.account, _ = r.Principal.Account()
	if r.Principal.Kind == Session {
		c.roleName, _ = r.Principal.roleName()
	}
	c.same = c.sameAccount()
	return c
}

// enter turns to a layer. Resource policies do not see which function a call
// comes from (Lambda Developer Guide, "Using source function ARN to control
// function access behavior").
func (c *call) enter(kind LayerKind) {
	c.context.hidden = ""
	if kind == ResourceLayer {
		c.context.hidden = "lambda:sourcefunctionarn"
	}
}

// lowered returns the action in lower case.
func (c *call) lowered() []byte {
	if c.length > maxAction {
		return []byte(policy.Lower(c.request.Action))
	}
	return c.action[:c.length]
}

// sameAccount tells whether the principal and the resource are of one account.
func (c *call) sameAccount() value.Answer {
	if !c.request.Principal.hasIdentity() || c.account.Inline() == "" {
		return value.CannotTell
	}
	owner := c.request.ResourceAccount
	if owner.Inline() == "" {
		if c.request.Resource.Inline() == "*" {
			return value.Yes
		}
		var ok bool
		if owner, ok = policy.AccountOf(c.request.Resource); !ok {
			return value.CannotTell
		}
	}
	if owner.Inline() == "aws" { // AWS's managed policies are in every account
		return value.Yes
	}
	return c.account.Equal(owner)
}

// bounded tells whether the principal has a permissions boundary.
func (c *call) bounded() value.Answer {
	switch c.policies.Boundary.state {
	case none:
		return value.No
	case unread:
		return value.CannotTell
	}
	return value.Yes
}

// isAction reports whether the action is one of these, in lower case.
func (c *call) isAction(names ...string) bool {
	for _, name := range names {
		if len(name) == c.length && string(c.lowered()) == name {
			return true
		}
	}
	return false
}

// resourceHasPrefix tells how the last part of the resource's ARN begins.
func (c *call) resourceHasPrefix(prefix string) value.Answer {
	arn, ok := policy.ParseARN(c.request.Resource)
	switch {
	case ok && c.request.Wildcard && strings.ContainsAny(arn.Resource.Inline(), "*?"):
		anything := value.Hole(value.NewSymbol(value.Free, policy.RequestScope, "*"))
		i := strings.IndexAny(arn.Resource.Inline(), "*?")
		return value.Join(value.Inline(arn.Resource.Inline()[:i]), anything).HasPrefix(prefix)
	case ok:
		return arn.Resource.HasPrefix(prefix)
	case c.request.Resource.Inline() == "*" && !c.request.Wildcard:
		return value.No
	}
	return value.CannotTell
}

// mustBeNamed tells whether the resource is one whose policy must let in even
// principals of its own account, by themselves or by their account: a KMS key,
// and a role that is assumed (IAM User Guide, "How AWS enforcement code logic
// evaluates requests to allow or deny access").
func (c *call) mustBeNamed() value.Answer {
	switch {
	case c.service == "kms":
		return c.resourceHasPrefix("key/")
	case c.assumes():
		return c.resourceHasPrefix("role/")
	}
	return value.No
}

// assumes reports whether the action is one that a trust policy allows.
func (c *call) assumes() bool {
	return c.isAction("sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity",
		"sts:tagsession", "sts:setsourceidentity", "sts:setcontext")
}
