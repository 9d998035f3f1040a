package jslang

import "slices"

// strength of binary operators.
var strength = map[string]int{
	"??": 1, "||": 2, "&&": 3, "|": 4, "^": 5, "&": 6, "==": 7, "!=": 7, "===": 7, "!==": 7,
	"<": 8, ">": 8, "<=": 8, ">=": 8, "instanceof": 8, "in": 8, "<<": 9, ">>": 9, ">>>": 9,
	"+": 10, "-": 10, "*": 11, "/": 11, "%": 11, "**": 12,
}

var assignments = []string{"=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", "&=", "|=", "^=", "&&=", "||=", "??="}

// within parses something in brackets, in which neither a colon nor in ends an
// expression.
func (p *parser) within(parse func()) {
	inTest, inHead := p.inTest, p.inHead
	p.inTest, p.inHead = false, false
	parse()
	p.inTest, p.inHead = inTest, inHead
}

// expression parses an expression, with commas.
func (p *parser) expression() expr {
	from := p.at
	x := p.assignment()
	if !p.is(",") {
		return x
	}
	list := []expr{x}
	for p.skip(",") {
		list = append(list, p.assignment())
	}
	return &sequenceExpr{p.span(from), list}
}

// assignment parses an expression without commas.
func (p *parser) assignment() expr {
	from := p.at
	if !p.deeper() {
		return p.nothing()
	}
	defer func() { p.depth-- }()
	if f := p.arrow(); f != nil {
		return f
	}
	if p.is("yield") && !p.peek(1).is("=") {
		p.advance()
		p.skip("*")
		if !p.tok().line && !p.is(")") && !p.is("]") && !p.is("}") && !p.is(",") && !p.is(";") {
			p.assignment()
		}
		return &opaqueExpr{p.span(from), "yield gives what only Node.js can tell", nil}
	}
	x := p.conditional()
	operator := p.tok().text
	if p.tok().kind != mark || !slices.Contains(assignments, operator) {
		return x
	}
	to := p.target(x)
	p.advance()
	value := p.assignment()
	return &assignExpr{p.span(from), operator[:len(operator)-1], to, value}
}

// nothing stands for what could not be parsed.
func (p *parser) nothing() expr { return &opaqueExpr{p.span(p.at), "it cannot be read", nil} }

// target returns an expression as what is assigned to.
func (p *parser) target(x expr) target {
	switch x := x.(type) {
	case *nameExpr, *getExpr:
		return x
	case *wrapExpr:
		return p.target(x.of)
	case *assignExpr: // a default of a pattern is taken away before
	case *arrayExpr:
		to := &arrayPattern{span: x.span}
		for _, e := range x.elements {
			if s, ok := e.(*spreadExpr); ok {
				to.rest = p.target(s.of)
				continue
			}
			to.elements = append(to.elements, p.patternMember(e))
		}
		return to
	case *objectExpr:
		to := &objectPattern{span: x.span}
		for _, m := range x.members {
			if m.kind == spreadMember {
				to.rest = p.target(m.value)
				continue
			}
			member := p.patternMember(m.value)
			member.name, member.key = m.name, m.key
			if m.with != nil {
				member.with = m.with
			}
			to.members = append(to.members, member)
		}
		return to
	}
	p.fail("nothing can be assigned to this expression")
	return nil
}

func (p *parser) patternMember(x expr) patternMember {
	if x == nil {
		return patternMember{}
	}
	if a, ok := x.(*assignExpr); ok && a.operator == "" {
		return patternMember{to: a.to, with: a.value}
	}
	return patternMember{to: p.target(x)}
}

// conditional parses a ? b : c.
func (p *parser) conditional() expr {
	from := p.at
	test := p.binary(0)
	if !p.is("?") {
		return test
	}
	p.advance()
	inTest, inHead := p.inTest, p.inHead
	p.inTest, p.inHead = true, false
	yes := p.assignment()
	p.inTest, p.inHead = inTest, inHead
	p.expect(":")
	no := p.assignment()
	return &conditionalExpr{p.span(from), test, yes, no}
}

// operator returns the binary operator that comes next, and of how many tokens
// it is made.
func (p *parser) operator() (string, int) {
	t := p.tok()
	if t.kind != mark && !t.is("instanceof") && !t.is("in") || t.is("in") && p.inHead {
		return "", 0
	}
	text, n := t.text, 1
	if text == ">" { // the lexer leaves > alone, for the sake of types
		for n < 4 && p.peek(n).start == p.peek(n-1).end && (p.peek(n).is(">") || p.peek(n).is("=")) {
			text += p.peek(n).text
			n++
		}
	}
	return text, n
}

