package policy

import (
	"testing"

	"bailiwick/value"
)

func TestParseARN(t *testing.T) {
	part, region, account := hole(value.Partition, "partition"), hole(value.Region, "region"), hole(value.Account, "account")
	for _, test := range []struct {
		text              value.Text
		ok                bool
		account, resource string
	}{
		{text("arn:aws:lambda:eu-central-1:111122223333:function:f:PROD"), true, "111122223333", "function:f:PROD"},
		{text("arn:aws-cn:s3:::b/k"), true, "", "b/k"},
		{text("arn:aws-us-gov:iam::111122223333:role/r"), true, "111122223333", "role/r"},
		{text("arn:", part, ":sqs:", region, ":", account, ":", hole(value.Name, "name")), true, "${account}", "${name}"},
		{text("arn:aws:s3:::", hole(value.Free, "var.bucket")), true, "", "${var.bucket}"},
		{text(hole(value.ARN, "queue.arn")), false, "", ""},
		{text("arn:aws:sqs:", hole(value.Free, "var.region"), ":111122223333:q"), false, "", ""},
		{text("arn:aws:s3:b"), false, "", ""},
		{text("*"), false, "", ""},
		{text(""), false, "", ""},
	} {
		a, ok := ParseARN(test.text)
		if ok != test.ok || a.Account.String() != test.account || a.Resource.String() != test.resource {
			t.Errorf("ParseARN(%s) = account %q, resource %q, %v", test.text, a.Account, a.Resource, ok)
		}
		if ok && a.Text().Inline() != test.text.Inline() {
			t.Errorf("ParseARN(%s).Text() = %s", test.text, a)
		}
	}
}

func TestAccountOf(t *testing.T) {
	for _, test := range []struct {
		text value.Text
		want string
		ok   bool
	}{
		{text("111122223333"), "111122223333", true},
		{text("arn:aws:iam::111122223333:root"), "111122223333", true},
		{text(hole(value.Account, "account")), "${account}", true},
		{text("arn:aws:s3:::b"), "", false},
		{text("1111222233334"), "", false},
		{text(hole(value.ARN, "role.arn")), "", false},
	} {
		if got, ok := AccountOf(test.text); got.String() != test.want || ok != test.ok {
			t.Errorf("AccountOf(%s) = %q, %v, want %q, %v", test.text, got, ok, test.want, test.ok)
		}
	}
}

func TestResourceType(t *testing.T) {
	for _, test := range []struct{ arn, kind, name string }{
		{"arn:aws:lambda:r:1:function:f:PROD", "function", "f:PROD"},
		{"arn:aws:iam::1:role/team/r", "role", "team/r"},
		{"arn:aws:logs:r:1:log-group:/aws/lambda/f:*", "log-group", "/aws/lambda/f:*"},
		{"arn:aws:sqs:r:1:q", "q", ""},
	} {
		a, _ := ParseARN(text(test.arn))
		if kind, name, ok := a.Type(); kind.String() != test.kind || name.String() != test.name || ok != (test.name != "") {
			t.Errorf("Type of %s = %q, %q, %v", test.arn, kind, name, ok)
		}
	}
}

func TestVariables(t *testing.T) {
	got := Variables(text("${aws:username}/${*}/${aws:PrincipalTag/team, 'none'}/${open", hole(value.Name, "x"), "}"))
	if len(got) != 2 || got[0] != "aws:username" || got[1] != "aws:PrincipalTag/team" {
		t.Errorf("Variables = %q", got)
	}
}
