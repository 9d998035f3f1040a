package cfnlang

import (
	"strconv"
	"strings"

	"bailiwick/value"
)

// A Surrounding is what a template is evaluated in: what its own text does not
// say.
type Surrounding struct {
	Scope      string               // of symbols; see value.NewSymbol
	Within     string               // what names of symbols begin with, for a nested stack: "Network."
	Account    value.Text           // AWS::AccountId
	Region     value.Text           // AWS::Region
	Partition  value.Text           // AWS::Partition
	StackName  value.Text           // AWS::StackName
	Parameters map[string]value.Any // the values that are given
	Budget     *Budget              // shared by nested stacks; nil for one of its own

	// Resource returns what Ref ("Ref") or Fn::GetAtt gives of a resource; false
	// if the template declares none of the id.
	Resource func(id, attribute string, at value.Origin) (value.Any, bool)
	// Import returns what another stack exports under the name.
	Import func(name value.Any, at value.Origin) value.Any
}

// A Template is a template in its surroundings. Its parts are evaluated when
// they are asked for. It belongs to one goroutine.
type Template struct {
	Root *Node
	Surrounding

	parameters map[string]value.Any
	conditions map[string]truth
	busy       map[string]bool // parameters and conditions that are being evaluated

	assertions     []*assertion            // of the section Rules
	asserted       map[string][]*assertion // by the parameters that they refer to
	withoutDefault map[string]bool         // parameters whose default an assertion refuses

	indexes  map[*Node]map[string]*Node
	depth    int
	told     map[value.Problem]bool
	problems []value.Problem
}

// maxNesting bounds how deep values may rest on each other, through names of
// resources and what nodes hold.
const maxNesting = 600

// NewTemplate returns the template of the root.
func NewTemplate(root *Node, s Surrounding) *Template {
	t := &Template{
		Root: root, Surrounding: s,
		parameters: make(map[string]value.Any), conditions: make(map[string]truth), busy: make(map[string]bool),
		told: make(map[value.Problem]bool), asserted: make(map[string][]*assertion), withoutDefault: make(map[string]bool),
	}
	if t.Budget == nil {
		t.Budget = new(Budget)
	}
	t.readRules()
	t.expand()
	return t
}

// Problems returns what was found wrong in what was evaluated.
func (t *Template) Problems() []value.Problem { return t.problems }

func (t *Template) problem(at value.Origin, summary, next string) {
	p := value.Problem{Origin: at, Summary: summary, Effect: "what rests on it is unknown", Next: next}
	if t.told[p] || len(t.told) > maxProblems {
		return
	}
	if t.told[p] = true; len(t.told) > maxProblems {
		p.Summary, p.Next = "the template has more problems than are listed", "mend those that are"
	}
	t.problems = append(t.problems, p)
}

// unknown returns a value that is not known, for the reason.
func unknown(at value.Origin, reason string) value.Any {
	return value.AnyUnknown(value.Because(reason), at)
}

// hole returns what stands for a text of which only the name is known.
func (t *Template) hole(class value.Class, name string, at value.Origin) value.Any {
	return value.AnyText(value.Hole(value.NewSymbol(class, t.Scope, t.Within+name)), at)
}

// holeFor returns a hole for a text that comes of an unknown value: another value
// may be unknown for the same reason.
func (t *Template) holeFor(v value.Any, name string, at value.Origin) value.Any {
	return value.AnyText(value.Hole(value.NewSymbol(value.Free, t.Scope+"\x00"+strconv.Itoa(int(v.Origin())), name)), at)
}

// made returns what stands for a text that is made at a place and not known.
func (t *Template) made(name string, at value.Origin) value.Any {
	return value.AnyText(value.Hole(value.NewSymbol(value.Opaque, t.Scope+"\x00"+strconv.Itoa(int(at)), name)), at)
}

// pseudo returns a pseudo parameter; false for a name that is none.
func (t *Template) pseudo(name string, at value.Origin) (value.Any, bool) {
	text := func(v value.Text, class value.Class) (value.Any, bool) {
		if v.Inline() == "" {
			return t.hole(class, name, at), true
		}
		return value.AnyText(v, at), true
	}
	switch name {
	case "AWS::NoValue":
		return value.AnyNull(at), true
	case "AWS::AccountId":
		return text(t.Account, value.Account)
	case "AWS::Region":
		return text(t.Region, value.Region)
	case "AWS::Partition":
		return text(t.Partition, value.Partition)
	case "AWS::StackName":
		return text(t.StackName, value.Name)
	case "AWS::URLSuffix":
		if s, ok := t.Partition.Literal(); ok && s != "aws-cn" {
			return value.AnyText(value.Literal("amazonaws.com"), at), true
		}
		return t.hole(value.Opaque, name, at), true
	case "AWS::StackId":
		return t.hole(value.ARN, name, at), true
	case "AWS::NotificationARNs":
		return unknown(at, "AWS::NotificationARNs is given when the stack is deployed"), true
	}
	return value.Any{}, false
}

// canonical returns a number as Any has it, false for a text that CloudFormation
// would hand on as it is written.
func canonical(s string) (string, bool) {
	whole, fraction, dotted := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	digits := func(s string) bool {
		return s != "" && strings.Trim(s, "0123456789") == ""
	}
	if !digits(whole) || len(whole) > 1 && whole[0] == '0' || dotted && !digits(fraction) || s == "-0" {
		return "", false
	}
	if dotted {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s, true
}

// scalar returns a literal of the template.
func scalar(n *Node) value.Any {
	switch n.Kind {
	case Bool:
		switch strings.ToLower(n.Text) {
		case "true", "yes", "on":
			return value.AnyBool(true, n.At)
		case "false", "no", "off":
			return value.AnyBool(false, n.At)
		}
	case Number:
		if s, ok := canonical(n.Text); ok {
			return value.AnyNumber(s, n.At)
		}
	case Null:
		return value.AnyNull(n.At)
	}
	return value.AnyText(value.Literal(n.Text), n.At)
}

// split returns the parts of a text as a list.
func (t *Template) split(v value.Any, by string, at value.Origin) value.Any {
	text, ok := v.Scalar()
	if !ok {
		return unknown(at, "what is split is no text: "+v.Reason())
	}
	if !t.spend(len(text.Inline())+partCost*strings.Count(text.Inline(), by), at) {
		return tooMuch(at)
	}
	open := func() value.Any { return unknown(at, "it cannot be told where "+shortened(v.String())+" is split") }
	if s, ok := text.Literal(); ok {
		var out []value.Any
		for part := range strings.SplitSeq(s, by) {
			out = append(out, value.AnyText(value.Literal(part), at))
		}
		return value.AnyList(out, at)
	}
	if len(by) != 1 {
		return open()
	}
	var out []value.Any
	for {
		before, after, found := text.Cut(by[0])
		if !found {
			if !sure(text, by[0]) {
				return open()
			}
			return value.AnyList(append(out, value.AnyText(text, at)), at)
		}
		out = append(out, value.AnyText(before, at))
		text = after
	}
}

// sure reports whether no hole of the text can hold the byte: then Cut finds one
// that stands behind it.
func sure(text value.Text, by byte) bool {
	_, _, found := value.Join(text, value.Literal(string(by))).Cut(by)
	return found
}

// number returns a whole number, and whether v is one.
func number(v value.Any) (int, bool) {
	text, ok := v.Scalar()
	if !ok {
		return 0, false
	}
	s, _ := text.Literal()
	n, err := strconv.Atoi(s)
	return n, err == nil
}
