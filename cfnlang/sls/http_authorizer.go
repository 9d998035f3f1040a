package sls

import (
	"bailiwick/cfnlang"
	"bailiwick/value"
)

// An httpAuthorizer is one of provider.httpApi.authorizers.
type httpAuthorizer struct {
	cfnlang.Place
	id   string
	kind *Node // of a route that it decides on: CUSTOM or JWT
}

// authorizersOf makes the authorizers of the API.
func (h *http) authorizersOf(all *Node) {
	switch {
	case all == nil:
		return
	case opaque(all):
		h.hidden = all
		h.gap(all.At, "the authorizers of the HTTP API are not known: "+reason(all))
		return
	case !isMap(all):
		h.refuse(all.At, "provider.httpApi.authorizers is a "+all.Kind.String()+", not a map", "write a map of names")
		return
	}
	for i, k := range all.Keys {
		n := all.List[i]
		if k.Name == cfnlang.Unread || opaque(n) {
			h.hidden = n
			h.gap(k.At, "the authorizers of the HTTP API are not known: "+reason(n))
			continue
		}
		h.authorizers[k.Name] = h.authorizer(k, n)
	}
}

// authorizer makes an authorizer.
func (h *http) authorizer(k cfnlang.Key, n *Node) *httpAuthorizer {
	p := cfnlang.Place(k.At)
	name := firstOf(get(n, "name"), p.Node(k.Name))
	called := k.Name
	if text, ok := name.Literal(); ok {
		called = text
	}
	a := &httpAuthorizer{Place: p, id: "HttpApiAuthorizer" + normal(called), kind: p.Node("JWT")}
	source := p.List()
	if given(get(n, "identitySource")) {
		source = cfnlang.PlaceOf(get(n, "identitySource")).List()
		source.List = elements(get(n, "identitySource"))
	}
	properties := p.Object("ApiId", h.api, "Name", name, "IdentitySource", source)
	switch kind := get(n, "type"); {
	case opaque(kind):
		a.kind = cfnlang.NewUnknown(reason(kind), kind.At)
		for _, member := range []string{"AuthorizerType", "AuthorizerUri", "JwtConfiguration"} {
			properties.Set(member, a.kind)
		}
		h.gap(kind.At, "it is not known whether the authorizer "+called+" is a function")
		h.add(p, a.id, "AWS::ApiGatewayV2::Authorizer", properties)
	case textOf(kind) == "request":
		a.kind = p.Node("CUSTOM")
		h.request(a, called, n, properties)
	default:
		properties.Set("AuthorizerType", p.Node("JWT"))
		config := p.Object("Audience", distinct(get(n, "audience")))
		put(config, "Issuer", get(n, "issuerUrl"))
		properties.Set("JwtConfiguration", config)
		h.add(p, a.id, "AWS::ApiGatewayV2::Authorizer", properties)
	}
	return a
}

