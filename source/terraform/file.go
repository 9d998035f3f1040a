package terraform

import (
	"bytes"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"

	"bailiwick/internal/hcl"
	"bailiwick/source"
	"bailiwick/value"
)

// A file is a parsed file with the origin of its first node.
type file struct {
	*hcl.File
	name string // within the project
	base value.Origin
	call value.Origin // of a stand-in: the module call, where all of it is said to stand

	spans *spans // among the places; nil where another reading has put them there
}

// at returns the origin of a node.
func (f *file) at(n hcl.Node) value.Origin {
	if f.call != 0 {
		return f.call
	}
	return f.base + value.Origin(n)
}

// A body holds the attributes and blocks of a block. It has several parts
// where override files add to it; a later part goes before an earlier one.
type body []part

// A part is one stretch of a body: a Body in native syntax, an Object in JSON.
type part struct {
	*file
	node hcl.Node
}

// An expr is an expression with the attribute that it belongs to.
type expr struct {
	*file
	node hcl.Node // the expression
	attr hcl.Node // the Attribute, or the key of a JSON object
}

func (e expr) ok() bool { return e.file != nil }

// A block is a declaration: its type and labels, and its body.
type block struct {
	kind   string // resource, data, module …
	labels []string
	file   *file
	node   hcl.Node // the Block, or the value in JSON
	body   body
}

// at returns the origin of the block.
func (b *block) at() value.Origin { return b.file.at(b.node) }

// attr returns the expression of the attribute.
func (b body) attr(name string) expr {
	for i := len(b) - 1; i >= 0; i-- {
		p := b[i]
		if p.JSON && p.Kind(p.node) == hcl.Object {
			kids := p.Kids(p.node)
			for k := 0; k+1 < len(kids); k += 2 {
				if p.key(kids[k]) == name {
					return expr{p.file, kids[k+1], kids[k]}
				}
			}
			continue
		}
		for _, n := range p.Kids(p.node) {
			if p.Kind(n) == hcl.Attribute && p.Name(n) == name {
				return expr{p.file, p.Kid(n, 0), n}
			}
		}
	}
	return expr{}
}

// find returns the expression of the attribute, and whether there are blocks
// of the name instead, written out or dynamic.
func (b body) find(name string) (e expr, blocks bool) {
	for _, p := range b {
		if p.JSON {
			if e := b.attr(name); e.ok() {
				return e, false
			}
			return expr{}, b.attr("dynamic").ok()
		}
		for _, n := range p.Kids(p.node) {
			switch p.Kind(n) {
			case hcl.Attribute:
				if p.Name(n) == name {
					e = expr{p.file, p.Kid(n, 0), n}
				}
			case hcl.Block:
				blocks = blocks || p.Name(n) == name || p.Name(n) == "dynamic" && p.Text(p.Kid(n, 0)) == name
			}
		}
	}
	return e, blocks
}

// key returns the literal text of an object's key.
func (f *file) key(n hcl.Node) string {
	switch f.Kind(n) {
	case hcl.Literal:
		return f.Text(n)
	case hcl.Template:
		if kids := f.Kids(n); len(kids) == 1 && f.Kind(kids[0]) == hcl.Literal {
			return f.Text(kids[0])
		}
	}
	return ""
}

// blocks returns the nested blocks of the type, or of every type for "". If an
// override file has any of a type, only those of the last such file count.
func (b body) blocks(kind string) []*block {
	var out []*block
	for i, p := range b {
		var here []*block
		if p.JSON {
			out = append(out, p.generated(kind)...)
			continue
		}
		for _, n := range p.Kids(p.node) {
			if p.Kind(n) != hcl.Block || kind != "" && p.Name(n) != kind {
				continue
			}
			here = append(here, p.block(n))
		}
		if i > 0 && len(here) > 0 {
			out = slices.DeleteFunc(out, func(o *block) bool {
				return slices.ContainsFunc(here, func(h *block) bool { return h.kind == o.kind })
			})
		}
		out = append(out, here...)
	}
	return out
}

