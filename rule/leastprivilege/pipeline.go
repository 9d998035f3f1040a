package leastprivilege

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// DeploymentRoleBounded is decided for the roles in identity.deployment_roles.
var DeploymentRoleBounded = &rule.Rule{
	ID:       "deployment-role-bounded",
	Title:    "The pipeline cannot grant more than it should",
	Why:      "A pipeline that makes roles without a boundary makes administrators: whoever can change what it deploys owns the account.",
	Fix:      "Allow iam:CreateRole, iam:PutRolePolicy and iam:AttachRolePolicy only with the condition iam:PermissionsBoundary, and deny iam:DeleteRolePermissionsBoundary.",
	Severity: rule.High,
	Example: `resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"]
      Resource  = "arn:aws:iam::111122223333:role/app/*"
      Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::111122223333:policy/boundary" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.ChangeManagement},
	Settings:   []string{"identity.deployment_roles", "iam.required_boundary"},
	Sources:    []string{"IAM User Guide, Permissions boundaries for IAM entities"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		roles, required := in.Settings.Identity.DeploymentRoles, in.Settings.IAM.RequiredBoundary
		is := rule.Names(roles, r)
		h, ok := in.Access.Holder(r)
		switch {
		case !roles.Set():
			return rule.NotApplicable("no role is named as a pipeline's", rule.Setting(roles))
		case required.Any():
			return rule.NotApplicable("no boundary is required", rule.Setting(required))
		case is == value.No:
			return rule.NotApplicable("it is no role of a pipeline", rule.Setting(roles))
		case is == value.CannotTell:
			return rule.UnknownBecause("it cannot be told whether identity.deployment_roles names it", rule.Setting(roles))
		case !ok:
			return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Block))
		}
		return bounds(in, r, h)
	})},
}

// granting are the actions by which somebody gives a role more than it had. The
// request carries the boundary of the role (Service Authorization Reference,
// "Condition keys for AWS IAM").
var granting = []struct{ action, does string }{
	{"iam:CreateRole", "make a role"},
	{"iam:PutRolePolicy", "write a policy of a role"},
	{"iam:AttachRolePolicy", "attach a policy to a role"},
	{"iam:PutRolePermissionsBoundary", "give a role a boundary"},
}

// bounds asks for each of the actions whether the role may take it on a role with
// another boundary than the required one, or with none, and whether it may take
// the required one off.
func bounds(in *rule.Input, r *estate.Role, h *access.Holder) rule.Outcome {
	required := in.Settings.IAM.RequiredBoundary
	arn, _ := policy.ParseARN(h.Principal.Name)
	roles := policy.ARN{Partition: arn.Partition, Service: arn.Service, Region: arn.Region, Account: arn.Account, Resource: value.Literal("role/*")}
	need := func(action string) access.Need {
		return access.Need{Actions: []string{action}, On: []value.Text{roles.Text()}, Of: r}
	}
	other := policy.ARN{
		Partition: arn.Partition, Service: arn.Service, Region: arn.Region, Account: arn.Account, Resource: value.Literal("policy/no-boundary-of-ours"),
	}
	var open, proofs []rule.Fact
	why := ""
	for _, g := range granting {
		without, with := need(g.action), need(g.action)
		without.Absent = []string{"iam:PermissionsBoundary"}
		with.Context = [][2]string{{"iam:PermissionsBoundary", other.Text().Inline()}}
		asked := []struct {
			need access.Need
			how  string
		}{{without, " that has no boundary"}, {with, " that has another boundary than the required one"}}
		if g.action == "iam:PutRolePermissionsBoundary" {
			asked = asked[1:]
		}
		for _, a := range asked {
			answer, fact := in.Access.Meets(h, a.need)
			switch answer.Verdict {
			case reason.Yes:
				return rule.Fail("{name} may "+g.does+a.how, fact, rule.Setting(required)).
					Label("allows it").Who(answer.Witness.String())
			case reason.Outside:
				why = answer.Why
			default:
				proofs = append(proofs, rule.Facts(h.Facts(answer.Because))...)
			}
		}
	}
	off := need("iam:DeleteRolePermissionsBoundary")
	if text := required.Get(); text != "" && !strings.Contains(string(text), "*") {
		off.Context = [][2]string{{"iam:PermissionsBoundary", string(text)}}
	}
	switch answer, fact := in.Access.Meets(h, off); {
	case answer.Verdict == reason.Yes:
		return rule.Fail("{name} may take the boundary off a role", fact, rule.Setting(required)).Label("allows it").Who(answer.Witness.String())
	case answer.Verdict == reason.Outside:
		why = answer.Why
	}
	open = append(rule.Facts(h.Gaps()), policyFacts(in, r)...)
	switch {
	case len(h.Gaps()) > 0:
		return rule.Unknown(rule.Facts(h.Gaps())...)
	case why != "":
		return rule.UnknownBecause(why, open...)
	case required.Missing():
		return rule.MissingSetting(required)
	}
	return rule.Pass(append(proofs, open...)...)
}
