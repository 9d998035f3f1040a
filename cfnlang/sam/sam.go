// Package sam expands templates of the AWS Serverless Application Model into
// the CloudFormation templates that they stand for, as the transform
// AWS::Serverless-2016-10-31 does, without asking AWS.
//
// What is made has the place of its cause: a permission that of the event, a
// role that of the function. Intrinsic functions within properties stay as
// they are; where SAM decides by the value of a parameter, the value is the
// one of Options, then the default. A resource that SAM refuses stays in the
// template as it was, of type AWS::Serverless::…, and a problem says why.
//
// Where SAM on AWS takes only what was uploaded (CodeUri and its kin), a path
// on disk is kept as the value of the property: Code: ./src.
package sam

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/value"
)

// Name is the transform that a template names under Transform.
const Name = "AWS::Serverless-2016-10-31"

const prefix = "AWS::Serverless::"

// maxParts bounds what a template may become: nodes and keys that are made.
const maxParts = 4_000_000

// Options say what is known beside the template.
type Options struct {
	// Parameters are the values of parameters that do not have their default;
	// nil is one that is not known.
	Parameters map[string]*Node
}

// Transform returns the CloudFormation template that a template with
// AWS::Serverless::… resources stands for. It does not change the template,
// with which the result shares what is the same in both. The node is nil if
// the template cannot be transformed at all; the problems say why, and which
// resources were left as they are.
func Transform(template *Node, options Options) (*Node, []value.Problem) {
	t := &transform{
		source:    template,
		out:       newTable(get(template, "Resources")),
		resources: map[string]*Node{},
		values:    map[string]*Node{},
		apis:      map[string]*api{},
		renamed:   map[string]string{},
		made:      map[string]map[string]string{},
		groups:    map[string]*resource{},
		notified:  map[*Node]map[string]bool{},
	}
	if !isMap(get(template, "Resources")) {
		t.problem(placeOf(template), "Structure of the SAM template is invalid. 'Resources' section is required")
		return nil, t.problems
	}
	t.conditions = newTable(get(template, "Conditions"))
	t.readParameters(options.Parameters)
	t.readResources()
	t.findAPIs()
	t.mergeGlobals()
	t.embeddedConnectors()
	for _, id := range t.order() {
		t.expand(id)
	}
	t.deploy()
	if t.parts > maxParts {
		t.problems = append(t.problems, value.Problem{
			Origin: template.At, Summary: "the template expands to more than four million parts",
			Effect: "what it declares is in no count", Next: "split it into stacks",
		})
		return nil, t.problems
	}
	return t.result(), t.problems
}

type transform struct {
	source     *Node
	out        *table           // the resources of the result
	resources  map[string]*Node // what is transformed, as the implicit APIs and Globals made it
	ids        []string         // of resources, in order
	conditions *table
	values     map[string]*Node // of parameters
	apis       map[string]*api
	renamed    map[string]string            // logical ids that change
	made       map[string]map[string]string // what Ref: Function.Version stands for
	groups     map[string]*resource         // record sets, by logical id
	notified   map[*Node]map[string]bool    // the notifications that a bucket has
	plan       sharedPlan
	deploys    []deployment
	problems   []value.Problem
	parts      int
}

// A resource is one that is made.
type resource struct {
	place
	id         string
	kind       string
	dependsOn  *Node
	attributes *Node // Condition, DeletionPolicy, …
	properties *Node
}

func (p place) resource(id, kind string, attributes *Node, properties ...any) *resource {
	return &resource{place: p, id: id, kind: kind, attributes: attributes, properties: p.Object(properties...)}
}

// node returns the resource as a template has it.
func (r *resource) node() *Node {
	n := r.Object("Type", r.kind, "DependsOn", orNil(r.dependsOn))
	if r.attributes != nil {
		for i, k := range r.attributes.Keys {
			put(n, k.Name, r.attributes.List[i])
		}
	}
	return n.Set("Properties", r.properties)
}

