package estate

import "bailiwick/value"

var repositoryType = Type{
	Kind: "repository",
	New:  func() Resource { return new(Repository) },
	Terraform: []Declared{{
		Type: "aws_ecr_repository",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:ecr:{region}:{account}:repository/{name}"},
			{"id", "{name}"},
			{"repository_url", "{account}.dkr.ecr.{region}.amazonaws.com/{name}"},
			{"registry_id", "{account}"},
		},
	}, {
		Type: "aws_ecrpublic_repository",
		Name: "repository_name",
		Computed: []Computed{
			{"arn", "arn:{partition}:ecr-public::{account}:repository/{repository_name}"},
			{"id", "{repository_name}"},
			{"repository_uri", "{repository_uri}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ECR::Repository",
			Name: "RepositoryName",
			Computed: []Computed{
				{"Ref", "{RepositoryName}"},
				{"Arn", "arn:{partition}:ecr:{region}:{account}:repository/{RepositoryName}"},
				{"RepositoryUri", "{account}.dkr.ecr.{region}.amazonaws.com/{RepositoryName}"},
			},
		},
		{
			Type: "AWS::ECR::PublicRepository",
			Name: "RepositoryName",
			Computed: []Computed{
				{"Ref", "{RepositoryName}"},
				{"Arn", "arn:{partition}:ecr-public::{account}:repository/{RepositoryName}"},
			},
		},
	},
}

// A Repository is a repository of Amazon ECR.
type Repository struct {
	head

	RepositoryName value.Value[value.Text] `tf:"name|repository_name" cfn:"RepositoryName"`
	Mutability     value.Value[value.Text] `tf:"image_tag_mutability" cfn:"ImageTagMutability"` // MUTABLE (default), IMMUTABLE, IMMUTABLE_WITH_EXCLUSION or MUTABLE_WITH_EXCLUSION
	Exclusions     Blocks[TagExclusion]    `tf:"image_tag_mutability_exclusion_filter" cfn:"ImageTagMutabilityExclusionFilters"`
	ScanOnPush     value.Value[bool]       `tf:"image_scanning_configuration.scan_on_push" cfn:"ImageScanningConfiguration.ScanOnPush"`     // default false; the registry's setting wins
	Encryption     value.Value[value.Text] `tf:"encryption_configuration.encryption_type" cfn:"EncryptionConfiguration.EncryptionType"`     // AES256 (default), KMS or KMS_DSSE
	Key            value.Value[value.Text] `tf:"encryption_configuration.kms_key" cfn:"EncryptionConfiguration.KmsKey" ref:"key|key_alias"` // absent under KMS: aws/ecr
	ForceDelete    value.Value[bool]       `tf:"force_delete" cfn:"EmptyOnDelete"`
	Policy         Policy                  `tf:"-" cfn:"RepositoryPolicyText"`
	Lifecycle      value.Value[value.Any]  `tf:"-" cfn:"LifecyclePolicy.LifecyclePolicyText"`
}

// IsPublic reports whether the repository is in the public gallery.
func (r *Repository) IsPublic() bool {
	return r.Written == "aws_ecrpublic_repository" || r.Written == "AWS::ECR::PublicRepository"
}

// A TagExclusion exempts tags from a repository's rule on mutability.
type TagExclusion struct {
	Filter value.Value[value.Text] `tf:"filter" cfn:"ImageTagMutabilityExclusionFilterValue"`
	Type   value.Value[value.Text] `tf:"filter_type" cfn:"ImageTagMutabilityExclusionFilterType"` // WILDCARD
}

var repositoryPolicyType = Type{
	Kind: "repository_policy",
	New:  func() Resource { return new(RepositoryPolicy) },
	Terraform: []Declared{
		{Type: "aws_ecr_repository_policy"},
		{Type: "aws_ecrpublic_repository_policy"},
	},
}

// A RepositoryPolicy is the resource policy of a repository.
type RepositoryPolicy struct {
	head

	Repository value.Value[value.Text] `tf:"repository|repository_name" ref:"repository"`
	Policy     Policy                  `tf:"policy"`
}

// RepositoryPolicy returns the repository's resource policy.
func (r *Repository) RepositoryPolicy(v *View) Policy {
	return settled(v, r, r.Policy, "repository", func(p *RepositoryPolicy) Policy { return p.Policy })
}

var repositoryLifecycleType = Type{
	Kind: "repository_lifecycle",
	New:  func() Resource { return new(RepositoryLifecycle) },
	Terraform: []Declared{
		{Type: "aws_ecr_lifecycle_policy"},
	},
}

// A RepositoryLifecycle expires images.
type RepositoryLifecycle struct {
	head

	Repository value.Value[value.Text] `tf:"repository" ref:"repository"`
	Policy     value.Value[value.Any]  `tf:"policy"` // JSON: rules with selection and action
}

// RepositoryLifecycle returns the JSON of the repository's lifecycle policy;
// absent means that images stay.
func (r *Repository) RepositoryLifecycle(v *View) value.Value[value.Any] {
	return settled(v, r, r.Lifecycle, "repository", func(l *RepositoryLifecycle) value.Value[value.Any] { return l.Policy })
}

var registryType = Type{
	Kind: "registry",
	New:  func() Resource { return new(Registry) },
	Terraform: []Declared{{
		Type: "aws_ecr_registry_scanning_configuration",
		Computed: []Computed{
			{"id", "{account}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::ECR::RegistryScanningConfiguration",
			Computed: []Computed{
				{"Ref", "{account}"},
				{"RegistryId", "{account}"},
			},
		},
	},
}

// A Registry is how an account's ECR registry scans images, in a region.
type Registry struct {
	head

	ScanType value.Value[value.Text] `tf:"scan_type" cfn:"ScanType"` // BASIC (default) or ENHANCED
	Rules    Blocks[ScanRule]        `tf:"rule" cfn:"Rules"`
}

// A ScanRule says which repositories are scanned when.
type ScanRule struct {
	Frequency value.Value[value.Text]  `tf:"scan_frequency" cfn:"ScanFrequency"` // SCAN_ON_PUSH, CONTINUOUS_SCAN or MANUAL
	Filters   Blocks[RepositoryFilter] `tf:"repository_filter" cfn:"RepositoryFilters"`
}

// A RepositoryFilter matches repositories by name.
type RepositoryFilter struct {
	Filter value.Value[value.Text] `tf:"filter" cfn:"Filter"`          // * stands for any text
	Type   value.Value[value.Text] `tf:"filter_type" cfn:"FilterType"` // WILDCARD, or of replication PREFIX_MATCH
}

var registryPolicyType = Type{
	Kind: "registry_policy",
	New:  func() Resource { return new(RegistryPolicy) },
	Terraform: []Declared{
		{Type: "aws_ecr_registry_policy"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ECR::RegistryPolicy",
			Computed: []Computed{
				{"Ref", "{account}"},
				{"RegistryId", "{account}"},
			},
		},
	},
}

// A RegistryPolicy is the resource policy of an account's registry.
type RegistryPolicy struct {
	head

	Policy Policy `tf:"policy" cfn:"PolicyText"`
}

var registryReplicationType = Type{
	Kind: "registry_replication",
	New:  func() Resource { return new(RegistryReplication) },
	Terraform: []Declared{
		{Type: "aws_ecr_replication_configuration"},
	},
	CloudFormation: []Declared{
		{
			Type: "AWS::ECR::ReplicationConfiguration",
			Computed: []Computed{
				{"Ref", "{account}"},
				{"RegistryId", "{account}"},
			},
		},
	},
}

// A RegistryReplication copies images to other regions and accounts.
type RegistryReplication struct {
	head

	Rules Blocks[RegistryReplicationRule] `tf:"replication_configuration.rule" cfn:"ReplicationConfiguration.Rules"`
}

// A RegistryReplicationRule copies the images of some repositories.
type RegistryReplicationRule struct {
	Destinations Blocks[RegistryDestination] `tf:"destination" cfn:"Destinations"`
	Filters      Blocks[RepositoryFilter]    `tf:"repository_filter" cfn:"RepositoryFilters"` // none: every repository
}

// A RegistryDestination is a registry that gets copies.
type RegistryDestination struct {
	Region  value.Value[value.Text] `tf:"region" cfn:"Region"`
	Account value.Value[value.Text] `tf:"registry_id" cfn:"RegistryId"`
}
