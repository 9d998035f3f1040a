package report

import (
	"cmp"
	"slices"
	"strings"

	"bailiwick/rule"
)

// driver describes the program and every rule that the run asked, in the order
// of their indexes.
func (s *sarif) driver() {
	s.key("tool")
	s.open('{')
	s.key("driver")
	s.open('{')
	s.text("name", "Bailiwick")
	s.text("version", s.a.Run.Tool)
	s.key("rules")
	s.open('[')
	for _, r := range s.a.Rules {
		s.rule(r)
		s.flushSome()
	}
	s.close(']')
	s.close('}')
	s.close('}')
}

func (s *sarif) rule(r *rule.Rule) {
	s.open('{')
	s.text("id", r.ID)
	s.strings("deprecatedIds", r.Was)
	s.message("shortDescription", r.Title+".")
	s.message("fullDescription", cmp.Or(r.Why, r.Title+"."))
	s.key("help")
	s.open('{')
	s.text("text", helpText(r))
	s.text("markdown", helpMarkdown(r))
	s.close('}')
	s.key("defaultConfiguration")
	s.open('{')
	s.text("level", sarifLevel(r.Severity))
	s.close('}')
	s.key("properties")
	s.open('{')
	s.strings("tags", tags(r))
	s.text("severity", r.Severity.String())
	s.text("security-severity", score(r.Severity))
	var objectives []string
	for _, id := range r.Objectives {
		objectives = append(objectives, string(id))
	}
	s.strings("objectives", objectives)
	s.strings("settings", r.Settings)
	s.key("equivalents")
	s.open('[')
	for _, e := range r.Equivalents {
		s.open('{')
		s.text("tool", e.Tool)
		s.text("id", e.ID)
		s.close('}')
	}
	s.close(']')
	s.strings("sources", r.Sources)
	s.close('}')
	s.close('}')
}

// score is the number by which GitHub sorts a severity into its own four: over
// 9.0 critical, from 7.0 high, from 4.0 medium, else low (GitHub Docs, SARIF
// support for code scanning). It is not a CVSS score.
func score(s rule.Severity) string {
	switch s {
	case rule.Critical:
		return "9.5"
	case rule.High:
		return "8.0"
	case rule.Medium:
		return "5.5"
	case rule.Low:
		return "2.0"
	}
	return "0.0"
}

func helpText(r *rule.Rule) string {
	parts := []string{r.Title + "."}
	if r.Why != "" {
		parts = append(parts, r.Why)
	}
	if r.Fix != "" {
		parts = append(parts, "fix: "+r.Fix)
	}
	if r.Example != "" {
		parts = append(parts, r.Example)
	}
	return strings.Join(parts, "\n\n")
}

func helpMarkdown(r *rule.Rule) string {
	parts := []string{r.Title + "."}
	if r.Why != "" {
		parts = append(parts, r.Why)
	}
	if r.Fix != "" {
		parts = append(parts, "**fix** "+r.Fix)
	}
	if r.Example != "" {
		parts = append(parts, "```hcl\n"+strings.TrimRight(r.Example, "\n")+"\n```")
	}
	if len(r.Sources) > 0 {
		parts = append(parts, "Sources: "+strings.Join(r.Sources, "; "))
	}
	return strings.Join(parts, "\n\n")
}

// tags are the objectives of a rule, and the word by which GitHub knows a rule
// of security.
func tags(r *rule.Rule) []string {
	out := []string{"security"}
	for _, id := range r.Objectives {
		if !slices.Contains(out, string(id)) {
			out = append(out, string(id))
		}
	}
	return out
}
