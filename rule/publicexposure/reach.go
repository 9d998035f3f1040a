package publicexposure

import (
	"cmp"
	"net/netip"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleTrustNotPublic is decided for roles that have an ARN.
var RoleTrustNotPublic = &rule.Rule{
	ID:       "role-trust-not-public",
	Title:    "No role can be assumed by everyone",
	Why:      "Anyone who opens an AWS account takes the role and acts with its rights in yours.",
	Fix:      "Name the accounts, roles or services that may assume it.",
	Severity: rule.Critical,
	Example: `resource "aws_iam_role" "partner" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/partner" } }]
  })
}`,
	Objectives: []objective.ID{objective.PublicExposure, objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_60"},
		{Tool: "kics", ID: "12b7e704-37f0-4d1e-911a-44bf60c48c21"},
		{Tool: "scoutsuite", ID: "iam-assume-role-policy-allows-all"},
		{Tool: "cfripper", ID: "FullWildcardPrincipalRule"},
		{Tool: "kics", ID: "f80e3aa7-7b34-4185-954e-440a6894dde6"},
		{Tool: "kics", ID: "bcdcbdc6-a350-4855-ae7c-d1e6436f7c97"},
	},
	Sources: []string{"IAM User Guide, AWS JSON policy elements: Principal"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		return reached(in, r, in.Access.Trust(r), "its trust policy lets nobody in", "assume {name}", "may take the role", reason.AnyAccount)
	})},
}

