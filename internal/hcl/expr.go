package hcl

// expression reads an expression. On a syntax error it reports it, sets bad
// and returns anything; so do all functions below it.
func (p *parser) expression() Node {
	if !p.enter() {
		return 0
	}
	defer p.leave()
	p.skip()
	start := p.pos
	condition := p.binary(1)
	if p.bad || p.peek() != '?' {
		return condition
	}
	p.pos++
	then := p.expression()
	if p.bad {
		return 0
	}
	if p.peek() != ':' || p.at(1) == ':' {
		p.failHere("a \":\" and the value if the condition is false are expected here, not %s")
		return 0
	}
	p.pos++
	other := p.expression()
	if p.bad {
		return 0
	}
	return p.add(Conditional, start, p.end(other), condition, then, other)
}

// binary reads operands with operators of at least that precedence, all of
// which associate to the left.
func (p *parser) binary(least int) Node {
	p.skip()
	start := p.pos
	left := p.term()
	for !p.bad {
		op, width, precedence := p.operator()
		if precedence < least {
			return left
		}
		p.pos += width
		right := p.binary(precedence + 1)
		if p.bad {
			break
		}
		left = p.add(Binary, start, p.end(right), left, right)
		if left != 0 {
			p.f.nodes[left].more = uint8(op)
		}
	}
	return 0
}

// operator says which binary operator comes next, with precedence 0 for none.
func (p *parser) operator() (op Op, width, precedence int) {
	c := p.peek()
	next := p.at(1)
	switch {
	case c == '|' && next == '|':
		return Or, 2, 1
	case c == '&' && next == '&':
		return And, 2, 2
	case c == '=' && next == '=':
		return Equal, 2, 3
	case c == '!' && next == '=':
		return NotEqual, 2, 3
	case c == '<' && next == '=':
		return LessEqual, 2, 4
	case c == '<':
		return Less, 1, 4
	case c == '>' && next == '=':
		return GreaterEqual, 2, 4
	case c == '>':
		return Greater, 1, 4
	case c == '+':
		return Add, 1, 5
	case c == '-':
		return Subtract, 1, 5
	case c == '*':
		return Multiply, 1, 6
	case c == '/':
		return Divide, 1, 6
	case c == '%':
		return Modulo, 1, 6
	}
	return NoOp, 0, 0
}

// term reads an operand with what is selected of it.
func (p *parser) term() Node {
	c := p.peek()
	start := p.pos
	switch {
	case c == '-':
		return p.unary(Negate)
	case c == '!':
		return p.unary(Not)
	case c == '"':
		return p.selections(start, p.quotedTemplate())
	case isDigit(c):
		return p.selections(start, p.number())
	case c == '[':
		return p.selections(start, p.tuple())
	case c == '{':
		return p.selections(start, p.object())
	case c == '(':
		return p.selections(start, p.paren())
	case c == '<' && p.at(1) == '<':
		return p.selections(start, p.heredoc())
	case p.startsWord():
		return p.selections(start, p.reference())
	}
	p.failHere("a value is expected here, not %s")
	return 0
}

func (p *parser) unary(op Op) Node {
	if !p.enter() {
		return 0
	}
	defer p.leave()
	start := p.pos
	p.pos++
	operand := p.term()
	if p.bad {
		return 0
	}
	n := p.add(Unary, start, p.end(operand), operand)
	if n != 0 {
		p.f.nodes[n].more = uint8(op)
	}
	return n
}

func (p *parser) number() Node {
	start := p.pos
	p.pos = scanNumber(p.src, start)
	if !isNumber(p.src[start:p.pos]) {
		p.errorAt(start, p.pos, "%s is not a number", quote(p.src[start:p.pos]))
		return p.add(Invalid, start, p.pos)
	}
	return p.named(Number, start, p.pos, start, p.pos)
}

func (p *parser) paren() Node {
	open := p.pos
	p.pos++
	outer := p.newline
	p.newline = false
	inner := p.expression()
	if p.bad {
		return 0
	}
	if p.peek() != ')' {
		p.failOpen(open, "\")\" is expected here, not %s")
		return 0
	}
	p.pos++
	p.newline = outer
	return p.add(Paren, open, p.pos, inner)
}

// reference reads what begins with a word: a constant, a call, a variable.
func (p *parser) reference() Node {
	start, end, _ := p.word()
	if c := p.peek(); c == '(' || c == ':' && p.at(1) == ':' {
		return p.call(start, end)
	}
	kind := Variable
	switch string(p.src[start:end]) {
	case "true":
		kind = True
	case "false":
		kind = False
	case "null":
		kind = Null
	}
	return p.named(kind, start, end, start, end)
}

func (p *parser) call(start, end int) Node {
	spaced := false
	for p.peek() == ':' && p.at(1) == ':' {
		spaced = spaced || p.pos != end
		p.pos += 2
		from, to, ok := p.word()
		if !ok {
			p.failHere("the name of a function is expected after \"::\", not %s")
			return 0
		}
		spaced = spaced || from != end+2
		end = to
	}
	if p.peek() != '(' {
		p.failHere("the arguments of the function are expected here, in \"(\" and \")\", not %s")
		return 0
	}
	open := p.pos
	p.pos++
	outer := p.newline
	p.newline = false
	mark := len(p.stack)
	expanded := false
	for p.peek() != ')' {
		p.push(p.expression())
		if p.bad {
			return 0
		}
		p.skip()
		if p.ahead("...") {
			p.pos += 3
			expanded = true
		} else if p.at(0) == ',' {
			p.pos++
			continue
		}
		if p.peek() != ')' {
			p.failOpen(open, "\",\" or \")\" is expected here, not %s")
			return 0
		}
	}
	p.pos++
	p.newline = outer
	n := p.fold(Call, start, p.pos, mark)
	p.name(n, start, end)
	if expanded && n != 0 {
		p.f.nodes[n].more |= expands
	}
	if spaced {
		p.rename(n, withoutSpace(p.src[start:end]))
	}
	return n
}

// withoutSpace returns the name of a function from around whose "::" there
// may be blanks, newlines and comments.
func withoutSpace(name []byte) []byte {
	q := parser{f: new(File), src: name}
	var b []byte
	for q.more() {
		if start, end, ok := q.word(); ok {
			b = append(b, name[start:end]...)
			continue
		}
		b = append(b, name[q.pos])
		q.pos++
	}
	return b
}
