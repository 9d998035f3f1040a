package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A pattern is one string of a policy made ready for matching: a resource, or
// the value of a condition.
//
// Its wildcards become two bytes that UTF-8 does not have, so that what a
// policy variable puts in, and ${*}, is literal text.
type pattern struct {
	text   value.Text // as written
	fixed  string     // what there is to match, if there is nothing to fill in
	pieces []piece    // else the pieces, in order
	glob   bool       // '*' and '?' are wildcards
	wild   bool       // and there are some
	slow   bool       // has holes: what is matched is made by loose
	plain  bool       // has no variables, ${*} and the like
	signs  bool       // has ${*} or ${?}
	short  bool       // a resource that may have fewer than six parts
	padded string     // of one that surely has: see policy.Padded
	tail   tail       // of one with holes in its first five parts only

	// literal is the pattern in which variables are plain text, where it is
	// not known whether they are: the version of the document has a hole.
	literal *pattern
}

// A piece is a run of text, or a policy variable.
type piece struct {
	text     string // sealed if the pattern is a glob without holes, else in line
	key      string // of a variable, in lower case; "" for a run of text
	fallback string // its default
	hasElse  bool
}

const (
	anyRun = 0xFF // '*'
	anyOne = 0xFE // '?'
)

// newPattern makes a pattern of a text, in which '*' and '?' are wildcards if
// glob, and policy variables are those behind the byte from; none if negative.
func newPattern(t value.Text, glob bool, from int) pattern {
	s := t.Inline()
	p := pattern{text: t, glob: glob, slow: t.HasHoles() || hasSeals(s)}
	if from >= 0 {
		p.pieces = split(s, from)
	}
	if p.plain = p.pieces == nil; p.plain {
		p.pieces = []piece{{text: s}}
	}
	for i := range p.pieces {
		if at := &p.pieces[i]; at.key == "" && glob {
			p.wild = p.wild || strings.ContainsAny(at.text, "*?")
			if !p.slow {
				at.text = seal(at.text)
			}
		}
	}
	p.joinSigns()
	if len(p.pieces) == 1 && p.pieces[0].key == "" && !p.slow {
		p.fixed, p.pieces = p.pieces[0].text, nil
	}
	return p
}

// split cuts a text into pieces at the policy variables behind the byte from:
// ${key} and ${key, 'default'}. It returns nil if there are none.
func split(s string, from int) []piece {
	var out []piece
	for {
		i := strings.Index(s[from:], "${")
		if i < 0 {
			break
		}
		start := from + i
		n := strings.IndexByte(s[start:], '}')
		if n < 0 {
			break
		}
		inner := s[start+2 : start+n]
		if value.Inline(inner).HasHoles() || strings.Contains(inner, "${") {
			from = start + 2
			continue
		}
		if start > 0 {
			out = append(out, piece{text: s[:start]})
		}
		out = append(out, variable(inner))
		s, from = s[start+n+1:], 0
	}
	if out != nil && s != "" {
		out = append(out, piece{text: s})
	}
	return out
}

// variable reads what stands between the braces (IAM User Guide, "IAM policy
// elements: Variables and tags").
func variable(inner string) piece {
	key, rest, hasElse := strings.Cut(inner, ",")
	if strings.TrimSpace(key) == "" {
		return piece{text: "${" + inner + "}"}
	}
	p := piece{key: policy.Lower(strings.TrimSpace(key)), hasElse: hasElse}
	rest = strings.TrimSpace(rest)
	if len(rest) >= 2 && rest[0] == '\'' && rest[len(rest)-1] == '\'' {
		rest = rest[1 : len(rest)-1]
	}
	p.fallback = rest
	return p
}

// joinSigns makes text of ${*}, ${?} and ${$}, and one piece of neighbours.
func (p *pattern) joinSigns() {
	var out []piece
	for _, at := range p.pieces {
		switch at.key {
		case "*", "?":
			at, p.signs = piece{text: at.key}, true
		case "$":
			at = piece{text: "$"}
		}
		if last := len(out) - 1; last >= 0 && at.key == "" && out[last].key == "" {
			out[last].text += at.text
			continue
		}
		out = append(out, at)
	}
	p.pieces = out
}

// seal writes the wildcards of a text as bytes of their own.
func seal(s string) string {
	if !strings.ContainsAny(s, "*?") {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		switch c {
		case '*':
			b[i] = anyRun
		case '?':
			b[i] = anyOne
		}
	}
	return string(b)
}

func unseal(s string) string {
	if !hasSeals(s) {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		switch c {
		case anyRun:
			b[i] = '*'
		case anyOne:
			b[i] = '?'
		}
	}
	return string(b)
}

// hasSeals reports whether a text has bytes that stand for wildcards.
func hasSeals(s string) bool {
	return strings.IndexByte(s, anyRun) >= 0 || strings.IndexByte(s, anyOne) >= 0
}

// A filling is what became of the variables of a pattern.
type filling uint8

const (
	filled  filling = iota
	open            // something is not known: ask loose
	missing         // a variable has no value: the pattern matches nothing
	plural          // a variable is a key of many values, which AWS does not take
)

// fill puts the values of variables in and returns the sealed text to match,
// which is good until the next call with the same buffer.
func (p *pattern) fill(c *Context, buffer *[maxFilled]byte) ([]byte, filling) {
	out, state := buffer[:0], filled
	if p.slow {
		state = open
	}
	for i := range p.pieces {
		at := &p.pieces[i]
		if at.key == "" {
			out = append(out, at.text...)
			continue
		}
		text, got := at.value(c)
		if got >= missing {
			return nil, got
		}
		state = max(state, got)
		out = append(out, text...)
	}
	return out, state
}

// value returns the value of a variable.
func (p *piece) value(c *Context) (string, filling) {
	v := c.get(p.key)
	switch {
	case v.Unknown:
		return "", open
	case len(v.List) == 0 && p.hasElse:
		return p.fallback, filled
	case len(v.List) == 0:
		return "", missing
	case v.Multi:
		return "", plural
	}
	s, ok := v.List[0].Literal()
	if !ok || hasSeals(s) {
		return "", open
	}
	return s, filled
}

// hasPlural reports whether a variable is a key of many values.
func (p *pattern) hasPlural(c *Context) bool {
	for i := range p.pieces {
		if at := &p.pieces[i]; at.key != "" {
			if _, state := at.value(c); state == plural {
				return true
			}
		}
	}
	return false
}

// loose returns the pattern as a text in which '*' and '?' are wildcards and
// what is not known is a hole. It reports whether the text takes more than the
// pattern does, so that only a no can be relied on.
func (p *pattern) loose(c *Context) (t value.Text, more bool) {
	if p.pieces == nil {
		return p.text, p.signs && p.glob
	}
	more = p.signs && p.glob
	texts := make([]value.Text, len(p.pieces))
	for i := range p.pieces {
		at := &p.pieces[i]
		v := Values{}
		if at.key != "" {
			v = c.get(at.key)
		}
		switch {
		case at.key == "":
			texts[i] = value.Inline(at.text)
			if p.glob && !p.slow {
				texts[i] = value.Inline(unseal(at.text))
			}
			continue
		case v.Unknown: // it may also have no value, and then nothing matches
			texts[i], more = value.Hole(value.NewSymbol(value.Free, policy.RequestScope, at.key)), true
		case len(v.List) == 0:
			texts[i] = value.Literal(at.fallback)
		default:
			texts[i] = v.List[0]
		}
		more = more || p.glob && strings.ContainsAny(texts[i].Inline(), "*?")
	}
	return value.Join(texts...), more
}
