// Package keyrotation holds the rules on the rotation of keys and secrets.
package keyrotation

import (
	"fmt"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// KeyRotates is decided for customer managed keys that KMS can rotate.
var KeyRotates = &rule.Rule{
	ID:       "key-rotates",
	Title:    "Customer managed keys rotate",
	Why:      "Without rotation one key encrypts everything for as long as it lives, and whoever has got hold of it reads all of that.",
	Fix:      "Set enable_key_rotation = true; KMS then makes new material every year and keeps the old for what it encrypted.",
	Severity: rule.Medium,
	Example: `resource "aws_kms_key" "orders" {
  enable_key_rotation     = true
  rotation_period_in_days = 365
}`,
	Objectives: []objective.ID{objective.KeyRotation},
	Settings:   []string{"encryption.rotation_max_days"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "kms_cmk_rotation_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_7"},
		{Tool: "trivy", ID: "AWS-0065"},
		{Tool: "trivy", ID: "AVD-AWS-0065"},
		{Tool: "kics", ID: "22fbfeac-7b5a-421a-8a27-7a2178bb910b"},
		{Tool: "securityhub", ID: "KMS.4"},
		{Tool: "config", ID: "cmk-backing-key-rotation-enabled"},
		{Tool: "guard", ID: "cmk_backing_key_rotation_enabled"},
		{Tool: "cfn-nag", ID: "F19"},
		{Tool: "cfripper", ID: "KMSKeyEnabledKeyRotation"},
		{Tool: "cdk-nag", ID: "AwsSolutions-KMS5"},
		{Tool: "scoutsuite", ID: "kms-cmk-rotation-disabled"},
		{Tool: "powerpipe", ID: "kms_cmk_rotation_enabled"},
		{Tool: "kics", ID: "1c07bfaf-663c-4f6f-b22b-8e2d481e4df5"},
	},
	Sources: []string{"AWS KMS Developer Guide, Rotate AWS KMS keys", "CIS AWS Foundations Benchmark 7.0.0"},
	Decide: []rule.Decision{rule.On[*estate.Key](func(in *rule.Input, k *estate.Key) rule.Outcome {
		if why, fact := cannotRotate(k); why != "" {
			return rule.NotApplicable(why, fact)
		}
		limit := in.Settings.Encryption.RotationMaxDays
		days := k.RotationDays
		period, set := days.Get()
		switch on, known := k.Rotates.Get(); {
		case k.Rotates.IsAbsent(), known && !on:
			if open := undecidedForm(k); open != nil {
				return rule.Unknown(open, k.Rotates)
			}
			return rule.Fail("{name} does not rotate", k.Rotates).Label("rotation is off")
		case !known:
			return rule.Unknown(k.Rotates)
		case limit.Missing():
			return rule.MissingSetting(limit)
		}
		every := rule.Fact(days)
		switch {
		case days.IsAbsent():
			period, every = defaultPeriod, rule.Given{Name: "rotation_period_in_days", Value: fmt.Sprintf("%d (AWS's default)", defaultPeriod), At: k.Block}
		case !set:
			return rule.Unknown(days, rule.Setting(limit))
		}
		if !limit.Any() && period > int64(limit.Get()) {
			return rule.Fail(fmt.Sprintf("{name} rotates every %d days only", period), every, rule.Setting(limit)).
				Label(fmt.Sprintf("at most %d days are allowed", limit.Get()))
		}
		return rule.Pass(k.Rotates, every, rule.Setting(limit))
	})},
}

// defaultPeriod is after how many days KMS rotates a key of which nothing else is
// said.
const defaultPeriod = 365

// cannotRotate returns why KMS does not rotate the key by itself, "" if it can
// or if that is not known.
func cannotRotate(k *estate.Key) (string, rule.Fact) {
	given := rule.Given{Name: "type", Value: k.Written, At: k.Block}
	usage, _ := k.Usage.Get()
	spec, _ := k.Spec.Get()
	origin, _ := k.Origin.Get()
	enabled, switched := k.Enabled.Get()
	switch {
	case k.IsReplica():
		return "a replica rotates with its primary key", given
	case k.HasOwnMaterial(), k.Origin.IsKnown() && origin.Is("AWS_KMS") == value.No:
		return "KMS does not rotate imported material by itself", given
	case k.Usage.IsKnown() && usage.Is("ENCRYPT_DECRYPT") == value.No:
		return "KMS rotates symmetric encryption keys only", k.Usage
	case k.Spec.IsKnown() && spec.Is("SYMMETRIC_DEFAULT") == value.No:
		return "KMS rotates symmetric encryption keys only", k.Spec
	case isSet(k.Store), isSet(k.ExternalKey):
		return "KMS does not rotate keys of a custom key store", k.Store
	case switched && !enabled:
		return "the key is disabled", k.Enabled
	}
	return "", nil
}

// isSet reports whether the text is set for sure.
func isSet(v value.Value[value.Text]) bool {
	text, ok := v.Get()
	return ok && text.IsEmpty() == value.No
}

// undecidedForm returns what leaves open whether KMS can rotate the key, nil
// if nothing does.
func undecidedForm(k *estate.Key) rule.Fact {
	for _, v := range [...]value.Value[value.Text]{k.Usage, k.Spec, k.Store, k.ExternalKey} {
		text, known := v.Get()
		switch {
		case v.IsUnknown() && v.Reason() != "not read":
			return v
		case known && text.HasHoles():
			return value.Unknown[value.Text](value.NewNote(v.Attribute(), text.String()+" is not known"), v.Origin())
		}
	}
	if k.Enabled.IsUnknown() {
		return k.Enabled
	}
	return nil
}
