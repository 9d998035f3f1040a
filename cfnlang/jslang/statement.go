package jslang

// program parses all statements of a file.
func (p *parser) program() []stmt {
	var list []stmt
	for p.tok().kind != end {
		list = append(list, p.statement())
	}
	return list
}

// statement parses one statement. What says something of types only is empty.
func (p *parser) statement() stmt {
	from := p.at
	if !p.deeper() {
		return &blockStmt{p.span(from), nil}
	}
	defer func() { p.depth-- }()
	p.decorators()
	t := p.tok()
	if t.kind == mark {
		switch t.text {
		case "{":
			return p.block()
		case ";":
			p.advance()
			return &blockStmt{p.span(from), nil}
		}
	}
	if t.kind == word {
		if s := p.keyword(t.text); s != nil {
			return s
		}
		if p.peek(1).is(":") {
			label := p.advance().text
			p.advance()
			return p.labelled(p.statement(), label)
		}
		if p.typed {
			if s := p.typeStatement(); s != nil {
				return s
			}
		}
	}
	x := p.expression()
	p.semicolon()
	return &exprStmt{p.span(from), x}
}

// labelled gives a loop its label.
func (p *parser) labelled(s stmt, label string) stmt {
	switch s := s.(type) {
	case *loopStmt:
		s.label = label
	case *eachStmt:
		s.label = label
	case *switchStmt:
		s.label = label
	default:
		p.fail("only loops with labels are read")
	}
	return s
}

func (p *parser) block() *blockStmt {
	from := p.at
	list := p.body()
	return &blockStmt{p.span(from), list}
}

// keyword parses the statement that a word begins; nil if it begins none.
func (p *parser) keyword(text string) stmt {
	from := p.at
	switch text {
	case "var", "const":
		if text == "const" && p.typed && p.peek(1).is("enum") {
			p.advance()
			return p.enum()
		}
		return p.declaration()
	case "let":
		if next := p.peek(1); next.kind == word && !next.is("in") && !next.is("of") || next.is("{") || next.is("[") {
			return p.declaration()
		}
	case "function":
		return p.functionStatement()
	case "async":
		if p.peek(1).is("function") && !p.peek(1).line {
			return p.functionStatement()
		}
	case "class":
		name, x := p.class()
		return &opaqueStmt{p.span(from), name, x}
	case "if":
		p.advance()
		test := p.head()
		yes := p.statement()
		var no stmt
		if p.skip("else") {
			no = p.statement()
		}
		return &ifStmt{p.span(from), test, yes, no}
	case "return":
		p.advance()
		var x expr
		if !p.tok().line && !p.is(";") && !p.is("}") && p.tok().kind != end {
			x = p.expression()
		}
		p.semicolon()
		return &returnStmt{p.span(from), x}
	case "throw":
		p.advance()
		x := p.expression()
		p.semicolon()
		return &throwStmt{p.span(from), x}
	case "break", "continue":
		p.advance()
		s := &jumpStmt{flow: broke}
		if text == "continue" {
			s.flow = continued
		}
		if p.tok().kind == word && !p.tok().line {
			s.label = p.advance().text
		}
		p.semicolon()
		s.span = p.span(from)
		return s
	case "for":
		return p.forLoop()
	case "while":
		p.advance()
		test := p.head()
		body := p.statement()
		return &loopStmt{span: p.span(from), test: test, body: body}
	case "do":
		p.advance()
		body := p.statement()
		p.expect("while")
		test := p.head()
		p.skip(";")
		return &loopStmt{span: p.span(from), test: test, body: body, first: true}
	case "switch":
		return p.switchStatement()
	case "try":
		return p.try()
	case "debugger":
		p.advance()
		p.semicolon()
		return &blockStmt{p.span(from), nil}
	case "import":
		if next := p.peek(1); !next.is("(") && !next.is(".") {
			return p.importStatement()
		}
	case "export":
		return p.exportStatement()
	}
	return nil
}

// head parses an expression in brackets.
func (p *parser) head() (x expr) {
	p.expect("(")
	p.within(func() { x = p.expression() })
	p.expect(")")
	return x
}

// forLoop parses all loops that for begins.
func (p *parser) forLoop() stmt {
	from := p.at
	p.advance()
	p.skip("await")
	p.expect("(")
	inTest, inHead := p.inTest, p.inHead
	p.inTest, p.inHead = false, true
	var init stmt
	var to target
	kind := ""
	switch {
	case p.is(";"):
	case p.is("const") || p.is("let") || p.is("var"):
		d := p.declarations()
		kind, init, to = d.kind, d, d.list[0].to
	default:
		begin := p.at
		x := p.expression()
		init = &exprStmt{p.span(begin), x}
		if p.is("of") || p.is("in") {
			to = p.target(x)
		}
	}
	p.inTest, p.inHead = inTest, inHead
	if p.is("of") || p.is("in") {
		s := &eachStmt{kind: kind, to: to, in: p.advance().text == "in"}
		p.within(func() { s.over = p.expression() })
		p.expect(")")
		s.body = p.statement()
		s.span = p.span(from)
		return s
	}
	s := &loopStmt{init: init}
	p.within(func() {
		p.expect(";")
		if !p.is(";") {
			s.test = p.expression()
		}
		p.expect(";")
		if !p.is(")") {
			s.step = p.expression()
		}
	})
	p.expect(")")
	s.body = p.statement()
	s.span = p.span(from)
	return s
}

func (p *parser) switchStatement() stmt {
	from := p.at
	p.advance()
	s := &switchStmt{of: p.head()}
	p.expect("{")
	p.within(func() {
		for p.more("}") {
			one := switchCase{}
			if !p.skip("default") {
				p.expect("case")
				one.test = p.expression()
			}
			p.expect(":")
			for p.more("}") && !p.is("case") && !p.is("default") {
				one.body = append(one.body, p.statement())
			}
			s.cases = append(s.cases, one)
		}
	})
	p.expect("}")
	s.span = p.span(from)
	return s
}

func (p *parser) try() stmt {
	from := p.at
	p.advance()
	s := &tryStmt{body: p.block()}
	if p.skip("catch") {
		if p.skip("(") {
			s.caught = p.binding()
			p.annotation()
			p.expect(")")
		}
		s.catch = p.block()
	}
	if p.skip("finally") {
		s.finally = p.block()
	}
	s.span = p.span(from)
	return s
}
