package inventory

import (
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
)

// FunctionHasDataClass is decided for functions and stores.
var FunctionHasDataClass = &rule.Rule{
	ID:         "function-has-data-class",
	Title:      "Functions and stores state what data they handle",
	Why:        "Without a class nobody knows which of them hold card or health data, and no rule on keys, retention or regions can tell either.",
	Fix:        "Tag the resource with its data class.",
	Severity:   rule.Low,
	Objectives: []objective.ID{objective.Inventory, objective.Documentation, objective.DataRetention},
	Settings:   []string{"inventory.data_class_tag", "inventory.data_classes"},
	Sources:    []string{"ISO/IEC 27001:2022 A.5.12"},
	Example: `resource "aws_dynamodb_table" "customers" {
  name         = "customers"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  tags = { data-class = "personal" }
}`,
	Decide: []rule.Decision{
		classed[*estate.Function](), classed[*estate.Table](), classed[*estate.Bucket](),
		classed[*estate.Queue](), classed[*estate.Topic](), classed[*estate.Stream](),
	},
}

func classed[K estate.Resource]() rule.Decision {
	return rule.On[K](func(in *rule.Input, r K) rule.Outcome {
		scheme, tag := in.Settings.Inventory.DataClasses, in.Settings.Inventory.DataClassTag
		switch {
		case scheme.Any():
			return rule.NotApplicable("no data class is used", rule.Setting(scheme))
		case scheme.Missing():
			return rule.MissingSetting(scheme)
		}
		classes := in.Access.ClassesOf(r)
		facts := []rule.Fact{classes.Fact, rule.Setting(tag), rule.Setting(scheme)}
		var strange []string
		for _, class := range classes.List {
			if _, configured := scheme.Get()[class]; !configured && class != "none" {
				strange = append(strange, string(class))
			}
		}
		switch {
		case len(strange) < len(classes.List):
			return rule.Pass(facts...)
		case classes.IsUnknown():
			return rule.Unknown(facts...)
		case len(strange) > 0:
			return rule.Fail("{name} states the data class "+strings.Join(strange, ", ")+", which inventory.data_classes does not have", facts...)
		}
		return rule.Fail("{name} does not state what data it handles", facts...).
			Fix("Add the tag " + tag.Get() + " with one of " + names(scheme.Get()) + ".")
	})
}

func names(scheme map[settings.Class][]settings.Ref) string {
	var out []string
	for class := range scheme {
		out = append(out, string(class))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
