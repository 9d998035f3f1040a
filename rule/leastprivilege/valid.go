package leastprivilege

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// PolicyValid is decided for customer managed policies, and for policies inside
// roles, users and groups that are declared by themselves.
var PolicyValid = &rule.Rule{
	ID:       "policy-valid",
	Title:    "Policies say something that AWS understands",
	Why:      "AWS refuses such a policy when it is applied, or takes it and it does not do what it says.",
	Fix:      "Correct the named element.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_policy" "orders" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "access-analyzer", ID: "ValidatePolicy"}, {Tool: "kics", ID: "bbe3dd3d-fea9-4b68-a785-cfabe2bbbc54"},
	},
	Sources: []string{"IAM User Guide, IAM Access Analyzer policy check reference"},
	Decide: []rule.Decision{
		rule.On[*estate.ManagedPolicy](func(in *rule.Input, p *estate.ManagedPolicy) rule.Outcome {
			return valid(in, p.Policy, policy.Managed)
		}),
		rule.On[*estate.RolePolicy](func(in *rule.Input, p *estate.RolePolicy) rule.Outcome {
			return valid(in, p.Policy, policy.RoleInline)
		}),
		rule.On[*estate.UserPolicy](func(in *rule.Input, p *estate.UserPolicy) rule.Outcome {
			return valid(in, p.Policy, policy.UserInline)
		}),
		rule.On[*estate.GroupPolicy](func(in *rule.Input, p *estate.GroupPolicy) rule.Outcome {
			return valid(in, p.Policy, policy.GroupInline)
		}),
	},
}

func valid(in *rule.Input, v estate.Policy, kind policy.Kind) rule.Outcome {
	d, known := v.Get()
	switch {
	case v.IsAbsent():
		return rule.NotApplicable("there is no document", v)
	case !known:
		return rule.Unknown(v)
	}
	for _, i := range d.Check(kind) {
		if i.Severity == policy.Rejected || i.Code == policy.IdleVariable {
			at := i.Origin
			if at == 0 {
				at = v.Origin()
			}
			o := rule.Fail("{name} is no valid policy: "+i.Message, access.Known("policy", i.Message, at)).Label(i.Message)
			if i.Next != "" {
				o = o.Fix(strings.ToUpper(i.Next[:1]) + i.Next[1:] + ".")
			}
			return o
		}
	}
	flaws := in.Access.Flaws(d)
	for _, f := range flaws {
		if f.Sure == value.Yes {
			return rule.Fail("{name} says what AWS does not know: "+f.What, f.Fact).Label(f.What)
		}
	}
	switch {
	case len(flaws) > 0:
		return rule.UnknownBecause(flaws[0].What, flaws[0].Fact)
	case d.Partial():
		return rule.Unknown(access.Unread("policy", d.Reason(), v.Origin()))
	}
	return rule.Pass(v)
}
