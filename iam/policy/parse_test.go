package policy

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// grammar holds a document for each form of the IAM User Guide's "Grammar of
// the IAM JSON policy language".
var grammar = []string{
	`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`,
	`{"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"1","Effect":"Deny","NotAction":["s3:Get*","iam:*"],"NotResource":["arn:aws:s3:::b/*"]}]}`,
	`{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"arn:aws-cn:sqs:cn-north-1:111122223333:q"}]}`,
	`{"Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":["111122223333","arn:aws-us-gov:iam::111122223333:role/r"]},"Action":"sns:*","Resource":"*"}]}`,
	`{"Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com","Federated":"accounts.google.com","CanonicalUser":"79a59d"},"Action":"sts:AssumeRole"}]}`,
	`{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true},"NumericLessThanEquals":{"s3:max-keys":10},"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a","b*"]}}}]}`,
	`{"Statement":[{"Effect":"Allow","Action":[],"Resource":"*","Condition":{}}]}`,
}

func TestParse(t *testing.T) {
	for _, doc := range grammar {
		d, err := Parse([]byte(doc))
		if err != nil {
			t.Errorf("Parse(%s) = %v", doc, err)
			continue
		}
		again, err := Parse(d.Format())
		if err != nil || !bytes.Equal(again.Format(), d.Format()) {
			t.Errorf("format of %s is no fixed point: %s, then %v", doc, d.Format(), err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	statement := func(inner string) string { return `{"Statement":[{` + inner + `}]}` }
	for _, test := range []struct{ doc, want string }{
		{``, "byte 0"},
		{`[]`, "byte 0: a list stands where a policy document belongs"},
		{`{"Statement":[]`, "byte 15"},
		{`{"Statement":[]} x`, "more follows"},
		{`{"Statement":[],"Statement":[]}`, "written twice: /Statement"},
		{"{\"Statement\":\"\xff\"}", "byte 14: bad UTF-8"},
		{`{"Statement":"\ud800"}`, "byte 1"},
		{`{"statement":[]}`, `AWS knows no element "statement"`},
		{`{"Version":"2012-10-18","Statement":[]}`, `byte 11: there is no version "2012-10-18"`},
		{`{"Version":2012,"Statement":[]}`, "byte 11: a number stands where a version belongs"},
		{`{"Version":"2012-10-17"}`, "no Statement"},
		{statement(`"Action":"*"`), "no Effect"},
		{statement(`"Effect":"allow","Action":"*"`), `byte 24: there is no effect "allow"`},
		{statement(`"Effect":"Allow"`), "neither Action nor NotAction"},
		{statement(`"Effect":"Allow","Action":"*","NotAction":"*"`), "both Action and NotAction"},
		{statement(`"Effect":"Allow","Action":"*","Resource":"*","NotResource":"*"`), "both Resource and NotResource"},
		{statement(`"Effect":"Allow","Action":"*","Principal":"*","NotPrincipal":"*"`), "both Principal and NotPrincipal"},
		{statement(`"Effect":"Allow","Action":1`), "a number stands where an action"},
		{statement(`"Effect":"Allow","Action":[["*"]]`), "a list stands where an action"},
		{statement(`"Effect":"Allow","Action":"*","Condition":{"StringEqual":{"a:b":"c"}}`), `no condition operator "StringEqual"`},
		{statement(`"Effect":"Allow","Action":"*","Condition":{"NullIfExists":{"a:b":"true"}}`), "no condition operator"},
		{statement(`"Effect":"Allow","Action":"*","Condition":null`), "null stands where a map of operators belongs"},
		{statement(`"Effect":"Allow","Action":"*","Principal":{"Aws":"*"}`), `AWS knows no element "Aws"`},
		{strings.Repeat(`{"a":`, 100), "nests deeper"},
		{`{"Statement":"` + strings.Repeat("a", MaxSize) + `"}`, "longer than"},
	} {
		d, err := Parse([]byte(test.doc))
		if d != nil || !errors.Is(err, ErrSyntax) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Parse(%.80s) = %v, %v, want %q", test.doc, d, err, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, doc := range grammar {
		f.Add([]byte(doc))
		f.Add([]byte(doc[:len(doc)/2]))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		d, err := Parse(doc)
		if err != nil {
			if !errors.Is(err, ErrSyntax) || d != nil {
				t.Fatalf("Parse = %v, %v, want nil and ErrSyntax", d, err)
			}
			return
		}
		again, err := Parse(d.Format())
		if err != nil || !bytes.Equal(again.Format(), d.Format()) {
			t.Fatalf("format is no fixed point: %s, then %v", d.Format(), err)
		}
		normal := d.Normalize().Format()
		again, err = Parse(normal)
		if err != nil || !bytes.Equal(again.Normalize().Format(), normal) {
			t.Fatalf("normal form is no fixed point: %s, then %v", normal, err)
		}
	})
}
