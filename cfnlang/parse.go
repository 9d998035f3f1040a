package cfnlang

import (
	"bytes"
	"fmt"
	"iter"
	"path"
	"slices"
	"unicode/utf8"

	"bailiwick/value"
)

// Bounds of what is read. CloudFormation takes templates of at most 1 MB; what
// a generator writes for another tool may be larger.
const (
	MaxSize  = 64 << 20  // bytes of a template
	maxNodes = 4_000_000 // nodes and keys, with what aliases stand for
	maxDepth = 200       // lists and maps within each other
)

// Parse reads a template in YAML or JSON and enters the file in places, so that
// every node and key has its place in it: a node its own text, a key all of its
// member, up to the end of the value. Aliases and merge keys are what they stand for
// and have their place where that is written. Of keys written twice the last
// counts, as in CloudFormation.
//
// The node is nil if nothing could be read; the problems say why, and what else
// is not as it seems. Of several documents the first is returned.
func Parse(places *value.Places, name string, src []byte) (*Node, []value.Problem) {
	p := &parser{places: places, name: name, src: src}
	p.text = bytes.TrimPrefix(src, []byte("\xEF\xBB\xBF"))
	p.start = len(src) - len(p.text)
	root := p.read()
	p.enter()
	return root, p.problems
}

// A parser reads one file.
type parser struct {
	places *value.Places
	name   string
	src    []byte
	text   []byte // without a byte order mark
	start  int    // where it begins in src

	slab     []Node   // the rest of the last chunk of nodes
	chunks   [][]Node // all nodes
	spans    spans
	problems []value.Problem // with the number of a span as origin until the file is entered
	parts    int             // nodes and keys
	failed   bool
}

// read returns the root, nil if there is none.
func (p *parser) read() *Node {
	switch {
	case len(p.src) > MaxSize:
		p.fail(0, 0, fmt.Sprintf("the file has more than %d MB", MaxSize>>20), "split it into stacks")
	case bytes.HasPrefix(p.src, []byte("\xFF\xFE")) || bytes.HasPrefix(p.src, []byte("\xFE\xFF")):
		p.fail(0, 0, "the file is UTF-16 text", "save it as UTF-8")
	case !utf8.Valid(p.src):
		at := invalid(p.src)
		p.fail(at, at+1, "the file is no UTF-8 text", "save it as UTF-8")
	case isJSON(p.text):
		root, mistake := p.readJSON()
		if mistake == nil {
			return root
		}
		p.forget()
		if path.Ext(p.name) != ".json" { // a map of YAML in braces looks the same
			if root := p.readYAML(); root != nil {
				return root
			}
			p.forget()
		}
		p.fail(mistake.at, mistake.at, "the file is no JSON: "+mistake.what, "correct it: a JSON parser names the same place")
	default:
		return p.readYAML()
	}
	return nil
}

func isJSON(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("{"))
}

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

// forget drops what was read so far.
func (p *parser) forget() {
	p.slab, p.chunks, p.spans, p.problems, p.parts, p.failed = nil, nil, spans{}, nil, 0, false
}

// enter enters the file and gives nodes and problems their origins.
func (p *parser) enter() {
	if len(p.src) > MaxSize {
		p.src = nil
	}
	kept := p.spans // a copy: a pointer into the parser would hold its nodes as long as the places
	kept.src = p.src
	file := p.places.AddFile(p.name, p.src, &kept)
	if file == nil { // two billion parts: places cannot be told any more
		return
	}
	for _, chunk := range p.chunks {
		for i := range chunk {
			n := &chunk[i]
			n.At += file.Base
			for k := range n.Keys {
				n.Keys[k].At += file.Base
			}
		}
	}
	for i := range p.problems {
		p.problems[i].Origin += file.Base
	}
}

// node returns a new node for a range of the source.
func (p *parser) node(kind Kind, text string, start, end int) *Node {
	if len(p.slab) == 0 {
		p.slab = make([]Node, 64<<min(len(p.chunks), 6))
		p.chunks = append(p.chunks, p.slab)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Kind, n.Text, n.At = kind, text, p.span(start, end)
	p.count(start)
	return n
}

// count counts one node or key more.
func (p *parser) count(at int) {
	if p.parts++; p.parts > maxNodes && !p.failed {
		p.fail(at, at, "the file has more than four million parts, with what its aliases stand for", "split it into stacks")
	}
}

// span returns the number of a new span; it becomes an origin in enter.
func (p *parser) span(start, end int) value.Origin {
	p.spans.list = append(p.spans.list, [2]uint32{uint32(start), uint32(end)})
	return value.Origin(len(p.spans.list) - 1)
}

// ends says where a node or member ends that was begun.
func (p *parser) ends(at value.Origin, end int) {
	if s := &p.spans.list[at]; uint32(end) > s[1] {
		s[1] = uint32(end)
	}
}

// end returns where a part ends.
func (p *parser) end(at value.Origin) int { return int(p.spans.list[at][1]) }

// fail notes that the template cannot be read.
func (p *parser) fail(start, end int, summary, next string) {
	p.failed = true
	p.problem(start, end, summary, "what it declares is in no count", next)
}

func (p *parser) problem(start, end int, summary, effect, next string) {
	p.problems = append(p.problems, value.Problem{
		Origin: p.span(start, end), Summary: summary, Effect: effect, Next: next,
	})
}

// spans are the places of a file's nodes and keys.
type spans struct {
	list [][2]uint32
	src  []byte
	leaf []uint32 // of YAML: the spans of scalars, by where they begin
}

func (s *spans) Len() int { return len(s.list) }

func (s *spans) Span(i uint32) (start, end uint32) { return s.list[i][0], s.list[i][1] }

// sort sorts the scalars by where they begin, as Comments wants them.
func (s *spans) sort() {
	slices.SortFunc(s.leaf, func(a, b uint32) int { return int(s.list[a][0]) - int(s.list[b][0]) })
}

// Comments yields the ranges of the comments of a YAML file: from a # that
// begins a line or follows a blank, outside scalars, to the end of the line.
func (s *spans) Comments() iter.Seq2[uint32, uint32] {
	return func(yield func(start, end uint32) bool) {
		if s.leaf == nil {
			return
		}
		for at, next := 0, 0; at < len(s.src); {
			if next < len(s.leaf) {
				scalar := s.list[s.leaf[next]]
				if int(scalar[0]) <= at {
					at, next = max(at, int(scalar[1])), next+1
					continue
				}
			}
			if s.src[at] != '#' || at > 0 && !blank(s.src[at-1]) {
				at++
				continue
			}
			end := at + lineLength(s.src[at:])
			if !yield(uint32(at), uint32(end)) {
				return
			}
			at = end
		}
	}
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// lineLength returns how many bytes stand before the end of the line.
func lineLength(b []byte) int {
	n := bytes.IndexByte(b, '\n')
	if n < 0 {
		return len(b)
	}
	if n > 0 && b[n-1] == '\r' {
		n--
	}
	return n
}
