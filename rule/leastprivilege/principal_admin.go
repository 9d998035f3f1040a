package leastprivilege

import (
	"strings"

	"bailiwick/access"
	"bailiwick/access/escalation"
	"bailiwick/estate"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// PrincipalNoAdmin is decided for users, groups, roles that no function runs with,
// and customer managed policies that nothing attaches.
var PrincipalNoAdmin = &rule.Rule{
	ID:       "principal-no-admin",
	Title:    "Only named break-glass principals hold administrator rights",
	Why:      "Whoever takes over such a principal owns the account; the fewer there are, the fewer must be guarded.",
	Fix:      "Attach narrower policies, or name the principal in identity.admin_principals with an owner who answers for it.",
	Severity: rule.High,
	Example: `resource "aws_iam_user_policy_attachment" "ada" {
  user       = aws_iam_user.ada.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"identity.admin_principals"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_customer_unattached_policy_no_administrative_privileges"},
		{Tool: "prowler", ID: "iam_group_administrator_access_policy"},
		{Tool: "prowler", ID: "iam_user_administrator_access_policy"},
		{Tool: "checkov", ID: "CKV_AWS_1"},
		{Tool: "checkov", ID: "CKV_AWS_275"},
		{Tool: "kics", ID: "2f37c4a3-58b9-4afe-8a87-d7f1d2286f84"},
		{Tool: "kics", ID: "575a2155-6af1-4026-b1af-d5bc8fe2a904"},
		{Tool: "securityhub", ID: "IAM.1"},
		{Tool: "config", ID: "iam-policy-no-statements-with-admin-access"},
		{Tool: "guard", ID: "iam_policy_no_statements_with_admin_access"},
		{Tool: "cfn_nag", ID: "F5"},
		{Tool: "powerpipe", ID: "iam_policy_no_star_star"},
		{Tool: "trivy", ID: "AWS-0057"},
		{Tool: "kics", ID: "953b3cdb-ce13-428a-aa12-318726506661"},
		{Tool: "kics", ID: "f62aa827-4ade-4dc4-89e4-1433d384a368"},
	},
	Sources: []string{"IAM User Guide, Security best practices in IAM"},
	Decide: []rule.Decision{
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
			if arn, ok := r.ARN(); ok && strings.Contains(arn.Inline(), ":role/aws-service-role/") {
				return rule.NotApplicable("AWS makes the role for one of its services", access.Known("arn", arn.String(), r.Block))
			}
			switch runs, why := in.Access.RunsFunctions(r); runs {
			case value.Yes:
				return rule.NotApplicable("functions run with the role, which role-no-admin judges", why)
			case value.CannotTell:
				if o := noAdmin(in, r); o.Verdict != rule.PassVerdict {
					return rule.Unknown(why)
				}
			}
			return noAdmin(in, r)
		}),
		rule.On[*estate.User](func(in *rule.Input, u *estate.User) rule.Outcome { return noAdmin(in, u) }),
		rule.On[*estate.Group](func(in *rule.Input, g *estate.Group) rule.Outcome { return noAdmin(in, g) }),
		unattached(func(in *rule.Input, g *access.Grants) rule.Outcome {
			p := g.Principal
			if by := boundedBy(in, p); by != nil {
				return rule.NotApplicable("it is a permissions boundary, which grants nothing", access.Known("bounds", by.Head().Address, by.Head().Block))
			}
			admin := escalation.Of(in.Access).Admin(escalation.Node{Of: p})
			switch _, known := p.Head().ARN(); {
			case !known:
				return rule.Unknown(access.Unread("arn", "its ARN is not known", p.Head().Block))
			case admin.Verdict == reason.Yes:
				return isAdmin(admin).As(rule.Low).Label("to whoever it is attached to")
			case admin.Verdict == reason.Outside:
				return rule.UnknownBecause(admin.Why, facts(g.Facts())...)
			}
			return rule.Pass(facts(g.Facts())...)
		}),
	},
}

// noAdmin decides for a principal: it is none, cannot come to be one, or is
// approved.
func noAdmin(in *rule.Input, r estate.Resource) rule.Outcome {
	approved := in.Settings.Identity.AdminPrincipals
	is := rule.Names(approved, r)
	if is == value.Yes {
		return rule.PassBecause("it is an approved administrator", rule.Setting(approved))
	}
	if _, ok := r.Head().ARN(); !ok {
		return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Head().Block))
	}
	o := adminOrNot(in, r)
	if o.Verdict == rule.FailVerdict && is == value.CannotTell {
		return rule.UnknownBecause("it cannot be told whether identity.admin_principals names it", append(o.Facts, rule.Setting(approved))...)
	}
	o.Facts = append(o.Facts[:len(o.Facts):len(o.Facts)], rule.Setting(approved))
	return o
}

// adminOrNot decides whether the principal is an administrator or can come to be
// one.
func adminOrNot(in *rule.Input, r estate.Resource) rule.Outcome {
	way := escalation.Of(in.Access).From(escalation.Node{Of: r})
	switch admin := way.Admin; admin.Verdict {
	case reason.Yes:
		return isAdmin(admin).Label("grants it")
	case reason.Outside:
		return rule.UnknownBecause(admin.Why, policyFacts(in, r)...)
	}
	if p := proven(way); p != nil {
		return byPath("{name} can come by administrator rights", p)
	}
	return noWay(in, r, way)
}
