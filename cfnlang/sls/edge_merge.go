package sls

import (
	"strconv"
	"strings"

	"bailiwick/cfnlang"
)

// maxUnion bounds the elements of a list that events of one origin or path make
// together.
const maxUnion = 1000

// extendedDeep returns what two events say of one thing: of texts the first,
// lists together, maps member by member.
func extendedDeep(a, b *Node) *Node {
	switch {
	case a == nil:
		return b
	case b == nil || opaque(a):
		return a
	case opaque(b):
		return cfnlang.NewUnknown(reason(b), b.At)
	case a.Kind == cfnlang.List && b.Kind == cfnlang.List:
		out := cfnlang.NewList(a.At)
		seen := make(map[string]bool)
		for _, list := range []*Node{a, b} {
			for _, e := range list.List {
				if text := rendered(e); !seen[text] {
					seen[text] = true
					out.List = append(out.List, e)
				}
			}
		}
		if len(out.List) > maxUnion {
			return cfnlang.NewUnknown("the list is too long", a.At)
		}
		return out
	case isMap(a) && isMap(b):
		out := cfnlang.NewMap(a.At)
		for i, k := range a.Keys {
			out.Keys, out.List = append(out.Keys, k), append(out.List, extendedDeep(a.List[i], b.Get(k.Name)))
		}
		for i, k := range b.Keys {
			if a.Get(k.Name) == nil {
				out.Keys, out.List = append(out.Keys, k), append(out.List, b.List[i])
			}
		}
		return out
	}
	return a
}

// rendered returns a tree as a text, by which trees that are alike are told from
// others.
func rendered(n *Node) string {
	var out strings.Builder
	var render func(n *Node)
	render = func(n *Node) {
		if n == nil {
			return
		}
		out.WriteString(n.Text)
		for i, e := range n.List {
			out.WriteByte('[')
			if n.Kind == cfnlang.Map {
				out.WriteString(n.Keys[i].Name + ":")
			}
			render(e)
		}
	}
	render(n)
	return out.String()
}

// number returns the number that a value is.
func number(n *Node) (int, bool) {
	text, ok := n.Literal()
	v, err := strconv.Atoi(text)
	return v, ok && err == nil
}
