// Package patching holds the rules on patches.
package patching

import (
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RuntimeUpdatesAutomatic is decided for functions whose runtime AWS patches.
var RuntimeUpdatesAutomatic = &rule.Rule{
	ID:       "function-runtime-updates-automatic",
	Title:    "AWS applies runtime patches by itself",
	Why:      "With a pinned runtime version, or one that only changes when the function does, patches of the language and its libraries wait for a person.",
	Fix:      "Remove the runtime management configuration, or set update_runtime_on to Auto.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_runtime_management_config" "orders" {
  function_name     = aws_lambda_function.orders.function_name
  update_runtime_on = "Auto"
}`,
	Objectives: []objective.ID{objective.Patching},
	Settings:   []string{"patching.max_age_days"},
	Sources:    []string{"AWS Lambda Developer Guide, Understanding how Lambda manages runtime version updates"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		if sort, ok := f.PackageType.Get(); ok && sort.Is("Image") == value.Yes {
			return rule.NotApplicable("an image is patched by building it again", f.PackageType)
		}
		if id, ok := f.Runtime.Get(); ok && id.Is("custom") == value.Yes {
			return rule.NotApplicable("the publisher of a customer-managed runtime patches it", f.Runtime)
		}
		managed := estate.Companions[*estate.RuntimeManagement](in.Estate, f, "function_name")
		if f.PackageType.IsUnknown() && len(list(managed)) == 0 {
			return rule.Unknown(f.PackageType)
		}
		if o, open := undecided(in, f.RuntimeUpdates, value.Absent[value.Text](f.Block)); open {
			return o
		}
		facts := []rule.Fact{f.RuntimeUpdates}
		for _, m := range list(managed) {
			if m.Unsure != 0 {
				return rule.UnknownBecause("it is not certain that "+m.Address+" exists: "+m.Unsure.Reason(), m.UpdateOn)
			}
			if o, open := undecided(in, m.UpdateOn, m.RuntimeVersion); open {
				return o
			}
			facts = append(facts, m.UpdateOn)
		}
		if managed.Partial() {
			return rule.UnknownBecause("what manages its runtime may hide: "+managed.Reason(), f.RuntimeUpdates)
		}
		return rule.Pass(facts...)
	})},
}

func list[T any](v value.Value[[]T]) []T {
	all, _ := v.Get()
	return all
}

// undecided returns the outcome for an update mode other than Auto, and
// whether it is one. How old the runtime version then is, no declaration
// tells.
func undecided(in *rule.Input, mode, version value.Value[value.Text]) (rule.Outcome, bool) {
	setting := rule.Setting(in.Settings.Patching.MaxAgeDays)
	text, known := mode.Get()
	switch {
	case mode.IsAbsent(), !known && mode.Reason() == "not read", known && text.Is("Auto") == value.Yes:
		return rule.Outcome{}, false
	case !known:
		return rule.Unknown(mode), true
	case text.Is("FunctionUpdate") == value.Yes:
		return rule.UnknownBecause("the runtime is patched when the function is updated, and no declaration tells when that was", mode, setting), true
	case text.Is("Manual") == value.Yes:
		return rule.UnknownBecause("the runtime version is pinned, and no table tells which is the newest", mode, version, setting), true
	}
	return rule.UnknownBecause(mode.Attribute()+": "+text.String()+" is not known", mode), true
}
