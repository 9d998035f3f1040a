package policy

import "bailiwick/value"

// An ARN is an Amazon Resource Name, or a pattern of one, in its pieces:
// arn:partition:service:region:account:resource (AWS General Reference, "Amazon
// Resource Names"). Region and account may be empty.
type ARN struct {
	Partition, Service, Region, Account, Resource value.Text
}

// ParseARN splits a text at its first five colons. It reports false for what
// is no ARN, and for a text in which a hole before the fifth colon may itself
// hold a colon: a hole of the class ARN is an ARN that cannot be split.
func ParseARN(t value.Text) (ARN, bool) {
	var a ARN
	arn, rest, ok := t.Cut(':')
	if !ok || arn.Inline() != "arn" {
		return ARN{}, false
	}
	for _, piece := range []*value.Text{&a.Partition, &a.Service, &a.Region, &a.Account} {
		if *piece, rest, ok = rest.Cut(':'); !ok {
			return ARN{}, false
		}
	}
	a.Resource = rest
	return a, true
}

// Text returns the ARN as one text.
func (a ARN) Text() value.Text {
	colon := value.Literal(":")
	return value.Join(value.Literal("arn:"), a.Partition, colon, a.Service, colon, a.Region, colon, a.Account, colon, a.Resource)
}

func (a ARN) String() string { return a.Text().String() }

// Type splits the resource at its first slash or colon: "function" and
// "orders:PROD", "role" and "team/orders". It reports false if there is
// neither, or if a hole before it may hold one.
func (a ARN) Type() (kind, name value.Text, ok bool) {
	slash, afterSlash, hasSlash := a.Resource.Cut('/')
	colon, afterColon, hasColon := a.Resource.Cut(':')
	switch {
	case hasSlash && (!hasColon || len(slash.Inline()) < len(colon.Inline())):
		return slash, afterSlash, true
	case hasColon:
		return colon, afterColon, true
	}
	return a.Resource, value.Text{}, false
}

// AccountOf returns the account that an ARN names, or the text itself if it
// is an account id. It reports false if there is none, or none that can be
// told: S3 buckets have no account in their ARN.
func AccountOf(t value.Text) (value.Text, bool) {
	if isAccount(t) {
		return t, true
	}
	a, ok := ParseARN(t)
	if !ok || a.Account.Inline() == "" {
		return value.Text{}, false
	}
	return a.Account, true
}

// isAccount reports whether the text is an account id, if only as a hole.
func isAccount(t value.Text) bool {
	if sym, ok := t.Symbol(); ok {
		return sym.Class() == value.Account
	}
	s, ok := t.Literal()
	if !ok || len(s) != 12 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
