package report_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/report"
	"bailiwick/rule"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// rules are rules of these tests' own: they need no knowledge of AWS.
func rules() []*rule.Rule {
	return []*rule.Rule{
		{
			ID: "function-environment-no-secret", Title: "Environment variables hold no secrets", Severity: rule.Critical,
			Fix: "keep it in Secrets Manager, pass the secret's ARN", Objectives: []objective.ID{objective.Secrets},
			Decide: []rule.Decision{rule.On[*estate.Function](func(_ *rule.Input, f *estate.Function) rule.Outcome {
				variables, ok := f.Environment.Get()
				if !ok {
					return rule.NotApplicable("it has no variables", f.Environment)
				}
				for _, e := range variables {
					if s, ok := e.Value.Get(); ok {
						if text, ok := s.Literal(); ok && len(text) == 40 {
							return rule.Fail("A live token stands in a variable of {name}", rule.Secret(e.Value, "provider token", len(text))).
								Label("a live credential in plain text").
								Who("everyone who may call lambda:GetFunctionConfiguration reads it, and so does everyone who reads the repository or the state")
						}
					}
				}
				return rule.Pass(f.Environment)
			})},
		},
		{
			ID: "function-url-requires-iam-auth", Title: "Function URLs require IAM authorization", Severity: rule.Critical,
			Fix: `authorization_type = "AWS_IAM"`, Objectives: []objective.ID{objective.PublicExposure},
			Decide: []rule.Decision{rule.On[*estate.FunctionURL](func(_ *rule.Input, u *estate.FunctionURL) rule.Outcome {
				return rule.Fail("Anyone on the internet may call {name}", u.AuthType).Label("anyone on the internet may call this")
			})},
		},
		{
			ID: "function-no-anonymous-entry", Title: "Nobody enters without credentials", Severity: rule.Critical,
			Fix: "ask for credentials", Objectives: []objective.ID{objective.PublicExposure},
			Decide: []rule.Decision{rule.On[*estate.FunctionURL](func(_ *rule.Input, u *estate.FunctionURL) rule.Outcome {
				return rule.Fail("{name} takes requests without credentials", u.AuthType)
			})},
		},
		{
			ID: "function-runtime-supported", Title: "Functions run on supported runtimes", Severity: rule.High,
			Fix: "python3.14 (supported until 2029-06-30)", Objectives: []objective.ID{objective.RuntimeSupport},
			Decide: []rule.Decision{rule.On[*estate.Function](func(_ *rule.Input, f *estate.Function) rule.Outcome {
				if text, ok := f.Runtime.Get(); ok {
					if s, _ := text.Literal(); s == "python3.10" {
						return rule.Fail("{name} runs on a runtime that has ended", f.Runtime).Label("deprecated on 2026-10-31, 25 days ago")
					}
				}
				return rule.Pass(f.Runtime)
			})},
		},
		{
			ID: "queue-encrypted", Title: "Queues are encrypted", Severity: rule.High,
			Fix: "sqs_managed_sse_enabled = true", Objectives: []objective.ID{objective.EncryptionAtRest},
			Equivalents: []rule.Equivalent{{Tool: "trivy", ID: "aws-sqs-enable-queue-encryption"}},
			Decide: []rule.Decision{rule.On[*estate.Queue](func(_ *rule.Input, q *estate.Queue) rule.Outcome {
				return rule.Fail("The messages of {name} are kept in plain text").At(q.Head().Block)
			})},
		},
		{
			ID: "function-timeout-set", Title: "Functions say how long they may run", Severity: rule.Low,
			Fix: "timeout = 30", Objectives: []objective.ID{objective.Inventory},
			Decide: []rule.Decision{rule.On[*estate.Function](func(_ *rule.Input, f *estate.Function) rule.Outcome {
				switch {
				case f.Timeout.IsUnknown():
					return rule.Unknown(f.Timeout)
				case f.Timeout.IsAbsent():
					return rule.Fail("{name} does not say how long it may run", f.Timeout)
				}
				return rule.Pass(f.Timeout)
			})},
		},
		{
			ID: "resources-in-approved-regions", Title: "Resources lie in approved regions", Severity: rule.Medium,
			Fix: "move it", Objectives: []objective.ID{objective.Residency}, Settings: []string{"regions.approved"},
			Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, _ *estate.Function) rule.Outcome {
				return rule.MissingSetting(in.Settings.Regions.Approved)
			})},
		},
	}
}

// unpack writes a txtar's files to a folder and makes it the working folder.
func unpack(t *testing.T, archive string) {
	t.Helper()
	a, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range a.Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

func run(t *testing.T, target string) *assess.Assessment {
	t.Helper()
	a, err := check.Run(t.Context(), check.Options{
		Targets: []string{target}, Rules: rules(), Tool: "test",
		Now: func() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) },
	})
	if bad := (*check.SettingsError)(nil); errors.As(err, &bad) {
		t.Fatal(bad.Problems)
	} else if err != nil {
		t.Fatal(err)
	}
	return a
}

