package leastprivilege

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleTrustForeignAccountApproved is decided for roles whose trust policy
// names accounts.
var RoleTrustForeignAccountApproved = &rule.Rule{
	ID:       "role-trust-foreign-account-approved",
	Title:    "Other accounts may assume a role only if approved",
	Why:      "The role's rights are then in the hands of whoever runs the other account.",
	Fix:      "Remove the principal, or record the account in accounts.trusted, with an owner and a purpose that you know.",
	Severity: rule.High,
	Example: `resource "aws_iam_role" "audit" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.current.account_id } }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.VendorAttestation},
	Settings:   []string{"accounts.own", "accounts.trusted", "organization.id"},
	Equivalents: []rule.Equivalent{
		{Tool: "prowler", ID: "iam_role_cross_account_readonlyaccess_policy"},
		{Tool: "cfripper", ID: "CrossAccountTrustRule"},
		{Tool: "powerpipe", ID: "iam_role_cross_account_read_only_access_policy"},
	},
	Sources: []string{"IAM User Guide, Access to AWS accounts owned by third parties"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		own := in.Settings.Accounts.Own
		if own.Any() {
			return rule.NotApplicable("accounts.own says that every account may have access", rule.Setting(own))
		}
		return accounts(in, r, rule.Setting(own), func(a admitted) rule.Outcome {
			if a.relation != access.Foreign {
				return rule.Pass(a.fact)
			}
			return rule.Fail("{name} may be taken from account "+a.account+", which is not approved", a.fact).Label("another account may take the role")
		})
	})},
}

// RoleTrustThirdPartyExternalID is decided for roles whose trust policy names
// accounts that are not ours.
var RoleTrustThirdPartyExternalID = &rule.Rule{
	ID:       "role-trust-third-party-external-id",
	Title:    "Third parties must present an external id",
	Why:      "Without it another customer of the same vendor can have the vendor take your role: the confused deputy.",
	Fix:      "Add a condition on sts:ExternalId with a value that the third party issues for you alone.",
	Severity: rule.High,
	Example: `resource "aws_iam_role" "vendor" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "777788889999" }
      Condition = { StringEquals = { "sts:ExternalId" = "c0ffee-4711-acme" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Settings:   []string{"accounts.own", "accounts.trusted"},
	Equivalents: []rule.Equivalent{
		{Tool: "kics", ID: "09c35abf-5852-4622-ac7a-b987b331232e"},
		{Tool: "scoutsuite", ID: "iam-assume-role-lacks-external-id-and-mfa"},
		{Tool: "kics", ID: "85138beb-ce7c-4ca3-a09f-e8fbcc57ddd7"},
	},
	Sources: []string{"IAM User Guide, Access to AWS accounts owned by third parties"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		own := in.Settings.Accounts.Own
		return accounts(in, r, rule.Setting(own), func(a admitted) rule.Outcome {
			if a.relation == access.Own {
				return rule.NotApplicable("its trust policy names our own accounts only", a.fact)
			}
			return externalID(a)
		})
	})},
}

// externalID judges the conditions on a foreign account.
func externalID(a admitted) rule.Outcome {
	bound, c := a.BoundBy("sts:ExternalId")
	other, _ := a.BoundBy("aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths")
	mfa, _ := a.RequiresTrue("aws:MultiFactorAuthPresent")
	if bound == value.Yes {
		for _, e := range c.Values.List {
			if id, literal := e.Text.Literal(); literal && (len(id) < 8 || id == a.account) {
				return rule.Fail("{name} takes an external id that can be guessed", a.Element("sts:ExternalId", e), a.fact).As(rule.Low)
			}
		}
	}
	switch {
	case bound == value.Yes, other == value.Yes, mfa == value.Yes:
		return rule.Pass(a.fact)
	case bound == value.CannotTell, other == value.CannotTell, mfa == value.CannotTell:
		return rule.Unknown(access.Unread("Condition", "it cannot be told whether it asks for an external id", a.At()))
	}
	return rule.Fail("Account "+a.account+" may take {name} without an external id", a.fact).Label("no external id is asked")
}

