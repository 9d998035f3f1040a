package publicexposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// APIHasWAF is decided for entries that can carry a web ACL: stages of REST
// APIs, AppSync APIs, load balancers and distributions.
var APIHasWAF = &rule.Rule{
	ID:       "api-has-waf",
	Title:    "Public APIs stand behind a web ACL",
	Why:      "Without one nothing stops known attacks, floods and scanners before they start functions.",
	Fix:      "Associate a web ACL.",
	Severity: rule.Medium,
	Example: `resource "aws_wafv2_web_acl_association" "shop" {
  resource_arn = aws_api_gateway_stage.shop.arn
  web_acl_arn  = aws_wafv2_web_acl.shop.arn
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"api.waf_required", "iac.baseline"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "apigateway_restapi_waf_acl_attached"},
		{Tool: "prowler", ID: "elbv2_waf_acl_attached"},
		{Tool: "checkov", ID: "CKV2_AWS_29"},
		{Tool: "checkov", ID: "CKV2_AWS_28"},
		{Tool: "checkov", ID: "CKV2_AWS_33"},
		{Tool: "checkov", ID: "CKV_AWS_68"},
		{Tool: "trivy", ID: "AWS-0011"},
		{Tool: "kics", ID: "a186e82c-1078-4a7b-85d8-579561fde884"},
		{Tool: "kics", ID: "0afa6ab8-a047-48cf-be07-93a2f8c34cf7"},
		{Tool: "kics", ID: "1419b4c6-6d5c-4534-9cf6-6a5266085333"},
		{Tool: "securityhub", ID: "APIGateway.4"},
		{Tool: "config", ID: "api-gw-associated-with-waf"},
		{Tool: "guard", ID: "alb_waf_enabled"},
		{Tool: "cdk-nag", ID: "AwsSolutions-APIG3"},
		{Tool: "powerpipe", ID: "apigateway_stage_use_waf_web_acl"},
		{Tool: "kics", ID: "0f139403-303f-467c-96bd-e717e6cfd62d"},
		{Tool: "kics", ID: "fcbf9019-566c-4832-a65c-af00d8137d2b"},
	},
	Sources: []string{"API Gateway Developer Guide, Use AWS WAF to protect your REST APIs in API Gateway"},
	Decide: []rule.Decision{
		rule.On[*estate.APIStage](stageHasWAF),
		rule.On[*estate.GraphQLAPI](func(in *rule.Input, api *estate.GraphQLAPI) rule.Outcome {
			if is(api.Visibility, "PRIVATE") == value.Yes {
				return rule.NotApplicable("the API is private", api.Visibility)
			}
			if !api.Visibility.IsAbsent() && is(api.Visibility, "PRIVATE") == value.CannotTell {
				return rule.Undecided(api.Visibility)
			}
			return associated(in, api)
		}),
		rule.On[*estate.LoadBalancer](balancerHasWAF),
		rule.On[*estate.Distribution](distributionHasWAF),
	},
}

// asked returns an outcome if the settings do not ask a web ACL of the public
// entry, or if that cannot be told.
func asked(in *rule.Input, r estate.Resource) (rule.Outcome, bool) {
	required := in.Settings.API.WAFRequired
	if required.Any() {
		return rule.NotApplicable("no entry needs a web ACL", rule.Setting(required)), true
	}
	var others []settings.Selector
	for _, s := range required.Get() {
		if s.By == settings.ByPublic {
			return rule.Outcome{}, false
		}
		others = append(others, s)
	}
	switch selected, fact := in.Access.Selected(others, r); selected {
	case value.No:
		return rule.NotApplicable("the settings ask no web ACL of it", rule.Setting(required), fact), true
	case value.CannotTell:
		return rule.Unknown(fact, rule.Setting(required)), true
	}
	return rule.Outcome{}, false
}

// associated decides for a public entry to which web ACLs are associated.
func associated(in *rule.Input, r estate.Resource) rule.Outcome {
	if o, settled := asked(in, r); settled {
		return o
	}
	acl := in.Estate.WebACLOf(r)
	at := r.Head().Block
	switch {
	case has(acl) == value.Yes:
		return rule.Pass(acl)
	case acl.IsUnknown():
		return rule.Unknown(acl)
	case has(acl) == value.CannotTell:
		return rule.Undecided(acl)
	case !r.Head().Scope.Baseline:
		return rule.UnknownBecause("no web ACL is associated here, and one may be elsewhere: iac.baseline is false",
			rule.Given{Name: "web ACL", Value: "none declared", At: at}, rule.Setting(in.Settings.IaC.Baseline))
	}
	return rule.Fail("No web ACL stands before {name}", rule.Given{Name: "web ACL", Value: "none", At: at}, rule.Setting(in.Settings.IaC.Baseline)).
		Label("no web ACL")
}

func stageHasWAF(in *rule.Input, s *estate.APIStage) rule.Outcome {
	api, reach := estate.Find[*estate.RestAPI](in.Estate, s, s.API)
	if reach != estate.Here {
		if s.Written == "aws_apigatewayv2_stage" || s.Written == "AWS::ApiGatewayV2::Stage" {
			return rule.NotApplicable("stages of HTTP and WebSocket APIs cannot carry a web ACL", s.API)
		}
		return rule.UnknownBecause("the API of the stage is not declared here", s.API)
	}
	switch api.IsPrivate() {
	case value.Yes:
		return rule.NotApplicable("the API is private", api.Endpoints)
	case value.CannotTell:
		return rule.UnknownBecause("it is not known whether the API is private", api.Endpoints)
	}
	return associated(in, s)
}

func balancerHasWAF(in *rule.Input, b *estate.LoadBalancer) rule.Outcome {
	behind, fact, why := in.Access.FunctionsBehind(b)
	if behind == value.No {
		return rule.NotApplicable("no function lies behind it", fact)
	}
	switch internal := access.IsInternal(b); {
	case internal == value.Yes:
		return rule.NotApplicable("it is internal", facing(b))
	case internal == value.CannotTell:
		return facingUndecided(b)
	case behind == value.CannotTell:
		return rule.UnknownBecause(why, fact)
	}
	return associated(in, b)
}

func distributionHasWAF(in *rule.Input, d *estate.Distribution) rule.Outcome {
	front, fact := in.Access.InFrontOfFunctions(d)
	switch {
	case has(d.WebACL) == value.Yes:
		return rule.Pass(d.WebACL)
	case front == value.No:
		return rule.NotApplicable("no function lies behind it", fact)
	}
	if o, settled := asked(in, d); settled {
		return o
	}
	switch {
	case has(d.WebACL) == value.CannotTell:
		return rule.Undecided(d.WebACL, fact)
	case front == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether a function lies behind it", fact, d.WebACL)
	}
	return rule.Fail("No web ACL stands before {name}", d.WebACL, fact).Label("no web ACL")
}

// PublicEntryBehindWebACL is decided for entries that cannot carry a web ACL
// themselves.
var PublicEntryBehindWebACL = &rule.Rule{
	ID:       "public-entry-behind-web-acl",
	Title:    "Entries that cannot carry a web ACL stand behind one",
	Why:      "HTTP APIs, WebSocket APIs and function URLs have no web ACL of their own: attacks reach them unless a distribution with one is the only way in.",
	Fix:      "Put a distribution with a web ACL in front, and close the direct endpoint: AWS_IAM with origin access control for a URL, disable_execute_api_endpoint for an API.",
	Severity: rule.Medium,
	Example: `resource "aws_cloudfront_distribution" "orders" {
  web_acl_id = aws_wafv2_web_acl.orders.arn
  origin {
    origin_id                = "orders"
    domain_name              = trimsuffix(trimprefix(aws_lambda_function_url.orders.function_url, "https://"), "/")
    origin_access_control_id = aws_cloudfront_origin_access_control.orders.id
  }
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"api.waf_required", "iac.baseline"},
	Sources:    []string{"PCI DSS 4.0.1, requirement 6.4.2 (own words)", "AWS WAF Developer Guide, Resources that you can protect with AWS WAF"},
	Decide: []rule.Decision{
		rule.On[*estate.FunctionURL](urlBehindWebACL),
		rule.On[*estate.HTTPAPI](func(in *rule.Input, a *estate.HTTPAPI) rule.Outcome {
			return apiBehindWebACL(in, a, a.DefaultEndpointOff)
		}),
		rule.On[*estate.WebSocketAPI](func(in *rule.Input, a *estate.WebSocketAPI) rule.Outcome {
			return apiBehindWebACL(in, a, a.DefaultEndpointOff)
		}),
		rule.On[*estate.WebFunctionEndpoint](endpointBehindWebACL),
	},
}

