package keyrotation

import (
	"fmt"
	"strconv"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// SecretRotates is decided for secrets that functions use.
var SecretRotates = &rule.Rule{
	ID:       "secret-rotates",
	Title:    "Secrets of functions rotate",
	Why:      "A secret that never changes is good for whoever once read it, a former colleague or an old backup, for as long as it lives.",
	Fix:      "Add an aws_secretsmanager_secret_rotation with an interval within secrets.rotation_max_days.",
	Severity: rule.Medium,
	Example: `resource "aws_secretsmanager_secret_rotation" "db" {
  secret_id           = aws_secretsmanager_secret.db.id
  rotation_lambda_arn = aws_lambda_function.rotate.arn
  rotation_rules {
    automatically_after_days = 30
  }
}`,
	Objectives: []objective.ID{objective.KeyRotation, objective.Secrets},
	Settings:   []string{"secrets.rotation_max_days", "secrets.not_rotatable"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "secretsmanager_automatic_rotation_enabled"},
		{Tool: "prowler", ID: "secretsmanager_secret_rotated_periodically"},
		{Tool: "checkov", ID: "CKV2_AWS_57"},
		{Tool: "checkov", ID: "CKV_AWS_304"},
		{Tool: "securityhub", ID: "SecretsManager.1"},
		{Tool: "securityhub", ID: "SecretsManager.4"},
		{Tool: "config", ID: "secretsmanager-rotation-enabled-check"},
		{Tool: "guard", ID: "secretsmanager_rotation_enabled_check"},
		{Tool: "cdk-nag", ID: "AwsSolutions-SMG4"},
		{Tool: "powerpipe", ID: "secretsmanager_secret_automatic_rotation_enabled"},
	},
	Sources: []string{"AWS Secrets Manager User Guide, Rotate AWS Secrets Manager secrets"},
	Decide: []rule.Decision{rule.On[*estate.Secret](func(in *rule.Input, s *estate.Secret) rule.Outcome {
		limit := in.Settings.Secrets.RotationMaxDays
		setting := rule.Setting(limit)
		days, by, why := interval(in.Estate, s)
		users := in.Access.UsersOf(s)
		switch {
		case days > 0 && limit.Missing():
			return rule.MissingSetting(limit)
		case days > 0 && (limit.Any() || days <= limit.Get()):
			return rule.Pass(by, setting)
		case len(users) == 0 && why != "":
			return rule.UnknownBecause(why, by)
		case len(users) == 0:
			return unused(in, s, rule.Fail("{name} does not rotate", by, rule.Given{Name: "used by", Value: "no function that was read", At: s.Block}, setting))
		}
		used := rule.Given{Name: "used by", Value: users[0].Name(), At: users[0].Block}
		switch {
		case why != "":
			return rule.UnknownBecause(why, by, used)
		case days > 0:
			return rule.Fail(fmt.Sprintf("{name} rotates every %d days only", days), by, used, setting).
				Label(fmt.Sprintf("at most %d days are allowed", limit.Get()))
		}
		failure := rule.Fail("{name} does not rotate, and "+users[0].Name()+" uses it", by, used, setting).Label("no rotation")
		for _, ref := range in.Settings.Secrets.NotRotatable.Get() {
			if access.Refers(ref, s) == value.Yes {
				return failure.Fix("secrets.not_rotatable names it: record an exception with who approved it and until when")
			}
		}
		return failure
	})},
}

// unused is the outcome for a secret that no function that was read names: the
// failure is a note.
func unused(in *rule.Input, s *estate.Secret, failure rule.Outcome) rule.Outcome {
	if why, may := in.Access.MayUse(s); may {
		return rule.Unknown(why)
	}
	if gap, hides := in.Estate.Gap("function", s); hides {
		return rule.UnknownBecause("what uses it may hide: "+gap.Reason(), rule.Given{Name: "used by", Value: "no function that was read", At: s.Block})
	}
	return failure.As(rule.Info)
}

// interval returns after how many days the secret rotates at the latest, 0 if
// it does not; the fact that says so; and why that cannot be told.
func interval(v *estate.View, s *estate.Secret) (days int, by rule.Fact, why string) {
	none := rule.Given{Name: "rotation", Value: "not set", At: s.Block}
	rotations := s.SecretRotations(v)
	list, _ := rotations.Get()
	switch {
	case len(list) == 0 && s.RotationDays.IsKnown():
		n, _ := s.RotationDays.Get()
		return int(n), s.RotationDays, ""
	case len(list) == 0 && s.RotationDays.IsUnknown() && s.RotationDays.Reason() != "not read":
		return 0, s.RotationDays, "automatically_after_days: " + s.RotationDays.Reason()
	case len(list) == 0 && rotations.Partial():
		return 0, none, "its rotation may hide: " + rotations.Reason()
	case len(list) == 0:
		return 0, none, ""
	}
	r := list[0]
	if r.Unsure != 0 {
		return 0, none, "it is not certain that " + r.Address + " exists: " + r.Unsure.Reason()
	}
	if n, ok := r.Days.Get(); ok {
		return int(n), r.Days, ""
	}
	if r.Days.IsUnknown() {
		return 0, r.Days, "automatically_after_days: " + r.Days.Reason()
	}
	text, ok := r.Schedule.Get()
	literal, plain := text.Literal()
	switch {
	case r.Schedule.IsAbsent():
		return 0, rule.Given{Name: "rotation", Value: "without an interval", At: r.Block}, "the rotation names no interval"
	case !ok:
		return 0, r.Schedule, "schedule_expression: " + r.Schedule.Reason()
	case !plain:
		return 0, r.Schedule, "schedule_expression: " + text.String() + " is not known"
	}
	if n := longest(literal); n > 0 {
		return n, r.Schedule, ""
	}
	return 0, r.Schedule, "schedule_expression: it is not worked out how far apart the runs of " + literal + " are"
}

// longest returns the most days that lie between two runs of a schedule of
// Secrets Manager, rate(…) or cron(…), rounded up; 0 if that is not worked
// out. Months count 31 days.
func longest(schedule string) int {
	inside, isRate := strings.CutPrefix(schedule, "rate(")
	if isRate {
		fields := strings.Fields(strings.TrimSuffix(inside, ")"))
		if len(fields) != 2 {
			return 0
		}
		n, err := strconv.Atoi(fields[0])
		if err != nil || n <= 0 || n > 10000 {
			return 0
		}
		if strings.HasPrefix(fields[1], "hour") {
			return (n + 23) / 24
		}
		return n
	}
	inside, isCron := strings.CutPrefix(schedule, "cron(")
	fields := strings.Fields(strings.TrimSuffix(inside, ")"))
	if !isCron || len(fields) != 6 || fields[5] != "*" && fields[5] != "?" {
		return 0
	}
	day, month, weekday := fields[2], fields[3], fields[4]
	switch {
	case month == "*" && (day == "*" || day == "?") && (weekday == "*" || weekday == "?"):
		return 1
	case month == "*" && (day == "*" || day == "?") && !strings.ContainsAny(weekday, "#L"):
		return 7
	case month == "*":
		return 31
	}
	_, step, stepped := strings.Cut(month, "/")
	if n, err := strconv.Atoi(step); stepped && err == nil && n > 0 && 12%n == 0 {
		return 31 * n
	}
	if _, err := strconv.Atoi(month); err == nil {
		return 366
	}
	return 0
}
