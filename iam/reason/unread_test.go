package reason

import (
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

// TestUnreadParts: what was not read may allow and may deny, and settles
// nothing but where it cannot matter.
func TestUnreadParts(t *testing.T) {
	all := `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`
	none := `{"Version": "2012-10-17", "Statement": []}`
	unread := `{"Version": "2012-10-17", "Statement": [{"Effect": "<var>", "Action": "s3:*", "Resource": "*"}]}`
	both := `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, {"Effect": "<var>", "Action": "s3:Get*", "Resource": "*"}]}`
	some := `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, {"Effect": "Allow", "Action": "<var>", "Resource": "*"}]}`
	key := `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"<var>": "x"}}}]}`
	for _, test := range []struct {
		name, a, b string
		want       Verdict
	}{
		{"it may allow", unread, none, Outside},
		{"what all allow", unread, all, No},
		{"it may deny some", all, unread, Yes}, // other services
		{"besides what may be denied", both, none, Yes},
		{"it is the same", key, key, No},
		{"a key that is not known", key, none, Outside},
		{"a key that is not known narrows", key, all, No},
		{"actions that are not known", some, all, No},
		{"actions that may be more", some, `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}`, Outside},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Compare(withHoles(t, test.a), withHoles(t, test.b)); got.Verdict != test.want {
				t.Errorf("got %s %s %v, want %s", got.Verdict, got.Why, got.Witness, test.want)
			}
		})
	}
}

// TestUnreadLayers asks for a role of which a layer was not read.
func TestUnreadLayers(t *testing.T) {
	get := on(t, `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ledger/*"}`)
	for _, test := range []struct {
		name     string
		policies authz.Policies
		actions  string
		want     Verdict
	}{
		{"all is read", authz.Policies{Identity: authz.All(get)}.RestNone(), "s3:GetObject", Yes},
		{"guardrails are not", authz.Policies{Identity: authz.All(get), Resource: authz.None()}, "s3:GetObject", Outside},
		{"but are set aside", authz.Policies{Identity: authz.All(get), Resource: authz.None()}.GuardrailsAside(), "s3:GetObject", Yes},
		{"nothing grants it", authz.Policies{Identity: authz.All(get), Resource: authz.None()}, "s3:PutObject", No},
		{"something else may", authz.Policies{Identity: authz.Some("a group was not read", get), Resource: authz.None()}.GuardrailsAside(), "s3:PutObject", Outside},
		{"the bucket's policy may", authz.Policies{Identity: authz.All(get)}.GuardrailsAside(), "s3:PutObject", Outside},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := Question{
				Callers: Only, Principal: authz.ParsePrincipal(value.Literal("arn:aws:iam::" + owner + ":role/app")),
				Account: value.Literal(owner), Actions: []string{test.actions}, Policies: test.policies,
			}
			if got := Any(&q); got.Verdict != test.want {
				t.Errorf("got %s %s %v, want %s", got.Verdict, got.Why, got.Witness, test.want)
			}
		})
	}
}
