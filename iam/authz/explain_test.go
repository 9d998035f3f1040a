package authz_test

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

func TestExplain(t *testing.T) {
	q := authz.Question{
		Request: authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(ada)), Action: "s3:GetObject", Resource: value.Literal("arn:aws:s3:::ledger/a.json"),
			ResourceAccount: value.Literal("111122223333"), Context: authz.Context{Complete: true},
		},
		Policies: authz.Policies{
			Identity: authz.All(compile(t,
				`"Effect":"Allow","Action":["s3:Put*","s3:Delete*"],"Resource":"*"`,
				`"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::other/*"`,
				`"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}`,
				`"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":["red","blue"]}}`,
				`"Effect":"Deny","NotAction":"s3:*","Resource":"*"`,
				allowAll)),
			Resource: authz.All(compile(t, by(eve))),
		}.RestNone(),
	}
	q.Request.Context.Set("aws:PrincipalTag/Team", "green")
	var got []string
	for _, r := range authz.Explain(&q.Request, &q.Policies) {
		got = append(got, fmt.Sprintf("%v, statement %d: %v: %s", r.Layer, r.By.Statement.Index+1, r.Applies, r.Why))
	}
	want := []string{
		"the resource policy, statement 1: no: " + ada + " is not among its principals",
		"the identity policies, statement 1: no: s3:GetObject is no action of its: s3:Put*, s3:Delete*",
		"the identity policies, statement 2: no: arn:aws:s3:::ledger/a.json is no resource of its: arn:aws:s3:::other/*",
		`the identity policies, statement 3: no: the condition StringEquals aws:SourceVpc "vpc-1" does not hold: the request does not carry aws:SourceVpc`,
		`the identity policies, statement 4: no: the condition StringEquals aws:PrincipalTag/team "red" or "blue" does not hold: aws:PrincipalTag/team is "green"`,
		"the identity policies, statement 5: no: s3:GetObject is left out: it matches s3:*",
		"the identity policies, statement 6: yes: ",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("Explain says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
