package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// ExecutionRolePassersApproved is decided for roles that functions run with.
var ExecutionRolePassersApproved = &rule.Rule{
	ID:       "execution-role-passers-approved",
	Title:    "Only the pipeline may hand out an execution role",
	Why:      "Whoever may hand the role to a function of his own runs code of his own with it, and so has all that the role may do.",
	Fix:      "Bind iam:PassRole to the pipeline's role, or name the role in identity.deployment_roles if it is the pipeline's.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id # named in identity.deployment_roles
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = aws_iam_role.orders.arn
      Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"identity.deployment_roles", "identity.admin_principals"},
	Sources:    []string{"IAM User Guide, Granting a user permissions to pass a role to an AWS service"},
	Decide: []rule.Decision{ofFunctions(func(in *rule.Input, r *estate.Role) rule.Outcome {
		arn, ok := r.ARN()
		own, split := policy.ParseARN(arn)
		if !ok || !split {
			return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Block))
		}
		function := policy.ARN{
			Partition: own.Partition, Service: value.Literal("lambda"), Region: value.Literal("*"), Account: own.Account, Resource: value.Literal("function:*"),
		}
		identity := &in.Settings.Identity
		approved := rule.ApprovedBy(identity.DeploymentRoles, identity.AdminPrincipals)
		return approved.Outcome(in, r, []access.Deed{{Does: "hand {name} to a function and so run code of its own with it", Needs: []access.Need{
			{Actions: []string{"iam:PassRole"}, On: []value.Text{arn}, Of: r, Context: [][2]string{{"iam:PassedToService", "lambda.amazonaws.com"}}},
			{Actions: []string{"lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"}, On: []value.Text{function.Text()}, Of: r},
		}}})
	})},
}
