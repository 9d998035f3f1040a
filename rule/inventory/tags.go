// Package inventory holds the rules about what resources must tell about
// themselves.
package inventory

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// FunctionTagged is decided for functions and what they use.
var FunctionTagged = &rule.Rule{
	ID:         "function-tagged",
	Title:      "Functions carry the required tags",
	Why:        "A function without an owner belongs to nobody: nobody mends it, and nobody can say whether it may be deleted.",
	Fix:        "Add the tags, best as default_tags of the provider.",
	Severity:   rule.Low,
	Objectives: []objective.ID{objective.Inventory, objective.Documentation},
	Settings:   []string{"inventory.required_tags"},
	Equivalents: []rule.Equivalent{
		{Tool: "kics", ID: "f99d3482-fa8c-4f79-bad9-35212dded164"},
		{Tool: "securityhub", ID: "Lambda.6"},
		{Tool: "config", ID: "required-tags"},
		{Tool: "safeguards", ID: "required-stack-tags"},
		{Tool: "kics", ID: "a71ecabe-03b6-456a-b3bc-d1a39aa20c98"},
	},
	Sources: []string{"Tagging AWS resources guide, Best practices for tagging AWS resources"},
	Example: `provider "aws" {
  default_tags {
    tags = { owner = "payments" }
  }
}`,
	Decide: []rule.Decision{
		tagged[*estate.Function](), tagged[*estate.Role](), tagged[*estate.LogGroup](), tagged[*estate.Table](),
		tagged[*estate.Queue](), tagged[*estate.Topic](), tagged[*estate.Bucket](), tagged[*estate.Key](),
	},
}

func tagged[K estate.Resource]() rule.Decision {
	return rule.On[K](func(in *rule.Input, r K) rule.Outcome {
		required := in.Settings.Inventory.RequiredTags
		if required.Any() || len(required.Get()) == 0 {
			return rule.NotApplicable("no tag is required", rule.Setting(required))
		}
		tags := r.Head().Tags
		facts := []rule.Fact{tags, rule.Setting(required)}
		var missing []string
		unsure := false
		for _, want := range required.Get() {
			switch has(tags, want) {
			case value.No:
				missing = append(missing, want.Name)
			case value.CannotTell:
				unsure = true
			}
		}
		switch {
		case len(missing) > 0:
			o := rule.Fail("{name} lacks the tag "+strings.Join(missing, ", "), facts...).Label("no " + missing[0])
			if near := spelledOtherwise(tags, missing[0]); near != "" {
				o = o.Fix("Call the tag " + missing[0] + " in place of " + near + ": names of tags differ by case.")
			}
			return o
		case unsure && tags.IsUnknown():
			return rule.Unknown(facts...)
		case unsure:
			return rule.UnknownBecause("tags: "+reason(tags), facts...)
		}
		return rule.Pass(facts...)
	})
}

func reason(tags value.Entries) string {
	if r := tags.Reason(); r != "" {
		return r
	}
	return "the name of a tag is not known"
}

// has tells whether the tags hold the one that is wanted. A value that is not
// known counts as there.
func has(tags value.Entries, want settings.RequiredTag) value.Answer {
	all, known := tags.Get()
	answer := value.No
	if !known && !tags.IsAbsent() || tags.Partial() {
		answer = value.CannotTell
	}
	for _, t := range all {
		switch t.Key.Is(want.Name) {
		case value.Yes:
			text, ok := t.Value.Get()
			if literal, plain := text.Literal(); ok && plain || t.Value.IsAbsent() {
				return value.Answered(literal != "" && want.Matches(literal))
			}
			return value.Yes
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer
}

// spelledOtherwise returns the name of a tag that differs from the wanted by
// case alone.
func spelledOtherwise(tags value.Entries, want string) string {
	all, _ := tags.Get()
	for _, t := range all {
		if s, ok := t.Key.Literal(); ok && s != want && strings.EqualFold(s, want) {
			return s
		}
	}
	return ""
}
