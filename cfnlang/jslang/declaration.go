package jslang

// typeStatement passes a declaration of TypeScript; nil if none comes next.
func (p *parser) typeStatement() stmt {
	from := p.at
	next := p.peek(1)
	if next.line {
		return nil
	}
	switch p.tok().text {
	case "interface":
		if next.kind != word {
			return nil
		}
		for p.more("{") {
			if p.is("<") {
				p.skipTypeArguments()
			} else {
				p.advance()
			}
		}
		p.skipBrackets()
	case "type":
		if next.kind != word {
			return nil
		}
		p.advance()
		p.name()
		if p.is("<") {
			p.skipTypeArguments()
		}
		p.expect("=")
		p.skipType()
		p.semicolon()
	case "declare", "abstract":
		if next.kind != word {
			return nil
		}
		declares := p.advance().text == "declare"
		if s := p.statement(); !declares {
			return s
		}
	case "namespace", "module", "global":
		if next.kind != word && next.kind != quoted && !(p.is("global") && next.is("{")) {
			return nil
		}
		name := ""
		for p.more("{") {
			if t := p.advance(); name == "" && t != &p.tokens[from] {
				name = t.text
			}
			if p.tok().line {
				break
			}
		}
		var changes []string
		if p.is("{") {
			changes = p.changed()
		}
		return &opaqueStmt{p.span(from), name, &opaqueExpr{p.span(from), "the namespace " + shortened(name) + " is code, which only Node.js runs", changes}}
	case "enum":
		if next.kind != word {
			return nil
		}
		return p.enum()
	default:
		return nil
	}
	return &blockStmt{p.span(from), nil}
}

// enum parses an enum of TypeScript.
func (p *parser) enum() stmt {
	from := p.at
	p.expect("enum")
	s := &enumStmt{name: p.name()}
	p.expect("{")
	p.within(func() {
		for p.more("}") {
			begin := p.at
			m := memberExpr{}
			m.name, m.key = p.key()
			m.value = p.initial()
			m.span = p.span(begin)
			s.members = append(s.members, m)
			if !p.skip(",") {
				break
			}
		}
	})
	p.expect("}")
	s.span = p.span(from)
	return s
}

// declaration parses const, let and var.
func (p *parser) declaration() stmt {
	from := p.at
	s := p.declarations()
	p.semicolon()
	s.span = p.span(from)
	return s
}

func (p *parser) declarations() *declareStmt {
	from := p.at
	s := &declareStmt{kind: p.advance().text}
	for {
		d := declaration{to: p.binding()}
		if p.typed {
			p.skip("!")
		}
		p.annotation()
		d.init = p.initial()
		s.list = append(s.list, d)
		if !p.skip(",") {
			break
		}
	}
	s.span = p.span(from)
	return s
}

func (p *parser) functionStatement() stmt {
	from := p.at
	f := p.function()
	if f.body == nil {
		return &blockStmt{p.span(from), nil}
	}
	return &functionStmt{p.span(from), f}
}
