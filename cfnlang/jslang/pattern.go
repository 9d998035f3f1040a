package jslang

import "strings"

// binding parses what is declared: a name or a pattern.
func (p *parser) binding() target {
	from := p.at
	if !p.deeper() {
		return nil
	}
	defer func() { p.depth-- }()
	switch {
	case p.skip("{"):
		to := &objectPattern{}
		p.within(func() {
			for p.more("}") {
				if p.skip("...") {
					to.rest = p.binding()
				} else {
					to.members = append(to.members, p.bindingMember())
				}
				if !p.skip(",") {
					break
				}
			}
		})
		p.expect("}")
		to.span = p.span(from)
		return to
	case p.skip("["):
		to := &arrayPattern{}
		p.within(func() {
			for p.more("]") {
				switch {
				case p.is(","):
					to.elements = append(to.elements, patternMember{})
				case p.skip("..."):
					to.rest = p.binding()
				default:
					to.elements = append(to.elements, patternMember{to: p.binding(), with: p.initial()})
				}
				if !p.skip(",") {
					break
				}
			}
		})
		p.expect("]")
		to.span = p.span(from)
		return to
	}
	name := p.name()
	return &nameExpr{p.span(from), name}
}

// bindingMember parses name, name = default and name: binding = default.
func (p *parser) bindingMember() patternMember {
	from := p.at
	name, key := p.key()
	m := patternMember{name: name, key: key}
	if p.skip(":") {
		m.to = p.binding()
	} else {
		m.to = &nameExpr{p.span(from), name}
	}
	m.with = p.initial()
	return m
}

// initial parses = value; nil if none is written.
func (p *parser) initial() expr {
	if p.skip("=") {
		return p.assignment()
	}
	return nil
}

// key parses the name of a member, or [key].
func (p *parser) key() (name string, key expr) {
	switch t := p.tok(); {
	case t.kind == word:
		p.advance()
		return t.text, nil
	case t.kind == quoted:
		p.advance()
		return t.text, nil
	case t.kind == digits:
		p.advance()
		n, ok := parseNumber(t.text)
		if !ok {
			return strings.TrimSuffix(t.text, "n"), nil
		}
		return formatNumber(n), nil
	case t.is("["):
		p.advance()
		p.within(func() { key = p.assignment() })
		p.expect("]")
		return "", key
	}
	p.unexpected("the name of a member is missing before ")
	return "", nil
}

func (p *parser) object() expr {
	from := p.at
	p.advance()
	var list []memberExpr
	p.within(func() {
		for p.more("}") {
			list = append(list, p.member())
			if !p.skip(",") {
				break
			}
		}
	})
	p.expect("}")
	return &objectExpr{p.span(from), list}
}

// member parses a member of an object literal.
func (p *parser) member() memberExpr {
	from := p.at
	m := memberExpr{}
	if p.skip("...") {
		m.kind, m.value = spreadMember, p.assignment()
		m.span = p.span(from)
		return m
	}
	f := &functionExpr{}
	for p.is("get") || p.is("set") || p.is("async") {
		if next := p.peek(1); next.kind == end || next.kind == mark && !next.is("[") && !next.is("*") {
			break
		}
		if p.advance().text == "async" {
			f.async = true
		} else {
			m.kind = accessorMember
		}
	}
	f.generator = p.skip("*")
	begin := p.at
	m.name, m.key = p.key()
	switch {
	case p.is("("), p.typed && p.is("<"):
		p.rest(f)
		f.name, f.span = m.name, p.span(from)
		m.value = f
	case p.skip(":"):
		m.value = p.assignment()
	case m.key == nil && p.tokens[begin].kind == word:
		m.value = p.use(begin, m.name)
		m.with = p.initial()
	default:
		p.unexpected("a colon is missing before ")
	}
	m.span = p.span(from)
	return m
}
