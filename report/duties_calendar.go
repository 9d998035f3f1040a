package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"bailiwick/assess"
)

// writeDutiesCalendar writes the duties that have a date as whole-day events. A
// runtime is one event for each environment, whatever number of functions run on
// it; an event keeps its UID when its date moves, so that a calendar that has
// it takes the new date.
func writeDutiesCalendar(w io.Writer, a *assess.Assessment, _ Options) error {
	c := newCalendar(w)
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.text("PRODID", "-//Bailiwick//Duties//EN")
	c.text("X-WR-CALNAME", "Duties of "+strings.Join(a.Run.Targets, ", "))
	events := eventsOf(a)
	for _, e := range events {
		c.event(a, e)
	}
	if len(events) == 0 {
		// The format wants at least one component.
		c.line("BEGIN", "VJOURNAL")
		c.text("UID", "no-duty@bailiwick")
		c.instant("DTSTAMP", a.Run.At)
		c.day("DTSTART", a.Today)
		c.text("SUMMARY", "No duty has a date")
		c.line("END", "VJOURNAL")
	}
	c.line("END", "VCALENDAR")
	return c.w.Flush()
}

// An event is one duty, or the same duty of several functions.
type event struct {
	uid    string
	duties []assess.Duty
}

func eventsOf(a *assess.Assessment) []event {
	var events []event
	byRuntime := make(map[[3]string]int)
	for _, d := range a.Duties() {
		if d.Due.IsZero() {
			continue
		}
		if d.Kind != assess.LeaveRuntime {
			events = append(events, event{d.ID, []assess.Duty{d}})
			continue
		}
		key := [3]string{d.Subject, d.Environment(), d.Resource.Head().Scope.Root}
		if i, ok := byRuntime[key]; ok {
			events[i].duties = append(events[i].duties, d)
			continue
		}
		byRuntime[key] = len(events)
		sum := sha256.Sum256([]byte(d.Kind.String() + "\x00" + strings.Join(key[:], "\x00")))
		events = append(events, event{hex.EncodeToString(sum[:16]), []assess.Duty{d}})
	}
	return events
}

func (c *calendar) event(a *assess.Assessment, e event) {
	first := e.duties[0]
	c.line("BEGIN", "VEVENT")
	c.text("UID", e.uid+"@bailiwick")
	c.instant("DTSTAMP", a.Run.At)
	c.day("DTSTART", first.Due)
	c.text("SUMMARY", summaryOf(e.duties))
	c.text("DESCRIPTION", descriptionOf(e.duties)...)
	c.text("CATEGORIES", first.Kind.String())
	c.line("TRANSP", "TRANSPARENT")
	c.line("END", "VEVENT")
}

func summaryOf(list []assess.Duty) string {
	who := dutyName(list[0])
	if n := len(list); n > 1 {
		who = Number(n, "function", "functions")
	}
	if env := list[0].Environment(); env != "" {
		who += " (" + env + ")"
	}
	return who + ": " + list[0].What
}

// descriptionOf tells what else is known, and whom it is about.
func descriptionOf(list []assess.Duty) []string {
	lines := []string{list[0].Detail}
	for _, d := range list {
		if d.Resource != nil {
			lines = append(lines, d.Resource.Head().ID())
		}
	}
	if list[0].Kind == assess.LeaveRuntime {
		lines = append(lines, "The date is AWS's forecast as known on "+list[0].Known.String()+".")
	}
	return slices.DeleteFunc(lines, func(l string) bool { return l == "" })
}

// dutyName names what a duty is about.
func dutyName(d assess.Duty) string {
	if d.Resource == nil {
		return "the company"
	}
	return d.Resource.Head().Name()
}
