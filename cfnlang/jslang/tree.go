package jslang

import (
	"slices"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// tree returns a value as a tree of nodes; at is where it is told that has no
// place of its own.
func (e *evaluator) tree(v val, at value.Origin, depth int) *cfnlang.Node {
	if v.at == 0 {
		v.at = at
	}
	e.nodes++
	switch {
	case e.nodes > maxNodes:
		if e.over == "" {
			e.over = "the configuration has too many parts"
		}
		return cfnlang.NewUnknown(e.over, v.at)
	case depth > maxLevels:
		return cfnlang.NewUnknown("maps and lists are nested too deeply", v.at)
	}
	switch v.kind {
	case boolVal, numberVal:
		text, _ := v.written()
		kind := cfnlang.Bool
		if v.kind == numberVal {
			if kind = cfnlang.Number; !isFinite(v.number) {
				kind, text = cfnlang.Null, "null"
			}
		}
		return &cfnlang.Node{Kind: kind, Text: text, At: v.at}
	case textVal, variableVal:
		if rooted(v.text) {
			return cfnlang.NewUnknown(rootUnknown(v.at).text, v.at)
		}
		return cfnlang.NewString(v.text, v.at)
	case unknownVal:
		list := v.choices()
		if list == nil || e.nodes > maxNodes/10 || slices.ContainsFunc(list, func(v val) bool { return v.kind == undefinedVal }) {
			return cfnlang.NewUnknown(v.text, v.at)
		}
		n := e.tree(list[0], v.at, depth)
		for _, one := range list[1:] {
			n = common(n, e.tree(one, v.at, depth), v)
		}
		return n
	case falsyVal:
		return cfnlang.NewUnknown("it is not known", v.at)
	case listVal:
		if v.object.more != "" {
			return cfnlang.NewUnknown(v.object.more, orElse(v.object.moreAt, v.at))
		}
		n := cfnlang.NewList(v.at)
		for _, one := range v.object.list {
			n.List = append(n.List, e.tree(one, v.at, depth+1))
		}
		return n
	case mapVal:
		return e.treeOf(v, depth)
	case functionVal:
		return cfnlang.NewUnknown("a function is code, which only Node.js runs", v.at)
	case regexpVal:
		return cfnlang.NewUnknown("a regular expression is nothing that a configuration may hold", v.at)
	case promiseVal:
		return cfnlang.NewUnknown("a promise that nothing awaits is nothing that a configuration may hold", v.at)
	}
	return &cfnlang.Node{Kind: cfnlang.Null, Text: "null", At: v.at}
}

func isFinite(f float64) bool { return f-f == 0 }

func orElse(at, otherwise value.Origin) value.Origin {
	if at == 0 {
		return otherwise
	}
	return at
}

// treeOf returns an object as a map. Members that are undefined are none.
func (e *evaluator) treeOf(v val, depth int) *cfnlang.Node {
	n := cfnlang.NewMap(v.at)
	for _, name := range v.object.ordered() {
		m := v.object.members[name]
		if m.kind == undefinedVal {
			continue
		}
		one := e.tree(m.val, orElse(m.at, v.at), depth+1)
		if name == cfnlang.Unread {
			one = cfnlang.NewUnknown("a member has the name "+name, one.At)
		}
		n.Keys = append(n.Keys, cfnlang.Key{Name: name, At: orElse(m.at, one.At)})
		n.List = append(n.List, one)
	}
	if v.object.more != "" {
		return opened(n, cfnlang.NewUnknown(v.object.more, orElse(v.object.moreAt, v.at)))
	}
	return n
}

// opened returns a map that may have further members, for the reason. One of which
// no member is known is not known.
func opened(n, why *cfnlang.Node) *cfnlang.Node {
	if len(n.Keys) == 0 {
		return why
	}
	if n.Get(cfnlang.Unread) == nil {
		n.Keys = append(n.Keys, cfnlang.Key{Name: cfnlang.Unread, At: why.At})
		n.List = append(n.List, why)
	}
	return n
}

// common returns what two trees have in common of which one counts.
func common(a, b *cfnlang.Node, why val) *cfnlang.Node {
	unknown := cfnlang.NewUnknown(why.text, orElse(why.at, a.At))
	_, _, call := a.Call()
	_, _, other := b.Call()
	switch {
	case a.Kind == cfnlang.Unknown:
		return a
	case a.Kind != b.Kind:
		return unknown
	case a.Kind == cfnlang.Map && (call || other):
		if !equal(a, b) {
			return unknown
		}
	case a.Kind == cfnlang.Map:
		return commonMap(a, b, why, unknown)
	case a.Kind == cfnlang.List && len(a.List) == len(b.List):
		n := cfnlang.NewList(a.At)
		for i := range a.List {
			n.List = append(n.List, common(a.List[i], b.List[i], why))
		}
		return n
	case a.Kind == cfnlang.List || a.Text != b.Text:
		return unknown
	}
	return a
}

func commonMap(a, b *cfnlang.Node, why val, unknown *cfnlang.Node) *cfnlang.Node {
	others := make(map[string]*cfnlang.Node, len(b.Keys))
	for i, k := range b.Keys {
		others[k.Name] = b.List[i]
	}
	n := cfnlang.NewMap(a.At)
	for i, k := range a.Keys {
		if other := others[k.Name]; other != nil {
			n.Keys = append(n.Keys, k)
			n.List = append(n.List, common(a.List[i], other, why))
		}
	}
	if len(n.Keys) < len(a.Keys) || len(n.Keys) < len(b.Keys) {
		return opened(n, unknown)
	}
	return n
}

// equal reports whether two trees say the same.
func equal(a, b *cfnlang.Node) bool {
	if a.Kind != b.Kind || a.Text != b.Text || len(a.List) != len(b.List) || a.Kind == cfnlang.Unknown {
		return false
	}
	for i := range a.List {
		if len(a.Keys) > 0 && a.Keys[i].Name != b.Keys[i].Name || !equal(a.List[i], b.List[i]) {
			return false
		}
	}
	return true
}
