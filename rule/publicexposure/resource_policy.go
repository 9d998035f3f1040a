package publicexposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
)

// ResourcePolicyKnownAccounts is decided for what holds data and has a policy
// of its own.
var ResourcePolicyKnownAccounts = &rule.Rule{
	ID:       "resource-policy-known-accounts",
	Title:    "Data is shared with known accounts only",
	Why:      "Whoever governs the other account reads, writes or decrypts what is yours, and you do not see who it is.",
	Fix:      "Remove the account from the policy, or record it in accounts.trusted.",
	Severity: rule.High,
	Example: `resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = aws_iam_role.orders.arn }, Action = "sqs:SendMessage", Resource = aws_sqs_queue.jobs.arn }]
  })
}`,
	Objectives: []objective.ID{objective.PublicExposure, objective.VendorAttestation},
	Settings:   []string{"accounts.own", "accounts.trusted", "organization.id"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "s3_bucket_cross_account_access"},
		{Tool: "prowler", ID: "dynamodb_table_cross_account_access"},
		{Tool: "prowler", ID: "eventbridge_bus_cross_account_access"},
		{Tool: "prowler", ID: "secretsmanager_has_restrictive_resource_policy"},
		{Tool: "checkov", ID: "CKV_AWS_385"},
		{Tool: "securityhub", ID: "S3.6"},
		{Tool: "config", ID: "s3-bucket-policy-grantee-check"},
		{Tool: "cfripper", ID: "S3CrossAccountTrustRule"},
		{Tool: "cfripper", ID: "KMSKeyCrossAccountTrustRule"},
		{Tool: "powerpipe", ID: "sns_topic_policy_prohibit_cross_account_access"},
	},
	Sources: []string{"IAM User Guide, Cross account resource access in IAM"},
	Decide: []rule.Decision{
		rule.OnPolicy[*estate.Bucket](sharedWithKnown),
		rule.OnPolicy[*estate.BucketAccessPoint](sharedWithKnown),
		rule.OnPolicy[*estate.Queue](sharedWithKnown),
		rule.OnPolicy[*estate.Topic](sharedWithKnown),
		rule.OnPolicy[*estate.Table](sharedWithKnown),
		rule.OnPolicy[*estate.Stream](sharedWithKnown),
		rule.OnPolicy[*estate.EventBus](sharedWithKnown),
		rule.OnPolicy[*estate.EventBusPermission](sharedWithKnown),
		rule.OnPolicy[*estate.Key](sharedWithKnown),
		rule.OnPolicy[*estate.Secret](sharedWithKnown),
		rule.OnPolicy[*estate.Repository](sharedWithKnown),
		rule.OnPolicyApart[*estate.BucketPolicy](sharedWithKnown),
		rule.OnPolicyApart[*estate.QueuePolicy](sharedWithKnown),
		rule.OnPolicyApart[*estate.TopicPolicy](sharedWithKnown),
		rule.OnPolicyApart[*estate.KeyPolicy](sharedWithKnown),
		rule.OnPolicyApart[*estate.SecretPolicy](sharedWithKnown),
		rule.OnPolicyApart[*estate.RepositoryPolicy](sharedWithKnown),
		rule.On[*estate.KeyGrant](grantToKnown),
	},
}

func sharedWithKnown(in *rule.Input, r estate.Resource, p *access.ResourcePolicy) rule.Outcome {
	return knownAccounts(in, r, p, "its policy names no account", func(account string) string {
		return "The account " + account + ", which nobody approved, has access to {name}"
	})
}

func grantToKnown(in *rule.Input, g *estate.KeyGrant) rule.Outcome {
	accounts := &in.Settings.Accounts
	if accounts.Own.Any() {
		return rule.NotApplicable("every account counts as ours", rule.Setting(accounts.Own))
	}
	party, ok := in.Access.Grantee(g)
	switch {
	case !ok:
		return rule.NotApplicable("it names no account", g.Grantee)
	case party.Relation == access.Foreign:
		return rule.Fail("The account "+party.Account+", which nobody approved, may use the key of {name}", g.Grantee, rule.Setting(accounts.Trusted))
	case party.Relation == access.Unclear:
		return rule.UnknownBecause(party.Why, g.Grantee, rule.Setting(accounts.Own))
	}
	return rule.Pass(g.Grantee)
}
