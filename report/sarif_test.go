package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/report"
	"bailiwick/rule"
	"bailiwick/rule/all"
)

type sarifRegion struct{ StartLine, StartColumn, EndLine, EndColumn int }

type sarifPhysical struct {
	ArtifactLocation struct {
		URI   string
		Index *int
	}
	Region *sarifRegion
}

type sarifLocation struct {
	PhysicalLocation *sarifPhysical
	LogicalLocations []struct{ Name, FullyQualifiedName string }
}

type sarifRun struct {
	Tool struct {
		Driver struct {
			Rules []struct {
				ID         string
				Properties struct{ Severity string }
			}
		}
	}
	Invocations []struct {
		ToolExecutionNotifications []struct {
			Level          string
			Locations      []sarifLocation
			AssociatedRule *struct {
				ID    string
				Index int
			}
		}
	}
	Artifacts []struct{ Location struct{ URI string } }
	Results   []struct {
		RuleID           string
		RuleIndex        int
		Kind, Level      string
		Message          struct{ Text string }
		Locations        []sarifLocation
		RelatedLocations []sarifLocation
		Fingerprints     map[string]string
		Suppressions     []struct{ Kind, Status, Justification string }
		Properties       struct{ Outcome, Severity string }
	}
	Properties struct{ Summary map[string]any }
}

