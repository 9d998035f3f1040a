package policy

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bailiwick/value"
)

// text makes a text of pieces: strings, and symbols for holes.
func text(pieces ...any) value.Text {
	var out []value.Text
	for _, p := range pieces {
		switch p := p.(type) {
		case string:
			out = append(out, value.Literal(p))
		case value.Symbol:
			out = append(out, value.Hole(p))
		}
	}
	return value.Join(out...)
}

func hole(class value.Class, name string) value.Symbol { return value.NewSymbol(class, "test", name) }

func TestMatchAction(t *testing.T) {
	free, name := hole(value.Free, "var.action"), hole(value.Name, "name")
	for _, test := range []struct {
		pattern value.Text
		action  string
		want    value.Answer
	}{
		{text("*"), "s3:GetObject", value.Yes},
		{text("*:*"), "s3:GetObject", value.Yes},
		{text("s3:*"), "s3:GetObject", value.Yes},
		{text("S3:getobject"), "s3:GetObject", value.Yes},
		{text("s3:Get*"), "s3:PutObject", value.No},
		{text("s3:?etObject"), "s3:GetObject", value.Yes},
		{text("s*:GetObject"), "s3:GetObject", value.No},
		{text("*:GetObject"), "s3:GetObject", value.No},
		{text("s3*"), "s3:GetObject", value.No},
		{text("s3: GetObject"), "s3:GetObject", value.No},
		{text(""), "s3:GetObject", value.No},
		{text(free), "s3:GetObject", value.CannotTell},
		{text("s3:", name), "s3:GetObject", value.CannotTell},
		{text("s3:Get", name), "s3:PutObject", value.No},
		{text("s3:", name, "*"), "sqs:SendMessage", value.No},
		{text("S3:*", name), "sqs:SendMessage", value.No},
	} {
		if got := MatchAction(test.pattern, test.action); got != test.want {
			t.Errorf("MatchAction(%s, %s) = %s, want %s", test.pattern, test.action, got, test.want)
		}
	}
}

func TestMatchResource(t *testing.T) {
	const function = "arn:aws:lambda:eu-central-1:111122223333:function:orders"
	part, acct, region := hole(value.Partition, "partition"), hole(value.Account, "account"), hole(value.Region, "region")
	bucket, other, free := hole(value.ARN, "bucket.arn"), hole(value.ARN, "other.arn"), hole(value.Free, "var.arn")
	opaque, name := hole(value.Opaque, "attr"), hole(value.Name, "bucket.id")
	for _, test := range []struct {
		pattern, arn value.Text
		want         value.Answer
	}{
		{text("*"), text(function), value.Yes},
		{text("*"), text("*"), value.Yes},
		{text(function), text(function), value.Yes},
		{text(function), text("*"), value.No},
		{text(function + ":*"), text(function + ":PROD"), value.Yes},
		{text(function), text(function + ":PROD"), value.No},
		{text("arn:*:lambda:*:*:function:ord*"), text(function), value.Yes},
		{text("arn:aws-cn:lambda:*:*:function:ord*"), text(function), value.No},
		{text("arn:aws-us-gov:s3:::b/*/x"), text("arn:aws-us-gov:s3:::b/a/b/x"), value.Yes},
		{text("arn:aws:lambda:*:function:orders"), text(function), value.CannotTell}, // AWS: "can expand"; evaluators: no
		{text("arn:aws:lambda:*"), text(function), value.Yes},                        // the star spans the rest
		{text("arn:aws:s3:*"), text(function), value.No},
		{text("arn:aws:lambda"), text(function), value.CannotTell}, // short
		{text("arn:aws:s3:::b?"), text("arn:aws:s3:::bé"), value.Yes},
		{text("arn:aws:s3:::B"), text("arn:aws:s3:::b"), value.No},

		{text("arn:", part, ":lambda:", region, ":", acct, ":function:orders"), text("arn:", part, ":lambda:", region, ":", acct, ":function:orders"), value.Yes},
		{text("arn:", part, ":lambda:*:*:function:*"), text("arn:", part, ":lambda:", region, ":", acct, ":function:orders"), value.Yes},
		{text("arn:*:lambda:*:", acct, ":function:*"), text("arn:", part, ":lambda:", region, ":", acct, ":function:orders"), value.Yes},
		{text("arn:", part, ":sqs:*:*:*"), text("arn:", part, ":lambda:", region, ":", acct, ":function:orders"), value.No},
		{text("arn:aws:lambda:eu-central-1:", acct, ":function:orders"), text(function), value.CannotTell},
		{text("arn:aws:s3:::", name, "/*"), text("arn:aws:s3:::", name, "/key"), value.Yes},
		{text("arn:aws:s3:::", name, "/*"), text("arn:aws:s3:::", name), value.No},

		{text(bucket), text(bucket), value.Yes},
		{text(bucket), text(other), value.CannotTell},
		{text(bucket, "/*"), text(bucket, "/a:b/c"), value.Yes},
		{text(bucket, "/*"), text(bucket), value.No},
		{text("arn:aws:execute-api:*:*:*/prod/*"), text("arn:aws:execute-api:eu-central-1:111122223333:abc/prod/GET/x"), value.Yes},
		{text("arn:aws:ec2:*:*:*/i-1"), text("arn:aws:ec2:eu-central-1:111122223333:instance/i-1"), value.CannotTell},
		{text(opaque, "/*"), text(opaque, "/key"), value.Yes},
		{text(opaque, ":*"), text(opaque, ":a:b"), value.CannotTell},
		{text(free), text(function), value.CannotTell},
		{text(free), text(free), value.Yes},
		{text("arn:aws:s3:::b/*"), text(bucket), value.CannotTell},
	} {
		if got := MatchResource(test.pattern, test.arn); got != test.want {
			t.Errorf("MatchResource(%s, %s) = %s, want %s", test.pattern, test.arn, got, test.want)
		}
	}
}

