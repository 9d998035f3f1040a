package jslang

import "slices"

// A parser reads the tokens of a file. At the first mistake it stands at the
// end, so that all that it is within ends, too.
type parser struct {
	file    *file
	tokens  []token
	at      int
	depth   int
	steps   int             // of looking ahead
	typed   bool            // the file is TypeScript
	inTest  bool            // a colon ends the expression: a ? HERE : b
	inHead  bool            // in ends the expression: for (x in y)
	used    map[string]bool // names that are used as values
	mistake *mistake
}

func (p *parser) tok() *token { return &p.tokens[p.at] }

// peek returns a token further on.
func (p *parser) peek(n int) *token { return &p.tokens[min(p.at+n, len(p.tokens)-1)] }

// is reports whether the next token is the mark or word.
func (p *parser) is(text string) bool { return p.tok().is(text) }

func (t *token) is(text string) bool {
	return t.text == text && (t.kind == mark || t.kind == word)
}

func (p *parser) advance() *token {
	t := p.tok()
	if p.at < len(p.tokens)-1 {
		p.at++
	}
	return t
}

// skip passes the mark or word if it comes next.
func (p *parser) skip(text string) bool {
	if !p.is(text) {
		return false
	}
	p.advance()
	return true
}

// expect passes the mark or word, which must come next.
func (p *parser) expect(text string) {
	if !p.skip(text) {
		p.unexpected(text + " is missing before ")
	}
}

// unexpected notes that the next token is a mistake.
func (p *parser) unexpected(what string) {
	t := p.tok()
	switch t.kind {
	case end:
		what += "the end of the file"
	case quoted, chunk:
		what += "a text"
	default:
		what += shortened(t.text)
	}
	p.fail(what)
}

func (p *parser) fail(what string) {
	if p.mistake == nil {
		t := p.tok()
		p.mistake = &mistake{int(t.start), int(t.end), what}
	}
	p.at = len(p.tokens) - 1
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 100 {
		return string(r[:100]) + "…"
	}
	return s
}

// deeper notes that something begins within something else; false if that is too
// deep.
func (p *parser) deeper() bool {
	if p.depth++; p.depth > maxDepth {
		p.fail("expressions and statements are nested too deeply")
	}
	return p.mistake == nil
}

// more reports whether a list that the mark ends goes on.
func (p *parser) more(closing string) bool {
	return !p.is(closing) && p.tok().kind != end
}

// span returns a new span that begins where a token does, and ends where the
// last token ended.
func (p *parser) span(from int) span {
	last := max(p.at-1, from)
	return p.file.span(int(p.tokens[from].start), int(p.tokens[last].end))
}

// name passes a name.
func (p *parser) name() string {
	if p.tok().kind != word {
		p.unexpected("a name is missing before ")
		return ""
	}
	return p.advance().text
}

// semicolon passes the end of a statement.
func (p *parser) semicolon() {
	if p.skip(";") || p.is("}") || p.tok().kind == end || p.tok().line {
		return
	}
	p.unexpected("a semicolon is missing before ")
}

// behind returns the token behind the bracket that closes the next one.
func (p *parser) behind() int {
	return min(max(int(p.tok().match), p.at)+1, len(p.tokens)-1)
}

// skipBrackets passes a bracket and all within it.
func (p *parser) skipBrackets() { p.at = p.behind() }

// skipTemplate passes a template.
func (p *parser) skipTemplate() {
	p.advance()
	for p.tok().kind == chunk {
		if p.advance().last {
			return
		}
		p.skipBrackets()
	}
}

// skipType passes a type.
func (p *parser) skipType() {
	if !p.deeper() {
		return
	}
	defer func() { p.depth-- }()
	for {
		for p.is("|") || p.is("&") {
			p.advance()
		}
		for slices.Contains([]string{"keyof", "typeof", "readonly", "unique", "infer", "asserts", "abstract", "new"}, p.tok().text) &&
			p.tok().kind == word && !typeEnds(p.peek(1)) {
			p.advance()
		}
		switch t := p.tok(); {
		case t.is("("):
			p.skipBrackets()
			if p.skip("=>") {
				p.skipType()
				return
			}
		case t.is("{"), t.is("["):
			p.skipBrackets()
		case t.is("<"):
			p.skipTypeArguments()
			continue
		case t.is("`"):
			p.skipTemplate()
		case t.is("-"):
			p.advance()
			p.advance()
		case t.kind == word:
			p.advance()
			if t.text == "import" && p.is("(") {
				p.skipBrackets()
			}
			for p.is(".") {
				p.advance()
				p.advance()
			}
			if p.is("<") {
				p.skipTypeArguments()
			}
			if p.is("is") && !p.tok().line {
				p.advance()
				continue
			}
		case t.kind == quoted || t.kind == digits:
			p.advance()
		default:
			p.unexpected("a type is missing before ")
			return
		}
		for p.is("[") && !p.tok().line {
			p.skipBrackets()
		}
		if p.is("extends") && !p.tok().line {
			p.advance()
			p.skipType()
			p.expect("?")
			p.skipType()
			p.expect(":")
			p.skipType()
			return
		}
		if !p.is("|") && !p.is("&") {
			return
		}
	}
}

// typeEnds reports whether a token cannot go on with a type that a word begins.
func typeEnds(t *token) bool {
	return t.kind == end || t.kind == mark && t.text != "{" && t.text != "(" && t.text != "[" && t.text != "<" && t.text != "`"
}

// skipTypeArguments passes <A, B>, and <T extends A = B> of a declaration.
func (p *parser) skipTypeArguments() {
	if to, ok := p.typeArguments(); ok {
		p.at = to
		return
	}
	p.unexpected("a type is missing before ")
}

// inTypes are the marks that types are made of.
var inTypes = []string{",", ".", "|", "&", "?", ":", "=>", "=", "-", "...", "+"}

// typeArguments returns the token behind type arguments; false if what comes
// next is none.
func (p *parser) typeArguments() (to int, ok bool) {
	nested := 0
	for i := p.at; i < len(p.tokens); i++ {
		if p.steps++; p.steps > 20*len(p.tokens)+1000 {
			p.fail("it takes too many steps to tell types from expressions")
			return 0, false
		}
		switch t := &p.tokens[i]; {
		case t.is("<"):
			nested++
		case t.is(">"):
			if nested--; nested == 0 {
				return i + 1, true
			}
		case t.is("("), t.is("["), t.is("{"), t.is("${"):
			i = max(int(t.match), i)
		case t.kind == mark && t.text != "`" && !slices.Contains(inTypes, t.text), t.kind == end, t.kind == pattern:
			return 0, false
		}
	}
	return 0, false
}

// annotation passes the type of what was declared, if one is written.
func (p *parser) annotation() {
	if p.typed && p.skip(":") {
		p.skipType()
	}
}
