package sls

import (
	"strconv"

	"bailiwick/cfnlang"
)

// What CloudFormation cannot do, the framework does by code of its own: it puts
// a function into the stack that does it, with a role.
const customRole = "IamRoleCustomResourcesLambdaExecution"

// byCode adds the framework's function of a name, and lets its role do what the
// statements say. It returns the function's logical id.
func (s *service) byCode(p cfnlang.Place, name, handler string, statements ...*Node) string {
	role := get(s.provider, "iam", "deploymentRole")
	role = firstOf(role, get(s.provider, "cfnRole"))
	id := normal(name) + "LambdaFunction"
	if role == nil {
		if s.made(customRole) == nil {
			r := s.newRole(p, customRole, nil)
			r.properties.Get("Policies").List[0].Set("PolicyName", joinedName(p, s.stageName, s.name, p.Node("custom-resources-lambda")))
			for _, member := range []string{"Path", "RoleName"} {
				drop(r.properties, member)
			}
			s.customStatements = r.statements
			s.customLogs(p)
		}
		s.customStatements.List = append(s.customStatements.List, statements...)
		role = p.Attribute(customRole, "Arn")
	}
	if s.made(id) != nil {
		return id
	}
	called := s.prefixed(p, name)
	if text, ok := called.Literal(); ok && len(text) > 64 {
		called = p.Node(shortened(text, 32) + hashed(text))
	}
	stage, _ := s.stageName.Literal()
	n := s.add(p, id, "AWS::Lambda::Function", p.Object(
		"Code", p.Object("S3Bucket", firstOf(s.ownBucket(), p.Ref(deploymentBucket)), "S3Key", "serverless/"+textOf(s.name)+"/"+stage+"/custom-resources.zip"),
		"FunctionName", called, "Handler", handler, "MemorySize", 1024, "Timeout", 180, "Role", role,
		"Runtime", cfnlang.NewUnknown("the framework's version decides the runtime of its own functions", p.Node("").At)))
	var depends []string
	if s.made(customRole) != nil {
		depends = append(depends, customRole)
	}
	if given(get(s.provider, "logs", "frameworkLambda")) {
		group := normal(name) + "LogGroup"
		properties := p.Object("LogGroupName", joined(s.root.At, p.Node("/aws/lambda/"), called))
		put(properties, "RetentionInDays", get(s.provider, "logRetentionInDays"))
		put(properties, "DataProtectionPolicy", get(s.provider, "logDataProtectionPolicy"))
		s.add(p, group, "AWS::Logs::LogGroup", properties)
		depends = append(depends, group)
	}
	n.Set("DependsOn", p.Node(depends))
	return id
}

// customLogs lets the framework's functions write logs, where that is asked
// for.
func (s *service) customLogs(p cfnlang.Place) {
	if !given(get(s.provider, "logs", "frameworkLambda")) {
		return
	}
	all := joined(s.root.At, s.name, p.Node("-"), s.stageName)
	s.customStatements.List = append(s.customStatements.List,
		p.Object("Effect", "Allow", "Action", []string{"logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource"}, "Resource", p.List(logGroupARN(p, all, "*:*"))),
		p.Object("Effect", "Allow", "Action", []string{"logs:PutLogEvents"}, "Resource", p.List(logGroupARN(p, all, "*:*:*"))))
}

// ownARN returns an ARN joined by colons, of this partition.
func ownARN(p cfnlang.Place, parts ...any) *Node {
	return p.Object("Fn::Join", p.List(":", p.List(append([]any{"arn", p.Ref("AWS::Partition")}, parts...)...)))
}

// changesPermissions returns the statement by which others may be let call
// functions.
func changesPermissions(p cfnlang.Place) *Node {
	return p.Object("Effect", "Allow", "Resource", ownARN(p, "lambda", p.Ref("AWS::Region"), p.Ref("AWS::AccountId"), "function", "*"),
		"Action", []string{"lambda:AddPermission", "lambda:RemovePermission"})
}

// tell adds a custom resource, or one more configuration to it.
func (s *service) tell(e *event, kind, id, handler, list string, properties *Node, configuration *Node) bool {
	if n := s.made(id); n != nil {
		all := n.Get("Properties").Get(list)
		all.List = append(all.List, configuration)
		return false
	}
	properties.Set("ServiceToken", e.Attribute(handler, "Arn"))
	properties.Set("FunctionName", e.name)
	if list != "" {
		properties.Set(list, e.List(configuration))
	}
	s.add(e.Place, id, "Custom::"+kind, properties, "DependsOn", []string{e.id, handler}, "Version", 1)
	return true
}

