package authz_test

import (
	"math/rand/v2"
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

// TestWhoIsLetIn asks which policies together let whom in, in each partition.
func TestWhoIsLetIn(t *testing.T) {
	for _, partition := range []string{"aws", "aws-cn", "aws-us-gov"} {
		t.Run(partition, func(t *testing.T) { whoIsLetIn(t, "arn:"+partition+":") })
	}
}

// whoIsLetIn asks with ARNs that begin so. Each case is one line of AWS's pages.
func whoIsLetIn(t *testing.T, arn string) {
	in := func(s string) string { return strings.ReplaceAll(s, "arn:aws:", arn) }
	all, other := compile(t, allowAll), compile(t, `"Effect":"Allow","Action":"ec2:*","Resource":"*"`)
	on := func(statements ...string) authz.Layer {
		for i := range statements {
			statements[i] = in(statements[i])
		}
		return authz.All(compile(t, statements...))
	}
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
		{"a federated user without a session policy", "arn:aws:sts::111122223333:federated-user/bob", "", authz.Policies{Identity: granted}, authz.ImplicitDeny},
		{"a federated user with a session policy", "arn:aws:sts::111122223333:federated-user/bob", "", authz.Policies{Identity: granted, Session: granted}, authz.Allow},
		{"a federated user who is named", "arn:aws:sts::111122223333:federated-user/bob", "", authz.Policies{Resource: on(by("arn:aws:sts::111122223333:federated-user/bob"))}, authz.Allow},
		{"a federated user of a user who may be named", "arn:aws:sts::111122223333:federated-user/bob", "", authz.Policies{Resource: on(by(ada)), Session: granted}, authz.CannotTell},
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
			Principal: authz.ParsePrincipal(value.Literal(in(c.who))), Action: c.action, Context: authz.Context{Complete: true},
			Resource: value.Literal(in("arn:aws:s3:::ledger/a.json")), ResourceAccount: value.Literal("111122223333"),
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
			r.Resource = value.Literal(in("arn:aws:kms:eu-central-1:111122223333:key/k"))
		case service == "sts":
			r.Resource = value.Literal(in("arn:aws:iam::111122223333:role/target"))
		case service == "lambda":
			r.Resource = value.Literal(in("arn:aws:lambda:eu-central-1:111122223333:function:f"))
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

// A call on several resources is allowed if it is on each.
func TestTogether(t *testing.T) {
	allow, open := authz.Decision{Effect: authz.Allow, Layer: authz.IdentityLayer}, authz.Decision{Layer: authz.SCPLayer}
	deny := authz.Decision{Effect: authz.ImplicitDeny, Layer: authz.BoundaryLayer}
	for _, c := range []struct {
		decisions []authz.Decision
		want      authz.Decision
	}{
		{nil, authz.Decision{}},
		{[]authz.Decision{allow, allow}, allow},
		{[]authz.Decision{allow, open, allow}, open},
		{[]authz.Decision{open, deny}, deny},
	} {
		if got := authz.Together(c.decisions...); got != c.want {
			t.Errorf("Together(%v) = %v, want %v", c.decisions, got, c.want)
		}
	}
}

// A decision over literal texts allocates nothing, however many statements
// there are and whatever they ask, but for comparing bytes and for an address
// that is none.
func TestDecideAllocatesNothing(t *testing.T) {
	for _, n := range []int{5, 400} {
		q := question(t, n)
		if got := testing.AllocsPerRun(100, func() { q.Decide() }); got != 0 {
			t.Errorf("a decision over %d statements allocates %v times", n, got)
		}
	}
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		row := randomRow(r)
		line := encode(t, row)
		q, err := authz.ReadQuestion(line)
		if err != nil {
			t.Fatal(err)
		}
		if q.Decide().Effect == authz.CannotTell || strings.Contains(string(line), "BinaryEquals") || strings.Contains(string(line), `"aws:SourceIp":"no"`) {
			continue
		}
		if got := testing.AllocsPerRun(3, func() { q.Decide() }); got != 0 {
			t.Fatalf("a decision allocates %v times: %s", got, line)
		}
	}
}

// Only ASCII letters have two cases: the Kelvin sign is no K.
func TestCaseOfActions(t *testing.T) {
	const kelvin = "\u212A"
	for action, pattern := range map[string]string{
		"lambda:InvokeFunction":        "lambda:Invo" + kelvin + "eFunction",
		strings.Repeat(kelvin, 100):    "*",
		strings.Repeat(kelvin+":", 99): "s3:*",
	} {
		row := object{
			"request":  object{"principal": ada, "action": action, "resource": "*", "action_without_resource": true},
			"identity": []any{object{"Statement": []any{object{"Effect": "Allow", "Action": pattern, "Resource": "*"}}}},
		}
		want := authz.ImplicitDeny
		if pattern == "*" {
			want = authz.Allow
		}
		if got := ask(t, row); got.Effect != want {
			t.Errorf("%s by %s: %v, want %v", action, pattern, got, want)
		}
	}
}