func write(t *testing.T, a *assess.Assessment, o report.Options) string {
	t.Helper()
	o.Command = "bailiwick check infra"
	var b bytes.Buffer
	if err := report.Write("text", &b, a, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, folder, name, got string) {
	t.Helper()
	file := filepath.Join(folder, name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; if that is meant, run: go test ./report -update (-want +got)\n%s", name, diff)
	}
}

func TestText(t *testing.T) {
	testdata, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	unpack(t, "testdata/estate.txtar")
	a := run(t, "infra")
	for _, c := range []struct {
		golden string
		report.Options
	}{
		{"80.txt", report.Options{}},
		{"60.txt", report.Options{Width: 60}},
		{"120.txt", report.Options{Width: 120}},
		{"ascii.txt", report.Options{ASCII: true}},
		{"color.txt", report.Options{Color: true}},
		{"pipe.txt", report.Options{Pipe: true}},
		{"full.txt", report.Options{Full: true}},
		{"unknown.txt", report.Options{Show: []rule.Verdict{rule.UnknownVerdict}}},
		{"rule.txt", report.Options{Show: []rule.Verdict{rule.FailVerdict}, Rule: "queue-encrypted"}},
		{"pass.txt", report.Options{Show: []rule.Verdict{rule.PassVerdict, rule.NotApplicableVerdict}}},
		{"quiet.txt", report.Options{Quiet: true}},
	} {
		got := write(t, a, c.Options)
		golden(t, testdata, c.golden, got)
		width := c.Width
		if width == 0 {
			width = 80
		}
		for line := range strings.Lines(got) {
			if n := report.Cells(strings.TrimSuffix(line, "\n")); n > width && !c.Pipe && !c.Color && !strings.Contains(line, "bailiwick check infra") {
				t.Errorf("%s: a line takes %d cells, more than %d: %q", c.golden, n, width, line)
			}
			if strings.HasSuffix(line, " \n") {
				t.Errorf("%s: a line ends in spaces: %q", c.golden, line)
			}
		}
		if strings.Contains(got, "x7f3a9c2e8b1d4f6") {
			t.Errorf("%s shows the secret", c.golden)
		}
		if escape := strings.Contains(got, "\x1b"); escape != c.Color {
			t.Errorf("%s: escapes = %v, want %v", c.golden, escape, c.Color)
		}
		if c.ASCII {
			if i := strings.IndexFunc(strings.ReplaceAll(got, "名前の長い関数", ""), func(r rune) bool { return r > 0x7f }); i >= 0 {
				t.Errorf("%s is not ASCII at byte %d", c.golden, i)
			}
		}
	}
}

// Each archive is an estate of its own, and what is told of it.
func TestTextOfEstates(t *testing.T) {
	testdata, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"environments", "views", "exceptions", "planned"} {
		t.Run(name, func(t *testing.T) {
			unpack(t, filepath.Join(testdata, name+".txtar"))
			got := write(t, run(t, "infra"), report.Options{})
			if strings.Contains(got, "x7f3a9c2e8b1d4f6") {
				t.Error("the text shows the secret")
			}
			golden(t, testdata, name+".txt", got)
		})
	}
}

// Colour is added to the text, and changes nothing of it.
func TestColorOnlyAdds(t *testing.T) {
	unpack(t, "testdata/estate.txtar")
	a := run(t, "infra")
	colored := write(t, a, report.Options{Color: true})
	bare := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(colored, "")
	trimmed := regexp.MustCompile(`(?m) +$`).ReplaceAllString(bare, "")
	if diff := cmp.Diff(write(t, a, report.Options{}), trimmed); diff != "" {
		t.Errorf("the text differs with colours (-without +with)\n%s", diff)
	}
}

// The words that ux.md avoids.
func TestWords(t *testing.T) {
	unpack(t, "testdata/estate.txtar")
	a := run(t, "infra")
	avoided := regexp.MustCompile(`(?i)\b(compliant|non-compliant|warning|skipped|satisfied|muted|suppressed|waived|ignored|attacker|hacker|potentially|failed to|unable to|oops|please|recently|outdated|remediation|recommendation)\b|\(s\)|!!`)
	for _, o := range []report.Options{{}, {Full: true}, {Show: []rule.Verdict{rule.UnknownVerdict}}} {
		if word := avoided.FindString(write(t, a, o)); word != "" {
			t.Errorf("the text says %q, which ux.md avoids", word)
		}
	}
}
