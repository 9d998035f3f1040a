package report

import (
	"fmt"
	"strconv"
	"strings"

	"bailiwick/assess"
)

// A statusColumn is a column of the requirements table.
type statusColumn struct {
	status assess.Status
	head   string
	width  int
}

func (t *text) statusColumns() []statusColumn {
	return []statusColumn{
		{assess.Met, "met", 5},
		{assess.MetWithException, t.marks.standing, 5},
		{assess.NotMet, "not met", 8},
		{assess.PartlyEvidenced, "partly", 7},
		{assess.AwaitsAttestation, "await", 6},
		{assess.NotEvaluated, "n.ev.", 6},
		{assess.NotApplicable, "n.a.", 5},
		{assess.Inherited, "inh.", 5},
	}
}

// maxFrameworkColumn is the widest that a framework's name gets, in cells.
const maxFrameworkColumn = 24

// requirements tells how many requirements of each framework of the settings
// have each status. The numbers of a row add up to the last one.
func (t *text) requirements() {
	if t.a.Library == nil || t.Rule != "" || t.Show != nil || !t.a.Judged() {
		return
	}
	named := t.a.Settings.Frameworks.InScope
	switch {
	case named.Any():
		return
	case !named.Set():
		t.gap()
		t.hanging("", "requirements: no framework is named; `bailiwick scope` proposes which bind", plain)
		return
	}
	results := t.a.Frameworks()
	t.gap()
	columns := t.statusColumns()
	width := len("requirements") - 2
	for _, f := range results {
		width = max(width, min(Cells(Clean(f.Name)), maxFrameworkColumn))
	}
	narrowed := t.width > 0 && t.width < narrow
	if !narrowed {
		line := pad("requirements", width+2)
		if t.width == 0 {
			line = "requirements"
		}
		for _, c := range columns {
			line += t.cell(c.head, c.width)
		}
		t.linef("%s%s", line, t.cell("of", 5))
	} else {
		t.linef("requirements")
	}
	awaits := 0
	for _, f := range results {
		n := f.Count()
		awaits += n[assess.AwaitsAttestation]
		name := Clean(f.Name)
		if narrowed {
			t.hanging("  ", name, plain)
			t.hanging("    ", statusWords(n, len(f.Results)), plain)
			continue
		}
		if t.width > 0 {
			name = cut(name, maxFrameworkColumn, t.marks.more)
		}
		line := "  " + pad(name, width)
		if t.width == 0 {
			line = name
		}
		for _, c := range columns {
			line += t.cell(t.zero(n[c.status]), c.width)
		}
		t.linef("%s%s", line, t.cell(figure(len(f.Results)), 5))
	}
	if awaits > 0 {
		t.hanging("  ", "await: a person's word is missing. `bailiwick requirements NAME` says whose, and what each rests on", plain)
	}
	t.hanging("  ", "which rules decide a requirement is our reading: no auditor has read it", dim)
}

// cell writes a cell at the right of its column; through a pipe behind a tab.
func (t *text) cell(s string, width int) string {
	if t.width == 0 {
		return "\t" + s
	}
	return strings.Repeat(" ", max(1, width-Cells(s))) + s
}

func (t *text) zero(n int) string {
	if n == 0 {
		return t.marks.dot
	}
	return figure(n)
}

// statusWords writes numbers of requirements as a sentence.
func statusWords(n [len(assess.Statuses)]int, total int) string {
	var parts []string
	for _, s := range assess.Statuses {
		if n[s] > 0 {
			parts = append(parts, strconv.Itoa(n[s])+" "+s.Words())
		}
	}
	return fmt.Sprintf("of %s %s", Number(total, "requirement", "requirements"), strings.Join(parts, ", "))
}
