package trail

import (
	"slices"
	"sync"

	"bailiwick/access"
	"bailiwick/access/exposure"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// BucketProtected is decided for buckets that trails deliver to, and for trails
// whose bucket is declared elsewhere.
var BucketProtected = &rule.Rule{
	ID:         "trail-bucket-protected",
	Title:      "Nobody can change or delete the trail's files",
	Why:        "Whoever removes the files removes what he did; a record that can be changed proves nothing.",
	Fix:        "Switch on versioning, and object lock with a default retention, MFA delete, or a bucket policy that denies deletion to all but security tools (trail.bucket_protection).",
	Severity:   rule.High,
	Objectives: []objective.ID{objective.Trail, objective.PublicExposure},
	Settings:   []string{"trail.bucket_protection"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudtrail_logs_s3_bucket_is_not_publicly_accessible"},
		{Tool: "prowler", ID: "cloudtrail_bucket_requires_mfa_delete"},
		{Tool: "trivy", ID: "AWS-0161"},
		{Tool: "kics", ID: "bd0088a5-c133-4b20-b129-ec9968b16ef3"},
		{Tool: "securityhub", ID: "CloudTrail.6"},
		{Tool: "config", ID: "cloudtrail-s3-bucket-public-access-prohibited"},
		{Tool: "powerpipe", ID: "cloudtrail_bucket_not_public"},
	},
	Sources: []string{"CloudTrail User Guide, Security best practices in AWS CloudTrail"},
	Example: `resource "aws_s3_bucket" "trail" {
  bucket              = "acme-trail"
  object_lock_enabled = true
}

resource "aws_s3_bucket_object_lock_configuration" "trail" {
  bucket = aws_s3_bucket.trail.id
  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 365
    }
  }
}

resource "aws_s3_bucket_versioning" "trail" {
  bucket = aws_s3_bucket.trail.id
  versioning_configuration {
    status = "Enabled"
  }
}`,
	Decide: []rule.Decision{
		rule.On[*estate.Trail](func(in *rule.Input, t *estate.Trail) rule.Outcome {
			switch _, reach := estate.Find[*estate.Bucket](in.Estate, t, t.Bucket); reach {
			case estate.Here:
				return rule.NotApplicable("its bucket is judged by itself", t.Bucket)
			default:
				if t.Bucket.IsUnknown() || t.Bucket.IsAbsent() {
					return rule.Undecided(t.Bucket)
				}
			}
			return rule.UnknownBecause("its bucket is not declared here", t.Bucket)
		}),
		rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
			t, maybe := trailTo(in, b)
			switch {
			case t != nil:
				return protectedBucket(in, b, t)
			case maybe != nil:
				return rule.Unknown(access.Unread("trail", "it cannot be told whether "+maybe.Address+" delivers to it", maybe.Bucket.Origin()))
			}
			if why, hides := in.Estate.Gap("trail", b); hides {
				return rule.Unknown(access.Unread("trail", "one may deliver to it: "+why.Reason(), b.Block))
			}
			return rule.NotApplicable("no trail delivers to it", access.Known("trail", "none", b.Block))
		}),
	},
}

// trailTo returns a trail that delivers to the bucket, else one that may.
func trailTo(in *rule.Input, b *estate.Bucket) (to, maybe *estate.Trail) {
	for t := range estate.All[*estate.Trail](in.Estate) {
		if estate.Shares(t, b) == value.No {
			continue
		}
		other, reach := estate.Find[*estate.Bucket](in.Estate, t, t.Bucket)
		if reach == estate.Here {
			if other == b {
				return t, nil
			}
			continue
		}
		name, named := t.Bucket.Get()
		own, known := b.NameText()
		if !named || !known || name.Equal(own) != value.No {
			maybe = t
		}
	}
	return nil, maybe
}

