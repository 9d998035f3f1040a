package sam

import (
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// Node is a part of a template.
type Node = cfnlang.Node

// A place makes what the transform makes, at the place of its cause.
type place struct{ cfnlang.Place }

func placeOf(n *Node) place { return place{cfnlang.PlaceOf(n)} }

func placeAt(at value.Origin) place { return place{cfnlang.Place(at)} }

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
	list := cfnlang.NewList(value.Origin(p.Place))
	for _, m := range maps {
		if !isMap(m) {
			continue
		}
		for i, v := range m.List {
			if v.Kind == cfnlang.Null {
				v = placeOf(v).Node("")
			}
			at := placeAt(m.Keys[i].At)
			list.List = append(list.List, at.Object("Key", m.Keys[i].Name, "Value", v))
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
