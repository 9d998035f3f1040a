package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// stateMachines makes the state machines of serverless-step-functions, with
// their roles.
func (s *service) stateMachines() {
	all := s.lookup(s.root, "stepFunctions")
	if opaque(all) || opaque(get(all, "stateMachines")) {
		s.gap(all.At, "state machines are not known")
		return
	}
	for _, list := range elements(get(all, "stateMachines")) {
		if !isMap(list) {
			s.gap(list.At, "state machines are not known: they are no map")
			continue
		}
		for i, k := range list.Keys {
			if n := list.List[i]; isMap(n) {
				s.stateMachine(k, n)
			} else {
				s.gap(k.At, "the state machine "+k.Name+" is not known")
			}
		}
	}
	if activities := get(all, "activities"); given(activities) {
		for _, n := range elements(activities) {
			if name, ok := n.Literal(); ok {
				s.add(cfnlang.PlaceOf(n), normal(name)+"StepFunctionsActivity", "AWS::StepFunctions::Activity", cfnlang.PlaceOf(n).Object("Name", n))
			}
		}
	}
}

func (s *service) stateMachine(k cfnlang.Key, n *Node) {
	p := cfnlang.Place(k.At)
	id := normal(k.Name) + "StepFunctionsStateMachine"
	if own := firstOf(get(n, "id"), get(n, "name")); own != nil {
		if text, ok := own.Literal(); ok {
			id = normal(text)
		}
	}
	role := get(n, "role")
	if !given(role) {
		role = p.Attribute(id+"Role", "Arn")
		s.machineRole(p, id+"Role", n)
	}
	properties := p.Object("DefinitionString", s.definition(get(n, "definition")), "RoleArn", role,
		"StateMachineType", firstOf(get(n, "type")), "StateMachineName", firstOf(get(n, "name")))
	inherited := get(s.provider, "tags")
	if negative(get(n, "inheritGlobalTags")) {
		inherited = nil
	}
	put(properties, "Tags", tagList(p, inherited, get(n, "tags")))
	if log := get(n, "loggingConfig"); given(log) {
		at := cfnlang.PlaceOf(log)
		to := at.List()
		for _, d := range elements(get(log, "destinations")) {
			to.List = append(to.List, cfnlang.PlaceOf(d).Object("CloudWatchLogsLogGroup", cfnlang.PlaceOf(d).Object("LogGroupArn", d)))
		}
		properties.Set("LoggingConfiguration", at.Object("Level", firstOf(get(log, "level"), at.Node("OFF")),
			"IncludeExecutionData", firstOf(get(log, "includeExecutionData"), at.Node(false)), "Destinations", to))
	}
	if trace := get(n, "tracingConfig"); given(trace) {
		properties.Set("TracingConfiguration", cfnlang.PlaceOf(trace).Object("Enabled", get(trace, "enabled")))
	}
	put(properties, "EncryptionConfiguration", capitalised(get(n, "encryptionConfig")))
	s.add(p, id, "AWS::StepFunctions::StateMachine", properties)
	if events := get(n, "events"); given(events) {
		s.gap(events.At, "what starts the state machine "+k.Name+" is not read")
	}
}

// definition returns what a state machine does, as a text. Calls in it are what
// it is deployed with.
func (s *service) definition(n *Node) *Node {
	if n == nil || n.Kind == cfnlang.String || opaque(n) {
		return n
	}
	return document(n)
}

// machineRole makes the role of a state machine: what its tasks need, which is
// known where all of them invoke functions.
func (s *service) machineRole(p cfnlang.Place, id string, n *Node) {
	statements := p.List()
	add := func(actions []string, resources ...any) {
		statements.List = append(statements.List, p.Object("Effect", "Allow", "Action", actions, "Resource", p.List(resources...)))
	}
	var invoked []any
	why := invokedBy(get(n, "definition"), func(arn *Node) {
		arn = s.functionOf(arn)
		invoked = append(invoked, arn, cfnlang.PlaceOf(arn).Object("Fn::Join", cfnlang.PlaceOf(arn).List("", cfnlang.PlaceOf(arn).List(arn, ":*"))))
	}, 0)
	if len(invoked) > 0 {
		add([]string{"lambda:InvokeFunction"}, invoked...)
	}
	if given(get(n, "loggingConfig")) {
		add([]string{
			"logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
			"logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
		}, "*")
	}
	if given(get(n, "tracingConfig")) {
		add([]string{"xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"}, "*")
	}
	statements.List = append(statements.List, elements(get(n, "iamRoleStatements"))...)
	if len(statements.List) == 0 {
		statements.List = append(statements.List, p.Object("Effect", "Deny", "Action", "*", "Resource", "*"))
	}
	document := p.Object("Version", "2012-10-17", "Statement", statements)
	if why != "" {
		document = cfnlang.NewUnknown(why, p.Node("").At)
	}
	trust := p.Object("Version", "2012-10-17", "Statement", p.List(p.Object(
		"Effect", "Allow", "Principal", p.Object("Service", "states.amazonaws.com"), "Action", "sts:AssumeRole")))
	properties := p.Object("AssumeRolePolicyDocument", trust, "Policies", p.List(p.Object(
		"PolicyName", joined(s.root.At, s.stageName, p.Node("-"), s.name, p.Node("-statemachine")), "PolicyDocument", document)))
	put(properties, "PermissionsBoundary", get(s.provider, "rolePermissionsBoundary"))
	put(properties, "Path", get(s.provider, "iam", "role", "path"))
	s.add(p, id, "AWS::IAM::Role", properties)
}

// functionOf returns the ARN of a function that is named by a call, in which a
// key of the service's stands for its logical id.
func (s *service) functionOf(arn *Node) *Node {
	if function, argument, _ := arn.Call(); function == "Fn::GetAtt" && argument.Kind == cfnlang.List && len(argument.List) == 2 {
		if f := s.byKey[textOf(argument.List[0])]; f != nil {
			return cfnlang.PlaceOf(arn).Attribute(f.id, "Arn")
		}
	}
	return arn
}

// invokedBy tells the functions that the tasks of a definition invoke. It
// returns why it cannot say what they do beyond that, "" if they do nothing.
func invokedBy(n *Node, tell func(arn *Node), depth int) (why string) {
	switch {
	case n == nil || depth > 50:
		return "what the state machine does is not known"
	case opaque(n) || n.Kind != cfnlang.Map:
		return "what the state machine does is not known"
	}
	states := n.Get("States")
	if !isMap(states) {
		return "what the state machine does is not known"
	}
	for _, state := range states.List {
		switch textOf(get(state, "Type")) {
		case "Task":
			resource := get(state, "Resource")
			text, _ := resource.Literal()
			parts := strings.Split(text, ":")
			name := firstOf(get(state, "Parameters", "FunctionName"), get(state, "Arguments", "FunctionName"))
			switch {
			case opaque(resource), len(parts) > 6 && parts[2] == "lambda":
				tell(resource)
			case len(parts) > 5 && parts[2] == "states" && slices.Contains([]string{"lambda:invoke", "lambda:invoke.waitForTaskToken"}, strings.Join(parts[5:], ":")) && name != nil:
				tell(name)
			default:
				why = "what the plug-in lets the state machine do beside calling functions is not read"
			}
		case "Map":
			if inner := invokedBy(firstOf(get(state, "ItemProcessor"), get(state, "Iterator")), tell, depth+1); inner != "" {
				why = inner
			}
		case "Parallel":
			for _, branch := range elements(get(state, "Branches")) {
				if inner := invokedBy(branch, tell, depth+1); inner != "" {
					why = inner
				}
			}
		}
	}
	return why
}
