package policy

import (
	"testing"

	"bailiwick/value"
)

func BenchmarkFromTree(b *testing.B) {
	doc := tree(m{"Version": "2012-10-17", "Statement": []any{
		m{"Effect": "Allow", "Action": []any{"dynamodb:GetItem", "dynamodb:PutItem"}, "Resource": []any{"arn:aws:dynamodb:eu-central-1:111122223333:table/orders"}},
		m{"Effect": "Allow", "Action": []any{"logs:CreateLogStream", "logs:PutLogEvents"}, "Resource": "*", "Condition": m{"StringEquals": m{"aws:SourceAccount": "111122223333"}}},
	}})
	b.ReportAllocs()
	for b.Loop() {
		FromAny(doc)
	}
}

func BenchmarkFromText(b *testing.B) {
	doc := value.AnyText(value.Literal(grammar[5]), 0)
	b.ReportAllocs()
	for b.Loop() {
		FromAny(doc)
	}
}

func BenchmarkMatchResource(b *testing.B) {
	pattern, arn := text("arn:aws:dynamodb:*:*:table/ord*"), text("arn:aws:dynamodb:eu-central-1:111122223333:table/orders")
	b.ReportAllocs()
	for b.Loop() {
		MatchResource(pattern, arn)
	}
}
