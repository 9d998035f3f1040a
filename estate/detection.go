package estate

import "bailiwick/value"

var detectorType = Type{
	Kind: "detector",
	New:  func() Resource { return new(Detector) },
	Terraform: []Declared{
		{
			Type: "aws_guardduty_detector",
			Computed: []Computed{
				{"arn", "arn:{partition}:guardduty:{region}:{account}:detector/{id}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::GuardDuty::Detector",
			Computed: []Computed{
				{"", "arn:{partition}:guardduty:{region}:{account}:detector/{Ref}"},
				{"Id", "{Ref}"},
			},
		},
	},
}

// A Detector is GuardDuty in a region.
type Detector struct {
	head

	Enabled   value.Value[bool]       `tf:"enable" cfn:"Enable"`                                           // default true
	Frequency value.Value[value.Text] `tf:"finding_publishing_frequency" cfn:"FindingPublishingFrequency"` // FIFTEEN_MINUTES, ONE_HOUR or SIX_HOURS (default)
	S3Logs    value.Value[bool]       `tf:"datasources.s3_logs.enable" cfn:"DataSources.S3Logs.Enable"`
	Features  Blocks[DetectorPart]    `tf:"-" cfn:"Features"`
}

// A DetectorPart is a protection plan that is written in the detector itself.
type DetectorPart struct {
	Name   value.Value[value.Text] `cfn:"Name"`
	Status value.Value[value.Text] `cfn:"Status"` // ENABLED or DISABLED
}

var detectorFeatureType = Type{
	Kind: "detector_feature",
	New:  func() Resource { return new(DetectorFeature) },
	Terraform: []Declared{
		{
			Type: "aws_guardduty_detector_feature",
			Name: "name",
			Computed: []Computed{
				{"id", "{detector_id}/{name}"},
			},
		},
	},
}

// A DetectorFeature turns a protection plan of GuardDuty on or off.
type DetectorFeature struct {
	head

	Detector value.Value[value.Text] `tf:"detector_id" ref:"detector"`
	Name     value.Value[value.Text] `tf:"name"`   // LAMBDA_NETWORK_LOGS, S3_DATA_EVENTS, RDS_LOGIN_EVENTS …
	Status   value.Value[value.Text] `tf:"status"` // ENABLED or DISABLED
}

var detectorOrganizationType = Type{
	Kind: "detector_organization",
	New:  func() Resource { return new(DetectorOrganization) },
	Terraform: []Declared{
		{
			Type: "aws_guardduty_organization_configuration",
		},
	},
}

// A DetectorOrganization turns GuardDuty on in an organisation's accounts.
type DetectorOrganization struct {
	head

	Detector   value.Value[value.Text] `tf:"detector_id" ref:"detector"`
	AutoEnable value.Value[value.Text] `tf:"auto_enable_organization_members"` // ALL, NEW or NONE
}

var detectorOrganizationFeatureType = Type{
	Kind: "detector_organization_feature",
	New:  func() Resource { return new(DetectorOrganizationFeature) },
	Terraform: []Declared{
		{
			Type: "aws_guardduty_organization_configuration_feature",
			Name: "name",
		},
	},
}

// A DetectorOrganizationFeature turns a protection plan on in an
// organisation's accounts.
type DetectorOrganizationFeature struct {
	head

	Detector   value.Value[value.Text] `tf:"detector_id" ref:"detector"`
	Name       value.Value[value.Text] `tf:"name"`
	AutoEnable value.Value[value.Text] `tf:"auto_enable"` // ALL, NEW or NONE
}

var inspectorType = Type{
	Kind: "inspector",
	New:  func() Resource { return new(Inspector) },
	Terraform: []Declared{
		{
			Type: "aws_inspector2_enabler",
		},
	},
}

// An Inspector turns Amazon Inspector on in accounts.
type Inspector struct {
	head

	Accounts value.Texts `tf:"account_ids"`
	Types    value.Texts `tf:"resource_types"` // LAMBDA, LAMBDA_CODE, ECR, EC2, CODE_REPOSITORY
}

var inspectorOrganizationType = Type{
	Kind: "inspector_organization",
	New:  func() Resource { return new(InspectorOrganization) },
	Terraform: []Declared{
		{
			Type: "aws_inspector2_organization_configuration",
		},
	},
}

// An InspectorOrganization turns Amazon Inspector on in new accounts.
type InspectorOrganization struct {
	head

	Lambda     value.Value[bool] `tf:"auto_enable.lambda"`      // default false
	LambdaCode value.Value[bool] `tf:"auto_enable.lambda_code"` // default false
	ECR        value.Value[bool] `tf:"auto_enable.ecr"`
	EC2        value.Value[bool] `tf:"auto_enable.ec2"`
}

var inspectorFilterType = Type{
	Kind: "inspector_filter",
	New:  func() Resource { return new(InspectorFilter) },
	Terraform: []Declared{
		{
			Type: "aws_inspector2_filter",
			Name: "name",
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::InspectorV2::Filter",
			Name: "Name",
			Computed: []Computed{
				{"Arn", "{Ref}"},
			},
		},
	},
}

// An InspectorFilter hides findings of Amazon Inspector.
type InspectorFilter struct {
	head

	Name   value.Value[value.Text] `tf:"name" cfn:"Name"`
	Action value.Value[value.Text] `tf:"action" cfn:"FilterAction"` // NONE or SUPPRESS
}

var securityHubType = Type{
	Kind: "security_hub",
	New:  func() Resource { return new(SecurityHub) },
	Terraform: []Declared{
		{
			Type: "aws_securityhub_account",
			Computed: []Computed{
				{"arn", "arn:{partition}:securityhub:{region}:{account}:hub/default"},
				{"id", "{account}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::SecurityHub::Hub",
			Computed: []Computed{
				{"Ref", "arn:{partition}:securityhub:{region}:{account}:hub/default"},
				{"ARN", "arn:{partition}:securityhub:{region}:{account}:hub/default"},
			},
		},
	},
}

// A SecurityHub turns Security Hub on in a region.
type SecurityHub struct {
	head

	DefaultStandards value.Value[bool]       `tf:"enable_default_standards" cfn:"EnableDefaultStandards"` // default true
	NewControls      value.Value[bool]       `tf:"auto_enable_controls" cfn:"AutoEnableControls"`         // default true
	Generator        value.Value[value.Text] `tf:"control_finding_generator" cfn:"ControlFindingGenerator"`
}

var securityHubStandardType = Type{
	Kind: "security_hub_standard",
	New:  func() Resource { return new(SecurityHubStandard) },
	Terraform: []Declared{
		{
			Type: "aws_securityhub_standards_subscription",
			Computed: []Computed{
				{"id", "{standards_arn}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::SecurityHub::Standard",
			Computed: []Computed{
				{"StandardsSubscriptionArn", "{Ref}"},
			},
		},
	},
}

// A SecurityHubStandard subscribes to a standard of Security Hub.
type SecurityHubStandard struct {
	head

	Standard value.Value[value.Text] `tf:"standards_arn" cfn:"StandardsArn"`
}

var accessAnalyzerType = Type{
	Kind: "access_analyzer",
	New:  func() Resource { return new(AccessAnalyzer) },
	Terraform: []Declared{
		{
			Type: "aws_accessanalyzer_analyzer",
			Name: "analyzer_name",
			Computed: []Computed{
				{"arn", "arn:{partition}:access-analyzer:{region}:{account}:analyzer/{analyzer_name}"},
				{"id", "{analyzer_name}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::AccessAnalyzer::Analyzer",
			Name: "AnalyzerName",
			Computed: []Computed{
				{"Ref", "arn:{partition}:access-analyzer:{region}:{account}:analyzer/{AnalyzerName}"},
				{"Arn", "arn:{partition}:access-analyzer:{region}:{account}:analyzer/{AnalyzerName}"},
			},
		},
	},
}

// An AccessAnalyzer is an analyzer of IAM Access Analyzer.
type AccessAnalyzer struct {
	head

	Name       value.Value[value.Text] `tf:"analyzer_name" cfn:"AnalyzerName"`
	Sort       value.Value[value.Text] `tf:"type" cfn:"Type"`                                                                                                     // ACCOUNT (default), ORGANIZATION, ACCOUNT_UNUSED_ACCESS, ORGANIZATION_UNUSED_ACCESS …
	UnusedDays value.Value[int64]      `tf:"configuration.unused_access.unused_access_age" cfn:"AnalyzerConfiguration.UnusedAccessConfiguration.UnusedAccessAge"` // days, default 90
}

var macieType = Type{
	Kind: "macie",
	New:  func() Resource { return new(Macie) },
	Terraform: []Declared{
		{
			Type: "aws_macie2_account",
			Computed: []Computed{
				{"id", "{account}"},
			},
		},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::Macie::Session",
			Computed: []Computed{
				{"Ref", "{account}"},
				{"AwsAccountId", "{account}"},
			},
		},
	},
}

// A Macie turns Amazon Macie on in a region.
type Macie struct {
	head

	Status value.Value[value.Text] `tf:"status" cfn:"Status"` // ENABLED (default) or PAUSED
}

var macieJobType = Type{
	Kind: "macie_job",
	New:  func() Resource { return new(MacieJob) },
	Terraform: []Declared{
		{
			Type: "aws_macie2_classification_job",
			Name: "name",
		},
	},
}

// A MacieJob looks for sensitive data in buckets.
type MacieJob struct {
	head

	Name    value.Value[value.Text] `tf:"name"`
	Sort    value.Value[value.Text] `tf:"job_type"` // ONE_TIME or SCHEDULED
	Status  value.Value[value.Text] `tf:"job_status"`
	Buckets Blocks[MacieBuckets]    `tf:"s3_job_definition.bucket_definitions"`
}

// A MacieBuckets names the buckets of one account.
type MacieBuckets struct {
	Account value.Value[value.Text] `tf:"account_id"`
	Buckets value.Texts             `tf:"buckets" ref:"bucket"`
}

// DetectorFeature returns the status, ENABLED or DISABLED, of a protection
// plan of the detector such as LAMBDA_NETWORK_LOGS.
func (d *Detector) DetectorFeature(v *View, plan string) value.Value[value.Text] {
	own := value.Absent[value.Text](d.Block)
	parts, known := d.Features.Get()
	for _, p := range parts {
		if name, ok := p.Name.Get(); ok && name.Is(plan) == value.Yes {
			own = p.Status
		}
	}
	if !known && !d.Features.IsAbsent() {
		own = value.Unknown[value.Text](value.Because(d.Features.Reason()), d.Features.Origin())
	}
	named := matching(Companions[*DetectorFeature](v, d, ""), func(f *DetectorFeature) value.Answer {
		name, ok := f.Name.Get()
		if !ok {
			return value.CannotTell
		}
		return name.Is(plan)
	})
	return pick(own, named, func(f *DetectorFeature) value.Value[value.Text] { return f.Status })
}