// admitted is an account that a statement of a trust policy lets in.
type admitted struct {
	access.ResourceStatement
	account  string
	relation access.Relation
	fact     access.Fact
}

// accounts judges every account that the trust policy names, and joins what
// comes: a failure before what is unknown, that before a pass, and what does
// not apply last.
func accounts(in *rule.Input, r *estate.Role, own rule.Fact, judge func(admitted) rule.Outcome) rule.Outcome {
	t := in.Access.Trust(r)
	outcome := rule.NotApplicable("its trust policy names no account", r.Trust)
	worse := func(o rule.Outcome) {
		if rank(o) > rank(outcome) {
			o.Facts = append(o.Facts, own)
			outcome = o
		}
	}
	for _, s := range t.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		if s.Principals.Partial() {
			worse(rule.Unknown(access.Unread("Principal", s.Principals.Reason(), s.At())))
		}
		for _, p := range s.Principals.List {
			worse(accountOf(in, r, s, p, judge))
		}
	}
	for _, g := range t.Gaps() {
		worse(rule.Unknown(g))
	}
	return outcome
}

// worse returns the outcome that counts: the first unless the other is worse.
func worse(o, than rule.Outcome) rule.Outcome {
	if rank(than) > rank(o) {
		return than
	}
	return o
}

// rank orders outcomes from the best.
func rank(o rule.Outcome) int {
	switch o.Verdict {
	case rule.FailVerdict:
		return 3
	case rule.UnknownVerdict:
		return 2
	case rule.PassVerdict:
		return 1
	}
	return 0
}

func accountOf(in *rule.Input, r *estate.Role, s access.ResourceStatement, p policy.Principal, judge func(admitted) rule.Outcome) rule.Outcome {
	fact := s.Element("Principal", p.Element)
	none := rule.NotApplicable("its trust policy names no account", fact)
	switch p.Kind {
	case policy.Service, policy.WebIdentity, policy.SAML, policy.UniqueID, policy.InvalidPrincipal:
		return none
	case policy.UnreadPrincipal:
		if _, ok := p.Account(); !ok {
			return rule.Unknown(access.Unread("Principal", p.String()+" is not known", fact.Origin()))
		}
	case policy.Everyone:
		return everyone(in, s, fact)
	}
	account, ok := p.Account()
	if !ok {
		return none
	}
	relation, why := in.Access.Account(r, account)
	if relation == access.Unclear {
		return rule.Unknown(access.Unread("Principal", why, fact.Origin()))
	}
	o := judge(admitted{s, account.String(), relation, fact})
	if o.Verdict == rule.FailVerdict && s.Effect != policy.Allow {
		return rule.Unknown(access.Unread("Effect", "it is not known", s.At()))
	}
	return o
}

// everyone judges a statement for all accounts by the condition that bounds
// them.
func everyone(in *rule.Input, s access.ResourceStatement, fact access.Fact) rule.Outcome {
	bound, c := s.BoundBy("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn")
	switch {
	case bound == value.No && s.Effect == policy.Allow:
		return rule.Fail("{name} may be taken from every AWS account", fact).As(rule.Critical).Label("every account may take the role")
	case bound != value.Yes:
		return rule.Unknown(access.Unread("Principal", "it cannot be told whether a condition bounds who may take the role", s.At()))
	}
	organisation := in.Settings.Organization.ID
	for _, e := range c.Values.List {
		if e.Text.Is(string(organisation.Get())) != value.Yes || organisation.Missing() {
			return rule.UnknownBecause("whose "+c.Key.String()+" "+e.String()+" is cannot be told: set organization.id", fact, rule.Setting(organisation))
		}
	}
	return rule.Pass(fact, rule.Setting(organisation))
}
