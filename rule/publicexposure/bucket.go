package publicexposure

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// BucketPublicAccessBlocked is decided for buckets, and for the blocks of
// buckets that are declared elsewhere.
var BucketPublicAccessBlocked = &rule.Rule{
	ID:       "bucket-public-access-blocked",
	Title:    "Buckets block public access",
	Why:      "One policy or ACL, written by mistake, then opens the bucket to the internet.",
	Fix:      "Declare the block with all four flags true.",
	Severity: rule.High,
	Example: `resource "aws_s3_bucket_public_access_block" "orders" {
  bucket                  = aws_s3_bucket.orders.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Settings:   []string{"iac.require_declared_block"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "s3_bucket_level_public_access_block"},
		{Tool: "prowler", ID: "s3_account_level_public_access_blocks"},
		{Tool: "checkov", ID: "CKV_AWS_53"},
		{Tool: "checkov", ID: "CKV_AWS_54"},
		{Tool: "checkov", ID: "CKV_AWS_55"},
		{Tool: "checkov", ID: "CKV_AWS_56"},
		{Tool: "checkov", ID: "CKV2_AWS_6"},
		{Tool: "trivy", ID: "AWS-0086"},
		{Tool: "trivy", ID: "AWS-0087"},
		{Tool: "trivy", ID: "AWS-0091"},
		{Tool: "trivy", ID: "AWS-0093"},
		{Tool: "trivy", ID: "AWS-0094"},
		{Tool: "kics", ID: "4fa66806-0dd9-4f8d-9480-3174d39c7c91"},
		{Tool: "kics", ID: "d0cc8694-fcad-43ff-ac86-32331d7e867f"},
		{Tool: "kics", ID: "1a4bc881-9f69-4d44-8c9a-d37d08f54c50"},
		{Tool: "securityhub", ID: "S3.1"},
		{Tool: "securityhub", ID: "S3.8"},
		{Tool: "config", ID: "s3-bucket-level-public-access-prohibited"},
		{Tool: "guard", ID: "s3_bucket_level_public_access_prohibited"},
		{Tool: "cdk-nag", ID: "AwsSolutions-S2"},
		{Tool: "powerpipe", ID: "foundational_security_s3_8"},
		{Tool: "kics", ID: "48f100d9-f499-4c6d-b2b8-deafe47ffb26"},
		{Tool: "kics", ID: "6c8d51af-218d-4bfb-94a9-94eabaa0703a"},
		{Tool: "kics", ID: "860ba89b-b8de-4e72-af54-d6aee4138a69"},
	},
	Sources: []string{"Amazon S3 User Guide, Blocking public access to your Amazon S3 storage"},
	Decide: []rule.Decision{
		rule.On[*estate.Bucket](publicAccessBlocked),
		rule.On[*estate.BucketPublicAccessBlock](blockApart),
		rule.On[*estate.DirectoryBucket](alwaysBlocked),
	},
}

func alwaysBlocked(_ *rule.Input, b *estate.DirectoryBucket) rule.Outcome {
	return rule.NotApplicable("directory buckets always block public access", b.BucketName)
}

func publicAccessBlocked(in *rule.Input, b *estate.Bucket) rule.Outcome {
	return blocked(in, b, b.BucketPublicAccess(in.Estate))
}

func blockApart(in *rule.Input, p *estate.BucketPublicAccessBlock) rule.Outcome {
	switch estate.Apart[*estate.Bucket](in.Estate, p, p.Bucket) {
	case value.No:
		return rule.NotApplicable("it is judged with its bucket", p.Bucket)
	case value.CannotTell:
		return rule.Unknown(p.Bucket)
	}
	return blocked(in, p, p.Flags())
}

// blocked decides by a bucket's own flags and those of the account that the
// resource is in.
func blocked(in *rule.Input, r estate.Resource, own estate.PublicAccess) rule.Outcome {
	account := accountBlock(in.Estate, r)
	var facts []rule.Fact
	var off, unknown, undeclared rule.Fact
	for i, flag := range [...]value.Value[bool]{own.BlockACLs, own.BlockPolicy, own.IgnoreACLs, own.Restrict} {
		on, known := flag.Get()
		wide, wideKnown := account[i].Get()
		switch {
		case known && on:
			facts = append(facts, flag)
		case wideKnown && wide:
			facts = append(facts, account[i])
		case account[i].IsUnknown() || flag.IsUnknown():
			unknown = flag
			if account[i].IsUnknown() {
				unknown = account[i]
			}
		case known:
			off = flag
		default:
			undeclared = flag
		}
	}
	required := in.Settings.IaC.RequireDeclaredBlock
	switch {
	case off != nil:
		return rule.Fail("{name} may be opened to the public", off).Label("this way in is not blocked")
	case unknown != nil:
		return rule.Unknown(unknown)
	case undeclared != nil && required.Get():
		return rule.Fail("{name} declares no block of public access", undeclared, rule.Setting(required)).At(r.Head().Block).
			Label("no aws_s3_bucket_public_access_block")
	case undeclared != nil:
		return rule.UnknownBecause("no block is declared: buckets made since April 2023 have it, older ones may not", undeclared, rule.Setting(required))
	}
	return rule.Pass(facts...)
}

// accountBlock returns the four flags of the account that the resource is in,
// as far as the estate declares them: absent where it does not.
func accountBlock(v *estate.View, r estate.Resource) [4]value.Value[bool] {
	near := r.Head()
	none := value.Absent[bool](near.Block)
	flags := [4]value.Value[bool]{none, none, none, none}
	own, _ := near.Account.Get()
	for a := range estate.All[*estate.AccountPublicAccessBlock](v) {
		if a.Scope != near.Scope {
			continue
		}
		text, ok := a.Account.Get()
		if named, set := a.AccountID.Get(); set {
			text, ok = named, true
		}
		if !ok || text.Equal(own) != value.Yes {
			continue
		}
		flags = [4]value.Value[bool]{a.BlockACLs, a.BlockPolicy, a.IgnoreACLs, a.Restrict}
	}
	return flags
}

// BucketACLNotPublic is decided for buckets, and for the ACLs of buckets that are
// declared elsewhere.
var BucketACLNotPublic = &rule.Rule{
	ID:       "bucket-acl-not-public",
	Title:    "No bucket ACL opens a bucket",
	Why:      "Everyone on the internet, or everyone with an account of AWS, can then list, read or write it.",
	Fix:      "Remove the grant, and set object ownership to BucketOwnerEnforced.",
	Severity: rule.Critical,
	Example: `resource "aws_s3_bucket_ownership_controls" "orders" {
  bucket = aws_s3_bucket.orders.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "s3_bucket_public_list_acl"},
		{Tool: "prowler", ID: "s3_bucket_public_write_acl"},
		{Tool: "checkov", ID: "CKV_AWS_20"},
		{Tool: "checkov", ID: "CKV_AWS_57"},
		{Tool: "checkov", ID: "CKV2_AWS_43"},
		{Tool: "trivy", ID: "AWS-0092"},
		{Tool: "kics", ID: "38c5ee0d-7f22-4260-ab72-5073048df100"},
		{Tool: "kics", ID: "57b9893d-33b1-4419-bcea-a717ea87e139"},
		{Tool: "guard", ID: "s3_bucket_public_read_acl"},
		{Tool: "cfn-nag", ID: "W31"},
		{Tool: "cfn-nag", ID: "F14"},
		{Tool: "cfripper", ID: "S3BucketPublicReadWriteAclRule"},
		{Tool: "scoutsuite", ID: "s3-bucket-world-acl"},
		{Tool: "kics", ID: "07dda8de-d90d-469e-9b37-1aca53526ced"},
		{Tool: "kics", ID: "835d5497-a526-4aea-a23f-98a9afd1635f"},
		{Tool: "guard", ID: "s3_bucket_no_public_rw_acl"},
		{Tool: "checkov", ID: "CKV_AWS_375"},
	},
	Sources: []string{"Amazon S3 User Guide, Access control list (ACL) overview"},
	Decide: []rule.Decision{
		rule.On[*estate.Bucket](aclNotPublic),
		rule.On[*estate.BucketACL](aclApart),
		rule.On[*estate.DirectoryBucket](func(_ *rule.Input, b *estate.DirectoryBucket) rule.Outcome {
			return rule.NotApplicable("directory buckets have no ACL", b.BucketName)
		}),
	},
}

