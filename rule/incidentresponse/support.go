package incidentresponse

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// SupportRoleExists is decided for accounts.
var SupportRoleExists = &rule.Rule{
	ID:       "support-role-exists",
	Title:    "A role for AWS Support exists",
	Why:      "In an incident nobody can then open a case with AWS, or somebody does it as an administrator.",
	Fix:      "Make a role that people may assume and attach AWSSupportAccess to it.",
	Severity: rule.Low,
	Example: `resource "aws_iam_role_policy_attachment" "support" {
  role       = aws_iam_role.support.name
  policy_arn = "arn:aws:iam::aws:policy/AWSSupportAccess"
}`,
	Objectives: []objective.ID{objective.IncidentResponse, objective.AccessReview},
	Settings:   []string{"iac.baseline"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_support_role_created"}, {Tool: "powerpipe", ID: "iam_support_role"},
	},
	Sources: []string{"CIS AWS Foundations 7.0.0 2.15"},
	Decide: []rule.Decision{rule.On[*estate.Account](func(in *rule.Input, a *estate.Account) rule.Outcome {
		var maybe *estate.Role
		for r := range estate.All[*estate.Role](in.Estate) {
			if estate.Shares(r, a) == value.No {
				continue
			}
			switch value.Both(estate.Shares(r, a), value.Both(r.Exists(), value.Both(opensCases(in, r), forPeople(in.Access.Trust(r))))) {
			case value.Yes:
				return rule.Pass(rule.Given{Name: "role", Value: r.Address, At: r.Block})
			case value.CannotTell:
				maybe = r
			}
		}
		none := []rule.Fact{rule.Given{Name: "support role", Value: "none declared", At: a.Block}, rule.Setting(in.Settings.IaC.Baseline)}
		if why, hides := in.Estate.Hides("role", a.Scope); hides {
			return rule.Unknown(access.Unread("role", "one may hide: "+why.Reason(), a.Block))
		}
		switch {
		case maybe != nil:
			return rule.Unknown(access.Unread("role", "it cannot be told whether "+maybe.Address+" may open cases, and for people", maybe.Block))
		case !a.Scope.Baseline:
			return rule.UnknownBecause("no role for AWS Support is declared here, and the account may have one all the same: iac.baseline says whether this is all that it has", none...)
		}
		return rule.Fail("No role that people may assume can open a case with AWS Support", none...)
	})},
}

// opensCases tells whether a role has AWSSupportAccess, or all of AWS Support by
// another policy.
func opensCases(in *rule.Input, r *estate.Role) value.Answer {
	g := in.Access.Of(r)
	for i := range g.Policies {
		if aws := g.Policies[i].AWS; aws != nil && aws.Name == "AWSSupportAccess" {
			return value.Yes
		}
	}
	answer := value.No
	if len(g.Gaps()) > 0 {
		answer = value.CannotTell
	}
	for _, s := range g.Statements() {
		if all := value.Both(s.MatchesAction("support:CreateCase"), s.MatchesAction("support:DescribeCases")); all != value.No {
			if s.Effect != policy.Allow || s.HasConditions() != value.No || g.Limited() {
				all = value.CannotTell
			}
			answer = value.Either(answer, all)
		}
	}
	return answer
}

// forPeople tells whether a trust policy lets somebody in who is no service.
func forPeople(t *access.ResourcePolicy) value.Answer {
	answer := value.No
	if len(t.Gaps()) > 0 {
		answer = value.CannotTell
	}
	for _, s := range t.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		lets := value.No
		if s.Principals.Partial() || slices.ContainsFunc(s.Principals.List, func(p policy.Principal) bool { return p.Kind == policy.UnreadPrincipal }) {
			lets = value.CannotTell
		}
		if slices.ContainsFunc(s.Principals.List, func(p policy.Principal) bool {
			switch p.Kind {
			case policy.Service, policy.UniqueID, policy.InvalidPrincipal, policy.UnreadPrincipal:
				return false
			}
			return true
		}) {
			lets = value.Yes
		}
		if s.Effect != policy.Allow {
			lets = value.Both(lets, value.CannotTell)
		}
		answer = value.Either(answer, lets)
	}
	return answer
}
