package main

import (
	"fmt"
	"os"
	"path/filepath"

	"bailiwick/check"
	"bailiwick/report"
	"bailiwick/rule"
	"bailiwick/rule/all"
	"bailiwick/settings"
	"bailiwick/source"
)

// here returns what a rule is explained on: what was named, else the working
// folder if it, or a folder in it, holds Terraform or the settings.
func (s *session) here(named []string) []string {
	if len(named) > 0 {
		return named
	}
	if _, err := os.Stat(settings.Filename); err == nil {
		return []string{"."}
	}
	for _, pattern := range []string{"*", "*/*"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			if source.IsTerraform(name) {
				return []string{"."}
			}
		}
	}
	return nil
}

// verdicts tells what the rule says of the targets, a line each outcome. What
// cannot be read is told only if somebody named it.
func (s *session) verdicts(r *rule.Rule, targets []string, named bool) ([]string, error) {
	done := s.progress("checking")
	a, err := check.Run(s.ctx, check.Options{Targets: targets, Environ: os.Environ(), Rules: all.Rules(), Only: r.ID, Tool: tool()})
	done()
	switch {
	case err != nil && named:
		return nil, refused(err)
	case err != nil:
		return nil, nil
	}
	return report.Verdicts(a, report.Options{ASCII: s.out.ascii, Command: verdictsCommand(r, targets)}), nil
}

func verdictsCommand(r *rule.Rule, targets []string) string {
	command := "bailiwick check"
	for _, t := range targets {
		command += " " + quoted(t)
	}
	return fmt.Sprintf("%s --rule %s", command, r.ID)
}
