package estate

import "bailiwick/value"

var functionType = Type{
	Kind: "function",
	New:  func() Resource { return new(Function) },
	Terraform: []Declared{{
		Type: "aws_lambda_function",
		Name: "function_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:lambda:{region}:{account}:function:{function_name}"},
			{"id", "{function_name}"},
			{"qualified_arn", "arn:{partition}:lambda:{region}:{account}:function:{function_name}:{version}"},
			{"invoke_arn", "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/arn:{partition}:lambda:{region}:{account}:function:{function_name}/invocations"},
			{"qualified_invoke_arn", "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/arn:{partition}:lambda:{region}:{account}:function:{function_name}:{version}/invocations"},
		},
	}},
}

// A Function is an AWS Lambda function.
type Function struct {
	head

	FunctionName     value.Value[value.Text] `tf:"function_name" cfn:"FunctionName"`
	Description      value.Value[value.Text] `tf:"description" cfn:"Description"`
	Role             value.Value[value.Text] `tf:"role" cfn:"Role" ref:"role"`
	Runtime          value.Value[value.Text] `tf:"runtime" cfn:"Runtime"`
	Handler          value.Value[value.Text] `tf:"handler" cfn:"Handler"`
	PackageType      value.Value[value.Text] `tf:"package_type" cfn:"PackageType"`
	ImageURI         value.Value[value.Text] `tf:"image_uri" cfn:"Code.ImageUri" ref:"repository"`
	Filename         value.Value[value.Text] `tf:"filename"`
	CodeBucket       value.Value[value.Text] `tf:"s3_bucket" cfn:"Code.S3Bucket" ref:"bucket"`
	CodeKey          value.Value[value.Text] `tf:"s3_key" cfn:"Code.S3Key"`
	CodeHash         value.Value[value.Text] `tf:"source_code_hash"`
	Environment      value.Entries           `tf:"environment.variables" cfn:"Environment.Variables"`
	KMSKey           value.Value[value.Text] `tf:"kms_key_arn" cfn:"KmsKeyArn" ref:"key|key_alias"`
	CodeKMSKey       value.Value[value.Text] `tf:"source_kms_key_arn" cfn:"Code.SourceKMSKeyArn" ref:"key|key_alias"`
	Subnets          value.Texts             `tf:"vpc_config.subnet_ids" cfn:"VpcConfig.SubnetIds" ref:"subnet"`
	SecurityGroups   value.Texts             `tf:"vpc_config.security_group_ids" cfn:"VpcConfig.SecurityGroupIds" ref:"security_group"`
	IPv6             value.Value[bool]       `tf:"vpc_config.ipv6_allowed_for_dual_stack" cfn:"VpcConfig.Ipv6AllowedForDualStack"`
	DeadLetter       value.Value[value.Text] `tf:"dead_letter_config.target_arn" cfn:"DeadLetterConfig.TargetArn" ref:"queue|topic"`
	Tracing          value.Value[value.Text] `tf:"tracing_config.mode" cfn:"TracingConfig.Mode"`
	Layers           value.Texts             `tf:"layers" cfn:"Layers" ref:"layer_version"`
	LogGroup         value.Value[value.Text] `tf:"logging_config.log_group" cfn:"LoggingConfig.LogGroup" ref:"log_group"`
	LogFormat        value.Value[value.Text] `tf:"logging_config.log_format" cfn:"LoggingConfig.LogFormat"`
	CodeSigning      value.Value[value.Text] `tf:"code_signing_config_arn" cfn:"CodeSigningConfigArn" ref:"code_signing_config"`
	Concurrency      value.Value[int64]      `tf:"reserved_concurrent_executions" cfn:"ReservedConcurrentExecutions"`
	Memory           value.Value[int64]      `tf:"memory_size" cfn:"MemorySize"` // MB
	Timeout          value.Value[int64]      `tf:"timeout" cfn:"Timeout"`        // seconds
	Storage          value.Value[int64]      `tf:"ephemeral_storage.size" cfn:"EphemeralStorage.Size"`
	Architectures    value.Texts             `tf:"architectures" cfn:"Architectures"`
	Publish          value.Value[bool]       `tf:"publish"`
	SnapStart        value.Value[value.Text] `tf:"snap_start.apply_on" cfn:"SnapStart.ApplyOn"`
	FileSystems      value.Texts             `tf:"file_system_config.arn" ref:"access_point"`
	CapacityProvider value.Value[value.Text] `tf:"capacity_provider_config.lambda_managed_instances_capacity_provider_config.capacity_provider_arn" cfn:"CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn" ref:"capacity_provider"`
	DurableTimeout   value.Value[int64]      `tf:"durable_config.execution_timeout" cfn:"DurableConfig.ExecutionTimeout"`
	DurableRetention value.Value[int64]      `tf:"durable_config.retention_period" cfn:"DurableConfig.RetentionPeriodInDays"`
	TenantIsolation  value.Value[value.Text] `tf:"tenancy_config.tenant_isolation_mode" cfn:"TenancyConfig.TenantIsolationMode"`
}
