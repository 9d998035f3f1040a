package authz_test

import (
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// condition compiles one condition, written in JSON.
func condition(tb testing.TB, version, json string) authz.Condition {
	tb.Helper()
	d, err := policy.Parse([]byte(`{"Version":"` + version + `","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":` + json + `}}`))
	if err != nil {
		tb.Fatal(err)
	}
	return authz.CompileCondition(&d.Statements[0].Conditions[0], d.HasVariables())
}

const (
	yes = value.Yes
	no  = value.No
	dk  = value.CannotTell
)

// TestConditions holds one line for each rule of the pages on conditions. The
// key k is asked in a request where it is absent, has one value, or has many.
func TestConditions(t *testing.T) {
	absent := []string(nil)
	one := func(s string) []string { return []string{s} }
	for _, c := range []struct {
		condition string
		values    []string // one value; with more than one, a key of many
		want      value.Answer
	}{
		// Absent keys.
		{`{"StringEquals":{"k":"a"}}`, absent, no},
		{`{"StringNotEquals":{"k":"a"}}`, absent, yes},
		{`{"StringEqualsIfExists":{"k":"a"}}`, absent, yes},
		{`{"StringNotLikeIfExists":{"k":"a"}}`, absent, yes},
		{`{"Bool":{"k":"false"}}`, absent, no},
		{`{"BoolIfExists":{"k":"false"}}`, absent, yes},
		{`{"ForAllValues:StringEquals":{"k":"a"}}`, absent, yes},
		{`{"ForAnyValue:StringEquals":{"k":"a"}}`, absent, no},
		{`{"ForAnyValue:StringNotEquals":{"k":"a"}}`, absent, no},
		{`{"ForAnyValue:StringEqualsIfExists":{"k":"a"}}`, absent, dk},
		{`{"Null":{"k":"true"}}`, absent, yes},
		{`{"Null":{"k":"false"}}`, absent, no},
		{`{"Null":{"k":["false","true"]}}`, absent, yes},

		// Empty texts and empty lists.
		{`{"Null":{"k":"true"}}`, one(""), yes},
		{`{"Null":{"k":"false"}}`, one("a"), yes},
		{`{"ForAllValues:StringEquals":{"k":"a"}}`, one(""), yes},
		{`{"StringEquals":{"k":""}}`, one(""), yes},
		{`{"StringEquals":{"k":[]}}`, one("a"), no},
		{`{"StringNotEquals":{"k":[]}}`, one("a"), yes},

		// Texts.
		{`{"StringEquals":{"k":["b","a"]}}`, one("a"), yes},
		{`{"StringEquals":{"k":"A"}}`, one("a"), no},
		{`{"StringEquals":{"k":"a*"}}`, one("ab"), no},
		{`{"StringEquals":{"k":"a*"}}`, one("a*"), yes},
		{`{"StringNotEquals":{"k":["b","a"]}}`, one("a"), no},
		{`{"StringEqualsIgnoreCase":{"k":"A"}}`, one("a"), yes},
		{`{"StringNotEqualsIgnoreCase":{"k":"A"}}`, one("a"), no},
		{`{"StringLike":{"k":"a?c*"}}`, one("abcd/e"), yes},
		{`{"StringLike":{"k":"?"}}`, one("ä"), yes},
		{`{"StringLike":{"k":"A*"}}`, one("ab"), no},
		{`{"StringNotLike":{"k":["x*","a*"]}}`, one("ab"), no},
		{`{"stringequals":{"k":"a"}}`, one("a"), yes},

		// Numbers.
		{`{"NumericEquals":{"k":"10"}}`, one("10.0"), yes},
		{`{"NumericEquals":{"k":10}}`, one("10"), yes},
		{`{"NumericNotEquals":{"k":"10"}}`, one("10.5"), yes},
		{`{"NumericLessThan":{"k":"100000000000000000001"}}`, one("100000000000000000000"), yes},
		{`{"NumericGreaterThanEquals":{"k":"-2"}}`, one("-2.0"), yes},
		{`{"NumericEquals":{"k":"10"}}`, one("10abc"), no},
		{`{"NumericNotEquals":{"k":"10"}}`, one("10abc"), no},
		{`{"NumericNotEquals":{"k":"x"}}`, one("10"), no},
		{`{"NumericLessThan":{"k":"${aws:username}"}}`, one("10"), no},

		// Dates.
		{`{"DateLessThan":{"k":"2030-01-01T00:00:00Z"}}`, one("1704067200"), yes},
		{`{"DateEquals":{"k":"1704067200"}}`, one("2024-01-01T01:00:00+01:00"), yes},
		{`{"DateGreaterThan":{"k":"2024-01-01"}}`, one("2024-01-01T00:00:00.001Z"), yes},
		{`{"DateNotEquals":{"k":"2024-01-01"}}`, one("tomorrow"), no},

		// Truths.
		{`{"Bool":{"k":"TRUE"}}`, one("true"), yes},
		{`{"Bool":{"k":true}}`, one("false"), no},
		{`{"Bool":{"k":"1"}}`, one("true"), no},

		// Bytes.
		{`{"BinaryEquals":{"k":"YXBw"}}`, one("YXBw"), yes},
		{`{"BinaryEquals":{"k":"YXBw"}}`, one("YXBx"), no},
		{`{"BinaryEquals":{"k":"%"}}`, one("YXBw"), no},

		// Addresses.
		{`{"IpAddress":{"k":"203.0.113.0/24"}}`, one("203.0.113.9"), yes},
		{`{"IpAddress":{"k":"203.0.113.9"}}`, one("203.0.113.10"), no},
		{`{"IpAddress":{"k":"2001:db8::1"}}`, one("2001:0db8:0:0:0:0:0:1"), yes},
		{`{"IpAddress":{"k":"0.0.0.0/0"}}`, one("2001:db8::1"), no},
		{`{"NotIpAddress":{"k":["203.0.113.0/24","198.51.100.0/24"]}}`, one("192.0.2.1"), yes},
		{`{"NotIpAddress":{"k":"0.0.0.0/0"}}`, one("2001:db8::1"), yes},
		{`{"NotIpAddress":{"k":"x"}}`, one("192.0.2.1"), no},

		// ARNs.
		{`{"ArnEquals":{"k":"arn:aws:sns:*:111122223333:t*"}}`, one("arn:aws:sns:eu-central-1:111122223333:topic"), yes},
		{`{"ArnLike":{"k":"arn:aws:sns:*:topic"}}`, one("arn:aws:sns:eu-central-1:111122223333:topic"), no},
		{`{"ArnLike":{"k":"arn:aws:logs:*:*:log-group:*"}}`, one("arn:aws:logs:eu-central-1:111122223333:log-group:a:b"), yes},
		{`{"ArnLike":{"k":"arn:aws:s3:::b"}}`, one("arn:aws:s3:::B"), no},
		{`{"ArnNotLike":{"k":"arn:aws:s3:::b"}}`, one("arn:aws:s3:::c"), yes},
		{`{"ArnNotLike":{"k":"arn:aws:s3:::b"}}`, one("c"), no},

		// Keys of many values.
		{`{"ForAllValues:StringEquals":{"k":["a","b"]}}`, []string{"a", "b"}, yes},
		{`{"ForAllValues:StringEquals":{"k":["a","b"]}}`, []string{"a", "c"}, no},
		{`{"ForAllValues:StringNotEquals":{"k":"c"}}`, []string{"a", "b"}, yes},
		{`{"ForAnyValue:StringEquals":{"k":"b"}}`, []string{"a", "b"}, yes},
		{`{"ForAnyValue:StringNotEquals":{"k":["a","b"]}}`, []string{"a", "b"}, no},
		{`{"ForAnyValue:NumericGreaterThan":{"k":"5"}}`, []string{"3", "7"}, yes},
		{`{"StringEquals":{"k":"a"}}`, []string{"a", "b"}, dk},
		{`{"StringEquals":{"k":"c"}}`, []string{"a", "b"}, no},

		// Variables.
		{`{"StringEquals":{"k":"${aws:username}"}}`, one("ada"), yes},
		{`{"StringEquals":{"k":"${AWS:UserName}/x"}}`, one("ada/x"), yes},
		{`{"StringLike":{"k":"${aws:PrincipalTag/star}"}}`, one("ab"), no},
		{`{"StringLike":{"k":"${aws:PrincipalTag/star}"}}`, one("a*"), yes},
		{`{"StringLike":{"k":"a${*}"}}`, one("ab"), no},
		{`{"StringLike":{"k":"a${*}*"}}`, one("a*b"), yes},
		{`{"StringEquals":{"k":"${aws:none}"}}`, one(""), no},
		{`{"StringNotEquals":{"k":"${aws:none}"}}`, one("ada"), yes},
		{`{"StringEquals":{"k":"${aws:none, 'ada'}"}}`, one("ada"), yes},
		{`{"StringEquals":{"k":"${aws:username, 'bob'}"}}`, one("ada"), yes},
		{`{"StringEquals":{"k":"${aws:TagKeys}"}}`, one("x"), no},
		{`{"ArnEquals":{"k":"arn:aws:iam::*:user/${aws:username}"}}`, one("arn:aws:iam::111122223333:user/ada"), yes},
		{`{"Bool":{"k":"${aws:SecureTransport}"}}`, one("true"), yes},
		{`{"StringEquals":{"k":"${$}{aws:username}"}}`, one("${aws:username}"), yes},
		{`{"StringEquals":{"k":"${}"}}`, one("${}"), yes},
	} {
		k := condition(t, "2012-10-17", c.condition)
		context := authz.Context{Complete: true}
		context.Set("aws:username", "ada")
		context.Set("aws:PrincipalTag/star", "a*")
		context.Set("aws:SecureTransport", "true")
		context.SetMany("aws:TagKeys", value.Literal("x"))
		switch len(c.values) {
		case 0:
		case 1:
			context.Set("K", c.values[0])
		default:
			var texts []value.Text
			for _, s := range c.values {
				texts = append(texts, value.Literal(s))
			}
			context.SetMany("K", texts...)
		}
		if got := k.Holds(&context); got != c.want {
			t.Errorf("%s with %q: %v, want %v", c.condition, c.values, got, c.want)
		}
	}
}

// Version 2008, and no version, know no variables.
func TestVariablesByVersion(t *testing.T) {
	old := condition(t, "2008-10-17", `{"StringEquals":{"k":"${aws:username}"}}`)
	for is, want := range map[string]value.Answer{"ada": no, "${aws:username}": yes} {
		context := authz.Context{Complete: true}
		context.Set("aws:username", "ada")
		context.Set("k", is)
		if got := old.Holds(&context); got != want {
			t.Errorf("of version 2008 with %q: %v, want %v", is, got, want)
		}
	}
}

// A key that may be there or not decides only what is the same either way.
func TestUnknownKeys(t *testing.T) {
	for json, want := range map[string]value.Answer{
		`{"StringEquals":{"k":"a"}}`:              dk,
		`{"StringLikeIfExists":{"k":"*"}}`:        dk, // many values under no set operator
		`{"ForAllValues:StringLike":{"k":"*"}}`:   yes,
		`{"ForAnyValue:StringEquals":{"k":[]}}`:   no,
		`{"Null":{"k":"true"}}`:                   dk,
		`{"Null":{"k":["true","false"]}}`:         yes,
		`{"Null":{"k":["true","falſe"]}}`:         dk, // folds to "false", and is not it
		`{"NumericEquals":{"k":"x"}}`:             no,
		`{"StringEqualsIfExists":{"k":["a",""]}}`: dk,
	} {
		k := condition(t, "2012-10-17", json)
		if got := k.Holds(&authz.Context{}); got != want {
			t.Errorf("%s of an unknown key: %v, want %v", json, got, want)
		}
	}
}
