// Package alarms holds the rules about alarms: that somebody hears of what
// goes wrong.
package alarms

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// AlarmHasAction is decided for alarms of CloudWatch.
var AlarmHasAction = &rule.Rule{
	ID:         "alarm-has-action",
	Title:      "Alarms reach somebody",
	Why:        "An alarm without an action turns red where nobody looks.",
	Fix:        "Add an SNS topic to alarm_actions, and leave actions_enabled on.",
	Severity:   rule.Medium,
	Objectives: []objective.ID{objective.Alarms, objective.IncidentResponse},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "cloudwatch_alarm_actions_enabled"},
		{Tool: "prowler", ID: "cloudwatch_alarm_actions_alarm_state_configured"},
		{Tool: "checkov", ID: "CKV_AWS_319"},
		{Tool: "securityhub", ID: "CloudWatch.15"},
		{Tool: "securityhub", ID: "CloudWatch.17"},
		{Tool: "config", ID: "cloudwatch-alarm-action-check"},
		{Tool: "config", ID: "cloudwatch-alarm-action-enabled-check"},
		{Tool: "guard", ID: "cloudwatch_alarm_action_check"},
		{Tool: "cdk-nag", ID: "CloudWatchAlarmAction"},
		{Tool: "scoutsuite", ID: "cloudwatch-alarm-without-actions"},
	},
	Sources: []string{"CloudWatch User Guide, Using Amazon CloudWatch alarms"},
	Example: `resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "orders-errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
  alarm_actions       = [aws_sns_topic.on_call.arn]
}`,
	Decide: []rule.Decision{rule.On[*estate.Alarm](func(in *rule.Input, a *estate.Alarm) rule.Outcome {
		on := value.IsTrue(a.ActionsEnabled, true)
		acts := reaches(a.Actions)
		if value.Both(on, acts) == value.Yes {
			return rule.Pass(a.Actions, a.ActionsEnabled)
		}
		parent, why := childOf(in, a)
		switch {
		case parent == value.Yes:
			return rule.NotApplicable("a composite alarm speaks for it", why)
		case on != value.No && acts != value.No:
			return unread(a, a.Actions, a.ActionsEnabled)
		case parent == value.CannotTell:
			return rule.Unknown(why)
		case on == value.No:
			return rule.Fail("{name} tells nobody: its actions are switched off", a.ActionsEnabled).Label("actions are off")
		}
		if elements, _ := a.Actions.Get(); len(elements) > 0 {
			return rule.Fail("{name} tells nobody: its actions only scale", a.Actions).Label("nobody is told")
		}
		return rule.Fail("{name} tells nobody: it has no action", a.Actions).Label("no action")
	})},
}

// unread is the outcome for an alarm of which it cannot be told whether an
// action is set.
func unread(a *estate.Alarm, facts ...rule.Fact) rule.Outcome {
	for _, f := range facts {
		if f.IsUnknown() {
			return rule.Unknown(facts...)
		}
	}
	return rule.Unknown(access.Unread("alarm_actions", a.Actions.String()+" may name no topic", a.Actions.Origin()))
}

// reaches tells whether one of the actions is more than scaling.
func reaches(actions value.Texts) value.Answer {
	if actions.IsAbsent() {
		return value.No
	}
	list, known := actions.Get()
	answer := value.No
	if !known || actions.Partial() {
		answer = value.CannotTell
	}
	for _, action := range list {
		answer = value.Either(answer, value.Both(value.Present(action), scales(action).Not()))
	}
	return answer
}

// scales tells whether an action only changes the size of something: a scaling
// policy, by its ARN or by what Terraform calls it.
func scales(action value.Value[value.Text]) value.Answer {
	t, _ := action.Get()
	if s, lone := t.Symbol(); lone {
		name := s.Name()
		return value.Answered(strings.Contains(name, "aws_appautoscaling_policy.") || strings.Contains(name, "aws_autoscaling_policy."))
	}
	return value.Answered(strings.Contains(t.Inline(), ":autoscaling:"))
}

// childOf tells whether a composite alarm of the estate is about the alarm.
func childOf(in *rule.Input, a *estate.Alarm) (value.Answer, rule.Fact) {
	answer, why := value.No, rule.Fact(nil)
	if gap, hides := in.Estate.Gap("alarm", a); hides {
		answer, why = value.CannotTell, access.Unread("composite alarm", gap.Reason(), a.Block)
	}
	for parent := range estate.All[*estate.Alarm](in.Estate) {
		if !parent.IsComposite() || parent.Scope != a.Scope || parent.Address == a.Address {
			continue
		}
		text, known := parent.Rule.Get()
		names := value.CannotTell
		if known {
			names = value.No
			for _, id := range a.Identities {
				if part := id.Text.Inline(); part != "" {
					names = value.Either(names, text.Contains(part))
				}
			}
		}
		switch names {
		case value.Yes:
			return names, rule.Given{Name: "composite alarm", Value: parent.Address, At: parent.Block}
		case value.CannotTell:
			answer = names
			why = access.Unread("alarm_rule", "it cannot be told whether "+parent.Address+" is about this alarm", parent.Block)
		}
	}
	return answer, why
}
