package report

import (
	"bufio"
	"encoding/hex"
	"io"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// Schema names the contract that writeJSON keeps; docs/run.schema.json is its
// JSON Schema. A change that a reader could stumble over gets a new number.
const Schema = "bailiwick.run/1"

// writeJSON streams the assessment: it appends bytes and never holds the
// document.
func writeJSON(w io.Writer, a *assess.Assessment, o Options) error {
	j := &jsonWriter{w: bufio.NewWriterSize(w, 64<<10), a: a}
	j.open('{')
	j.text("schema", Schema)
	j.run()
	j.problems()
	j.coverage()
	j.resources()
	j.observations(o)
	j.requirements()
	j.responsibilities()
	j.exceptions()
	j.summary()
	j.close('}')
	j.buf = append(j.buf, '\n')
	j.flush()
	if j.err == nil {
		j.err = j.w.Flush()
	}
	return j.err
}

// A jsonWriter writes one document. Its methods add a member to the object
// that is open.
type jsonWriter struct {
	w   *bufio.Writer
	a   *assess.Assessment
	buf []byte
	err error
}

func (j *jsonWriter) flush() {
	if j.err == nil {
		_, j.err = j.w.Write(j.buf)
	}
	j.buf = j.buf[:0]
}

// comma parts what follows from what stands before it.
func (j *jsonWriter) comma() {
	if n := len(j.buf); n > 0 && j.buf[n-1] != '{' && j.buf[n-1] != '[' && j.buf[n-1] != ':' {
		j.buf = append(j.buf, ',')
	}
}

func (j *jsonWriter) open(c byte) {
	j.comma()
	j.buf = append(j.buf, c)
}

func (j *jsonWriter) close(c byte) { j.buf = append(j.buf, c) }

func (j *jsonWriter) key(name string) {
	j.comma()
	j.buf = append(strconv.AppendQuote(j.buf, name), ':')
}

func (j *jsonWriter) string(s string) {
	j.comma()
	quoted, err := jsontext.AppendQuote(j.buf, s)
	if err != nil { // bad UTF-8 was replaced
		quoted, _ = jsontext.AppendQuote(j.buf, string([]rune(s)))
	}
	j.buf = quoted
}

// text adds a member that holds a text, if there is one.
func (j *jsonWriter) text(name, s string) {
	if s == "" {
		return
	}
	j.key(name)
	j.string(s)
}

func (j *jsonWriter) number(name string, n int) {
	j.key(name)
	j.buf = strconv.AppendInt(j.buf, int64(n), 10)
}

func (j *jsonWriter) strings(name string, list []string) {
	if len(list) == 0 {
		return
	}
	j.key(name)
	j.open('[')
	for _, s := range list {
		j.string(s)
	}
	j.close(']')
}

func (j *jsonWriter) run() {
	run := j.a.Run
	j.key("run")
	j.open('{')
	j.text("tool", run.Tool)
	j.number("rules", len(j.a.Rules))
	j.text("instant", run.At.Format(time.RFC3339))
	j.strings("targets", run.Targets)
	j.strings("options", run.Options)
	j.key("inputs")
	j.open('[')
	for _, f := range j.a.Estate.Places.Files() {
		sum := f.Sum()
		j.open('{')
		j.text("file", f.Name)
		j.text("sha256", hex.EncodeToString(sum[:]))
		j.close('}')
		j.flushSome()
	}
	j.close(']')
	j.key("not_read")
	j.open('[')
	for _, other := range run.Read.Others {
		j.open('{')
		j.text("file", other.Path)
		j.text("what", other.What)
		j.text("next", other.Next)
		j.close('}')
	}
	j.close(']')
	j.close('}')
}

// flushSome writes out what has gathered, but for the last byte, which comma
// looks at.
func (j *jsonWriter) flushSome() {
	if n := len(j.buf); n > 32<<10 {
		last := j.buf[n-1]
		j.buf = j.buf[:n-1]
		j.flush()
		j.buf = append(j.buf, last)
	}
}

func (j *jsonWriter) problems() {
	j.key("problems")
	j.open('[')
	for _, p := range j.a.Estate.Problems {
		file, line, column := placeOf(j.a, p)
		j.open('{')
		j.text("file", file)
		if line > 0 {
			j.number("line", line)
		}
		if column > 0 {
			j.number("column", column)
		}
		j.text("summary", p.Summary)
		j.text("effect", p.Effect)
		j.text("next", p.Next)
		j.close('}')
		j.flushSome()
	}
	j.close(']')
}

// placeOf returns where a problem is.
func placeOf(a *assess.Assessment, p value.Problem) (file string, line, column int) {
	if p.File != "" {
		return p.File, p.Line, p.Column
	}
	at := a.Estate.Places.At(p.Origin)
	return at.File, at.Line, at.Column
}

func (j *jsonWriter) coverage() {
	j.key("coverage")
	j.open('[')
	for _, c := range j.a.Estate.Coverage() {
		j.open('{')
		j.text("source", c.Scope.Source)
		j.text("environment", c.Scope.Environment)
		j.text("root", c.Scope.Root)
		j.key("kinds")
		j.open('[')
		for _, k := range c.Kinds {
			j.string(string(k))
		}
		j.close(']')
		j.text("state", c.State)
		j.text("reason", c.Reason)
		j.close('}')
		j.flushSome()
	}
	j.close(']')
}

func (j *jsonWriter) resources() {
	j.key("resources")
	j.open('[')
	view := j.a.Estate.In(nil)
	for _, r := range j.a.Estate.Resources() {
		h := r.Head()
		at := j.a.Estate.Places.At(h.Block)
		j.open('{')
		j.text("id", h.ID())
		j.text("kind", string(h.Kind()))
		j.text("name", h.Name())
		j.text("address", h.Address)
		j.text("made_by", h.Made)
		j.text("source", h.Scope.Source)
		j.text("environment", h.Scope.Environment)
		j.text("account", literal(h.Account))
		j.text("region", literal(h.Region))
		j.text("file", at.File)
		if at.Line > 0 {
			j.number("line", at.Line)
		}
		j.text("when", h.When.String())
		j.text("uncertain", h.Unsure.Reason())
		j.text("read_from", h.Marked)
		j.text("doubt", h.Doubt.Reason())
		j.key("views")
		j.open('[')
		for _, other := range j.a.Estate.OtherViews(r) {
			j.string(other.Head().ID())
		}
		j.close(']')
		if counted := j.a.Estate.Foremost(r); counted != r {
			j.text("counted_as", counted.Head().ID())
		}
		j.key("links")
		j.open('[')
		for _, l := range view.Outgoing(r) {
			j.open('{')
			j.text("as", l.As)
			j.text("to", l.To.Head().ID())
			j.text("when", l.When.String())
			j.close('}')
		}
		j.close(']')
		j.close('}')
		j.flushSome()
	}
	j.close(']')
}

func literal(v value.Value[value.Text]) string {
	t, _ := v.Get()
	s, _ := t.Literal()
	return s
}

func (j *jsonWriter) observations(o Options) {
	j.key("observations")
	j.open('[')
	asker := j.a.NewAsker()
	for _, ob := range j.a.Observations {
		if !o.shows(ob.Verdict, true) || o.Rule != "" && j.a.Rules[ob.Rule].ID != o.Rule {
			continue
		}
		j.observation(ob, asker.Outcome(ob))
		j.flushSome()
	}
	j.close(']')
}

func (j *jsonWriter) observation(ob assess.Observation, out rule.Outcome) {
	h := j.a.Estate.Resources()[ob.Resource].Head()
	j.open('{')
	j.text("id", j.a.ID(ob))
	j.text("rule", j.a.Rules[ob.Rule].ID)
	j.text("resource", h.ID())
	j.text("outcome", ob.Verdict.String())
	j.text("severity", ob.Severity.String())
	j.text("message", Message(j.a, ob, out))
	j.place(j.a.Estate.Places.At(originOf(out, h)))
	j.text("when", h.When.String())
	j.strings("unknown_because", out.Reasons())
	j.views(ob)
	j.key("facts")
	j.open('[')
	for _, f := range out.Facts {
		j.open('{')
		j.text("name", f.Attribute())
		j.text("value", f.String())
		j.place(FactPlace(j.a.Estate.Places, f))
		j.close('}')
	}
	j.close(']')
	if s, ok := j.a.ExceptionOf(ob); ok {
		j.key("exception")
		j.standing(s)
	}
	j.close('}')
}

// views tells of an observation on a thing that is seen several times which one
// counts, and which others say otherwise.
func (j *jsonWriter) views(ob assess.Observation) {
	if !j.a.Estate.HasViews() {
		return
	}
	if ob.Covered {
		j.text("counted_as", j.a.ID(j.a.CountedAs(ob)))
	}
	var against []string
	for _, other := range j.a.OtherViews(ob) {
		if assess.Disagree(ob, other) {
			against = append(against, j.a.ID(other))
		}
	}
	j.strings("disagrees_with", against)
}

func (j *jsonWriter) place(p value.Place) {
	if c := p.Call; c != nil {
		j.text("account", c.Account)
		j.text("region", c.Region)
		j.text("call", c.Name)
		j.text("request_id", c.RequestID)
		j.text("time", c.Time.UTC().Format(time.RFC3339))
		return
	}
	if p.File == "" {
		return
	}
	j.text("file", p.File)
	j.number("line", p.Line)
	j.number("column", p.Column)
	j.number("end_line", p.EndLine)
	j.number("end_column", p.EndColumn)
}

func (j *jsonWriter) summary() {
	c := j.a.Count()
	j.key("summary")
	j.open('{')
	resources, functions := 0, 0
	for _, r := range j.a.Estate.Resources() {
		if j.a.Estate.Foremost(r) != r {
			continue
		}
		if resources++; r.Head().Kind() == "function" {
			functions++
		}
	}
	j.number("resources", resources)
	j.number("functions", functions)
	j.number("observations", c.Total())
	j.number("pass", c.Pass)
	j.number("fail", c.Fail)
	j.number("fail_under_exception", c.Standing)
	j.number("unknown", c.Unknown)
	j.number("not_applicable", c.NotApplicable)
	j.number("error", c.Error)
	j.key("fail_by_severity")
	j.open('{')
	for s := rule.Critical; s >= rule.Info; s-- {
		j.number(s.String(), c.BySeverity[s])
	}
	j.close('}')
	j.number("problems", len(j.a.Estate.Problems))
	var expired, notApproved, unused int
	for _, s := range j.a.Exceptions() {
		switch {
		case s.State == assess.Expired:
			expired++
		case s.State != assess.Holds:
			notApproved++
		case s.Unused():
			unused++
		}
	}
	j.number("exceptions_expired", expired)
	j.number("exceptions_not_approved", notApproved)
	j.number("exceptions_unused", unused)
	j.number("gone_from_baseline", len(j.a.Gone))
	j.close('}')
}

// exceptions lists what people accepted, whether it holds or not, and what the
// baseline could lose.
func (j *jsonWriter) exceptions() {
	j.key("exceptions")
	j.open('[')
	for _, s := range j.a.Exceptions() {
		j.standing(s)
		j.flushSome()
	}
	j.close(']')
	j.key("gone_from_baseline")
	j.open('[')
	for _, g := range j.a.Gone {
		j.open('{')
		j.text("id", g.ID)
		j.text("rule", g.Rule)
		j.text("resource", g.Resource)
		j.text("first_seen", g.FirstSeen.String())
		if !g.Absent {
			j.text("outcome", g.Verdict.String())
		}
		j.close('}')
		j.flushSome()
	}
	j.close(']')
}

// standing writes one exception: why is what is to be told of it besides that
// it holds.
func (j *jsonWriter) standing(s assess.Standing) {
	j.open('{')
	j.text("source", s.Source)
	j.text("rule", s.Rule)
	j.text("state", s.State.String())
	j.text("why", s.Trouble(j.a.Today))
	j.number("failures", s.Matches)
	j.text("since", s.Since.String())
	j.text("place", s.Place)
	j.text("reason", s.Reason)
	j.text("measure", s.Measure)
	j.text("asked_by", s.AskedBy)
	j.text("approved_by", s.ApprovedBy)
	j.text("until", s.Until.String())
	j.close('}')
}

// originOf returns where an outcome is told: its own place, else the
// resource's.
func originOf(out rule.Outcome, h *estate.Head) value.Origin {
	if at := out.Origin(); at != 0 {
		return at
	}
	return h.Block
}

// FactPlace returns where a fact was read.
func FactPlace(places *value.Places, f rule.Fact) value.Place {
	if p, ok := f.(interface{ Place() value.Place }); ok {
		return p.Place()
	}
	return places.At(f.Origin())
}
