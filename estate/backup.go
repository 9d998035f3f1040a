package estate

import "bailiwick/value"

var backupPlanType = Type{
	Kind: "backup_plan",
	New:  func() Resource { return new(BackupPlan) },
	Terraform: []Declared{{
		Type: "aws_backup_plan",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:backup:{region}:{account}:backup-plan:{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Backup::BackupPlan",
			Name: "BackupPlan.BackupPlanName",
			Tags: "BackupPlanTags",
			Computed: []Computed{
				{"BackupPlanArn", "arn:{partition}:backup:{region}:{account}:backup-plan:{Ref}"},
				{"BackupPlanId", "{Ref}"},
			},
		},
	},
}

// A BackupPlan says when AWS Backup copies what is selected for it.
type BackupPlan struct {
	head

	PlanName value.Value[value.Text] `tf:"name" cfn:"BackupPlan.BackupPlanName"`
	Rules    Blocks[BackupRule]      `tf:"rule" cfn:"BackupPlan.BackupPlanRule"`
}

// A BackupRule is one schedule of a plan.
type BackupRule struct {
	Name           value.Value[value.Text] `tf:"rule_name" cfn:"RuleName"`
	Vault          value.Value[value.Text] `tf:"target_vault_name" cfn:"TargetBackupVault" ref:"backup_vault"`
	AirGappedVault value.Value[value.Text] `tf:"target_logically_air_gapped_backup_vault_arn" cfn:"TargetLogicallyAirGappedBackupVaultArn" ref:"backup_vault"`
	Schedule       value.Value[value.Text] `tf:"schedule" cfn:"ScheduleExpression"`                      // cron(…) or rate(…); absent: daily at 5 UTC
	DeleteDays     value.Value[int64]      `tf:"lifecycle.delete_after" cfn:"Lifecycle.DeleteAfterDays"` // days; absent: kept for ever
	ColdDays       value.Value[int64]      `tf:"lifecycle.cold_storage_after" cfn:"Lifecycle.MoveToColdStorageAfterDays"`
	Continuous     value.Value[bool]       `tf:"enable_continuous_backup" cfn:"EnableContinuousBackup"` // default false
	Copies         Blocks[BackupCopy]      `tf:"copy_action" cfn:"CopyActions"`
}

// A BackupCopy copies recovery points to another vault.
type BackupCopy struct {
	Vault      value.Value[value.Text] `tf:"destination_vault_arn" cfn:"DestinationBackupVaultArn" ref:"backup_vault"`
	DeleteDays value.Value[int64]      `tf:"lifecycle.delete_after" cfn:"Lifecycle.DeleteAfterDays"`
}

var backupSelectionType = Type{
	Kind: "backup_selection",
	New:  func() Resource { return new(BackupSelection) },
	Terraform: []Declared{
		{Type: "aws_backup_selection", Name: "name"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Backup::BackupSelection",
			Name: "BackupSelection.SelectionName",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
	},
}

// A BackupSelection names what a plan is for.
type BackupSelection struct {
	head

	SelectionName value.Value[value.Text] `tf:"name" cfn:"BackupSelection.SelectionName"`
	Plan          value.Value[value.Text] `tf:"plan_id" cfn:"BackupPlanId" ref:"backup_plan"`
	Role          value.Value[value.Text] `tf:"iam_role_arn" cfn:"BackupSelection.IamRoleArn" ref:"role"`
	Resources     value.Texts             `tf:"resources" cfn:"BackupSelection.Resources" ref:"table|bucket|file_system|database"` // ARNs, with * for any text
	Except        value.Texts             `tf:"not_resources" cfn:"BackupSelection.NotResources"`
	Tags          Blocks[BackupTag]       `tf:"selection_tag" cfn:"BackupSelection.ListOfTags"` // any of them selects
	Conditions    value.Value[value.Any]  `tf:"condition" cfn:"BackupSelection.Conditions"`     // all of them must hold: string_equals, string_like and their opposites
}

// A BackupTag selects what has a tag.
type BackupTag struct {
	Type  value.Value[value.Text] `tf:"type" cfn:"ConditionType"` // STRINGEQUALS
	Key   value.Value[value.Text] `tf:"key" cfn:"ConditionKey"`
	Value value.Value[value.Text] `tf:"value" cfn:"ConditionValue"`
}

var backupVaultType = Type{
	Kind: "backup_vault",
	New:  func() Resource { return new(BackupVault) },
	Terraform: []Declared{{
		Type: "aws_backup_vault",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:backup:{region}:{account}:backup-vault:{name}"},
			{"id", "{name}"},
		},
	}, {
		Type: "aws_backup_logically_air_gapped_vault",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:backup:{region}:{account}:backup-vault:{name}"},
			{"id", "{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Backup::BackupVault",
			Name: "BackupVaultName",
			Tags: "BackupVaultTags",
			Computed: []Computed{
				{"Ref", "{BackupVaultName}"},
				{"BackupVaultArn", "arn:{partition}:backup:{region}:{account}:backup-vault:{BackupVaultName}"},
			},
		},
		{
			Type: "AWS::Backup::LogicallyAirGappedBackupVault",
			Name: "BackupVaultName",
			Tags: "BackupVaultTags",
			Computed: []Computed{
				{"Ref", "{BackupVaultName}"},
				{"BackupVaultArn", "arn:{partition}:backup:{region}:{account}:backup-vault:{BackupVaultName}"},
			},
		},
	},
}

// A BackupVault holds recovery points.
type BackupVault struct {
	head

	VaultName      value.Value[value.Text] `tf:"name" cfn:"BackupVaultName"`
	Key            value.Value[value.Text] `tf:"kms_key_arn|encryption_key_arn" cfn:"EncryptionKeyArn" ref:"key|key_alias"` // absent: aws/backup
	ForceDestroy   value.Value[bool]       `tf:"force_destroy" cfn:"-"`
	MinDays        value.Value[int64]      `tf:"min_retention_days" cfn:"LockConfiguration.MinRetentionDays|MinRetentionDays"`
	MaxDays        value.Value[int64]      `tf:"max_retention_days" cfn:"LockConfiguration.MaxRetentionDays|MaxRetentionDays"`
	ChangeableDays value.Value[int64]      `tf:"-" cfn:"LockConfiguration.ChangeableForDays"`
	Policy         Policy                  `tf:"-" cfn:"AccessPolicy"`
}

// IsAirGapped reports whether the vault is a logically air-gapped one, which
// is always locked.
func (b *BackupVault) IsAirGapped() bool {
	return b.Written == "aws_backup_logically_air_gapped_vault" || b.Written == "AWS::Backup::LogicallyAirGappedBackupVault"
}

var backupVaultPolicyType = Type{
	Kind: "backup_vault_policy",
	New:  func() Resource { return new(BackupVaultPolicy) },
	Terraform: []Declared{
		{Type: "aws_backup_vault_policy"},
	},
}

// A BackupVaultPolicy is the resource policy of a vault.
type BackupVaultPolicy struct {
	head

	Vault  value.Value[value.Text] `tf:"backup_vault_name" ref:"backup_vault"`
	Policy Policy                  `tf:"policy"`
}

// BackupVaultPolicy returns the vault's resource policy.
func (b *BackupVault) BackupVaultPolicy(v *View) Policy {
	return settled(v, b, b.Policy, "backup_vault_name", func(p *BackupVaultPolicy) Policy { return p.Policy })
}

var backupVaultLockType = Type{
	Kind: "backup_vault_lock",
	New:  func() Resource { return new(BackupVaultLock) },
	Terraform: []Declared{
		{Type: "aws_backup_vault_lock_configuration"},
	},
}

// A BackupVaultLock keeps a vault's recovery points from being deleted.
type BackupVaultLock struct {
	head

	Vault          value.Value[value.Text] `tf:"backup_vault_name" ref:"backup_vault"`
	ChangeableDays value.Value[int64]      `tf:"changeable_for_days"` // days until nobody can lift it; absent: governance mode
	MinDays        value.Value[int64]      `tf:"min_retention_days"`
	MaxDays        value.Value[int64]      `tf:"max_retention_days"`
}

// BackupVaultLocks returns the locks of the vault, which has at most one.
func (b *BackupVault) BackupVaultLocks(v *View) value.Value[[]*BackupVaultLock] {
	return Companions[*BackupVaultLock](v, b, "backup_vault_name")
}
