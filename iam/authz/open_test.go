package authz_test

import (
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// grantOn returns a policy that allows everything of S3 on a resource.
func grantOn(resource value.Text) *authz.Policy {
	d, _ := policy.FromAny(value.AnyMap([]string{"Statement"}, []value.Any{
		value.AnyMap([]string{"Action", "Effect", "Resource"}, []value.Any{
			value.AnyText(value.Literal("s3:*"), 0), value.AnyText(value.Literal("Allow"), 0), value.AnyText(resource, 0),
		}, 0),
	}, 0))
	return authz.Compile("a policy with a hole", d)
}

// What cannot be told names what decides.
func TestWhatIsOpenIsNamed(t *testing.T) {
	tenant := value.Hole(value.NewSymbol(value.Name, "test", "var.bucket"))
	allowed := authz.All(compile(t, allowAll))
	holes := grantOn(value.Join(value.Literal("arn:aws:s3:::"), tenant, value.Literal("/*")))
	part, _ := policy.FromAny(value.AnyMap([]string{"Statement"}, []value.Any{value.AnyUnknown(value.Because("data.aws_iam_policy_document.x is not known"), 0)}, 0))
	for _, c := range []struct {
		name     string
		policies authz.Policies
		cause    authz.Cause
		says     string
	}{
		{"a layer", authz.Policies{Identity: allowed, SCP: authz.UnreadGuardrails("organizations:ListPolicies was denied")}, authz.OpenLayer, "organizations:ListPolicies was denied"},
		{"a layer without a reason", authz.Policies{Identity: allowed, SCP: authz.UnreadGuardrails("")}, authz.OpenLayer, "the service control policies were not read"},
		{"a hole", authz.Policies{Identity: authz.All(holes)}, authz.OpenHole, "arn:aws:s3:::${var.bucket}/*"},
		{"statements", authz.Policies{Identity: authz.All(authz.Compile("p", part))}, authz.OpenStatement, "data.aws_iam_policy_document.x"},
		{"a key", authz.Policies{Identity: authz.All(compile(t, allowAll+`,"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}`))}, authz.OpenKey, "aws:SourceVpc"},
		{"a reading", authz.Policies{Identity: authz.All(compile(t, `"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:*"`))}, authz.OpenReading, "differ"},
	} {
		r := authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(ada)), Action: "s3:GetObject",
			Resource: value.Literal("arn:aws:s3:::ledger/a.json"), ResourceAccount: value.Literal("111122223333"),
			Context: authz.Context{Complete: true},
		}
		r.Context.SetUnknown("aws:SourceVpc")
		policies := c.policies.RestNone()
		if c.cause == authz.OpenLayer {
			policies.SCP = c.policies.SCP
		}
		d := authz.Decide(&r, &policies)
		if d.Effect != authz.CannotTell || d.Open.Cause != c.cause || !strings.Contains(d.Open.Why, c.says) {
			t.Errorf("%s: %v, cause %d (%s), want %d with %q", c.name, d.Effect, d.Open.Cause, d.Open.Why, c.cause, c.says)
		}
		if aside := policies.GuardrailsAside(); c.cause == authz.OpenLayer {
			if got := authz.Decide(&r, &aside); got.Effect != authz.Allow {
				t.Errorf("%s, guardrails aside: %v, want allow", c.name, got)
			}
		}
	}
}

// The same hole is the same text: a policy on a bucket whose name is not known
// takes that bucket.
func TestOneHoleIsOneText(t *testing.T) {
	bucket := value.Join(value.Literal("arn:aws:s3:::"), value.Hole(value.NewSymbol(value.Name, "test", "aws_s3_bucket.b.bucket")))
	other := value.Join(value.Literal("arn:aws:s3:::"), value.Hole(value.NewSymbol(value.Name, "test", "aws_s3_bucket.c.bucket")))
	policies := authz.Policies{Identity: authz.All(grantOn(value.Join(bucket, value.Literal("/*"))))}.RestNone()
	for _, c := range []struct {
		resource value.Text
		want     authz.Effect
	}{
		{value.Join(bucket, value.Literal("/a.json")), authz.Allow},
		{value.Join(other, value.Literal("/a.json")), authz.CannotTell},
		{bucket, authz.ImplicitDeny},
	} {
		r := authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(ada)), Action: "s3:GetObject", Resource: c.resource,
			ResourceAccount: value.Literal("111122223333"),
		}
		if got := authz.Decide(&r, &policies); got.Effect != c.want {
			t.Errorf("%s: %v, want %v", c.resource, got, c.want)
		}
	}
}
