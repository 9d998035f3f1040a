package sam

import "strings"

// webSocketAPI makes an AWS::ApiGatewayV2::Api of the protocol WEBSOCKET with
// its routes.
func (m *macro) webSocketAPI() {
	routes, auth := m.resolve(m.get("Routes")), m.resolve(orNil(m.get("Auth")))
	domain := m.resolve(m.get("Domain"))
	m.checkWebSocket(routes, auth, domain)
	if m.failed {
		return
	}
	tags := m.Object()
	if t := m.get("Tags"); isMap(t) {
		tags = shallow(t)
	}
	tags.Set("websocketapi:createdBy", m.Node("SAM"))
	r := m.main("AWS::ApiGatewayV2::Api")
	for _, name := range []string{
		"ApiKeySelectionExpression", "Description", "DisableExecuteApiEndpoint", "DisableSchemaValidation", "IpAddressType", "RouteSelectionExpression",
	} {
		r.set(name, m.get(name))
	}
	r.set("Name", firstOf(m.get("Name"), m.Node(m.id))).set("ProtocolType", "WEBSOCKET").set("Tags", tags)
	var ids []string
	for i, k := range routes.Keys {
		ids = append(ids, m.route(placeAt(k.At), k.Name, routes.List[i], auth))
	}
	m.domainV2(domain, "websocketapi:createdBy")
	stage := firstOf(m.get("StageName"), m.Node("default"))
	id := m.id + textOf(stage) + "Stage"
	if textOf(stage) == "default" {
		id = m.id + "DefaultStage"
	}
	s := m.add(m.resource(id, "AWS::ApiGatewayV2::Stage", nil, "ApiId", m.Ref(m.id), "StageName", stage,
		"Tags", m.Object("websocketapi:createdBy", "SAM"), "AutoDeploy", true))
	for _, name := range []string{"StageVariables", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings"} {
		s.set(name, m.get(name))
	}
	if given(m.get("RouteSettings")) {
		s.dependsOn = m.Node(ids)
	}
	m.webSocketAuthorizer(auth)
	if given(m.get("PropagateTags")) && given(m.get("Tags")) {
		for _, made := range m.made {
			if taggable[made.kind] == "map" {
				made.set("Tags", tags)
			}
		}
	}
}

func (m *macro) checkWebSocket(routes, auth, domain *Node) {
	switch {
	case !given(routes) || !isMap(routes):
		m.fail(routes, "WebSocket API must have at least one route.")
	case given(get(domain, "MutualTlsAuthentication")):
		m.fail(domain, "Mutual TLS domain name association is not supported for Websocket APIs.")
	case auth != nil && routes.Get("$connect") == nil:
		m.fail(auth, "Authorization is only available if there is a $connect route.")
	case textOf(m.get("StageName")) == "$default":
		m.fail(m.get("StageName"), "Stages cannot be named $default for WebSocket APIs.")
	}
	if ip := m.get("IpAddressType"); ip != nil && !isCall(ip) && !oneOf(ip, "ipv4", "dualstack") {
		m.fail(ip, "IpAddressType must be 'ipv4' or 'dualstack'.")
	}
	if auth == nil {
		return
	}
	switch kind := strings.ToUpper(textOf(get(auth, "AuthType"))); kind {
	case "":
		m.fail(auth, "AuthType must be specified for additional auth configurations.")
	case "CUSTOM":
		if !given(get(auth, "AuthArn")) {
			m.fail(auth, "AuthArn must be specified if AuthType is CUSTOM.")
		}
	case "AWS_IAM", "NONE":
		if len(auth.Keys) > 1 {
			m.fail(auth, "No additional configurations supported for AuthType %s.", kind)
		}
	default:
		m.fail(auth, "AuthType is not one of AWS_IAM, CUSTOM or NONE.")
	}
}

