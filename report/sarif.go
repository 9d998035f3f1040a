package report

import (
	"bufio"
	"encoding/hex"
	"io"
	"net/url"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
	"bailiwick/value"
)

// sarifID names our id of an observation among fingerprints.
const sarifID = "bailiwickObservation/v1"

// writeSARIF streams one run as SARIF 2.1.0 (OASIS, Static Analysis Results
// Interchange Format). It lists failures; those under an exception or in the
// baseline are suppressed. Of the views of one thing it lists the one that
// counts. No code is quoted: whoever shows a result has the file.
func writeSARIF(w io.Writer, a *assess.Assessment, o Options) error {
	s := &sarif{
		jsonWriter: jsonWriter{w: bufio.NewWriterSize(w, 64<<10), a: a},
		asker:      a.NewAsker(), artifacts: make(map[string]int), check: o.Command,
	}
	var files []*value.File
	for _, f := range a.Estate.Places.Files() {
		if _, have := s.artifacts[f.Name]; !have {
			s.artifacts[f.Name] = len(files)
			files = append(files, f)
		}
	}
	s.open('{')
	s.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
	s.text("version", "2.1.0")
	s.key("runs")
	s.open('[')
	s.open('{')
	s.driver()
	s.invocation()
	s.files(files)
	s.text("columnKind", "utf16CodeUnits")
	s.key("results")
	s.open('[')
	for ob := range o.rows(a, rule.FailVerdict) {
		if !ob.Covered {
			s.result(ob)
			s.flushSome()
		}
	}
	s.close(']')
	s.key("properties")
	s.open('{')
	s.summary()
	s.close('}')
	s.close('}')
	s.close(']')
	s.close('}')
	s.buf = append(s.buf, '\n')
	s.flush()
	if s.err == nil {
		s.err = s.w.Flush()
	}
	return s.err
}

// A sarif writes one document.
type sarif struct {
	jsonWriter
	asker     *assess.Asker
	artifacts map[string]int // by name: index of artifacts
	check     string         // how the check was called, "" if that is not known
}

// message adds a member that holds a message. What has the form of a link in a
// foreign text is none.
func (s *sarif) message(name, text string) {
	s.key(name)
	s.open('{')
	s.text("text", strings.ReplaceAll(text, "](", "] ("))
	s.close('}')
}

// files lists what was read. All results lie in these.
func (s *sarif) files(files []*value.File) {
	s.key("artifacts")
	s.open('[')
	for _, f := range files {
		sum := f.Sum()
		s.open('{')
		s.key("location")
		s.open('{')
		s.text("uri", fileURI(f.Name))
		s.close('}')
		s.key("hashes")
		s.open('{')
		s.text("sha-256", hex.EncodeToString(sum[:]))
		s.close('}')
		s.close('}')
		s.flushSome()
	}
	s.close(']')
}

// fileURI returns the name of a file as a URI: relative to the working folder
// as the name is, else absolute (RFC 8089).
func fileURI(name string) string {
	u := url.URL{Path: name}
	switch {
	case len(name) > 1 && name[1] == ':': // a drive of Windows
		u.Scheme, u.Path = "file", "/"+name
	case strings.HasPrefix(name, "/"):
		u.Scheme = "file"
	}
	return u.String()
}

// sarifLevel is how a severity is called in SARIF.
func sarifLevel(severity rule.Severity) string {
	switch severity {
	case rule.Critical, rule.High:
		return "error"
	case rule.Medium:
		return "warning"
	}
	return "note"
}

// sarifKind is how an outcome is called in SARIF. What is unknown is open, our
// own errors among it.
func sarifKind(v rule.Verdict) string {
	switch v {
	case rule.FailVerdict:
		return "fail"
	case rule.PassVerdict:
		return "pass"
	case rule.NotApplicableVerdict:
		return "notApplicable"
	}
	return "open"
}

