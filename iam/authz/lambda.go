package authz

import "maps"

// The authentication types of function URLs, and of the endpoints of Web
// Functions.
const (
	URLNone            = "NONE"
	URLIAM             = "AWS_IAM"
	EndpointIAM        = "IamAuth"
	EndpointUnverified = "ApplicationManaged"
)

// A URLDecision is what becomes of a call of a function by its URL, which needs
// two actions (Lambda Developer Guide, "Control access to Lambda function
// URLs": URLs made since October 2025).
type URLDecision struct {
	URL    Decision // lambda:InvokeFunctionUrl
	Invoke Decision // lambda:InvokeFunction, by the URL
}

// Effect joins both: the call is allowed if both are.
func (d URLDecision) Effect() Effect {
	switch {
	case d.URL.Effect == ExplicitDeny || d.Invoke.Effect == ExplicitDeny:
		return ExplicitDeny
	case d.URL.Effect == ImplicitDeny || d.Invoke.Effect == ImplicitDeny:
		return ImplicitDeny
	case d.URL.Effect == CannotTell || d.Invoke.Effect == CannotTell:
		return CannotTell
	}
	return Allow
}

// DecideURL decides a call of a function by its URL, of an authentication type.
// The request's resource is the function, with the qualifier that the URL has;
// its action is not looked at. With URLNone Lambda authenticates nobody, so
// that everybody is an anonymous caller, whom the function's policy must let
// in; with URLIAM an anonymous caller is turned away.
func DecideURL(r *Request, authType string, p *Policies) URLDecision {
	call := *r
	if authType == URLNone {
		call.Principal = Principal{Kind: Anonymous}
	}
	ask := func(action, key, is string) Decision {
		if authType != URLNone && call.Principal.Kind == Anonymous {
			return Decision{Effect: ImplicitDeny, Layer: AWSLayer}
		}
		call := call
		call.Action = action
		call.Context = r.Context.clone()
		call.Context.Set(key, is)
		return Decide(&call, p)
	}
	return URLDecision{
		URL:    ask("lambda:InvokeFunctionUrl", "lambda:FunctionUrlAuthType", authType),
		Invoke: ask("lambda:InvokeFunction", "lambda:InvokedViaFunctionUrl", "true"),
	}
}

// DecideEndpoint decides a call of an endpoint of a Web Function, of an
// authentication type (Lambda Developer Guide, "Lambda Web Function endpoint
// access control"). The request's resource is the endpoint; its action is not
// looked at. With EndpointUnverified Lambda asks no policy: every request
// reaches the code.
func DecideEndpoint(r *Request, authType string, p *Policies) Decision {
	switch {
	case authType == EndpointUnverified:
		return Decision{Effect: Allow, Layer: AWSLayer}
	case r.Principal.Kind == Anonymous: // every request must be signed
		return Decision{Effect: ImplicitDeny, Layer: AWSLayer}
	}
	call := *r
	call.Action = "lambda:InvokeWebFunctionEndpoint"
	return Decide(&call, p)
}

// clone returns a context of its own with the same keys.
func (c *Context) clone() Context {
	keys := maps.Clone(c.keys)
	if keys == nil {
		keys = make(map[string]Values)
	}
	return Context{Complete: c.Complete, keys: keys}
}
