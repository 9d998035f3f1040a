package settings

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"
)

// Bounds of a settings file beside maxSize. Aliases are followed, so that what
// they repeat counts each time.
const (
	maxDepth = 32
	maxNodes = 100_000
)

// parseDocument reads the only document of a file. It returns nil for a file
// without one, and when it told a problem.
func (d *decoder) parseDocument() *yaml.Node {
	if len(d.text) > maxSize {
		d.tell(Problem{Place: d.at(1, 1), Summary: "a settings file may have at most 1 MiB", Next: "keep only settings in it"})
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(d.text))
	if err != nil {
		panic("internal error: " + err.Error())
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); err != nil {
		if !errors.Is(err, io.EOF) {
			d.syntax(err)
		}
		return nil
	}
	switch err := loader.Load(&second); {
	case err == nil:
		d.tell(Problem{
			Place:   d.at(second.Line, 1),
			Summary: "a second document begins here, and settings are one document",
			Next:    "write one file: remove the --- and what follows, or join the two",
		})
		return nil
	case !errors.Is(err, io.EOF):
		d.syntax(err)
		return nil
	}
	if len(doc.Content) == 0 {
		return nil
	}
	d.nodes = maxNodes
	if !d.plain(doc.Content[0], 0) {
		return nil
	}
	return doc.Content[0]
}

func (d *decoder) syntax(err error) {
	p := Problem{Place: d.at(1, 1), Summary: "this is not YAML: " + err.Error(), Next: "correct this line, or the one above it"}
	if load, ok := errors.AsType[*yaml.LoadError](err); ok {
		p.Summary = "this is not YAML: " + load.Message
		if load.Mark.Line > 0 {
			p.Place = d.at(load.Mark.Line, load.Mark.Column)
		}
	}
	d.tell(p)
}

// plain replaces aliases by what they stand for and refuses what has no
// meaning in settings. It reports whether n may be decoded.
func (d *decoder) plain(n *yaml.Node, depth int) bool {
	if d.nodes--; d.nodes < 0 || depth > maxDepth {
		d.problem(n, Problem{
			Summary: "this nests or repeats too deep for settings",
			Next:    "write the values out, without aliases",
		})
		return false
	}
	if n.Style&yaml.TaggedStyle != 0 || n.Tag == "!!merge" {
		d.problem(n, Problem{Summary: "tags and merge keys have no meaning in settings", Next: "write the value out"})
		return false
	}
	for i, c := range n.Content {
		if c.Kind == yaml.AliasNode {
			c = c.Alias
			n.Content[i] = c
		}
		if !d.plain(c, depth+1) {
			return false
		}
	}
	return true
}

// at returns the place of a line and a column, both from 1, with an empty
// range, at the end of the file for lines past it.
func (d *decoder) at(line, column int) Place {
	if d.lines == nil {
		d.lines, d.chars = lineStarts(d.text), charStarts(d.text)
	}
	p := Place{File: d.file, Line: max(line, 1), Column: max(column, 1), Start: len(d.text)}
	if p.Line <= len(d.lines) {
		p.Start = d.offset(d.lines[p.Line-1], p.Column-1, p.Line == 1)
	}
	p.End = p.Start
	return p
}

// offset returns the offset that lies n characters after start. A byte order
// mark is no character of its line.
func (d *decoder) offset(start, n int, first bool) int {
	if d.chars == nil {
		return min(start+n, len(d.text))
	}
	if first && bytes.HasPrefix(d.text, []byte("\ufeff")) {
		n++
	}
	i, _ := slices.BinarySearch(d.chars, start)
	if i+n >= len(d.chars) {
		return len(d.text)
	}
	return d.chars[i+n]
}

// place returns where n stands.
func (d *decoder) place(n *yaml.Node) Place {
	if n.Line == 0 {
		return Place{File: d.file}
	}
	p := d.at(n.Line, n.Column)
	p.End = d.end(n, p.Start)
	return p
}

// end finds where a node that begins at start ends. The parser does not tell,
// so quotes and brackets are looked for; a plain word is as long as its value.
func (d *decoder) end(n *yaml.Node, start int) int {
	rest := d.text[start:]
	switch {
	case n.Kind != yaml.ScalarNode:
		end := start
		if len(n.Content) > 0 {
			last := n.Content[len(n.Content)-1]
			// An alias stands for what lies before it, or for n itself.
			if at := d.at(last.Line, last.Column).Start; at > start {
				end = d.end(last, at)
			}
		}
		if n.Style&yaml.FlowStyle != 0 {
			if i := bytes.IndexAny(d.text[end:], "]}"); i >= 0 {
				end += i + 1
			}
		}
		return end
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return start + quoted(rest, '"', '\\')
	case n.Style&yaml.SingleQuotedStyle != 0:
		return start + quoted(rest, '\'', '\'')
	case bytes.HasPrefix(rest, []byte(n.Value)):
		return start + len(n.Value)
	}
	if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
		return start + i
	}
	return len(d.text)
}

// quoted returns the length of a quoted text at the beginning of s.
func quoted(s []byte, quote, escape byte) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == escape && i+1 < len(s) && (escape != quote || s[i+1] == quote):
			i++
		case s[i] == quote:
			return i + 1
		}
	}
	return len(s)
}

// lineStarts returns the offsets at which lines begin, by the line breaks that
// the YAML parser counts: LF, CR, CRLF, and the three of Unicode.
func lineStarts(text []byte) []int {
	starts := []int{0}
	for i := 0; i < len(text); {
		switch {
		case bytes.HasPrefix(text[i:], []byte("\r\n")):
			i += 2
		case text[i] == '\n' || text[i] == '\r':
			i++
		case bytes.HasPrefix(text[i:], []byte("\u0085")):
			i += len("\u0085")
		case bytes.HasPrefix(text[i:], []byte("\u2028")), bytes.HasPrefix(text[i:], []byte("\u2029")):
			i += len("\u2028")
		default:
			i++
			continue
		}
		starts = append(starts, i)
	}
	return starts
}

// charStarts returns the offsets at which characters begin, or nil when each is
// one byte.
func charStarts(text []byte) []int {
	if utf8.RuneCount(text) == len(text) {
		return nil
	}
	starts := make([]int, 0, len(text))
	for i := 0; i < len(text); {
		starts = append(starts, i)
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	return starts
}

// flow writes n on one line, as a fact shows it.
func flow(n *yaml.Node) string {
	var b strings.Builder
	writeFlow(&b, n)
	return b.String()
}

func writeFlow(b *strings.Builder, n *yaml.Node) {
	switch n.Kind {
	case yaml.SequenceNode:
		b.WriteByte('[')
		for i, c := range n.Content {
			if i > 0 {
				b.WriteString(", ")
			}
			writeFlow(b, c)
		}
		b.WriteByte(']')
	case yaml.MappingNode:
		b.WriteByte('{')
		for i, c := range n.Content {
			switch {
			case i%2 == 1:
				b.WriteString(": ")
			case i > 0:
				b.WriteString(", ")
			}
			writeFlow(b, c)
		}
		b.WriteByte('}')
	default:
		b.WriteString(n.Value)
	}
}
