// Package civil holds the calendar day, which is all that a deprecation table
// or an exception's end needs: no clock, no zone. Where an instant becomes a
// day, it is the day in UTC.
package civil

import (
	"fmt"
	"time"
)

// A Day is a date of the Gregorian calendar. The zero Day is none: it is not
// valid, and it sorts before every other.
type Day struct {
	number int32 // 0001-01-01 is 1
}

// epoch is the number of 1970-01-01.
const epoch = 719163

// ParseDay reads a date written as 2026-10-31, in years 1000 to 9999. Nothing
// else is taken: no time, no space, no other order.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1000 {
		return Day{}, fmt.Errorf("%.40q is no date: write it as 2026-10-31", s)
	}
	return DayOf(t), nil
}

// MustDay is ParseDay for dates written in a program; it panics on any other.
func MustDay(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return d
}

// DayOf returns the day of t in UTC.
func DayOf(t time.Time) Day {
	const secondsADay = 24 * 60 * 60
	s := t.Unix()
	days := s / secondsADay
	if s%secondsADay < 0 {
		days--
	}
	return Day{number: int32(days) + epoch}
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Time returns the day's first instant in UTC, or the zero time for no day.
func (d Day) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Unix(int64(d.number-epoch)*24*60*60, 0).UTC()
}

// String writes the day as 2026-10-31, and no day as "".
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Sub returns the days from e to d, negative when d comes first. Neither may
// be the zero Day: a distance to no day means nothing.
func (d Day) Sub(e Day) int { return int(d.number) - int(e.number) }

// Add returns the day that lies days after d, or before it when negative.
func (d Day) Add(days int) Day { return Day{number: d.number + int32(days)} }

// Before reports whether d comes before e.
func (d Day) Before(e Day) bool { return d.number < e.number }

// After reports whether d comes after e.
func (d Day) After(e Day) bool { return d.number > e.number }

// Compare orders days as slices.SortFunc wants it.
func (d Day) Compare(e Day) int { return int(d.number) - int(e.number) }

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Day{}
		return nil
	}
	day, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = day
	return nil
}
