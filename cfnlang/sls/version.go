package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// versions makes the version that each deployment publishes, and the alias that
// is called in its place where concurrency is provisioned or SnapStart is on.
func (s *service) versions(f *function, properties *Node) {
	published := f.get("versionFunction")
	if published == nil {
		published = get(s.provider, "versionFunctions")
	}
	keep := published == nil || given(published)
	provisioned, snapshots := f.get("provisionedConcurrency"), f.get("snapStart")
	if !keep && !given(provisioned) && !given(snapshots) {
		return
	}
	id := normal(f.key) + "LambdaVersion"
	n := s.add(f.Place, id, "AWS::Lambda::Version", f.Object("FunctionName", f.Ref(f.id), "Description", firstOf(f.get("description"))))
	if keep {
		n.Set("DeletionPolicy", f.Node("Retain"))
	}
	s.outputs.Set(f.id+"QualifiedArn", f.Object("Description", "Current Lambda function version", "Value", f.Ref(id)))
	alias := func(id, name string) *Node {
		f.alias, f.aliasID = name, id
		return s.add(f.Place, id, "AWS::Lambda::Alias",
			f.Object("FunctionName", f.Ref(f.id), "FunctionVersion", f.Attribute(normal(f.key)+"LambdaVersion", "Version"), "Name", name), "DependsOn", f.id)
	}
	switch {
	case given(provisioned):
		n := alias(normal(f.key)+"ProvConcLambdaAlias", "provisioned")
		n.Get("Properties").Set("ProvisionedConcurrencyConfig", cfnlang.PlaceOf(provisioned).Object("ProvisionedConcurrentExecutions", provisioned))
	case given(snapshots):
		properties.Set("SnapStart", cfnlang.PlaceOf(snapshots).Object("ApplyOn", "PublishedVersions"))
		alias(normal(f.key)+"SnapStartLambdaAlias", "snapstart")
	}
}

// url makes the function's URL. Without an authorizer anyone may call it.
func (s *service) url(f *function) {
	n := f.get("url")
	if !given(n) {
		return
	}
	p := cfnlang.PlaceOf(n)
	open, auth := true, p.Node("NONE")
	switch a := get(n, "authorizer"); {
	case isMap(n) && textOf(a) == "aws_iam":
		open, auth = false, cfnlang.PlaceOf(a).Node("AWS_IAM")
	case opaque(a), opaque(n):
		auth = cfnlang.NewUnknown(reason(firstOf(a, n)), p.Node("").At)
	}
	properties := p.Object("AuthType", auth, "TargetFunctionArn", f.target(p))
	if isMap(n) {
		put(properties, "Cors", urlCors(get(n, "cors")))
		if mode := get(n, "invokeMode"); textOf(mode) == "RESPONSE_STREAM" {
			properties.Set("InvokeMode", mode)
		}
	}
	id := normal(f.key) + "LambdaFunctionUrl"
	s.add(p, id, "AWS::Lambda::Url", properties, "DependsOn", f.depends())
	s.outputs.Set(id, p.Object("Description", "Lambda Function URL", "Value", p.Attribute(id, "FunctionUrl")))
	if open {
		permission := p.Object("FunctionName", f.target(p), "Action", "lambda:InvokeFunctionUrl", "Principal", "*", "FunctionUrlAuthType", auth)
		s.add(p, normal(f.key)+"LambdaPermissionFnUrl", "AWS::Lambda::Permission", permission, "DependsOn", f.depends())
	}
}

