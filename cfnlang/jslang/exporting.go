package jslang

// importStatement parses the import of another file or package. That of types
// only is empty.
func (p *parser) importStatement() stmt {
	from := p.at
	p.advance()
	s := &importStmt{}
	types := false
	if next := p.peek(1); p.typed && p.is("type") && !next.is(",") && !next.is("from") && !next.is("=") {
		p.advance()
		types = true
	}
	if p.tok().kind != quoted {
		if p.tok().kind == word {
			begin := p.at
			local := p.name()
			if p.skip("=") {
				return p.importEquals(from, begin, local, types)
			}
			s.names = append(s.names, importName{p.span(begin), local, "default"})
			p.skip(",")
		}
		begin := p.at
		switch {
		case p.skip("*"):
			p.expect("as")
			local := p.name()
			s.names = append(s.names, importName{p.span(begin), local, "*"})
		case p.is("{"):
			s.names = append(s.names, p.names(true)...)
		}
		p.expect("from")
	}
	s.from = p.source()
	p.semicolon()
	s.span = p.span(from)
	if types {
		return &blockStmt{s.span, nil}
	}
	return s
}

// importEquals parses import name = require('x') and import name = A.B.
func (p *parser) importEquals(from, begin int, local string, types bool) stmt {
	to := &nameExpr{p.span(begin), local}
	x := p.expression()
	p.semicolon()
	if types {
		return &blockStmt{p.span(from), nil}
	}
	return &declareStmt{p.span(from), "const", []declaration{{to, x}}}
}

// source parses from where something is imported.
func (p *parser) source() string {
	if p.tok().kind != quoted {
		p.unexpected("the name of a file is missing before ")
		return ""
	}
	name := p.advance().text
	if (p.is("with") || p.is("assert")) && p.peek(1).is("{") {
		p.advance()
		p.skipBrackets()
	}
	return name
}

// names parses {a, b as c}, with the names of types left out. In an import the
// local name comes last, in an export first.
func (p *parser) names(imported bool) (list []importName) {
	p.expect("{")
	for p.more("}") {
		from := p.at
		types := false
		if next := p.peek(1); p.typed && p.is("type") && (next.kind == word || next.kind == quoted) && (!next.is("as") || p.peek(2).is("as")) {
			p.advance()
			types = true
		}
		first := p.exported()
		second := first
		if p.skip("as") {
			second = p.exported()
		}
		if !imported {
			first, second = second, first
		}
		if !types {
			list = append(list, importName{p.span(from), second, first})
		}
		if !p.skip(",") {
			break
		}
	}
	p.expect("}")
	return list
}

// exported parses the name under which something is exported.
func (p *parser) exported() string {
	if p.tok().kind == quoted {
		return p.advance().text
	}
	return p.name()
}

func (p *parser) exportStatement() stmt {
	from := p.at
	p.advance()
	switch {
	case p.skip("default"):
		return p.exportDefault(from)
	case p.typed && p.skip("="):
		x := p.expression()
		p.semicolon()
		return &defaultStmt{p.span(from), x, true}
	case p.typed && p.is("as") && p.peek(1).is("namespace"):
		p.advance()
		p.advance()
		p.name()
		p.semicolon()
		return &blockStmt{p.span(from), nil}
	case p.is("*"), p.typed && p.is("type") && p.peek(1).is("*"):
		types := p.skip("type")
		p.advance()
		one := importName{p.span(from), "*", "*"}
		if p.skip("as") {
			one.name = p.exported()
		}
		p.expect("from")
		s := &exportStmt{names: []importName{one}, from: p.source()}
		p.semicolon()
		s.span = p.span(from)
		if types {
			return &blockStmt{s.span, nil}
		}
		return s
	case p.is("{"), p.typed && p.is("type") && p.peek(1).is("{"):
		types := p.skip("type")
		s := &exportStmt{names: p.names(false)}
		if p.skip("from") {
			s.from = p.source()
		} else {
			for _, n := range s.names {
				p.use(from, n.local)
			}
		}
		p.semicolon()
		s.span = p.span(from)
		if types {
			return &blockStmt{s.span, nil}
		}
		return s
	}
	what := p.statement()
	s := &exportStmt{span: p.span(from), what: what}
	for _, n := range declared(what) {
		s.names = append(s.names, importName{s.span, n, n})
	}
	return s
}

func (p *parser) exportDefault(from int) stmt {
	p.decorators()
	if p.typed && (p.is("interface") || p.is("abstract")) && p.peek(1).kind == word {
		s := p.typeStatement()
		if o, ok := s.(*opaqueStmt); ok {
			return &defaultStmt{p.span(from), o.opaqueExpr, false}
		}
		return s
	}
	function := p.is("function") || p.is("async") && p.peek(1).is("function")
	x := p.assignment()
	if f, ok := x.(*functionExpr); ok && function && f.name != "" { // its name is declared, too
		what := &functionStmt{p.span(from), f}
		return &exportStmt{span: what.span, what: what, names: []importName{{what.span, f.name, "default"}}}
	}
	if !function {
		p.semicolon()
	}
	return &defaultStmt{p.span(from), x, false}
}

// declared returns the names that a statement declares.
func declared(s stmt) (names []string) {
	switch s := s.(type) {
	case *declareStmt:
		for _, d := range s.list {
			names = append(names, bound(d.to)...)
		}
	case *functionStmt:
		names = append(names, s.name)
	case *opaqueStmt:
		names = append(names, s.name)
	case *enumStmt:
		names = append(names, s.name)
	}
	return names
}

// bound returns the names that a pattern binds.
func bound(to target) (names []string) {
	var members []patternMember
	var rest target
	switch to := to.(type) {
	case *nameExpr:
		return []string{to.name}
	case *objectPattern:
		members, rest = to.members, to.rest
	case *arrayPattern:
		members, rest = to.elements, to.rest
	}
	for _, m := range members {
		names = append(names, bound(m.to)...)
	}
	if rest != nil {
		names = append(names, bound(rest)...)
	}
	return names
}
