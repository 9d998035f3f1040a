package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// FunctionENIActionsKeptFromCode is decided for functions.
var FunctionENIActionsKeptFromCode = &rule.Rule{
	ID:       "function-eni-actions-kept-from-code",
	Title:    "Network interface rights serve Lambda, not the code",
	Why:      "Lambda needs them to join the VPC, the code does not: somebody inside it can take addresses away from others.",
	Fix:      "Add the Deny with the condition ArnEquals lambda:SourceFunctionArn that the Lambda guide shows for functions in a VPC.",
	Severity: rule.Info,
	Example: `resource "aws_iam_role_policy" "interfaces" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Deny"
      Action = [
        "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
        "ec2:DetachNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
      ]
      Resource  = "*"
      Condition = { ArnEquals = { "lambda:SourceFunctionArn" = aws_lambda_function.orders.arn } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.VPC},
	Sources:    []string{"AWS Lambda Developer Guide, Giving Lambda functions access to resources in an Amazon VPC"},
	Decide: []rule.Decision{rule.On[*estate.Function](func(in *rule.Input, f *estate.Function) rule.Outcome {
		subnets, known := f.Subnets.Get()
		if f.Subnets.IsAbsent() || known && len(subnets) == 0 && !f.Subnets.Partial() {
			return rule.NotApplicable("it is in no VPC", f.Subnets)
		}
		r, reach := estate.Find[*estate.Role](in.Estate, f, f.Role)
		arn, named := f.ARN()
		switch {
		case !known:
			return rule.Unknown(f.Subnets)
		case reach != estate.Here:
			return rule.UnknownBecause("its role is not declared here", f.Role)
		case !named:
			return rule.Unknown(access.Unread("arn", "its ARN is not known", f.Block))
		}
		h, ok := in.Access.Holder(r)
		if !ok {
			return rule.Unknown(access.Unread("arn", "the ARN of its role is not known", r.Block))
		}
		return keptFromCode(h, arn)
	})},
}

// interfaceActions are those by which Lambda joins a VPC for a function.
var interfaceActions = []string{
	"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
	"ec2:DetachNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
}

func keptFromCode(h *access.Holder, function value.Text) rule.Outcome {
	open := ""
	var proofs []rule.Fact
	for _, action := range interfaceActions {
		switch a := h.FromCode(function, action); a.Verdict {
		case reason.Yes:
			return rule.Fail("The code of {name} may call "+action, h.Fact(a.Witness.Decision.By)).Label("the code may use it too").Who(a.Witness.String())
		case reason.Outside:
			open = a.Why
		default:
			proofs = append(proofs, rule.Facts(h.Facts(a.Because))...)
		}
	}
	switch {
	case len(h.Gaps()) > 0:
		return rule.Unknown(rule.Facts(h.Gaps())...)
	case open != "":
		return rule.UnknownBecause(open, access.Known("role", h.Of.Head().Name(), h.Of.Head().Block))
	}
	return rule.Pass(append(proofs, access.Known("role", h.Of.Head().Name(), h.Of.Head().Block))...)
}
