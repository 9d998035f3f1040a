package sls

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

const httpID = "HttpApi"

// httpMethods are those of the routes of an HTTP API.
var httpMethods = []string{"GET", "POST", "PUT", "PATCH", "OPTIONS", "HEAD", "DELETE"}

// An http is the HTTP API of a service: its own, or one that is shared
// (provider.httpApi.id).
type http struct {
	*service
	cfnlang.Place
	config      *Node // provider.httpApi
	api         *Node // its id
	shared      bool
	keys        map[string]bool // of the routes
	authorizers map[string]*httpAuthorizer
	hidden      *Node // why it is not known which authorizers there are, nil if it is
}

// An httpRoute is a route of the HTTP API: what an event of the kind httpApi
// says.
type httpRoute struct {
	*event
	routeID  string
	routeKey *Node // GET /orders, $default
	method   *Node // nil of the default route
}

// httpAPI makes the HTTP API of events of the kind httpApi.
func (s *service) httpAPI(all []*event) {
	h := &http{service: s, config: get(s.provider, "httpApi"), keys: make(map[string]bool), authorizers: make(map[string]*httpAuthorizer)}
	h.Place = all[0].Place
	if h.config != nil {
		h.Place = cfnlang.PlaceOf(h.config)
	}
	if opaque(h.config) {
		s.gap(h.config.At, "provider.httpApi is not known: "+reason(h.config))
	}
	var routes []*httpRoute
	for _, e := range all {
		if rt := h.route(e); rt != nil {
			routes = append(routes, rt)
		}
	}
	if len(routes) == 0 {
		return
	}
	h.api = h.Ref(httpID)
	if id := get(h.config, "id"); given(id) {
		h.api, h.shared = id, true
		for _, of := range []*Node{get(h.config, "cors"), get(h.config, "authorizers"), get(s.provider, "logs", "httpApi")} {
			if given(of) && !opaque(h.config) {
				s.problem(of.At, "this means nothing for the API of provider.httpApi.id", "the framework refuses it", "remove it")
			}
		}
	} else {
		h.own(routes)
		h.stage()
	}
	h.authorizersOf(get(h.config, "authorizers"))
	for _, rt := range routes {
		integration := h.integration(rt)
		properties := rt.Object("ApiId", h.api, "RouteKey", rt.routeKey, "Target", rt.Object("Fn::Join", rt.List("/", rt.List("integrations", rt.Ref(integration)))))
		h.authorize(rt, properties)
		s.add(rt.Place, rt.routeID, "AWS::ApiGatewayV2::Route", properties, "DependsOn", integration)
	}
}

// route reads an event; nil if the framework refuses it.
func (h *http) route(e *event) *httpRoute {
	method, path := e.get("method"), e.get("path")
	if e.node.Kind == cfnlang.String {
		first, second, two := strings.Cut(e.node.Text, " ")
		if path = e.Node(first); two {
			method, path = path, e.Node(second)
		}
	}
	rt := &httpRoute{event: e}
	verb, known := method.Literal()
	text, literal := path.Literal()
	if verb = strings.ToUpper(verb); verb == "*" {
		verb = "ANY"
	}
	switch {
	case text == "*" && (!given(method) || textOf(method) == "*"):
		rt.routeID, rt.routeKey = "HttpApiRouteDefault", e.Node("$default")
		return rt
	case text == "*", !literal && !opaque(path), !known && !opaque(method), known && verb != "ANY" && !slices.Contains(httpMethods, verb):
		h.refuse(e.node.At, "an event httpApi of the function "+e.key+" has no method and path", "write httpApi: GET /path")
		return nil
	}
	if rt.method = method; known {
		rt.method = cfnlang.PlaceOf(method).Node(verb)
	}
	rt.routeKey = joined(value.Origin(e.Place), rt.method, e.Node(" "), path)
	rt.routeID = "HttpApiRoute" + normal(e.key) + "Event" + strconv.Itoa(e.index)
	if key, ok := rt.routeKey.Literal(); ok {
		rt.routeID = "HttpApiRoute" + pathID(key)
		if h.keys[key] {
			h.problem(e.node.At, "the route "+key+" stands twice", "the framework refuses it", "remove one of them")
		}
		h.keys[key] = true
	}
	return rt
}

// own makes the API.
func (h *http) own(routes []*httpRoute) {
	name := firstOf(get(h.config, "name"), h.apiName(h.Place, h.config, ""))
	properties := h.Object("Name", name, "ProtocolType", "HTTP")
	put(properties, "DisableExecuteApiEndpoint", get(h.config, "disableDefaultEndpoint"))
	put(properties, "Tags", firstOf(get(h.provider, "tags")))
	if cors := get(h.config, "cors"); given(cors) {
		properties.Set("CorsConfiguration", httpCors(cors, routes))
	}
	h.add(h.Place, httpID, "AWS::ApiGatewayV2::Api", properties)
	h.outputs.Set("HttpApiId", h.Object("Description", "Id of the HTTP API", "Value", h.api))
	h.outputs.Set("HttpApiUrl", h.Object("Description", "URL of the HTTP API", "Value", endpoint(h.Place, "https://", h.api)))
}

