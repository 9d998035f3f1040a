package hcl

import "bytes"

// jsonRoot reads a file in JSON syntax: an object or an array of objects,
// whose properties are the Attributes of the Body.
func (p *parser) jsonRoot() {
	mark := len(p.stack)
	switch p.blank(); p.at(0) {
	case '{':
		p.jsonObject(true)
	case '[':
		open := p.pos
		p.jsonList(open, ']', func() {
			if p.at(0) != '{' {
				p.jsonError("an object is expected here, not %s")
				return
			}
			p.jsonObject(true)
		})
	default:
		p.jsonError("a file in JSON syntax is an object; it begins with \"{\", not %s")
	}
	if p.blank(); p.pos < len(p.src) {
		p.jsonError("nothing more is expected behind the object, but there is %s")
	}
	p.f.root = p.fold(Body, 0, len(p.src), mark)
}

func (p *parser) blank() {
	for p.pos < len(p.src) {
		switch p.src[p.pos] {
		case ' ', '\t', '\n', '\r':
			p.pos++
		default:
			return
		}
	}
}

// jsonError reports an error at the next token.
func (p *parser) jsonError(format string) {
	p.errorAt(p.pos, p.tokenEnd(), format, p.token())
}

// jsonValue reads a value onto the stack.
func (p *parser) jsonValue() {
	p.blank()
	start := p.pos
	if !p.enter() {
		p.bad = false
		p.jsonSkip()
		p.push(p.add(Invalid, start, p.pos))
		return
	}
	defer p.leave()
	switch c := p.at(0); {
	case c == '{':
		p.jsonObject(false)
	case c == '[':
		mark := len(p.stack)
		p.jsonList(start, ']', p.jsonValue)
		p.push(p.fold(Tuple, start, p.pos, mark))
	case c == '"':
		p.push(p.jsonString())
	case c == '-', isDigit(c):
		p.push(p.jsonNumber())
	default:
		p.push(p.jsonWord())
	}
}

// jsonObject reads an object: onto the stack, or its properties as Attributes
// if it is the root.
func (p *parser) jsonObject(root bool) {
	open := p.pos
	mark := len(p.stack)
	p.jsonList(open, '}', func() {
		start := p.pos
		if p.at(0) != '"' {
			p.jsonError("a name in quotes is expected here, not %s")
			p.jsonSkip()
			return
		}
		var key Node
		var name text
		if root {
			name = p.jsonText()
		} else {
			key = p.jsonString()
		}
		end := p.pos
		if p.blank(); p.at(0) != ':' {
			p.jsonError("\":\" is expected after the name, not %s")
			p.jsonSkip()
			return
		}
		p.pos++
		if !root {
			p.push(key)
			p.jsonValue()
			return
		}
		p.jsonValue()
		top := len(p.stack) - 1
		value := p.stack[top]
		n := p.add(Attribute, start, max(end, p.end(value)), value)
		p.write(n, name)
		p.stack[top] = n
	})
	if !root {
		p.push(p.fold(Object, open, p.pos, mark))
	}
}

// jsonList reads what stands between brackets, item by item. At the end of
// the file it returns as if the bracket were closed.
func (p *parser) jsonList(open int, closer byte, item func()) {
	p.pos++
	for comma := false; ; {
		p.blank()
		if p.at(0) == closer {
			if comma {
				p.jsonError("the comma before %s is one too many")
			}
			p.pos++
			return
		}
		if p.pos >= len(p.src) {
			break
		}
		start := p.pos
		item()
		if p.blank(); p.at(0) == closer {
			p.pos++
			return
		}
		if p.pos >= len(p.src) {
			break
		}
		if comma = p.at(0) == ','; comma {
			p.pos++
			continue
		}
		p.jsonError("\",\" or the closing bracket is expected here, not %s")
		if c := p.at(0); c == '}' || c == ']' {
			return // the one that the outer list waits for
		}
		if p.at(0) != '"' || p.pos == start {
			p.jsonSkip()
		}
		if p.at(0) == ',' {
			p.pos++
		}
	}
	if !p.lost { // the innermost is enough
		p.lost = true
		e := p.errorAt(open, open+1, "%q is not closed before the end of the file", p.src[open])
		e.Open = e.Start
	}
}

// jsonSkip moves to the comma or bracket that ends the current item.
func (p *parser) jsonSkip() {
	depth := 0
	for p.pos < len(p.src) {
		switch p.src[p.pos] {
		case '"':
			for p.pos++; p.at(0) != '"' && p.pos < len(p.src) && p.at(0) != '\n'; p.pos++ {
				if p.at(0) == '\\' {
					p.pos++
				}
			}
			if p.pos >= len(p.src) {
				p.pos = len(p.src)
				return
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return
			}
			depth--
		case ',':
			if depth == 0 {
				return
			}
		}
		p.pos++
	}
}

