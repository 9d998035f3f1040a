package leastprivilege

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
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
		functions, _ := in.Access.FunctionsOf(r).Get()
		for _, f := range functions {
			if group, ok := logGroupARN(in, f); ok {
				asked.may(f, "{name} may delete the logs of the function "+f.Name()+", which runs with it",
					[]string{"logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutRetentionPolicy"}, group, value.Join(group, value.Literal(":*")))
			}
		}
		for _, b := range trailBuckets(in, r) {
			if arn, ok := b.ARN(); ok {
				asked.may(b, "{name} may delete the files of the trail in "+b.Name(),
					[]string{"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"}, arn, value.Join(arn, value.Literal("/*")))
			}
		}
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

// logGroupARN returns the ARN of the log group that a function writes to.
func logGroupARN(in *rule.Input, f *estate.Function) (value.Text, bool) {
	if g, reach := f.FunctionLogGroup(in.Estate); reach == estate.Here {
		return g.ARN()
	}
	return value.Text{}, false
}

// trailBuckets returns the buckets that trails of the account deliver to, as far
// as they are declared.
func trailBuckets(in *rule.Input, near estate.Resource) []*estate.Bucket {
	var out []*estate.Bucket
	for t := range estate.All[*estate.Trail](in.Estate) {
		if estate.Shares(t, near) == value.No {
			continue
		}
		if b, reach := estate.Find[*estate.Bucket](in.Estate, t, t.Bucket); reach == estate.Here && !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}
