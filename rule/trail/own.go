package trail

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// LoggingOn is decided for trails.
var LoggingOn = &rule.Rule{
	ID:         "trail-logging-on",
	Title:      "The trail is switched on",
	Why:        "A trail that is switched off records nothing, though it is there for everyone to see.",
	Fix:        "Remove enable_logging = false.",
	Severity:   rule.Critical,
	Objectives: []objective.ID{objective.Trail},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_251"},
		{Tool: "kics", ID: "4bb76f17-3d63-4529-bdca-2b454529d774"},
		{Tool: "scoutsuite", ID: "cloudtrail-no-logging"},
		{Tool: "guard", ID: "cloud_trail_enabled"},
		{Tool: "config", ID: "cloud-trail-enabled"},
		{Tool: "kics", ID: "5c0b06d5-b7a4-484c-aeb0-75a836269ff0"},
	},
	Sources: []string{"CloudTrail User Guide, Turning on and turning off logging for a trail"},
	Example: `resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = aws_s3_bucket.trail.id
  enable_logging = true
}`,
	Decide: []rule.Decision{rule.On[*estate.Trail](func(_ *rule.Input, t *estate.Trail) rule.Outcome {
		switch value.IsTrue(t.Logging, true) {
		case value.Yes:
			return rule.Pass(t.Logging)
		case value.CannotTell:
			return rule.Unknown(t.Logging)
		}
		return rule.Fail("{name} is switched off", t.Logging).Label("records nothing")
	})},
}

// ValidatesFiles is decided for trails.
var ValidatesFiles = &rule.Rule{
	ID:         "trail-validates-files",
	Title:      "Trail files can be proved whole",
	Why:        "Without digests nobody can show that no file of the trail was changed or removed.",
	Fix:        "Set enable_log_file_validation to true.",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.Trail},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudtrail_log_file_validation_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_36"},
		{Tool: "trivy", ID: "AWS-0016"},
		{Tool: "kics", ID: "52ffcfa6-6c70-4ea6-8376-d828d3961669"},
		{Tool: "securityhub", ID: "CloudTrail.4"},
		{Tool: "config", ID: "cloud-trail-log-file-validation-enabled"},
		{Tool: "guard", ID: "cloud_trail_log_file_validation_enabled"},
		{Tool: "cdk-nag", ID: "CloudTrailLogFileValidationEnabled"},
		{Tool: "scoutsuite", ID: "cloudtrail-no-log-file-validation"},
		{Tool: "powerpipe", ID: "cloudtrail_trail_validation_enabled"},
		{Tool: "kics", ID: "2a3560fe-52ca-4443-b34f-bf0ed5eb74c8"},
	},
	Sources: []string{"CloudTrail User Guide, Validating CloudTrail log file integrity"},
	Example: `resource "aws_cloudtrail" "all" {
  name                       = "all"
  s3_bucket_name             = aws_s3_bucket.trail.id
  enable_log_file_validation = true
}`,
	Decide: []rule.Decision{rule.On[*estate.Trail](func(_ *rule.Input, t *estate.Trail) rule.Outcome {
		switch value.IsTrue(t.Validation, false) {
		case value.Yes:
			return rule.Pass(t.Validation)
		case value.CannotTell:
			return rule.Unknown(t.Validation)
		}
		return rule.Fail("The files of {name} can be changed without it showing", t.Validation).Label("no digests")
	})},
}

// EncryptedWithOwnKey is decided for trails and event data stores.
var EncryptedWithOwnKey = &rule.Rule{
	ID:         "trail-encrypted-with-own-key",
	Title:      "Trail files are encrypted with an own key",
	Why:        "Under a key of AWS's everyone who may read the bucket reads the trail; a key's policy is a second lock, and its use is recorded.",
	Fix:        "Set kms_key_id to a customer managed key whose policy lets CloudTrail use it.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Trail, objective.EncryptionAtRest},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudtrail_kms_encryption_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_35"},
		{Tool: "checkov", ID: "CKV_AWS_294"},
		{Tool: "trivy", ID: "AWS-0015"},
		{Tool: "kics", ID: "5d9e3164-9265-470c-9a10-57ae454ac0c7"},
		{Tool: "securityhub", ID: "CloudTrail.2"},
		{Tool: "config", ID: "cloud-trail-encryption-enabled"},
		{Tool: "guard", ID: "cloud_trail_encryption_enabled"},
		{Tool: "cdk-nag", ID: "CloudTrailEncryptionEnabled"},
		{Tool: "scoutsuite", ID: "cloudtrail-no-encryption-with-kms"},
		{Tool: "powerpipe", ID: "cloudtrail_trail_logs_encrypted_with_kms_cmk"},
		{Tool: "kics", ID: "050a9ba8-d1cb-4c61-a5e8-8805a70d3b85"},
	},
	Sources: []string{"CloudTrail User Guide, Encrypting CloudTrail log files"},
	Example: `resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = aws_s3_bucket.trail.id
  kms_key_id     = aws_kms_key.trail.arn
}`,
	Decide: []rule.Decision{
		rule.On[*estate.Trail](func(_ *rule.Input, t *estate.Trail) rule.Outcome {
			return ownKey(t, t.KMSKey, "The files of {name} lie under a key of AWS's")
		}),
		rule.On[*estate.EventDataStore](func(_ *rule.Input, s *estate.EventDataStore) rule.Outcome {
			return ownKey(s, s.KMSKey, "The events of {name} lie under a key of AWS's")
		}),
	},
}

func ownKey(r estate.Resource, key value.Value[value.Text], deed string) rule.Outcome {
	text, _ := key.Get()
	switch value.Both(value.Present(key), text.Contains("alias/aws/").Not()) {
	case value.Yes:
		return rule.Pass(key)
	case value.CannotTell:
		return unknown(r, "whether a key is set", []rule.Fact{key})
	}
	return rule.Fail(deed, key)
}
