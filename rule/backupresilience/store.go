package backupresilience

import (
	"fmt"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// TableRecoverable is decided for tables.
var TableRecoverable = &rule.Rule{
	ID:         "table-recoverable",
	Title:      "Tables can be restored to a point in time",
	Why:        "A faulty release overwrites items in seconds. Without recovery there is no way back.",
	Fix:        "Enable point_in_time_recovery.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience},
	Settings:   []string{"backup.rpo_hours", "backup.exempt_tag"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "dynamodb_tables_pitr_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_28"},
		{Tool: "checkov", ID: "CKV_AWS_165"},
		{Tool: "trivy", ID: "AWS-0024"},
		{Tool: "kics", ID: "741f1291-47ac-4a85-a07b-3d32a9d6bd3e"},
		{Tool: "securityhub", ID: "DynamoDB.2"},
		{Tool: "config", ID: "dynamodb-pitr-enabled"},
		{Tool: "guard", ID: "dynamodb_pitr_enabled"},
		{Tool: "cfn_nag", ID: "W78"},
		{Tool: "cdk-nag", ID: "AwsSolutions-DDB3"},
		{Tool: "powerpipe", ID: "dynamodb_table_point_in_time_recovery_enabled"},
		{Tool: "kics", ID: "0f04217d-488f-4e7a-bec8-f16159686cd6"},
	},
	Sources: []string{"DynamoDB Developer Guide, Point-in-time backups"},
	Example: `resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = true
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Table](func(in *rule.Input, t *estate.Table) rule.Outcome {
		exempt, tag := isExempt(in, t)
		if exempt == value.Yes {
			return rule.NotApplicable("it is tagged as one that needs no recovery", tag, rule.Setting(in.Settings.Backup.ExemptTag))
		}
		on := value.IsTrue(t.Recovery, false)
		replicas := t.TableReplicas(in.Estate)
		list, _ := replicas.Get()
		facts := []rule.Fact{t.Recovery}
		for _, r := range list {
			on = value.Both(on, value.IsTrue(r.Recovery, false))
			facts = append(facts, r.Recovery)
		}
		if on == value.Yes && (replicas.IsUnknown() || replicas.Partial()) && !replicas.IsAbsent() {
			on = value.CannotTell
			facts = append(facts, access.Unread("replica", replicas.Reason(), t.Block))
		}
		switch {
		case on == value.Yes:
			return rule.Pass(facts...)
		case exempt == value.CannotTell:
			return rule.Unknown(tag, t.Recovery)
		}
		backed, why := backedUpInTime(in, t)
		switch {
		case backed == value.Yes:
			return rule.Pass(why, rule.Setting(in.Settings.Backup.RPOHours))
		case on == value.CannotTell:
			return rule.Unknown(facts...)
		case backed == value.CannotTell:
			return rule.Unknown(why, rule.Setting(in.Settings.Backup.RPOHours))
		}
		if value.IsTrue(t.Recovery, false) == value.Yes {
			return rule.Fail("A replica of {name} cannot be restored", facts[1:]...).Label("no recovery")
		}
		return rule.Fail("{name} cannot be restored to an earlier point", facts...).Label("no recovery")
	})},
}

// backedUpInTime tells whether a plan backs the store up as often as
// backup.rpo_hours asks.
func backedUpInTime(in *rule.Input, r estate.Resource) (value.Answer, rule.Fact) {
	asked := in.Settings.Backup.RPOHours
	answer, why := value.No, rule.Fact(rule.Given{Name: "backup plan", Value: "none", At: r.Head().Block})
	for _, b := range backupsOf(in, r) {
		every := 0
		if b.rule != nil {
			every = hours(b.rule.Schedule)
		}
		switch {
		case b.rule == nil || b.selected == value.CannotTell:
			answer, why = value.CannotTell, access.Unread("backup plan", "it cannot be told whether a plan takes it in", r.Head().Block)
		case asked.Missing():
			return value.CannotTell, access.Unread("backup plan", fmt.Sprintf("%s backs it up; how often is enough, backup.rpo_hours must say", b.plan.Address), b.plan.Block)
		case every == 0:
			answer, why = value.CannotTell, access.Unread("schedule", b.rule.Schedule.String()+" is not worked out", b.rule.Schedule.Origin())
		case every <= asked.Get():
			return value.Yes, rule.Given{Name: "backup plan", Value: fmt.Sprintf("%s, at least every %d hours", b.plan.Address, every), At: b.plan.Block}
		}
	}
	return answer, why
}

// isExempt tells whether the tag of backup.exempt_tag frees the table, as
// caches and locks.
func isExempt(in *rule.Input, t *estate.Table) (value.Answer, rule.Fact) {
	exempt := in.Settings.Backup.ExemptTag
	if !exempt.Set() || exempt.Any() {
		return value.No, rule.Setting(exempt)
	}
	tag := access.TagOf(t, exempt.Get())
	switch {
	case tag.IsAbsent(), value.Is(tag, "false") == value.Yes, value.Is(tag, "no") == value.Yes:
		return value.No, tag
	case tag.IsKnown():
		return value.Yes, tag
	}
	return value.CannotTell, tag
}

// TableDeletionProtected is decided for tables.
var TableDeletionProtected = &rule.Rule{
	ID:         "table-deletion-protected",
	Title:      "Tables cannot be deleted in passing",
	Why:        "A changed key attribute or a wrong workspace deletes the table with all that is in it.",
	Fix:        "Set deletion_protection_enabled to true.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience},
	Settings:   []string{"backup.exempt_tag"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "dynamodb_table_deletion_protection_enabled"},
		{Tool: "securityhub", ID: "DynamoDB.6"},
		{Tool: "config", ID: "dynamodb-table-deletion-protection-enabled"},
		{Tool: "powerpipe", ID: "dynamodb_table_deletion_protection_enabled"},
	},
	Sources: []string{"DynamoDB Developer Guide, Using deletion protection to protect your table"},
	Example: `resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  hash_key                    = "id"
  billing_mode                = "PAY_PER_REQUEST"
  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Table](func(in *rule.Input, t *estate.Table) rule.Outcome {
		exempt, tag := isExempt(in, t)
		on := value.IsTrue(t.DeletionProtection, false)
		switch {
		case exempt == value.Yes:
			return rule.NotApplicable("it is tagged as one that needs no recovery", tag, rule.Setting(in.Settings.Backup.ExemptTag))
		case on == value.Yes:
			return rule.Pass(t.DeletionProtection)
		case value.IsTrue(t.PreventDestroy, false) == value.Yes:
			guard := "prevent_destroy guards it against Terraform, though not against others"
			if t.Scope.Dialect == estate.CloudFormation {
				guard = "its stack leaves it when it is deleted, though nothing guards it against others"
			}
			return rule.PassBecause(guard, t.PreventDestroy, t.DeletionProtection)
		case on == value.CannotTell:
			return rule.Unknown(t.DeletionProtection)
		case value.IsTrue(t.PreventDestroy, false) == value.CannotTell:
			return rule.Unknown(t.PreventDestroy, t.DeletionProtection)
		case exempt == value.CannotTell:
			return rule.Unknown(tag, t.DeletionProtection)
		}
		return rule.Fail("{name} can be deleted in passing", t.DeletionProtection).Label("not protected")
	})},
}

