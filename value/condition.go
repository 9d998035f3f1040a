package value

import (
	"slices"
	"strings"
)

// MaxAlternatives is how many alternatives a value may have; past it the
// value is unknown.
const MaxAlternatives = 8

// A Condition is a conjunction of truths that no source has decided:
// "IsProd is true and var.create is false". The empty Condition always holds.
// It is sorted and has no truth twice; build it with When and And.
type Condition []Term

// A Term is one undecided truth (a symbol of the class Truth) or its
// opposite.
type Term struct {
	Symbol Symbol
	True   bool
}

// When returns the condition that the truth called name within scope is so.
func When(scope, name string, is bool) Condition {
	return Condition{{NewSymbol(Truth, scope, name), is}}
}

// And returns the conjunction of both. It reports false if they contradict
// each other.
func (c Condition) And(d Condition) (Condition, bool) {
	if len(d) == 0 {
		return c, true
	}
	if len(c) == 0 {
		return d, true
	}
	out := append(slices.Clone(c), d...)
	slices.SortFunc(out, func(a, b Term) int { return int(int64(a.Symbol) - int64(b.Symbol)) })
	out = slices.Compact(out)
	for i := 1; i < len(out); i++ {
		if out[i].Symbol == out[i-1].Symbol {
			return nil, false
		}
	}
	return out, true
}

// In tells whether the condition holds in a world, which is itself a
// conjunction: what it does not mention cannot be told.
func (c Condition) In(world Condition) Answer {
	answer := Yes
	for _, l := range c {
		i := slices.IndexFunc(world, func(w Term) bool { return w.Symbol == l.Symbol })
		switch {
		case i < 0:
			answer = CannotTell
		case world[i].True != l.True:
			return No
		}
	}
	return answer
}

// String returns the condition for people, "" if it always holds.
func (c Condition) String() string {
	parts := make([]string, len(c))
	for i, l := range c {
		parts[i] = l.Symbol.Name() + " is false"
		if l.True {
			parts[i] = l.Symbol.Name() + " is true"
		}
	}
	slices.Sort(parts) // symbols are numbered by arrival, which may differ between runs
	return strings.Join(parts, " and ")
}
