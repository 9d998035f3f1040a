package authz

import (
	"encoding/base64"
	"net/netip"
	"strings"
	"time"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Condition is one key under one operator, made ready for decisions.
type Condition struct {
	source   *policy.Condition
	operator policy.Operator
	key      string // in lower case
	open     bool   // the operator or the key is not known
	values   []operand
}

// An operand is one value of a condition.
type operand struct {
	pattern
	hole    bool // not known; of what is parsed, the rest is of no use then
	bad     bool // not a value of the operator's type
	number  policy.Number
	date    time.Time
	network netip.Prefix
	bytes   string
}

// CompileCondition makes a condition ready for decisions. Whether policy
// variables are replaced is what [policy.Document.HasVariables] tells.
func CompileCondition(c *policy.Condition, variables value.Answer) Condition {
	out := Condition{
		source: c, operator: c.Operator, key: policy.Lower(c.Key.Inline()),
		open:   c.Operator.Test == policy.UnknownTest || c.Key.HasHoles(),
		values: make([]operand, len(c.Values.List)),
	}
	for i, e := range c.Values.List {
		out.values[i] = compileOperand(c.Operator.Test, e.Text, variables)
	}
	return out
}

// compileOperand reads a value. Variables are replaced for texts, ARNs and
// truths only (IAM User Guide, "IAM policy elements: Variables and tags").
func compileOperand(test policy.Test, t value.Text, variables value.Answer) operand {
	o := operand{hole: t.HasHoles()}
	s := t.Inline()
	ok, err := true, error(nil)
	switch kindOf(test) {
	case numbers:
		o.number, ok = policy.ParseNumber(s)
	case dates:
		o.date, ok = policy.ParseDate(s)
	case networks:
		o.network, err = policy.ParseNetwork(s)
	case binaries:
		o.bytes, ok = decode(s)
	case nulls:
		ok = isTruth(s)
	default:
		o.pattern = compilePattern(t, test.Wildcards(), 0, variables)
	}
	o.bad = !ok || err != nil
	return o
}

// compilePattern makes a pattern whose variables count behind the byte from,
// if the version of the document says so.
func compilePattern(t value.Text, glob bool, from int, variables value.Answer) pattern {
	if variables == value.No {
		return newPattern(t, glob, -1)
	}
	p := newPattern(t, glob, from)
	if variables == value.CannotTell && strings.Contains(t.Inline(), "${") {
		literal := newPattern(t, glob, -1)
		p.literal = &literal
	}
	return p
}

func decode(s string) (string, bool) {
	b, err := base64.StdEncoding.DecodeString(s)
	return string(b), err == nil
}

// A kind is the type of values that a test compares.
type kind uint8

const (
	texts kind = iota
	numbers
	dates
	truths
	binaries
	networks
	arns
	nulls
)

func kindOf(t policy.Test) kind {
	switch t {
	case policy.NumericEquals, policy.NumericNotEquals, policy.NumericLessThan, policy.NumericLessThanEquals,
		policy.NumericGreaterThan, policy.NumericGreaterThanEquals:
		return numbers
	case policy.DateEquals, policy.DateNotEquals, policy.DateLessThan, policy.DateLessThanEquals,
		policy.DateGreaterThan, policy.DateGreaterThanEquals:
		return dates
	case policy.Bool:
		return truths
	case policy.BinaryEquals:
		return binaries
	case policy.IPAddress, policy.NotIPAddress:
		return networks
	case policy.ARNEquals, policy.ARNLike, policy.ARNNotEquals, policy.ARNNotLike:
		return arns
	case policy.Null:
		return nulls
	}
	return texts
}

// Holds tells whether the condition holds in a context (IAM User Guide, "IAM
// JSON policy elements: Condition operators" and "Multivalued context keys").
func (k *Condition) Holds(c *Context) value.Answer {
	var buffer [maxFilled]byte
	return k.holds(c, &buffer)
}

func (k *Condition) holds(c *Context, buffer *[maxFilled]byte) value.Answer {
	if k.open {
		return value.CannotTell
	}
	v := c.get(k.key)
	switch {
	case k.operator.Test == policy.Null:
		return k.null(v)
	case v.Unknown:
		return k.unknown(c, buffer)
	case len(v.List) == 0:
		return k.source.HoldsWithout()
	}
	switch k.operator.Set {
	case policy.ForAllValues:
		all := k.all(v.List, c, buffer)
		if all != value.Yes {
			all = value.Either(all, empty(v.List))
		}
		return all
	case policy.ForAnyValue:
		return k.any(v.List, c, buffer)
	}
	if !v.Multi {
		return k.one(v.List[0], c, buffer)
	}
	// What a test without a set operator makes of many values is not
	// documented. If neither one of them nor all satisfy it, it does not hold.
	if k.any(v.List, c, buffer) == value.No && k.all(v.List, c, buffer) == value.No {
		return value.No
	}
	return value.CannotTell
}

// unknown tells whether the condition holds if the key may be absent or have
// any values.
func (k *Condition) unknown(c *Context, buffer *[maxFilled]byte) value.Answer {
	hole := value.Hole(value.NewSymbol(value.Free, policy.RequestScope, k.key))
	present := k.one(hole, c, buffer)
	if present == value.Yes && k.operator.Set == policy.NoSet {
		return value.CannotTell // it may be a key of many values
	}
	if present != k.source.HoldsWithout() {
		return value.CannotTell
	}
	return present
}

func (k *Condition) all(values []value.Text, c *Context, buffer *[maxFilled]byte) value.Answer {
	answer := value.Yes
	for _, v := range values {
		if answer = both(answer, k.one(v, c, buffer)); answer == value.No {
			break
		}
	}
	return answer
}

func (k *Condition) any(values []value.Text, c *Context, buffer *[maxFilled]byte) value.Answer {
	answer := value.No
	for _, v := range values {
		if answer = either(answer, k.one(v, c, buffer)); answer == value.Yes {
			break
		}
	}
	return answer
}

// empty tells whether the values are as good as none: one empty text or more.
func empty(values []value.Text) value.Answer {
	answer := value.Yes
	for _, v := range values {
		answer = both(answer, v.IsEmpty())
	}
	return answer
}

// null evaluates the test Null: an empty text is as good as none.
func (k *Condition) null(v Values) value.Answer {
	absent := empty(v.List)
	if v.Unknown {
		absent = value.CannotTell
	}
	answer := value.No
	if k.source.Values.Partial() {
		answer = value.CannotTell
	}
	for i := range k.values {
		switch o := &k.values[i]; {
		case o.hole:
			answer = either(answer, value.CannotTell)
		case o.bad:
		case equalFold(k.source.Values.List[i].Text.Inline(), "true"):
			answer = either(answer, absent)
		default:
			answer = either(answer, absent.Not())
		}
	}
	if answer == value.CannotTell && k.takesBoth() {
		return value.Yes
	}
	return answer
}

// takesBoth reports whether a Null names true and false.
func (k *Condition) takesBoth() bool {
	var seen [2]bool
	for i := range k.values {
		if o := &k.values[i]; !o.hole && !o.bad {
			seen[len(k.source.Values.List[i].Text.Inline())-len("true")] = true
		}
	}
	return seen[0] && seen[1]
}

// one tells whether one value of the request satisfies the test: against one of
// the policy's values, or for a negated test against every one. A value that is
// not of the test's type satisfies none, not even a negated one: AWS documents
// nothing, and the known evaluators agree.
func (k *Condition) one(is value.Text, c *Context, buffer *[maxFilled]byte) value.Answer {
	negated := k.operator.Test.Negated()
	answer := value.Answered(negated)
	if k.source.Values.Partial() {
		answer = value.CannotTell
	}
	for i := range k.values {
		r := k.compare(&k.values[i], is, c, buffer)
		switch {
		case r == satisfied || r == malformed && negated:
			return value.Answered(!negated)
		case r == undecided:
			answer = value.CannotTell
		}
	}
	return answer
}

func both(a, b value.Answer) value.Answer {
	switch {
	case a == value.No || b == value.No:
		return value.No
	case a == value.CannotTell || b == value.CannotTell:
		return value.CannotTell
	}
	return value.Yes
}

func either(a, b value.Answer) value.Answer { return both(a.Not(), b.Not()).Not() }
