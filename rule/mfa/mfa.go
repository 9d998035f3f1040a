// Package mfa holds the rules on second factors: for administrators, and for the
// access keys of people.
package mfa

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/rule"
	"bailiwick/value"
)

// present is the key that tells whether a second factor was used. Requests that
// are signed with an access key of a user do not carry it (IAM User Guide, AWS
// global condition context keys).
const present = "aws:MultiFactorAuthPresent"

// policiesOf returns what the policies of a principal allow and deny, those of a
// user's groups among them, and what of them was not read.
func policiesOf(in *rule.Input, r estate.Resource) (allowed, denied []access.Statement, gaps []rule.Fact) {
	grants := []*access.Grants{in.Access.Of(r)}
	if u, ok := r.(*estate.User); ok {
		groups := u.GroupsOf(in.Estate)
		all, _ := groups.Get()
		if groups.IsUnknown() || groups.Partial() {
			gaps = append(gaps, access.Unread("groups", groups.Reason(), u.Block))
		}
		for _, g := range all {
			grants = append(grants, in.Access.Of(g))
		}
	}
	for _, g := range grants {
		allowed, denied = append(allowed, g.Statements()...), append(denied, g.Denies()...)
		gaps = append(gaps, rule.Facts(g.Gaps())...)
	}
	return allowed, denied, gaps
}

// asksAll tells whether every statement that allows what is asked about holds
// only with a second factor, and which does not. Where there is none, it cannot be
// told.
func asksAll(statements []access.Statement, about func(access.Statement) value.Answer) (value.Answer, rule.Fact) {
	answer, fact, found := value.Yes, rule.Fact(nil), false
	for _, s := range statements {
		if about(s) == value.No {
			continue
		}
		found = true
		asks, _ := s.RequiresTrue(present)
		if asks == value.No && (about(s) != value.Yes || s.Effect != policy.Allow) {
			asks = value.CannotTell
		}
		if asks != value.Yes && (fact == nil || asks == value.No) {
			fact = s.Fact()
		}
		answer = value.Both(answer, asks)
	}
	if !found {
		return value.CannotTell, nil
	}
	return answer, fact
}

// denies tells whether a Deny takes back, without a second factor, everything but
// what somebody needs to enrol one, and which it is.
func denies(statements []access.Statement) (value.Answer, rule.Fact) {
	answer, fact := value.No, rule.Fact(nil)
	for _, s := range statements {
		switch without := deniesWithout(s); {
		case without == value.Yes:
			return value.Yes, s.Fact()
		case without == value.CannotTell:
			answer, fact = value.CannotTell, s.Fact()
		}
	}
	return answer, fact
}

// deniesWithout tells whether a statement denies nearly everything to requests
// that carry no second factor, whether they say so or leave the key out.
func deniesWithout(s access.Statement) value.Answer {
	about := value.Both(everything(s), all(s))
	if about == value.No {
		return value.No
	}
	holds, _ := s.HoldsWhen(present, "false")
	for i := range s.Conditions {
		holds = value.Both(holds, s.Conditions[i].HoldsWithout())
	}
	if s.Effect != policy.Deny {
		holds = value.Both(holds, value.CannotTell)
	}
	return value.Both(about, holds)
}

// all tells whether a statement is about every resource.
func all(s access.Statement) value.Answer {
	if s.Resources.Not || s.Resources.IsAbsent() {
		return value.CannotTell
	}
	for _, e := range s.Resources.List {
		if e.Text.Inline() == "*" {
			return value.Yes
		}
	}
	if s.Resources.Partial() {
		return value.CannotTell
	}
	return value.No
}

// everything tells whether a statement is about every action, but for those by
// which somebody enrols a second factor or gets a session with it.
func everything(s access.Statement) value.Answer {
	if s.Actions.Partial() {
		return value.CannotTell
	}
	if !s.Actions.Not {
		for _, e := range s.Actions.List {
			if strings.Trim(e.Text.Inline(), "*:") == "" {
				return value.Yes
			}
		}
		return value.No
	}
	answer := value.Yes
	for _, e := range s.Actions.List {
		text, literal := e.Text.Literal()
		switch {
		case !literal:
			answer = value.CannotTell
		case !enrols(strings.ToLower(text)):
			return value.No
		}
	}
	return answer
}

// enrols reports whether an action, in lower case, is one of those that AWS's own
// example leaves to a user without a second factor (IAM User Guide, AWS: Allows
// MFA-authenticated IAM users to manage their own credentials on the Security
// credentials page), or reads as little as they do.
func enrols(action string) bool {
	name, isIAM := strings.CutPrefix(action, "iam:")
	switch {
	case action == "sts:getsessiontoken", action == "sts:getcalleridentity":
		return true
	case !isIAM:
		return false
	}
	switch name {
	case "changepassword", "getuser", "getaccountpasswordpolicy", "getaccountsummary", "listaccountaliases", "listusers":
		return true
	}
	return strings.Contains(name, "mfadevice")
}
