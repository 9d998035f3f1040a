package estate

import "bailiwick/value"

var functionVersionType = Type{
	Kind: "function_version",
	New:  func() Resource { return new(FunctionVersion) },
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::Version",
			Computed: []Computed{
				{"Ref", "arn:{partition}:lambda:{region}:{account}:function:{FunctionName:name}:{Version}"},
				{"FunctionArn", "arn:{partition}:lambda:{region}:{account}:function:{FunctionName:name}:{Version}"},
			},
		},
	},
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
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::Alias",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:lambda:{region}:{account}:function:{FunctionName:name}:{Name}"},
				{"AliasArn", "arn:{partition}:lambda:{region}:{account}:function:{FunctionName:name}:{Name}"},
			},
		},
	},
}

// An Alias is a name for one version of a function, or for two with weights.
type Alias struct {
	head

	Name         value.Value[value.Text] `tf:"name" cfn:"Name"`
	FunctionName value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"function"`   // a name or an ARN
	Version      value.Value[value.Text] `tf:"function_version" cfn:"FunctionVersion"`            // $LATEST or a number
	Weights      value.Entries           `tf:"routing_config.additional_version_weights" cfn:"-"` // a second version and its share, 0 to 1
}

// reshape reads the weights, which CloudFormation has as a list.
func (a *Alias) reshape(from Body) {
	weights := entriesOf(Property(from, "RoutingConfig.AdditionalVersionWeights"), "FunctionVersion", "FunctionWeight")
	putWhole(&a.Weights, weights, "AdditionalVersionWeights")
}

var provisionedConcurrencyType = Type{
	Kind: "provisioned_concurrency",
	New:  func() Resource { return new(ProvisionedConcurrency) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_provisioned_concurrency_config",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Lambda::Alias", Inside: "ProvisionedConcurrencyConfig", Given: []Computed{{"FunctionName", "{FunctionName}"}, {"Qualifier", "{Name}"}}},
		{Type: "AWS::Lambda::Version", Inside: "ProvisionedConcurrencyConfig", Given: []Computed{{"FunctionName", "{FunctionName}"}, {"Qualifier", "{Version}"}}},
	},
}

// A ProvisionedConcurrency keeps environments of a version or alias warm.
type ProvisionedConcurrency struct {
	head

	FunctionName value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"function"`
	Qualifier    value.Value[value.Text] `tf:"qualifier" cfn:"Qualifier"` // a version or the name of an alias
	Executions   value.Value[int64]      `tf:"provisioned_concurrent_executions" cfn:"ProvisionedConcurrentExecutions"`
}

var functionScalingType = Type{
	Kind: "function_scaling",
	New:  func() Resource { return new(FunctionScaling) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_function_scaling_config",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Lambda::Function", Inside: "FunctionScalingConfig", Given: []Computed{{"FunctionName", "{Ref}"}}},
		{Type: "AWS::Lambda::Version", Inside: "FunctionScalingConfig", Given: []Computed{{"FunctionName", "{FunctionName}"}, {"Qualifier", "{Version}"}}},
	},
}

// A FunctionScaling bounds the environments of a function on a capacity
// provider.
type FunctionScaling struct {
	head

	FunctionName value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"function"`
	Qualifier    value.Value[value.Text] `tf:"qualifier" cfn:"Qualifier"` // $LATEST.PUBLISHED or a version
	Min          value.Value[int64]      `tf:"function_scaling_config.min_execution_environments" cfn:"MinExecutionEnvironments"`
	Max          value.Value[int64]      `tf:"function_scaling_config.max_execution_environments" cfn:"MaxExecutionEnvironments"`
}
