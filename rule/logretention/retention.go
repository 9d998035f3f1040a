// Package logretention holds the rules about how long logs are kept.
package logretention

import (
	"fmt"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// LogGroupRetentionSet is decided for log groups. Where none of the estate's
// functions, APIs, workflows, networks and trails is seen to use one, what fails
// is a note.
var LogGroupRetentionSet = &rule.Rule{
	ID:         "log-group-retention-set",
	Title:      "Logs are kept for a stated time",
	Why:        "Logs that are kept for ever hold personal data for longer than anyone may, and cost more every month.",
	Fix:        "Set retention_in_days.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.LogRetention, objective.DataRetention},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudwatch_log_group_retention_policy_specific_days_enabled"},
		{Tool: "checkov", ID: "CKV_AWS_66"},
		{Tool: "kics", ID: "ef0b316a-211e-42f1-888e-64efe172b755"},
		{Tool: "securityhub", ID: "CloudWatch.16"},
		{Tool: "config", ID: "cw-loggroup-retention-period-check"},
		{Tool: "guard", ID: "cw_loggroup_retention_period_check"},
		{Tool: "cfn_nag", ID: "W86"},
		{Tool: "cdk-nag", ID: "CloudWatchLogGroupRetentionPeriod"},
		{Tool: "cdk-nag", ID: "Serverless-CloudWatchLogGroupRetentionPeriod"},
	},
	Sources: []string{"CloudWatch Logs User Guide, Working with log groups and log streams"},
	Example: `resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/orders"
  retention_in_days = 365
}`,
	Decide: []rule.Decision{rule.On[*estate.LogGroup](func(in *rule.Input, g *estate.LogGroup) rule.Outcome {
		days, known := g.Retention.Get()
		used, by := usedBy(in, g)
		switch {
		case value.Is(g.Class, "DELIVERY") == value.Yes:
			return rule.NotApplicable("groups of the class DELIVERY keep for two days", g.Class)
		case known && days > 0:
			return rule.Pass(g.Retention)
		case used == value.CannotTell:
			return rule.Unknown(by)
		case g.Retention.IsUnknown():
			return rule.Unknown(g.Retention)
		case value.Is(g.Class, "DELIVERY") == value.CannotTell:
			return rule.UnknownBecause("log_group_class: "+g.Class.String(), g.Class, g.Retention)
		}
		failure := rule.Fail("{name} is kept for ever", g.Retention, by).Label("no retention_in_days")
		if used == value.No {
			return failure.As(rule.Info)
		}
		return failure
	})},
}

// LogGroupRetentionLongEnough is decided for the same log groups.
var LogGroupRetentionLongEnough = &rule.Rule{
	ID:         "log-group-retention-long-enough",
	Title:      "Logs are kept as long as the frameworks ask",
	Why:        "An intrusion is found after months. By then the logs that show how it began are gone.",
	Fix:        "Raise retention_in_days, or send the logs to an archive that logging.archives names.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.LogRetention},
	Settings:   []string{"logging.min_days", "logging.archives", "logging.debug_tag", "logging.debug_min_days"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_338"},
		{Tool: "prowler", ID: "cloudwatch_log_group_retention_policy_specific_days_enabled"},
		{Tool: "securityhub", ID: "CloudWatch.16"},
		{Tool: "config", ID: "cw-loggroup-retention-period-check"},
	},
	Sources: []string{"PCI DSS 4.0.1 requirement 10.5.1", "CloudWatch Logs User Guide, Working with log groups and log streams"},
	Example: `resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/orders"
  retention_in_days = 400
}`,
	Decide: []rule.Decision{rule.On[*estate.LogGroup](func(in *rule.Input, g *estate.LogGroup) rule.Outcome {
		days, known := g.Retention.Get()
		used, by := usedBy(in, g)
		min := in.Settings.Logging.MinDays
		switch {
		case value.Is(g.Class, "DELIVERY") == value.Yes:
			return rule.NotApplicable("groups of the class DELIVERY keep for two days", g.Class)
		case g.Retention.IsAbsent() || known && days == 0:
			return rule.PassBecause("it is kept for ever", g.Retention)
		case min.Missing():
			return rule.MissingSetting(min)
		case known && days >= int64(min.Get()):
			return rule.Pass(g.Retention, rule.Setting(min))
		case g.Retention.IsUnknown():
			return rule.Unknown(g.Retention, rule.Setting(min))
		case used == value.CannotTell:
			return rule.Unknown(by)
		case value.Is(g.Class, "DELIVERY") == value.CannotTell:
			return rule.UnknownBecause("log_group_class: "+g.Class.String(), g.Class, g.Retention)
		}
		if debug := in.Settings.Logging.DebugTag; debug.Set() && !debug.Any() {
			least := in.Settings.Logging.DebugMinDays
			tag := access.TagOf(g, debug.Get())
			switch {
			case tag.IsUnknown():
				return rule.Unknown(tag, g.Retention)
			case tag.IsKnown() && days >= int64(least.Get()):
				return rule.Pass(g.Retention, tag, rule.Setting(least))
			case tag.IsKnown():
				min = least
			}
		}
		archived, where := toArchive(in, g)
		switch archived {
		case value.Yes:
			return rule.Pass(where, rule.Setting(in.Settings.Logging.Archives))
		case value.CannotTell:
			return rule.Unknown(where, rule.Setting(in.Settings.Logging.Archives))
		}
		failure := rule.Fail(fmt.Sprintf("{name} is kept for %d days only, of %d", days, min.Get()), g.Retention, rule.Setting(min), by)
		if used == value.No {
			return failure.As(rule.Info)
		}
		return failure
	})},
}
