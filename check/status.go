package check

import (
	"fmt"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
	"bailiwick/settings"
)

// Status is the exit status of a command. The numbers are the same for every
// command and are never reused.
type Status int

// The statuses.
const (
	Clean    Status = 0 // nothing at or above the threshold
	Findings Status = 1 // findings; or: verification failed, drift found, not contained
	Usage    Status = 2 // wrong use, or settings that do not hold
	Unread   Status = 3 // a target could not be read at all, or holds nothing that a rule judges
	Internal Status = 4 // our own fault
)

// A Threshold is what makes a run fail.
type Threshold struct {
	Level   rule.Severity // failures of this severity or above; Unrated for none
	Unknown bool          // outcomes that could not be decided
}

// DefaultThreshold is what the settings say in rules.fail_on.
func DefaultThreshold(s *settings.Settings) Threshold {
	t, err := ParseThreshold(s.Rules.FailOn.Get())
	if err != nil {
		panic("internal error: settings took " + err.Error()) // their words are the same
	}
	return t
}

// ParseThreshold reads the words of --fail-on and of the setting
// rules.fail_on: a severity, unknown, never, or several.
func ParseThreshold(words []string) (Threshold, error) {
	var t Threshold
	for _, w := range words {
		w = strings.TrimSpace(w)
		level, ok := rule.ParseSeverity(w)
		switch {
		case ok && (t.Level == rule.Unrated || level < t.Level):
			t.Level = level
		case ok, w == "never" && len(words) == 1:
		case w == "unknown":
			t.Unknown = true
		default:
			return t, fmt.Errorf("--fail-on takes critical, high, medium, low, info, unknown or never, not %q", w)
		}
	}
	return t, nil
}

// A Demand is what a run must reach. The zero Demand is met by every run
// that judged something.
type Demand struct {
	Threshold
	AllowEmpty bool // a run that judged nothing is well
	Complete   bool // nothing may have been left out
}

// StatusOf returns the exit status of a run and, if it is not Clean, why.
func StatusOf(a *assess.Assessment, d Demand) (Status, string) {
	c := a.Count()
	over := 0
	if d.Level != rule.Unrated {
		for level := d.Level; level <= rule.Critical; level++ {
			over += c.BySeverity[level]
		}
	}
	switch {
	case c.Error > 0:
		return Internal, "an internal error: see above"
	case !d.AllowEmpty && !a.Judged():
		return Unread, "no resource that a rule judges; --allow-empty makes it 0"
	case d.Complete && len(a.Estate.Problems)+len(a.Estate.Gaps)+len(a.Run.Read.Others) > 0:
		return Unread, "a part of the input was not read, and --require complete"
	case over > 0:
		return Findings, "findings at or above `" + d.Level.String() + "`"
	case d.Unknown && c.Open() > 0:
		return Findings, "observations that could not be decided, and --fail-on unknown"
	}
	return Clean, ""
}
