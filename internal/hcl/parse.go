package hcl

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"
)

const (
	// MaxSize is the number of bytes up to which a source is read; of a longer
	// one nothing is.
	MaxSize = 64 << 20
	// MaxDepth is how many levels deep blocks, expressions, templates and JSON
	// values may be nested, all together. Whoever walks the tree recursively
	// goes no deeper than 4*MaxDepth, also along chains like a.b.c or a+b+c.
	MaxDepth = 1000

	// A level of recursion adds at most three nodes on top of each other. What
	// may grow without recursion is limited by its height.
	maxChain  = MaxDepth - 8
	maxErrors = 1000
)

// Parse reads a file in native syntax. It never fails: what is wrong is in
// the File's Errors, what could be read in its tree. A part that could not be
// read inside an Attribute makes its expression Invalid.
func Parse(src []byte) *File {
	f := parse(src, func(p *parser) { p.root(math.MaxInt) })
	for _, e := range f.Errors { // the first is the outermost
		if e.Message == blockNotClosed {
			return parse(src, func(p *parser) { p.root(int(e.Open)) })
		}
	}
	return f
}

// ParseExpr reads a single expression in native syntax. Newlines have no
// meaning in it.
func ParseExpr(src []byte) *File {
	return parse(src, func(p *parser) {
		n := p.expression()
		if !p.bad && p.more() {
			p.failHere("an operator or the end is expected here, not %s")
		}
		p.f.root = p.orInvalid(n)
	})
}

// ParseTemplate reads a text with "${" and "%{" sequences and without
// backslash escapes, as in the files of Terraform's templatefile.
func ParseTemplate(src []byte) *File {
	return parse(src, func(p *parser) {
		p.f.root = p.orInvalid(p.bareTemplate())
	})
}

// ParseJSON reads a file in JSON syntax. Each property of the root is an
// Attribute; objects in it are Object, strings Template, also as keys, and a
// Number may have a minus. Equal names are kept. What stands before an error
// is kept, also inside of objects and tuples.
func ParseJSON(src []byte) *File {
	f := parse(src, func(p *parser) { p.jsonRoot() })
	f.JSON = true
	return f
}

func parse(src []byte, read func(*parser)) *File {
	f := &File{Src: src}
	p := &parser{f: f, src: src, stack: make([]Node, 0, 64)}
	if len(src) > MaxSize {
		f.nodes = make([]node, 1, 2)
		p.errorAt(0, 0, "the file is larger than 64 MiB and was not read")
		f.root = p.add(Body, 0, 0)
		return f
	}
	f.nodes = make([]node, 1, len(src)/10+8)
	f.kids = make([]Node, 0, len(src)/10+8)
	p.clean = utf8.Valid(src) && bytes.IndexByte(src, 0xF3) < 0 && bytes.IndexByte(src, 0xF4) < 0
	if bytes.HasPrefix(src, []byte("\xEF\xBB\xBF")) {
		p.pos = 3
	}
	read(p)
	slices.SortStableFunc(f.Errors, func(a, b Error) int { return int(a.Start) - int(b.Start) })
	return f
}

// A parser reads one source from left to right, without a list of tokens.
type parser struct {
	f       *File
	src     []byte
	pos     int
	newline bool // newlines end an expression
	bad     bool // the expression being read has a syntax error: everyone returns
	clean   bool // src is valid UTF-8 without private planes, nothing needs replacing
	lost    bool // brackets do not match up to the end of the file
	indent  int  // a block from here on also ends before a line that is indented no more than its first
	reread  int  // bytes that were read again after errors
	depth   int
	stack   []Node  // children of nodes that are not complete
	pieces  []piece // the same for templates

	// Set while the text of a JSON string with escapes is read: src is then a
	// piece of File.extra, and every position is the whole string's.
	unescaped      bool
	base, from, to uint32
}

