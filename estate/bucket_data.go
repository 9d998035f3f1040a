package estate

import "bailiwick/value"

var bucketVersioningType = Type{
	Kind: "bucket_versioning",
	New:  func() Resource { return new(BucketVersioning) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_versioning"},
	},
}

// A BucketVersioning says whether a bucket keeps the versions of its objects.
type BucketVersioning struct {
	head

	Bucket    value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Status    value.Value[value.Text] `tf:"versioning_configuration.status"`     // Enabled, Suspended or Disabled
	MFADelete value.Value[value.Text] `tf:"versioning_configuration.mfa_delete"` // Enabled or Disabled (default)
}

// BucketVersioning returns Enabled, Suspended or Disabled; absent means that
// it was never enabled.
func (b *Bucket) BucketVersioning(v *View) value.Value[value.Text] {
	inline := b.VersioningStatus
	if inline.IsAbsent() {
		inline = value.Map(b.Versioned, func(on bool) value.Text {
			if on {
				return value.Literal("Enabled")
			}
			return value.Literal("Suspended")
		})
	}
	return settled(v, b, inline, "bucket", func(s *BucketVersioning) value.Value[value.Text] { return s.Status })
}

// BucketMFADelete returns whether deleting a version needs a second factor;
// absent means no.
func (b *Bucket) BucketMFADelete(v *View) value.Value[bool] {
	return settled(v, b, b.MFADelete, "bucket", func(s *BucketVersioning) value.Value[bool] {
		if t, ok := s.MFADelete.Get(); ok && t.Is("Enabled") == value.CannotTell {
			return value.Unknown[bool](value.NewNote(s.MFADelete.Attribute(), t.String()+" is not known"), s.MFADelete.Origin())
		}
		return value.Map(s.MFADelete, func(t value.Text) bool { return t.Is("Enabled") == value.Yes })
	})
}

var bucketEncryptionConfigurationType = Type{
	Kind: "bucket_encryption",
	New:  func() Resource { return new(BucketEncryptionConfiguration) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_server_side_encryption_configuration"},
	},
}

// A BucketEncryptionConfiguration says how a bucket encrypts new objects.
type BucketEncryptionConfiguration struct {
	head

	Bucket value.Value[value.Text]  `tf:"bucket" ref:"bucket"`
	Rules  Blocks[BucketEncryption] `tf:"rule"`
}

// A BucketEncryption is a bucket's default encryption.
type BucketEncryption struct {
	Algorithm value.Value[value.Text] `tf:"apply_server_side_encryption_by_default.sse_algorithm" cfn:"ServerSideEncryptionByDefault.SSEAlgorithm"`                           // AES256 (default), aws:kms or aws:kms:dsse
	Key       value.Value[value.Text] `tf:"apply_server_side_encryption_by_default.kms_master_key_id" cfn:"ServerSideEncryptionByDefault.KMSMasterKeyID" ref:"key|key_alias"` // absent under aws:kms: aws/s3
	BucketKey value.Value[bool]       `tf:"bucket_key_enabled" cfn:"BucketKeyEnabled"`
}

// BucketEncryption returns the bucket's default encryption; absent means
// AES256 under a key of S3, since January 2023.
func (b *Bucket) BucketEncryption(v *View) value.Value[[]BucketEncryption] {
	return settled(v, b, Listed(b.Encryption), "bucket", func(e *BucketEncryptionConfiguration) value.Value[[]BucketEncryption] {
		return Listed(e.Rules)
	})
}

var bucketLifecycleType = Type{
	Kind: "bucket_lifecycle",
	New:  func() Resource { return new(BucketLifecycle) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_lifecycle_configuration"},
	},
}

// A BucketLifecycle moves and expires a bucket's objects.
type BucketLifecycle struct {
	head

	Bucket value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Rules  Blocks[LifecycleRule]   `tf:"rule"`
}

