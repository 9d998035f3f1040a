package hcl

import (
	"strconv"
	"unicode/utf8"
)

const (
	notUTF8      = "the text is not UTF-8 here; it is read as U+FFFD"
	privatePlane = "characters from U+F0000 on are for private use and read as U+FFFD"
)

// A text is a piece of File.Src or, if resolved, of File.extra.
type text struct {
	from, to uint32
	resolved bool
}

// verbatim is the text src[start:end].
func (p *parser) verbatim(start, end int) text {
	return text{uint32(start) + p.base, uint32(end) + p.base, p.unescaped}
}

func (p *parser) bytes(t text) []byte {
	if t.resolved {
		return p.f.extra[t.from:t.to]
	}
	return p.f.Src[t.from:t.to]
}

// write makes t the text of n.
func (p *parser) write(n Node, t text) {
	if n == 0 {
		return
	}
	d := &p.f.nodes[n]
	d.name, d.stop = t.from, t.to
	if t.resolved {
		d.more |= resolved
	}
}

func (p *parser) rename(n Node, name []byte) {
	from := uint32(len(p.f.extra))
	p.f.extra = append(p.f.extra, name...)
	p.write(n, text{from, uint32(len(p.f.extra)), true})
}

func (p *parser) literal(t text, start, end int) Node {
	n := p.add(Literal, start, end)
	p.write(n, t)
	return n
}

// join appends b to a, at best by moving its end.
func (p *parser) join(a *text, b text) {
	switch {
	case b.from == b.to:
	case a.from == a.to:
		*a = b
	case a.resolved == b.resolved && a.to == b.from:
		a.to = b.to
	default:
		if !a.resolved || int(a.to) != len(p.f.extra) {
			from := uint32(len(p.f.extra))
			p.f.extra = append(p.f.extra, p.bytes(*a)...)
			*a = text{from, uint32(len(p.f.extra)), true}
		}
		p.f.extra = append(p.f.extra, p.bytes(b)...)
		a.to = uint32(len(p.f.extra))
	}
}

// A copier makes a text out of a run of the source, which it copies only
// when something in it has to be replaced.
type copier struct {
	p       *parser
	start   int // of the run
	rest    int // from here on nothing is copied yet
	extra   int // where the copy begins
	copying bool
}

func (p *parser) copier() copier {
	return copier{p: p, start: p.pos, rest: p.pos, extra: len(p.f.extra)}
}

// flush copies what was read up to the current position.
func (c *copier) flush() {
	c.copying = true
	c.p.f.extra = append(c.p.f.extra, c.p.src[c.rest:c.p.pos]...)
	c.rest = c.p.pos
}

// skip leaves n bytes out of the copy.
func (c *copier) skip(n int) {
	c.flush()
	c.p.pos += n
	c.rest = c.p.pos
}

func (c *copier) text() text {
	if !c.copying {
		return c.p.verbatim(c.start, c.p.pos)
	}
	c.flush()
	return text{uint32(c.extra), uint32(len(c.p.f.extra)), true}
}

// rune moves past a character that is not ASCII, and replaces it if need be.
func (c *copier) rune() {
	p := c.p
	if p.clean || p.unescaped {
		p.pos++
		return
	}
	r, size := utf8.DecodeRune(p.src[p.pos:])
	switch {
	case r == utf8.RuneError && size == 1:
		p.errorAt(p.pos, p.pos+1, notUTF8)
	case isPrivate(r):
		p.errorAt(p.pos, p.pos+size, privatePlane)
	default:
		p.pos += size
		return
	}
	c.skip(size)
	c.put(utf8.RuneError)
}

func (c *copier) put(r rune) { c.p.f.extra = utf8.AppendRune(c.p.f.extra, r) }

// isPrivate says whether r is of the planes whose characters stand for holes
// in texts elsewhere in the program.
func isPrivate(r rune) bool { return r >= 0xF0000 }

// plain moves past characters that mean themselves in every text.
func (p *parser) plain() {
	src, i := p.src, p.pos
	for i < len(src) {
		c := src[i]
		if c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '$' || c == '%' || c == '\\' {
			break
		}
		i++
	}
	p.pos = i
}

