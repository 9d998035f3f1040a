package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// RoleCannotDisableAudit is decided for roles that functions run with.
var RoleCannotDisableAudit = &rule.Rule{
	ID:       "role-cannot-disable-audit",
	Title:    "A function cannot switch off the record of its deeds",
	Why:      "Whoever gets into the function first ends the record, so that nothing tells what he did afterwards.",
	Fix:      "Remove the action; deny it by an SCP. A role of a security tool is recorded in identity.security_tooling_roles.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["cloudtrail:LookupEvents", "config:DescribeConfigRules"], Resource = "*" }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.Trail},
	Settings:   []string{"identity.security_tooling_roles"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_policy_no_full_access_to_cloudtrail"},
		{Tool: "prowler", ID: "iam_inline_policy_no_full_access_to_cloudtrail"},
		{Tool: "powerpipe", ID: "iam_policy_no_full_access_to_cloudtrail"},
	},
	Sources: []string{"AWS CloudTrail User Guide, Security best practices in AWS CloudTrail"},
	Decide: []rule.Decision{ofFunctions(func(in *rule.Input, r *estate.Role) rule.Outcome {
		tooling := in.Settings.Identity.SecurityToolingRoles
		if tooling.Missing() {
			return rule.MissingSetting(tooling)
		}
		for _, arn := range tooling.Get() {
			switch access.Refers(settings.Ref{Pattern: string(arn)}, r) {
			case value.Yes:
				return rule.NotApplicable("it is the role of a security tool", rule.Setting(tooling))
			case value.CannotTell:
				return rule.UnknownBecause("it cannot be told whether "+string(arn)+" is this role", rule.Setting(tooling))
			}
		}
		h, ok := in.Access.Holder(r)
		if !ok {
			return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Block))
		}
		asked := asking{holder: h}
		for _, deed := range silencing {
			asked.may(r, "{name} may "+deed.does, deed.actions, value.Literal("*"))
		}
		ownLogs(in, r, &asked)
		trailFiles(in, r, &asked)
		return asked.outcome(in, r)
	})},
}

// silencing are the deeds that end a record.
var silencing = []struct {
	does    string
	actions []string
}{
	{"switch off CloudTrail", []string{"cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"}},
	{"switch off AWS Config", []string{
		"config:StopConfigurationRecorder", "config:DeleteConfigurationRecorder", "config:DeleteDeliveryChannel", "config:DeleteConfigRule",
		"config:DeleteAggregationAuthorization", "config:DeleteConfigurationAggregator", "config:DeleteConformancePack",
	}},
	{"switch off GuardDuty", []string{"guardduty:DeleteDetector", "guardduty:UpdateDetector"}},
	{"switch off Security Hub", []string{"securityhub:DisableSecurityHub"}},
}

// ownLogs asks whether the holder may delete the logs of functions that run with
// it.
func ownLogs(in *rule.Input, r *estate.Role, asked *asking) {
	erasing := []string{"logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutRetentionPolicy"}
	functions := in.Access.FunctionsOf(r)
	found, _ := functions.Get()
	for _, f := range found {
		if group, _, ok := in.Access.LogGroupOf(f); ok {
			asked.may(f, "{name} may delete the logs of the function "+f.Name()+", which runs with it", erasing, group, value.Join(group, value.Literal(":log-stream:example")))
		} else {
			asked.perhaps(f, "whether logs that it may delete are those of the function cannot be told", erasing)
		}
	}
	if len(found) == 0 || functions.Partial() {
		asked.perhaps(r, "whether logs that it may delete are those of a function that runs with it cannot be told", erasing)
	}
}

// trailFiles asks whether the holder may delete the files of the account's
// trails, as far as these are declared.
func trailFiles(in *rule.Input, r *estate.Role, asked *asking) {
	erasing := []string{"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"}
	own, _ := policy.ParseARN(asked.holder.Principal.Name)
	for t := range estate.All[*estate.Trail](in.Estate) {
		if estate.Shares(t, r) == value.No {
			continue
		}
		name, ok := t.Bucket.Get()
		if b, reach := estate.Find[*estate.Bucket](in.Estate, t, t.Bucket); reach == estate.Here {
			name, ok = b.NameText()
		}
		if !ok {
			asked.perhaps(t, "whether objects that it may delete are those of the trail cannot be told", erasing)
			continue
		}
		bucket := value.Join(value.Literal("arn:"), own.Partition, value.Literal(":s3:::"), name)
		asked.may(t, "{name} may delete the files of the trail "+t.Head().Name(), erasing, bucket, value.Join(bucket, value.Literal("/*")))
	}
	if _, hides := in.Estate.Gap("trail", r); hides {
		asked.perhaps(r, "whether objects that it may delete are those of a trail that was not read cannot be told", erasing)
	}
}
