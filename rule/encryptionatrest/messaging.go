package encryptionatrest

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// present tells whether a key is set: any key will do.
func present(key value.Value[value.Text]) value.Answer {
	if key.IsAbsent() {
		return value.No
	}
	text, ok := key.Get()
	if !ok {
		return value.CannotTell
	}
	return text.IsEmpty().Not()
}

// maybeEmpty returns the outcome for a key of which it cannot be told whether
// it is set.
func maybeEmpty(key value.Value[value.Text], more ...rule.Fact) rule.Outcome {
	facts := append([]rule.Fact{key}, more...)
	if text, ok := key.Get(); ok {
		return rule.UnknownBecause(key.Attribute()+": "+text.String()+" is not known, and may be empty", facts...)
	}
	return rule.Unknown(facts...)
}

// QueueEncrypted is decided for queues.
var QueueEncrypted = &rule.Rule{
	ID:       "queue-encrypted",
	Title:    "Queues encrypt their messages",
	Why:      "A queue whose own encryption is switched off relies on the encryption of the service's disks alone: messages then are in clear to whoever gets past the service's storage, and texts that want encryption configured are not met.",
	Fix:      "Remove sqs_managed_sse_enabled = false, or set kms_master_key_id.",
	Severity: rule.Medium,
	Example: `resource "aws_sqs_queue" "jobs" {
  name                    = "jobs"
  sqs_managed_sse_enabled = true
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "sqs_queues_server_side_encryption_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_27"},
		{Tool: "trivy", ID: "AWS-0096"},
		{Tool: "trivy", ID: "AVD-AWS-0096"},
		{Tool: "kics", ID: "6e8849c1-3aa7-40e3-9063-b85ee300f29f"},
		{Tool: "securityhub", ID: "SQS.1"},
		{Tool: "cdk-nag", ID: "AwsSolutions-SQS2"},
		{Tool: "scoutsuite", ID: "sqs-queue-server-side-encryption-disabled"},
		{Tool: "powerpipe", ID: "sqs_queue_encrypted_at_rest"},
		{Tool: "kics", ID: "12726829-93ed-4d51-9cbe-13423f4299e1"},
	},
	Sources: []string{"Amazon SQS Developer Guide, Encryption at rest in Amazon SQS", "Amazon SQS Developer Guide, Data encryption in Amazon SQS"},
	Decide: []rule.Decision{rule.On[*estate.Queue](func(_ *rule.Input, q *estate.Queue) rule.Outcome {
		managed, known := q.ManagedSSE.Get()
		key := present(q.KMSKey)
		switch {
		case key == value.Yes:
			return rule.Pass(q.KMSKey)
		case q.ManagedSSE.IsAbsent():
			return rule.PassBecause("SQS encrypts with a key of its own where nothing is set", q.ManagedSSE, q.KMSKey)
		case managed:
			return rule.Pass(q.ManagedSSE)
		case key == value.CannotTell:
			return maybeEmpty(q.KMSKey, q.ManagedSSE)
		case !known:
			return rule.Unknown(q.ManagedSSE, q.KMSKey)
		}
		return rule.Fail("{name} has its own encryption switched off", q.ManagedSSE, q.KMSKey).Label("encryption of messages is off")
	})},
}

// TopicEncrypted is decided for topics.
var TopicEncrypted = &rule.Rule{
	ID:       "topic-encrypted",
	Title:    "Topics encrypt their messages with a key",
	Why:      "Without a key SNS does not encrypt messages itself; only the disks of the service are encrypted, and no key policy says who may read what is published.",
	Fix:      "Set kms_master_key_id to a key that the publishers may use.",
	Severity: rule.Medium,
	Example: `resource "aws_sns_topic" "alerts" {
  name              = "alerts"
  kms_master_key_id = aws_kms_key.alerts.arn
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "sns_topics_kms_encryption_at_rest_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_26"},
		{Tool: "trivy", ID: "AWS-0095"},
		{Tool: "trivy", ID: "AVD-AWS-0095"},
		{Tool: "kics", ID: "28545147-2fc6-42d5-a1f9-cf226658e591"},
		{Tool: "securityhub", ID: "SNS.1"},
		{Tool: "config", ID: "sns-encrypted-kms"},
		{Tool: "guard", ID: "sns_encrypted_kms"},
		{Tool: "cfn-nag", ID: "W47"},
		{Tool: "cdk-nag", ID: "SNSEncryptedKMS"},
		{Tool: "powerpipe", ID: "sns_topic_encrypted_at_rest"},
	},
	Sources: []string{"Amazon SNS Developer Guide, Securing Amazon SNS data with server-side encryption", "Amazon SNS Developer Guide, Data encryption"},
	Decide: []rule.Decision{rule.On[*estate.Topic](func(in *rule.Input, t *estate.Topic) rule.Outcome {
		switch present(t.KMSKey) {
		case value.CannotTell:
			return maybeEmpty(t.KMSKey)
		case value.No:
			return rule.Fail("Messages in {name} are encrypted with no key", t.KMSKey).Label("no kms_master_key_id")
		}
		if in.Estate.CustomerKey(t, t.KMSKey).IsAbsent() {
			return rule.PassBecause("alias/aws/sns encrypts, but CloudWatch alarms and EventBridge cannot publish to the topic: the policy of AWS's key does not name them", t.KMSKey)
		}
		return rule.Pass(t.KMSKey)
	})},
}

