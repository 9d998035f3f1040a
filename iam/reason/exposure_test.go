package reason

import (
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

// on returns a policy document with the statements.
func on(t testing.TB, statements ...string) *authz.Policy {
	return compiled(t, "the policy", []byte(`{"Version": "2012-10-17", "Statement": [`+strings.Join(statements, ",")+`]}`))
}

const (
	queue = "arn:aws:sqs:eu-central-1:111111111111:jobs"
	owner = "111111111111"
	org   = "o-ours"
)

func TestExposure(t *testing.T) {
	const send = `"Action": "sqs:SendMessage", "Resource": "` + queue + `"`
	for _, test := range []struct {
		name, statement string
		want            string // of anonymous, any account, another organisation, another account, on behalf
	}{
		{"nothing", `{"Effect": "Deny", "Principal": "*", ` + send + `}`, "no no no no no"},
		{"everyone", `{"Effect": "Allow", "Principal": "*", ` + send + `}`, "yes yes yes yes yes"},
		{"own account", `{"Effect": "Allow", "Principal": {"AWS": "` + owner + `"}, ` + send + `}`, "no no no no no"},
		{"a partner", `{"Effect": "Allow", "Principal": {"AWS": "222222222222"}, ` + send + `}`, "no no outside yes no"},
		{"a partner's role", `{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:role/x"}, ` + send + `}`, "no no outside yes no"},
		{
			"the organisation", `{"Effect": "Allow", "Principal": "*", ` + send + `, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-ours"}}}`,
			"no no no yes no",
		},
		{
			"another organisation", `{"Effect": "Allow", "Principal": "*", ` + send + `, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-theirs"}}}`,
			"no no yes yes no",
		},
		{
			"any organisation", `{"Effect": "Allow", "Principal": "*", ` + send + `, "Condition": {"StringLike": {"aws:PrincipalOrgID": "o-*"}}}`,
			"no yes yes yes no",
		},
		{"a service", `{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, ` + send + `}`, "no no no no yes"},
		{
			"a service for its account", `{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, ` + send + `,
			"Condition": {"StringEquals": {"aws:SourceAccount": "` + owner + `"}}}`, "no no no no no",
		},
		{
			"a service for a topic", `{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, ` + send + `,
			"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:` + owner + `:*"}}}`, "no no no no no",
		},
		{
			"a service for any topic", `{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, ` + send + `,
			"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:jobs"}}}`, "no no no no yes",
		},
		{
			"a service unless another account", `{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, ` + send + `,
			"Condition": {"StringEqualsIfExists": {"aws:SourceAccount": "` + owner + `"}}}`, "no no no no yes",
		},
		{
			"a service for a text that looks like a topic", `{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, ` + send + `,
			"Condition": {"StringLike": {"aws:SourceArn": "arn:aws:sns:*:` + owner + `:*"}}}`, "no no no no outside",
		},
		{
			"old way of SNS", `{"Effect": "Allow", "Principal": "*", ` + send + `,
			"Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:eu-central-1:` + owner + `:jobs"}}}`, "no no no no no",
		},
		{"not a principal", `{"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::222222222222:root"}, ` + send + `}`, "yes yes yes yes yes"},
		{
			"an endpoint", `{"Effect": "Allow", "Principal": "*", ` + send + `, "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}}`,
			"no no yes yes no",
		},
		{
			"a guard that an absent key passes", `{"Effect": "Allow", "Principal": "*", ` + send + `,
			"Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-theirs"}}}`, "yes yes yes yes yes",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			target := Target{
				Resource: value.Literal(queue), Account: value.Literal(owner), Organization: value.Literal(org),
				Policies: authz.Policies{Resource: authz.All(on(t, test.statement))}.RestNone(),
			}
			var got []string
			for _, r := range Exposure(&target) {
				got = append(got, r.Answer.Verdict.String())
				t.Log(r.Callers, r.Answer.Verdict, r.Answer.Why, r.Answer.Witness, r.Within)
				if w := r.Answer.Witness; w != nil {
					if d := authz.Decide(&w.Request, &w.Policies); d.Effect != authz.Allow {
						t.Errorf("the evaluator says %s to %s", d.Effect, w)
					}
				}
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("got %s, want %s", s, test.want)
			}
		})
	}
}

