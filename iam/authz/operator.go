package authz

import (
	"net/netip"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A relation is how a value of a request stands to one of a policy.
type relation uint8

const (
	undecided relation = iota
	different          // the test, its negation aside, does not hold
	satisfied          // it does
	malformed          // one of the two is not of the test's type
)

func related(is bool) relation {
	if is {
		return satisfied
	}
	return different
}

// compare compares a value of the request with one of the policy.
func (k *Condition) compare(o *operand, is value.Text, c *Context, buffer *[maxFilled]byte) relation {
	test := k.operator.Test
	switch kindOf(test) {
	case numbers, dates, networks, binaries:
		return o.compareTyped(test, is)
	}
	r := compareText(test, &o.pattern, is, c, buffer)
	if o.literal != nil && compareText(test, o.literal, is, c, buffer) != r {
		return undecided
	}
	return r
}

// compareTyped compares what is neither text nor truth.
func (o *operand) compareTyped(test policy.Test, is value.Text) relation {
	s, ok := is.Literal()
	switch {
	case o.hole:
		return undecided
	case o.bad:
		return malformed
	case !ok:
		return undecided
	}
	switch kindOf(test) {
	case numbers:
		n, ok := policy.ParseNumber(s)
		if !ok {
			return malformed
		}
		return related(test.Ordered(n.Compare(o.number)))
	case dates:
		t, ok := policy.ParseDate(s)
		if !ok {
			return malformed
		}
		return related(test.Ordered(t.Compare(o.date)))
	case networks:
		address, err := netip.ParseAddr(s)
		if err != nil {
			return malformed
		}
		return related(o.network.Contains(address))
	}
	bytes, ok := decode(s)
	if !ok {
		return malformed
	}
	return related(bytes == o.bytes)
}

// compareText compares texts, ARNs and truths.
func compareText(test policy.Test, p *pattern, is value.Text, c *Context, buffer *[maxFilled]byte) relation {
	s, literal := is.Literal()
	if p.pieces == nil && literal && !p.slow {
		return compareLiteral(test, p.fixed, s)
	}
	var filled []byte
	state := open
	if p.pieces != nil {
		filled, state = p.fill(c, buffer)
	}
	switch {
	case state == missing: // as AWS documents it for variables without a value
		return different
	case state == plural && test.Negated(): // there is no word on it
		return undecided
	case state == plural:
		return different
	case state == open || !literal:
		return compareLoose(test, p, is, c)
	}
	return compareLiteral(test, filled, s)
}

func compareLiteral[P string | []byte](test policy.Test, p P, s string) relation {
	switch test {
	case policy.StringEquals, policy.StringNotEquals:
		return related(string(p) == s)
	case policy.StringEqualsIgnoreCase, policy.StringNotEqualsIgnoreCase:
		return related(equalFold(p, s))
	case policy.StringLike, policy.StringNotLike:
		if tooLong(len(p), s) {
			return undecided
		}
		return related(glob(p, s))
	case policy.Bool:
		if !isTruth(p) || !isTruth(s) {
			return malformed
		}
		return related(equalFold(p, s))
	}
	if tooLong(len(p), s) {
		return undecided
	}
	takes, ok := matchARN(p, s)
	if !ok {
		return malformed
	}
	return related(takes)
}

func isTruth[P string | []byte](s P) bool { return equalFold(s, "true") || equalFold(s, "false") }

// compareLoose compares where something is not known.
func compareLoose(test policy.Test, p *pattern, is value.Text, c *Context) relation {
	pattern, more := p.loose(c)
	if tooLong(len(pattern.Inline()), is.Inline()) {
		return undecided
	}
	answer := value.CannotTell
	switch test {
	case policy.StringEquals, policy.StringNotEquals:
		answer = is.Equal(pattern)
	case policy.StringEqualsIgnoreCase, policy.StringNotEqualsIgnoreCase:
		answer = value.Inline(policy.Lower(is.Inline())).Equal(value.Inline(policy.Lower(pattern.Inline())))
	case policy.StringLike, policy.StringNotLike:
		answer = is.Match(pattern)
	case policy.ARNEquals, policy.ARNLike, policy.ARNNotEquals, policy.ARNNotLike:
		answer = policy.MatchARN(pattern, is)
		if !policy.SixParts(is) && (answer == value.Yes || test.Negated()) {
			answer = value.CannotTell // it may be malformed
		}
	}
	switch {
	case answer == value.No:
		return different
	case answer == value.Yes && !more:
		return satisfied
	}
	return undecided
}
