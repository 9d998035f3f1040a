package leastprivilege

import (
	"cmp"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// CallerRoleNarrow is decided for roles by which services invoke functions.
var CallerRoleNarrow = &rule.Rule{
	ID:       "caller-role-narrow",
	Title:    "Roles that invoke functions invoke only theirs",
	Why:      "Whoever can change the schedule, pipe or state machine can then start every function of the account.",
	Fix:      "Name the function's ARN, and its versions with ARN:*.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role_policy" "nightly" {
  role = aws_iam_role.nightly.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_function.orders.arn }]
  })
}`,
	Objectives:  []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{{Tool: "cdk-nag", ID: "AwsSolutions-IAM5"}},
	Sources: []string{
		"EventBridge Scheduler User Guide, Setting up Amazon EventBridge Scheduler",
		"AWS Step Functions Developer Guide, Creating an IAM role for your state machine in Step Functions",
	},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		who, unclear := calling(in.Access.Trust(r))
		switch {
		case who == nil && unclear != nil:
			return rule.Unknown(unclear)
		case who == nil:
			return rule.NotApplicable("no service takes it that invokes functions with a role", r.Trust)
		}
		g := in.Access.Of(r)
		o := judge(g, g.UnscopedInvoke(), "its policies do not allow lambda:InvokeFunction", func(h access.Hit) rule.Outcome {
			return rule.Fail("{name} may invoke every function", facts(h.Facts(), who)...).Label("every function").At(h.Facts()[0].Origin())
		})
		if unclear != nil && o.Verdict != rule.FailVerdict {
			return rule.Unknown(unclear)
		}
		return o
	})},
}

// callers are the services that invoke functions with a role that they are
// given, by their names in principals.
var callers = []string{"events", "scheduler", "pipes", "states", "apigateway"}

// calling returns the first principal of a trust policy that is a caller of
// functions, and why another may be one.
func calling(t *access.ResourcePolicy) (who, unclear rule.Fact) {
	for _, gap := range t.Gaps() {
		unclear = gap
	}
	for _, s := range t.Statements {
		if s.Effect == policy.Deny || s.MatchesAction("sts:AssumeRole") == value.No {
			continue
		}
		service, why := rule.Service(s, callers...)
		who, unclear = cmp.Or(who, service), cmp.Or(unclear, why)
	}
	return who, unclear
}
