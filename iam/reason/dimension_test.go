package reason

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// TestRegionsHoldAsTheEvaluatorSays cuts random keys into regions and asks the
// evaluator, for the value of each region, whether each condition holds.
func TestRegionsHoldAsTheEvaluatorSays(t *testing.T) {
	regions := 0
	for seed := range uint64(300) {
		w := world{r: rand.New(rand.NewPCG(seed, 3)), focus: []int{int(seed % 9)}}
		if w.r.IntN(3) == 0 {
			w.focus = append(w.focus, w.r.IntN(9))
		}
		var conditions []map[string]map[string]any
		key := ""
		for range 1 + w.r.IntN(4) {
			operator, on, values := w.condition()
			if w.r.IntN(8) == 0 {
				values = append(values, pick(w, "", "*", "arn:*", "a*b", "${s3:prefix}"))
			}
			if key == "" {
				key = on
			}
			conditions = append(conditions, map[string]map[string]any{operator: {key: values}})
		}
		p := Engine{}.problem(Engine{}.budget())
		var literals []literal
		var compiledConditions []authz.Condition
		for _, c := range conditions {
			text, _ := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": map[string]any{
				"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": c,
			}})
			pol := compiled(t, "p", text)
			s := &pol.Document.Statements[0]
			literals = append(literals, p.condition(s, &s.Conditions[0]))
			compiledConditions = append(compiledConditions, authz.CompileCondition(&s.Conditions[0], pol.Document.HasVariables()))
		}
		if literals[0].dim == 0 {
			continue // keys of the caller
		}
		d := p.dims[literals[0].dim]
		if err := d.build(p.budget); err != nil {
			t.Fatal(err)
		}
		if d.partial == "" && len(d.keys) == 1 {
			complete(t, seed, d, literals, compiledConditions)
		}
		for r := range d.regions {
			if !d.definite.has(r) {
				continue
			}
			regions++
			c := authz.Context{Complete: true}
			for k, key := range d.keys {
				put(&c, key, d.regions[r].values[k], d.multi)
			}
			for i, l := range literals {
				want := compiledConditions[i].Holds(&c)
				got := value.CannotTell
				if d.holds[l.id].has(r) != d.fails[l.id].has(r) {
					got = value.Answered(d.holds[l.id].has(r))
				}
				if got != want {
					t.Errorf("seed %d: %v with %v: got %s, want %s", seed, conditions[i], d.regions[r].values, got, want)
				}
			}
		}
	}
	t.Log(regions, "regions")
}

// complete asks the evaluator for many values: what the conditions make of each
// together is told by some region.
func complete(t *testing.T, seed uint64, d *dimension, literals []literal, conditions []authz.Condition) {
	t.Helper()
	w := world{r: rand.New(rand.NewPCG(seed, 4))}
	word := func() string {
		return pick(w, "a", "A", "b", "ab", "bb", "aab", "zz", "1", "2", "2.2", "2.5", "-3", "1e3", "100", "true", "FALSE", "10.0.0.1", "10.1.0.9", "10.1.2.3",
			"192.0.2.1", "::1", "2001:db8::7", "2026-01-01T00:00:00Z", "2026-05-01", "2030", "arn:aws:sns:eu:111111111111:t", "arn:x")
	}
	for range 60 {
		var texts []string
		switch n := w.r.IntN(5); {
		case n == 0 && d.always:
			continue
		case n > 2 && d.multi:
			texts = []string{word(), word(), word()}[:n-1]
		case n > 0:
			texts = []string{word()}
		}
		c := authz.Context{Complete: true}
		put(&c, d.keys[0], texts, d.multi)
		if !d.typed(texts) {
			continue
		}
		var want []value.Answer
		for i := range conditions {
			want = append(want, conditions[i].Holds(&c))
		}
		found := false
		for r := range d.regions {
			fits := true
			for i, l := range literals {
				fits = fits && (want[i] != value.Yes || d.holds[l.id].has(r)) && (want[i] != value.No || d.fails[l.id].has(r))
			}
			found = found || fits
		}
		if !found {
			t.Errorf("seed %d: no region of %s is as %q: %v", seed, d.keys[0], texts, want)
		}
	}
}

// typed reports whether values are of the type that the key is compared as.
func (d *dimension) typed(texts []string) bool {
	for _, s := range texts {
		for i := range d.atoms {
			if a := &d.atoms[i]; a.kind != textAtom && a.kind != nothing && !a.fits(s) {
				return false
			}
		}
		for _, k := range d.constraints {
			if k.operator.Test == policy.Bool && s != "true" && s != "FALSE" {
				return false
			}
		}
	}
	return true
}
