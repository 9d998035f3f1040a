package authz_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

// FuzzReadQuestion: whatever is read is decided, with an answer that can be
// printed and explained, and the same answer each time.
func FuzzReadQuestion(f *testing.F) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 20 {
		row := encode(f, randomRow(r))
		f.Add(row)
		f.Add(row[:len(row)/2])
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		q, err := authz.ReadQuestion(line)
		if err != nil {
			if q != nil {
				t.Fatalf("ReadQuestion = %v and %v", q, err)
			}
			return
		}
		d := q.Decide()
		if d.String() == "" || d != q.Decide() {
			t.Fatalf("%v, then %v", d, q.Decide())
		}
		authz.Explain(&q.Request, &q.Policies)
		if q.Request.Wildcard {
			authz.Parts(&q.Request, &q.Policies)
		}
	})
}

// FuzzGlob: a pattern takes a text under StringLike just if the same pattern
// does as a regular expression; what is more the answer comes soon.
func FuzzGlob(f *testing.F) {
	for _, s := range [][2]string{{"a*b?c", "aXbYc"}, {"*", ""}, {"ä?", "äö"}, {"**?", "x"}, {"a\xFFb", "a*b"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, pattern, s string) {
		if strings.Contains(pattern, "${") || !utf8.ValidString(pattern) || !utf8.ValidString(s) || len(pattern)+len(s) > 2000 {
			return
		}
		if value.Literal(s).Inline() != s || value.Literal(pattern).Inline() != pattern {
			return // characters that mark holes
		}
		quoted := encode(t, pattern)
		k := condition(t, "2012-10-17", `{"StringLike":{"k":`+string(quoted)+`}}`)
		context := authz.Context{Complete: true}
		context.Set("k", s)
		if got := k.Holds(&context) == value.Yes; got != wildcard("", pattern, s) {
			t.Errorf("StringLike %q takes %q: %v", pattern, s, got)
		}
	})
}

// A comparison that costs too much is given up, and the decision says so.
func TestHostilePolicies(t *testing.T) {
	stars := strings.Repeat("*a", 5000)
	long := strings.Repeat("a", 9000)
	row := object{
		"request": object{
			"principal": ada, "action": "s3:" + long, "resource": "arn:aws:s3:::" + long, "resource_account": "111122223333",
			"context": object{"k": long},
		},
		"identity": []any{object{"Version": "2012-10-17", "Statement": []any{
			object{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::" + stars + "b"},
			object{"Effect": "Allow", "Action": "s3:" + stars + "b", "Resource": "*"},
			object{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": object{"StringLike": object{"k": stars + "b"}}},
		}}},
	}
	if got := ask(t, row); got.Effect != authz.CannotTell {
		t.Errorf("Decide = %v, want that it cannot be told", got)
	}
	row["identity"] = []any{object{"Statement": []any{object{"Effect": "Allow", "Action": "s3:" + stars + "b", "Resource": "*"}}}}
	if got := ask(t, row); got.Effect != authz.CannotTell || got.Open.Cause != authz.OpenBound {
		t.Errorf("Decide = %v, want that the actions are too long", got)
	}
}
