package report

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"bailiwick/rule"
	"bailiwick/value"
)

// A hiddenSpan is a part of a file that is not quoted.
type hiddenSpan struct {
	start, end int
	instead    string
}

// hide notes the places of an outcome's facts that must not be shown, for
// whatever lines are quoted later.
func (s *shelf) hide(out rule.Outcome) {
	for _, f := range out.Facts {
		instead := ""
		if h, ok := rule.HiddenIn(f); ok {
			instead = h.String()
		} else if v, ok := f.(interface{ Sensitive() bool }); ok && v.Sensitive() {
			instead = "[hidden: sensitive]"
		}
		if p := s.a.Estate.Places.At(f.Origin()); instead != "" && p.File != "" {
			span := hiddenSpan{p.Start, p.End, instead}
			i := slices.IndexFunc(s.hidden[p.File], func(h hiddenSpan) bool { return h.start == span.start && h.end == span.end })
			if i < 0 {
				s.hidden[p.File] = append(s.hidden[p.File], span)
			} else {
				s.hidden[p.File][i] = span
			}
		}
	}
}

const (
	linesBefore = 2
	linesAfter  = 1
	tabWidth    = 4
)

// A codeLine is one line of an excerpt, ready to be printed.
type codeLine struct {
	number   int // 0 for none
	text     string
	from, to int // cells that are underlined; from == to for none
}

// excerpt returns the lines around a place, the place underlined whole; of a
// place that spans lines, its first line.
func (s *shelf) excerpt(at value.Origin) []codeLine {
	p := s.a.Estate.Places.At(at)
	f := s.a.Estate.Places.File(at)
	if f == nil || f.Source == nil || p.Line == 0 {
		return nil
	}
	first, last := p.Line, p.Line
	for first > 1 && p.Line-first < linesBefore && strings.TrimSpace(f.Line(first-1)) != "" {
		first--
	}
	for last-p.Line < linesAfter && strings.TrimSpace(f.Line(last+1)) != "" {
		last++
	}
	var out []codeLine
	for n := first; n <= last; n++ {
		raw := f.Line(n)
		begin := lineStart(f, p, n)
		from, to := -1, -1
		if n == p.Line {
			from, to = p.Start-begin, min(p.End-begin, len(raw))
			if p.EndLine > p.Line {
				to = len(strings.TrimRight(raw, " \t"))
			}
		}
		out = append(out, s.line(f, n, begin, raw, from, to))
	}
	return out
}

// lineStart returns the offset at which line n begins, reckoned from the
// place.
func lineStart(f *value.File, p value.Place, n int) int {
	at := p.Start - byteColumn(f.Line(p.Line), p.Column)
	for line := p.Line; line > n; line-- {
		at = 1 + bytes.LastIndexByte(f.Source[:at-1], '\n')
	}
	for line := p.Line; line < n; line++ {
		at += bytes.IndexByte(f.Source[at:], '\n') + 1
	}
	return at
}

// byteColumn returns the bytes before a column of UTF-16 units.
func byteColumn(line string, column int) int {
	units := 1
	for i, r := range line {
		if units >= column {
			return i
		}
		units += utf16.RuneLen(max(r, 0))
	}
	return len(line)
}

// line makes one line of code fit to be shown: secrets hidden, tabs widened,
// control characters escaped. from and to are bytes of raw, or negative.
func (s *shelf) line(f *value.File, number, begin int, raw string, from, to int) codeLine {
	c := codeLine{number: number, from: -1}
	var b strings.Builder
	used := 0
	add := func(text string) {
		text = Clean(text)
		b.WriteString(text)
		used += Cells(text)
	}
	mark := func(i int) {
		if i == from {
			c.from = used
		}
		if i == to && c.from >= 0 {
			c.to = used
		}
	}
	for i := 0; i < len(raw); {
		mark(i)
		if h, ok := s.hiddenAt(f.Name, begin+i); ok {
			end := min(h.end-begin, len(raw))
			text := h.instead
			if raw[i] == '"' {
				text = `"` + text + `"`
			}
			if begin+i == h.start || i == 0 {
				add(text)
			}
			for i++; i < end; i++ {
				mark(i)
			}
			i = end
			continue
		}
		if raw[i] == '\t' {
			add(strings.Repeat(" ", tabWidth-used%tabWidth))
			i++
			continue
		}
		_, n := utf8.DecodeRuneInString(raw[i:])
		add(raw[i : i+n])
		i += n
	}
	mark(len(raw))
	if c.from < 0 || c.to <= c.from {
		c.from, c.to = 0, 0
	}
	if from >= 0 && c.to == 0 { // an empty place: mark its first cell
		c.to = c.from + 1
	}
	c.text = b.String()
	return c
}

func (s *shelf) hiddenAt(file string, offset int) (hiddenSpan, bool) {
	for _, h := range s.hidden[file] {
		if h.start <= offset && offset < h.end {
			return h, true
		}
	}
	return hiddenSpan{}, false
}

// code prints an excerpt with the label beside or below the underlined part.
func (t *text) code(lines []codeLine, label string, tinted tint) {
	const gutter = 7
	room := t.width - gutter - 3
	for _, l := range lines {
		if t.width > 0 {
			l = l.within(room, t.marks.more)
		}
		number := ""
		if l.number > 0 {
			number = strconv.Itoa(l.number)
		}
		t.linef("%*s %s %s", gutter, number, t.marks.bar, l.text)
		if l.to <= l.from {
			continue
		}
		lead := fmt.Sprintf("%*s %s %s", gutter, "", t.marks.bar, strings.Repeat(" ", l.from))
		under := t.tinted(tinted, strings.Repeat("~", l.to-l.from))
		switch {
		case label == "":
			t.linef("%s%s", lead, under)
		case t.width == 0 || l.to+1+Cells(label) <= room:
			t.linef("%s%s %s", lead, under, label)
		default:
			t.linef("%s%s", lead, under)
			indent := l.from
			if l.from+Cells(label) > room {
				indent = max(0, min(l.from, room-40))
			}
			for _, part := range Wrap(label, room-indent) {
				t.linef("%*s %s %s%s", gutter, "", t.marks.bar, strings.Repeat(" ", indent), part)
			}
		}
	}
}

// within cuts the line to the width, so that the beginning of the underlined
// part is seen.
func (l codeLine) within(width int, more string) codeLine {
	if l.from+8 > width { // the place lies too far right: leave out what is before it
		drop := max(0, l.from-Cells(more)-width/4)
		at, n := 0, 0
		for i, r := range l.text {
			if n >= drop {
				break
			}
			n += cellsOf(r)
			at = i + utf8.RuneLen(r)
		}
		shift := n - Cells(more)
		l.text, l.from, l.to = more+l.text[at:], l.from-shift, l.to-shift
	}
	l.text = cut(l.text, width, more)
	l.to = min(l.to, width)
	return l
}
