package publicexposure

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// HTTPAPIRouteAuthorized is decided for routes, and for HTTP APIs that are
// declared by quick create or by an OpenAPI document.
var HTTPAPIRouteAuthorized = &rule.Rule{
	ID:       "http-api-route-authorized",
	Title:    "Every HTTP API route requires authorisation",
	Why:      "Anyone on the internet can call a route without an authorizer: an HTTP API has no resource policy that could bound it.",
	Fix:      "Set authorization_type and an authorizer on the route. A route that is open on purpose is recorded in api.public_routes.",
	Severity: rule.High,
	Example: `resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /orders"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.users.id
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"api.public_routes"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "apigatewayv2_api_authorizers_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_309"},
		{Tool: "securityhub", ID: "APIGateway.8"},
		{Tool: "config", ID: "api-gwv2-authorization-type-configured"},
		{Tool: "cdk-nag", ID: "AwsSolutions-APIG4"},
		{Tool: "powerpipe", ID: "api_gatewayv2_route_authorization_type_configured"},
	},
	Sources: []string{"API Gateway Developer Guide, Control and manage access to HTTP APIs in API Gateway"},
	Decide: []rule.Decision{
		rule.On[*estate.APIRoute](routeAuthorized),
		rule.On[*estate.HTTPAPI](httpAPIAuthorized),
	},
}

func routeAuthorized(in *rule.Input, r *estate.APIRoute) rule.Outcome {
	api, reach := estate.Find[*estate.HTTPAPI](in.Estate, r, r.API)
	key, _ := r.RouteKey.Get()
	if reach != estate.Here {
		if _, websocket := estate.Find[*estate.WebSocketAPI](in.Estate, r, r.API); websocket == estate.Here {
			return rule.NotApplicable("only $connect of a WebSocket API carries an authorizer, and it is judged with the API", r.RouteKey)
		}
	}
	switch {
	case is(r.Authorization, "AWS_IAM", "CUSTOM", "JWT") == value.Yes:
		if is(r.Authorization, "JWT") == value.Yes && emptyScopes(r) {
			return rule.PassBecause("every token of the issuer is enough: no scope is asked", r.Authorization, r.Scopes)
		}
		return rule.Pass(r.Authorization)
	case !r.Authorization.IsAbsent() && is(r.Authorization, "NONE") != value.Yes:
		return rule.Undecided(r.Authorization)
	case key.HasPrefix("OPTIONS ") == value.Yes:
		return rule.PassBecause("browsers ask by OPTIONS without credentials", r.RouteKey, r.Authorization)
	case key.HasHoles() && key.LiteralPrefix() == "", r.RouteKey.IsUnknown():
		return rule.Undecided(r.RouteKey, r.Authorization)
	case reach != estate.Here && !strings.Contains(key.LiteralPrefix(), " /"):
		return rule.UnknownBecause("the API that the route belongs to is not declared here", r.API, r.Authorization)
	}
	if api == nil {
		if why, may := mayBeMutual(in, r); may {
			return rule.UnknownBecause(why, r.API, r.Authorization)
		}
	} else {
		if api.Protocol.IsUnknown() {
			return rule.Unknown(api.Protocol, r.Authorization)
		}
		if closed, outcome := mutualOnly(in, api); closed {
			return outcome
		}
	}
	return rule.Fail("Anyone on the internet may call the route "+key.String(), r.Authorization, r.RouteKey).Label("no caller is authenticated")
}

// mayBeMutual reports whether a route of which it cannot be told what API it
// belongs to may be one of an API that is called with mutual TLS only, and why.
func mayBeMutual(in *rule.Input, r *estate.APIRoute) (why string, may bool) {
	if gap, hides := in.Estate.Hides("http_api", r.Scope); hides {
		return "the API that the route belongs to may hide: " + gap.Reason(), true
	}
	for api := range estate.All[*estate.HTTPAPI](in.Estate) {
		if closed, _ := mutualOnly(in, api); closed && api.Scope == r.Scope {
			return "it cannot be told whether the route belongs to " + api.Address + ", which asks for mutual TLS", true
		}
	}
	return "", false
}

func emptyScopes(r *estate.APIRoute) bool {
	scopes, ok := r.Scopes.Get()
	return r.Scopes.IsAbsent() || ok && len(scopes) == 0
}

// mutualOnly returns the outcome for what belongs to an HTTP API that is
// reached by domains with mutual TLS only, or may be, and whether it is so.
func mutualOnly(in *rule.Input, api *estate.HTTPAPI) (bool, rule.Outcome) {
	if off, known := api.DefaultEndpointOff.Get(); api.DefaultEndpointOff.IsAbsent() || known && !off {
		return false, rule.Outcome{}
	} else if !known {
		return true, rule.UnknownBecause("it is not known whether the default endpoint is off", api.DefaultEndpointOff)
	}
	mappings := estate.Companions[*estate.APIMapping](in.Estate, api, "")
	found, _ := mappings.Get()
	mutual := value.Yes
	facts := []rule.Fact{api.DefaultEndpointOff}
	for _, m := range found {
		d, reach := estate.Find[*estate.APIDomain](in.Estate, m, m.Domain)
		if reach != estate.Here {
			mutual = value.CannotTell
			facts = append(facts, m.Domain)
			continue
		}
		facts = append(facts, d.Truststore)
		if has(d.Truststore) == value.No {
			return false, rule.Outcome{}
		}
	}
	if mappings.Partial() || mutual == value.CannotTell || len(found) == 0 {
		return true, rule.UnknownBecause("the default endpoint is off, and it is not known by which domains the API is called", facts...)
	}
	return true, rule.PassBecause("the API is called by domains with mutual TLS only", facts...)
}

func httpAPIAuthorized(in *rule.Input, api *estate.HTTPAPI) rule.Outcome {
	switch {
	case api.Protocol.IsUnknown():
		return rule.Unknown(api.Protocol)
	case has(api.Target) != value.No:
		if closed, outcome := mutualOnly(in, api); closed {
			return outcome
		}
		if has(api.Target) == value.CannotTell {
			return rule.Undecided(api.Target)
		}
		return rule.Fail("Anyone on the internet may call the API {name}", api.Target).Label("makes an open route $default").
			Fix("Leave out target, and declare an integration and routes with an authorizer.")
	case api.Body.IsAbsent():
		if api.BodyBucket.IsKnown() {
			return rule.UnknownBecause("its OpenAPI document lies in a bucket, which is not read", api.BodyBucket)
		}
		return rule.NotApplicable("its routes are judged one by one", api.Body)
	}
	return httpDocument(in, api, access.ReadOpenAPI(api.Body))
}

// httpDocument is the outcome for the operations of an HTTP API's document.
func httpDocument(in *rule.Input, api *estate.HTTPAPI, doc access.OpenAPI) rule.Outcome {
	outcome := operations(doc, api.Name(), described(api.Body))
	if outcome.Verdict == rule.FailVerdict {
		if closed, why := mutualOnly(in, api); closed {
			return why
		}
	}
	return outcome
}

// WebSocketConnectAuthorized is decided for WebSocket APIs.
var WebSocketConnectAuthorized = &rule.Rule{
	ID:       "websocket-connect-authorized",
	Title:    "WebSocket connections are authorised",
	Why:      "Only $connect can authenticate a caller: once a connection stands, every route is open to it.",
	Fix:      "Declare the route $connect with authorization_type AWS_IAM or CUSTOM.",
	Severity: rule.High,
	Example: `resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  authorization_type = "AWS_IAM"
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"api.public_routes"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "apigatewayv2_api_authorizers_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_309"},
		{Tool: "securityhub", ID: "APIGateway.8"},
		{Tool: "cdk-nag", ID: "AwsSolutions-APIG4"},
	},
	Sources: []string{"API Gateway Developer Guide, Control and manage access to WebSocket APIs in API Gateway"},
	Decide: []rule.Decision{rule.On[*estate.WebSocketAPI](func(in *rule.Input, api *estate.WebSocketAPI) rule.Outcome {
		routes := estate.Companions[*estate.APIRoute](in.Estate, api, "")
		found, _ := routes.Get()
		var unclear *estate.APIRoute
		for _, r := range found {
			if is(r.RouteKey, "$connect") == value.CannotTell {
				unclear = r
			}
			if is(r.RouteKey, "$connect") != value.Yes {
				continue
			}
			switch {
			case is(r.Authorization, "AWS_IAM", "CUSTOM") == value.Yes:
				return rule.Pass(r.Authorization, r.RouteKey)
			case !r.Authorization.IsAbsent() && is(r.Authorization, "NONE") != value.Yes:
				return rule.Undecided(r.Authorization)
			}
			return rule.Fail("Anyone on the internet may connect to {name}", r.Authorization, r.RouteKey).Label("no caller is authenticated")
		}
		switch {
		case unclear != nil:
			return rule.Undecided(unclear.RouteKey)
		case routes.Partial():
			return rule.UnknownBecause("the route $connect may be declared elsewhere: "+routes.Reason(), access.Unread("routes", routes.Reason(), api.Block))
		}
		return rule.Fail("Anyone on the internet may connect to {name}", rule.Given{Name: "$connect", Value: "no such route", At: api.Block}).
			Label("no route $connect")
	})},
}

