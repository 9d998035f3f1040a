package authz

import (
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// unrestricted tells whether S3 block public access lets in others than the
// bucket's account: with RestrictPublicBuckets a bucket whose policy is public
// is open to principals of its account and to services only (Amazon S3 User
// Guide, "Blocking public access to your Amazon S3 storage").
func (c *call) unrestricted() finding {
	f := finding{answer: value.Yes, layer: PublicAccess, cause: OpenLayer}
	if c.service != "s3" || c.policies.RestrictPublicBuckets == value.No {
		return f
	}
	public := value.No
	if c.policies.Resource.state <= part {
		public = value.CannotTell
	}
	for _, p := range c.policies.Resource.policies {
		public = either(public, p.public)
	}
	f.answer = both(c.policies.RestrictPublicBuckets, public).Not()
	return f
}

// fixing are the keys that make a statement not public if their values are
// fixed (the same page, "The meaning of public").
var fixing = []string{
	"aws:PrincipalOrgID", "aws:SourceIp", "aws:SourceArn", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceOwner",
	"aws:SourceAccount", "aws:userid", "aws:PrincipalAccount", "aws:PrincipalArn", "s3:DataAccessPointArn",
	"s3:DataAccessPointAccount", "s3:x-amz-server-side-encryption-aws-kms-key-id",
}

// isPublic tells whether a bucket policy is public as S3 defines it.
func isPublic(d *policy.Document) value.Answer {
	public := value.Answered(false)
	if d.Partial() {
		public = value.CannotTell
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Effect == policy.Deny || s.Principals.IsAbsent() && !s.Unread() {
			continue
		}
		open := s.Principals.IsAnyone()
		if open != value.No {
			fixed, by := s.BoundBy(fixing...)
			if fixed == value.Yes && by != nil && by.IsKey("aws:SourceIp") != value.No && broad(by) {
				fixed = value.CannotTell
			}
			open = both(open, fixed.Not())
		}
		if s.Effect == policy.EffectUnknown && open == value.Yes {
			open = value.CannotTell
		}
		public = either(public, open)
	}
	return public
}

// broad reports whether a condition on addresses names a block of more than an
// eighth of a part of IPv4 or a thirty-second of IPv6, which S3 takes for
// public unless it is private.
func broad(c *policy.Condition) bool {
	for _, e := range c.Values.List {
		network, err := policy.ParseNetwork(e.Text.Inline())
		if err != nil {
			continue
		}
		if network.Addr().Is4() && network.Bits() < 8 || network.Addr().Is6() && network.Bits() < 32 {
			return true
		}
	}
	return false
}
