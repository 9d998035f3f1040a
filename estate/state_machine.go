package estate

import "bailiwick/value"

var stateMachineType = Type{
	Kind: "state_machine",
	New:  func() Resource { return new(StateMachine) },
	Terraform: []Declared{{
		Type: "aws_sfn_state_machine",
		Name: "name",
		Computed: []Computed{
			{"name", "{name_prefix}{name_suffix}"},
			{"arn", "arn:{partition}:states:{region}:{account}:stateMachine:{name}"},
			{"id", "arn:{partition}:states:{region}:{account}:stateMachine:{name}"},
			{"state_machine_version_arn", "arn:{partition}:states:{region}:{account}:stateMachine:{name}:{version}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::StepFunctions::StateMachine",
			Name: "StateMachineName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:states:{region}:{account}:stateMachine:{StateMachineName}"},
				{"Arn", "arn:{partition}:states:{region}:{account}:stateMachine:{StateMachineName}"},
				{"Name", "{StateMachineName}"},
			},
		},
	},
}

// A StateMachine is a workflow of AWS Step Functions.
type StateMachine struct {
	head

	MachineName      value.Value[value.Text] `tf:"name" cfn:"StateMachineName"`
	Type             value.Value[value.Text] `tf:"type" cfn:"StateMachineType"`                  // STANDARD (default) or EXPRESS
	Definition       value.Value[value.Any]  `tf:"definition" cfn:"DefinitionString|Definition"` // in the Amazon States Language, as text or object
	DefinitionBucket value.Value[value.Text] `tf:"-" cfn:"DefinitionS3Location.Bucket" ref:"bucket"`
	Role             value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
	LogLevel         value.Value[value.Text] `tf:"logging_configuration.level" cfn:"LoggingConfiguration.Level"`                                 // OFF (default), ERROR, FATAL or ALL
	LogData          value.Value[bool]       `tf:"logging_configuration.include_execution_data" cfn:"LoggingConfiguration.IncludeExecutionData"` // default false
	LogDestination   value.Value[value.Text] `tf:"logging_configuration.log_destination" cfn:"LoggingConfiguration.Destinations.CloudWatchLogsLogGroup.LogGroupArn" ref:"log_group"`
	Tracing          value.Value[bool]       `tf:"tracing_configuration.enabled" cfn:"TracingConfiguration.Enabled"` // default false
	Encryption       value.Value[value.Text] `tf:"encryption_configuration.type" cfn:"EncryptionConfiguration.Type"` // AWS_OWNED_KEY (default) or CUSTOMER_MANAGED_KMS_KEY
	Key              value.Value[value.Text] `tf:"encryption_configuration.kms_key_id" cfn:"EncryptionConfiguration.KmsKeyId" ref:"key|key_alias"`
	Publish          value.Value[bool]       `tf:"publish" cfn:"-"`
}

var stateMachineAliasType = Type{
	Kind: "state_machine_alias",
	New:  func() Resource { return new(StateMachineAlias) },
	Terraform: []Declared{{
		Type: "aws_sfn_alias",
		Name: "name",
		Computed: []Computed{
			{"arn", "{alias_arn}"},
			{"id", "{alias_arn}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::StepFunctions::StateMachineAlias",
			Name: "Name",
			Computed: []Computed{
				{"Arn", "{Ref}"},
			},
		},
	},
}

// A StateMachineAlias names versions of a state machine.
type StateMachineAlias struct {
	head

	AliasName value.Value[value.Text]   `tf:"name" cfn:"Name"`
	Routes    Blocks[StateMachineRoute] `tf:"routing_configuration" cfn:"RoutingConfiguration"`
}

// A StateMachineRoute is a version and its share of the executions.
type StateMachineRoute struct {
	Version value.Value[value.Text] `tf:"state_machine_version_arn" cfn:"StateMachineVersionArn" ref:"state_machine"`
	Weight  value.Value[int64]      `tf:"weight" cfn:"Weight"` // percent
}