func aclNotPublic(in *rule.Input, b *estate.Bucket) rule.Outcome {
	v := in.Estate
	return aclOpens(in, b, b.BucketACL(v), b.BucketGrants(v), b.BucketOwnership(v), b.BucketPublicAccess(v).IgnoreACLs)
}

func aclApart(in *rule.Input, a *estate.BucketACL) rule.Outcome {
	switch estate.Apart[*estate.Bucket](in.Estate, a, a.Bucket) {
	case value.No:
		return rule.NotApplicable("it is judged with its bucket", a.Bucket)
	case value.CannotTell:
		return rule.Unknown(a.Bucket)
	}
	return aclOpens(in, a, a.ACL, estate.Listed(a.Grants), a.Ownership(in.Estate), a.Ignored(in.Estate))
}

// aclOpens decides by an ACL, the ownership of objects, and whether public ACLs
// are ignored.
func aclOpens(in *rule.Input, r estate.Resource, acl value.Value[value.Text], grants value.Value[[]estate.Grant], ownership value.Value[value.Text], ignored value.Value[bool]) rule.Outcome {
	public, fact := publicGrant(acl, grants)
	enforced := is(ownership, "BucketOwnerEnforced")
	if public == value.No || enforced == value.Yes {
		return rule.Pass(ownership, acl)
	}
	account := accountBlock(in.Estate, r)[2]
	switch {
	case ignored.Or(false):
		return rule.PassBecause("public ACLs are ignored, though the grant stands", ignored, fact)
	case account.Or(false):
		return rule.PassBecause("the account ignores public ACLs, though the grant stands", account, fact)
	case public == value.CannotTell:
		return rule.UnknownBecause("it cannot be told what the bucket's ACL grants", acl, grants, ownership)
	case !ownership.IsAbsent() && enforced == value.CannotTell:
		return rule.Undecided(ownership, fact)
	case ignored.IsUnknown() || account.IsUnknown():
		return rule.Unknown(ignored, account, fact)
	}
	return rule.Fail("Everyone may use {name} by its ACL", fact, ownership, ignored).Label("everyone, not only you")
}

// publicGrant tells whether the ACL grants anything to everyone or to every
// account of AWS, and which part of it says so.
func publicGrant(acl value.Value[value.Text], grants value.Value[[]estate.Grant]) (value.Answer, rule.Fact) {
	answer := value.No
	if text, ok := acl.Get(); ok {
		s, literal := text.Literal()
		switch strings.ToLower(strings.ReplaceAll(s, "-", "")) {
		case "publicread", "publicreadwrite", "authenticatedread":
			return value.Yes, acl
		}
		if !literal {
			answer = value.CannotTell
		}
	} else if !acl.IsAbsent() {
		answer = value.CannotTell
	}
	list, ok := grants.Get()
	if !ok && !grants.IsAbsent() || grants.Partial() {
		answer = value.CannotTell
	}
	for _, g := range list {
		uri, ok := g.URI.Get()
		switch {
		case ok && or(uri.HasSuffix("/global/AllUsers"), uri.HasSuffix("/global/AuthenticatedUsers")) == value.Yes:
			return value.Yes, g.URI
		case !ok && !g.URI.IsAbsent(), ok && or(uri.HasSuffix("/global/AllUsers"), uri.HasSuffix("/global/AuthenticatedUsers")) == value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer, acl
}
