package assess_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/internal/civil"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

var today = civil.MustDay("2026-11-25")

// rules are three that the fixtures fail: no tracing, little memory, no
// authorisation of a URL.
func rules() []*rule.Rule {
	traced := func(_ *rule.Input, f *estate.Function) rule.Outcome {
		switch {
		case f.Tracing.IsUnknown():
			return rule.Unknown(f.Tracing)
		case f.Tracing.IsAbsent():
			return rule.Fail("{name} is not traced")
		}
		return rule.Pass(f.Tracing)
	}
	memory := func(_ *rule.Input, f *estate.Function) rule.Outcome {
		if n, ok := f.Memory.Get(); ok && n < 512 {
			return rule.Fail("{name} has little memory", f.Memory)
		}
		return rule.Pass(f.Memory)
	}
	open := func(_ *rule.Input, u *estate.FunctionURL) rule.Outcome {
		return rule.Fail("Anyone may call {name}", u.AuthType)
	}
	return []*rule.Rule{
		{
			ID: "function-traced", Was: []string{"function-xray"}, Severity: rule.Low, Decide: []rule.Decision{rule.On[*estate.Function](traced)},
			Equivalents: []rule.Equivalent{{Tool: "checkov", ID: "CKV_AWS_50"}, {Tool: "trivy", ID: "AWS-0066"}, {Tool: "kics", ID: "8152e0cf"}},
		},
		{
			ID: "function-memory", Severity: rule.Medium, Decide: []rule.Decision{rule.On[*estate.Function](memory)},
			Equivalents: []rule.Equivalent{{Tool: "kics", ID: "11112222"}},
		},
		{
			ID: "function-url-requires-iam-auth", Severity: rule.Critical, Settings: []string{"functions.public"},
			Decide: []rule.Decision{rule.On[*estate.FunctionURL](open)},
		},
	}
}

