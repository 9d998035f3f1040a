package reason

import (
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

// TestServiceLinked asks what guardrails leave of the sessions of a role, which
// no SCP and no RCP binds if it is a service-linked one.
func TestServiceLinked(t *testing.T) {
	const (
		linked  = "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX"
		session = "arn:aws:sts::111111111111:assumed-role/AWSServiceRoleForX/run"
		own     = "arn:aws:iam::111111111111:role/AWSServiceRoleForX"
	)
	grant := on(t, `{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "`+queue+`"}`)
	deny := on(t, `{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}`)
	guards := map[string]authz.Policies{
		"an SCP denies":        {SCP: authz.Levels(authz.All(on(t, `{"Effect": "Deny", "Action": "*", "Resource": "*"}`)))},
		"no SCP allows":        {SCP: authz.Levels(authz.All(on(t, `{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}`)))},
		"an RCP denies":        {RCP: authz.Levels(authz.All(deny))},
		"SCPs and RCPs permit": {SCP: authz.Levels(authz.All(on(t, `{"Effect": "Allow", "Action": "*", "Resource": "*"}`)))},
	}
	for _, test := range []struct {
		name, caller, entity string
		want                 Verdict // but where guardrails permit, which is yes
	}{
		{"the role", linked, "", Yes},
		{"a session with its role", session, linked, Yes},
		{"a session of a role of such a name", session, own, No},
		{"a session whose role is not known", session, "", Outside},
		{"a session of another name", "arn:aws:sts::111111111111:assumed-role/app/run", "", No},
		{"another role", own, "", No},
	} {
		for guard, policies := range guards {
			t.Run(test.name+", "+guard, func(t *testing.T) {
				q := Question{
					Callers: Only, Principal: authz.ParsePrincipal(value.Literal(test.caller)), Account: value.Literal(owner),
					Actions: []string{"sqs:SendMessage"}, Resources: []value.Text{value.Literal(queue)}, Policies: policies,
				}
				q.Principal.Entity = value.Literal(test.entity)
				q.Policies.Identity = authz.All(grant)
				q.Policies = q.Policies.RestNone()
				want := test.want
				if guard == "SCPs and RCPs permit" {
					want = Yes
				}
				if got := Any(&q); got.Verdict != want {
					t.Errorf("got %s %s %v, want %s", got.Verdict, got.Why, got.Witness, want)
				}
			})
		}
	}
}
