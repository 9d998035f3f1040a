package estate

import "bailiwick/value"

var rolePoliciesExclusiveType = Type{
	Kind: "role_policies_exclusive",
	New:  func() Resource { return new(RolePoliciesExclusive) },
	Terraform: []Declared{
		{
			Type: "aws_iam_role_policies_exclusive",
		},
	},
}

// A RolePoliciesExclusive removes every inline policy of a role that it does
// not name.
type RolePoliciesExclusive struct {
	head

	Role  value.Value[value.Text] `tf:"role_name" ref:"role"`
	Names value.Texts             `tf:"policy_names"`
}

var userPoliciesExclusiveType = Type{
	Kind: "user_policies_exclusive",
	New:  func() Resource { return new(UserPoliciesExclusive) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user_policies_exclusive",
		},
	},
}

// A UserPoliciesExclusive removes every inline policy of a user that it does
// not name.
type UserPoliciesExclusive struct {
	head

	User  value.Value[value.Text] `tf:"user_name" ref:"user"`
	Names value.Texts             `tf:"policy_names"`
}

var groupPoliciesExclusiveType = Type{
	Kind: "group_policies_exclusive",
	New:  func() Resource { return new(GroupPoliciesExclusive) },
	Terraform: []Declared{
		{
			Type: "aws_iam_group_policies_exclusive",
		},
	},
}

// A GroupPoliciesExclusive removes every inline policy of a group that it does
// not name.
type GroupPoliciesExclusive struct {
	head

	Group value.Value[value.Text] `tf:"group_name" ref:"group"`
	Names value.Texts             `tf:"policy_names"`
}

var rolePolicyAttachmentsExclusiveType = Type{
	Kind: "role_policy_attachments_exclusive",
	New:  func() Resource { return new(RolePolicyAttachmentsExclusive) },
	Terraform: []Declared{
		{
			Type: "aws_iam_role_policy_attachments_exclusive",
		},
	},
}

// A RolePolicyAttachmentsExclusive attaches managed policies to a role and
// detaches all others.
type RolePolicyAttachmentsExclusive struct {
	head

	Role     value.Value[value.Text] `tf:"role_name" ref:"role"`
	Policies value.Texts             `tf:"policy_arns" ref:"policy"`
}

var userPolicyAttachmentsExclusiveType = Type{
	Kind: "user_policy_attachments_exclusive",
	New:  func() Resource { return new(UserPolicyAttachmentsExclusive) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user_policy_attachments_exclusive",
		},
	},
}

// A UserPolicyAttachmentsExclusive attaches managed policies to a user and
// detaches all others.
type UserPolicyAttachmentsExclusive struct {
	head

	User     value.Value[value.Text] `tf:"user_name" ref:"user"`
	Policies value.Texts             `tf:"policy_arns" ref:"policy"`
}

var groupPolicyAttachmentsExclusiveType = Type{
	Kind: "group_policy_attachments_exclusive",
	New:  func() Resource { return new(GroupPolicyAttachmentsExclusive) },
	Terraform: []Declared{
		{
			Type: "aws_iam_group_policy_attachments_exclusive",
		},
	},
}

// A GroupPolicyAttachmentsExclusive attaches managed policies to a group and
// detaches all others.
type GroupPolicyAttachmentsExclusive struct {
	head

	Group    value.Value[value.Text] `tf:"group_name" ref:"group"`
	Policies value.Texts             `tf:"policy_arns" ref:"policy"`
}
