package reason

import (
	"math/big"
	"net/netip"
	"slices"
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// sources returns what requests may carry of the resource that a service acts
// for: either key, both, or none; with both, the account is that of the ARN, if
// it names one.
func (d *dimension) sources(b *budget) ([]carried, error) {
	accounts, err := d.words(sourceAccount, nil, b)
	if err != nil {
		return nil, err
	}
	var lifted []pattern
	for i := range d.atoms {
		if a := &d.atoms[i]; a.kind == textAtom && d.isOn(sourceAccount, int32(i)) {
			lifted = append(lifted, a.pattern.behind("arn:*:*:*:", ":*"))
		}
	}
	arns, err := d.words(sourceARN, lifted, b)
	if err != nil {
		return nil, err
	}
	base := []carried{{values: make([][]string, 2)}}
	for _, a := range accounts {
		base = append(base, carried{values: [][]string{nil, {a}}})
	}
	for _, arn := range arns {
		base = append(base, carried{values: [][]string{{arn}, nil}})
		if account := accountOfARN(arn); account != "" {
			base = append(base, carried{values: [][]string{{arn}, {account}}})
			continue
		}
		for _, a := range accounts {
			base = append(base, carried{values: [][]string{{arn}, {a}}})
		}
	}
	return base, nil
}

// isOn reports whether an atom is of a constraint on a key.
func (d *dimension) isOn(key string, atom int32) bool {
	return slices.ContainsFunc(d.constraints, func(k *constraint) bool {
		return k.key == key && slices.Contains(k.atoms, atom)
	})
}

// words returns values of a key, at least one of each region.
func (d *dimension) words(key string, more []pattern, b *budget) ([]string, error) {
	return d.wordsIn(key, nil, more, b)
}

// wordsIn is words of those values that all patterns of the domain take; more
// patterns are told apart besides.
func (d *dimension) wordsIn(key string, domain, more []pattern, b *budget) ([]string, error) {
	var kinds [nothing]bool
	var bounds, dates []*big.Rat
	var networks []netip.Prefix
	allBool, negatedARN := true, false
	if d.apart != nil {
		for _, text := range d.apart(key) {
			form := glob
			if strings.HasPrefix(text, "arn:") {
				form = arn
			}
			more = append(more[:len(more):len(more)], compile(value.Literal(text), form))
		}
	}
	e := &explorer{budget: b, domain: len(domain), patterns: slices.Concat(domain, more)}
	at := make(map[int32]int32)
	for _, k := range d.constraints {
		if k.key != key || k.operator.Test == policy.Null {
			continue
		}
		negatedARN = negatedARN || formOf(k.operator.Test) == arn && k.operator.Test.Negated()
		allBool = allBool && k.operator.Test == policy.Bool
		var g group
		for _, i := range k.atoms {
			switch a := &d.atoms[i]; a.kind {
			case textAtom:
				kinds[textAtom] = kinds[textAtom] || k.operator.Test != policy.UnknownTest
				if d.ofARNs(key) && a.byPart != nil {
					e.groups = append(e.groups, group{patterns: []int32{int32(len(e.patterns))}})
					e.patterns = append(e.patterns, *a.byPart)
				}
				p, ok := at[i]
				if !ok {
					p = int32(len(e.patterns))
					at[i] = p
					e.patterns = append(e.patterns, a.pattern)
				}
				g.patterns = append(g.patterns, p)
			case numberAtom, dateAtom:
				kinds[a.kind] = true
				if a.bound.at == nil {
					break
				}
				if a.kind == numberAtom {
					bounds = append(bounds, a.bound.at)
				} else {
					dates = append(dates, a.bound.at)
				}
			case networkAtom:
				kinds[networkAtom] = true
				if a.network.IsValid() {
					networks = append(networks, a.network)
				}
			}
		}
		e.groups = append(e.groups, g)
	}
	if negatedARN { // for what is no ARN it holds neither
		e.patterns = append(e.patterns, compile(value.Literal("*:*:*:*:*:*"), arn))
		e.groups = append(e.groups, group{patterns: []int32{int32(len(e.patterns) - 1)}})
	}
	for i := range more {
		e.groups = append(e.groups, group{patterns: []int32{int32(len(domain) + i)}})
	}
	var out []string
	for i := range e.patterns {
		out = append(out, e.patterns[i].fill(exampleAccount), e.patterns[i].fill(otherAccount))
	}
	out = append(out, samples(key)...)
	n := 0
	for _, is := range kinds {
		if is {
			n++
		}
	}
	if n > 1 {
		d.partial = "the key " + key + " is compared as values of two types"
	}
	if kinds[numberAtom] {
		for _, r := range points(bounds) {
			out = append(out, decimal(r))
		}
	}
	if kinds[dateAtom] {
		for _, r := range points(dates) {
			out = append(out, instant(r))
		}
	}
	if kinds[networkAtom] {
		for _, a := range addresses(networks) {
			out = append(out, a.String())
		}
	}
	switch {
	case n == 1 && kinds[textAtom] && allBool:
		return []string{"true", "false"}, nil
	case n == 1 && !kinds[textAtom]:
		return slices.DeleteFunc(out, func(s string) bool { return !isOf(kinds, s) }), nil
	}
	regions, err := e.regions()
	for _, r := range regions {
		out = append(out, r.word)
	}
	out = slices.DeleteFunc(out, func(s string) bool { return s == "" })
	return append(out, ""), err
}

// isOf reports whether a text is a value of the one kind.
func isOf(kinds [nothing]bool, s string) bool {
	ok := true
	switch {
	case kinds[numberAtom]:
		_, ok = parseNumber(s)
	case kinds[dateAtom]:
		_, ok = parseDate(s)
	case kinds[networkAtom]:
		_, err := netip.ParseAddr(s)
		ok = err == nil
	}
	return ok
}

// lists returns lists of values for a key of many: every set of at most as many
// values as there are conditions, since a condition asks for at most one value
// that no other provides.
func (d *dimension) lists(words []string) ([]carried, error) {
	out := []carried{{values: make([][]string, 1)}}
	words, err := d.distinct(words)
	if err != nil {
		return nil, err
	}
	most := min(len(words), len(d.constraints))
	var list []string
	var extend func(from int)
	extend = func(from int) {
		for i := from; i < len(words) && d.partial == ""; i++ {
			list = append(list, words[i])
			if len(out) == maxLists {
				d.partial = "the key " + d.keys[0] + " has too many combinations of values"
			}
			out = append(out, carried{values: [][]string{slices.Clone(list)}})
			if len(list) < most {
				extend(i + 1)
			}
			list = list[:len(list)-1]
		}
	}
	extend(0)
	slices.SortStableFunc(out, func(a, b carried) int { return len(a.values[0]) - len(b.values[0]) })
	return out, nil
}

// distinct keeps one value of those that all constraints treat alike.
func (d *dimension) distinct(words []string) ([]string, error) {
	seen := make(map[string]bool)
	var out []string
	for _, w := range words {
		is, err := d.meet(d.keys[0], w)
		if err != nil {
			return nil, err
		}
		b := make([]byte, 0, 2*len(d.constraints)+2)
		if is.empty {
			b = append(b, 2)
		}
		if d.counts != nil && d.counts(d.keys[0], []string{w}) {
			b = append(b, 1)
		}
		for _, k := range d.constraints {
			b = append(b, byte(k.one(&is, is.open)), byte(k.one(&is, newSet(len(d.atoms)))))
		}
		if !seen[string(b)] {
			seen[string(b)] = true
			out = append(out, w)
		}
	}
	return out, nil
}
