package access

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"bailiwick/tflang"
	"bailiwick/value"
)

// An OpenAPI is what an OpenAPI document says of an API of API Gateway: a REST
// or HTTP API may be declared by it alone.
type OpenAPI struct {
	Operations  []Operation
	EndpointOff value.Value[bool] // disableExecuteApiEndpoint
	Policy      value.Any         // x-amazon-apigateway-policy; null if there is none
	Why         string            // why there may be more operations, "" if all were read
}

// An Operation is one method of one path.
type Operation struct {
	Method, Path string // "GET", "/orders"; ANY stands for every method
	Authorized   value.Answer
	Keyed        bool       // a caller must show an API key, which is no authentication
	Mock         bool       // API Gateway itself answers
	URI          value.Text // of the integration
	At           value.Origin
	Why          string // why it cannot be told whether callers are authorised
}

// The bounds on an OpenAPI document. API Gateway imports 6 MB at most.
const (
	maxOpenAPI      = 6 << 20 // bytes
	maxOpenAPINodes = 500_000
	maxOpenAPIDepth = 100
)

// ReadOpenAPI reads the body of an API: an object, or a text of JSON or YAML,
// which may have holes. What cannot be read says why.
func ReadOpenAPI(body value.Value[value.Any]) OpenAPI {
	a, ok := body.Get()
	if !ok {
		return OpenAPI{Why: body.Reason(), Policy: value.AnyNull(body.Origin()), EndpointOff: value.Unknown[bool](value.Because(body.Reason()), body.Origin())}
	}
	root := documentOf(a)
	if root.Kind() != value.KindMap {
		why := root.Reason()
		if root.Kind() != value.KindUnknown {
			why = "it is no OpenAPI document"
		}
		return OpenAPI{Why: why, Policy: value.AnyNull(a.Origin()), EndpointOff: value.Unknown[bool](value.Because(why), a.Origin())}
	}
	r := openAPIReader{root: root}
	r.schemes = root.Lookup("components").Lookup("securitySchemes")
	if r.schemes.Kind() == value.KindNull {
		r.schemes = root.Lookup("securityDefinitions")
	}
	r.paths(root.Lookup("paths"))
	r.out.Policy = root.Lookup("x-amazon-apigateway-policy")
	off := root.Lookup("x-amazon-apigateway-endpoint-configuration").Lookup("disableExecuteApiEndpoint")
	for _, s := range root.Lookup("servers").Elements() {
		if c := s.Lookup("x-amazon-apigateway-endpoint-configuration").Lookup("disableExecuteApiEndpoint"); c.Kind() != value.KindNull {
			off = c
		}
	}
	r.out.EndpointOff = value.From[bool](off, "disableExecuteApiEndpoint")
	return r.out
}

// documentOf returns the tree of a document.
func documentOf(a value.Any) value.Any {
	if tree, ok := a.Tree(); ok {
		return tree
	}
	text, ok := a.Text()
	if !ok {
		return a
	}
	s := strings.TrimSpace(text.Inline())
	switch {
	case len(s) > maxOpenAPI:
		return value.AnyUnknown(value.Because("it is larger than API Gateway takes"), a.Origin())
	case text.HasHoles() && text.LiteralPrefix() == "":
		return value.AnyUnknown(value.Because(text.String()+" is not known"), a.Origin())
	case strings.HasPrefix(s, "{"):
		tree, wrong := tflang.DecodeJSON(value.Inline(s), a.Origin())
		if wrong != "" {
			return value.AnyUnknown(value.Because("it is no JSON: "+wrong), a.Origin())
		}
		return tree
	}
	var doc yaml.Node
	if err := yaml.NewDecoder(strings.NewReader(s)).Decode(&doc); err != nil || len(doc.Content) != 1 {
		return value.AnyUnknown(value.Because("it is neither JSON nor YAML"), a.Origin())
	}
	nodes := 0
	tree, ok := fromYAML(doc.Content[0], a.Origin(), 0, &nodes)
	if !ok {
		return value.AnyUnknown(value.Because("it is nested too deeply, or too large"), a.Origin())
	}
	return tree
}

// fromYAML returns the node as a value. Scalars but true, false and null are
// texts, since nothing else is asked of them.
func fromYAML(n *yaml.Node, at value.Origin, depth int, nodes *int) (value.Any, bool) {
	if *nodes++; *nodes > maxOpenAPINodes || depth > maxOpenAPIDepth {
		return value.Any{}, false
	}
	switch n.Kind {
	case yaml.AliasNode:
		return fromYAML(n.Alias, at, depth+1, nodes)
	case yaml.SequenceNode:
		list := make([]value.Any, len(n.Content))
		for i, e := range n.Content {
			var ok bool
			if list[i], ok = fromYAML(e, at, depth+1, nodes); !ok {
				return value.Any{}, false
			}
		}
		return value.AnyList(list, at), true
	case yaml.MappingNode:
		m := make(map[string]value.Any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, ok := fromYAML(n.Content[i+1], at, depth+1, nodes)
			if !ok {
				return value.Any{}, false
			}
			m[n.Content[i].Value] = v
		}
		return sortedMap(m, at), true
	}
	plain := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	switch {
	case plain && (n.Value == "true" || n.Value == "false"):
		return value.AnyBool(n.Value == "true", at), true
	case plain && (n.Value == "null" || n.Value == "~" || n.Value == ""):
		return value.AnyNull(at), true
	}
	return value.AnyText(value.Inline(n.Value), at), true
}

