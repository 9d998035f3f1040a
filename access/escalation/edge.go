package escalation

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// An Edge says that one node may become another, by one method.
type Edge struct {
	From, To Node
	Method   *Method

	// Through is what the method uses beside: the function whose code is
	// replaced, the policy that is rewritten. Nil: nothing that was read.
	Through estate.Resource

	// Witnesses are the requests that the method needs, in its order, and last
	// that by which a service takes the role, where it is one that must.
	Witnesses []*reason.Witness

	// Facts are the statements that allow them, and what else the edge rests on.
	Facts []access.Fact

	// Given is what must be so and was not read, "" for a proven edge.
	Given string

	// Open is why it cannot be told whether the edge is there, "" if it is.
	Open string
}

// Edges returns the edges to those from whom more can be gained than from the
// node itself: others are of no use to anybody. They are in the estate's order,
// and of each pair in that of [Methods].
func (g *Graph) Edges(n Node) []Edge {
	if known, ok := g.edges[n]; ok {
		return known
	}
	g.edges[n] = nil
	p := g.power(n)
	if p == nil {
		return nil
	}
	f := finder{graph: g, power: p}
	f.all()
	if len(f.found) > 0 {
		for i := range f.found {
			f.settle(&f.found[i])
		}
	}
	g.edges[n] = f.found
	return f.found
}

// A finder finds the edges of one node.
type finder struct {
	graph *Graph
	power *power
	found []Edge
}

func (f *finder) all() {
	g := f.graph
	g.list()
	p := f.power
	for _, t := range g.callable {
		if to := is(t.role); to != p.node && f.mayAssume(t) && g.worth(to) {
			f.assume(t)
		}
	}
	if p.may.empty() {
		return
	}
	for _, t := range g.worthwhile() {
		to := is(t.role)
		if to == p.node {
			continue
		}
		f.each(Taking, "role", func(m *Method) {
			if m.Needs[0].Action != "sts:AssumeRole" {
				f.onTarget(m, to)
			}
		})
		f.each(Passing, "role", func(m *Method) { f.throughService(m, t) })
		f.each(Steering, "role", func(m *Method) { f.throughService(m, t) })
	}
	for _, u := range g.users {
		if to := is(u); to != p.node && g.worth(to) {
			f.each(Taking, "user", func(m *Method) { f.onTarget(m, to) })
		}
	}
	for _, r := range g.groups {
		if to := is(r); to != p.node && g.worth(to) {
			f.each(Joining, "group", func(m *Method) { f.onTarget(m, to) })
		}
	}
	f.each(Making, "", func(m *Method) { f.making(m) })
}

// each calls do with the methods of a kind that the node may have the
// permissions for.
func (f *finder) each(gain Gain, on string, do func(*Method)) {
	for i := range methods() {
		m := &methods()[i]
		if m.Gain != gain || m.On != on {
			continue
		}
		able := true
		for _, n := range m.Needs {
			able = able && f.power.may.has(f.graph.actions.number(n.Action))
		}
		if able {
			do(m)
		}
	}
}

// worth reports whether anything can be gained from the node beside what it may
// do itself: it may be an administrator, or go on from there, or somebody could
// write policies for it.
func (g *Graph) worth(n Node) bool {
	p := g.power(n)
	if p == nil {
		return false
	}
	if p.worth == value.CannotTell {
		p.worth = value.Answered(
			!p.may.empty() || len(p.unread) > 0 || g.rewriters() || g.Admin(n).Verdict != reason.No || g.leads(n))
	}
	return p.worth == value.Yes
}

// worthwhile returns the roles that are worth becoming, with their trust.
func (g *Graph) worthwhile() []*trust {
	if g.worths == nil {
		g.worths = []*trust{}
		for _, t := range g.trusts {
			if t.arn && g.worth(is(t.role)) {
				g.worths = append(g.worths, t)
			}
		}
	}
	return g.worths
}

// rewriters reports whether somebody who is no administrator may write policies
// for others, or take boundaries off.
func (g *Graph) rewriters() bool {
	if g.rewriter == value.CannotTell {
		g.rewriter = value.Answered(slices.ContainsFunc(g.Principals(), func(n Node) bool {
			may := g.power(n).may
			return may.meets(g.actions.rewriting) && g.Admin(n).Verdict != reason.Yes
		}))
	}
	return g.rewriter == value.Yes
}

// leads reports whether the role may take others although no policy of its own
// says so, because they name it.
func (g *Graph) leads(n Node) bool {
	for _, t := range g.callable {
		if is(t.role) != n && t.names(g.power(n)) {
			return true
		}
	}
	return false
}

// mayAssume reports whether a statement of the node's own or of the trust policy
// may let it take the role.
func (f *finder) mayAssume(t *trust) bool {
	return f.power.may.has(f.graph.actions.number("sts:AssumeRole")) || t.names(f.power)
}

// assume adds the edge to a role that the node may take.
func (f *finder) assume(t *trust) {
	m := &methods()[0]
	target := t.target()
	a := f.graph.ask(f.power, m.Needs[0].Action, asking{on: target.Resource, account: target.Account, policies: &target.Policies.Resource})
	if a.verdict == reason.No {
		return
	}
	e := Edge{From: f.power.node, To: is(t.role), Method: m}
	e.note(a)
	e.Facts = f.power.facts(e.Witnesses)
	for _, w := range e.Witnesses {
		e.trustFacts(t, w)
	}
	f.found = append(f.found, e)
}

// trustFacts adds the statements of the trust policy that are about the request.
func (e *Edge) trustFacts(t *trust, w *reason.Witness) {
	target := t.target()
	for _, p := range target.Policies.Resource.Policies() {
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			if s.Effect != policy.Allow || s.MatchesAction(w.Request.Action) != value.Yes {
				continue
			}
			if fact := target.Fact(authz.Reference{Policy: p, Statement: s}); !contains(e.Facts, fact) {
				e.Facts = append(e.Facts, fact)
			}
		}
	}
}

// note enters an answer to one of the edge's questions.
func (e *Edge) note(a answer) {
	if a.witness != nil {
		e.Witnesses = append(e.Witnesses, a.witness)
	}
	if a.verdict == reason.Outside && e.Open == "" {
		e.Open = a.why
	}
}

// settle says of an edge what makes it less than certain.
func (f *finder) settle(e *Edge) {
	if why := f.power.open(); why != "" {
		e.Open = why
	}
	for _, r := range []estate.Resource{e.To.Of, e.Through} {
		if r != nil && e.Given == "" && f.graph.doubtful(r) {
			e.Given = r.Head().Address + " exists, which was not decided"
		}
	}
}

// doubtful reports whether it is not decided that the resource exists.
func (g *Graph) doubtful(r estate.Resource) bool {
	h := r.Head()
	return h.Exists() != value.Yes || h.When.In(g.engine.View().World()) != value.Yes
}
