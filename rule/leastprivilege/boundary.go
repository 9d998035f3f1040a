package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// RoleHasBoundary is decided for roles that functions run with, and for those
// in iam.boundary_scope.
var RoleHasBoundary = &rule.Rule{
	ID:       "role-has-boundary",
	Title:    "Roles made by pipelines carry a permissions boundary",
	Why:      "A boundary caps what a role can do, whatever policies a pipeline attaches to it.",
	Fix:      "Set permissions_boundary to the required policy.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role" "orders" {
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"iam.required_boundary", "iam.boundary_scope"},
	Sources:    []string{"IAM User Guide, Permissions boundaries for IAM entities"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		required := in.Settings.IAM.RequiredBoundary
		if required.Any() {
			return rule.NotApplicable("no boundary is required", rule.Setting(required))
		}
		runs, why := in.Access.RunsFunctions(r)
		for _, pattern := range in.Settings.IAM.BoundaryScope.Get() {
			if access.Refers(settings.Ref{Pattern: string(pattern)}, r) == value.Yes {
				runs = value.Yes
			}
		}
		switch runs {
		case value.No:
			return rule.NotApplicable("no function runs with the role, and iam.boundary_scope does not name it", why)
		case value.CannotTell:
			return rule.Unknown(why)
		}
		if required.Missing() {
			return rule.MissingSetting(required)
		}
		text, known := r.Boundary.Get()
		switch {
		case r.Boundary.IsAbsent():
			return rule.Fail("{name} has no permissions boundary", r.Boundary, rule.Setting(required))
		case !known:
			return rule.Unknown(r.Boundary, rule.Setting(required))
		}
		switch text.Match(value.Literal(string(required.Get()))) {
		case value.Yes:
			return rule.Pass(r.Boundary, rule.Setting(required))
		case value.No:
			return rule.Fail("{name} has another permissions boundary than the required one", r.Boundary, rule.Setting(required))
		}
		return rule.UnknownBecause("it cannot be told whether "+text.String()+" is the required boundary", r.Boundary, rule.Setting(required))
	})},
}
