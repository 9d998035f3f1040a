package hcl

import "unsafe"

// Root returns the outermost node: the Body of Parse and ParseJSON, the
// expression of ParseExpr, the Template of ParseTemplate.
func (f *File) Root() Node { return f.root }

// Len returns the number of nodes, the zero Node among them: every Node of f
// is less than Len, so a slice of that length can hold something for each.
func (f *File) Len() int { return len(f.nodes) }

// Kind says what n is. The zero Node, and a piece of source that could not be
// parsed, are Invalid.
func (f *File) Kind(n Node) Kind { return f.nodes[n].kind }

// Op returns the operator of a Unary or Binary, NoOp for other kinds.
func (f *File) Op(n Node) Op {
	if d := &f.nodes[n]; d.kind == Unary || d.kind == Binary {
		return Op(d.more)
	}
	return NoOp
}

// Span returns the range of bytes in Src that n was read from: a Block's ends
// behind its closing brace, an Attribute's with its expression, a Template's
// includes the quotes or the heredoc's markers. In JSON syntax everything
// inside a string that has escapes has the span of the whole string.
func (f *File) Span(n Node) (start, end uint32) {
	return f.nodes[n].start, f.nodes[n].end
}

// NameSpan returns the range of bytes in Src of n's Name or, for kinds that
// have a Text, of that text. Where the text is not in Src as it is, that is
// the span of the whole node.
func (f *File) NameSpan(n Node) (start, end uint32) {
	d := &f.nodes[n]
	if d.has(resolved) {
		return d.start, d.end
	}
	return d.name, d.stop
}

// Name returns the name of an Attribute, Block, Call, Variable or GetAttr,
// and the name of the value's variable of a TemplateFor, ForTuple or
// ForObject.
func (f *File) Name(n Node) string { return f.Text(n) }

// KeyName returns the name of the key's variable of a TemplateFor, ForTuple
// or ForObject, "" if it has none.
func (f *File) KeyName(n Node) string {
	d := &f.nodes[n]
	if !d.has(keyed) {
		return ""
	}
	return f.Text(f.kids[d.kids+d.n])
}

// Text returns the text of a Literal, Number or Label: a string's with its
// escapes resolved, a heredoc's without its indentation, a number's as
// written. It does not copy: the string keeps Src alive.
func (f *File) Text(n Node) string {
	d := &f.nodes[n]
	from := f.Src
	if d.has(resolved) {
		from = f.extra
	}
	text := from[d.name:d.stop]
	return unsafe.String(unsafe.SliceData(text), len(text))
}

// Kids returns n's children in the order given at its Kind. The slice is f's
// own: it must not be written to.
func (f *File) Kids(n Node) []Node {
	d := &f.nodes[n]
	return f.kids[d.kids : d.kids+d.n : d.kids+d.n]
}

// Kid returns the child number i of n, or the zero Node if there is none.
func (f *File) Kid(n Node, i int) Node {
	if kids := f.Kids(n); i < len(kids) {
		return kids[i]
	}
	return 0
}

// Expands says whether the last argument of a Call ends in "...".
func (f *File) Expands(n Node) bool { return f.nodes[n].has(expands) }

// Groups says whether the value of a ForObject ends in "...", so that values
// of equal keys are gathered in a list.
func (f *File) Groups(n Node) bool { return f.nodes[n].has(groups) }
