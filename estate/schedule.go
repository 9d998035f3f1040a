package estate

import "bailiwick/value"

var scheduleType = Type{
	Kind: "schedule",
	New:  func() Resource { return new(Schedule) },
	Terraform: []Declared{{
		Type: "aws_scheduler_schedule",
		Name: "name",
		Computed: []Computed{
			{"name", "{name_prefix}{name_suffix}"},
			{"arn", "arn:{partition}:scheduler:{region}:{account}:schedule/{group_name|default}/{name}"},
			{"id", "{group_name|default}/{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Scheduler::Schedule",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:scheduler:{region}:{account}:schedule/{GroupName|default}/{Name}"},
			},
		},
	},
}

// A Schedule is a schedule of Amazon EventBridge Scheduler.
type Schedule struct {
	head

	ScheduleName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Group        value.Value[value.Text] `tf:"group_name" cfn:"GroupName" ref:"schedule_group"` // default: default
	Expression   value.Value[value.Text] `tf:"schedule_expression" cfn:"ScheduleExpression"`
	State        value.Value[value.Text] `tf:"state" cfn:"State"` // ENABLED (default) or DISABLED
	Key          value.Value[value.Text] `tf:"kms_key_arn" cfn:"KmsKeyArn" ref:"key|key_alias"`
	Target       value.Value[value.Text] `tf:"target.arn" cfn:"Target.Arn" ref:"function|alias|queue|topic|stream|firehose|state_machine|event_bus|build_project|pipeline"` // or arn:aws:scheduler:::aws-sdk:lambda:invoke, with Input
	Role         value.Value[value.Text] `tf:"target.role_arn" cfn:"Target.RoleArn" ref:"role"`
	Input        value.Value[value.Text] `tf:"target.input" cfn:"Target.Input"`
	DeadLetter   value.Value[value.Text] `tf:"target.dead_letter_config.arn" cfn:"Target.DeadLetterConfig.Arn" ref:"queue"`
	MaxRetries   value.Value[int64]      `tf:"target.retry_policy.maximum_retry_attempts" cfn:"Target.RetryPolicy.MaximumRetryAttempts"`           // default 185
	MaxAge       value.Value[int64]      `tf:"target.retry_policy.maximum_event_age_in_seconds" cfn:"Target.RetryPolicy.MaximumEventAgeInSeconds"` // default 86,400
}

var scheduleGroupType = Type{
	Kind: "schedule_group",
	New:  func() Resource { return new(ScheduleGroup) },
	Terraform: []Declared{{
		Type: "aws_scheduler_schedule_group",
		Name: "name",
		Computed: []Computed{
			{"name", "{name_prefix}{name_suffix}"},
			{"arn", "arn:{partition}:scheduler:{region}:{account}:schedule-group/{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Scheduler::ScheduleGroup",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:scheduler:{region}:{account}:schedule-group/{Name}"},
			},
		},
	},
}

// A ScheduleGroup holds schedules.
type ScheduleGroup struct {
	head

	GroupName value.Value[value.Text] `tf:"name" cfn:"Name"`
}
