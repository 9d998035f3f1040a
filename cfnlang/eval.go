package cfnlang

import (
	"slices"
	"strings"

	"bailiwick/value"
)

// Eval returns what a node means. What is not written is null.
func (t *Template) Eval(n *Node) value.Any {
	if n == nil {
		return value.AnyNull(0)
	}
	if !t.spend(nodeCost+len(n.Text)/byteCost, n.At) {
		return tooMuch(n.At)
	}
	if t.depth++; t.depth > maxNesting {
		t.depth--
		return unknown(n.At, "values rest on each other too deeply")
	}
	defer func() { t.depth-- }()
	switch n.Kind {
	case String:
		return t.text(n)
	case Unknown:
		return unknown(n.At, n.Text)
	case List:
		return t.list(n)
	case Map:
		if function, arg, ok := n.Call(); ok && function != Unread && !strings.HasPrefix(function, "Fn::ForEach::") {
			return t.call(function, arg, n.At)
		}
		return t.object(n)
	}
	return scalar(n)
}

func (t *Template) list(n *Node) value.Any {
	out := make([]value.Any, 0, len(n.List))
	for _, e := range n.List {
		v := t.Eval(e)
		if v.Kind() == value.KindNull && (e == nil || e.Kind != Null) { // AWS::NoValue takes the element away
			continue
		}
		out = append(out, v)
	}
	return value.AnyList(out, n.At)
}

func (t *Template) object(n *Node) value.Any {
	order := make([]int, len(n.Keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(n.Keys[a].Name, n.Keys[b].Name) })
	keys, elements := make([]string, 0, len(order)), make([]value.Any, 0, len(order))
	more := ""
	for _, i := range order {
		name := n.Keys[i].Name
		if name == "Fn::Transform" || strings.HasPrefix(name, "Fn::ForEach::") {
			more = name + " puts more here"
			continue
		}
		if name == Unread {
			more = n.List[i].Text
			continue
		}
		key := value.Literal(name).Inline()
		if len(keys) > 0 && keys[len(keys)-1] == key {
			elements[len(keys)-1] = t.Eval(n.List[i])
			continue
		}
		keys, elements = append(keys, key), append(elements, t.Eval(n.List[i]))
	}
	m := value.AnyMap(keys, elements, n.At)
	if more != "" {
		m = m.AndMore(value.Because(more))
	}
	return m
}

// call evaluates an intrinsic function.
func (t *Template) call(function string, arg *Node, at value.Origin) value.Any {
	switch function {
	case "Ref":
		if s, ok := arg.Literal(); ok {
			return t.refer(s, "Ref", at)
		}
		t.problem(at, "Ref takes a name", "name a parameter or a resource")
		return unknown(at, "Ref does not have the argument that it takes")
	case "Fn::GetAtt":
		return t.getAtt(arg, at)
	case "Fn::Sub":
		return t.sub(arg, at)
	case "Fn::If":
		return t.choose(arg, at)
	case "Condition", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not":
		c := t.truth(NewCall(function, arg, at), t.inline(at))
		return t.both(c, at, func(is bool) value.Any { return value.AnyBool(is, at) })
	case "Fn::ImportValue":
		name := t.Eval(arg)
		if t.Import == nil {
			return t.hole(value.Free, "Fn::ImportValue "+name.String(), at)
		}
		return t.handed(t.Import(name, at), at)
	case "Fn::Transform":
		return unknown(at, "Fn::Transform is done by AWS when the stack is deployed")
	case "Fn::GetAZs":
		return t.zones(t.Eval(arg), at)
	case "Fn::FindInMap":
		return t.findInMap(arg, at)
	}
	f, ok := functions[function]
	if !ok {
		t.problem(at, function+" is no function that this build knows", "look for a newer bailiwick, or correct the name")
		return unknown(at, function+" is not known")
	}
	args := []value.Any{t.Eval(arg)}
	if f.several {
		if arg == nil || arg.Kind != List {
			t.problem(at, function+" takes a list", "see its page in the AWS CloudFormation User Guide")
			return unknown(at, function+" does not have the arguments that it takes")
		}
		args = args[:0]
		for _, e := range arg.List {
			args = append(args, t.Eval(e))
		}
	}
	return spread(args, at, func(args []value.Any) value.Any {
		v := f.do(t, args, at)
		if slices.ContainsFunc(args, value.Any.Sensitive) {
			v = hidden(v)
		}
		return v
	})
}

