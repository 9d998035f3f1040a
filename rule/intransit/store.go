package intransit

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// BucketRequiresTLS is decided for buckets.
var BucketRequiresTLS = &rule.Rule{
	ID:       "bucket-requires-tls",
	Title:    "Buckets refuse unencrypted transport",
	Why:      "S3 answers over plain HTTP too: who listens on the way reads objects and the signatures of requests.",
	Fix:      "Add a statement that denies everyone s3:* on the bucket and its objects where aws:SecureTransport is false.",
	Severity: rule.Medium,
	Example: `resource "aws_s3_bucket_policy" "orders" {
  bucket = aws_s3_bucket.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.orders.arn, "${aws_s3_bucket.orders.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.InTransit},
	Equivalents: []rule.Equivalent{
		{Tool: "safeguards", ID: "forbid-s3-http-access"},
		{Tool: "prowler", ID: "s3_bucket_secure_transport_policy"},
		{Tool: "checkov", ID: "CKV_AWS_379"},
		{Tool: "kics", ID: "4bc4dd4c-7d8d-405e-a0fb-57fa4c31b4d9"},
		{Tool: "securityhub", ID: "S3.5"},
		{Tool: "config", ID: "s3-bucket-ssl-requests-only"},
		{Tool: "guard", ID: "s3_bucket_ssl_requests_only"},
		{Tool: "cdk-nag", ID: "AwsSolutions-S10"},
		{Tool: "scoutsuite", ID: "s3-bucket-allowing-cleartext"},
	},
	Sources: []string{"Amazon S3 User Guide, Security best practices for Amazon S3"},
	Decide: []rule.Decision{rule.OnPolicy[*estate.Bucket](func(_ *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
		on := func(behind string) func(access.ResourceStatement) value.Answer {
			return func(s access.ResourceStatement) value.Answer {
				return and(whole(s, "s3"), s.MatchesResource(arnOf(r, behind)))
			}
		}
		return plainRefused(r, p, []demand{{"requests on the bucket", on("")}, {"requests on its objects", on("/key")}},
			"{name} takes requests that come without encryption")
	})},
}

// plainRefused is the outcome of a rule that asks that a policy refuses plain
// transport.
func plainRefused(r estate.Resource, p *access.ResourcePolicy, demands []demand, message string) rule.Outcome {
	answer, missing, fact := refusesPlain(p, demands)
	gaps := p.Gaps()
	switch {
	case answer == value.Yes:
		return rule.Pass(fact)
	case len(gaps) > 0:
		return rule.Unknown(rule.Facts(gaps)...)
	case answer == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether the policy refuses "+missing+" without TLS", rule.Given{Name: "policy", Value: "read", At: r.Head().Block})
	case len(p.Statements) == 0:
		return rule.Fail(message, rule.Given{Name: "policy", Value: "not set", At: r.Head().Block}).Label("no policy refuses plain HTTP")
	}
	return rule.Fail(message, rule.Given{Name: "policy", Value: "does not refuse " + missing + " without TLS", At: p.Statements[0].At()}).
		Label("no Deny of " + missing + " without TLS")
}

// QueueTopicRequiresTLS is decided for queues and topics.
var QueueTopicRequiresTLS = &rule.Rule{
	ID:       "queue-topic-requires-tls",
	Title:    "Queues and topics refuse unencrypted transport",
	Why:      "SQS and SNS answer over plain HTTP too: SDKs use TLS, but a client that does not is served.",
	Fix:      "Add a statement that denies everyone where aws:SecureTransport is false.",
	Severity: rule.Low,
	Example: `resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.jobs.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.InTransit},
	Equivalents: []rule.Equivalent{
		{Tool: "cdk-nag", ID: "AwsSolutions-SQS4"}, {Tool: "cdk-nag", ID: "AwsSolutions-SNS3"},
	},
	Sources: []string{
		"Amazon SQS Developer Guide, Amazon SQS security best practices",
		"Amazon SNS Developer Guide, Amazon SNS security best practices",
	},
	Decide: []rule.Decision{
		rule.OnPolicy[*estate.Queue](func(_ *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
			return plainRefused(r, p, []demand{
				{"sending", onOne(r, "sqs:SendMessage")}, {"receiving", onOne(r, "sqs:ReceiveMessage")},
			}, "The queue {name} takes messages that come without encryption")
		}),
		rule.OnPolicy[*estate.Topic](func(_ *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
			return plainRefused(r, p, []demand{{"publishing", onOne(r, "sns:Publish")}},
				"The topic {name} takes messages that come without encryption")
		}),
	},
}

// onOne returns the demand of one action on the resource.
func onOne(r estate.Resource, action string) func(access.ResourceStatement) value.Answer {
	return func(s access.ResourceStatement) value.Answer {
		return and(s.MatchesAction(action), s.MatchesResource(arnOf(r, "")))
	}
}
