package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// A cors is what browsers of other sites may, as an event says.
type cors struct {
	cfnlang.Place
	origin      *Node
	origins     []*Node
	headers     []*Node
	methods     []*Node
	credentials *Node
	age, cache  *Node
	unsure      string // why it is not known whether there is any, "" if it is
}

// corsHeaders are those that browsers may send by default.
var corsHeaders = []string{"Content-Type", "X-Amz-Date", "Authorization", "X-Api-Key", "X-Amz-Security-Token", "X-Amz-User-Agent", "X-Amzn-Trace-Id"}

// cors reads what an event says of browsers of other sites, nil if nothing.
func (r *rest) cors(rt *route) *cors {
	n := rt.get("cors")
	switch {
	case !given(n):
		return nil
	case opaque(n):
		unknown := cfnlang.NewUnknown(reason(n), n.At)
		some := []*Node{unknown}
		return &cors{Place: cfnlang.PlaceOf(n), origin: unknown, headers: some, methods: some, credentials: unknown, unsure: "whether browsers of other sites may is not known: " + reason(n)}
	}
	p := cfnlang.PlaceOf(n)
	c := &cors{Place: p, origin: p.Node("*"), headers: p.Node(corsHeaders).List, credentials: p.Node(false)}
	if isMap(n) {
		if given(get(n, "origins")) {
			c.origin, c.origins = nil, elements(get(n, "origins"))
		}
		c.origin = firstOf(get(n, "origin"), c.origin)
		if h := get(n, "headers"); given(h) {
			c.headers = elements(h)
		}
		c.methods = elements(get(n, "methods"))
		c.credentials = truth(p, get(n, "allowCredentials"))
		c.age, c.cache = get(n, "maxAge"), get(n, "cacheControl")
	}
	for _, verb := range []*Node{p.Node("OPTIONS"), rt.verb} {
		if !among(c.methods, verb) {
			c.methods = append(c.methods[:len(c.methods):len(c.methods)], verb)
		}
	}
	return c
}

func among(list []*Node, n *Node) bool {
	text, ok := n.Literal()
	for _, e := range list {
		if t, literal := e.Literal(); ok && literal && t == text {
			return true
		}
	}
	return false
}

// preflights makes the methods that answer the preflight requests of browsers,
// one for each path.
func (r *rest) preflights() {
	byPath := make(map[string][]*route)
	var order []string
	for _, rt := range r.routes {
		if rt.cors == nil {
			continue
		}
		key := "/" + rt.path
		if !rt.known {
			key = rt.label
		}
		if byPath[key] == nil {
			order = append(order, key)
		}
		byPath[key] = append(byPath[key], rt)
	}
	for _, key := range order {
		r.preflight(byPath[key])
	}
}

func (r *rest) preflight(all []*route) {
	p, first := all[0].cors.Place, all[0]
	at := value.Origin(p)
	origin, origins := all[len(all)-1].cors.origin, union(all, func(c *cors) []*Node { return c.origins })
	if text, ok := origin.Literal(); ok && strings.Contains(text, ",") {
		origins = nil
		for _, o := range strings.Split(text, ",") {
			origins = append(origins, cfnlang.PlaceOf(origin).Node(strings.TrimSpace(o)))
		}
	}
	if len(origins) > 0 {
		origin = origins[0]
	}
	methods := inQuotes(at, union(all, func(c *cors) []*Node { return c.methods })...)
	if text, ok := methods.Literal(); ok {
		methods = p.Node(strings.Replace(text, "ANY", "DELETE,GET,HEAD,PATCH,POST,PUT", 1))
	}
	headers := p.Object("Access-Control-Allow-Origin", inQuotes(at, origin),
		"Access-Control-Allow-Headers", inQuotes(at, union(all, func(c *cors) []*Node { return c.headers })...), "Access-Control-Allow-Methods", methods)
	for _, rt := range all {
		if given(rt.cors.credentials) && headers.Get("Access-Control-Allow-Credentials") == nil {
			headers.Set("Access-Control-Allow-Credentials", inQuotes(at, rt.cors.credentials))
		}
		if given(rt.cors.age) {
			headers.Set("Access-Control-Max-Age", inQuotes(at, rt.cors.age))
		}
		if given(rt.cors.cache) {
			headers.Set("Cache-Control", inQuotes(at, rt.cors.cache))
		}
	}
	template := p.Node("")
	if len(origins) > 0 {
		template = cfnlang.NewUnknown(ownTemplate, at)
	}
	id := "ApiGatewayMethod" + first.label + "Options"
	r.methods = append(r.methods, id)
	n := r.over(p, id, "AWS::ApiGateway::Method", p.Object(
		"AuthorizationType", "NONE", "HttpMethod", "OPTIONS", "RequestParameters", p.Object(), "ResourceId", first.resource, "RestApiId", r.id,
		"MethodResponses", p.List(p.Object("StatusCode", "200", "ResponseParameters", sent(p, headers), "ResponseModels", p.Object())),
		"Integration", p.Object("Type", "MOCK", "RequestTemplates", p.Object("application/json", "{statusCode:200}"), "ContentHandling", "CONVERT_TO_TEXT",
			"IntegrationResponses", p.List(p.Object("StatusCode", "200", "ResponseParameters", answered(headers), "ResponseTemplates", p.Object("application/json", template))))))
	if !slices.ContainsFunc(all, func(rt *route) bool { return rt.cors.unsure == "" }) {
		perhaps(n, first.cors.unsure)
	}
}

// union returns what the events of a path say together, the last one's first.
func union(all []*route, of func(*cors) []*Node) []*Node {
	var out []*Node
	seen := make(map[string]bool)
	for i := len(all) - 1; i >= 0; i-- {
		for _, n := range of(all[i].cors) {
			text, ok := n.Literal()
			if !ok || !seen[text] {
				out = append(out, n)
			}
			if ok {
				seen[text] = true
			}
		}
	}
	return out
}

// inQuotes returns texts as one literal of a mapping, with commas between them.
func inQuotes(at value.Origin, texts ...*Node) *Node {
	parts := []*Node{cfnlang.NewString("'", at)}
	for i, t := range texts {
		if i > 0 {
			parts = append(parts, cfnlang.NewString(",", at))
		}
		parts = append(parts, t)
	}
	return joined(at, append(parts, cfnlang.NewString("'", at))...)
}

// answered returns headers under the names that a mapping has for them.
func answered(headers *Node) *Node {
	if !isMap(headers) {
		return headers
	}
	out := cfnlang.NewMap(headers.At)
	for i, k := range headers.Keys {
		k.Name = "method.response.header." + k.Name
		out.Keys, out.List = append(out.Keys, k), append(out.List, headers.List[i])
	}
	return out
}

// sent says that headers are sent.
func sent(p cfnlang.Place, headers *Node) *Node {
	if opaque(headers) {
		return headers
	}
	out := p.Object()
	if named := answered(headers); isMap(named) {
		out.Keys = named.Keys
		for range named.Keys {
			out.List = append(out.List, p.Node(true))
		}
	}
	return out
}
