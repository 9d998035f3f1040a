package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/assess"
	"bailiwick/report"
	"bailiwick/rule"
)

// estates are the archives of testdata.
var estates = []string{"estate", "environments", "views", "exceptions", "planned", "hostile"}

// in writes the assessment in the format.
func in(t *testing.T, format string, a *assess.Assessment, o report.Options) []byte {
	t.Helper()
	o.Command = "bailiwick check infra"
	var b bytes.Buffer
	if err := report.Write(format, &b, a, o); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b.Bytes(), []byte("x7f3a9c2e8b1d4f6")) {
		t.Errorf("%s shows the secret", format)
	}
	return b.Bytes()
}

// eachEstate runs the test on every estate of testdata, from its folder.
func eachEstate(t *testing.T, f func(t *testing.T, testdata, name string, a *assess.Assessment)) {
	t.Helper()
	testdata, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range estates {
		t.Run(name, func(t *testing.T) {
			unpack(t, filepath.Join(testdata, name+".txtar"))
			f(t, testdata, name, run(t, "infra"))
		})
	}
}

// A jsonRow is an observation of the JSON of a run.
type jsonRow struct {
	ID        string `json:"id"`
	Rule      string `json:"rule"`
	Resource  string `json:"resource"`
	Outcome   string `json:"outcome"`
	Severity  string `json:"severity"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	CountedAs string `json:"counted_as"`
	Exception *struct {
		State  string `json:"state"`
		Source string `json:"source"`
	} `json:"exception"`
}

func (r jsonRow) excepted() bool { return r.Exception != nil && r.Exception.State == "holds" }

func jsonRows(t *testing.T, a *assess.Assessment) []jsonRow {
	t.Helper()
	var run struct {
		Observations []jsonRow `json:"observations"`
	}
	if err := json.Unmarshal(in(t, "json", a, report.Options{}), &run); err != nil {
		t.Fatal(err)
	}
	return run.Observations
}

// All formats list the rows of the JSON: of the outcomes that are asked for,
// else of their own choice, and each once.
func TestFormatsAgree(t *testing.T) {
	choices := map[string]struct {
		outcomes []string
		covered  bool // it lists the views that another view is counted for
		ids      func(*testing.T, []byte) []string
	}{
		"csv":   {[]string{"fail", "unknown", "error", "pass", "not-applicable"}, true, csvIDs},
		"junit": {[]string{"fail", "unknown", "error", "pass"}, false, junitIDs},
		"sarif": {[]string{"fail"}, false, sarifIDs},
	}
	shows := [][]rule.Verdict{
		nil,
		{rule.FailVerdict},
		{rule.UnknownVerdict, rule.ErrorVerdict},
		{rule.PassVerdict, rule.NotApplicableVerdict},
		{rule.UnknownVerdict, rule.FailVerdict},
	}
	eachEstate(t, func(t *testing.T, _, _ string, a *assess.Assessment) {
		rows := jsonRows(t, a)
		for format, choice := range choices {
			for _, show := range shows {
				for _, only := range []string{"", "queue-encrypted"} {
					var want []string
					for _, r := range rows {
						v, _ := rule.ParseVerdict(r.Outcome)
						listed := slices.Contains(show, v)
						if show == nil {
							listed = slices.Contains(choice.outcomes, r.Outcome)
						}
						if listed && (r.CountedAs == "" || choice.covered) && (only == "" || r.Rule == only) {
							want = append(want, r.Rule+" "+r.Resource+" "+status(r))
						}
					}
					got := choice.ids(t, in(t, format, a, report.Options{Show: show, Rule: only}))
					slices.Sort(want)
					slices.Sort(got)
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("%s, show %v, rule %q: its rows differ from those of the JSON (-json +%s)\n%s", format, show, only, format, diff)
					}
				}
			}
		}
	})
}

// status is an outcome, and whether it stands under an exception.
func status(r jsonRow) string {
	if r.excepted() {
		return r.Outcome + " excepted"
	}
	return r.Outcome
}

// What is written depends on nothing but the assessment.
func TestFormatsAreDeterministic(t *testing.T) {
	unpack(t, "testdata/environments.txtar")
	first, second := run(t, "infra"), run(t, "infra")
	for _, format := range report.Formats() {
		if diff := cmp.Diff(string(in(t, format, first, report.Options{})), string(in(t, format, second, report.Options{}))); diff != "" {
			t.Errorf("%s of the same folder differs\n%s", format, diff)
		}
	}
}

// The whole of each format for an estate.
func TestFormatsGolden(t *testing.T) {
	testdata, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"estate", "exceptions", "hostile"} {
		unpack(t, filepath.Join(testdata, name+".txtar"))
		a := run(t, "infra")
		for format, file := range map[string]string{"csv": name + ".csv", "junit": name + ".junit.xml", "sarif": name + ".sarif", "markdown": name + ".md"} {
			got := in(t, format, a, report.Options{})
			if format == "sarif" {
				var indented bytes.Buffer
				if err := json.Indent(&indented, got, "", " "); err != nil {
					t.Fatal(err)
				}
				got = indented.Bytes()
			}
			golden(t, testdata, file, string(got))
		}
	}
}

// read returns the text of a file of an estate.
func read(t *testing.T, name string) string {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(string(src), "\n")
}
