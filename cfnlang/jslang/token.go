package jslang

import (
	"slices"
	"strings"
)

// A tokenKind is what a token is.
type tokenKind uint8

const (
	end     tokenKind = iota // of the file
	word                     // a name or a keyword; #name
	mark                     // punctuation; the longest one, but > is always alone
	quoted                   // a string
	digits                   // a number
	chunk                    // the text of a template up to an expression or to its end
	pattern                  // a regular expression: its text is what stands between the slashes
)

// A token is a part of the text of a file.
type token struct {
	kind       tokenKind
	line       bool // a line break stands before it
	last       bool // of a chunk: it ends the template
	start, end uint32
	match      uint32 // of a bracket: the token that closes it
	text       string // of a string and a chunk what it stands for
	raw        string // of a chunk as written, of a pattern its flags
}

// A mistake is why a text cannot be read, and where.
type mistake struct {
	start, end int
	what       string
}

// marks are the marks of more than one character, longest first.
var marks = strings.Fields("... === !== **= <<= &&= ||= ??= => == != ** <= << && || ?? ?. ++ -- += -= *= /= %= &= |= ^=")

// operands are the words behind which a slash begins a regular expression.
var operands = strings.Fields("return typeof case do else in instanceof new void delete throw await of yield")

// A lexer cuts a text into tokens.
type lexer struct {
	src      string
	at       int
	line     bool
	tokens   []token
	open     []int  // brackets that are not closed
	heads    []bool // of them: it belongs to if, for, while or with
	comments [][2]uint32
	mistake  *mistake
}

// scan returns the tokens of a text, the last of which is its end.
func scan(src string) *lexer {
	l := &lexer{src: src}
	if strings.HasPrefix(src, "\xEF\xBB\xBF") {
		l.at = 3
	}
	if strings.HasPrefix(src[l.at:], "#!") {
		l.at += lineLength(src[l.at:])
	}
	for l.mistake == nil && l.next() {
	}
	if n := len(l.open); n > 0 && l.mistake == nil {
		t := l.tokens[l.open[n-1]]
		l.fail(int(t.start), int(t.end), "nothing closes this "+t.text)
	}
	l.add(end, len(src), "")
	return l
}

func (l *lexer) fail(start, end int, what string) {
	if l.mistake == nil {
		l.mistake = &mistake{start, end, what}
	}
}

// add adds a token that ends where the lexer stands.
func (l *lexer) add(kind tokenKind, start int, text string) *token {
	if len(l.tokens) == maxTokens {
		l.fail(start, start, "the file has too many parts")
	}
	l.tokens = append(l.tokens, token{kind: kind, line: l.line, start: uint32(start), end: uint32(l.at), text: text})
	l.line = false
	return &l.tokens[len(l.tokens)-1]
}

// next reads one token; false at the end of the text.
func (l *lexer) next() bool {
	l.blanks()
	if l.at >= len(l.src) || l.mistake != nil {
		return false
	}
	start, c := l.at, l.src[l.at]
	switch {
	case c == '"' || c == '\'':
		l.at++
		text, closed := l.characters(c)
		if !closed {
			l.fail(start, l.at, "the string does not end on its line")
		}
		l.add(quoted, start, text)
	case c == '`':
		l.at++
		l.add(mark, start, "`")
		l.template()
	case c >= '0' && c <= '9' || c == '.' && l.at+1 < len(l.src) && isDigit(l.src[l.at+1]):
		l.number()
	case isNameByte(c) || c == '#':
		for l.at++; l.at < len(l.src) && (isNameByte(l.src[l.at]) || isDigit(l.src[l.at])); l.at++ {
		}
		l.add(word, start, l.src[start:l.at])
	case c == '/' && l.regexp():
		l.pattern()
	default:
		l.mark()
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isNameByte reports whether a byte may begin a name. What is no ASCII may.
func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || c >= 0x80
}

// blanks skips white space and comments.
func (l *lexer) blanks() {
	for l.at < len(l.src) {
		rest := l.src[l.at:]
		switch {
		case rest[0] == '\n' || rest[0] == '\r':
			l.line = true
			l.at++
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\v' || rest[0] == '\f':
			l.at++
		case strings.HasPrefix(rest, "\u00A0") || strings.HasPrefix(rest, "\u2028"):
			l.at += len("\u00A0")
			if rest[0] == 0xE2 {
				l.line, l.at = true, l.at+1
			}
		case strings.HasPrefix(rest, "\uFEFF"):
			l.at += len("\uFEFF")
		case strings.HasPrefix(rest, "//"):
			l.comment(lineLength(rest))
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest[2:], "*/")
			if n < 0 {
				l.fail(l.at, l.at+2, "nothing closes this comment")
				l.at = len(l.src)
				return
			}
			l.line = l.line || strings.Contains(rest[:n+2], "\n")
			l.comment(n + 4)
		default:
			return
		}
	}
}

