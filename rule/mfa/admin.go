package mfa

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/access/escalation"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// AdminRequiresMFA is decided for users, groups and roles.
var AdminRequiresMFA = &rule.Rule{
	ID:       "admin-requires-mfa",
	Title:    "Administrators act only with MFA",
	Why:      "A password or key that is stolen is then enough to own the account.",
	Fix:      "Add the condition Bool aws:MultiFactorAuthPresent = true to the trust policy, or to the statement that grants the rights.",
	Severity: rule.High,
	Example: `resource "aws_iam_role" "admin" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.MFA, objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_administrator_access_with_mfa"},
		{Tool: "trivy", ID: "AWS-0123"},
		{Tool: "kics", ID: "b5681959-6c09-4f55-b42b-c40fa12d03ec"},
		{Tool: "scoutsuite", ID: "iam-assume-role-no-mfa"},
		{Tool: "powerpipe", ID: "iam_user_with_administrator_access_mfa_enabled"},
	},
	Sources: []string{"IAM User Guide, Secure API access with MFA"},
	Decide: []rule.Decision{
		rule.On[*estate.User](func(in *rule.Input, u *estate.User) rule.Outcome { return administrator(in, u, nil) }),
		rule.On[*estate.Group](func(in *rule.Input, g *estate.Group) rule.Outcome { return administrator(in, g, nil) }),
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
			return administrator(in, r, func() rule.Outcome { return takers(in, r) })
		}),
	},
}

// administrator decides for a principal that may be one: its policies ask for a
// second factor, or who takes it is asked, as the outcome of taken says, which is
// nil where nobody takes it.
func administrator(in *rule.Input, r estate.Resource, taken func() rule.Outcome) rule.Outcome {
	if _, ok := r.Head().ARN(); !ok {
		return rule.Unknown(access.Unread("arn", "its ARN is not known", r.Head().Block))
	}
	allowed, denied, gaps := policiesOf(in, r)
	admin := escalation.Of(in.Access).Admin(escalation.Node{Of: r})
	switch admin.Verdict {
	case reason.No:
		if len(gaps) > 0 {
			return rule.Unknown(gaps...)
		}
		return rule.NotApplicable("it is no administrator", policiesAs(in, r)...)
	case reason.Outside:
		return rule.UnknownBecause(admin.Why, policiesAs(in, r)...)
	}
	o := rule.Fail("{name} is an administrator without a second factor", rule.Facts(admin.Facts)...).Label("no second factor is asked for")
	if taken != nil {
		if o = taken(); o.Verdict == rule.PassVerdict || o.Verdict == rule.NotApplicableVerdict {
			return o
		}
	}
	by, fact := denies(denied)
	asked, open := asksAll(allowed, powerful)
	switch {
	case by == value.Yes:
		return rule.Pass(fact)
	case asked == value.Yes:
		return rule.PassBecause("its rights hold only with a second factor", rule.Facts(admin.Facts)...)
	case o.Verdict == rule.UnknownVerdict:
		return o
	case by == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether a Deny takes its rights back without a second factor", fact)
	case asked == value.CannotTell && open == nil:
		return rule.UnknownBecause("it cannot be told which statements make it one", rule.Facts(admin.Facts)...)
	case asked == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether its rights hold only with a second factor", open)
	}
	return o
}

// policiesAs are the policies that a principal has itself, as facts.
func policiesAs(in *rule.Input, r estate.Resource) []rule.Fact {
	return rule.Facts(in.Access.Of(r).Facts())
}

// telling are actions of which an administrator has one at least.
var telling = []string{"iam:AttachRolePolicy", "iam:PutUserPolicy", "iam:CreateAccessKey", "s3:DeleteBucket", "ec2:TerminateInstances", "lambda:UpdateFunctionCode"}

// powerful tells whether a statement may be a part of an administrator's rights.
func powerful(s access.Statement) value.Answer {
	is := value.No
	for _, action := range telling {
		is = value.Either(is, s.MatchesAction(action))
	}
	return is
}

// takers judges who may take a role: people only with a second factor. Services
// have none; who comes by a provider of identities is asked by it.
func takers(in *rule.Input, r *estate.Role) rule.Outcome {
	if arn, ok := r.ARN(); ok && strings.Contains(arn.Inline(), ":role/aws-service-role/") {
		return rule.NotApplicable("AWS makes the role for one of its services", r.Trust)
	}
	t := in.Access.Trust(r)
	o := rule.Each(r, t, "only services may take it", func(s access.ResourceStatement) rule.Outcome {
		none := rule.NotApplicable("only services may take it", access.Known("Principal", "services", s.At()))
		if s.Effect == policy.Deny || len(s.Principals.List) == 0 && !s.Principals.Partial() {
			return none
		}
		people, federated := none, false
		for _, p := range s.Principals.List {
			switch p.Kind {
			case policy.Service, policy.UniqueID, policy.InvalidPrincipal:
			case policy.WebIdentity, policy.SAML:
				federated = true
			default:
				people = asksTaker(s, s.Element("Principal", p.Element))
			}
		}
		switch {
		case s.Principals.Partial():
			return rule.Unknown(access.Unread("Principal", s.Principals.Reason(), s.At()))
		case people.Verdict != rule.NotApplicableVerdict:
			return people
		case federated:
			return rule.UnknownBecause("whether its provider asks people for a second factor needs an attestation", access.Known("Principal", "federated", s.At()))
		}
		return none
	})
	if o.Verdict == rule.FailVerdict && slices.ContainsFunc(t.Statements, func(s access.ResourceStatement) bool { return s.Effect != policy.Allow }) {
		return rule.UnknownBecause("a Deny stands beside it, and whom it leaves is not worked out", o.Facts...)
	}
	return o
}

// asksTaker judges what a statement of a trust policy asks of a person.
func asksTaker(s access.ResourceStatement, who rule.Fact) rule.Outcome {
	switch asks, _ := s.RequiresTrue(present); {
	case asks == value.Yes:
		return rule.Pass(who, access.Known(present, "is asked for", s.At()))
	case asks == value.CannotTell, s.Effect != policy.Allow:
		return rule.Unknown(access.Unread("Condition", "it cannot be told whether it asks for a second factor", s.At()))
	}
	return rule.Fail("{name} is an administrator, and may be taken without a second factor", who).Label("no second factor is asked for")
}
