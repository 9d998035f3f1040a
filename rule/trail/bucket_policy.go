package trail

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// BucketPolicyBound is decided for buckets that trails deliver to.
var BucketPolicyBound = &rule.Rule{
	ID:       "trail-bucket-policy-bound",
	Title:    "Only the own trail may write to the trail's bucket",
	Why:      "A trail of another account can then write files between ours, and the record proves nothing.",
	Fix:      "Add a condition on aws:SourceArn with the trail's ARN to the statements for cloudtrail.amazonaws.com.",
	Severity: rule.Medium,
	Example: `resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.trail.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.trail.arn}/*"
      Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.Trail},
	Sources:    []string{"CloudTrail User Guide, Amazon S3 bucket policy for CloudTrail", "CloudTrail User Guide, Configure AWS KMS key policies for CloudTrail"},
	Decide: []rule.Decision{rule.On[*estate.Bucket](func(in *rule.Input, b *estate.Bucket) rule.Outcome {
		t, maybe := trailTo(in, b)
		why, hides := in.Estate.Gap("trail", b)
		switch {
		case t == nil && maybe != nil:
			return rule.Unknown(access.Unread("trail", "it cannot be told whether "+maybe.Address+" delivers to it", maybe.Bucket.Origin()))
		case t == nil && hides:
			return rule.Unknown(access.Unread("trail", "one may deliver to it: "+why.Reason(), b.Block))
		case t == nil:
			return rule.NotApplicable("no trail delivers to it", access.Known("trail", "none", b.Block))
		}
		o := boundToTrail(b, in.Access.ResourcePolicy(b), []string{"s3:PutObject", "s3:GetBucketAcl"}, "write files to {name}", access.SourceKeys)
		if o.Verdict == rule.FailVerdict || t.KMSKey.IsAbsent() {
			return o
		}
		of := rule.UnknownBecause("the key of the trail is not declared here, and its policy says whose trails use it", t.KMSKey)
		if key, reach := estate.Find[*estate.Key](in.Estate, t, t.KMSKey); reach == estate.Here {
			of = boundToTrail(key, in.Access.ResourcePolicy(key), keyActions, "use the key "+key.Name()+" of the trail that delivers to {name}", keyBounds)
		}
		if of.Verdict == rule.FailVerdict || of.Verdict == rule.UnknownVerdict && o.Verdict != rule.UnknownVerdict {
			return of
		}
		return o
	})},
}

// keyActions are those by which CloudTrail uses a key; kms:DescribeKey tells
// nothing and changes nothing.
var keyActions = []string{"kms:GenerateDataKey", "kms:Encrypt", "kms:Decrypt"}

// keyBounds are the conditions on whose trail uses a key.
var keyBounds = append([]string{"kms:EncryptionContext:aws:cloudtrail:arn"}, access.SourceKeys...)

// boundToTrail judges the statements that let CloudTrail in: each must ask for
// whose trail it acts.
func boundToTrail(r estate.Resource, p *access.ResourcePolicy, actions []string, does string, keys []string) rule.Outcome {
	return rule.Each(r, p, "its policy does not let CloudTrail in", func(s access.ResourceStatement) rule.Outcome {
		none := rule.NotApplicable("its policy does not let CloudTrail in", access.Known("Principal", "not CloudTrail", s.At()))
		if s.Effect == policy.Deny || !slices.ContainsFunc(actions, func(a string) bool { return s.MatchesAction(a) != value.No }) {
			return none
		}
		who, unclear := rule.Service(s, "cloudtrail")
		bound, c := s.BoundBy(keys...)
		switch {
		case who == nil && unclear == nil:
			return none
		case bound == value.Yes && c != nil && who != nil:
			return rule.Pass(who, access.Known(c.Key.String(), "is asked for", s.At()))
		case bound == value.Yes:
			return none
		case who == nil:
			return rule.Unknown(unclear)
		case bound == value.CannotTell:
			return rule.UnknownBecause("it cannot be told for whose trails the statement is", who)
		case s.Effect != policy.Allow:
			return rule.UnknownBecause("the Effect of the statement is not known", who)
		case p.DeniesBySource():
			return rule.UnknownBecause("a Deny asks for whom a request is, and what it leaves is not worked out", who)
		}
		return rule.Fail("CloudTrail may "+does+" for a trail of any account", who).Label("for anyone's trails")
	})
}
