package publicexposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
)

// PolicyNoAllowNotPrincipal is decided for roles and for what has a resource
// policy.
var PolicyNoAllowNotPrincipal = &rule.Rule{
	ID:       "policy-no-allow-notprincipal",
	Title:    "Allow statements do not use NotPrincipal",
	Why:      "Such a statement admits everyone whom it does not name, anonymous callers among them.",
	Fix:      "Name the principals that may call.",
	Severity: rule.Critical,
	Example: `resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = aws_iam_role.orders.arn }, Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }]
  })
}`,
	Objectives: []objective.ID{objective.PublicExposure, objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "guard", ID: "sqs_queuepolicy_no_allow_plus_notprincipal"},
		{Tool: "guard", ID: "sns_topicpolicy_no_allow_plus_notprincipal"},
		{Tool: "guard", ID: "s3_bucketpolicy_no_allow_plus_notprincipal"},
		{Tool: "guard", ID: "iam_role_no_allow_plus_not_principal"},
		{Tool: "cfn-nag", ID: "F6"},
		{Tool: "cfn-nag", ID: "F7"},
		{Tool: "cfn-nag", ID: "F8"},
		{Tool: "cfn-nag", ID: "F9"},
		{Tool: "cfripper", ID: "SQSQueuePolicyNotPrincipalRule"},
		{Tool: "cfripper", ID: "SNSTopicPolicyNotPrincipalRule"},
	},
	Sources: []string{"IAM User Guide, IAM JSON policy elements: NotPrincipal"},
	Decide: []rule.Decision{
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome { return noNotPrincipal(in, r, in.Access.Trust(r)) }),
		rule.OnPolicy[*estate.Bucket](noNotPrincipal),
		rule.OnPolicy[*estate.Queue](noNotPrincipal),
		rule.OnPolicy[*estate.Topic](noNotPrincipal),
		rule.OnPolicy[*estate.Key](noNotPrincipal),
		rule.OnPolicy[*estate.Secret](noNotPrincipal),
		rule.OnPolicy[*estate.Repository](noNotPrincipal),
		rule.OnPolicy[*estate.EventBus](noNotPrincipal),
		rule.OnPolicy[*estate.Table](noNotPrincipal),
		rule.OnPolicy[*estate.FunctionPolicyDocument](noNotPrincipal),
		rule.OnPolicyApart[*estate.BucketPolicy](noNotPrincipal),
		rule.OnPolicyApart[*estate.QueuePolicy](noNotPrincipal),
		rule.OnPolicyApart[*estate.TopicPolicy](noNotPrincipal),
		rule.OnPolicyApart[*estate.KeyPolicy](noNotPrincipal),
		rule.OnPolicyApart[*estate.SecretPolicy](noNotPrincipal),
		rule.OnPolicyApart[*estate.RepositoryPolicy](noNotPrincipal),
	},
}

func noNotPrincipal(_ *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return rule.Each(r, p, "it has no policy of its own", func(s access.ResourceStatement) rule.Outcome {
		effect := access.Known("Effect", s.Effect.String(), s.At())
		switch {
		case !s.Principals.Not || s.Effect == policy.Deny:
			return rule.Pass(effect)
		case s.Effect == policy.EffectUnknown:
			return rule.UnknownBecause("the Effect of a statement with NotPrincipal is not known", effect)
		}
		return rule.Fail("The policy of {name} admits everyone but those it names", access.Known("NotPrincipal", "with Effect Allow", s.Principals.Origin), effect).
			Label("admits everyone else, anonymous callers too")
	})
}
