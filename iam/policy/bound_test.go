package policy

import (
	"testing"

	"bailiwick/value"
)

func conditioned(t *testing.T, condition string) *Statement {
	t.Helper()
	return statement(t, `"Effect":"Allow","Action":"a:b","Resource":"*","Condition":`+condition)
}

func TestBoundBy(t *testing.T) {
	for _, test := range []struct {
		key, condition string
		want           value.Answer
	}{
		{"aws:SourceArn", `{}`, value.No},
		{"aws:SourceArn", `{"StringEquals":{"AWS:sourcearn":"arn:aws:sns:eu-central-1:111122223333:t"}}`, value.Yes},
		{"aws:SourceArn", `{"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:111122223333:*"}}`, value.Yes},
		{"aws:SourceArn", `{"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:*:t"}}`, value.No},
		{"aws:SourceArn", `{"ArnLike":{"aws:SourceArn":["arn:aws:sns:*:111122223333:t","*"]}}`, value.No},
		{"aws:SourceArn", `{"ArnEquals":{"aws:SourceArn":"arn:aws:s3:::b/*"}}`, value.Yes},
		{"aws:SourceArn", `{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::b*"}}`, value.No},
		{"aws:SourceArn", `{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:b"}}`, value.No},
		{"aws:SourceArn", `{"StringLike":{"aws:SourceArn":"*:role/x"}}`, value.No},
		{"aws:SourceArn", `{"ArnLikeIfExists":{"aws:SourceArn":"arn:aws:s3:::b"}}`, value.No},
		{"aws:SourceArn", `{"ArnLikeIfExists":{"aws:SourceArn":"arn:aws:s3:::b"},"Null":{"aws:SourceArn":"false"}}`, value.Yes},
		{"aws:SourceArn", `{"ArnNotEquals":{"aws:SourceArn":"arn:aws:s3:::b"}}`, value.No},
		{"aws:SourceArn", `{"Null":{"aws:SourceArn":"false"}}`, value.No},
		{"aws:SourceAccount", `{"StringEquals":{"aws:SourceAccount":["111122223333","444455556666"]}}`, value.Yes},
		{"aws:SourceAccount", `{"StringLike":{"aws:SourceAccount":"1111*"}}`, value.No},
		{"aws:SourceAccount", `{"StringEquals":{"aws:SourceAccount":"*"}}`, value.Yes}, // met by nobody
		{"aws:SourceAccount", `{"StringEquals":{"aws:SourceAccount":"${aws:ResourceAccount}"}}`, value.Yes},
		{"aws:SourceAccount", `{"StringEquals":{"aws:SourceAccount":"${aws:PrincipalAccount}"}}`, value.CannotTell},
		{"aws:PrincipalOrgID", `{"StringLike":{"aws:PrincipalOrgID":"o-*"}}`, value.No},
		{"aws:PrincipalOrgPaths", `{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2/r-x/ou-1/*"}}`, value.Yes},
		{"aws:PrincipalOrgPaths", `{"ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2/r-x/ou-1/*"}}`, value.No},
		{"aws:PrincipalOrgPaths", `{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-*/r-x/*"}}`, value.No},
		{"aws:SourceIp", `{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}`, value.Yes},
		{"aws:SourceIp", `{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","0.0.0.0/0"]}}`, value.No},
		{"aws:SourceIp", `{"IpAddress":{"aws:SourceIp":"::/0"}}`, value.No},
		{"aws:SourceIp", `{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}`, value.No},
		{"token.actions.githubusercontent.com:sub", `{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:org/app:*"}}`, value.Yes},
		{"token.actions.githubusercontent.com:sub", `{"StringLike":{"token.actions.githubusercontent.com:sub":"*"}}`, value.No},
	} {
		if got, _ := conditioned(t, test.condition).BoundBy(test.key); got != test.want {
			t.Errorf("BoundBy(%s) under %s = %s, want %s", test.key, test.condition, got, test.want)
		}
	}
	s := conditioned(t, `{"StringEquals":{"aws:SourceAccount":"111122223333"},"ArnLike":{"aws:SourceArn":"*"}}`)
	if got, c := s.BoundBy("aws:SourceArn", "aws:SourceAccount"); got != value.Yes || c.IsKey("aws:SourceAccount") != value.Yes {
		t.Errorf("BoundBy of two keys = %s by %v, want yes by the account", got, c)
	}
	if got, c := s.BoundBy("aws:SourceArn"); got != value.No || c == nil {
		t.Errorf("BoundBy = %s by %v, want no, and the condition that fails to", got, c)
	}
}

