package authz_test

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// compile makes a policy of statements in JSON without their braces.
func compile(tb testing.TB, statements ...string) *authz.Policy {
	tb.Helper()
	d, err := policy.Parse([]byte(`{"Version":"2012-10-17","Statement":[{` + strings.Join(statements, "},{") + `}]}`))
	if err != nil {
		tb.Fatal(err)
	}
	return authz.Compile("the policy", d)
}

const (
	allowAll = `"Effect":"Allow","Action":"*","Resource":"*"`
	denyAll  = `"Effect":"Deny","Action":"*","Resource":"*"`
	ada      = "arn:aws:iam::111122223333:user/ada"
	app      = "arn:aws:iam::111122223333:role/team/app"
	run      = "arn:aws:sts::111122223333:assumed-role/app/run"
	eve      = "arn:aws:iam::444455556666:user/eve"
)

// by returns a statement of a resource policy that allows everything to an AWS
// principal.
func by(principal string) string { return allowAll + `,"Principal":{"AWS":"` + principal + `"}` }

// TestWhoIsLetIn asks which policies together let whom in. Each case is one
// line of AWS's pages.
func TestWhoIsLetIn(t *testing.T) {
	all, other := compile(t, allowAll), compile(t, `"Effect":"Allow","Action":"ec2:*","Resource":"*"`)
	on := func(statements ...string) authz.Layer { return authz.All(compile(t, statements...)) }
	granted := authz.All(all)
	narrow := authz.All(other)
	for _, c := range []struct {
		name     string
		who      string
		action   string // s3:GetObject if empty
		policies authz.Policies
		want     authz.Effect
	}{
		{"nobody grants", ada, "", authz.Policies{}, authz.ImplicitDeny},
		{"identity grants", ada, "", authz.Policies{Identity: granted}, authz.Allow},
		{"a denial beats any grant", ada, "", authz.Policies{Identity: granted, Resource: on(by(ada), denyAll+`,"Principal":"*"`)}, authz.ExplicitDeny},
		{"the resource grants to the user", ada, "", authz.Policies{Resource: on(by(ada))}, authz.Allow},
		{"the resource grants to the account, which grants nothing", ada, "", authz.Policies{Resource: on(by("111122223333"))}, authz.ImplicitDeny},
		{"the resource grants to a service", ada, "", authz.Policies{Resource: on(allowAll + `,"Principal":{"Service":"s3.amazonaws.com"}`)}, authz.ImplicitDeny},

		{"boundary without the grant", ada, "", authz.Policies{Identity: granted, Boundary: narrow}, authz.ImplicitDeny},
		{"boundary and a grant to the user", ada, "", authz.Policies{Resource: on(by(ada)), Boundary: narrow}, authz.Allow},
		{"boundary and a grant to the role", run, "", authz.Policies{Resource: on(by("arn:aws:iam::111122223333:role/app")), Boundary: narrow}, authz.ImplicitDeny},
		{"boundary and a grant to the session", run, "", authz.Policies{Resource: on(by(run)), Boundary: narrow}, authz.Allow},
		{"boundary and a grant to everyone", run, "", authz.Policies{Resource: on(by("*")), Boundary: narrow}, authz.Allow},
		{"boundary that denies and a grant to the session", run, "", authz.Policies{Resource: on(by(run)), Boundary: on(denyAll)}, authz.ExplicitDeny},
		{"session policy without the grant", run, "", authz.Policies{Identity: granted, Session: narrow}, authz.ImplicitDeny},
		{"session policy and a grant to the session", run, "", authz.Policies{Resource: on(by(run)), Session: narrow}, authz.Allow},
		{"session policy and a grant to the role", run, "", authz.Policies{Resource: on(by("arn:aws:iam::111122223333:role/app")), Session: narrow}, authz.ImplicitDeny},
		{"a role with a path names its sessions", run, "", authz.Policies{Resource: on(by(app))}, authz.Allow},
		{"session policies do not bind users", ada, "", authz.Policies{Identity: granted, Session: narrow}, authz.Allow},
		{"an empty boundary allows nothing", ada, "", authz.Policies{Identity: granted, Boundary: authz.All()}, authz.ImplicitDeny},

		{"across accounts, only the resource", eve, "", authz.Policies{Resource: on(by(eve))}, authz.ImplicitDeny},
		{"across accounts, only the identity", eve, "", authz.Policies{Identity: granted}, authz.ImplicitDeny},
		{"across accounts, both", eve, "", authz.Policies{Identity: granted, Resource: on(by(eve))}, authz.Allow},
		{"across accounts, by the account", eve, "", authz.Policies{Identity: granted, Resource: on(by("444455556666"))}, authz.Allow},
		{"across accounts, a grant to the user does not pass the boundary", eve, "", authz.Policies{Identity: granted, Resource: on(by(eve)), Boundary: narrow}, authz.ImplicitDeny},
		{"across accounts, everyone", eve, "", authz.Policies{Identity: granted, Resource: on(by("*"))}, authz.Allow},

		{"anonymous, everyone", "", "", authz.Policies{Resource: on(by("*"))}, authz.Allow},
		{"anonymous, an account", "", "", authz.Policies{Resource: on(by("111122223333"))}, authz.ImplicitDeny},
		{"anonymous, no SCP binds", "", "", authz.Policies{Resource: on(by("*")), SCP: authz.Levels(on(denyAll))}, authz.Allow},
		{"anonymous, an RCP binds", "", "", authz.Policies{Resource: on(by("*")), RCP: authz.Levels(on(denyAll + `,"Principal":"*"`))}, authz.ExplicitDeny},
		{"anonymous, all but one", "", "", authz.Policies{Resource: on(allowAll + `,"NotPrincipal":{"AWS":"` + eve + `"}`)}, authz.Allow},
		{"anonymous, a public bucket that is restricted", "", "", authz.Policies{Resource: on(by("*")), RestrictPublicBuckets: value.Yes}, authz.ImplicitDeny},
		{"another account, a public bucket that is restricted", eve, "", authz.Policies{Identity: granted, Resource: on(by("*")), RestrictPublicBuckets: value.Yes}, authz.ImplicitDeny},
		{"its account, a public bucket that is restricted", ada, "", authz.Policies{Resource: on(by("*")), RestrictPublicBuckets: value.Yes}, authz.Allow},
		{"another account, a bucket that is not public", eve, "", authz.Policies{Identity: granted, Resource: on(by(eve)), RestrictPublicBuckets: value.Yes}, authz.Allow},
		{"a service, a public bucket that is restricted", "logs.amazonaws.com", "", authz.Policies{Resource: on(by("*")), RestrictPublicBuckets: value.Yes}, authz.Allow},

		{"a service that is named", "s3.amazonaws.com", "lambda:InvokeFunction", authz.Policies{Resource: on(allowAll + `,"Principal":{"Service":"s3.amazonaws.com"}`)}, authz.Allow},
		{"another service", "sns.amazonaws.com", "lambda:InvokeFunction", authz.Policies{Resource: on(allowAll + `,"Principal":{"Service":"s3.amazonaws.com"}`)}, authz.ImplicitDeny},
		{"a service needs no identity policy and has none", "s3.amazonaws.com", "lambda:InvokeFunction", authz.Policies{Identity: granted}, authz.ImplicitDeny},
		{"no SCP binds a service", "s3.amazonaws.com", "lambda:InvokeFunction", authz.Policies{Resource: on(by("*")), SCP: authz.Levels(on(denyAll))}, authz.Allow},

		{"an SCP at every level", ada, "", authz.Policies{Identity: granted, SCP: authz.Levels(granted, granted)}, authz.Allow},
		{"an SCP without a grant at one level", ada, "", authz.Policies{Identity: granted, SCP: authz.Levels(granted, narrow, granted)}, authz.ImplicitDeny},
		{"a level without any SCP", ada, "", authz.Policies{Identity: granted, SCP: authz.Levels(granted, authz.All())}, authz.ImplicitDeny},
		{"no SCP binds a service-linked role", "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", "", authz.Policies{Identity: granted, SCP: authz.Levels(on(denyAll))}, authz.Allow},
		{"an RCP needs no Allow", ada, "", authz.Policies{Identity: granted, RCP: authz.Levels(authz.All())}, authz.Allow},
		{"an RCP denies", ada, "", authz.Policies{Identity: granted, RCP: authz.Levels(on(denyAll + `,"Principal":"*"`))}, authz.ExplicitDeny},
		{"RCPs do not bind Lambda", ada, "lambda:InvokeFunction", authz.Policies{Identity: granted, RCP: authz.Levels(on(denyAll + `,"Principal":"*"`))}, authz.Allow},
		{"whether RCPs bind a service that the catalogue lacks", ada, "novel:Do", authz.Policies{Identity: granted, RCP: authz.Levels(on(denyAll + `,"Principal":"*"`))}, authz.CannotTell},
		{"an endpoint without a grant", ada, "", authz.Policies{Identity: granted, Endpoint: on(`"Effect":"Allow","Action":"ec2:*","Resource":"*","Principal":"*"`)}, authz.ImplicitDeny},
		{"an endpoint with a grant to the account", ada, "", authz.Policies{Identity: granted, Endpoint: on(by("111122223333"))}, authz.Allow},

		{"root needs no policy", "111122223333", "", authz.Policies{}, authz.Allow},
		{"an SCP binds root", "111122223333", "", authz.Policies{SCP: authz.Levels(narrow)}, authz.ImplicitDeny},
		{"a bucket policy binds root", "111122223333", "", authz.Policies{Resource: on(denyAll + `,"Principal":"*"`)}, authz.ExplicitDeny},
		{"root of another account needs the resource", "444455556666", "", authz.Policies{}, authz.ImplicitDeny},
		{"root of another account that is named", "444455556666", "", authz.Policies{Resource: on(by("444455556666"))}, authz.Allow},

		{"a key without delegation", ada, "kms:Decrypt", authz.Policies{Identity: granted, Resource: on(by(run))}, authz.ImplicitDeny},
		{"a key that delegates", ada, "kms:Decrypt", authz.Policies{Identity: granted, Resource: on(by("111122223333"))}, authz.Allow},
		{"a key that names the user", ada, "kms:Decrypt", authz.Policies{Resource: on(by(ada))}, authz.Allow},
		{"listing keys asks no key", ada, "kms:ListKeys", authz.Policies{Identity: granted}, authz.Allow},
		{"a role that delegates", ada, "sts:AssumeRole", authz.Policies{Identity: granted, Resource: on(by("111122223333"))}, authz.Allow},
		{"a role that does not trust", ada, "sts:AssumeRole", authz.Policies{Identity: granted, Resource: on(by(eve))}, authz.ImplicitDeny},
		{"a role that trusts the user", ada, "sts:AssumeRole", authz.Policies{Resource: on(by(ada))}, authz.Allow},
		{"root assumes no role", "111122223333", "sts:AssumeRole", authz.Policies{Resource: on(by("*"))}, authz.ImplicitDeny},
		{"whoever it is, without trust nobody gets in", "token.actions.githubusercontent.com", "sts:AssumeRoleWithWebIdentity", authz.Policies{}, authz.ImplicitDeny},
		{"a web identity that is trusted", "arn:aws:iam::111122223333:oidc-provider/token.example", "sts:AssumeRoleWithWebIdentity", authz.Policies{Resource: on(allowAll + `,"Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.example"}`)}, authz.Allow},
		{"another web identity", "accounts.google.com", "sts:AssumeRoleWithWebIdentity", authz.Policies{Resource: on(allowAll + `,"Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.example"}`)}, authz.ImplicitDeny},
		{"who am I is always answered", ada, "sts:GetCallerIdentity", authz.Policies{Identity: on(denyAll)}, authz.Allow},

		{"a denial that spares nobody of the caller", ada, "", authz.Policies{Identity: granted, Resource: on(denyAll + `,"NotPrincipal":{"AWS":"` + eve + `"}`)}, authz.ExplicitDeny},
		{"a denial that spares user and account", ada, "", authz.Policies{Identity: granted, Resource: on(denyAll + `,"NotPrincipal":{"AWS":["` + ada + `","111122223333"]}`)}, authz.Allow},
		{"a denial that spares the user only", ada, "", authz.Policies{Identity: granted, Resource: on(denyAll + `,"NotPrincipal":{"AWS":"` + ada + `"}`)}, authz.CannotTell},
		{"a denial that spares user and account, and a boundary", ada, "", authz.Policies{Identity: granted, Boundary: granted, Resource: on(denyAll + `,"NotPrincipal":{"AWS":["` + ada + `","111122223333"]}`)}, authz.ExplicitDeny},
	} {
		r := authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(c.who)), Action: c.action, Context: authz.Context{Complete: true},
			Resource: value.Literal("arn:aws:s3:::ledger/a.json"), ResourceAccount: value.Literal("111122223333"),
		}
		switch service, _, _ := strings.Cut(c.action, ":"); {
		case c.who == "":
			r.Principal = authz.Principal{Kind: authz.Anonymous}
			fallthrough
		case c.action == "":
			r.Action = "s3:GetObject"
		case c.action == "kms:ListKeys" || c.action == "sts:GetCallerIdentity":
			r.Resource, r.ResourceAccount = value.Literal("*"), value.Text{}
		case service == "kms":
			r.Resource = value.Literal("arn:aws:kms:eu-central-1:111122223333:key/k")
		case service == "sts":
			r.Resource = value.Literal("arn:aws:iam::111122223333:role/target")
		case service == "lambda":
			r.Resource = value.Literal("arn:aws:lambda:eu-central-1:111122223333:function:f")
		}
		policies := c.policies.RestNone()
		got := authz.Decide(&r, &policies)
		if got.Effect != c.want {
			t.Errorf("%s: Decide = %v (%v), want %v", c.name, got.Effect, got, c.want)
		}
		if got.Effect != authz.CannotTell && got.Layer == authz.NoLayer {
			t.Errorf("%s: %v names no layer", c.name, got)
		}
	}
}

