package policy

import "bailiwick/value"

// A Condition is one key under one operator. The conditions of a statement
// must all hold.
type Condition struct {
	Place
	Operator Operator
	Written  value.Text // the operator as it was written
	Key      value.Text // as written; compare it with IsKey
	Values   Elements   // any of them, or for a negated test none
}

// IsKey tells whether the condition is on the key, in any case.
func (c *Condition) IsKey(key string) value.Answer { return value.CannotTell }

// BoundBy tells whether the statement applies only to requests in which one
// of the keys is present and has one of few fixed values, and returns the
// condition that decides. A condition bounds its key if it does not hold for
// an absent key (neither IfExists nor ForAllValues, unless Null forbids the
// absence), if its test is not negated, and if none of its values takes in
// everything: "*", an ARN with any account, a whole address space.
//
//	answer, c := st.BoundBy("aws:SourceArn", "aws:SourceAccount")
func (s *Statement) BoundBy(keys ...string) (value.Answer, *Condition) {
	return value.CannotTell, nil
}

// Requires tells whether the statement applies only to requests that carry the
// key, whatever its value.
func (s *Statement) Requires(key string) (value.Answer, *Condition) { return value.CannotTell, nil }

// RequiresTrue tells whether the statement applies only to requests in which
// the key is "true", as of aws:SecureTransport and aws:MultiFactorAuthPresent.
func (s *Statement) RequiresTrue(key string) (value.Answer, *Condition) {
	return value.CannotTell, nil
}

// HoldsWhen tells whether the conditions hold in requests in which the key has
// the value: yes if in all of them, whatever else they carry, no if in none.
// It is what a Deny of requests without TLS is asked:
// HoldsWhen("aws:SecureTransport", "false").
func (s *Statement) HoldsWhen(key, is string) (value.Answer, *Condition) {
	return value.CannotTell, nil
}

// On returns the conditions on the key, and whether there may be others.
func (s *Statement) On(key string) (on []*Condition, all bool) { return nil, false }
