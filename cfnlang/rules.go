package cfnlang

import (
	"maps"
	"slices"
	"strings"

	"bailiwick/value"
)

// An assertion is what a rule of the template's section Rules asserts of its
// parameters (AWS CloudFormation User Guide, Rules section). CloudFormation
// refuses a deployment in which one does not hold.
type assertion struct {
	rule   string
	when   *Node // its RuleCondition, nil if it always counts
	assert *Node
	names  []string // of the parameters that it refers to
}

// A supposition is that a parameter has a value.
type supposition struct{ name, text string }

// readRules reads the section Rules. A default that an assertion refuses is the
// value of no deployment: some other value is given.
func (t *Template) readRules() {
	rules := t.Root.Get("Rules")
	if rules == nil {
		return
	}
	if rules.Kind != Map {
		t.rulesProblem(rules.At, "Rules is a "+rules.Kind.String()+", not a map", "write a map of rules by their names")
		return
	}
	for i, k := range rules.Keys {
		t.readRule(k, rules.List[i])
	}
	for _, a := range t.assertions {
		if t.refuses(a, supposition{}) != value.Yes {
			continue
		}
		byDefault := false
		for _, name := range a.names {
			if t.hasDefault(name) {
				t.withoutDefault[name], byDefault = true, true
			}
		}
		if !byDefault {
			t.problems = append(t.problems, value.Problem{
				Origin: a.assert.At, Summary: "the rule " + a.rule + " refuses the values that parameters have here",
				Effect: "CloudFormation does not deploy the stack; it is read as if it did", Next: "give other values, or correct the rule",
			})
		}
	}
	clear(t.parameters) // they were read with their defaults
}

// hasDefault reports whether a parameter has its default, for no value is given.
func (t *Template) hasDefault(name string) bool {
	v, given := t.Surrounding.Parameters[name]
	return (!given || v.Kind() == value.KindNull) && t.declared(name).Get("Default") != nil
}

// readRule notes what a rule asserts.
func (t *Template) readRule(k Key, rule *Node) {
	list := rule.Get("Assertions")
	if list == nil || list.Kind != List || len(list.List) == 0 {
		t.rulesProblem(k.At, "the rule "+k.Name+" has no list of Assertions", "give it Assertions, each with an Assert")
		return
	}
	when := rule.Get("RuleCondition")
	if when != nil && !t.isOfRules(when, k.Name) {
		return
	}
	for _, e := range list.List {
		assert := e.Get("Assert")
		if assert == nil {
			t.rulesProblem(e.At, "an assertion of the rule "+k.Name+" has no Assert", "write a function of rules as its Assert")
			continue
		}
		if !t.isOfRules(assert, k.Name) {
			continue
		}
		a := &assertion{rule: k.Name, when: when, assert: assert}
		a.names = referredTo(when, referredTo(assert, nil))
		t.assertions = append(t.assertions, a)
		for _, name := range a.names {
			t.asserted[name] = append(t.asserted[name], a)
		}
	}
}

func (t *Template) rulesProblem(at value.Origin, summary, next string) {
	t.problems = append(t.problems, value.Problem{
		Origin: at, Summary: summary, Effect: "CloudFormation refuses the template; what the rule rules out is not ruled out here", Next: next,
	})
}

// isOfRules reports whether a node is a function that rules take, and tells if
// it is not.
func (t *Template) isOfRules(n *Node, rule string) bool {
	function, _, ok := n.Call()
	if _, literal := scalarTruth(n); literal || ok && slices.Contains(functionsOfRules, function) {
		return true
	}
	t.rulesProblem(n.At, "the rule "+rule+" holds what is none of the functions of rules", strings.Join(functionsOfRules, ", "))
	return false
}

// functionsOfRules are those that are true or false (AWS CloudFormation User
// Guide, Rule-specific intrinsic functions).
var functionsOfRules = []string{"Fn::And", "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::Equals", "Fn::Not", "Fn::Or"}

// referredTo adds the names that a node refers to.
func referredTo(n *Node, names []string) []string {
	if n == nil {
		return names
	}
	if function, arg, ok := n.Call(); ok && function == "Ref" {
		if name, ok := arg.Literal(); ok && !slices.Contains(names, name) {
			return append(names, name)
		}
		return names
	}
	for _, e := range n.List {
		names = referredTo(e, names)
	}
	return names
}

// refuses tells whether an assertion does not hold, if what is supposed is so.
func (t *Template) refuses(a *assertion, s supposition) value.Answer {
	if a.when != nil {
		if counts := t.holds(a.when, s); counts != value.Yes {
			return counts // a rule that does not count refuses nothing
		}
	}
	return t.holds(a.assert, s).Not()
}

