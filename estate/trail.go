package estate

import "bailiwick/value"

var trailType = Type{
	Kind: "trail",
	New:  func() Resource { return new(Trail) },
	Terraform: []Declared{
		{
			Type: "aws_cloudtrail",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:cloudtrail:{region}:{account}:trail/{name}"},
				{"id", "arn:{partition}:cloudtrail:{region}:{account}:trail/{name}"},
				{"home_region", "{region}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudTrail::Trail",
			Name: "TrailName",
			Computed: []Computed{
				{"Ref", "{TrailName}"},
				{"Arn", "arn:{partition}:cloudtrail:{region}:{account}:trail/{TrailName}"},
			},
		},
	},
}

// A Trail is a trail of CloudTrail. Without selectors it keeps management
// events and nothing else.
type Trail struct {
	head

	Name         value.Value[value.Text]  `tf:"name" cfn:"TrailName"`
	Logging      value.Value[bool]        `tf:"enable_logging" cfn:"IsLogging"`                                 // default true
	MultiRegion  value.Value[bool]        `tf:"is_multi_region_trail" cfn:"IsMultiRegionTrail"`                 // default false
	Organization value.Value[bool]        `tf:"is_organization_trail" cfn:"IsOrganizationTrail"`                // default false
	GlobalEvents value.Value[bool]        `tf:"include_global_service_events" cfn:"IncludeGlobalServiceEvents"` // default true
	Validation   value.Value[bool]        `tf:"enable_log_file_validation" cfn:"EnableLogFileValidation"`       // default false
	KMSKey       value.Value[value.Text]  `tf:"kms_key_id" cfn:"KMSKeyId" ref:"key|key_alias"`                  // absent: SSE-S3
	Bucket       value.Value[value.Text]  `tf:"s3_bucket_name" cfn:"S3BucketName" ref:"bucket"`
	Prefix       value.Value[value.Text]  `tf:"s3_key_prefix" cfn:"S3KeyPrefix"`
	LogGroup     value.Value[value.Text]  `tf:"cloud_watch_logs_group_arn" cfn:"CloudWatchLogsLogGroupArn" ref:"log_group"`
	LogRole      value.Value[value.Text]  `tf:"cloud_watch_logs_role_arn" cfn:"CloudWatchLogsRoleArn" ref:"role"`
	Topic        value.Value[value.Text]  `tf:"sns_topic_name" cfn:"SnsTopicName" ref:"topic"` // a name or an ARN
	Selectors    Blocks[EventSelector]    `tf:"event_selector" cfn:"EventSelectors"`
	Advanced     Blocks[AdvancedSelector] `tf:"advanced_event_selector" cfn:"AdvancedEventSelectors"`
	Insights     Blocks[InsightSelector]  `tf:"insight_selector" cfn:"InsightSelectors"`
}

// An EventSelector adds to what a trail keeps.
type EventSelector struct {
	Management value.Value[bool]       `tf:"include_management_events" cfn:"IncludeManagementEvents"`              // default true
	ReadWrite  value.Value[value.Text] `tf:"read_write_type" cfn:"ReadWriteType"`                                  // All (default), ReadOnly or WriteOnly
	Excluded   value.Texts             `tf:"exclude_management_event_sources" cfn:"ExcludeManagementEventSources"` // kms.amazonaws.com, rdsdata.amazonaws.com
	Data       Blocks[DataResource]    `tf:"data_resource" cfn:"DataResources"`
}

// A DataResource selects the data events of resources by the beginning of
// their ARN; arn:aws:lambda and arn:aws:s3 select them all.
type DataResource struct {
	Sort   value.Value[value.Text] `tf:"type" cfn:"Type"` // AWS::S3::Object, AWS::Lambda::Function or AWS::DynamoDB::Table
	Values value.Texts             `tf:"values" cfn:"Values" ref:"function|bucket|table"`
}

// An AdvancedSelector keeps the events that all its fields match.
type AdvancedSelector struct {
	Name   value.Value[value.Text] `tf:"name" cfn:"Name"`
	Fields Blocks[FieldSelector]   `tf:"field_selector" cfn:"FieldSelectors"`
}

// A FieldSelector compares one field of an event; it matches if one value of
// each list that is set does.
type FieldSelector struct {
	Field         value.Value[value.Text] `tf:"field" cfn:"Field"` // eventCategory, eventName, readOnly, resources.type, resources.ARN …
	Equals        value.Texts             `tf:"equals" cfn:"Equals"`
	NotEquals     value.Texts             `tf:"not_equals" cfn:"NotEquals"`
	StartsWith    value.Texts             `tf:"starts_with" cfn:"StartsWith"`
	NotStartsWith value.Texts             `tf:"not_starts_with" cfn:"NotStartsWith"`
	EndsWith      value.Texts             `tf:"ends_with" cfn:"EndsWith"`
	NotEndsWith   value.Texts             `tf:"not_ends_with" cfn:"NotEndsWith"`
}

// An InsightSelector records unusual activity.
type InsightSelector struct {
	Sort value.Value[value.Text] `tf:"insight_type" cfn:"InsightType"` // ApiCallRateInsight or ApiErrorRateInsight
}

var eventDataStoreType = Type{
	Kind: "event_data_store",
	New:  func() Resource { return new(EventDataStore) },
	Terraform: []Declared{
		{
			Type: "aws_cloudtrail_event_data_store",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:cloudtrail:{region}:{account}:eventdatastore/{store_id}"},
				{"id", "arn:{partition}:cloudtrail:{region}:{account}:eventdatastore/{store_id}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::CloudTrail::EventDataStore",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "arn:{partition}:cloudtrail:{region}:{account}:eventdatastore/{StoreId}"},
				{"EventDataStoreArn", "arn:{partition}:cloudtrail:{region}:{account}:eventdatastore/{StoreId}"},
			},
		},
	},
}

// An EventDataStore keeps events in CloudTrail Lake. Without selectors it
// keeps management events.
type EventDataStore struct {
	head

	Name         value.Value[value.Text]  `tf:"name" cfn:"Name"`
	Suspended    value.Value[value.Text]  `tf:"suspend" cfn:"-"`                                                   // true: takes in nothing
	Ingesting    value.Value[bool]        `tf:"-" cfn:"IngestionEnabled"`                                          // default true
	MultiRegion  value.Value[bool]        `tf:"multi_region_enabled" cfn:"MultiRegionEnabled"`                     // default true
	Organization value.Value[bool]        `tf:"organization_enabled" cfn:"OrganizationEnabled"`                    // default false
	KMSKey       value.Value[value.Text]  `tf:"kms_key_id" cfn:"KmsKeyId" ref:"key|key_alias"`                     // absent: an AWS owned key
	Retention    value.Value[int64]       `tf:"retention_period" cfn:"RetentionPeriod"`                            // days, default 2555 (7 years)
	Protected    value.Value[bool]        `tf:"termination_protection_enabled" cfn:"TerminationProtectionEnabled"` // default true
	Advanced     Blocks[AdvancedSelector] `tf:"advanced_event_selector" cfn:"AdvancedEventSelectors"`
}
