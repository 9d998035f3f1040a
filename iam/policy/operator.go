package policy

import "strings"

// An Operator is the operator of a condition: "ForAnyValue:StringLikeIfExists".
type Operator struct {
	Test     Test
	Set      SetOperator
	IfExists bool
}

// A Test is the comparison of an operator. The zero Test is one that is not
// known: a condition with it may hold and may not.
type Test uint8

// The tests (IAM User Guide, "IAM JSON policy elements: Condition operators").
const (
	UnknownTest Test = iota
	StringEquals
	StringNotEquals
	StringEqualsIgnoreCase
	StringNotEqualsIgnoreCase
	StringLike
	StringNotLike
	NumericEquals
	NumericNotEquals
	NumericLessThan
	NumericLessThanEquals
	NumericGreaterThan
	NumericGreaterThanEquals
	DateEquals
	DateNotEquals
	DateLessThan
	DateLessThanEquals
	DateGreaterThan
	DateGreaterThanEquals
	Bool
	BinaryEquals
	IPAddress
	NotIPAddress
	ARNEquals // the same test as ARNLike
	ARNLike
	ARNNotEquals // the same test as ARNNotLike
	ARNNotLike
	Null
)

var testNames = [...]string{
	"", "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
	"StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan",
	"NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals",
	"DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
	"Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals",
	"ArnNotLike", "Null",
}

// String returns the test as AWS writes it: "IpAddress".
func (t Test) String() string { return testNames[t] }

// Negated reports whether the test holds for what equals none of the values,
// and so for a key that is absent.
func (t Test) Negated() bool {
	switch t {
	case StringNotEquals, StringNotEqualsIgnoreCase, StringNotLike, NumericNotEquals, DateNotEquals,
		NotIPAddress, ARNNotEquals, ARNNotLike:
		return true
	}
	return false
}

// Ordered reports whether a number or date of a request that compares with the
// policy's as -1, 0 or 1 satisfies the test, negation aside.
func (t Test) Ordered(order int) bool {
	switch t {
	case NumericLessThan, DateLessThan:
		return order < 0
	case NumericLessThanEquals, DateLessThanEquals:
		return order <= 0
	case NumericGreaterThan, DateGreaterThan:
		return order > 0
	case NumericGreaterThanEquals, DateGreaterThanEquals:
		return order >= 0
	}
	return order == 0
}

// Wildcards reports whether '*' and '?' in the test's values are wildcards.
func (t Test) Wildcards() bool {
	switch t {
	case StringLike, StringNotLike, ARNEquals, ARNLike, ARNNotEquals, ARNNotLike:
		return true
	}
	return false
}

// A SetOperator says how the values of a key with many values are quantified.
type SetOperator uint8

// The set operators.
const (
	NoSet SetOperator = iota
	ForAllValues
	ForAnyValue
)

const (
	forAllValues = "ForAllValues:"
	forAnyValue  = "ForAnyValue:"
	ifExists     = "IfExists"
)

// ParseOperator reads an operator. It reports false for one that AWS does not
// have. It takes any case: what IAM says of the case of elements leaves
// operators out, and to miss a condition would be worse.
func ParseOperator(name string) (Operator, bool) {
	var o Operator
	switch {
	case hasPrefixFold(name, forAllValues):
		o.Set, name = ForAllValues, name[len(forAllValues):]
	case hasPrefixFold(name, forAnyValue):
		o.Set, name = ForAnyValue, name[len(forAnyValue):]
	}
	if n := len(name) - len(ifExists); n > 0 && strings.EqualFold(name[n:], ifExists) {
		o.IfExists, name = true, name[:n]
	}
	for t := StringEquals; t <= Null; t++ {
		if strings.EqualFold(testNames[t], name) {
			o.Test = t
			return o, t != Null || !o.IfExists && o.Set == NoSet
		}
	}
	return Operator{}, false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// String returns the operator as AWS writes it, "" for one that is not known.
func (o Operator) String() string {
	if o.Test == UnknownTest {
		return ""
	}
	s := testNames[o.Test]
	switch o.Set {
	case ForAllValues:
		s = forAllValues + s
	case ForAnyValue:
		s = forAnyValue + s
	}
	if o.IfExists {
		s += ifExists
	}
	return s
}
