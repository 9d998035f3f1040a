package sam

import (
	"bailiwick/cfnlang"
	"bailiwick/value"
)

// A table is a map of a template that is changed and may be large: it finds
// members by an index.
type table struct {
	keys  []cfnlang.Key
	list  []*Node // nil for what was deleted
	index map[string]int
	at    value.Origin
}

func newTable(n *Node) *table {
	t := &table{index: map[string]int{}}
	if isMap(n) {
		t.at = n.At
		for i, k := range n.Keys {
			t.index[k.Name] = len(t.list)
			t.keys, t.list = append(t.keys, k), append(t.list, n.List[i])
		}
	}
	return t
}

func (t *table) get(name string) *Node {
	if i, ok := t.index[name]; ok {
		return t.list[i]
	}
	return nil
}

func (t *table) set(name string, n *Node) {
	if i, ok := t.index[name]; ok {
		t.list[i] = n
		return
	}
	t.index[name] = len(t.list)
	t.keys, t.list = append(t.keys, cfnlang.Key{Name: name, At: n.At}), append(t.list, n)
}

// drop takes a member out, so that one of the same name comes last.
func (t *table) drop(name string) {
	if i, ok := t.index[name]; ok {
		t.list[i] = nil
		delete(t.index, name)
	}
}

// node returns the table as a map.
func (t *table) node() *Node {
	n := cfnlang.NewMap(t.at)
	for i, v := range t.list {
		if v != nil {
			n.Keys, n.List = append(n.Keys, t.keys[i]), append(n.List, v)
		}
	}
	return n
}