func (p *parser) jsonNumber() Node {
	start := p.pos
	if p.at(0) == '-' {
		p.pos++
	}
	digits := p.pos
	p.pos = max(scanNumber(p.src, digits), start+1)
	if !isJSONNumber(p.src[digits:p.pos]) {
		p.errorAt(start, p.pos, "%s is not a number", quote(p.src[start:p.pos]))
		return p.add(Invalid, start, p.pos)
	}
	return p.named(Number, start, p.pos, start, p.pos)
}

// isJSONNumber is isNumber without 01 and 1.e5.
func isJSONNumber(text []byte) bool {
	dot := bytes.IndexByte(text, '.')
	return isNumber(text) &&
		(len(text) == 1 || text[0] != '0' || !isDigit(text[1])) &&
		(dot < 0 || isDigit(text[dot+1]))
}

func (p *parser) jsonWord() Node {
	start := p.pos
	end := identifier(p.src, start)
	var kind Kind
	switch string(p.src[start:end]) {
	case "true":
		kind = True
	case "false":
		kind = False
	case "null":
		kind = Null
	default:
		p.jsonError("a value is expected here, not %s")
		p.jsonSkip()
		return p.add(Invalid, start, p.pos)
	}
	p.pos = end
	return p.named(kind, start, end, start, end)
}

// jsonString reads a string as the template that it is.
func (p *parser) jsonString() Node {
	start := p.pos
	t := p.jsonText()
	end := p.pos
	b := p.bytes(t)
	switch {
	case len(b) == 0:
		return p.add(Template, start, end)
	case !bytes.Contains(b, []byte("${")) && !bytes.Contains(b, []byte("%{")):
		return p.add(Template, start, end, p.literal(t, start+1, max(start+1, end-1)))
	}
	outer := *p
	m := p.mark()
	p.newline = false
	if t.resolved {
		p.src, p.pos = b, 0
		p.unescaped, p.base, p.from, p.to = true, t.from, uint32(start), uint32(end)
	} else {
		p.src, p.pos = p.src[:t.to], int(t.from)
	}
	n := p.bareTemplate()
	if p.bad {
		p.rollback(m)
		n = 0
	}
	p.src, p.pos, p.newline = outer.src, end, outer.newline
	p.unescaped, p.base, p.from, p.to = false, 0, 0, 0
	if n == 0 {
		return p.add(Invalid, start, end)
	}
	p.f.nodes[n].start, p.f.nodes[n].end = uint32(start), uint32(end)
	return n
}

// jsonText reads a string without looking for templates in it.
func (p *parser) jsonText() text {
	open := p.pos
	p.pos++
	c := p.copier()
	for p.plain(); p.pos < len(p.src); p.plain() {
		switch b := p.src[p.pos]; {
		case b == '"':
			t := c.text()
			p.pos++
			return t
		case b == '\n':
			p.errorAt(open, open+1, stringNotClosed).Open = uint32(open)
			return c.text()
		case b < ' ':
			p.errorAt(p.pos, p.pos+1, "a control character must be written as an escape in a string")
			p.pos++
		case b == '\\':
			c.jsonEscape()
		case b >= 0x80:
			c.rune()
		default:
			p.pos++
		}
	}
	p.errorAt(open, open+1, stringNotClosed).Open = uint32(open)
	return c.text()
}

func (c *copier) jsonEscape() {
	p := c.p
	start := p.pos
	r := rune(p.at(1))
	switch r {
	case '"', '\\', '/':
	case 'b':
		r = '\b'
	case 'f':
		r = '\f'
	case 'n':
		r = '\n'
	case 'r':
		r = '\r'
	case 't':
		r = '\t'
	case 'u':
		var ok bool
		if r, ok = p.hex(2, 4); !ok {
			p.errorAt(start, start+2, `\u must be followed by four hexadecimal digits`)
			p.pos++
			return
		}
		c.skip(6)
		c.put(p.checkRune(c.surrogates(r), start))
		return
	default:
		p.errorAt(start, start+1, `a backslash must be followed by one of " \ / b f n r t u`)
		c.skip(1)
		return
	}
	c.skip(2)
	c.put(r)
}

// surrogates reads the second half of a character that takes two escapes.
func (c *copier) surrogates(high rune) rune {
	p := c.p
	if high&^0x7FF != 0xD800 {
		return high
	}
	if high < 0xDC00 && p.ahead(`\u`) {
		if low, ok := p.hex(2, 4); ok && low&^0x3FF == 0xDC00 {
			c.skip(6)
			return (high-0xD800)<<10 | (low - 0xDC00) + 0x10000
		}
	}
	return 0xFFFD
}