// generated returns the dynamic blocks of a JSON object, or their content: all
// other blocks are told apart from attributes by nobody, and are read as
// values.
func (p part) generated(kind string) []*block {
	labels := 1
	switch kind {
	case "":
		kind = "dynamic"
	case "content":
		labels = 0
	case "dynamic":
	default:
		return nil
	}
	if e := (body{p}).attr(kind); e.ok() {
		return p.unfold(nil, kind, nil, labels, e.node)
	}
	return nil
}

// block returns the native block at n.
func (f *file) block(n hcl.Node) *block {
	b := &block{kind: f.Name(n), file: f, node: n}
	if labels := len(f.Kids(n)) - 1; labels > 0 {
		b.labels = make([]string, 0, labels)
	}
	for _, k := range f.Kids(n) {
		if f.Kind(k) == hcl.Label {
			b.labels = append(b.labels, f.Text(k))
			continue
		}
		b.body = body{{f, k}}
	}
	return b
}

// labelled says how many labels the top-level blocks have, which JSON syntax
// writes as nested objects.
var labelled = map[string]int{
	"resource": 2, "data": 2, "ephemeral": 2, "module": 1, "variable": 1, "output": 1, "provider": 1,
	"locals": 0, "terraform": 0, "moved": 0, "removed": 0, "import": 0, "check": 1,
}

// top returns the top-level blocks of the file in order.
func (f *file) top() []*block {
	root := f.Root()
	if !f.JSON {
		return body{{f, root}}.blocks("")
	}
	var out []*block
	for _, n := range f.Kids(root) {
		if f.Kind(n) != hcl.Attribute {
			continue
		}
		kind := f.Name(n)
		if labels, ok := labelled[kind]; ok {
			out = f.unfold(out, kind, nil, labels, f.Kid(n, 0))
		}
	}
	return out
}

// unfold turns nested JSON objects into blocks: an object for each label, then
// the body, with a list of either wherever several stand.
func (f *file) unfold(out []*block, kind string, labels []string, missing int, n hcl.Node) []*block {
	switch f.Kind(n) {
	case hcl.Tuple:
		for _, k := range f.Kids(n) {
			out = f.unfold(out, kind, labels, missing, k)
		}
	case hcl.Object:
		if missing == 0 {
			return append(out, &block{kind: kind, labels: slices.Clone(labels), file: f, node: n, body: body{{f, n}}})
		}
		kids := f.Kids(n)
		for k := 0; k+1 < len(kids); k += 2 {
			if name := f.key(kids[k]); name != "" && name != "//" {
				out = f.unfold(out, kind, append(labels, name), missing-1, kids[k+1])
			}
		}
	}
	return out
}

// load reads and parses the files of a folder, or one file, in the order of
// their names with override files last.
func (r *reader) load(dir string, only string) ([]*file, error) {
	names := []string{only}
	if only == "" {
		entries, err := fs.ReadDir(r.fsys, dir)
		if err != nil {
			return nil, err
		}
		names = names[:0]
		for _, e := range entries {
			if source.IsTerraform(e.Name()) && !strings.HasPrefix(e.Name(), ".") && !strings.HasSuffix(e.Name(), "~") {
				names = append(names, path.Join(dir, e.Name()))
			}
		}
		slices.SortFunc(names, func(a, b string) int {
			if x, y := isOverride(a), isOverride(b); x != y {
				if x {
					return 1
				}
				return -1
			}
			return strings.Compare(a, b)
		})
		names = withoutShadowed(names)
	}
	var out []*file
	for _, name := range names {
		if f := r.parse(name); f != nil {
			out = append(out, f)
		}
	}
	return out, nil
}

// withoutShadowed drops a.tf where a.tofu stands beside it, as OpenTofu does.
func withoutShadowed(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		for _, ext := range []string{"", ".json"} {
			if stem, ok := strings.CutSuffix(name, ".tf"+ext); ok && slices.Contains(names, stem+".tofu"+ext) {
				return true
			}
		}
		return false
	})
}

func isOverride(name string) bool {
	stem := path.Base(name)
	for _, ext := range []string{".json", ".tf", ".tofu"} {
		stem = strings.TrimSuffix(stem, ext)
	}
	return stem == "override" || strings.HasSuffix(stem, "_override")
}

