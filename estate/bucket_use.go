package estate

import "bailiwick/value"

var bucketLoggingType = Type{
	Kind: "bucket_logging",
	New:  func() Resource { return new(BucketLogging) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_logging"},
	},
}

// A BucketLogging records the requests to a bucket in another.
type BucketLogging struct {
	head

	Bucket value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Target value.Value[value.Text] `tf:"target_bucket" ref:"bucket"`
	Prefix value.Value[value.Text] `tf:"target_prefix"`
}

// BucketLog returns what names the bucket that records the requests to this
// one; absent means none.
func (b *Bucket) BucketLog(v *View) value.Value[value.Text] {
	return settled(v, b, b.LogBucket, "bucket", func(l *BucketLogging) value.Value[value.Text] { return l.Target })
}

// IsLogTarget reports whether a bucket of the estate is known to record its
// requests in this one.
func (b *Bucket) IsLogTarget(v *View) bool {
	is, _ := b.MayBeLogTarget(v)
	return is == value.Yes
}

// MayBeLogTarget tells whether a bucket of the estate records its requests in
// this one, and why that cannot be told.
func (b *Bucket) MayBeLogTarget(v *View) (value.Answer, value.Note) {
	const inline = "logging.target_bucket|LoggingConfiguration.DestinationBucketName"
	buckets, loggings := Companions[*Bucket](v, b, inline), Companions[*BucketLogging](v, b, "target_bucket")
	found, _ := buckets.Get()
	apart, _ := loggings.Get()
	switch {
	case len(found)+len(apart) > 0:
		return value.Yes, 0
	case buckets.Partial():
		return value.CannotTell, value.Because(buckets.Reason())
	case loggings.Partial():
		return value.CannotTell, value.Because(loggings.Reason())
	}
	return value.No, 0
}

var bucketNotificationType = Type{
	Kind: "bucket_notification",
	New:  func() Resource { return new(BucketNotification) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_notification"},
	},
}

// A BucketNotification says what is told of a bucket's events.
type BucketNotification struct {
	head

	Bucket      value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Functions   Blocks[BucketFunction]  `tf:"lambda_function"`
	Queues      Blocks[BucketQueue]     `tf:"queue"`
	Topics      Blocks[BucketTopic]     `tf:"topic"`
	EventBridge value.Value[bool]       `tf:"eventbridge"` // default false
}

// A BucketFunction is a function that is called for a bucket's events.
type BucketFunction struct {
	Function value.Value[value.Text] `tf:"lambda_function_arn" cfn:"Function" ref:"function|alias"`
	Events   value.Texts             `tf:"events" cfn:"Event"`
	Prefix   value.Value[value.Text] `tf:"filter_prefix" cfn:"-"`
	Suffix   value.Value[value.Text] `tf:"filter_suffix" cfn:"-"`
}

func (t *BucketFunction) reshape(from Body) { t.Prefix, t.Suffix = keyFilter(from) }

// A BucketQueue is a queue that gets a bucket's events.
type BucketQueue struct {
	Queue  value.Value[value.Text] `tf:"queue_arn" cfn:"Queue" ref:"queue"`
	Events value.Texts             `tf:"events" cfn:"Event"`
	Prefix value.Value[value.Text] `tf:"filter_prefix" cfn:"-"`
	Suffix value.Value[value.Text] `tf:"filter_suffix" cfn:"-"`
}

func (t *BucketQueue) reshape(from Body) { t.Prefix, t.Suffix = keyFilter(from) }

// A BucketTopic is a topic that gets a bucket's events.
type BucketTopic struct {
	Topic  value.Value[value.Text] `tf:"topic_arn" cfn:"Topic" ref:"topic"`
	Events value.Texts             `tf:"events" cfn:"Event"`
	Prefix value.Value[value.Text] `tf:"filter_prefix" cfn:"-"`
	Suffix value.Value[value.Text] `tf:"filter_suffix" cfn:"-"`
}

func (t *BucketTopic) reshape(from Body) { t.Prefix, t.Suffix = keyFilter(from) }

// keyFilter returns the prefix and suffix of a notification's filter, which
// CloudFormation has as a list of rules.
func keyFilter(from Body) (prefix, suffix value.Value[value.Text]) {
	rules := entriesOf(Property(from, "Filter.S3Key.Rules"), "Name", "Value")
	put(&prefix, rules, "prefix")
	put(&suffix, rules, "suffix")
	return prefix, suffix
}

