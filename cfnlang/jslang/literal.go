package jslang

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// characters reads the characters of a string up to the quote, which it passes;
// false if another character ends them: the end of the line or file, and ${ in
// a template.
func (l *lexer) characters(quote byte) (string, bool) {
	var out strings.Builder
	from := l.at
	for l.at < len(l.src) {
		switch c := l.src[l.at]; {
		case c == quote:
			out.WriteString(l.src[from:l.at])
			l.at++
			return out.String(), true
		case c == '\\':
			out.WriteString(l.src[from:l.at])
			l.escape(&out, quote == '`')
			from = l.at
		case quote != '`' && (c == '\n' || c == '\r'), quote == '`' && strings.HasPrefix(l.src[l.at:], "${"):
			out.WriteString(l.src[from:l.at])
			return out.String(), false
		case c == '\r': // a line of a template ends in \n, however it is written
			out.WriteString(l.src[from:l.at])
			if l.at++; l.at == len(l.src) || l.src[l.at] != '\n' {
				out.WriteByte('\n')
			}
			from = l.at
		default:
			l.at++
		}
	}
	return "", false
}

// escape reads an escape sequence. In a template anything may stand: a tag may
// take it as it is written.
func (l *lexer) escape(out *strings.Builder, template bool) {
	start := l.at
	if l.at++; l.at >= len(l.src) {
		return
	}
	c := l.src[l.at]
	l.at++
	if i := strings.IndexByte("bfnrtv", c); i >= 0 {
		out.WriteByte("\b\f\n\r\t\v"[i])
		return
	}
	switch {
	case c == '\r' && strings.HasPrefix(l.src[l.at:], "\n"):
		l.at++
	case c == '\n' || c == '\r':
	case c == '0' && (l.at == len(l.src) || !isDigit(l.src[l.at])):
		out.WriteByte(0)
	case c == 'x' || c == 'u':
		l.at = start
		r, ok := l.unit()
		if high := l.at; ok && utf16.IsSurrogate(r) {
			low, second := l.unit()
			if r = utf16.DecodeRune(r, low); !second || r == utf8.RuneError {
				l.at = high
			}
		}
		if !ok {
			l.at = start + 2
			if !template {
				l.fail(start, l.at, "this is no escape sequence")
			}
		}
		out.WriteRune(r)
	case isDigit(c):
		if !template {
			l.fail(start, l.at, "octal escape sequences are not read")
		}
	default:
		out.WriteByte(c)
	}
}

// unit reads \x.., \u.... or \u{…}.
func (l *lexer) unit() (rune, bool) {
	rest := l.src[l.at:]
	digits, skip := "", 0
	switch {
	case strings.HasPrefix(rest, `\u{`):
		n := strings.IndexByte(rest, '}')
		if n < 0 {
			return 0, false
		}
		digits, skip = rest[3:n], n+1
	case strings.HasPrefix(rest, `\u`) && len(rest) >= 6:
		digits, skip = rest[2:6], 6
	case strings.HasPrefix(rest, `\x`) && len(rest) >= 4:
		digits, skip = rest[2:4], 4
	default:
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || n > utf8.MaxRune {
		return 0, false
	}
	l.at += skip
	return rune(n), true
}

// number reads a number.
func (l *lexer) number() {
	start := l.at
	for l.at < len(l.src) {
		c := l.src[l.at]
		sign := (c == '+' || c == '-') && l.src[l.at-1]|0x20 == 'e' && !strings.HasPrefix(l.src[start:], "0x") && !strings.HasPrefix(l.src[start:], "0X")
		if !isDigit(c) && !isNameByte(c) && c != '.' && !sign {
			break
		}
		l.at++
	}
	text := l.src[start:l.at]
	if _, ok := parseNumber(text); !ok && !strings.HasSuffix(text, "n") {
		l.fail(start, l.at, "this is no number")
	}
	l.add(digits, start, text)
}

// parseNumber returns the number that a literal stands for.
func parseNumber(s string) (float64, bool) {
	s = strings.ReplaceAll(s, "_", "")
	if len(s) > 2 && s[0] == '0' && strings.IndexByte("xXoObB", s[1]) >= 0 {
		n, ok := new(big.Int).SetString(s, 0)
		if !ok || len(s) > 300 {
			return 0, false
		}
		f, _ := new(big.Float).SetInt(n).Float64()
		return f, true
	}
	if s == "" || len(s) > 1 && s[0] == '0' && isDigit(s[1]) || strings.ContainsAny(s, "xXpPiI") {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil || math.IsInf(f, 0)
}

// formatNumber returns a number as JavaScript writes it (ECMAScript,
// Number::toString).
func formatNumber(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		return "0"
	}
	if a := math.Abs(f); a >= 1e-6 && a < 1e21 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	s := strconv.FormatFloat(f, 'e', -1, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	return mantissa + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
}
