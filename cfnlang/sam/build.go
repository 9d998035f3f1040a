package sam

import (
	"strconv"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// Node is a part of a template.
type Node = cfnlang.Node

// A place makes nodes that are said to stand where their cause was written.
type place value.Origin

func placeOf(n *Node) place {
	if n == nil {
		return 0
	}
	return place(n.At)
}

// node returns what v is in a template: a string, a boolean, a number, a list
// of strings or nodes, or the node itself.
func (p place) node(v any) *Node {
	at := value.Origin(p)
	switch v := v.(type) {
	case *Node:
		return v
	case string:
		return cfnlang.NewString(v, at)
	case bool:
		return &Node{Kind: cfnlang.Bool, Text: strconv.FormatBool(v), At: at}
	case int:
		return &Node{Kind: cfnlang.Number, Text: strconv.Itoa(v), At: at}
	case []string:
		list := cfnlang.NewList(at)
		for _, s := range v {
			list.List = append(list.List, cfnlang.NewString(s, at))
		}
		return list
	case []*Node:
		return cfnlang.NewList(at, v...)
	}
	return nil
}

// object returns a map of names, each followed by its value; a nil value is
// left out with its name.
func (p place) object(members ...any) *Node {
	n := cfnlang.NewMap(value.Origin(p))
	for i := 0; i+1 < len(members); i += 2 {
		if v := p.node(members[i+1]); v != nil {
			name, _ := members[i].(string)
			n.Keys = append(n.Keys, cfnlang.Key{Name: name, At: v.At})
			n.List = append(n.List, v)
		}
	}
	return n
}

func (p place) list(elements ...any) *Node {
	n := cfnlang.NewList(value.Origin(p))
	for _, e := range elements {
		n.List = append(n.List, p.node(e))
	}
	return n
}

func (p place) ref(id string) *Node { return p.object("Ref", id) }

func (p place) attribute(id, name string) *Node { return p.object("Fn::GetAtt", []string{id, name}) }

// sub returns an Fn::Sub of a text and of variables, each with its value.
func (p place) sub(text string, variables ...any) *Node {
	if len(variables) == 0 {
		return p.object("Fn::Sub", text)
	}
	return p.object("Fn::Sub", p.list(text, p.object(variables...)))
}

// when returns an Fn::If; without otherwise, of AWS::NoValue.
func (p place) when(condition string, then, otherwise *Node) *Node {
	if otherwise == nil {
		otherwise = p.ref("AWS::NoValue")
	}
	return p.object("Fn::If", p.list(condition, then, otherwise))
}

// arn returns an Fn::Sub of an ARN of this region and account.
func (p place) arn(service, resource string, variables ...any) *Node {
	return p.sub("arn:${AWS::Partition}:"+service+":${AWS::Region}:${AWS::AccountId}:"+resource, variables...)
}

// get returns a member that is written and not null.
func get(n *Node, path ...string) *Node {
	for _, name := range path {
		if n = n.Get(name); n != nil && n.Kind == cfnlang.Null {
			return nil
		}
	}
	return n
}

func isMap(n *Node) bool  { return n != nil && n.Kind == cfnlang.Map }
func isList(n *Node) bool { return n != nil && n.Kind == cfnlang.List }
func isText(n *Node) bool { return n != nil && n.Kind == cfnlang.String }
func isBool(n *Node) bool { return n != nil && n.Kind == cfnlang.Bool }

func isCall(n *Node) bool { _, _, ok := n.Call(); return ok }

// textOf returns the text of a string, "" of anything else.
func textOf(n *Node) string {
	if isText(n) {
		return n.Text
	}
	return ""
}

func isTrue(n *Node) bool { return isBool(n) && affirmative(n.Text) }

// affirmative reports whether a boolean of YAML 1.1 is true.
func affirmative(text string) bool {
	switch strings.ToLower(text) {
	case "true", "yes", "on":
		return true
	}
	return false
}

// given reports whether a value counts as given: not null, not empty, not
// false, not 0.
func given(n *Node) bool {
	if n == nil {
		return false
	}
	switch n.Kind {
	case cfnlang.Null:
		return false
	case cfnlang.Bool:
		return affirmative(n.Text)
	case cfnlang.Number:
		return strings.Trim(n.Text, "0.") != ""
	case cfnlang.String:
		return n.Text != ""
	}
	return len(n.List) > 0
}

// orNil returns n if it counts as given.
func orNil(n *Node) *Node {
	if given(n) {
		return n
	}
	return nil
}

func isNoValue(n *Node) bool {
	function, argument, _ := n.Call()
	return function == "Ref" && textOf(argument) == "AWS::NoValue"
}

// branches returns the condition and both values of an Fn::If.
func branches(n *Node) (condition string, then, otherwise *Node, ok bool) {
	function, argument, _ := n.Call()
	if function != "Fn::If" || !isList(argument) || len(argument.List) != 3 {
		return "", nil, nil, false
	}
	return textOf(argument.List[0]), argument.List[1], argument.List[2], true
}

func isIf(n *Node) bool { function, _, _ := n.Call(); return function == "Fn::If" }

// referred returns the logical id that a Ref or Fn::GetAtt names, "" of
// anything else.
func referred(n *Node) string {
	switch function, argument, _ := n.Call(); function {
	case "Ref":
		return textOf(argument)
	case "Fn::GetAtt":
		if isList(argument) && len(argument.List) == 2 {
			return textOf(argument.List[0])
		}
	}
	return ""
}

// shallow returns a copy of a map or list that shares its members.
func shallow(n *Node) *Node {
	c := *n
	c.List = append([]*Node(nil), n.List...)
	c.Keys = append([]cfnlang.Key(nil), n.Keys...)
	return &c
}

// remove takes a member out of a map.
func remove(n *Node, name string) {
	for i := range n.Keys {
		if n.Keys[i].Name == name {
			n.Keys = append(n.Keys[:i:i], n.Keys[i+1:]...)
			n.List = append(n.List[:i:i], n.List[i+1:]...)
			return
		}
	}
}

// put sets a member if there is a value.
func put(n *Node, name string, v *Node) {
	if v != nil && v.Kind != cfnlang.Null {
		n.Set(name, v)
	}
}

// tags returns a list of Key and Value of maps of tags.
func (p place) tags(maps ...*Node) *Node {
	list := cfnlang.NewList(value.Origin(p))
	for _, m := range maps {
		if !isMap(m) {
			continue
		}
		for i, v := range m.List {
			if v.Kind == cfnlang.Null {
				v = placeOf(v).node("")
			}
			at := place(m.Keys[i].At)
			list.List = append(list.List, at.object("Key", m.Keys[i].Name, "Value", v))
		}
	}
	return list
}

func alphanumeric(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return s != ""
}

type key = cfnlang.Key

const mapKind = cfnlang.Map