// assessed assesses files, of which one may be bailiwick.yaml.
func assessed(t testing.TB, files map[string]string, baseline *assess.Baseline) *assess.Assessment {
	t.Helper()
	fsys := make(fstest.MapFS)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	s := settings.Default()
	if f, ok := files[settings.Filename]; ok {
		var problems []settings.Problem
		if s, problems = settings.Parse(settings.Filename, []byte(f)); len(problems) > 0 {
			t.Fatal(problems)
		}
	}
	b := &estate.Builder{Places: new(value.Places)}
	terraform.Read(b, terraform.Options{FS: fsys, Settings: s, Prefix: "."}, []string{"."}, []string{"."})
	comments, problems := assess.ReadComments(b.Places.Files(), rules())
	b.Problems = append(b.Problems, problems...)
	a, err := assess.Decide(t.Context(), assess.Inputs{
		Estate: b.Build(), Settings: s, Rules: rules(), Today: today, Comments: comments, Baseline: baseline,
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// failures lists the failures, each with the exception that was written for it.
func failures(a *assess.Assessment) []string {
	var out []string
	for _, o := range a.Observations {
		if o.Verdict != rule.FailVerdict {
			continue
		}
		line := a.Estate.Resources()[o.Resource].Head().Address + " " + a.Rules[o.Rule].ID
		if s, ok := a.ExceptionOf(o); ok {
			line += fmt.Sprintf(": %s %s at %s", s.State, s.Rule, s.Place)
		}
		out = append(out, line)
	}
	return out
}

// troubles lists what is to be told of exceptions.
func troubles(a *assess.Assessment) []string {
	var out []string
	for _, s := range a.Exceptions() {
		if why := s.Trouble(a.Today); why != "" {
			out = append(out, s.Place+": "+s.Rule+" "+why)
		}
	}
	return out
}

const function = `resource "aws_lambda_function" "%s" {%s
  function_name = "%s"
  memory_size   = 128 # MB
%s}
`

func fn(name, head, body string) string { return fmt.Sprintf(function, name, head, name, body) }

const byBoth = " until 2027-01-31, asked by Ada, approved by Grace: costs too much\n"

func TestExceptionsInComments(t *testing.T) {
	for _, c := range []struct {
		name, tf       string
		want, troubles []string
	}{
		{
			"on the first line", fn("a", " # bailiwick:accept function-traced"+strings.TrimSuffix(byBoth, "\n"), ""),
			[]string{"aws_lambda_function.a function-traced: holds function-traced at main.tf:1", "aws_lambda_function.a function-memory"},
			nil,
		},
		{
			"above, between other comments", "# Orders.\n// bailiwick:accept function-traced, function-memory" + byBoth + "# More.\n" + fn("a", "", "") + fn("b", "", ""),
			[]string{
				"aws_lambda_function.a function-traced: holds function-traced at main.tf:2", "aws_lambda_function.a function-memory: holds function-memory at main.tf:2",
				"aws_lambda_function.b function-traced", "aws_lambda_function.b function-memory",
			},
			nil,
		},
		{
			"in a comment over lines", "/*\n * bailiwick:accept function-traced" + byBoth + " */\n" + fn("a", "", ""),
			[]string{"aws_lambda_function.a function-traced: holds function-traced at main.tf:2", "aws_lambda_function.a function-memory"},
			nil,
		},
		{
			"by an older id", "# bailiwick:accept function-xray" + byBoth + fn("a", "", ""),
			[]string{"aws_lambda_function.a function-traced: holds function-xray at main.tf:1", "aws_lambda_function.a function-memory"},
			nil,
		},
		{
			"past its end", "# bailiwick:accept function-traced until 2026-11-24, asked by Ada, approved by Grace: x\n" + fn("a", "", ""),
			[]string{"aws_lambda_function.a function-traced: expired function-traced at main.tf:1", "aws_lambda_function.a function-memory"},
			[]string{"main.tf:1: function-traced ended on 2026-11-24, 1 day ago: the failure counts again"},
		},
		{
			"on its last day", "# bailiwick:accept function-traced until 2026-11-25, asked by Ada, approved by Grace: x\n" + fn("a", "", ""),
			[]string{"aws_lambda_function.a function-traced: holds function-traced at main.tf:1", "aws_lambda_function.a function-memory"},
			nil,
		},
		{
			"longer than may be", "# bailiwick:accept function-traced until 2027-11-26, asked by Ada, approved by Grace: x\n" + fn("a", "", ""),
			[]string{"aws_lambda_function.a function-traced: too-long function-traced at main.tf:1", "aws_lambda_function.a function-memory"},
			[]string{"main.tf:1: function-traced ends on 2027-11-26, in 366 days: longer than exceptions.max_days, so the failure counts"},
		},
		{
			"approved by who asked", "# bailiwick:accept function-traced until 2027-01-31, asked by Ada L, approved by ada  l: x\n" + fn("a", "", ""),
			[]string{"aws_lambda_function.a function-traced: not-approved function-traced at main.tf:1", "aws_lambda_function.a function-memory"},
			[]string{"main.tf:1: function-traced approved by ada l, who asked for it: the failure counts"},
		},
		{
			"where the rule passes", "# bailiwick:accept function-traced" + byBoth + fn("a", "", "  tracing_config {\n    mode = \"Active\"\n  }\n"),
			[]string{"aws_lambda_function.a function-memory"},
			[]string{"main.tf:1: function-traced of no use: the rule passes there"},
		},
		{
			"at nothing", "# bailiwick:accept function-traced" + byBoth + "\n" + fn("a", "", "  # bailiwick:accept function-memory"+byBoth) + "locals {} # bailiwick:accept function-traced" + byBoth + fn("b", "", "") + "# bailiwick:accept function-memory" + byBoth,
			[]string{
				"aws_lambda_function.a function-traced", "aws_lambda_function.a function-memory",
				"aws_lambda_function.b function-traced", "aws_lambda_function.b function-memory",
			},
			[]string{
				"main.tf:1: function-traced of no use: it stands neither on the first line of a resource that is assessed nor above one",
				"main.tf:6: function-memory of no use: it stands neither on the first line of a resource that is assessed nor above one",
				"main.tf:8: function-traced of no use: it stands neither on the first line of a resource that is assessed nor above one",
				"main.tf:13: function-memory of no use: it stands neither on the first line of a resource that is assessed nor above one",
			},
		},
		{
			"in a string", fn("a", "", "  description = <<E\n# bailiwick:accept function-traced"+byBoth+"E\n"),
			[]string{"aws_lambda_function.a function-traced", "aws_lambda_function.a function-memory"},
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := assessed(t, map[string]string{"main.tf": c.tf}, nil)
			if diff := cmp.Diff(c.want, failures(a)); diff != "" {
				t.Errorf("failures (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(c.troubles, troubles(a)); diff != "" {
				t.Errorf("troubles (-want +got)\n%s", diff)
			}
			for _, p := range a.Estate.Problems {
				t.Errorf("%+v", p)
			}
		})
	}
}

func TestAnExceptionAboveAModuleCallIsForWhatItDeclares(t *testing.T) {
	a := assessed(t, map[string]string{
		"main.tf":     "# bailiwick:accept function-traced" + byBoth + "module \"m\" {\n  source = \"./m\"\n}\nmodule \"n\" {\n  source = \"./m\"\n}\n",
		"m/orders.tf": fn("a", "", ""),
	}, nil)
	want := []string{
		"module.m.aws_lambda_function.a function-traced: holds function-traced at main.tf:1", "module.m.aws_lambda_function.a function-memory",
		"module.n.aws_lambda_function.a function-traced", "module.n.aws_lambda_function.a function-memory",
	}
	if diff := cmp.Diff(want, failures(a)); diff != "" {
		t.Errorf("failures (-want +got)\n%s", diff)
	}
}

func TestAnExceptionInJSONStandsUnderTwoSlashes(t *testing.T) {
	a := assessed(t, map[string]string{"main.tf.json": `{"resource": {"aws_lambda_function": {
  "a": {"//": ["an order", "bailiwick:accept function-traced until 2027-01-31, asked by Ada, approved by Grace: x"], "memory_size": 128},
  "b": {"//": "checkov:skip=CKV_AWS_50:x", "memory_size": 128}
}}}`}, nil)
	want := []string{
		"aws_lambda_function.a function-traced: holds function-traced at main.tf.json:2", "aws_lambda_function.a function-memory",
		"aws_lambda_function.b function-traced: not-approved CKV_AWS_50 at main.tf.json:3", "aws_lambda_function.b function-memory",
	}
	if diff := cmp.Diff(want, failures(a)); diff != "" {
		t.Errorf("failures (-want +got)\n%s", diff)
	}
}

func TestAnExceptionThatCannotBeReadIsAProblem(t *testing.T) {
	a := assessed(t, map[string]string{"main.tf": `# bailiwick:accept function-traced
# bailiwick:accept function-tracd until 2027-01-31, asked by Ada, approved by Grace: x
# bailiwick:accept CKV_AWS_50 until 2027-01-31, asked by Ada, approved by Grace: x
# bailiwick:ignore function-traced
# As bailiwick:accept says, this is prose.
` + fn("a", "", "")}, nil)
	const form = "write # bailiwick:accept RULE until 2027-01-31, asked by A, approved by B: reason"
	const effect = "no exception holds by it: the failure counts"
	want := []value.Problem{
		{File: "main.tf", Line: 1, Column: 1, Summary: "the exception cannot be read: `until` and its last day are missing", Effect: effect, Next: form},
		{File: "main.tf", Line: 2, Column: 1, Summary: "there is no rule `function-tracd`", Effect: effect, Next: "write function-traced"},
		{File: "main.tf", Line: 3, Column: 1, Summary: "there is no rule `CKV_AWS_50`", Effect: effect, Next: "write function-traced"},
		{File: "main.tf", Line: 4, Column: 1, Summary: "nothing is called `bailiwick:ignore`", Effect: effect, Next: form},
	}
	if diff := cmp.Diff(want, a.Estate.Problems); diff != "" {
		t.Errorf("problems (-want +got)\n%s", diff)
	}
}

func TestSuppressionsForOtherToolsChangeNothing(t *testing.T) {
	for _, c := range []struct {
		name, tf string
		want     []string // of function a
	}{
		{"checkov inside", fn("a", "", "  # checkov:skip=CKV_AWS_50:no need\n"), []string{": not-approved CKV_AWS_50 at main.tf:4", ""}},
		{"checkov above, where Checkov does not look", "# checkov:skip=CKV_AWS_50:no need\n" + fn("a", "", ""), []string{"", ""}},
		{"of a check without an equivalent", fn("a", "", "  # checkov:skip=CKV_AWS_51:no need\n"), []string{"", ""}},
		{"tfsec above", "#tfsec:ignore:aws-lambda-enable-tracing\n" + fn("a", "", ""), []string{": not-approved aws-lambda-enable-tracing at main.tf:1", ""}},
		{"trivy inside", fn("a", "", "  # trivy:ignore:AVD-AWS-0066\n"), []string{": not-approved AVD-AWS-0066 at main.tf:4", ""}},
		{"trivy, every check", "# trivy:ignore:*\n" + fn("a", "", ""), []string{": not-approved * at main.tf:1", ""}},
		{"trivy, another workspace", "# trivy:ignore:*:ws:dev\n" + fn("a", "", ""), []string{"", ""}},
		{"kics, the next block", "# kics-scan ignore-block\n\n" + fn("a", "", ""), []string{": not-approved ignore-block at main.tf:1", ": not-approved ignore-block at main.tf:1"}},
		{"kics, another block", "# kics-scan ignore-block\nlocals {}\n" + fn("a", "", ""), []string{"", ""}},
		{"kics, a line", "resource \"aws_lambda_function\" \"a\" {\n  # kics-scan ignore-line\n  memory_size = 128\n}\n", []string{"", ": not-approved ignore-line at main.tf:2"}},
		{"kics, the head of the file", "# Orders.\n# kics-scan disable=8152e0cf\n\nlocals {}\n" + fn("a", "", ""), []string{": not-approved 8152e0cf at main.tf:2", ""}},
		{"kics, not at the head", "locals {}\n# kics-scan disable=8152e0cf\n" + fn("a", "", ""), []string{"", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"main.tf": c.tf}
			a := assessed(t, files, nil)
			want := []string{"aws_lambda_function.a function-traced" + c.want[0], "aws_lambda_function.a function-memory" + c.want[1]}
			if diff := cmp.Diff(want, failures(a)); diff != "" {
				t.Errorf("failures (-want +got)\n%s", diff)
			}
			if got := a.Count().Standing; got != 0 {
				t.Errorf("%d failures stand under an exception that nobody approved", got)
			}
			files[settings.Filename] = "exceptions.accept_foreign: [checkov, tfsec, trivy, kics]\n"
			a = assessed(t, files, nil)
			for i := range want {
				want[i] = strings.Replace(want[i], "not-approved", "holds", 1)
			}
			if diff := cmp.Diff(want, failures(a)); diff != "" {
				t.Errorf("accepted: failures (-want +got)\n%s", diff)
			}
		})
	}
}

func TestExceptionsInSettings(t *testing.T) {
	a := assessed(t, map[string]string{
		"main.tf": fn("orders-a", "", "") + fn("orders-b", "", "") + fn("intake", "", "") + `
resource "aws_lambda_function_url" "form" {
  function_name      = aws_lambda_function.intake.function_name
  authorization_type = "NONE"
}
`,
		settings.Filename: `exceptions:
  accepted:
    - {rule: function-traced, resources: ["orders-*"], asked_by: Ada, approved_by: Grace, until: 2027-01-31, reason: x}
    - {rule: function-memory, resources: ["*"], environment: live, asked_by: Ada, approved_by: Grace, until: 2027-01-31, reason: x}
    - {rule: function-memory, resources: [intake], asked_by: Ada, approved_by: Grace, approved_on: 2026-12-01, until: 2027-01-31, reason: x}
functions.public:
  - {resource: intake, asked_by: Ada, approved_by: Grace, until: 2027-01-31, reason: a form}
`,
	}, nil)
	want := []string{
		"aws_lambda_function.intake function-traced",
		"aws_lambda_function.intake function-memory: not-approved function-memory at bailiwick.yaml:5",
		"aws_lambda_function.orders-a function-traced: holds function-traced at bailiwick.yaml:3",
		"aws_lambda_function.orders-a function-memory",
		"aws_lambda_function.orders-b function-traced: holds function-traced at bailiwick.yaml:3",
		"aws_lambda_function.orders-b function-memory",
		"aws_lambda_function_url.form function-url-requires-iam-auth: holds functions.public at bailiwick.yaml:7",
	}
	if diff := cmp.Diff(want, failures(a)); diff != "" {
		t.Errorf("failures (-want +got)\n%s", diff)
	}
	wantTroubles := []string{
		"bailiwick.yaml:4: function-memory of no use: no resource matches it",
		"bailiwick.yaml:5: function-memory approved only on 2026-12-01: the failure counts until then",
	}
	if diff := cmp.Diff(wantTroubles, troubles(a)); diff != "" {
		t.Errorf("troubles (-want +got)\n%s", diff)
	}
	if c := a.Count(); c.Fail != 7 || c.Standing != 3 || c.BySeverity[rule.Critical] != 0 {
		t.Errorf("counts = %+v", c)
	}
}

// Whatever is excepted, every verdict stays as it was.
func TestNoExceptionChangesAVerdict(t *testing.T) {
	tf := fn("a", " # bailiwick:accept function-traced"+strings.TrimSuffix(byBoth, "\n"), "  # checkov:skip=CKV_AWS_50\n") + fn("b", "", "  tracing_config {\n    mode = var.m\n  }\n") + "variable \"m\" {}\n"
	plain := assessed(t, map[string]string{"main.tf": strings.NewReplacer("bailiwick:", "", "checkov:", "").Replace(tf)}, nil)
	excepted := assessed(t, map[string]string{"main.tf": tf, settings.Filename: `exceptions:
  accept_foreign: [checkov]
  accepted:
    - {rule: function-traced, resources: ["*"], asked_by: Ada, approved_by: Grace, until: 2027-01-31, reason: x}
`}, assess.NewBaseline(plain, "baseline.json"))
	if len(plain.Observations) != len(excepted.Observations) {
		t.Fatalf("%d observations, %d with exceptions", len(plain.Observations), len(excepted.Observations))
	}
	for i, o := range excepted.Observations {
		if o.Verdict != plain.Observations[i].Verdict || o.Severity != plain.Observations[i].Severity {
			t.Errorf("observation %d is %s, and was %s", i, o.Verdict, plain.Observations[i].Verdict)
		}
		if o.Standing != 0 && o.Verdict != rule.FailVerdict {
			t.Errorf("observation %d is %s and stands under an exception", i, o.Verdict)
		}
	}
	p, e := plain.Count(), excepted.Count()
	if p.Standing != 0 || e.Standing != e.Fail || p.Fail != e.Fail || p.Pass != e.Pass || p.Unknown != e.Unknown {
		t.Errorf("counts = %+v, with exceptions %+v", p, e)
	}
}

func TestSeveritiesOfTheSettings(t *testing.T) {
	a := assessed(t, map[string]string{"main.tf": fn("a", "", ""), settings.Filename: "rules.severity: {function-xray: high}\n"}, nil)
	if c := a.Count(); c.BySeverity[rule.High] != 1 || c.BySeverity[rule.Medium] != 1 || c.BySeverity[rule.Low] != 0 {
		t.Errorf("by severity = %v", c.BySeverity)
	}
}
