package sls

import (
	"regexp"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
)

const (
	restID         = "ApiGatewayRestApi"
	restDeployment = "ApiGatewayDeployment"
)

// A rest is the REST API of a service: its own, or a part of one that is shared
// (provider.apiGateway.restApiId).
type rest struct {
	*service
	cfnlang.Place
	config      *Node // provider.apiGateway
	shared      bool
	id          *Node // of the API
	top         *Node // its root resource
	stage       *Node
	routes      []*route
	paths       map[string]*Node // resources by path
	closed      map[string]bool  // paths of which the shared API has resources below, and whose own is not told
	methods     []string         // logical ids
	authorizers []*authorizer
}

// A route is a method of the REST API: what an event of the kind http says.
type route struct {
	*event
	path        string // without slashes around it
	known       bool   // the path is
	verb        *Node  // in upper case
	label       string // of the path, in logical ids
	methodID    string
	resource    *Node
	integration *Node // AWS_PROXY, AWS, HTTP, HTTP_PROXY, MOCK
	cors        *cors
}

// restAPI makes the REST API of events of the kind http.
func (s *service) restAPI(all []*event) {
	r := &rest{service: s, config: get(s.provider, "apiGateway"), paths: make(map[string]*Node), closed: make(map[string]bool)}
	r.Place = all[0].Place
	if r.config != nil {
		r.Place = cfnlang.PlaceOf(r.config)
	}
	if opaque(r.config) {
		s.gap(r.config.At, "provider.apiGateway is not known: "+reason(r.config))
	}
	for _, e := range all {
		if rt := r.route(e); rt != nil {
			r.routes = append(r.routes, rt)
		}
	}
	if len(r.routes) == 0 {
		return
	}
	r.api()
	r.predefined()
	for _, rt := range r.routes {
		rt.resource = r.top
		if !rt.known {
			rt.resource = cfnlang.NewUnknown("the path of the route is not known", rt.node.At)
		} else if rt.path != "" {
			rt.resource = r.path(rt)
		}
	}
	r.preflights()
	for _, rt := range r.routes {
		r.method(rt)
	}
	r.deployment()
	r.usagePlans()
	for _, rt := range r.routes {
		s.permission(rt.Place, normal(rt.key)+"LambdaPermissionApiGateway", rt.function, "apigateway.amazonaws.com", arn(rt.Place, "execute-api", r.id, "/*/*"))
	}
	r.authorizerPermissions()
	r.staged()
}

// route reads an event; nil if the framework refuses it.
func (r *rest) route(e *event) *route {
	rt := &route{event: e, verb: e.get("method")}
	path := e.get("path")
	if e.node.Kind == cfnlang.String {
		words := strings.SplitN(e.node.Text, " ", 3)
		rt.verb = e.Node(words[0])
		if len(words) > 1 {
			path = e.Node(words[1])
		}
	}
	text, known := path.Literal()
	verb, literal := rt.verb.Literal()
	switch {
	case !known && !opaque(path), !literal && !opaque(rt.verb):
		r.refuse(e.node.At, "an event http of the function "+e.key+" has no method and path", "write http: GET /path")
		return nil
	case strings.Count(text, "/") > maxSegments:
		r.refuse(e.node.At, "the path of an event http of the function "+e.key+" has too many parts", "shorten it")
		return nil
	}
	rt.path, rt.known = strings.TrimSuffix(strings.TrimPrefix(text, "/"), "/"), known
	if literal {
		rt.verb = cfnlang.PlaceOf(rt.verb).Node(strings.ToUpper(verb))
	}
	rt.label = pathID(rt.path)
	rt.methodID = "ApiGatewayMethod" + rt.label + upper(strings.ToLower(verb))
	if !known || !literal {
		rt.label = normal(e.key) + "Event" + strconv.Itoa(e.index)
		rt.methodID = "ApiGatewayMethod" + rt.label + upper(strings.ToLower(verb))
	}
	rt.integration = r.integrationType(rt)
	rt.cors = r.cors(rt)
	return rt
}

