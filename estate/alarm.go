package estate

import "bailiwick/value"

var alarmType = Type{
	Kind: "alarm",
	New:  func() Resource { return new(Alarm) },
	Terraform: []Declared{
		{
			Type: "aws_cloudwatch_metric_alarm",
			Name: "alarm_name",
			Computed: []Computed{
				{"arn", "arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarm_name}"},
				{"id", "{alarm_name}"},
			},
		},
		{
			Type: "aws_cloudwatch_composite_alarm",
			Name: "alarm_name",
			Computed: []Computed{
				{"arn", "arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarm_name}"},
				{"id", "{alarm_name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudWatch::Alarm",
			Name: "AlarmName",
			Computed: []Computed{
				{"Ref", "{AlarmName}"},
				{"Arn", "arn:{partition}:cloudwatch:{region}:{account}:alarm:{AlarmName}"},
			},
		},
		{
			Type: "AWS::CloudWatch::CompositeAlarm",
			Name: "AlarmName",
			Computed: []Computed{
				{"Ref", "{AlarmName}"},
				{"Arn", "arn:{partition}:cloudwatch:{region}:{account}:alarm:{AlarmName}"},
			},
		},
	},
}

// An Alarm is a metric alarm or a composite alarm of CloudWatch.
type Alarm struct {
	head

	Name                    value.Value[value.Text] `tf:"alarm_name" cfn:"AlarmName"`
	ActionsEnabled          value.Value[bool]       `tf:"actions_enabled" cfn:"ActionsEnabled"` // default true
	Actions                 value.Texts             `tf:"alarm_actions" cfn:"AlarmActions" ref:"topic|function"`
	OKActions               value.Texts             `tf:"ok_actions" cfn:"OKActions" ref:"topic|function"`
	InsufficientDataActions value.Texts             `tf:"insufficient_data_actions" cfn:"InsufficientDataActions" ref:"topic|function"`
	Metric                  value.Value[value.Text] `tf:"metric_name" cfn:"MetricName"`
	Namespace               value.Value[value.Text] `tf:"namespace" cfn:"Namespace"` // AWS/Lambda
	Dimensions              value.Entries           `tf:"dimensions" cfn:"-"`
	Statistic               value.Value[value.Text] `tf:"statistic|extended_statistic" cfn:"Statistic|ExtendedStatistic"`
	Comparison              value.Value[value.Text] `tf:"comparison_operator" cfn:"ComparisonOperator"`
	Threshold               value.Value[float64]    `tf:"threshold" cfn:"Threshold"`
	Period                  value.Value[int64]      `tf:"period" cfn:"Period"` // seconds
	Periods                 value.Value[int64]      `tf:"evaluation_periods" cfn:"EvaluationPeriods"`
	DatapointsToAlarm       value.Value[int64]      `tf:"datapoints_to_alarm" cfn:"DatapointsToAlarm"` // default Periods
	MissingData             value.Value[value.Text] `tf:"treat_missing_data" cfn:"TreatMissingData"`   // default missing
	Queries                 Blocks[MetricQuery]     `tf:"metric_query" cfn:"Metrics"`
	Rule                    value.Value[value.Text] `tf:"alarm_rule" cfn:"AlarmRule"` // of a composite alarm
	Suppressor              value.Value[value.Text] `tf:"actions_suppressor.alarm" cfn:"ActionsSuppressor" ref:"alarm"`
}

// A MetricQuery is a metric or an expression that an alarm watches.
type MetricQuery struct {
	ID         value.Value[value.Text] `tf:"id" cfn:"Id"`
	Expression value.Value[value.Text] `tf:"expression" cfn:"Expression"`
	Returned   value.Value[bool]       `tf:"return_data" cfn:"ReturnData"`
	Metric     value.Value[value.Text] `tf:"metric.metric_name" cfn:"MetricStat.Metric.MetricName"`
	Namespace  value.Value[value.Text] `tf:"metric.namespace" cfn:"MetricStat.Metric.Namespace"`
	Dimensions value.Entries           `tf:"metric.dimensions" cfn:"-"`
	Statistic  value.Value[value.Text] `tf:"metric.stat" cfn:"MetricStat.Stat"`
	Period     value.Value[int64]      `tf:"metric.period|period" cfn:"MetricStat.Period|Period"` // seconds
	Account    value.Value[value.Text] `tf:"account_id" cfn:"AccountId"`
}

// IsComposite reports whether the alarm is about other alarms.
func (a *Alarm) IsComposite() bool {
	return a.Written == "aws_cloudwatch_composite_alarm" || a.Written == "AWS::CloudWatch::CompositeAlarm"
}
