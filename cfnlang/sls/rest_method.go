package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// ownTemplate is why it is not known what the framework writes into a mapping.
const ownTemplate = "the template is the framework's own"

// method makes a method, with what stands behind it.
func (r *rest) method(rt *route) {
	parameters := r.asked(rt)
	required := rt.Object()
	for i, k := range parameters.Keys {
		required.Keys, required.List = append(required.Keys, k), append(required.List, isRequired(parameters.List[i]))
	}
	properties := rt.Object("HttpMethod", rt.verb, "RequestParameters", required, "ResourceId", rt.resource, "RestApiId", r.id,
		"OperationName", rt.get("operationId"), "ApiKeyRequired", truth(rt.Place, rt.get("private")))
	depends := []string{normal(rt.key) + "LambdaPermissionApiGateway"}
	if rt.aliasID != "" {
		depends = append(depends, rt.aliasID)
	}
	if id := r.authorize(rt, properties); id != "" {
		depends[0] = id
	}
	integration, responses := r.integrate(rt, parameters)
	properties.Set("Integration", integration)
	properties.Set("MethodResponses", responses)
	r.validate(rt, required, properties)
	r.methods = append(r.methods, rt.methodID)
	n := r.over(rt.Place, rt.methodID, "AWS::ApiGateway::Method", properties, "DependsOn", depends)
	drop(n, "Condition") // of a preflight method in whose place it stands
}

// asked returns the parameters of requests that a route says, under the
// names that API Gateway has for them.
func (r *rest) asked(rt *route) *Node {
	out := rt.Object()
	all := rt.get("request", "parameters")
	if opaque(all) {
		out.Keys, out.List = []cfnlang.Key{{Name: cfnlang.Unread, At: all.At}}, []*Node{cfnlang.NewUnknown(reason(all), all.At)}
		return out
	}
	for _, of := range [][2]string{{"querystrings", "querystring"}, {"paths", "path"}, {"headers", "header"}} {
		of, list := of[1], get(all, of[0])
		if !isMap(all) || !isMap(list) {
			continue
		}
		for i, k := range list.Keys {
			k.Name = "method.request." + of + "." + k.Name
			out.Keys, out.List = append(out.Keys, k), append(out.List, list.List[i])
		}
	}
	return out
}

// isRequired returns whether a parameter of requests is required.
func isRequired(n *Node) *Node {
	p := cfnlang.PlaceOf(n)
	switch {
	case isMap(n) && get(n, "required") != nil:
		return get(n, "required")
	case isMap(n):
		return p.Node(true)
	case n.Kind == cfnlang.Null:
		return p.Node(false)
	}
	return n
}

// integrate returns what stands behind a method, and what the method answers.
func (r *rest) integrate(rt *route, parameters *Node) (integration, responses *Node) {
	responses = rt.List()
	kind, known := rt.integration.Literal()
	if !known {
		why := cfnlang.NewUnknown("what stands behind the method is not known: "+reason(rt.integration), rt.integration.At)
		return rt.Object("Type", why, "Uri", why, "RequestParameters", why), cfnlang.NewUnknown(why.Text, why.At)
	}
	integration = rt.Object("IntegrationHttpMethod", "POST", "Type", rt.integration)
	switch kind {
	case "AWS", "AWS_PROXY":
		target := []any{rt.Attribute(rt.id, "Arn")}
		if rt.alias != "" {
			target = append(target, ":", rt.alias)
		}
		integration.Set("Uri", invocation(rt.Place, target...))
	case "HTTP", "HTTP_PROXY":
		r.forward(rt, integration)
	}
	template := slices.Contains([]string{"AWS", "HTTP", "MOCK"}, kind)
	if template {
		r.transform(rt, kind, integration)
		codes := r.statusCodes(rt, kind)
		headers := r.responseHeaders(rt)
		answers := rt.List()
		for _, c := range codes {
			answers.List = append(answers.List, answer(rt, c, headers))
			responses.List = append(responses.List, methodResponse(rt, c, headers))
		}
		integration.Set("IntegrationResponses", answers)
		if opaque(rt.get("response")) || opaque(rt.get("response", "statusCodes")) {
			responses = cfnlang.NewUnknown("what the method answers is not known", rt.node.At)
			integration.Set("IntegrationResponses", responses)
		}
	}
	asynchronous := rt.get("async")
	if kind != "AWS_PROXY" && kind != "MOCK" && len(parameters.Keys) > 0 || given(asynchronous) {
		mapped := rt.Object()
		for i, k := range parameters.Keys {
			from := rt.Node(k.Name)
			if isMap(parameters.List[i]) {
				from = firstOf(get(parameters.List[i], "mappedValue"), from)
			}
			if k.Name == cfnlang.Unread {
				from = parameters.List[i]
			} else {
				k.Name = "integration." + strings.TrimPrefix(k.Name, "method.")
			}
			mapped.Keys, mapped.List = append(mapped.Keys, k), append(mapped.List, from)
		}
		if given(asynchronous) {
			mapped.Set("integration.request.header.X-Amz-Invocation-Type", cfnlang.PlaceOf(asynchronous).Node("'Event'"))
		}
		integration.Set("RequestParameters", mapped)
	}
	return integration, responses
}

