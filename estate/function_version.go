package estate

import "bailiwick/value"

var functionVersionType = Type{
	Kind: "function_version",
	New:  func() Resource { return new(FunctionVersion) },
}

// A FunctionVersion is a published, unchangeable version of a function.
// Terraform publishes versions by the function's publish argument and has no
// type of its own for them.
type FunctionVersion struct {
	head

	FunctionName   value.Value[value.Text] `cfn:"FunctionName" ref:"function"`
	Description    value.Value[value.Text] `cfn:"Description"`
	CodeHash       value.Value[value.Text] `cfn:"CodeSha256"`
	RuntimeUpdates value.Value[value.Text] `cfn:"RuntimePolicy.UpdateRuntimeOn"`
	RuntimeVersion value.Value[value.Text] `cfn:"RuntimePolicy.RuntimeVersionArn"`
	Provisioned    value.Value[int64]      `cfn:"ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"`
}

var aliasType = Type{
	Kind: "alias",
	New:  func() Resource { return new(Alias) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_alias",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:lambda:{region}:{account}:function:{function_name:name}:{name}"},
				{"id", "arn:{partition}:lambda:{region}:{account}:function:{function_name:name}:{name}"},
				{"invoke_arn", "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/arn:{partition}:lambda:{region}:{account}:function:{function_name:name}:{name}/invocations"},
			},
		},
	},
}

// An Alias is a name for one version of a function, or for two with weights.
type Alias struct {
	head

	Name         value.Value[value.Text] `tf:"name" cfn:"Name"`
	FunctionName value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"function"` // a name or an ARN
	Version      value.Value[value.Text] `tf:"function_version" cfn:"FunctionVersion"`          // $LATEST or a number
	Weights      value.Entries           `tf:"routing_config.additional_version_weights"`       // a second version and its share, 0 to 1
	Provisioned  value.Value[int64]      `tf:"-" cfn:"ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"`
}

var provisionedConcurrencyType = Type{
	Kind: "provisioned_concurrency",
	New:  func() Resource { return new(ProvisionedConcurrency) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_provisioned_concurrency_config",
		},
	},
}

// A ProvisionedConcurrency keeps environments of a version or alias warm.
type ProvisionedConcurrency struct {
	head

	FunctionName value.Value[value.Text] `tf:"function_name" ref:"function"`
	Qualifier    value.Value[value.Text] `tf:"qualifier"` // a version or the name of an alias
	Executions   value.Value[int64]      `tf:"provisioned_concurrent_executions"`
}

var functionScalingType = Type{
	Kind: "function_scaling",
	New:  func() Resource { return new(FunctionScaling) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_function_scaling_config",
		},
	},
}

// A FunctionScaling bounds the environments of a function on a capacity
// provider.
type FunctionScaling struct {
	head

	FunctionName value.Value[value.Text] `tf:"function_name" ref:"function"`
	Qualifier    value.Value[value.Text] `tf:"qualifier"` // $LATEST.PUBLISHED or a version
	Min          value.Value[int64]      `tf:"function_scaling_config.min_execution_environments"`
	Max          value.Value[int64]      `tf:"function_scaling_config.max_execution_environments"`
}