// TestExposureOfServices asks for policies as each service has them.
func TestExposureOfServices(t *testing.T) {
	for _, test := range []struct {
		name, resource, want string // of anonymous, any account, another organisation, another account, on behalf
		statements           []string
	}{
		{
			"a key that leaves it to its account", "arn:aws:kms:eu-central-1:111111111111:key/1", "no no no no no",
			[]string{`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "kms:*", "Resource": "*"}`},
		},
		{
			"a key of AWS's kind", "arn:aws:kms:eu-central-1:111111111111:key/1", "no no no no no",
			[]string{`{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*",
				"Condition": {"StringEquals": {"kms:CallerAccount": "111111111111", "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com"}}}`},
		},
		{
			"a key for anyone by a service", "arn:aws:kms:eu-central-1:111111111111:key/1", "yes yes yes yes yes",
			[]string{`{"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*", "Condition": {"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}}}`},
		},
		{
			"SNS's default policy", "arn:aws:sns:eu-central-1:111111111111:orders", "no no no no no",
			[]string{`{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["SNS:Publish", "SNS:Subscribe"], "Resource": "*",
				"Condition": {"StringEquals": {"AWS:SourceOwner": "111111111111"}}}`},
		},
		{
			"a bucket that leaves it to access points", "arn:aws:s3:::ledger", "no no no no no",
			[]string{`{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*", "Resource": ["arn:aws:s3:::ledger", "arn:aws:s3:::ledger/*"],
				"Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111111111111"}}}`},
		},
		{
			"a public bucket that wants TLS", "arn:aws:s3:::ledger", "yes yes yes yes yes",
			[]string{
				`{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ledger/*"}`,
				`{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::ledger/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}`,
			},
		},
		{
			"a bucket within its organisation", "arn:aws:s3:::ledger", "no no no yes no",
			[]string{
				`{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ledger/*"}`,
				`{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}}}`,
			},
		},
		{
			"a file system", "arn:aws:elasticfilesystem:eu-central-1:111111111111:file-system/fs-1", "no no yes yes no",
			[]string{`{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "elasticfilesystem:ClientMount", "Resource": "*",
				"Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}}`},
		},
		{
			"a public layer", "arn:aws:lambda:eu-central-1:111111111111:layer:x:1", "yes yes yes yes yes",
			[]string{`{"Effect": "Allow", "Principal": "*", "Action": "lambda:GetLayerVersion", "Resource": "arn:aws:lambda:eu-central-1:111111111111:layer:x:1"}`},
		},
		{
			"an Alexa skill", "arn:aws:lambda:eu-central-1:111111111111:function:x", "no no no no no",
			[]string{`{"Effect": "Allow", "Principal": {"Service": "alexa-appkit.amazon.com"}, "Action": "lambda:InvokeFunction", "Resource": "*",
				"Condition": {"StringEquals": {"lambda:EventSourceToken": "amzn1.ask.skill.1"}}}`},
		},
		{
			"a role for functions", "arn:aws:iam::111111111111:role/x", "no no no no yes no",
			[]string{`{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}`},
		},
		{
			"a role for a vendor", "arn:aws:iam::111111111111:role/x", "no no outside yes no no",
			[]string{`{"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "7"}}}`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			target := Target{
				Resource: value.Literal(test.resource), Account: value.Literal(owner), Organization: value.Literal(org),
				Policies: authz.Policies{Resource: authz.All(on(t, test.statements...))}.RestNone(),
			}
			var got []string
			for _, r := range Exposure(&target) {
				got = append(got, r.Answer.Verdict.String())
				t.Log(r.Callers, r.Answer.Verdict, r.Answer.Why, r.Answer.Witness)
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("got %s, want %s", s, test.want)
			}
		})
	}
}

