package policy

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
	ARNNotEquals
	ARNNotLike
	Null
)

// A SetOperator says how the values of a key with many values are quantified.
type SetOperator uint8

// The set operators.
const (
	NoSet SetOperator = iota
	ForAllValues
	ForAnyValue
)

// ParseOperator reads an operator. It reports false for one that AWS does not
// have. Case does not matter, as IAM reads them.
func ParseOperator(name string) (Operator, bool) { return Operator{}, false }

// String returns the operator as AWS writes it.
func (o Operator) String() string { return "" }

// Negated reports whether the test holds for what equals none of the values,
// and so for a key that is absent.
func (t Test) Negated() bool { return false }
