package reason

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/iam/authz"
)

// hostile are policies that are made to be expensive.
func hostile() map[string]string {
	list := func(n int, format string) string {
		out := make([]string, n)
		for i := range out {
			out[i] = fmt.Sprintf(`"`+format+`"`, i)
		}
		return "[" + strings.Join(out, ",") + "]"
	}
	statement := func(actions, resources, conditions string) string {
		return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ` + actions + `, "Resource": ` + resources + `, "Condition": ` + conditions + `}]}`
	}
	many := func(n int, one func(i int) string) string {
		out := make([]string, n)
		for i := range out {
			out[i] = one(i)
		}
		return `{"Version": "2012-10-17", "Statement": [` + strings.Join(out, ",") + `]}`
	}
	long := strings.Repeat("*a?b", 2500)
	return map[string]string{
		"ten thousand wildcards":    statement(`"s3:*"`, `"arn:aws:s3:::`+long+`"`, `{}`),
		"in a condition":            statement(`"s3:*"`, `"*"`, `{"StringLike": {"s3:prefix": "`+long+`"}}`),
		"in an action":              statement(`"s3:`+long+`"`, `"*"`, `{}`),
		"a thousand inner stars":    statement(`"s3:*"`, list(1000, "arn:aws:s3:::*%d*"), `{}`),
		"a thousand of a condition": statement(`"s3:*"`, `"*"`, `{"StringLike": {"s3:prefix": `+list(1000, "*%d*")+`}}`),
		"a thousand of an action":   statement(list(1000, "s3:*%d*"), `"*"`, `{}`),
		"overlapping statements": many(40, func(i int) string {
			return fmt.Sprintf(`{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::*%c*%d*"}`, 'a'+i%26, i)
		}),
		"overlapping conditions": many(40, func(i int) string {
			return fmt.Sprintf(`{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"StringLike": {"s3:prefix": "*%c*%d*"}}}`, 'a'+i%26, i)
		}),
		"many keys": many(200, func(i int) string {
			return fmt.Sprintf(`{"Effect": %q, "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:RequestTag/%d": "a", "aws:RequestTag/%d": "b", "aws:RequestTag/%d": "c"}}}`,
				[]string{"Allow", "Deny"}[i%2], i, i*7%200+200, i*13%200+400)
		}),
		"many values": many(60, func(i int) string {
			return fmt.Sprintf(`{"Effect": %q, "Action": "s3:*", "Resource": "*", "Condition": {"ForAllValues:StringLike": {"aws:TagKeys": ["a%d*", "*b%d"]}}}`,
				[]string{"Allow", "Deny"}[i%2], i, i)
		}),
		"many services": statement(list(2000, "svc%d:*"), `"*"`, `{}`),
		"many accounts": many(300, func(i int) string {
			return fmt.Sprintf(`{"Effect": "Allow", "Principal": {"AWS": "%012d"}, "Action": "s3:*", "Resource": "arn:aws:s3:::x%d*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/%d*"}}}`, i, i, i)
		}),
		"many variables": many(30, func(i int) string {
			return fmt.Sprintf(`{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::${aws:PrincipalTag/%d}/${aws:username}"}`, i)
		}),
	}
}

// TestHostilePoliciesStayInBounds: every answer comes, and those that are none
// say why.
func TestHostilePoliciesStayInBounds(t *testing.T) {
	all := compiled(t, "all", []byte(`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::*x*"}}`))
	for name, document := range hostile() {
		t.Run(name, func(t *testing.T) {
			p := compiled(t, name, []byte(document))
			for _, pair := range [...][2]*authz.Policy{{p, all}, {all, p}, {p, p}} {
				if pair[0] == all && kindOfPolicy(p) == resourcePolicy || pair[1] == all && kindOfPolicy(p) == resourcePolicy {
					continue
				}
				got := Engine{work: maxWork / 16}.Compare(pair[0], pair[1])
				t.Log(got.Verdict, got.Why)
				if got.Verdict == Outside && got.Why == "" {
					t.Error("it does not say why")
				}
				if pair[0] == pair[1] && got.Verdict == Yes {
					t.Errorf("it is wider than itself: %s", got.Witness)
				}
			}
		})
	}
}
