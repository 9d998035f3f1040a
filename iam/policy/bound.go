package policy

import (
	"strings"

	"bailiwick/value"
)

// BoundBy tells whether the statement applies only to requests in which one
// of the keys is present and has one of few fixed values, and returns the
// condition that decides: the one that bounds, or the first that fails to. A
// condition bounds its key if it does not hold for an absent key (neither
// IfExists nor ForAllValues, unless another condition forbids the absence), if
// its test is an equality and not negated, and if none of its values takes in
// everything: "*", an ARN of any account, an id with wildcards, a whole
// address space.
//
//	answer, c := st.BoundBy("aws:SourceArn", "aws:SourceAccount")
func (s *Statement) BoundBy(keys ...string) (value.Answer, *Condition) {
	return s.best(keys, func(c *Condition, key string) value.Answer {
		bounds := s.bounds(c)
		if bounds != value.No && c.HoldsWithout() != value.No {
			present, _ := s.Requires(key)
			return both(bounds, present)
		}
		return bounds
	})
}

// Requires tells whether the statement applies only to requests that carry the
// key, whatever its value.
func (s *Statement) Requires(key string) (value.Answer, *Condition) {
	if alwaysPresent(key) {
		return value.Yes, nil
	}
	return s.best([]string{key}, func(c *Condition, _ string) value.Answer { return c.HoldsWithout().Not() })
}

// RequiresTrue tells whether the statement applies only to requests in which
// the key is "true", as of aws:SecureTransport and aws:MultiFactorAuthPresent.
func (s *Statement) RequiresTrue(key string) (value.Answer, *Condition) {
	return s.best([]string{key}, func(c *Condition, key string) value.Answer {
		present, _ := s.Requires(key)
		return both(present, c.HoldsFor("false").Not())
	})
}

// HoldsWhen tells whether the conditions hold in requests in which the key has
// the value: yes if in all of them, whatever else they carry, no if in none.
// The condition is the one that decides or is in the way. It is what a Deny of
// requests without TLS is asked: HoldsWhen("aws:SecureTransport", "false").
func (s *Statement) HoldsWhen(key, is string) (value.Answer, *Condition) {
	answer, deciding := value.Yes, (*Condition)(nil)
	if s.moreConditions {
		answer = value.CannotTell
	}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		holds := value.CannotTell
		if c.IsKey(key) == value.Yes {
			holds = c.HoldsFor(is)
		}
		switch {
		case holds == value.No:
			return value.No, c
		case holds == value.CannotTell && answer == value.Yes || deciding == nil:
			answer, deciding = both(answer, holds), c
		}
	}
	return answer, deciding
}

// best returns the best answer that any condition on one of the keys gives,
// and that condition. What is not read may be better than no.
func (s *Statement) best(keys []string, ask func(*Condition, string) value.Answer) (value.Answer, *Condition) {
	answer, deciding := value.No, (*Condition)(nil)
	if s.moreConditions {
		answer = value.CannotTell
	}
	for _, key := range keys {
		for i := range s.Conditions {
			c := &s.Conditions[i]
			on := c.IsKey(key)
			if on == value.No {
				continue
			}
			switch got := both(on, ask(c, key)); {
			case got == value.Yes:
				return value.Yes, c
			case got == value.CannotTell && answer == value.No || deciding == nil:
				deciding = c
				if got == value.CannotTell {
					answer = got
				}
			}
		}
	}
	return answer, deciding
}

// both returns the answer to "this and that".
func both(a, b value.Answer) value.Answer {
	switch {
	case a == value.No || b == value.No:
		return value.No
	case a == value.CannotTell || b == value.CannotTell:
		return value.CannotTell
	}
	return value.Yes
}

// alwaysPresent reports whether every request carries the key (IAM User Guide,
// "AWS global condition context keys").
func alwaysPresent(key string) bool {
	switch Lower(key) {
	case "aws:securetransport", "aws:requestedregion", "aws:currenttime", "aws:epochtime":
		return true
	}
	return false
}

// bounds tells whether a key that is present has one of few fixed values where
// the condition holds.
func (s *Statement) bounds(c *Condition) value.Answer {
	fixed := func(e Element) value.Answer { return value.Yes }
	switch c.Operator.Test {
	case UnknownTest:
		return value.CannotTell
	case StringEquals, StringEqualsIgnoreCase, NumericEquals, DateEquals, Bool, BinaryEquals:
	case StringLike, ARNEquals, ARNLike:
		fixed = func(e Element) value.Answer { return fixedPattern(Lower(c.Key.Inline()), e.Text) }
	case IPAddress:
		fixed = fixedNetwork
	default:
		return value.No
	}
	values := c.Values
	if !c.Operator.Test.Wildcards() && c.Operator.Test != IPAddress {
		values.partial = false // whatever else is in the list, it is compared as it is
	}
	return values.any(func(e Element) value.Answer {
		if s.variables != value.No && callerSets(e.Text) {
			return value.CannotTell
		}
		return fixed(e).Not()
	}).Not()
}

// callerSets reports whether the text has a policy variable whose value may be
// the caller's choice: all but those that come with the resource.
func callerSets(t value.Text) bool {
	for _, key := range Variables(t) {
		if !hasPrefixFold(key, "aws:Resource") {
			return true
		}
	}
	return false
}

// fixedPattern tells whether a pattern takes only a few values that nobody
// else can have.
func fixedPattern(key string, t value.Text) value.Answer {
	if !hasWildcards(t) {
		return fixedHoles(t)
	}
	first := beforeWildcard(t)
	switch key {
	case "aws:principalorgpaths", "aws:sourceorgpaths", "aws:resourceorgpaths", "aws:vpceorgpaths":
		org, _, ok := first.Cut('/')
		return both(value.Answered(ok), fixedHoles(org))
	case "aws:principalorgid", "aws:sourceorgid", "aws:resourceorgid", "aws:vpceorgid",
		"aws:principalaccount", "aws:sourceaccount", "aws:resourceaccount", "aws:vpceaccount",
		"aws:sourcevpc", "aws:sourcevpce", "aws:sourceowner":
		return value.No
	}
	if arn, ok := ParseARN(t); ok {
		if arn.Account.Inline() == "" { // a bucket's name is fixed if the wildcard is in the key
			bucket, _, whole := beforeWildcard(arn.Resource).Cut('/')
			return both(value.Answered(arn.Service.Inline() == "s3" && whole), fixedHoles(bucket))
		}
		return both(value.Answered(!hasWildcards(arn.Account)), fixedHoles(arn.Account))
	}
	if s := first.Inline(); strings.HasPrefix(s, "arn:") || strings.HasPrefix("arn:", s) {
		return value.No // the wildcard stands before the account, or before everything
	}
	return fixedHoles(t)
}

// fixedHoles tells whether what stands in the text's holes is fixed: a user's
// variable may be "*".
func fixedHoles(t value.Text) value.Answer {
	for _, hole := range t.Symbols() {
		if hole.Class() == value.Free {
			return value.CannotTell
		}
	}
	return value.Yes
}

func fixedNetwork(e Element) value.Answer {
	s, ok := e.Text.Literal()
	if !ok {
		return fixedHoles(e.Text)
	}
	network, err := ParseNetwork(s)
	return value.Answered(err != nil || network.Bits() > 0)
}
