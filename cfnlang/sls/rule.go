package sls

import (
	"crypto/md5"
	"encoding/hex"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
)

// state returns the state of a rule: it is on unless the event says otherwise.
func (e *event) state() *Node {
	enabled := e.get("enabled")
	switch {
	case opaque(enabled):
		return cfnlang.NewUnknown(reason(enabled), enabled.At)
	case negative(enabled):
		return cfnlang.PlaceOf(enabled).Node("DISABLED")
	}
	return e.Node("ENABLED")
}

// input sets what a target is called with.
func (e *event) input(target *Node) {
	if in := e.get("input"); given(in) {
		if isMap(in) {
			in = document(in)
		}
		target.Set("Input", in)
	}
	put(target, "InputPath", firstOf(e.get("inputPath")))
	if t := e.get("inputTransformer"); given(t) {
		target.Set("InputTransformer", capitalised(t))
	}
}

// schedule makes the rule, or the schedule of EventBridge Scheduler, of each
// expression.
func (s *service) schedule(e *event) {
	expressions := flat(e.short("rate"))
	if !isMap(e.node) {
		expressions = []*Node{e.node}
	}
	for _, expression := range expressions {
		e.schedules++
		number := strconv.Itoa(e.schedules)
		if textOf(e.get("method")) == "scheduler" {
			s.scheduler(e, number, expression)
			continue
		}
		if m := e.get("method"); opaque(m) {
			s.gap(m.At, "how the function "+e.key+" is scheduled is not known: "+reason(m))
		}
		id := normal(e.key) + "EventsRuleSchedule" + number
		target := e.Object("Arn", e.target(e.Place), "Id", e.key+"Schedule")
		e.input(target)
		s.add(e.Place, id, "AWS::Events::Rule", e.Object(
			"ScheduleExpression", expression, "State", e.state(), "Name", firstOf(e.get("name")), "Description", firstOf(e.get("description")),
			"Targets", e.List(target)), "DependsOn", e.depends())
		s.invokes(e, normal(e.key)+"LambdaPermissionEventsRuleSchedule"+number, "events.amazonaws.com", e.Attribute(id, "Arn"))
	}
}

// scheduler makes a schedule of EventBridge Scheduler, which invokes with the
// function's own role.
func (s *service) scheduler(e *event, number string, expression *Node) {
	target := e.Object("Arn", e.target(e.Place), "RoleArn", s.made(e.id).Get("Properties").Get("Role"))
	e.input(target)
	s.add(e.Place, normal(e.key)+"SchedulerSchedule"+number, "AWS::Scheduler::Schedule", e.Object(
		"ScheduleExpression", expression, "State", e.state(), "Target", target, "FlexibleTimeWindow", e.Object("Mode", "OFF"),
		"Name", firstOf(e.get("name")), "Description", firstOf(e.get("description")), "ScheduleExpressionTimezone", firstOf(e.get("timezone"))),
		"DependsOn", e.depends())
	if s.role == nil {
		return
	}
	if s.schedulers == nil {
		s.role.allow(e.Place, []string{"lambda:InvokeFunction"}, e.List())
		s.schedulers = s.role.statements.List[len(s.role.statements.List)-1].Get("Resource")
		s.trustScheduler()
	}
	if e.scheduled {
		return
	}
	e.scheduled = true
	for _, end := range []string{"", ":*"} {
		made := e.Object("Fn::Join", e.List("", e.List("arn:", e.Ref("AWS::Partition"), ":lambda:", e.Ref("AWS::Region"), ":", e.Ref("AWS::AccountId"), ":function:", e.name, end)))
		if name, ok := e.name.Literal(); ok {
			made = e.Sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:" + name + end)
		}
		s.schedulers.List = append(s.schedulers.List, made)
	}
}

// trustScheduler lets EventBridge Scheduler assume the shared role.
func (s *service) trustScheduler() {
	trust := s.role.properties.Get("AssumeRolePolicyDocument").Get("Statement").List[0].Get("Principal").Get("Service")
	trust.List = append(trust.List, s.role.Node("scheduler.amazonaws.com"))
}

// cloudWatchEvent makes the rule of an event of CloudWatch Events.
func (s *service) cloudWatchEvent(e *event) {
	number := strconv.Itoa(e.number)
	id := normal(e.key) + "EventsRuleCloudWatchEvent" + number
	target := e.Object("Arn", e.target(e.Place), "Id", e.key+"CloudWatchEvent")
	e.input(target)
	s.add(e.Place, id, "AWS::Events::Rule", e.Object(
		"EventPattern", e.get("event"), "State", e.state(), "Description", firstOf(e.get("description")), "Name", firstOf(e.get("name")),
		"Targets", e.List(target)), "DependsOn", e.depends())
	s.invokes(e, normal(e.key)+"LambdaPermissionEventsRuleCloudWatchEvent"+number, "events.amazonaws.com", e.Attribute(id, "Arn"))
}