// WithoutDefault returns the parameters that do not have their default, for a
// rule refuses it, sorted.
func (t *Template) WithoutDefault() []string { return slices.Sorted(maps.Keys(t.withoutDefault)) }

// holds tells whether a function of rules is true.
func (t *Template) holds(n *Node, s supposition) value.Answer {
	if !t.spend(nodeCost, n.At) {
		return value.CannotTell
	}
	if is, known := scalarTruth(n); known {
		return value.Answered(is)
	}
	function, arg, ok := n.Call()
	if !ok || arg == nil || arg.Kind != List {
		return value.CannotTell
	}
	var answers []value.Answer
	switch function {
	case "Fn::And", "Fn::Or", "Fn::Not":
		for _, e := range arg.List {
			answers = append(answers, t.holds(e, s))
		}
		switch {
		case len(answers) == 0:
			return value.CannotTell
		case function == "Fn::And":
			return value.Both(answers...)
		case function == "Fn::Or":
			return value.Either(answers...)
		case len(answers) == 1:
			return answers[0].Not()
		}
		return value.CannotTell
	}
	if len(arg.List) != 2 {
		return value.CannotTell
	}
	one, other := t.operand(arg.List[0], s), t.operand(arg.List[1], s)
	switch function {
	case "Fn::Equals":
		return t.same(one, other)
	case "Fn::Contains":
		return t.among(other, one)
	case "Fn::EachMemberEquals", "Fn::EachMemberIn":
		if one.Kind() != value.KindList || one.Partial() {
			return value.CannotTell
		}
		for _, e := range one.Elements() {
			if function == "Fn::EachMemberIn" {
				answers = append(answers, t.among(e, other))
			} else {
				answers = append(answers, t.same(e, other))
			}
		}
		if len(answers) > 0 {
			return value.Both(answers...)
		}
	}
	return value.CannotTell
}

// among tells whether a text is among those of a list.
func (t *Template) among(text, list value.Any) value.Answer {
	if list.Kind() != value.KindList || list.Partial() {
		return value.CannotTell
	}
	for _, e := range list.Elements() {
		if answer := t.same(text, e); answer != value.No {
			return answer // what is behind an open one may settle it: it stays open
		}
	}
	return value.No
}

// same compares two operands, by what the template allows but for its rules.
func (t *Template) same(a, b value.Any) value.Answer { return t.compared(a, b, t.mayBe) }

// operand returns what a function of rules is given: a text, a parameter or a
// list of them. Of what it is given else, nothing is known here: Fn::ValueOf and
// its kin ask the account.
func (t *Template) operand(n *Node, s supposition) value.Any {
	if !t.spend(nodeCost, n.At) {
		return tooMuch(n.At)
	}
	if n.Kind == List {
		list := make([]value.Any, len(n.List))
		for i, e := range n.List {
			list[i] = t.operand(e, s)
		}
		return value.AnyList(list, n.At)
	}
	function, arg, ok := n.Call()
	if name, is := arg.Literal(); ok && is && function == "Ref" {
		switch p := t.declared(name); {
		case p == nil || lookedUp(p):
		case s.name == name:
			return value.AnyText(value.Literal(s.text), n.At)
		case s.name != "" && t.hasDefault(name): // beside the value another one may be given
			return t.hole(value.Free, parameterPrefix+name, n.At)
		default:
			return t.Parameter(name, n.At)
		}
	}
	if _, literal := n.Literal(); literal {
		return scalar(n)
	}
	return unknown(n.At, "the account tells it when the stack is deployed")
}

// allows reports whether a parameter may have the value: true if that cannot be
// told.
func (t *Template) allows(name, text string) bool {
	if !t.mayBe(name, text) {
		return false
	}
	for _, a := range t.asserted[name] {
		if t.refuses(a, supposition{name, text}) == value.Yes {
			return false
		}
	}
	return true
}

// mayBe reports whether a parameter may have the value by its AllowedValues.
// Those of a parameter that is looked up are of its name in Parameter Store.
func (t *Template) mayBe(name, text string) bool {
	p := t.declared(name)
	allowed := p.Get("AllowedValues")
	if allowed == nil || allowed.Kind != List || lookedUp(p) {
		return true
	}
	return slices.ContainsFunc(allowed.List, func(n *Node) bool {
		s, ok := n.Literal()
		return !ok || s == text
	})
}

// lookedUp reports whether a parameter's value is looked up in Parameter Store
// when the stack is deployed.
func lookedUp(p *Node) bool {
	kind, ok := p.Get("Type").Literal()
	return !ok || strings.HasPrefix(kind, ssmPrefix)
}
