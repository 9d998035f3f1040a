package cfnlang

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// The parser of YAML says where nodes begin. Where they end is found here,
// from what they hold.

// pastTag returns where a scalar begins behind its tag and anchor.
func (r *yamlReader) pastTag(y *yaml.Node, at int) int {
	if y.Anchor == "" && y.Style&yaml.TaggedStyle == 0 {
		return at
	}
	for at < len(r.src) && (r.src[at] == '!' || r.src[at] == '&') {
		for at < len(r.src) && !blank(r.src[at]) {
			at++
		}
		if y.Value == "" && y.Style&quoted == 0 {
			return at
		}
		at = r.pastBlanks(at)
	}
	return at
}

// pastBlanks returns the next byte that is neither blank nor of a comment.
func (r *yamlReader) pastBlanks(at int) int {
	for at < len(r.src) {
		switch {
		case blank(r.src[at]):
			at++
		case r.src[at] == '#' && at > 0 && blank(r.src[at-1]):
			at += lineLength(r.src[at:])
		default:
			return at
		}
	}
	return at
}

// scalarEnd returns where a scalar ends that begins at the offset, in a list
// or map that begins in the given column.
func (r *yamlReader) scalarEnd(y *yaml.Node, at, column int) int {
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		return r.quoteEnd(at, '"')
	case y.Style&yaml.SingleQuotedStyle != 0:
		return r.quoteEnd(at, '\'')
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if y.Value == "" {
			return at + lineLength(r.src[at:])
		}
		return r.blockEnd(at, column)
	}
	return r.plainEnd(y.Value, at)
}

func (r *yamlReader) quoteEnd(at int, quote byte) int {
	for at++; at < len(r.src); at++ {
		switch c := r.src[at]; {
		case c == '\\' && quote == '"':
			at++
		case c == quote && quote == '\'' && at+1 < len(r.src) && r.src[at+1] == quote:
			at++
		case c == quote:
			return at + 1
		}
	}
	return len(r.src)
}

// plainEnd finds the words of a scalar without quotes in the source, where
// there may be other blanks between them.
func (r *yamlReader) plainEnd(text string, at int) int {
	if bytes.HasPrefix(r.src[min(at, len(r.src)):], []byte(text)) {
		return at + len(text)
	}
	end := at
	for word := range strings.FieldsSeq(text) {
		at = r.pastWhite(at)
		if !bytes.HasPrefix(r.src[min(at, len(r.src)):], []byte(word)) {
			return end
		}
		at += len(word)
		end = at
	}
	return end
}

func (r *yamlReader) pastWhite(at int) int {
	for at < len(r.src) && blank(r.src[at]) {
		at++
	}
	return at
}

// blockEnd returns where a block scalar ends whose | or > stands at the
// offset: behind the last line that is indented as its first one, or as its
// header says.
func (r *yamlReader) blockEnd(at, column int) int {
	end := at + lineLength(r.src[at:])
	indent := 0
	for _, c := range r.src[at:end] {
		if '1' <= c && c <= '9' {
			indent = max(column-1, 0) + int(c-'0')
		} else if blank(c) {
			break
		}
	}
	for next := at; ; {
		n := bytes.IndexByte(r.src[next:], '\n')
		if n < 0 {
			return end
		}
		next += n + 1
		line := r.src[next : next+lineLength(r.src[next:])]
		text := bytes.TrimLeft(line, " ")
		switch blanks := len(line) - len(text); {
		case len(text) == 0:
			continue
		case indent == 0 && blanks < column:
			return end
		case indent == 0:
			indent = blanks
		case blanks < indent:
			return end
		}
		end = next + len(line)
	}
}

// bracket returns where a list or map in brackets ends whose last part ends
// before the offset.
func (r *yamlReader) bracket(at int) int {
	for at < len(r.src) {
		switch c := r.src[at]; {
		case c == ']' || c == '}':
			return at + 1
		case c == '#' && at > 0 && blank(r.src[at-1]):
			at += lineLength(r.src[at:])
		default:
			at++
		}
	}
	return at
}

// A lineTable finds the byte at a line and a column that counts characters,
// in a time that does not depend on how long lines are.
type lineTable struct {
	text  []byte
	lines []int   // where lines begin, as YAML counts them: in bytes if all is ASCII, else in characters
	marks []int32 // where every 64th character begins; nil if all is ASCII
}

const stride = 64

func newLineTable(text []byte) lineTable {
	t := lineTable{text: text, lines: []int{0}}
	ascii := true
	for i := 0; i < len(text) && ascii; i++ {
		ascii = text[i] < utf8.RuneSelf
	}
	chars := 0
	for i := 0; i < len(text); chars++ {
		if !ascii && chars%stride == 0 {
			t.marks = append(t.marks, int32(i))
		}
		c, n := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRune(text[i:])
		}
		switch i += n; {
		case c == '\n', c == '\r' && (i == len(text) || text[i] != '\n'), c == 0x85, c == 0x2028, c == 0x2029:
			t.lines = append(t.lines, chars+1)
		}
	}
	return t
}

// offset returns the byte; line and column count from 1.
func (t *lineTable) offset(line, column int) int {
	if line < 1 || line > len(t.lines) {
		return len(t.text)
	}
	char := t.lines[line-1] + max(column-1, 0)
	if t.marks == nil {
		return min(char, len(t.text))
	}
	if char/stride >= len(t.marks) {
		return len(t.text)
	}
	at := int(t.marks[char/stride])
	for range char % stride {
		_, n := utf8.DecodeRune(t.text[at:])
		at += n
	}
	return at
}

func (r *yamlReader) offset(line, column int) int { return r.base + r.lines.offset(line, column) }
