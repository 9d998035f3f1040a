package assess

import (
	"fmt"
	"strings"

	"bailiwick/internal/civil"
	"bailiwick/rule"
)

// A Standing is an accepted risk that failing observations stand under. It
// never turns a failure into a pass: while it holds, the failure is shown
// apart and does not count towards the exit status.
type Standing struct {
	Source     string // "settings", "comment", "baseline", or the tool that a suppression was written for: "checkov"
	Place      string // where it is written: file and line
	Rule       string // as it is written there: a rule's id, another tool's, or the settings' key
	Reason     string
	Measure    string // what compensates for the risk
	AskedBy    string
	ApprovedBy string    // "" where nobody did
	Until      civil.Day // last day on which it holds; the zero Day is no end
	Since      civil.Day // of a baseline: the day on which the failure was first seen
	State      State
	Matches    int // failing observations that it was written for

	approvedOn  civil.Day
	environment string // that it is for, "" for all
	idle        string // with no match: why
}

// State says whether an exception holds.
type State uint8

// The states. The zero State is the cautious one.
const (
	NotApproved State = iota // by nobody, or by who asked for it, or not yet
	Expired                  // its last day is past
	TooLong                  // its last day is further away than exceptions.max_days
	Holds
)

func (s State) String() string {
	return [...]string{"not-approved", "expired", "too-long", "holds"}[s]
}

// The sources of exceptions that are no other tool's.
const (
	fromSettings = "settings"
	fromComment  = "comment"
	fromBaseline = "baseline"
)

// Foreign reports whether it was written for another tool.
func (s Standing) Foreign() bool {
	return s.Source != fromSettings && s.Source != fromComment && s.Source != fromBaseline
}

// Unused reports whether nothing fails that it was written for.
func (s Standing) Unused() bool { return s.Matches == 0 }

// Trouble says what is to be told of the exception besides that it holds: why
// it does not, or why it is of no use. It is "" for one that is in order.
func (s Standing) Trouble(today civil.Day) string {
	switch {
	case s.State == NotApproved && s.Foreign():
		return "written for " + s.Source + ", approved by nobody: the failure counts"
	case s.State == NotApproved && !s.approvedOn.IsZero():
		return "approved only on " + s.approvedOn.String() + ": the failure counts until then"
	case s.State == NotApproved:
		return "approved by " + s.ApprovedBy + ", who asked for it: the failure counts"
	case s.State == Expired:
		return "ended on " + s.Until.String() + ", " + days(today.Sub(s.Until)) + " ago: the failure counts again"
	case s.State == TooLong:
		return "ends on " + s.Until.String() + ", in " + days(s.Until.Sub(today)) + ": longer than exceptions.max_days, so the failure counts"
	case s.Unused():
		return "of no use: " + s.idle
	}
	return ""
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// settle sets the state. A negative maxDays is no limit; accepted says that
// the settings take suppressions for the tool as exceptions.
func (s *Standing) settle(today civil.Day, maxDays int, accepted bool) {
	switch {
	case s.Foreign() && !accepted, !s.Foreign() && samePerson(s.AskedBy, s.ApprovedBy), s.approvedOn.After(today):
		s.State = NotApproved
	case s.Until.IsZero():
		s.State = Holds
	case s.Until.Before(today):
		s.State = Expired
	case maxDays >= 0 && !s.Foreign() && s.Until.Sub(today) > maxDays:
		s.State = TooLong
	default:
		s.State = Holds
	}
}

// samePerson compares names as people read them, so that a capital or a space
// more does not make a second person.
func samePerson(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// StandingOf returns the exception that the failing observation stands under,
// and whether there is one.
func (a *Assessment) StandingOf(o Observation) (Standing, bool) {
	if o.Standing == 0 {
		return Standing{}, false
	}
	return a.Standings[o.Standing-1], true
}

// ExceptionOf returns the exception that was written for the failing
// observation, whether it holds or not, and whether there is one.
func (a *Assessment) ExceptionOf(o Observation) (Standing, bool) {
	if s, ok := a.StandingOf(o); ok {
		return s, true
	}
	n, ok := a.void[judged{o.Resource, o.Rule}]
	if !ok || o.Verdict != rule.FailVerdict {
		return Standing{}, false
	}
	return a.Standings[n], true
}

// judged is what an observation is of.
type judged struct {
	resource uint32
	rule     uint16
}

// Exceptions returns what people wrote, in the order of the settings and then
// of the files: everything from the settings and from comments of ours, and
// what was written for other tools where something fails.
func (a *Assessment) Exceptions() []Standing {
	var out []Standing
	for _, s := range a.Standings {
		if s.Source == fromBaseline || s.Foreign() && s.Unused() {
			continue
		}
		out = append(out, s)
	}
	return out
}