// add makes a node with children.
func (p *parser) add(kind Kind, start, end int, kids ...Node) Node {
	f := p.f
	height := uint16(0)
	for _, k := range kids {
		height = max(height, f.nodes[k].height)
	}
	height++
	if height > maxChain && (kind == Binary || kind == GetAttr || kind == Index || kind == AttrSplat) {
		p.failTooDeep(start)
		return 0
	}
	from, to := uint32(start), uint32(end)
	if p.unescaped {
		from, to = p.from, p.to
	}
	n := Node(len(f.nodes))
	f.nodes = append(f.nodes, node{start: from, end: to, kids: uint32(len(f.kids)), n: uint32(len(kids)), kind: kind, height: height})
	f.kids = append(f.kids, kids...)
	return n
}

// fold makes a node whose children are those on the stack from mark on.
func (p *parser) fold(kind Kind, start, end, mark int) Node {
	n := p.add(kind, start, end, p.stack[mark:]...)
	p.stack = p.stack[:mark]
	return n
}

func (p *parser) push(n Node) { p.stack = append(p.stack, n) }

// named makes a node with children that has a name, at src[start:end].
func (p *parser) named(kind Kind, first, last, start, end int, kids ...Node) Node {
	n := p.add(kind, first, last, kids...)
	p.name(n, start, end)
	return n
}

func (p *parser) name(n Node, start, end int) {
	if n == 0 {
		return
	}
	d := &p.f.nodes[n]
	d.name, d.stop = uint32(start), uint32(end)
	if p.unescaped {
		d.name += p.base
		d.stop += p.base
		d.more |= resolved
	}
}

// end returns where n ends.
func (p *parser) end(n Node) int { return int(p.f.nodes[n].end) }

// withKey hides the name of a for's key behind the children of n.
func (p *parser) withKey(n, key Node) {
	if key != 0 && n != 0 {
		p.f.kids = append(p.f.kids, key)
		p.f.nodes[n].more |= keyed
	}
}

// orInvalid returns n or, if a syntax error happened, a node for all of src.
func (p *parser) orInvalid(n Node) Node {
	if !p.bad {
		return n
	}
	p.bad = false
	return p.add(Invalid, 0, len(p.src))
}

func (p *parser) errorAt(start, end int, format string, args ...any) *Error {
	e := Error{Start: uint32(start), End: uint32(end), Message: format}
	if len(args) > 0 {
		e.Message = fmt.Sprintf(format, args...)
	}
	if p.unescaped {
		e.Start, e.End = p.from, p.to
	}
	if len(p.f.Errors) > maxErrors {
		return &e
	}
	if len(p.f.Errors) == maxErrors {
		e.Message = "more than 1,000 errors: further ones are not listed"
	}
	p.f.Errors = append(p.f.Errors, e)
	return &p.f.Errors[len(p.f.Errors)-1]
}

// fail reports a syntax error in an expression and makes everyone return up
// to the argument that it belongs to.
func (p *parser) fail(start, end int, format string, args ...any) {
	if !p.bad {
		p.errorAt(start, end, format, args...)
		p.bad = true
	}
}

// failHere is fail at the next token, which replaces %s in format.
func (p *parser) failHere(format string) {
	p.skip()
	p.fail(p.pos, p.tokenEnd(), format, p.token())
}

// failOpen is fail for a bracket at open whose partner is missing.
func (p *parser) failOpen(open int, format string) {
	p.skip()
	if p.bad {
		return
	}
	p.bad = true
	if p.pos >= len(p.src) {
		e := p.errorAt(open, open+1, "%q is not closed before the end of the file", p.src[open])
		e.Open = e.Start
		return
	}
	e := p.errorAt(p.pos, p.tokenEnd(), format, p.token())
	e.Open = uint32(open)
	if p.unescaped {
		e.Open = p.from
	}
}

func (p *parser) failTooDeep(at int) { p.fail(at, at, "nested more than 1,000 deep") }

// enter counts a level of recursion; the caller says leave if it is true.
func (p *parser) enter() bool {
	if p.depth >= MaxDepth {
		p.failTooDeep(p.pos)
		return false
	}
	p.depth++
	return true
}

func (p *parser) leave() { p.depth-- }
