package logretention

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionRoleCannotCreateLogGroup is decided for functions.
var FunctionRoleCannotCreateLogGroup = &rule.Rule{
	ID:         "function-role-cannot-create-log-group",
	Title:      "The function cannot recreate an unmanaged log group",
	Why:        "Once the declared log group is deleted, Lambda makes it again at the next call: it then keeps for ever, without the key, and nobody notices.",
	Fix:        "Use a policy with logs:CreateLogStream and logs:PutLogEvents only, in place of AWSLambdaBasicExecutionRole.",
	Severity:   rule.Low,
	Objectives: []objective.ID{objective.LogRetention, objective.LeastPrivilege},
	Sources:    []string{"Lambda Developer Guide, Sending Lambda function logs to CloudWatch Logs"},
	Example: `resource "aws_iam_role_policy" "logs" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.orders.arn}:*"
    }]
  })
}`,
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		group, reach := f.FunctionLogGroup(in.Estate)
		if reach != estate.Here {
			if why, unclear := in.Access.UnclearLogGroup(f); unclear {
				return rule.Unknown(why)
			}
			return rule.NotApplicable("its log group is not declared", access.Known("log group", "none declared", f.Block))
		}
		declared := access.Known("log group", group.Address, group.Block)
		if group.Exists() != value.Yes {
			return rule.Unknown(access.Unread("log group", group.Unsure.Reason(), group.Block))
		}
		role, reach := estate.Find[*estate.Role](in.Estate, f, f.Role)
		if reach != estate.Here {
			if f.Role.IsUnknown() || f.Role.IsAbsent() {
				return rule.Undecided(f.Role, declared)
			}
			return rule.UnknownBecause("the role is not declared here", f.Role, declared)
		}
		holder, ok := in.Access.Holder(role)
		if !ok {
			return rule.Unknown(access.Unread("arn", "the ARN of the role is not known", role.Block))
		}
		arn, known := group.ARN()
		if !known {
			return rule.UnknownBecause("the ARN of the log group is not known", f.Role, declared)
		}
		answer := holder.OnLogGroup("logs:CreateLogGroup", arn)
		switch {
		case answer.Verdict == reason.Yes:
			return rule.Fail("{name} makes its log group again when somebody deletes it, without retention and key", f.Role, holder.Fact(answer.Witness.Decision.By), declared).
				Label("a role that may make log groups").Who(answer.Witness.String())
		case len(holder.Gaps()) > 0:
			return rule.Unknown(rule.Facts(holder.Gaps(), declared)...)
		case answer.Verdict == reason.Outside:
			return rule.UnknownBecause(answer.Why, f.Role, declared)
		}
		return rule.Pass(append(rule.Facts(holder.Facts(answer.Because)), f.Role, declared)...)
	})},
}