// BucketVersioned is decided for buckets.
var BucketVersioned = &rule.Rule{
	ID:         "bucket-versioned",
	Title:      "Buckets with data or artifacts keep versions",
	Why:        "What is overwritten or deleted is gone; AWS Backup and replication both need versions too.",
	Fix:        "Enable versioning.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.BackupResilience, objective.ChangeManagement},
	Settings:   []string{"backup.required", "backup.source"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "s3_bucket_object_versioning"},
		{Tool: "checkov", ID: "CKV_AWS_21"},
		{Tool: "trivy", ID: "AWS-0090"},
		{Tool: "kics", ID: "568a4d22-3517-44a6-a7ad-6a7eed88722c"},
		{Tool: "securityhub", ID: "S3.14"},
		{Tool: "config", ID: "s3-bucket-versioning-enabled"},
		{Tool: "guard", ID: "s3_bucket_versioning_enabled"},
		{Tool: "cfripper", ID: "S3ObjectVersioningRule"},
		{Tool: "cdk-nag", ID: "S3BucketVersioningEnabled"},
		{Tool: "scoutsuite", ID: "s3-bucket-no-versioning"},
		{Tool: "kics", ID: "a227ec01-f97a-4084-91a4-47b350c1db54"},
	},
	Sources: []string{"S3 User Guide, Retaining multiple versions of objects with S3 Versioning"},
	Example: `resource "aws_s3_bucket_versioning" "orders" {
  bucket = aws_s3_bucket.orders.id
  versioning_configuration {
    status = "Enabled"
  }
}`,
	Decide: []rule.Decision{rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
		required, source := in.Settings.Backup.Required, in.Settings.Backup.Source
		status := b.BucketVersioning(in.Estate)
		on := value.Is(status, "Enabled")
		switch {
		case on == value.Yes:
			return rule.Pass(status)
		case required.Any():
			return rule.NotApplicable("no store needs a backup", rule.Setting(required))
		case on == value.CannotTell && status.IsUnknown():
			return rule.Unknown(status)
		case on == value.CannotTell:
			return rule.UnknownBecause("the status "+status.String()+" is not known", status)
		}
		needed, why := needsBackup(in, b)
		failure := rule.Fail("{name} keeps no versions: what is overwritten there is gone", status, why, rule.Setting(required)).Label("not versioned")
		switch {
		case needed == value.No || !required.Set() && b.IsLogTarget(in.Estate):
			return failure.As(rule.Info)
		case needed == value.CannotTell:
			return rule.Unknown(why, status)
		case source.Get() == "other":
			return rule.UnknownBecause("another tool makes backups: that needs an attestation", status, rule.Setting(source))
		}
		return failure
	})},
}