// forward has a method forward requests to another server.
func (r *rest) forward(rt *route, integration *Node) {
	uri := rt.get("request", "uri")
	if !given(uri) {
		r.refuse(rt.node.At, "an event http of the function "+rt.key+" has the integration "+textOf(rt.integration)+" and no request.uri", "set request.uri")
		uri = cfnlang.NewUnknown("request.uri is not set", rt.node.At)
	}
	integration.Set("Uri", uri)
	method := rt.verb
	if m := rt.get("request", "method"); given(m) && textOf(rt.integration) == "HTTP" {
		method = m
	}
	integration.Set("IntegrationHttpMethod", inUpper(method))
	kind := rt.get("connectionType")
	if !given(kind) {
		return
	}
	if text, ok := kind.Literal(); ok {
		kind = cfnlang.PlaceOf(kind).Node(strings.Replace(strings.ToUpper(text), "-", "_", 1))
	}
	link := rt.get("connectionId")
	if !given(link) && textOf(kind) == "VPC_LINK" {
		r.problem(kind.At, "an event http of the function "+rt.key+" has the connectionType VPC_LINK and no connectionId", "the framework refuses it", "set connectionId")
	}
	integration.Set("ConnectionType", kind)
	put(integration, "ConnectionId", link)
}

// transform says how a request is passed on.
func (r *rest) transform(rt *route, kind string, integration *Node) {
	pass := firstOf(rt.get("request", "passThrough"))
	if pass == nil && kind == "AWS" {
		pass = rt.Node("NEVER")
	}
	put(integration, "PassthroughBehavior", pass)
	put(integration, "ContentHandling", rt.get("request", "contentHandling"))
	templates := rt.Object()
	if kind == "AWS" {
		for _, of := range []string{"application/json", "application/x-www-form-urlencoded"} {
			templates.Set(of, cfnlang.NewUnknown(ownTemplate, rt.node.At))
		}
	}
	own := rt.get("request", "template")
	if opaque(own) {
		templates = cfnlang.NewUnknown(reason(own), own.At)
	} else if isMap(own) {
		templates = overridden(templates, own)
	}
	if opaque(templates) || len(templates.Keys) > 0 {
		integration.Set("RequestTemplates", templates)
	}
}

// overridden returns a map with the members of another in place of its own; one
// that is null takes it away.
func overridden(of, by *Node) *Node {
	out := cfnlang.NewMap(by.At)
	for _, m := range []*Node{of, by} {
		for i, k := range m.Keys {
			if m.List[i].Kind != cfnlang.Null && (m == by || by.Get(k.Name) == nil) {
				out.Keys, out.List = append(out.Keys, k), append(out.List, m.List[i])
			}
		}
	}
	return out
}
