package policy

import (
	"net/netip"
	"strings"

	"bailiwick/value"
)

// A Condition is one key under one operator. The conditions of a statement
// must all hold.
type Condition struct {
	Place
	Operator Operator
	Written  value.Text // the operator as it was written
	Key      value.Text // as written; compare it with IsKey
	Values   Elements   // any of them, or for a negated test none
}

// String returns the condition for people: StringEquals aws:SourceAccount "1".
func (c *Condition) String() string {
	values := make([]string, len(c.Values.List))
	for i, v := range c.Values.List {
		values[i] = `"` + v.String() + `"`
	}
	return c.Written.String() + " " + c.Key.String() + " " + strings.Join(values, " or ")
}

// IsKey tells whether the condition is on the key, in any case.
func (c *Condition) IsKey(key string) value.Answer {
	if !c.Key.HasHoles() {
		return value.Answered(strings.EqualFold(c.Key.Inline(), key))
	}
	return value.Inline(Lower(c.Key.Inline())).Is(Lower(key))
}

// HoldsFor tells whether the condition holds in a request in which the key has
// the one value. Of policy variables and binary values it cannot tell.
func (c *Condition) HoldsFor(is string) value.Answer {
	if c.Operator.Test == Null {
		return c.null(false)
	}
	answer := c.Values.any(func(e Element) value.Answer {
		if len(Variables(e.Text)) > 0 {
			return value.CannotTell
		}
		return c.takes(e.Text, is)
	})
	if c.Operator.Test.Negated() {
		return answer.Not()
	}
	return answer
}

// HoldsWithout tells whether the condition holds in a request that does not
// carry the key (IAM User Guide, "IAM JSON policy elements: Condition
// operators" and "Multivalued context keys").
func (c *Condition) HoldsWithout() value.Answer {
	switch o := c.Operator; {
	case o.Test == UnknownTest:
		return value.CannotTell
	case o.Test == Null:
		return c.null(true)
	case o.Set == ForAnyValue && o.IfExists: // two pages say two things
		return value.CannotTell
	case o.Set == ForAnyValue:
		return value.No
	}
	return value.Answered(c.Operator.IfExists || c.Operator.Set == ForAllValues || c.Operator.Test.Negated())
}

// null evaluates the test Null.
func (c *Condition) null(absent bool) value.Answer {
	want := "false"
	if absent {
		want = "true"
	}
	return c.Values.any(func(e Element) value.Answer { return value.Inline(Lower(e.Text.Inline())).Is(want) })
}

// takes tells whether one value of the policy takes the value of a request,
// negation aside.
func (c *Condition) takes(written value.Text, is string) value.Answer {
	switch c.Operator.Test {
	case StringEquals, StringNotEquals:
		return written.Is(is)
	case Bool, StringEqualsIgnoreCase, StringNotEqualsIgnoreCase:
		return value.Inline(Lower(written.Inline())).Is(Lower(is))
	case StringLike, StringNotLike:
		return value.Literal(is).Match(written)
	case ARNEquals, ARNLike, ARNNotEquals, ARNNotLike:
		return bySegment(written, value.Literal(is), func(p, s value.Text) value.Answer { return s.Match(p) })
	case IPAddress, NotIPAddress:
		return inNetwork(written, is)
	case BinaryEquals, UnknownTest:
		return value.CannotTell
	}
	return c.inOrder(written, is)
}

// inOrder compares numbers and dates. What is neither satisfies no test, not
// even a negated one, and so cannot be told before the negation.
func (c *Condition) inOrder(written value.Text, is string) value.Answer {
	s, ok := written.Literal()
	if !ok {
		return value.CannotTell
	}
	order, ok := 0, false
	if test := c.Operator.Test; test >= DateEquals && test <= DateGreaterThanEquals {
		a, okA := ParseDate(is)
		b, okB := ParseDate(s)
		order, ok = a.Compare(b), okA && okB
	} else {
		a, okA := ParseNumber(is)
		b, okB := ParseNumber(s)
		order, ok = a.Compare(b), okA && okB
	}
	switch {
	case ok:
		return value.Answered(c.Operator.Test.Ordered(order))
	case c.Operator.Test.Negated():
		return value.CannotTell
	}
	return value.No
}

func inNetwork(written value.Text, is string) value.Answer {
	s, ok := written.Literal()
	if !ok {
		return value.CannotTell
	}
	network, err := ParseNetwork(s)
	address, bad := netip.ParseAddr(is)
	return value.Answered(err == nil && bad == nil && network.Contains(address))
}

// ParseNetwork reads a CIDR block, or one address, as condition values have
// them. 10.1.2.3/8 is the block that the address lies in.
func ParseNetwork(s string) (netip.Prefix, error) {
	if strings.Contains(s, "/") {
		return netip.ParsePrefix(s)
	}
	address, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, err
	}
	return address.Prefix(address.BitLen())
}

// On returns the conditions on the key, and whether they are all: a condition
// that was not read, or whose key has holes, may be another.
func (s *Statement) On(key string) (on []*Condition, all bool) {
	all = !s.moreConditions
	for i := range s.Conditions {
		switch s.Conditions[i].IsKey(key) {
		case value.Yes:
			on = append(on, &s.Conditions[i])
		case value.CannotTell:
			all = false
		}
	}
	return on, all
}
