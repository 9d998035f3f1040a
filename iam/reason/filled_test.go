package reason

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

// TestAnswersHoldForEveryFilling puts holes into random policies: an answer
// that they allow is the answer for every filling of them.
func TestAnswersHoldForEveryFilling(t *testing.T) {
	count := make(map[string]int)
	for seed := range uint64(150) {
		w := world{r: rand.New(rand.NewPCG(seed, 7))}
		if seed%2 == 0 {
			w.focus = []int{pick(w, 0, 6, 7), pick(w, 0, 6, 7)}
		}
		resource := w.r.IntN(3) > 0
		first := w.pierce(w.policy(resource))
		second := w.pierce(w.policy(resource))
		if w.r.IntN(3) == 0 {
			second = strings.Replace(first, `"Deny"`, `"Allow"`, 1)
		}
		a, b := withHoles(t, first), withHoles(t, second)
		answer := Compare(a, b)
		count[answer.Verdict.String()]++
		if answer.Verdict == Outside {
			continue
		}
		for range 6 {
			fill := w.fill()
			got := Compare(compiled(t, "a", []byte(fill.Replace(first))), compiled(t, "b", []byte(fill.Replace(second))))
			if got.Verdict != answer.Verdict && got.Verdict != Outside {
				t.Fatalf("seed %d: with holes %s, filled %s\n%s\n%s\n%s\n%s\n%s", seed, answer.Verdict, got.Verdict, first, second, fill.Replace("<account> <account.two> <region> <name> <x.arn>"),
					answer.Witness, got.Witness)
			}
		}
	}
	t.Log(count)
}

// pierce puts holes into a policy.
func (w world) pierce(document string) string {
	for _, pair := range [...][2]string{
		{exampleAccount, "<account>"},
		{otherAccount, "<account.two>"},
		{`sqs:*:`, "sqs:<region>:"},
		{`:role/r"`, `:role/<name>"`},
		{`"arn:aws:s3:::a/*"`, `"<x.arn>"`},
		{`"a"`, `"<name>"`},
	} {
		if w.r.IntN(3) == 0 {
			document = strings.Replace(document, pair[0], pair[1], 1+w.r.IntN(2))
		}
	}
	return document
}

// fill returns texts for the holes, often ones that the policies name.
func (w world) fill() *strings.Replacer {
	account := func() string { return pick(w, exampleAccount, otherAccount, "777788889999", "999999999999") }
	return strings.NewReplacer("<account>", account(), "<account.two>", account(), "<region>", pick(w, "eu", "us-east-1"),
		"<name>", pick(w, "r", "a", "b", "example-role", "zz"), "<x.arn>", pick(w, "arn:aws:s3:::a/x", "arn:aws:s3:::b", "arn:aws:sqs:eu:"+exampleAccount+":q"))
}

// TestReachHoldsForEveryFilling is the same for the classes of callers.
func TestReachHoldsForEveryFilling(t *testing.T) {
	count := make(map[string]int)
	for seed := range uint64(200) {
		w := world{r: rand.New(rand.NewPCG(seed, 8))}
		if seed%2 == 0 {
			w.focus = []int{pick(w, 6, 7), pick(w, 6, 7)}
		}
		document := w.pierce(w.policy(true))
		class := Callers(w.r.IntN(int(Only)))
		ask := func(p *authz.Policy, account value.Text) Answer {
			return Any(&Question{Callers: class, Account: account, Organization: value.Literal("o-1"), Policies: authz.Policies{Resource: authz.All(p)}.RestNone()})
		}
		answer := ask(withHoles(t, document), holes("<account>"))
		count[fmt.Sprint(class, ": ", answer.Verdict)]++
		if answer.Verdict == Outside {
			continue
		}
		for range 6 {
			fill := w.fill()
			got := ask(compiled(t, "p", []byte(fill.Replace(document))), value.Literal(fill.Replace("<account>")))
			if got.Verdict != answer.Verdict && got.Verdict != Outside {
				t.Fatalf("seed %d: %s: with holes %s, filled %s\n%s\n%s\n%s\n%s", seed, class, answer.Verdict, got.Verdict, document, fill.Replace("<account> <account.two> <region> <name> <x.arn>"),
					answer.Witness, got.Witness)
			}
		}
	}
	t.Log(count)
}