func sarifOf(t *testing.T, doc []byte) sarifRun {
	t.Helper()
	var log struct{ Runs []sarifRun }
	if err := json.Unmarshal(doc, &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 {
		t.Fatalf("%d runs, want one", len(log.Runs))
	}
	return log.Runs[0]
}

func sarifIDs(t *testing.T, doc []byte) []string {
	t.Helper()
	var out []string
	for _, r := range sarifOf(t, doc).Results {
		id := r.RuleID + " " + r.Locations[0].LogicalLocations[0].FullyQualifiedName + " " + r.Properties.Outcome
		if len(r.Suppressions) > 0 {
			id += " excepted"
		}
		out = append(out, id)
	}
	return out
}

var everything = report.Options{Show: []rule.Verdict{
	rule.FailVerdict, rule.UnknownVerdict, rule.ErrorVerdict, rule.PassVerdict, rule.NotApplicableVerdict,
}}

func TestSARIFKeepsItsSchema(t *testing.T) {
	schema := sarifSchema(t)
	valid := func(t *testing.T, a *assess.Assessment) {
		t.Helper()
		for _, o := range []report.Options{{}, everything} {
			log, err := jsonschema.UnmarshalJSON(bytes.NewReader(in(t, "sarif", a, o)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(log); err != nil {
				t.Errorf("%v", err)
			}
		}
	}
	t.Run("shop", func(t *testing.T) { valid(t, shop(t)) })
	eachEstate(t, func(t *testing.T, _, _ string, a *assess.Assessment) { valid(t, a) })
}

// shop is the example, judged by every rule.
func shop(t *testing.T) *assess.Assessment {
	t.Helper()
	a, err := check.Run(t.Context(), check.Options{Targets: []string{"../examples/shop/infra"}, Rules: all.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	src, err := os.ReadFile("../../shared/data/schemas/sarif-schema-2.1.0.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared/data/schemas/sarif-schema-2.1.0.json is not there")
	} else if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// What a schema does not see: indexes point at what is meant, regions lie
// inside their files, fingerprints are the ids of the JSON and each its own,
// levels follow the severity.
func TestSARIFHoldsTogether(t *testing.T) {
	holds := func(t *testing.T, a *assess.Assessment) {
		t.Helper()
		ids := map[string]jsonRow{}
		for _, r := range jsonRows(t, a) {
			ids[r.ID] = r
		}
		run := sarifOf(t, in(t, "sarif", a, everything))
		inFile := func(locations []sarifLocation) {
			t.Helper()
			for _, l := range locations {
				if l.PhysicalLocation != nil {
					insideFile(t, run, *l.PhysicalLocation)
				}
			}
		}
		seen := map[string]bool{}
		for _, r := range run.Results {
			if r.RuleIndex >= len(run.Tool.Driver.Rules) || run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
				t.Fatalf("ruleIndex %d is not that of %s", r.RuleIndex, r.RuleID)
			}
			id := r.Fingerprints["bailiwickObservation/v1"]
			row, ok := ids[id]
			if !ok || seen[id] || row.Rule != r.RuleID || row.Outcome != r.Properties.Outcome || row.Severity != r.Properties.Severity {
				t.Errorf("the fingerprint %q is not that of a row of the JSON, or comes twice", id)
			}
			seen[id] = true
			level := map[string]string{"critical": "error", "high": "error", "medium": "warning", "low": "note", "info": "note"}[r.Properties.Severity]
			kind := map[string]string{"fail": "fail", "pass": "pass", "not-applicable": "notApplicable", "unknown": "open", "error": "open"}[r.Properties.Outcome]
			if kind != "fail" {
				level = "none"
			}
			if r.Level != level || r.Kind != kind {
				t.Errorf("%s %s is %s, %s; want %s, %s", r.Properties.Severity, r.Properties.Outcome, r.Level, r.Kind, level, kind)
			}
			if r.Suppressions == nil {
				t.Errorf("%s lacks suppressions", id)
			}
			if p := r.Locations[0].PhysicalLocation; row.File != "" && (p == nil || p.Region == nil || p.Region.StartLine != row.Line) {
				t.Errorf("%s is not told at line %d of %s", id, row.Line, row.File)
			}
			inFile(r.Locations)
			inFile(r.RelatedLocations)
		}
		for _, n := range run.Invocations[0].ToolExecutionNotifications {
			inFile(n.Locations)
		}
	}
	t.Run("shop", func(t *testing.T) { holds(t, shop(t)) })
	eachEstate(t, func(t *testing.T, _, _ string, a *assess.Assessment) { holds(t, a) })
}

// insideFile checks a place against the file itself.
func insideFile(t *testing.T, run sarifRun, p sarifPhysical) {
	t.Helper()
	u, err := url.Parse(p.ArtifactLocation.URI)
	if err != nil {
		t.Fatal(err)
	}
	if i := p.ArtifactLocation.Index; i != nil {
		if *i >= len(run.Artifacts) || run.Artifacts[*i].Location.URI != p.ArtifactLocation.URI {
			t.Errorf("index %d is not that of %s", *i, p.ArtifactLocation.URI)
		}
	}
	if p.Region == nil {
		return
	}
	src, err := os.ReadFile(u.Path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(src), "\n")
	units := func(line int) int {
		if line < 1 || line > len(lines) {
			return -1
		}
		return len(utf16.Encode([]rune(lines[line-1])))
	}
	r := *p.Region
	if r.StartColumn < 1 || r.StartColumn-1 > units(r.StartLine) {
		t.Errorf("%s: the region begins outside: %+v", u.Path, r)
	}
	if r.EndLine > 0 && (r.EndColumn < 1 || r.EndColumn-1 > units(r.EndLine) || r.EndLine < r.StartLine || r.EndLine == r.StartLine && r.EndColumn < r.StartColumn) {
		t.Errorf("%s: the region ends outside, or before it begins: %+v", u.Path, r)
	}
}

// A character beyond the basic plane takes two columns.
func TestSARIFColumnsAreUTF16(t *testing.T) {
	unpack(t, "testdata/hostile.txtar")
	src := read(t, "infra/main.tf")
	results := sarifOf(t, in(t, "sarif", run(t, "infra"), report.Options{Rule: "function-environment-no-secret"})).Results
	if len(results) != 1 {
		t.Fatalf("%d results for one token", len(results))
	}
	region := results[0].Locations[0].PhysicalLocation.Region
	line := utf16.Encode([]rune(strings.Split(src, "\n")[region.StartLine-1]))
	got := string(utf16.Decode(line[region.StartColumn-1 : region.EndColumn-1]))
	if !strings.HasPrefix(got, `"x7f3a9c2e8b1`) || !strings.HasSuffix(got, `"`) {
		t.Errorf("the region holds %d units that are not the token", len(got))
	}
}

// Fingerprints stay when lines move.
func TestSARIFFingerprintsStay(t *testing.T) {
	unpack(t, "testdata/exceptions.txtar")
	prints := func() map[string]bool {
		out := map[string]bool{}
		for _, r := range sarifOf(t, in(t, "sarif", run(t, "infra"), everything)).Results {
			out[r.Fingerprints["bailiwickObservation/v1"]] = true
		}
		return out
	}
	before := prints()
	file := filepath.Join("infra", "main.tf")
	if err := os.WriteFile(file, []byte("\n\n# moved\n\n"+read(t, file)+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, prints()); diff != "" {
		t.Error(diff)
	}
}

// Exceptions that hold and the baseline suppress; those that do not hold
// suppress nothing.
func TestSARIFSuppressions(t *testing.T) {
	unpack(t, "testdata/exceptions.txtar")
	got := map[string]string{}
	for _, r := range sarifOf(t, in(t, "sarif", run(t, "infra"), report.Options{})).Results {
		name := r.Locations[0].LogicalLocations[0].Name
		got[name] = ""
		for _, s := range r.Suppressions {
			got[name] = s.Kind + " " + s.Status + ": " + s.Justification
		}
	}
	want := map[string]string{
		"held":  "external accepted: fails under an exception until 2027-01-31, approved by Grace: it goes in spring",
		"old":   "external accepted: stands in the baseline, first seen on 2026-06-01",
		"ended": "", "own": "", "long": "", "foreign": "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
