package estate

import (
	"strings"
	"testing"

	"bailiwick/value"
)

func TestPathsIntoJSON(t *testing.T) {
	dead := value.Hole(value.NewSymbol(value.ARN, "", "aws_sqs_queue.dead.arn"))
	tests := []struct {
		name   string
		policy any
		want   string // target and count
	}{
		{"literal", `{"deadLetterTargetArn": "arn:x", "maxReceiveCount": 4}`, "arn:x 4"},
		{"number in quotes", `{"deadLetterTargetArn": "arn:x", "maxReceiveCount": "4"}`, "arn:x 4"},
		{"hole in a text", value.Join(value.Literal(`{"deadLetterTargetArn":"`), dead, value.Literal(`","maxReceiveCount":4}`)), "${aws_sqs_queue.dead.arn} 4"},
		{"hole in place of a number", value.Join(value.Literal(`{"deadLetterTargetArn":"arn:x","maxReceiveCount":`), hole("var.n"), value.Literal("}")), "unknown unknown"},
		{"nothing but a hole", hole("var.policy"), "unknown unknown"},
		{"tree at hand", value.AnyJSON(value.Literal("{}"), anyOf(t, m{"maxReceiveCount": 7}), origin), "absent 7"},
		{"empty", "", "absent absent"},
		{"not set", nil, "absent absent"},
		{"not JSON", "{", "unknown unknown"},
		{"more behind it", "{} {}", "unknown unknown"},
		{"a list", "[]", "unknown unknown"},
		{"too deep", strings.Repeat("[", 100) + strings.Repeat("]", 100), "unknown unknown"},
		{"an escape that spells a hole", "{\"deadLetterTargetArn\": \"\\udb80\\udc00\\udbc0\\udc00\", \"maxReceiveCount\": 4}", "unknown unknown"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSource(t)
			s.add("aws_sqs_queue", "q", m{"name": "jobs", "redrive_policy": test.policy})
			q := seen[*Queue](t, s.Build().In(nil), "aws_sqs_queue.q")
			if got := state(q.DeadLetter) + " " + state(q.MaxReceives); got != test.want {
				t.Errorf("read %s, want %s", got, test.want)
			}
		})
	}
}

// A text of JSON never yields a hole that the text did not have.
func FuzzParsed(f *testing.F) {
	for _, seed := range []string{`{"a": ["b", 1, null, true]}`, `{"a":`, "\"\\udb80\\udc00\\udbc0\\udc00\"", `[[[]]]`, `{"a":1,"a":2}`} {
		f.Add(seed)
		f.Add(seed[:len(seed)/2])
	}
	f.Fuzz(func(t *testing.T, doc string) {
		var check func(a value.Any)
		check = func(a value.Any) {
			if text, ok := a.Text(); ok && text.HasHoles() {
				t.Fatalf("parsed(%q) has a hole", doc)
			}
			for i, e := range a.Elements() {
				if a.Kind() == value.KindMap && value.Inline(a.Keys()[i]).HasHoles() {
					t.Fatalf("parsed(%q) has a hole in a key", doc)
				}
				check(e)
			}
		}
		check(parsed(value.AnyText(value.Literal(doc), origin)))
	})
}

func TestNamesInARNs(t *testing.T) {
	for in, want := range map[string]string{
		"orders": "orders",
		"arn:aws:lambda:eu-west-1:123456789012:function:orders":      "orders",
		"arn:aws:lambda:eu-west-1:123456789012:function:orders:live": "orders",
		"123456789012:function:orders":                               "orders",
		"arn:aws:kms:eu-west-1:123456789012:key/abc":                 "abc",
		"arn:aws:sns:eu-west-1:123456789012:pager":                   "pager",
	} {
		if got := nameIn(value.Literal(in)).String(); got != want {
			t.Errorf("nameIn(%q) = %q, want %q", in, got, want)
		}
	}
}
