package estate

import "bailiwick/value"

var bucketPolicyType = Type{
	Kind: "bucket_policy",
	New:  func() Resource { return new(BucketPolicy) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_policy"},
	},
	CloudFormation: []Declared{
		{Type: "AWS::S3::BucketPolicy"},
	},
}

// A BucketPolicy is the policy of a bucket.
type BucketPolicy struct {
	head

	Bucket value.Value[value.Text] `tf:"bucket" cfn:"Bucket" ref:"bucket|directory_bucket"`
	Policy Policy                  `tf:"policy" cfn:"PolicyDocument"`
}

// BucketPolicy returns the bucket's policy.
func (b *Bucket) BucketPolicy(v *View) Policy {
	return settled(v, b, b.Policy, "bucket|Bucket", func(p *BucketPolicy) Policy { return p.Policy })
}

// Restricted returns whether a block that is declared beside the policy, of the
// same bucket, restricts public policies; absent if none is.
func (p *BucketPolicy) Restricted(v *View) value.Value[bool] {
	return blockBeside(v, p, p.Bucket, "restrict_public_buckets", func(b *BucketPublicAccessBlock) value.Value[bool] { return b.Flags().Restrict })
}

// Ignored returns whether a block that is declared beside the ACL, of the same
// bucket, has public ACLs ignored; absent if none is.
func (a *BucketACL) Ignored(v *View) value.Value[bool] {
	return blockBeside(v, a, a.Bucket, "ignore_public_acls", func(b *BucketPublicAccessBlock) value.Value[bool] { return b.Flags().IgnoreACLs })
}

// Ownership returns the ownership of objects that is declared beside the ACL,
// for the same bucket; absent if none is.
func (a *BucketACL) Ownership(v *View) value.Value[value.Text] {
	return beside(v, a, a.Bucket, "object_ownership",
		func(o *BucketOwnership) (value.Value[value.Text], value.Value[value.Text]) {
			return o.Bucket, o.Ownership
		})
}

func blockBeside(v *View, near Resource, bucket value.Value[value.Text], name string, flag func(*BucketPublicAccessBlock) value.Value[bool]) value.Value[bool] {
	return beside(v, near, bucket, name,
		func(b *BucketPublicAccessBlock) (value.Value[value.Text], value.Value[bool]) {
			return b.Bucket, flag(b)
		})
}

// beside returns what a resource of the kind of C says of the same bucket as
// the resource near, where the bucket is declared elsewhere: absent if none
// speaks of it, unknown if one may.
func beside[C Resource, T any](v *View, near Resource, bucket value.Value[value.Text], name string, says func(C) (of value.Value[value.Text], what value.Value[T])) value.Value[T] {
	h := near.Head()
	unread := func(why string, at value.Origin) value.Value[T] {
		return value.Unknown[T](value.NewNote(name, why), at)
	}
	out := value.Absent[T](h.Block).Named(name)
	if gap, hides := v.Gap(KindOf[C](), near); hides {
		out = unread("it may hide: "+gap.Reason(), h.Block)
	}
	own, known := bucket.Get()
	for c := range All[C](v) {
		if c.Head().Scope != h.Scope {
			continue
		}
		of, what := says(c)
		same := value.CannotTell
		if other, ok := of.Get(); ok && known {
			same = own.Equal(other)
		}
		switch same {
		case value.Yes:
			return what
		case value.CannotTell:
			out = unread("it cannot be told whether "+c.Head().Address+" is of the same bucket", c.Head().Block)
		}
	}
	return out
}

var bucketPublicAccessBlockType = Type{
	Kind: "bucket_public_access_block",
	New:  func() Resource { return new(BucketPublicAccessBlock) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_public_access_block"},
	},
}

// A BucketPublicAccessBlock closes a bucket to the public, whatever its policy
// and ACLs say. A flag that is not set is false.
type BucketPublicAccessBlock struct {
	head

	Bucket      value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	BlockACLs   value.Value[bool]       `tf:"block_public_acls"`
	BlockPolicy value.Value[bool]       `tf:"block_public_policy"`
	IgnoreACLs  value.Value[bool]       `tf:"ignore_public_acls"`
	Restrict    value.Value[bool]       `tf:"restrict_public_buckets"`
}

// PublicAccess are the four flags that close a bucket to the public. Absent
// means that nothing declares a block: AWS has all four on for buckets made
// since April 2023, and off before ("Blocking public access to your Amazon S3
// storage").
type PublicAccess struct {
	BlockACLs, BlockPolicy, IgnoreACLs, Restrict value.Value[bool]
}