func protectedBucket(in *rule.Input, b *estate.Bucket, t *estate.Trail) rule.Outcome {
	whose := access.Known("trail", t.Head().Name(), t.Bucket.Origin())
	if o, settled := openBucket(in, b); settled {
		return o
	}
	versioning := b.BucketVersioning(in.Estate)
	kept := value.No
	switch {
	case versioning.IsUnknown():
		kept = value.CannotTell
	case !versioning.IsAbsent():
		status, _ := versioning.Get()
		kept = status.Is("Enabled")
	}
	if kept == value.No {
		return rule.Fail("A file of the trail in {name} is gone once it is deleted: no versions are kept", whose, versioning).Label("the trail's bucket")
	}
	accepted := in.Settings.Trail.BucketProtection
	facts := []rule.Fact{whose, versioning}
	best := value.No
	for _, way := range []struct {
		word string
		ask  func(*rule.Input, *estate.Bucket) (value.Answer, rule.Fact)
	}{{"object-lock", locked}, {"mfa-delete", secondFactor}, {"deny-delete", denied}} {
		if !slices.Contains(accepted.Get(), way.word) {
			continue
		}
		is, fact := way.ask(in, b)
		if is == value.Yes {
			if kept == value.Yes {
				return rule.Pass(whose, versioning, fact, rule.Setting(accepted))
			}
			return rule.Unknown(versioning)
		}
		best = value.Either(best, is)
		facts = append(facts, fact)
	}
	facts = append(facts, rule.Setting(accepted))
	if best == value.CannotTell {
		return rule.UnknownBecause("whether anything protects the trail's files cannot be told", facts...)
	}
	return rule.Fail("Whoever may write to {name} can delete the files of the trail", facts...).Label("the trail's bucket")
}

// openBucket settles the rule where people whom nobody named reach the bucket,
// or may.
func openBucket(in *rule.Input, b *estate.Bucket) (rule.Outcome, bool) {
	for _, x := range exposure.Of(in.Access, b) {
		switch {
		case x.Callers != reason.Anonymous && x.Callers != reason.AnyAccount || x.Within:
		case x.Verdict == reason.Outside:
			return rule.UnknownBecause(x.Why, rule.Facts(x.Facts)...), true
		case b.BucketPublicAccess(in.Estate).Restrict.IsUnknown():
			return rule.Unknown(access.Unread("restrict_public_buckets", "whether the bucket restricts public policies is not known", b.Block)), true
		default:
			return rule.Fail("Anyone may reach the files of the trail in {name}", rule.Facts(x.Facts)...).As(rule.Critical).Who(x.Witness.String()), true
		}
	}
	return rule.Outcome{}, false
}

// locked tells whether new objects are kept for a time: CloudTrail asks for no
// retention itself, so that without a default nothing is locked (S3 User Guide,
// Locking objects with Object Lock).
func locked(in *rule.Input, b *estate.Bucket) (value.Answer, rule.Fact) {
	list := b.BucketObjectLock(in.Estate)
	found, known := list.Get()
	for _, l := range found {
		if !l.Mode.IsAbsent() {
			return value.Either(value.Is(l.Mode, "GOVERNANCE"), value.Is(l.Mode, "COMPLIANCE")), l.Mode
		}
	}
	if !known && !list.IsAbsent() {
		return value.CannotTell, list
	}
	return value.No, b.ObjectLock
}

func secondFactor(in *rule.Input, b *estate.Bucket) (value.Answer, rule.Fact) {
	v := b.BucketMFADelete(in.Estate)
	return value.IsTrue(v, false), v
}

// denied tells whether the bucket's policy denies deletion to a role that
// nobody names and that is otherwise allowed everything.
func denied(in *rule.Input, b *estate.Bucket) (value.Answer, rule.Fact) {
	t, ok := in.Access.Target(b)
	if !ok {
		return value.CannotTell, access.Unread("policy", "the bucket's ARN is not known", b.Block)
	}
	policies := t.Granted().Policies
	policies.Identity = authz.All(everything())
	answer, by := value.Yes, access.Known("policy", "none that denies deletion", b.Block)
	who := value.Join(value.Literal("arn:aws:iam::"), t.Account, value.Literal(":role/nobody-in-particular"))
	for _, action := range []string{"s3:DeleteObject", "s3:DeleteObjectVersion"} {
		ask := authz.Request{
			Principal: authz.ParsePrincipal(who), Action: action,
			Resource: value.Join(t.Resource, value.Literal("/AWSLogs/file.json.gz")), ResourceAccount: t.Account,
		}
		ask.Context.SetText("aws:PrincipalArn", who)
		switch d := authz.Decide(&ask, &policies); d.Effect {
		case authz.ExplicitDeny:
			by = t.Fact(d.By)
		case authz.CannotTell:
			answer = value.Both(answer, value.CannotTell)
		default:
			return value.No, access.Known("policy", "none that denies "+action, b.Block)
		}
	}
	if gaps := t.Gaps(); answer == value.CannotTell && len(gaps) > 0 {
		return answer, gaps[0]
	}
	return answer, by
}

// everything is a policy that allows everything.
var everything = sync.OnceValue(func() *authz.Policy {
	d, err := policy.Parse([]byte(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`))
	if err != nil {
		panic(err)
	}
	return authz.Compile("a policy that allows everything", d)
})