// quotedText reads a piece of a quoted string, up to its end, the end of the
// line or, unless it is a label, a template sequence.
func (p *parser) quotedText(label bool) text {
	c := p.copier()
	for p.plain(); p.pos < len(p.src); p.plain() {
		switch b := p.src[p.pos]; {
		case b == '"', b == '\n', b == '\r':
			return c.text()
		case b == '\\':
			c.escape()
		case b == '$', b == '%':
			switch {
			case p.escapedSequence():
				p.pos++
				c.skip(1)
				p.pos++
			case p.sequence() && label:
				p.errorAt(p.pos, p.pos+2, "a label cannot contain a template; write %q for the characters", p.src[p.pos:p.pos+1])
				p.pos++
			case p.sequence():
				return c.text()
			default:
				p.pos++
			}
		case b >= utf8.RuneSelf:
			c.rune()
		default:
			p.pos++
		}
	}
	return c.text()
}

// sequence says whether a template sequence comes next.
func (p *parser) sequence() bool {
	c := p.at(0)
	return (c == '$' || c == '%') && p.at(1) == '{'
}

// escapedSequence says whether "$${" or "%%{" comes next.
func (p *parser) escapedSequence() bool {
	c := p.at(0)
	return (c == '$' || c == '%') && p.at(1) == c && p.at(2) == '{'
}

// escape resolves a backslash and what follows.
func (c *copier) escape() {
	p := c.p
	start := p.pos
	switch b := p.at(1); b {
	case 'n':
		c.skip(2)
		c.put('\n')
	case 'r':
		c.skip(2)
		c.put('\r')
	case 't':
		c.skip(2)
		c.put('\t')
	case '"', '\\':
		c.skip(2)
		c.put(rune(b))
	case 'u', 'U':
		size := 4
		if b == 'U' {
			size = 8
		}
		r, ok := p.hex(2, size)
		if !ok {
			p.errorAt(start, start+2, `\u must be followed by four and \U by eight hexadecimal digits`)
			p.pos++
			return
		}
		c.skip(2 + size)
		c.put(p.checkRune(r, start))
	default:
		p.errorAt(start, start+1, `a backslash must be followed by one of n r t " \ u U`)
		c.skip(1)
	}
}

// hex reads a number of that many digits, at bytes behind the current one.
func (p *parser) hex(at, digits int) (rune, bool) {
	if p.pos+at+digits > len(p.src) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.src[p.pos+at:p.pos+at+digits]), 16, 32)
	return rune(min(n, utf8.MaxRune+1)), err == nil
}

// checkRune returns what to read for a character that an escape stands for.
func (p *parser) checkRune(r rune, start int) rune {
	switch {
	case !utf8.ValidRune(r):
		p.errorAt(start, p.pos, "there is no such character")
		return utf8.RuneError
	case isPrivate(r):
		p.errorAt(start, p.pos, privatePlane)
		return utf8.RuneError
	}
	return r
}

// lineText reads a piece of a template without quotes, up to and with the end
// of the line or up to a template sequence.
func (p *parser) lineText() text {
	c := p.copier()
	for p.plain(); p.pos < len(p.src); p.plain() {
		switch b := p.src[p.pos]; {
		case b == '\n':
			p.pos++
			return c.text()
		case b == '$', b == '%':
			switch {
			case p.escapedSequence():
				p.pos++
				c.skip(1)
				p.pos++
			case p.sequence():
				return c.text()
			default:
				p.pos++
			}
		case b >= utf8.RuneSelf:
			c.rune()
		default:
			p.pos++
		}
	}
	return c.text()
}

// quotedLabel reads a label in quotes.
func (p *parser) quotedLabel() Node {
	open := p.pos
	p.pos++
	t := p.quotedText(true)
	if p.at(0) == '"' {
		p.pos++
	} else {
		p.errorAt(open, open+1, stringNotClosed).Open = uint32(open)
	}
	n := p.add(Label, open, p.pos)
	p.write(n, t)
	return n
}
