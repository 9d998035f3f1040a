package mfa

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// UserKeysRequireMFA is decided for users.
var UserKeysRequireMFA = &rule.Rule{
	ID:       "user-keys-require-mfa",
	Title:    "Access keys of people work only with MFA",
	Why:      "A key that is lost, in a repository or on a laptop, is then enough to act as its owner.",
	Fix:      "Deny everything but the enrolment of a device while aws:MultiFactorAuthPresent is not true (BoolIfExists), or let people sign in by federation.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_user_policy" "ada" {
  user = aws_iam_user.ada.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      NotAction = ["iam:EnableMFADevice", "iam:ListMFADevices", "iam:CreateVirtualMFADevice", "iam:ResyncMFADevice", "sts:GetSessionToken"]
      Resource  = "*"
      Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.MFA, objective.LeastPrivilege},
	Settings:   []string{"identity.service_users"},
	Sources:    []string{"IAM User Guide, Secure API access with MFA"},
	Decide: []rule.Decision{rule.On[*estate.User](func(in *rule.Input, u *estate.User) rule.Outcome {
		service := in.Settings.Identity.ServiceUsers
		switch rule.Names(service, u) {
		case value.Yes:
			return rule.NotApplicable("it is no person", rule.Setting(service))
		case value.CannotTell:
			return rule.UnknownBecause("it cannot be told whether identity.service_users names it", rule.Setting(service))
		}
		key, o := activeKey(in, u)
		if key == nil {
			return o
		}
		o = keyAsks(in, u)
		o.Facts = append(o.Facts[:len(o.Facts):len(o.Facts)], key, rule.Setting(service))
		return o
	})},
}

// activeKey returns an access key of the user that is in use, else the outcome
// without one.
func activeKey(in *rule.Input, u *estate.User) (rule.Fact, rule.Outcome) {
	keys := estate.Companions[*estate.AccessKey](in.Estate, u, "")
	found, known := keys.Get()
	var maybe rule.Fact
	for _, k := range found {
		switch value.Is(k.Status, "Inactive") {
		case value.Yes:
			continue
		case value.CannotTell:
			if !k.Status.IsAbsent() {
				maybe = k.Status
				continue
			}
		}
		return access.Known("access key", k.Address, k.Block), rule.Outcome{}
	}
	switch {
	case maybe != nil:
		return nil, rule.Unknown(maybe)
	case !known || keys.Partial():
		return nil, rule.Unknown(access.Unread("access keys", keys.Reason(), u.Block))
	case !u.Scope.Baseline:
		return nil, rule.UnknownBecause("no access key is declared here, and one may be made by hand: iac.baseline says whether this is all that there is",
			access.Known("access keys", "none declared", u.Block), rule.Setting(in.Settings.IaC.Baseline))
	}
	return nil, rule.NotApplicable("it has no access key in use", access.Known("access keys", "none in use", u.Block))
}

// keyAsks judges what a user's policies and those of its groups let an access key
// do without a second factor.
func keyAsks(in *rule.Input, u *estate.User) rule.Outcome {
	allowed, denied, gaps := policiesOf(in, u)
	by, fact := denies(denied)
	if by == value.Yes {
		return rule.Pass(fact)
	}
	asked, open := asksAll(allowed, beyondEnrolment)
	switch {
	case len(gaps) > 0:
		return rule.Unknown(gaps...)
	case !slices.ContainsFunc(allowed, func(s access.Statement) bool { return beyondEnrolment(s) != value.No }):
		return rule.NotApplicable("its policies allow nothing but to enrol a device", access.Known("policies", "nothing more", u.Block))
	case asked == value.Yes:
		return rule.PassBecause("what it may do holds only with a second factor", access.Known("policies", "ask for it", u.Block))
	case by == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether a Deny takes everything back without a second factor", fact)
	case asked == value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether a statement holds only with a second factor", open)
	}
	return rule.Fail("An access key of {name} works without a second factor", open).Label("no second factor is asked for")
}

// beyondEnrolment tells whether a statement allows more than enrolling a device.
func beyondEnrolment(s access.Statement) value.Answer {
	if s.Actions.Not || s.Actions.Partial() {
		return value.Yes
	}
	for _, e := range s.Actions.List {
		if text, literal := e.Text.Literal(); !literal || !enrols(policy.Lower(text)) {
			return value.Yes
		}
	}
	return value.No
}
