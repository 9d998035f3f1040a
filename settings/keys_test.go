package settings_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bailiwick/settings"
)

func TestEveryKeyIsDeclaredWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range settings.Keys() {
		if seen[k.Name] {
			t.Errorf("%s is declared twice", k.Name)
		}
		seen[k.Name] = true
		if k.Doc == "" || !strings.HasSuffix(k.Doc, ".") {
			t.Errorf("%s: doc %q is no sentence", k.Name, k.Doc)
		}
		if (k.Default == "") == (k.Unset == "") {
			t.Errorf("%s: either a default or what happens when it is not set, not both: %q, %q", k.Name, k.Default, k.Unset)
		}
	}
}

// Defaults are read by a short cut; written into a file they are the same.
func TestDefaultsAreWhatTheirTextSays(t *testing.T) {
	for _, k := range settings.Keys() {
		if k.Default == "" {
			continue
		}
		s := parse(t, k.Name+": "+k.Default+"\n")
		if got, want := s.Value(k), settings.Default().Value(k); !cmp.Equal(got, want, cmpopts.EquateEmpty(), cmp.Exporter(func(reflect.Type) bool { return true })) {
			t.Errorf("%s: %s is read as %+v, its default is %+v", k.Name, k.Default, got, want)
		}
	}
}

// What the documentation shows is what the reader takes.
func TestExamplesAndDefaultsAreTaken(t *testing.T) {
	for _, k := range settings.Keys() {
		for _, value := range []string{k.Default, k.Example, k.Waiver} {
			if value != "" {
				parse(t, k.Name+": "+value+"\n")
			}
		}
		for _, word := range k.Words {
			if !slices.Contains([]string{"[", "{"}, k.Example[:min(1, len(k.Example))]) {
				parse(t, k.Name+": "+word+"\n")
			}
		}
	}
}

func TestEveryKeyOfTheCatalogueExists(t *testing.T) {
	for _, row := range catalogue(t, "controls.csv") {
		for name := range strings.SplitSeq(row["config_key"], ";") {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			if _, ok := settings.LookUp(name); !ok {
				t.Errorf("rule %s needs the key %s", row["id"], name)
			}
		}
	}
}

// Edges set keys in the syntax of the settings.
func TestEveryAssignmentOfAnEdgeIsTaken(t *testing.T) {
	s := settings.Default()
	for _, row := range catalogue(t, "requirement_rules.csv") {
		for assignment := range strings.SplitSeq(row["with"], ";") {
			if assignment = strings.TrimSpace(assignment); assignment == "" {
				continue
			}
			key, value, _ := strings.Cut(assignment, "=")
			key, _, _ = strings.Cut(key, "@")
			if _, err := s.With(row["requirement_id"], key+"="+value); err != nil {
				t.Error(err)
			}
		}
	}
}

func catalogue(t *testing.T, file string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", "catalogue", file))
	if err != nil {
		t.Skipf("the catalogue does not lie beside the module: %v", err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestWithJudgesByAnEdgesValues(t *testing.T) {
	s := parse(t, "logging.min_days: 90\n")
	edge, err := s.With("HIPAA 164.316(b)(2)(i)", "logging.min_days=2192", "logging.trail_min_days=own", "evidence.keep_days=own")
	if err != nil {
		t.Fatal(err)
	}
	if got := edge.Logging.MinDays; got.Get() != 2192 || got.Fact().Place.File != "HIPAA 164.316(b)(2)(i)" {
		t.Errorf("logging.min_days = %+v, want 2192 of the edge", got.Fact())
	}
	if got := s.Logging.MinDays.Get(); got != 90 {
		t.Errorf("the settings themselves changed to %d", got)
	}
	if !edge.Logging.TrailMinDays.Missing() || s.Logging.TrailMinDays.Missing() {
		t.Error("own does not ask for the organisation's value")
	}
	own, err := s.With("edge", "logging.min_days=own")
	if err != nil || own.Logging.MinDays.Missing() || own.Logging.MinDays.Get() != 90 {
		t.Errorf("own hides the value that was written: %v, %v", own.Logging.MinDays.Fact(), err)
	}
	for _, wrong := range []string{"logging.min_dais=1", "logging.min_days=x", "logging.min_days"} {
		if _, err := s.With("edge", wrong); err == nil {
			t.Errorf("With(%q) took it", wrong)
		}
	}
}

func TestCheckRulesSuggests(t *testing.T) {
	s := parse(t, "rules.severity:\n  function-tracd: info\n  function-traced: low\n")
	problems := s.CheckRules(func(id string) bool { return id == "function-traced" }, []string{"function-traced"})
	if len(problems) != 1 || problems[0].String() != "bailiwick.yaml:2:3: there is no rule function-tracd" || !slices.Equal(problems[0].Near, []string{"function-traced"}) {
		t.Errorf("CheckRules = %+v", problems)
	}
}
