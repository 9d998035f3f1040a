package leastprivilege

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/objective"
	"bailiwick/rule"
)

// FunctionRoleNoBroadManagedPolicy is decided for roles that functions run
// with and that have a policy of AWS.
var FunctionRoleNoBroadManagedPolicy = &rule.Rule{
	ID:       "function-role-no-broad-managed-policy",
	Title:    "Execution roles use no broad AWS managed policy",
	Why:      "AWS's policies name no resource of yours, and AWS changes them.",
	Fix:      "Replace it with a policy of your own that names the resource.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.orders.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "cdk-nag", ID: "AwsSolutions-IAM4"},
		{Tool: "guard", ID: "iam_role_elevated_managed_policy_rule"},
		{Tool: "cfn_nag", ID: "W44"},
		{Tool: "checkov", ID: "CKV2_AWS_56"},
		{Tool: "prowler", ID: "iam_aws_attached_policy_no_administrative_privileges"},
		{Tool: "cfripper", ID: "IAMRolesOverprivilegedRule"},
	},
	Sources: []string{"AWS Lambda Developer Guide, AWS managed policies for Lambda features"},
	Decide: []rule.Decision{ofFunctions(func(in *rule.Input, r *estate.Role) rule.Outcome {
		g := in.Access.Of(r)
		own, unclear := g.AWSPolicies()
		reply := g.UnscopedBroad()
		for _, h := range reply.Hits {
			if h.Policy.AWS != nil && !isPlumbing(h.Policy.AWS.Name) && !polls(h.Policy.AWS.Name) {
				name := h.Policy.AWS.Name
				return rule.Fail("{name} has "+name+", which allows "+list(h)+" on every resource", facts(h.Facts())...).
					Label("names no resource").Who(wired(in.Access, r, h.Service))
			}
		}
		for _, h := range reply.Maybe {
			if h.Policy.AWS != nil && !isPlumbing(h.Policy.AWS.Name) && !polls(h.Policy.AWS.Name) {
				return rule.UnknownBecause(h.Why, facts(h.Facts())...)
			}
		}
		switch {
		case len(unclear) > 0:
			return rule.Unknown(facts(unclear)...)
		case len(own) == 0:
			return rule.NotApplicable("the role has no policy that AWS maintains", facts(g.Facts())...)
		}
		var names []string
		for _, p := range own {
			names = append(names, p.AWS.Name)
		}
		return rule.Pass(access.Known("policies of AWS", strings.Join(names, ", "), g.Facts()[0].Origin()))
	})},
}

// polls reports whether a policy of AWS only lets Lambda read the function's
// event source.
func polls(name string) bool {
	switch name {
	case "AWSLambdaKinesisExecutionRole", "AWSLambdaDynamoDBExecutionRole", "AWSLambdaInvocation-DynamoDB",
		"AWSLambdaSQSQueueExecutionRole", "AWSLambdaMSKExecutionRole":
		return true
	}
	return false
}