// urlCors returns what browsers of other sites may: by default much.
func urlCors(n *Node) *Node {
	if !given(n) {
		return nil
	}
	if opaque(n) {
		return cfnlang.NewUnknown(reason(n), n.At)
	}
	p := cfnlang.PlaceOf(n)
	out := p.Object()
	if affirmative(get(n, "allowCredentials")) {
		out.Set("AllowCredentials", get(n, "allowCredentials"))
	}
	for _, m := range []struct {
		from, to  string
		otherwise []string
	}{
		{"allowedHeaders", "AllowHeaders", []string{"Content-Type", "X-Amz-Date", "Authorization", "X-Api-Key", "X-Amz-Security-Token", "X-Amzn-Trace-Id"}},
		{"allowedMethods", "AllowMethods", []string{"*"}},
		{"allowedOrigins", "AllowOrigins", []string{"*"}},
	} {
		switch written := n.Get(m.from); {
		case written == nil:
			out.Set(m.to, p.Node(m.otherwise))
		case written.Kind != cfnlang.Null:
			out.Set(m.to, written)
		}
	}
	put(out, "ExposeHeaders", get(n, "exposedResponseHeaders"))
	put(out, "MaxAge", get(n, "maxAge"))
	return out
}

// asynchronous says what becomes of asynchronous calls.
func (s *service) asynchronous(f *function) {
	to, age, retries := f.get("destinations"), f.get("maximumEventAge"), f.get("maximumRetryAttempts")
	if !given(to) && !given(age) && retries == nil {
		return
	}
	destinations := f.Object()
	for _, m := range [][2]string{{"onSuccess", "OnSuccess"}, {"onFailure", "OnFailure"}} {
		d := get(to, m[0])
		if !given(d) {
			continue
		}
		p := cfnlang.PlaceOf(d)
		arn := s.destination(d)
		destinations.Set(m[1], p.Object("Destination", arn))
		if s.runsWith(f) == nil {
			s.role.allow(p, destinationAction(d), s.destinationResource(d, arn))
		}
	}
	qualifier := "$LATEST"
	if f.alias != "" {
		qualifier = f.alias
	}
	s.add(f.Place, normal(f.key)+"LambdaEvConf", "AWS::Lambda::EventInvokeConfig", f.Object(
		"FunctionName", f.Ref(f.id), "DestinationConfig", destinations, "Qualifier", qualifier,
		"MaximumEventAgeInSeconds", firstOf(age), "MaximumRetryAttempts", retries), "DependsOn", f.depends())
}

func (s *service) destination(d *Node) *Node {
	if isMap(d) {
		return get(d, "arn")
	}
	return s.functionARN(cfnlang.PlaceOf(d), d)
}

// destinationResource returns what the role is allowed to reach. A function of
// the service is named without a reference, which would be circular.
func (s *service) destinationResource(d, arn *Node) *Node {
	if f := s.byKey[textOf(d)]; f != nil {
		p := cfnlang.PlaceOf(d)
		if name, ok := f.name.Literal(); ok {
			return p.Sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:" + name)
		}
		return p.Object("Fn::Join", p.List("", p.List("arn:", p.Ref("AWS::Partition"), ":lambda:", p.Ref("AWS::Region"), ":", p.Ref("AWS::AccountId"), ":function:", f.name)))
	}
	return arn
}

// destinationAction returns the action by which a destination is reached.
func destinationAction(d *Node) *Node {
	p := cfnlang.PlaceOf(d)
	actions := map[string]string{
		"function": "lambda:InvokeFunction", "sqs": "sqs:SendMessage", "sns": "sns:Publish", "eventBus": "events:PutEvents",
	}
	if isMap(d) {
		if action, ok := actions[textOf(get(d, "type"))]; ok {
			return p.Node(action)
		}
	}
	if text, ok := d.Literal(); ok {
		parts := strings.SplitN(text, ":", 7)
		switch {
		case !strings.HasPrefix(text, "arn:"), len(parts) > 5 && parts[5] == "function":
			return p.Node(actions["function"])
		case slices.Contains(parts, "sqs"):
			return p.Node(actions["sqs"])
		case slices.Contains(parts, "sns"):
			return p.Node(actions["sns"])
		case strings.Contains(text, ":event-bus/"):
			return p.Node(actions["eventBus"])
		}
	}
	return cfnlang.NewUnknown("what the destination is is not known", d.At)
}
