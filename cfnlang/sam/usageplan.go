package sam

import "slices"

// A sharedPlan is the usage plan of all APIs that ask for a shared one.
type sharedPlan struct {
	apis       []string
	stages     []*Node
	keys       []*Node
	conditions []string
	always     bool // an API has no condition
	deletion   string
	replace    string
}

// usagePlan makes the usage plan and API key that an API asks for.
func (m *macro) usagePlan(auth *Node, stage *resource) {
	c := get(auth, "UsagePlan")
	if c == nil {
		return
	}
	p := placeOf(c)
	if !isMap(c) {
		m.fail(c, "'UsagePlan' must be a dictionary")
		return
	}
	for i, k := range c.Keys {
		if !slices.Contains([]string{"CreateUsagePlan", "Description", "Quota", "Tags", "Throttle", "UsagePlanName"}, k.Name) {
			m.fail(c.List[i], "Invalid property for 'UsagePlan'")
		}
	}
	create := get(c, "CreateUsagePlan")
	id, planID, keyID := m.id+"UsagePlan", m.id+"UsagePlanKey", m.id+"ApiKey"
	stages := p.List(p.Object("ApiId", p.Ref(m.id), "Stage", p.Ref(stage.id)))
	keys := p.List(p.Object("RestApiId", p.Ref(m.id), "StageName", p.Ref(stage.id)))
	on, attributes := []string{m.id}, m.passed()
	switch textOf(create) {
	case "NONE":
		return
	case "PER_API":
	case "SHARED":
		id, planID, keyID = "ServerlessUsagePlan", "ServerlessUsagePlanKey", "ServerlessApiKey"
		m.plan.apis = append(m.plan.apis, m.id)
		m.plan.stages = append(m.plan.stages, stages.List...)
		m.plan.keys = append(m.plan.keys, keys.List...)
		on, stages, keys = slices.Clone(m.plan.apis), p.Node(slices.Clone(m.plan.stages)), p.Node(slices.Clone(m.plan.keys))
		m.parts += 2 * len(on)
		attributes = m.sharedAttributes()
	default:
		if create == nil {
			m.fail(c, "'CreateUsagePlan' is a required field for UsagePlan.")
		} else {
			m.fail(create, "'CreateUsagePlan' accepts one of ['SHARED', 'PER_API', 'NONE'].")
		}
		return
	}
	plan := m.add(p.resource(id, "AWS::ApiGateway::UsagePlan", attributes, "ApiStages", stages))
	plan.dependsOn = p.Node(on)
	for _, name := range []string{"UsagePlanName", "Description", "Quota", "Tags", "Throttle"} {
		plan.set(name, orNil(get(c, name)))
	}
	apiKey := m.add(p.resource(keyID, "AWS::ApiGateway::ApiKey", attributes, "Enabled", true, "StageKeys", keys))
	apiKey.dependsOn = p.List(id)
	planKey := m.add(p.resource(planID, "AWS::ApiGateway::UsagePlanKey", attributes, "KeyId", p.Ref(keyID), "KeyType", "API_KEY", "UsagePlanId", p.Ref(id)))
	planKey.dependsOn = p.List(keyID)
}

// sharedAttributes returns the attributes of the shared plan after one API
// more: the most careful policies, and a condition if each API has one.
func (m *macro) sharedAttributes() *Node {
	s, passed := &m.plan, m.passed()
	if d := textOf(get(passed, "DeletionPolicy")); d != "" && (s.deletion == "" || d == "Retain") {
		s.deletion = d
	}
	if r := textOf(get(passed, "UpdateReplacePolicy")); r != "" && (s.replace == "" || r == "Retain" || r == "Snapshot" && s.replace == "Delete") {
		s.replace = r
	}
	const name = "SharedUsagePlanCondition"
	if c := m.condition(); c == "" {
		s.always = true
		m.conditions.drop(name)
	} else if !slices.Contains(s.conditions, c) {
		s.conditions = append(s.conditions, c)
	}
	attributes := m.Object()
	if s.deletion != "" {
		attributes.Set("DeletionPolicy", m.Node(s.deletion))
	}
	if s.replace != "" {
		attributes.Set("UpdateReplacePolicy", m.Node(s.replace))
	}
	if s.always {
		return attributes
	}
	if len(s.conditions) == 1 {
		m.conditions.set(name, m.Object("Condition", s.conditions[0]))
	} else {
		or := m.List()
		for _, c := range s.conditions {
			or.List = append(or.List, m.Object("Condition", c))
		}
		m.conditions.set(name, m.Object("Fn::Or", or))
	}
	return attributes.Set("Condition", m.Node(name))
}
