package estate

import "bailiwick/value"

var queueType = Type{
	Kind: "queue",
	New:  func() Resource { return new(Queue) },
	Terraform: []Declared{
		{
			Type: "aws_sqs_queue",
			Name: "name",
			Computed: []Computed{
				{"name", "{name_prefix}{name_suffix}"},
				{"arn", "arn:{partition}:sqs:{region}:{account}:{name}"},
				{"id", "https://sqs.{region}.{dns_suffix}/{account}/{name}"},
				{"url", "https://sqs.{region}.{dns_suffix}/{account}/{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::SQS::Queue",
			Name: "QueueName",
			Computed: []Computed{
				{"Ref", "https://sqs.{region}.{dns_suffix}/{account}/{QueueName}"},
				{"Arn", "arn:{partition}:sqs:{region}:{account}:{QueueName}"},
				{"QueueUrl", "https://sqs.{region}.{dns_suffix}/{account}/{QueueName}"},
			},
		},
	},
}

// A Queue is a queue of SQS.
type Queue struct {
	head

	Name              value.Value[value.Text] `tf:"name" cfn:"QueueName"`
	Policy            Policy                  `tf:"policy" cfn:"-"` // absent: the owner's account may use it
	KMSKey            value.Value[value.Text] `tf:"kms_master_key_id" cfn:"KmsMasterKeyId" ref:"key|key_alias"`
	ManagedSSE        value.Value[bool]       `tf:"sqs_managed_sse_enabled" cfn:"SqsManagedSseEnabled"`                   // default true without a key
	DataKeyReuse      value.Value[int64]      `tf:"kms_data_key_reuse_period_seconds" cfn:"KmsDataKeyReusePeriodSeconds"` // seconds, default 300
	DeadLetter        value.Value[value.Text] `tf:"redrive_policy.deadLetterTargetArn" cfn:"RedrivePolicy.deadLetterTargetArn" ref:"queue"`
	MaxReceives       value.Value[int64]      `tf:"redrive_policy.maxReceiveCount" cfn:"RedrivePolicy.maxReceiveCount"`
	RedrivePermission value.Value[value.Text] `tf:"redrive_allow_policy.redrivePermission" cfn:"RedriveAllowPolicy.redrivePermission"` // allowAll (default), denyAll or byQueue
	RedriveSources    value.Texts             `tf:"redrive_allow_policy.sourceQueueArns" cfn:"RedriveAllowPolicy.sourceQueueArns" ref:"queue"`
	FIFO              value.Value[bool]       `tf:"fifo_queue" cfn:"FifoQueue"`                             // default false
	Retention         value.Value[int64]      `tf:"message_retention_seconds" cfn:"MessageRetentionPeriod"` // seconds, default 345600: four days
	Visibility        value.Value[int64]      `tf:"visibility_timeout_seconds" cfn:"VisibilityTimeout"`     // seconds, default 30
	Delay             value.Value[int64]      `tf:"delay_seconds" cfn:"DelaySeconds"`                       // seconds, default 0
	MaxMessage        value.Value[int64]      `tf:"max_message_size" cfn:"MaximumMessageSize"`              // bytes
}

var queuePolicyType = Type{
	Kind: "queue_policy",
	New:  func() Resource { return new(QueuePolicy) },
	Terraform: []Declared{
		{
			Type: "aws_sqs_queue_policy",
			Computed: []Computed{
				{"id", "{queue_url}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::SQS::QueuePolicy",
			Computed: []Computed{
				{"Id", "{Ref}"},
			},
		},
		{Type: "AWS::SQS::QueueInlinePolicy"},
	},
}

// A QueuePolicy is the policy of a queue that is declared elsewhere.
type QueuePolicy struct {
	head

	Queues value.Texts `tf:"queue_url" cfn:"Queues" ref:"queue"` // one in Terraform
	Policy Policy      `tf:"policy" cfn:"PolicyDocument"`
}

var redrivePolicyType = Type{
	Kind: "redrive_policy",
	New:  func() Resource { return new(RedrivePolicy) },
	Terraform: []Declared{
		{
			Type: "aws_sqs_queue_redrive_policy",
			Computed: []Computed{
				{"id", "{queue_url}"},
			},
		},
	},
}

// A RedrivePolicy says where a queue's messages go that nobody could process.
type RedrivePolicy struct {
	head

	Queue       value.Value[value.Text] `tf:"queue_url" ref:"queue"`
	DeadLetter  value.Value[value.Text] `tf:"redrive_policy.deadLetterTargetArn" ref:"queue"`
	MaxReceives value.Value[int64]      `tf:"redrive_policy.maxReceiveCount"`
}

var redriveAllowPolicyType = Type{
	Kind: "redrive_allow_policy",
	New:  func() Resource { return new(RedriveAllowPolicy) },
	Terraform: []Declared{
		{
			Type: "aws_sqs_queue_redrive_allow_policy",
			Computed: []Computed{
				{"id", "{queue_url}"},
			},
		},
	},
}

// A RedriveAllowPolicy says which queues may use a queue for what they could
// not process.
type RedriveAllowPolicy struct {
	head

	Queue      value.Value[value.Text] `tf:"queue_url" ref:"queue"`
	Permission value.Value[value.Text] `tf:"redrive_allow_policy.redrivePermission"`
	Sources    value.Texts             `tf:"redrive_allow_policy.sourceQueueArns" ref:"queue"`
}

// QueuePolicyOf returns the policy of the queue; absent: only its account may
// use it.
func (q *Queue) QueuePolicyOf(v *View) Policy {
	return settled(v, q, q.Policy, "", func(p *QueuePolicy) Policy { return p.Policy })
}

// DeadLetterQueue returns the queue, by its ARN, that takes what nobody could
// process.
func (q *Queue) DeadLetterQueue(v *View) value.Value[value.Text] {
	return settled(v, q, q.DeadLetter, "queue_url", func(p *RedrivePolicy) value.Value[value.Text] { return p.DeadLetter })
}

// MaxReceiveCount returns how often a message is received before it goes to the
// dead-letter queue.
func (q *Queue) MaxReceiveCount(v *View) value.Value[int64] {
	return settled(v, q, q.MaxReceives, "queue_url", func(p *RedrivePolicy) value.Value[int64] { return p.MaxReceives })
}

// IsDeadLetterQueue reports whether another resource of the estate sends to
// the queue what could not be processed.
func (q *Queue) IsDeadLetterQueue(v *View) bool {
	for _, l := range v.Incoming(q) {
		switch from := l.From.(type) {
		case *Queue, *RedrivePolicy:
			if isOneOf(l.As, "redrive_policy.deadLetterTargetArn|RedrivePolicy.deadLetterTargetArn") {
				return true
			}
		case *Function, *Subscription, *EventInvokeConfig:
			return true
		case *EventSourceMapping:
			if l.As != from.Source.Attribute() {
				return true
			}
		}
	}
	return false
}
