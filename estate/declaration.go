package estate

import "bailiwick/value"

var backendType = Type{
	Kind: "backend",
	New:  func() Resource { return new(Backend) },
	Terraform: []Declared{
		{Type: "terraform.backend"},
	},
}

// A Backend is where a Terraform root keeps its state. Its reader gives it for
// every root, with these attributes of its own:
//
//	label   the block's label, s3; "cloud" for a cloud block; null without a block
//	partial whether arguments are left to the command line, as an empty block leaves them
//	ci      whether files beside the root run Terraform in a pipeline
//	encrypted_state whether a block encryption of OpenTofu covers the state
type Backend struct {
	head

	Label            value.Value[value.Text] `tf:"label"` // absent: no block, so that the state is a local file
	Partial          value.Value[bool]       `tf:"partial"`
	CI               value.Value[bool]       `tf:"ci"`
	EncryptedState   value.Value[bool]       `tf:"encrypted_state"`
	Bucket           value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Key              value.Value[value.Text] `tf:"key"`
	Region           value.Value[value.Text] `tf:"region"`
	Encrypt          value.Value[bool]       `tf:"encrypt"` // of s3; default false, and S3 encrypts all the same
	KMSKey           value.Value[value.Text] `tf:"kms_key_id" ref:"key|key_alias"`
	LockFile         value.Value[bool]       `tf:"use_lockfile"`               // of s3; default false
	LockTable        value.Value[value.Text] `tf:"dynamodb_table" ref:"table"` // of s3
	Address          value.Value[value.Text] `tf:"address"`                    // of http
	LockAddress      value.Value[value.Text] `tf:"lock_address"`               // of http
	SkipVerification value.Value[bool]       `tf:"skip_cert_verification"`     // of http; default false
	AccessKey        value.Value[value.Text] `tf:"access_key"`                 // of s3; of azurerm a storage account's
	SecretKey        value.Value[value.Text] `tf:"secret_key|client_secret"`
	Token            value.Value[value.Text] `tf:"token|sas_token"`
	Password         value.Value[value.Text] `tf:"password"`
	Connection       value.Value[value.Text] `tf:"conn_str"` // of pg: a URL that may hold a password
	Role             value.Value[value.Text] `tf:"assume_role.role_arn|role_arn" ref:"role"`
}

var providerType = Type{
	Kind: "provider",
	New:  func() Resource { return new(Provider) },
	Terraform: []Declared{
		{Type: "provider"},
	},
}

// A Provider is a provider's configuration, or its requirement alone. Its
// reader gives these attributes of its own:
//
//	label   the provider's local name: aws
//	source  from required_providers: hashicorp/aws; null where it is not required by name
//	version from required_providers, or an older block's own
//	locked  whether the root's lock file names it; null where the root has none
type Provider struct {
	head

	Label             value.Value[value.Text] `tf:"label"`
	Alias             value.Value[value.Text] `tf:"alias"`
	Source            value.Value[value.Text] `tf:"source"`
	Version           value.Value[value.Text] `tf:"version"` // a constraint: ~> 6.0
	Locked            value.Value[bool]       `tf:"locked"`
	Region            value.Value[value.Text] `tf:"region"`
	Profile           value.Value[value.Text] `tf:"profile"`
	AccessKey         value.Value[value.Text] `tf:"access_key"`
	SecretKey         value.Value[value.Text] `tf:"secret_key"`
	Token             value.Value[value.Text] `tf:"token|api_token|api_key|personal_access_token"`
	Password          value.Value[value.Text] `tf:"password"`
	AllowedAccounts   value.Texts             `tf:"allowed_account_ids"`
	ForbiddenAccounts value.Texts             `tf:"forbidden_account_ids"`
	Roles             Blocks[ProviderRole]    `tf:"assume_role"` // several are assumed one after the other
	WebIdentityRole   value.Value[value.Text] `tf:"assume_role_with_web_identity.role_arn" ref:"role"`
	Insecure          value.Value[bool]       `tf:"insecure"` // no verification of certificates; default false
}

// A ProviderRole is a role that a provider assumes.
type ProviderRole struct {
	Role       value.Value[value.Text] `tf:"role_arn" ref:"role"`
	ExternalID value.Value[value.Text] `tf:"external_id"`
}

var moduleCallType = Type{
	Kind: "module",
	New:  func() Resource { return new(ModuleCall) },
	Terraform: []Declared{
		{Type: "module"},
	},
}

// A ModuleCall is a call of a module. Its reader gives the label as the
// attribute label.
type ModuleCall struct {
	head

	Label   value.Value[value.Text] `tf:"label"`
	Source  value.Value[value.Text] `tf:"source"`  // ./local, terraform-aws-modules/lambda/aws, git::https://…?ref=v1
	Version value.Value[value.Text] `tf:"version"` // of a registry's module: a constraint
}