// binary parses operators that bind stronger than given.
func (p *parser) binary(than int) expr {
	from := p.at
	x := p.unary()
	for p.mistake == nil {
		if p.typed && (p.is("as") || p.is("satisfies")) && !p.tok().line && than < 8 {
			p.advance()
			p.skipType()
			continue
		}
		operator, n := p.operator()
		s := strength[operator]
		if s <= than {
			return x
		}
		p.at += n
		if operator == "**" {
			s--
		}
		y := p.binary(s)
		x = &binaryExpr{p.span(from), operator, x, y}
	}
	return x
}

func (p *parser) unary() expr {
	from := p.at
	if !p.deeper() {
		return p.nothing()
	}
	defer func() { p.depth-- }()
	t := p.tok()
	if t.kind == mark || t.kind == word {
		switch t.text {
		case "!", "-", "+", "~", "typeof", "void", "delete":
			p.advance()
			of := p.unary()
			return &unaryExpr{p.span(from), t.text, of}
		case "++", "--":
			p.advance()
			of := p.unary()
			return &updateExpr{p.span(from), step(t.text), true, of}
		case "await":
			if next := p.peek(1); next.kind != end && (next.kind != mark || next.is("(") || next.is("[") || next.is("{") || next.is("`")) {
				p.advance()
				of := p.unary()
				return &awaitExpr{p.span(from), of}
			}
		case "<": // a type assertion
			if p.typed {
				p.skipTypeArguments()
				return p.unary()
			}
		}
	}
	x := p.postfix()
	if t := p.tok(); (t.is("++") || t.is("--")) && !t.line {
		p.advance()
		return &updateExpr{p.span(from), step(t.text), false, x}
	}
	return x
}

func step(operator string) float64 {
	if operator == "--" {
		return -1
	}
	return 1
}

// postfix parses a primary expression and what is got from it and called.
func (p *parser) postfix() expr {
	from := p.at
	var x expr
	if p.is("new") {
		x = p.newExpr()
	} else {
		x = p.primary()
	}
	for p.mistake == nil {
		next, ok := p.suffix(from, x, true)
		if !ok {
			break
		}
		x = next
	}
	return x
}

// suffix parses one .name, [key], call or template behind x; false if there is
// none.
func (p *parser) suffix(from int, x expr, calls bool) (expr, bool) {
	switch t := p.tok(); {
	case t.is("."), t.is("?."):
		p.advance()
		if t.text == "?." && p.is("[") {
			return p.index(from, x, true), true
		}
		if t.text == "?." && p.is("(") {
			arguments := p.arguments()
			return &callExpr{p.span(from), x, arguments, true, false}, true
		}
		name := p.name()
		return &getExpr{p.span(from), x, name, nil, t.text == "?."}, true
	case t.is("["):
		return p.index(from, x, false), true
	case t.is("(") && calls:
		arguments := p.arguments()
		return &callExpr{p.span(from), x, arguments, false, false}, true
	case t.is("`"):
		made := p.templateExpr(from)
		made.tag = x
		return made, true
	case t.is("!") && p.typed && !t.line:
		p.advance()
		return x, true
	case t.is("<") && p.typed && calls:
		to, ok := p.typeArguments()
		if _, constant := x.(*literal); ok && !constant && !(p.tokens[to].is("=") && p.tokens[to].start == p.tokens[to-1].end) && (p.tokens[to].is("(") || p.tokens[to].is("`") || typeEnds(&p.tokens[to])) {
			p.at = to
			return x, true
		}
	}
	return x, false
}

func (p *parser) index(from int, x expr, optional bool) expr {
	p.advance()
	var key expr
	p.within(func() { key = p.expression() })
	p.expect("]")
	return &getExpr{p.span(from), x, "", key, optional}
}

func (p *parser) arguments() (list []expr) {
	p.expect("(")
	p.within(func() {
		for p.more(")") {
			list = append(list, p.element())
			if !p.skip(",") {
				break
			}
		}
	})
	p.expect(")")
	return list
}

// element parses an argument, or an element of an array.
func (p *parser) element() expr {
	from := p.at
	if p.skip("...") {
		of := p.assignment()
		return &spreadExpr{p.span(from), of}
	}
	return p.assignment()
}