// eventBridge makes the rule of an event of EventBridge, and the bus that it
// names, if that is not said to exist.
func (s *service) eventBridge(e *event) {
	if options := get(s.provider, "eventBridge"); options != nil && !given(get(options, "useCloudFormation")) {
		s.bridgeByCode(e)
		return
	}
	stub := e.Object("Fn::Join", e.List("-", e.List(e.name, "rule-"+strconv.Itoa(e.index))))
	name := e.get("name")
	if functionName, ok := e.name.Literal(); ok {
		stub = e.Node(functionName + "-rule-" + strconv.Itoa(e.index))
		if !given(name) {
			name = e.Node(atMost64(stub.Text, "rule-"+strconv.Itoa(e.index)))
		}
	}
	if !given(name) {
		name = stub
	}
	bus := e.get("eventBus")
	created := ""
	if text, ok := bus.Literal(); ok {
		switch {
		case strings.HasPrefix(text, "arn"):
			bus = cfnlang.PlaceOf(bus).Node(text[strings.IndexByte(text, '/')+1:])
		case text != "default" && text != "":
			created = normal(text) + "EventBridgeEventBus"
			s.add(cfnlang.PlaceOf(bus), created, "AWS::Events::EventBus", e.Object("Name", bus))
		}
	}
	on := bus
	if textOf(bus) == "default" {
		on = nil
	}
	target := e.Object("Arn", e.target(e.Place))
	if text, ok := name.Literal(); ok {
		target.Set("Id", e.Node(atMost64(text+"-target", "target")))
	}
	e.input(target)
	if retry := e.get("retryPolicy"); given(retry) {
		target.Set("RetryPolicy", cfnlang.PlaceOf(retry).Object(
			"MaximumEventAgeInSeconds", get(retry, "maximumEventAge"), "MaximumRetryAttempts", get(retry, "maximumRetryAttempts")))
	}
	if queue := e.get("deadLetterQueueArn"); given(queue) {
		target.Set("DeadLetterConfig", cfnlang.PlaceOf(queue).Object("Arn", queue))
	}
	id := "EventBridgeRule"
	if text, ok := stub.Literal(); ok {
		id = alphanumeric(text) + id
	} else {
		id = normal(e.key) + "Rule" + strconv.Itoa(e.index) + id
	}
	n := s.add(e.Place, id, "AWS::Events::Rule", e.Object(
		"Description", firstOf(e.get("description")), "EventBusName", on, "EventPattern", e.get("pattern"), "Name", name,
		"ScheduleExpression", firstOf(e.get("schedule")), "State", e.state(), "Targets", e.List(target)), "DependsOn", e.depends())
	if created != "" {
		n.Set("DependsOn", e.Node(created))
	}
	path := e.List("rule", name)
	if bus != nil {
		path = e.List("rule", bus, name)
	}
	s.invokes(e, normal(e.key)+"EventBridgeLambdaPermission"+strconv.Itoa(e.index), "events.amazonaws.com", e.Object("Fn::Join", e.List(":", e.List(
		"arn", e.Ref("AWS::Partition"), "events", e.Ref("AWS::Region"), e.Ref("AWS::AccountId"), e.Object("Fn::Join", e.List("/", path))))))
}

// atMost64 returns a name of at most 64 letters: a longer one has a hash in its
// place.
func atMost64(name, suffix string) string {
	if len(name) <= 64 {
		return name
	}
	return shortened(name, 31-len(suffix)) + hashed(name) + "-" + suffix
}

func hashed(s string) string {
	sum := md5.Sum([]byte(s))
	return hex.EncodeToString(sum[:])
}

// topicRule makes the rule of an event of AWS IoT.
func (s *service) topicRule(e *event) {
	number := strconv.Itoa(e.number)
	id := normal(e.key) + "IotTopicRule" + number
	disabled := e.Node(negative(e.get("enabled")))
	if on := e.get("enabled"); opaque(on) {
		disabled = cfnlang.NewUnknown(reason(on), on.At)
	}
	s.add(e.Place, id, "AWS::IoT::TopicRule", e.Object("RuleName", firstOf(e.get("name")), "TopicRulePayload", e.Object(
		"RuleDisabled", disabled, "Sql", e.get("sql"), "Description", firstOf(e.get("description")), "AwsIotSqlVersion", firstOf(e.get("sqlVersion")),
		"Actions", e.List(e.Object("Lambda", e.Object("FunctionArn", e.target(e.Place)))))), "DependsOn", e.depends())
	s.invokes(e, normal(e.key)+"LambdaPermissionIotTopicRule"+number, "iot.amazonaws.com", arn(e.Place, "iot", "rule/", e.Ref(id)))
}

// provisioning makes the template by which a fleet of AWS IoT is provisioned.
func (s *service) provisioning(e *event) {
	permission := normal(e.key) + "LambdaPermissionIotProvisioningTemplate"
	enabled := e.get("enabled")
	if enabled == nil {
		enabled = e.Node(true)
	}
	depends := []string{permission}
	if e.aliasID != "" {
		depends = append(depends, e.aliasID)
	}
	s.add(e.Place, normal(e.key)+"IotProvisioningTemplate", "AWS::IoT::ProvisioningTemplate", e.Object(
		"Enabled", enabled, "PreProvisioningHook", e.Object("TargetArn", e.target(e.Place)), "ProvisioningRoleArn", e.get("provisioningRoleArn"),
		"TemplateBody", document(firstOf(e.get("templateBody"), e.Object())), "TemplateName", firstOf(e.get("templateName"))), "DependsOn", depends)
	s.invokes(e, permission, "iot.amazonaws.com", nil)
}

func (s *service) alexaSkill(e *event) {
	s.alexa(e, "LambdaPermissionAlexaSkill", "alexa-appkit.amazon.com")
}

func (s *service) alexaHome(e *event) {
	s.alexa(e, "LambdaPermissionAlexaSmartHome", "alexa-connectedhome.amazon.com")
}

// alexa lets Alexa call the function: for one skill, or for any.
func (s *service) alexa(e *event, id, principal string) {
	action := "lambda:InvokeFunction"
	if negative(e.get("enabled")) {
		action = "lambda:DisableInvokeFunction"
	}
	token := e.short("appId")
	if token != nil && token.Kind == cfnlang.Bool {
		token = nil
	}
	s.add(e.Place, normal(e.key)+id+strconv.Itoa(e.number), "AWS::Lambda::Permission", e.Object(
		"FunctionName", e.target(e.Place), "Action", action, "Principal", principal, "EventSourceToken", firstOf(token)), "DependsOn", e.depends())
}