// route makes a route with its integration and permission, and returns its
// logical id.
func (m *macro) route(p place, name string, spec, auth *Node) string {
	plain := strings.TrimPrefix(name, "$")
	if plain != name && plain != "connect" && plain != "disconnect" && plain != "default" || !alphanumeric(plain) {
		m.fail(spec, "Route key '%s' must be alphanumeric. Only $connect, $disconnect, and $default special routes are supported.", name)
		return ""
	}
	arn := get(spec, "FunctionArn")
	if arn == nil {
		m.fail(spec, "Route must have associated function.")
		return ""
	}
	id := m.id + strings.ToUpper(plain[:1]) + strings.ToLower(plain[1:])
	r := m.add(p.resource(id+"Route", "AWS::ApiGatewayV2::Route", nil, "ApiId", p.Ref(m.id), "RouteKey", name,
		"Target", p.Object("Fn::Join", p.List("/", p.List("integrations", p.Ref(id+"Integration"))))))
	for _, property := range []string{"ApiKeyRequired", "ModelSelectionExpression", "OperationName", "RequestModels", "RouteResponseSelectionExpression"} {
		r.set(property, get(spec, property))
	}
	if parameters := get(spec, "RequestParameters"); given(parameters) {
		if name != "$connect" {
			m.fail(parameters, "Request parameters are only supported for the $connect route in WebSocket APIs.")
		}
		r.set("RequestParameters", parameters)
	}
	if name == "$connect" && auth != nil {
		switch kind := get(auth, "AuthType"); textOf(kind) {
		case "CUSTOM":
			r.set("AuthorizationType", kind).set("AuthorizerId", m.Ref(m.id+"ConnectAuthorizer"))
		case "AWS_IAM":
			r.set("AuthorizationType", kind)
		default:
			r.set("AuthorizationType", "NONE")
		}
	}
	m.add(p.resource(id+"Integration", "AWS::ApiGatewayV2::Integration", nil, "ApiId", p.Ref(m.id), "IntegrationType", "AWS_PROXY",
		"IntegrationUri", p.Sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations", "FunctionArn", arn),
		"TimeoutInMillis", get(spec, "IntegrationTimeout")))
	m.add(p.resource(id+"Permission", "AWS::Lambda::Permission", nil, "Action", "lambda:InvokeFunction", "FunctionName", arn,
		"Principal", "apigateway.amazonaws.com", "SourceArn", m.routeARN(p, name)))
	return r.id
}

// routeARN returns the ARN of a route as permissions name it.
func (m *macro) routeARN(p place, name string) *Node {
	of := "${" + m.id + ".ApiId}/"
	stage := firstOf(m.get("StageName"), m.Node("default"))
	if isText(stage) {
		return p.ARN("execute-api", of+stage.Text+"/"+name)
	}
	return p.ARN("execute-api", of+"${__StageName__}/"+name, "__StageName__", stage)
}

// webSocketAuthorizer makes the authorizer of the route $connect.
func (m *macro) webSocketAuthorizer(auth *Node) {
	if textOf(get(auth, "AuthType")) != "CUSTOM" {
		return
	}
	p, id, arn := placeOf(auth), m.id+"ConnectAuthorizer", get(auth, "AuthArn")
	m.add(p.resource(id, "AWS::ApiGatewayV2::Authorizer", nil, "ApiId", p.Ref(m.id), "AuthorizerCredentialsArn", get(auth, "InvokeRole"),
		"AuthorizerType", "REQUEST", "IdentitySource", get(auth, "IdentitySource"), "Name", firstOf(orNil(get(auth, "Name")), p.Node(id)),
		"AuthorizerUri", p.Sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthArn}/invocations", "AuthArn", arn)))
	if given(get(auth, "InvokeRole")) {
		return
	}
	m.add(p.resource(m.id+"AuthorizerPermission", "AWS::Lambda::Permission", nil, "Action", "lambda:InvokeFunction", "FunctionName", arn,
		"Principal", "apigateway.amazonaws.com", "SourceArn", p.ARN("execute-api", "${__ApiId__}/authorizers/*", "__ApiId__", p.Ref(m.id))))
}