// needsBackup tells whether backup.required takes the store in; where it is
// not set, buckets with a data class, artifacts, state or a trail do, and file
// systems of functions.
func needsBackup(in *rule.Input, r estate.Resource) (value.Answer, rule.Fact) {
	required := in.Settings.Backup.Required
	switch {
	case required.Missing():
		return value.CannotTell, rule.Setting(required)
	case required.Set():
		return in.Access.Selected(required.Get(), r)
	}
	classes := in.Access.ClassesOf(r)
	answer, why := value.No, rule.Fact(classes.Fact)
	switch k := r.(type) {
	case *estate.FileSystem:
		points := estate.Companions[*estate.AccessPoint](in.Estate, k, "")
		hidden := points.Partial()
		found, _ := points.Get()
		for _, a := range found {
			functions := estate.Companions[*estate.Function](in.Estate, a, "")
			for f := range estate.From[*estate.Function](in.Estate, a, "") {
				return value.Yes, rule.Given{Name: "mounted by", Value: f.Address, At: f.Block}
			}
			hidden = hidden || functions.Partial()
		}
		if hidden {
			return value.CannotTell, access.Unread("mounted by", "it cannot be told whether a function mounts it", k.Block)
		}
	case *estate.Bucket:
		for _, c := range classes.List {
			if c != "none" {
				return value.Yes, why
			}
		}
		for _, l := range in.Estate.Incoming(k) {
			switch l.From.(type) {
			case *estate.Function, *estate.LayerVersion, *estate.Trail, *estate.Backend, *estate.Pipeline, *estate.BuildProject:
				return value.Yes, rule.Given{Name: "used by", Value: l.From.Head().Address, At: l.From.Head().Block}
			}
		}
		for _, ref := range in.Settings.Logging.Archives.Get() {
			answer = value.Either(answer, access.Refers(ref, k))
		}
		switch {
		case answer == value.Yes:
		case classes.IsUnknown():
			return value.CannotTell, classes.Fact
		case answer == value.CannotTell:
			return answer, access.Unread("logging.archives", "it cannot be told whether they name this bucket", k.Block)
		case estate.Companions[*estate.Function](in.Estate, k, "").Partial(), estate.Companions[*estate.LayerVersion](in.Estate, k, "").Partial(),
			estate.Companions[*estate.Trail](in.Estate, k, "").Partial(), estate.Companions[*estate.Backend](in.Estate, k, "").Partial(),
			estate.Companions[*estate.Pipeline](in.Estate, k, "").Partial(), estate.Companions[*estate.BuildProject](in.Estate, k, "").Partial():
			return value.CannotTell, access.Unread("used by", "it cannot be told what is kept in it", k.Block)
		}
	}
	return answer, why
}
