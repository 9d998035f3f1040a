package estate

import "bailiwick/value"

var mailRuleType = Type{
	Kind: "mail_rule",
	New:  func() Resource { return new(MailRule) },
	Terraform: []Declared{
		{Type: "aws_ses_receipt_rule", Name: "name"},
	},
}

// A MailRule says what Amazon SES does with mail that it receives.
type MailRule struct {
	head

	RuleName   value.Value[value.Text] `tf:"name" cfn:"Rule.Name"`
	RuleSet    value.Value[value.Text] `tf:"rule_set_name" cfn:"RuleSetName"`
	Recipients value.Texts             `tf:"recipients" cfn:"Rule.Recipients"`
	Enabled    value.Value[bool]       `tf:"enabled" cfn:"Rule.Enabled"`
	TLSPolicy  value.Value[value.Text] `tf:"tls_policy" cfn:"Rule.TlsPolicy"` // Optional (default) or Require
	Functions  Blocks[MailFunction]    `tf:"lambda_action"`
	Buckets    Blocks[MailBucket]      `tf:"s3_action"`
}

// A MailFunction is a function that is called for mail.
type MailFunction struct {
	Function   value.Value[value.Text] `tf:"function_arn" ref:"function|alias"`
	Invocation value.Value[value.Text] `tf:"invocation_type"` // Event (default) or RequestResponse
}

// A MailBucket is a bucket that mail is put into.
type MailBucket struct {
	Bucket value.Value[value.Text] `tf:"bucket_name" ref:"bucket"`
	Key    value.Value[value.Text] `tf:"kms_key_arn" ref:"key|key_alias"`
	Topic  value.Value[value.Text] `tf:"topic_arn" ref:"topic"`
}

var iotRuleType = Type{
	Kind: "iot_rule",
	New:  func() Resource { return new(IoTRule) },
	Terraform: []Declared{{
		Type: "aws_iot_topic_rule",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:iot:{region}:{account}:rule/{name}"},
		},
	}},
}

// An IoTRule says what AWS IoT does with messages of devices.
type IoTRule struct {
	head

	RuleName  value.Value[value.Text] `tf:"name" cfn:"RuleName"`
	SQL       value.Value[value.Text] `tf:"sql" cfn:"TopicRulePayload.Sql"`
	Enabled   value.Value[bool]       `tf:"enabled"`
	Functions Blocks[IoTFunction]     `tf:"lambda"`
	Queues    Blocks[IoTQueue]        `tf:"sqs"`
	Topics    Blocks[IoTTopic]        `tf:"sns"`
	Tables    Blocks[IoTTable]        `tf:"dynamodb"`
	Streams   Blocks[IoTStream]       `tf:"kinesis"`
	Buckets   Blocks[IoTBucket]       `tf:"s3"`
}

// An IoTFunction is a function that a rule calls.
type IoTFunction struct {
	Function value.Value[value.Text] `tf:"function_arn" ref:"function|alias"`
}

// An IoTQueue is a queue that a rule sends to.
type IoTQueue struct {
	Queue value.Value[value.Text] `tf:"queue_url" ref:"queue"`
	Role  value.Value[value.Text] `tf:"role_arn" ref:"role"`
}

// An IoTTopic is a topic that a rule publishes to.
type IoTTopic struct {
	Topic value.Value[value.Text] `tf:"target_arn" ref:"topic"`
	Role  value.Value[value.Text] `tf:"role_arn" ref:"role"`
}

// An IoTTable is a table that a rule writes to.
type IoTTable struct {
	Table value.Value[value.Text] `tf:"table_name" ref:"table"`
	Role  value.Value[value.Text] `tf:"role_arn" ref:"role"`
}

// An IoTStream is a stream that a rule writes to.
type IoTStream struct {
	Stream value.Value[value.Text] `tf:"stream_name" ref:"stream"`
	Role   value.Value[value.Text] `tf:"role_arn" ref:"role"`
}

// An IoTBucket is a bucket that a rule writes to.
type IoTBucket struct {
	Bucket value.Value[value.Text] `tf:"bucket_name" ref:"bucket"`
	Role   value.Value[value.Text] `tf:"role_arn" ref:"role"`
}