// BucketPolicyNotPublic is decided for buckets.
var BucketPolicyNotPublic = &rule.Rule{
	ID:       "bucket-policy-not-public",
	Title:    "Bucket policies do not open buckets",
	Why:      "Whatever is in the bucket can be read, replaced or deleted by people whom nobody knows.",
	Fix:      "Name the principals, or bind the statement to your accounts or your organisation; block public access.",
	Severity: rule.Critical,
	Example: `resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Resource  = "${aws_s3_bucket.site.arn}/*"
      Condition = { StringEquals = { "aws:SourceArn" = aws_cloudfront_distribution.site.arn } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "s3_bucket_public_access"},
		{Tool: "prowler", ID: "s3_bucket_policy_public_write_access"},
		{Tool: "checkov", ID: "CKV_AWS_70"},
		{Tool: "kics", ID: "7af43613-6bb9-4a0e-8c4d-1314b799425e"},
		{Tool: "kics", ID: "d24c0755-c028-44b1-b503-8e719c898832"},
		{Tool: "kics", ID: "1df37f4b-7197-45ce-83f8-9994d2fcf885"},
		{Tool: "kics", ID: "66c6f96f-2d9e-417e-a998-9058aeeecd44"},
		{Tool: "kics", ID: "ffdf4b37-7703-4dfe-a682-9d2e99bc6c09"},
		{Tool: "trivy", ID: "AWS-0346"},
		{Tool: "securityhub", ID: "S3.2"},
		{Tool: "securityhub", ID: "S3.3"},
		{Tool: "config", ID: "s3-bucket-public-read-prohibited"},
		{Tool: "config", ID: "s3-bucket-public-write-prohibited"},
		{Tool: "guard", ID: "s3_bucket_policy_no_wildcard_principal"},
		{Tool: "cfn_nag", ID: "F16"},
		{Tool: "cfripper", ID: "S3BucketPolicyPrincipalRule"},
		{Tool: "scoutsuite", ID: "s3-bucket-world-policy-star"},
		{Tool: "kics", ID: "7772bb8c-c0f3-42d4-8e4e-f1b8939ad085"},
		{Tool: "kics", ID: "acc78859-765e-4011-a229-a65ea57db252"},
		{Tool: "kics", ID: "f6397a20-4cf1-4540-a997-1d363c25ef58"},
		{Tool: "kics", ID: "f97b7d23-568f-4bcc-9ac9-02df0d57fbba"},
		{Tool: "kics", ID: "faa8fddf-c0aa-4b2d-84ff-e993e233ebe9"},
		{Tool: "cfripper", ID: "FullWildcardPrincipalRule"},
	},
	Sources: []string{"Amazon S3 User Guide, Blocking public access to your Amazon S3 storage"},
	Decide: []rule.Decision{
		rule.OnPolicy[*estate.Bucket](storeReached),
		rule.OnPolicyApart[*estate.BucketPolicy](storeReachedApart),
	},
}

// ResourcePolicyNotPublic is decided for what holds data or keys and has a
// policy of its own; buckets and functions have rules of theirs.
var ResourcePolicyNotPublic = &rule.Rule{
	ID:       "resource-policy-not-public",
	Title:    "Queues, topics, tables, streams, buses, keys, secrets and repositories are not public",
	Why:      "Anyone who opens an AWS account, or anyone at all, reads what is in it, writes into it or decrypts with it.",
	Fix:      "Name the principals, or add aws:SourceArn and aws:SourceAccount.",
	Severity: rule.Critical,
	Example: `resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = { AWS = aws_iam_role.orders.arn }, Resource = aws_sqs_queue.jobs.arn }]
  })
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "sqs_queues_not_publicly_accessible"},
		{Tool: "prowler", ID: "sns_topics_not_publicly_accessible"},
		{Tool: "prowler", ID: "kms_key_not_publicly_accessible"},
		{Tool: "prowler", ID: "secretsmanager_not_publicly_accessible"},
		{Tool: "prowler", ID: "ecr_repositories_not_publicly_accessible"},
		{Tool: "prowler", ID: "eventbridge_bus_exposed"},
		{Tool: "prowler", ID: "efs_not_publicly_accessible"},
		{Tool: "prowler", ID: "cloudwatch_log_group_not_publicly_accessible"},
		{Tool: "checkov", ID: "CKV_AWS_168"},
		{Tool: "checkov", ID: "CKV_AWS_169"},
		{Tool: "checkov", ID: "CKV_AWS_33"},
		{Tool: "checkov", ID: "CKV_AWS_32"},
		{Tool: "checkov", ID: "CKV_AWS_387"},
		{Tool: "checkov", ID: "CKV_AWS_283"},
		{Tool: "trivy", ID: "AWS-0032"},
		{Tool: "kics", ID: "730675f9-52ed-49b6-8ead-0acb5dd7df7f"},
		{Tool: "kics", ID: "abb06e5f-ef9a-4a99-98c6-376d396bfcdf"},
		{Tool: "kics", ID: "b26d2b7e-60f6-413d-a3a1-a57db24aa2b3"},
		{Tool: "kics", ID: "fa00ce45-386d-4718-8392-fb485e1f3c5b"},
		{Tool: "kics", ID: "7ebc9038-0bde-479a-acc4-6ed7b6758899"},
		{Tool: "kics", ID: "e86e26fc-489e-44f0-9bcd-97305e4ba69a"},
		{Tool: "kics", ID: "fae52418-bb8b-4ac2-b287-0b9082d6a3fd"},
		{Tool: "securityhub", ID: "SQS.3"},
		{Tool: "securityhub", ID: "SNS.4"},
		{Tool: "securityhub", ID: "KMS.5"},
		{Tool: "guard", ID: "sqs_queuepolicy_no_wildcard_principal"},
		{Tool: "guard", ID: "sns_topicpolicy_no_wildcard_principal"},
		{Tool: "guard", ID: "kms_no_wildcard_principal"},
		{Tool: "cfn_nag", ID: "F21"},
		{Tool: "cfn_nag", ID: "F18"},
		{Tool: "cfn_nag", ID: "F76"},
		{Tool: "cfripper", ID: "SQSQueuePolicyPublicRule"},
		{Tool: "cfripper", ID: "KMSKeyWildcardPrincipalRule"},
		{Tool: "scoutsuite", ID: "sqs-queue-world-policy"},
		{Tool: "scoutsuite", ID: "sns-topic-world-policy"},
		{Tool: "cdk-nag", ID: "AwsSolutions-ECR1"},
		{Tool: "cdk-nag", ID: "EventBusOpenAccess"},
		{Tool: "powerpipe", ID: "sqs_queue_policy_prohibit_public_access"},
		{Tool: "kics", ID: "75be209d-1948-41f6-a8c8-e22dd0121134"},
		{Tool: "kics", ID: "9b6a3f5b-5fd6-40ee-9bc0-ed604911212d"},
		{Tool: "kics", ID: "ae53ce91-42b5-46bf-a84f-9a13366a4f13"},
		{Tool: "kics", ID: "da905474-7454-43c0-b8d2-5756ab951aba"},
		{Tool: "cfripper", ID: "FullWildcardPrincipalRule"},
	},
	Sources: []string{"IAM User Guide, Resources that IAM Access Analyzer supports"},
	Decide: []rule.Decision{
		rule.OnPolicy[*estate.Queue](storeReached),
		rule.OnPolicy[*estate.Topic](storeReached),
		rule.OnPolicy[*estate.Table](storeReached),
		rule.OnPolicy[*estate.Stream](storeReached),
		rule.OnPolicy[*estate.EventBus](storeReached),
		rule.OnPolicy[*estate.Key](storeReached),
		rule.OnPolicy[*estate.Secret](storeReached),
		rule.OnPolicy[*estate.Repository](storeReached),
		rule.OnPolicyApart[*estate.QueuePolicy](storeReachedApart),
		rule.OnPolicyApart[*estate.TopicPolicy](storeReachedApart),
		rule.OnPolicyApart[*estate.KeyPolicy](storeReachedApart),
		rule.OnPolicyApart[*estate.SecretPolicy](storeReachedApart),
		rule.OnPolicyApart[*estate.RepositoryPolicy](storeReachedApart),
		rule.OnPolicy[*estate.PolicyDocument](documentOpens),
	},
}