func urlBehindWebACL(in *rule.Input, u *estate.FunctionURL) rule.Outcome {
	if o, settled := asked(in, u); settled {
		return o
	}
	switch {
	case is(u.AuthType, "NONE") == value.Yes:
		return rule.Fail("The URL {name} is open around any web ACL", u.AuthType).Label("answers everyone directly")
	case is(u.AuthType, "AWS_IAM") != value.Yes:
		return rule.Undecided(u.AuthType)
	}
	return behindDistributions(in, u, u.AuthType, rule.NotApplicable("only callers with credentials reach it", u.AuthType))
}

func endpointBehindWebACL(in *rule.Input, e *estate.WebFunctionEndpoint) rule.Outcome {
	if o, settled := asked(in, e); settled {
		return o
	}
	switch {
	case is(e.AuthType, "ApplicationManaged") == value.Yes:
		return rule.Fail("The endpoint {name} is open around any web ACL", e.AuthType).Label("answers everyone directly")
	case is(e.AuthType, "IamAuth") != value.Yes:
		return rule.Undecided(e.AuthType)
	}
	return rule.NotApplicable("only callers with credentials reach it", e.AuthType)
}

func apiBehindWebACL(in *rule.Input, api estate.Resource, off value.Value[bool]) rule.Outcome {
	if o, settled := asked(in, api); settled {
		return o
	}
	switch closed, known := off.Get(); {
	case off.IsUnknown():
		return rule.Unknown(off)
	case !known || !closed:
		return rule.Fail("{name} is open around any web ACL by its default endpoint", off).Label("the default endpoint is open")
	}
	none := rule.UnknownBecause("no distribution in front is declared here, and one may be elsewhere: iac.baseline is false",
		off, rule.Setting(in.Settings.IaC.Baseline))
	if api.Head().Scope.Baseline {
		none = rule.Fail("No distribution with a web ACL stands before {name}", off, rule.Setting(in.Settings.IaC.Baseline))
	}
	return behindDistributions(in, api, off, none)
}

