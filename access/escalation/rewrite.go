package escalation

import "bailiwick/estate"

// rewriting returns the edges by which one node changes what another may do:
// those that give it policies, and those that take its boundary off. Whoever
// can become the other then has it.
func (g *Graph) rewriting(by, of Node) [][]Edge {
	p := g.power(by)
	if p == nil || p.may.empty() || of.Of == nil {
		return nil
	}
	key := [2]Node{by, of}
	if known, ok := g.changes[key]; ok {
		return known
	}
	f := finder{graph: g, power: p}
	var out [][]Edge
	for _, change := range []struct {
		gain Gain
		as   State
	}{{Rewriting, Rewritten}, {Unbinding, Unbound}} {
		if change.gain == Unbinding && (of.As == Unbound || !bounded(of.Of)) {
			continue
		}
		f.found = nil
		to := Node{Of: of.Of, As: change.as}
		f.each(change.gain, kindOf(of.Of), func(m *Method) { f.onTarget(m, to) })
		if u, ok := of.Of.(*estate.User); ok && change.gain == Rewriting {
			f.throughGroups(u, to)
		}
		for i := range f.found {
			f.settle(&f.found[i])
		}
		if len(f.found) > 0 {
			out = append(out, f.found)
		}
	}
	g.changes[key] = out
	return out
}

// throughGroups adds the edges that rewrite a user by a group that he is in.
func (f *finder) throughGroups(u *estate.User, to Node) {
	groups, _ := u.GroupsOf(f.graph.engine.View()).Get()
	for _, r := range groups {
		f.each(Rewriting, "group", func(m *Method) {
			e := Edge{From: f.power.node, To: to, Method: m, Through: r}
			if f.permitted(&e, r, nil) {
				e.Facts = append(f.power.facts(e.Witnesses), e.Facts...)
				f.found = append(f.found, e)
			}
		})
	}
}

// bounded reports whether the principal has a permissions boundary, or may.
func bounded(r estate.Resource) bool {
	switch r := r.(type) {
	case *estate.Role:
		return !r.Boundary.IsAbsent()
	case *estate.User:
		return !r.Boundary.IsAbsent()
	}
	return false
}

func kindOf(r estate.Resource) string { return string(r.Head().Kind()) }
