package estate

import "bailiwick/value"

var logSubscriptionType = Type{
	Kind: "log_subscription",
	New:  func() Resource { return new(LogSubscription) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_subscription_filter",
			Name: "name",
			Computed: []Computed{
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Logs::SubscriptionFilter",
			Name: "FilterName",
			Computed: []Computed{
				{"Ref", "{FilterName}"},
			},
		},
	},
}

// A LogSubscription sends the events of a log group on.
type LogSubscription struct {
	head

	Name        value.Value[value.Text] `tf:"name" cfn:"FilterName"`
	LogGroup    value.Value[value.Text] `tf:"log_group_name" cfn:"LogGroupName" ref:"log_group"`
	Destination value.Value[value.Text] `tf:"destination_arn" cfn:"DestinationArn" ref:"function|stream|firehose|log_destination"`
	Pattern     value.Value[value.Text] `tf:"filter_pattern" cfn:"FilterPattern"` // "": every event
	Role        value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
}

var logAccountPolicyType = Type{
	Kind: "log_account_policy",
	New:  func() Resource { return new(LogAccountPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_account_policy",
			Name: "policy_name",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Logs::AccountPolicy", Name: "PolicyName"},
	},
}

// A LogAccountPolicy is a subscription, masking, index or transformation for
// all log groups of an account and region.
type LogAccountPolicy struct {
	head

	Name      value.Value[value.Text] `tf:"policy_name" cfn:"PolicyName"`
	Sort      value.Value[value.Text] `tf:"policy_type" cfn:"PolicyType"` // DATA_PROTECTION_POLICY, SUBSCRIPTION_FILTER_POLICY …
	Document  value.Value[value.Any]  `tf:"policy_document" cfn:"PolicyDocument"`
	Selection value.Value[value.Text] `tf:"selection_criteria" cfn:"SelectionCriteria"` // absent: every group
}

var logResourcePolicyType = Type{
	Kind: "log_resource_policy",
	New:  func() Resource { return new(LogResourcePolicy) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_resource_policy",
			Name: "policy_name",
			Computed: []Computed{
				{"id", "{policy_name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Logs::ResourcePolicy",
			Name: "PolicyName",
			Computed: []Computed{
				{"Ref", "{PolicyName}"},
			},
		},
	},
}

// A LogResourcePolicy lets AWS services and others write to log groups.
type LogResourcePolicy struct {
	head

	Name     value.Value[value.Text] `tf:"policy_name" cfn:"PolicyName"`
	Policy   Policy                  `tf:"policy_document" cfn:"PolicyDocument"`
	Resource value.Value[value.Text] `tf:"resource_arn" cfn:"-" ref:"log_group"` // absent: the account's policy
}

var logDestinationType = Type{
	Kind: "log_destination",
	New:  func() Resource { return new(LogDestination) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_destination",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:logs:{region}:{account}:destination:{name}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Logs::Destination",
			Name: "DestinationName",
			Computed: []Computed{
				{"Ref", "{DestinationName}"},
				{"Arn", "arn:{partition}:logs:{region}:{account}:destination:{DestinationName}"},
			},
		},
	},
}

// A LogDestination takes the log events of other accounts.
type LogDestination struct {
	head

	Name   value.Value[value.Text] `tf:"name" cfn:"DestinationName"`
	Role   value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
	Target value.Value[value.Text] `tf:"target_arn" cfn:"TargetArn" ref:"stream|firehose"`
	Policy Policy                  `tf:"-" cfn:"DestinationPolicy"`
}

var logDestinationPolicyType = Type{
	Kind: "log_destination_policy",
	New:  func() Resource { return new(LogDestinationPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_destination_policy",
		},
	},
}

// A LogDestinationPolicy says which accounts may send to a destination.
type LogDestinationPolicy struct {
	head

	Destination value.Value[value.Text] `tf:"destination_name" ref:"log_destination"`
	Policy      Policy                  `tf:"access_policy"`
}

// LogDestinationPolicyOf returns the access policy of the destination.
func (d *LogDestination) LogDestinationPolicyOf(v *View) Policy {
	return settled(v, d, d.Policy, "", func(p *LogDestinationPolicy) Policy { return p.Policy })
}

var logDeliverySourceType = Type{
	Kind: "log_delivery_source",
	New:  func() Resource { return new(LogDeliverySource) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_delivery_source",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:logs:{region}:{account}:delivery-source:{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Logs::DeliverySource",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:logs:{region}:{account}:delivery-source:{Name}"},
			},
		},
	},
}

// A LogDeliverySource is a resource whose logs an AWS service delivers, such
// as a distribution's.
type LogDeliverySource struct {
	head

	Name     value.Value[value.Text] `tf:"name" cfn:"Name"`
	Resource value.Value[value.Text] `tf:"resource_arn" cfn:"ResourceArn" ref:"distribution|web_acl|user_pool"`
	LogType  value.Value[value.Text] `tf:"log_type" cfn:"LogType"` // ACCESS_LOGS …
}

var logDeliveryDestinationType = Type{
	Kind: "log_delivery_destination",
	New:  func() Resource { return new(LogDeliveryDestination) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_delivery_destination",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:logs:{region}:{account}:delivery-destination:{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Logs::DeliveryDestination",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:logs:{region}:{account}:delivery-destination:{Name}"},
			},
		},
	},
}

// A LogDeliveryDestination is where an AWS service delivers logs to.
type LogDeliveryDestination struct {
	head

	Name     value.Value[value.Text] `tf:"name" cfn:"Name"`
	Resource value.Value[value.Text] `tf:"delivery_destination_configuration.destination_resource_arn" cfn:"DestinationResourceArn" ref:"log_group|bucket|firehose"`
}

var logDeliveryType = Type{
	Kind: "log_delivery",
	New:  func() Resource { return new(LogDelivery) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_delivery",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Logs::Delivery",
			Computed: []Computed{
				{"DeliveryId", "{Ref}"},
			},
		},
	},
}

// A LogDelivery ties a source of logs to a destination.
type LogDelivery struct {
	head

	Source      value.Value[value.Text] `tf:"delivery_source_name" cfn:"DeliverySourceName" ref:"log_delivery_source"`
	Destination value.Value[value.Text] `tf:"delivery_destination_arn" cfn:"DeliveryDestinationArn" ref:"log_delivery_destination"`
	Fields      value.Texts             `tf:"record_fields" cfn:"RecordFields"`
}
