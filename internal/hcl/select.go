package hcl

import "bytes"

// selections reads what follows an operand that begins at start: .name,
// .0, [key], .* and [*].
func (p *parser) selections(start int, n Node) Node {
	for !p.bad {
		switch p.peek() {
		case '.':
			if p.ahead("...") {
				return n
			}
			dot := p.pos
			p.pos++
			if p.peek() == '*' {
				p.pos++
				n = p.attrSplat(start, dot, n)
			} else {
				n = p.member(start, n)
			}
		case '[':
			open := p.pos
			p.pos++
			if p.peek() == '*' {
				p.pos++
				n = p.fullSplat(start, open, n)
			} else {
				n = p.index(start, open, n)
			}
		default:
			return n
		}
	}
	return n
}

// member reads what follows a dot.
func (p *parser) member(start int, n Node) Node {
	if from, to, ok := p.word(); ok {
		return p.named(GetAttr, start, to, from, to, n)
	}
	if isDigit(p.at(0)) {
		from := p.pos
		p.pos = scanNumber(p.src, from)
		if bytes.IndexByte(p.src[from:p.pos], '.') >= 0 {
			p.fail(from, p.pos, "two indexes in a row must be written in brackets, [0][1]")
			return 0
		}
		return p.add(Index, start, p.pos, n, p.named(Number, from, p.pos, from, p.pos))
	}
	p.failHere("a name is expected after \".\", not %s")
	return 0
}

func (p *parser) index(start, open int, n Node) Node {
	outer := p.newline
	p.newline = false
	key := p.expression()
	if p.bad {
		return 0
	}
	if p.peek() != ']' {
		p.failOpen(open, "\"]\" is expected here, not %s")
		return 0
	}
	p.pos++
	p.newline = outer
	return p.add(Index, start, p.pos, n, key)
}

// attrSplat reads what follows .* and applies to each element: names and
// numbers, but no brackets.
func (p *parser) attrSplat(start, dot int, n Node) Node {
	end := p.pos
	each := p.add(Element, dot, end)
	for p.peek() == '.' && !p.ahead("...") {
		p.pos++
		each = p.member(dot, each)
		if p.bad {
			return 0
		}
		end = p.pos
	}
	return p.add(AttrSplat, start, end, n, each)
}

// fullSplat reads what follows [* and applies to each element: all that does.
func (p *parser) fullSplat(start, open int, n Node) Node {
	if p.peek() != ']' {
		p.failOpen(open, "\"]\" is expected after \"*\", not %s")
		return 0
	}
	if !p.enter() {
		return 0
	}
	defer p.leave()
	p.pos++
	each := p.selections(open, p.add(Element, open, p.pos))
	if p.bad {
		return 0
	}
	return p.add(FullSplat, start, p.end(each), n, each)
}
