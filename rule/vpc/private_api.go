package vpc

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// PrivateAPIEndpointPolicy is decided for REST APIs.
var PrivateAPIEndpointPolicy = &rule.Rule{
	ID:       "private-api-endpoint-policy",
	Title:    "Private APIs are reached through own endpoints only",
	Why:      "A private API whose policy names no endpoint is reached through the VPC of anybody.",
	Fix:      "Add a condition on aws:SourceVpce with the ids of your endpoints to the API's policy.",
	Severity: rule.Medium,
	Example: `resource "aws_api_gateway_rest_api_policy" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
      Condition = { StringEquals = { "aws:SourceVpce" = aws_vpc_endpoint.api.id } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.VPC, objective.PublicExposure},
	Settings:   []string{"accounts.trusted"},
	Sources:    []string{"API Gateway Developer Guide, Private REST APIs in API Gateway"},
	Decide:     []rule.Decision{rule.OnPolicy[*estate.RestAPI](throughOwn)},
}

func throughOwn(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	api := r.(*estate.RestAPI)
	switch api.IsPrivate() {
	case value.No:
		return rule.NotApplicable("it is no private API", api.Endpoints)
	case value.CannotTell:
		return rule.Unknown(api.Endpoints)
	}
	if p.IsEmpty() {
		return rule.PassBecause("a private API without a policy lets nobody in", api.Endpoints)
	}
	t, ok := in.Access.Target(r)
	if !ok {
		return rule.Unknown(access.Unread("arn", "its ARN is not known", api.Block))
	}
	open := ""
	for _, class := range []reason.Callers{reason.Anonymous, reason.AnyAccount} {
		switch reach := t.Reach(class); reach.Answer.Verdict {
		case reason.Yes:
			fact := t.Fact(reach.Answer.Witness.Decision.By)
			return rule.Fail("Anyone may call the private API {name} through an endpoint of their own", fact).
				Who(reach.Answer.Witness.String()).Label("bound to no endpoint of yours").At(fact.Origin())
		case reason.Outside:
			open = reach.Answer.Why
		}
	}
	o := ownEndpoints(in, r, p)
	switch gaps := t.Gaps(); {
	case o.Verdict == rule.FailVerdict:
		return o
	case len(gaps) > 0:
		return rule.Unknown(rule.Facts(gaps)...)
	case open != "":
		return rule.UnknownBecause(open, policyOf(api))
	}
	return o
}

// ownEndpoints judges whose the endpoints, VPCs and accounts are that the policy
// lets in, or spares where it denies. A statement that lets callers in by name must
// ask for the endpoint too, unless a Deny does for all.
func ownEndpoints(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	var seen []rule.Fact
	var unclear, unasked rule.Fact
	denied := false
	for _, s := range p.Statements {
		asked := false
		for i := range s.Conditions {
			c := &s.Conditions[i]
			key, _ := c.Key.Literal()
			if !slices.Contains(comesThrough, policy.Lower(key)) {
				continue
			}
			asked = true
			for _, e := range c.Values.List {
				fact := s.Element(c.Key.String(), e)
				switch relation, why := endpointOwner(in, r, policy.Lower(key), e); relation {
				case access.Foreign:
					return rule.Fail("{name} is open to "+e.String()+", which is not ours", fact, rule.Setting(in.Settings.Accounts.Trusted)).Label("another account")
				case access.Own, access.Trusted:
					seen = append(seen, fact)
				default:
					unclear = access.Unread(c.Key.String(), why, fact.Origin())
				}
			}
		}
		switch {
		case s.Effect == policy.Deny && asked && s.Principals.IsAnyone() == value.Yes:
			denied = true
		case s.Effect != policy.Deny && !bound(s):
			unasked = access.Known("statement", "asks for no endpoint", s.At())
		}
	}
	switch {
	case unclear != nil:
		return rule.Unknown(unclear)
	case unasked != nil && !denied, len(seen) == 0:
		return rule.UnknownBecause("its policy names callers, and no endpoint that they must come through", policyOf(r))
	}
	return rule.Pass(seen...)
}

// bound reports whether a statement holds only for requests through an endpoint
// that it names.
func bound(s access.ResourceStatement) bool {
	is, _ := s.BoundBy(comesThrough...)
	return is == value.Yes
}

// comesThrough are the keys that say by which endpoint a request comes, in lower
// case.
var comesThrough = []string{"aws:sourcevpce", "aws:sourcevpc", "aws:vpceaccount"}

// endpointOwner tells whose the endpoint, VPC or account is that a condition on a
// key names, or why that is unclear.
func endpointOwner(in *rule.Input, near estate.Resource, key string, e policy.Element) (access.Relation, string) {
	var here estate.Resource
	switch key {
	case "aws:sourcevpce":
		here = in.Estate.Named(near, e.Text, "vpc_endpoint")
	case "aws:sourcevpc":
		here = in.Estate.Named(near, e.Text, "vpc")
	default:
		return in.Access.Account(near, e.Text)
	}
	switch {
	case e.IsUnknown():
		return access.Unclear, e.Reason()
	case here == nil:
		return access.Unclear, "whose " + e.String() + " is cannot be told: nothing declares it here"
	}
	account, known := here.Head().Account.Get()
	if !known {
		return access.Own, ""
	}
	if relation, why := in.Access.Account(near, account); relation != access.Unclear || estate.Shares(near, here) != value.Yes {
		return relation, why
	}
	return access.Own, ""
}

func policyOf(r estate.Resource) rule.Fact { return access.Known("policy", "read", r.Head().Block) }
