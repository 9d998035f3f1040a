package cfnlang

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

// maxMarks bounds what could begin a node in YAML. It is looked at before
// anything is parsed, since a parsed node takes 300 bytes of memory.
const maxMarks = 2 * maxNodes

// readYAML reads a template in YAML.
func (p *parser) readYAML() *Node {
	if marks(p.text) > maxMarks {
		p.fail(0, 0, "the file has more than four million parts", "split it into stacks")
		return nil
	}
	if len(p.text) > wholeSize {
		if root := p.readPieces(pieceSize); root != nil {
			return root
		}
		p.forget()
	}
	return p.readWhole()
}

// readWhole reads the text at once.
func (p *parser) readWhole() *Node {
	r := newYAMLReader(p)
	r.lines = newLineTable(p.text)
	l, err := yaml.NewLoader(bytes.NewReader(p.text), yaml.WithUniqueKeys(false))
	var doc yaml.Node
	if err == nil {
		err = load(l, &doc)
	}
	switch {
	case errors.Is(err, io.EOF):
		p.fail(0, 0, "the file is empty", "leave it out with exclude in bailiwick.yaml")
		return nil
	case err != nil:
		r.refuse(err)
		return nil
	}
	root := r.document(&doc)
	for root != nil {
		next := yaml.Node{}
		if err = load(l, &next); err != nil {
			break
		}
		at := r.offset(next.Line, next.Column)
		which := "only the first one is read"
		if root.Get("Resources") == nil && hasKey(&next, "Resources") {
			root, which = r.document(&next), "only this one, which has Resources, is read"
		}
		if root != nil {
			p.problem(at, at, "another YAML document begins here", which+"; CloudFormation refuses the file", "give it a file of its own")
		}
	}
	if root != nil && !errors.Is(err, io.EOF) {
		at, what := r.cause(err)
		p.problem(at, at, "behind its first document the file is no YAML: "+what, "only the first document of the file is read", "give it a file of its own")
	}
	p.spans.sort()
	return root
}

// document reads one document, nil if it fails.
func (r *yamlReader) document(doc *yaml.Node) *Node {
	if len(doc.Content) != 1 {
		return nil
	}
	if root := r.value(doc.Content[0], 0, 0); !r.failed {
		return root
	}
	return nil
}

func hasKey(doc *yaml.Node, name string) bool {
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return false
	}
	for i, k := range doc.Content[0].Content {
		if i%2 == 0 && k.Value == name {
			return true
		}
	}
	return false
}

// load reads one document. The parser of YAML says by a panic what it takes
// for impossible; that it meets one is a fault of the text all the same.
func load(l *yaml.Loader, into *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the YAML cannot be parsed: %v", r)
		}
	}()
	return l.Load(into)
}

// marks counts what could begin a node.
func marks(text []byte) int {
	n := 0
	for i, c := range text {
		switch c {
		case '\n', '[', '{', ',':
			n++
		case ':', '-', '?':
			if i+1 < len(text) && blank(text[i+1]) {
				n++
			}
		}
	}
	return n
}

type yamlReader struct {
	*parser
	lines  lineTable
	base   int                 // where the text begins that the lines are of
	active map[*yaml.Node]bool // the anchors that are being read
	again  int                 // bytes that were read in anchors, as often as they are named
}

func newYAMLReader(p *parser) *yamlReader {
	return &yamlReader{parser: p, base: p.start, active: map[*yaml.Node]bool{}}
}

// cause says where and why a text is no YAML.
func (r *yamlReader) cause(err error) (at int, what string) {
	e := (*yaml.LoadError)(nil)
	if !errors.As(err, &e) {
		return 0, strings.TrimPrefix(err.Error(), "yaml: ")
	}
	if e.Mark.Line == 0 {
		return r.offset(e.ContextMark.Line, e.ContextMark.Column), e.Message
	}
	return r.offset(e.Mark.Line, e.Mark.Column), e.Message
}

// refuse tells why the text is no YAML.
func (r *yamlReader) refuse(err error) {
	at, what := r.cause(err)
	next := "correct it: a YAML parser names the same place"
	if strings.Contains(what, "cannot start any token") && bytes.HasPrefix(r.src[min(at, len(r.src)):], []byte("\t")) {
		what, next = "a tab stands where YAML wants blanks", "indent with blanks"
	}
	r.forget()
	r.fail(at, at, "the file is no YAML: "+what, next)
}

// value reads a node that stands in a list or map of the given column.
func (r *yamlReader) value(y *yaml.Node, column, depth int) *Node {
	start := r.offset(y.Line, y.Column)
	if depth > maxDepth && !r.failed {
		r.fail(start, start, errDeep.Error(), "split the template into stacks")
	}
	if r.failed {
		return r.node(Null, "", start, start)
	}
	if y.Kind == yaml.AliasNode {
		if r.active[y.Alias] {
			r.fail(start, start, "the alias *"+shortened(y.Value)+" stands inside what it is an alias of", "write out what is meant")
			return r.node(Null, "", start, start)
		}
		r.active[y.Alias] = true
		n := r.value(y.Alias, column, depth+1)
		delete(r.active, y.Alias)
		return n
	}
	if y.Anchor != "" && !r.active[y] {
		r.active[y] = true
		defer delete(r.active, y)
	}
	if function, ok := longForm(y.Tag); ok {
		return r.call(function, y, start, column, depth)
	}
	return r.plain(y, start, column, depth)
}

