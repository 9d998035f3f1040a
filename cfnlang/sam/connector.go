package sam

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed data/connectors.txt
var connectorsText string

// A connection is what a connector makes between two types of resources.
type connection struct {
	kind   string // role-of-source, role-of-destination, queue, topic or permission
	before string // what must wait for the policy: before-source, before-mapping
	only   []string
	grants []grant
}

// connections are those that SAM knows, by source and destination.
var connections = sync.OnceValue(func() map[[2]string]*connection {
	all := map[[2]string]*connection{}
	var in *connection
	for line := range strings.Lines(connectorsText) {
		words := strings.Fields(line)
		switch {
		case line[0] == '#':
		case line[0] != '\t':
			in = &connection{kind: words[2]}
			all[[2]string{words[0], words[1]}] = in
			for _, w := range words[3:] {
				if only, ok := strings.CutPrefix(w, "only="); ok {
					in.only = append(in.only, only)
				} else {
					in.before = w
				}
			}
		default:
			in.grants = appendGrant(in.grants, words, true)
		}
	}
	return all
})

// An end is a source or destination of a connector.
type end struct {
	id, kind                              string
	arn, role, url, resource, name, stage *Node
}

var transformed = map[string]string{
	prefix + "Function": "AWS::Lambda::Function", prefix + "StateMachine": "AWS::StepFunctions::StateMachine",
	prefix + "Api": "AWS::ApiGateway::RestApi", prefix + "HttpApi": "AWS::ApiGatewayV2::Api", prefix + "SimpleTable": "AWS::DynamoDB::Table",
}

// connector makes the policies that let one resource use another.
func (m *macro) connector() {
	source, destination := m.get("Source"), m.get("Destination")
	ends, several := []*Node{destination}, isList(destination)
	if several {
		ends = destination.List
	}
	if len(ends) == 0 {
		m.fail(destination, "'Destination' is an empty list")
		return
	}
	for i, d := range ends {
		suffix := ""
		if several {
			suffix = fmt.Sprint("Destination", i)
		}
		to, from := m.end(d, source), m.end(source, d)
		if m.failed {
			return
		}
		m.connect(from, to, m.get("Permissions"), suffix)
	}
	m.follow()
}

// end returns what is known of a source or destination.
func (m *macro) end(n, other *Node) end {
	id := get(n, "Id")
	beside := slices.ContainsFunc(keysOf(n), func(k key) bool { return k.Name != "Id" && k.Name != "Qualifier" })
	if (n.Get("Id") != nil) == beside {
		m.fail(n, "Must provide 'Id' (with optional 'Qualifier') or a supported combination of other properties.")
		return end{}
	}
	if !given(id) {
		kind := textOf(get(n, "Type"))
		if kind == "" {
			m.fail(n, "'Type' is missing or not a string.")
		}
		if to := transformed[kind]; to != "" {
			kind = to
		}
		return end{"", kind, get(n, "Arn"), get(n, "RoleName"), get(n, "QueueUrl"), get(n, "ResourceId"), get(n, "Name"), get(n, "Qualifier")}
	}
	r := m.out.get(textOf(id))
	if !isText(id) {
		m.fail(id, "'Id' is missing or not a string.")
		return end{}
	}
	kind := textOf(get(r, "Type"))
	if kind == "" {
		m.fail(id, "Unable to find resource with logical ID '%s'.", id.Text)
		return end{}
	}
	e := m.ofType(placeOf(id), id.Text, kind)
	if role := referred(m.roleOf(r, kind, other)); role != "" {
		e.role = m.Ref(role)
	}
	if q := n.Get("Qualifier"); q != nil {
		e.stage = q
	}
	return e
}

func keysOf(n *Node) []key {
	if n == nil {
		return nil
	}
	return n.Keys
}

// ofType returns how a resource of a type is named.
func (m *macro) ofType(p place, id, kind string) end {
	e := end{id: id, kind: kind}
	switch kind {
	case "AWS::StepFunctions::StateMachine":
		e.arn, e.name = p.Ref(id), p.Attribute(id, "Name")
	case "AWS::AppSync::GraphQLApi":
		e.arn, e.resource = p.Ref(id), p.Attribute(id, "ApiId")
	case "AWS::AppSync::DataSource", "AWS::SNS::Topic":
		e.arn = p.Ref(id)
	case "AWS::SQS::Queue":
		e.arn, e.url = p.Attribute(id, "Arn"), p.Ref(id)
	case "AWS::ApiGatewayV2::Api", "AWS::ApiGateway::RestApi":
		e.arn, e.stage, e.resource = p.Attribute(id, "Arn"), p.Node("*"), p.Ref(id)
	case "AWS::Lambda::Function", "AWS::Events::Rule", "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Location::PlaceIndex", "AWS::Events::EventBus":
		e.arn = p.Attribute(id, "Arn")
	}
	return e
}

