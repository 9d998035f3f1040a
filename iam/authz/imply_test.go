package authz_test

import (
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

func TestImply(t *testing.T) {
	const absent, unknown = "(absent)", "(unknown)"
	for _, c := range []struct {
		who  string
		want map[string]string
	}{
		{ada, map[string]string{
			"aws:PrincipalArn": ada, "aws:PrincipalAccount": "111122223333", "aws:PrincipalType": "User", "aws:username": "ada",
			"aws:PrincipalIsAWSService": "false", "aws:ResourceAccount": "444455556666", "aws:RequestedRegion": "eu-central-1",
			"aws:PrincipalOrgID": unknown,
		}},
		{run, map[string]string{"aws:PrincipalArn": unknown, "aws:PrincipalType": "AssumedRole", "aws:username": absent}},
		{app, map[string]string{"aws:PrincipalArn": app, "aws:PrincipalType": "AssumedRole"}},
		{"111122223333", map[string]string{"aws:PrincipalType": "Account", "aws:userid": "111122223333", "aws:PrincipalAccount": "111122223333"}},
		{"sns.amazonaws.com", map[string]string{
			"aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": "sns.amazonaws.com", "aws:PrincipalOrgID": absent,
			"aws:SourceArn": unknown,
		}},
		{"", map[string]string{"aws:PrincipalArn": absent, "aws:PrincipalType": "Anonymous", "aws:PrincipalOrgID": absent, "aws:SourceIp": unknown}},
	} {
		r := authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(c.who)), Action: "sqs:SendMessage",
			Resource: value.Literal("arn:aws:sqs:eu-central-1:444455556666:jobs"),
		}
		if c.who == "" {
			r.Principal.Kind = authz.Anonymous
		}
		r.Imply()
		for key, want := range c.want {
			got := unknown
			switch v := r.Context.Get(key); {
			case len(v.List) == 1:
				got = v.List[0].String()
			case !v.Unknown:
				got = absent
			}
			if got != want {
				t.Errorf("of %s %s follows to be %s, want %s", r.Principal.String(), key, got, want)
			}
		}
	}
}

// What is set stays.
func TestImplyKeepsWhatIsSet(t *testing.T) {
	r := authz.Request{Principal: authz.ParsePrincipal(value.Literal(ada))}
	r.Context.Set("AWS:UserName", "bob")
	r.Imply()
	if got := r.Context.Get("aws:username").List[0].String(); got != "bob" {
		t.Errorf("aws:username is %s, want bob", got)
	}
}

// Parts of a bucket are decided each by itself.
func TestParts(t *testing.T) {
	q := authz.Question{
		Request: authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(ada)), Action: "s3:GetObject", Resource: value.Literal("arn:aws:s3:::ledger/*"),
			ResourceAccount: value.Literal("111122223333"), Wildcard: true, Context: authz.Context{Complete: true},
		},
		Policies: authz.Policies{
			Identity: authz.All(compile(t,
				`"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::ledger/open/*","arn:aws:s3:::ledger/closed/*","arn:aws:s3:::other/*"]`,
				`"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::ledger/closed/*"`)),
		}.RestNone(),
	}
	want := map[string]authz.Effect{"arn:aws:s3:::ledger/open/*": authz.Allow, "arn:aws:s3:::ledger/closed/*": authz.ExplicitDeny}
	parts := authz.Parts(&q.Request, &q.Policies)
	for _, p := range parts {
		if want[p.Resource.String()] != p.Decision.Effect {
			t.Errorf("%s: %v", p.Resource, p.Decision)
		}
	}
	if len(parts) != len(want) {
		t.Errorf("%d parts, want %d", len(parts), len(want))
	}
	q.Request.Resource = value.Literal("arn:aws:s3:::third/*")
	if parts := authz.Parts(&q.Request, &q.Policies); parts != nil {
		t.Errorf("of a bucket that nobody grants: %v", parts)
	}
}
