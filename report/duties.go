package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"bailiwick/assess"
)

var dutyFormats = map[string]func(io.Writer, *assess.Assessment, Options) error{
	"ical": writeDutiesCalendar, // duties_calendar.go
	"json": writeDutiesJSON,     // duties_json.go
	"text": writeDutiesText,     // duties_text.go
}

// DutyFormats returns the names of the formats of duties, sorted.
func DutyFormats() []string { return sortedKeys(dutyFormats) }

// WriteDuties writes what remains to be done in the format. An unknown format
// is an error that lists the known ones.
func WriteDuties(format string, w io.Writer, a *assess.Assessment, o Options) error {
	write, ok := dutyFormats[format]
	if !ok {
		return fmt.Errorf("no format of duties is called `%s`: known are %s", format, strings.Join(DutyFormats(), ", "))
	}
	return write(w, a, o)
}

func sortedKeys[T any](m map[string]T) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