// A LifecycleRule moves or expires objects by their age.
type LifecycleRule struct {
	ID              value.Value[value.Text]     `tf:"id" cfn:"Id"`
	Status          value.Value[value.Text]     `tf:"status" cfn:"Status"` // Enabled or Disabled
	Enabled         value.Value[bool]           `tf:"enabled" cfn:"-"`     // what a bucket's own block has in place of Status
	Prefix          value.Value[value.Text]     `tf:"filter.prefix|filter.and.prefix|prefix" cfn:"Prefix"`
	TagFilter       value.Value[value.Text]     `tf:"filter.tag.key" cfn:"-"`
	TagsFilter      value.Entries               `tf:"filter.and.tags|tags" cfn:"-"`
	Days            value.Value[int64]          `tf:"expiration.days" cfn:"ExpirationInDays"`
	Date            value.Value[value.Text]     `tf:"expiration.date" cfn:"ExpirationDate"`
	DeleteMarkers   value.Value[bool]           `tf:"expiration.expired_object_delete_marker" cfn:"ExpiredObjectDeleteMarker"`
	Transitions     Blocks[LifecycleTransition] `tf:"transition" cfn:"Transitions"`
	NoncurrentDays  value.Value[int64]          `tf:"noncurrent_version_expiration.noncurrent_days|noncurrent_version_expiration.days" cfn:"NoncurrentVersionExpiration.NoncurrentDays"`
	NoncurrentKept  value.Value[int64]          `tf:"noncurrent_version_expiration.newer_noncurrent_versions" cfn:"NoncurrentVersionExpiration.NewerNoncurrentVersions"`
	AbortUploadDays value.Value[int64]          `tf:"abort_incomplete_multipart_upload.days_after_initiation|abort_incomplete_multipart_upload_days" cfn:"AbortIncompleteMultipartUpload.DaysAfterInitiation"`
}

// reshape reads the tags that the rule asks for.
func (r *LifecycleRule) reshape(from Body) {
	putWhole(&r.TagsFilter, TagsOf(from.Attribute("TagFilters")), "TagFilters")
}

// Applies tells whether the rule is enabled.
func (r *LifecycleRule) Applies() value.Answer {
	if on, ok := r.Enabled.Get(); ok {
		return value.Answered(on)
	}
	status, ok := r.Status.Get()
	if !ok {
		return value.CannotTell
	}
	return status.Is("Enabled")
}

// A LifecycleTransition moves objects to another storage class.
type LifecycleTransition struct {
	Days  value.Value[int64]      `tf:"days" cfn:"TransitionInDays"`
	Date  value.Value[value.Text] `tf:"date" cfn:"TransitionDate"`
	Class value.Value[value.Text] `tf:"storage_class" cfn:"StorageClass"`
}

// BucketLifecycle returns the bucket's lifecycle rules; absent means none.
func (b *Bucket) BucketLifecycle(v *View) value.Value[[]LifecycleRule] {
	return settled(v, b, Listed(b.Lifecycle), "bucket", func(l *BucketLifecycle) value.Value[[]LifecycleRule] { return Listed(l.Rules) })
}

var bucketObjectLockType = Type{
	Kind: "bucket_object_lock",
	New:  func() Resource { return new(BucketObjectLock) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_object_lock_configuration"},
	},
}

// A BucketObjectLock is the default retention of a bucket with object lock.
type BucketObjectLock struct {
	head

	Bucket  value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Enabled value.Value[value.Text] `tf:"object_lock_enabled"` // Enabled (default)
	Mode    value.Value[value.Text] `tf:"rule.default_retention.mode"`
	Days    value.Value[int64]      `tf:"rule.default_retention.days"`
	Years   value.Value[int64]      `tf:"rule.default_retention.years"`
}

