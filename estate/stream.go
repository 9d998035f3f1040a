package estate

import "bailiwick/value"

var streamType = Type{
	Kind: "stream",
	New:  func() Resource { return new(Stream) },
	Terraform: []Declared{{
		Type: "aws_kinesis_stream",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:kinesis:{region}:{account}:stream/{name}"},
			{"id", "arn:{partition}:kinesis:{region}:{account}:stream/{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Kinesis::Stream",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:kinesis:{region}:{account}:stream/{Name}"},
			},
		},
	},
}

// A Stream is a data stream of Amazon Kinesis.
type Stream struct {
	head

	StreamName value.Value[value.Text] `tf:"name" cfn:"Name"`
	Encryption value.Value[value.Text] `tf:"encryption_type" cfn:"StreamEncryption.EncryptionType"` // NONE (default) or KMS
	Key        value.Value[value.Text] `tf:"kms_key_id" cfn:"StreamEncryption.KeyId" ref:"key|key_alias"`
	Retention  value.Value[int64]      `tf:"retention_period" cfn:"RetentionPeriodHours"` // hours; default 24
	Mode       value.Value[value.Text] `tf:"stream_mode_details.stream_mode" cfn:"StreamModeDetails.StreamMode"`
}

var streamPolicyType = Type{
	Kind: "stream_policy",
	New:  func() Resource { return new(StreamPolicy) },
	Terraform: []Declared{
		{Type: "aws_kinesis_resource_policy"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Kinesis::ResourcePolicy"},
	},
}

// A StreamPolicy is the resource policy of a stream or of a consumer.
type StreamPolicy struct {
	head

	Resource value.Value[value.Text] `tf:"resource_arn" cfn:"ResourceArn" ref:"stream|stream_consumer"`
	Policy   Policy                  `tf:"policy" cfn:"ResourcePolicy"`
}

// StreamPolicy returns the stream's resource policy.
func (s *Stream) StreamPolicy(v *View) Policy {
	return attached(v, s, "resource_arn|ResourceArn", func(p *StreamPolicy) Policy { return p.Policy })
}

var streamConsumerType = Type{
	Kind: "stream_consumer",
	New:  func() Resource { return new(StreamConsumer) },
	Terraform: []Declared{{
		Type: "aws_kinesis_stream_consumer",
		Name: "name",
		Computed: []Computed{
			{"arn", "{stream_arn}/consumer/{name}:{creation_timestamp}"},
			{"id", "{stream_arn}/consumer/{name}:{creation_timestamp}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::Kinesis::StreamConsumer",
			Name: "ConsumerName",
			Computed: []Computed{
				{"Ref", "{StreamARN}/consumer/{ConsumerName}:{ConsumerCreationTimestamp}"},
				{"ConsumerARN", "{StreamARN}/consumer/{ConsumerName}:{ConsumerCreationTimestamp}"},
			},
		},
	},
}

// A StreamConsumer reads a stream with a throughput of its own.
type StreamConsumer struct {
	head

	ConsumerName value.Value[value.Text] `tf:"name" cfn:"ConsumerName"`
	Stream       value.Value[value.Text] `tf:"stream_arn" cfn:"StreamARN" ref:"stream"`
}

var firehoseType = Type{
	Kind: "firehose",
	New:  func() Resource { return new(Firehose) },
	Terraform: []Declared{{
		Type: "aws_kinesis_firehose_delivery_stream",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:firehose:{region}:{account}:deliverystream/{name}"},
			{"id", "arn:{partition}:firehose:{region}:{account}:deliverystream/{name}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::KinesisFirehose::DeliveryStream",
			Name: "DeliveryStreamName",
			Computed: []Computed{
				{"Ref", "{DeliveryStreamName}"},
				{"Arn", "arn:{partition}:firehose:{region}:{account}:deliverystream/{DeliveryStreamName}"},
			},
		},
	},
}

// A Firehose is a delivery stream of Amazon Data Firehose.
type Firehose struct {
	head

	StreamName    value.Value[value.Text]   `tf:"name" cfn:"DeliveryStreamName"`
	Destination   value.Value[value.Text]   `tf:"destination" cfn:"-"` // extended_s3, http_endpoint, opensearch …
	SourceStream  value.Value[value.Text]   `tf:"kinesis_source_configuration.kinesis_stream_arn" cfn:"KinesisStreamSourceConfiguration.KinesisStreamARN" ref:"stream"`
	SourceCluster value.Value[value.Text]   `tf:"msk_source_configuration.msk_cluster_arn" cfn:"MSKSourceConfiguration.MSKClusterARN" ref:"kafka_cluster"`
	Encrypted     value.Value[bool]         `tf:"server_side_encryption.enabled" cfn:"-"`                                                   // default false
	KeyType       value.Value[value.Text]   `tf:"server_side_encryption.key_type" cfn:"DeliveryStreamEncryptionConfigurationInput.KeyType"` // AWS_OWNED_CMK (default) or CUSTOMER_MANAGED_CMK
	Key           value.Value[value.Text]   `tf:"server_side_encryption.key_arn" cfn:"DeliveryStreamEncryptionConfigurationInput.KeyARN" ref:"key|key_alias"`
	Bucket        value.Value[value.Text]   `tf:"extended_s3_configuration.bucket_arn|s3_configuration.bucket_arn" cfn:"ExtendedS3DestinationConfiguration.BucketARN|S3DestinationConfiguration.BucketARN" ref:"bucket"`
	BucketKey     value.Value[value.Text]   `tf:"extended_s3_configuration.kms_key_arn|s3_configuration.kms_key_arn" cfn:"ExtendedS3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN" ref:"key|key_alias"`
	Role          value.Value[value.Text]   `tf:"extended_s3_configuration.role_arn|s3_configuration.role_arn|http_endpoint_configuration.role_arn" cfn:"ExtendedS3DestinationConfiguration.RoleARN" ref:"role"`
	LogsOn        value.Value[bool]         `tf:"extended_s3_configuration.cloudwatch_logging_options.enabled" cfn:"ExtendedS3DestinationConfiguration.CloudWatchLoggingOptions.Enabled"`
	LogGroup      value.Value[value.Text]   `tf:"extended_s3_configuration.cloudwatch_logging_options.log_group_name" cfn:"ExtendedS3DestinationConfiguration.CloudWatchLoggingOptions.LogGroupName" ref:"log_group"`
	Processors    Blocks[FirehoseProcessor] `tf:"extended_s3_configuration.processing_configuration.processors" cfn:"ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors"`
	URL           value.Value[value.Text]   `tf:"http_endpoint_configuration.url" cfn:"HttpEndpointDestinationConfiguration.EndpointConfiguration.Url"`
	AccessKey     value.Value[value.Text]   `tf:"http_endpoint_configuration.access_key" cfn:"HttpEndpointDestinationConfiguration.EndpointConfiguration.AccessKey"`
	SplunkURL     value.Value[value.Text]   `tf:"splunk_configuration.hec_endpoint" cfn:"SplunkDestinationConfiguration.HECEndpoint"`
	SplunkToken   value.Value[value.Text]   `tf:"splunk_configuration.hec_token" cfn:"SplunkDestinationConfiguration.HECToken"`
	Domain        value.Value[value.Text]   `tf:"opensearch_configuration.domain_arn|elasticsearch_configuration.domain_arn" cfn:"AmazonopensearchserviceDestinationConfiguration.DomainARN" ref:"search_domain"`
}

// reshape reads whether the stream is encrypted, which the properties of its
// encryption say by being there.
func (f *Firehose) reshape(from Body) {
	putWhole(&f.Encrypted, isSet(from.Attribute("DeliveryStreamEncryptionConfigurationInput")), "DeliveryStreamEncryptionConfigurationInput")
}

// A FirehoseProcessor changes records on their way, by a function as a rule.
type FirehoseProcessor struct {
	Type       value.Value[value.Text]   `tf:"type" cfn:"Type"` // Lambda …
	Parameters Blocks[FirehoseParameter] `tf:"parameters" cfn:"Parameters"`
}

// A FirehoseParameter is a setting of a processor; LambdaArn names a function.
type FirehoseParameter struct {
	Name  value.Value[value.Text] `tf:"parameter_name" cfn:"ParameterName"`
	Value value.Value[value.Text] `tf:"parameter_value" cfn:"ParameterValue" ref:"function|alias|role"`
}
