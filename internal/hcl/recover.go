package hcl

import "bytes"

// skipItem moves from somewhere in an argument or block to where the next one
// can begin: behind brackets, strings and heredocs, at the end of a line or
// at the brace that closes the block around. start is where the item began.
//
// If some bracket is not closed up to the end of the file, that would lose
// everything: then the next item is taken to be on the next line that begins
// with a word and is indented no more than this one. Brackets are not tried
// again in that file, which keeps the time linear.
func (p *parser) skipItem(start int) {
	from := p.pos
	if !p.lost && p.skipBrackets() {
		return
	}
	p.lost = true
	p.pos = from
	column := p.column(start)
	for {
		n := bytes.IndexByte(p.src[p.pos:], '\n')
		if n < 0 {
			p.pos = len(p.src)
			return
		}
		p.pos += n
		i := 1
		for p.at(i) == ' ' || p.at(i) == '\t' {
			i++
		}
		if i-1 <= max(column, 0) && (p.at(i) == '}' || identifier(p.src, p.pos+i) > p.pos+i) {
			return
		}
		p.pos += i
	}
}

// limitRereading keeps the time linear where expression after expression is
// read up to reached, much further than where the next item begins.
func (p *parser) limitRereading(start, reached int) {
	const factor = 8
	if p.pos >= reached {
		return
	}
	p.reread += reached - p.pos
	if p.reread > factor*len(p.src) {
		p.lost = true
		p.pos = reached
		p.skipItem(start)
	}
}

// column returns how far the item at start is indented, -1 if it is not the
// first on its line.
func (p *parser) column(start int) int {
	i := start
	for i > 0 && (p.src[i-1] == ' ' || p.src[i-1] == '\t') {
		i--
	}
	if i > 0 && p.src[i-1] != '\n' {
		return -1
	}
	return start - i
}

// endsByIndent says whether the next item stands no further right than the
// first line of the block that it is in.
func (p *parser) endsByIndent(column int) bool {
	c := p.column(p.pos)
	return c >= 0 && c <= column
}

// An opening is something that skipBrackets is inside of: a bracket, '"',
// 'H' for a heredoc, '$' for a template sequence.
type opening struct {
	kind   byte
	marker []byte
}

// skipBrackets moves to the end of the line, or to a brace that closes the
// body, minding brackets. False: one of them is not closed.
func (p *parser) skipBrackets() bool {
	var open []opening
	for p.pos < len(p.src) {
		if n := len(open); n > 0 && open[n-1].kind == '"' {
			open = p.skipQuoted(open)
			continue
		} else if n > 0 && open[n-1].kind == 'H' {
			open = p.skipHeredoc(open)
			continue
		}
		p.newline = true
		if !p.more() {
			break
		}
		c := p.src[p.pos]
		switch c {
		case '\n':
			if len(open) == 0 {
				return true
			}
		case '"', '{', '[', '(':
			open = append(open, opening{kind: c})
		case '<':
			if marker, _, end, ok := p.heredocMarker(); ok {
				open = append(open, opening{'H', p.src[marker:end]})
				p.pos = p.lineEnd()
				continue
			}
		case '}', ']', ')':
			rest, ok := closeBracket(open, c)
			if !ok && c == '}' && len(open) == 0 {
				return true
			}
			open = rest
		default:
			if end := identifier(p.src, p.pos); end > p.pos {
				p.pos = end
				continue
			}
		}
		p.pos++
	}
	return len(open) == 0
}

// closeBracket drops what c closes and everything inside it; nothing if
// nothing within the innermost string fits.
func closeBracket(open []opening, c byte) (rest []opening, ok bool) {
	for i := len(open) - 1; i >= 0; i-- {
		switch kind := open[i].kind; {
		case kind == '"' || kind == 'H':
			return open, false
		case c == '}' && (kind == '{' || kind == '$'), c == ']' && kind == '[', c == ')' && kind == '(':
			return open[:i], true
		case kind == '$':
			return open, false
		}
	}
	return open, false
}

func (p *parser) skipQuoted(open []opening) []opening {
	switch {
	case p.sequence():
		p.pos += 2
		return append(open, opening{kind: '$'})
	case p.at(0) == '\n':
		return open[:len(open)-1] // a string that is not closed ends with its line
	case p.at(0) == '"':
		p.pos++
		return open[:len(open)-1]
	case p.escapedSequence():
		p.pos += 3
	case p.at(0) == '\\' && p.at(1) != '\n':
		p.pos += 2
	default:
		p.pos++
	}
	return open
}

func (p *parser) skipHeredoc(open []opening) []opening {
	if p.src[p.pos-1] == '\n' {
		end := p.lineEnd()
		if bytes.Equal(bytes.TrimSpace(p.src[p.pos:end]), open[len(open)-1].marker) {
			p.pos = end
			return open[:len(open)-1]
		}
	}
	for p.pos < len(p.src) {
		switch {
		case p.sequence():
			p.pos += 2
			return append(open, opening{kind: '$'})
		case p.escapedSequence():
			p.pos += 3
		case p.src[p.pos] == '\n':
			p.pos++
			return open
		default:
			p.pos++
		}
	}
	return open
}

// lineEnd returns where the line ends, before its "\n" or "\r\n".
func (p *parser) lineEnd() int {
	n := bytes.IndexByte(p.src[p.pos:], '\n')
	if n < 0 {
		return len(p.src)
	}
	if n > 0 && p.src[p.pos+n-1] == '\r' {
		n--
	}
	return p.pos + n
}
