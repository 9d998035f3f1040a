package reason

import (
	"encoding/base64"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// An atom is what one value of a condition takes.
type atom struct {
	kind    atomKind
	arn     bool     // it is compared as an ARN
	byPart  *pattern // of a pattern of ARNs that is compared as any text: as it were compared by ARN operators
	named   bool     // it takes only what has the name that is a hole: nothing of a stranger
	open    bool     // it takes at most what it says, and whether it does is not known
	pattern pattern
	source  value.Text
	bound   bound
	network netip.Prefix
	text    string // as people read it
	id      string
}

type atomKind uint8

const (
	textAtom atomKind = iota
	numberAtom
	dateAtom
	networkAtom
	nothing // takes no value: a number that is none
)

// takes reports whether the atom takes a value, or may where it is open.
func (a *atom) takes(is string) bool {
	switch a.kind {
	case textAtom:
		return a.pattern.takes(is)
	case numberAtom:
		n, ok := parseNumber(is)
		return ok && (a.open || a.bound.takes(n))
	case dateAtom:
		n, ok := parseDate(is)
		return ok && (a.open || a.bound.takes(n))
	case networkAtom:
		ip, err := netip.ParseAddr(is)
		return err == nil && (a.open || a.network.Contains(ip))
	}
	return false
}

// fits reports whether a value is of the type that the atom is compared as. If
// not, no test holds, not even a negated one: AWS documents nothing, and the
// known evaluators agree.
func (a *atom) fits(is string) bool {
	ok := true
	switch a.kind {
	case nothing:
		return false
	case numberAtom:
		_, ok = parseNumber(is)
	case dateAtom:
		_, ok = parseDate(is)
	case networkAtom:
		_, err := netip.ParseAddr(is)
		ok = err == nil
	case textAtom:
		ok = !a.arn || strings.Count(is, ":") >= 5
	}
	return ok
}

// A constraint is one condition, as a set of values of its key.
type constraint struct {
	operator policy.Operator
	atoms    []int32 // of the dimension
	key      string  // in lower case
	absent   value.Answer
	from     *policy.Condition
}

// kindOf returns with what a test compares.
func kindOf(t policy.Test) atomKind {
	switch {
	case t >= policy.NumericEquals && t <= policy.NumericGreaterThanEquals:
		return numberAtom
	case t >= policy.DateEquals && t <= policy.DateGreaterThanEquals:
		return dateAtom
	case t == policy.IPAddress || t == policy.NotIPAddress:
		return networkAtom
	}
	return textAtom
}

// formOf returns how a test on texts compares.
func formOf(t policy.Test) form {
	switch t {
	case policy.StringEqualsIgnoreCase, policy.StringNotEqualsIgnoreCase, policy.Bool:
		return folded
	case policy.StringLike, policy.StringNotLike:
		return glob
	case policy.ARNEquals, policy.ARNLike, policy.ARNNotEquals, policy.ARNNotLike:
		return arn
	}
	return exact
}

// atomsOf returns what each value of a condition takes.
func atomsOf(s *policy.Statement, c *policy.Condition, f filling) []atom {
	var out []atom
	if c.Operator.Test == policy.UnknownTest {
		return []atom{anything("the operator " + strconv.Quote(c.Written.String()) + " is not known")}
	}
	if c.Values.Partial() {
		out = append(out, anything(c.Values.Reason()))
	}
	for _, e := range c.Values.List {
		out = append(out, atomOf(c.Operator.Test, f.in(s.ValuePattern(e))))
	}
	return out
}

// anything is an atom of which nothing is known but why.
func anything(why string) atom {
	p := pattern{signs: []sign{anyRun}, open: true, text: why}
	return atom{open: true, pattern: p, text: why, id: "?" + why}
}

func atomOf(t policy.Test, text value.Text) atom {
	kind := kindOf(t)
	a := atom{kind: kind, text: text.String(), source: text}
	if kind == textAtom {
		if t == policy.BinaryEquals {
			text = canonicalBase64(text)
		}
		a.pattern = compile(text, formOf(t))
		a.open, a.arn = a.pattern.open, formOf(t) == arn
		a.named = namesHole(t, text)
		if formOf(t) == glob && strings.Count(text.Inline(), ":") >= 5 {
			p := compile(text, arn)
			a.byPart = &p
		}
		a.id = strconv.FormatBool(a.arn) + a.pattern.id()
		if s, literal := text.Literal(); literal && !ofType(t, s) {
			a.kind = nothing
		}
		return a
	}
	a.id = strconv.Itoa(int(comparison(t))) + "/" + text.Inline()
	s, literal := text.Literal()
	if !literal {
		a.open = true
		return a
	}
	ok := false
	switch kind {
	case numberAtom:
		a.bound.at, ok = parseNumber(s)
	case dateAtom:
		a.bound.at, ok = parseDate(s)
	case networkAtom:
		var err error
		a.network, err = policy.ParseNetwork(s)
		a.network, ok = a.network.Masked(), err == nil
	}
	a.bound.test = comparison(t)
	if !ok {
		a.kind = nothing
	}
	return a
}

// namesHole reports whether a value of a policy names one thing, or the things of
// one account, by a hole.
func namesHole(t policy.Test, text value.Text) bool {
	sure := func(t value.Text) bool { // holes, of which none is of a user's variable or the request
		return t.HasHoles() && !slices.ContainsFunc(t.Symbols(), func(s value.Symbol) bool { return s.Class() == value.Free })
	}
	if sure(text) && (!t.Wildcards() || !strings.ContainsAny(text.Inline(), "*?")) {
		return true
	}
	a, ok := policy.ParseARN(text)
	return ok && sure(a.Account) && !strings.ContainsAny(a.Account.Inline(), "*?")
}

// crosses reports whether the atom takes an ARN only because a wildcard spans
// one of the first five colons, as those of StringLike do and AWS's advice on
// ARNs overlooks: whether somebody can have a resource of such a name depends
// on the service.
func (a *atom) crosses(word string) bool {
	return a.byPart != nil && a.takes(word) && !a.byPart.takes(word)
}

// ofType reports whether a value of a policy is one that a test on texts can
// compare with.
func ofType(t policy.Test, s string) bool {
	switch {
	case t == policy.Bool:
		return strings.EqualFold(s, "true") || strings.EqualFold(s, "false")
	case t == policy.BinaryEquals:
		_, err := base64.StdEncoding.DecodeString(s)
		return err == nil
	case formOf(t) == arn:
		return strings.Count(s, ":") >= 5
	}
	return true
}

func canonicalBase64(t value.Text) value.Text {
	if s, ok := t.Literal(); ok {
		if b, err := base64.StdEncoding.DecodeString(s); err == nil {
			return value.Literal(base64.StdEncoding.EncodeToString(b))
		}
	}
	return t
}

// A met is one value of a request, by which atoms it meets.
type met struct {
	takes  set  // those that take it, or may
	open   set  // of these, those that may
	misfit set  // those that are of another type
	empty  bool // the value is the empty text
}

// holds tells whether a constraint holds for a key that has the values; assumed
// are the open atoms that do take what they may.
func (c *constraint) holds(values []met, assumed set, multi bool) value.Answer {
	if len(values) == 0 {
		return c.absent
	}
	blank := !slices.ContainsFunc(values, func(v met) bool { return !v.empty }) // as good as none
	switch {
	case c.operator.Test == policy.Null && blank:
		return c.absent
	case c.operator.Test == policy.Null:
		return c.from.HoldsFor("present")
	case c.operator.Set == policy.ForAllValues && blank:
		return value.Yes
	}
	any, all := value.No, value.Yes
	for i := range values {
		answer := c.one(&values[i], assumed)
		any, all = value.Either(any, answer), value.Both(all, answer)
	}
	switch {
	case c.operator.Set == policy.ForAllValues:
		return all
	case c.operator.Set == policy.NoSet && multi && any != value.No:
		return value.CannotTell // what it makes of many values is not documented
	}
	return any
}

// one tells whether one value satisfies the test.
func (c *constraint) one(is *met, assumed set) value.Answer {
	negated := c.operator.Test.Negated()
	for _, a := range c.atoms {
		switch {
		case is.misfit.has(int(a)) && negated:
			return value.No
		case is.takes.has(int(a)) && (!is.open.has(int(a)) || assumed.has(int(a))):
			return value.Answered(!negated)
		}
	}
	return value.Answered(negated)
}

// sameConstraint is the identity of a constraint: two of the same hold for the
// same values.
func sameConstraint(o policy.Operator, atoms []int32) string {
	sorted := slices.Clone(atoms)
	slices.Sort(sorted)
	b := []byte{byte(o.Test), byte(o.Set), 0}
	if o.IfExists {
		b[2] = 1
	}
	for _, a := range slices.Compact(sorted) {
		b = append(b, byte(a), byte(a>>8), byte(a>>16))
	}
	return string(b)
}
