package estate

import "bailiwick/value"

var configRecorderType = Type{
	Kind: "config_recorder",
	New:  func() Resource { return new(ConfigRecorder) },
	Terraform: []Declared{
		{
			Type: "aws_config_configuration_recorder",
			Name: "name",
			Computed: []Computed{
				{"name", "default"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Config::ConfigurationRecorder",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
			},
		},
	},
}

// A ConfigRecorder records the configuration of a region's resources (AWS
// Config). It runs only if a recorder status says so.
type ConfigRecorder struct {
	head

	Name      value.Value[value.Text]   `tf:"name" cfn:"Name"` // "default" if absent
	Role      value.Value[value.Text]   `tf:"role_arn" cfn:"RoleARN" ref:"role"`
	All       value.Value[bool]         `tf:"recording_group.all_supported" cfn:"RecordingGroup.AllSupported"`                               // default true
	Global    value.Value[bool]         `tf:"recording_group.include_global_resource_types" cfn:"RecordingGroup.IncludeGlobalResourceTypes"` // default false
	Included  value.Texts               `tf:"recording_group.resource_types" cfn:"RecordingGroup.ResourceTypes"`
	Excluded  value.Texts               `tf:"recording_group.exclusion_by_resource_types.resource_types" cfn:"RecordingGroup.ExclusionByResourceTypes.ResourceTypes"`
	Strategy  value.Value[value.Text]   `tf:"recording_group.recording_strategy.use_only" cfn:"RecordingGroup.RecordingStrategy.UseOnly"` // ALL_SUPPORTED_RESOURCE_TYPES, INCLUSION_BY_… or EXCLUSION_BY_RESOURCE_TYPES
	Frequency value.Value[value.Text]   `tf:"recording_mode.recording_frequency" cfn:"RecordingMode.RecordingFrequency"`                  // CONTINUOUS (default) or DAILY
	Overrides Blocks[RecordingOverride] `tf:"recording_mode.recording_mode_override" cfn:"RecordingMode.RecordingModeOverrides"`
}

// A RecordingOverride gives some types another frequency.
type RecordingOverride struct {
	Types     value.Texts             `tf:"resource_types" cfn:"ResourceTypes"`
	Frequency value.Value[value.Text] `tf:"recording_frequency" cfn:"RecordingFrequency"`
}

var configRecorderStatusType = Type{
	Kind: "config_recorder_status",
	New:  func() Resource { return new(ConfigRecorderStatus) },
	Terraform: []Declared{
		{
			Type: "aws_config_configuration_recorder_status",
			Computed: []Computed{
				{"id", "{name}"},
			},
		},
	},
}

// A ConfigRecorderStatus starts or stops a recorder.
type ConfigRecorderStatus struct {
	head

	Recorder value.Value[value.Text] `tf:"name" ref:"config_recorder"`
	Enabled  value.Value[bool]       `tf:"is_enabled"`
}

var deliveryChannelType = Type{
	Kind: "delivery_channel",
	New:  func() Resource { return new(DeliveryChannel) },
	Terraform: []Declared{
		{
			Type: "aws_config_delivery_channel",
			Name: "name",
			Computed: []Computed{
				{"name", "default"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Config::DeliveryChannel",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
			},
		},
	},
}

// A DeliveryChannel is where AWS Config delivers to; a region has one.
type DeliveryChannel struct {
	head

	Name      value.Value[value.Text] `tf:"name" cfn:"Name"` // "default" if absent
	Bucket    value.Value[value.Text] `tf:"s3_bucket_name" cfn:"S3BucketName" ref:"bucket"`
	Prefix    value.Value[value.Text] `tf:"s3_key_prefix" cfn:"S3KeyPrefix"`
	KMSKey    value.Value[value.Text] `tf:"s3_kms_key_arn" cfn:"S3KmsKeyArn" ref:"key|key_alias"`
	Topic     value.Value[value.Text] `tf:"sns_topic_arn" cfn:"SnsTopicARN" ref:"topic"`
	Frequency value.Value[value.Text] `tf:"snapshot_delivery_properties.delivery_frequency" cfn:"ConfigSnapshotDeliveryProperties.DeliveryFrequency"`
}

var configRuleType = Type{
	Kind: "config_rule",
	New:  func() Resource { return new(ConfigRule) },
	Terraform: []Declared{
		{
			Type: "aws_config_config_rule",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:config:{region}:{account}:config-rule/{rule_id}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Config::ConfigRule",
			Name: "ConfigRuleName",
			Computed: []Computed{
				{"Ref", "{ConfigRuleName}"},
				{"Arn", "arn:{partition}:config:{region}:{account}:config-rule/{RuleId}"},
			},
		},
	},
}

// A ConfigRule is a rule that AWS Config judges resources by.
type ConfigRule struct {
	head

	Name       value.Value[value.Text] `tf:"name" cfn:"ConfigRuleName"`
	Owner      value.Value[value.Text] `tf:"source.owner" cfn:"Source.Owner"`                                       // AWS, CUSTOM_LAMBDA or CUSTOM_POLICY
	Identifier value.Value[value.Text] `tf:"source.source_identifier" cfn:"Source.SourceIdentifier" ref:"function"` // a managed rule's name or a function's ARN
	Parameters value.Value[value.Any]  `tf:"input_parameters" cfn:"InputParameters"`
	Types      value.Texts             `tf:"scope.compliance_resource_types" cfn:"Scope.ComplianceResourceTypes"`
}

var conformancePackType = Type{
	Kind: "conformance_pack",
	New:  func() Resource { return new(ConformancePack) },
	Terraform: []Declared{
		{
			Type: "aws_config_conformance_pack",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:config:{region}:{account}:conformance-pack/{name}/{pack_id}"},
				{"id", "{name}"},
			},
		},
		{
			Type: "aws_config_organization_conformance_pack",
			Name: "name",
			Computed: []Computed{
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Config::ConformancePack",
			Name: "ConformancePackName",
			Computed: []Computed{
				{"Ref", "{ConformancePackName}"},
				{"ConformancePackArn", "arn:{partition}:config:{region}:{account}:conformance-pack/{ConformancePackName}/{PackId}"},
			},
		},
		{
			Type: "AWS::Config::OrganizationConformancePack",
			Name: "OrganizationConformancePackName",
			Computed: []Computed{
				{"Ref", "{OrganizationConformancePackName}"},
			},
		},
	},
}

// A ConformancePack is a set of rules that AWS Config deploys together.
type ConformancePack struct {
	head

	Name        value.Value[value.Text] `tf:"name" cfn:"ConformancePackName"`
	Template    value.Value[value.Text] `tf:"template_body" cfn:"TemplateBody"`
	TemplateURI value.Value[value.Text] `tf:"template_s3_uri" cfn:"TemplateS3Uri"`
	Bucket      value.Value[value.Text] `tf:"delivery_s3_bucket" cfn:"DeliveryS3Bucket" ref:"bucket"`
}

var configAggregatorType = Type{
	Kind: "config_aggregator",
	New:  func() Resource { return new(ConfigAggregator) },
	Terraform: []Declared{
		{
			Type: "aws_config_configuration_aggregator",
			Name: "name",
			Computed: []Computed{
				{"arn", "arn:{partition}:config:{region}:{account}:config-aggregator/{aggregator_id}"},
				{"id", "{name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Config::ConfigurationAggregator",
			Name: "ConfigurationAggregatorName",
			Computed: []Computed{
				{"Ref", "{ConfigurationAggregatorName}"},
				{"ConfigurationAggregatorArn", "arn:{partition}:config:{region}:{account}:config-aggregator/{AggregatorId}"},
			},
		},
	},
}

// A ConfigAggregator gathers what AWS Config recorded in accounts and regions.
type ConfigAggregator struct {
	head

	Name                   value.Value[value.Text] `tf:"name" cfn:"ConfigurationAggregatorName"`
	Accounts               value.Texts             `tf:"account_aggregation_source.account_ids" cfn:"AccountAggregationSources.AccountIds"`
	AccountAllRegions      value.Value[bool]       `tf:"account_aggregation_source.all_regions" cfn:"AccountAggregationSources.AllAwsRegions"`
	AccountRegions         value.Texts             `tf:"account_aggregation_source.regions" cfn:"AccountAggregationSources.AwsRegions"`
	Role                   value.Value[value.Text] `tf:"organization_aggregation_source.role_arn" cfn:"OrganizationAggregationSource.RoleArn" ref:"role"`
	OrganizationAllRegions value.Value[bool]       `tf:"organization_aggregation_source.all_regions" cfn:"OrganizationAggregationSource.AllAwsRegions"`
	OrganizationRegions    value.Texts             `tf:"organization_aggregation_source.regions" cfn:"OrganizationAggregationSource.AwsRegions"`
}

var configRetentionType = Type{
	Kind: "config_retention",
	New:  func() Resource { return new(ConfigRetention) },
	Terraform: []Declared{
		{
			Type: "aws_config_retention_configuration",
		},
	},
}

// A ConfigRetention says how long AWS Config keeps what it recorded.
type ConfigRetention struct {
	head

	Days value.Value[int64] `tf:"retention_period_in_days"`
}

// RecorderRuns returns whether the recorder is started: absent means that
// nothing in the estate starts it, and a recorder that nothing starts records
// nothing. CloudFormation starts what it makes.
func (r *ConfigRecorder) RecorderRuns(v *View) value.Value[bool] {
	if r.Scope.Dialect == CloudFormation {
		return value.Known(true, r.Block)
	}
	return attached(v, r, "", func(s *ConfigRecorderStatus) value.Value[bool] { return s.Enabled })
}
