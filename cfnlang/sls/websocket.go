package sls

import (
	"strconv"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

const (
	socketID         = "WebsocketsApi"
	socketDeployment = "WebsocketsDeployment"
	// socketFormat is how calls are logged where no format is given.
	socketFormat = `$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.eventType $context.routeKey $context.connectionId" $context.requestId`
)

// A socket is the WebSocket API of a service: its own, or one that is shared
// (provider.apiGateway.websocketApiId).
type socket struct {
	*service
	cfnlang.Place
	api       *Node // its id
	shared    bool
	reference string   // the logical id of what api refers to, "" for nothing
	depends   []string // what the deployment depends on
}

// webSocket makes the WebSocket API of events of the kind websocket.
func (s *service) webSocket(all []*event) {
	w := &socket{service: s, Place: all[0].Place, api: all[0].Ref(socketID), reference: socketID}
	if id := get(s.provider, "apiGateway", "websocketApiId"); given(id) {
		w.Place, w.api, w.shared, w.reference = cfnlang.PlaceOf(id), id, true, ""
		if function, argument, _ := id.Call(); function == "Ref" && !deferred(id) {
			w.reference = textOf(argument)
		}
	}
	var routes []*event
	for _, e := range all {
		if route := e.short("route"); opaque(route) || route != nil && route.Kind == cfnlang.String {
			routes = append(routes, e)
			continue
		}
		s.refuse(e.node.At, "an event websocket of the function "+e.key+" has no route", "write websocket: $connect")
	}
	if len(routes) == 0 {
		return
	}
	if !w.shared {
		w.own()
	}
	for _, e := range routes {
		w.integration(e)
	}
	for _, e := range routes {
		w.route(e)
	}
	description := firstOf(get(s.provider, "websocketsDescription"), w.Node("Serverless Websockets"))
	properties := w.Object("ApiId", w.api, "Description", description)
	if w.shared {
		properties.Set("StageName", s.stageName)
	} else {
		w.stage(description)
	}
	s.add(w.Place, socketDeployment, "AWS::ApiGatewayV2::Deployment", properties, "DependsOn", w.depends)
	s.outputs.Set("ServiceEndpointWebsocket", w.Object("Description", "URL of the service endpoint",
		"Value", endpoint(w.Place, "wss://", w.api, joined(value.Origin(w.Place), w.Node("/"), s.stageName))))
}

// own makes the API, and lets functions send to those that are connected.
func (w *socket) own() {
	name := firstOf(get(w.provider, "websocketsApiName"), w.apiName(w.Place, nil, "-websockets"))
	properties := w.Object("Name", name, "ProtocolType", "WEBSOCKET",
		"RouteSelectionExpression", firstOf(get(w.provider, "websocketsApiRouteSelectionExpression"), w.Node("$request.body.action")),
		"Description", firstOf(get(w.provider, "websocketsDescription"), w.Node("Serverless Websockets")))
	if given(get(w.provider, "websocket", "useProviderTags")) {
		put(properties, "Tags", firstOf(get(w.provider, "tags")))
	}
	w.add(w.Place, socketID, "AWS::ApiGatewayV2::Api", properties)
	w.role.allow(w.Place, []string{"execute-api:ManageConnections"}, w.List(w.Sub("arn:${AWS::Partition}:execute-api:*:*:*/@connections/*")))
}

// integration has the API call the function of a route, and may it.
func (w *socket) integration(e *event) {
	id := normal(e.key) + "WebsocketsIntegration"
	if w.made(id) != nil {
		return
	}
	w.add(e.Place, id, "AWS::ApiGatewayV2::Integration", e.Object(
		"ApiId", w.api, "IntegrationType", "AWS_PROXY", "IntegrationUri", invocation(e.Place, e.target(e.Place))), "DependsOn", e.depends())
	on := e.id
	if e.aliasID != "" {
		on = e.aliasID
	}
	w.calls(e.Place, e.key, e.target(e.Place), on)
}

// calls lets the API call a function.
func (w *socket) calls(p cfnlang.Place, name string, function *Node, on ...string) *Node {
	depends := p.List()
	for _, id := range append([]string{w.reference}, on...) {
		if id != "" {
			depends.List = append(depends.List, p.Node(id))
		}
	}
	return w.add(p, normal(name)+"LambdaPermissionWebsockets", "AWS::Lambda::Permission", p.Object(
		"FunctionName", function, "Action", "lambda:InvokeFunction", "Principal", "apigateway.amazonaws.com"), "DependsOn", depends)
}

var inRouteIDs = strings.NewReplacer("$", "S", "/", "Slash", "-", "Dash", "_", "Underscore", ".", "Period")

// route makes a route.
func (w *socket) route(e *event) {
	key := e.short("route")
	id := normal(e.key) + "Event" + strconv.Itoa(e.index) + "WebsocketsRoute"
	if text, ok := key.Literal(); ok {
		id = inRouteIDs.Replace(text) + "WebsocketsRoute"
	}
	properties := e.Object("ApiId", w.api, "RouteKey", key, "AuthorizationType", "NONE",
		"Target", e.Object("Fn::Join", e.List("/", e.List("integrations", e.Ref(normal(e.key)+"WebsocketsIntegration")))))
	if response := e.get("routeResponseSelectionExpression"); given(response) {
		p := cfnlang.PlaceOf(response)
		properties.Set("RouteResponseSelectionExpression", response)
		w.add(p, id+"Response", "AWS::ApiGatewayV2::RouteResponse", p.Object("ApiId", w.api, "RouteId", p.Ref(id), "RouteResponseKey", "$default"))
		w.depends = append(w.depends, id+"Response")
	}
	w.authorize(e, properties)
	w.over(e.Place, id, "AWS::ApiGatewayV2::Route", properties)
	w.depends = append(w.depends, id)
}

// authorize says who may call a route, and makes the authorizer. It is always a
// function.
func (w *socket) authorize(e *event, properties *Node) {
	n := e.get("authorizer")
	if n == nil || n.Kind == cfnlang.String && n.Text == "" {
		return
	}
	p := cfnlang.PlaceOf(n)
	properties.Set("AuthorizationType", p.Node("CUSTOM"))
	written, source := n, (*Node)(nil)
	name := (*Node)(nil)
	if isMap(n) {
		source, name = firstOf(get(n, "identitySource")), firstOf(get(n, "name"))
		written = firstOf(get(n, "arn"), name)
	}
	text, literal := written.Literal()
	f := w.byKey[text]
	function := written
	switch {
	case opaque(written) && (isMap(n) || strings.HasPrefix(beginning(written), "arn:")):
		if name == nil {
			name = p.Node(behind(written, ":"))
		}
		if textOf(name) == "" {
			name = p.Node(normal(e.key) + "Event" + strconv.Itoa(e.index))
		}
	case opaque(written):
		why := cfnlang.NewUnknown("the authorizer of the route is not known: "+reason(written), written.At)
		properties.Set("AuthorizationType", why)
		properties.Set("AuthorizerId", why)
		called := normal(e.key) + "Event" + strconv.Itoa(e.index)
		perhaps(w.add(p, called+"WebsocketsAuthorizer", "AWS::ApiGatewayV2::Authorizer", p.Object(
			"ApiId", w.api, "Name", why, "AuthorizerType", "REQUEST", "AuthorizerUri", why, "IdentitySource", why)), why.Text)
		perhaps(w.calls(p, called, why), why.Text)
		return
	case !literal || written.Kind != cfnlang.String:
		w.refuse(n.At, "the authorizer of a route of the function "+e.key+" has neither name nor ARN", "name it, or give its ARN")
		properties.Set("AuthorizerId", cfnlang.NewUnknown("the authorizer of the route is not named", n.At))
		return
	case strings.Contains(text, ":"):
		name = p.Node(behind(written, ":"))
	case f != nil:
		name, function = written, f.target(p)
	default:
		name, function = written, w.functionARN(p, written)
	}
	id := normal(textOf(name)) + "WebsocketsAuthorizer"
	properties.Set("AuthorizerId", p.Ref(id))
	if source == nil {
		source = p.Node([]string{"route.request.header.Auth"})
	}
	var depends any
	var on []string
	if f != nil {
		depends, on = f.depends(), []string{f.id, f.aliasID}
	}
	w.over(p, id, "AWS::ApiGatewayV2::Authorizer", p.Object(
		"ApiId", w.api, "Name", name, "AuthorizerType", "REQUEST", "AuthorizerUri", invocation(p, function), "IdentitySource", source), "DependsOn", depends)
	w.calls(p, textOf(name), function, on...)
}

// stage makes the stage, with its log.
func (w *socket) stage(description *Node) {
	const group = "WebsocketsLogGroup"
	properties := w.Object("ApiId", w.api, "StageName", w.stageName, "Description", description, "DeploymentId", w.Ref(socketDeployment))
	logs := get(w.provider, "logs", "websocket")
	p := cfnlang.PlaceOf(logs)
	switch {
	case opaque(logs):
		why := cfnlang.NewUnknown(reason(logs), logs.At)
		properties.Set("AccessLogSettings", why)
		properties.Set("DefaultRouteSettings", why)
		w.gap(logs.At, "the logs of the WebSocket API are not known: "+reason(logs))
	case given(logs):
		of := func(name string) *Node {
			if isMap(logs) {
				return get(logs, name)
			}
			return nil
		}
		level := firstOf(of("level"), p.Node("INFO"))
		switch execution := unlessNo(p, of("executionLogging")); {
		case opaque(execution):
			level = cfnlang.NewUnknown(reason(execution), execution.At)
		case !given(execution):
			level = cfnlang.PlaceOf(of("executionLogging")).Node("OFF")
		case !opaque(level) && textOf(level) != "INFO" && textOf(level) != "ERROR":
			w.problem(level.At, "the level of provider.logs.websocket is none", "the framework refuses it", "write INFO or ERROR")
		}
		properties.Set("DefaultRouteSettings", p.Object("DataTraceEnabled", unlessNo(p, of("fullExecutionData")), "LoggingLevel", level))
		switch access := unlessNo(p, of("accessLogging")); {
		case opaque(access):
			properties.Set("AccessLogSettings", cfnlang.NewUnknown(reason(access), access.At))
		case given(access):
			properties.Set("AccessLogSettings", p.Object(
				"DestinationArn", p.Sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${"+group+"}"),
				"Format", firstOf(of("format"), p.Node(socketFormat))))
		}
		w.accessLogGroup(p, group, joined(value.Origin(p), p.Node("/aws/websocket/"), w.name, p.Node("-"), w.stageName))
		w.accountRole(p)
	}
	w.add(w.Place, "WebsocketsDeploymentStage", "AWS::ApiGatewayV2::Stage", properties)
}
