package hcl

const blockNotClosed = "the block is not closed before the end of the file"

// root reads a file. From indent on, blocks also end where the indentation
// says so: when a file turns out to have a block that is not closed, it is
// read again with that block's place.
func (p *parser) root(indent int) {
	p.indent = indent
	n := p.body(0, -1, -1)
	p.f.nodes[n].start = 0
	p.f.root = n
}

// body reads arguments and blocks up to the closing brace of the one that
// open is the offset of, or to the end of the file if open is negative.
// column is the indentation of the block's first line.
func (p *parser) body(start, open, column int) Node {
	mark := len(p.stack)
	for {
		p.newline = false
		p.skip()
		if p.pos >= len(p.src) {
			if open >= 0 {
				p.notClosed(open)
			}
			break
		}
		if p.src[p.pos] == '}' {
			p.pos++
			if open >= 0 {
				break
			}
			p.errorAt(p.pos-1, p.pos, "there is no block that this brace closes")
			continue
		}
		if open >= p.indent && p.endsByIndent(column) {
			p.notClosed(open)
			break
		}
		p.item()
	}
	p.dropDuplicates(mark)
	return p.fold(Body, start, p.pos, mark)
}

func (p *parser) notClosed(open int) {
	e := p.errorAt(open, open+1, blockNotClosed)
	e.Open = e.Start
}

// item reads an argument or a block onto the stack.
func (p *parser) item() {
	p.newline = true
	start, end, ok := p.word()
	if !ok {
		p.notAnItem()
		return
	}
	switch c := p.peek(); {
	case c == '=' && p.at(1) != '=' && p.at(1) != '>':
		p.pos++
		p.attribute(start, end)
		p.endOfItem("argument")
	case c == '"', c == '{', p.startsWord():
		p.block(start, end)
	default:
		p.errorAt(start, end, "%s must be followed by \"=\" and a value or, for a block, by \"{\"", quote(p.src[start:end]))
		p.skipItem(start)
	}
}

func (p *parser) notAnItem() {
	start := p.pos
	switch {
	case p.src[start] == '"':
		p.errorAt(start, start+1, "the name of an argument or block is written without quotes")
	case p.token() == "a byte that is not UTF-8":
		p.errorAt(start, start+1, notUTF8)
	default:
		p.errorAt(start, p.tokenEnd(), "an argument or a block is expected here, not %s", p.token())
	}
	p.skipItem(start)
	if p.pos == start {
		p.pos++
	}
}

// endOfItem checks that nothing else stands on the line.
func (p *parser) endOfItem(what string) {
	p.newline = true
	if !p.more() || p.src[p.pos] == '\n' || p.ahead("\r\n") {
		return
	}
	p.errorAt(p.pos, p.tokenEnd(), "a newline is missing after the %s", what)
	switch p.src[p.pos] {
	case '}':
	case ',', ';':
		p.pos++
	default:
		p.skipItem(p.pos)
	}
}

func (p *parser) attribute(start, end int) {
	m := p.mark()
	p.skip()
	from := p.pos
	value := p.expression()
	if p.bad {
		reached := p.pos
		p.rollback(m)
		p.pos = from
		p.skipItem(start)
		p.limitRereading(start, reached)
		value = p.add(Invalid, from, p.pos)
	}
	p.push(p.named(Attribute, start, p.end(value), start, end, value))
}

// A mark is how much there was before an expression.
type mark struct{ nodes, kids, extra, stack, pieces, depth int }

func (p *parser) mark() mark {
	f := p.f
	return mark{len(f.nodes), len(f.kids), len(f.extra), len(p.stack), len(p.pieces), p.depth}
}

// rollback forgets an expression with a syntax error.
func (p *parser) rollback(m mark) {
	f := p.f
	f.nodes, f.kids, f.extra = f.nodes[:m.nodes], f.kids[:m.kids], f.extra[:m.extra]
	p.stack, p.pieces, p.depth = p.stack[:m.stack], p.pieces[:m.pieces], m.depth
	p.bad, p.newline = false, true
}

func (p *parser) block(start, end int) {
	m := p.mark()
	column := p.column(start)
	for {
		switch c := p.peek(); {
		case c == '"':
			p.push(p.quotedLabel())
			continue
		case p.startsWord():
			from, to, _ := p.word()
			p.push(p.named(Label, from, to, from, to))
			continue
		case c == '{':
		default:
			p.errorAt(p.pos, p.tokenEnd(), "a label or \"{\" is expected here, not %s", p.token())
			p.rollback(m)
			p.skipItem(start)
			return
		}
		break
	}
	if !p.enter() {
		p.rollback(m)
		p.skipItem(start)
		return
	}
	open := p.pos
	p.pos++
	if c := p.peek(); c == '\n' || c == '\r' || c == '}' || p.pos >= len(p.src) {
		p.push(p.body(open, open, column))
	} else {
		p.push(p.oneLine(open, column))
	}
	p.leave()
	n := p.fold(Block, start, p.pos, m.stack)
	p.name(n, start, end)
	p.push(n)
	if p.src[p.pos-1] == '}' {
		p.endOfItem("block")
	}
}

// oneLine reads the rest of a block like a { b = 1 }.
func (p *parser) oneLine(open, column int) Node {
	mark := len(p.stack)
	start, end, ok := p.word()
	if !ok || p.peek() != '=' || p.at(1) == '=' || p.at(1) == '>' {
		p.errorAt(start, p.tokenEnd(), "a block on one line holds one argument: write others, and blocks, on lines of their own")
		p.pos = start
		return p.body(open, open, column)
	}
	p.pos++
	p.attribute(start, end)
	switch {
	case p.peek() == '}':
		p.pos++
		return p.fold(Body, open, p.pos, mark)
	case p.pos < len(p.src):
		p.errorAt(p.pos, p.tokenEnd(), "a block on one line ends with \"}\" after its argument")
		if c := p.src[p.pos]; c == ',' || c == ';' {
			p.pos++
		}
	}
	rest := p.body(open, open, column)
	p.stack = append(p.stack, p.f.Kids(rest)...)
	p.dropDuplicates(mark)
	return p.fold(Body, open, p.pos, mark)
}

// dropDuplicates reports arguments of a name that was there before and, as
// HCL does, keeps the first.
func (p *parser) dropDuplicates(mark int) {
	items := p.stack[mark:]
	const few = 24
	var seen map[string]Node
	if len(items) > few {
		seen = make(map[string]Node, len(items))
	}
	kept := items[:0]
	for _, n := range items {
		if p.f.nodes[n].kind != Attribute {
			kept = append(kept, n)
			continue
		}
		name := p.f.Name(n)
		first := seen[name]
		if seen != nil && first == 0 {
			seen[name] = n
		}
		for i := 0; seen == nil && first == 0 && i < len(kept); i++ {
			if k := &p.f.nodes[kept[i]]; k.kind == Attribute && int(k.stop-k.name) == len(name) && p.f.Name(kept[i]) == name {
				first = kept[i]
			}
		}
		if first == 0 {
			kept = append(kept, n)
			continue
		}
		d := &p.f.nodes[n]
		p.errorAt(int(d.name), int(d.stop), "the argument %s is set twice in this block", quote([]byte(name))).Open = p.f.nodes[first].start
	}
	p.stack = p.stack[:mark+len(kept)]
}
