package sls

import (
	"regexp"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// An authorizer is who decides on calls of a method, as its event says.
type authorizer struct {
	cfnlang.Place
	kind     *Node // the type that is written, nil if none is
	arn      *Node // of a function or user pool
	name     *Node
	id       string // of the resource
	alias    string // logical id of what is called, "" for none
	external *Node  // id of an authorizer that is there already
	cognito  value.Answer
	unsure   string // why it is not known whether the API is let call it, "" if it is
}

var ofCognito = regexp.MustCompile(`^arn:[a-zA-Z-]*:cognito-idp`)

// authorize says who may call a method: it sets what the method says of it, and
// makes the authorizer. It returns the authorizer's logical id, "" for none.
func (r *rest) authorize(rt *route, properties *Node) string {
	n := rt.get("authorizer")
	if !given(n) {
		properties.Set("AuthorizationType", rt.Node("NONE"))
		return ""
	}
	a := &authorizer{Place: cfnlang.PlaceOf(n)}
	known := true
	switch text := textOf(n); {
	case isMap(n):
		known = r.written(rt, n, a)
	case strings.EqualFold(text, "AWS_IAM"):
		a.kind = a.Node("AWS_IAM")
	case strings.Contains(text, ":"), opaque(n) && strings.HasPrefix(beginning(n), "arn:"):
		a.arn, a.name = n, r.nameOf(rt, n)
	case n.Kind == cfnlang.String:
		r.byFunction(a, n)
	case opaque(n):
		known = false
		r.hidden(rt, n, a)
	default:
		known = false
		r.refuse(n.At, "the authorizer of a route of the function "+rt.key+" is a "+n.Kind.String(), "name it, or give its ARN")
	}
	kind := strings.ToUpper(textOf(a.kind))
	switch {
	case !known:
		why := cfnlang.NewUnknown("the authorizer is not known", n.At)
		properties.Set("AuthorizationType", why)
		properties.Set("AuthorizerId", why)
		return ""
	case a.external != nil:
		properties.Set("AuthorizationType", a.kind)
		if kind == "TOKEN" || kind == "REQUEST" {
			properties.Set("AuthorizationType", a.Node("CUSTOM"))
		}
		properties.Set("AuthorizerId", a.external)
		if scopes := get(n, "scopes"); kind == "COGNITO_USER_POOLS" && hasElements(scopes) {
			properties.Set("AuthorizationScopes", scopes)
		}
		return ""
	case kind == "AWS_IAM":
		properties.Set("AuthorizationType", a.Node("AWS_IAM"))
		return ""
	}
	a.cognito = r.isCognito(a)
	a.id = normal(textOf(a.name)) + "ApiGatewayAuthorizer"
	switch a.cognito {
	case value.Yes:
		properties.Set("AuthorizationType", a.Node("COGNITO_USER_POOLS"))
		if scopes := get(n, "scopes"); isMap(n) && hasElements(scopes) {
			properties.Set("AuthorizationScopes", scopes)
		}
	case value.No:
		properties.Set("AuthorizationType", a.Node("CUSTOM"))
	default:
		properties.Set("AuthorizationType", cfnlang.NewUnknown("the type of the authorizer is not known", n.At))
	}
	properties.Set("AuthorizerId", a.Ref(a.id))
	r.authorizer(n, a)
	r.authorizers = append(r.authorizers, a)
	if managed := get(n, "managedExternally"); isMap(n) && opaque(managed) {
		a.unsure = "managedExternally is not known: " + reason(managed)
	} else if isMap(n) && given(managed) {
		a.arn = nil
	}
	return a.id
}

// written reads an authorizer that is written as a map. It is false if it is
// not known which one it is.
func (r *rest) written(rt *route, n *Node, a *authorizer) bool {
	a.kind = firstOf(get(n, "type"))
	arn, name := get(n, "arn"), get(n, "name")
	switch {
	case a.kind != nil && given(get(n, "authorizerId")):
		a.external = get(n, "authorizerId")
	case strings.EqualFold(textOf(a.kind), "AWS_IAM"):
	case given(arn):
		a.arn = arn
		_, function := arn.Literal()
		switch {
		case name != nil && name.Kind == cfnlang.String:
			a.name = name
		case !function && beginning(arn) == "" && !mayBeText(arn):
			r.problem(n.At, "the authorizer of a route of the function "+rt.key+" has no name", "the framework refuses it", "name it")
			fallthrough
		default:
			a.name = r.nameOf(rt, arn)
		}
	case given(name) && name.Kind == cfnlang.String:
		r.byFunction(a, name)
	case opaque(name):
		r.hidden(rt, name, a)
		return false
	default:
		r.refuse(n.At, "the authorizer of a route of the function "+rt.key+" has neither name nor ARN", "name it, or give its ARN")
		return false
	}
	if claims := get(n, "claims"); hasElements(claims) && textOf(rt.integration) == "AWS_PROXY" && ofCognito.MatchString(beginning(a.arn)) {
		r.problem(claims.At, "claims are given of a user pool beside the integration lambda-proxy", "the framework refuses it", "remove them, or set integration: lambda")
	}
	return true
}

// byFunction takes a function of the service as the authorizer.
func (r *rest) byFunction(a *authorizer, name *Node) {
	a.name, a.arn = name, r.functionARN(a.Place, name)
	if f := r.byKey[textOf(name)]; f != nil {
		a.alias = f.aliasID
	}
}

// nameOf returns the name that the framework gives to an authorizer of an ARN:
// the last part of the function's or pool's. Where that is not known, it is one
// that nothing else has.
func (r *rest) nameOf(rt *route, arn *Node) *Node {
	if name := behind(arn, ":-"); name != "" {
		return cfnlang.PlaceOf(arn).Node(name)
	}
	return cfnlang.PlaceOf(arn).Node(normal(rt.key) + "Event" + strconv.Itoa(rt.index))
}

// hidden makes an authorizer of which nothing is known, not even whether there
// is one.
func (r *rest) hidden(rt *route, n *Node, a *authorizer) {
	why := "the authorizer of the route is not known: " + reason(n)
	unknown := cfnlang.NewUnknown(why, n.At)
	a.name, a.arn, a.unsure = a.Node(normal(rt.key)+"Event"+strconv.Itoa(rt.index)), unknown, why
	perhaps(r.add(a.Place, textOf(a.name)+"ApiGatewayAuthorizer", "AWS::ApiGateway::Authorizer", a.Object(
		"Name", unknown, "RestApiId", r.id, "Type", unknown, "AuthorizerUri", unknown, "ProviderARNs", unknown, "IdentitySource", unknown,
		"AuthorizerResultTtlInSeconds", unknown, "IdentityValidationExpression", unknown)), why)
	r.authorizers = append(r.authorizers, a)
}

// isCognito tells whether an authorizer is a user pool.
func (r *rest) isCognito(a *authorizer) value.Answer {
	switch {
	case strings.EqualFold(textOf(a.kind), "COGNITO_USER_POOLS"), ofCognito.MatchString(beginning(a.arn)):
		return value.Yes
	case opaque(a.kind), a.kind == nil && beginning(a.arn) == "" && mayBeText(a.arn):
		return value.CannotTell
	}
	return value.No
}

// authorizer makes the authorizer that n says.
func (r *rest) authorizer(n *Node, a *authorizer) {
	properties := a.Object("Name", a.name, "RestApiId", r.id)
	kind := strings.ToUpper(textOf(a.kind))
	source, ttl := (*Node)(nil), (*Node)(nil)
	if isMap(n) {
		source, ttl = get(n, "identitySource"), get(n, "resultTtlInSeconds")
		if _, err := strconv.Atoi(textOf(ttl)); err != nil && !opaque(ttl) {
			ttl = a.Node(300)
		}
		properties.Set("AuthorizerResultTtlInSeconds", ttl)
		if e := get(n, "identityValidationExpression"); e != nil {
			properties.Set("IdentityValidationExpression", e)
		}
	}
	switch {
	case given(source):
		properties.Set("IdentitySource", source)
	case kind == "REQUEST" && textOf(ttl) == "0":
	case opaque(a.kind), kind == "REQUEST" && opaque(ttl):
		properties.Set("IdentitySource", cfnlang.NewUnknown("what identifies a caller is not known", n.At))
	default:
		properties.Set("IdentitySource", a.Node("method.request.header.Authorization"))
	}
	switch a.cognito {
	case value.Yes:
		properties.Set("Type", a.Node("COGNITO_USER_POOLS"))
		properties.Set("ProviderARNs", a.List(a.arn))
	case value.No:
		properties.Set("AuthorizerUri", invocation(a.Place, a.arn))
		properties.Set("Type", firstOf(inUpper(a.kind), a.Node("TOKEN")))
	default:
		for _, member := range []string{"Type", "AuthorizerUri", "ProviderARNs"} {
			properties.Set(member, cfnlang.NewUnknown("the type of the authorizer is not known", n.At))
		}
	}
	var depends any
	if a.alias != "" {
		depends = a.alias
	}
	r.over(a.Place, a.id, "AWS::ApiGateway::Authorizer", properties, "DependsOn", depends)
}

// authorizerPermissions lets the API call the functions that are authorizers.
func (r *rest) authorizerPermissions() {
	for _, a := range r.authorizers {
		id := normal(textOf(a.name)) + "LambdaPermissionApiGateway"
		switch {
		case a.arn == nil, a.cognito == value.Yes, r.made(id) != nil:
			continue
		case a.cognito == value.CannotTell:
			a.unsure = "it is not known whether the authorizer is a function"
		}
		function := a.arn
		if a.alias != "" {
			function = a.Ref(a.alias)
		}
		n := r.add(a.Place, id, "AWS::Lambda::Permission", a.Object(
			"FunctionName", function, "Action", "lambda:InvokeFunction", "Principal", "apigateway.amazonaws.com",
			"SourceArn", arn(a.Place, "execute-api", r.id, "/*/*")))
		if a.unsure != "" {
			perhaps(n, a.unsure)
		}
	}
}

// hasElements reports whether a list is not empty, or not known.
func hasElements(n *Node) bool {
	return opaque(n) || n != nil && n.Kind == cfnlang.List && len(n.List) > 0
}
