package cfnlang

import (
	"strings"

	"bailiwick/value"
)

// maxCopies bounds what Fn::ForEach makes in one template, in nodes.
const maxCopies = 500_000

// bytesOfNode is how many bytes of text count as a node.
const bytesOfNode = 128

// expand replaces the loops of AWS::LanguageExtensions by what they make (AWS
// CloudFormation Template Reference, Fn::ForEach). What cannot be expanded stays
// and is a gap for whoever reads the map that holds it.
func (t *Template) expand() {
	if !t.Transforms("AWS::LanguageExtensions") {
		return
	}
	left := maxCopies
	for _, section := range []string{"Conditions", "Resources", "Outputs"} {
		for i, k := range t.Root.Keys {
			if k.Name == section {
				list := append([]*Node(nil), t.Root.List...)
				list[i] = t.loops(t.Root.List[i], &left)
				t.Root = &Node{Kind: Map, Keys: t.Root.Keys, List: list, At: t.Root.At}
			}
		}
	}
}

// Transforms reports whether the template names the transform.
func (t *Template) Transforms(name string) bool {
	n := t.Root.Get("Transform")
	if n == nil {
		return false
	}
	is := func(n *Node) bool {
		s, ok := n.Literal()
		if !ok {
			s, _ = n.Get("Name").Literal()
		}
		return s == name
	}
	if n.Kind != List {
		return is(n)
	}
	for _, e := range n.List {
		if is(e) {
			return true
		}
	}
	return false
}

// loops returns the node with its loops expanded.
func (t *Template) loops(n *Node, left *int) *Node {
	if n == nil || n.Kind != Map && n.Kind != List {
		return n
	}
	out := &Node{Kind: n.Kind, At: n.At}
	m := members{into: out}
	same := true
	for i, e := range n.List {
		if n.Kind == Map && strings.HasPrefix(n.Keys[i].Name, "Fn::ForEach::") {
			if copies, ok := t.loop(e, left); ok {
				same = false
				for j, k := range copies.Keys {
					t.enter(&m, k, copies.List[j])
				}
				continue
			}
		}
		changed := t.loops(e, left)
		same = same && changed == e
		if n.Kind == Map {
			m.set(n.Keys[i], changed)
		} else {
			out.List = append(out.List, changed)
		}
	}
	if same {
		return n
	}
	return out
}

// loop returns what a loop makes, false if that cannot be told.
func (t *Template) loop(n *Node, left *int) (*Node, bool) {
	if n.Kind != List || len(n.List) != 3 || n.List[2].Kind != Map {
		t.problem(n.At, "Fn::ForEach takes an identifier, a collection and a map", "see its page in the AWS CloudFormation Template Reference")
		return nil, false
	}
	identifier, ok := n.List[0].Literal()
	collection := t.Eval(n.List[1])
	if !ok || collection.Kind() != value.KindList || collection.Partial() {
		return nil, false
	}
	out := NewMap(n.At)
	m := members{into: out}
	for _, e := range collection.Elements() {
		text, ok := e.Scalar()
		item, literal := text.Literal()
		if !ok || !literal || e.Sensitive() || collection.Sensitive() {
			return nil, false
		}
		copied := replaced(n.List[2], identifier, item, left)
		if *left <= 0 {
			t.problem(n.At, "Fn::ForEach makes more than can be read", "split the template")
			return nil, false
		}
		copied = t.loops(copied, left)
		for i, k := range copied.Keys {
			t.enter(&m, k, copied.List[i])
		}
	}
	return out, true
}

// enter enters a copy under its name, and tells of one that is there already.
func (t *Template) enter(m *members, k Key, v *Node) {
	if m.find(k.Name) >= 0 {
		p := value.Problem{
			Origin: k.At, Summary: "Fn::ForEach makes " + shortened(k.Name) + " more than once",
			Effect: "CloudFormation refuses the template; the last one is read", Next: "let its name hold all that the loops go through",
		}
		if !t.told[p] && len(t.told) <= maxProblems {
			t.told[p] = true
			t.problems = append(t.problems, p)
		}
	}
	m.set(k, v)
}

// replaced copies a node with the item in place of the identifier.
func replaced(n *Node, identifier, item string, left *int) *Node {
	if *left--; *left <= 0 {
		return n
	}
	if function, arg, ok := n.Call(); ok && function == "Ref" {
		if s, _ := arg.Literal(); s == identifier {
			return NewString(item, n.At)
		}
	}
	out := &Node{Kind: n.Kind, Text: n.Text, At: n.At}
	if n.Kind == String {
		out.Text = inserted(n.Text, identifier, item, left)
	}
	for i, e := range n.List {
		out.List = append(out.List, replaced(e, identifier, item, left))
		if n.Kind == Map {
			out.Keys = append(out.Keys, Key{inserted(n.Keys[i].Name, identifier, item, left), n.Keys[i].At})
		}
	}
	return out
}

// inserted replaces ${Identifier}, and &{Identifier}, which leaves out what is
// neither letter nor digit.
func inserted(s, identifier, item string, left *int) string {
	if !strings.Contains(s, "{") {
		return s
	}
	if *left -= (len(s) + strings.Count(s, "{"+identifier+"}")*len(item)) / bytesOfNode; *left <= 0 {
		return s
	}
	plain := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, item)
	return strings.ReplaceAll(strings.ReplaceAll(s, "${"+identifier+"}", item), "&{"+identifier+"}", plain)
}
