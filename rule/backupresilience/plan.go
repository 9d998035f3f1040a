package backupresilience

import (
	"strconv"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// A backup is a rule of a plan that a store is selected for.
type backup struct {
	plan     *estate.BackupPlan
	rule     *estate.BackupRule
	selected value.Answer
}

// backupsOf returns the rules of plans that take the store in, or may.
func backupsOf(in *rule.Input, store estate.Resource) []backup {
	var out []backup
	if _, hides := in.Estate.Gap("backup_selection", store); hides {
		out = append(out, backup{selected: value.CannotTell})
	}
	for s := range estate.All[*estate.BackupSelection](in.Estate) {
		selected := value.Both(access.Selects(s, store), estate.Shares(s, store), s.Exists())
		if selected == value.No {
			continue
		}
		plan, reach := estate.Find[*estate.BackupPlan](in.Estate, s, s.Plan)
		if reach != estate.Here {
			out = append(out, backup{selected: value.CannotTell})
			continue
		}
		rules, known := plan.Rules.Get()
		for i := range rules {
			out = append(out, backup{plan, &rules[i], selected})
		}
		if !known || plan.Rules.Partial() {
			out = append(out, backup{plan: plan, selected: value.CannotTell})
		}
	}
	return out
}

// hours returns the longest time between two runs of a schedule, 0 if that is
// not worked out. Without a schedule a plan runs daily.
func hours(schedule value.Value[value.Text]) int {
	if schedule.IsAbsent() {
		return 24
	}
	text, _ := schedule.Get()
	s, ok := text.Literal()
	if !ok {
		return 0
	}
	if rate, ok := strings.CutPrefix(s, "rate("); ok {
		fields := strings.Fields(strings.TrimSuffix(rate, ")"))
		if len(fields) != 2 {
			return 0
		}
		n, err := strconv.Atoi(fields[0])
		switch unit := strings.TrimSuffix(fields[1], "s"); {
		case err != nil || n < 1 || n > 1<<20:
			return 0
		case unit == "hour":
			return n
		case unit == "day":
			return 24 * n
		case unit == "minute":
			return (n + 59) / 60
		}
		return 0
	}
	cron, ok := strings.CutPrefix(s, "cron(")
	fields := strings.Fields(strings.TrimSuffix(cron, ")"))
	if !ok || len(fields) != 6 {
		return 0
	}
	hour, day, month, week := fields[1], fields[2], fields[3], fields[4]
	every := func(field string) bool { return field == "*" || field == "?" }
	switch {
	case month != "*":
		return 366 * 24
	case !every(day):
		return 31 * 24
	case !every(week):
		return 7 * 24
	case hour == "*":
		return 1
	}
	if _, step, found := strings.Cut(hour, "/"); found {
		if n, err := strconv.Atoi(step); err == nil && n > 0 && n < 24 {
			return n
		}
	}
	return 24
}
