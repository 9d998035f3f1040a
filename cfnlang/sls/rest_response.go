package sls

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
)

// A status is one that a method answers with.
type status struct {
	code   string
	config *Node // nil for one of the framework's own
}

// ownStatuses are the ones that the framework maps the errors of functions to.
var ownStatuses = []string{"200", "400", "401", "403", "404", "422", "500", "502", "504"}

// statusCodes returns what a method answers with, in the order of the codes.
func (r *rest) statusCodes(rt *route, kind string) []status {
	response := rt.get("response")
	all := get(response, "statusCodes")
	if !isMap(response) || len(response.Keys) == 0 {
		if kind != "AWS" {
			return nil
		}
		all = nil
	}
	var out []status
	if !isMap(all) || !given(all) {
		for _, code := range ownStatuses {
			out = append(out, status{code: code})
		}
		return out
	}
	whole := false
	for i, k := range all.Keys {
		out = append(out, status{k.Name, all.List[i]})
		pattern := get(all.List[i], "pattern")
		whole = whole || pattern != nil && pattern.Kind == cfnlang.String && pattern.Text == ""
	}
	if !whole && kind != "MOCK" { // what has no pattern is answered with 200
		out = slices.DeleteFunc(out, func(s status) bool { return s.code == "200" })
		out = append(out, status{code: "200"})
	}
	slices.SortStableFunc(out, func(a, b status) int {
		x, err := strconv.Atoi(a.code)
		y, other := strconv.Atoi(b.code)
		if err != nil || other != nil {
			return strings.Compare(strconv.FormatBool(err != nil), strconv.FormatBool(other != nil))
		}
		return x - y
	})
	return out
}

// responseHeaders returns the headers of all answers: those for browsers of
// other sites, and the event's own.
func (r *rest) responseHeaders(rt *route) *Node {
	out := rt.Object()
	if c := rt.cors; c != nil {
		origin := inQuotes(rt.node.At, c.origin)
		if len(c.origins) > 0 {
			origin = inQuotes(rt.node.At, c.origins...)
		}
		out.Set("Access-Control-Allow-Origin", origin)
		if given(c.credentials) {
			out.Set("Access-Control-Allow-Credentials", firstOf(c.credentials))
		}
	}
	if own := rt.get("response", "headers"); opaque(own) {
		out = cfnlang.NewUnknown(reason(own), own.At)
	} else if isMap(own) {
		out = overridden(out, own)
	}
	return out
}

// withOwn returns headers with those of one status.
func withOwn(s status, headers *Node) *Node {
	own := get(s.config, "headers")
	switch {
	case s.config == nil || !given(own):
		return headers
	case opaque(own), opaque(headers):
		return cfnlang.NewUnknown("the headers are not known", own.At)
	case !isMap(own):
		return headers
	}
	return overridden(headers, own)
}

// answer returns how what stands behind a method is answered.
func answer(rt *route, s status, headers *Node) *Node {
	out := rt.Object("StatusCode", s.code, "ResponseParameters", answered(withOwn(s, headers)))
	pattern := cfnlang.NewUnknown("the pattern is the framework's own", rt.node.At)
	if s.config != nil {
		pattern = rt.Node("")
		put(out, "SelectionPattern", get(s.config, "pattern"))
	}
	orElse(out, "SelectionPattern", pattern)
	templates := rt.Object()
	put(templates, "application/json", firstOf(rt.get("response", "template")))
	switch own := get(s.config, "template"); {
	case s.config == nil || !given(own):
	case isMap(own):
		templates = overridden(templates, own)
	default:
		templates.Set("application/json", own)
	}
	out.Set("ResponseTemplates", templates)
	if strings.HasPrefix(s.code, "2") {
		put(out, "ContentHandling", rt.get("response", "contentHandling"))
	}
	return out
}

// methodResponse declares an answer of a method.
func methodResponse(rt *route, s status, headers *Node) *Node {
	return rt.Object("StatusCode", s.code, "ResponseModels", rt.Object(), "ResponseParameters", sent(rt.Place, withOwn(s, headers)))
}
