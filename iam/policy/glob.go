package policy

import (
	"strings"

	"bailiwick/value"
)

// glob reports whether the pattern takes the text: '*' any run of characters,
// '?' any one. Its time is at most the product of both lengths.
func glob(pattern, s string) bool { return match(pattern, s, false, false) }

// globLowered is glob of both once lowered.
func globLowered(pattern, s string) bool { return match(pattern, s, false, true) }

// swallows reports whether the wide pattern surely takes all that the narrow
// one takes: what is a wildcard there is one here. It is quicker than includes
// and says no too often.
func swallows(wide, narrow string) bool { return match(wide, narrow, true, false) }

func match(pattern, s string, isPattern, lowered bool) bool {
	p, i, star, mark := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, i
			p++
			continue
		case p < len(pattern) && pattern[p] == '?' && (!isPattern || s[i] != '*'):
			p++
			i++
			for i < len(s) && s[i]&0xC0 == 0x80 { // the rest of a character of several bytes
				i++
			}
			continue
		case p < len(pattern) && (pattern[p] == s[i] || lowered && lower(pattern[p]) == lower(s[i])):
			p++
			i++
			continue
		case star < 0:
			return false
		}
		mark++
		p, i = star+1, mark
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

// A sign is one unit of a pattern: a character, a hole, or a wildcard.
type sign int64

const (
	anyRun sign = -1 - iota // '*'
	anyOne                  // '?'
	other                   // in the alphabet: a character that neither pattern has
)

const signHole = 1 << 32 // of a hole, with its symbol below

func signs(t value.Text) []sign {
	out := make([]sign, 0, len(t.Inline()))
	for lit, hole := range t.Pieces() {
		if lit == "" {
			out = append(out, signHole|sign(hole))
		}
		for _, r := range lit {
			switch r {
			case '*':
				out = append(out, anyRun)
			case '?':
				out = append(out, anyOne)
			default:
				out = append(out, sign(r))
			}
		}
	}
	return out
}

// maxWork bounds each comparison of two texts, in comparisons of characters:
// past it the answer is that it cannot be told. ARNs of AWS's have at most
// 2,048 characters.
const maxWork = 1 << 24

func tooLong(a, b value.Text) bool {
	n := len(b.Inline())
	return n > 0 && len(a.Inline()) > maxWork/n
}

// includes tells whether the wide pattern takes everything that the narrow
// one takes. Without holes it is exact while the search stays in its bound: it
// follows both over every text at once, until one is found that only the
// narrow one takes. A hole is a text of its own that only "*" and itself take.
func includes(wide, narrow value.Text) value.Answer {
	if wide.Inline() == narrow.Inline() || wide.Inline() == "*" {
		return value.Yes
	}
	if !wide.HasHoles() && !narrow.HasHoles() {
		switch {
		case !hasWildcards(narrow):
			return value.Answered(glob(wide.Inline(), narrow.Inline()))
		case !strings.HasPrefix(beforeWildcard(narrow).Inline(), beforeWildcard(wide).Inline()):
			return value.No
		}
	}
	w, n := signs(wide), signs(narrow)
	alphabet := alphabetOf(w, n)
	type state struct {
		at  int    // in the narrow pattern
		set string // of positions in the wide one, as bits
	}
	first := make([]byte, len(w)/8+1)
	reach(w, first, 0)
	start := state{0, string(first)}
	seen := map[state]bool{start: true}
	queue := []state{start}
	work := 0
	push := func(s state) {
		if !seen[s] {
			seen[s] = true
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		if work += len(w) * len(alphabet); work > maxWork {
			return value.CannotTell
		}
		s := queue[0]
		queue = queue[1:]
		if s.at == len(n) {
			if !has(s.set, len(w)) {
				return noUnlessHoles(wide, narrow)
			}
			continue
		}
		switch c := n[s.at]; c {
		case anyRun:
			push(state{s.at + 1, s.set})
			for _, a := range alphabet {
				push(state{s.at, step(w, s.set, a)})
			}
		case anyOne:
			for _, a := range alphabet {
				push(state{s.at + 1, step(w, s.set, a)})
			}
		default:
			push(state{s.at + 1, step(w, s.set, c)})
		}
	}
	return value.Yes
}

func noUnlessHoles(texts ...value.Text) value.Answer {
	for _, t := range texts {
		if t.HasHoles() {
			return value.CannotTell
		}
	}
	return value.No
}

// alphabetOf returns the characters of both patterns, and one that is in
// neither.
func alphabetOf(patterns ...[]sign) []sign {
	out := []sign{other}
	seen := make(map[sign]bool)
	for _, p := range patterns {
		for _, c := range p {
			if c >= 0 && c < signHole && !seen[c] {
				seen[c] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// step returns where in the pattern one can be behind the character c.
func step(p []sign, set string, c sign) string {
	next := make([]byte, len(set))
	for i := range p {
		if !has(set, i) {
			continue
		}
		switch {
		case p[i] == anyRun:
			reach(p, next, i)
		case p[i] == c, p[i] == anyOne && c < signHole:
			reach(p, next, i+1)
		}
	}
	return string(next)
}

// reach adds position i to the set, and what follows it with stars that take
// nothing.
func reach(p []sign, set []byte, i int) {
	set[i/8] |= 1 << (i % 8)
	for i < len(p) && p[i] == anyRun {
		i++
		set[i/8] |= 1 << (i % 8)
	}
}

func has(set string, i int) bool { return set[i/8]&(1<<(i%8)) != 0 }

// meet tells whether there is any text that both patterns take.
func meet(a, b value.Text) value.Answer {
	p, q := signs(a), signs(b)
	// same[j]: what stands before c in p and before j in q can be one text.
	same, next := make([]bool, len(q)+1), make([]bool, len(q)+1)
	same[0] = true
	for j := range q {
		same[j+1] = same[j] && wild(q[j])
	}
	for _, c := range p {
		next[0] = same[0] && wild(c)
		for j, d := range q {
			next[j+1] = same[j] && (c == d || c == anyOne || d == anyOne) ||
				(wild(c) || wild(d)) && (same[j] || same[j+1] || next[j])
		}
		same, next = next, same
	}
	if !same[len(q)] {
		return value.No
	}
	if a.HasHoles() || b.HasHoles() {
		return value.CannotTell
	}
	return value.Yes
}

// wild reports whether a sign can be any text, or a hole.
func wild(c sign) bool { return c == anyRun || c >= signHole }

// hasWildcards reports whether a literal piece of the text has '*' or '?'.
func hasWildcards(t value.Text) bool { return strings.ContainsAny(t.Inline(), "*?") }

func beforeWildcard(t value.Text) value.Text {
	s := t.Inline()
	if i := strings.IndexAny(s, "*?"); i >= 0 {
		s = s[:i]
	}
	return value.Inline(s)
}
