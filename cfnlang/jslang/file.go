package jslang

import (
	"fmt"
	"iter"
	"path"
	"unicode/utf8"

	"bailiwick/value"
)

// A file is one that was read: its ranges that have a place.
type file struct {
	base     value.Origin
	nowhere  bool // there are two billion parts: places cannot be told any more
	ranges   [][2]uint32
	comments [][2]uint32
}

func (f *file) span(start, end int) span {
	f.ranges = append(f.ranges, [2]uint32{uint32(start), uint32(max(start, end))})
	return span{f, uint32(len(f.ranges) - 1)}
}

// Len returns how many ranges have a place.
func (f *file) Len() int { return len(f.ranges) }

// Span returns a range.
func (f *file) Span(i uint32) (start, end uint32) { return f.ranges[i][0], f.ranges[i][1] }

// Comments yields the ranges of the comments.
func (f *file) Comments() iter.Seq2[uint32, uint32] {
	return func(yield func(start, end uint32) bool) {
		for _, c := range f.comments {
			if !yield(c[0], c[1]) {
				return
			}
		}
	}
}

// parsed reads the statements of a file and enters it in places.
func (m *module) parsed(e *evaluator, src []byte) (body []stmt) {
	m.file = &file{}
	m.span(0, 0)
	e.total += len(src)
	switch {
	case len(src) > maxSize:
		m.mistake = &mistake{0, 0, fmt.Sprintf("it has more than %d MB", maxSize>>20)}
		src = nil
	case e.total > maxTotal:
		m.mistake = &mistake{0, 0, fmt.Sprintf("the files of the service have more than %d MB", maxTotal>>20)}
		src = nil
	case !utf8.Valid(src):
		at := invalid(src)
		m.mistake = &mistake{at, at + 1, "it is no UTF-8 text"}
	default:
		body = m.statements(string(src))
	}
	if m.mistake != nil {
		m.span(m.mistake.start, m.mistake.end)
		body = nil
	}
	if f := e.Places.AddFile(e.shown(m.name), src, m.file); f != nil {
		m.base = f.Base
	} else {
		m.nowhere = true
	}
	return body
}

// invalid returns where a text is no UTF-8.
func invalid(src []byte) int {
	at := 0
	for at < len(src) {
		r, n := utf8.DecodeRune(src[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at
}

func (m *module) statements(src string) []stmt {
	l := scan(src)
	m.comments = l.comments
	if l.mistake != nil {
		m.mistake = l.mistake
		return nil
	}
	extension := path.Ext(m.name)
	m.typed = extension == ".ts" || extension == ".mts" || extension == ".cts" || extension == ".tsx"
	p := &parser{file: m.file, tokens: l.tokens, typed: m.typed, used: make(map[string]bool)}
	body := p.program()
	m.used = p.used
	m.mistake = p.mistake
	return body
}

// problem says why the file cannot be read.
func (m *module) problem(e *evaluator) value.Problem {
	p := value.Problem{
		Origin: m.base, Summary: "the configuration cannot be read: " + m.mistake.what,
		Effect: "what it declares is in no count", Next: "correct it, or check the template that `serverless package` makes",
	}
	switch {
	case m.base == 0:
		p.File = e.shown(m.name)
	case m.line > 0 && !m.isJSON:
		p.Origin += value.Origin(m.Len() - 1)
	}
	return p
}
