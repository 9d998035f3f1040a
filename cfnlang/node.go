// Package cfnlang reads the language of CloudFormation templates: YAML and
// JSON as trees of nodes with their places, every short form of an intrinsic
// function (!Sub) as its long one ({"Fn::Sub": …}), and what the functions
// make of them. SAM, CDK output and the resources of a serverless.yml are
// trees of the same nodes.
package cfnlang

import "bailiwick/value"

// Kind is the type of a Node.
type Kind uint8

// The kinds.
const (
	Null Kind = iota
	Bool
	Number
	String
	List
	Map
	// Unknown is what could not be read, for the reason that Text says. Templates
	// hold none: it stands in trees that are made of something else.
	Unknown
)

// Unread is the name of the member of a map that stands for further ones which
// could not be read; its value is Unknown. Among resources, the List of that holds
// the types that they may be of, none for any. No file holds the name: it is no
// UTF-8.
const Unread = "Fn::Unread\xFF"

func (k Kind) String() string {
	return [...]string{"null", "boolean", "number", "string", "list", "map", "unknown"}[k]
}

// A Node is one part of a template. What a transform makes has the places of
// what it was made from. A nil Node is what is not written; its methods answer
// for it.
type Node struct {
	Kind Kind
	Text string  // of a scalar, as written: 2012-10-17, yes, 030
	List []*Node // the elements of a list; of a map, the values of Keys
	Keys []Key   // of a map, in the order written, no two the same
	At   value.Origin
}

// A Key is the name of a member of a map.
type Key struct {
	Name string
	At   value.Origin
}

// Get returns the member of a map, nil if there is none.
func (n *Node) Get(name string) *Node {
	if n == nil {
		return nil
	}
	for i := range n.Keys {
		if n.Keys[i].Name == name {
			return n.List[i]
		}
	}
	return nil
}

// Call returns the intrinsic function that a node is a call of, and its
// argument: a map of the one key Ref, Condition or Fn::….
func (n *Node) Call() (function string, argument *Node, ok bool) {
	if n == nil || n.Kind != Map || len(n.Keys) != 1 {
		return "", nil, false
	}
	name := n.Keys[0].Name
	if name != "Ref" && name != "Condition" && (len(name) < 5 || name[:4] != "Fn::") {
		return "", nil, false
	}
	return name, n.List[0], true
}

// Literal returns the text of a scalar; false for null, for what is no scalar
// and for a call.
func (n *Node) Literal() (string, bool) {
	if n == nil || n.Kind < Bool || n.Kind > String {
		return "", false
	}
	return n.Text, true
}

// NewString returns a string.
func NewString(text string, at value.Origin) *Node { return &Node{Kind: String, Text: text, At: at} }

// NewUnknown returns what could not be read, for the reason.
func NewUnknown(reason string, at value.Origin) *Node {
	return &Node{Kind: Unknown, Text: reason, At: at}
}

// NewList returns a list.
func NewList(at value.Origin, elements ...*Node) *Node {
	return &Node{Kind: List, List: elements, At: at}
}

// NewMap returns a map without members.
func NewMap(at value.Origin) *Node { return &Node{Kind: Map, At: at} }

// NewCall returns a call of an intrinsic function.
func NewCall(function string, argument *Node, at value.Origin) *Node {
	return NewMap(at).Set(function, argument)
}

// Set sets a member of a map, at the place of the value, and returns the map.
func (n *Node) Set(name string, to *Node) *Node {
	for i := range n.Keys {
		if n.Keys[i].Name == name {
			n.List[i] = to
			return n
		}
	}
	n.Keys = append(n.Keys, Key{Name: name, At: to.At})
	n.List = append(n.List, to)
	return n
}