// APIDefaultEndpointDisabled is decided for REST and HTTP APIs.
var APIDefaultEndpointDisabled = &rule.Rule{
	ID:       "api-default-endpoint-disabled",
	Title:    "An API with its own domain is not reachable around it",
	Why:      "What guards the domain, a web ACL, mutual TLS or CloudFront, is not in the way of a caller who uses the default endpoint.",
	Fix:      "Set disable_execute_api_endpoint to true.",
	Severity: rule.Medium,
	Example: `resource "aws_apigatewayv2_api" "shop" {
  name                         = "shop"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = true
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Sources:    []string{"API Gateway Developer Guide, Disable the default endpoint for REST APIs"},
	Decide: []rule.Decision{
		rule.On[*estate.RestAPI](func(in *rule.Input, api *estate.RestAPI) rule.Outcome {
			if api.IsPrivate() == value.Yes {
				return rule.NotApplicable("the API is private", api.Endpoints)
			}
			return endpointOff(in, api, api.DefaultEndpointOff, api.Body)
		}),
		rule.On[*estate.HTTPAPI](func(in *rule.Input, api *estate.HTTPAPI) rule.Outcome {
			return endpointOff(in, api, api.DefaultEndpointOff, api.Body)
		}),
	},
}

func endpointOff(in *rule.Input, api estate.Resource, off value.Value[bool], body value.Value[value.Any]) rule.Outcome {
	if is, known := off.Get(); known && is {
		return rule.Pass(off)
	}
	mappings := estate.Companions[*estate.APIMapping](in.Estate, api, "")
	found, _ := mappings.Get()
	switch {
	case len(found) == 0 && mappings.Partial():
		return rule.UnknownBecause("a domain may be mapped elsewhere: "+mappings.Reason(), access.Unread("domain", mappings.Reason(), api.Head().Block), off)
	case len(found) == 0:
		return rule.NotApplicable("no domain of its own is mapped to it", rule.Given{Name: "domain", Value: "none", At: api.Head().Block})
	case off.IsUnknown():
		return rule.Unknown(off)
	}
	if off.IsAbsent() && !body.IsAbsent() {
		switch doc := access.ReadOpenAPI(body); {
		case doc.EndpointOff.Or(false):
			return rule.Pass(doc.EndpointOff)
		case doc.EndpointOff.IsUnknown():
			return rule.Unknown(doc.EndpointOff)
		}
	}
	return rule.Fail("{name} is reachable around its own domain", off, rule.Given{Name: "domain", Value: found[0].Address, At: found[0].Block}).
		Label("the default endpoint stays open")
}
