package estate

import (
	"strings"

	"bailiwick/value"
)

var keyType = Type{
	Kind: "key",
	New:  func() Resource { return new(Key) },
	Terraform: []Declared{
		{
			Type: "aws_kms_key",
			Computed: []Computed{
				{"arn", "arn:{partition}:kms:{region}:{account}:key/{key_id}"},
				{"id", "{key_id}"},
				{"key_id", "{key_id}"},
			},
		},
		{
			Type: "aws_kms_external_key",
			Computed: []Computed{
				{"arn", "arn:{partition}:kms:{region}:{account}:key/{id}"},
				{"id", "{id}"},
			},
		},
		{
			Type: "aws_kms_replica_key",
			Computed: []Computed{
				{"arn", "arn:{partition}:kms:{region}:{account}:key/{key_id}"},
				{"id", "{key_id}"},
				{"key_id", "{key_id}"},
			},
		},
		{
			Type: "aws_kms_replica_external_key",
			Computed: []Computed{
				{"arn", "arn:{partition}:kms:{region}:{account}:key/{key_id}"},
				{"id", "{key_id}"},
				{"key_id", "{key_id}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::KMS::Key",
			Computed: []Computed{
				{"Arn", "arn:{partition}:kms:{region}:{account}:key/{Ref}"},
				{"KeyId", "{Ref}"},
			},
		},
		{
			Type: "AWS::KMS::ReplicaKey",
			Computed: []Computed{
				{"Arn", "arn:{partition}:kms:{region}:{account}:key/{Ref}"},
				{"KeyId", "{Ref}"},
			},
		},
	},
}

// A Key is a customer managed key of KMS.
type Key struct {
	head

	Description   value.Value[value.Text] `tf:"description" cfn:"Description"`
	Policy        Policy                  `tf:"policy" cfn:"KeyPolicy"`                                                  // absent: the account's IAM policies decide
	Rotates       value.Value[bool]       `tf:"enable_key_rotation" cfn:"EnableKeyRotation"`                             // default false
	RotationDays  value.Value[int64]      `tf:"rotation_period_in_days" cfn:"RotationPeriodInDays"`                      // default 365
	Enabled       value.Value[bool]       `tf:"is_enabled|enabled" cfn:"Enabled"`                                        // default true
	DeletionDays  value.Value[int64]      `tf:"deletion_window_in_days" cfn:"PendingWindowInDays"`                       // 7 to 30 (default)
	Usage         value.Value[value.Text] `tf:"key_usage" cfn:"KeyUsage"`                                                // ENCRYPT_DECRYPT (default), SIGN_VERIFY, GENERATE_VERIFY_MAC or KEY_AGREEMENT
	Spec          value.Value[value.Text] `tf:"customer_master_key_spec" cfn:"KeySpec"`                                  // default SYMMETRIC_DEFAULT
	Origin        value.Value[value.Text] `tf:"-" cfn:"Origin"`                                                          // default AWS_KMS; see HasOwnMaterial
	MultiRegion   value.Value[bool]       `tf:"multi_region" cfn:"MultiRegion"`                                          // default false
	Store         value.Value[value.Text] `tf:"custom_key_store_id" cfn:"-"`                                             // a CloudHSM cluster or an external store
	ExternalKey   value.Value[value.Text] `tf:"xks_key_id" cfn:"-"`                                                      // a key outside AWS
	Primary       value.Value[value.Text] `tf:"primary_key_arn" cfn:"PrimaryKeyArn" ref:"key"`                           // of a replica
	BypassLockout value.Value[bool]       `tf:"bypass_policy_lockout_safety_check" cfn:"BypassPolicyLockoutSafetyCheck"` // default false
}

var keyAliasType = Type{
	Kind: "key_alias",
	New:  func() Resource { return new(KeyAlias) },
	Terraform: []Declared{
		{
			Type: "aws_kms_alias",
			Name: "name",
			Computed: []Computed{
				{"name", "{name_prefix}{name_suffix}"},
				{"arn", "arn:{partition}:kms:{region}:{account}:{name}"},
				{"id", "{name}"},
				{"target_key_arn", "arn:{partition}:kms:{region}:{account}:key/{target_key_id:name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::KMS::Alias",
			Name: "AliasName",
			Computed: []Computed{
				{"Ref", "{AliasName}"},
				{"", "arn:{partition}:kms:{region}:{account}:{AliasName}"},
			},
		},
	},
}

// A KeyAlias is a name for a key.
type KeyAlias struct {
	head

	Name value.Value[value.Text] `tf:"name" cfn:"AliasName"`                      // begins with alias/
	Key  value.Value[value.Text] `tf:"target_key_id" cfn:"TargetKeyId" ref:"key"` // an id or an ARN
}

var keyPolicyType = Type{
	Kind: "key_policy",
	New:  func() Resource { return new(KeyPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_kms_key_policy",
			Computed: []Computed{
				{"id", "{key_id}"},
			},
		},
	},
}

// A KeyPolicy is the policy of a key that is declared elsewhere.
type KeyPolicy struct {
	head

	Key    value.Value[value.Text] `tf:"key_id" ref:"key"` // an id or an ARN
	Policy Policy                  `tf:"policy"`
}

var keyGrantType = Type{
	Kind: "key_grant",
	New:  func() Resource { return new(KeyGrant) },
	Terraform: []Declared{
		{
			Type: "aws_kms_grant",
			Name: "name",
		},
	},
}

// A KeyGrant lets one principal use a key, beside its policy.
type KeyGrant struct {
	head

	Name       value.Value[value.Text] `tf:"name"`
	Key        value.Value[value.Text] `tf:"key_id" ref:"key"`                  // an id or an ARN
	Grantee    value.Value[value.Text] `tf:"grantee_principal" ref:"role|user"` // an ARN
	Retiring   value.Value[value.Text] `tf:"retiring_principal" ref:"role|user"`
	Operations value.Texts             `tf:"operations"`
	Equals     value.Entries           `tf:"constraints.encryption_context_equals"`
	Subset     value.Entries           `tf:"constraints.encryption_context_subset"`
}

// IsReplica reports whether the key follows a primary key of another region,
// its rotation included.
func (k *Key) IsReplica() bool {
	return k.Written == "AWS::KMS::ReplicaKey" || k.Written == "aws_kms_replica_key" || k.Written == "aws_kms_replica_external_key"
}

// HasOwnMaterial reports whether the key's material was imported.
func (k *Key) HasOwnMaterial() bool {
	return k.Written == "aws_kms_external_key" || k.Written == "aws_kms_replica_external_key"
}

// KeyPolicyOf returns the policy of the key; absent: AWS's default, which lets
// the IAM policies of the account decide.
func (k *Key) KeyPolicyOf(v *View) Policy {
	return settled(v, k, k.Policy, "", func(p *KeyPolicy) Policy { return p.Policy })
}

// KeyGrants returns the grants on the key.
func (k *Key) KeyGrants(v *View) value.Value[[]*KeyGrant] { return Companions[*KeyGrant](v, k, "") }

// KeyFor returns the key that a reference means, by way of an alias if it
// names one.
func (v *View) KeyFor(near Resource, ref value.Value[value.Text]) (*Key, Reach) {
	if alias, reach := Find[*KeyAlias](v, near, ref); reach == Here {
		return Find[*Key](v, alias, alias.Key)
	}
	return Find[*Key](v, near, ref)
}

// CustomerKey returns the reference if it means a customer managed key. It is
// absent where nothing is set, or an alias of AWS's own keys (alias/aws/sqs),
// and unknown where that cannot be told: a variable may be empty, and what a
// data source finds may be a key of AWS's.
func (v *View) CustomerKey(near Resource, ref value.Value[value.Text]) value.Value[value.Text] {
	text, ok := ref.Get()
	if !ok {
		return ref
	}
	unknown := func(why string) value.Value[value.Text] {
		return value.Unknown[value.Text](value.NewNote(ref.Attribute(), why), ref.Origin())
	}
	if _, reach := v.KeyFor(near, ref); reach == Here {
		return ref
	}
	switch {
	case text.IsEmpty() == value.Yes, strings.Contains(text.Inline(), "alias/aws/"):
		return value.Absent[value.Text](ref.Origin()).Named(ref.Attribute())
	case text.IsEmpty() == value.CannotTell:
		return unknown(text.String() + " is not known, and may be empty")
	}
	for _, hole := range text.Symbols() {
		if strings.HasPrefix(hole.Name(), "data.aws_kms_") {
			return unknown(text.String() + " may be a key of AWS's")
		}
	}
	return ref
}
