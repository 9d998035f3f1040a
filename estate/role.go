package estate

import "bailiwick/value"

var roleType = Type{
	Kind: "role",
	New:  func() Resource { return new(Role) },
	Terraform: []Declared{
		{
			Type: "aws_iam_role",
			Name: "name",
			Computed: []Computed{
				{"name", "{name_prefix}{name_suffix}"},
				{"arn", "arn:{partition}:iam::{account}:role{path|/}{name}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::Role",
			Name: "RoleName",
			Computed: []Computed{
				{"Ref", "{RoleName}"},
				{"Arn", "arn:{partition}:iam::{account}:role{Path|/}{RoleName}"},
			},
		},
	},
}

// A Role is an IAM role. Its policies are joined by View.PoliciesOf.
type Role struct {
	head

	Name        value.Value[value.Text] `tf:"name" cfn:"RoleName"`
	Path        value.Value[value.Text] `tf:"path" cfn:"Path"` // default /
	Description value.Value[value.Text] `tf:"description" cfn:"Description"`
	Trust       Policy                  `tf:"assume_role_policy" cfn:"AssumeRolePolicyDocument"`
	Boundary    value.Value[value.Text] `tf:"permissions_boundary" cfn:"PermissionsBoundary" ref:"policy"`
	Managed     value.Texts             `tf:"managed_policy_arns" cfn:"ManagedPolicyArns" ref:"policy"` // removes what else is attached
	Inline      Blocks[InlinePolicy]    `tf:"inline_policy" cfn:"Policies"`                             // removes what else is inline
	MaxSession  value.Value[int64]      `tf:"max_session_duration" cfn:"MaxSessionDuration"`            // seconds, default 3600
}

// An InlinePolicy is a policy that is part of a role.
type InlinePolicy struct {
	Name   value.Value[value.Text] `tf:"name" cfn:"PolicyName"`
	Policy Policy                  `tf:"policy" cfn:"PolicyDocument"`
}

var serviceLinkedRoleType = Type{
	Kind: "service_linked_role",
	New:  func() Resource { return new(ServiceLinkedRole) },
	Terraform: []Declared{
		{
			Type: "aws_iam_service_linked_role",
			Computed: []Computed{
				{"arn", "arn:{partition}:iam::{account}:role/aws-service-role/{aws_service_name}/{name}"},
				{"id", "arn:{partition}:iam::{account}:role/aws-service-role/{aws_service_name}/{name}"},
				{"path", "/aws-service-role/{aws_service_name}/"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::ServiceLinkedRole",
			Computed: []Computed{
				{"", "arn:{partition}:iam::{account}:role/aws-service-role/{AWSServiceName}/{Ref}"},
				{"RoleName", "{Ref}"},
			},
		},
	},
}

// A ServiceLinkedRole is a role whose trust and policies an AWS service
// writes.
type ServiceLinkedRole struct {
	head

	Service value.Value[value.Text] `tf:"aws_service_name" cfn:"AWSServiceName"`
	Suffix  value.Value[value.Text] `tf:"custom_suffix" cfn:"CustomSuffix"`
}

var instanceProfileType = Type{
	Kind: "instance_profile",
	New:  func() Resource { return new(InstanceProfile) },
	Terraform: []Declared{
		{
			Type: "aws_iam_instance_profile",
			Name: "name",
			Computed: []Computed{
				{"name", "{name_prefix}{name_suffix}"},
				{"arn", "arn:{partition}:iam::{account}:instance-profile{path|/}{name}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::InstanceProfile",
			Name: "InstanceProfileName",
			Computed: []Computed{
				{"Ref", "{InstanceProfileName}"},
				{"Arn", "arn:{partition}:iam::{account}:instance-profile{Path|/}{InstanceProfileName}"},
			},
		},
	},
}

// An InstanceProfile hands a role to EC2 instances.
type InstanceProfile struct {
	head

	Name value.Value[value.Text] `tf:"name" cfn:"InstanceProfileName"`
	Path value.Value[value.Text] `tf:"path" cfn:"Path"` // default /
	Role value.Value[value.Text] `tf:"role" cfn:"Roles" ref:"role"`
}

// reshape reads the role, which CloudFormation has as a list of one.
func (p *InstanceProfile) reshape(from Body) {
	role := over(from.Attribute("Roles"), func(a value.Any) value.Any {
		if isList(a) && a.Len() == 1 && !a.Partial() {
			return a.Elements()[0]
		}
		return a
	})
	putWhole(&p.Role, role, "Roles")
}
