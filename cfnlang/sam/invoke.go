package sam

// eventInvoke makes the AWS::Lambda::EventInvokeConfig, with the queues and
// topics of destinations that name none. It returns the policies that the
// function's role needs to write to the destinations.
func (m *macro) eventInvoke(alias string, to target) []*Node {
	c := m.get("EventInvokeConfig")
	if !given(c) {
		return nil
	}
	p := placeOf(c)
	id := m.id + "EventInvokeConfig"
	r := p.resource(id, "AWS::Lambda::EventInvokeConfig", m.own(), "FunctionName", p.Ref(m.id), "Qualifier", "$LATEST")
	if alias != "" {
		r.dependsOn = p.List(to.id)
		r.set("Qualifier", p.Node(alias))
	}
	var policies []*Node
	destinations := p.Object()
	if all := get(c, "DestinationConfig"); given(all) {
		if !isMap(all) {
			m.fail(all, "Property 'EventInvokeConfig.DestinationConfig' should be a map.")
		}
		for _, name := range []string{"OnSuccess", "OnFailure"} {
			d := get(all, name)
			if d == nil {
				continue
			}
			arn, policy := m.destination(d, name, id)
			destinations.Set(name, placeOf(d).Object("Destination", arn))
			if policy != nil {
				policies = append(policies, policy)
			}
		}
	}
	r.set("DestinationConfig", destinations)
	r.set("MaximumEventAgeInSeconds", get(c, "MaximumEventAgeInSeconds"))
	r.set("MaximumRetryAttempts", get(c, "MaximumRetryAttempts"))
	m.add(r)
	return policies
}

// destination returns the ARN of a destination and the policy that lets the
// function write to it.
func (m *macro) destination(d *Node, event, id string) (arn, policy *Node) {
	p, kind := placeOf(d), textOf(m.resolve(get(d, "Type")))
	if !isMap(d) {
		m.fail(d, "Property 'EventInvokeConfig.DestinationConfig.%s' should be a map.", event)
		return nil, nil
	}
	switch kind {
	case "SQS", "SNS", "EventBridge", "Lambda", "S3Bucket":
	default:
		m.fail(d, "'Type: %s' must be one of ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']", kind)
		return nil, nil
	}
	arn = get(d, "Destination")
	condition, named := m.unlessNamed(arn, id)
	if arn == nil || condition != "" {
		made := m.makeDestination(p, kind, id+event, condition)
		if made == nil {
			m.fail(d, "Destination is required if Type is not ['SQS', 'SNS']")
			return nil, nil
		}
		arn = made
		if condition != "" {
			arn = p.If(condition, made, named)
		}
	}
	return arn, p.sendPolicy(kind, arn, id+event)
}

// sendPolicy returns the policy that lets a role write to a destination.
func (p place) sendPolicy(kind string, arn *Node, id string) *Node {
	switch kind {
	case "SQS":
		return p.policy(id+"SQSPolicy", p.statement("sqs:SendMessage", arn))
	case "SNS":
		return p.policy(id+"SNSPolicy", p.statement("sns:publish", arn))
	case "EventBridge":
		return p.policy(id+"EventBridgePolicy", p.statement("events:PutEvents", arn))
	case "Lambda":
		return p.policy(id+"LambdaPolicy", p.statement("lambda:InvokeFunction", arn))
	case "S3Bucket", "S3":
		objects := p.Object("Fn::Join", p.List("/", p.List(arn, "*")))
		return p.policy(id+"S3Policy", p.statement("s3:PutObject", objects), p.statement("s3:ListBucket", arn))
	}
	return nil
}

// unlessNamed returns the condition under which a destination is AWS::NoValue,
// and what it is otherwise.
func (m *macro) unlessNamed(arn *Node, id string) (condition string, named *Node) {
	condition, then, otherwise, ok := branches(arn)
	switch {
	case isIf(arn) && !ok:
		m.fail(arn, "Malformed 'Destination' property: Fn::If requires 3 arguments.")
	case !ok || isNoValue(then) && isNoValue(otherwise):
	case isNoValue(then):
		return condition, otherwise
	case isNoValue(otherwise):
		name := m.conditionName("NOT"+condition, id)
		m.negate(placeOf(arn), name, condition)
		return name, then
	}
	return "", nil
}

func (m *macro) conditionName(name, id string) string { return name + hashedText(id) }

// makeDestination makes a queue or topic and returns its ARN.
func (m *macro) makeDestination(p place, kind, id, condition string) *Node {
	var r *resource
	var arn *Node
	switch kind {
	case "SQS":
		r = p.resource(id+"Queue", "AWS::SQS::Queue", m.passed())
		arn = p.Attribute(r.id, "Arn")
	case "SNS":
		r = p.resource(id+"Topic", "AWS::SNS::Topic", m.passed())
		arn = p.Ref(r.id)
	default:
		return nil
	}
	if own := m.condition(); condition != "" && own != "" {
		both := m.conditionName(own+"AND"+condition, m.id)
		m.conditions.set(both, p.Object("Fn::And", p.List(p.Object("Condition", own), p.Object("Condition", condition))))
		condition = both
	}
	if condition != "" {
		r.attributes.Set("Condition", p.Node(condition))
	}
	m.add(r)
	return arn
}
