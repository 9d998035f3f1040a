package sam

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// stateMachine makes an AWS::StepFunctions::StateMachine with its role and
// events.
func (m *macro) stateMachine() {
	definition, uri := m.get("Definition"), m.get("DefinitionUri")
	switch {
	case given(definition) && given(uri):
		m.fail(uri, "Specify either 'Definition' or 'DefinitionUri' property and not both.")
	case !given(definition) && !given(uri):
		m.fail(nil, "Either 'Definition' or 'DefinitionUri' property must be specified.")
	case given(m.get("Role")) && given(m.get("Policies")):
		m.fail(m.get("Policies"), "Specify either 'Role' or 'Policies' (but not both at the same time) or neither of them")
	}
	if m.failed {
		return
	}
	r := m.main("AWS::StepFunctions::StateMachine")
	substitutions := orNil(m.get("DefinitionSubstitutions"))
	if given(definition) {
		d := &definer{place: placeOf(definition), transform: m.transform, substitutions: placeOf(definition).Object()}
		if isMap(substitutions) {
			d.substitutions = shallow(substitutions)
		}
		replaced := d.replace(definition, 0)
		if m.parts > maxParts {
			return
		}
		lines := strings.Split(string(appendIndented(nil, replaced, 0)), "\n")
		r.set("DefinitionString", d.Object("Fn::Join", d.List("\n", lines)))
		substitutions = orNil(d.substitutions)
	} else {
		r.set("DefinitionS3Location", m.location(uri, "DefinitionUri", "Bucket", "Key", "Version"))
	}
	r.set("DefinitionSubstitutions", substitutions)
	for _, names := range [][2]string{
		{"LoggingConfiguration", "Logging"}, {"StateMachineName", "Name"}, {"StateMachineType", "Type"}, {"TracingConfiguration", "Tracing"},
	} {
		r.set(names[0], m.get(names[1]))
	}
	tags := m.tags(m.Object("stateMachine:createdBy", "SAM"), m.get("Tags"))
	r.set("Tags", tags)
	if role := m.get("Role"); given(role) {
		r.set("RoleArn", role)
	} else {
		m.machineRole(r, tags)
	}
	to := target{id: m.id, name: m.Attribute(m.id, "Name"), arn: m.Ref(m.id), passed: m.passed(), condition: m.condition(), machine: true}
	if alias := m.publishMachine(); alias != "" && given(m.get("UseAliasAsEventTarget")) {
		to.id, to.arn = alias, m.Ref(alias)
	}
	m.machineEvents(to)
	m.passTags()
}

func (m *macro) machineRole(r *resource, tags *Node) {
	role := m.role(m.assumedBy("states.amazonaws.com"))
	role.set("Tags", tags)
	m.policies(role, m.get("Policies"))
	if t := m.get("Tracing"); isTrue(get(t, "Enabled")) {
		role.allow("AWSXrayWriteOnlyAccess", placeOf(t))
	}
	role.finish()
	m.add(role.resource)
	r.set("RoleArn", m.Attribute(role.id, "Arn"))
}

// publishMachine makes the version and the alias, and returns the alias's id.
func (m *macro) publishMachine() string {
	alias, preference := m.get("AutoPublishAlias"), m.get("DeploymentPreference")
	if !given(alias) {
		if given(m.get("UseAliasAsEventTarget")) {
			m.fail(m.get("UseAliasAsEventTarget"), "'UseAliasAsEventTarget' requires 'AutoPublishAlias' property to be specified.")
		} else if given(preference) {
			m.fail(preference, "'DeploymentPreference' requires 'AutoPublishAlias' property to be specified.")
		}
		return ""
	}
	p := placeOf(alias)
	attributes := m.passed()
	for _, name := range []string{"DeletionPolicy", "UpdateReplacePolicy"} {
		if attributes.Get(name) == nil {
			attributes.Set(name, p.Node("Retain"))
		}
	}
	version := m.add(p.resource(m.id+"Version", "AWS::StepFunctions::StateMachineVersion", attributes,
		"StateMachineArn", p.Ref(m.id), "StateMachineRevisionId", p.Attribute(m.id, "StateMachineRevisionId")))
	how := p.Object("Type", "ALL_AT_ONCE")
	if isMap(preference) && given(preference) {
		how = shallow(preference)
	}
	name := textOf(m.resolve(alias))
	if name == "" {
		name = referred(alias)
	}
	r := m.add(p.resource(m.id+"Alias"+name, "AWS::StepFunctions::StateMachineAlias", m.passed(),
		"Name", alias, "DeploymentPreference", how.Set("StateMachineVersionArn", p.Ref(version.id))))
	return r.id
}

// machineEvents makes what each event of a state machine needs.
func (m *macro) machineEvents(to target) {
	events := m.get("Events")
	if !isMap(events) {
		return
	}
	for i, n := range events.List {
		e := m.event(m.id, events.Keys[i], n)
		declared, known := machineEventProperties[e.kind]
		if !known {
			m.failEvent(e, nil, "Resource dict has missing or invalid value for key Type. Event Type is: %s.", e.kind)
			return
		}
		m.checkEvent(e, declared)
		switch {
		case m.failed:
		case e.kind == "ScheduleV2":
			m.scheduler(e, to)
		case e.kind == "Api":
			m.machineAPI(e, to)
		default:
			m.machineRule(e, to)
		}
		if m.failed || m.parts > maxParts {
			return
		}
	}
}

