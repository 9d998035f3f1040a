package reason

import (
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// FuzzCompare: whatever two policies say, an answer comes; a policy is never
// wider than itself, and a witness is one.
func FuzzCompare(f *testing.F) {
	for _, document := range hostile() {
		document = document[:min(len(document), 1024)]
		f.Add([]byte(document), []byte(document[:len(document)/2]))
	}
	f.Add([]byte(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","dynamodb:*"],"Resource":["arn:aws:s3:::a/${aws:username}/*","*"],
		"Condition":{"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/x*"},"ForAnyValue:StringEquals":{"aws:TagKeys":["a","b"]}}}]}`),
		[]byte(`{"Statement":{"Effect":"Deny","NotAction":"s3:*","NotResource":"arn:aws:s3:::a*","Condition":{"NumericLessThan":{"s3:max-keys":"10"},
		"IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"DateGreaterThan":{"aws:CurrentTime":"2026-01-01"},"Null":{"aws:SourceVpce":"true"}}}}`))
	f.Add([]byte(`{"Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111","Service":"sns.amazonaws.com"},"Action":"sqs:*","Resource":"*"},
		{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111111111111:role/r"},"Action":"sqs:Send*","Resource":"arn:aws:sqs:*:*:?"}]}`),
		[]byte(`{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:1*:*"}}}]}`))
	e := Engine{work: maxWork / 64}
	f.Fuzz(func(t *testing.T, first, second []byte) {
		one, err := policy.Parse(first)
		if err != nil {
			return
		}
		a := authz.Compile("a", one)
		if got := e.Compare(a, a); got.Verdict == Yes {
			t.Fatalf("%s is wider than itself: %s", first, got.Witness)
		}
		other, err := policy.Parse(second)
		if err != nil {
			return
		}
		b := authz.Compile("b", other)
		got := e.Compare(a, b)
		switch {
		case got.Verdict == Yes:
			onlyFirst(t, "fuzz", a, b, got.Witness)
		case got.Verdict == Outside && got.Why == "":
			t.Fatal("it does not say why")
		}
		target := Target{
			Resource: value.Literal("arn:aws:sqs:eu-central-1:111111111111:jobs"), Account: value.Literal("111111111111"),
			Policies: authz.Policies{Resource: authz.All(a)}.RestNone(),
		}
		for _, r := range e.Exposure(&target) {
			if w := r.Answer.Witness; w != nil && authz.Decide(&w.Request, &w.Policies).Effect != authz.Allow {
				t.Fatalf("%s: the evaluator does not allow %s", r.Callers, w)
			}
		}
	})
}
