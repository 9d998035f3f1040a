package all_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/rule/all"
)

var update = flag.Bool("update", false, "write docs/rules.md")

// TestCatalogueIsCurrent compares docs/rules.md with what the rules say.
func TestCatalogueIsCurrent(t *testing.T) {
	const page = "../../docs/rules.md"
	want := catalogue(all.Rules())
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatalf("%v; run: go test ./rule/all -run Catalogue -update", err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("docs/rules.md is out of date; run: go test ./rule/all -run Catalogue -update (-want +got)\n%s", diff)
	}
}

// catalogue renders the rules for people, a chapter for each objective.
func catalogue(rules []*rule.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Rules\n\nThe %d rules that declarations are judged by, under the objective that each serves first. "+
		"This page is made from the rules themselves: `go test ./rule/all -run Catalogue -update`. `bailiwick explain ID` says the same of one.\n", len(rules))
	var chapter objective.ID
	for _, r := range rules {
		if r.Objectives[0] != chapter {
			chapter = r.Objectives[0]
			fmt.Fprintf(&b, "\n## %s\n", chapter.Title())
		}
		writeRule(&b, r)
	}
	return b.String()
}

func writeRule(b *strings.Builder, r *rule.Rule) {
	fmt.Fprintf(b, "\n### %s\n\n**%s** (%s)\n\n%s\n\nFix: %s\n", r.ID, r.Title, r.Severity, r.Why, r.Fix)
	if r.Example != "" {
		fmt.Fprintf(b, "\n```hcl\n%s\n```\n", strings.TrimSpace(r.Example))
	}
	b.WriteByte('\n')
	var kinds, objectives, equivalents []string
	for _, d := range r.Decide {
		kinds = append(kinds, "`"+string(d.Kind())+"`")
	}
	for _, o := range r.Objectives[1:] {
		objectives = append(objectives, string(o))
	}
	for _, e := range r.Equivalents {
		equivalents = append(equivalents, e.Tool+" "+e.ID)
	}
	keys := make([]string, len(r.Settings))
	for i, key := range r.Settings {
		keys[i] = "`" + key + "`"
	}
	for _, line := range []struct {
		name string
		list []string
		by   string
	}{
		{"Judges", kinds, ", "},
		{"Also serves", objectives, ", "},
		{"Settings", keys, ", "},
		{"Sources", r.Sources, "; "},
		{"Close to", equivalents, ", "},
	} {
		if len(line.list) > 0 {
			fmt.Fprintf(b, "- %s: %s\n", line.name, strings.Join(line.list, line.by))
		}
	}
}