type openAPIReader struct {
	root, schemes value.Any
	out           OpenAPI
}

func (r *openAPIReader) paths(paths value.Any) {
	switch {
	case paths.Kind() == value.KindNull:
		return
	case paths.Kind() != value.KindMap:
		r.more(paths, "paths")
		return
	case paths.Partial():
		r.more(paths, "paths")
	}
	for i, path := range paths.Keys() {
		item := paths.Elements()[i]
		if item.Kind() != value.KindMap || item.Partial() {
			r.more(item, path)
		}
		for _, method := range [...]string{"get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method"} {
			if op, ok := item.Get(method); ok && op.Kind() != value.KindNull {
				r.operation(method, value.Inline(path).String(), op)
			}
		}
	}
}

func (r *openAPIReader) more(a value.Any, what string) {
	if r.out.Why == "" {
		why := a.Reason()
		if why == "" {
			why = "not an object"
		}
		r.out.Why = what + ": " + why
	}
}

func (r *openAPIReader) operation(method, path string, op value.Any) {
	o := Operation{Method: strings.ToUpper(method), Path: path, At: op.Origin()}
	if method == "x-amazon-apigateway-any-method" {
		o.Method = "ANY"
	}
	if op.Kind() != value.KindMap {
		if o.Why = op.Reason(); o.Why == "" {
			o.Why = "it is no object"
		}
		r.out.Operations = append(r.out.Operations, o)
		return
	}
	typ, _ := op.Lookup("x-amazon-apigateway-integration").Lookup("type").Literal()
	o.Mock = strings.EqualFold(typ, "mock")
	o.URI, _ = op.Lookup("x-amazon-apigateway-integration").Lookup("uri").Text()
	security := op.Lookup("security")
	if security.Kind() == value.KindNull {
		security = r.root.Lookup("security")
	}
	r.secure(&o, security)
	if auth := op.Lookup("x-amazon-apigateway-auth").Lookup("type"); auth.Kind() != value.KindNull && o.Authorized != value.Yes {
		switch t, literal := auth.Literal(); {
		case !literal:
			o.Authorized, o.Why = value.CannotTell, "x-amazon-apigateway-auth: "+auth.Reason()
		case !strings.EqualFold(t, "NONE"):
			o.Authorized = value.Yes
		}
	}
	if o.Authorized == value.CannotTell && o.Why == "" {
		o.Why = "its security is not written as OpenAPI has it"
	}
	r.out.Operations = append(r.out.Operations, o)
}

// secure decides by the requirements of an operation: one whose scheme has an
// authorizer, or is of IAM.
func (r *openAPIReader) secure(o *Operation, security value.Any) {
	switch security.Kind() {
	case value.KindNull:
		o.Authorized = value.No
		return
	case value.KindList, value.KindSet:
	default:
		o.Why = "security: " + security.Reason()
		return
	}
	o.Authorized = value.No
	for _, requirement := range security.Elements() {
		if requirement.Kind() != value.KindMap || requirement.Partial() {
			o.Authorized, o.Why = value.CannotTell, "security: a requirement is not known"
			continue
		}
		for _, name := range requirement.Keys() {
			switch authorizes, keyed := r.scheme(name); {
			case authorizes == value.Yes:
				o.Authorized, o.Why = value.Yes, ""
				return
			case authorizes == value.CannotTell:
				o.Authorized, o.Why = value.CannotTell, "the security scheme "+value.Inline(name).String()+" is not known"
			default:
				o.Keyed = o.Keyed || keyed
			}
		}
	}
	if security.Partial() && o.Authorized == value.No {
		o.Authorized, o.Why = value.CannotTell, "security: "+security.Reason()
	}
}

// scheme tells whether a security scheme authorises callers, or only asks for
// an API key.
func (r *openAPIReader) scheme(name string) (authorizes value.Answer, keyed bool) {
	s := r.schemes.Lookup(name)
	if s.Kind() == value.KindNull {
		return value.No, false // API Gateway does not know it: the method is open
	}
	if s.Kind() != value.KindMap {
		return value.CannotTell, false
	}
	for _, mark := range [...]string{"x-amazon-apigateway-authorizer", "x-amazon-apigateway-authtype"} {
		switch v := s.Lookup(mark); v.Kind() {
		case value.KindNull:
		case value.KindUnknown:
			return value.CannotTell, false
		default:
			return value.Yes, false
		}
	}
	typ, literal := s.Lookup("type").Literal()
	if !literal {
		return value.CannotTell, false
	}
	return value.No, typ == "apiKey"
}