// BucketPublicAccess returns the bucket's own flags; those of the account add
// to them.
func (b *Bucket) BucketPublicAccess(v *View) PublicAccess {
	flag := func(inline value.Value[bool], of func(PublicAccess) value.Value[bool]) value.Value[bool] {
		return settled(v, b, inline, "bucket", func(p *BucketPublicAccessBlock) value.Value[bool] { return of(p.Flags()) })
	}
	return PublicAccess{
		BlockACLs:   flag(b.BlockACLs, func(p PublicAccess) value.Value[bool] { return p.BlockACLs }),
		BlockPolicy: flag(b.BlockPolicy, func(p PublicAccess) value.Value[bool] { return p.BlockPolicy }),
		IgnoreACLs:  flag(b.IgnoreACLs, func(p PublicAccess) value.Value[bool] { return p.IgnoreACLs }),
		Restrict:    flag(b.Restrict, func(p PublicAccess) value.Value[bool] { return p.Restrict }),
	}
}

// Flags returns the four flags; none is absent.
func (p *BucketPublicAccessBlock) Flags() PublicAccess {
	set := func(flag value.Value[bool]) value.Value[bool] {
		if flag.IsAbsent() {
			return value.Known(false, p.Block).Named(flag.Attribute())
		}
		return flag
	}
	return PublicAccess{set(p.BlockACLs), set(p.BlockPolicy), set(p.IgnoreACLs), set(p.Restrict)}
}

var bucketOwnershipType = Type{
	Kind: "bucket_ownership",
	New:  func() Resource { return new(BucketOwnership) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_ownership_controls"},
	},
}

// A BucketOwnership says whether a bucket's ACLs count.
type BucketOwnership struct {
	head

	Bucket    value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	Ownership value.Value[value.Text] `tf:"rule.object_ownership"`
}

// BucketOwnership returns the object ownership: BucketOwnerEnforced (the
// default of buckets made since April 2023, under which ACLs do not count),
// BucketOwnerPreferred or ObjectWriter.
func (b *Bucket) BucketOwnership(v *View) value.Value[value.Text] {
	return settled(v, b, b.Ownership, "bucket", func(o *BucketOwnership) value.Value[value.Text] { return o.Ownership })
}

var bucketACLType = Type{
	Kind: "bucket_acl",
	New:  func() Resource { return new(BucketACL) },
	Terraform: []Declared{
		{Type: "aws_s3_bucket_acl"},
	},
}

// A BucketACL is a bucket's access control list.
type BucketACL struct {
	head

	Bucket value.Value[value.Text] `tf:"bucket" ref:"bucket"`
	ACL    value.Value[value.Text] `tf:"acl"`
	Grants Blocks[Grant]           `tf:"access_control_policy.grant"`
}

// A Grant is an entry of an access control list.
type Grant struct {
	Type        value.Value[value.Text] `tf:"type|grantee.type"` // CanonicalUser, AmazonCustomerByEmail or Group
	URI         value.Value[value.Text] `tf:"uri|grantee.uri"`   // of a group: http://acs.amazonaws.com/groups/global/AllUsers
	ID          value.Value[value.Text] `tf:"id|grantee.id"`
	Permissions value.Texts             `tf:"permissions|permission"` // READ, WRITE, READ_ACP, WRITE_ACP or FULL_CONTROL
}

// BucketACL returns the bucket's canned ACL; absent means private, or what
// BucketGrants says.
func (b *Bucket) BucketACL(v *View) value.Value[value.Text] {
	return settled(v, b, b.ACL, "bucket", func(a *BucketACL) value.Value[value.Text] { return a.ACL })
}

// BucketGrants returns the grants that the bucket's ACL is written out as.
func (b *Bucket) BucketGrants(v *View) value.Value[[]Grant] {
	return settled(v, b, Listed(b.Grants), "bucket", func(a *BucketACL) value.Value[[]Grant] { return Listed(a.Grants) })
}

var accountPublicAccessBlockType = Type{
	Kind: "account_public_access_block",
	New:  func() Resource { return new(AccountPublicAccessBlock) },
	Terraform: []Declared{
		{Type: "aws_s3_account_public_access_block"},
	},
}

// An AccountPublicAccessBlock closes all buckets of an account to the public.
// A flag that is not set is false.
type AccountPublicAccessBlock struct {
	head

	AccountID   value.Value[value.Text] `tf:"account_id"` // default: the provider's account
	BlockACLs   value.Value[bool]       `tf:"block_public_acls"`
	BlockPolicy value.Value[bool]       `tf:"block_public_policy"`
	IgnoreACLs  value.Value[bool]       `tf:"ignore_public_acls"`
	Restrict    value.Value[bool]       `tf:"restrict_public_buckets"`
}