// behindDistributions decides by the distributions whose origin the entry is,
// or none if there are none.
func behindDistributions(in *rule.Input, r estate.Resource, closed rule.Fact, none rule.Outcome) rule.Outcome {
	holders := []estate.Resource{r}
	mappings := estate.Companions[*estate.APIMapping](in.Estate, r, "")
	for _, m := range mappings.Or(nil) {
		if d, reach := estate.Find[*estate.APIDomain](in.Estate, m, m.Domain); reach == estate.Here {
			holders = append(holders, d)
		}
	}
	worst := none
	found := false
	for _, h := range holders {
		distributions := estate.Companions[*estate.Distribution](in.Estate, h, "")
		if distributions.Partial() && !found {
			worst = rule.UnknownBecause("a distribution may stand before it: "+distributions.Reason(), access.Unread("origin", distributions.Reason(), h.Head().Block), closed)
		}
		for _, d := range distributions.Or(nil) {
			outcome := rule.Pass(closed, d.WebACL)
			switch {
			case has(d.WebACL) == value.No:
				outcome = rule.Fail("{name} is open by the distribution "+d.Name()+", which has no web ACL", d.WebACL, closed)
			case has(d.WebACL) == value.CannotTell:
				outcome = rule.Undecided(d.WebACL, closed)
			case acts(in.Estate, d) == value.No:
				outcome = rule.Fail("The web ACL before {name} lets everything through", d.WebACL, closed)
			case acts(in.Estate, d) == value.CannotTell:
				outcome = rule.UnknownBecause("it cannot be told whether its web ACL acts", d.WebACL, closed)
			}
			if !found || outcome.Verdict == rule.FailVerdict {
				worst, found = outcome, true
			}
		}
	}
	return worst
}

// acts tells whether a distribution's web ACL does anything. One that is
// declared elsewhere is trusted to.
func acts(v *estate.View, d *estate.Distribution) value.Answer {
	acl, reach := estate.Find[*estate.WebACL](v, d, d.WebACL)
	if reach != estate.Here {
		return value.Yes
	}
	rules, ok := acl.Rules.Get()
	switch {
	case len(rules) > 0 || acl.Blocks.IsKnown() || acl.RuleJSON.IsKnown():
		return value.Yes
	case ok && !acl.Rules.Partial() || acl.Rules.IsAbsent():
		return value.No
	}
	return value.CannotTell
}
