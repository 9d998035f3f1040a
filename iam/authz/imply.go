package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// Imply sets the condition keys that follow from who asks for what, where they
// are not set: those of the principal, the account of the resource, and the
// region that its ARN names (IAM User Guide, "AWS global condition context
// keys"). Keys of the principal that such a principal never has become absent.
// What the organisation, the network and the session add is for the caller to
// set.
func (r *Request) Imply() {
	c := &r.Context
	p := &r.Principal
	if p.Kind == UnknownPrincipal {
		return
	}
	service := value.Literal("false")
	switch p.Kind {
	case Service:
		service = value.Literal("true")
		c.imply("aws:PrincipalServiceName", p.Name)
	default:
		c.implyAbsent("aws:PrincipalServiceName")
		c.implyAbsent("aws:PrincipalServiceNamesList")
	}
	c.imply("aws:PrincipalIsAWSService", service)
	if account, ok := p.Account(); ok {
		c.imply("aws:PrincipalAccount", account)
	}
	r.implyPrincipal()
	owner := r.ResourceAccount
	if owner.Inline() == "" {
		owner, _ = policy.AccountOf(r.Resource)
	}
	if s := owner.Inline(); s != "" && s != "aws" {
		c.imply("aws:ResourceAccount", owner)
	}
	if arn, ok := policy.ParseARN(r.Resource); ok && arn.Region.Inline() != "" && !strings.ContainsAny(arn.Region.Inline(), "*?") {
		c.imply("aws:RequestedRegion", arn.Region)
	}
}

// implyPrincipal sets what follows from the kind of the principal.
func (r *Request) implyPrincipal() {
	c := &r.Context
	p := &r.Principal
	if p.Kind != User {
		c.implyAbsent("aws:username")
	}
	switch p.Kind {
	case Root:
		account, _ := p.Account()
		c.imply("aws:PrincipalType", value.Literal("Account"))
		c.imply("aws:userid", account)
		if arn, ok := policy.ParseARN(p.Name); ok {
			c.imply("aws:PrincipalArn", arn.Text())
		}
	case User:
		c.imply("aws:PrincipalArn", p.Name)
		c.imply("aws:PrincipalType", value.Literal("User"))
		if s, ok := p.Name.Literal(); ok {
			c.imply("aws:username", value.Literal(s[strings.LastIndexByte(s, '/')+1:]))
		}
	case Role:
		c.imply("aws:PrincipalArn", p.Name)
		c.imply("aws:PrincipalType", value.Literal("AssumedRole"))
	case Session:
		if p.Entity.Inline() != "" {
			c.imply("aws:PrincipalArn", p.Entity)
		}
		c.imply("aws:PrincipalType", value.Literal("AssumedRole"))
	case FederatedUser:
		c.imply("aws:PrincipalArn", p.Name)
		c.imply("aws:PrincipalType", value.Literal("FederatedUser"))
	case Anonymous:
		c.imply("aws:PrincipalType", value.Literal("Anonymous"))
		fallthrough
	case Service:
		for _, key := range []string{
			"aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:MultiFactorAuthPresent",
			"aws:TokenIssueTime",
		} {
			c.implyAbsent(key)
		}
	}
}

// imply sets a key of one value that is not set.
func (c *Context) imply(key string, is value.Text) {
	if _, ok := c.keys[policy.Lower(key)]; !ok {
		c.SetText(key, is)
	}
}

func (c *Context) implyAbsent(key string) {
	if _, ok := c.keys[policy.Lower(key)]; !ok {
		c.SetAbsent(key)
	}
}