func TestBoundByHoles(t *testing.T) {
	for _, test := range []struct {
		operator string
		value    any
		want     value.Answer
	}{
		{"StringEquals", text(hole(value.Account, "account")), value.Yes},
		{"StringEquals", text(hole(value.Free, "var.account")), value.Yes},
		{"StringLike", text(hole(value.Free, "var.account")), value.CannotTell},
		{"StringLike", text(hole(value.Account, "account")), value.Yes},
		{"ArnLike", text(hole(value.ARN, "bucket.arn"), "/*"), value.Yes},
		{"ArnLike", text("arn:aws:sns:*:", hole(value.Account, "account"), ":*"), value.Yes},
		{"ArnLike", value.AnyUnknown(0, 0), value.CannotTell},
		{"StringEquals", value.AnyUnknown(0, 0), value.Yes},
		{"StringSomething", "x", value.CannotTell},
	} {
		d, _ := FromAny(tree(m{"Statement": m{"Effect": "Allow", "Action": "a:b", "Condition": m{test.operator: m{"aws:SourceArn": test.value}}}}))
		if got, _ := d.Statements[0].BoundBy("aws:SourceArn"); got != test.want {
			t.Errorf("BoundBy with %s %v = %s, want %s", test.operator, test.value, got, test.want)
		}
	}
}

func TestRequiresTrue(t *testing.T) {
	const tls, mfa = "aws:SecureTransport", "aws:MultiFactorAuthPresent"
	for _, test := range []struct {
		key, condition string
		want           value.Answer
	}{
		{tls, `{"Bool":{"aws:SecureTransport":"true"}}`, value.Yes},
		{tls, `{"Bool":{"aws:SecureTransport":true}}`, value.Yes},
		{tls, `{"BoolIfExists":{"aws:SecureTransport":"true"}}`, value.Yes}, // the key is always there
		{tls, `{"Bool":{"aws:SecureTransport":"false"}}`, value.No},
		{tls, `{"Bool":{"aws:SecureTransport":["true","false"]}}`, value.No},
		{tls, `{}`, value.No},
		{mfa, `{"Bool":{"aws:MultiFactorAuthPresent":"True"}}`, value.Yes},
		{mfa, `{"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}}`, value.No},
	} {
		if got, _ := conditioned(t, test.condition).RequiresTrue(test.key); got != test.want {
			t.Errorf("RequiresTrue(%s) under %s = %s, want %s", test.key, test.condition, got, test.want)
		}
	}
}

func TestHoldsWhen(t *testing.T) {
	for _, test := range []struct {
		condition string
		want      value.Answer
	}{
		{`{}`, value.Yes},
		{`{"Bool":{"aws:SecureTransport":"false"}}`, value.Yes},
		{`{"BoolIfExists":{"aws:SecureTransport":"false"}}`, value.Yes},
		{`{"StringNotEquals":{"aws:SecureTransport":"true"}}`, value.Yes},
		{`{"Bool":{"aws:SecureTransport":"true"}}`, value.No},
		{`{"Null":{"aws:SecureTransport":"true"}}`, value.No},
		{`{"Bool":{"aws:SecureTransport":"false"},"StringEquals":{"aws:PrincipalOrgID":"o-1"}}`, value.CannotTell},
	} {
		if got, _ := conditioned(t, test.condition).HoldsWhen("aws:SecureTransport", "false"); got != test.want {
			t.Errorf("HoldsWhen under %s = %s, want %s", test.condition, got, test.want)
		}
	}
}

func TestOperators(t *testing.T) {
	for test := StringEquals; test <= Null; test++ {
		for _, set := range []SetOperator{NoSet, ForAllValues, ForAnyValue} {
			for _, exists := range []bool{false, true} {
				want := Operator{test, set, exists}
				got, ok := ParseOperator(want.String())
				if refused := test == Null && (exists || set != NoSet); ok == refused || got != want {
					t.Errorf("ParseOperator(%s) = %v, %v", want, got, ok)
				}
			}
		}
	}
	for _, name := range []string{"", "IfExists", "StringEqual", "ForAllValues:", "ForAll:StringEquals"} {
		if _, ok := ParseOperator(name); ok {
			t.Errorf("ParseOperator(%q) is taken", name)
		}
	}
}
