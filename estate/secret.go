package estate

import "bailiwick/value"

var secretType = Type{
	Kind: "secret",
	New:  func() Resource { return new(Secret) },
	Terraform: []Declared{{
		Type: "aws_secretsmanager_secret",
		Name: "name",
		Computed: []Computed{
			{"name", "{name_prefix}{name_suffix}"},
			{"arn", "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-{suffix}"},
			{"id", "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-{suffix}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::SecretsManager::Secret",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:secretsmanager:{region}:{account}:secret:{Name}-{Suffix}"},
				{"Id", "arn:{partition}:secretsmanager:{region}:{account}:secret:{Name}-{Suffix}"},
				{"", "{Name}"},
			},
		},
	},
}

// A Secret is a secret of AWS Secrets Manager.
type Secret struct {
	head

	SecretName        value.Value[value.Text] `tf:"name" cfn:"Name"`
	Description       value.Value[value.Text] `tf:"description" cfn:"Description"`
	Key               value.Value[value.Text] `tf:"kms_key_id" cfn:"KmsKeyId" ref:"key|key_alias"` // absent: aws/secretsmanager
	Policy            Policy                  `tf:"policy" cfn:"-"`
	Replicas          Blocks[SecretReplica]   `tf:"replica" cfn:"ReplicaRegions"`
	RecoveryDays      value.Value[int64]      `tf:"recovery_window_in_days" cfn:"-"` // days; default 30, 0 deletes at once
	Value             value.Value[value.Text] `tf:"-" cfn:"SecretString"`
	GeneratedPassword value.Value[value.Any]  `tf:"-" cfn:"GenerateSecretString"`
	RotationDays      value.Value[int64]      `tf:"rotation_rules.automatically_after_days" cfn:"-"` // days; in provider versions before 4
	RotationFunction  value.Value[value.Text] `tf:"rotation_lambda_arn" cfn:"-" ref:"function|alias"`
}

// A SecretReplica is a copy of a secret in another region.
type SecretReplica struct {
	Region value.Value[value.Text] `tf:"region" cfn:"Region"`
	Key    value.Value[value.Text] `tf:"kms_key_id" cfn:"KmsKeyId" ref:"key|key_alias"`
}

var secretVersionType = Type{
	Kind: "secret_version",
	New:  func() Resource { return new(SecretVersion) },
	Terraform: []Declared{{
		Type: "aws_secretsmanager_secret_version",
		Computed: []Computed{
			{"arn", "{secret_id}"},
		},
	}},
}

// A SecretVersion is a value of a secret.
type SecretVersion struct {
	head

	Secret    value.Value[value.Text] `tf:"secret_id" ref:"secret"`
	Value     value.Value[value.Text] `tf:"secret_string"`
	Binary    value.Value[value.Text] `tf:"secret_binary"`
	WriteOnly value.Value[value.Text] `tf:"secret_string_wo"`
}

var secretPolicyType = Type{
	Kind: "secret_policy",
	New:  func() Resource { return new(SecretPolicy) },
	Terraform: []Declared{
		{Type: "aws_secretsmanager_secret_policy"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::SecretsManager::ResourcePolicy"},
	},
}

// A SecretPolicy is the resource policy of a secret.
type SecretPolicy struct {
	head

	Secret value.Value[value.Text] `tf:"secret_arn" cfn:"SecretId" ref:"secret"`
	Policy Policy                  `tf:"policy" cfn:"ResourcePolicy"`
}

// SecretPolicy returns the secret's resource policy.
func (s *Secret) SecretPolicy(v *View) Policy {
	return settled(v, s, s.Policy, "secret_arn|SecretId", func(p *SecretPolicy) Policy { return p.Policy })
}

var secretRotationType = Type{
	Kind: "secret_rotation",
	New:  func() Resource { return new(SecretRotation) },
	Terraform: []Declared{
		{Type: "aws_secretsmanager_secret_rotation"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::SecretsManager::RotationSchedule",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A SecretRotation replaces a secret's value from time to time.
type SecretRotation struct {
	head

	Secret   value.Value[value.Text] `tf:"secret_id" cfn:"SecretId" ref:"secret"`
	Function value.Value[value.Text] `tf:"rotation_lambda_arn" cfn:"RotationLambdaARN" ref:"function|alias"` // absent: rotation that a service manages
	Days     value.Value[int64]      `tf:"rotation_rules.automatically_after_days" cfn:"RotationRules.AutomaticallyAfterDays"`
	Schedule value.Value[value.Text] `tf:"rotation_rules.schedule_expression" cfn:"RotationRules.ScheduleExpression"` // rate(10 days), or cron
}

// SecretRotations returns the rotations of the secret, which has at most one.
func (s *Secret) SecretRotations(v *View) value.Value[[]*SecretRotation] {
	return Companions[*SecretRotation](v, s, "secret_id|SecretId")
}

var parameterType = Type{
	Kind: "parameter",
	New:  func() Resource { return new(Parameter) },
	Terraform: []Declared{{
		Type: "aws_ssm_parameter",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:ssm:{region}:{account}:parameter/{/name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::SSM::Parameter",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:ssm:{region}:{account}:parameter/{/Name}"},
			},
		},
	},
}

// A Parameter is a parameter of AWS Systems Manager.
type Parameter struct {
	head

	ParameterName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Type          value.Value[value.Text] `tf:"type" cfn:"Type"` // String, StringList or SecureString
	Value         value.Value[value.Text] `tf:"value|insecure_value" cfn:"Value"`
	WriteOnly     value.Value[value.Text] `tf:"value_wo" cfn:"-"`
	Key           value.Value[value.Text] `tf:"key_id" cfn:"-" ref:"key|key_alias"` // of a SecureString; absent: aws/ssm
	Tier          value.Value[value.Text] `tf:"tier" cfn:"Tier"`
}
