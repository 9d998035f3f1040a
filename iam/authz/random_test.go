package authz_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"bailiwick/iam/authz"
)

// pick returns one of the list.
func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// some returns one to three of the list.
func some(r *rand.Rand, list ...string) any {
	n := 1 + r.IntN(3)
	if n == 1 && r.IntN(2) == 0 {
		return pick(r, list...)
	}
	out := make([]any, n)
	for i := range out {
		out[i] = pick(r, list...)
	}
	return out
}

type object = map[string]any

var (
	principals = []string{
		"arn:aws:iam::111111111111:user/ada", "arn:aws:iam::222222222222:user/eve", "arn:aws:iam::111111111111:role/app",
		"arn:aws:sts::111111111111:assumed-role/app/run", "arn:aws:sts::222222222222:assumed-role/app/run",
		"arn:aws:iam::111111111111:root", "sns.amazonaws.com",
	}
	actions   = []string{"s3:GetObject", "s3:PutObject", "sqs:SendMessage", "kms:Decrypt", "sts:AssumeRole", "lambda:InvokeFunction"}
	resources = map[string]string{
		"s3:GetObject": "arn:aws:s3:::ledger/a.json", "s3:PutObject": "arn:aws:s3:::ledger/app/b.json",
		"sqs:SendMessage": "arn:aws:sqs:eu-central-1:111111111111:jobs", "kms:Decrypt": "arn:aws:kms:eu-central-1:111111111111:key/k",
		"sts:AssumeRole": "arn:aws:iam::111111111111:role/target", "lambda:InvokeFunction": "arn:aws:lambda:eu-central-1:111111111111:function:f:live",
	}
	actionPatterns   = []string{"*", "s3:*", "S3:getobject", "s3:Get*", "s3:?etObject", "sqs:*", "sqs:Send", "kms:Decrypt", "sts:*", "lambda:Invoke*", "iam:*"}
	resourcePatterns = []string{
		"*", "arn:aws:s3:::ledger/*", "arn:aws:s3:::ledger/a.json", "arn:aws:s3:::*", "arn:aws:s3:::ledger/${aws:PrincipalTag/team}/*",
		"arn:aws:s3:::ledger/${aws:PrincipalTag/none, 'app'}/?.json", "arn:aws:sqs:*:111111111111:jobs", "arn:aws:sqs:eu-central-1:111111111111:j*",
		"arn:aws:kms:*:*:key/*", "arn:aws:iam::111111111111:role/t*", "arn:aws:lambda:*:function:f*", "arn:aws:lambda:*:*:function:f", "arn:aws:lambda:eu-central-1:111111111111:function:f:${*}",
		"arn:aws:*:jobs", "arn:aws:s3:::ledger/${aws:SourceIp}", "arn:aws:sqs:*", "arn:aws:lambda:eu-*:1*", "arn:aws:kms",
	}
	principalPatterns = []string{
		"*", "111111111111", "arn:aws:iam::222222222222:root", "arn:aws:iam::111111111111:user/ada", "arn:aws:iam::222222222222:user/eve",
		"arn:aws:iam::111111111111:role/app", "arn:aws:iam::111111111111:role/team/app", "arn:aws:sts::111111111111:assumed-role/app/run",
		"arn:aws:sts::111111111111:assumed-role/app/other", "arn:aws:iam::222222222222:role/app",
	}
	contextValues = map[string][]string{
		"aws:PrincipalTag/team": {"app", "App", "ledger", "a*", ""},
		"aws:SourceIp":          {"203.0.113.9", "2001:db8::1", "10.0.0.1", "no"},
		"aws:CurrentTime":       {"2026-11-23T12:00:00Z", "1767225600", "soon"},
		"s3:max-keys":           {"10", "10.0", "-3", "ten"},
		"aws:SecureTransport":   {"true", "False", "maybe"},
		"aws:SourceArn":         {"arn:aws:sns:eu-central-1:111111111111:t", "arn:aws:s3:::ledger", "t"},
		"aws:TagKeys":           {"app", "ledger", "x"},
	}
	tests = map[string][]string{
		"aws:PrincipalTag/team": {"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Null", "BinaryEquals"},
		"aws:SourceIp":          {"IpAddress", "NotIpAddress", "Null", "StringLike"},
		"aws:CurrentTime":       {"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Null"},
		"s3:max-keys":           {"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"},
		"aws:SecureTransport":   {"Bool", "Null"},
		"aws:SourceArn":         {"ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "StringLike"},
		"aws:TagKeys":           {"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "Null"},
	}
	keys = []string{"aws:PrincipalTag/team", "aws:SourceIp", "aws:CurrentTime", "s3:max-keys", "aws:SecureTransport", "aws:SourceArn", "aws:TagKeys"}
)

var operands = map[string][]string{
	"aws:PrincipalTag/team": {"app", "a*", "*", "?pp", "${aws:PrincipalTag/team}", "${aws:TagKeys}", "${aws:PrincipalTag/none}", "${$}", "YXBw"},
	"aws:SourceIp":          {"203.0.113.0/24", "10.0.0.1", "2001:0db8:0:0::/64", "0.0.0.0/0", "x"},
	"aws:CurrentTime":       {"2026-11-23", "2026-11-23T13:00:00+01:00", "1767225600", "x"},
	"s3:max-keys":           {"10", "10.00", "-3", "x"},
	"aws:SecureTransport":   {"true", "false", "${aws:SecureTransport}", "x"},
	"aws:SourceArn":         {"arn:aws:sns:*:111111111111:*", "arn:aws:s3:::ledger", "arn:*:*:*:*:*", "x", "${aws:SourceArn}", "arn:aws:*:ledger"},
	"aws:TagKeys":           {"app", "l*", "*", "x", "${aws:PrincipalTag/team}"},
}

func randomCondition(r *rand.Rand) object {
	out := object{}
	for range r.IntN(3) {
		key := pick(r, keys...)
		test := pick(r, tests[key]...)
		values := some(r, operands[key]...)
		if test == "Null" {
			values = some(r, "true", "false")
		} else {
			if r.IntN(3) == 0 || key == "aws:TagKeys" && r.IntN(3) > 0 {
				test = pick(r, "ForAllValues:", "ForAnyValue:") + test
			}
			if r.IntN(4) == 0 {
				test += "IfExists"
			}
		}
		out[test] = object{key: values}
	}
	return out
}

func randomStatement(r *rand.Rand, principal bool) object {
	s := object{"Effect": pick(r, "Allow", "Allow", "Allow", "Deny")}
	s[pick(r, "Action", "Action", "Action", "NotAction")] = pick(r, any("*"), some(r, actionPatterns...))
	s[pick(r, "Resource", "Resource", "Resource", "NotResource")] = pick(r, any("*"), some(r, resourcePatterns...))
	if c := randomCondition(r); len(c) > 0 {
		s["Condition"] = c
	}
	if principal && r.IntN(20) > 0 {
		element := pick(r, "Principal", "Principal", "Principal", "NotPrincipal")
		switch r.IntN(4) {
		case 0:
			s[element] = object{"Service": some(r, "sns.amazonaws.com", "s3.amazonaws.com")}
		case 1:
			s[element] = "*"
		default:
			s[element] = object{"AWS": some(r, principalPatterns...)}
		}
	}
	return s
}

func randomDocument(r *rand.Rand, principal bool) object {
	statements := make([]any, r.IntN(4))
	for i := range statements {
		statements[i] = randomStatement(r, principal)
	}
	d := object{"Statement": statements}
	if r.IntN(4) > 0 {
		d["Version"] = pick(r, "2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17")
	}
	return d
}

func everything(principal bool) object {
	s := object{"Effect": "Allow", "Action": "*", "Resource": "*"}
	if principal {
		s["Principal"] = "*"
	}
	return object{"Statement": []any{s}}
}

// randomRow returns a question. Most layers are not there, so that many
// requests are allowed.
func randomRow(r *rand.Rand) object {
	action := pick(r, actions...)
	context := object{}
	for _, key := range keys {
		if r.IntN(3) == 0 {
			continue
		}
		if key == "aws:TagKeys" {
			context[key] = some(r, contextValues[key]...)
			if s, ok := context[key].(string); ok {
				context[key] = []any{s}
			}
			continue
		}
		context[key] = pick(r, contextValues[key]...)
	}
	var principal any = pick(r, principals...)
	if r.IntN(10) == 0 {
		principal = object{"type": "Anonymous"}
	}
	documents := func(principal bool) []any {
		out := []any{randomDocument(r, principal)}
		if r.IntN(2) == 0 {
			out = append(out, everything(principal))
		}
		return out
	}
	row := object{
		"request": object{
			"principal": principal, "action": action, "resource": resources[action],
			"resource_account": "111111111111", "context": context,
		},
		"identity": documents(false),
	}
	if r.IntN(3) > 0 {
		row["resource_policy"] = randomDocument(r, true)
	}
	if r.IntN(4) == 0 {
		row["boundary"] = documents(false)
	}
	if r.IntN(4) == 0 {
		row["session"] = pick(r, randomDocument(r, false), everything(false))
	}
	if r.IntN(4) == 0 {
		row["endpoint"] = documents(true)
	}
	if r.IntN(4) == 0 {
		row["scp"] = []any{object{"level": "root", "policies": documents(false)}, object{"level": "account", "policies": documents(false)}}
	}
	if r.IntN(4) == 0 {
		row["rcp"] = []any{object{"level": "root", "policies": documents(true)}}
	}
	return row
}

func encode(tb testing.TB, v any) []byte {
	tb.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func ask(tb testing.TB, row object) authz.Decision {
	tb.Helper()
	q, err := authz.ReadQuestion(encode(tb, row))
	if err != nil {
		tb.Fatal(err)
	}
	return q.Decide()
}

// The evaluator and the naive one, written from the documentation, decide alike.
// Where the readings of AWS's pages give several answers, none is given.
func TestDecidesAsTheNaiveEvaluator(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	counts := map[string]int{}
	for range 2000 {
		row := randomRow(r)
		var plain naiveRow
		if err := json.Unmarshal(encode(t, row), &plain); err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for _, reading := range readings() {
			want[naiveDecide(plain, reading)] = true
		}
		got := ask(t, row)
		counts[got.Effect.String()]++
		switch {
		case got.Effect == authz.CannotTell && len(want) > 1:
		case got.Effect == authz.ImplicitDeny && !want["allow"]: // by the one or the other, as one reads it
		case len(want) == 1 && want[got.Effect.String()]:
		default:
			t.Fatalf("Decide = %v, %v; want %v of\n%s", got.Effect, got, want, encode(t, row))
		}
	}
	t.Log(counts)
	for _, effect := range []string{"allow", "implicit-deny", "explicit-deny", "cannot be told"} {
		if counts[effect] < 20 {
			t.Errorf("only %d decisions are %s: the questions are too much alike", counts[effect], effect)
		}
	}
}
