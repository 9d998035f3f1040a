package assess

import "bailiwick/internal/civil"

// A Standing is an accepted risk that a failing observation stands under. It
// never turns a failure into a pass: the failure is shown apart and does not
// count towards the exit status.
type Standing struct {
	Source     string // "settings", "comment", "baseline", or another tool's name
	Place      string // where it is written: file and line
	Rule       string // as it is written
	Reason     string
	Measure    string // what compensates for the risk
	AskedBy    string
	ApprovedBy string    // "" where nobody did
	Until      civil.Day // the zero Day is no end
}

// StandingOf returns the exception that the observation stands under, and
// whether there is one.
func (a *Assessment) StandingOf(o Observation) (Standing, bool) {
	if o.Standing == 0 {
		return Standing{}, false
	}
	return a.Standings[o.Standing-1], true
}
