package seeds

import (
	"strings"
	"testing"
)

func TestGravestOutcomeCounts(t *testing.T) {
	e := Expectation{Rule: "r", Resource: "aws_x.a", Also: []string{"aws_y.a"}}
	for _, test := range []struct {
		name         string
		observations []observation
		want         string
	}{
		{"nothing said", nil, "none"},
		{"another rule, another resource", []observation{{"s", "aws_x.a", "fail"}, {"r", "aws_x.b", "fail"}}, "none"},
		{"pass and not applicable", []observation{{"r", "aws_x.a", "not-applicable"}, {"r", "aws_y.a", "pass"}}, "pass"},
		{"fail at the other address", []observation{{"r", "aws_x.a", "pass"}, {"r", "aws_y.a", "fail"}}, "fail"},
		{"unknown over pass", []observation{{"r", "aws_x.a", "unknown"}, {"r", "aws_y.a", "pass"}}, "unknown"},
	} {
		if got := gravest(e, test.observations); got != test.want {
			t.Errorf("%s: gravest = %s, want %s", test.name, got, test.want)
		}
	}
}

func TestVerdicts(t *testing.T) {
	for _, test := range []struct {
		expected string
		unknown  bool
		outcome  string
		want     string
	}{
		{"fail", false, "fail", "right"},
		{"fail", true, "pass", "FALSE PASS"},
		{"fail", true, "unknown", "unknown"},
		{"fail", false, "unknown", "undecided"},
		{"fail", false, "none", "silent"},
		{"pass", false, "fail", "FALSE FAIL"},
		{"pass", false, "not-applicable", "silent"},
		{"fail", false, "not built", "not built"},
	} {
		r := Result{Expectation{Expected: test.expected, Unknown: test.unknown}, test.outcome}
		if got := r.Verdict(); got != test.want {
			t.Errorf("%s expected, %s said: %s, want %s", test.expected, test.outcome, got, test.want)
		}
	}
}

func TestReportIsReadByTheContract(t *testing.T) {
	observations, err := decode([]byte(`{
		"resources": [{"id": ".:aws_x.a", "address": "aws_x.a"}, {"id": ".:aws_y.a/policy", "address": ""}],
		"observations": [
			{"rule": "r", "resource": ".:aws_x.a", "outcome": "pass"},
			{"rule": "s", "resource": ".:aws_y.a/policy", "outcome": "fail"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []observation{{"r", "aws_x.a", "pass"}, {"s", "aws_y.a", "fail"}}
	if len(observations) != 2 || observations[0] != want[0] || observations[1] != want[1] {
		t.Errorf("decode = %v, want %v", observations, want)
	}
}

func TestReportCountsAndNamesWhatIsWrong(t *testing.T) {
	var out strings.Builder
	wrong := Report(&out, []Result{
		{Expectation{Flaw: "a", Expected: "fail"}, "fail"},
		{Expectation{Flaw: "a", Expected: "fail", Case: "a/flat-001"}, "pass"},
		{Expectation{Flaw: "a", Expected: "fail", Unknown: true}, "unknown"},
		{Expectation{Flaw: "a", Expected: "pass"}, "pass"},
		{Expectation{Flaw: "a", Expected: "fail", Rule: "later"}, "not built"},
	})
	if !strings.Contains(out.String(), "later is not built: 1 expectations") {
		t.Errorf("Report does not set the rule apart that is not built:\n%s", out.String())
	}
	if wrong != 1 || !strings.Contains(out.String(), "FALSE PASS\ta/flat-001") {
		t.Errorf("Report = %d:\n%s", wrong, out.String())
	}
	if want := "recall 0.5000 (1 of 2), precision 1.0000 (1 of 1)\n"; !strings.HasSuffix(out.String(), want) {
		t.Errorf("Report ends in %q, want %q", out.String(), want)
	}
}