func storeReached(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return reached(in, r, p, "it has no policy: only principals of the account that are allowed to reach it", "reach {name}", "lets them in", reason.Anonymous, reason.AnyAccount)
}

// storeReachedApart decides for a policy of something that is declared
// elsewhere.
func storeReachedApart(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return reached(in, r, p, "it allows nobody anything", "reach what has the policy {name}", "lets them in", reason.Anonymous, reason.AnyAccount)
}

// documentOpens decides for a policy document that nothing uses: whatever gets it
// lets everyone in whom it names. Nothing has it yet, so that a failure is a note.
func documentOpens(_ *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return rule.Each(r, p, "it names no principal", func(s access.ResourceStatement) rule.Outcome {
		who := access.Known("Principal", "named", s.At())
		switch anyone := s.Principals.IsAnyone(); {
		case !s.Principals.Not && len(s.Principals.List) == 0 && !s.Principals.Partial():
			return rule.NotApplicable("it names no principal", access.Known("Principal", "none", s.At()))
		case s.Effect == policy.Deny, anyone == value.No:
			return rule.Pass(who)
		case anyone == value.CannotTell, s.Effect != policy.Allow:
			return rule.UnknownBecause("it cannot be told whom it lets in", who)
		case s.HasConditions() != value.No:
			return rule.UnknownBecause("nothing here uses the document: whether its conditions bound what gets it cannot be told", access.Known("Principal", "*", s.At()))
		}
		return rule.Fail("Whatever has the policy {name} lets everyone in", access.Known("Principal", "*", s.At())).Label("everyone").As(rule.Info)
	})
}

// reached fails if a caller whom nobody named can do something with the
// resource: one without an account, or of any account. The request that shows it
// is the witness. A bucket that restricts public policies keeps such callers out
// whatever its policy says.
func reached(in *rule.Input, r estate.Resource, p *access.ResourcePolicy, none, deed, label string, callers ...reason.Callers) rule.Outcome {
	if p.IsEmpty() {
		return rule.NotApplicable(none, access.Known("policy", "none", r.Head().Block))
	}
	t, ok := in.Access.Target(r)
	if !ok {
		return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Head().Block))
	}
	return reachedTarget(in, r, p, t, deed, label, callers...)
}

// reachedTarget is reached for a resource whose policies are at hand.
func reachedTarget(in *rule.Input, r estate.Resource, p *access.ResourcePolicy, t *access.Target, deed, label string, callers ...reason.Callers) rule.Outcome {
	if fact, odd := oddPrincipal(p); odd {
		return rule.Unknown(fact)
	}
	if fact, odd := oddAction(p); odd {
		return rule.Unknown(fact)
	}
	if t.Policies.RestrictPublicBuckets == value.Yes {
		return rule.Pass(access.Known("restrict_public_buckets", "true", r.Head().Block))
	}
	if len(t.Gaps()) == 0 && !namesAnyone(p) {
		return rule.Pass(lets(r, p)...)
	}
	open := ""
	var bounds []rule.Fact
	for _, class := range callers {
		reach := t.Reach(class)
		switch reach.Answer.Verdict {
		case reason.Yes:
			narrow, fact := false, access.Fact{}
			if reach.Within {
				narrow, fact = narrowNetworks(p)
			}
			switch {
			case !narrow && fact.IsUnknown():
				return rule.Unknown(fact)
			case !narrow && maybeRestricted(in, r):
				return rule.Unknown(access.Unread("restrict_public_buckets", "whether the bucket restricts public policies is not known", r.Head().Block))
			case !narrow:
				return exposed(t, reach, class, deed, label)
			}
			bounds = append(bounds, fact)
		case reason.Outside:
			open = cmp.Or(open, reach.Answer.Why)
		default:
			bounds = append(bounds, rule.Facts(t.Facts(reach.Answer.Because))...)
		}
	}
	gaps := t.Gaps()
	switch {
	case len(gaps) > 0:
		return rule.Unknown(rule.Facts(gaps)...)
	case open != "":
		return rule.UnknownBecause(open, lets(r, p)...)
	}
	return rule.Pass(append(bounds, lets(r, p)...)...)
}

