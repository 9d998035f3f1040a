package assess

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/internal/civil"
)

func TestParseAccept(t *testing.T) {
	day := civil.MustDay("2027-01-31")
	for _, c := range []struct {
		text string
		want accept
	}{
		{
			"function-traced until 2027-01-31, asked by Ada, approved by Grace: sampling costs: too much",
			accept{[]string{"function-traced"}, day, "Ada", "Grace", "sampling costs: too much"},
		},
		{
			"a, b c until 2027-01-31 ,approved by the  security office, asked by Ada L.:  x ",
			accept{[]string{"a", "b", "c"}, day, "Ada L.", "the security office", "x"},
		},
	} {
		got, err := parseAccept(c.text)
		if err != nil {
			t.Errorf("parseAccept(%q): %v", c.text, err)
			continue
		}
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(accept{}, civil.Day{})); diff != "" {
			t.Errorf("parseAccept(%q) (-want +got)\n%s", c.text, diff)
		}
	}
}

func TestParseAcceptSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "`until` and its last day are missing"},
		{"a, asked by A, approved by B: r", "`until` and its last day are missing"},
		{"a until 31.1.2027, asked by A, approved by B: r", "is no date"},
		{"a until, asked by A, approved by B: r", "is no date"},
		{"until 2027-01-31, asked by A, approved by B: r", "it names no rule"},
		{"a until 2027-01-31, approved by B: r", "`asked by` is missing"},
		{"a until 2027-01-31, asked by A: r", "`approved by` is missing"},
		{"a until 2027-01-31, asked by A, approved by : r", `"approved by" is not understood there`},
		{"a until 2027-01-31, asked by Doe, Jane, approved by B: r", `"Jane" is not understood there`},
		{"a until 2027-01-31, asked by A, asked by B: r", `"asked by B" is not understood there`},
		{"a until 2027-01-31, asked by A, approved by B", "the reason is missing"},
		{"a until 2027-01-31, asked by A, approved by B: ", "the reason is missing"},
		{strings.Repeat("a ", 51) + "until 2027-01-31, asked by A, approved by B: r", "more than 50 rules"},
		{"a until 2027-01-31, asked by A, approved by B: " + strings.Repeat("r", 1001), "longer than 1,000 bytes"},
	} {
		if got, err := parseAccept(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("parseAccept(%q) = %v, %v; want an error with %q", c.text, got, err, c.want)
		}
	}
}

// What is taken has all its parts, and says the same when it is written out.
func FuzzParseAccept(f *testing.F) {
	seeds := []string{
		"a until 2027-01-31, asked by A, approved by B: r",
		"a, b until 2027-01-31, approved by B, asked by A: r: s",
	}
	for _, s := range seeds {
		f.Add(s)
		f.Add(s[:len(s)/2])
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := parseAccept(text)
		if err != nil {
			return
		}
		if len(a.rules) == 0 || a.until.IsZero() || a.asked == "" || a.approved == "" || a.why == "" {
			t.Fatalf("parseAccept(%q) = %+v lacks a part", text, a)
		}
		out := strings.Join(a.rules, ", ") + " until " + a.until.String() + ", asked by " + a.asked + ", approved by " + a.approved + ": " + a.why
		again, err := parseAccept(out)
		if err != nil {
			t.Fatalf("parseAccept(%q), written out: %v", out, err)
		}
		if diff := cmp.Diff(a, again, cmp.AllowUnexported(accept{}, civil.Day{})); diff != "" {
			t.Fatalf("%q (-first +again)\n%s", text, diff)
		}
	})
}
