package estate

import "bailiwick/value"

var bucketType = Type{
	Kind: "bucket",
	New:  func() Resource { return new(Bucket) },
	Terraform: []Declared{{
		Type: "aws_s3_bucket",
		Name: "bucket",
		Computed: []Computed{
			{"id", "{bucket}"},
			{"arn", "arn:{partition}:s3:::{bucket}"},
			{"bucket_domain_name", "{bucket}.s3.amazonaws.com"},
			{"bucket_regional_domain_name", "{bucket}.s3.{region}.amazonaws.com"},
			{"website_endpoint", "{website_endpoint}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::S3::Bucket",
			Name: "BucketName",
			Computed: []Computed{
				{"Ref", "{BucketName}"},
				{"Arn", "arn:{partition}:s3:::{BucketName}"},
				{"DomainName", "{BucketName}.s3.amazonaws.com"},
				{"RegionalDomainName", "{BucketName}.s3.{region}.amazonaws.com"},
				{"DualStackDomainName", "{BucketName}.s3.dualstack.{region}.amazonaws.com"},
			},
		},
	},
}

// A Bucket is a general purpose bucket of Amazon S3. Most of what holds for it
// is declared beside it; the methods of View tell it whole. What is declared
// in its own block, as in provider versions before 4, has fields here.
type Bucket struct {
	head

	BucketName   value.Value[value.Text] `tf:"bucket" cfn:"BucketName"`                     // made by the provider or AWS where absent
	ForceDestroy value.Value[bool]       `tf:"force_destroy" cfn:"-"`                       // default false
	ObjectLock   value.Value[bool]       `tf:"object_lock_enabled" cfn:"ObjectLockEnabled"` // default false

	ACL              value.Value[value.Text]  `tf:"acl" cfn:"AccessControl"` // CloudFormation spells public-read PublicRead
	Grants           Blocks[Grant]            `tf:"grant" cfn:"-"`
	Policy           Policy                   `tf:"policy" cfn:"-"`
	Ownership        value.Value[value.Text]  `tf:"-" cfn:"OwnershipControls.Rules.ObjectOwnership"`
	BlockACLs        value.Value[bool]        `tf:"-" cfn:"PublicAccessBlockConfiguration.BlockPublicAcls"`
	BlockPolicy      value.Value[bool]        `tf:"-" cfn:"PublicAccessBlockConfiguration.BlockPublicPolicy"`
	IgnoreACLs       value.Value[bool]        `tf:"-" cfn:"PublicAccessBlockConfiguration.IgnorePublicAcls"`
	Restrict         value.Value[bool]        `tf:"-" cfn:"PublicAccessBlockConfiguration.RestrictPublicBuckets"`
	Versioned        value.Value[bool]        `tf:"versioning.enabled" cfn:"-"`
	VersioningStatus value.Value[value.Text]  `tf:"-" cfn:"VersioningConfiguration.Status"`
	MFADelete        value.Value[bool]        `tf:"versioning.mfa_delete" cfn:"-"` // default false
	Encryption       Blocks[BucketEncryption] `tf:"server_side_encryption_configuration.rule" cfn:"BucketEncryption.ServerSideEncryptionConfiguration"`
	LogBucket        value.Value[value.Text]  `tf:"logging.target_bucket" cfn:"LoggingConfiguration.DestinationBucketName" ref:"bucket"`
	LogPrefix        value.Value[value.Text]  `tf:"logging.target_prefix" cfn:"LoggingConfiguration.LogFilePrefix"`
	Lifecycle        Blocks[LifecycleRule]    `tf:"lifecycle_rule" cfn:"LifecycleConfiguration.Rules"`
	Locks            Blocks[ObjectLock]       `tf:"object_lock_configuration" cfn:"ObjectLockConfiguration"`
	Replication      Blocks[ReplicationRule]  `tf:"replication_configuration.rules" cfn:"ReplicationConfiguration.Rules"`
	ReplicationRole  value.Value[value.Text]  `tf:"replication_configuration.role" cfn:"ReplicationConfiguration.Role" ref:"role"`
	WebsiteIndex     value.Value[value.Text]  `tf:"website.index_document" cfn:"WebsiteConfiguration.IndexDocument"`
	WebsiteRedirect  value.Value[value.Text]  `tf:"website.redirect_all_requests_to" cfn:"WebsiteConfiguration.RedirectAllRequestsTo.HostName"`
	CORS             Blocks[CORSRule]         `tf:"cors_rule" cfn:"CorsConfiguration.CorsRules"`
	Functions        Blocks[BucketFunction]   `tf:"-" cfn:"NotificationConfiguration.LambdaConfigurations"`
	Queues           Blocks[BucketQueue]      `tf:"-" cfn:"NotificationConfiguration.QueueConfigurations"`
	Topics           Blocks[BucketTopic]      `tf:"-" cfn:"NotificationConfiguration.TopicConfigurations"`
	EventBridge      value.Value[bool]        `tf:"-" cfn:"NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled"`
}

var directoryBucketType = Type{
	Kind: "directory_bucket",
	New:  func() Resource { return new(DirectoryBucket) },
	Terraform: []Declared{{
		Type: "aws_s3_directory_bucket",
		Name: "bucket",
		Computed: []Computed{
			{"arn", "arn:{partition}:s3express:{region}:{account}:bucket/{bucket}"},
			{"id", "{bucket}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::S3Express::DirectoryBucket",
			Name: "BucketName",
			Computed: []Computed{
				{"Ref", "{BucketName}"},
				{"Arn", "arn:{partition}:s3express:{region}:{account}:bucket/{BucketName}"},
			},
		},
	},
}

// A DirectoryBucket is a bucket of S3 Express One Zone, which always blocks
// public access.
type DirectoryBucket struct {
	head

	BucketName value.Value[value.Text] `tf:"bucket" cfn:"BucketName"`
	Zone       value.Value[value.Text] `tf:"location.name" cfn:"LocationName"`
}

var bucketAccessPointType = Type{
	Kind: "bucket_access_point",
	New:  func() Resource { return new(BucketAccessPoint) },
	Terraform: []Declared{{
		Type: "aws_s3_access_point",
		Name: "name",
		Computed: []Computed{
			{"arn", "arn:{partition}:s3:{region}:{account}:accesspoint/{name}"},
			{"alias", "{alias}"},
		},
	}},
	CloudFormation: []Declared{
		{
			Type: "AWS::S3::AccessPoint",
			Name: "Name",
			Computed: []Computed{
				{"Ref", "{Name}"},
				{"Arn", "arn:{partition}:s3:{region}:{account}:accesspoint/{Name}"},
			},
		},
	},
}

// A BucketAccessPoint is another name of a bucket, with a policy of its own.
type BucketAccessPoint struct {
	head

	PointName   value.Value[value.Text] `tf:"name" cfn:"Name"`
	Bucket      value.Value[value.Text] `tf:"bucket" cfn:"Bucket" ref:"bucket"`
	Policy      Policy                  `tf:"policy" cfn:"Policy"`
	VPC         value.Value[value.Text] `tf:"vpc_configuration.vpc_id" cfn:"VpcConfiguration.VpcId" ref:"vpc"`                                                      // absent: reached from the internet
	BlockACLs   value.Value[bool]       `tf:"public_access_block_configuration.block_public_acls" cfn:"PublicAccessBlockConfiguration.BlockPublicAcls"`             // default true
	BlockPolicy value.Value[bool]       `tf:"public_access_block_configuration.block_public_policy" cfn:"PublicAccessBlockConfiguration.BlockPublicPolicy"`         // default true
	IgnoreACLs  value.Value[bool]       `tf:"public_access_block_configuration.ignore_public_acls" cfn:"PublicAccessBlockConfiguration.IgnorePublicAcls"`           // default true
	Restrict    value.Value[bool]       `tf:"public_access_block_configuration.restrict_public_buckets" cfn:"PublicAccessBlockConfiguration.RestrictPublicBuckets"` // default true
}

var bucketAccessPointPolicyType = Type{
	Kind: "bucket_access_point_policy",
	New:  func() Resource { return new(BucketAccessPointPolicy) },
	Terraform: []Declared{
		{Type: "aws_s3control_access_point_policy"},
	},
}

// A BucketAccessPointPolicy is the policy of an access point, beside it.
type BucketAccessPointPolicy struct {
	head

	AccessPoint value.Value[value.Text] `tf:"access_point_arn" ref:"bucket_access_point"`
	Policy      Policy                  `tf:"policy"`
}

// AccessPointPolicy returns the access point's policy.
func (p *BucketAccessPoint) AccessPointPolicy(v *View) Policy {
	return settled(v, p, p.Policy, "access_point_arn", func(c *BucketAccessPointPolicy) Policy { return c.Policy })
}