// namesAnyone reports whether a statement may let in who is not named.
func namesAnyone(p *access.ResourcePolicy) bool {
	for _, s := range p.Statements {
		if s.Effect != policy.Deny && s.Principals.IsAnyone() != value.No {
			return true
		}
	}
	return false
}

// lets are the statements of a policy that allow, as facts: who, and under what
// conditions.
func lets(r estate.Resource, p *access.ResourcePolicy) []rule.Fact {
	var out []rule.Fact
	for _, s := range p.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		for _, who := range s.Principals.List {
			out = append(out, s.Element("Principal", who.Element))
		}
		for i := range s.Conditions {
			c := &s.Conditions[i]
			out = append(out, access.Known("Condition", c.String(), c.Origin))
		}
	}
	if out == nil {
		out = append(out, access.Known("policy", "allows nobody", r.Head().Block))
	}
	return out
}

func exposed(t *access.Target, reach reason.Reach, class reason.Callers, deed, label string) rule.Outcome {
	who := "Anyone on the internet"
	if class == reason.AnyAccount {
		who = "Anyone with an AWS account"
	}
	fact := t.Fact(reach.Answer.Witness.Decision.By)
	return rule.Fail(who+" may "+deed, fact).Who(reach.Answer.Witness.String()).Label(label).At(fact.Origin())
}

// oddPrincipal returns a principal with a wildcard in it that is more than a
// wildcard: AWS refuses most of them, and nobody says what it makes of the
// others.
func oddPrincipal(p *access.ResourcePolicy) (access.Fact, bool) {
	for _, s := range p.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		for _, who := range s.Principals.List {
			text := who.Text.Inline()
			if strings.ContainsAny(text, "*?") && (text != "*" || who.Type != "AWS" && who.Type != "") {
				return access.Unread("Principal", who.String()+" holds a wildcard, which AWS refuses or reads otherwise", s.At()), true
			}
		}
	}
	return access.Fact{}, false
}

// oddAction returns an action that names no service: AWS refuses the policy, so
// that nobody knows which one stands.
func oddAction(p *access.ResourcePolicy) (access.Fact, bool) {
	for _, s := range p.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		for _, a := range s.Actions.List {
			if text, ok := a.Text.Literal(); ok && text != "*" && !strings.Contains(text, ":") {
				return access.Unread("Action", text+" names no service, which AWS refuses", s.At()), true
			}
		}
	}
	return access.Fact{}, false
}

// maybeRestricted reports whether a bucket has a block of public access that was
// not read. One that nothing declares counts for none: the policy says what was
// meant.
func maybeRestricted(in *rule.Input, r estate.Resource) bool {
	switch b := r.(type) {
	case *estate.Bucket:
		return b.BucketPublicAccess(in.Estate).Restrict.IsUnknown()
	case *estate.BucketPolicy:
		return b.Restricted(in.Estate).IsUnknown()
	}
	return false
}

// A network of more addresses than these is as good as the internet.
const (
	leastBits4 = 8
	leastBits6 = 24
)

// narrowNetworks tells whether all networks that the statements of a policy name
// are small: who opens an account has no address in them. The fact is what
// decides it.
func narrowNetworks(p *access.ResourcePolicy) (bool, access.Fact) {
	var last access.Fact
	for _, s := range p.Statements {
		for i := range s.Conditions {
			c := &s.Conditions[i]
			if key, ok := c.Key.Literal(); !ok || !strings.EqualFold(key, "aws:SourceIp") {
				continue
			}
			for _, v := range c.Values.List {
				fact := s.Element("aws:SourceIp", v)
				text, ok := v.Text.Literal()
				if !ok || v.IsUnknown() {
					return false, access.Unread("aws:SourceIp", v.Text.String()+" is not known", fact.Origin())
				}
				if !strings.Contains(text, "/") {
					last = fact // one address
					continue
				}
				network, err := netip.ParsePrefix(text)
				if err != nil || network.Addr().Is4() && network.Bits() < leastBits4 || network.Addr().Is6() && network.Bits() < leastBits6 {
					return false, fact
				}
				last = fact
			}
		}
	}
	return true, last
}
