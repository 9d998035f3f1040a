package hcl

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// skip moves past blanks and comments and, where they have no meaning,
// newlines. A lone carriage return is no blank.
func (p *parser) skip() {
	for p.pos < len(p.src) {
		switch p.src[p.pos] {
		case ' ', '\t':
			p.pos = blanks(p.src, p.pos)
		case '\n':
			if p.newline {
				return
			}
			p.pos++
		case '\r':
			if p.newline || !p.ahead("\r\n") {
				return
			}
			p.pos += 2
		case '#':
			p.skipLine()
		case '/':
			switch {
			case p.ahead("//"):
				p.skipLine()
			case p.ahead("/*"):
				p.skipComment()
			default:
				return
			}
		default:
			return
		}
	}
}

func blanks(src []byte, i int) int {
	for i < len(src) && (src[i] == ' ' || src[i] == '\t') {
		i++
	}
	return i
}

func (p *parser) skipLine() {
	if n := bytes.IndexByte(p.src[p.pos:], '\n'); n >= 0 {
		p.pos += n
		return
	}
	p.pos = len(p.src)
}

func (p *parser) skipComment() {
	n := bytes.Index(p.src[p.pos+2:], []byte("*/"))
	if n < 0 {
		open := p.pos
		p.pos = len(p.src)
		e := p.errorAt(open, open+2, "the comment is not closed before the end of the file")
		e.Open = e.Start
		return
	}
	p.pos += n + 4
}

// peek returns the first byte of the next token, 0 at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.src) {
		if c := p.src[p.pos]; c > '/' || c == '\n' && p.newline { // nothing that skip skips
			return c
		}
	}
	p.skip()
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

// more says whether there is another token.
func (p *parser) more() bool {
	p.skip()
	return p.pos < len(p.src)
}

// ahead says whether s comes next, without skipping anything.
func (p *parser) ahead(s string) bool {
	return len(p.src)-p.pos >= len(s) && string(p.src[p.pos:p.pos+len(s)]) == s
}

// at returns the byte i behind the current one, 0 behind the end.
func (p *parser) at(i int) byte {
	if p.pos+i < len(p.src) {
		return p.src[p.pos+i]
	}
	return 0
}

// word moves past an identifier and says where it was; nothing if there is none.
func (p *parser) word() (start, end int, ok bool) {
	p.skip()
	start = p.pos
	p.pos = identifier(p.src, start)
	return start, p.pos, p.pos > start
}

// keyword says whether the identifier w comes next, and moves past it.
func (p *parser) keyword(w string) bool {
	p.skip()
	if !p.ahead(w) || identifier(p.src, p.pos) != p.pos+len(w) {
		return false
	}
	p.pos += len(w)
	return true
}

// startsWord says whether an identifier comes next.
func (p *parser) startsWord() bool {
	p.skip()
	if p.pos >= len(p.src) {
		return false
	}
	c := p.src[p.pos]
	if c < utf8.RuneSelf {
		return isLetter(c)
	}
	return identifier(p.src, p.pos) > p.pos
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' }

// isWord says whether c is a letter, a digit, "_" or "-".
func isWord(c byte) bool {
	const (
		low  = 0x3FF<<'0' | 1<<'-'
		high = 0x3FFFFFF<<('A'-64) | 1<<('_'-64) | 0x3FFFFFF<<('a'-64)
	)
	return c < 64 && uint64(low)>>c&1 != 0 || 64 <= c && c < 128 && uint64(high)>>(c-64)&1 != 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// identifier returns where the identifier that begins at src[i] ends, i if
// none does.
func identifier(src []byte, i int) int {
	start := i
	if i < len(src) && isLetter(src[i]) {
		for i++; i < len(src) && isWord(src[i]); i++ {
		}
	}
	for i < len(src) {
		c := src[i]
		switch {
		case isLetter(c), i > start && isWord(c):
			i++
		case c < utf8.RuneSelf:
			return i
		default:
			r, size := utf8.DecodeRune(src[i:])
			if r == utf8.RuneError || !startsIdentifier(r) && (i == start || !continuesIdentifier(r)) {
				return i
			}
			i += size
		}
	}
	return i
}

// startsIdentifier is Unicode's ID_Start (UAX #31).
func startsIdentifier(r rune) bool {
	return unicode.In(r, unicode.L, unicode.Nl, unicode.Other_ID_Start) &&
		!unicode.In(r, unicode.Pattern_Syntax, unicode.Pattern_White_Space)
}

// continuesIdentifier is what Unicode's ID_Continue has besides ID_Start.
func continuesIdentifier(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue) &&
		!unicode.In(r, unicode.Pattern_Syntax, unicode.Pattern_White_Space)
}

// scanNumber returns where the number that begins at src[i] ends. As in HCL
// that is the longest run of digits, dots and exponents that does not end in
// a dot, whether it is a number or not (1.2.3).
func scanNumber(src []byte, i int) (end int) {
	end = i
	for i < len(src) {
		c := src[i]
		switch {
		case isDigit(c):
			i++
			end = i
		case c == '.':
			i++
		case c|0x20 == 'e':
			j := i + 1
			if j < len(src) && (src[j] == '+' || src[j] == '-') {
				j++
			}
			if j >= len(src) || !isDigit(src[j]) {
				return end
			}
			i = j + 1
			end = i
		default:
			return end
		}
	}
	return end
}

// isNumber says whether text, a run of scanNumber, is digits with at most one
// fraction and one exponent. HCL allows 1.e5, and no exponent without end.
func isNumber(text []byte) bool {
	const longestExponent = 9
	i := digits(text, 0)
	if i == 0 {
		return false
	}
	if i < len(text) && text[i] == '.' {
		i = digits(text, i+1)
	}
	if i < len(text) && text[i]|0x20 == 'e' {
		i++
		if i < len(text) && (text[i] == '+' || text[i] == '-') {
			i++
		}
		j := digits(text, i)
		if j == i || len(bytes.TrimLeft(text[i:j], "0")) > longestExponent {
			return false
		}
		i = j
	}
	return i == len(text)
}

func digits(text []byte, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// tokenEnd returns where the next token ends, roughly: it is for messages.
func (p *parser) tokenEnd() int {
	if p.pos >= len(p.src) {
		return len(p.src)
	}
	if end := identifier(p.src, p.pos); end > p.pos {
		return end
	}
	if isDigit(p.src[p.pos]) {
		return scanNumber(p.src, p.pos)
	}
	_, size := utf8.DecodeRune(p.src[p.pos:])
	return p.pos + size
}

// token names the next token in a message.
func (p *parser) token() string {
	switch {
	case p.pos >= len(p.src):
		return "the end of the file"
	case p.ahead("\n"), p.ahead("\r\n"):
		return "the end of the line"
	}
	if r, size := utf8.DecodeRune(p.src[p.pos:]); r == utf8.RuneError && size == 1 {
		return "a byte that is not UTF-8"
	}
	return quote(p.src[p.pos:p.tokenEnd()])
}

// quote quotes a piece of the source for a message, shortened.
func quote(text []byte) string {
	const longest = 40
	if len(text) > longest {
		return strconv.Quote(string(text[:longest]) + "…")
	}
	return strconv.Quote(string(text))
}
