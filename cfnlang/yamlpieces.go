package cfnlang

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v4"
)

// The parser of YAML makes a tree of a whole document, which takes eight times
// the memory of its text. A long text is therefore handed to it in pieces: runs of
// whole members of the map that a template is, and of the maps in that, such as
// Resources. A line that begins with a name in the column of such a map begins a
// member, whatever comes before it, unless a quote or a bracket is open; then the
// piece before it ends too early, which is an error. At any error, and wherever it
// is not plain what a line is, the text is read as a whole.

const (
	wholeSize = 1 << 20 // bytes of a text that is read as a whole
	pieceSize = 1 << 16 // bytes of a piece, unless one member has more
)

// readPieces reads a text in pieces of a size; nil if that cannot be done.
func (p *parser) readPieces(size int) *Node {
	starts := memberLines(p.text)
	if starts == nil {
		return nil
	}
	r := &pieceReader{yamlReader: newYAMLReader(p), size: size}
	root := r.block(starts, len(p.text), 0)
	if r.broken || r.failed {
		return nil
	}
	p.spans.sort()
	return root
}

type pieceReader struct {
	*yamlReader
	size   int
	broken bool // a piece cannot be read by itself
}

// block reads a map whose members begin at the starts; the last one ends at end.
func (r *pieceReader) block(starts []int, end, depth int) *Node {
	var m *yamlMap
	starts = append(starts, end)
	for i := 0; i+1 < len(starts); {
		from := starts[i]
		for i++; i+1 < len(starts) && starts[i+1]-from <= r.size; i++ {
		}
		to := starts[i]
		inner, head := r.inner(from, to, depth)
		y := r.piece(from, head)
		if y == nil || inner != nil && !open(y) {
			r.broken = true
			return r.node(Null, "", r.start+from, r.start+from)
		}
		if m == nil {
			m = r.begin(r.offset(y.Line, y.Column), len(starts))
		}
		if inner == nil {
			m.read(y, depth)
			continue
		}
		m.member(y.Content[0], func(int) (*Node, bool) { return r.block(inner, to, depth+1), true })
		if r.broken {
			break
		}
	}
	r.ends(m.finish().At, m.end)
	return m.into
}

// inner returns where the members of a long member begin, and where its own line
// ends; nil and its end if it is read at once.
func (r *pieceReader) inner(from, to, depth int) (starts []int, head int) {
	line := lineEnd(r.text, from)
	if depth > 0 || to-from <= r.size || !bytes.HasSuffix(bytes.TrimRight(r.text[from:line], "\r\n"), []byte(":")) {
		return nil, to
	}
	starts = memberLines(r.text[line:to])
	if starts == nil {
		return nil, to
	}
	for i := range starts {
		starts[i] += line
	}
	return starts, line
}

// piece parses a part of the text; nil if that is no map in lines.
func (r *pieceReader) piece(from, to int) *yaml.Node {
	text := r.text[from:to]
	r.base, r.lines = r.start+from, newLineTable(text)
	l, err := yaml.NewLoader(bytes.NewReader(text), yaml.WithUniqueKeys(false))
	var doc yaml.Node
	if err != nil || load(l, &doc) != nil || len(doc.Content) != 1 || !errors.Is(load(l, new(yaml.Node)), io.EOF) {
		return nil
	}
	y := doc.Content[0]
	if y.Kind != yaml.MappingNode || y.Anchor != "" || y.Style&(yaml.FlowStyle|yaml.TaggedStyle) != 0 || len(y.Content) == 0 {
		return nil
	}
	return y
}

// open reports whether a map is of one key whose value does not stand in its line.
func open(y *yaml.Node) bool {
	v := y.Content[len(y.Content)-1]
	return len(y.Content) == 2 && v.Kind == yaml.ScalarNode && v.Value == "" && v.Style == 0 && v.Anchor == ""
}

// memberLines returns where the members of a map begin that is written in lines,
// the first one with what stands before it; nil if a line stands in front of the
// others or begins with what is no plain name.
func memberLines(text []byte) []int {
	var starts []int
	indent := 0
	for at := 0; at < len(text); {
		line := text[at:lineEnd(text, at)]
		rest := bytes.TrimLeft(line, " ")
		blanks := len(line) - len(rest)
		switch first := first(rest); {
		case first == 0, starts != nil && blanks == indent && bytes.HasPrefix(rest, []byte("- ")): // a list may stand in the column of its key
		case starts == nil:
			if !plainName(first) {
				return nil
			}
			starts, indent = []int{0}, blanks
		case blanks < indent, blanks == indent && !plainName(first):
			return nil
		case blanks == indent:
			starts = append(starts, at)
		}
		at += len(line)
	}
	return starts
}

// first returns what a line begins with, 0 for one that is empty or a comment.
func first(line []byte) byte {
	if len(bytes.TrimSpace(line)) == 0 || line[0] == '#' {
		return 0
	}
	return line[0]
}

func plainName(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '"' || c == '\''
}

// lineEnd returns the end of the line that stands at the offset, with its break.
func lineEnd(text []byte, at int) int {
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(text)
}