// httpCors returns what browsers of other sites may.
func httpCors(n *Node, routes []*httpRoute) *Node {
	if opaque(n) {
		return cfnlang.NewUnknown(reason(n), n.At)
	}
	p := cfnlang.PlaceOf(n)
	of := func(name string) *Node {
		if isMap(n) {
			return firstOf(get(n, name))
		}
		return nil
	}
	out := p.Object("AllowHeaders", distinct(firstOf(of("allowedHeaders"), p.Node(corsHeaders))), "AllowOrigins", distinct(firstOf(of("allowedOrigins"), p.List("*"))))
	methods := of("allowedMethods")
	if methods == nil {
		methods = p.List("OPTIONS")
		for _, rt := range routes {
			if rt.method == nil || textOf(rt.method) == "ANY" {
				methods.List = append(methods.List, p.Node(httpMethods).List...)
				continue
			}
			methods.List = append(methods.List, rt.method)
		}
	}
	out.Set("AllowMethods", distinct(methods))
	if of("allowCredentials") != nil {
		out.Set("AllowCredentials", truth(p, of("allowCredentials")))
	}
	put(out, "ExposeHeaders", distinct(of("exposedResponseHeaders")))
	if isMap(n) {
		put(out, "MaxAge", get(n, "maxAge"))
	}
	return out
}

// distinct returns a list without what stands in it twice; of one value, a list.
func distinct(n *Node) *Node {
	if n == nil || opaque(n) {
		return n
	}
	out := cfnlang.NewList(n.At)
	seen := make(map[string]bool)
	for _, e := range elements(n) {
		text, ok := e.Literal()
		if !ok || !seen[text] {
			out.List = append(out.List, e)
		}
		seen[text] = seen[text] || ok
	}
	return out
}

// httpFields are what is logged of a call, where no format is given, under the
// names that the framework gives them.
var httpFields = []string{
	"requestId requestId", "ip identity.sourceIp", "requestTime requestTime", "httpMethod httpMethod",
	"routeKey routeKey", "status status", "protocol protocol", "responseLength responseLength",
}

// stage makes the API's stage, with its log.
func (h *http) stage() {
	const group = "HttpApiLogGroup"
	properties := h.Object("ApiId", h.api, "StageName", "$default", "AutoDeploy", true,
		"DefaultRouteSettings", h.Object("DetailedMetricsEnabled", truth(h.Place, get(h.config, "metrics"))))
	put(properties, "Tags", firstOf(get(h.provider, "tags")))
	logs := get(h.provider, "logs", "httpApi")
	var depends any
	switch {
	case opaque(logs):
		properties.Set("AccessLogSettings", cfnlang.NewUnknown(reason(logs), logs.At))
		h.gap(logs.At, "the logs of the HTTP API are not known: "+reason(logs))
	case given(logs):
		p, format := cfnlang.PlaceOf(logs), (*Node)(nil)
		if isMap(logs) {
			format = firstOf(get(logs, "format"))
		}
		if format == nil {
			var fields []string
			for _, f := range httpFields {
				name, variable, _ := strings.Cut(f, " ")
				fields = append(fields, `"`+name+`":"$context.`+variable+`"`)
			}
			format = p.Node("{" + strings.Join(fields, ",") + "}")
		}
		h.accessLogGroup(p, group, joined(value.Origin(p), p.Node("/aws/http-api/"), h.stackName()))
		properties.Set("AccessLogSettings", p.Object("DestinationArn", p.Attribute(group, "Arn"), "Format", format))
		depends = group
	}
	h.add(h.Place, "HttpApiStage", "AWS::ApiGatewayV2::Stage", properties, "DependsOn", depends)
}

// integration has the API call the function of a route, and may it. It returns
// the logical id of the integration, one for each function.
func (h *http) integration(rt *httpRoute) string {
	id := "HttpApiIntegration" + normal(rt.key)
	if h.made(id) != nil {
		return id
	}
	h.permission(rt.Place, normal(rt.key)+"LambdaPermissionHttpApi", rt.function, "apigateway.amazonaws.com", arn(rt.Place, "execute-api", h.api, "/*"))
	payload := firstOf(rt.function.get("httpApi", "payload"), get(h.config, "payload"), rt.Node("2.0"))
	h.add(rt.Place, id, "AWS::ApiGatewayV2::Integration", rt.Object(
		"ApiId", h.api, "IntegrationType", "AWS_PROXY", "IntegrationUri", rt.target(rt.Place), "PayloadFormatVersion", payload, "TimeoutInMillis", 30000,
	), "DependsOn", rt.depends())
	return id
}
