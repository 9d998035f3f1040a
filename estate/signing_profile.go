package estate

import "bailiwick/value"

var signingProfileType = Type{
	Kind: "signing_profile",
	New:  func() Resource { return new(SigningProfile) },
	Terraform: []Declared{
		{
			Type: "aws_signer_signing_profile",
			Name: "name",
			Computed: []Computed{
				{"name", "{name_prefix}{name_suffix}"},
				{"arn", "arn:{partition}:signer:{region}:{account}:/signing-profiles/{name}"},
				{"id", "{name}"},
				{"version_arn", "arn:{partition}:signer:{region}:{account}:/signing-profiles/{name}/{version}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Signer::SigningProfile",
			Name: "ProfileName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:signer:{region}:{account}:/signing-profiles/{ProfileName}"},
				{"Arn", "arn:{partition}:signer:{region}:{account}:/signing-profiles/{ProfileName}"},
				{"ProfileVersionArn", "arn:{partition}:signer:{region}:{account}:/signing-profiles/{ProfileName}/{ProfileVersion}"},
			},
		},
	},
}

// A SigningProfile is an identity of AWS Signer that signs code.
type SigningProfile struct {
	head

	Name         value.Value[value.Text] `tf:"name" cfn:"ProfileName"`
	Platform     value.Value[value.Text] `tf:"platform_id" cfn:"PlatformId"`                                        // AWSLambda-SHA384-ECDSA, Notation-OCI-SHA384-ECDSA
	Validity     value.Value[int64]      `tf:"signature_validity_period.value" cfn:"SignatureValidityPeriod.Value"` // default 135 months
	ValidityUnit value.Value[value.Text] `tf:"signature_validity_period.type" cfn:"SignatureValidityPeriod.Type"`   // DAYS, MONTHS or YEARS
	Certificate  value.Value[value.Text] `tf:"signing_material.certificate_arn" cfn:"-" ref:"certificate"`
}

var signingProfilePermissionType = Type{
	Kind: "signing_profile_permission",
	New:  func() Resource { return new(SigningProfilePermission) },
	Terraform: []Declared{
		{
			Type: "aws_signer_signing_profile_permission",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Signer::ProfilePermission"},
	},
}

// A SigningProfilePermission lets another account use a signing profile.
type SigningProfilePermission struct {
	head

	Profile   value.Value[value.Text] `tf:"profile_name" cfn:"ProfileName" ref:"signing_profile"`
	Action    value.Value[value.Text] `tf:"action" cfn:"Action"`
	Principal value.Value[value.Text] `tf:"principal" cfn:"Principal"` // an account's id or ARN
}

var signingJobType = Type{
	Kind: "signing_job",
	New:  func() Resource { return new(SigningJob) },
	Terraform: []Declared{
		{
			Type: "aws_signer_signing_job",
		},
	},
}

// A SigningJob signs one package of code.
type SigningJob struct {
	head

	Profile      value.Value[value.Text] `tf:"profile_name" ref:"signing_profile"`
	SourceBucket value.Value[value.Text] `tf:"source.s3.bucket" ref:"bucket"`
	SourceKey    value.Value[value.Text] `tf:"source.s3.key"`
	TargetBucket value.Value[value.Text] `tf:"destination.s3.bucket" ref:"bucket"`
}
