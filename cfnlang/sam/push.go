package sam

import (
	"slices"
	"strings"
)

// functionEvents makes what each event of a function needs.
func (m *macro) functionEvents(to target, role *executionRole) {
	defer role.finish()
	to.role = role
	events := m.get("Events")
	if !isMap(events) {
		return
	}
	var all []*event
	for i, n := range events.List {
		all = append(all, m.event(m.id, events.Keys[i], n))
	}
	// in the order in which SAM enters them into an API
	slices.SortStableFunc(all, func(a, b *event) int { return strings.Compare(a.order(), b.order()) })
	for _, e := range all {
		expand := functionEventTypes[e.kind]
		declared, known := eventProperties[e.kind]
		if expand == nil {
			declared, known = polledProperties[e.kind]
			expand = (*macro).mapping
		}
		switch {
		case !known:
			m.failEvent(e, nil, "Resource dict has missing or invalid value for key Type. Event Type is: %s.", e.kind)
		case m.parts > maxParts:
			return
		default:
			if m.checkEvent(e, declared); !m.failed {
				expand(m, e, to)
			}
		}
		if m.failed {
			return
		}
	}
}

// order returns what events are sorted by.
func (e *event) order() string {
	if path := e.get("Path"); path != nil {
		return textOf(path)
	}
	return e.name
}

func (m *macro) checkEvent(e *event, declared string) {
	if !alphanumeric(e.id) {
		m.fail(e.written, "Logical ids must be alphanumeric.")
	}
	if p := get(e.written, "Properties"); p != nil && !isMap(p) {
		m.failEvent(e, p, "Properties of a resource must be an object.")
	}
	conform(e.properties, declared,
		func(at *Node, text string) {
			m.fail(firstOf(at, e.written), "%s", strings.Replace(text, "Missing", "Event "+e.name+": missing", 1))
		},
		func(at place, name string) { m.unknownProperty(at, name, e.kind) })
}

// functionEventTypes are the events that call a function.
var functionEventTypes map[string]func(*macro, *event, target)

func init() {
	functionEventTypes = map[string]func(*macro, *event, target){
		"Schedule": (*macro).schedule, "ScheduleV2": (*macro).scheduler, "CloudWatchEvent": (*macro).rule, "EventBridgeRule": (*macro).rule,
		"S3": (*macro).bucket, "SNS": (*macro).topic, "Api": (*macro).apiEvent, "HttpApi": (*macro).httpEvent,
		"AlexaSkill": (*macro).alexaSkill, "IoTRule": (*macro).iotRule, "Cognito": (*macro).userPool, "CloudWatchLogs": (*macro).logs,
	}
}

// permission makes the permission that lets a service call the target.
func (m *macro) permission(e *event, to target, principal, suffix string, more ...any) *resource {
	if !alphanumeric(suffix) {
		suffix = hashedText(suffix)
	}
	return m.permit(e.place, e.id+"Permission"+suffix, to, principal, more...)
}

func (m *macro) permit(p place, id string, to target, principal string, more ...any) *resource {
	r := p.resource(id, "AWS::Lambda::Permission", shallow(to.passed), "Action", "lambda:InvokeFunction", "FunctionName", to.name, "Principal", principal)
	for i := 0; i+1 < len(more); i += 2 {
		r.set(more[i].(string), more[i+1])
	}
	return m.add(r)
}

// state returns the state of a rule.
func (m *macro) state(e *event) any {
	state, enabled := e.get("State"), e.get("Enabled")
	switch {
	case given(state) && enabled != nil:
		m.failEvent(e, state, "State and Enabled Properties cannot both be specified.")
	case enabled != nil && isCall(m.resolve(enabled)):
		return enabled // true or false, which no rule's state is: it is unknown
	case enabled != nil && given(m.resolve(enabled)):
		return "ENABLED"
	case enabled != nil:
		return "DISABLED"
	}
	return orNil(state)
}

func (m *macro) schedule(e *event, to target) {
	r := m.add(e.resource(e.id, "AWS::Events::Rule", to.passed, "Description", e.get("Description"), "Name", e.get("Name"),
		"ScheduleExpression", e.get("Schedule"), "State", m.state(e)))
	r.set("Targets", e.List(m.ruleTarget(e, to, "LambdaTarget", nil)))
	m.permission(e, to, "events.amazonaws.com", "", "SourceArn", e.Attribute(e.id, "Arn"))
}

