package all_test

import (
	"encoding/csv"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/rule/all"
	"bailiwick/settings"
)

func TestIDsAreStatementsThatAreSaidOnce(t *testing.T) {
	form := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
	seen := make(map[string]bool)
	for _, r := range all.Rules() {
		for _, id := range append([]string{r.ID}, r.Was...) {
			if seen[id] {
				t.Errorf("%s is the id of two rules, or was", id)
			}
			seen[id] = true
			if !form.MatchString(id) {
				t.Errorf("%s is no id: words of lower case letters and digits, joined by hyphens", id)
			}
		}
	}
}

func TestDeclarations(t *testing.T) {
	kinds := make(map[estate.Kind]bool)
	for _, k := range estate.Types() {
		kinds[k.Kind] = true
	}
	for _, r := range all.Rules() {
		judged := make(map[estate.Kind]bool)
		for _, d := range r.Decide {
			if !kinds[d.Kind()] || judged[d.Kind()] {
				t.Errorf("%s decides for the kind %q, which does not exist or is decided twice", r.ID, d.Kind())
			}
			judged[d.Kind()] = true
		}
		for i, key := range r.Settings {
			if _, ok := settings.LookUp(key); !ok {
				t.Errorf("%s reads the setting %s, which does not exist", r.ID, key)
			}
			if slices.Contains(r.Settings[:i], key) {
				t.Errorf("%s names the setting %s twice", r.ID, key)
			}
		}
		for i, o := range r.Objectives {
			if slices.Contains(r.Objectives[:i], o) {
				t.Errorf("%s names the objective %s twice", r.ID, o)
			}
		}
		for i, e := range r.Equivalents {
			if e.Tool == "" || e.ID == "" || slices.Contains(r.Equivalents[:i], e) {
				t.Errorf("%s names the equivalent %v twice, or not in full", r.ID, e)
			}
		}
		if strings.HasSuffix(r.Title, ".") || !strings.HasSuffix(r.Why, ".") || !strings.HasSuffix(r.Fix, ".") {
			t.Errorf("%s: the title is a heading without a full stop; why and fix are sentences with one", r.ID)
		}
	}
}

// TestTextsAvoidWhatWeDoNotWrite holds the words of rules to the words that
// people read everywhere else.
func TestTextsAvoidWhatWeDoNotWrite(t *testing.T) {
	avoided := regexp.MustCompile(`(?i)\b(non-)?compliant\b|\bwarnings?\b|\bmuted\b|\bsuppressed\b|\bwaived\b|\battackers?\b|\bhackers?\b|could potentially|` +
		`\bfailed to\b|\bunable to\b|\boops\b|\brecently\b|\boutdated\b|\bremediations?\b|\brecommendations?\b|you must comply|\(s\)`)
	for _, r := range all.Rules() {
		for name, text := range map[string]string{"title": r.Title, "why": r.Why, "fix": r.Fix} {
			if word := avoided.FindString(text); word != "" {
				t.Errorf("the %s of %s says %q: %s", name, r.ID, word, text)
			}
		}
	}
}

// beyond are the rules that the catalogue lacks; the doc comment of each says why
// it is needed.
var beyond = []string{"database-encrypted"}

// TestRulesAreThoseOfTheCatalogue compares the rules with the catalogue of
// controls, which lies beside the repository where rules are written.
func TestRulesAreThoseOfTheCatalogue(t *testing.T) {
	f, err := os.Open("../../../shared/catalogue/controls.csv")
	if err != nil {
		t.Skip("the catalogue of controls is not here: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	id, objectives, severity := column("id"), column("objective"), column("severity")
	byID := make(map[string][]string, len(rows))
	for _, row := range rows[1:] {
		byID[row[id]] = row
	}
	for _, r := range all.Rules() {
		row, ok := byID[r.ID]
		if !ok {
			if !slices.Contains(beyond, r.ID) {
				t.Errorf("%s is no control of the catalogue", r.ID)
			}
			continue
		}
		if first := objective.ID(strings.Split(row[objectives], ";")[0]); r.Objectives[0] != first {
			t.Errorf("%s: its first objective is %s; in the catalogue %s", r.ID, r.Objectives[0], first)
		}
		if want, ok := rule.ParseSeverity(row[severity]); ok && r.Severity != want {
			t.Errorf("%s: its severity is %s; in the catalogue %s", r.ID, r.Severity, want)
		}
	}
}