func (s *sarif) result(ob assess.Observation) {
	var (
		h   = s.a.Estate.Resources()[ob.Resource].Head()
		out = s.asker.Outcome(ob)
		id  = s.a.ID(ob)
	)
	s.open('{')
	s.text("ruleId", s.a.Rules[ob.Rule].ID)
	s.number("ruleIndex", int(ob.Rule))
	s.text("kind", sarifKind(ob.Verdict))
	if ob.Verdict == rule.FailVerdict {
		s.text("level", sarifLevel(ob.Severity))
	} else {
		s.text("level", "none")
	}
	s.message("message", s.told(ob, out))
	s.key("locations")
	s.open('[')
	s.open('{')
	s.physical(s.a.Estate.Places.At(originOf(out, h)))
	s.key("logicalLocations")
	s.open('[')
	s.open('{')
	s.text("name", Clean(h.Name()))
	s.text("fullyQualifiedName", Clean(h.ID()))
	s.text("kind", "resource")
	s.close('}')
	if h.Made != "" {
		s.open('{')
		s.text("fullyQualifiedName", Clean(h.Made))
		s.text("kind", "type")
		s.close('}')
	}
	s.close(']')
	s.close('}')
	s.close(']')
	s.related(out)
	for _, name := range [...]string{"fingerprints", "partialFingerprints"} {
		s.key(name)
		s.open('{')
		s.text(sarifID, id)
		s.close('}')
	}
	s.suppressions(ob)
	s.key("properties")
	s.open('{')
	s.text("outcome", ob.Verdict.String())
	s.text("severity", ob.Severity.String())
	s.text("kind", string(h.Kind()))
	s.text("environment", Clean(h.Scope.Environment))
	s.text("when", Clean(h.When.String()))
	var facts []string
	for _, f := range out.Facts {
		facts = append(facts, Clean(factText(f)))
	}
	s.strings("facts", facts)
	if x, ok := s.a.ExceptionOf(ob); ok {
		s.key("exception")
		s.standing(x)
	}
	s.close('}')
	s.close('}')
}

// told is the message of a result: the sentence, and of a failure who could do
// what and what to do.
func (s *sarif) told(ob assess.Observation, out rule.Outcome) string {
	text := sentence(s.a, ob, out) + "."
	if ob.Verdict != rule.FailVerdict {
		return text
	}
	who, fix := whoAndFix(s.a, ob, out)
	if who != "" {
		text += "\nwho: " + who
	}
	if fix != "" {
		text += "\nfix: " + fix
	}
	return text
}

// physical adds the place, if it is in a file.
func (s *sarif) physical(p value.Place) {
	index, ok := s.artifacts[p.File]
	if p.File == "" {
		return
	}
	s.key("physicalLocation")
	s.open('{')
	s.key("artifactLocation")
	s.open('{')
	s.text("uri", fileURI(p.File))
	if ok {
		s.number("index", index)
	}
	s.close('}')
	if p.Line > 0 {
		s.key("region")
		s.open('{')
		s.number("startLine", p.Line)
		if p.Column > 0 {
			s.number("startColumn", p.Column)
		}
		if p.EndLine > 0 && p.EndColumn > 0 {
			s.number("endLine", p.EndLine)
			s.number("endColumn", p.EndColumn)
		}
		s.close('}')
	}
	s.close('}')
}

// related lists the facts that stand in files, where they stand.
func (s *sarif) related(out rule.Outcome) {
	n := 0
	for _, f := range out.Facts {
		p := FactPlace(s.a.Estate.Places, f)
		if p.File == "" {
			continue
		}
		if n++; n == 1 {
			s.key("relatedLocations")
			s.open('[')
		}
		s.open('{')
		s.number("id", n)
		s.physical(p)
		s.message("message", Clean(factText(f)))
		s.close('}')
	}
	if n > 0 {
		s.close(']')
	}
}

// suppressions says by which exception a failure does not count. Every result
// has the member, as SARIF asks where any has it.
func (s *sarif) suppressions(ob assess.Observation) {
	s.key("suppressions")
	s.open('[')
	if x, ok := s.a.StandingOf(ob); ok {
		s.open('{')
		kind := "external"
		if x.Source == "comment" || x.Foreign() {
			kind = "inSource"
		}
		s.text("kind", kind)
		s.text("status", "accepted")
		s.text("justification", acceptance(x))
		s.close('}')
	}
	s.close(']')
}