func TestMatchingIsBounded(t *testing.T) {
	stars := text("arn:aws:s3:::" + strings.Repeat("*a?", 2_000))
	long := text("arn:aws:s3:::" + strings.Repeat("a", 100_000))
	for _, ask := range []func(a, b value.Text) value.Answer{MatchResource, Covers, Overlaps} {
		if got := ask(stars, long); got != value.CannotTell {
			t.Errorf("two long texts: %s, want cannot tell", got)
		}
	}
	if got := Covers(stars, text("arn:aws:s3:::"+strings.Repeat("?*b", 600))); got != value.CannotTell {
		t.Errorf("Covers = %s, want cannot tell", got)
	}
}

func TestCovers(t *testing.T) {
	bucket := hole(value.ARN, "bucket.arn")
	for _, test := range []struct {
		wide, narrow value.Text
		want         value.Answer
		overlap      value.Answer
	}{
		{text("*"), text("arn:aws:s3:::b"), value.Yes, value.Yes},
		{text("arn:aws:s3:::b*"), text("arn:aws:s3:::b/*"), value.Yes, value.Yes},
		{text("arn:aws:s3:::b/*"), text("arn:aws:s3:::b*"), value.No, value.Yes},
		{text("arn:aws:s3:::?*"), text("arn:aws:s3:::*a*"), value.Yes, value.Yes},
		{text("arn:aws:s3:::a*"), text("arn:aws:s3:::b*"), value.No, value.No},
		{text("arn:aws:s3:::*a"), text("arn:aws:s3:::b*"), value.No, value.Yes},
		{text("arn:aws:s3:::*"), text("arn:aws:sqs:::*"), value.No, value.No},
		{text("arn:aws:lambda:*"), text("arn:aws:lambda:*:1:function:f"), value.Yes, value.Yes},
		{text(bucket, "/*"), text(bucket, "/a/*"), value.Yes, value.Yes},
		{text(bucket, "/*"), text(bucket), value.No, value.No},
	} {
		if got := Covers(test.wide, test.narrow); got != test.want {
			t.Errorf("Covers(%s, %s) = %s, want %s", test.wide, test.narrow, got, test.want)
		}
		if got := Overlaps(test.wide, test.narrow); got != test.overlap {
			t.Errorf("Overlaps(%s, %s) = %s, want %s", test.wide, test.narrow, got, test.overlap)
		}
	}
	if got := CoversAction(text("S3:Get*"), text("s3:getobject?*")); got != value.Yes {
		t.Errorf("CoversAction = %s, want yes", got)
	}
	if got := CoversAction(text("s*:Get*"), text("s3:GetObject")); got != value.No {
		t.Errorf("CoversAction of a pattern that matches nothing = %s, want no", got)
	}
}

