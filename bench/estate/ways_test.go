package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"bailiwick/check"
	"bailiwick/rule/all"
)

// The same estate written five ways gets the same verdicts, rule for rule.
func TestFiveWays(t *testing.T) {
	for seed := range uint64(2) {
		want := verdicts(t, "flat", seed)
		for _, form := range []string{"applied", "cloudformation", "sam", "serverless"} {
			t.Run(fmt.Sprint(form, " ", seed), func(t *testing.T) {
				got := verdicts(t, form, seed)
				for _, line := range want {
					if !slices.Contains(got, line) {
						t.Errorf("only in Terraform: %s", line)
					}
				}
				for _, line := range got {
					if !slices.Contains(want, line) {
						t.Errorf("not in Terraform: %s", line)
					}
				}
			})
		}
	}
}

// verdicts returns how a form is judged: each rule of each thing with a name, and
// for what has none how often each outcome came.
func verdicts(t *testing.T, form string, seed uint64) []string {
	t.Helper()
	dir := t.TempDir()
	if err := writer(form)(folder(dir), estate{functions: 40, seed: seed}); err != nil {
		t.Fatal(err)
	}
	target := dir
	if form == "applied" {
		target += "/plan.json"
	}
	settings := dir + "/bailiwick.yaml" // Terraform says what tags all resources have; templates do not
	if err := os.WriteFile(settings, []byte("iac:\n  stack_tags: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := check.Run(t.Context(), check.Options{Targets: []string{target}, Settings: settings, Rules: all.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	counts := make(map[string]int)
	for _, o := range a.Observations {
		h := a.Estate.Resources()[o.Resource].Head()
		id := a.Rules[o.Rule].ID
		switch h.Kind() {
		case "provider", "backend", "account": // which only Terraform has, and what a plan does not speak for
			continue
		}
		if id == "role-cannot-change-own-function" { // the code lies on disk for Terraform, in a bucket for templates
			continue
		}
		name := strings.ReplaceAll(h.Name(), "acme-production-", "acme-")
		if !strings.Contains(name, "acme-") {
			name = "*"
		}
		counts[fmt.Sprintf("%s %s %s %s", id, h.Kind(), name, o.Verdict)]++
	}
	var out []string
	for what, n := range counts {
		out = append(out, fmt.Sprintf("%s ×%d", what, n))
	}
	slices.Sort(out)
	return out
}
