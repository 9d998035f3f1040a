package estate

import "bailiwick/value"

var oidcProviderType = Type{
	Kind: "oidc_provider",
	New:  func() Resource { return new(OIDCProvider) },
	Terraform: []Declared{
		{
			Type: "aws_iam_openid_connect_provider",
			Computed: []Computed{
				{"arn", "arn:{partition}:iam::{account}:oidc-provider/{url:bare}"},
				{"id", "arn:{partition}:iam::{account}:oidc-provider/{url:bare}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::OIDCProvider",
			Computed: []Computed{
				{"Ref", "arn:{partition}:iam::{account}:oidc-provider/{Url:bare}"},
				{"Arn", "arn:{partition}:iam::{account}:oidc-provider/{Url:bare}"},
			},
		},
	},
}

// An OIDCProvider lets holders of an issuer's tokens take roles.
type OIDCProvider struct {
	head

	URL         value.Value[value.Text] `tf:"url" cfn:"Url"`
	Clients     value.Texts             `tf:"client_id_list" cfn:"ClientIdList"` // the audiences
	Thumbprints value.Texts             `tf:"thumbprint_list" cfn:"ThumbprintList"`
}

var samlProviderType = Type{
	Kind: "saml_provider",
	New:  func() Resource { return new(SAMLProvider) },
	Terraform: []Declared{
		{
			Type: "aws_iam_saml_provider",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:iam::{account}:saml-provider/{name}"},
				{"id", "arn:{partition}:iam::{account}:saml-provider/{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::IAM::SAMLProvider",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:iam::{account}:saml-provider/{Name}"},
				{"Arn", "arn:{partition}:iam::{account}:saml-provider/{Name}"},
			},
		},
	},
}

// A SAMLProvider lets an identity provider's users take roles.
type SAMLProvider struct {
	head

	Name value.Value[value.Text] `tf:"name" cfn:"Name"`
}

var permissionSetType = Type{
	Kind: "permission_set",
	New:  func() Resource { return new(PermissionSet) },
	Terraform: []Declared{
		{
			Type: "aws_ssoadmin_permission_set",
			Name: "name",
			Computed: []Computed{
				{"arn", "{arn}"},
			},
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::SSO::PermissionSet", Name: "Name"},
	},
}

// A PermissionSet becomes a role in each account that it is assigned in (IAM
// Identity Center).
type PermissionSet struct {
	head

	Name       value.Value[value.Text] `tf:"name" cfn:"Name"`
	Instance   value.Value[value.Text] `tf:"instance_arn" cfn:"InstanceArn"`
	Session    value.Value[value.Text] `tf:"session_duration" cfn:"SessionDuration"` // ISO 8601, default PT1H
	RelayState value.Value[value.Text] `tf:"relay_state" cfn:"RelayStateType"`
	Policy     Policy                  `tf:"-" cfn:"InlinePolicy"`
}

var permissionSetPolicyType = Type{
	Kind: "permission_set_policy",
	New:  func() Resource { return new(PermissionSetPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_ssoadmin_permission_set_inline_policy",
		},
	},
}

// A PermissionSetPolicy is the inline policy of a permission set.
type PermissionSetPolicy struct {
	head

	PermissionSet value.Value[value.Text] `tf:"permission_set_arn" ref:"permission_set"`
	Policy        Policy                  `tf:"inline_policy"`
}

var permissionSetAttachmentType = Type{
	Kind: "permission_set_attachment",
	New:  func() Resource { return new(PermissionSetAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_ssoadmin_managed_policy_attachment",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::SSO::PermissionSet", Inside: "ManagedPolicies", Given: []Computed{{"PermissionSetArn", "{PermissionSetArn}"}, {"ManagedPolicyArn", "{each}"}}},
	},
}

// A PermissionSetAttachment attaches an AWS managed policy to a permission
// set.
type PermissionSetAttachment struct {
	head

	PermissionSet value.Value[value.Text] `tf:"permission_set_arn" cfn:"PermissionSetArn" ref:"permission_set"`
	Policy        value.Value[value.Text] `tf:"managed_policy_arn" cfn:"ManagedPolicyArn"`
}

var permissionSetCustomerAttachmentType = Type{
	Kind: "permission_set_customer_attachment",
	New:  func() Resource { return new(PermissionSetCustomerAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_ssoadmin_customer_managed_policy_attachment",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::SSO::PermissionSet", Inside: "CustomerManagedPolicyReferences", Given: []Computed{{"PermissionSetArn", "{PermissionSetArn}"}}},
	},
}

// A PermissionSetCustomerAttachment attaches the policy of that name in each
// account to a permission set.
type PermissionSetCustomerAttachment struct {
	head

	PermissionSet value.Value[value.Text] `tf:"permission_set_arn" cfn:"PermissionSetArn" ref:"permission_set"`
	Policy        value.Value[value.Text] `tf:"customer_managed_policy_reference.name" cfn:"Name" ref:"policy"`
	Path          value.Value[value.Text] `tf:"customer_managed_policy_reference.path" cfn:"Path"` // default /
}

var permissionSetBoundaryType = Type{
	Kind: "permission_set_boundary",
	New:  func() Resource { return new(PermissionSetBoundary) },
	Terraform: []Declared{
		{
			Type: "aws_ssoadmin_permissions_boundary_attachment",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::SSO::PermissionSet", Inside: "PermissionsBoundary", Given: []Computed{{"PermissionSetArn", "{PermissionSetArn}"}}},
	},
}

// A PermissionSetBoundary is the permissions boundary of a permission set.
type PermissionSetBoundary struct {
	head

	PermissionSet value.Value[value.Text] `tf:"permission_set_arn" cfn:"PermissionSetArn" ref:"permission_set"`
	Managed       value.Value[value.Text] `tf:"permissions_boundary.managed_policy_arn" cfn:"ManagedPolicyArn"`
	Policy        value.Value[value.Text] `tf:"permissions_boundary.customer_managed_policy_reference.name" cfn:"CustomerManagedPolicyReference.Name" ref:"policy"`
}

var accountAssignmentType = Type{
	Kind: "account_assignment",
	New:  func() Resource { return new(AccountAssignment) },
	Terraform: []Declared{
		{
			Type: "aws_ssoadmin_account_assignment",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::SSO::Assignment"},
	},
}

// An AccountAssignment gives people a permission set in an account.
type AccountAssignment struct {
	head

	PermissionSet value.Value[value.Text] `tf:"permission_set_arn" cfn:"PermissionSetArn" ref:"permission_set"`
	Principal     value.Value[value.Text] `tf:"principal_id" cfn:"PrincipalId"`
	PrincipalType value.Value[value.Text] `tf:"principal_type" cfn:"PrincipalType"` // USER or GROUP
	Account       value.Value[value.Text] `tf:"target_id" cfn:"TargetId"`
}
