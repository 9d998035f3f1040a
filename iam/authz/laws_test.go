package authz_test

import (
	"math/rand/v2"
	"testing"

	"bailiwick/iam/authz"
)

// rank orders effects by how much they let through.
func rank(e authz.Effect) int {
	switch e {
	case authz.Allow:
		return 2
	case authz.CannotTell:
		return 1
	}
	return 0
}

// statementsOf returns the statements of a random layer of the row.
func statementsOf(r *rand.Rand, row object) (document object, layer string) {
	layer = pick(r, "identity", "resource_policy", "boundary", "session", "endpoint")
	switch v := row[layer].(type) {
	case object:
		return v, layer
	case []any:
		return v[r.IntN(len(v))].(object), layer
	}
	return nil, layer
}

// To add an Allow never takes anything away, to add a Deny never gives
// anything, and the order of statements does not matter.
func TestLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 4000 {
		row := randomRow(r)
		d, layer := statementsOf(r, row)
		if d == nil {
			continue
		}
		statements := d["Statement"].([]any)
		before := ask(t, row)

		shuffled := append([]any{}, statements...)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		d["Statement"] = shuffled
		if after := ask(t, row); after.Effect != before.Effect {
			t.Fatalf("in another order: %v, was %v, of\n%s", after, before, encode(t, row))
		}

		added := randomStatement(r, layer == "resource_policy" || layer == "endpoint")
		d["Statement"] = append(append([]any{}, statements...), added)
		after := ask(t, row)
		d["Statement"] = statements
		switch {
		case added["Effect"] == "Allow" && rank(after.Effect) < rank(before.Effect):
			t.Fatalf("with one more Allow: %v, was %v; added %s to %s of\n%s", after, before, encode(t, added), layer, encode(t, row))
		case added["Effect"] == "Deny" && rank(after.Effect) > rank(before.Effect):
			t.Fatalf("with one more Deny: %v, was %v; added %s to %s of\n%s", after, before, encode(t, added), layer, encode(t, row))
		}
	}
}

// A policy of many statements, which is indexed, says what the same statements
// say in policies of one each, which are not.
func TestIndexChangesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 800 {
		row := randomRow(r)
		statements := make([]any, 8+r.IntN(20))
		documents := make([]any, len(statements))
		for i := range statements {
			statements[i] = randomStatement(r, false)
			documents[i] = object{"Version": "2012-10-17", "Statement": statements[i]}
		}
		row["identity"] = []any{object{"Version": "2012-10-17", "Statement": statements}}
		joined := ask(t, row)
		row["identity"] = documents
		if apart := ask(t, row); apart.Effect != joined.Effect {
			t.Fatalf("one policy: %v; one for each statement: %v; of\n%s", joined, apart, encode(t, row))
		}
	}
}

// Guardrails only narrow: what is denied with the unread ones set aside is
// denied, and what is allowed stays allowed.
func TestGuardrailsOnlyNarrow(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	granted := 0
	for range 4000 {
		row := randomRow(r)
		q := hider{r: r, rate: 8}.question(row)
		aside := q.Policies.GuardrailsAside()
		all, grant := q.Decide(), authz.Decide(&q.Request, &aside)
		if rank(all.Effect) > rank(grant.Effect) || rank(grant.Effect) == 0 && rank(all.Effect) > 0 {
			t.Fatalf("with guardrails aside %v, with them %v, of\n%s", grant, all, encode(t, row))
		}
		if grant.Effect == authz.Allow && all.Effect == authz.CannotTell {
			granted++
		}
	}
	if granted < 20 {
		t.Errorf("only %d grants stand once guardrails are set aside", granted)
	}
}