// TestPublicWithinAddresses: what is open to some networks only says so.
func TestPublicWithinAddresses(t *testing.T) {
	target := Target{
		Resource: value.Literal("arn:aws:s3:::ledger"), Account: value.Literal(owner),
		Policies: authz.Policies{Resource: authz.All(on(t, `{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ledger/*",
			"Condition": {"IpAddress": {"aws:SourceIp": "198.51.100.0/24"}}}`))}.RestNone(),
	}
	if r := (Engine{}).Reach(&target, Anonymous); r.Answer.Verdict != Yes || !r.Within {
		t.Errorf("got %s within %v, want yes within true", r.Answer.Verdict, r.Within)
	}
}

// TestFunctionURL: a URL that is open needs both actions.
func TestFunctionURL(t *testing.T) {
	const url = `{"Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunctionUrl", "Resource": "` + function + `",
		"Condition": {"StringEquals": {"lambda:FunctionUrlAuthType": "NONE"}}}`
	const invoke = `{"Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction", "Resource": "` + function + `",
		"Condition": {"Bool": {"lambda:InvokedViaFunctionUrl": "true"}}}`
	for _, test := range []struct {
		name, auth string
		statements []string
		want       [2]Verdict
	}{
		{"both", "NONE", []string{url, invoke}, [2]Verdict{Yes, Yes}},
		{"the URL only", "NONE", []string{url}, [2]Verdict{Yes, No}},
		{"for another way of signing", "AWS_IAM", []string{url, invoke}, [2]Verdict{No, Yes}},
	} {
		t.Run(test.name, func(t *testing.T) {
			target := Target{
				Resource: value.Literal(function), Account: value.Literal(owner),
				Policies: authz.Policies{Resource: authz.All(on(t, test.statements...))}.RestNone(),
			}
			got := Engine{}.FunctionURL(&target, test.auth, Anonymous)
			if v := [2]Verdict{got.URL.Verdict, got.Invoke.Verdict}; v != test.want {
				t.Errorf("got %v, want %v", v, test.want)
			}
		})
	}
}

// TestBlockPublicAccess: a public bucket that S3 keeps closed is not reached.
func TestBlockPublicAccess(t *testing.T) {
	for _, test := range []struct {
		on   value.Answer
		want Verdict
	}{{value.Yes, No}, {value.No, Yes}, {value.CannotTell, Outside}} {
		target := Target{
			Resource: value.Literal("arn:aws:s3:::ledger"), Account: value.Literal(owner),
			Policies: authz.Policies{Resource: authz.All(on(t, `{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ledger/*"}`))}.RestNone(),
		}
		target.Policies.RestrictPublicBuckets = test.on
		for _, class := range []Callers{Anonymous, AnyAccount, OtherAccount} {
			if r := (Engine{}).Reach(&target, class); r.Answer.Verdict != test.want {
				t.Errorf("%s with the switch %s: got %s %s, want %s", class, test.on, r.Answer.Verdict, r.Answer.Why, test.want)
			}
		}
	}
}

// TestMembersOfTheOrganisation: a named account is of another organisation if
// all members are known, and not if it is one.
func TestMembersOfTheOrganisation(t *testing.T) {
	p := on(t, `{"Effect": "Allow", "Principal": {"AWS": "222222222222"}, "Action": "sqs:SendMessage", "Resource": "*"}`)
	for _, test := range []struct {
		name    string
		members []string
		all     bool
		want    Verdict
	}{
		{"nothing is known", nil, false, Outside},
		{"it is one", []string{"222222222222"}, false, No},
		{"it is none", []string{owner}, true, Yes},
	} {
		target := Target{
			Resource: value.Literal(queue), Account: value.Literal(owner), Organization: value.Literal(org), AllMembers: test.all,
			Policies: authz.Policies{Resource: authz.All(p)}.RestNone(),
		}
		for _, m := range test.members {
			target.Members = append(target.Members, value.Literal(m))
		}
		if r := (Engine{}).Reach(&target, OtherOrganization); r.Answer.Verdict != test.want {
			t.Errorf("%s: got %s %s, want %s", test.name, r.Answer.Verdict, r.Answer.Why, test.want)
		}
	}
}

