package escalation

import (
	"bailiwick/estate"
	"bailiwick/iam/reason"
)

// A Node is somebody who may do things: a role or user of the estate, what the
// members of a group have, or a class of outsiders. Nodes compare with ==.
type Node struct {
	Of       estate.Resource // a role, user, group or managed policy; nil for others
	Outsider reason.Callers  // of an outsider: which
	As       State
}

// A State is how a node stands to what was declared.
type State uint8

// The states.
const (
	Declared  State = iota // as it was declared
	Rewritten              // with whatever policies somebody wrote for it
	Unbound                // without its permissions boundary
	Made                   // a new principal that somebody made
	Outside                // an outsider
)

// String names the node for people: "role deploy".
func (n Node) String() string {
	switch n.As {
	case Made:
		return "a new principal with every right"
	case Outside:
		return n.Outsider.String()
	}
	name := n.Of.Head().Kind().Noun(1) + " " + n.Of.Head().Name()
	switch n.As {
	case Rewritten:
		return name + ", with policies of one's own choice"
	case Unbound:
		return name + ", without its boundary"
	}
	return name
}

// ID identifies the node: the id of its resource, with its state.
func (n Node) ID() string {
	switch n.As {
	case Made:
		return "new"
	case Outside:
		return n.Outsider.String()
	case Rewritten:
		return n.Of.Head().ID() + "/rewritten"
	case Unbound:
		return n.Of.Head().ID() + "/unbound"
	}
	return n.Of.Head().ID()
}

// is returns the node of a resource as it was declared.
func is(r estate.Resource) Node { return Node{Of: r} }
