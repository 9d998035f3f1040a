package main

import (
	"cmp"
	"fmt"
	"strings"

	"bailiwick/check"
	"bailiwick/internal/spelling"
	"bailiwick/report"
)

// A complaint is an error of the command itself, in the parts in which people
// read it: what is wrong, then what is near, known, or to be done next.
type complaint struct {
	Place  string // "bailiwick.yaml:8:13"; "" for what concerns no file
	What   string
	Code   string // the lines of a file that it is about
	Advice []advice
	Status check.Status
}

// advice is one line below a complaint: "near" and the name. The same label
// again is left out.
type advice struct{ label, text string }

func (c *complaint) Error() string { return c.What }

// say adds a line.
func (c *complaint) say(label, text string) *complaint {
	c.Advice = append(c.Advice, advice{label, text})
	return c
}

// near adds the known words that the given one may be a slip of.
func near(c *complaint, given string, known []string) *complaint {
	for _, n := range spelling.Near(given, known) {
		c.say("near", n)
	}
	return c
}

// usage returns the complaint about wrong use.
func usage(format string, args ...any) *complaint {
	return &complaint{What: fmt.Sprintf(format, args...), Status: check.Usage}
}

// String returns the complaint as it is printed.
func (c *complaint) String() string {
	var b strings.Builder
	b.WriteString(cmp.Or(c.Place, "bailiwick") + ": " + report.Clean(c.What) + "\n")
	b.WriteString(c.Code)
	width := 0
	for _, a := range c.Advice {
		width = max(width, len(a.label))
	}
	last := ""
	for _, a := range c.Advice {
		label := a.label
		if label == last {
			label = ""
		}
		last = a.label
		for i, line := range strings.Split(a.text, "\n") {
			if i > 0 {
				label = ""
			}
			fmt.Fprintf(&b, "  %-*s  %s\n", width, label, report.Clean(line))
		}
	}
	return b.String()
}

// complain prints the complaint.
func (s *session) complain(c *complaint) {
	fmt.Fprint(s.stderr, c.String())
	s.reason(c.Status, "")
}
