package sls

import (
	"regexp"
	"strings"

	"bailiwick/cfnlang"
)

// maxSegments bounds the parts of a path, each of which is a resource.
const maxSegments = 50

// pathID returns a path as it stands in logical ids: orders/{id} is
// OrdersIdVar.
func pathID(path string) string {
	var out strings.Builder
	for _, part := range strings.Split(path, "/") {
		part = strings.ReplaceAll(upper(strings.ToLower(part)), "-", "Dash")
		part = inBraces.ReplaceAllString(part, "${1}Var")
		out.WriteString(alphanumeric(part))
	}
	return out.String()
}

var inBraces = regexp.MustCompile(`\{(.*)\}`)

// predefined notes which resources the shared API has.
func (r *rest) predefined() {
	all := get(r.config, "restApiResources")
	note := func(path string, id *Node) {
		path = strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
		if given(id) && strings.Count(path, "/") <= maxSegments {
			r.paths[path] = id
			for i := strings.LastIndexByte(path, '/'); i > 0; i = strings.LastIndexByte(path[:i], '/') {
				r.closed[path[:i]] = true
			}
		}
	}
	switch {
	case opaque(all):
		r.paths = nil
	case isMap(all):
		for i, k := range all.Keys {
			note(k.Name, all.List[i])
		}
	default:
		for _, n := range elements(all) {
			note(textOf(get(n, "path")), get(n, "resourceId"))
		}
	}
}

// path returns the resource of a route's path. Those that are not there yet are
// made.
func (r *rest) path(rt *route) *Node {
	if r.paths == nil {
		return cfnlang.NewUnknown("provider.apiGateway.restApiResources is not known", r.config.At)
	}
	from := len(rt.path)
	for from > 0 && r.paths[rt.path[:from]] == nil {
		from = max(strings.LastIndexByte(rt.path[:from], '/'), 0)
	}
	parent := r.top
	if from > 0 {
		parent = r.paths[rt.path[:from]]
	}
	for from < len(rt.path) {
		if from > 0 || rt.path[0] == '/' {
			from++
		}
		end := len(rt.path)
		if i := strings.IndexByte(rt.path[from:], '/'); i >= 0 {
			end = from + i
		}
		path := rt.path[:end]
		if r.closed[path] {
			r.problem(rt.node.At, "provider.apiGateway.restApiResources has resources below "+path+" and not it itself", "the framework refuses it", "add the path "+path)
			return cfnlang.NewUnknown("the resource of the path "+path+" is another's", rt.node.At)
		}
		id := "ApiGatewayResource" + pathID(path)
		r.add(rt.Place, id, "AWS::ApiGateway::Resource", rt.Object("ParentId", parent, "PathPart", rt.path[from:end], "RestApiId", r.id))
		parent = rt.Ref(id)
		r.paths[path] = parent
		from = end
	}
	return parent
}
