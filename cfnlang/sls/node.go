package sls

import (
	"encoding/json"
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// given reports whether a value counts as given, as the framework asks: it is
// there and not null, false, 0 or an empty text. What is not known counts.
func given(n *Node) bool {
	if n == nil {
		return false
	}
	switch n.Kind {
	case cfnlang.Null:
		return false
	case cfnlang.Bool:
		return affirmative(n)
	case cfnlang.Number:
		return strings.Trim(n.Text, "0.") != ""
	case cfnlang.String:
		return n.Text != ""
	}
	return true
}

// affirmative reports whether a boolean is true.
func affirmative(n *Node) bool {
	return n != nil && n.Kind == cfnlang.Bool && slices.Contains([]string{"true", "yes", "on"}, strings.ToLower(n.Text))
}

// negative reports whether a value is the boolean false.
func negative(n *Node) bool { return n != nil && n.Kind == cfnlang.Bool && !affirmative(n) }

// get returns a member that is there and not null. Of what is not known, the
// member is not known either.
func get(n *Node, path ...string) *Node {
	for _, name := range path {
		if opaque(n) {
			return cfnlang.NewUnknown(reason(n), n.At)
		}
		unread := n.Get(cfnlang.Unread)
		if n = n.Get(name); n == nil && unread != nil {
			return unread
		}
		if n != nil && n.Kind == cfnlang.Null {
			return nil
		}
	}
	return n
}

// reason says why it is not known what a node holds.
func reason(n *Node) string {
	if n.Kind == cfnlang.Unknown {
		return n.Text
	}
	if function, argument, ok := n.Call(); ok && function == "Ref" {
		if name, ok := argument.Literal(); ok {
			return "${" + name + "} is looked up when the service is deployed"
		}
	}
	return "it is looked up when the service is deployed"
}

// textOf returns the text of a scalar, "" of anything else.
func textOf(n *Node) string {
	s, _ := n.Literal()
	return s
}

// elements returns the elements of a list; of one value, that.
func elements(n *Node) []*Node {
	if n == nil || n.Kind == cfnlang.Null {
		return nil
	}
	if n.Kind == cfnlang.List {
		return n.List
	}
	return []*Node{n}
}

// isMap reports whether a node is a map and no call.
func isMap(n *Node) bool { return n != nil && n.Kind == cfnlang.Map && !opaque(n) }

// firstOf returns the first that counts as given, nil if none does.
func firstOf(nodes ...*Node) *Node {
	for _, n := range nodes {
		if given(n) {
			return n
		}
	}
	return nil
}

// put sets a member if there is a value.
func put(n *Node, name string, v *Node) {
	if v != nil && v.Kind != cfnlang.Null {
		n.Set(name, v)
	}
}

// merged returns two trees in one, as lodash's merge makes it: maps member by
// member, lists element by element, of others the second.
func merged(a, b *Node) *Node {
	switch {
	case b == nil || b.Kind == cfnlang.Null && a != nil:
		return a
	case isMap(a) && isMap(b):
		out := cfnlang.NewMap(a.At)
		out.Keys, out.List = slices.Clone(a.Keys), slices.Clone(a.List)
		for i, k := range b.Keys {
			out.Set(k.Name, merged(out.Get(k.Name), b.List[i]))
			if a.Get(k.Name) == nil {
				out.Keys[len(out.Keys)-1].At = k.At
			}
		}
		return out
	case a != nil && a.Kind == cfnlang.List && b.Kind == cfnlang.List:
		out := cfnlang.NewList(a.At, a.List...)
		out.List = slices.Clone(out.List)
		for i, e := range b.List {
			if i < len(out.List) {
				out.List[i] = merged(out.List[i], e)
			} else {
				out.List = append(out.List, e)
			}
		}
		return out
	}
	return b
}

// tagList returns a list of Key and Value of maps of tags, the later ones over
// the earlier.
func tagList(p cfnlang.Place, maps ...*Node) *Node {
	var all *Node
	for _, m := range maps {
		switch {
		case opaque(m):
			return cfnlang.NewUnknown(reason(m), m.At)
		case isMap(m) && all == nil:
			all = m
		case isMap(m):
			all = merged(all, m)
		}
	}
	if all == nil {
		return nil
	}
	list := p.List()
	for i, k := range all.Keys {
		if k.Name == cfnlang.Unread {
			return all.List[i]
		}
		list.List = append(list.List, cfnlang.Place(k.At).Object("Key", k.Name, "Value", all.List[i]))
	}
	return list
}

// document returns a tree as the text of a JSON document; unknown if a part of
// it is not known, or is a call.
func document(n *Node) *Node {
	var out strings.Builder
	if why := write(&out, n); why != "" {
		return cfnlang.NewUnknown(why, n.At)
	}
	return cfnlang.NewString(out.String(), n.At)
}

func write(out *strings.Builder, n *Node) (why string) {
	quoted := func(s string) {
		b, _ := json.Marshal(s)
		out.Write(b)
	}
	switch {
	case n == nil || n.Kind == cfnlang.Null:
		out.WriteString("null")
	case opaque(n):
		return reason(n)
	case n.Kind == cfnlang.String:
		quoted(n.Text)
	case n.Kind == cfnlang.Map:
		out.WriteByte('{')
		for i, k := range n.Keys {
			if i > 0 {
				out.WriteByte(',')
			}
			quoted(k.Name)
			out.WriteByte(':')
			if why := write(out, n.List[i]); why != "" {
				return why
			}
		}
		out.WriteByte('}')
	case n.Kind == cfnlang.List:
		out.WriteByte('[')
		for i, e := range n.List {
			if i > 0 {
				out.WriteByte(',')
			}
			if why := write(out, e); why != "" {
				return why
			}
		}
		out.WriteByte(']')
	default:
		out.WriteString(n.Text)
	}
	return ""
}
