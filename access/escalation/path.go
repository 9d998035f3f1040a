package escalation

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/reason"
)

// A Step is one step of a path: all edges from one node to another, the best
// first.
type Step struct {
	From, To Node
	Edges    []Edge
}

// A Path leads from a principal to an administrator.
type Path struct {
	Steps []Step
	Admin Admin // what the last one may do
}

// From returns where the path begins.
func (p *Path) From() Node { return p.Steps[0].From }

// To returns where the path ends.
func (p *Path) To() Node { return p.Steps[len(p.Steps)-1].To }

// Given lists what must be so and was not read, for the best edge of each step;
// nothing for a path that is proven or open.
func (p *Path) Given() []string {
	var out []string
	for i := range p.Steps {
		if given := p.Steps[i].Edges[0].Given; given != "" {
			out = append(out, given)
		}
	}
	return out
}

// Open returns why it cannot be told whether the path is there, "" if it is.
func (p *Path) Open() string {
	for i := range p.Steps {
		if open := p.Steps[i].Edges[0].Open; open != "" {
			return open
		}
	}
	if p.Admin.Verdict != reason.Yes {
		return p.Admin.Why
	}
	return ""
}

// String tells the path in one line.
func (p *Path) String() string {
	var b strings.Builder
	b.WriteString(p.From().String())
	for i := range p.Steps {
		e := &p.Steps[i].Edges[0]
		b.WriteString(", " + e.Does())
	}
	return b.String()
}

// Does says what is done, behind the name of who does it.
func (e *Edge) Does() string {
	m := e.Method
	switch m.Gain {
	case Steering:
		runner := m.Runs + " that runs as " + e.To.String()
		if e.Through != nil {
			runner = e.Through.Head().Kind().Noun(1) + " " + e.Through.Head().Name()
		}
		return m.Text + " " + runner
	case Rewriting, Unbinding:
		return strings.Replace(m.Text, "TARGET", is(e.To.Of).String(), 1)
	}
	return strings.Replace(m.Text, "TARGET", e.To.String(), 1)
}

// A Way is what a node can come to.
type Way struct {
	From  Node
	Admin Admin  // what it is already
	Paths []Path // to administrators: proven ones, and those on conditions
	Open  []Path // those of which it cannot be told

	// Gaps are the facts of its own that were not read. Where there are any, no
	// path is no proof.
	Gaps []access.Fact
}

// From returns the ways from a node to administrators: to each of them one
// path, as short as any that is as certain. Who is one already has none.
func (g *Graph) From(n Node) Way {
	w := Way{From: n, Admin: g.Admin(n)}
	if w.Admin.Verdict == reason.Yes {
		return w
	}
	if p := g.power(n); p != nil {
		w.Gaps = p.unread
		if n.Of != nil && !p.may.empty() {
			w.Gaps = append(w.Gaps[:len(w.Gaps):len(w.Gaps)], g.hidden(n)...)
		}
	}
	s := search{graph: g, reached: map[Node]*arrival{n: {}}, order: []Node{n}}
	s.run()
	for _, to := range s.order[1:] {
		admin := g.Admin(to)
		if admin.Verdict == reason.No {
			continue
		}
		p := Path{Steps: s.steps(to), Admin: admin}
		if p.Open() == "" {
			w.Paths = append(w.Paths, p)
		} else {
			w.Open = append(w.Open, p)
		}
	}
	return w
}

// hidden says whom the node might reach and nobody read.
func (g *Graph) hidden(n Node) []access.Fact {
	for _, kind := range []estate.Kind{"role", "user", "group"} {
		if why, hides := g.engine.View().Gap(kind, n.Of); hides {
			return []access.Fact{access.Unread(string(kind), "there may be others: "+why.Reason(), n.Of.Head().Block)}
		}
	}
	return nil
}

// A search goes out from a node, first by edges that are there, then by those
// of which it cannot be told.
type search struct {
	graph   *Graph
	reached map[Node]*arrival
	order   []Node
	done    map[Node]bool
	pairs   map[[2]Node]bool // of which rewriting was asked
}

// An arrival is how a node was first reached. A rewritten principal is reached
// by who rewrites it, and by how one becomes it.
type arrival struct {
	step    Step
	certain bool // no edge on the way is open
	behind  Node // of a rewritten principal: itself as declared
}

func (s *search) run() {
	s.reached[s.order[0]].certain = true
	s.done, s.pairs = make(map[Node]bool), make(map[[2]Node]bool)
	for _, open := range []bool{false, true} {
		for more := true; more; {
			more = s.walk(open)
			more = s.rewrite(open) || more
		}
	}
}

// walk follows the edges from every node that was reached and is no
// administrator.
func (s *search) walk(open bool) (more bool) {
	for i := 0; i < len(s.order); i++ {
		from := s.order[i]
		if i > 0 && s.graph.Admin(from).Verdict == reason.Yes || s.done[from] && !open {
			continue
		}
		s.done[from] = true
		edges := s.graph.Edges(from)
		for j := 0; j < len(edges); {
			k := j
			for k < len(edges) && edges[k].To == edges[j].To {
				k++
			}
			more = s.arrive(edges[j:k], open, Node{}) || more
			j = k
		}
	}
	return more
}

// arrive notes that a node is reached, if it was not.
func (s *search) arrive(edges []Edge, open bool, behind Node) bool {
	to := edges[0].To
	if _, ok := s.reached[to]; ok {
		return false
	}
	from := s.reached[edges[0].From]
	list := slices.Clone(edges)
	slices.SortStableFunc(list, func(a, b Edge) int { return rank(&a) - rank(&b) })
	certain := from.certain && list[0].Open == ""
	if !certain && !open {
		return false
	}
	s.reached[to] = &arrival{Step{list[0].From, to, list}, certain, behind}
	s.order = append(s.order, to)
	return true
}

func rank(e *Edge) int {
	switch {
	case e.Open != "":
		return 2
	case e.Given != "":
		return 1
	}
	return 0
}

// rewrite looks at every two that were reached: whether one may rewrite what the
// other may do.
func (s *search) rewrite(open bool) (more bool) {
	for i := 0; i < len(s.order); i++ {
		by := s.order[i]
		if i > 0 && s.graph.Admin(by).Verdict == reason.Yes {
			continue
		}
		for j := 0; j < len(s.order); j++ {
			of := s.order[j]
			if of.As != Declared && of.As != Unbound || s.graph.Admin(of).Verdict == reason.Yes && j > 0 {
				continue
			}
			for _, edges := range s.graph.rewriting(by, of) {
				more = s.arrive(edges, open, of) || more
			}
		}
	}
	return more
}

// steps returns the steps to a node.
func (s *search) steps(to Node) []Step {
	start := s.order[0]
	if to == start {
		return nil
	}
	a := s.reached[to]
	out := append(s.steps(a.step.From), a.step)
	if a.behind.Of == nil || a.behind == start {
		return out
	}
	// One becomes who was rewritten: by the steps to it that were not gone yet.
	for _, step := range s.steps(a.behind) {
		if !slices.ContainsFunc(out, func(o Step) bool { return o.From == step.From && o.To == step.To }) {
			out = append(out, step)
		}
	}
	return out
}