// call returns the call that a node with a tag is the short form of.
func (r *yamlReader) call(function string, y *yaml.Node, start, column, depth int) *Node {
	n := r.node(Map, "", start, start)
	arg := r.plain(y, start, column, depth+1)
	if function == "Fn::GetAtt" {
		arg = r.splitGetAtt(arg)
	}
	r.ends(n.At, r.end(arg.At))
	n.Keys, n.List = []Key{{Name: function, At: r.span(start, r.end(arg.At))}}, []*Node{arg}
	return n
}

// plain reads a node whatever its tag.
func (r *yamlReader) plain(y *yaml.Node, start, column, depth int) *Node {
	switch y.Kind {
	case yaml.SequenceNode:
		n := r.node(List, "", start, start)
		n.List = make([]*Node, 0, len(y.Content))
		end := start
		if y.Anchor == "" && y.Style&yaml.TaggedStyle == 0 {
			column = y.Column
		}
		for _, e := range y.Content {
			v := r.value(e, column, depth+1)
			n.List = append(n.List, v)
			if e.Kind != yaml.AliasNode {
				end = max(end, r.end(v.At))
			}
		}
		r.close(n, y, end)
		return n
	case yaml.MappingNode:
		return r.mapping(y, start, depth)
	}
	end := r.scalarEnd(y, r.pastTag(y, start), column)
	if len(r.active) > 0 {
		if r.again += end - start; r.again > 2*MaxSize && !r.failed {
			r.fail(start, start, "the aliases of the template stand for more than 64 MB", "write less by aliases")
		}
	}
	n := r.node(scalarKind(y), y.Value, start, end)
	r.spans.leaf = append(r.spans.leaf, uint32(n.At))
	return n
}

func (r *yamlReader) mapping(y *yaml.Node, start, depth int) *Node {
	m := r.begin(start, len(y.Content)/2)
	m.read(y, depth)
	r.close(m.finish(), y, m.end)
	return m.into
}

// A yamlMap is a map that is being read.
type yamlMap struct {
	members
	r      *yamlReader
	merged []*Node // what << names
	end    int     // of the last part
}

func (r *yamlReader) begin(start, size int) *yamlMap {
	n := r.node(Map, "", start, start)
	n.Keys, n.List = make([]Key, 0, size), make([]*Node, 0, size)
	return &yamlMap{members: members{parser: r.parser, into: n}, r: r, end: start}
}

// read reads the members that y has.
func (m *yamlMap) read(y *yaml.Node, depth int) {
	for i := 0; i+1 < len(y.Content) && !m.failed; i += 2 {
		v := y.Content[i+1]
		m.member(y.Content[i], func(column int) (*Node, bool) {
			return m.r.value(v, column, depth+1), v.Kind != yaml.AliasNode
		})
	}
}

// member reads one member. The value is asked for with the column of its map, and
// says whether it stands there.
func (m *yamlMap) member(key *yaml.Node, value func(column int) (n *Node, here bool)) {
	r := m.r
	column := key.Column
	at := r.offset(key.Line, key.Column)
	keyEnd := at + 1 + len(key.Value)
	if key.Kind == yaml.AliasNode {
		key = key.Alias
	} else if key.Kind == yaml.ScalarNode {
		keyEnd = r.scalarEnd(key, r.pastTag(key, at), column)
	}
	if key.Kind != yaml.ScalarNode {
		r.problem(at, at, "a key of a map is no text", "this member is not read", "write a name")
		return
	}
	r.spans.leaf = append(r.spans.leaf, uint32(r.span(at, keyEnd)))
	v, here := value(column)
	if here {
		m.end = max(m.end, r.end(v.At))
	}
	if key.Value == "<<" && key.Style == 0 {
		if v.Kind == List {
			m.merged = append(m.merged, v.List...)
		} else {
			m.merged = append(m.merged, v)
		}
		return
	}
	m.add(key.Value, at, keyEnd, v)
	m.end = max(m.end, keyEnd)
}

// finish adds what is merged: the first one wins, and what is written here wins
// over all.
func (m *yamlMap) finish() *Node {
	for _, from := range m.merged {
		for i, k := range from.Keys {
			if m.find(k.Name) < 0 {
				m.put(k, from.List[i])
			}
		}
	}
	return m.into
}

// close says where a list or map ends whose last part ends before end.
func (r *yamlReader) close(n *Node, y *yaml.Node, end int) {
	if y.Style&yaml.FlowStyle != 0 {
		end = r.bracket(end)
	}
	r.ends(n.At, end)
}

const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

var yamlNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?|[0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?|[1-9][0-9_]*(\.[0-9_]*)?[eE][-+]?[0-9]+|\.[0-9_]+)$`)
})

// scalarKind gives a scalar the type that YAML 1.1 gives it, which
// CloudFormation reads: yes and on are true, 030 is a number. Dates stay
// strings: it supports no timestamps (AWS CloudFormation User Guide, Template
// format).
func scalarKind(y *yaml.Node) Kind {
	if y.Style&quoted != 0 || y.Style&yaml.TaggedStyle != 0 {
		return taggedKind(y)
	}
	switch y.Value {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON",
		"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF":
		return Bool
	}
	if c := y.Value[0]; c == '+' || c == '-' || c == '.' || '0' <= c && c <= '9' {
		if yamlNumber().MatchString(y.Value) {
			return Number
		}
	}
	return String
}

// taggedKind is scalarKind for a scalar that says its type or stands in quotes.
func taggedKind(y *yaml.Node) Kind {
	switch y.Tag {
	case "!!int", "!!float":
		return Number
	case "!!bool":
		return Bool
	case "!!null":
		return Null
	}
	return String
}
