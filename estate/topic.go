package estate

import "bailiwick/value"

var topicType = Type{
	Kind: "topic",
	New:  func() Resource { return new(Topic) },
	Terraform: []Declared{
		{
			Type: "aws_sns_topic",
			Name: "name",
			Computed: []Computed{
				{"name", "{name_prefix}{name_suffix}"},
				{"arn", "arn:{partition}:sns:{region}:{account}:{name}"},
				{"id", "arn:{partition}:sns:{region}:{account}:{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::SNS::Topic",
			Name: "TopicName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:sns:{region}:{account}:{TopicName}"},
				{"TopicArn", "arn:{partition}:sns:{region}:{account}:{TopicName}"},
			},
		},
	},
}

// A Topic is a topic of SNS.
type Topic struct {
	head

	Name              value.Value[value.Text] `tf:"name" cfn:"TopicName"`
	Policy            Policy                  `tf:"policy" cfn:"-"`                                             // absent: the owner's account may use it
	KMSKey            value.Value[value.Text] `tf:"kms_master_key_id" cfn:"KmsMasterKeyId" ref:"key|key_alias"` // absent: not encrypted by a key of KMS
	FIFO              value.Value[bool]       `tf:"fifo_topic" cfn:"FifoTopic"`                                 // default false
	Tracing           value.Value[value.Text] `tf:"tracing_config" cfn:"TracingConfig"`                         // PassThrough (default) or Active
	SignatureVersion  value.Value[int64]      `tf:"signature_version" cfn:"SignatureVersion"`                   // 1 (default: SHA1) or 2 (SHA256)
	DeliveryPolicy    value.Value[value.Any]  `tf:"delivery_policy" cfn:"-"`
	DataProtection    value.Value[value.Any]  `tf:"-" cfn:"DataProtectionPolicy"`
	LambdaFailureRole value.Value[value.Text] `tf:"lambda_failure_feedback_role_arn" cfn:"-" ref:"role"`
	SQSFailureRole    value.Value[value.Text] `tf:"sqs_failure_feedback_role_arn" cfn:"-" ref:"role"`
	HTTPFailureRole   value.Value[value.Text] `tf:"http_failure_feedback_role_arn" cfn:"-" ref:"role"`
}

var topicPolicyType = Type{
	Kind: "topic_policy",
	New:  func() Resource { return new(TopicPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_sns_topic_policy",
			Computed: []Computed{
				{"id", "{arn}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::SNS::TopicPolicy",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
		{Type: "AWS::SNS::TopicInlinePolicy"},
	},
}

// A TopicPolicy is the policy of a topic that is declared elsewhere.
type TopicPolicy struct {
	head

	Topic  value.Texts `tf:"arn" cfn:"Topics" ref:"topic"`
	Policy Policy      `tf:"policy" cfn:"PolicyDocument"`
}

var topicDataProtectionType = Type{
	Kind: "topic_data_protection",
	New:  func() Resource { return new(TopicDataProtection) },
	Terraform: []Declared{
		{
			Type: "aws_sns_topic_data_protection_policy",
		},
	},
}

// A TopicDataProtection says which data a topic audits, masks or refuses.
type TopicDataProtection struct {
	head

	Topic    value.Value[value.Text] `tf:"arn" ref:"topic"`
	Document value.Value[value.Any]  `tf:"policy"`
}

var subscriptionType = Type{
	Kind: "subscription",
	New:  func() Resource { return new(Subscription) },
	Terraform: []Declared{
		{
			Type: "aws_sns_topic_subscription",
			Computed: []Computed{
				{"arn", "{topic_arn}:{subscription_id}"},
				{"id", "{topic_arn}:{subscription_id}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::SNS::Subscription",
			Computed: []Computed{
				{"Ref", "{TopicArn}:{SubscriptionId}"},
				{"Arn", "{TopicArn}:{SubscriptionId}"},
			},
		},
		{Type: "AWS::SNS::Topic", Inside: "Subscription", Given: []Computed{{"TopicArn", "{Ref}"}}},
	},
}

// A Subscription sends a topic's messages to an endpoint.
type Subscription struct {
	head

	Topic      value.Value[value.Text] `tf:"topic_arn" cfn:"TopicArn" ref:"topic"`
	Protocol   value.Value[value.Text] `tf:"protocol" cfn:"Protocol"` // lambda, sqs, firehose, https, http, email, sms …
	Endpoint   value.Value[value.Text] `tf:"endpoint" cfn:"Endpoint" ref:"function|queue|firehose"`
	DeadLetter value.Value[value.Text] `tf:"redrive_policy.deadLetterTargetArn" cfn:"RedrivePolicy.deadLetterTargetArn" ref:"queue"`
	Raw        value.Value[bool]       `tf:"raw_message_delivery" cfn:"RawMessageDelivery"` // default false
	Filter     value.Value[value.Any]  `tf:"filter_policy" cfn:"FilterPolicy"`
	Role       value.Value[value.Text] `tf:"subscription_role_arn" cfn:"SubscriptionRoleArn" ref:"role"` // with firehose
}

// TopicPolicyOf returns the policy of the topic; absent: AWS's default, which
// lets the owner's account use it.
func (t *Topic) TopicPolicyOf(v *View) Policy {
	return settled(v, t, t.Policy, "", func(p *TopicPolicy) Policy { return p.Policy })
}

// TopicDataProtectionOf returns the data protection policy of the topic.
func (t *Topic) TopicDataProtectionOf(v *View) value.Value[value.Any] {
	return settled(v, t, t.DataProtection, "", func(p *TopicDataProtection) value.Value[value.Any] { return p.Document })
}

// Subscriptions returns the subscriptions to the topic.
func (t *Topic) Subscriptions(v *View) value.Value[[]*Subscription] {
	return Companions[*Subscription](v, t, "")
}
