package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"bailiwick/assess"
	"bailiwick/estate"
)

// ResponsibilitiesSchema names the contract that the JSON of responsibilities
// keeps; docs/responsibilities.schema.json is its JSON Schema.
const ResponsibilitiesSchema = "bailiwick.responsibilities/1"

var responsibilityFormats = map[string]func(io.Writer, *assess.Assessment, Options) error{
	"json": writeResponsibilitiesJSON,
	"text": writeResponsibilitiesText,
}

// ResponsibilityFormats returns the names of the formats of responsibilities,
// sorted.
func ResponsibilityFormats() []string { return sortedKeys(responsibilityFormats) }

// WriteResponsibilities writes who carries what in the format. An unknown
// format is an error that lists the known ones.
func WriteResponsibilities(format string, w io.Writer, a *assess.Assessment, o Options) error {
	write, ok := responsibilityFormats[format]
	if !ok {
		return fmt.Errorf("no format of responsibilities is called `%s`: known are %s", format, strings.Join(ResponsibilityFormats(), ", "))
	}
	return write(w, a, o)
}

func writeResponsibilitiesJSON(w io.Writer, a *assess.Assessment, _ Options) error {
	j := &jsonWriter{w: bufio.NewWriterSize(w, 64<<10), a: a}
	j.open('{')
	j.text("schema", ResponsibilitiesSchema)
	j.text("tool", a.Run.Tool)
	j.text("instant", a.Run.At.Format(time.RFC3339))
	j.text("as_of", a.Today.String())
	j.strings("targets", a.Run.Targets)
	j.responsibilities()
	j.close('}')
	j.buf = append(j.buf, '\n')
	j.flush()
	if j.err == nil {
		j.err = j.w.Flush()
	}
	return j.err
}

// writeResponsibilitiesText writes a matrix for each configuration that draws
// the line elsewhere, with the functions that have it.
func writeResponsibilitiesText(w io.Writer, a *assess.Assessment, o Options) error {
	t := &text{Options: o, shelf: &shelf{a: a}, w: bufio.NewWriterSize(w, 64<<10), marks: o.marks()}
	if o.Pipe {
		for l := range a.Responsibilities() {
			t.linef("%s\t%s\t%s\t%s\t%s", Clean(l.Resource.Head().ID()), l.Part, l.Carrier, Clean(l.Reason), Clean(l.Report))
		}
		return t.w.Flush()
	}
	t.width = cmp.Or(o.Width, defaultWidth)
	matrices := matricesOf(a)
	t.hanging("", "Who carries what, as of "+a.Today.String()+" (UTC): drawn for each function from its configuration, not for Lambda as such", plain)
	if len(matrices) == 0 {
		t.gap()
		t.nothing()
		return t.w.Flush()
	}
	for _, m := range matrices {
		t.matrix(m)
	}
	t.reports(matrices)
	return t.w.Flush()
}

// A matrix is the line as it is drawn for some resources of one kind.
type matrix struct {
	of    []estate.Resource
	lines []assess.Responsibility
}

// matricesOf returns the distinct matrices, in the order of the first resource
// that has each.
func matricesOf(a *assess.Assessment) []matrix {
	var out []matrix
	at := make(map[string]int)
	var lines []assess.Responsibility
	flush := func() {
		if len(lines) == 0 {
			return
		}
		r := lines[0].Resource
		key := string(r.Head().Kind())
		for _, l := range lines {
			key += "\x00" + l.Part.String() + "\x00" + l.Carrier.String() + "\x00" + l.Reason
		}
		if i, ok := at[key]; ok {
			out[i].of = append(out[i].of, r)
		} else {
			at[key] = len(out)
			out = append(out, matrix{[]estate.Resource{r}, slices.Clone(lines)})
		}
		lines = lines[:0]
	}
	for l := range a.Responsibilities() {
		if len(lines) > 0 && lines[0].Resource != l.Resource {
			flush()
		}
		lines = append(lines, l)
	}
	flush()
	return out
}

func (t *text) matrix(m matrix) {
	t.gap()
	kind := m.of[0].Head().Kind()
	t.hanging("", t.tinted(bold, Number(len(m.of), kind.Noun(1), kind.Noun(2)))+": "+t.resources(m.of), plain)
	t.gap()
	var titles, whos int
	for _, l := range m.lines {
		titles, whos = max(titles, Cells(l.Part.Title())), max(whos, Cells(who(l.Carrier)))
	}
	for _, l := range m.lines {
		lead := "  " + pad(l.Part.Title(), titles) + "  " + t.tinted(carrierTint(l.Carrier), pad(who(l.Carrier), whos)) + "  "
		if t.width-Cells(stripped(lead)) < 24 {
			t.linef("  %s  %s", l.Part.Title(), t.tinted(carrierTint(l.Carrier), who(l.Carrier)))
			lead = "      "
		}
		t.hanging(lead, Clean(l.Reason), plain)
	}
}

// resources names resources, some of them where they are many.
func (t *text) resources(list []estate.Resource) string {
	const most = 6
	var out []string
	for i, r := range list {
		if i == most && len(list) > most+1 && !t.Full {
			return strings.Join(out, ", ") + " and " + figure(len(list)-most) + " more: --full"
		}
		name := Clean(r.Head().Name())
		if e := r.Head().Scope.Environment; e != "" {
			name += " (" + Clean(e) + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// who names a carrier to the reader.
func who(c assess.Carrier) string {
	switch c {
	case assess.AWS:
		return "AWS"
	case assess.Customer:
		return "you"
	case assess.Shared:
		return "both"
	}
	return c.String()
}

func carrierTint(c assess.Carrier) tint {
	switch c {
	case assess.AWS:
		return green
	case assess.Nobody:
		return red
	case assess.UnknownCarrier:
		return magenta
	}
	return plain
}

// reports tells what an auditor relies on where AWS carries a part.
func (t *text) reports(matrices []matrix) {
	var filed *assess.Filed
	missing, title := 0, ""
	for _, m := range matrices {
		for _, l := range m.lines {
			switch {
			case l.OnFile != nil:
				filed = l.OnFile
			case l.Report != "":
				missing++
				title = l.Report
			}
		}
	}
	t.gap()
	if filed != nil {
		period := ""
		if !filed.PeriodEnd.IsZero() {
			period = ", to " + filed.PeriodEnd.String()
		}
		t.hanging("", "Where AWS carries a part, its report is relied on: "+Clean(filed.Report)+period+", on file by the word of "+Clean(filed.Person)+" of "+filed.Date.String()+", until "+filed.ValidUntil.String()+".", plain)
	}
	if missing > 0 {
		t.hanging("", "Nobody has attested to hold "+Clean(title)+", on which the parts of AWS rest: attestations, with part and report, in bailiwick.yaml.", plain)
	}
	for _, stray := range t.a.StrayAttestations() {
		t.hanging("", t.marks.problem+" "+Clean(stray), plain)
	}
}
