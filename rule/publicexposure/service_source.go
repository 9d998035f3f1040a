package publicexposure

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// QueuePolicyServiceHasSource is decided for what services send to.
var QueuePolicyServiceHasSource = &rule.Rule{
	ID:       "queue-policy-service-has-source",
	Title:    "Services send to queues and topics only for own resources",
	Why:      "Everyone who uses the service, in any account, can then have it send here: the confused deputy.",
	Fix:      "Add conditions on aws:SourceArn and aws:SourceAccount.",
	Severity: rule.Medium,
	Example: `resource "aws_sqs_queue_policy" "uploads" {
  queue_url = aws_sqs_queue.uploads.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.uploads.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = aws_s3_bucket.uploads.arn }
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
      }
    }]
  })
}`,
	Objectives: []objective.ID{objective.PublicExposure},
	Sources: []string{
		"Amazon SQS Developer Guide, Basic examples of Amazon SQS policies",
		"IAM User Guide, The confused deputy problem",
	},
	Decide: []rule.Decision{
		rule.OnPolicy[*estate.Queue](sentForOwn("sqs:SendMessage")),
		rule.OnPolicy[*estate.Topic](sentForOwn("sns:Publish")),
		rule.OnPolicy[*estate.EventBus](sentForOwn("events:PutEvents")),
		rule.OnPolicy[*estate.Key](sentForOwn("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:CreateGrant")),
		rule.OnPolicyApart[*estate.QueuePolicy](sentForOwn("sqs:SendMessage")),
		rule.OnPolicyApart[*estate.TopicPolicy](sentForOwn("sns:Publish")),
		rule.OnPolicyApart[*estate.KeyPolicy](sentForOwn("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:CreateGrant")),
	},
}

// deputies are the services that send on behalf of whoever names the target to
// them, and say for whom: by their names in principals.
var deputies = []string{"s3", "sns", "events", "cloudwatch", "ses", "budgets"}

const noDeputy = "no service that sends for others is let in"

func sentForOwn(actions ...string) func(*rule.Input, estate.Resource, *access.ResourcePolicy) rule.Outcome {
	return func(_ *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
		return rule.Each(r, p, noDeputy, func(s access.ResourceStatement) rule.Outcome {
			if s.Effect == policy.Deny || !slices.ContainsFunc(actions, func(a string) bool { return s.MatchesAction(a) != value.No }) {
				return rule.NotApplicable(noDeputy, access.Known("Effect", s.Effect.String(), s.At()))
			}
			return ownSource(p, s)
		})
	}
}

// ownSource decides about one statement that lets in, or may.
func ownSource(p *access.ResourcePolicy, s access.ResourceStatement) rule.Outcome {
	who, unclear := rule.Service(s, deputies...)
	switch {
	case unclear != nil:
		return rule.Unknown(unclear)
	case who == nil:
		return rule.NotApplicable(noDeputy, access.Known("Principal", "no such service", s.At()))
	}
	bound, c := s.BoundBy(access.SourceKeys...)
	switch {
	case bound == value.Yes && c != nil:
		return rule.Pass(who, access.Known(c.Key.String(), "is asked for", s.At()))
	case bound == value.Yes:
		return rule.Pass(who)
	case bound == value.CannotTell:
		return rule.UnknownBecause("it cannot be told for whom the service may send", who)
	case s.Effect != policy.Allow:
		return rule.UnknownBecause("the Effect of the statement is not known", who)
	case p.DeniesBySource():
		return rule.UnknownBecause("a Deny asks for whom a request is, and what it leaves is not worked out", who)
	}
	return rule.Fail("The service "+who.String()+" sends to {name} for anyone: no source is asked for", who).Label("for any of the service's users")
}
