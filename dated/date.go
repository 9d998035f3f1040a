package dated

import "fmt"

// A Date is a day that a table gives for an event, which may also be unknown,
// or never come. The zero Date is unknown.
type Date struct {
	day   Day
	never bool
}

// IsKnown reports whether there is a Day.
func (d Date) IsKnown() bool { return !d.day.IsZero() }

// IsUnknown reports whether no source tells the day.
func (d Date) IsUnknown() bool { return d.day.IsZero() && !d.never }

// IsNever reports whether the event does not come: a base image has no day on
// which Lambda refuses to create functions of it.
func (d Date) IsNever() bool { return d.never }

// Day returns the day, or the zero Day.
func (d Date) Day() Day { return d.day }

// Reached reports whether the event is there on the given day, its own day
// included, and whether that is known.
func (d Date) Reached(on Day) (reached, known bool) {
	return d.IsKnown() && !on.Before(d.day), !d.IsUnknown()
}

// String returns the day, "never" or "unknown".
func (d Date) String() string {
	switch {
	case d.IsKnown():
		return d.day.String()
	case d.never:
		return "never"
	}
	return "unknown"
}

// parseDate reads a cell: a day, "-" for never, "?" for unknown.
func parseDate(cell string) (Date, error) {
	switch cell {
	case "?":
		return Date{}, nil
	case "-":
		return Date{never: true}, nil
	}
	day, err := ParseDay(cell)
	if err != nil {
		return Date{}, fmt.Errorf("%w, or ? where no source tells it, or - where it never comes", err)
	}
	return Date{day: day}, nil
}
