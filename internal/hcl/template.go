package hcl

import (
	"bytes"
	"unicode"
)

const stringNotClosed = "the string is not closed on its line"

type pieceKind uint8

const (
	literalPiece pieceKind = iota
	interpPiece
	ifPiece
	elsePiece
	endifPiece
	forPiece
	endforPiece
)

// A piece is an element of a template as it stands in the source: for and if
// are not yet put together with their ends.
type piece struct {
	kind       pieceKind
	start, end int
	text       text // of a literal
	indented   bool // a literal that begins a line
	node       Node // the Interp, the condition of an if
	loop       loop // of a for
}

// quotedTemplate reads a string in quotes.
func (p *parser) quotedTemplate() Node {
	open := p.pos
	p.pos++
	outer := p.newline
	mark := len(p.pieces)
	trim := false
	for p.at(0) != '"' {
		if p.sequence() {
			trim = p.sequencePiece(mark)
		} else {
			start := p.pos
			t := p.quotedText(false)
			if p.at(0) == '"' && len(p.pieces) == mark && t.from < t.to {
				p.pos++
				return p.add(Template, open, p.pos, p.literal(t, start, p.pos-1))
			}
			if p.pos == start || p.pos == len(p.src) {
				if !p.bad {
					p.bad = true
					e := p.errorAt(open, open+1, stringNotClosed)
					e.Open = e.Start
				}
				return 0
			}
			p.addText(t, start, trim)
			trim = false
		}
		if p.bad {
			return 0
		}
	}
	p.pos++
	p.newline = outer
	return p.template(open, mark)
}

// bareTemplate reads all of src from the current position on.
func (p *parser) bareTemplate() Node {
	open := p.pos
	mark := len(p.pieces)
	trim := false
	for p.pos < len(p.src) {
		if p.sequence() {
			trim = p.sequencePiece(mark)
			if p.bad {
				return 0
			}
			continue
		}
		start := p.pos
		p.addText(p.lineText(), start, trim)
		trim = false
	}
	return p.template(open, mark)
}

// addText adds a literal; trim says that the sequence before ended in "~}".
func (p *parser) addText(t text, start int, trim bool) {
	if trim {
		b := p.bytes(t)
		t.from += uint32(len(b) - len(bytes.TrimLeftFunc(b, unicode.IsSpace)))
	}
	p.pieces = append(p.pieces, piece{kind: literalPiece, start: start, end: p.pos, text: t})
}

// sequencePiece reads "${ … }" or "%{ … }" and says whether it ends in "~}".
func (p *parser) sequencePiece(mark int) (trim bool) {
	start := p.pos
	control := p.src[start] == '%'
	p.pos += 2
	if p.at(0) == '~' {
		p.pos++
		if last := len(p.pieces) - 1; last >= mark && p.pieces[last].kind == literalPiece {
			t := &p.pieces[last].text
			t.to = t.from + uint32(len(bytes.TrimRightFunc(p.bytes(*t), unicode.IsSpace)))
		}
	}
	p.newline = false
	x := piece{kind: interpPiece, start: start}
	if control {
		p.control(&x)
	} else {
		x.node = p.expression()
	}
	if p.bad {
		return false
	}
	if p.peek() == '~' && p.at(1) == '}' {
		p.pos++
		trim = true
	}
	if p.at(0) != '}' {
		p.failOpen(start+1, "\"}\" is expected here, not %s; a \"${\" or \"%%{\" that is no template is written \"$${\" or \"%%%%{\"")
		return false
	}
	p.pos++
	x.end = p.pos
	if x.kind == interpPiece {
		x.node = p.add(Interp, start, x.end, x.node)
	}
	p.pieces = append(p.pieces, x)
	return trim
}

func (p *parser) control(x *piece) {
	start, end, ok := p.word()
	word := string(p.src[start:end])
	switch {
	case ok && word == "if":
		x.kind = ifPiece
		x.node = p.expression()
	case ok && word == "else":
		x.kind = elsePiece
	case ok && word == "endif":
		x.kind = endifPiece
	case ok && word == "for":
		x.kind = forPiece
		x.loop, _ = p.forIntro()
	case ok && word == "endfor":
		x.kind = endforPiece
	default:
		p.pos = start
		p.failHere("one of if, else, endif, for, endfor is expected here, not %s")
	}
}

// template makes a Template of the pieces from mark on.
func (p *parser) template(start, mark int) Node {
	below := len(p.stack)
	i := p.assemble(mark)
	if p.bad {
		return 0
	}
	if i < len(p.pieces) {
		x := p.pieces[i]
		p.fail(x.start, x.end, "there is no if or for that this belongs to")
		return 0
	}
	p.pieces = p.pieces[:mark]
	return p.fold(Template, start, p.pos, below)
}

// assemble puts nodes for the pieces from i on onto the stack, up to the end
// or an else, endif or endfor, and returns where that is.
func (p *parser) assemble(i int) int {
	for i < len(p.pieces) && !p.bad {
		switch x := p.pieces[i]; x.kind {
		case literalPiece:
			t, end := x.text, x.end
			for i++; i < len(p.pieces) && p.pieces[i].kind == literalPiece; i++ {
				p.join(&t, p.pieces[i].text)
				end = p.pieces[i].end
			}
			p.push(p.literal(t, x.start, end))
		case interpPiece:
			p.push(x.node)
			i++
		case ifPiece:
			i = p.assembleIf(i)
		case forPiece:
			i = p.assembleFor(i)
		default:
			return i
		}
	}
	return i
}

// branch makes a Template of the pieces after number i.
func (p *parser) branch(i int) (Node, int) {
	if !p.enter() {
		return 0, i
	}
	defer p.leave()
	mark := len(p.stack)
	start := p.pieces[i].end
	next := p.assemble(i + 1)
	if p.bad {
		return 0, next
	}
	return p.fold(Template, start, p.pieces[next-1].end, mark), next
}

func (p *parser) assembleIf(i int) int {
	x := p.pieces[i]
	then, next := p.branch(i)
	var other Node
	if next < len(p.pieces) && p.pieces[next].kind == elsePiece && !p.bad {
		other, next = p.branch(next)
	}
	if !p.ends(x, next, endifPiece, "endif") {
		return next
	}
	p.push(p.add(TemplateIf, x.start, p.pieces[next].end, x.node, then, other))
	return next + 1
}

func (p *parser) assembleFor(i int) int {
	x := p.pieces[i]
	content, next := p.branch(i)
	if !p.ends(x, next, endforPiece, "endfor") {
		return next
	}
	v := x.loop
	n := p.named(TemplateFor, x.start, p.pieces[next].end, v.from, v.to, v.collection, content)
	p.withKey(n, v.key)
	p.push(n)
	return next + 1
}

// ends says whether piece i is the end that x needs.
func (p *parser) ends(x piece, i int, kind pieceKind, word string) bool {
	if !p.bad && (i >= len(p.pieces) || p.pieces[i].kind != kind) {
		p.bad = true
		e := p.errorAt(x.start, x.end, "there is no %s for this", word)
		e.Open = e.Start
	}
	return !p.bad
}
