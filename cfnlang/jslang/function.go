package jslang

// arrow parses an arrow function, nil if none comes next.
func (p *parser) arrow() expr {
	from := p.at
	async := false
	if p.is("async") && !p.peek(1).line && (p.peek(1).kind == word || p.peek(1).is("(") || p.peek(1).is("<")) {
		async = true
		p.advance()
	}
	switch {
	case p.tok().kind == word && p.peek(1).is("=>") && !p.peek(1).line:
		f := &functionExpr{arrow: true, async: async, parameters: []parameter{{to: p.binding()}}}
		return p.arrowBody(from, f)
	case p.typed && p.is("<"):
		if to, ok := p.typeArguments(); ok && p.tokens[to].is("(") {
			p.at = to
		}
	}
	if !p.is("(") || !p.isArrow() {
		p.at = from
		return nil
	}
	f := &functionExpr{arrow: true, async: async, parameters: p.parameters()}
	p.annotation()
	return p.arrowBody(from, f)
}

// isArrow reports whether the bracket that comes next holds the parameters of
// an arrow function.
func (p *parser) isArrow() bool {
	behind := p.behind()
	if p.tokens[behind].is("=>") {
		return !p.tokens[behind].line
	}
	if !p.typed || p.inTest || !p.tokens[behind].is(":") {
		return false
	}
	at, m, depth := p.at, p.mistake, p.depth
	p.at = behind + 1
	p.skipType()
	is := p.mistake == nil && p.is("=>")
	p.at, p.mistake, p.depth = at, m, depth
	p.steps += 10
	return is
}

func (p *parser) arrowBody(from int, f *functionExpr) expr {
	p.expect("=>")
	if p.is("{") {
		f.body = p.body()
	} else {
		f.result = p.assignment()
	}
	f.span = p.span(from)
	return f
}

// function parses function name() {}.
func (p *parser) function() *functionExpr {
	from := p.at
	f := &functionExpr{async: p.skip("async")}
	p.expect("function")
	f.generator = p.skip("*")
	if p.tok().kind == word {
		f.name = p.advance().text
	}
	p.rest(f)
	f.span = p.span(from)
	return f
}

// rest parses the parameters and the body of a function.
func (p *parser) rest(f *functionExpr) {
	if p.typed && p.is("<") {
		p.skipTypeArguments()
	}
	f.parameters = p.parameters()
	p.annotation()
	if !p.is("{") { // a signature of TypeScript, which another follows
		p.semicolon()
		return
	}
	f.body = p.body()
}

func (p *parser) parameters() (list []parameter) {
	p.expect("(")
	p.within(func() {
		for p.more(")") {
			p.decorators()
			one := parameter{rest: p.skip("...")}
			if p.is("this") { // a type only
				p.advance()
				p.annotation()
				p.skip(",")
				continue
			}
			one.to = p.binding()
			if p.typed {
				p.skip("?")
			}
			p.annotation()
			if p.skip("=") {
				one.with = p.assignment()
			}
			list = append(list, one)
			if !p.skip(",") {
				break
			}
		}
	})
	p.expect(")")
	return list
}

// body parses the statements of a function; they are never nil.
func (p *parser) body() []stmt {
	list := []stmt{}
	p.expect("{")
	p.within(func() {
		for p.more("}") {
			list = append(list, p.statement())
		}
	})
	p.expect("}")
	return list
}
