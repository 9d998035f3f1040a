package estate

import (
	"slices"

	"bailiwick/value"
)

var userType = Type{
	Kind: "user",
	New:  func() Resource { return new(User) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:iam::{account}:user{path|/}{name}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::User",
			Name: "UserName",
			Computed: []Computed{
				{"Ref", "{UserName}"},
				{"Arn", "arn:{partition}:iam::{account}:user{Path|/}{UserName}"},
			},
		},
	},
}

// A User is an IAM user. Its policies are joined by View.PoliciesOf.
type User struct {
	head

	Name     value.Value[value.Text] `tf:"name" cfn:"UserName"`
	Path     value.Value[value.Text] `tf:"path" cfn:"Path"` // default /
	Boundary value.Value[value.Text] `tf:"permissions_boundary" cfn:"PermissionsBoundary" ref:"policy"`
}

var accessKeyType = Type{
	Kind: "access_key",
	New:  func() Resource { return new(AccessKey) },
	Terraform: []Declared{
		{
			Type: "aws_iam_access_key",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::AccessKey",
			Computed: []Computed{
				{"Ref", "{AccessKeyId}"},
				{"Id", "{AccessKeyId}"},
			},
		},
	},
}

// An AccessKey is a long-lived credential of a user, which Terraform keeps in
// its state.
type AccessKey struct {
	head

	User   value.Value[value.Text] `tf:"user" cfn:"UserName" ref:"user"`
	Status value.Value[value.Text] `tf:"status" cfn:"Status"` // Active (default) or Inactive
	PGPKey value.Value[value.Text] `tf:"pgp_key" cfn:"-"`     // absent: the secret stands in the state in clear
}

var userLoginProfileType = Type{
	Kind: "user_login_profile",
	New:  func() Resource { return new(UserLoginProfile) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user_login_profile",
			Computed: []Computed{
				{"id", "{user}"},
			},
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::IAM::User", Inside: "LoginProfile", Given: []Computed{{"UserName", "{Ref}"}}},
	},
}

// A UserLoginProfile is a user's console password.
type UserLoginProfile struct {
	head

	User          value.Value[value.Text] `tf:"user" cfn:"UserName" ref:"user"`
	PGPKey        value.Value[value.Text] `tf:"pgp_key" cfn:"-"`
	ResetRequired value.Value[bool]       `tf:"password_reset_required" cfn:"PasswordResetRequired"`
}

var userSSHKeyType = Type{
	Kind: "user_ssh_key",
	New:  func() Resource { return new(UserSSHKey) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user_ssh_key",
		},
	},
}

// A UserSSHKey lets a user into CodeCommit.
type UserSSHKey struct {
	head

	User   value.Value[value.Text] `tf:"username" ref:"user"`
	Status value.Value[value.Text] `tf:"status"`
}

var userGroupMembershipType = Type{
	Kind: "user_group_membership",
	New:  func() Resource { return new(UserGroupMembership) },
	Terraform: []Declared{
		{
			Type: "aws_iam_user_group_membership",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::IAM::User", Inside: "Groups", Given: []Computed{{"UserName", "{Ref}"}, {"Groups", "{each}"}}},
	},
}

// A UserGroupMembership puts a user into groups.
type UserGroupMembership struct {
	head

	User   value.Value[value.Text] `tf:"user" cfn:"UserName" ref:"user"`
	Groups value.Texts             `tf:"groups" cfn:"Groups" ref:"group"`
}

var groupType = Type{
	Kind: "group",
	New:  func() Resource { return new(Group) },
	Terraform: []Declared{
		{
			Type: "aws_iam_group",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:iam::{account}:group{path|/}{name}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::Group",
			Name: "GroupName",
			Computed: []Computed{
				{"Ref", "{GroupName}"},
				{"Arn", "arn:{partition}:iam::{account}:group{Path|/}{GroupName}"},
			},
		},
	},
}

// A Group is an IAM group. Its policies are joined by View.PoliciesOf.
type Group struct {
	head

	Name value.Value[value.Text] `tf:"name" cfn:"GroupName"`
	Path value.Value[value.Text] `tf:"path" cfn:"Path"` // default /
}

var groupMembershipType = Type{
	Kind: "group_membership",
	New:  func() Resource { return new(GroupMembership) },
	Terraform: []Declared{
		{
			Type: "aws_iam_group_membership",
			Name: "name",
			Computed: []Computed{
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::UserToGroupAddition",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A GroupMembership says which users are in a group.
type GroupMembership struct {
	head

	Name  value.Value[value.Text] `tf:"name" cfn:"-"`
	Group value.Value[value.Text] `tf:"group" cfn:"GroupName" ref:"group"`
	Users value.Texts             `tf:"users" cfn:"Users" ref:"user"`
}

// GroupsOf returns the groups that the user is in, as far as they are
// declared; partial where there may be more.
func (u *User) GroupsOf(v *View) value.Value[[]*Group] {
	var groups []*Group
	out := value.Known(groups, u.Block)
	follow := func(by Resource, ref value.Value[value.Text]) {
		g, reach := Find[*Group](v, by, ref)
		switch {
		case reach == Here && !slices.Contains(groups, g):
			groups = append(groups, g)
		case reach == Unseen || reach == Outside:
			out = out.AndMore(value.Because("a group that " + by.Head().Address + " names is not declared here"))
		}
	}
	memberships := Companions[*UserGroupMembership](v, u, "")
	own, _ := memberships.Get()
	for _, m := range own {
		refs, ok := m.Groups.Get()
		for _, ref := range refs {
			follow(m, ref)
		}
		if !ok || m.Groups.Partial() {
			out = out.AndMore(value.Because(m.Groups.Reason()))
		}
	}
	lists := Companions[*GroupMembership](v, u, "")
	others, _ := lists.Get()
	for _, m := range others {
		follow(m, m.Group)
	}
	for _, reason := range []string{memberships.Reason(), lists.Reason()} {
		if reason != "" {
			out = out.AndMore(value.Because(reason))
		}
	}
	return value.Map(out, func([]*Group) []*Group { return groups })
}
