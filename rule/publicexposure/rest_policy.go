package publicexposure

import (
	"cmp"

	"bailiwick/access"
	"bailiwick/access/exposure"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RESTAPIPolicyNotPublic is decided for REST APIs.
var RESTAPIPolicyNotPublic = &rule.Rule{
	ID:       "rest-api-policy-not-public",
	Title:    "API resource policies do not open the API",
	Why:      "A policy that lets everyone in bounds nothing: what is left is the authorization of each method, and a private API is open to every network of every account.",
	Fix:      "Bind the policy to the VPC endpoint, the account, the organisation or known networks.",
	Severity: rule.High,
	Example: `resource "aws_api_gateway_rest_api_policy" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
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
	Objectives: []objective.ID{objective.PublicExposure},
	Equivalents: []rule.Equivalent{
		{Tool: "kics", ID: "b161c11b-a59b-4431-9a29-4e19f63e6b27"},
		{Tool: "prowler", ID: "apigateway_restapi_public"},
	},
	Sources: []string{"API Gateway Developer Guide, Control access to a REST API with API Gateway resource policies"},
	Decide:  []rule.Decision{rule.OnPolicy[*estate.RestAPI](apiPolicy)},
}

func apiPolicy(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	api := r.(*estate.RestAPI)
	hidden := api.IsPrivate()
	if p.IsEmpty() {
		if hidden == value.Yes {
			return rule.NotApplicable("a private API without a policy lets nobody in", api.Endpoints)
		}
		return rule.NotApplicable("it has no resource policy: its methods decide", access.Known("policy", "none", api.Block))
	}
	t, ok := in.Access.Target(r)
	if !ok {
		return rule.Unknown(access.Unread("arn", "its ARN is not known", api.Block))
	}
	o := reachedTarget(in, r, p, t, "call {name}, as far as its policy goes", "lets them in", reason.Anonymous, reason.AnyAccount)
	switch {
	case o.Verdict != rule.FailVerdict:
		return o
	case hidden == value.CannotTell:
		return rule.UnknownBecause("it is not known whether the API is private", append(o.Facts, api.Endpoints)...)
	case hidden == value.Yes:
		_, who, _ := o.Words()
		return rule.Fail("Any network of any account may call the private API {name}", append(o.Facts, api.Endpoints)...).
			As(rule.Medium).Who(who).Label("bound to no VPC and no endpoint")
	}
	if open, fact := openMethod(in, api); open {
		o.Facts = append(o.Facts, fact)
		return o
	}
	return o.As(rule.Info)
}

// openMethod reports whether a method asks nobody who he is.
func openMethod(in *rule.Input, api *estate.RestAPI) (bool, rule.Fact) {
	for _, x := range exposure.Of(in.Access, api) {
		if x.Verdict == reason.Yes {
			by := cmp.Or[estate.Resource](x.Through, api)
			return true, access.Known("method", x.What, by.Head().Block)
		}
	}
	return false, nil
}
