package settings

import "fmt"

// A Problem is something in a settings file that does not hold. Settings decide
// rules, so nothing is checked while there is one.
type Problem struct {
	Place   Place
	Summary string   // what is wrong: `min_days must be a number of days, not "1y"`
	Effect  string   // what follows
	Next    string   // the line to write, or what to do
	Near    []string // names that may have been meant, nearest first, at most 3
}

// effect is the effect of every problem: one wrong setting stops the run.
const effect = "nothing was checked: settings decide rules, so a wrong one stops us"

// String returns place and summary, as the first line of a message.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.Place.File, p.Place.Line, p.Place.Column, p.Summary)
}
