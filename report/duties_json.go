package report

import (
	"bufio"
	"io"
	"time"

	"bailiwick/assess"
)

// DutiesSchema names the contract that the JSON of duties keeps;
// docs/duties.schema.json is its JSON Schema.
const DutiesSchema = "bailiwick.duties/1"

func writeDutiesJSON(w io.Writer, a *assess.Assessment, _ Options) error {
	j := &jsonWriter{w: bufio.NewWriterSize(w, 64<<10), a: a}
	j.open('{')
	j.text("schema", DutiesSchema)
	j.text("tool", a.Run.Tool)
	j.text("instant", a.Run.At.Format(time.RFC3339))
	j.text("as_of", a.Today.String())
	j.strings("targets", a.Run.Targets)
	j.key("runtimes")
	j.open('{')
	if table := a.Settings.Runtimes.Table; table.Set() {
		j.text("table", table.Get())
	}
	j.text("made", a.Runtimes.Made().String())
	j.text("known", a.Today.String())
	j.close('}')
	j.key("duties")
	j.open('[')
	var states [assess.Undated + 1]int
	list := a.Duties()
	for _, d := range list {
		states[d.State(a.Today)]++
		j.duty(d)
		j.flushSome()
	}
	j.close(']')
	j.key("patching")
	j.open('[')
	gone := 0
	all := a.Patchings()
	for _, p := range all {
		if p.Gone {
			gone++
		}
		j.patching(p)
		j.flushSome()
	}
	j.close(']')
	j.key("summary")
	j.open('{')
	for s, n := range states {
		j.number(assess.DutyState(s).String(), n)
	}
	j.number("duties", len(list))
	j.number("patched_by_aws", gone)
	j.number("run_code", len(all))
	j.close('}')
	j.close('}')
	j.buf = append(j.buf, '\n')
	j.flush()
	if j.err == nil {
		j.err = j.w.Flush()
	}
	return j.err
}

func (j *jsonWriter) duty(d assess.Duty) {
	j.open('{')
	j.text("id", d.ID)
	j.text("kind", d.Kind.String())
	j.text("state", d.State(j.a.Today).String())
	if !d.Due.IsZero() {
		j.text("due", d.Due.String())
		j.number("days", d.Due.Sub(j.a.Today))
	}
	if d.Resource != nil {
		h := d.Resource.Head()
		j.text("resource", h.ID())
		j.text("name", h.Name())
		j.text("environment", h.Scope.Environment)
		at := j.a.Estate.Places.At(h.Block)
		j.text("file", at.File)
		if at.Line > 0 {
			j.number("line", at.Line)
		}
		j.text("when", h.When.String())
	}
	j.text("subject", d.Subject)
	j.text("what", d.What)
	j.text("detail", d.Detail)
	j.text("undated", d.Undated)
	j.text("known", d.Known.String())
	j.close('}')
}

func (j *jsonWriter) patching(p assess.Patching) {
	h := p.Resource.Head()
	j.open('{')
	j.text("resource", h.ID())
	j.text("name", h.Name())
	j.text("environment", h.Scope.Environment)
	j.text("by", patchedBy(p))
	j.text("why", p.Why)
	j.close('}')
}

// patchedBy returns in a word who patches beneath the code.
func patchedBy(p assess.Patching) string {
	switch {
	case p.Fewer:
		return "aws-fewer"
	case p.Gone:
		return "aws"
	case p.Unknown:
		return "unknown"
	}
	return "not-aws"
}
