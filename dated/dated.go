// Package dated holds tables of facts that others change over time: the runtimes
// of Lambda and their end, the accounts by which AWS publishes layers, and the
// services that say on whose behalf they invoke a function.
//
// # Two times
//
// A row says what holds (a runtime is deprecated on 2027-06-30) and since when
// that was known (published by AWS, as far as a source shows). A later row of
// the same name replaces it from its own day on. So a report about the past can
// be made with what was known then: At takes the day of knowledge, and the
// dates in the rows are compared with the day of the assessment. Before the
// first row of a name nothing was known: the answer is unknown, never "ok" and
// never "ended".
//
// Where no source tells the day of a change, only two days between which it
// happened, the row has both, as 2026-01-01/2026-01-31. A question from inside
// that time gets what the rows before and after agree on; the rest is unknown.
//
// # Files
//
// Every table can be replaced by a file in the same form: CSV with a header,
// after comment lines that begin with #. The comments "# made 2026-11-23" (the
// day on which the table was compared with its sources) and "# source T: text"
// (what the word T in the column sources stands for) are read; the others are
// for people.
package dated

import (
	"time"

	"bailiwick/internal/civil"
)

// A Day is a date without time or zone. The zero Day is none.
type Day = civil.Day

// ParseDay reads a date written as 2026-10-31.
func ParseDay(s string) (Day, error) { return civil.ParseDay(s) }

// dayOf returns the day of an instant in UTC.
func dayOf(t time.Time) Day { return civil.DayOf(t) }