// roleOf returns the role of a resource; of a rule, that of the target.
func (m *macro) roleOf(r *Node, kind string, other *Node) *Node {
	properties := get(r, "Properties")
	switch kind {
	case "AWS::Lambda::Function":
		return get(properties, "Role")
	case "AWS::StepFunctions::StateMachine":
		return get(properties, "RoleArn")
	case "AWS::AppSync::DataSource":
		return get(properties, "ServiceRoleArn")
	case "AWS::Events::Rule":
		for _, t := range elements(get(properties, "Targets")) {
			id, arn := textOf(get(other, "Id")), get(other, "Arn")
			if id != "" && referred(get(t, "Arn")) == id || arn != nil && get(t, "Arn") != nil && string(appendJSON(nil, arn)) == string(appendJSON(nil, get(t, "Arn"))) {
				return get(t, "RoleArn")
			}
		}
	}
	return nil
}

// connect makes what a connection between two ends needs.
func (m *macro) connect(from, to end, permissions *Node, suffix string) {
	c := connections()[[2]string{from.kind, to.kind}]
	if c == nil {
		m.fail(nil, "Unable to create connector from %s to %s; it's not supported or the template is invalid.", from.kind, to.kind)
		return
	}
	asked := m.askedPermissions(c, from, to, permissions)
	if m.failed {
		return
	}
	values := map[string]*Node{
		"Source.Arn": from.arn, "Destination.Arn": to.arn, "Source.ResourceId": from.resource, "Destination.ResourceId": to.resource,
		"Source.Name": from.name, "Destination.Name": to.name, "Source.Qualifier": from.stage, "Destination.Qualifier": to.stage,
	}
	fill := func(name string) *Node {
		v := values[name]
		if v == nil {
			m.fail(nil, "%s is missing.", name)
			return m.Node("")
		}
		return v
	}
	statements := m.List()
	first := len(m.made)
	for _, g := range c.grants {
		if !slices.Contains(asked, g.category) {
			continue
		}
		switch c.kind {
		case "permission":
			m.connectorPermission(g, to, fill, suffix)
		case "queue", "topic":
			statements.List = append(statements.List, m.Object("Effect", "Allow", "Principal", m.Object("Service", g.principal), "Resource", to.arn,
				"Action", g.actions[0], "Condition", m.Object("ArnEquals", m.Object("aws:SourceArn", fill("Source.Arn")))))
		default:
			statements.List = append(statements.List, m.granted(g, fill))
		}
	}
	m.connectorPolicy(c, from, to, m.Object("Version", "2012-10-17", "Statement", statements), suffix)
	for _, r := range m.made[first:] {
		r.dependsOn = get(m.source, "DependsOn")
		metadata := m.Object("aws:sam:connectors", m.Object(m.id, m.Object(
			"Source", m.Object("Type", m.originalType(from)), "Destination", m.Object("Type", m.originalType(to)))))
		if own := get(m.source, "Metadata"); isMap(own) {
			metadata = shallow(own).Set("aws:sam:connectors", metadata.List[0])
		}
		r.attributes.Set("Metadata", metadata)
	}
}

func (m *macro) originalType(e end) string {
	for _, n := range []*Node{m.resources[e.id], m.written(e.id)} {
		if kind := textOf(get(n, "Type")); kind != "" {
			return kind
		}
	}
	return e.kind
}

// askedPermissions checks the permissions that a connector asks for.
func (m *macro) askedPermissions(c *connection, from, to end, permissions *Node) []string {
	var valid, asked []string
	for _, g := range c.grants {
		if !slices.Contains(valid, g.category) {
			valid = append(valid, g.category)
		}
	}
	for _, p := range elements(permissions) {
		if !slices.Contains(valid, textOf(p)) {
			m.fail(p, "Unsupported 'Permissions' provided for connector from %s to %s; valid values are: %s.", from.kind, to.kind, strings.Join(valid, ", "))
		}
		asked = append(asked, textOf(p))
	}
	slices.Sort(asked)
	asked = slices.Compact(asked)
	if len(asked) == 0 {
		m.fail(permissions, "'Permissions' cannot be empty; valid values are: %s.", strings.Join(valid, ", "))
	}
	if c.only != nil && !slices.Contains(c.only, strings.Join(asked, "+")) {
		m.fail(permissions, "Unsupported 'Permissions' provided for connector from %s to %s; valid combinations are: %s.", from.kind, to.kind,
			strings.ReplaceAll(strings.Join(c.only, ", "), "+", " + "))
	}
	return asked
}

func (m *macro) connectorPermission(g grant, to end, fill func(string) *Node, suffix string) {
	if to.arn == nil {
		m.fail(nil, "Unable to get Lambda function ARN from 'Destination' resource.")
		return
	}
	r := m.add(m.resource(m.id+g.category+"LambdaPermission"+suffix, "AWS::Lambda::Permission", m.own(), "Action", g.actions[0],
		"FunctionName", to.arn, "Principal", g.principal, "SourceArn", m.filled(g.resources[0], fill)))
	if g.account != "" {
		r.set("SourceAccount", m.Sub(g.account))
	}
}

