package sls

import "strings"

// A text is a string of the configuration, taken apart at its variables
// (Serverless Framework, Variables).
type text []part

// A part is literal, or a variable.
type part struct {
	literal  string
	variable *variable
}

// A variable is ${source, source, …}: the first that there is a value of
// counts.
type variable struct {
	written string // with its braces
	sources []source
}

// A source is one of a variable: kind(parameters):address, or a literal.
type source struct {
	kind       string
	parameters []text
	address    text
	addressed  bool // it has an address
	literal    string
	quoted     bool // the literal is a string whatever it looks like
}

// Bounds of a string.
const (
	maxNested = 20      // variables within each other
	maxSteps  = 1 << 20 // bytes that are looked at, some of them more than once
)

// parse takes a string apart. What looks like a variable and is none is
// literal: ${AWS::Region}, ${Bucket}. It is false for a string that takes too
// many steps.
func parse(s string) (text, bool) {
	p := &variables{s: s}
	t, _ := p.until("", 0)
	return t, p.steps <= maxSteps+len(s)
}

// variables reads the variables of a string.
type variables struct {
	s         string
	at, steps int
}

// until reads up to one of the stop bytes, which it leaves; quotes keep them.
// At depth 0 it reads to the end. It is false where the string ends before.
func (p *variables) until(stop string, depth int) (text, bool) {
	var out text
	from := p.at
	flush := func() {
		if p.at > from {
			out = append(out, part{literal: p.s[from:p.at]})
		}
	}
	for p.at < len(p.s) {
		if p.steps++; p.steps > maxSteps+len(p.s) {
			return nil, false
		}
		c := p.s[p.at]
		switch {
		case strings.IndexByte(stop, c) >= 0:
			flush()
			return out, true
		case c == '\\' && strings.HasPrefix(p.s[p.at:], `\${`):
			flush()
			out = append(out, part{literal: "${"})
			p.at += 3
			from = p.at
		case c == '$' && strings.HasPrefix(p.s[p.at:], "${") && depth < maxNested:
			start := p.at
			if v := p.variable(depth + 1); v != nil {
				end := p.at
				p.at = start
				flush()
				out = append(out, part{variable: v})
				p.at, from = end, end
				continue
			}
			p.at = start + 2
		default:
			p.at++
		}
	}
	flush()
	return out, stop == ""
}

// variable reads ${…}; nil if it is none.
func (p *variables) variable(depth int) *variable {
	start := p.at
	p.at += 2
	v := new(variable)
	for {
		p.blanks()
		s, ok := p.source(depth, len(v.sources) == 0)
		if !ok {
			return nil
		}
		v.sources = append(v.sources, s)
		p.blanks()
		if p.at >= len(p.s) {
			return nil
		}
		p.at++
		switch p.s[p.at-1] {
		case ',':
		case '}':
			v.written = p.s[start:p.at]
			return v
		default:
			return nil
		}
	}
}

func (p *variables) blanks() {
	for p.at < len(p.s) && strings.IndexByte(" \t\r\n", p.s[p.at]) >= 0 {
		p.at++
	}
}

// source reads one source; the first of a variable is no literal.
func (p *variables) source(depth int, first bool) (source, bool) {
	if p.at >= len(p.s) {
		return source{}, false
	}
	if c := p.s[p.at]; !first && (c == '"' || c == '\'') {
		end := strings.IndexByte(p.s[p.at+1:], c)
		if end < 0 {
			return source{}, false
		}
		s := source{literal: p.s[p.at+1 : p.at+1+end], quoted: true}
		p.at += end + 2
		return s, true
	}
	if strings.HasPrefix(p.s[p.at:], "${") {
		inner := p.variable(depth + 1)
		return source{kind: "variable", address: text{{variable: inner}}}, inner != nil && depth < maxNested
	}
	from := p.at
	for p.at < len(p.s) && isWord(p.s[p.at], p.at > from) {
		p.at++
	}
	s := source{kind: p.s[from:p.at]}
	if p.at < len(p.s) && p.s[p.at] == '(' && s.kind != "" {
		var ok bool
		if s.parameters, ok = p.parameters(depth); !ok {
			return source{}, false
		}
	}
	if p.at < len(p.s) && p.s[p.at] == ':' && s.kind != "" {
		p.at++
		if p.at < len(p.s) && p.s[p.at] == ':' { // a pseudo parameter of CloudFormation
			return source{}, false
		}
		var ok bool
		s.address, ok = p.until(",}", depth)
		s.address = trimmed(s.address)
		s.addressed = len(s.address) > 0
		return s, ok
	}
	if len(s.parameters) > 0 {
		return s, true
	}
	if first {
		return source{}, false
	}
	p.at = from
	for p.at < len(p.s) && p.s[p.at] != ',' && p.s[p.at] != '}' {
		p.at++
	}
	s = source{literal: strings.TrimSpace(p.s[from:p.at])}
	return s, s.literal != ""
}

// parameters reads (a, b).
func (p *variables) parameters(depth int) ([]text, bool) {
	var out []text
	for {
		p.at++ // the bracket or comma
		p.blanks()
		var t text
		if p.at < len(p.s) && (p.s[p.at] == '"' || p.s[p.at] == '\'') {
			quote := p.s[p.at : p.at+1]
			p.at++
			inner, ok := p.until(quote, depth)
			if !ok {
				return nil, false
			}
			t = inner
			p.at++
			p.blanks()
		} else {
			inner, ok := p.until(",)", depth)
			if !ok {
				return nil, false
			}
			t = trimmed(inner)
		}
		out = append(out, t)
		switch {
		case p.at >= len(p.s):
			return nil, false
		case p.s[p.at] == ')':
			p.at++
			return out, true
		case p.s[p.at] != ',':
			return nil, false
		}
	}
}

// trimmed returns a text without blanks around it.
func trimmed(t text) text {
	if len(t) > 0 && t[0].variable == nil {
		t[0].literal = strings.TrimLeft(t[0].literal, " \t\r\n")
	}
	if last := len(t) - 1; last >= 0 && t[last].variable == nil {
		t[last].literal = strings.TrimRight(t[last].literal, " \t\r\n")
	}
	return t
}

// isWord reports whether a byte belongs to the name of a source.
func isWord(c byte, inside bool) bool {
	return c >= 'a' && c <= 'z' || inside && (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
}
