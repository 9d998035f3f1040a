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
		{"a reading", authz.Policies{Identity: authz.All(compile(t, `"Effect":"Allow","Action":"*","Resource":"arn:aws:s3"`))}, authz.OpenReading, "differ"},
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

// What is not known is not taken for what it looks like.
func TestOpenParts(t *testing.T) {
	hole := func(class value.Class) value.Text { return value.Hole(value.NewSymbol(class, "test", "part")) }
	request := func(action string, resource value.Text) authz.Request {
		return authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(ada)), Action: action, Resource: resource,
			ResourceAccount: value.Literal("111122223333"), Context: authz.Context{Complete: true},
		}
	}
	object := value.Literal("arn:aws:s3:::ledger/a.json")

	public := request("s3:GetObject", object)
	public.Principal = authz.Principal{Kind: authz.Anonymous}
	restricted := authz.Policies{Resource: authz.All(compile(t, by("*")))}.RestNone()
	restricted.RestrictPublicBuckets = value.CannotTell

	conditioned := request("s3:GetObject", object)
	conditioned.Context.SetText("k", hole(value.Opaque))
	arn := authz.Policies{Identity: authz.All(compile(t, allowAll+`,"Condition":{"ArnNotLike":{"k":"arn:aws:s3:::*"}}`, allowAll+`,"Condition":{"ArnLike":{"k":"${k}"}}`))}.RestNone()

	sign, _ := policy.FromAny(value.AnyMap([]string{"Statement", "Version"}, []value.Any{
		value.AnyMap([]string{"Action", "Effect", "Resource"}, []value.Any{
			value.AnyText(value.Literal("s3:*"), 0), value.AnyText(value.Literal("Allow"), 0),
			value.AnyText(value.Join(value.Literal("arn:aws:s3:::${*}"), hole(value.Name)), 0),
		}, 0), value.AnyText(value.Literal("2012-10-17"), 0),
	}, 0))
	signed := request("s3:GetObject", value.Join(value.Literal("arn:aws:s3:::b"), hole(value.Name)))

	decrypt := request("kms:Decrypt", value.Join(value.Literal("arn:aws:kms:eu-central-1:111122223333:"), hole(value.Opaque)))
	granted := authz.Policies{Resource: authz.All(compile(t, by("111122223333")))}.RestNone()
	granted.Grants = authz.AllGrants(authz.Grant{Grantee: decrypt.Principal, Operations: []string{"Decrypt"}})

	for _, c := range []struct {
		name     string
		request  authz.Request
		policies authz.Policies
	}{
		{"whether a public bucket is restricted", public, restricted},
		{"whether a value is an ARN at all", conditioned, arn},
		{"a star that is a character", signed, authz.Policies{Identity: authz.All(authz.Compile("p", sign))}.RestNone()},
		{"whether a resource is a key", decrypt, granted},
	} {
		if got := authz.Decide(&c.request, &c.policies); got.Effect != authz.CannotTell || got.Open.Why == "" {
			t.Errorf("%s: %v, want that it cannot be told", c.name, got)
		}
	}
}
