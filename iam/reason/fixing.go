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
const (
	maxFixings  = 128
	maxCompared = 256 // texts that are compared with each other
)

// A fixer collects the holes for whole accounts, regions and partitions, and
// the texts that policies compare them with. Such a hole is either one of these
// texts, or another hole of its class, or something else, and then it does not
// matter what: so finitely many fillings are all there are.
type fixer struct {
	holes    []value.Symbol
	literals map[value.Class][]string
	loose    map[value.Class]bool // a hole is compared with patterns, which some of its fillings fit

	texts map[string][]value.Text // what is compared with each other: resources, principals, the values of a key
}

// fixings returns every filling that makes a difference; none if there is
// nothing to fill or too much.
func fixings(policies []*authz.Policy, more []value.Text) []guess {
	f := fixer{literals: make(map[value.Class][]string), loose: make(map[value.Class]bool), texts: make(map[string][]value.Text)}
	for _, t := range more {
		f.text("resource", t)
	}
	for _, p := range policies {
		if p == nil || p.Document == nil {
			continue
		}
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			for _, e := range s.Resources.List {
				f.text("resource", s.ResourcePattern(e))
			}
			for _, e := range s.Principals.List {
				f.text("principal", e.Text)
			}
			for j := range s.Conditions {
				c := &s.Conditions[j]
				for _, e := range c.Values.List {
					f.text("key "+policy.Lower(c.Key.Inline()), s.ValuePattern(e))
				}
			}
		}
	}
	if len(f.holes) == 0 {
		return nil
	}
	f.compare()
	return f.all()
}

// fixable reports whether all of the class is of one form.
func fixable(c value.Class) bool {
	return c == value.Account || c == value.Region || c == value.Partition
}

// text takes note of one text.
func (f *fixer) text(among string, t value.Text) {
	f.texts[among] = append(f.texts[among], t)
	if a, ok := policy.ParseARN(t); ok {
		f.part(value.Partition, a.Partition)
		f.part(value.Region, a.Region)
		f.part(value.Account, a.Account)
		f.note(a.Resource)
		return
	}
	if sym, ok := t.Symbol(); ok && fixable(sym.Class()) {
		f.part(sym.Class(), t)
		return
	}
	f.note(t)
	s, ok := t.Literal()
	switch {
	case !ok:
	case len(s) == 12 && strings.Trim(s, "0123456789") == "":
		f.part(value.Account, t)
	case strings.HasPrefix(s, "aws"):
		f.part(value.Partition, t)
	case s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && strings.Contains(s, "-"):
		f.part(value.Region, t)
	}
}

// part takes note of a part of a class.
func (f *fixer) part(c value.Class, t value.Text) {
	f.note(t)
	if s, ok := t.Literal(); ok && s != "" && !strings.ContainsAny(s, "*?") && !slices.Contains(f.literals[c], s) {
		f.literals[c] = append(f.literals[c], s)
	}
}

// note takes note of the holes of a text.
func (f *fixer) note(t value.Text) {
	for _, sym := range t.Symbols() {
		if fixable(sym.Class()) && !slices.Contains(f.holes, sym) {
			f.holes = append(f.holes, sym)
		}
	}
}

// compare finds what is loose: a hole that is part of a text, or compared with a
// pattern, where it depends on more than equality what the two have in common.
func (f *fixer) compare() {
	for _, texts := range f.texts {
		if len(texts) > maxCompared {
			f.holes = nil
			return
		}
		for _, t := range texts {
			for _, u := range texts {
				if (t.HasHoles() || u.HasHoles()) && !f.plain(t, u) {
					f.loosen(t)
					f.loosen(u)
				}
			}
		}
	}
}

// plain reports whether two texts compare alike for all fillings but those with
// one of the literals.
func (f *fixer) plain(t, u value.Text) bool {
	if t.Inline() == u.Inline() || t.Inline() == "*" || u.Inline() == "*" {
		return true
	}
	a, ok := policy.ParseARN(t)
	b, also := policy.ParseARN(u)
	if !ok || !also {
		return apart(t, u) || whole(t) && whole(u)
	}
	if apart(a.Service, b.Service) || apart(a.Resource, b.Resource) {
		return true
	}
	for _, pair := range [...][2]value.Text{{a.Partition, b.Partition}, {a.Region, b.Region}, {a.Account, b.Account}} {
		if !whole(pair[0]) || !whole(pair[1]) {
			return false
		}
	}
	return related(a.Resource, b.Resource)
}

// whole reports whether a text is one hole, or a literal, or any text.
func whole(t value.Text) bool {
	_, hole := t.Symbol()
	s, literal := t.Literal()
	return hole || literal && (s == "*" || !strings.ContainsAny(s, "*?"))
}

// apart reports whether no filling makes two patterns overlap.
func apart(t, u value.Text) bool {
	return t.Match(u) == value.No && u.Match(t) == value.No && !strings.ContainsAny(t.Inline()+u.Inline(), "*?")
}

// related reports whether two patterns compare alike for all fillings.
func related(t, u value.Text) bool {
	if !t.HasHoles() && !u.HasHoles() || t.Inline() == u.Inline() {
		return true
	}
	if strings.ContainsAny(t.Inline(), "*?") && strings.ContainsAny(u.Inline(), "*?") {
		return false
	}
	return t.Match(u) != value.CannotTell && u.Match(t) != value.CannotTell
}

func (f *fixer) loosen(t value.Text) {
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
//
// Where the kind of request depends on holes itself, as that of another account
// does on the account, a request found without filling them is none yet.
func (e Engine) decide(policies []*authz.Policy, more []value.Text, on value.Text, ask func(*problem) Answer) Answer {
	depends := on.HasHoles()
	work := e.budget()
	p := e.problem(work)
	answer := ask(p)
	switch {
	case answer.Verdict == Yes && depends:
		answer = Answer{Why: "it depends on which account is meant"}
	case answer.Verdict != Outside:
		return answer
	}
	all := fixings(policies, more)
	if len(all) > 0 && all[0].filling.in(on).HasHoles() {
		return answer
	}
	under := func(g guess) Answer {
		p = e.problem(work)
		p.guess = g
		return ask(p)
	}
	var first Answer
	for i, g := range all {
		is := under(g)
		if is.Verdict == Outside && !p.hopeless {
			is = e.guessed(policies, more, g, work, ask)
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
	if len(all) == 0 && !depends && !p.hopeless {
		first = e.guessed(policies, more, guess{}, work, ask)
	}
	if first.Verdict == Outside {
		return answer
	}
	return first
}

// guessed asks for fillings of what the guess leaves open. Only a yes counts.
func (e Engine) guessed(policies []*authz.Policy, more []value.Text, base guess, work *budget, ask func(*problem) Answer) Answer {
	for _, g := range guesses(policies, more, base) {
		p := e.problem(work)
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
