package reason

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"bailiwick/value"
)

// TestRegionsAreAll compares the regions of random patterns with what
// enumeration of all short texts finds: each region's text is in it, and no
// text is in a region that was not found.
func TestRegionsAreAll(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		e := &explorer{empty: true, budget: new(budget)}
		*e.budget = maxWork
		for range 1 + r.IntN(4) {
			e.patterns = append(e.patterns, compile(value.Literal(randomText(r, "ab:*?*", 6)), form(r.IntN(4))))
		}
		for range 1 + r.IntN(3) {
			var g group
			for p := range e.patterns {
				if r.IntN(2) == 0 {
					g.patterns = append(g.patterns, int32(p))
				}
			}
			e.groups = append(e.groups, g)
		}
		regions, err := e.regions()
		if err != nil {
			t.Fatal(err)
		}
		found := make(map[string]bool)
		for _, g := range regions {
			if got := byItself(e, g.word); got != show(g.takes) {
				t.Fatalf("seed %d: %v: region of %q says %s, the text is %s", seed, written(e), g.word, show(g.takes), got)
			}
			found[show(g.takes)] = true
		}
		for text := range texts("abxA:*?", 4) {
			if want := byItself(e, text); !found[want] {
				t.Fatalf("seed %d: %v: %q is of region %s, which was not found", seed, written(e), text, want)
			}
		}
	}
}

func written(e *explorer) []string {
	var out []string
	for _, p := range e.patterns {
		out = append(out, fmt.Sprintf("%s fold %v", p.text, p.fold))
	}
	return out
}

func show(answers []value.Answer) string { return fmt.Sprint(answers) }

// byItself asks each pattern by itself.
func byItself(e *explorer, s string) string {
	out := make([]value.Answer, len(e.groups))
	for g := range e.groups {
		out[g] = value.No
		for _, p := range e.groups[g].patterns {
			if pat := &e.patterns[p]; pat.takes(s) {
				if !pat.open {
					out[g] = value.Yes
				} else if out[g] == value.No {
					out[g] = value.CannotTell
				}
			}
		}
	}
	return show(out)
}

func randomText(r *rand.Rand, letters string, most int) string {
	var b strings.Builder
	for range r.IntN(most + 1) {
		b.WriteByte(letters[r.IntN(len(letters))])
	}
	return b.String()
}

// texts yields all texts of the letters up to a length.
func texts(letters string, most int) func(func(string) bool) {
	var all func(prefix string, most int, yield func(string) bool) bool
	all = func(prefix string, most int, yield func(string) bool) bool {
		if !yield(prefix) {
			return false
		}
		if most == 0 {
			return true
		}
		for i := range len(letters) {
			if !all(prefix+letters[i:i+1], most-1, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(string) bool) { all("", most, yield) }
}