// What AWS keeps to itself nobody changes, and reading it is not touched.
func TestWhatAWSKeeps(t *testing.T) {
	for _, c := range []struct {
		action, resource string
		want             authz.Effect
	}{
		{"iam:CreatePolicyVersion", "arn:aws:iam::aws:policy/ReadOnlyAccess", authz.ImplicitDeny},
		{"iam:GetPolicyVersion", "arn:aws:iam::aws:policy/ReadOnlyAccess", authz.Allow},
		{"iam:CreatePolicyVersion", "arn:aws-cn:iam::aws:policy/ReadOnlyAccess", authz.ImplicitDeny},
		{"iam:CreatePolicyVersion", "arn:aws:iam::111122223333:policy/own", authz.Allow},
		{"iam:PutRolePolicy", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x", authz.ImplicitDeny},
		{"iam:GetRole", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x", authz.Allow},
		{"iam:AttachRolePolicy", "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", authz.ImplicitDeny},
		{"iam:UpdateRoleDescription", "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", authz.Allow},
		{"kms:UpdateAlias", "arn:aws:kms:eu-central-1:111122223333:alias/aws/s3", authz.ImplicitDeny},
		{"kms:UpdateAlias", "arn:aws:kms:eu-central-1:111122223333:alias/own", authz.Allow},
	} {
		r := authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(ada)), Action: c.action, Resource: value.Literal(c.resource),
			Context: authz.Context{Complete: true},
		}
		policies := authz.Policies{Identity: authz.All(compile(t, allowAll))}.RestNone()
		if got := authz.Decide(&r, &policies); got.Effect != c.want {
			t.Errorf("%s on %s: %v, want %v", c.action, c.resource, got, c.want)
		}
	}
}

