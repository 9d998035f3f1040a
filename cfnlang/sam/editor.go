package sam

import (
	"regexp"
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

const (
	integration = "x-amazon-apigateway-integration"
	anyMethod   = "x-amazon-apigateway-any-method"
	defaultPath = "$default"
)

// An editor changes the OpenAPI document of an API, of which it has its own
// copy.
type editor struct {
	*transform
	doc   *Node
	paths *table
}

// edit returns an editor of a copy of a document.
func (t *transform) edit(doc *Node) *editor {
	own := t.clone(doc)
	return &editor{t, own, newTable(get(own, "paths"))}
}

// skeleton returns an editor of a document without paths.
func (t *transform) skeleton(p place, http bool) *editor {
	info := p.Object("version", "1.0", "title", p.Ref("AWS::StackName"))
	doc := p.Object("swagger", "2.0", "info", info, "paths", p.Object())
	if http {
		doc = p.Object("openapi", "3.0.1", "info", info, "paths", p.Object())
	}
	return &editor{t, doc, newTable(get(doc, "paths"))}
}

// mistake returns a part of the document that is not what it must be, and what
// SAM says of it.
func (e *editor) mistake() (at *Node, text string) {
	for i, item := range e.paths.list {
		path := e.paths.keys[i].Name
		if isIf(item) {
			if _, _, _, ok := branches(item); !ok {
				return item, "Value of Fn::If must be a list."
			}
		}
		for _, c := range contents(item) {
			if !isMap(c) {
				return firstOf(c, e.doc), "Value of '" + path + "' path must be a dictionary according to Swagger spec."
			}
			for j, k := range c.Keys {
				for _, d := range contents(c.List[j]) {
					if slices.Contains([]string{"get", "put", "post", "delete", "options", "head", "patch", anyMethod}, normal(k.Name)) && !isMap(d) {
						return firstOf(d, c), "Definition of method '" + k.Name + "' for path '" + path + "' should be a map."
					}
				}
			}
		}
	}
	if s := get(e.doc, "securityDefinitions"); s != nil && !isMap(s) {
		return s, "securityDefinitions must be a dictionary."
	}
	return nil, ""
}

// document returns the document as it is now.
func (e *editor) document() *Node { return e.doc.Set("paths", e.paths.node()) }

// clone returns a copy that shares nothing.
func (t *transform) clone(n *Node) *Node {
	if n == nil || t.parts > maxParts {
		return n
	}
	t.parts += 1 + len(n.Keys)
	c := *n
	c.Keys = append([]cfnlang.Key(nil), n.Keys...)
	c.List = make([]*Node, len(n.List))
	for i, e := range n.List {
		c.List[i] = t.clone(e)
	}
	return &c
}

var version3 = regexp.MustCompile(`^3(\.\d)(\.\d)?$`)

func isVersion3(n *Node) bool {
	text, ok := n.Literal()
	return ok && version3.MatchString(text)
}

// isSwagger reports whether a document is one that can be edited.
func isSwagger(doc *Node) bool {
	return isMap(get(doc, "paths")) && (given(get(doc, "swagger")) || isVersion3(get(doc, "openapi")))
}

func isOpenAPI(doc *Node) bool { return isMap(get(doc, "paths")) && isVersion3(get(doc, "openapi")) }

// contents returns what a part of a document may be: of an Fn::If both values
// but AWS::NoValue.
func contents(n *Node) []*Node {
	_, then, otherwise, ok := branches(n)
	if !ok {
		return []*Node{n}
	}
	var all []*Node
	for _, c := range []*Node{then, otherwise} {
		if !isNoValue(c) {
			all = append(all, c)
		}
	}
	return all
}

// normal returns the key of a method in a document.
func normal(method string) string {
	if method = strings.ToLower(method); method == "any" {
		return anyMethod
	}
	return method
}

// addPath sees to it that a document has a method of a path.
func (e *editor) addPath(p place, path, method string) {
	item := e.paths.get(path)
	if item == nil || item.Kind == cfnlang.Null {
		item = p.Object()
		e.paths.set(path, item)
	}
	e.parts += 2
	for _, c := range contents(item) {
		if isMap(c) && c.Get(normal(method)) == nil {
			c.Set(normal(method), p.Object())
		}
	}
}

// hasIntegration reports whether a method of a path is wired already.
func (e *editor) hasIntegration(path, method string) bool {
	item := e.paths.get(path)
	if item == nil {
		return false
	}
	for _, c := range contents(item) {
		wired := false
		for _, d := range contents(get(c, normal(method))) {
			wired = wired || given(get(d, integration))
		}
		if !wired {
			return false
		}
	}
	return true
}

// methods returns the definitions of a method of a path that are wired.
func (e *editor) methods(path, method string) []*Node {
	var all []*Node
	for _, c := range contents(e.paths.get(path)) {
		for _, d := range contents(get(c, normal(method))) {
			if given(get(d, integration)) {
				all = append(all, d)
			}
		}
	}
	return all
}

// A method is one that a document defines.
type method struct {
	name       string
	definition *Node
}

// all returns the wired methods of a path.
func (e *editor) all(path string) []method {
	var all []method
	for _, c := range contents(e.paths.get(path)) {
		if !isMap(c) {
			continue
		}
		for i, k := range c.Keys {
			switch k.Name {
			case "summary", "description", "parameters":
				continue
			}
			for _, d := range contents(c.List[i]) {
				if given(get(d, integration)) {
					all = append(all, method{normal(k.Name), d})
				}
			}
		}
	}
	return all
}

// pathNames returns the paths, in order.
func (e *editor) pathNames() []string {
	names := make([]string, 0, len(e.paths.list))
	for i, k := range e.paths.keys {
		if e.paths.list[i] != nil {
			names = append(names, k.Name)
		}
	}
	return names
}

// wire gives a method of a path its integration, and a condition if the
// function has one.
func (e *editor) wire(p place, path, method, condition string, wiring, responses *Node) {
	e.addPath(p, path, method)
	for _, c := range contents(e.paths.get(path)) {
		if !isMap(c) {
			continue
		}
		d := get(c, normal(method))
		if !isMap(d) {
			d = p.Object()
		}
		d.Set(integration, wiring)
		if get(d, "responses") == nil {
			d.Set("responses", responses)
		}
		e.parts += 12
		if condition != "" {
			d = p.If(condition, d, nil)
		}
		c.Set(normal(method), d)
	}
}

// secure adds a requirement to the security of a definition.
func secure(d *Node, p place, scheme string, scopes *Node) {
	if scopes == nil {
		scopes = p.List()
	}
	requirement := p.Object(scheme, scopes)
	security := p.List()
	if s := get(d, "security"); isList(s) {
		security.List = append(security.List, s.List...)
	}
	security.List = append(security.List, requirement)
	d.Set("security", security)
}

var parameterOfPath = regexp.MustCompile(`\{[a-zA-Z0-9._-]+\+?\}`)

// pattern returns a path as the ARN of its methods has it: {id} is *.
func pattern(path string) string { return parameterOfPath.ReplaceAllString(path, "*") }

func withoutSlash(path string) string {
	if len(path) > 1 {
		return strings.TrimSuffix(path, "/")
	}
	return path
}
