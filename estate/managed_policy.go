package estate

import "bailiwick/value"

var managedPolicyType = Type{
	Kind: "policy",
	New:  func() Resource { return new(ManagedPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_iam_policy",
			Name: "name",
			Computed: []Computed{
				{"name", "{name_prefix}{name_suffix}"},
				{"arn", "arn:{partition}:iam::{account}:policy{path|/}{name}"},
				{"id", "arn:{partition}:iam::{account}:policy{path|/}{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::ManagedPolicy",
			Name: "ManagedPolicyName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:iam::{account}:policy{Path|/}{ManagedPolicyName}"},
				{"PolicyArn", "arn:{partition}:iam::{account}:policy{Path|/}{ManagedPolicyName}"},
			},
		},
	},
}

// A ManagedPolicy is a customer managed policy of IAM.
type ManagedPolicy struct {
	head

	Name        value.Value[value.Text] `tf:"name" cfn:"ManagedPolicyName"`
	Path        value.Value[value.Text] `tf:"path" cfn:"Path"` // default /
	Description value.Value[value.Text] `tf:"description" cfn:"Description"`
	Policy      Policy                  `tf:"policy" cfn:"PolicyDocument"`
}

var rolePolicyType = Type{
	Kind: "role_policy",
	New:  func() Resource { return new(RolePolicy) },
	Terraform: []Declared{
		{
			Type: "aws_iam_role_policy",
			Name: "name",
			Computed: []Computed{
				{"id", "{role}:{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::IAM::RolePolicy", Name: "PolicyName"},
		{Type: "AWS::IAM::Policy", Name: "PolicyName", Inside: "Roles", Given: []Computed{{"RoleName", "{each}"}, {"PolicyName", "{PolicyName}"}, {"PolicyDocument", "{PolicyDocument}"}}},
	},
}

// A RolePolicy is a policy inside a role.
type RolePolicy struct {
	head

	Name   value.Value[value.Text] `tf:"name" cfn:"PolicyName"`
	Role   value.Value[value.Text] `tf:"role" cfn:"RoleName" ref:"role"`
	Policy Policy                  `tf:"policy" cfn:"PolicyDocument"`
}

var userPolicyType = Type{
	Kind: "user_policy",
	New:  func() Resource { return new(UserPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user_policy",
			Name: "name",
			Computed: []Computed{
				{"id", "{user}:{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::IAM::UserPolicy", Name: "PolicyName"},
		{Type: "AWS::IAM::Policy", Name: "PolicyName", Inside: "Users", Given: []Computed{{"UserName", "{each}"}, {"PolicyName", "{PolicyName}"}, {"PolicyDocument", "{PolicyDocument}"}}},
		{Type: "AWS::IAM::User", Inside: "Policies", Given: []Computed{{"UserName", "{Ref}"}}},
	},
}

// A UserPolicy is a policy inside a user.
type UserPolicy struct {
	head

	Name   value.Value[value.Text] `tf:"name" cfn:"PolicyName"`
	User   value.Value[value.Text] `tf:"user" cfn:"UserName" ref:"user"`
	Policy Policy                  `tf:"policy" cfn:"PolicyDocument"`
}

var groupPolicyType = Type{
	Kind: "group_policy",
	New:  func() Resource { return new(GroupPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_iam_group_policy",
			Name: "name",
			Computed: []Computed{
				{"id", "{group}:{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::IAM::GroupPolicy", Name: "PolicyName"},
		{Type: "AWS::IAM::Policy", Name: "PolicyName", Inside: "Groups", Given: []Computed{{"GroupName", "{each}"}, {"PolicyName", "{PolicyName}"}, {"PolicyDocument", "{PolicyDocument}"}}},
		{Type: "AWS::IAM::Group", Inside: "Policies", Given: []Computed{{"GroupName", "{Ref}"}}},
	},
}

// A GroupPolicy is a policy inside a group.
type GroupPolicy struct {
	head

	Name   value.Value[value.Text] `tf:"name" cfn:"PolicyName"`
	Group  value.Value[value.Text] `tf:"group" cfn:"GroupName" ref:"group"`
	Policy Policy                  `tf:"policy" cfn:"PolicyDocument"`
}

var rolePolicyAttachmentType = Type{
	Kind: "role_policy_attachment",
	New:  func() Resource { return new(RolePolicyAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_iam_role_policy_attachment",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::IAM::ManagedPolicy", Inside: "Roles", Given: []Computed{{"RoleName", "{each}"}, {"PolicyArn", "{Ref}"}}},
	},
}

// A RolePolicyAttachment attaches a managed policy to a role.
type RolePolicyAttachment struct {
	head

	Role   value.Value[value.Text] `tf:"role" cfn:"RoleName" ref:"role"`
	Policy value.Value[value.Text] `tf:"policy_arn" cfn:"PolicyArn" ref:"policy"`
}

var userPolicyAttachmentType = Type{
	Kind: "user_policy_attachment",
	New:  func() Resource { return new(UserPolicyAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user_policy_attachment",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::IAM::ManagedPolicy", Inside: "Users", Given: []Computed{{"UserName", "{each}"}, {"PolicyArn", "{Ref}"}}},
		{Type: "AWS::IAM::User", Inside: "ManagedPolicyArns", Given: []Computed{{"UserName", "{Ref}"}, {"PolicyArn", "{each}"}}},
	},
}

// A UserPolicyAttachment attaches a managed policy to a user.
type UserPolicyAttachment struct {
	head

	User   value.Value[value.Text] `tf:"user" cfn:"UserName" ref:"user"`
	Policy value.Value[value.Text] `tf:"policy_arn" cfn:"PolicyArn" ref:"policy"`
}

var groupPolicyAttachmentType = Type{
	Kind: "group_policy_attachment",
	New:  func() Resource { return new(GroupPolicyAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_iam_group_policy_attachment",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::IAM::ManagedPolicy", Inside: "Groups", Given: []Computed{{"GroupName", "{each}"}, {"PolicyArn", "{Ref}"}}},
		{Type: "AWS::IAM::Group", Inside: "ManagedPolicyArns", Given: []Computed{{"GroupName", "{Ref}"}, {"PolicyArn", "{each}"}}},
	},
}

// A GroupPolicyAttachment attaches a managed policy to a group.
type GroupPolicyAttachment struct {
	head

	Group  value.Value[value.Text] `tf:"group" cfn:"GroupName" ref:"group"`
	Policy value.Value[value.Text] `tf:"policy_arn" cfn:"PolicyArn" ref:"policy"`
}

var policyAttachmentType = Type{
	Kind: "policy_attachment",
	New:  func() Resource { return new(PolicyAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_iam_policy_attachment",
			Name: "name",
		},
	},
}

// A PolicyAttachment attaches a managed policy to roles, users and groups, and
// detaches it from all others of the account.
type PolicyAttachment struct {
	head

	Name   value.Value[value.Text] `tf:"name"`
	Policy value.Value[value.Text] `tf:"policy_arn" ref:"policy"`
	Roles  value.Texts             `tf:"roles" ref:"role"`
	Users  value.Texts             `tf:"users" ref:"user"`
	Groups value.Texts             `tf:"groups" ref:"group"`
}
