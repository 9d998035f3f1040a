package estate

import "bailiwick/value"

var eventSourceMappingType = Type{
	Kind: "event_source_mapping",
	New:  func() Resource { return new(EventSourceMapping) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_event_source_mapping",
			Computed: []Computed{
				{"arn", "arn:{partition}:lambda:{region}:{account}:event-source-mapping:{uuid}"},
				{"id", "{uuid}"},
				{"function_arn", "arn:{partition}:lambda:{region}:{account}:function:{function_name:name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Lambda::EventSourceMapping",
			Computed: []Computed{
				{"EventSourceMappingArn", "arn:{partition}:lambda:{region}:{account}:event-source-mapping:{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// An EventSourceMapping lets Lambda poll a queue, stream, broker or database
// and call a function with what it finds. What it reads is read with the
// function's role.
type EventSourceMapping struct {
	head

	FunctionName       value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"function"`                                              // a name or an ARN, perhaps with a qualifier
	Source             value.Value[value.Text] `tf:"event_source_arn" cfn:"EventSourceArn" ref:"queue|stream|table|broker|kafka_cluster|database"` // absent: self-managed Kafka
	Brokers            value.Entries           `tf:"self_managed_event_source.endpoints" cfn:"SelfManagedEventSource.Endpoints"`
	Enabled            value.Value[bool]       `tf:"enabled" cfn:"Enabled"` // default true
	FailureDestination value.Value[value.Text] `tf:"destination_config.on_failure.destination_arn" cfn:"DestinationConfig.OnFailure.Destination" ref:"queue|topic|bucket"`
	MaxRetries         value.Value[int64]      `tf:"maximum_retry_attempts" cfn:"MaximumRetryAttempts"`               // -1 (default): until the record expires
	MaxAge             value.Value[int64]      `tf:"maximum_record_age_in_seconds" cfn:"MaximumRecordAgeInSeconds"`   // seconds; -1 (default): until the record expires
	Bisect             value.Value[bool]       `tf:"bisect_batch_on_function_error" cfn:"BisectBatchOnFunctionError"` // default false
	BatchSize          value.Value[int64]      `tf:"batch_size" cfn:"BatchSize"`
	BatchWindow        value.Value[int64]      `tf:"maximum_batching_window_in_seconds" cfn:"MaximumBatchingWindowInSeconds"`   // seconds
	Parallel           value.Value[int64]      `tf:"parallelization_factor" cfn:"ParallelizationFactor"`                        // batches of a shard at once, default 1
	MaxConcurrency     value.Value[int64]      `tf:"scaling_config.maximum_concurrency" cfn:"ScalingConfig.MaximumConcurrency"` // SQS only; absent: unbounded
	MaxPollers         value.Value[int64]      `tf:"provisioned_poller_config.maximum_pollers" cfn:"ProvisionedPollerConfig.MaximumPollers"`
	ResponseTypes      value.Texts             `tf:"function_response_types" cfn:"FunctionResponseTypes"` // ReportBatchItemFailures
	KMSKey             value.Value[value.Text] `tf:"kms_key_arn" cfn:"KmsKeyArn" ref:"key|key_alias"`     // encrypts the filters; absent: an AWS owned key
	Filters            Blocks[EventFilter]     `tf:"filter_criteria.filter" cfn:"FilterCriteria.Filters"`
	Access             Blocks[SourceAccess]    `tf:"source_access_configuration" cfn:"SourceAccessConfigurations"`
	Topics             value.Texts             `tf:"topics" cfn:"Topics"`
	Queues             value.Texts             `tf:"queues" cfn:"Queues"`
	StartingPosition   value.Value[value.Text] `tf:"starting_position" cfn:"StartingPosition"`
	Database           value.Value[value.Text] `tf:"document_db_event_source_config.database_name" cfn:"DocumentDBEventSourceConfig.DatabaseName"`
	Metrics            value.Texts             `tf:"metrics_config.metrics" cfn:"MetricsConfig.Metrics"`
}

// An EventFilter lets through the records that match its pattern.
type EventFilter struct {
	Pattern value.Value[value.Text] `tf:"pattern" cfn:"Pattern"` // JSON
}

// A SourceAccess says how Lambda gets at a broker: how it proves who it is, or
// by which subnet and security group.
type SourceAccess struct {
	Type value.Value[value.Text] `tf:"type" cfn:"Type"`                                  // BASIC_AUTH, SASL_SCRAM_512_AUTH, CLIENT_CERTIFICATE_TLS_AUTH, VPC_SUBNET …
	URI  value.Value[value.Text] `tf:"uri" cfn:"URI" ref:"secret|subnet|security_group"` // a secret's ARN, subnet:ID, security_group:ID
}

var eventInvokeConfigType = Type{
	Kind: "event_invoke_config",
	New:  func() Resource { return new(EventInvokeConfig) },
	Terraform: []Declared{
		{
			Type: "aws_lambda_function_event_invoke_config",
		},
	},
	CloudFormation: []Declared{
		{Type: "AWS::Lambda::EventInvokeConfig"},
	},
}

// An EventInvokeConfig says what becomes of a function's asynchronous
// invocations.
type EventInvokeConfig struct {
	head

	FunctionName value.Value[value.Text] `tf:"function_name" cfn:"FunctionName" ref:"function"` // a name or an ARN
	Qualifier    value.Value[value.Text] `tf:"qualifier" cfn:"Qualifier"`                       // absent: $LATEST
	OnFailure    value.Value[value.Text] `tf:"destination_config.on_failure.destination" cfn:"DestinationConfig.OnFailure.Destination" ref:"queue|topic|function|event_bus|bucket"`
	OnSuccess    value.Value[value.Text] `tf:"destination_config.on_success.destination" cfn:"DestinationConfig.OnSuccess.Destination" ref:"queue|topic|function|event_bus"`
	MaxAge       value.Value[int64]      `tf:"maximum_event_age_in_seconds" cfn:"MaximumEventAgeInSeconds"` // seconds, default 21600
	MaxRetries   value.Value[int64]      `tf:"maximum_retry_attempts" cfn:"MaximumRetryAttempts"`           // default 2
}

// EventSourceMappings returns the mappings that call the function, by whatever
// version or alias.
func (f *Function) EventSourceMappings(v *View) value.Value[[]*EventSourceMapping] {
	return Companions[*EventSourceMapping](v, f, "function_name|FunctionName")
}

// EventInvokeConfigs returns what is said of the function's asynchronous
// invocations, for each qualifier that is named.
func (f *Function) EventInvokeConfigs(v *View) value.Value[[]*EventInvokeConfig] {
	return Companions[*EventInvokeConfig](v, f, "function_name|FunctionName")
}
