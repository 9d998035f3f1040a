package sam

import (
	"regexp"
	"strings"
)

// httpEvent wires a route of an HTTP API to the function and lets the API call
// it.
func (m *macro) httpEvent(e *event, to target) {
	id := referredAPI(e.get("ApiId"))
	path, name := textOf(e.get("Path")), strings.ToLower(textOf(e.get("Method")))
	if path == "" || name == "" {
		m.failEvent(e, nil, "Property 'Path' is required.")
		return
	}
	n := firstOf(m.resources[id], m.written(id))
	if a := m.apis[id]; n == nil || a != nil && !a.http && !isOpenAPI(get(n, "Properties", "DefinitionBody")) {
		m.failEvent(e, e.get("ApiId"), "ApiId must be a valid reference to an 'AWS::Serverless::HttpApi' resource in same template.")
		return
	}
	a := m.apis[id]
	if a == nil {
		m.routePermission(e, to, nil, path, name)
		return
	}
	body := get(m.resources[id], "Properties", "DefinitionBody")
	if !given(body) {
		m.routePermission(e, to, nil, path, name)
		return
	}
	d := m.opened(a)
	if d == nil {
		m.fail(body, "Structure of the SAM template is invalid. Invalid OpenApi document. Invalid values or missing keys for 'openapi' or 'paths' in 'DefinitionBody'.")
		return
	}
	m.routePermission(e, to, d, path, name)
	m.wireRoute(a, d, e, to, path, name)
}

// routePermission lets an HTTP API call the target for one route, unless the
// function answers all routes and is let already.
func (m *macro) routePermission(e *event, to target, d *editor, path, name string) {
	rest := withoutSlash(path)
	if rest == defaultPath {
		rest = ""
	} else if d != nil && d.answersAll(to) {
		return
	}
	rest = pattern(rest)
	switch {
	case name == "any" && rest == "/"+defaultPath:
	case name == "any" || name == anyMethod:
		rest = "/*" + rest
	default:
		rest = "/" + strings.ToUpper(name) + rest
	}
	m.permission(e, to, "apigateway.amazonaws.com", "", "SourceArn",
		e.ARN("execute-api", "${__ApiId__}/${__Stage__}"+rest, "__ApiId__", e.get("ApiId"), "__Stage__", "*"))
}

var calledFunction = regexp.MustCompile(`([A-Za-z0-9]+)\.Arn`)

// answersAll reports whether the default route calls the target.
func (d *editor) answersAll(to target) bool {
	all := d.methodsOf(defaultPath, anyMethod)
	if !d.hasIntegration(defaultPath, anyMethod) {
		return false
	}
	for _, method := range all {
		for _, uri := range contents(get(method, integration, "uri")) {
			_, argument, _ := uri.Call()
			called := calledFunction.FindStringSubmatch(textOf(argument))
			if called == nil || called[1] != to.id {
				return false
			}
		}
	}
	return true
}

// methodsOf returns the definitions of a method, wired or not.
func (d *editor) methodsOf(path, name string) []*Node {
	var all []*Node
	for _, c := range contents(d.paths.get(path)) {
		all = append(all, contents(get(c, normal(name)))...)
	}
	return all
}

var pathParameter = regexp.MustCompile(`{(.*?)}`)

// wireRoute enters the integration of an event into the document of an HTTP
// API.
func (m *macro) wireRoute(a *api, d *editor, e *event, to target, path, name string) {
	wired := d.hasIntegration(path, name)
	if wired && a.managed {
		m.failEvent(e, nil, "API method '%s' defined multiple times for path '%s'.", name, path)
		return
	}
	if !wired {
		uri := integrationURI(e.place, to, false)
		if to.condition != "" {
			uri = e.If(to.condition, uri, nil)
		}
		d.wire(e.place, path, name, to.condition, e.Object("type", "aws_proxy", "httpMethod", "POST", "payloadFormatVersion", "2.0", "uri", uri), e.Object())
		if path == defaultPath && normal(name) == anyMethod {
			for _, method := range d.methods(path, name) {
				method.Set("isDefaultRoute", e.Node(true))
			}
		}
	}
	if auth := e.get("Auth"); given(auth) {
		m.authorizeRoute(a, d, e, auth, path, name)
	}
	for _, method := range d.methods(path, name) {
		if timeout := e.get("TimeoutInMillis"); given(timeout) {
			get(method, integration).Set("timeoutInMillis", timeout)
		}
		for _, found := range pathParameter.FindAllStringSubmatch(path, -1) {
			m.pathParameter(method, e.place, found[1])
		}
		if format := e.get("PayloadFormatVersion"); given(format) {
			get(method, integration).Set("payloadFormatVersion", format)
		}
	}
}

func (m *macro) pathParameter(method *Node, p place, name string) {
	all := get(method, "parameters")
	for _, known := range elements(all) {
		if textOf(get(known, "name")) == name {
			known.Set("in", p.Node("path")).Set("required", p.Node(true))
			return
		}
	}
	method.Set("parameters", m.appended(all, p, p.Object("name", name, "in", "path", "required", true)))
}

// authorizeRoute enters what an event of an HTTP API says of authorization.
func (m *macro) authorizeRoute(a *api, d *editor, e *event, auth *Node, path, name string) {
	apiAuth := get(m.resources[a.id], "Properties", "Auth")
	if apiAuth != nil && !isMap(apiAuth) {
		m.fail(apiAuth, "Property 'Auth' should be a map.")
		return
	}
	authorizer := get(auth, "Authorizer")
	if !given(authorizer) {
		if authorizer = get(apiAuth, "DefaultAuthorizer"); !given(authorizer) {
			m.failEvent(e, auth, "'Auth' section requires either an explicit 'Authorizer' set or a 'DefaultAuthorizer' configured on the HttpApi.")
			return
		}
	}
	authorizers, id := get(apiAuth, "Authorizers"), textOf(authorizer)
	signed := id == "AWS_IAM" && isTrue(get(apiAuth, "EnableIamAuthorizer"))
	if !signed {
		if id == "AWS_IAM" && !given(authorizers) {
			m.failEvent(e, authorizer, "Unable to set Authorizer [%s] on API method [%s] for path [%s]. The method authorizer must be a string with a corresponding dict entry in the api authorizer.", id, name, path)
		}
		m.checkAuthorizer(e, authorizer, authorizers, apiAuth, path, name)
	}
	scopes := get(auth, "AuthorizationScopes")
	if given(scopes) && !isList(scopes) {
		m.failEvent(e, scopes, "Unable to set Authorizer on API method [%s] for path [%s] because 'AuthorizationScopes' must be a list of strings.", name, path)
	}
	if !given(scopes) {
		scopes = get(authorizers, id, "AuthorizationScopes")
	}
	if id == "NONE" || id == "AWS_IAM" {
		scopes = nil
	}
	for _, method := range d.methods(path, name) {
		secure(method, placeOf(auth), id, orNil(scopes))
	}
}
