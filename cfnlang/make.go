package cfnlang

import (
	"strconv"

	"bailiwick/value"
)

// A Place makes nodes that are said to stand where their cause was written: what
// is made of a shorthand has the place of the shorthand.
type Place value.Origin

// PlaceOf returns the place of a node.
func PlaceOf(n *Node) Place {
	if n == nil {
		return 0
	}
	return Place(n.At)
}

// Node returns what v is in a template: a string, a boolean, a number, a list
// of strings or nodes, or the node itself; nil of anything else.
func (p Place) Node(v any) *Node {
	at := value.Origin(p)
	switch v := v.(type) {
	case *Node:
		return v
	case string:
		return NewString(v, at)
	case bool:
		return &Node{Kind: Bool, Text: strconv.FormatBool(v), At: at}
	case int:
		return &Node{Kind: Number, Text: strconv.Itoa(v), At: at}
	case []string:
		list := NewList(at)
		for _, s := range v {
			list.List = append(list.List, NewString(s, at))
		}
		return list
	case []*Node:
		return NewList(at, v...)
	}
	return nil
}

// Object returns a map of names, each followed by its value; a nil value is
// left out with its name.
func (p Place) Object(members ...any) *Node {
	n := NewMap(value.Origin(p))
	for i := 0; i+1 < len(members); i += 2 {
		if v := p.Node(members[i+1]); v != nil {
			name, _ := members[i].(string)
			n.Keys = append(n.Keys, Key{Name: name, At: v.At})
			n.List = append(n.List, v)
		}
	}
	return n
}

// List returns a list of what the elements are.
func (p Place) List(elements ...any) *Node {
	n := NewList(value.Origin(p))
	for _, e := range elements {
		n.List = append(n.List, p.Node(e))
	}
	return n
}

// Ref returns a Ref.
func (p Place) Ref(id string) *Node { return p.Object("Ref", id) }

// Attribute returns an Fn::GetAtt.
func (p Place) Attribute(id, name string) *Node {
	return p.Object("Fn::GetAtt", []string{id, name})
}

// Sub returns an Fn::Sub of a text and of variables, each with its value.
func (p Place) Sub(text string, variables ...any) *Node {
	if len(variables) == 0 {
		return p.Object("Fn::Sub", text)
	}
	return p.Object("Fn::Sub", p.List(text, p.Object(variables...)))
}

// If returns an Fn::If; without otherwise, of AWS::NoValue.
func (p Place) If(condition string, then, otherwise *Node) *Node {
	if otherwise == nil {
		otherwise = p.Ref("AWS::NoValue")
	}
	return p.Object("Fn::If", p.List(condition, then, otherwise))
}

// ARN returns an Fn::Sub of an ARN of this region and account.
func (p Place) ARN(service, resource string, variables ...any) *Node {
	return p.Sub("arn:${AWS::Partition}:"+service+":${AWS::Region}:${AWS::AccountId}:"+resource, variables...)
}
