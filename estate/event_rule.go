package estate

import "bailiwick/value"

var eventRuleType = Type{
	Kind: "event_rule",
	New:  func() Resource { return new(EventRule) },
	Terraform: []Declared{{
		Type: "aws_cloudwatch_event_rule",
		Name: "name",
		Computed: []Computed{
			{"name", "{name_prefix}{name_suffix}"},
			{"arn", "arn:{partition}:events:{region}:{account}:rule/{event_bus_name/}{name}"},
			{"id", "{event_bus_name/}{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Events::Rule",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{EventBusName/}{Name}"},
				{"Arn", "arn:{partition}:events:{region}:{account}:rule/{EventBusName/}{Name}"},
				{"RuleName", "{Name}"},
			},
		},
	},
}

// An EventRule is a rule of Amazon EventBridge: events that match, or a
// schedule.
type EventRule struct {
	head

	RuleName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Bus      value.Value[value.Text] `tf:"event_bus_name" cfn:"EventBusName" ref:"event_bus"` // default: the account's default bus
	Pattern  value.Value[value.Any]  `tf:"event_pattern" cfn:"EventPattern"`
	Schedule value.Value[value.Text] `tf:"schedule_expression" cfn:"ScheduleExpression"`
	State    value.Value[value.Text] `tf:"state" cfn:"State"`  // ENABLED (default), DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
	Enabled  value.Value[bool]       `tf:"is_enabled" cfn:"-"` // default true; older than state
	Role     value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
}

// An EventRuleTarget is what a rule sends its events to.
type EventRuleTarget struct {
	ARN        value.Value[value.Text] `tf:"-" cfn:"Arn" ref:"function|alias|queue|topic|stream|firehose|state_machine|event_bus|log_group|api_destination|build_project|pipeline"`
	Role       value.Value[value.Text] `tf:"-" cfn:"RoleArn" ref:"role"`
	DeadLetter value.Value[value.Text] `tf:"-" cfn:"DeadLetterConfig.Arn" ref:"queue"`
}

var eventTargetType = Type{
	Kind: "event_target",
	New:  func() Resource { return new(EventTarget) },
	Terraform: []Declared{
		{Type: "aws_cloudwatch_event_target"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Events::Rule", Inside: "Targets", Given: []Computed{{"Rule", "{Ref}"}, {"EventBusName", "{EventBusName}"}}},
	},
}

// An EventTarget is a target that is declared beside its rule.
type EventTarget struct {
	head

	Rule       value.Value[value.Text] `tf:"rule" cfn:"Rule" ref:"event_rule"`
	Bus        value.Value[value.Text] `tf:"event_bus_name" cfn:"EventBusName" ref:"event_bus"`
	ARN        value.Value[value.Text] `tf:"arn" cfn:"Arn" ref:"function|alias|queue|topic|stream|firehose|state_machine|event_bus|log_group|api_destination|build_project|pipeline"`
	Role       value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
	DeadLetter value.Value[value.Text] `tf:"dead_letter_config.arn" cfn:"DeadLetterConfig.Arn" ref:"queue"`
	Input      value.Value[value.Text] `tf:"input" cfn:"Input"`
	MaxRetries value.Value[int64]      `tf:"retry_policy.maximum_retry_attempts" cfn:"RetryPolicy.MaximumRetryAttempts"`           // default 185
	MaxAge     value.Value[int64]      `tf:"retry_policy.maximum_event_age_in_seconds" cfn:"RetryPolicy.MaximumEventAgeInSeconds"` // default 86,400
}

// EventTargets returns the targets of the rule.
func (r *EventRule) EventTargets(v *View) value.Value[[]EventRuleTarget] {
	return joined(v, r, value.Absent[[]EventRuleTarget](r.Block).Named("targets"), "rule|Rule", func(t *EventTarget) (EventRuleTarget, value.Answer) {
		return EventRuleTarget{t.ARN, t.Role, t.DeadLetter}, value.Yes
	})
}
