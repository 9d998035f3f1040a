package hcl

import (
	"bytes"
	"math"
	"unicode"
	"unicode/utf8"
)

// heredocMarker reads the first line of a heredoc without moving: where the
// marker is, and whether the text's indentation is removed.
func (p *parser) heredocMarker() (start int, flush bool, end int, ok bool) {
	if !p.ahead("<<") {
		return 0, false, 0, false
	}
	start = p.pos + 2
	if p.at(2) == '-' {
		flush = true
		start++
	}
	end = identifier(p.src, start)
	newline := bytes.HasPrefix(p.src[end:], []byte("\n")) || bytes.HasPrefix(p.src[end:], []byte("\r\n"))
	return start, flush, end, end > start && newline
}

func (p *parser) heredoc() Node {
	open := p.pos
	from, flush, to, ok := p.heredocMarker()
	if !ok {
		p.fail(open, open+2, "a heredoc begins with << or <<-, directly followed by a word and a newline")
		return 0
	}
	marker := p.src[from:to]
	outer := p.newline
	mark := len(p.pieces)
	p.pos = to + bytes.IndexByte(p.src[to:], '\n') + 1
	trim := false
	for lineStart := true; !lineStart || !p.atMarker(marker); {
		if p.pos >= len(p.src) {
			p.bad = true
			e := p.errorAt(open, to, "the heredoc is not closed before the end of the file: %s must stand alone on a line", quote(marker))
			e.Open = e.Start
			return 0
		}
		if p.sequence() {
			trim = p.sequencePiece(mark)
			lineStart = false
		} else {
			start := p.pos
			p.addText(p.lineText(), start, trim)
			trim = false
			lineStart = p.src[p.pos-1] == '\n'
		}
		if p.bad {
			return 0
		}
	}
	p.pos = p.lineEnd()
	if p.pos == len(p.src) {
		p.errorAt(p.pos, p.pos, "a newline is missing after the end of the heredoc")
	}
	p.newline = outer
	if flush {
		p.unindent(p.pieces[mark:])
	}
	return p.template(open, mark)
}

// atMarker says whether the line consists of the marker alone.
func (p *parser) atMarker(marker []byte) bool {
	i := p.pos
	for i < len(p.src) && (p.src[i] == ' ' || p.src[i] == '\t') {
		i++
	}
	if i == len(p.src) || p.src[i] != marker[0] && p.src[i] > ' ' && p.src[i] < utf8.RuneSelf {
		return false
	}
	return bytes.Equal(bytes.TrimSpace(p.src[p.pos:p.lineEnd()]), marker)
}

// unindent removes from the literals that begin a line as many blanks as the
// least indented has. As in HCL that is decided on what the source says, after
// "~" was applied, a line that consists of blanks does not count and is left
// as it is, and a line that begins with a sequence has no indentation.
func (p *parser) unindent(pieces []piece) {
	least := math.MaxInt
	newline := true
	for i := range pieces {
		x := &pieces[i]
		var b []byte
		if x.kind == literalPiece {
			b = p.bytes(x.text)
		}
		ended := bytes.HasSuffix(b, []byte("\n"))
		if newline {
			blanks := b[:len(b)-len(bytes.TrimLeftFunc(b, unicode.IsSpace))]
			if len(blanks) < len(b) || !ended {
				x.indented = x.kind == literalPiece
				least = min(least, utf8.RuneCount(blanks))
			}
		}
		newline = ended
	}
	for i := range pieces {
		if !pieces[i].indented {
			continue
		}
		t := &pieces[i].text
		for range least {
			_, size := utf8.DecodeRune(p.bytes(*t))
			t.from += uint32(size)
		}
	}
}
