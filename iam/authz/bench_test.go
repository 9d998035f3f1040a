package authz_test

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// statements returns a policy of n statements of several services, the last of
// which allows the request.
func statements(n int) []byte {
	services := []string{"s3", "sqs", "sns", "kms", "logs", "dynamodb", "lambda", "events"}
	var b strings.Builder
	b.WriteString(`{"Version":"2012-10-17","Statement":[`)
	for i := range n - 1 {
		service := services[i%len(services)]
		fmt.Fprintf(&b, `{"Effect":"Allow","Action":["%s:Get*","%s:List*"],"Resource":"arn:aws:%s:*:111122223333:%s-%d/*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"team-%d"},"Bool":{"aws:SecureTransport":"true"}}},`,
			service, service, service, service, i, i)
	}
	b.WriteString(`{"Effect":"Allow","Action":"dynamodb:*Item","Resource":"arn:aws:dynamodb:*:111122223333:table/orders-*","Condition":{"StringLike":{"aws:PrincipalTag/team":"pay*"},"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}`)
	return []byte(b.String())
}

func question(tb testing.TB, n int) *authz.Question {
	tb.Helper()
	d, err := policy.Parse(statements(n))
	if err != nil {
		tb.Fatal(err)
	}
	q := authz.Question{
		Request: authz.Request{
			Principal: authz.ParsePrincipal(value.Literal("arn:aws:sts::111122223333:assumed-role/app/run")),
			Action:    "dynamodb:GetItem",
			Resource:  value.Literal("arn:aws:dynamodb:eu-central-1:111122223333:table/orders-2026"),
			Context:   authz.Context{Complete: true},
		},
		Policies: authz.Policies{Identity: authz.All(authz.Compile("policy of role app", d))}.RestNone(),
	}
	q.Request.Context.Set("aws:SourceIp", "203.0.113.9")
	q.Request.Context.Set("aws:PrincipalTag/team", "payments")
	q.Request.Context.Set("aws:SecureTransport", "true")
	if got := q.Decide(); got.Effect != authz.Allow {
		tb.Fatalf("Decide = %v, want allow", got)
	}
	return &q
}

func BenchmarkDecide(b *testing.B) {
	for _, n := range []int{5, 400} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			q := question(b, n)
			b.ReportAllocs()
			for b.Loop() {
				q.Decide()
			}
		})
	}
}