// integrationType returns what stands behind a method.
func (r *rest) integrationType(rt *route) *Node {
	n := rt.get("integration")
	text, ok := n.Literal()
	switch text = strings.Replace(strings.ToUpper(text), "-", "_", 1); {
	case opaque(n):
		return n
	case !given(n) && opaque(rt.get("async")):
		return rt.get("async")
	case !given(n) && given(rt.get("async")):
		return cfnlang.PlaceOf(rt.get("async")).Node("AWS")
	case !given(n):
		return rt.Node("AWS_PROXY")
	case !ok:
		r.refuse(n.At, "the integration of an event http of the function "+rt.key+" is a "+n.Kind.String(), "name one")
		return cfnlang.NewUnknown("the integration cannot be read", n.At)
	case text == "LAMBDA":
		text = "AWS"
	case text == "LAMBDA_PROXY":
		text = "AWS_PROXY"
	}
	return cfnlang.PlaceOf(n).Node(text)
}

// api makes the API itself, unless it is another's.
func (r *rest) api() {
	r.id, r.top = r.Ref(restID), r.Attribute(restID, "RootResourceId")
	r.stage = firstOf(get(r.config, "stage"), r.stageName)
	if text, ok := r.stageName.Literal(); ok && !stageNames.MatchString(text) {
		r.problem(r.stageName.At, "the stage "+text+" cannot be one of API Gateway", "the framework refuses it", "name it by letters, digits, - and _")
	}
	if shared := get(r.config, "restApiId"); given(shared) {
		r.shared, r.id, r.top = true, shared, get(r.config, "restApiRootResourceId")
		if !given(r.top) {
			r.problem(shared.At, "provider.apiGateway has restApiId and no restApiRootResourceId", "the framework refuses it", "set restApiRootResourceId")
			r.top = cfnlang.NewUnknown("provider.apiGateway has no restApiRootResourceId", shared.At)
		}
		for _, of := range []string{"tracing.apiGateway", "logs.restApi"} {
			if get(r.provider, strings.Split(of, ".")...) != nil {
				r.problem(shared.At, "provider."+of+" means nothing for the API of provider.apiGateway.restApiId", "the framework refuses it", "remove it")
			}
		}
		return
	}
	properties := r.Object("Name", firstOf(get(r.provider, "apiName"), r.apiName(r.Place, r.config, "")))
	put(properties, "BinaryMediaTypes", firstOf(get(r.config, "binaryMediaTypes")))
	put(properties, "DisableExecuteApiEndpoint", get(r.config, "disableDefaultEndpoint"))
	properties.Set("EndpointConfiguration", r.endpoints())
	if policy := get(r.config, "resourcePolicy"); given(policy) && (opaque(policy) || len(policy.List) > 0) {
		properties.Set("Policy", cfnlang.PlaceOf(policy).Object("Version", "2012-10-17", "Statement", policy))
	} else {
		properties.Set("Policy", r.Node(""))
	}
	put(properties, "ApiKeySourceType", inUpper(firstOf(get(r.config, "apiKeySourceType"))))
	put(properties, "MinimumCompressionSize", get(r.config, "minimumCompressionSize"))
	put(properties, "Description", firstOf(get(r.config, "description")))
	r.over(r.Place, restID, "AWS::ApiGateway::RestApi", properties)
}

// stageNames are those that API Gateway takes.
var stageNames = regexp.MustCompile(`^[-_a-zA-Z0-9]+$`)

// endpoints says from where the API is reached.
func (r *rest) endpoints() *Node {
	kind := get(r.provider, "endpointType")
	if !given(kind) {
		return r.Object("Types", []string{"EDGE"})
	}
	p := cfnlang.PlaceOf(kind)
	out := p.Object("Types", p.List(inUpper(kind)))
	if ids := get(r.provider, "vpcEndpointIds"); given(ids) {
		if text, ok := kind.Literal(); ok && !strings.EqualFold(text, "PRIVATE") {
			r.problem(ids.At, "provider.vpcEndpointIds stands beside the endpointType "+text, "the framework refuses it", "only private APIs have VPC endpoints")
		}
		out.Set("VpcEndpointIds", ids)
	}
	return out
}

// inUpper returns a text in upper case, and what is none as it is.
func inUpper(n *Node) *Node {
	if text, ok := n.Literal(); ok {
		return cfnlang.PlaceOf(n).Node(strings.ToUpper(text))
	}
	return n
}
