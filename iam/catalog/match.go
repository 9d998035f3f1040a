package catalog

import (
	"iter"
	"slices"
	"strings"
)

// Match yields the actions that an action pattern of a policy matches, by
// number. In a pattern "*" stands for any run of characters and "?" for one,
// and case does not matter: "dynamodb:*", "dyn*", "*:Get*", "s3:Get?bject", "*".
//
// It compares texts and does not judge whether AWS accepts the pattern: the
// sole "*" apart, IAM wants a colon and no wildcard before it.
func (c *Catalog) Match(pattern string) iter.Seq[*Action] {
	return func(yield func(*Action) bool) {
		p := newPattern(pattern)
		for i := range c.candidates(p) {
			for _, a := range p.candidates(c.service(i)) {
				if p.action(a) && !yield(a) {
					return
				}
			}
		}
	}
}

// MatchCount returns how many actions a pattern matches. For "*", "dyn*" and
// "dynamodb:*" it decodes nothing.
func (c *Catalog) MatchCount(pattern string) int {
	n := 0
	p := newPattern(pattern)
	for i := range c.candidates(p) {
		if p.all(c.prefixes[i]) {
			n += c.services[i].actions
			continue
		}
		for _, a := range p.candidates(c.service(i)) {
			if p.action(a) {
				n++
			}
		}
	}
	return n
}

// Covers says whether the patterns together match every action of a service. It
// is false for a service that is not in the catalogue.
func (c *Catalog) Covers(service string, patterns []string) bool {
	i, ok := c.find(service)
	if !ok {
		return false
	}
	e := &c.services[i]
	seen, left := make([]bool, e.actions), e.actions
	for _, text := range patterns {
		p := newPattern(text)
		if !p.service(e.prefix) {
			continue
		}
		if p.all(e.prefix) {
			return true
		}
		for _, a := range p.candidates(c.service(i)) {
			if at := a.Number - e.firstAction; !seen[at] && p.action(a) {
				seen[at] = true
				left--
			}
		}
	}
	return left == 0
}

// candidates yields the places of the services that a pattern may match.
func (c *Catalog) candidates(p pattern) iter.Seq[int] {
	return func(yield func(int) bool) {
		if p.prefix != "" && !p.prefix.wild() {
			if i, ok := c.find(string(p.prefix)); ok {
				yield(i)
			}
			return
		}
		for i, prefix := range c.prefixes {
			if p.service(prefix) && !yield(i) {
				return
			}
		}
	}
}

// A pattern is an action pattern, taken apart at its colon, or whole where it
// has none. The zero pattern matches nothing.
type pattern struct{ prefix, name, whole glob }

func newPattern(text string) pattern {
	prefix, name, ok := strings.Cut(text, ":")
	switch {
	case ok:
		return pattern{prefix: newGlob(prefix), name: newGlob(name)}
	case strings.ContainsAny(text, "*?"):
		return pattern{whole: newGlob(text)}
	default:
		return pattern{}
	}
}

// service says whether the pattern may match an action of a service.
func (p pattern) service(prefix string) bool {
	if p.whole == "" {
		return p.prefix.matches(prefix)
	}
	literal, prefix := p.whole.literal(), prefix+":"
	n := min(len(literal), len(prefix))
	return compareFold(literal[:n], prefix[:n]) == 0
}

// all says whether the pattern matches every action of a service that it may
// match at all, as far as can be told without looking at them.
func (p pattern) all(prefix string) bool {
	if p.whole == "" {
		return p.name == "*"
	}
	literal := p.whole.literal()
	return len(literal) <= len(prefix)+1 && p.whole[len(literal):] == "*"
}

func (p pattern) action(a *Action) bool {
	if p.whole == "" {
		return p.name.matches(a.Name)
	}
	return p.whole.matches(a.String())
}

// candidates returns the run of a service's actions whose names begin as the
// pattern does.
func (p pattern) candidates(s *Service) []*Action {
	literal := p.name.literal()
	from, _ := slices.BinarySearchFunc(s.actions, literal, func(a *Action, literal string) int {
		return compareFold(a.Name, literal)
	})
	n, _ := slices.BinarySearchFunc(s.actions[from:], literal, func(a *Action, literal string) int {
		if compareFold(a.Name[:min(len(a.Name), len(literal))], literal) > 0 {
			return 1
		}
		return -1
	})
	return s.actions[from : from+n]
}

// A glob is a pattern in lower case, without two stars in a row.
type glob string

// maxGlob bounds what a hostile pattern costs; no name of AWS's comes near.
const maxGlob = 256

// newGlob returns "", which matches no name, for a pattern longer than any name.
func newGlob(text string) glob {
	b := make([]byte, 0, min(len(text), 2*maxGlob+1))
	length := 0
	for i := range len(text) {
		if text[i] != '*' {
			length++
		} else if len(b) > 0 && b[len(b)-1] == '*' {
			continue
		}
		if length > maxGlob {
			return ""
		}
		b = append(b, lower(text[i]))
	}
	return glob(b)
}

func (g glob) wild() bool { return strings.ContainsAny(string(g), "*?") }

// literal returns what stands before the first wildcard.
func (g glob) literal() string {
	if i := strings.IndexAny(string(g), "*?"); i >= 0 {
		return string(g[:i])
	}
	return string(g)
}

// matches says whether the pattern matches all of a text. Going back to the last
// star is enough, which bounds it by the product of the lengths.
func (g glob) matches(text string) bool {
	i, j, star, mark := 0, 0, -1, 0
	for i < len(text) {
		switch {
		case j < len(g) && g[j] == '*':
			star, mark = j, i
			j++
		case j < len(g) && (g[j] == '?' || g[j] == lower(text[i])):
			i++
			j++
		case star >= 0:
			mark++
			i, j = mark, star+1
		default:
			return false
		}
	}
	return j == len(g) || j == len(g)-1 && g[j] == '*'
}
