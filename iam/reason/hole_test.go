package reason

import (
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// withHoles reads a policy in which <name> is a hole: an account, region or
// partition by its name, an ARN if the name ends in arn, else a name.
func withHoles(t *testing.T, text string) *authz.Policy {
	t.Helper()
	d, issues := policy.FromAny(value.AnyText(holes(text), 0))
	if d.Partial() || len(issues) > 0 {
		t.Fatalf("%s: %v %v", text, d.Reason(), issues)
	}
	return authz.Compile("a policy", d)
}

func holes(text string) value.Text {
	var out []value.Text
	for {
		before, rest, ok := strings.Cut(text, "<")
		out = append(out, value.Literal(before))
		if !ok {
			return value.Join(out...)
		}
		name, after, _ := strings.Cut(rest, ">")
		class := value.Name
		switch {
		case strings.HasPrefix(name, "account"):
			class = value.Account
		case strings.HasPrefix(name, "region"):
			class = value.Region
		case strings.HasPrefix(name, "partition"):
			class = value.Partition
		case strings.HasSuffix(name, "arn"):
			class = value.ARN
		case strings.HasPrefix(name, "var"):
			class = value.Free
		}
		out = append(out, value.Hole(value.NewSymbol(class, "test", name)))
		text = after
	}
}

func TestHoles(t *testing.T) {
	allow := func(resources string) string {
		return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": [` + resources + `]}]}`
	}
	const deny = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"},
		{"Effect": "Deny", "Action": "*", "Resource": "<queue.arn>"}]}`
	for _, test := range []struct {
		name, a, b string
		want       Verdict
	}{
		{"the same", allow(`"<queue.arn>"`), allow(`"<queue.arn>"`), No},
		{"one of two", allow(`"<queue.arn>"`), allow(`"<other.arn>", "<queue.arn>"`), No},
		{"two of one", allow(`"<other.arn>", "<queue.arn>"`), allow(`"<queue.arn>"`), Outside},
		{"two that may be one", allow(`"<queue.arn>"`), allow(`"<other.arn>"`), Outside},
		{"any", allow(`"<queue.arn>"`), allow(`"*"`), No},
		{"nothing", allow(`"<queue.arn>"`), allow(`"arn:aws:sqs:eu:111111111111:x"`), Outside},
		{"nothing at all", allow(`"<queue.arn>"`), `{"Version": "2012-10-17", "Statement": []}`, Yes},
		{"account within any", allow(`"arn:aws:sqs:eu:<account>:x"`), allow(`"arn:aws:sqs:*:*:x"`), No},
		{"account within its pattern", allow(`"arn:aws:sqs:eu:<account>:x"`), allow(`"arn:aws:sqs:*:<account>:*"`), No},
		{"any within account", allow(`"arn:aws:sqs:eu:*:x"`), allow(`"arn:aws:sqs:us:<account>:x"`), Yes},
		{"another name", allow(`"arn:<partition>:sqs:<region>:<account>:x"`), allow(`"arn:<partition>:sqs:<region>:<account>:y"`), Yes},
		{"another region", allow(`"arn:aws:sqs:<region>:<account>:x"`), allow(`"arn:aws:sqs:eu:<account>:x"`), Outside},
		{"a name of its own", allow(`"arn:aws:sqs:eu:<account>:<name>"`), allow(`"arn:aws:sqs:eu:<account>:*"`), No},
		{"a variable may be a star", allow(`"arn:aws:sqs:eu:<account>:<var>"`), allow(`"arn:aws:sqs:eu:<account>:x*"`), Outside},
		{"a denial is in the way", deny, allow(`"*"`), No},
		{"but for a denial", allow(`"*"`), deny, Yes},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, b := withHoles(t, test.a), withHoles(t, test.b)
			got := Compare(a, b)
			if got.Verdict != test.want {
				t.Errorf("got %s %s %v, want %s", got.Verdict, got.Why, got.Witness, test.want)
			}
			if got.Verdict == Yes {
				onlyFirst(t, test.name, a, b, got.Witness)
				t.Log(got.Witness)
			}
		})
	}
}

// TestExposureOfHoles asks for a queue of an account that is not known.
func TestExposureOfHoles(t *testing.T) {
	for _, test := range []struct{ name, principal, condition, want string }{
		{"own account", `{"AWS": "arn:aws:iam::<account>:root"}`, `{}`, "no no no no"},
		{"own role", `{"AWS": "arn:<partition>:iam::<account>:role/x"}`, `{}`, "no no no no"},
		{"everyone", `"*"`, `{}`, "yes yes yes yes"},
		{"own account by condition", `"*"`, `{"StringEquals": {"aws:PrincipalAccount": "<account>"}}`, "no no no no"},
		{"a service for its account", `{"Service": "sns.amazonaws.com"}`, `{"StringEquals": {"aws:SourceAccount": "<account>"}}`, "no no no no"},
		{"a service for its topic", `{"Service": "sns.amazonaws.com"}`, `{"ArnLike": {"aws:SourceArn": "arn:aws:sns:<region>:<account>:*"}}`, "no no no no"},
		{"a service for a topic", `{"Service": "sns.amazonaws.com"}`, `{"ArnLike": {"aws:SourceArn": "<topic.arn>"}}`, "no no no no"},
		{"a role", `{"AWS": "<role.arn>"}`, `{}`, "no no outside no"},
		{"a user's variable", `{"AWS": "<var>"}`, `{}`, "outside outside outside outside"},
		{"an endpoint", `"*"`, `{"StringEquals": {"aws:SourceVpce": "<endpoint>"}}`, "no no yes no"},
		{
			"its bucket", `{"Service": "s3.amazonaws.com"}`,
			`{"ArnLike": {"aws:SourceArn": "arn:<partition>:s3:::uploads-<account>-<region>"}, "StringEquals": {"aws:SourceAccount": "<account>"}}`,
			"no no no no",
		},
		{
			"regions and names", `"*"`,
			`{"StringEquals": {"aws:PrincipalAccount": "<account>", "aws:RequestedRegion": ["<region>", "eu-west-1", "us-east-1"], "s3:x": ["a", "b", "c", "d-1"]}}`,
			"no no no no",
		},
		{"a service for anyone", `{"Service": "sns.amazonaws.com"}`, `{}`, "no no no yes"},
		{"a partner", `{"AWS": "222222222222"}`, `{}`, "no no outside no"},
		{"another account of ours", `{"AWS": "<account.other>"}`, `{}`, "no no outside no"},
	} {
		t.Run(test.name, func(t *testing.T) {
			pol := withHoles(t, `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": `+test.principal+
				`, "Action": "sqs:SendMessage", "Resource": "*", "Condition": `+test.condition+`}]}`)
			target := Target{
				Resource: holes("arn:aws:sqs:<region>:<account>:jobs"), Account: holes("<account>"),
				Policies: authz.Policies{Resource: authz.All(pol)}.RestNone(),
			}
			var got []string
			for _, class := range []Callers{Anonymous, AnyAccount, OtherAccount, OnBehalf} {
				r := Engine{}.Reach(&target, class)
				got = append(got, r.Answer.Verdict.String())
				t.Log(class, r.Answer.Verdict, r.Answer.Why, r.Answer.Witness)
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("got %s, want %s", s, test.want)
			}
		})
	}
}

