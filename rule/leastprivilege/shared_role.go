package leastprivilege

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionHasOwnRole is decided for functions.
var FunctionHasOwnRole = &rule.Rule{
	ID:       "function-has-own-role",
	Title:    "Every function has a role of its own",
	Why:      "A shared role has what any of the functions needs, so each of them can do what only one should.",
	Fix:      "Give each function a role of its own, or list those that belong together in iam.shared_role_groups.",
	Severity: rule.Medium,
	Example: `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"iam.shared_role_groups"},
	Equivalents: []rule.Equivalent{
		{Tool: "kics", ID: "4ba74f01-aba5-4be2-83bc-be79ff1a3b92"},
		{Tool: "kics", ID: "ae03f542-1423-402f-9cef-c834e7ee9583"},
	},
	Sources: []string{"CIS AWS Compute Services 1.0.0 4.5", "AWS Well-Architected Serverless Applications Lens, Identity and access management"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		groups := in.Settings.IAM.SharedRoleGroups
		if f.Role.IsAbsent() {
			return rule.NotApplicable("the function names no role", f.Role)
		}
		sharers := in.Access.SharersOf(f)
		all, known := sharers.Get()
		if !known {
			return rule.Unknown(access.Unread("role", sharers.Reason(), f.Role.Origin()))
		}
		var unclear *estate.Function
		for _, g := range all {
			if g.Head() == f.Head() || grouped(groups.Get(), f.Name(), g.Name()) {
				continue
			}
			switch same := sameCode(f, g); same {
			case value.No:
				return rule.Fail("{name} shares its role with "+g.Name(), f.Role, access.Known("also used by", g.Address, g.Role.Origin()), rule.Setting(groups)).
					Label(g.Name() + " runs with this role too")
			case value.CannotTell:
				unclear = g
			}
		}
		switch {
		case unclear != nil:
			return rule.UnknownBecause("it cannot be told whether "+unclear.Name()+", which has the same role, runs the same code", f.Role, rule.Setting(groups))
		case sharers.Partial():
			return rule.Unknown(access.Unread("role", sharers.Reason(), f.Role.Origin()))
		}
		var about estate.Resource = f
		if role, reach := estate.Find[*estate.Role](in.Estate, f, f.Role); reach == estate.Here {
			about = role
		}
		if why, hides := in.Estate.Gap("function", about); hides {
			return rule.Unknown(access.Unread("role", why.Reason(), f.Role.Origin()))
		}
		return rule.Pass(f.Role, rule.Setting(groups))
	})},
}

// grouped reports whether the settings list both functions in one group.
func grouped(groups [][]string, a, b string) bool {
	return slices.ContainsFunc(groups, func(g []string) bool { return slices.Contains(g, a) && slices.Contains(g, b) })
}

// sameCode tells whether two functions run the same code: one function in two
// regions, or two of the same artifact.
func sameCode(a, b *estate.Function) value.Answer {
	if equal(a.NameOr(a.FunctionName), b.NameOr(b.FunctionName)) == value.Yes {
		return value.Yes
	}
	for _, pair := range [][2]value.Value[value.Text]{{a.CodeHash, b.CodeHash}, {a.ImageURI, b.ImageURI}, {a.Filename, b.Filename}} {
		switch {
		case pair[0].IsAbsent() && pair[1].IsAbsent():
		case pair[0].IsAbsent() != pair[1].IsAbsent() && !pair[0].IsUnknown() && !pair[1].IsUnknown():
			return value.No
		default:
			return equal(pair[0], pair[1])
		}
	}
	if a.CodeBucket.IsAbsent() && b.CodeBucket.IsAbsent() {
		return value.No
	}
	return value.Both(equal(a.CodeBucket, b.CodeBucket), equal(a.CodeKey, b.CodeKey))
}

func equal(a, b value.Value[value.Text]) value.Answer {
	x, one := a.Get()
	y, other := b.Get()
	switch {
	case a.IsAbsent() && b.IsAbsent():
		return value.Yes
	case a.IsUnknown() || b.IsUnknown():
		return value.CannotTell
	case !one || !other:
		return value.No
	}
	return x.Equal(y)
}
