package estate

import "bailiwick/value"

var webFunctionType = Type{
	Kind: "web_function",
	New:  func() Resource { return new(WebFunction) },
	Terraform: []Declared{
		{
			Type: "awscc_lambda_web_function",
			Name: "function_name",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::WebFunction",
			Name: "FunctionName",
			Computed: []Computed{
				{"Ref", "{FunctionName}"},
			},
		},
	},
}

// A WebFunction is a Lambda Web Function: an HTTP server whose code and
// configuration are in its revisions.
type WebFunction struct {
	head

	FunctionName value.Value[value.Text] `tf:"function_name" cfn:"FunctionName"`
}

var webFunctionRevisionType = Type{
	Kind: "web_function_revision",
	New:  func() Resource { return new(WebFunctionRevision) },
	Terraform: []Declared{
		{
			Type: "awscc_lambda_web_function_revision",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Lambda::WebFunctionRevision"},
	},
}

// A WebFunctionRevision is an unchangeable state of a Web Function.
type WebFunctionRevision struct {
	head

	FunctionName   value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"web_function"` // a name or an ARN
	Runtime        value.Value[value.Text] `tf:"build_config.runtime_config.runtime" cfn:"BuildConfig.RuntimeConfig.Runtime"`
	CodeBucket     value.Value[value.Text] `tf:"build_config.code_config.s3_object.bucket" cfn:"BuildConfig.CodeConfig.S3Object.Bucket" ref:"bucket"`
	CodeKey        value.Value[value.Text] `tf:"build_config.code_config.s3_object.key" cfn:"BuildConfig.CodeConfig.S3Object.Key"`
	CodeVersion    value.Value[value.Text] `tf:"build_config.code_config.s3_object.version_id" cfn:"BuildConfig.CodeConfig.S3Object.VersionId"`
	KMSKey         value.Value[value.Text] `tf:"kms_key_arn" cfn:"KmsKeyArn" ref:"key|key_alias"`
	Role           value.Value[value.Text] `tf:"service_config.execution_role_arn" cfn:"ServiceConfig.ExecutionRoleArn" ref:"role"`
	Environment    value.Entries           `tf:"service_config.environment_variables" cfn:"ServiceConfig.EnvironmentVariables"`
	Connector      value.Value[value.Text] `tf:"service_config.egress_network_connector_arn" cfn:"ServiceConfig.EgressNetworkConnectorArn" ref:"network_connector"`
	Timeout        value.Value[int64]      `tf:"service_config.timeout_seconds" cfn:"ServiceConfig.TimeoutSeconds"` // seconds
	MaxConcurrency value.Value[int64]      `tf:"service_config.max_concurrency_per_environment" cfn:"ServiceConfig.MaxConcurrencyPerEnvironment"`
	LogGroup       value.Value[value.Text] `tf:"service_config.telemetry_config.logging_config.log_group" cfn:"ServiceConfig.TelemetryConfig.LoggingConfig.LogGroup" ref:"log_group"`
}

var webFunctionEndpointType = Type{
	Kind: "web_function_endpoint",
	New:  func() Resource { return new(WebFunctionEndpoint) },
	Terraform: []Declared{
		{
			Type: "awscc_lambda_web_function_endpoint",
			Name: "endpoint_name",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::WebFunctionEndpoint",
			Name: "EndpointName",
			Computed: []Computed{
				{"Ref", "{EndpointName}"},
			},
		},
	},
}

// A WebFunctionEndpoint is one of the HTTPS endpoints of a Web Function.
type WebFunctionEndpoint struct {
	head

	EndpointName    value.Value[value.Text] `tf:"endpoint_name" cfn:"EndpointName"`
	FunctionName    value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"web_function"` // a name or an ARN
	AuthType        value.Value[value.Text] `tf:"auth_type" cfn:"AuthType"`                            // IamAuth or ApplicationManaged: Lambda then authenticates nobody
	EndpointType    value.Value[value.Text] `tf:"endpoint_type" cfn:"EndpointType"`                    // HomeRegion, MultiRegion or PerRegion
	Regions         value.Texts             `tf:"regions" cfn:"Regions"`
	RateLimit       value.Value[int64]      `tf:"throttle_config.rate_limit" cfn:"ThrottleConfig.RateLimit"`           // requests a second; absent: the account's quota
	MaxEnvironments value.Value[int64]      `tf:"scaling_config.max_environments" cfn:"ScalingConfig.MaxEnvironments"` // absent: the account's quota
}

// WebFunctionEndpoints returns the endpoints of the Web Function.
func (f *WebFunction) WebFunctionEndpoints(v *View) value.Value[[]*WebFunctionEndpoint] {
	return Companions[*WebFunctionEndpoint](v, f, "")
}

// WebFunctionRevisions returns the declared revisions of the Web Function.
func (f *WebFunction) WebFunctionRevisions(v *View) value.Value[[]*WebFunctionRevision] {
	return Companions[*WebFunctionRevision](v, f, "")
}
