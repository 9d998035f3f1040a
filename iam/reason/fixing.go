package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// maxFixings bounds how many fillings of accounts, regions and partitions are
// looked at.
const maxFixings = 64

// A fixer collects the holes for whole accounts, regions and partitions, and
// the texts that policies compare them with. Such a hole is either one of these
// texts, or another hole of its class, or something else, and then it does not
// matter what: so finitely many fillings are all there are.
type fixer struct {
	holes    []value.Symbol
	literals map[value.Class][]string
	loose    map[value.Class]bool // they are compared with patterns, or are part of a longer text
}

// fixings returns every filling that makes a difference; none if there is
// nothing to fill or too much.
func fixings(policies []*authz.Policy, more []value.Text) []guess {
	f := fixer{literals: make(map[value.Class][]string), loose: make(map[value.Class]bool)}
	for _, t := range more {
		f.text(t)
	}
	for _, p := range policies {
		if p == nil || p.Document == nil {
			continue
		}
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			for _, e := range s.Resources.List {
				f.text(s.ResourcePattern(e))
			}
			for _, e := range s.Principals.List {
				f.text(e.Text)
			}
			for j := range s.Conditions {
				for _, e := range s.Conditions[j].Values.List {
					f.text(s.ValuePattern(e))
				}
			}
		}
	}
	return f.all()
}

// fixable reports whether all of the class is of one form.
func fixable(c value.Class) bool {
	return c == value.Account || c == value.Region || c == value.Partition
}

// text takes note of one text.
func (f *fixer) text(t value.Text) {
	if a, ok := policy.ParseARN(t); ok {
		f.part(value.Partition, a.Partition)
		f.part(value.Region, a.Region)
		f.part(value.Account, a.Account)
		f.rest(a.Service)
		f.rest(a.Resource)
		return
	}
	if sym, ok := t.Symbol(); ok && fixable(sym.Class()) {
		f.part(sym.Class(), t)
		return
	}
	s, literal := t.Literal()
	digits := strings.Trim(s, "0123456789*?")
	switch {
	case literal && digits == "" && s != "" && s != "*":
		f.part(value.Account, t)
	case literal && !strings.ContainsAny(s, ":/*?"):
		f.part(value.Region, t)
		f.part(value.Partition, t)
	default:
		f.rest(t)
	}
}

// part takes note of a part of a class.
func (f *fixer) part(c value.Class, t value.Text) {
	if sym, ok := t.Symbol(); ok {
		switch {
		case !fixable(sym.Class()):
		case sym.Class() != c:
			f.loose[sym.Class()] = true
		case !slices.Contains(f.holes, sym):
			f.holes = append(f.holes, sym)
		}
		return
	}
	s, literal := t.Literal()
	switch {
	case s == "*" || literal && s == "":
	case !literal || strings.ContainsAny(s, "*?"):
		f.loose[c] = true
		f.rest(t)
	case !slices.Contains(f.literals[c], s):
		f.literals[c] = append(f.literals[c], s)
	}
}

// rest takes note of a text in which a hole may stand beside other things.
func (f *fixer) rest(t value.Text) {
	for _, sym := range t.Symbols() {
		if fixable(sym.Class()) {
			f.loose[sym.Class()] = true
		}
	}
}

func (f *fixer) all() []guess {
	f.holes = slices.DeleteFunc(f.holes, func(s value.Symbol) bool { return f.loose[s.Class()] })
	if len(f.holes) == 0 {
		return nil
	}
	choices := make([][]string, len(f.holes))
	n := 1
	for i, h := range f.holes {
		for j := range i + 1 { // itself, or one of the holes before it
			if f.holes[j].Class() == h.Class() {
				choices[i] = append(choices[i], stranger(h.Class(), j))
			}
		}
		slices.Reverse(choices[i]) // the first filling has all different
		choices[i] = append(choices[i], f.literals[h.Class()]...)
		if n *= len(choices[i]); n > maxFixings {
			return nil
		}
	}
	var out []guess
	at := make([]int, len(choices))
	for range n {
		g := guess{filling: make(filling), holes: make(filling)}
		for i, h := range f.holes {
			is := value.Literal(choices[i][at[i]])
			g.filling[h] = is
			if at[i] == 0 {
				g.holes[h] = is
			}
		}
		out = append(out, g)
		for i := range at {
			if at[i]++; at[i] < len(choices[i]) {
				break
			}
			at[i] = 0
		}
	}
	return out
}

// decide asks as it is. If that does not decide it asks for every filling of
// accounts, regions and partitions that makes a difference, which all must
// answer alike, and under each for some fillings of the rest.
func (e Engine) decide(policies []*authz.Policy, more []value.Text, ask func(*problem) Answer) Answer {
	answer := ask(e.problem())
	if answer.Verdict != Outside {
		return answer
	}
	all := fixings(policies, more)
	under := func(g guess) Answer {
		p := e.problem()
		p.guess = g
		return ask(p)
	}
	var first Answer
	for i, g := range all {
		is := under(g)
		if is.Verdict == Outside {
			is = e.guessed(policies, more, g, ask)
		}
		switch {
		case i == 0:
			first = is
		case is.Verdict != first.Verdict:
			return Answer{Why: "it depends on what " + g.names() + " is"}
		}
		if is.Verdict == Outside {
			return answer
		}
	}
	if len(all) == 0 {
		first = e.guessed(policies, more, guess{}, ask)
	}
	if first.Verdict == Outside {
		return answer
	}
	return first
}

// guessed asks for fillings of what the guess leaves open. Only a yes counts.
func (e Engine) guessed(policies []*authz.Policy, more []value.Text, base guess, ask func(*problem) Answer) Answer {
	for _, g := range guesses(policies, more, base) {
		p := e.problem()
		p.guess = g
		if answer := ask(p); answer.Verdict == Yes {
			return answer
		}
	}
	return Answer{}
}

// names names the holes that are filled.
func (g guess) names() string {
	var out []string
	for h := range g.filling {
		out = append(out, h.Name())
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
