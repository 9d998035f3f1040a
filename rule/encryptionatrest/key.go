package encryptionatrest

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
)

// KeyUsable is decided for customer managed keys.
var KeyUsable = &rule.Rule{
	ID:       "key-usable",
	Title:    "Keys in use are enabled",
	Why:      "What is encrypted under a disabled key, or one that is being deleted, can no longer be read: functions do not start, queues and tables do not answer.",
	Fix:      "Enable the key, or move what it encrypts to another key first.",
	Severity: rule.Critical,
	Example: `resource "aws_kms_key" "orders" {
  is_enabled          = true
  enable_key_rotation = true
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest, objective.BackupResilience},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "kms_cmk_not_deleted_unintentionally"},
		{Tool: "checkov", ID: "CKV_AWS_227"},
		{Tool: "kics", ID: "7350fa23-dcf7-4938-916d-6a60b0c73b50"},
		{Tool: "securityhub", ID: "KMS.3"},
		{Tool: "config", ID: "kms-cmk-not-scheduled-for-deletion"},
		{Tool: "powerpipe", ID: "kms_key_not_pending_deletion"},
		{Tool: "kics", ID: "2844c749-bd78-4cd1-90e8-b179df827602"},
	},
	Sources: []string{"AWS KMS Developer Guide, Enable and disable keys", "AWS KMS Developer Guide, Delete an AWS KMS key"},
	Decide: []rule.Decision{rule.On[*estate.Key](func(in *rule.Input, k *estate.Key) rule.Outcome {
		enabled, known := k.Enabled.Get()
		switch {
		case k.Enabled.IsAbsent(), enabled:
			return rule.Pass(k.Enabled)
		case !known:
			return rule.Unknown(k.Enabled)
		}
		if by := encryptedUnder(in.Estate, k); by != nil {
			h := by.Head()
			return rule.Fail("{name} is disabled, and "+h.Name()+" needs it", k.Enabled, rule.Given{Name: "used by", Value: h.Address, At: h.Block}).
				Label("what it encrypts cannot be read")
		}
		return rule.Fail("{name} is disabled", k.Enabled, rule.Given{Name: "used by", Value: "nothing that was read", At: k.Block}).As(rule.Info)
	})},
}

// encryptedUnder returns a resource that refers to the key, by way of an alias
// too, nil if none that was read does.
func encryptedUnder(v *estate.View, k *estate.Key) estate.Resource {
	for _, l := range v.Incoming(k) {
		switch from := l.From.(type) {
		case *estate.KeyAlias:
			for _, a := range v.Incoming(from) {
				return a.From
			}
		case *estate.KeyPolicy, *estate.KeyGrant, *estate.Key:
		default:
			return from
		}
	}
	return nil
}