// StreamEncrypted is decided for streams.
var StreamEncrypted = &rule.Rule{
	ID:       "stream-encrypted",
	Title:    "Streams encrypt their records",
	Why:      "Kinesis does not encrypt records at rest unless it is told to.",
	Fix:      "Set encryption_type to KMS and kms_key_id to a key.",
	Severity: rule.Medium,
	Example: `resource "aws_kinesis_stream" "orders" {
  name            = "orders"
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.orders.arn
}`,
	Objectives: []objective.ID{objective.EncryptionAtRest},
	Settings:   []string{"encryption.customer_key_for"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "kinesis_stream_encrypted_at_rest"},
		{Tool: "checkov", ID: "CKV_AWS_43"},
		{Tool: "trivy", ID: "AWS-0064"},
		{Tool: "trivy", ID: "AVD-AWS-0064"},
		{Tool: "kics", ID: "862fe4bf-3eec-4767-a517-40f378886b88"},
		{Tool: "securityhub", ID: "Kinesis.1"},
		{Tool: "config", ID: "kinesis-stream-encrypted"},
		{Tool: "guard", ID: "kinesis_stream_encryption_rule"},
		{Tool: "cfn-nag", ID: "W49"},
		{Tool: "cdk-nag", ID: "AwsSolutions-KDS1"},
	},
	Sources: []string{"Amazon Kinesis Data Streams Developer Guide, Data protection in Amazon Kinesis Data Streams"},
	Decide: []rule.Decision{rule.On[*estate.Stream](func(in *rule.Input, s *estate.Stream) rule.Outcome {
		sort, known := s.Encryption.Get()
		switch {
		case s.Encryption.IsAbsent(), known && sort.Is("NONE") == value.Yes:
			return rule.Fail("The records in {name} are not encrypted", s.Encryption).Label("no encryption at rest")
		case !known:
			return rule.Unknown(s.Encryption)
		case sort.Is("KMS") == value.CannotTell:
			return rule.UnknownBecause("encryption_type: "+sort.String()+" is not known", s.Encryption)
		}
		asked, why := demanded(in, s)
		key := in.Estate.CustomerKey(s, s.Key)
		switch setting := rule.Setting(in.Settings.Encryption.CustomerKeyFor); {
		case asked == value.No || key.IsKnown():
		case asked == value.CannotTell && key.IsAbsent():
			return rule.Unknown(why, s.Key, setting)
		case asked == value.Yes && key.IsAbsent():
			return rule.Fail("The records in {name} are encrypted with a key of AWS's", s.Key, why, setting).As(rule.Low)
		default:
			return rule.Unknown(key, why, setting)
		}
		return rule.Pass(s.Encryption, s.Key)
	})},
}
