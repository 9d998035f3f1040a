package access

import (
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// OpenToAnyone tells whether a caller that nobody named may call the function
// straight: by a function URL without authentication, or by a statement of its
// policy for everyone that no condition bounds. Entries in front of it, such as
// APIs, have rules of their own.
func (e *Engine) OpenToAnyone(f *estate.Function) (value.Answer, Fact) {
	answer, fact := value.No, Known("entry", "none without authentication", f.Block)
	urls := f.FunctionURLs(e.view)
	found, _ := urls.Get()
	if urls.Partial() {
		answer, fact = value.CannotTell, Unread("function URL", urls.Reason(), f.Block)
	}
	for _, u := range found {
		auth, known := u.AuthType.Get()
		if !known {
			answer, fact = value.CannotTell, Unread("authorization_type", u.AuthType.Reason(), u.AuthType.Origin())
			continue
		}
		switch auth.Is("NONE") {
		case value.Yes:
			return value.Yes, Known("authorization_type", "NONE", u.AuthType.Origin())
		case value.CannotTell:
			answer, fact = value.CannotTell, Unread("authorization_type", auth.String()+" is not known", u.AuthType.Origin())
		}
	}
	p := e.ResourcePolicy(f)
	for _, s := range p.Statements {
		switch open := OpenStatement(s.Statement); {
		case open == value.Yes:
			return value.Yes, Known("Principal", "*", s.At())
		case open == value.CannotTell && answer == value.No:
			answer, fact = value.CannotTell, Unread("Principal", name(s.Reason(), "it cannot be told who it lets in"), s.At())
		}
	}
	if gaps := p.Gaps(); len(gaps) > 0 && answer == value.No {
		answer, fact = value.CannotTell, gaps[0]
	}
	return answer, fact
}

// OpenStatement tells whether a statement of a resource policy lets in callers
// that nobody named: everyone, without a condition that bounds who calls, from
// where or for what.
func OpenStatement(s *policy.Statement) value.Answer {
	if s.Effect == policy.Deny {
		return value.No
	}
	anyone := s.Principals.IsAnyone()
	if anyone == value.No {
		return value.No
	}
	bound, _ := Bound(s,
		"aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceOwner",
		"aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn",
		"aws:SourceVpc", "aws:SourceVpce", "aws:VpceAccount", "aws:VpceOrgID", "aws:SourceIp", "aws:userid",
		"kms:CallerAccount", "lambda:EventSourceToken",
	)
	switch {
	case bound == value.Yes:
		return value.No
	case anyone == value.Yes && bound == value.No && s.Effect == policy.Allow:
		return value.Yes
	}
	return value.CannotTell
}

// Bound is the statement's BoundBy for what attributes stand for, too: one that
// turns out to be null or "" makes no condition, so that a condition on it
// bounds nothing for certain. The best of the keys counts.
func Bound(s *policy.Statement, keys ...string) (value.Answer, *policy.Condition) {
	answer, deciding := value.No, (*policy.Condition)(nil)
	for i := range keys {
		bound, c := s.BoundBy(keys[i])
		if bound == value.Yes && !isSet(c) {
			bound = value.CannotTell
		}
		switch {
		case bound == value.Yes:
			return bound, c
		case bound == value.CannotTell && answer == value.No || deciding == nil:
			answer, deciding = value.Either(answer, bound), c
		}
	}
	return answer, deciding
}

// isSet reports whether the values of a condition are known to be there.
func isSet(c *policy.Condition) bool {
	for _, v := range c.Values.List {
		if v.IsUnknown() || v.Text.IsEmpty() != value.No {
			return false
		}
	}
	return !c.Values.Partial()
}