func (r *resource) set(name string, v any) *resource {
	put(r.properties, name, r.place.Node(v))
	return r
}

// A macro is a resource of a SAM type while it is transformed.
type macro struct {
	*transform
	place
	id         string
	source     *Node
	properties *Node
	made       []*resource
	buckets    []string // that events gave notifications
	failed     bool
}

// fail notes why SAM refuses the resource. Only the first reason counts: what
// follows may be its consequence.
func (m *macro) fail(at *Node, format string, args ...any) {
	if m.failed {
		return
	}
	m.failed = true
	p := m.place
	if at != nil {
		p = placeOf(at)
	}
	m.problem(p, fmt.Sprintf("Resource with id [%s] is invalid. ", m.id)+fmt.Sprintf(format, args...))
}

// failEvent is fail for what SAM says of an event.
func (m *macro) failEvent(e *event, at *Node, format string, args ...any) {
	m.fail(firstOf(at, e.written), "Event with id [%s] is invalid. %s", e.name, fmt.Sprintf(format, args...))
}

func firstOf(nodes ...*Node) *Node {
	for _, n := range nodes {
		if n != nil {
			return n
		}
	}
	return nil
}

func (m *macro) get(path ...string) *Node { return get(m.properties, path...) }

// passed returns the attributes that a resource hands down to all it makes.
func (m *macro) passed() *Node {
	return m.attributes("Condition", "DeletionPolicy", "UpdateReplacePolicy")
}

// own returns the attributes that the resource of the same name has.
func (m *macro) own() *Node {
	return m.attributes("DeletionPolicy", "UpdatePolicy", "Condition", "UpdateReplacePolicy", "Metadata")
}

func (m *macro) attributes(names ...string) *Node {
	n := m.Object()
	for _, name := range names {
		put(n, name, get(m.source, name))
	}
	return n
}

func (m *macro) condition() string { return textOf(get(m.source, "Condition")) }

// main returns the resource of the same name.
func (m *macro) main(kind string) *resource {
	r := m.resource(m.id, kind, m.own())
	r.dependsOn = get(m.source, "DependsOn")
	return m.add(r)
}

func (m *macro) add(r *resource) *resource {
	m.made = append(m.made, r)
	m.transform.parts += 8 + len(r.properties.Keys)
	return r
}

func (t *transform) problem(at place, summary string) {
	t.problems = append(t.problems, value.Problem{
		Origin: value.Origin(at.Place), Summary: "SAM: " + summary,
		Effect: "the resource and what SAM makes of it are not assessed", Next: "correct the template: sam validate --lint names the same",
	})
}

// types are the macros, in the order in which SAM transforms them: functions
// write into the APIs, which come later.
var types = []struct {
	name   string
	expand func(*macro)
}{
	{"Function", (*macro).function},
	{"StateMachine", (*macro).stateMachine},
	{"Api", (*macro).restAPI},
	{"HttpApi", (*macro).httpAPI},
	{"WebSocketApi", (*macro).webSocketAPI},
	{"Application", (*macro).application},
	{"CapacityProvider", (*macro).capacityProvider},
	{"GraphQLApi", (*macro).graphQLAPI},
	{"LayerVersion", (*macro).layerVersion},
	{"SimpleTable", (*macro).simpleTable},
	{"Connector", (*macro).connector},
}

// order returns the logical ids of what is to be transformed.
func (t *transform) order() []string {
	stages := make([][]string, 5)
	for _, id := range t.ids {
		n := t.resources[id]
		switch textOf(get(n, "Type")) {
		case prefix + "Function":
			stages[0] = append(stages[0], id)
		case prefix + "StateMachine":
			stages[1] = append(stages[1], id)
		case prefix + "Api", prefix + "HttpApi", prefix + "WebSocketApi":
			stages[2] = append(stages[2], id)
		case prefix + "Connector":
			stages[4] = append(stages[4], id)
		default:
			stages[3] = append(stages[3], id)
		}
	}
	return slices.Concat(stages...)
}

