package assess

import (
	"slices"
	"time"

	"bailiwick/rule"
)

// A Run is what is to be known of an assessment besides its results: who made
// it of what.
type Run struct {
	Tool    string   // version of bailiwick
	Targets []string // as they were named
	Options []string // flags that change the outcome, as they were given
	At      time.Time
	Read    Read
}

// Read is what a run came upon.
type Read struct {
	Files   int     // declarations that were read
	Folders int     // roots that were evaluated
	Others  []Other // what was seen and is not read
}

// Other is a file that was seen and that no reader takes.
type Other struct{ Path, What, Next string }

// Counts are the numbers of observations by verdict.
type Counts struct {
	Pass, Fail, Unknown, NotApplicable, Error int
	Standing                                  int    // failures under an exception, among Fail
	BySeverity                                [6]int // failures that count, by rule.Severity
}

// Decided is pass and fail.
func (c Counts) Decided() int { return c.Pass + c.Fail }

// Open is what could not be decided, our own errors among it.
func (c Counts) Open() int { return c.Unknown + c.Error }

// Applicable is decided and open.
func (c Counts) Applicable() int { return c.Decided() + c.Open() }

// Total is every observation.
func (c Counts) Total() int { return c.Applicable() + c.NotApplicable }

// Add counts one observation, if it counts: of the views of one thing one does.
func (c *Counts) Add(o Observation) {
	if o.Covered {
		return
	}
	switch o.Verdict {
	case rule.PassVerdict:
		c.Pass++
	case rule.FailVerdict:
		c.Fail++
		if o.Standing != 0 {
			c.Standing++
			return
		}
		c.BySeverity[o.Severity]++
	case rule.NotApplicableVerdict:
		c.NotApplicable++
	case rule.ErrorVerdict:
		c.Error++
	default:
		c.Unknown++
	}
}

// Count counts all observations.
func (a *Assessment) Count() Counts {
	var c Counts
	for _, o := range a.Observations {
		c.Add(o)
	}
	return c
}

// Judged reports whether rules judged any resource. What is said of the
// account that declarations belong to, and of how they are applied, is none.
func (a *Assessment) Judged() bool {
	return slices.ContainsFunc(a.Observations, func(o Observation) bool {
		return a.Estate.Resources()[o.Resource].Head().Kind().InAWS()
	})
}
