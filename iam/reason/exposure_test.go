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
		{"a partner", `{"Effect": "Allow", "Principal": {"AWS": "222222222222"}, ` + send + `}`, "no no yes yes no"},
		{"a partner's role", `{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:role/x"}, ` + send + `}`, "no no yes yes no"},
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
