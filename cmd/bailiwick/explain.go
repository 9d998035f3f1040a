package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"bailiwick/check"
	"bailiwick/internal/spelling"
	"bailiwick/report"
	"bailiwick/rule"
	"bailiwick/rule/all"
	"bailiwick/settings"
)

const explainUsage = `bailiwick explain ID [TARGET…] teaches one rule: what it asks, why, and how to
meet it; and what it says of the targets, else of the working folder if that
holds Terraform or settings.

  bailiwick explain function-url-requires-iam-auth
  bailiwick explain function-url-requires-iam-auth ./infra

  --equivalents              the checks of other tools, one a line
  --color --ascii --width    as for check
`

func runExplain(s *session, args []string) (check.Status, error) {
	var (
		l           look
		equivalents bool
	)
	fs := newOptions()
	l.options(fs)
	fs.BoolVar(&equivalents, "equivalents", false, "no value")
	rest, err := words(fs, args)
	if err != nil {
		return 0, err
	}
	if len(rest) == 0 {
		return 0, usage("explain wants the id of one rule").say("next", "bailiwick explain function-url-requires-iam-auth").say("next", "bailiwick rules")
	}
	l.apply(s)
	r, err := findRule(rest[0])
	if err != nil {
		return 0, err
	}
	w := bufio.NewWriter(s.stdout)
	if equivalents {
		for _, e := range r.Equivalents {
			fmt.Fprintf(w, "%s\t%s\n", e.Tool, e.ID)
		}
	} else {
		width := s.out.width
		if width == 0 {
			width = 80
		}
		var verdicts []string
		if targets := s.here(rest[1:]); len(targets) > 0 {
			if verdicts, err = s.verdicts(r, targets, len(rest) > 1); err != nil {
				return 0, err
			}
		}
		explain(w, r, verdicts, min(width, 100))
	}
	return check.Clean, w.Flush()
}

// findRule returns the rule of an id, or of one that it had before.
func findRule(id string) (*rule.Rule, error) {
	for _, r := range all.Rules() {
		if r.ID == id || slices.Contains(r.Was, id) {
			return r, nil
		}
	}
	return nil, noRule(id)
}

// noRule tells of an id that no rule has: whose it is, or what is near.
func noRule(id string) *complaint {
	var (
		ids, same []string
		owner     string
		c         *complaint
	)
	for _, r := range all.Rules() {
		ids = append(ids, r.ID)
		for _, e := range r.Equivalents {
			if strings.EqualFold(e.ID, id) {
				owner = e.Tool
				same = append(same, r.ID)
				break
			}
		}
	}
	if same == nil {
		c = usage("no rule is called `%s`", id)
		for _, n := range spelling.Near(id, ids) {
			c.say("near", n)
		}
		return c.say("next", "bailiwick rules")
	}
	c = usage("%s is %s's id; here it is", id, toolName(owner))
	for _, s := range same {
		r, _ := findRule(s)
		c.Code += fmt.Sprintf("  %s   %s\n", r.ID, r.Title)
	}
	for _, s := range same {
		c.say("next", "bailiwick explain "+s)
	}
	return c
}

// toolName returns a tool's name as its makers write it.
func toolName(id string) string {
	switch id {
	case "checkov":
		return "Checkov"
	case "kics":
		return "KICS"
	case "prowler":
		return "Prowler"
	case "trivy":
		return "Trivy"
	case "securityhub":
		return "Security Hub"
	case "config":
		return "AWS Config"
	case "guard":
		return "Guard"
	case "powerpipe":
		return "Powerpipe"
	case "scoutsuite":
		return "ScoutSuite"
	case "cfripper":
		return "CFRipper"
	case "cloudsplaining":
		return "Cloudsplaining"
	case "inspector":
		return "Amazon Inspector"
	case "access-analyzer":
		return "IAM Access Analyzer"
	}
	return id
}

// explain writes all that is to be known of a rule; verdicts is what it says
// here.
func explain(w *bufio.Writer, r *rule.Rule, verdicts []string, width int) {
	fmt.Fprintf(w, "%s\n%s · %s · %s\n\n", r.Title, r.ID, r.Severity, join(r.Objectives, ", "))
	for _, line := range report.Wrap(r.Why, width-2) {
		fmt.Fprintln(w, line)
	}
	fmt.Fprintln(w)
	part(w, "fix", r.Fix, width)
	if r.Example != "" {
		fmt.Fprintf(w, "\n  # passes\n")
		for line := range strings.SplitSeq(strings.Trim(r.Example, "\n"), "\n") {
			fmt.Fprintln(w, strings.TrimRight("  "+line, " "))
		}
		fmt.Fprintln(w)
	}
	for i, name := range r.Settings {
		label := "settings"
		if i > 0 {
			label = ""
		}
		text := name
		if k, ok := settings.LookUp(name); ok {
			text += "   " + k.Doc
		}
		part(w, label, text, width)
	}
	var kinds []string
	for _, k := range kindsOf(r) {
		kinds = append(kinds, k.Noun(2))
	}
	part(w, "judges", strings.Join(kinds, ", "), width)
	if len(r.Equivalents) > 0 {
		part(w, "elsewhere", elsewhere(r), width)
		part(w, "", "same weakness, not always the same verdict", width)
	}
	for i, source := range r.Sources {
		label := "sources"
		if i > 0 {
			label = ""
		}
		part(w, label, source, width)
	}
	for i, v := range verdicts {
		if i == 0 {
			fmt.Fprintln(w)
			part(w, "here", v, width)
			continue
		}
		part(w, "", v, width)
	}
	if also := alike(r); also != "" {
		fmt.Fprintln(w)
		part(w, "see also", also, width)
	}
}

// part writes a labelled text, wrapped behind its label.
func part(w *bufio.Writer, label, text string, width int) {
	for _, line := range report.Wrap(text, width-11) {
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%-10s %s", label, line), " "))
		label = ""
	}
}

// shownEquivalents is how many checks of other tools are named.
const shownEquivalents = 3

func elsewhere(r *rule.Rule) string {
	var parts []string
	for _, e := range r.Equivalents[:min(len(r.Equivalents), shownEquivalents)] {
		parts = append(parts, toolName(e.Tool)+" "+e.ID)
	}
	if more := len(r.Equivalents) - shownEquivalents; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more: --equivalents", more))
	}
	return strings.Join(parts, " · ")
}

// alike returns up to three rules of the same objective, the neighbours in
// the list.
func alike(r *rule.Rule) string {
	var before, after []string
	seen := false
	for _, o := range all.Rules() {
		switch {
		case o.ID == r.ID:
			seen = true
		case o.Objectives[0] != r.Objectives[0]:
		case seen:
			after = append(after, o.ID)
		default:
			before = append(before, o.ID)
		}
	}
	near := append(after[:min(len(after), 3)], before[max(0, len(before)-3):]...)
	return strings.Join(near[:min(len(near), 3)], " · ")
}
