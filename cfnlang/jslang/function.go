package jslang

import (
	"slices"
	"strings"
)

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

// class passes a class, of which only the name is kept.
func (p *parser) class() (name string, x *opaqueExpr) {
	from := p.at
	p.expect("class")
	if p.tok().kind == word && !p.is("extends") && !p.is("implements") {
		name = p.name()
	}
	if p.typed && p.is("<") {
		p.skipTypeArguments()
	}
	if p.skip("extends") {
		p.postfix()
		if p.typed && p.is("<") {
			p.skipTypeArguments()
		}
	}
	if p.typed && p.skip("implements") {
		p.skipType()
		for p.skip(",") {
			p.skipType()
		}
	}
	if !p.is("{") {
		p.unexpected("the body of the class is missing before ")
	}
	changes := p.changed()
	what := "a class"
	if name != "" {
		what = "the class " + shortened(name)
	}
	return name, &opaqueExpr{p.span(from), what + " is code, which only Node.js runs", changes}
}

// changing are the methods that change what they are called on.
var changing = []string{"add", "assign", "clear", "delete", "fill", "pop", "push", "reverse", "set", "shift", "sort", "splice", "unshift"}

// changed passes a block that is not read, and returns the names of what it
// changes, as far as that is seen.
func (p *parser) changed() (names []string) {
	to := p.behind()
	for i := p.at; i < to; i++ {
		t := &p.tokens[i]
		if t.kind != word || p.tokens[i-1].is(".") || p.tokens[i-1].is("?.") || t.text == "this" || slices.Contains(names, t.text) {
			continue
		}
		before, last, j := &p.tokens[i-1], t, i+1
		for j < to-1 {
			if n := &p.tokens[j]; n.is("[") {
				j = max(int(n.match), j) + 1
			} else if n.is(".") || n.is("?.") || n.is("!") {
				last = &p.tokens[j+1]
				j++
			} else if n == last && n.kind == word {
				j++
			} else {
				break
			}
		}
		behind := &p.tokens[j]
		switch {
		case behind.kind == mark && slices.Contains(assignments, behind.text), behind.is("++"), behind.is("--"), before.is("++"), before.is("--"), before.is("delete"),
			last != t && behind.is("(") && slices.Contains(changing, last.text),
			before.is("(") && p.tokens[max(i-2, 0)].is("assign"):
			names = append(names, t.text)
		}
	}
	p.at = to
	return names
}

// decorators passes decorators.
func (p *parser) decorators() {
	for p.skip("@") {
		if p.is("(") {
			p.skipBrackets()
			continue
		}
		p.name()
		for p.skip(".") {
			p.name()
		}
		if p.is("(") {
			p.skipBrackets()
		}
	}
}
