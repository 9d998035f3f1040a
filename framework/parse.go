package framework

import (
	"strings"
	"unicode/utf8"

	"bailiwick/settings"
)

// Bounds of a file. The largest of ours has some 100 KiB and 144 requirements.
const (
	maxSize       = 1 << 20
	maxParagraphs = 5_000
	maxProblems   = 100
)

// A paragraph is the fields of one thing, in the order of the file.
type paragraph []field

// find returns the first field of the name, nil if there is none.
func (p paragraph) find(name string) *field {
	for i := range p {
		if p[i].name == name {
			return &p[i]
		}
	}
	return nil
}

// A field is a name and a value. Offsets are bytes of the file.
type field struct {
	name       string
	value      string // as it is written, the lines below among it
	line       int
	start, end int // of the name
	at         int // of the value
}

// A scanner parts a file into paragraphs and collects what does not hold in
// it.
type scanner struct {
	file     string
	text     string
	effect   string
	problems []settings.Problem
}

// scan returns the paragraphs of the file.
func (s *scanner) scan() []paragraph {
	if len(s.text) > maxSize {
		s.tell(1, 0, 0, "a file of frameworks may have at most 1 MiB", "part it into several files")
		return nil
	}
	if !utf8.ValidString(s.text) {
		s.tell(1, 0, 0, "the file is no text in UTF-8", "save it as UTF-8")
		return nil
	}
	out := make([]paragraph, 0, 1+strings.Count(s.text, "\n\n"))
	var open paragraph
	end := func() {
		if open != nil {
			out, open = append(out, open), nil
		}
	}
	line, at := 0, 0
	if strings.HasPrefix(s.text, "\ufeff") {
		at = len("\ufeff")
	}
	for at < len(s.text) {
		line++
		text, next := s.text[at:], len(s.text)
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			text, next = text[:i], at+i+1
		}
		text = strings.TrimSuffix(text, "\r")
		switch {
		case text == "" || strings.TrimSpace(text) == "":
			end()
		case text[0] == '#':
		case text[0] == ' ' || text[0] == '\t':
			if open == nil {
				s.tell(line, at, at+len(text), "this line goes on with a field, and none stands above it", "begin the line with a field, such as `reason: …`")
				break
			}
			f := &open[len(open)-1]
			f.value = s.text[f.at : at+len(text)]
		default:
			name, value, ok := strings.Cut(text, ":")
			if !ok {
				s.tell(line, at, at+len(text), "this is no field: a name, a colon and a value", "begin the line with two spaces, if it belongs to the field above")
				break
			}
			if open == nil && len(out) == maxParagraphs {
				s.tell(line, at, at+len(text), "a file has at most 5,000 paragraphs", "part it into several files")
				return out
			}
			if open == nil {
				open = make(paragraph, 0, 16)
			}
			open = append(open, field{name: name, value: value, line: line, start: at, end: at + len(name), at: at + len(name) + 1})
		}
		at = next
	}
	end()
	return out
}

// tell notes a problem about the bytes of a line.
func (s *scanner) tell(line, start, end int, summary, next string, near ...string) {
	if len(s.problems) == maxProblems {
		return
	}
	from := strings.LastIndexByte(s.text[:min(start, len(s.text))], '\n') + 1
	s.problems = append(s.problems, settings.Problem{
		Place: settings.Place{
			File: s.file, Line: line, Column: 1 + utf8.RuneCountInString(s.text[from:start]), Start: start, End: end,
		},
		Summary: summary, Effect: s.effect, Next: next, Near: near,
	})
}

// A word is an item of a list, and where it stands.
type word struct {
	text       string
	line       int
	start, end int
}

// text returns the value on one line, comments left out.
func (f field) text() string {
	if !strings.Contains(f.value, "\n") {
		return strings.TrimSpace(f.value)
	}
	var b strings.Builder
	b.Grow(len(f.value))
	first := true
	for text := range strings.SplitSeq(f.value, "\n") {
		comment := !first && text != "" && text[0] == '#'
		first = false
		if text = strings.TrimSpace(text); text == "" || comment {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
	return b.String()
}

// lines returns the lines of the value that hold something.
func (f field) lines() []word {
	out := make([]word, 0, 1+strings.Count(f.value, "\n"))
	line, at := f.line, f.at
	for text := range strings.SplitSeq(f.value, "\n") {
		trimmed := strings.TrimSpace(text)
		if trimmed != "" && (at == f.at || text[0] != '#') {
			start := at + strings.Index(text, trimmed)
			out = append(out, word{trimmed, line, start, start + len(trimmed)})
		}
		line++
		at += len(text) + 1
	}
	return out
}

// words returns what white space parts.
func (f field) words() []word {
	lines := f.lines()
	out := make([]word, 0, len(lines))
	for _, l := range lines {
		rest, at := l.text, l.start
		for rest != "" {
			i := strings.IndexAny(rest, " \t")
			if i < 0 {
				i = len(rest)
			}
			out = append(out, word{rest[:i], l.line, at, at + i})
			trimmed := strings.TrimLeft(rest[i:], " \t")
			at += len(rest) - len(trimmed)
			rest = trimmed
		}
	}
	return out
}
