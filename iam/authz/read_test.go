package authz_test

import (
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

// The context of a row is found in any case, and values of scalars are texts.
func TestReadQuestion(t *testing.T) {
	for _, line := range []string{
		``, `[]`, `{"request":{"principal":5}}`, `{"request":{"principal":{"type":"X"}}}`,
		`{"request":{"context":{"a":{"b":1}}}}`, `{"identity":[{"Statement":{"Effect":"Allow"}}]}`, `{"request":{"context":{"a":[[]]}}}`,
		`{"request":{"context":{"aws:SourceIp":"10.0.0.1","aws:sourceip":"11.0.0.1"}}}`,
	} {
		if q, err := authz.ReadQuestion([]byte(line)); err == nil {
			t.Errorf("ReadQuestion(%s) = %v, want an error", line, q)
		}
	}
	q, err := authz.ReadQuestion([]byte(`{"request":{"principal":"` + ada + `","action":"s3:GetObject","resource":"arn:aws:s3:::ledger/a",
		"context":{"S3:max-keys":10,"aws:SecureTransport":true,"aws:TagKeys":["x"]}},
		"identity":[{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{
			"NumericEquals":{"s3:Max-Keys":10},"Bool":{"aws:securetransport":true},"ForAnyValue:StringEquals":{"aws:tagkeys":"x"}}}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	q.Request.ResourceAccount = value.Literal("111122223333")
	if got := q.Decide(); got.Effect != authz.Allow {
		t.Errorf("Decide = %v, want allow", got)
	}
}
