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
}

// A RolePolicyAttachment attaches a managed policy to a role.
type RolePolicyAttachment struct {
	head

	Role   value.Value[value.Text] `tf:"role" ref:"role"`
	Policy value.Value[value.Text] `tf:"policy_arn" ref:"policy"`
}

var userPolicyAttachmentType = Type{
	Kind: "user_policy_attachment",
	New:  func() Resource { return new(UserPolicyAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user_policy_attachment",
		},
	},
}

// A UserPolicyAttachment attaches a managed policy to a user.
type UserPolicyAttachment struct {
	head

	User   value.Value[value.Text] `tf:"user" ref:"user"`
	Policy value.Value[value.Text] `tf:"policy_arn" ref:"policy"`
}

var groupPolicyAttachmentType = Type{
	Kind: "group_policy_attachment",
	New:  func() Resource { return new(GroupPolicyAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_iam_group_policy_attachment",
		},
	},
}

// A GroupPolicyAttachment attaches a managed policy to a group.
type GroupPolicyAttachment struct {
	head

	Group  value.Value[value.Text] `tf:"group" ref:"group"`
	Policy value.Value[value.Text] `tf:"policy_arn" ref:"policy"`
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
