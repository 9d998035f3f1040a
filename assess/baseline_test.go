package assess_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/assess"
	"bailiwick/rule"
)

// written returns the baseline as a file.
func written(t testing.TB, b *assess.Baseline) string {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func read(t testing.TB, text string) *assess.Baseline {
	t.Helper()
	b, err := assess.ReadBaseline("baseline.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestABaselineHoldsWhatFailedBefore(t *testing.T) {
	old := fn("b", "", "") + fn("a", " # bailiwick:accept function-traced"+strings.TrimSuffix(byBoth, "\n"), "")
	a := assessed(t, map[string]string{"main.tf": old}, nil)
	text := written(t, assess.NewBaseline(a, "baseline.json"))
	want := `{"schema": "bailiwick.baseline/1", "findings": [
{"id":"8a2eb3a952b2c963","rule":"function-memory","resource":"aws_lambda_function.a","first_seen":"2026-11-25"},
{"id":"f02e185b21a2291b","rule":"function-memory","resource":"aws_lambda_function.b","first_seen":"2026-11-25"},
{"id":"7067bc64096c5f1a","rule":"function-traced","resource":"aws_lambda_function.b","first_seen":"2026-11-25"}
]}
`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Fatalf("written (-want +got)\n%s", diff)
	}
	// b is gone, a is no longer excepted, c is new.
	text = strings.ReplaceAll(text, "2026-11-25", "2026-01-02")
	a = assessed(t, map[string]string{"main.tf": fn("a", "", "") + fn("c", "", "  tracing_config {\n    mode = \"Active\"\n  }\n")}, read(t, text))
	got := failures(a)
	wantFailures := []string{
		"aws_lambda_function.a function-traced", "aws_lambda_function.a function-memory: holds  at baseline.json", "aws_lambda_function.c function-memory",
	}
	if diff := cmp.Diff(wantFailures, got); diff != "" {
		t.Errorf("failures (-want +got)\n%s", diff)
	}
	if len(a.Gone) != 2 || !a.Gone[0].Absent || a.Gone[0].Resource != "aws_lambda_function.b" {
		t.Errorf("gone = %+v", a.Gone)
	}
	// What was seen before keeps its day.
	text = written(t, assess.NewBaseline(a, "baseline.json"))
	if !strings.Contains(text, `"function-memory","resource":"aws_lambda_function.a","first_seen":"2026-01-02"`) ||
		!strings.Contains(text, `"function-traced","resource":"aws_lambda_function.a","first_seen":"2026-11-25"`) {
		t.Errorf("written anew: %s", text)
	}
	a.Adopt(read(t, text))
	if c := a.Count(); c.Standing != c.Fail || len(a.Gone) != 0 {
		t.Errorf("under its own baseline: %+v, gone %v", c, a.Gone)
	}
}

func TestWhatPassesNowIsGoneFromTheBaseline(t *testing.T) {
	b := assess.NewBaseline(assessed(t, map[string]string{"main.tf": fn("a", "", "")}, nil), "baseline.json")
	a := assessed(t, map[string]string{"main.tf": fn("a", "", "  tracing_config {\n    mode = \"Active\"\n  }\n")}, b)
	if len(a.Gone) != 1 || a.Gone[0].Rule != "function-traced" || a.Gone[0].Verdict != rule.PassVerdict || a.Gone[0].Absent {
		t.Errorf("gone = %+v", a.Gone)
	}
}

func TestReadBaselineSaysWhatIsWrong(t *testing.T) {
	const line = `{"id":"8a2eb3a952b2c963","rule":"function-memory","resource":"aws_lambda_function.a","first_seen":"2026-11-25"}`
	for _, c := range []struct {
		name, text, want string
		line             int
	}{
		{"empty", "", "is no baseline", 1},
		{"cut", "{\"schema\": \"bailiwick.baseline/1\", \"findings\": [\n" + line, "is no baseline", 2},
		{"another version", `{"schema": "bailiwick.baseline/2", "findings": []}`, `schema is "bailiwick.baseline/2"`, 1},
		{"another member", `{"schema": "bailiwick.baseline/1", "ignore": "*"}`, "is no baseline", 1},
		{"twice", `{"schema": "bailiwick.baseline/1", "findings": [], "findings": []}`, "duplicate", 1},
		{"a date that is none", "{\"schema\": \"bailiwick.baseline/1\", \"findings\": [\n" + strings.Replace(line, "2026-11-25", "soon", 1) + "]}", "is no date", 2},
		{"an id of another finding", "{\"schema\": \"bailiwick.baseline/1\", \"findings\": [\n\n" + strings.Replace(line, "_function.a", "_function.b", 1) + "]}", "is not that of rule", 3},
		{"deep", strings.Repeat("[", 20_000), "is no baseline", 1},
	} {
		b, err := assess.ReadBaseline("baseline.json", []byte(c.text))
		var wrong *assess.BaselineError
		if !errors.As(err, &wrong) || b != nil || !strings.Contains(wrong.What, c.want) || wrong.Line != c.line || wrong.Next == "" {
			t.Errorf("%s: ReadBaseline = %v, %+v; want line %d, %q", c.name, b, wrong, c.line, c.want)
		}
	}
}

// What is read is written so that it reads the same.
func FuzzReadBaseline(f *testing.F) {
	seed := `{"schema": "bailiwick.baseline/1", "findings": [
{"id":"8a2eb3a952b2c963","rule":"function-memory","resource":"aws_lambda_function.a","first_seen":"2026-11-25"}
]}`
	f.Add([]byte(seed))
	f.Add([]byte(seed[:len(seed)/2]))
	f.Add([]byte(`{"schema": "bailiwick.baseline/1", "findings": null}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		b, err := assess.ReadBaseline("b", src)
		if err != nil {
			if wrong := (*assess.BaselineError)(nil); !errors.As(err, &wrong) || b != nil {
				t.Fatalf("ReadBaseline = %v, %v; want nil and a BaselineError", b, err)
			}
			return
		}
		once := written(t, b)
		if again := written(t, read(t, once)); again != once {
			t.Fatalf("written as %s, then as %s", once, again)
		}
	})
}
