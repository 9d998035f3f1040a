package estate

import "bailiwick/value"

var organizationType = Type{
	Kind: "organization",
	New:  func() Resource { return new(Organization) },
	Terraform: []Declared{
		{
			Type: "aws_organizations_organization",
			Computed: []Computed{
				{"arn", "arn:{partition}:organizations::{account}:organization/{id}"},
				{"master_account_id", "{account}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Organizations::Organization",
			Computed: []Computed{
				{"Arn", "arn:{partition}:organizations::{account}:organization/{Ref}"},
				{"Id", "{Ref}"},
				{"RootId", "{RootId}"},
				{"ManagementAccountId", "{account}"},
			},
		},
	},
}

// An Organization is an organisation of AWS accounts.
type Organization struct {
	head

	Features    value.Value[value.Text] `tf:"feature_set" cfn:"FeatureSet"`          // ALL (default) or CONSOLIDATED_BILLING
	PolicyTypes value.Texts             `tf:"enabled_policy_types" cfn:"-"`          // SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY …
	Services    value.Texts             `tf:"aws_service_access_principals" cfn:"-"` // with trusted access
}

var organizationalUnitType = Type{
	Kind: "organizational_unit",
	New:  func() Resource { return new(OrganizationalUnit) },
	Terraform: []Declared{
		{
			Type: "aws_organizations_organizational_unit",
			Name: "name",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Organizations::OrganizationalUnit",
			Name: "Name",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// An OrganizationalUnit is a folder of accounts.
type OrganizationalUnit struct {
	head

	Name   value.Value[value.Text] `tf:"name" cfn:"Name"`
	Parent value.Value[value.Text] `tf:"parent_id" cfn:"ParentId" ref:"organizational_unit"`
}

var organizationAccountType = Type{
	Kind: "organization_account",
	New:  func() Resource { return new(OrganizationAccount) },
	Terraform: []Declared{
		{
			Type: "aws_organizations_account",
			Name: "name",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Organizations::Account",
			Name: "AccountName",
			Computed: []Computed{
				{"AccountId", "{Ref}"},
			},
		},
	},
}

// An OrganizationAccount is a member account.
type OrganizationAccount struct {
	head

	Name   value.Value[value.Text] `tf:"name" cfn:"AccountName"`
	Email  value.Value[value.Text] `tf:"email" cfn:"Email"`
	Parent value.Value[value.Text] `tf:"parent_id" cfn:"ParentIds" ref:"organizational_unit"`
}

var organizationPolicyType = Type{
	Kind: "organization_policy",
	New:  func() Resource { return new(OrganizationPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_organizations_policy",
			Name: "name",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Organizations::Policy",
			Name: "Name",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// An OrganizationPolicy is a policy of an organisation. Only service and
// resource control policies are documents of IAM.
type OrganizationPolicy struct {
	head

	Name    value.Value[value.Text] `tf:"name" cfn:"Name"`
	Sort    value.Value[value.Text] `tf:"type" cfn:"Type"` // SERVICE_CONTROL_POLICY (default in Terraform), RESOURCE_CONTROL_POLICY, TAG_POLICY …
	Policy  Policy                  `tf:"content" cfn:"Content"`
	Targets value.Texts             `tf:"-" cfn:"TargetIds" ref:"organizational_unit|organization_account"`
}

var organizationPolicyAttachmentType = Type{
	Kind: "organization_policy_attachment",
	New:  func() Resource { return new(OrganizationPolicyAttachment) },
	Terraform: []Declared{
		{
			Type: "aws_organizations_policy_attachment",
			Computed: []Computed{
				{"id", "{target_id}:{policy_id}"},
			},
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Organizations::Policy", Inside: "TargetIds", Given: []Computed{{"PolicyId", "{Ref}"}, {"TargetId", "{each}"}}},
	},
}

// An OrganizationPolicyAttachment puts a policy in force for a root, a unit or
// an account.
type OrganizationPolicyAttachment struct {
	head

	Policy value.Value[value.Text] `tf:"policy_id" cfn:"PolicyId" ref:"organization_policy"`
	Target value.Value[value.Text] `tf:"target_id" cfn:"TargetId" ref:"organizational_unit|organization_account"`
}

var organizationAdministratorType = Type{
	Kind: "organization_administrator",
	New:  func() Resource { return new(OrganizationAdministrator) },
	Terraform: []Declared{
		{
			Type: "aws_organizations_delegated_administrator",
			Computed: []Computed{
				{"id", "{account_id}/{service_principal}"},
			},
		},
	},
}

// An OrganizationAdministrator lets a member account manage an AWS service for
// the organisation.
type OrganizationAdministrator struct {
	head

	ID      value.Value[value.Text] `tf:"account_id" ref:"organization_account"`
	Service value.Value[value.Text] `tf:"service_principal"`
}

var organizationResourcePolicyType = Type{
	Kind: "organization_resource_policy",
	New:  func() Resource { return new(OrganizationResourcePolicy) },
	Terraform: []Declared{
		{
			Type: "aws_organizations_resource_policy",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Organizations::ResourcePolicy",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// An OrganizationResourcePolicy lets member accounts manage policies.
type OrganizationResourcePolicy struct {
	head

	Policy Policy `tf:"content" cfn:"Content"`
}

// PolicyTargets returns the attachments of the organisation's policy.
func (p *OrganizationPolicy) PolicyTargets(v *View) value.Value[[]*OrganizationPolicyAttachment] {
	return Companions[*OrganizationPolicyAttachment](v, p, "")
}
