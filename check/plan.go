package check

import (
	"bailiwick/estate"
	"bailiwick/source/plan"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// beside finds the configurations that plans were made from.
func beside(b *estate.Builder, o terraform.Options) func(string, *estate.Scope, map[string]value.Any) plan.Configuration {
	return func(folder string, scope *estate.Scope, variables map[string]value.Any) plan.Configuration {
		if c := terraform.Beside(b, o, folder, scope, variables); c != nil {
			return c
		}
		return nil
	}
}