// BucketFunctions returns the functions that are called for the bucket's
// events.
func (b *Bucket) BucketFunctions(v *View) value.Value[[]BucketFunction] {
	return settled(v, b, Listed(b.Functions), "bucket", func(n *BucketNotification) value.Value[[]BucketFunction] { return Listed(n.Functions) })
}

var bucketWebsiteType = Type{
	Kind: "bucket_website",
	New:  func() Resource { return new(BucketWebsite) },
	Terraform: []Declared{{
		Type: "aws_s3_bucket_website_configuration",
		Computed: []Computed{
			{"website_endpoint", "{website_endpoint}"},
		},
	}},
}

// A BucketWebsite serves a bucket's objects over plain HTTP.
type BucketWebsite struct {
	head

	Bucket   value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Index    value.Value[value.Text] `tf:"index_document.suffix"`
	Redirect value.Value[value.Text] `tf:"redirect_all_requests_to.host_name"`
}

var bucketCORSType = Type{
	Kind: "bucket_cors",
	New:  func() Resource { return new(BucketCORS) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_cors_configuration"},
	},
}

// A BucketCORS says which web pages may read a bucket.
type BucketCORS struct {
	head

	Bucket value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Rules  Blocks[CORSRule]        `tf:"cors_rule"`
}

// A CORSRule admits web pages of some origins.
type CORSRule struct {
	Origins value.Texts `tf:"allowed_origins" cfn:"AllowedOrigins"`
	Methods value.Texts `tf:"allowed_methods" cfn:"AllowedMethods"`
	Headers value.Texts `tf:"allowed_headers" cfn:"AllowedHeaders"`
}

// BucketCORS returns the bucket's rules for web pages; absent means none.
func (b *Bucket) BucketCORS(v *View) value.Value[[]CORSRule] {
	return settled(v, b, Listed(b.CORS), "bucket", func(c *BucketCORS) value.Value[[]CORSRule] { return Listed(c.Rules) })
}

var bucketObjectType = Type{
	Kind: "bucket_object",
	New:  func() Resource { return new(BucketObject) },
	Terraform: []Declared{
		{Type: "aws_s3_object"},
		{Type: "aws_s3_bucket_object"},
	},
}

// A BucketObject is an object that is declared with its content, such as a
// function's package.
type BucketObject struct {
	head

	Bucket     value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Key        value.Value[value.Text] `tf:"key"`
	Source     value.Value[value.Text] `tf:"source"`
	Hash       value.Value[value.Text] `tf:"source_hash|etag"`
	ACL        value.Value[value.Text] `tf:"acl"`
	KMSKey     value.Value[value.Text] `tf:"kms_key_id" ref:"key|key_alias"`
	Encryption value.Value[value.Text] `tf:"server_side_encryption"`
}

var malwarePlanType = Type{
	Kind: "malware_plan",
	New:  func() Resource { return new(MalwarePlan) },
	Terraform: []Declared{{
		Type: "aws_guardduty_malware_protection_plan",
		Computed: []Computed{
			{"arn", "arn:{partition}:guardduty:{region}:{account}:malware-protection-plan/{id}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::GuardDuty::MalwareProtectionPlan",
			Computed: []Computed{
				{"Arn", "arn:{partition}:guardduty:{region}:{account}:malware-protection-plan/{Ref}"},
				{"MalwareProtectionPlanId", "{Ref}"},
			},
		},
	},
}

// A MalwarePlan scans the objects that enter a bucket.
type MalwarePlan struct {
	head

	Bucket   value.Value[value.Text] `tf:"protected_resource.s3_bucket.bucket_name" cfn:"ProtectedResource.S3Bucket.BucketName" ref:"bucket"`
	Prefixes value.Texts             `tf:"protected_resource.s3_bucket.object_prefixes" cfn:"ProtectedResource.S3Bucket.ObjectPrefixes"` // absent: all
	Role     value.Value[value.Text] `tf:"role" cfn:"Role" ref:"role"`
	Tagging  value.Value[value.Text] `tf:"actions.tagging.status" cfn:"Actions.Tagging.Status"` // DISABLED (default) or ENABLED
}
