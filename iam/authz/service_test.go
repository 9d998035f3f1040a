package authz_test

import (
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

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

// A bucket does not see which function asks; the role's own policies do.
func TestSourceFunctionIsNoMatterOfTheResource(t *testing.T) {
	const function = "arn:aws:lambda:eu-central-1:111122223333:function:f"
	only := `,"Condition":{"ArnEquals":{"lambda:SourceFunctionArn":"` + function + `"}}`
	for _, c := range []struct {
		name     string
		policies authz.Policies
		want     authz.Effect
	}{
		{"its role", authz.Policies{Identity: authz.All(compile(t, allowAll+only))}, authz.Allow},
		{"an SCP", authz.Policies{Identity: authz.All(compile(t, allowAll)), SCP: authz.Levels(authz.All(compile(t, allowAll+only)))}, authz.Allow},
		{"the bucket", authz.Policies{Resource: authz.All(compile(t, by(run)+only))}, authz.ImplicitDeny},
	} {
		r := authz.Request{
			Principal: authz.ParsePrincipal(value.Literal(run)), Action: "s3:GetObject", Resource: value.Literal("arn:aws:s3:::ledger/a"),
			ResourceAccount: value.Literal("111122223333"), Context: authz.Context{Complete: true},
		}
		r.Context.Set("lambda:SourceFunctionArn", function)
		policies := c.policies.RestNone()
		if got := authz.Decide(&r, &policies); got.Effect != c.want {
			t.Errorf("by %s: %v, want %v", c.name, got, c.want)
		}
	}
}
