package estate

import "bailiwick/value"

var mailRuleType = Type{
	Kind: "mail_rule",
	New:  func() Resource { return new(MailRule) },
	Terraform: []Declared{
		{Type: "aws_ses_receipt_rule", Name: "name"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::SES::ReceiptRule", Name: "Rule.Name"},
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
	Functions  Blocks[MailFunction]    `tf:"lambda_action" cfn:"-"`
	Buckets    Blocks[MailBucket]      `tf:"s3_action" cfn:"-"`
}

// reshape sorts the actions, which CloudFormation has in one list.
func (r *MailRule) reshape(from Body) {
	actions := Property(from, "Rule.Actions")
	putWhole(&r.Functions, gathered(actions, "LambdaAction"), "LambdaAction")
	putWhole(&r.Buckets, gathered(actions, "S3Action"), "S3Action")
}

// A MailFunction is a function that is called for mail.
type MailFunction struct {
	Function   value.Value[value.Text] `tf:"function_arn" cfn:"FunctionArn" ref:"function|alias"`
	Invocation value.Value[value.Text] `tf:"invocation_type" cfn:"InvocationType"` // Event (default) or RequestResponse
}

// A MailBucket is a bucket that mail is put into.
type MailBucket struct {
	Bucket value.Value[value.Text] `tf:"bucket_name" cfn:"BucketName" ref:"bucket"`
	Key    value.Value[value.Text] `tf:"kms_key_arn" cfn:"KmsKeyArn" ref:"key|key_alias"`
	Topic  value.Value[value.Text] `tf:"topic_arn" cfn:"TopicArn" ref:"topic"`
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
	CloudFormation: []Declared{
		{
			Type: "AWS::IoT::TopicRule",
			Name: "RuleName",
			Computed: []Computed{
				{"Ref", "{RuleName}"},
				{"Arn", "arn:{partition}:iot:{region}:{account}:rule/{RuleName}"},
			},
		},
	},
}

// An IoTRule says what AWS IoT does with messages of devices.
type IoTRule struct {
	head

	RuleName  value.Value[value.Text] `tf:"name" cfn:"RuleName"`
	SQL       value.Value[value.Text] `tf:"sql" cfn:"TopicRulePayload.Sql"`
	Enabled   value.Value[bool]       `tf:"enabled" cfn:"-"`
	Functions Blocks[IoTFunction]     `tf:"lambda" cfn:"-"`
	Queues    Blocks[IoTQueue]        `tf:"sqs" cfn:"-"`
	Topics    Blocks[IoTTopic]        `tf:"sns" cfn:"-"`
	Tables    Blocks[IoTTable]        `tf:"dynamodb" cfn:"-"`
	Streams   Blocks[IoTStream]       `tf:"kinesis" cfn:"-"`
	Buckets   Blocks[IoTBucket]       `tf:"s3" cfn:"-"`
}

// reshape sorts the actions, which CloudFormation has in one list.
func (r *IoTRule) reshape(from Body) {
	putWhole(&r.Enabled, negated(Property(from, "TopicRulePayload.RuleDisabled")), "RuleDisabled")
	actions := Property(from, "TopicRulePayload.Actions")
	putWhole(&r.Functions, gathered(actions, "Lambda"), "Lambda")
	putWhole(&r.Queues, gathered(actions, "Sqs"), "Sqs")
	putWhole(&r.Topics, gathered(actions, "Sns"), "Sns")
	putWhole(&r.Tables, gathered(actions, "DynamoDB"), "DynamoDB")
	putWhole(&r.Streams, gathered(actions, "Kinesis"), "Kinesis")
	putWhole(&r.Buckets, gathered(actions, "S3"), "S3")
}

// An IoTFunction is a function that a rule calls.
type IoTFunction struct {
	Function value.Value[value.Text] `tf:"function_arn" cfn:"FunctionArn" ref:"function|alias"`
}

// An IoTQueue is a queue that a rule sends to.
type IoTQueue struct {
	Queue value.Value[value.Text] `tf:"queue_url" cfn:"QueueUrl" ref:"queue"`
	Role  value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
}

// An IoTTopic is a topic that a rule publishes to.
type IoTTopic struct {
	Topic value.Value[value.Text] `tf:"target_arn" cfn:"TargetArn" ref:"topic"`
	Role  value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
}

// An IoTTable is a table that a rule writes to.
type IoTTable struct {
	Table value.Value[value.Text] `tf:"table_name" cfn:"TableName" ref:"table"`
	Role  value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
}

// An IoTStream is a stream that a rule writes to.
type IoTStream struct {
	Stream value.Value[value.Text] `tf:"stream_name" cfn:"StreamName" ref:"stream"`
	Role   value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
}

// An IoTBucket is a bucket that a rule writes to.
type IoTBucket struct {
	Bucket value.Value[value.Text] `tf:"bucket_name" cfn:"BucketName" ref:"bucket"`
	Role   value.Value[value.Text] `tf:"role_arn" cfn:"RoleArn" ref:"role"`
}