// parse reads one file once. What cannot be read or parsed becomes problems.
func (r *reader) parse(name string) *file {
	if f, ok := r.files[name]; ok {
		return f
	}
	r.files[name] = nil
	src, err := source.Read(r.fsys, name)
	if err != nil {
		r.problem(value.Problem{
			File: r.shown(name), Summary: "cannot be read: " + source.Cause(err),
			Effect: "what it declares is in no count", Next: "make it readable, or leave it out with exclude in bailiwick.yaml",
		})
		r.torn[path.Dir(name)] = name
		return nil
	}
	if i := bytes.IndexByte(src, 0); i >= 0 && i < 8000 {
		r.problem(value.Problem{
			File: r.shown(name), Line: 1 + bytes.Count(src[:i], []byte{'\n'}), Summary: "is a binary file, not text",
			Effect: "what it declares is in no count", Next: "remove it, or leave it out with exclude in bailiwick.yaml",
		})
		r.torn[path.Dir(name)] = name
		return nil
	}
	var parsed *hcl.File
	if strings.HasSuffix(name, ".json") {
		parsed = hcl.ParseJSON(src)
	} else {
		parsed = hcl.Parse(src)
	}
	return r.enter(name, src, parsed)
}

// enter puts a parsed file among the places and reports its errors.
func (r *reader) enter(name string, src []byte, parsed *hcl.File) *file {
	place := r.entered[r.shown(name)]
	var kept *spans
	if place == nil || !source.IsTerraform(name) || !bytes.Equal(place.Source, src) {
		kept = &spans{parsed}
		place = r.places.AddFile(r.shown(name), src, kept)
	}
	if place == nil {
		r.problem(value.Problem{
			File: r.shown(name), Summary: "the estate has more than two billion parts",
			Effect: "what this file declares is in no count", Next: "check its folders one by one",
		})
		return nil
	}
	f := &file{File: parsed, name: name, base: place.Base, spans: kept}
	r.files[name] = f
	for i, e := range parsed.Errors {
		if i == maxErrors {
			r.problem(value.Problem{
				File: place.Name, Summary: fmt.Sprintf("%d more errors of syntax", len(parsed.Errors)-i),
				Effect: "what is written there is in no count", Next: "mend the first ones",
			})
			break
		}
		at := place.Range(int(e.Start), int(e.End))
		p := value.Problem{
			File: place.Name, Line: at.Line, Column: at.Column, Summary: e.Message,
			Effect: "what stands there was not read; the rest of the file was",
			Next:   "mend the syntax: terraform validate",
		}
		if e.Open != 0 {
			open := place.Range(int(e.Open), int(e.Open))
			p.Effect = fmt.Sprintf("what stands before line %d was read, and what begins there was not", open.Line)
			p.Next = fmt.Sprintf("close what opens at line %d", open.Line)
		}
		r.problem(p)
	}
	if len(parsed.Errors) > 0 {
		r.torn[path.Dir(name)] = name
	}
	return f
}

// maxErrors is how many errors of syntax are told of one file.
const maxErrors = 10

func (f *file) isAttribute(n hcl.Node) bool { return f.Kind(n) == hcl.Attribute }

// spans are the byte ranges of a parsed file's nodes: of its tree while it is
// read, and alone from then on.
type spans struct {
	nodes interface {
		Len() int
		Span(n hcl.Node) (start, end uint32)
		Comments() iter.Seq2[uint32, uint32]
	}
}

// Len returns the number of nodes.
func (s *spans) Len() int { return s.nodes.Len() }

// Span returns the range of the node with the number i.
func (s *spans) Span(i uint32) (start, end uint32) { return s.nodes.Span(hcl.Node(i)) }

// Comments yields the ranges of the file's comments.
func (s *spans) Comments() iter.Seq2[uint32, uint32] { return s.nodes.Comments() }

// letGo lets go of the files' trees.
func (r *reader) letGo() {
	for _, f := range r.files {
		if f != nil && f.spans != nil {
			f.spans.nodes = f.File.Ranges()
		}
	}
}
