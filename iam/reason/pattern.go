package reason

import (
	"strings"
	"unicode/utf8"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A sign is one unit of a pattern: a character, or a wildcard.
type sign int32

const (
	anyRun sign = -1 - iota // any run of characters, also empty
	anyOne                  // any one character
	run                     // any run without a colon
	one                     // any one character but a colon
)

// A form says how a text of a policy is compared.
type form uint8

const (
	exact  form = iota // its '*' and '?' are characters
	folded             // as exact, without regard to ASCII case
	glob               // '*' and '?' are wildcards, which span everything
	arn                // as glob, but the text is an ARN and no wildcard spans one of its first five colons
)

// A pattern is a set of texts that one text of a policy stands for.
type pattern struct {
	signs []sign
	fold  bool   // letters stand for both cases; they are lower in signs
	never bool   // it takes nothing
	short bool   // an ARN of fewer than six parts
	open  bool   // it takes at most what signs do: it has holes or policy variables, or readings of it differ
	text  string // as people read it
}

// compile makes a pattern of a text in which policy variables are holes, as
// policy.Statement.ResourcePattern and ValuePattern give it.
func compile(t value.Text, f form) pattern {
	p := pattern{fold: f == folded, text: t.String(), signs: make([]sign, 0, len(t.Inline()))}
	colons := 0
	for lit, hole := range t.Pieces() {
		if lit == "" {
			p.hole(hole, f, &colons)
			continue
		}
		for _, r := range lit {
			switch inside := f == arn && colons < 5; {
			case f < glob || r != '*' && r != '?':
				p.char(r)
			case r == '*' && inside:
				p.wild(run)
			case r == '*':
				p.wild(anyRun)
			case inside:
				p.signs = append(p.signs, one)
			default:
				p.signs = append(p.signs, anyOne)
			}
			if r == ':' {
				colons++
			}
		}
	}
	if f == arn && colons < 5 {
		p.cut()
	}
	return p
}

// cut makes an ARN pattern of fewer than six parts one of a text: its wildcards
// span colons, or the last does if that is documented (see endsInRest).
func (p *pattern) cut() {
	p.short = true
	from := 0
	if p.endsInRest() {
		for i, s := range p.signs {
			if s == ':' {
				from = i
			}
		}
	}
	for i := from; i < len(p.signs); i++ {
		switch p.signs[i] {
		case run:
			p.signs[i] = anyRun
		case one:
			p.signs[i] = anyOne
		}
	}
}

// endsInRest reports whether a pattern of fewer than six parts ends, behind the
// service, in a '*', which then may span colons (IAM User Guide, "IAM JSON
// policy elements: Resource").
func (p *pattern) endsInRest() bool {
	colons := 0
	for _, s := range p.signs {
		if s == ':' {
			colons++
		}
	}
	return colons > 2 && colons < 5 && (p.signs[len(p.signs)-1] == run || p.signs[len(p.signs)-1] == anyRun)
}

func (p *pattern) char(r rune) {
	if p.fold && 'A' <= r && r <= 'Z' {
		r += 'a' - 'A'
	}
	p.signs = append(p.signs, sign(r))
}

func (p *pattern) wild(s sign) {
	if n := len(p.signs); n > 0 && p.signs[n-1] == s {
		return
	}
	p.signs = append(p.signs, s)
}

// withoutColons keeps every wildcard within colons.
func (p *pattern) withoutColons() {
	for i, s := range p.signs {
		switch s {
		case anyRun:
			p.signs[i] = run
		case anyOne:
			p.signs[i] = one
		}
	}
}

// hole appends what a hole can be. ${*} and ${?} are characters; a key that the
// request lacks, as absentVariable writes it, makes the pattern take nothing.
func (p *pattern) hole(hole value.Symbol, f form, colons *int) {
	if hole.Scope() == policy.RequestScope {
		switch name := hole.Name(); name {
		case "*", "?":
			p.char(rune(name[0]))
			return
		case absentVariable:
			p.never = true
			return
		}
	}
	p.open = true
	switch hole.Class() {
	case value.Name, value.Account, value.Region, value.Partition:
		if f == arn && *colons < 5 {
			p.wild(run)
			return
		}
	}
	p.wild(anyRun)
	*colons = max(*colons, 5) // it may hold any of the first five
}

// absentVariable is the name of the symbol that stands for a policy variable
// whose key the request does not carry.
const absentVariable = "\x00absent"

// literal returns the only text that the pattern takes, if it is of that kind.
func (p *pattern) literal() (string, bool) {
	if p.open || p.never || p.fold {
		return "", false
	}
	var b strings.Builder
	for _, s := range p.signs {
		if s < 0 {
			return "", false
		}
		b.WriteRune(rune(s))
	}
	return b.String(), true
}

// takes reports whether the pattern takes the text, or at most takes it where
// it is open. Its time is at most the product of both lengths.
func (p *pattern) takes(s string) bool {
	if p.never {
		return false
	}
	at, i, star, mark := 0, 0, -1, 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if at < len(p.signs) {
			switch c := p.signs[at]; {
			case c == anyRun || c == run:
				star, mark = at, i
				at++
				continue
			case p.one(c, r):
				at++
				i += size
				continue
			}
		}
		if star < 0 || p.signs[star] == run && s[mark] == ':' {
			return false
		}
		_, size = utf8.DecodeRuneInString(s[mark:])
		mark += size
		at, i = star+1, mark
	}
	for at < len(p.signs) && (p.signs[at] == anyRun || p.signs[at] == run) {
		at++
	}
	return at == len(p.signs)
}

// work is what it costs to ask whether the pattern takes a text.
func (p *pattern) work(s string) int { return 1 + len(p.signs)*len(s)/64 }

// one reports whether a sign that is no run takes the character.
func (p *pattern) one(c sign, r rune) bool {
	switch {
	case c == anyOne:
		return true
	case c == one:
		return r != ':'
	case p.fold && 'A' <= r && r <= 'Z':
		r += 'a' - 'A'
	}
	return c == sign(r)
}

// id tells patterns apart that take different texts.
func (p *pattern) id() string {
	b := make([]byte, 0, 4*len(p.signs)+1)
	flags := byte(0)
	for i, set := range [...]bool{p.fold, p.never, p.open} {
		if set {
			flags |= 1 << i
		}
	}
	b = append(b, flags)
	if p.open {
		b = append(b, p.text...) // two holes are not the same text
	}
	for _, s := range p.signs {
		b = append(b, byte(s), byte(s>>8), byte(s>>16), byte(s>>24))
	}
	return string(b)
}