func (m *macro) rule(e *event, to target) {
	r := m.add(e.resource(e.id, "AWS::Events::Rule", to.passed, "EventBusName", e.get("EventBusName"), "EventPattern", e.get("Pattern"),
		"Name", e.get("RuleName"), "State", m.state(e)))
	r.set("Targets", e.List(m.ruleTarget(e, to, "LambdaTarget", nil)))
	m.permission(e, to, "events.amazonaws.com", "", "SourceArn", e.Attribute(e.id, "Arn"))
}

// ruleTarget returns the target of a rule, and makes its dead-letter queue.
func (m *macro) ruleTarget(e *event, to target, suffix string, role *Node) *Node {
	id := e.id
	id = id[:min(len(id), 64-len(suffix))] + suffix
	t := e.Object("Arn", to.arn, "Id", firstOf(get(e.get("Target"), "Id"), e.Node(id)), "RoleArn", role,
		"Input", e.get("Input"), "InputPath", e.get("InputPath"))
	if arn := m.deadLetters(e, to, e.Attribute(e.id, "Arn")); arn != nil {
		t.Set("DeadLetterConfig", placeOf(e.get("DeadLetterConfig")).Object("Arn", arn))
	}
	put(t, "RetryPolicy", e.get("RetryPolicy"))
	put(t, "InputTransformer", e.get("InputTransformer"))
	return t
}

// deadLetters returns the ARN of the queue of an event's DeadLetterConfig, and
// makes it if none is named; rule is the rule that may send there, nil if a
// role does.
func (m *macro) deadLetters(e *event, to target, rule *Node) *Node {
	c := e.get("DeadLetterConfig")
	if c == nil {
		return nil
	}
	arn, kind := c.Get("Arn"), c.Get("Type")
	switch {
	case arn != nil && kind != nil:
		m.failEvent(e, c, "You can either define 'Arn' or 'Type' property of DeadLetterConfig.")
	case kind != nil && textOf(kind) != "SQS":
		m.failEvent(e, c, "The only valid value for 'Type' property of DeadLetterConfig is 'SQS'.")
	case arn == nil && kind == nil:
		m.failEvent(e, c, "No 'Arn' or 'Type' property provided for DeadLetterConfig.")
	}
	if get(c, "Arn") != nil {
		return arn
	}
	p, id := placeOf(c), e.id+"Queue"
	if named := get(c, "QueueLogicalId"); named != nil {
		if !isText(named) {
			m.failEvent(e, named, "QueueLogicalId must be a string")
		}
		id = textOf(named)
	}
	m.add(p.resource(id, "AWS::SQS::Queue", shallow(to.passed)))
	if rule != nil {
		m.add(p.resource(e.id+"QueuePolicy", "AWS::SQS::QueuePolicy", to.passed,
			"PolicyDocument", p.mayBeSent(p.Object("Service", "events.amazonaws.com"), p.Attribute(id, "Arn"), rule), "Queues", p.List(p.Ref(id))))
	}
	return p.Attribute(id, "Arn")
}

// mayBeSent returns the policy of a queue to which a source may send.
func (p place) mayBeSent(principal any, queue, source *Node) *Node {
	return p.Object("Version", "2012-10-17", "Statement", p.List(p.Object(
		"Action", "sqs:SendMessage", "Effect", "Allow", "Principal", principal, "Resource", queue,
		"Condition", p.Object("ArnEquals", p.Object("aws:SourceArn", source)))))
}

func (m *macro) alexaSkill(e *event, to target) {
	m.permission(e, to, "alexa-appkit.amazon.com", "", "EventSourceToken", e.get("SkillId"))
}

func (m *macro) iotRule(e *event, to target) {
	m.permission(e, to, "iot.amazonaws.com", "", "SourceArn", e.ARN("iot", "rule/${RuleName}", "RuleName", e.Ref(e.id)),
		"SourceAccount", e.Sub("${AWS::AccountId}"))
	m.add(e.resource(e.id, "AWS::IoT::TopicRule", to.passed, "TopicRulePayload", e.Object(
		"Sql", e.get("Sql"), "RuleDisabled", false, "Actions", e.List(e.Object("Lambda", e.Object("FunctionArn", to.arn))),
		"AwsIotSqlVersion", orNil(e.get("AwsIotSqlVersion")))))
}

func (m *macro) logs(e *event, to target) {
	p := m.permission(e, to, "logs.amazonaws.com", "",
		"SourceArn", e.ARN("logs", "log-group:${__LogGroupName__}:*", "__LogGroupName__", e.get("LogGroupName")))
	r := m.add(e.resource(e.id, "AWS::Logs::SubscriptionFilter", to.passed, "LogGroupName", e.get("LogGroupName"),
		"FilterPattern", e.get("FilterPattern"), "DestinationArn", to.arn))
	r.dependsOn = e.List(p.id)
}

