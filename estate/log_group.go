package estate

import "bailiwick/value"

var logGroupType = Type{
	Kind: "log_group",
	New:  func() Resource { return new(LogGroup) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_group",
			Name: "name",
			Computed: []Computed{
				{"name", "{name_prefix}{name_suffix}"},
				{"arn", "arn:{partition}:logs:{region}:{account}:log-group:{name}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Logs::LogGroup",
			Name: "LogGroupName",
			Computed: []Computed{
				{"Ref", "{LogGroupName}"},
				{"", "arn:{partition}:logs:{region}:{account}:log-group:{LogGroupName}"},
				{"Arn", "arn:{partition}:logs:{region}:{account}:log-group:{LogGroupName}:*"},
			},
		},
	},
}

// A LogGroup is a log group of CloudWatch Logs.
type LogGroup struct {
	head

	Name      value.Value[value.Text] `tf:"name" cfn:"LogGroupName"`
	KMSKey    value.Value[value.Text] `tf:"kms_key_id" cfn:"KmsKeyId" ref:"key|key_alias"`               // an ARN; absent: an AWS owned key
	Retention value.Value[int64]      `tf:"retention_in_days" cfn:"RetentionInDays"`                     // days; 0 and absent: for ever
	Class     value.Value[value.Text] `tf:"log_group_class" cfn:"LogGroupClass"`                         // STANDARD (default), INFREQUENT_ACCESS or DELIVERY
	Protected value.Value[bool]       `tf:"deletion_protection_enabled" cfn:"DeletionProtectionEnabled"` // default false
	Masking   value.Value[value.Any]  `tf:"-" cfn:"DataProtectionPolicy"`
}

var logStreamType = Type{
	Kind: "log_stream",
	New:  func() Resource { return new(LogStream) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_stream",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:logs:{region}:{account}:log-group:{log_group_name}:log-stream:{name}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Logs::LogStream",
			Name: "LogStreamName",
			Computed: []Computed{
				{"Ref", "{LogStreamName}"},
				{"", "arn:{partition}:logs:{region}:{account}:log-group:{LogGroupName}:log-stream:{LogStreamName}"},
			},
		},
	},
}

// A LogStream is one stream of a log group.
type LogStream struct {
	head

	Name     value.Value[value.Text] `tf:"name" cfn:"LogStreamName"`
	LogGroup value.Value[value.Text] `tf:"log_group_name" cfn:"LogGroupName" ref:"log_group"`
}

var logDataProtectionType = Type{
	Kind: "log_data_protection",
	New:  func() Resource { return new(LogDataProtection) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_data_protection_policy",
		},
	},
}

// A LogDataProtection says which data a log group masks.
type LogDataProtection struct {
	head

	LogGroup value.Value[value.Text] `tf:"log_group_name" ref:"log_group"`
	Document value.Value[value.Any]  `tf:"policy_document"`
}

var metricFilterType = Type{
	Kind: "metric_filter",
	New:  func() Resource { return new(MetricFilter) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_log_metric_filter",
			Name: "name",
			Computed: []Computed{
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Logs::MetricFilter", Name: "FilterName"},
	},
}

// A MetricFilter counts the events of a log group that match a pattern.
type MetricFilter struct {
	head

	Name        value.Value[value.Text] `tf:"name" cfn:"FilterName"`
	LogGroup    value.Value[value.Text] `tf:"log_group_name" cfn:"LogGroupName" ref:"log_group"`
	Pattern     value.Value[value.Text] `tf:"pattern" cfn:"FilterPattern"`
	Metric      value.Value[value.Text] `tf:"metric_transformation.name" cfn:"MetricTransformations.MetricName"`
	Namespace   value.Value[value.Text] `tf:"metric_transformation.namespace" cfn:"MetricTransformations.MetricNamespace"`
	MetricValue value.Value[value.Text] `tf:"metric_transformation.value" cfn:"MetricTransformations.MetricValue"`
}

// LogMasking returns the data protection policy of the log group.
func (g *LogGroup) LogMasking(v *View) value.Value[value.Any] {
	return settled(v, g, g.Masking, "", func(p *LogDataProtection) value.Value[value.Any] { return p.Document })
}

// LogSubscriptions returns where the log group's events are sent, policies for
// the whole account aside.
func (g *LogGroup) LogSubscriptions(v *View) value.Value[[]*LogSubscription] {
	return Companions[*LogSubscription](v, g, "log_group_name|LogGroupName")
}