func TestGrantsOfAKey(t *testing.T) {
	role := authz.ParsePrincipal(value.Literal("arn:aws:iam::111122223333:role/app"))
	table := map[string]value.Text{"table": value.Literal("orders")}
	for _, c := range []struct {
		name   string
		grants authz.Grants
		action string
		want   authz.Effect
	}{
		{"none", authz.AllGrants(), "kms:Decrypt", authz.ImplicitDeny},
		{"to the role", authz.AllGrants(authz.Grant{Grantee: role, Operations: []string{"Decrypt"}}), "kms:Decrypt", authz.Allow},
		{"of another operation", authz.AllGrants(authz.Grant{Grantee: role, Operations: []string{"Encrypt"}}), "kms:Decrypt", authz.ImplicitDeny},
		{"for this context", authz.AllGrants(authz.Grant{Grantee: role, Operations: []string{"Decrypt"}, EncryptionContext: table}), "kms:Decrypt", authz.Allow},
		{"for another context", authz.AllGrants(authz.Grant{Grantee: role, Operations: []string{"Decrypt"}, EncryptionContext: map[string]value.Text{"table": value.Literal("x")}}), "kms:Decrypt", authz.ImplicitDeny},
		{"to another", authz.AllGrants(authz.Grant{Grantee: authz.ParsePrincipal(value.Literal(ada)), Operations: []string{"Decrypt"}}), "kms:Decrypt", authz.ImplicitDeny},
		{"not read", authz.UnreadGrants("kms:ListGrants was denied"), "kms:Decrypt", authz.CannotTell},
		{"not read, and of no matter", authz.UnreadGrants("kms:ListGrants was denied"), "kms:PutKeyPolicy", authz.ImplicitDeny},
	} {
		r := authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(run)), Action: c.action, Context: authz.Context{Complete: true},
			Resource: value.Literal("arn:aws:kms:eu-central-1:111122223333:key/k"),
		}
		r.Context.Set("kms:EncryptionContext:table", "orders")
		policies := authz.Policies{Resource: authz.All(compile(t, by("111122223333"))), Grants: c.grants}.RestNone()
		policies.Grants = c.grants
		if got := authz.Decide(&r, &policies); got.Effect != c.want {
			t.Errorf("a grant %s: %v, want %v", c.name, got, c.want)
		}
	}
}