// TestTenants asks for the trust of roles in identity providers.
func TestTenants(t *testing.T) {
	const github, actions = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com", "token.actions.githubusercontent.com:"
	for _, test := range []struct {
		name, provider, condition string
		want                      Verdict
	}{
		{"no condition", github, `{}`, Yes},
		{"the audience only", github, `{"StringEquals": {"` + actions + `aud": "sts.amazonaws.com"}}`, Yes},
		{"a repository", github, `{"StringEquals": {"` + actions + `aud": "sts.amazonaws.com", "` + actions + `sub": "repo:acme/app:ref:refs/heads/main"}}`, No},
		{"an organisation's", github, `{"StringLike": {"` + actions + `sub": "repo:acme/*"}}`, No},
		{"any repository", github, `{"StringLike": {"` + actions + `sub": "repo:*"}}`, Yes},
		{"who begins so", github, `{"StringLike": {"` + actions + `sub": "repo:acme*"}}`, Yes},
		{"any main branch", github, `{"StringLike": {"` + actions + `sub": "repo:*:ref:refs/heads/main"}}`, Yes},
		{"if it is there", github, `{"StringLikeIfExists": {"` + actions + `sub": "repo:acme/*"}}`, No},
		{"an environment of any", github, `{"StringEquals": {"` + actions + `environment": "prod"}}`, Yes},
		{"an owner", github, `{"StringEquals": {"` + actions + `repository_owner": "acme"}}`, No},
		{"an application", "accounts.google.com", `{"StringEquals": {"accounts.google.com:aud": "1234"}}`, No},
		{"any application", "accounts.google.com", `{}`, Yes},
		{"a cluster", "arn:aws:iam::111111111111:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/1", `{}`, No},
		{"one of which nothing is known", "arn:aws:iam::111111111111:oidc-provider/login.example.com", `{}`, Outside},
	} {
		t.Run(test.name, func(t *testing.T) {
			target := Target{
				Resource: value.Literal("arn:aws:iam::111111111111:role/deploy"), Account: value.Literal(owner),
				Policies: authz.Policies{Resource: authz.All(on(t, `{"Effect": "Allow", "Principal": {"Federated": "`+test.provider+`"},
					"Action": "sts:AssumeRoleWithWebIdentity", "Condition": `+test.condition+`}`))}.RestNone(),
			}
			r := Engine{}.Reach(&target, Tenant)
			if r.Answer.Verdict != test.want {
				t.Errorf("got %s %s %v, want %s", r.Answer.Verdict, r.Answer.Why, r.Answer.Witness, test.want)
			}
			if w := r.Answer.Witness; w != nil && authz.Decide(&w.Request, &w.Policies).Effect != authz.Allow {
				t.Errorf("the evaluator does not allow %s", w)
			}
		})
	}
}

// An id that was left empty lets in nobody, and an empty tag whoever has it.
func TestExposureByEmptyValues(t *testing.T) {
	for key, want := range map[string]Verdict{
		"aws:PrincipalOrgID": No, "aws:SourceVpce": No, "aws:SourceAccount": No, "aws:PrincipalTag/team": Yes,
	} {
		policy := constant("queue", `{"Statement":{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*","Condition":{"StringEquals":{"`+key+`":""}}}}`)
		target := Target{
			Resource: value.Literal("arn:aws:sqs:us-east-1:111122223333:q"), Account: value.Literal("111122223333"),
			Organization: value.Literal("o-abc"), Policies: authz.Policies{Resource: authz.All(policy)}.RestNone(),
		}
		got := No
		for _, r := range Exposure(&target) {
			if r.Answer.Verdict != No {
				got = r.Answer.Verdict
			}
		}
		if got != want {
			t.Errorf("%s that is empty: %v, want %v", key, got, want)
		}
	}
}
