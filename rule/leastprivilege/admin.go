package leastprivilege

import (
	"cmp"
	"strings"

	"bailiwick/access"
	"bailiwick/access/escalation"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleNoAdmin is decided for roles that functions run with.
var RoleNoAdmin = &rule.Rule{
	ID:       "role-no-admin",
	Title:    "No function runs with administrator rights",
	Why:      "Whoever gets into the function then owns the account: data, keys, users, and the record of what was done.",
	Fix:      "Replace the policy with the actions that the code calls, on the resources that it uses.",
	Severity: rule.Critical,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_role_administratoraccess_policy"},
		{Tool: "prowler", ID: "iam_inline_policy_no_administrative_privileges"},
		{Tool: "prowler", ID: "iam_customer_attached_policy_no_administrative_privileges"},
		{Tool: "prowler", ID: "iam_aws_attached_policy_no_administrative_privileges"},
		{Tool: "checkov", ID: "CKV_AWS_62"},
		{Tool: "checkov", ID: "CKV_AWS_274"},
		{Tool: "kics", ID: "b1ffa705-19a3-4b73-b9d0-0c97d0663842"},
		{Tool: "kics", ID: "1b3af2f9-af8c-4dfc-a0f1-a03adb70deb2"},
		{Tool: "securityhub", ID: "IAM.1"},
		{Tool: "config", ID: "iam-policy-no-statements-with-admin-access"},
		{Tool: "guard", ID: "iam_role_administrator_access_policy_rule"},
		{Tool: "cfn_nag", ID: "W43"},
		{Tool: "cdk-nag", ID: "IAMPolicyNoStatementsWithAdminAccess"},
		{Tool: "powerpipe", ID: "iam_role_no_administrator_access_policy_attached"},
		{Tool: "scoutsuite", ID: "iam-managed-policy-allows-full-privileges"},
		{Tool: "cfripper", ID: "IAMRolesOverprivilegedRule"},
	},
	Sources: []string{"CIS AWS Compute Services 1.0.0 4.9", "IAM User Guide, Security best practices in IAM"},
	Decide: []rule.Decision{ofFunctions(func(in *rule.Input, r *estate.Role) rule.Outcome {
		way := escalation.Of(in.Access).From(escalation.Node{Of: r})
		switch admin := way.Admin; {
		case admin.Verdict == reason.Yes:
			return isAdmin(admin)
		case admin.Verdict == reason.Outside:
			return rule.UnknownBecause(admin.Why, policyFacts(in, r)...)
		}
		if p := proven(way); p != nil {
			return byPath("{name} can come by administrator rights", p)
		}
		return noWay(in, r, way)
	})},
}

// proven returns a path to an administrator that rests on nothing that was not
// read, nil if there is none.
func proven(way escalation.Way) *escalation.Path {
	for i := range way.Paths {
		if len(way.Paths[i].Given()) == 0 {
			return &way.Paths[i]
		}
	}
	return nil
}

func byPath(message string, p *escalation.Path) rule.Outcome {
	steps := stepFacts(p)
	o := rule.Fail(message, steps...).Who(p.String()).Label("the first step")
	if len(steps) > 0 {
		o = o.At(steps[0].Origin())
	}
	return o
}

func isAdmin(admin escalation.Admin) rule.Outcome {
	o := rule.Fail("{name} "+admin.What, facts(admin.Facts)...).Label("to a function")
	if len(admin.Facts) > 0 {
		o = o.At(admin.Facts[0].Origin())
	}
	if admin.Witness != nil {
		o = o.Who("one request of many: " + admin.Witness.String())
	}
	return o
}

// noWay is the outcome where no path to an administrator was found: a pass only
// if there is none.
func noWay(in *rule.Input, r estate.Resource, way escalation.Way) rule.Outcome {
	switch {
	case len(way.Paths) > 0:
		p := &way.Paths[0]
		return rule.UnknownBecause("it depends on what was not read: "+strings.Join(p.Given(), ", "), stepFacts(p)...)
	case len(way.Open) > 0:
		return rule.UnknownBecause(cmp.Or(way.Open[0].Open(), "a way to administrator rights cannot be ruled out"), stepFacts(&way.Open[0])...)
	case len(way.Gaps) > 0:
		return rule.Unknown(facts(way.Gaps)...)
	}
	return rule.Pass(policyFacts(in, r)...)
}

// policyFacts are the policies that a principal has.
func policyFacts(in *rule.Input, r estate.Resource) []rule.Fact {
	g := in.Access.Of(r)
	out := append(facts(g.Facts()), facts(g.Gaps())...)
	if out == nil {
		out = append(out, access.Known("policies", "none", r.Head().Block))
	}
	return out
}

// stepFacts are the statements that a path rests on.
func stepFacts(p *escalation.Path) []rule.Fact {
	var out []rule.Fact
	for i := range p.Steps {
		out = append(out, facts(p.Steps[i].Edges[0].Facts)...)
	}
	return out
}

// RoleNoPrivilegeEscalation is decided for every role but those of services.
var RoleNoPrivilegeEscalation = &rule.Rule{
	ID:       "role-no-privilege-escalation",
	Title:    "A role cannot make itself more powerful",
	Why:      "Whoever gets hold of the role takes the same steps: its own permissions are then no bound.",
	Fix:      "Remove the step that is named, or bind iam:PassRole to one role and one service.",
	Severity: rule.Critical,
	Example: `resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id
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
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_policy_allows_privilege_escalation"},
		{Tool: "prowler", ID: "iam_inline_policy_allows_privilege_escalation"},
		{Tool: "checkov", ID: "CKV_AWS_110"},
		{Tool: "checkov", ID: "CKV_AWS_286"},
		{Tool: "checkov", ID: "CKV2_AWS_40"},
		{Tool: "kics", ID: "fa62ac4f-f5b9-45b9-97c1-625c8b6253ca"},
		{Tool: "kics", ID: "c583f0f9-7dfd-476b-a056-f47c62b47b46"},
		{Tool: "kics", ID: "ee49557d-750c-4cc1-aa95-94ab36cbefde"},
		{Tool: "cfripper", ID: "PrivilegeEscalationRule"},
		{Tool: "cloudsplaining", ID: "PrivilegeEscalation"},
	},
	Sources: []string{"IAM User Guide, Granting a user permissions to pass a role to an AWS service"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		way := escalation.Of(in.Access).From(escalation.Node{Of: r})
		switch {
		case way.Admin.Verdict == reason.Yes:
			return rule.NotApplicable("it has administrator rights already", facts(way.Admin.Facts)...)
		}
		if p := proven(way); p != nil {
			o := byPath("{name} can make itself an administrator", p)
			if runs, _ := in.Access.RunsFunctions(r); runs != value.Yes {
				o = o.As(rule.High)
			}
			return o
		}
		return noWay(in, r, way)
	})},
}
