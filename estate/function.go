package estate

import "bailiwick/value"

var functionType = Type{
	Kind: "function",
	New:  func() Resource { return new(Function) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_function",
			Name: "function_name",
			Computed: []Computed{
				{"arn", "arn:{partition}:lambda:{region}:{account}:function:{function_name}"},
				{"id", "{function_name}"},
				{"qualified_arn", "arn:{partition}:lambda:{region}:{account}:function:{function_name}:{version}"},
				{"invoke_arn", "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/arn:{partition}:lambda:{region}:{account}:function:{function_name}/invocations"},
				{"qualified_invoke_arn", "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/arn:{partition}:lambda:{region}:{account}:function:{function_name}:{version}/invocations"},
				{"response_streaming_invoke_arn", "arn:{partition}:apigateway:{region}:lambda:path/2021-11-15/functions/arn:{partition}:lambda:{region}:{account}:function:{function_name}/response-streaming-invocations"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::Function",
			Name: "FunctionName",
			Computed: []Computed{
				{"Ref", "{FunctionName}"},
				{"Arn", "arn:{partition}:lambda:{region}:{account}:function:{FunctionName}"},
			},
		},
	},
}

// A Function is an AWS Lambda function. What other resources add to it, such
// as permissions, URLs and the handling of asynchronous failures, is joined
// by the methods on View.
type Function struct {
	head

	FunctionName        value.Value[value.Text] `tf:"function_name" cfn:"FunctionName"`
	Description         value.Value[value.Text] `tf:"description" cfn:"Description"`
	Role                value.Value[value.Text] `tf:"role" cfn:"Role" ref:"role"`
	Runtime             value.Value[value.Text] `tf:"runtime" cfn:"Runtime"` // absent for images
	Handler             value.Value[value.Text] `tf:"handler" cfn:"Handler"`
	PackageType         value.Value[value.Text] `tf:"package_type" cfn:"PackageType"` // Zip (default) or Image
	ImageURI            value.Value[value.Text] `tf:"image_uri" cfn:"Code.ImageUri" ref:"repository"`
	ImageCommand        value.Texts             `tf:"image_config.command" cfn:"ImageConfig.Command"`
	ImageEntryPoint     value.Texts             `tf:"image_config.entry_point" cfn:"ImageConfig.EntryPoint"`
	Filename            value.Value[value.Text] `tf:"filename" cfn:"-"`
	CodeBucket          value.Value[value.Text] `tf:"s3_bucket" cfn:"Code.S3Bucket" ref:"bucket"`
	CodeKey             value.Value[value.Text] `tf:"s3_key" cfn:"Code.S3Key"`
	CodeVersion         value.Value[value.Text] `tf:"s3_object_version" cfn:"Code.S3ObjectVersion"`
	CodeHash            value.Value[value.Text] `tf:"source_code_hash|code_sha256" cfn:"-"` // SHA-256 of the package in base64
	Environment         value.Entries           `tf:"environment.variables" cfn:"Environment.Variables"`
	KMSKey              value.Value[value.Text] `tf:"kms_key_arn" cfn:"KmsKeyArn" ref:"key|key_alias"` // absent: an AWS managed key
	CodeKMSKey          value.Value[value.Text] `tf:"source_kms_key_arn" cfn:"Code.SourceKMSKeyArn" ref:"key|key_alias"`
	Subnets             value.Texts             `tf:"vpc_config.subnet_ids" cfn:"VpcConfig.SubnetIds" ref:"subnet"`
	SecurityGroups      value.Texts             `tf:"vpc_config.security_group_ids" cfn:"VpcConfig.SecurityGroupIds" ref:"security_group"`
	IPv6                value.Value[bool]       `tf:"vpc_config.ipv6_allowed_for_dual_stack" cfn:"VpcConfig.Ipv6AllowedForDualStack"`
	DeadLetter          value.Value[value.Text] `tf:"dead_letter_config.target_arn" cfn:"DeadLetterConfig.TargetArn" ref:"queue|topic"`
	Tracing             value.Value[value.Text] `tf:"tracing_config.mode" cfn:"TracingConfig.Mode"` // PassThrough (default) or Active
	Layers              value.Texts             `tf:"layers" cfn:"Layers" ref:"layer_version"`
	LogGroup            value.Value[value.Text] `tf:"logging_config.log_group" cfn:"LoggingConfig.LogGroup" ref:"log_group"` // absent: /aws/lambda/NAME
	LogFormat           value.Value[value.Text] `tf:"logging_config.log_format" cfn:"LoggingConfig.LogFormat"`               // Text (default) or JSON
	LogLevel            value.Value[value.Text] `tf:"logging_config.application_log_level" cfn:"LoggingConfig.ApplicationLogLevel"`
	SystemLogLevel      value.Value[value.Text] `tf:"logging_config.system_log_level" cfn:"LoggingConfig.SystemLogLevel"`
	CodeSigning         value.Value[value.Text] `tf:"code_signing_config_arn" cfn:"CodeSigningConfigArn" ref:"code_signing_config"`
	Concurrency         value.Value[int64]      `tf:"reserved_concurrent_executions" cfn:"ReservedConcurrentExecutions"` // -1 and absent: unreserved; 0 stops the function
	Memory              value.Value[int64]      `tf:"memory_size" cfn:"MemorySize"`                                      // MB, default 128
	Timeout             value.Value[int64]      `tf:"timeout" cfn:"Timeout"`                                             // seconds, default 3
	Storage             value.Value[int64]      `tf:"ephemeral_storage.size" cfn:"EphemeralStorage.Size"`                // MB, default 512
	Architectures       value.Texts             `tf:"architectures" cfn:"Architectures"`                                 // default x86_64
	Publish             value.Value[bool]       `tf:"publish" cfn:"-"`
	PublishTo           value.Value[value.Text] `tf:"publish_to" cfn:"-"`                          // LATEST_PUBLISHED, with a capacity provider
	SnapStart           value.Value[value.Text] `tf:"snap_start.apply_on" cfn:"SnapStart.ApplyOn"` // None (default) or PublishedVersions
	FileSystems         Blocks[FileSystemMount] `tf:"file_system_config" cfn:"FileSystemConfigs"`
	RecursiveLoop       value.Value[value.Text] `tf:"-" cfn:"RecursiveLoop"`
	RuntimeUpdates      value.Value[value.Text] `tf:"-" cfn:"RuntimeManagementConfig.UpdateRuntimeOn"`
	CapacityProvider    value.Value[value.Text] `tf:"capacity_provider_config.lambda_managed_instances_capacity_provider_config.capacity_provider_arn" cfn:"CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.CapacityProviderArn" ref:"capacity_provider"`
	InstanceConcurrency value.Value[int64]      `tf:"capacity_provider_config.lambda_managed_instances_capacity_provider_config.per_execution_environment_max_concurrency" cfn:"CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.PerExecutionEnvironmentMaxConcurrency"`
	DurableTimeout      value.Value[int64]      `tf:"durable_config.execution_timeout" cfn:"DurableConfig.ExecutionTimeout"`        // seconds
	DurableRetention    value.Value[int64]      `tf:"durable_config.retention_period" cfn:"DurableConfig.RetentionPeriodInDays"`    // days, default 14
	TenantIsolation     value.Value[value.Text] `tf:"tenancy_config.tenant_isolation_mode" cfn:"TenancyConfig.TenantIsolationMode"` // PER_TENANT or absent
}

// reshape reads a path in place of the code's map: what aws cloudformation
// package and sam build put in order.
func (f *Function) reshape(from Body) {
	if _, ok := from.Attribute("Code").Text(); !ok {
		return
	}
	put(&f.Filename, whole(from), "Code")
	nothing := value.AnyMap(nil, nil, from.Origin())
	put(&f.ImageURI, nothing, "ImageUri")
	put(&f.CodeBucket, nothing, "S3Bucket")
	put(&f.CodeKey, nothing, "S3Key")
	put(&f.CodeVersion, nothing, "S3ObjectVersion")
	put(&f.CodeKMSKey, nothing, "SourceKMSKeyArn")
}

// A FileSystemMount is a file system that a function sees under a path.
type FileSystemMount struct {
	AccessPoint value.Value[value.Text] `tf:"arn" cfn:"Arn" ref:"access_point"`
	Path        value.Value[value.Text] `tf:"local_mount_path" cfn:"LocalMountPath"` // begins with /mnt/
}

// FunctionLogGroup returns the log group that the function writes to: the one
// that it names, else /aws/lambda/NAME, which Lambda creates where nothing
// else does ("Sending Lambda function logs to CloudWatch Logs").
func (f *Function) FunctionLogGroup(v *View) (*LogGroup, Reach) {
	name := f.LogGroup
	if name.IsAbsent() {
		name = value.Map(f.NameOr(f.FunctionName), func(t value.Text) value.Text {
			return value.Join(value.Literal("/aws/lambda/"), t)
		})
	}
	return Find[*LogGroup](v, f, name)
}