// eventRole makes the role with which a service starts the state machine.
func (m *macro) eventRole(e *event, to target, service string) *Node {
	id := e.id + "Role"
	m.add(e.resource(id, "AWS::IAM::Role", to.passed, "AssumeRolePolicyDocument", e.assumedBy(service),
		"Policies", e.List(e.startPolicy(id, to)), "PermissionsBoundary", orNil(m.get("PermissionsBoundary"))))
	return e.Attribute(id, "Arn")
}

func (m *macro) machineRule(e *event, to target) {
	r := m.add(e.resource(e.id, "AWS::Events::Rule", to.passed, "State", m.state(e)))
	if e.kind == "Schedule" {
		r.set("ScheduleExpression", e.get("Schedule")).set("Name", e.get("Name")).set("Description", e.get("Description"))
	} else {
		r.set("EventBusName", e.get("EventBusName")).set("EventPattern", e.get("Pattern")).set("Name", e.get("RuleName"))
	}
	role := e.get("RoleArn")
	if role == nil || e.kind != "Schedule" {
		role = m.eventRole(e, to, "events.amazonaws.com")
	}
	r.set("Targets", e.List(m.ruleTarget(e, to, "StepFunctionsTarget", role)))
}

// machineAPI wires a method of a REST API to the state machine.
func (m *macro) machineAPI(e *event, to target) {
	a, stage := m.restAPIOf(e)
	if m.failed {
		return
	}
	role := m.eventRole(e, to, "apigateway.amazonaws.com")
	if a == nil || !a.managed {
		return
	}
	path, name := textOf(e.get("Path")), strings.ToLower(textOf(e.get("Method")))
	if a.editor.hasIntegration(path, name) {
		m.failEvent(e, nil, "API method \"%s\" defined multiple times for path \"%s\".", name, path)
		return
	}
	uri := e.Sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution")
	if to.condition != "" {
		uri = e.If(to.condition, uri, nil)
	}
	request := `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${` + to.id + `}"}`
	if given(e.get("UnescapeMappingTemplate")) {
		request = `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\'","'")", "stateMachineArn": "${` + to.id + `}"}`
	}
	wiring := e.Object("type", "aws", "httpMethod", "POST", "uri", uri,
		"responses", e.Object("200", e.Object("statusCode", "200"), "400", e.Object("statusCode", "400")),
		"credentials", role, "requestTemplates", e.Object("application/json", e.Sub(request)))
	a.editor.wire(e.place, path, name, to.condition, wiring,
		e.Object("200", e.Object("description", "OK"), "400", e.Object("description", "Bad Request")))
	if auth := e.get("Auth"); given(auth) {
		m.authorize(a, a.editor, e, auth, path, name, stage)
	}
}

// A definer replaces what CloudFormation computes within the definition of a
// state machine by substitutions, since the definition becomes one text.
type definer struct {
	place
	*transform
	substitutions *Node
	count         int
}

var dynamicReference = regexp.MustCompile(`^{{resolve:([a-z-]+):(.+)}}$`)

func (d *definer) replace(n *Node, depth int) *Node {
	if len(n.List) == 0 || d.parts > maxParts {
		return n
	}
	c := shallow(n)
	d.parts += (1 + len(n.List)) * (1 + depth/8) // lines are indented
	for _, i := range sorted(n) {
		v := c.List[i]
		if isCall(v) || dynamicReference.MatchString(textOf(v)) {
			d.count++
			name := fmt.Sprint("definition_substitution_", d.count)
			d.substitutions.Set(name, v)
			c.List[i] = placeOf(v).Node("${" + name + "}")
		} else {
			c.List[i] = d.replace(v, depth+1)
		}
	}
	return c
}

// sorted returns the numbers of a map's members by their keys, of a list's
// elements as they stand.
func sorted(n *Node) []int {
	order := make([]int, len(n.List))
	for i := range order {
		order[i] = i
	}
	if isMap(n) {
		slices.SortFunc(order, func(x, y int) int { return strings.Compare(n.Keys[x].Name, n.Keys[y].Name) })
	}
	return order
}

// appendIndented appends the JSON of a node, keys sorted and four blanks a
// level.
func appendIndented(b []byte, n *Node, depth int) []byte {
	if len(n.List) == 0 {
		return appendJSON(b, n)
	}
	open, end := byte('['), byte(']')
	if n.Kind == cfnlang.Map {
		open, end = '{', '}'
	}
	b = append(b, open)
	for i, at := range sorted(n) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, '\n'), strings.Repeat("    ", depth+1)...)
		if n.Kind == cfnlang.Map {
			b = append(appendString(b, n.Keys[at].Name), ": "...)
		}
		b = appendIndented(b, n.List[at], depth+1)
	}
	b = append(append(b, '\n'), strings.Repeat("    ", depth)...)
	return append(b, end)
}