// sharedRows reads a file of questions with answers by others, which lie
// beside the repository and not in it.
func sharedRows[T any](t *testing.T, name string) []T {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	f, err := os.Open(filepath.Join(dir, "..", "shared", "data", "iam", name))
	if err != nil {
		t.Skip("the shared data are not on this machine: ", err)
	}
	defer f.Close()
	var rows []T
	for lines := json.NewDecoder(bufio.NewReader(f)); lines.More(); {
		var row T
		if err := lines.Decode(&row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		t.Fatal(name, " has no rows")
	}
	return rows
}

// A row of resources.jsonl asks with a set of resources where the request has
// wildcards: an Allow fits if the sets overlap, a Deny if the pattern covers.
func TestSharedResources(t *testing.T) {
	type row struct {
		ID          string
		Effect      string
		Resource    []string
		NotResource []string `json:"not_resource"`
		Request     string   `json:"request_resource"`
		NoType      bool     `json:"action_without_resource"`
		Expected    bool
		Disputed    any
		Context     map[string]any
	}
	asked, disputed := 0, 0
	for _, r := range sharedRows[row](t, "resources.jsonl") {
		if r.Disputed != nil || len(r.Context) > 0 {
			continue
		}
		asked++
		ask := MatchResource
		if set := hasWildcards(text(r.Request)) && !r.NoType; set {
			ask = Overlaps
			if (r.Effect == "Deny") == (r.NotResource == nil) {
				ask = Covers
			}
		}
		want, got := value.Answered(r.Expected), value.No
		for _, p := range append(r.Resource, r.NotResource...) {
			if a := ask(text(p), text(r.Request)); a != value.No {
				got = a
			}
		}
		if r.NotResource != nil {
			got = got.Not()
		}
		if got == value.CannotTell {
			disputed++
		}
		if got == want.Not() {
			t.Errorf("%s: %v %v of %s = %s, want %s", r.ID, r.Resource, r.NotResource, r.Request, got, want)
		}
	}
	t.Logf("%d rows asked, %d disputed", asked, disputed)
	if disputed > 2 { // wildcards in the type of the resource
		t.Errorf("%d rows cannot be told, want 2", disputed)
	}
}

// Every resource pattern that the simulator found to decide matches, or is
// matched by, the resource of its request.
func TestSharedPatterns(t *testing.T) {
	type row struct {
		ID      string
		Request struct{ Action, Resource string }
		Overall string
		Results []struct{ ResourcePattern, Result string }
	}
	for _, r := range sharedRows[row](t, "patterns.jsonl") {
		for _, result := range r.Results {
			if got := Overlaps(text(result.ResourcePattern), text(r.Request.Resource)); got != value.Yes {
				t.Errorf("%s: Overlaps(%s, %s) = %s, want yes", r.ID, result.ResourcePattern, r.Request.Resource, got)
			}
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, seed := range [][2]string{{"a*b?", "aXbY"}, {"**?", ""}, {"*a*a", "aaa"}, {"?*", "*"}, {"é?", "éé"}, {"a:*", "a:b:c"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, s string) {
		if len(pattern) > 12 || len(s) > 12 {
			return
		}
		want := naive([]rune(pattern), []rune(s))
		if got := glob(pattern, s); got != want && valid(pattern) && valid(s) {
			t.Fatalf("glob(%q, %q) = %v, want %v", pattern, s, got, want)
		}
		// What a pattern includes matches it, whatever the wildcards of the
		// included stand for.
		wide, narrow := value.Literal(pattern), value.Literal(s)
		included, met := includes(wide, narrow), meet(wide, narrow)
		for _, filling := range []string{"", "x", "a:", "**"} {
			for _, one := range []string{"x", "a", "?"} {
				if !valid(pattern) || !valid(s) {
					return
				}
				text := fill(s, filling, one)
				switch in := naive([]rune(pattern), []rune(text)); {
				case swallows(pattern, s) && included != value.Yes:
					t.Fatalf("swallows(%q, %q), but includes = %s", pattern, s, included)
				case included == value.Yes && !in:
					t.Fatalf("includes(%q, %q) = yes, but not %q", pattern, s, text)
				case met == value.No && in:
					t.Fatalf("meet(%q, %q) = no, but %q", pattern, s, text)
				}
			}
		}
		if met == value.No && included == value.Yes {
			t.Fatalf("%q includes %q and they do not meet", pattern, s)
		}
	})
}

func valid(s string) bool {
	for _, r := range s {
		if r >= 0xF0000 || r == 0xFFFD {
			return false
		}
	}
	return true
}

func fill(s, star, one string) string {
	out := ""
	for _, r := range s {
		switch r {
		case '*':
			out += star
		case '?':
			out += one
		default:
			out += string(r)
		}
	}
	return out
}

// naive matches by the definition.
func naive(pattern, s []rune) bool {
	switch {
	case len(pattern) == 0:
		return len(s) == 0
	case pattern[0] == '*':
		return naive(pattern[1:], s) || len(s) > 0 && naive(pattern, s[1:])
	}
	return len(s) > 0 && (pattern[0] == '?' || pattern[0] == s[0]) && naive(pattern[1:], s[1:])
}

// Numbers and dates are compared as such.
func TestHoldsForNumbersAndDates(t *testing.T) {
	for _, c := range []struct {
		condition, is string
		want          value.Answer
	}{
		{`"NumericLessThan":{"s3:TlsVersion":"1.2"}`, "1.1", value.Yes},
		{`"NumericLessThan":{"s3:TlsVersion":1.2}`, "1.2", value.No},
		{`"NumericNotEquals":{"s3:TlsVersion":["1.1","1.20"]}`, "1.2", value.No},
		{`"NumericNotEquals":{"s3:TlsVersion":"x"}`, "1.2", value.CannotTell},
		{`"NumericEquals":{"s3:TlsVersion":"x"}`, "1.2", value.No},
		{`"DateGreaterThan":{"aws:CurrentTime":"2026-01-01"}`, "1800000000", value.Yes},
	} {
		s := statement(t, `"Effect":"Deny","Action":"*","Resource":"*","Condition":{`+c.condition+`}`)
		if got := s.Conditions[0].HoldsFor(c.is); got != c.want {
			t.Errorf("%s for %s: %v, want %v", c.condition, c.is, got, c.want)
		}
	}
}
