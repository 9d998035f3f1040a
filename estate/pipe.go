package estate

import "bailiwick/value"

var pipeType = Type{
	Kind: "pipe",
	New:  func() Resource { return new(Pipe) },
	Terraform: []Declared{{
		Type: "aws_pipes_pipe",
		Name: "name",
		Computed: []Computed{
			{"name", "{name_prefix}{name_suffix}"},
			{"arn", "arn:{partition}:pipes:{region}:{account}:pipe/{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Pipes::Pipe",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:pipes:{region}:{account}:pipe/{Name}"},
			},
		},
	},
}

// A Pipe is a pipe of Amazon EventBridge Pipes.
type Pipe struct {
	head

	PipeName         value.Value[value.Text] `tf:"name" cfn:"Name"`
	Source           value.Value[value.Text] `tf:"source" cfn:"Source" ref:"queue|stream|table|kafka_cluster|broker"`
	Enrichment       value.Value[value.Text] `tf:"enrichment" cfn:"Enrichment" ref:"function|alias|state_machine|api_destination"`
	Target           value.Value[value.Text] `tf:"target" cfn:"Target" ref:"function|alias|queue|topic|stream|firehose|state_machine|event_bus|log_group|api_destination|build_project|pipeline"`
	Role             value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
	State            value.Value[value.Text] `tf:"desired_state" cfn:"DesiredState"` // RUNNING (default) or STOPPED
	Key              value.Value[value.Text] `tf:"kms_key_identifier" cfn:"KmsKeyIdentifier" ref:"key|key_alias"`
	StreamDeadLetter value.Value[value.Text] `tf:"source_parameters.kinesis_stream_parameters.dead_letter_config.arn" cfn:"SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn" ref:"queue|topic"`
	TableDeadLetter  value.Value[value.Text] `tf:"source_parameters.dynamodb_stream_parameters.dead_letter_config.arn" cfn:"SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn" ref:"queue|topic"`
	LogLevel         value.Value[value.Text] `tf:"log_configuration.level" cfn:"LogConfiguration.Level"` // OFF, ERROR, INFO or TRACE
	LogGroup         value.Value[value.Text] `tf:"log_configuration.cloudwatch_logs_log_destination.log_group_arn" cfn:"LogConfiguration.CloudwatchLogsLogDestination.LogGroupArn" ref:"log_group"`
}
