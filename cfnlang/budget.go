package cfnlang

import "bailiwick/value"

// A Budget is what may still be spent on the values of a stack and of those
// nested in it. CloudFormation takes templates of 1 MB and 500 resources; what
// is more than a thousand times such a template is no deployment.
type Budget struct {
	spent int
	over  bool
}

// What evaluation costs, about in nanoseconds and in half bytes of memory.
const (
	maxWork  = 1 << 29
	nodeCost = 64 // of a node, whenever it is evaluated
	partCost = 64 // of an element that is handed on
	byteCost = 16 // of a byte of a text that is made
)

// maxProblems is how many problems of a template are told.
const maxProblems = 1000

// spend takes from the budget. When that is used up it reports false, and what
// is asked for is unknown.
func (t *Template) spend(n int, at value.Origin) bool {
	b := t.Budget
	if b.spent = min(b.spent+n, maxWork+1); b.spent <= maxWork {
		return true
	}
	if !b.over {
		b.over = true
		t.problem(at, "the values of the template stand for more than can be worked out", "split the template into stacks")
	}
	return false
}

func tooMuch(at value.Origin) value.Any {
	return unknown(at, "the values of the template stand for more than can be worked out")
}

// handed returns a value that is used once more: all that it holds counts
// again, since whoever reads it looks at all of it.
func (t *Template) handed(v value.Any, at value.Origin) value.Any {
	if !t.count(v, at) {
		return tooMuch(at)
	}
	return v
}

func (t *Template) count(v value.Any, at value.Origin) bool {
	if v.Len() == 0 && v.Kind() != value.KindSeveral {
		return true
	}
	if !t.spend(partCost*v.Len(), at) {
		return false
	}
	for _, e := range v.Elements() {
		if !t.count(e, at) {
			return false
		}
	}
	for _, alt := range v.Alternatives() {
		if !t.count(alt.Value, at) {
			return false
		}
	}
	return true
}

// member is Get for a map of the template that many parts of it look into.
func (t *Template) member(n *Node, name string) *Node {
	if n == nil || len(n.Keys) < indexed {
		return n.Get(name)
	}
	index := t.indexes[n]
	if index == nil {
		index = make(map[string]*Node, len(n.Keys))
		for i, k := range n.Keys {
			index[k.Name] = n.List[i]
		}
		if t.indexes == nil {
			t.indexes = make(map[*Node]map[string]*Node)
		}
		t.indexes[n] = index
	}
	return index[name]
}
