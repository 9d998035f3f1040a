package assess

import (
	"bytes"
	"fmt"
	"strings"

	"bailiwick/internal/spelling"
	"bailiwick/rule"
	"bailiwick/value"
)

// Comments are the exceptions and the suppressions for other tools that stand
// in the comments of files.
type Comments struct {
	files []commented
}

// commented is a file with comments that speak of failures.
type commented struct {
	*value.File
	marks []mark
	alone map[int]int // the comments with nothing beside them: first line to last
	lines int
}

// A mark is a part of a comment that speaks of failures of rules.
type mark struct {
	Standing
	rules      []uint16 // sorted
	start      int      // of the comment, in bytes
	line, last int      // of the mark, and the comment's last
	alone      bool     // nothing stands beside the comment
	reach      reach
}

// maxMarks is how many exceptions and suppressions are taken from one file.
const maxMarks = 10_000

// ReadComments looks through the comments of the files for exceptions from the
// rules. Those that cannot be understood are problems. A file without any of
// the words is only searched for them.
func ReadComments(files []*value.File, rules []*rule.Rule) (*Comments, []value.Problem) {
	r := &commentReader{rules: rules}
	c := new(Comments)
	for _, f := range files {
		if !speaks(f.Source) {
			continue
		}
		if read := r.file(f); len(read.marks) > 0 {
			c.files = append(c.files, read)
		}
	}
	return c, r.problems
}

// speaks reports whether one of the words stands in the source, in a comment
// or not.
func speaks(source []byte) bool {
	for _, word := range [...]string{"bailiwick:", ":skip=", ":ignore:", "kics-scan "} {
		if bytes.Contains(source, []byte(word)) {
			return true
		}
	}
	return false
}

type commentReader struct {
	rules    []*rule.Rule
	ids      map[string]uint16 // rules by id, old ones too
	foreign  *equivalents
	problems []value.Problem
	into     commented
}

func (r *commentReader) file(f *value.File) commented {
	r.into = commented{File: f, alone: make(map[int]int), lines: bytes.Count(f.Source, []byte("\n")) + 1}
	for start, end := range f.Comments() {
		at := f.Range(int(start), int(end))
		if len(r.into.marks) > maxMarks {
			r.problem(at, "the file holds more than 10,000 exceptions in its comments", "leave out what is not needed")
			break
		}
		alone := bare(f.Source, int(start), int(end))
		if alone {
			r.into.alone[at.Line] = at.EndLine
		}
		offset, line := int(start), at.Line
		for text := range bytes.Lines(f.Source[start:end]) {
			r.line(string(text), mark{start: int(start), line: line, last: at.EndLine, alone: alone}, f.Range(offset, offset+len(text)))
			offset += len(text)
			line++
		}
	}
	return r.into
}

// bare reports whether nothing but blanks stands before and behind the range
// on its lines.
func bare(source []byte, start, end int) bool {
	before := source[bytes.LastIndexByte(source[:start], '\n')+1 : start]
	behind, _, _ := bytes.Cut(source[end:], []byte("\n"))
	return len(bytes.TrimSpace(before))+len(bytes.TrimSpace(behind)) == 0
}

// line reads one line of a comment.
func (r *commentReader) line(text string, m mark, at value.Place) {
	m.Place = fmt.Sprintf("%s:%d", at.File, at.Line)
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.TrimLeft(text, "#/* \t")), "*/"))
	if i := strings.Index(text, "bailiwick:"); i >= 0 {
		r.accept(text[i+len("bailiwick:"):], i == 0, m, at)
	}
	for _, s := range parseSuppressions(text) {
		r.suppress(s, m)
	}
}

// accept reads an exception. What is not understood is a problem where the
// comment begins with it; elsewhere it may be prose.
func (r *commentReader) accept(text string, first bool, m mark, at value.Place) {
	rest, ok := strings.CutPrefix(text, "accept ")
	if !ok {
		if first {
			word, _, _ := strings.Cut(text, " ")
			r.problem(at, "nothing is called `bailiwick:"+shortened(word)+"`", "write # "+acceptForm)
		}
		return
	}
	a, err := parseAccept(rest)
	if err != nil {
		if first {
			r.problem(at, "the exception cannot be read: "+err.Error(), "write # "+acceptForm)
		}
		return
	}
	if r.ids == nil {
		r.ids = rulesByID(r.rules)
	}
	for _, id := range a.rules {
		n, ok := r.ids[id]
		if !ok {
			r.problem(at, "there is no rule `"+shortened(id)+"`", r.near(id))
			continue
		}
		m.Source, m.Rule, m.rules = fromComment, id, []uint16{n}
		m.AskedBy, m.ApprovedBy, m.Until, m.Reason = a.asked, a.approved, a.until, a.why
		m.reach = onFirstLine
		r.into.marks = append(r.into.marks, m)
	}
}

func shortened(word string) string { return word[:min(len(word), 60)] }

// near says which rule may have been meant: one of that spelling, or one that
// is about the same as another tool's check of the id.
func (r *commentReader) near(id string) string {
	names := make([]string, 0, len(r.rules))
	for _, r := range r.rules {
		names = append(names, r.ID)
	}
	near := spelling.Near(id, names)
	if near == nil {
		for _, n := range r.equivalents().anyTool(id) {
			near = append(near, r.rules[n].ID)
		}
		near = near[:min(3, len(near))]
	}
	if near == nil {
		return "bailiwick rules lists them"
	}
	return "write " + strings.Join(near, " or ")
}

// suppress takes a suppression of checks that rules of ours are equivalent to.
// Of others nothing is to be told.
func (r *commentReader) suppress(s suppression, m mark) {
	m.Source, m.Reason, m.Until, m.reach, m.environment = s.tool, s.reason, s.until, s.reach, s.stage
	if s.all {
		m.Rule, m.rules = s.word, r.equivalents().all(s.tool)
		if m.Rule == "" {
			m.Rule = "*"
		}
		if len(m.rules) > 0 {
			r.into.marks = append(r.into.marks, m)
		}
		return
	}
	for _, id := range s.ids[:min(len(s.ids), maxAccepted)] {
		if m.rules = r.equivalents().of(s.tool, id); len(m.rules) > 0 {
			m.Rule = shortened(id)
			r.into.marks = append(r.into.marks, m)
		}
	}
}

func (r *commentReader) equivalents() *equivalents {
	if r.foreign == nil {
		r.foreign = newEquivalents(r.rules)
	}
	return r.foreign
}

func (r *commentReader) problem(at value.Place, summary, next string) {
	r.problems = append(r.problems, value.Problem{
		File: at.File, Line: at.Line, Column: at.Column, Summary: summary,
		Effect: "no exception holds by it: the failure counts", Next: next,
	})
}

// rulesByID returns the rules by their ids, those that they had before among
// them.
func rulesByID(rules []*rule.Rule) map[string]uint16 {
	out := make(map[string]uint16, len(rules))
	for i, r := range rules {
		for _, was := range r.Was {
			if _, ok := out[was]; !ok {
				out[was] = uint16(i)
			}
		}
	}
	for i, r := range rules {
		out[r.ID] = uint16(i)
	}
	return out
}
