package cfnlang

import (
	"strconv"
	"strings"

	"bailiwick/value"
)

// A truth is what a condition is: decided, or one undecided truth or its
// opposite.
type truth struct {
	answer value.Answer
	term   value.Term // of CannotTell
}

func decided(is bool) truth { return truth{answer: value.Answered(is)} }

func (a truth) not() truth {
	a.term.True = !a.term.True
	a.answer = a.answer.Not()
	return a
}

// holds returns the condition under which it is so.
func (a truth) holds() value.Condition { return value.Condition{a.term} }

// An expression is what a condition is, or one that is written where a value
// stands. What is not decided in it is named after it.
type expression struct {
	scope, name string
	open        int // truths in it that are not decided
}

// inline returns an expression without a name.
func (t *Template) inline(at value.Origin) *expression {
	return &expression{scope: t.Scope + "\x00" + strconv.Itoa(int(at)), name: "a condition"}
}

// undecided returns a truth of its own. The name is what people read.
func (t *Template) undecided(e *expression) truth {
	name := e.name
	if e.open++; e.open > 1 {
		name += " (" + strconv.Itoa(e.open) + ")"
	}
	return truth{term: value.Term{Symbol: value.NewSymbol(value.Truth, e.scope, t.Within+name), True: true}}
}

// Condition tells whether the condition of the name holds and, where that is
// not decided, under which condition of the worlds.
func (t *Template) Condition(name string, at value.Origin) (value.Answer, value.Condition) {
	c := t.condition(name, at)
	if c.answer != value.CannotTell {
		return c.answer, nil
	}
	return c.answer, c.holds()
}

func (t *Template) condition(name string, at value.Origin) truth {
	if c, ok := t.conditions[name]; ok {
		return c
	}
	n, e := t.member(t.Root.Get("Conditions"), name), &expression{scope: t.Scope, name: name}
	switch {
	case n == nil:
		t.problem(at, "the condition "+name+" is not declared", "declare it under Conditions")
		return t.undecided(e)
	case t.busy["condition "+name]:
		t.problem(n.At, "the condition "+name+" rests on itself", "break the circle")
		return t.undecided(e)
	}
	t.busy["condition "+name] = true
	c := t.truth(n, e)
	delete(t.busy, "condition "+name)
	t.conditions[name] = c
	return c
}

// truth evaluates a node of an expression.
func (t *Template) truth(n *Node, e *expression) truth {
	if t.depth++; t.depth > maxNesting || n != nil && !t.spend(nodeCost, n.At) {
		t.depth--
		return t.undecided(e)
	}
	defer func() { t.depth-- }()
	function, arg, ok := n.Call()
	if !ok {
		switch is, known := scalarTruth(n); {
		case known:
			return decided(is)
		case n != nil:
			t.problem(n.At, "the condition "+e.name+" is none of the functions of conditions", "Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition")
		}
		return t.undecided(e)
	}
	switch function {
	case "Condition":
		if s, ok := arg.Literal(); ok {
			return t.condition(s, arg.At)
		}
	case "Fn::Not":
		if arg.Kind == List && len(arg.List) == 1 {
			return t.truth(arg.List[0], e).not()
		}
	case "Fn::And", "Fn::Or":
		if arg.Kind == List && len(arg.List) > 0 {
			return t.joined(function == "Fn::And", arg.List, e)
		}
	case "Fn::Equals":
		if arg.Kind == List && len(arg.List) == 2 {
			if answer := t.equal(t.Eval(arg.List[0]), t.Eval(arg.List[1])); answer != value.CannotTell {
				return truth{answer: answer}
			}
			return t.undecided(e)
		}
	}
	t.problem(n.At, function+" of the condition "+e.name+" does not have the arguments that it takes", "see its page in the AWS CloudFormation User Guide")
	return t.undecided(e)
}

// joined is the conjunction or disjunction of expressions.
func (t *Template) joined(and bool, list []*Node, e *expression) truth {
	var open []truth
	for _, n := range list {
		c := t.truth(n, e)
		switch {
		case c.answer == value.CannotTell:
			open = append(open, c)
		case (c.answer == value.Yes) != and:
			return decided(!and)
		}
	}
	switch len(open) {
	case 0:
		return decided(and)
	case 1:
		return open[0]
	}
	return t.undecided(e)
}

// equal compares two values as Fn::Equals does: as texts, with case.
func (t *Template) equal(a, b value.Any) value.Answer { return t.compared(a, b, t.allows) }

// compared compares two values as texts; may says which values a parameter may
// have.
func (t *Template) compared(a, b value.Any, may func(name, text string) bool) value.Answer {
	x, ok := a.Scalar()
	y, too := b.Scalar()
	if !ok || !too {
		return value.CannotTell
	}
	x, y = x.Revealed(), y.Revealed()
	answer := x.Equal(y)
	if answer == value.CannotTell {
		for _, pair := range [2][2]value.Text{{x, y}, {y, x}} {
			s, hole := pair[0].Symbol()
			text, literal := pair[1].Literal()
			if !hole || !literal || s.Scope() != t.Scope {
				continue
			}
			if name, ok := strings.CutPrefix(s.Name(), t.Within+parameterPrefix); ok && !may(name, text) {
				return value.No
			}
		}
	}
	return answer
}

func scalarTruth(n *Node) (is, known bool) {
	s, ok := n.Literal()
	switch {
	case ok && (s == "true" || s == "True"):
		return true, true
	case ok && (s == "false" || s == "False"):
		return false, true
	}
	return false, false
}