// existingBucket has the framework's function tell a bucket that exists to call
// the event's function.
func (s *service) existingBucket(e *event) {
	const name = "custom-resource-existing-s3"
	rules := e.List()
	for _, r := range elements(e.get("rules")) {
		rules.List = append(rules.List, capitalised(r))
	}
	bucket := s.needed(e, e.get("bucket"), "bucket")
	first := s.made(normal(name)+"LambdaFunction") == nil
	handler := s.byCode(e.Place, name, "s3/handler.handler")
	if s.tell(e, "S3", normal(e.key)+"CustomS31", handler, "BucketConfigs", e.Object("BucketName", bucket),
		e.Object("Event", firstOf(e.get("event"), e.Node("s3:ObjectCreated:*")), "Rules", rules)) && s.customStatements != nil {
		s.byCode(e.Place, name, "", e.Object("Effect", "Allow", "Resource", ownARN(e.Place, "s3", "", "", bucket),
			"Action", []string{"s3:PutBucketNotification", "s3:GetBucketNotification"}))
	}
	if first {
		s.byCode(e.Place, name, "", changesPermissions(e.Place))
	}
}

// existingPool does the same for a user pool.
func (s *service) existingPool(e *event) {
	const name = "custom-resource-existing-cup"
	first := s.made(normal(name)+"LambdaFunction") == nil
	handler := s.byCode(e.Place, name, "cognito-user-pool/handler.handler")
	configuration := e.Object("Trigger", e.get("trigger"))
	var statements []*Node
	if t := textOf(e.get("trigger")); t == "CustomSMSSender" || t == "CustomEmailSender" {
		configuration.Set("LambdaVersion", firstOf(e.get("lambdaVersion"), e.Node("V1_0")))
		put(configuration, "KMSKeyID", e.get("kmsKeyId"))
		statements = append(statements, e.Object("Effect", "Allow", "Resource", e.get("kmsKeyId"), "Action", []string{"kms:CreateGrant"}))
	}
	if s.tell(e, "CognitoUserPool", normal(e.key)+"CustomCognitoUserPool1", handler, "UserPoolConfigs", e.Object("UserPoolName", s.needed(e, e.get("pool"), "pool")), configuration) {
		if first {
			statements = append(statements, e.Object("Effect", "Allow", "Resource", "*",
				"Action", []string{"cognito-idp:ListUserPools", "cognito-idp:DescribeUserPool", "cognito-idp:UpdateUserPool"}))
		}
		resource := e.Object("Fn::Join", e.List("", e.List("arn:", e.Ref("AWS::Partition"), ":lambda:*:*:function:", e.name)))
		if text, ok := e.name.Literal(); ok {
			resource = e.Sub("arn:${AWS::Partition}:lambda:*:*:function:" + text)
		}
		statements = append(statements, e.Object("Effect", "Allow", "Resource", resource, "Action", []string{"lambda:AddPermission", "lambda:RemovePermission"}))
		s.byCode(e.Place, name, "", statements...)
	}
	if first {
		s.byCode(e.Place, name, "", e.Object("Effect", "Allow", "Resource", e.Sub("arn:${AWS::Partition}:iam::*:role/*"), "Action", []string{"iam:PassRole"}))
	}
}

// bridgeByCode does the same for a rule of EventBridge, where the provider's
// eventBridge asks for it.
func (s *service) bridgeByCode(e *event) {
	const name = "custom-resource-event-bridge"
	first := s.made(normal(name)+"LambdaFunction") == nil
	handler := s.byCode(e.Place, name, "event-bridge/handler.handler")
	rule := firstOf(e.get("name"), joined(e.node.At, e.name, e.Node("-rule-"+strconv.Itoa(e.index))))
	s.tell(e, "EventBridge", normal(e.key)+"CustomEventBridge"+strconv.Itoa(e.index), handler, "", e.Object("EventBridgeConfig", e.Object(
		"RuleName", rule, "State", e.state(), "EventBus", e.get("eventBus"), "Schedule", e.get("schedule"), "Pattern", e.get("pattern"),
		"Input", e.get("input"), "InputPath", e.get("inputPath"), "InputTransformer", capitalised(e.get("inputTransformer")))), nil)
	if bus := textOf(e.get("eventBus")); bus != "" && bus != "default" && !s.busesByCode {
		s.busesByCode = true
		s.byCode(e.Place, name, "", e.Object("Effect", "Allow", "Resource", ownARN(e.Place, "events", e.Ref("AWS::Region"), e.Ref("AWS::AccountId"), "event-bus/*"),
			"Action", []string{"events:CreateEventBus", "events:DeleteEventBus"}))
	}
	if first {
		s.byCode(e.Place, name, "", e.Object("Effect", "Allow", "Resource", ownARN(e.Place, "events", e.Ref("AWS::Region"), e.Ref("AWS::AccountId"), "rule/*"),
			"Action", []string{"events:PutRule", "events:RemoveTargets", "events:PutTargets", "events:DeleteRule"}), changesPermissions(e.Place))
	}
}

func drop(n *Node, name string) {
	for i := range n.Keys {
		if n.Keys[i].Name == name {
			n.Keys = append(n.Keys[:i:i], n.Keys[i+1:]...)
			n.List = append(n.List[:i:i], n.List[i+1:]...)
			return
		}
	}
}
