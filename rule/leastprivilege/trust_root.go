package leastprivilege

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleTrustAccountRootNarrowed is decided for roles that trust an account of
// ours as a whole.
var RoleTrustAccountRootNarrowed = &rule.Rule{
	ID:       "role-trust-account-root-narrowed",
	Title:    "Trust in a whole account is narrowed",
	Why:      "Whoever in the account has sts:AssumeRole on every role, as developers and pipelines often do, then takes this one too.",
	Fix:      "Name the roles that take it in place of the account, or add a condition on aws:PrincipalArn.",
	Severity: rule.Low,
	Example: `resource "aws_iam_role" "reader" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.reports.arn } }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Equivalents: []rule.Equivalent{
		{Tool: "checkov", ID: "CKV_AWS_61"}, {Tool: "cfripper", ID: "PartialWildcardPrincipalRule"},
	},
	Sources: []string{"IAM User Guide, AWS JSON policy elements: Principal"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		t := in.Access.Trust(r)
		return rule.Each(r, t, "it trusts no account as a whole", func(s access.ResourceStatement) rule.Outcome {
			worst := rule.NotApplicable("it trusts no account as a whole", access.Known("Principal", "no account", s.At()))
			if s.Effect == policy.Deny {
				return worst
			}
			for _, p := range s.Principals.List {
				worst = worse(worst, wholeAccount(in, r, t, s, p))
			}
			if s.Principals.Partial() && worst.Verdict != rule.FailVerdict {
				return rule.Unknown(access.Unread("Principal", s.Principals.Reason(), s.At()))
			}
			return worst
		})
	})},
}

// wholeAccount judges one principal that a trust policy lets in.
func wholeAccount(in *rule.Input, r *estate.Role, t *access.ResourcePolicy, s access.ResourceStatement, p policy.Principal) rule.Outcome {
	fact := s.Element("Principal", p.Element)
	switch p.Kind {
	case policy.UnreadPrincipal:
		if p.Type == "" || p.Type == "AWS" {
			return rule.Unknown(access.Unread("Principal", p.String()+" is not known", fact.Origin()))
		}
		return rule.NotApplicable("it trusts no account as a whole", fact)
	case policy.Account:
	default:
		return rule.NotApplicable("it trusts no account as a whole", fact)
	}
	account, _ := p.Account()
	switch relation, why := in.Access.Account(r, account); relation {
	case access.Unclear:
		return rule.Unknown(access.Unread("Principal", why, fact.Origin()))
	case access.Own:
	default:
		return rule.NotApplicable("the account is not ours: role-trust-foreign-account-approved judges it", fact)
	}
	switch narrowed, c := narrows(s); {
	case narrowed == value.Yes:
		return rule.Pass(fact, access.Known(c, "is asked for", s.At()))
	case narrowed == value.CannotTell:
		return rule.Unknown(access.Unread("Condition", "it cannot be told whom it leaves", s.At()))
	case s.Effect != policy.Allow:
		return rule.Unknown(access.Unread("Effect", "it is not known", s.At()))
	case slices.ContainsFunc(t.Statements, func(s access.ResourceStatement) bool { return s.Effect != policy.Allow }):
		return rule.UnknownBecause("a Deny stands beside it, and whom it leaves is not worked out", fact)
	}
	return rule.Fail("Everyone in account "+account.String()+" who may assume roles may take {name}", fact).Label("the whole account")
}

// narrows tells whether a statement asks for something that not every caller
// has, and for what: a name, a tag, a second factor, an id, an address.
func narrows(s access.ResourceStatement) (value.Answer, string) {
	if mfa, _ := s.RequiresTrue("aws:MultiFactorAuthPresent"); mfa == value.Yes {
		return value.Yes, "aws:MultiFactorAuthPresent"
	}
	answer := value.No
	if s.ConditionsPartial() {
		answer = value.CannotTell
	}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		key, ok := c.Key.Literal()
		if !ok {
			answer = value.CannotTell
			continue
		}
		switch policy.Lower(key) {
		case "aws:securetransport", "aws:requestedregion", "aws:currenttime", "aws:epochtime", "aws:principalaccount", "aws:principalorgid", "aws:principaltype":
			continue // every caller of the account has it, or can
		}
		switch bound, _ := s.BoundBy(key); {
		case bound == value.Yes && slices.ContainsFunc(c.Values.List, everyoneOfAccount):
		case bound == value.Yes:
			return value.Yes, key
		case bound == value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer, ""
}

// everyoneOfAccount reports whether a value is the ARN of everyone in an account,
// or of all its roles or users.
func everyoneOfAccount(e policy.Element) bool {
	arn, ok := policy.ParseARN(e.Text)
	if !ok {
		return false
	}
	kind, name, _ := strings.Cut(arn.Resource.Inline(), "/")
	return kind == "*" || kind == "root" || name == "*"
}
