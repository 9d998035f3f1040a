package estate

import "bailiwick/value"

var stackType = Type{
	Kind: "stack",
	New:  func() Resource { return new(Stack) },
	Terraform: []Declared{{
		Type: "aws_cloudformation_stack",
		Name: "name",
		Computed: []Computed{
			{"id", "arn:{partition}:cloudformation:{region}:{account}:stack/{name}/{uuid}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudFormation::Stack",
			Computed: []Computed{
				{"Ref", "arn:{partition}:cloudformation:{region}:{account}:stack/{StackName}/{Uuid}"},
				{"StackId", "arn:{partition}:cloudformation:{region}:{account}:stack/{StackName}/{Uuid}"},
			},
		},
	},
}

// A Stack is a stack of AWS CloudFormation that another declaration makes.
// Its termination protection can be set by none of them.
type Stack struct {
	head

	StackName             value.Value[value.Text] `tf:"name" cfn:"-"`
	Template              value.Value[value.Any]  `tf:"template_body" cfn:"-"`
	TemplateURL           value.Value[value.Text] `tf:"template_url" cfn:"TemplateURL"`
	Parameters            value.Entries           `tf:"parameters" cfn:"Parameters"`
	Capabilities          value.Texts             `tf:"capabilities" cfn:"-"`
	Role                  value.Value[value.Text] `tf:"iam_role_arn" cfn:"-" ref:"role"`
	Notifications         value.Texts             `tf:"notification_arns" cfn:"NotificationARNs" ref:"topic"`
	Policy                value.Value[value.Any]  `tf:"policy_body" cfn:"-"`
	OnFailure             value.Value[value.Text] `tf:"on_failure" cfn:"-"`
	TerminationProtection value.Value[bool]       `tf:"-" cfn:"-"`
}
