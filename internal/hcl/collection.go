package hcl

func (p *parser) tuple() Node {
	open := p.pos
	p.pos++
	outer := p.newline
	p.newline = false
	if p.keyword("for") {
		return p.forExpr(open, ']', outer)
	}
	mark := len(p.stack)
	for p.peek() != ']' {
		p.push(p.expression())
		if p.bad {
			return 0
		}
		if p.peek() == ',' {
			p.pos++
		} else if p.peek() != ']' {
			p.failOpen(open, "\",\" or \"]\" is expected here, not %s")
			return 0
		}
	}
	p.pos++
	p.newline = outer
	return p.fold(Tuple, open, p.pos, mark)
}

func (p *parser) object() Node {
	open := p.pos
	p.pos++
	outer := p.newline
	p.newline = false
	if p.keyword("for") {
		return p.forExpr(open, '}', outer)
	}
	mark := len(p.stack)
	for {
		p.newline = false
		if p.peek() == '}' {
			break
		}
		p.newline = true
		p.objectItem(open)
		if p.bad {
			return 0
		}
		switch c := p.peek(); {
		case c == ',':
			p.pos++
		case c == '}', c == '\n', p.ahead("\r\n"):
		default:
			p.failOpen(open, "\",\", \"}\" or a newline is expected here, not %s")
			return 0
		}
	}
	p.pos++
	p.newline = outer
	return p.fold(Object, open, p.pos, mark)
}

// objectItem reads a key and its value onto the stack.
func (p *parser) objectItem(open int) {
	if !p.more() {
		p.failOpen(open, "")
		return
	}
	key := p.expression()
	if p.bad {
		return
	}
	switch k := &p.f.nodes[key]; k.kind {
	case Variable, True, False, Null:
		k.kind = Literal
	}
	switch c := p.peek(); {
	case c == ':' && p.at(1) != ':', c == '=' && p.at(1) != '=' && p.at(1) != '>':
	default:
		p.failOpen(open, "\"=\" or \":\" and a value are expected after the key, not %s")
		return
	}
	p.pos++
	p.push(key)
	p.push(p.expression())
}

// forExpr reads a for expression behind its keyword, up to the bracket.
func (p *parser) forExpr(open int, closer byte, newline bool) Node {
	v, ok := p.forIntro()
	if !ok {
		return 0
	}
	if p.peek() != ':' {
		p.failOpen(open, "\":\" is expected after the collection, not %s")
		return 0
	}
	p.pos++
	var key, condition Node
	value := p.expression()
	if p.bad {
		return 0
	}
	if closer == '}' {
		if p.peek() != '=' || p.at(1) != '>' {
			p.failOpen(open, "\"=>\" and the value are expected after the key, not %s")
			return 0
		}
		p.pos += 2
		key = value
		value = p.expression()
		if p.bad {
			return 0
		}
	}
	p.skip()
	grouped := closer == '}' && p.ahead("...")
	if grouped {
		p.pos += 3
	}
	if p.keyword("if") {
		condition = p.expression()
		if p.bad {
			return 0
		}
	}
	if p.peek() != closer {
		p.failOpen(open, "the end of the for expression is expected here, not %s")
		return 0
	}
	p.pos++
	p.newline = newline
	var n Node
	if closer == '}' {
		n = p.named(ForObject, open, p.pos, v.from, v.to, v.collection, key, value, condition)
	} else {
		n = p.named(ForTuple, open, p.pos, v.from, v.to, v.collection, value, condition)
	}
	p.withKey(n, v.key)
	if grouped && n != 0 {
		p.f.nodes[n].more |= groups
	}
	return n
}

// loop is what stands between for and its body.
type loop struct {
	from, to   int  // where the value's variable is
	key        Node // the key's variable or 0
	collection Node
}

// forIntro reads "k, v in collection", with or without k.
func (p *parser) forIntro() (v loop, ok bool) {
	v.from, v.to, ok = p.word()
	if ok && p.peek() == ',' {
		p.pos++
		v.key = p.named(Variable, v.from, v.to, v.from, v.to)
		v.from, v.to, ok = p.word()
	}
	if !ok {
		p.failHere("the name of a variable is expected after \"for\", not %s")
		return v, false
	}
	if !p.keyword("in") {
		p.failHere("\"in\" is expected after the variables of \"for\", not %s")
		return v, false
	}
	v.collection = p.expression()
	return v, !p.bad
}
