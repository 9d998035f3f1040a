package jslang

import "slices"

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
