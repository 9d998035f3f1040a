package jslang

import "slices"

func (p *parser) newExpr() expr {
	from := p.at
	p.advance()
	if p.is(".") { // new.target
		p.advance()
		p.advance()
		return &opaqueExpr{p.span(from), "new.target is what only Node.js can tell", nil}
	}
	if !p.deeper() {
		return p.nothing()
	}
	defer func() { p.depth-- }()
	begin := p.at
	var x expr
	if p.is("new") {
		x = p.newExpr()
	} else {
		x = p.primary()
	}
	for p.mistake == nil {
		next, ok := p.suffix(begin, x, false)
		if !ok {
			break
		}
		x = next
	}
	if p.typed && p.is("<") {
		p.skipTypeArguments()
	}
	var arguments []expr
	if p.is("(") {
		arguments = p.arguments()
	}
	return &callExpr{p.span(from), x, arguments, false, true}
}

// primary parses what no operator takes apart.
func (p *parser) primary() expr {
	from := p.at
	t := p.tok()
	switch t.kind {
	case quoted:
		p.advance()
		s := p.span(from)
		return &literal{s, val{kind: textVal, text: t.text}}
	case digits:
		p.advance()
		s := p.span(from)
		if n, ok := parseNumber(t.text); ok {
			return &literal{s, val{kind: numberVal, number: n}}
		}
		return &opaqueExpr{s, "a BigInt is nothing that a configuration may hold", nil}
	case pattern:
		p.advance()
		return &regexpExpr{p.span(from), t.text, t.raw}
	case word:
		return p.word()
	case mark:
		switch t.text {
		case "(":
			return p.parenthesized()
		case "[":
			return p.array()
		case "{":
			return p.object()
		case "`":
			return p.templateExpr(from)
		case "@":
			p.decorators()
			return p.primary()
		}
	}
	p.unexpected("an expression is missing before ")
	return p.nothing()
}

func (p *parser) parenthesized() expr {
	from := p.at
	p.advance()
	var x expr
	p.within(func() { x = p.expression() })
	p.expect(")")
	return &wrapExpr{p.span(from), x}
}

func (p *parser) array() expr {
	from := p.at
	p.advance()
	var list []expr
	p.within(func() {
		for p.more("]") {
			if p.skip(",") {
				list = append(list, nil)
				continue
			}
			list = append(list, p.element())
			if !p.skip(",") {
				break
			}
		}
	})
	p.expect("]")
	return &arrayExpr{p.span(from), list}
}

func (p *parser) templateExpr(from int) *templateExpr {
	x := &templateExpr{}
	p.expect("`")
	for p.tok().kind == chunk {
		t := p.advance()
		x.chunks, x.raw = append(x.chunks, t.text), append(x.raw, t.raw)
		if t.last {
			break
		}
		p.expect("${")
		p.within(func() { x.parts = append(x.parts, p.expression()) })
		p.expect("}")
	}
	x.span = p.span(from)
	return x
}

// word parses a name, or an expression that a word begins.
func (p *parser) word() expr {
	from := p.at
	t := p.advance()
	switch t.text {
	case "true", "false":
		return &literal{p.span(from), val{kind: boolVal, is: t.text == "true"}}
	case "null":
		return &literal{p.span(from), val{kind: nullVal}}
	case "function":
		p.at = from
		return p.function()
	case "async":
		if p.is("function") && !p.tok().line {
			p.at = from
			return p.function()
		}
	case "class":
		p.at = from
		_, x := p.class()
		return x
	case "this", "super":
		return &nameExpr{p.span(from), t.text}
	case "import":
		if p.is("(") {
			arguments := p.arguments()
			return &callExpr{p.span(from), &nameExpr{p.span(from), "import"}, arguments, false, false}
		}
		if p.skip(".") {
			p.name()
			return &nameExpr{p.span(from), "import.meta"}
		}
	}
	if slices.Contains(reserved, t.text) {
		p.at = from
		p.unexpected("an expression is missing before ")
		return p.nothing()
	}
	return p.use(from, t.text)
}

// use notes that a name is used as a value.
func (p *parser) use(from int, name string) *nameExpr {
	if p.used != nil {
		p.used[name] = true
	}
	return &nameExpr{p.span(from), name}
}

// reserved are words that no expression begins with, nor is a name.
var reserved = []string{
	"break", "case", "catch", "const", "continue", "debugger", "default", "do", "else", "enum", "export", "extends",
	"finally", "for", "if", "import", "in", "instanceof", "return", "switch", "throw", "try", "var", "while", "with",
}