// both returns what f makes of a truth: one value, or one for each world.
func (t *Template) both(c truth, at value.Origin, f func(is bool) value.Any) value.Any {
	switch c.answer {
	case value.Yes:
		return f(true)
	case value.No:
		return f(false)
	}
	return value.AnySeveral([]value.AnyAlternative{{When: c.holds(), Value: f(true)}, {When: c.not().holds(), Value: f(false)}}, at)
}

func (t *Template) choose(arg *Node, at value.Origin) value.Any {
	if arg == nil || arg.Kind != List || len(arg.List) != 3 {
		t.problem(at, "Fn::If takes a condition and two values", "see its page in the AWS CloudFormation User Guide")
		return unknown(at, "Fn::If does not have the arguments that it takes")
	}
	name, ok := arg.List[0].Literal()
	var c truth
	if ok {
		c = t.condition(name, arg.List[0].At)
	} else {
		c = t.truth(arg.List[0], t.inline(arg.List[0].At))
	}
	return t.both(c, at, func(is bool) value.Any {
		if is {
			return t.Eval(arg.List[1])
		}
		return t.Eval(arg.List[2])
	})
}

// refer returns what a name stands for: a pseudo parameter, a parameter, or an
// attribute of a resource.
func (t *Template) refer(name, attribute string, at value.Origin) value.Any {
	if attribute == "Ref" {
		if v, ok := t.pseudo(name, at); ok {
			return v
		}
		if p := t.declared(name); p != nil {
			v := t.Parameter(name, at)
			if secret(p.Get("NoEcho")) {
				v = t.concealed(name, v)
			}
			return t.handed(v, at)
		}
	}
	if t.Resource != nil {
		if v, ok := t.Resource(name, attribute, at); ok {
			return t.handed(v, at)
		}
	}
	t.problem(at, name+" is not declared in the template", "correct the name, or declare it")
	return unknown(at, name+" is not declared in the template")
}

func (t *Template) getAtt(arg *Node, at value.Origin) value.Any {
	var id, attribute string
	switch {
	case arg == nil:
	case arg.Kind == List && len(arg.List) == 2:
		id, _ = arg.List[0].Literal()
		if s, ok := arg.List[1].Literal(); ok {
			attribute = s
		} else { // the attribute may be a Ref
			s, _ := t.Eval(arg.List[1]).Literal()
			attribute = s
		}
	case arg.Kind == String:
		id, attribute, _ = strings.Cut(arg.Text, ".")
	}
	if id == "" || attribute == "" {
		t.problem(at, "Fn::GetAtt takes the name of a resource and of an attribute", "see its page in the AWS CloudFormation User Guide")
		return unknown(at, "Fn::GetAtt does not have the arguments that it takes")
	}
	return t.refer(id, attribute, at)
}

// spread calls f for what the arguments may be together.
func spread(args []value.Any, at value.Origin, f func([]value.Any) value.Any) value.Any {
	if !slices.ContainsFunc(args, func(a value.Any) bool { return a.Kind() == value.KindSeveral }) {
		return f(args)
	}
	worlds := []value.Condition{nil}
	for _, a := range args {
		if a.Kind() != value.KindSeveral {
			continue
		}
		var next []value.Condition
		for _, w := range worlds {
			for _, alt := range a.Alternatives() {
				if both, possible := w.And(alt.When); possible {
					next = append(next, both)
				}
			}
		}
		if worlds = next; len(worlds) > value.MaxAlternatives {
			return unknown(at, "it depends on too many conditions that are not decided")
		}
	}
	alts := make([]value.AnyAlternative, 0, len(worlds))
	for _, w := range worlds {
		chosen := slices.Clone(args)
		for i, a := range chosen {
			for _, alt := range a.Alternatives() {
				if alt.When.In(w) == value.Yes {
					chosen[i] = alt.Value
					break
				}
			}
		}
		alts = append(alts, value.AnyAlternative{When: w, Value: f(chosen)})
	}
	return value.AnySeveral(alts, at)
}
