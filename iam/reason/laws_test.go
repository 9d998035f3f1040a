package reason

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
)

// TestLaws: an Allow more takes nothing away, a Deny more gives nothing, and
// the order of statements does not matter.
func TestLaws(t *testing.T) {
	count := make(map[string]int)
	for seed := range uint64(200) {
		w := world{r: rand.New(rand.NewPCG(seed, 9))}
		resource := w.r.IntN(2) == 0
		var a struct{ Statement []json.RawMessage }
		if err := json.Unmarshal([]byte(w.policy(resource)), &a); err != nil {
			t.Fatal(err)
		}
		policy := func(statements ...json.RawMessage) []byte {
			text, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": statements})
			if err != nil {
				t.Fatal(err)
			}
			return []byte(ours.Replace(string(text)))
		}
		more := func(effect string) json.RawMessage {
			s := w.statement(resource)
			s["Effect"] = effect
			text, err := json.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		shuffled := append([]json.RawMessage(nil), a.Statement...)
		w.r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		base := policy(a.Statement...)
		for _, law := range []struct {
			name          string
			narrow, wider []byte
		}{
			{"an Allow more", base, policy(append(shuffled, more("Allow"))...)},
			{"a Deny more", policy(append(shuffled, more("Deny"))...), base},
			{"another order", base, policy(shuffled...)},
			{"the other way", policy(shuffled...), base},
		} {
			got := Compare(compiled(t, "narrow", law.narrow), compiled(t, "wider", law.wider))
			count[got.Verdict.String()]++
			if got.Verdict == Yes {
				t.Errorf("seed %d: %s: %s\n%s\n%s", seed, law.name, got.Witness, law.narrow, law.wider)
			}
		}
	}
	t.Log(count)
}