// A function URL needs two actions, and who is not authenticated is everybody.
func TestCallsByURL(t *testing.T) {
	public := `"Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunctionUrl","Resource":"*","Condition":{"StringEquals":{"lambda:FunctionUrlAuthType":"NONE"}}`
	invoke := `"Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction","Resource":"*","Condition":{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}`
	for _, c := range []struct {
		name       string
		who        authz.Principal
		authType   string
		statements []string
		want       authz.Effect
	}{
		{"both actions are open", authz.Principal{Kind: authz.Anonymous}, authz.URLNone, []string{public, invoke}, authz.Allow},
		{"only the URL is open", authz.Principal{Kind: authz.Anonymous}, authz.URLNone, []string{public}, authz.ImplicitDeny},
		{"open for another type", authz.Principal{Kind: authz.Anonymous}, authz.URLIAM, []string{public, invoke}, authz.ImplicitDeny},
		{"nobody is anybody without authentication", authz.ParsePrincipal(value.Literal(ada)), authz.URLNone, []string{by(ada)}, authz.ImplicitDeny},
		{"a user that is named", authz.ParsePrincipal(value.Literal(ada)), authz.URLIAM, []string{by(ada)}, authz.Allow},
	} {
		r := authz.Request{Principal: c.who, Resource: value.Literal("arn:aws:lambda:eu-central-1:111122223333:function:f"), Context: authz.Context{Complete: true}}
		policies := authz.Policies{Resource: authz.All(compile(t, c.statements...))}.RestNone()
		if got := authz.DecideURL(&r, c.authType, &policies); got.Effect() != c.want {
			t.Errorf("%s: %v (%v, %v), want %v", c.name, got.Effect(), got.URL, got.Invoke, c.want)
		}
	}
	r := authz.Request{Principal: authz.Principal{Kind: authz.Anonymous}, Resource: value.Literal("arn:aws:lambda:eu-central-1:111122223333:web-function:w/endpoint/e")}
	if got := authz.DecideEndpoint(&r, authz.EndpointUnverified, &authz.Policies{}); got.Effect != authz.Allow {
		t.Errorf("an endpoint that verifies nobody: %v, want allow", got)
	}
	if got := authz.DecideEndpoint(&r, authz.EndpointIAM, &authz.Policies{}); got.Effect != authz.ImplicitDeny {
		t.Errorf("an endpoint that wants a signature, without one: %v, want implicit-deny", got)
	}
}

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

// A decision over literal texts allocates nothing, however many statements.
func TestDecideAllocatesNothing(t *testing.T) {
	for _, n := range []int{5, 400} {
		q := question(t, n)
		if got := testing.AllocsPerRun(100, func() { q.Decide() }); got != 0 {
			t.Errorf("a decision over %d statements allocates %v times", n, got)
		}
	}
}

// The context of a row is found in any case, and values of scalars are texts.
func TestReadQuestion(t *testing.T) {
	for _, line := range []string{
		``, `[]`, `{"request":{"principal":5}}`, `{"request":{"principal":{"type":"X"}}}`,
		`{"request":{"context":{"a":{"b":1}}}}`, `{"identity":[{"Statement":{"Effect":"Allow"}}]}`, `{"request":{"context":{"a":[[]]}}}`,
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