// userPool makes the function a trigger of a user pool of the template.
func (m *macro) userPool(e *event, to target) {
	id := ""
	if function, argument, _ := e.get("UserPool").Call(); function == "Ref" {
		id = textOf(argument)
	}
	n := m.out.get(id)
	if n == nil {
		m.failEvent(e, e.get("UserPool"), "Cognito events must reference a Cognito UserPool in the same template.")
		return
	}
	if kind := textOf(get(n, "Type")); kind != "AWS::Cognito::UserPool" {
		m.fail(e.get("UserPool"), "Resource has incorrect Type; expected 'AWS::Cognito::UserPool', got '%s'", kind)
		return
	}
	m.permit(e.place, to.id+"CognitoPermission", to, "cognito-idp.amazonaws.com", "SourceArn", e.Attribute(id, "Arn"))
	properties := e.Object()
	if p := get(n, "Properties"); isMap(p) {
		properties = shallow(p)
	}
	configuration := e.Object()
	if c := get(properties, "LambdaConfig"); isMap(c) {
		configuration = shallow(c)
	} else if c != nil {
		m.fail(c, "Property 'LambdaConfig' should be a map.")
		return
	}
	triggers := e.get("Trigger")
	if isText(triggers) {
		triggers = e.List(triggers)
	}
	for _, t := range triggers.List {
		if configuration.Get(textOf(t)) != nil {
			m.failEvent(e, t, "Cognito trigger \"%s\" defined multiple times.", textOf(t))
			return
		}
		configuration.Set(textOf(t), to.arn)
	}
	m.parts += len(properties.Keys) + len(configuration.Keys)
	m.out.set(id, shallow(n).Set("Properties", properties.Set("LambdaConfig", configuration)))
}

// topic subscribes the function to a topic, or a queue that it polls.
func (m *macro) topic(e *event, to target) {
	topic, through := e.get("Topic"), e.get("SqsSubscription")
	if !given(through) {
		m.permission(e, to, "sns.amazonaws.com", "", "SourceArn", topic)
		m.subscribe(e, to, "lambda", to.arn)
		return
	}
	p := placeOf(through)
	var arn, url, batch *Node
	policy := e.id + "QueuePolicy"
	if isBool(through) {
		queue := m.add(p.resource(e.id+"Queue", "AWS::SQS::Queue", shallow(to.passed)))
		if fifo := m.resolve(get(m.written(referred(topic)), "Properties", "FifoTopic")); given(fifo) {
			queue.set("FifoQueue", fifo)
		}
		arn, url = p.Attribute(queue.id, "Arn"), p.Ref(queue.id)
	} else {
		arn, url, batch = get(through, "QueueArn"), get(through, "QueueUrl"), get(through, "BatchSize")
		if !isMap(through) || !given(arn) || !given(url) {
			m.failEvent(e, through, "No QueueARN or QueueURL provided.")
			return
		}
		if id := textOf(get(through, "QueuePolicyLogicalId")); id != "" {
			policy = id
		}
	}
	m.add(p.resource(policy, "AWS::SQS::QueuePolicy", to.passed, "PolicyDocument", p.mayBeSent("*", arn, topic), "Queues", p.List(url)))
	m.subscribe(e, to, "sqs", arn)
	m.add(p.resource(e.id+"EventSourceMapping", "AWS::Lambda::EventSourceMapping", to.passed,
		"BatchSize", firstOf(orNil(batch), p.Node(10)), "Enabled", true, "EventSourceArn", arn, "FunctionName", to.name))
	to.role.allow("service-role/AWSLambdaSQSQueueExecutionRole", p)
}

// written returns a resource as the template has it.
func (t *transform) written(id string) *Node { return get(t.source, "Resources").Get(id) }

func (m *macro) subscribe(e *event, to target, protocol string, endpoint *Node) {
	m.add(e.resource(e.id, "AWS::SNS::Subscription", to.passed, "Endpoint", endpoint, "Protocol", protocol, "TopicArn", e.get("Topic"),
		"Region", e.get("Region"), "FilterPolicy", e.get("FilterPolicy"), "FilterPolicyScope", e.get("FilterPolicyScope"),
		"RedrivePolicy", e.get("RedrivePolicy")))
}