// connectorPolicy makes the policy of a role, queue or topic.
func (m *macro) connectorPolicy(c *connection, from, to end, document *Node, suffix string) {
	switch c.kind {
	case "queue":
		if to.url == nil {
			m.fail(nil, "Unable to get SQS queue URL from 'Destination' resource.")
			return
		}
		m.add(m.resource(m.id+"QueuePolicy"+suffix, "AWS::SQS::QueuePolicy", m.own(), "PolicyDocument", document, "Queues", m.List(to.url)))
	case "topic":
		if to.arn == nil {
			m.fail(nil, "Unable to get SNS topic ARN from 'Destination' resource.")
			return
		}
		m.add(m.resource(m.id+"TopicPolicy"+suffix, "AWS::SNS::TopicPolicy", m.own(), "Topics", m.List(to.arn), "PolicyDocument", document))
	case "role-of-source", "role-of-destination":
		holder, which := from, "Source"
		if c.kind == "role-of-destination" {
			holder, which = to, "Destination"
		}
		if holder.role == nil {
			m.fail(nil, "Unable to get IAM role name from '%s' resource.", which)
			return
		}
		r := m.add(m.resource(m.id+"Policy"+suffix, "AWS::IAM::ManagedPolicy", m.own(), "PolicyDocument", document, "Roles", m.List(holder.role)))
		m.await(c, from, to, r.id)
	}
}

// await makes what needs the policy depend on it.
func (m *macro) await(c *connection, from, to end, policy string) {
	switch c.before {
	case "before-source":
		m.dependOn(from.id, policy)
	case "before-mapping":
		var found []string
		for i, r := range m.out.list {
			p := get(r, "Properties")
			if textOf(get(r, "Type")) == "AWS::Lambda::EventSourceMapping" && from.id != "" &&
				referred(get(p, "FunctionName")) == to.id && referred(get(p, "EventSourceArn")) == from.id {
				found = append(found, m.out.keys[i].Name)
			}
		}
		m.parts += len(m.out.list) / 16
		if len(found) == 1 {
			m.dependOn(found[0], policy)
		}
	}
}

func (m *macro) dependOn(id, on string) {
	r := m.out.get(id)
	if r == nil {
		return
	}
	list := asList(get(r, "DependsOn"))
	if list == nil {
		list = m.List()
	}
	if !slices.ContainsFunc(list.List, func(n *Node) bool { return textOf(n) == on }) {
		list = shallow(list)
		list.List = append(list.List, m.Node(on))
		m.out.set(id, shallow(r).Set("DependsOn", list))
	}
}

// follow makes what depends on the connector depend on what it became.
func (m *macro) follow() {
	for i, r := range m.out.list {
		on := get(r, "DependsOn")
		if on == nil || !slices.ContainsFunc(asList(on).List, func(n *Node) bool { return textOf(n) == m.id }) {
			continue
		}
		list := m.List()
		for _, n := range asList(on).List {
			if textOf(n) != m.id {
				list.List = append(list.List, n)
			}
		}
		for _, made := range m.made {
			if !slices.ContainsFunc(list.List, func(n *Node) bool { return textOf(n) == made.id }) {
				list.List = append(list.List, m.Node(made.id))
			}
		}
		m.out.list[i] = shallow(r).Set("DependsOn", list)
	}
	m.parts += len(m.out.list) / 16
}

// embeddedConnectors enters the connectors that stand within a resource.
func (t *transform) embeddedConnectors() {
	all := get(t.source, "Resources")
	for i, n := range all.List {
		connectors := get(n, "Connectors")
		if connectors == nil {
			continue
		}
		id := all.Keys[i].Name
		if own := t.out.get(id); isMap(own) {
			own = shallow(own)
			remove(own, "Connectors")
			t.out.set(id, own)
		}
		if !isMap(connectors) {
			t.problem(placeOf(connectors), fmt.Sprintf("Resource with id [%s] is invalid. Attribute '%s.Connectors' should be a map.", id, id))
			continue
		}
		for j, c := range connectors.List {
			t.embedded(id, connectors.Keys[j], c)
		}
	}
}

func (t *transform) embedded(id string, k key, c *Node) {
	p := placeAt(k.At)
	properties := get(c, "Properties")
	full := id + k.Name
	switch {
	case !isMap(properties):
		t.problem(p, fmt.Sprintf("Resource with id [%s] is invalid. Attribute 'Connectors.%s.Properties' should be a map.", id, k.Name))
		return
	case t.out.get(full) != nil || t.resources[full] != nil:
		t.problem(p, fmt.Sprintf("Transforming resource with id [%s] attempts to create a new resource with id [%s] and type \"AWS::Serverless::Connector\". "+
			"A resource with that id already exists within this template. Please use a different id for that resource.", id, full))
		return
	}
	source := p.Object("Id", id)
	if reference := get(properties, "SourceReference"); isMap(reference) {
		if reference.Get("Id") != nil {
			t.problem(placeOf(reference), fmt.Sprintf("Resource with id [%s] is invalid. 'Id' shouldn't be defined in 'SourceReference'.", k.Name))
			return
		}
		for i, k := range reference.Keys {
			source.Set(k.Name, reference.List[i])
		}
	}
	own := shallow(properties).Set("Source", source)
	remove(own, "SourceReference")
	n := shallow(c)
	n.At = k.At
	t.keep(full, n.Set("Type", p.Node(prefix+"Connector")).Set("Properties", own))
}
