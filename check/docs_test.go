package check_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/rule/all"
	"bailiwick/settings"
)

// What the pages show as examples is what the readers take.
func TestExamplesOfTheDocumentationHold(t *testing.T) {
	block := regexp.MustCompile("(?ms)^```(hcl|yaml|json)\n(.*?)^```$")
	for _, page := range []string{"README.md", "docs/exceptions.md"} {
		doc, err := os.ReadFile(filepath.Join("..", page))
		if err != nil {
			t.Fatal(err)
		}
		found := block.FindAllStringSubmatch(string(doc), -1)
		if len(found) == 0 {
			t.Errorf("%s has no examples", page)
		}
		for _, b := range found {
			switch lang, text := b[1], b[2]; lang {
			case "yaml":
				if _, problems := settings.Parse(page, []byte(text)); len(problems) > 0 {
					t.Errorf("%s: %v in\n%s", page, problems, text)
				}
			case "json":
				if b, err := assess.ReadBaseline(page, []byte(text)); err != nil || b.Len() != 1 {
					t.Errorf("%s: %v in\n%s", page, err, text)
				}
			case "hcl":
				exceptionsHold(t, page, text)
			}
		}
	}
}

func exceptionsHold(t *testing.T, page, text string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	a, err := check.Run(t.Context(), check.Options{
		Targets: []string{dir}, Ignore: true, Rules: all.Rules(),
		Now: func() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Standings) != 1 || a.Standings[0].State != assess.Holds || a.Standings[0].Unused() {
		t.Errorf("%s: the exception does not hold: %+v %v", page, a.Standings, a.Estate.Problems)
	}
}
