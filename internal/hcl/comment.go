package hcl

import (
	"bytes"
	"iter"
	"slices"
)

// Comments yields the byte ranges of f's comments in order. In native syntax
// they begin with their mark and end before the newline, or behind "*/"; what
// stands in strings and heredocs is none. In JSON syntax, which has no
// comments, they are the strings under keys "//", without their quotes, as
// Terraform reads them.
//
// The source is scanned anew: nothing is kept of comments while it is parsed.
func (f *File) Comments() iter.Seq2[uint32, uint32] {
	switch {
	case len(f.Src) > MaxSize:
		return func(func(uint32, uint32) bool) {}
	case f.JSON:
		return f.commentKeys
	}
	return func(yield func(start, end uint32) bool) {
		s := &commentScanner{parser: parser{f: new(File), src: f.Src}, open: []nesting{{}}}
		for s.pos < len(s.src) {
			if start, ok := s.step(); ok && !yield(uint32(start), uint32(s.pos)) {
				return
			}
		}
	}
}

// A commentScanner moves through a source token by token, without a tree.
type commentScanner struct {
	parser
	open []nesting // what the position lies in, outermost first
}

// A nesting is code, up to its closing brace, or the text of a template.
type nesting struct {
	kind      nestingKind
	braces    int    // of code: braces that are open in it
	marker    []byte // of a heredoc
	lineStart bool   // of a heredoc: a line begins here
}

type nestingKind uint8

const (
	inCode nestingKind = iota
	inString
	inHeredoc
)

// step moves past one token; ok says that it was a comment, which began at
// start.
func (s *commentScanner) step() (start int, ok bool) {
	in := &s.open[len(s.open)-1]
	if in.kind != inCode {
		s.text(in)
		return 0, false
	}
	switch start = s.pos; {
	case s.ahead("#"), s.ahead("//"):
		s.skipLine()
		if s.src[s.pos-1] == '\r' {
			s.pos--
		}
		return start, true
	case s.ahead("/*"):
		s.skipComment()
		return start, true
	case s.ahead("<<"):
		from, _, to, ok := s.heredocMarker()
		if !ok {
			s.pos += 2
			return 0, false
		}
		s.pos = to + bytes.IndexByte(s.src[to:], '\n') + 1
		s.open = append(s.open, nesting{kind: inHeredoc, marker: s.src[from:to], lineStart: true})
		return 0, false
	}
	switch s.src[s.pos] {
	case '"':
		s.open = append(s.open, nesting{kind: inString})
	case '{':
		in.braces++
	case '}':
		if in.braces > 0 {
			in.braces--
		} else if len(s.open) > 1 {
			s.open = s.open[:len(s.open)-1]
		}
	}
	s.pos++
	return 0, false
}

// text moves past a piece of a template.
func (s *commentScanner) text(in *nesting) {
	if in.kind == inHeredoc && in.lineStart && s.atMarker(in.marker) {
		s.open = s.open[:len(s.open)-1]
		s.pos = s.lineEnd()
		return
	}
	in.lineStart = false
	switch {
	case s.escapedSequence():
		s.pos += 3
	case s.sequence():
		s.pos += 2
		s.open = append(s.open, nesting{})
	case s.src[s.pos] == '\n':
		in.lineStart = true
		if in.kind == inString { // it is not closed on its line
			s.open = s.open[:len(s.open)-1]
		}
		s.pos++
	case in.kind == inString && s.src[s.pos] == '"':
		s.open = s.open[:len(s.open)-1]
		s.pos++
	case in.kind == inString && s.src[s.pos] == '\\' && s.at(1) != '\n':
		s.pos = min(s.pos+2, len(s.src))
	default:
		s.pos++
	}
}

// commentKeys yields what stands under keys "//" of a file in JSON syntax.
func (f *File) commentKeys(yield func(start, end uint32) bool) {
	var found [][2]uint32
	add := func(n Node) {
		values := []Node{n}
		if f.Kind(n) == Tuple {
			values = f.Kids(n)
		}
		for _, v := range values {
			if start, end := f.Span(v); f.Kind(v) == Template && end-start >= 2 {
				found = append(found, [2]uint32{start + 1, end - 1})
			}
		}
	}
	for i := range f.nodes {
		kids := f.Kids(Node(i))
		switch f.nodes[i].kind {
		case Attribute:
			if f.Name(Node(i)) == "//" {
				add(kids[0])
			}
		case Object:
			for k := 0; k+1 < len(kids); k += 2 {
				if key := f.Kid(kids[k], 0); f.Kind(kids[k]) == Template && f.Kind(key) == Literal && f.Text(key) == "//" {
					add(kids[k+1])
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b [2]uint32) int { return int(a[0]) - int(b[0]) })
	for _, c := range found {
		if !yield(c[0], c[1]) {
			return
		}
	}
}
