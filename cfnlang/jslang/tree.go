package jslang

import (
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
		return cfnlang.NewUnknown(v.text, v.at)
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
	if v.object.more != "" && n.Get(cfnlang.Unread) == nil {
		at := orElse(v.object.moreAt, v.at)
		n.Keys = append(n.Keys, cfnlang.Key{Name: cfnlang.Unread, At: at})
		n.List = append(n.List, cfnlang.NewUnknown(v.object.more, at))
	}
	return n
}