func (l *lexer) comment(n int) {
	l.comments = append(l.comments, [2]uint32{uint32(l.at), uint32(l.at + n)})
	l.at += n
}

// lineLength returns how many bytes stand before the end of the line.
func lineLength(s string) int {
	if n := strings.IndexAny(s, "\r\n"); n >= 0 {
		return n
	}
	return len(s)
}

// template reads a chunk of a template.
func (l *lexer) template() {
	start := l.at
	text, closed := l.characters('`')
	switch {
	case closed:
		t := l.add(chunk, start, text)
		t.last, t.raw = true, l.src[start:l.at-1]
	case strings.HasPrefix(l.src[l.at:], "${"):
		l.add(chunk, start, text).raw = l.src[start:l.at]
		l.at += 2
		l.opens(l.add(mark, l.at-2, "${"), false)
	default:
		l.fail(start, start, "nothing closes this template")
	}
}

func (l *lexer) opens(t *token, head bool) {
	t.match = 0
	l.open, l.heads = append(l.open, len(l.tokens)-1), append(l.heads, head)
}

// regexp reports whether a slash begins a regular expression here, which the
// token before it tells in all but odd cases.
func (l *lexer) regexp() bool {
	if len(l.tokens) == 0 {
		return true
	}
	switch t := l.tokens[len(l.tokens)-1]; t.kind {
	case word:
		return slices.Contains(operands, t.text)
	case mark:
		switch t.text {
		case ")":
			return t.last // of the head of a statement
		case "]":
			return false
		case "}":
			return l.line
		}
		return true
	}
	return false
}

// pattern reads a regular expression.
func (l *lexer) pattern() {
	start, class := l.at, false
	for l.at++; l.at < len(l.src); l.at++ {
		switch c := l.src[l.at]; {
		case c == '\n':
			l.fail(start, l.at, "the regular expression does not end on its line")
			return
		case c == '\\' && l.at+1 < len(l.src) && l.src[l.at+1] != '\n':
			l.at++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			text := l.src[start+1 : l.at]
			flags := l.at + 1
			for l.at++; l.at < len(l.src) && isNameByte(l.src[l.at]); l.at++ {
			}
			l.add(pattern, start, text).raw = l.src[flags:l.at]
			return
		}
	}
	l.fail(start, start+1, "nothing closes this regular expression")
}

// mark reads punctuation, and notes which brackets belong together.
func (l *lexer) mark() {
	start, text := l.at, l.src[l.at:l.at+1]
	for _, m := range marks {
		if strings.HasPrefix(l.src[l.at:], m) {
			text = m
			break
		}
	}
	if text == "?." && l.at+2 < len(l.src) && isDigit(l.src[l.at+2]) {
		text = "?"
	}
	if !strings.Contains("(){}[];,<>+-*/%&|^!~?:=.@", text[:1]) {
		l.fail(start, start+1, "this character stands where none such may")
		return
	}
	l.at += len(text)
	t := l.add(mark, start, text)
	switch text {
	case "(":
		head := false
		if n := len(l.tokens) - 2; n >= 0 && l.tokens[n].kind == word {
			head = slices.Contains([]string{"if", "for", "while", "with"}, l.tokens[n].text)
		}
		l.opens(t, head)
	case "{", "[":
		l.opens(t, false)
	case ")", "}", "]":
		n := len(l.open) - 1
		if n < 0 || !pairs(l.tokens[l.open[n]].text, text) {
			l.fail(start, start+1, "this "+text+" closes nothing that is open")
			return
		}
		o := &l.tokens[l.open[n]]
		o.match, t.last = uint32(len(l.tokens)-1), l.heads[n]
		l.open, l.heads = l.open[:n], l.heads[:n]
		if o.text == "${" {
			l.template()
		}
	}
}

func pairs(open, close string) bool {
	return open == "(" && close == ")" || open == "[" && close == "]" || (open == "{" || open == "${") && close == "}"
}