// readResources takes a copy of each resource of a SAM type, whose properties
// may be changed.
func (t *transform) readResources() {
	all := get(t.source, "Resources")
	for i, n := range all.List {
		id, kind := all.Keys[i].Name, textOf(get(n, "Type"))
		if strings.HasPrefix(id, "Fn::") {
			continue
		}
		if !isMap(n) {
			t.problem(placeAt(all.Keys[i].At), fmt.Sprintf("Structure of the SAM template is invalid. The resource %s must be an Object", id))
			continue
		}
		if get(n, "Connectors") != nil {
			n = shallow(n)
			t.out.set(id, n)
		}
		if !strings.HasPrefix(kind, prefix) {
			continue
		}
		if !slices.ContainsFunc(types, func(k struct {
			name   string
			expand func(*macro)
		},
		) bool {
			return prefix+k.name == kind
		}) {
			t.problem(placeAt(all.Keys[i].At), fmt.Sprintf("Resource with id [%s] is invalid. The type %s is not known", id, kind))
			continue
		}
		if p := get(n, "Properties"); p != nil && !isMap(p) {
			t.problem(placeOf(p), fmt.Sprintf("Resource with id [%s] is invalid. Properties of a resource must be an object.", id))
			continue
		}
		t.keep(id, n)
	}
}

// keep enters a resource that is to be transformed.
func (t *transform) keep(id string, n *Node) {
	own := shallow(n)
	properties := placeOf(n).Object()
	if p := get(n, "Properties"); p != nil {
		properties = shallow(p)
	}
	t.parts += len(own.Keys) + len(properties.Keys)
	own.Set("Properties", properties)
	t.resources[id] = own
	t.ids = append(t.ids, id)
}

// expand transforms one resource.
func (t *transform) expand(id string) {
	n := t.resources[id]
	if n == nil || t.parts > maxParts {
		return
	}
	m := &macro{transform: t, place: t.placeOf(id), id: id, source: n, properties: get(n, "Properties")}
	kind := strings.TrimPrefix(textOf(get(n, "Type")), prefix)
	if !alphanumeric(id) {
		m.fail(nil, "Logical ids must be alphanumeric.")
	}
	if c := get(n, "Condition"); c != nil && !isText(c) {
		m.fail(c, "Every Condition member must be a string.")
	}
	m.check(kind)
	for _, k := range types {
		if k.name == kind && !m.failed {
			k.expand(m)
		}
	}
	if m.failed {
		return
	}
	t.out.drop(id)
	for _, r := range m.made {
		if r.id != id && t.out.get(r.id) != nil && !t.mayReplace(r) {
			t.problem(m.place, fmt.Sprintf("Transforming resource with id [%s] attempts to create a new resource with id [%s] and type \"%s\". "+
				"A resource with that id already exists within this template. Please use a different id for that resource.", id, r.id, r.kind))
			continue
		}
		t.out.set(r.id, r.node())
	}
	t.refer(m, kind)
}

// placeOf returns where a resource is written: its whole member.
func (t *transform) placeOf(id string) place {
	all := get(t.source, "Resources")
	if i, ok := t.out.index[id]; ok && i < len(all.Keys) {
		return placeAt(t.out.keys[i].At)
	}
	return placeOf(t.resources[id])
}

// mayReplace reports whether a resource that is made may stand for one that is
// there: one that SAM completes, or made before for all.
func (t *transform) mayReplace(r *resource) bool {
	if get(t.source, "Resources").Get(r.id) == nil && t.resources[r.id] == nil {
		return true
	}
	switch r.kind {
	case "AWS::S3::Bucket", "AWS::Cognito::UserPool", "AWS::SNS::Topic", "AWS::ApiGateway::DomainName", "AWS::ApiGateway::BasePathMapping",
		"AWS::ApiGateway::DomainNameV2", "AWS::ApiGateway::BasePathMappingV2":
		return textOf(get(t.out.get(r.id), "Type")) == r.kind
	}
	return false
}