// An ObjectLock keeps new objects from being deleted for a time.
type ObjectLock struct {
	Enabled value.Value[value.Text] `tf:"object_lock_enabled" cfn:"ObjectLockEnabled"`
	Mode    value.Value[value.Text] `tf:"rule.default_retention.mode" cfn:"Rule.DefaultRetention.Mode"` // GOVERNANCE or COMPLIANCE
	Days    value.Value[int64]      `tf:"rule.default_retention.days" cfn:"Rule.DefaultRetention.Days"`
	Years   value.Value[int64]      `tf:"rule.default_retention.years" cfn:"Rule.DefaultRetention.Years"`
}

// BucketObjectLock returns the bucket's default retention, a list of one;
// absent means that objects are locked only where they say so themselves.
func (b *Bucket) BucketObjectLock(v *View) value.Value[[]ObjectLock] {
	return settled(v, b, Listed(b.Locks), "bucket", func(l *BucketObjectLock) value.Value[[]ObjectLock] {
		return value.Known([]ObjectLock{{l.Enabled, l.Mode, l.Days, l.Years}}, l.Block)
	})
}

var bucketReplicationType = Type{
	Kind: "bucket_replication",
	New:  func() Resource { return new(BucketReplication) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_replication_configuration"},
	},
}

// A BucketReplication copies a bucket's objects to other buckets.
type BucketReplication struct {
	head

	Bucket value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Role   value.Value[value.Text] `tf:"role" ref:"role"`
	Rules  Blocks[ReplicationRule] `tf:"rule"`
}

// A ReplicationRule copies some of a bucket's objects to one bucket.
type ReplicationRule struct {
	ID      value.Value[value.Text] `tf:"id" cfn:"Id"`
	Status  value.Value[value.Text] `tf:"status" cfn:"Status"` // Enabled or Disabled
	Bucket  value.Value[value.Text] `tf:"destination.bucket" cfn:"Destination.Bucket" ref:"bucket"`
	Account value.Value[value.Text] `tf:"destination.account|destination.account_id" cfn:"Destination.Account"`
	Key     value.Value[value.Text] `tf:"destination.encryption_configuration.replica_kms_key_id|destination.replica_kms_key_id" cfn:"Destination.EncryptionConfiguration.ReplicaKmsKeyID" ref:"key|key_alias"`
	Class   value.Value[value.Text] `tf:"destination.storage_class" cfn:"Destination.StorageClass"`
}

// BucketReplication returns the bucket's replication rules; absent means none.
func (b *Bucket) BucketReplication(v *View) value.Value[[]ReplicationRule] {
	return settled(v, b, Listed(b.Replication), "bucket", func(r *BucketReplication) value.Value[[]ReplicationRule] { return Listed(r.Rules) })
}

var bucketArchiveTiersType = Type{
	Kind: "bucket_archive_tiers",
	New:  func() Resource { return new(BucketArchiveTiers) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_intelligent_tiering_configuration", Name: "name"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::S3::Bucket", Inside: "IntelligentTieringConfigurations", Given: []Computed{{"Bucket", "{Ref}"}}},
	},
}

// A BucketArchiveTiers moves objects of the class Intelligent-Tiering to tiers
// from which they must be restored.
type BucketArchiveTiers struct {
	head

	ConfigurationName value.Value[value.Text] `tf:"name" cfn:"Id"`
	Bucket            value.Value[value.Text] `tf:"bucket" cfn:"Bucket" ref:"bucket"`
	Status            value.Value[value.Text] `tf:"status" cfn:"Status"` // Enabled (default) or Disabled
	Prefix            value.Value[value.Text] `tf:"filter.prefix" cfn:"Prefix"`
	Tiers             Blocks[ArchiveTier]     `tf:"tiering" cfn:"Tierings"`
}

// An ArchiveTier is a tier and the age at which objects reach it.
type ArchiveTier struct {
	Tier value.Value[value.Text] `tf:"access_tier" cfn:"AccessTier"` // ARCHIVE_ACCESS or DEEP_ARCHIVE_ACCESS
	Days value.Value[int64]      `tf:"days" cfn:"Days"`
}
