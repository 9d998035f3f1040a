package sam

// scheduler makes a schedule of EventBridge Scheduler with its role.
func (m *macro) scheduler(e *event, to target) {
	r := m.add(e.resource(e.id, "AWS::Scheduler::Schedule", to.passed,
		"ScheduleExpression", e.get("ScheduleExpression"), "State", orNil(e.get("State")), "Description", e.get("Description"),
		"StartDate", e.get("StartDate"), "EndDate", e.get("EndDate"), "ScheduleExpressionTimezone", e.get("ScheduleExpressionTimezone"),
		"GroupName", e.get("GroupName"), "KmsKeyArn", e.get("KmsKeyArn"),
		"FlexibleTimeWindow", firstOf(orNil(e.get("FlexibleTimeWindow")), e.Object("Mode", "OFF"))))
	switch {
	case !given(e.get("OmitName")):
		r.set("Name", firstOf(orNil(e.get("Name")), e.Node(e.id)))
	case given(e.get("Name")):
		m.failEvent(e, e.get("Name"), "Name cannot be set when OmitName is True")
	}
	dead := m.deadLetters(e, to, nil)
	role := e.get("RoleArn")
	if !given(role) {
		role = m.schedulerRole(e, to, dead)
	}
	call := e.Object("Arn", to.arn, "RoleArn", role, "Input", e.get("Input"))
	if dead != nil {
		call.Set("DeadLetterConfig", e.Object("Arn", dead))
	}
	put(call, "RetryPolicy", e.get("RetryPolicy"))
	r.set("Target", call)
}

func (m *macro) schedulerRole(e *event, to target, dead *Node) *Node {
	policy := e.policy(e.id+"LambdaPolicy", e.statement("lambda:InvokeFunction", to.arn))
	if to.machine {
		policy = e.startPolicy(e.id, to)
	}
	policies := []*Node{policy}
	if dead != nil {
		policies = append(policies, e.sendPolicy("SQS", dead, e.id))
	}
	r := m.add(e.resource(e.id+"Role", "AWS::IAM::Role", shallow(to.passed),
		"AssumeRolePolicyDocument", e.assumedBy("scheduler.amazonaws.com"), "Policies", policies,
		"PermissionsBoundary", orNil(e.get("PermissionsBoundary"))))
	return e.Attribute(r.id, "Arn")
}

// startPolicy returns the policy that lets a role start a state machine.
func (p place) startPolicy(id string, to target) *Node {
	return p.policy(id+"StartExecutionPolicy", p.statement("states:StartExecution", to.arn))
}
