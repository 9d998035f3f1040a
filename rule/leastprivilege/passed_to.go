package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RolePassRoleNamesService is decided for roles, and for policies that nothing
// declared here attaches.
var RolePassRoleNamesService = &rule.Rule{
	ID:       "role-passrole-names-service",
	Title:    "PassRole says to which service",
	Why:      "A role that is meant for one service can be handed to another that its trust policy lets in, and runs there.",
	Fix:      "Add the condition StringEquals iam:PassedToService with the one service.",
	Severity: rule.Low,
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
	Sources:    []string{"IAM User Guide, IAM and AWS STS condition context keys"},
	Decide:     ofGrants(passedTo),
}

func passedTo(in *rule.Input, g *access.Grants) rule.Outcome {
	outcome := rule.NotApplicable("its policies do not allow iam:PassRole", rule.Facts(g.Facts())...)
	for _, s := range g.Statements() {
		if s.MatchesAction("iam:PassRole") == value.No {
			continue
		}
		if o := passes(in, g, s); rank(o) > rank(outcome) {
			outcome = o
		}
	}
	if gaps := g.Gaps(); outcome.Verdict != rule.FailVerdict && len(gaps) > 0 {
		return rule.Unknown(rule.Facts(gaps)...)
	}
	return outcome
}

// passes judges one statement that allows PassRole, or may.
func passes(in *rule.Input, g *access.Grants, s access.Statement) rule.Outcome {
	fact := s.Fact()
	bound, c := s.BoundBy("iam:PassedToService")
	if bound == value.Yes && c != nil {
		for _, e := range c.Values.List {
			if fixed, open := fixedPrefix(e.Text); open == value.Yes && fixed == "" {
				bound = value.No // *.amazonaws.com is every service
			}
		}
	}
	switch one := forOneService(in, g, s); {
	case bound == value.Yes:
		return rule.Pass(fact, access.Known("iam:PassedToService", "is asked for", fact.Origin()))
	case one == value.Yes:
		return rule.Pass(fact, access.Known("role", "its trust policy lets one service in", fact.Origin()))
	case bound == value.CannotTell, s.MatchesAction("iam:PassRole") == value.CannotTell:
		return rule.Unknown(access.Unread("iam:PassedToService", "it cannot be told whether it is asked for", fact.Origin()))
	case one == value.CannotTell:
		return rule.Unknown(access.Unread("role", "it cannot be told which services may take the role that is passed", fact.Origin()))
	case g.Limited():
		return rule.Unknown(access.Unread("policies", "a Deny or a boundary limits them, and what is left is not worked out", fact.Origin()))
	}
	return rule.Fail("{name} may pass a role to any service that the role trusts", fact).Label("no iam:PassedToService").At(fact.Origin())
}

// forOneService tells whether the statement names roles only that are declared
// here and let in one service and nobody else.
func forOneService(in *rule.Input, g *access.Grants, s access.Statement) value.Answer {
	if s.Resources.Not || len(s.Resources.List) == 0 {
		return value.No
	}
	answer := value.Yes
	if s.Resources.Partial() {
		answer = value.CannotTell
	}
	for _, e := range s.Resources.List {
		role, reach := estate.Find[*estate.Role](in.Estate, g.Principal, value.Known(e.Text, s.Fact().Origin()))
		if reach != estate.Here {
			if _, open := fixedPrefix(e.Text); open == value.Yes {
				return value.No // whatever role is made later
			}
			answer = value.CannotTell
			continue
		}
		switch trustsOne(in.Access.Trust(role)) {
		case value.No:
			return value.No
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer
}

// trustsOne tells whether a trust policy lets one service in, and nobody else.
func trustsOne(t *access.ResourcePolicy) value.Answer {
	if len(t.Gaps()) > 0 {
		return value.CannotTell
	}
	name, answer := "", value.Yes
	for _, s := range t.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		if s.Principals.Partial() {
			answer = value.CannotTell
		}
		for _, p := range s.Principals.List {
			service, known := p.ServiceName()
			switch {
			case p.Kind == policy.UnreadPrincipal, p.Kind == policy.Service && !known:
				answer = value.CannotTell
			case p.Kind != policy.Service, name != "" && name != service:
				return value.No
			default:
				name = service
			}
		}
	}
	return value.Both(answer, value.Answered(name != ""))
}
