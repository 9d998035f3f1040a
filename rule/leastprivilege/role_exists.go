package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionRoleExists is decided for functions.
var FunctionRoleExists = &rule.Rule{
	ID:       "function-role-exists",
	Title:    "The execution role exists and can be assumed by Lambda",
	Why:      "Lambda cannot start a function whose role it may not take: calls fail, and whoever makes the role later decides what the function may do.",
	Fix:      "Let lambda.amazonaws.com assume the role by its trust policy.",
	Severity: rule.High,
	Example: `resource "aws_iam_role" "orders" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Sources: []string{
		"CIS AWS Compute Services 1.0.0 4.7",
		"AWS Lambda Developer Guide, Defining Lambda function permissions with an execution role",
	},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		role, reach := estate.Find[*estate.Role](in.Estate, f, f.Role)
		if reach != estate.Here {
			if f.Role.IsUnknown() || f.Role.IsAbsent() {
				return rule.Undecided(f.Role)
			}
			return rule.UnknownBecause("the role is not declared here", f.Role)
		}
		t, ok := in.Access.Target(role)
		if !ok {
			return rule.Unknown(access.Unread("arn", "the ARN of the role is not known", role.Block))
		}
		ask := authz.Request{
			Principal: authz.ParsePrincipal(value.Literal("lambda.amazonaws.com")), Action: "sts:AssumeRole",
			Resource: t.Resource, ResourceAccount: t.Account,
		}
		d := authz.Decide(&ask, &t.Granted().Policies)
		switch d.Effect {
		case authz.Allow:
			return rule.Pass(f.Role, t.Fact(d.By))
		case authz.CannotTell:
			return rule.UnknownBecause(d.String(), append([]rule.Fact{f.Role}, facts(t.Gaps())...)...)
		case authz.ExplicitDeny:
			return rule.Fail("Lambda is denied the role "+role.Head().Name()+" of {name}", f.Role, t.Fact(d.By)).Label("a role that Lambda may not assume")
		}
		return rule.Fail("Lambda may not assume the role "+role.Head().Name()+" of {name}", f.Role, role.Trust).Label("a role that Lambda may not assume")
	})},
}
