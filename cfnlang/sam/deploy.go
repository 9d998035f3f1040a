package sam

import (
	"fmt"
	"slices"
)

// A deployment is what the DeploymentPreference of a function asks of
// CodeDeploy.
type deployment struct {
	place
	id         string
	preference *Node
	kind       *Node
	condition  string
	tags       *Node
}

const (
	deployApplication = "ServerlessDeploymentApplication"
	deployRole        = "CodeDeployServiceRole"
)

// deploymentPreference notes how new versions of a function are deployed and
// gives its alias the update policy.
func (m *macro) deploymentPreference(published bool) {
	c := m.get("DeploymentPreference")
	if !given(c) {
		return
	}
	enabled := m.lookUp(get(c, "Enabled"))
	if get(c, "Enabled") != nil && (!given(enabled) || textOf(enabled) == "false" || textOf(enabled) == "False") {
		return
	}
	p := placeOf(c)
	kind := m.lookUp(get(c, "Type"))
	if kind == nil {
		m.fail(c, "'DeploymentPreference' is missing required Property 'Type'")
	}
	hooks := get(c, "Hooks")
	if hooks != nil && !isMap(hooks) {
		m.fail(hooks, "'Hooks' property of 'DeploymentPreference' must be a dictionary")
	}
	if !published {
		m.fail(c, "'DeploymentPreference' requires AutoPublishAlias property to be specified.")
		return
	}
	d := deployment{place: p, id: m.id, preference: c, kind: kind}
	switch pass := m.lookUp(get(c, "PassthroughCondition")); {
	case isTrue(pass), oneOf(pass, "true", "True"):
		d.condition = m.condition()
	case pass != nil && !isBool(pass) && !oneOf(pass, "false", "False"):
		m.fail(pass, "Invalid value for property PassthroughCondition.")
	}
	if given(m.get("PropagateTags")) {
		d.tags = orNil(m.get("Tags"))
	}
	m.deploys = append(m.deploys, d)
	alias := m.made[len(m.made)-1]
	for _, r := range m.made {
		if r.kind == "AWS::Lambda::Alias" {
			alias = r
		}
	}
	alias.attributes.Set("UpdatePolicy", p.Object("CodeDeployLambdaAliasUpdate", p.Object(
		"ApplicationName", p.Ref(deployApplication), "DeploymentGroupName", p.Ref(m.id+"DeploymentGroup"),
		"BeforeAllowTrafficHook", get(hooks, "PreTraffic"), "AfterAllowTrafficHook", get(hooks, "PostTraffic"))))
}

// deploy makes what CodeDeploy needs for all functions.
func (t *transform) deploy() {
	if len(t.deploys) == 0 {
		return
	}
	p := t.deploys[0].place
	var conditions []string
	always, ownRoles := false, true
	tags := p.Object()
	for _, d := range t.deploys {
		always = always || d.condition == ""
		ownRoles = ownRoles && given(get(d.preference, "Role"))
		if d.condition != "" && !slices.Contains(conditions, d.condition) {
			conditions = append(conditions, d.condition)
		}
		if isMap(d.tags) {
			for i, k := range d.tags.Keys {
				tags.Set(k.Name, d.tags.List[i])
			}
		}
	}
	attributes := p.Object()
	if !always {
		name := conditions[0]
		if len(conditions) > 1 {
			name = "ServerlessCodeDeployCondition"
			slices.Sort(conditions)
			t.combine(p, conditions, name)
		}
		attributes.Set("Condition", p.Node(name))
	}
	application := p.resource(deployApplication, "AWS::CodeDeploy::Application", attributes, "ComputePlatform", "Lambda")
	role := p.resource(deployRole, "AWS::IAM::Role", attributes,
		"AssumeRolePolicyDocument", p.assumedBy("codedeploy.amazonaws.com"),
		"ManagedPolicyArns", p.List(p.managedPolicy("service-role/AWSCodeDeployRoleForLambda")))
	if len(tags.Keys) > 0 {
		application.set("Tags", p.tags(tags))
		role.set("Tags", p.tags(tags))
	}
	t.out.set(application.id, application.node())
	if !ownRoles {
		t.out.set(role.id, role.node())
	}
	for _, d := range t.deploys {
		t.deploymentGroup(d)
	}
}

func (t *transform) deploymentGroup(d deployment) {
	p, attributes := d.place, d.Object()
	if d.condition != "" {
		attributes.Set("Condition", p.Node(d.condition))
	}
	r := p.resource(d.id+"DeploymentGroup", "AWS::CodeDeploy::DeploymentGroup", attributes,
		"AlarmConfiguration", t.alarms(d, get(d.preference, "Alarms")),
		"ApplicationName", p.Ref(deployApplication),
		"AutoRollbackConfiguration", p.Object("Enabled", true, "Events",
			[]string{"DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"}),
		"DeploymentConfigName", deploymentConfig(d.kind, false),
		"DeploymentStyle", p.Object("DeploymentType", "BLUE_GREEN", "DeploymentOption", "WITH_TRAFFIC_CONTROL"),
		"ServiceRoleArn", firstOf(orNil(get(d.preference, "Role")), p.Attribute(deployRole, "Arn")),
		"TriggerConfigurations", orNil(get(d.preference, "TriggerConfigurations")))
	if d.tags != nil {
		r.set("Tags", p.tags(d.tags))
	}
	t.out.set(r.id, r.node())
}

// alarms returns the alarms that stop a deployment.
func (t *transform) alarms(d deployment, all *Node) *Node {
	if !given(all) || isNoValue(all) {
		return nil
	}
	p := placeOf(all)
	if condition, then, otherwise, ok := branches(all); ok {
		return p.If(condition, t.alarmList(d, then), t.alarmList(d, otherwise))
	}
	return t.alarmList(d, all)
}

func (t *transform) alarmList(d deployment, all *Node) *Node {
	p := placeOf(all)
	if !isList(all) {
		t.problem(p, fmt.Sprintf("Resource with id [%s] is invalid. Alarms must be a list", d.id))
		return nil
	}
	if len(all.List) == 0 || isNoValue(all.List[0]) {
		return p.Object()
	}
	names := p.List()
	for _, a := range all.List {
		names.List = append(names.List, placeOf(a).Object("Name", a))
	}
	return p.Object("Enabled", true, "Alarms", names)
}

var deploymentConfigs = []string{
	"Canary10Percent5Minutes", "Canary10Percent10Minutes", "Canary10Percent15Minutes", "Canary10Percent30Minutes",
	"Linear10PercentEvery1Minute", "Linear10PercentEvery2Minutes", "Linear10PercentEvery3Minutes", "Linear10PercentEvery10Minutes",
	"AllAtOnce",
}

// deploymentConfig returns the name of CodeDeploy for a type of deployment.
func deploymentConfig(kind *Node, inSub bool) *Node {
	if kind == nil {
		return nil
	}
	p := placeOf(kind)
	if slices.Contains(deploymentConfigs, textOf(kind)) {
		named := p.List("CodeDeployDefault.Lambda${ConfigName}", p.Object("ConfigName", kind))
		if inSub {
			return named
		}
		return p.Object("Fn::Sub", named)
	}
	if isList(kind) || isCall(kind) {
		c := shallow(kind)
		for i, e := range c.List {
			c.List[i] = deploymentConfig(e, isCall(kind) && kind.Keys[0].Name == "Fn::Sub")
		}
		return c
	}
	return kind
}