// request makes an authorizer that is a function, and lets the API call it.
func (h *http) request(a *httpAuthorizer, name string, n, properties *Node) {
	own, foreign := firstOf(get(n, "functionName")), firstOf(get(n, "functionArn"))
	if (own == nil) == (foreign == nil) {
		h.problem(n.At, "the authorizer "+name+" has not exactly one of functionName and functionArn", "the framework refuses it", "set one of them")
	}
	if ttl := get(n, "resultTtlInSeconds"); given(ttl) && !opaque(ttl) && !given(get(n, "identitySource")) {
		h.problem(ttl.At, "the authorizer "+name+" has resultTtlInSeconds and no identitySource", "the framework refuses it", "set identitySource")
	}
	function := foreign
	var depends any
	switch f := h.byKey[textOf(own)]; {
	case foreign != nil:
	case own == nil:
		function = cfnlang.NewUnknown("the authorizer "+name+" names no function", n.At)
	case opaque(own):
		function = own
	case f != nil:
		function, depends = f.target(a.Place), f.depends()
	default: // which is a problem
		function = h.functionARN(a.Place, own)
	}
	properties.Set("AuthorizerType", a.Node("REQUEST"))
	put(properties, "EnableSimpleResponses", get(n, "enableSimpleResponses"))
	put(properties, "AuthorizerResultTtlInSeconds", get(n, "resultTtlInSeconds"))
	properties.Set("AuthorizerPayloadFormatVersion", firstOf(get(n, "payloadVersion"), a.Node("2.0")))
	properties.Set("AuthorizerUri", invocation(a.Place, function))
	if managed := get(n, "managedExternally"); opaque(managed) || !given(managed) {
		permission := h.add(a.Place, normal(name)+"LambdaAuthorizerPermissionHttpApi", "AWS::Lambda::Permission", a.Object(
			"FunctionName", function, "Action", "lambda:InvokeFunction", "Principal", "apigateway.amazonaws.com",
			"SourceArn", arn(a.Place, "execute-api", h.api, "/*")), "DependsOn", depends)
		if opaque(managed) {
			perhaps(permission, "managedExternally is not known: "+reason(managed))
		}
	}
	h.add(a.Place, a.id, "AWS::ApiGatewayV2::Authorizer", properties, "DependsOn", depends)
}

// authorize says who may call a route. Without an authorizer anyone may.
func (h *http) authorize(rt *httpRoute, properties *Node) {
	n := rt.get("authorizer")
	if !given(n) {
		return
	}
	p := cfnlang.PlaceOf(n)
	name, kind, id, scopes := n, (*Node)(nil), (*Node)(nil), (*Node)(nil)
	if isMap(n) {
		name, kind, id, scopes = firstOf(get(n, "name")), get(n, "type"), firstOf(get(n, "id")), firstOf(get(n, "scopes"))
	}
	unknown := func(at value.Origin, why string) {
		properties.Set("AuthorizationType", cfnlang.NewUnknown(why, at))
		properties.Set("AuthorizerId", cfnlang.NewUnknown(why, at))
	}
	put(properties, "AuthorizationScopes", distinct(scopes))
	switch text, literal := name.Literal(); {
	case opaque(n):
		unknown(n.At, "the authorizer of the route is not known: "+reason(n))
	case textOf(kind) == "aws_iam":
		if name != nil || id != nil || scopes != nil {
			h.problem(n.At, "an authorizer of the type aws_iam has more members", "the framework refuses it", "remove them")
		}
		properties.Set("AuthorizationType", cfnlang.PlaceOf(kind).Node("AWS_IAM"))
	case id != nil:
		if !h.shared {
			h.problem(id.At, "an authorizer is named by its id, and the HTTP API is the service's own", "the framework refuses it", "declare it in provider.httpApi.authorizers")
		}
		properties.Set("AuthorizationType", p.Node("JWT"))
		if opaque(kind) {
			properties.Set("AuthorizationType", cfnlang.NewUnknown(reason(kind), kind.At))
		} else if textOf(kind) == "request" {
			properties.Set("AuthorizationType", p.Node("CUSTOM"))
		}
		properties.Set("AuthorizerId", id)
	case opaque(name):
		unknown(name.At, "the authorizer of the route is not known: "+reason(name))
	case h.authorizers[text] != nil:
		a := h.authorizers[text]
		properties.Set("AuthorizationType", a.kind)
		properties.Set("AuthorizerId", p.Ref(a.id))
	case h.hidden != nil:
		unknown(n.At, "the authorizers of the HTTP API are not known: "+reason(h.hidden))
	case !literal:
		h.refuse(n.At, "the authorizer of a route of the function "+rt.key+" has neither id nor name", "name one of provider.httpApi.authorizers")
		unknown(n.At, "the authorizer of the route is not named")
	default:
		h.refuse(n.At, "the HTTP API has no authorizer "+text, "declare it in provider.httpApi.authorizers")
		unknown(n.At, "the HTTP API has no authorizer "+text)
	}
}
