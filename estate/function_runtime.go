package estate

import "bailiwick/value"

var codeSigningConfigType = Type{
	Kind: "code_signing_config",
	New:  func() Resource { return new(CodeSigningConfig) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_code_signing_config",
			Computed: []Computed{
				{"arn", "arn:{partition}:lambda:{region}:{account}:code-signing-config:{config_id}"},
				{"id", "arn:{partition}:lambda:{region}:{account}:code-signing-config:{config_id}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::CodeSigningConfig",
			Computed: []Computed{
				{"Ref", "arn:{partition}:lambda:{region}:{account}:code-signing-config:{CodeSigningConfigId}"},
				{"CodeSigningConfigArn", "arn:{partition}:lambda:{region}:{account}:code-signing-config:{CodeSigningConfigId}"},
			},
		},
	},
}

// A CodeSigningConfig says whose signatures a function's package may carry.
type CodeSigningConfig struct {
	head

	Publishers value.Texts             `tf:"allowed_publishers.signing_profile_version_arns" cfn:"AllowedPublishers.SigningProfileVersionArns" ref:"signing_profile"`
	Untrusted  value.Value[value.Text] `tf:"policies.untrusted_artifact_on_deployment" cfn:"CodeSigningPolicies.UntrustedArtifactOnDeployment"` // Warn (default) or Enforce
}

var runtimeManagementType = Type{
	Kind: "runtime_management",
	New:  func() Resource { return new(RuntimeManagement) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_runtime_management_config",
		},
	},
}

// A RuntimeManagement says when a function takes a new runtime version.
type RuntimeManagement struct {
	head

	FunctionName   value.Value[value.Text] `tf:"function_name" ref:"function"`
	Qualifier      value.Value[value.Text] `tf:"qualifier"`           // absent: $LATEST
	UpdateOn       value.Value[value.Text] `tf:"update_runtime_on"`   // Auto (default), FunctionUpdate or Manual
	RuntimeVersion value.Value[value.Text] `tf:"runtime_version_arn"` // with Manual
}

var functionRecursionType = Type{
	Kind: "function_recursion",
	New:  func() Resource { return new(FunctionRecursion) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_function_recursion_config",
		},
	},
}

// A FunctionRecursion says whether Lambda stops a function that calls itself
// through a queue, topic or bucket.
type FunctionRecursion struct {
	head

	FunctionName  value.Value[value.Text] `tf:"function_name" ref:"function"`
	RecursiveLoop value.Value[value.Text] `tf:"recursive_loop"` // Terminate (default) or Allow
}

// RuntimeUpdateMode returns when $LATEST takes a new runtime version; absent:
// Auto.
func (f *Function) RuntimeUpdateMode(v *View) value.Value[value.Text] {
	return settled(v, f, f.RuntimeUpdates, "", func(m *RuntimeManagement) value.Value[value.Text] { return m.UpdateOn })
}

// RecursiveLoopMode returns what Lambda does with a loop through the function;
// absent: Terminate.
func (f *Function) RecursiveLoopMode(v *View) value.Value[value.Text] {
	return settled(v, f, f.RecursiveLoop, "", func(r *FunctionRecursion) value.Value[value.Text] { return r.RecursiveLoop })
}
