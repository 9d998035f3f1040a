package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/internal/civil"
)

// writeDutiesText writes for a terminal what remains to be done, by date, and
// beside it what AWS carries.
func writeDutiesText(w io.Writer, a *assess.Assessment, o Options) error {
	t := &dutiesText{text{Options: o, shelf: &shelf{a: a}, w: bufio.NewWriterSize(w, 64<<10), marks: o.marks()}}
	if !o.Pipe {
		t.width = cmp.Or(o.Width, defaultWidth)
	}
	list := a.Duties()
	t.title()
	if !a.Judged() {
		t.gap()
		t.nothing()
		return t.w.Flush()
	}
	if len(list) == 0 {
		t.gap()
		t.linef("Nothing that was read has a duty: %s.", Number(len(a.Estate.Resources()), "resource", "resources"))
	}
	for _, p := range periods(a.Today) {
		t.period(p, list)
	}
	t.carried()
	t.sources(list)
	return t.w.Flush()
}

// A dutiesText writes duties for a terminal.
type dutiesText struct{ text }

func (t *dutiesText) title() {
	var names []string
	for _, s := range t.a.Estate.Scopes {
		if name := Clean(s.Environment); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	parts := []string{"What remains to be done"}
	if names != nil {
		parts = append(parts, strings.Join(names, ", "))
	}
	t.hanging("", strings.Join(append(parts, "as of "+t.a.Today.String()+" (UTC)"), ", "), plain)
}

// A period is a part of the list under a heading.
type period struct {
	heading string
	tint    tint
	holds   func(assess.Duty) bool
}

func periods(today civil.Day) []period {
	newYear := civil.MustDay(fmt.Sprintf("%04d-01-01", today.Time().Year()+1))
	state := func(s assess.DutyState) func(assess.Duty) bool {
		return func(d assess.Duty) bool { return d.State(today) == s }
	}
	return []period{
		{"overdue", red, state(assess.Overdue)},
		{"owed now", yellow, state(assess.Owed)},
		{"by the end of the year", bold, func(d assess.Duty) bool { return d.State(today) == assess.Ahead && d.Due.Before(newYear) }},
		{"later", bold, func(d assess.Duty) bool { return d.State(today) == assess.Ahead && !d.Due.Before(newYear) }},
		{"no date can be told", magenta, state(assess.Undated)},
	}
}

func (t *dutiesText) period(p period, all []assess.Duty) {
	groups := grouped(slices.DeleteFunc(slices.Clone(all), func(d assess.Duty) bool { return !p.holds(d) }))
	if groups == nil {
		return
	}
	t.gap()
	t.linef("%s", t.tinted(p.tint, p.heading))
	distance, name := 0, 0
	for _, g := range groups {
		distance = max(distance, Cells(t.distance(g[0])))
		name = max(name, min(Cells(g.names()[0]), maxNameColumn))
	}
	for _, g := range groups {
		t.group(g, distance, name)
	}
}

// distance says how far a duty's day is from that of the run.
func (t *dutiesText) distance(d assess.Duty) string {
	if d.Due.IsZero() {
		return ""
	}
	return inDays(d.Due.Sub(t.a.Today))
}

// shownNames is how many names stand at one duty unless all are asked for.
const shownNames = 4

// group tells one duty, of one thing or of several.
func (t *dutiesText) group(g group, distance, name int) {
	if t.width == 0 {
		t.rows(g)
		return
	}
	d := g[0]
	names := g.names()
	first := cut(names[0], maxNameColumn, t.marks.more)
	lead := "  "
	if distance > 0 {
		lead += pad(d.Due.String(), 10) + "   " + pad(t.distance(d), distance) + "   "
	}
	lead += pad(first, name) + "   "
	below := strings.Repeat(" ", Cells(lead))
	what := Clean(d.What)
	if t.width-Cells(lead) < 24 { // too narrow for columns
		t.linef("%s", strings.TrimRight(lead, " "))
		lead, below = "    ", "    "
	}
	t.hanging(lead, what, plain)
	if rest := names[1:]; len(rest) > 0 {
		more := ""
		if len(rest) >= shownNames && !t.Full {
			more = " and " + figure(len(rest)-shownNames+1) + " more: --full"
			rest = rest[:shownNames-1]
		}
		t.hanging(below, "also "+strings.Join(rest, ", ")+more, plain)
	}
	for _, line := range []string{d.Undated, d.Detail} {
		if line != "" {
			t.hanging(below, Clean(line), dim)
		}
	}
}

// rows tells one duty a line, with tabs, for a pipe.
func (t *dutiesText) rows(g group) {
	for _, d := range g {
		names := group{d}.names()
		t.linef("%s\t%s\t%s\t%s\t%s", d.Due, t.distance(d), names[0], Clean(d.What), Clean(cmp.Or(d.Undated, d.Detail)))
	}
}

// A group is the same duty of several resources.
type group []assess.Duty

// names returns the names that the duty is about, each once with its
// environments.
func (g group) names() []string {
	var names []string
	environments := make(map[string][]string)
	for _, d := range g {
		name := Clean(dutyName(d))
		if _, seen := environments[name]; !seen {
			names, environments[name] = append(names, name), nil
		}
		if e := Clean(d.Environment()); e != "" && !slices.Contains(environments[name], e) {
			environments[name] = append(environments[name], e)
		}
	}
	for i, name := range names {
		if list := environments[name]; list != nil {
			names[i] = name + " (" + strings.Join(list, ", ") + ")"
		}
	}
	return names
}

// grouped joins the duties that differ in whom they are about only. They keep
// the place of their first.
func grouped(list []assess.Duty) []group {
	var groups []group
	at := make(map[assess.Duty]int)
	for _, d := range list {
		key := d
		key.ID, key.Resource = "", nil
		if d.Resource == nil { // each of the company's stands by itself
			key.ID = d.ID
		}
		if i, ok := at[key]; ok {
			groups[i] = append(groups[i], d)
			continue
		}
		at[key] = len(groups)
		groups = append(groups, group{d})
	}
	return groups
}
