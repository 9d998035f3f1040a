package leastprivilege

import (
	"fmt"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleNoWildcardAction is decided for roles, and for customer managed policies
// that nothing attaches.
var RoleNoWildcardAction = &rule.Rule{
	ID:       "role-no-wildcard-action",
	Title:    "Role policies name their actions",
	Why:      "A wildcard grants more than the code calls, and what AWS adds to the service later.",
	Fix:      "Write out the actions that the code uses.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role_policy" "jobs" {
  role = aws_iam_role.jobs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      Resource = aws_sqs_queue.jobs.arn
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"iam.wildcard_action_limit"},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_63"},
		{Tool: "checkov", ID: "CKV_AWS_49"},
		{Tool: "kics", ID: "575a2155-6af1-4026-b1af-d5bc8fe2a904"},
		{Tool: "guard", ID: "iam_role_no_wildcard_actions_on_permissions"},
		{Tool: "cfn_nag", ID: "F3"},
		{Tool: "cfn_nag", ID: "F4"},
		{Tool: "cfripper", ID: "IAMRoleWildcardActionOnPolicyRule"},
		{Tool: "cdk-nag", ID: "AwsSolutions-IAM5"},
		{Tool: "cdk-nag", ID: "Serverless-StarPermissions"},
		{Tool: "safeguards", ID: "no-wild-iam-role-statements"},
		{Tool: "trivy", ID: "AWS-0057"},
		{Tool: "kics", ID: "59ebb4f3-2a6c-46dc-b4f0-cc5418dcddcd"},
		{Tool: "kics", ID: "f62aa827-4ade-4dc4-89e4-1433d384a368"},
	},
	Sources: []string{"IAM User Guide, IAM JSON policy elements: Action"},
	Decide: []rule.Decision{
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
			g := in.Access.Of(r)
			told := access.Reply{}
			runs, why := in.Access.RunsFunctions(r)
			if runs != value.No {
				told = g.FullServices(exempt(in))
			}
			o := wildcardAction(in, g, told)
			if runs == value.CannotTell && o.Verdict == rule.NotApplicableVerdict && len(told.Hits) > 0 {
				return rule.Unknown(why) // the rules that would tell it are for roles of functions
			}
			return o
		}),
		unattached(wildcardActionApart),
		rolePolicyApart(wildcardActionApart),
		unusedDocument(wildcardActionApart),
	},
}

func wildcardActionApart(in *rule.Input, g *access.Grants) rule.Outcome {
	return wildcardAction(in, g, access.Reply{})
}

// wildcardAction judges what role-no-full-service-access does not tell.
func wildcardAction(in *rule.Input, g *access.Grants, told access.Reply) rule.Outcome {
	limit := in.Settings.IAM.WildcardActionLimit
	r := g.WildcardActions(limit.Get())
	all := len(r.Hits)
	r.Hits = without(r.Hits, told.Hits)
	if len(r.Hits) == 0 && all > 0 && len(r.Maybe) == 0 {
		return rule.NotApplicable("its wildcards are judged by role-no-full-service-access", facts(told.Hits[0].Facts())...)
	}
	return judge(g, r, "its policies allow nothing", func(h access.Hit) rule.Outcome {
		message := fmt.Sprintf("{name} is allowed %s: %d actions", h.Action, h.More)
		if h.Actions.Not {
			message = fmt.Sprintf("{name} is allowed everything but a list: %d actions", h.More)
		}
		told := h.Facts()
		return rule.Fail(message, facts(told, rule.Setting(limit))...).
			Label(fmt.Sprintf("matches %d actions", h.More)).At(told[max(len(told)-2, 0)].Origin())
	})
}

// without returns the hits of whose statements none is among the told ones.
func without(hits, told []access.Hit) []access.Hit {
	var out []access.Hit
	for _, h := range hits {
		if !among(h, told) {
			out = append(out, h)
		}
	}
	return out
}

func among(h access.Hit, told []access.Hit) bool {
	for _, t := range told {
		if t.Statement == h.Statement {
			return true
		}
	}
	return false
}
