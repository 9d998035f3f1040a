package leastprivilege

import (
	"fmt"

	"bailiwick/access"
	"bailiwick/objective"
	"bailiwick/rule"
)

// RoleNoFullServiceAccess is decided for roles that functions run with.
var RoleNoFullServiceAccess = &rule.Rule{
	ID:       "role-no-full-service-access",
	Title:    "No function role holds all actions of a service on all its resources",
	Why:      "Who gets into the function can then read, change and delete everything that the service holds in the account, not only what the function uses.",
	Fix:      "List the actions that the code calls, and the ARNs of the table, bucket or queue that it uses.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
      Resource = aws_dynamodb_table.orders.arn
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"iam.full_access_allowed_services"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_policy_no_full_access_to_kms"},
		{Tool: "trivy", ID: "AWS-0345"},
		{Tool: "securityhub", ID: "IAM.21"},
		{Tool: "config", ID: "iam-policy-no-statements-with-full-access"},
		{Tool: "guard", ID: "iam_policy_no_statements_with_full_access"},
		{Tool: "cdk-nag", ID: "IAMPolicyNoStatementsWithFullAccess"},
		{Tool: "cfn_nag", ID: "W44"},
		{Tool: "powerpipe", ID: "iam_all_policy_no_service_wild_card"},
		{Tool: "safeguards", ID: "no-wild-iam-role-statements"},
	},
	Sources: []string{"IAM User Guide, Apply least-privilege permissions", "CIS AWS Compute Services 1.0.0 4.4"},
	Decide: ofFunctionGrants(func(in *rule.Input, g *access.Grants) rule.Outcome {
		allowed := in.Settings.IAM.FullAccessAllowedServices
		return judge(g, g.FullServices(exempt(in)), "its policies allow nothing", func(h access.Hit) rule.Outcome {
			return rule.Fail(fullMessage(h), facts(h.Facts(), rule.Setting(allowed))...).
				Label("every action, on every resource").Who(wired(in.Access, g.Principal, h.Service)).
				Fix("Name the actions and the ARNs that the function uses, in place of this.").At(h.Facts()[0].Origin())
		})
	}),
}

// exempt returns the services on which full access is allowed.
func exempt(in *rule.Input) []string {
	var out []string
	for _, s := range in.Settings.IAM.FullAccessAllowedServices.Get() {
		out = append(out, string(s))
	}
	return out
}

func fullMessage(h access.Hit) string {
	switch {
	case h.Less && h.More > 0:
		return fmt.Sprintf("{name} may do everything with %s and %d more services, except what is denied to it", things(h.Service), h.More)
	case h.Less:
		return "{name} may do everything with every " + things(h.Service) + ", except what is denied to it"
	case h.Service == "*":
		return "{name} may do everything in the account"
	case h.More > 0:
		return fmt.Sprintf("{name} may do everything with %s and %d more services", things(h.Service), h.More)
	}
	return "{name} may do everything with every " + things(h.Service)
}
