package value

import (
	"strings"
	"unicode/utf8"
)

// A Text is a string of which parts may not be known yet: literal pieces and
// holes. It is known when its form is known, holes included.
//
// A hole is written in line as two runes, the first from plane 15 and the
// second from plane 16, which together are its Symbol. So a text without
// holes is a plain string that hashes and compares, and a text with holes is
// moved about by everything that moves strings. Input never holds such runes:
// Literal replaces them.
//
// Texts cannot be compared with ==: two different holes may hold the same
// text. Use Equal.
type Text struct {
	_ [0]func()
	s string
}

const (
	plane15 = 0xF0000
	plane16 = 0x100000
	lead15  = 0xF3 // the first byte of a rune of plane 15 in UTF-8, and of some of plane 12 to 14
	lead16  = 0xF4
)

// Literal returns the text s, which has no holes. Runes of the planes 15 and
// 16, which mark holes, become U+FFFD.
func Literal(s string) Text {
	if strings.IndexByte(s, lead15) < 0 && strings.IndexByte(s, lead16) < 0 {
		return Text{s: s}
	}
	return Text{s: strings.Map(func(r rune) rune {
		if r >= plane15 {
			return utf8.RuneError
		}
		return r
	}, s)}
}

// Hole returns the text that is the symbol's alone.
func Hole(s Symbol) Text {
	b := make([]byte, 0, 8)
	b = utf8.AppendRune(b, plane15+rune(s>>16))
	b = utf8.AppendRune(b, plane16+rune(s&0xFFFF))
	return Text{s: string(b)}
}

// Inline returns the text whose in-line form is s, as Inline of another text
// gave it. Foreign strings come in through Literal instead.
func Inline(s string) Text { return Text{s: s} }

// Inline returns the in-line form: the literal pieces with each hole as two
// runes. It is the text's identity (equal in-line forms are equal texts) and
// what a map takes as key; it is not for people.
func (t Text) Inline() string { return t.s }

// Join returns the texts one behind the other.
func Join(texts ...Text) Text {
	n := 0
	for _, t := range texts {
		n += len(t.s)
	}
	var b strings.Builder
	b.Grow(n)
	for _, t := range texts {
		b.WriteString(t.s)
	}
	return Text{s: b.String()}
}

// HasHoles reports whether any part of the text is not known.
func (t Text) HasHoles() bool { return holeIndex(t.s) >= 0 }

// Literal returns the text as a string, and whether it has no holes.
func (t Text) Literal() (string, bool) {
	if t.HasHoles() {
		return "", false
	}
	return t.s, true
}

// Symbol returns the symbol that the text consists of, if it is one hole and
// nothing else.
func (t Text) Symbol() (Symbol, bool) {
	if len(t.s) != 8 || holeIndex(t.s) != 0 {
		return 0, false
	}
	return holeAt(t.s), true
}

// IsEmpty tells whether the text is "".
func (t Text) IsEmpty() Answer {
	if t.s == "" {
		return Yes
	}
	for lit, sym := range t.Pieces() {
		if lit != "" || !sym.Class().mayBeEmpty() {
			return No
		}
	}
	return CannotTell
}

// Pieces yields the text's pieces in order: a literal piece (not empty), or
// else "" and the symbol of a hole.
func (t Text) Pieces() func(yield func(literal string, hole Symbol) bool) {
	return func(yield func(string, Symbol) bool) {
		for s := t.s; s != ""; {
			i := holeIndex(s)
			switch {
			case i < 0:
				yield(s, 0)
				return
			case i > 0:
				if !yield(s[:i], 0) {
					return
				}
				s = s[i:]
			default:
				if !yield("", holeAt(s)) {
					return
				}
				s = s[8:]
			}
		}
	}
}

// Revealed returns the text with what its holes conceal. It is for what classifies
// or compares a text and tells no part of it.
func (t Text) Revealed() Text {
	if !t.HasHoles() {
		return t
	}
	var b strings.Builder
	for lit, sym := range t.Pieces() {
		switch text := sym.entry().concealed; {
		case lit != "":
			b.WriteString(lit)
		case text != "":
			b.WriteString(Literal(text).Inline())
		default:
			b.WriteString(Hole(sym).Inline())
		}
	}
	return Text{s: b.String()}
}

// Symbols returns the symbols of the text's holes, in order.
func (t Text) Symbols() []Symbol {
	var out []Symbol
	for lit, sym := range t.Pieces() {
		if lit == "" {
			out = append(out, sym)
		}
	}
	return out
}

// String returns the text for people: a hole stands as ${name}.
func (t Text) String() string {
	if !t.HasHoles() {
		return t.s
	}
	var b strings.Builder
	for lit, sym := range t.Pieces() {
		if lit != "" {
			b.WriteString(lit)
			continue
		}
		b.WriteString("${" + sym.Name() + "}")
	}
	return b.String()
}

// LiteralPrefix returns what stands before the first hole.
func (t Text) LiteralPrefix() string {
	if i := holeIndex(t.s); i >= 0 {
		return t.s[:i]
	}
	return t.s
}

// Cut splits the text at the first sep among its literal pieces. It reports
// false if there is none, or if a hole before it could hold one.
func (t Text) Cut(sep byte) (before, after Text, found bool) {
	at := 0
	for lit, sym := range t.Pieces() {
		if lit == "" {
			if sym.Class().admits(sep) {
				return t, Text{}, false
			}
			at += 8
			continue
		}
		if i := strings.IndexByte(lit, sep); i >= 0 {
			return Text{s: t.s[:at+i]}, Text{s: t.s[at+i+1:]}, true
		}
		at += len(lit)
	}
	return t, Text{}, false
}

// holeIndex returns where the first hole in s begins, or -1.
func holeIndex(s string) int {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], lead15)
		if i < 0 {
			return -1
		}
		at += i
		if at+8 <= len(s) && s[at+1] >= 0xB0 && s[at+4] == lead16 {
			return at
		}
		at++
	}
}

// holeAt decodes the hole that s begins with.
func holeAt(s string) Symbol {
	hi, _ := utf8.DecodeRuneInString(s)
	lo, _ := utf8.DecodeRuneInString(s[4:])
	return Symbol(hi-plane15)<<16 | Symbol(lo-plane16)
}
