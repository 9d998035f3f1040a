package value

import "strings"

// An Answer is what can be said about texts with holes. The zero Answer is
// the cautious one.
type Answer uint8

// The answers.
const (
	CannotTell Answer = iota
	No
	Yes
)

func (a Answer) String() string { return [...]string{"cannot tell", "no", "yes"}[a] }

// Not returns the opposite answer.
func (a Answer) Not() Answer {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	}
	return CannotTell
}

// Answered turns a plain truth into an Answer.
func Answered(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}

// Equal tells whether the two texts are the same, whatever stands in the holes.
func (t Text) Equal(u Text) Answer {
	if t.s == u.s {
		return Yes
	}
	if !t.HasHoles() && !u.HasHoles() {
		return No
	}
	if twoZones(t, u) || !maybe(tokens(t.s, false), tokens(u.s, false)) {
		return No
	}
	return CannotTell
}

// twoZones reports whether the texts are two zones of one list, which holds each
// once (Amazon EC2 API Reference, DescribeAvailabilityZones).
func twoZones(t, u Text) bool {
	a, ok := t.Symbol()
	if !ok || a.Class() != Zone {
		return false
	}
	b, ok := u.Symbol()
	return ok && b.Class() == Zone && a != b && a.Scope() == b.Scope()
}

// Is tells whether the text is the literal s.
func (t Text) Is(s string) Answer { return t.Equal(Text{s: s}) }

// HasPrefix tells whether the text begins with the literal prefix.
func (t Text) HasPrefix(prefix string) Answer {
	if strings.HasPrefix(t.s, prefix) {
		return Yes
	}
	if !t.HasHoles() {
		return No
	}
	return t.like(append(tokens(prefix, false), token{kind: star}))
}

// HasSuffix tells whether the text ends with the literal suffix.
func (t Text) HasSuffix(suffix string) Answer {
	if strings.HasSuffix(t.s, suffix) {
		return Yes
	}
	if !t.HasHoles() {
		return No
	}
	return t.like(append([]token{{kind: star}}, tokens(suffix, false)...))
}

// Contains tells whether the literal part stands somewhere in the text.
func (t Text) Contains(part string) Answer {
	if strings.Contains(t.s, part) {
		return Yes
	}
	if !t.HasHoles() {
		return No
	}
	return t.like(append(append([]token{{kind: star}}, tokens(part, false)...), token{kind: star}))
}

// like tells whether a text with holes can be what the pattern takes.
func (t Text) like(pattern []token) Answer {
	if !maybe(pattern, tokens(t.s, false)) {
		return No
	}
	return CannotTell
}

// Match tells whether the text matches the pattern, in which '*' stands for
// any text and '?' for any one character, as in IAM policies. Both may have
// holes: Yes holds for every filling, No too.
func (t Text) Match(pattern Text) Answer {
	if apart(t.s, pattern.s) {
		return No
	}
	p := tokens(pattern.s, true)
	if !t.HasHoles() && !pattern.HasHoles() {
		return Answered(sure(p, tokens(t.s, false)))
	}
	s := tokens(t.s, false)
	switch {
	case sure(p, s):
		return Yes
	case !maybe(p, s):
		return No
	}
	return CannotTell
}

// apart reports whether a text and a pattern differ in the bytes in front of the
// first hole or wildcard of either: most of those that are asked about do.
func apart(s, pattern string) bool {
	for i := 0; ; i++ {
		switch {
		case i == len(pattern):
			return i < len(s) && s[i] != lead15
		case pattern[i] == '*', pattern[i] == '?', pattern[i] == lead15:
			return false
		case i == len(s):
			return true
		case s[i] == lead15:
			return false
		case s[i] != pattern[i]:
			return true
		}
	}
}

// A token is one byte, one wildcard or one hole of a pattern or a subject.
type token struct {
	kind tokenKind
	b    byte
	sym  Symbol
}

type tokenKind uint8

const (
	char tokenKind = iota
	star           // any text
	any1           // any one character
	hole
)

// tokens splits an in-line form; '*' and '?' are wildcards only if wild.
func tokens(s string, wild bool) []token {
	out := make([]token, 0, len(s))
	for s != "" {
		switch {
		case s[0] == lead15 && holeIndex(s) == 0:
			out = append(out, token{kind: hole, sym: holeAt(s)})
			s = s[8:]
			continue
		case wild && s[0] == '*':
			out = append(out, token{kind: star})
		case wild && s[0] == '?':
			out = append(out, token{kind: any1})
		default:
			out = append(out, token{b: s[0]})
		}
		s = s[1:]
	}
	return out
}

// width returns how many tokens of s, from i on, one '?' takes: the bytes of
// one UTF-8 character. A hole is not one character for sure: 0.
func width(s []token, i int) int {
	if s[i].kind != char {
		return 0
	}
	n := 1
	for i+n < len(s) && s[i+n].kind == char && s[i+n].b&0xC0 == 0x80 {
		n++
	}
	return n
}

// sure reports whether pattern p takes subject s however the holes are
// filled: a hole of the subject is swallowed by a star or meets itself.
func sure(p, s []token) bool {
	// Greedy with one point of return, as for plain globs: what a star has
	// swallowed only ever grows.
	pi, si, starAt, mark := 0, 0, -1, 0
	for si < len(s) {
		if pi < len(p) {
			switch q := p[pi]; {
			case q.kind == star:
				starAt, mark = pi, si
				pi++
				continue
			case q.kind == any1:
				if n := width(s, si); n > 0 {
					pi, si = pi+1, si+n
					continue
				}
			case q == s[si]:
				pi, si = pi+1, si+1
				continue
			}
		}
		if starAt < 0 {
			return false
		}
		mark++
		pi, si = starAt+1, mark
	}
	for pi < len(p) && p[pi].kind == star {
		pi++
	}
	return pi == len(p)
}

// maybe reports whether some filling of the holes on both sides lets p take
// s. Each hole is let to be any text of its class, and the same hole twice
// need not be the same text: it may answer true too often, never false.
func maybe(p, s []token) bool {
	// reach[j] tells whether p[:i] and s[:j] can be the same text.
	reach := make([]bool, len(s)+1)
	next := make([]bool, len(s)+1)
	reach[0] = true
	for j := range s {
		reach[j+1] = reach[j] && s[j].kind == hole
	}
	for _, q := range p {
		next[0] = reach[0] && (q.kind == star || q.kind == hole)
		for j, c := range s {
			switch {
			case q.kind == star || q.kind == hole:
				next[j+1] = reach[j+1] || reach[j] && meets(q, c) || next[j] && meets(q, c)
			default:
				next[j+1] = reach[j] && meets(q, c)
			}
			if q.kind == any1 && c.kind == char && c.b&0xC0 == 0x80 {
				next[j+1] = next[j] // the rest of a character of several bytes
			}
			if c.kind == hole && !next[j+1] {
				// The hole takes one more token of p, or it is empty.
				next[j+1] = reach[j+1] && meets(q, c) || next[j]
			}
		}
		reach, next = next, reach
	}
	return reach[len(s)]
}

// meets reports whether pattern token q can stand where subject token c does.
func meets(q, c token) bool {
	switch {
	case c.kind == hole && q.kind == char:
		return c.sym.Class().admits(q.b)
	case q.kind == hole && c.kind == char:
		return q.sym.Class().admits(c.b)
	case q.kind == any1 && c.kind == char:
		return c.b&0xC0 != 0x80
	case q.kind == char && c.kind == char:
		return q.b == c.b
	}
	return true
}