// TestAnyOfHoles asks what a role of a template can do with resources that are
// not known yet.
func TestAnyOfHoles(t *testing.T) {
	const role = `{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": ["<table.arn>", "arn:<partition>:dynamodb:<region>:<account>:table/orders"]},
		{"Effect": "Allow", "Action": "logs:*", "Resource": "arn:<partition>:logs:<region>:<account>:log-group:/aws/lambda/*"},
		{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::uploads-<account>/*"}]}`
	for _, test := range []struct {
		name, action, resource string
		want                   Verdict
	}{
		{"what is granted", "dynamodb:GetItem", "<table.arn>", Yes},
		{"on a table by its name", "dynamodb:GetItem", "arn:<partition>:dynamodb:<region>:<account>:table/orders", Yes},
		{"on a table of another region", "dynamodb:GetItem", "arn:<partition>:dynamodb:<region.other>:<account>:table/orders", Outside},
		{"on a table that may be the same", "dynamodb:GetItem", "<other.arn>", Outside},
		{"what is not granted", "dynamodb:DeleteItem", "<table.arn>", No},
		{"anything of a service", "iam:*", "*", No},
		{"a group of its logs", "logs:PutLogEvents", "arn:<partition>:logs:<region>:<account>:log-group:/aws/lambda/<name>:log-stream:x", Yes},
		{"an object of its bucket", "s3:GetObject", "arn:aws:s3:::uploads-<account>/x", Yes},
		{"an object of another", "s3:GetObject", "arn:aws:s3:::reports/x", No},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := Question{
				Callers: Only, Principal: authz.ParsePrincipal(holes("arn:aws:iam::<account>:role/app")), Account: holes("<account>"),
				Actions: []string{test.action}, Resources: []value.Text{holes(test.resource)},
				Policies: authz.Policies{Identity: authz.All(withHoles(t, role))}.RestNone(),
			}
			got := Any(&q)
			if got.Verdict != test.want {
				t.Errorf("got %s %s %v, want %s", got.Verdict, got.Why, got.Witness, test.want)
			}
			if w := got.Witness; w != nil {
				if d := authz.Decide(&w.Request, &w.Policies); d.Effect != authz.Allow {
					t.Errorf("the evaluator says %s to %s", d.Effect, w)
				}
			}
		})
	}
}
