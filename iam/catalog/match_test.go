package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"bailiwick/iam/catalog"
)

func TestMatch(t *testing.T) {
	c := catalog.Default()
	for _, test := range []struct {
		pattern string
		want    []string
	}{
		{"dynamodb:GetItem", []string{"dynamodb:GetItem"}},
		{"DYNAMODB:getitem", []string{"dynamodb:GetItem"}},
		{"s3:Get?bject", []string{"s3:GetObject"}},
		{"lambda:*FunctionUrl", []string{"lambda:InvokeFunctionUrl"}},
		{"sqs:Send**Message?", nil},
		{"sqs:*Message", []string{"sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"}},
		{"dynam?db:P?t*em", []string{"dynamodb:PutItem"}},
		{"dynamodb*GetItem", []string{"dynamodb:BatchGetItem", "dynamodb:GetItem"}}, // a star may take the colon
		{"", nil},
		{":", nil},
		{"dynamodb", nil},
		{"dynamodb:", nil},
		{"dynamodb:Get", nil},
		{"dynamodb: GetItem", nil},
		{"nope:*", nil},
		{"nope*", nil},
		{"dynamodb:*:*", nil},
		{"dynamodb:" + strings.Repeat("?", 1_000_000), nil},
	} {
		var got []string
		for a := range c.Match(test.pattern) {
			got = append(got, a.String())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("Match(%.40q) = %q, want %q", test.pattern, got, test.want)
		}
		if n := c.MatchCount(test.pattern); n != len(got) {
			t.Errorf("MatchCount(%.40q) = %d, Match yields %d", test.pattern, n, len(got))
		}
	}
}

func TestMatchCountsAllWhereAllMatch(t *testing.T) {
	c := catalog.Default()
	for _, pattern := range []string{"*", "**", "*:*", "?*", "*:?*", strings.Repeat("*", 1_000_000)} {
		if n := c.MatchCount(pattern); n != c.ActionCount() {
			t.Errorf("MatchCount(%.10q) = %d, want %d", pattern, n, c.ActionCount())
		}
	}
	from, to := c.ActionRange("dynamodb")
	for _, pattern := range []string{"dynamodb:*", "dyn*", "dynamodb*", "dynamodb:?*", "DYNAMODB:**"} {
		if n := c.MatchCount(pattern); n != to-from {
			t.Errorf("MatchCount(%q) = %d, want %d", pattern, n, to-from)
		}
	}
}

func TestEveryActionMatchesItself(t *testing.T) {
	c := catalog.Default()
	for a := range c.Match("*") {
		for _, pattern := range []string{a.String(), strings.ToLower(a.String()), strings.Replace(a.String(), a.Name[:1], "?", 1)} {
			if !slices.Contains(slices.Collect(c.Match(pattern)), a) {
				t.Errorf("%q does not match %v", pattern, a)
			}
		}
	}
}

func TestCovers(t *testing.T) {
	c := catalog.Default()
	var each []string
	s, _ := c.Service("sqs")
	for _, a := range s.Actions() {
		each = append(each, a.String())
	}
	for _, test := range []struct {
		name, service string
		patterns      []string
		want          bool
	}{
		{"everything", "sqs", []string{"*"}, true},
		{"the service", "SQS", []string{"sns:*", "sqs:*"}, true},
		{"without a colon", "sqs", []string{"sq*"}, true},
		{"each action", "sqs", each, true},
		{"all but one action", "sqs", each[1:], false},
		{"two that add up", "sqs", []string{"sqs:*s*", "sqs:*g*", "sqs:*e*"}, true},
		{"other services", "sqs", []string{"sns:*", "s3:*"}, false},
		{"nothing", "sqs", nil, false},
		{"a service that is not known", "nope", []string{"*"}, false},
	} {
		if got := c.Covers(test.service, test.patterns); got != test.want {
			t.Errorf("%s: Covers(%q, %.60q) = %v, want %v", test.name, test.service, test.patterns, got, test.want)
		}
	}
}

// FuzzMatch compares the search with one that tries every action of a service.
func FuzzMatch(f *testing.F) {
	for _, p := range []string{"*", "sqs:*", "sqs:Send*", "s*", "?qs:*e*e*", "sqs:??tQueue*", ":", "sqs", "sqs:*Message?", "*qs:s*"} {
		f.Add(p)
		f.Add(p[:len(p)/2])
	}
	c := catalog.Default()
	s, _ := c.Service("sqs")
	f.Fuzz(func(t *testing.T, pattern string) {
		if len(pattern) > 100 || strings.Count(pattern, "*") > 8 {
			return // the plain matcher is exponential
		}
		got := slices.Collect(c.Match(pattern))
		for _, a := range s.Actions() {
			want := plainMatch(strings.ToLower(pattern), strings.ToLower(a.String()))
			if slices.Contains(got, a) != want {
				t.Errorf("Match(%q) of %v = %v, want %v", pattern, a, !want, want)
			}
		}
		if n := c.MatchCount(pattern); n != len(got) {
			t.Errorf("MatchCount(%q) = %d, want %d", pattern, n, len(got))
		}
	})
}

func plainMatch(pattern, text string) bool {
	switch {
	case pattern == "":
		return text == ""
	case pattern[0] == '*':
		return plainMatch(pattern[1:], text) || text != "" && plainMatch(pattern, text[1:])
	default:
		return text != "" && (pattern[0] == '?' || pattern[0] == text[0]) && plainMatch(pattern[1:], text[1:])
	}
}
