// Package escalation tells who in an estate can gain what was not given to him:
// by taking a role, by handing a role to a service, by changing the code that
// runs with one, by writing policies.
//
//	g := escalation.Of(engine)         // access.Engine
//	way := g.From(escalation.Node{Of: role})
//	for _, p := range way.Paths {      // each with a witness for each request
//		fmt.Println(p)
//	}
//
// # Nodes and edges
//
// A [Node] is a role or user of the estate, what the members of a group have,
// a class of outsiders, or a principal that somebody makes. An [Edge] says that
// one may become the other by a [Method]: each permission that it needs has a
// request that iam/reason found and iam/authz confirms, and the statements that
// allow it are its facts.
//
// An edge without Given and Open is proven. Given names what must be so beside
// the permissions and was not read: that some instance runs as the role. Open
// says what could not be read or decided, and then the edge may not be there.
// SCPs and RCPs that no source has shown can only take edges away, and are left
// out of account (access.Holder.Granted).
//
// # Admin
//
// Paths lead to administrators: who may do everything, everything but a handful
// of services, or everything in IAM ([Graph.Admin]). Who may rewrite his own
// policies is one, too.
//
// # Cost
//
// Everything is worked out when it is first asked for and kept by the engine.
// Most roles hold none of the permissions that a method needs, which is seen
// from their statements without a question being asked.
package escalation

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Graph answers for one view of an estate. It belongs to one goroutine, as
// its engine does.
type Graph struct {
	engine   *access.Engine
	actions  *actions
	powers   map[Node]*power
	edges    map[Node][]Edge
	taken    map[takenKey]answer
	changes  map[[2]Node][][]Edge
	trusts   []*trust // of every role, once asked for
	callable []*trust // those of them that may let in users, roles or accounts
	users    []*estate.User
	groups   []*estate.Group
	listed   bool
	worths   []*trust // of those that are worth becoming, once asked for

	rewriter value.Answer // whether there is one, once asked for
}

// Of returns the graph of the engine's view. The engine keeps it.
func Of(e *access.Engine) *Graph {
	return access.Kept(e, func(e *access.Engine) *Graph {
		return &Graph{engine: e, actions: newActions(), powers: make(map[Node]*power), edges: make(map[Node][]Edge), taken: make(map[takenKey]answer), changes: make(map[[2]Node][][]Edge)}
	})
}

// Principals returns the roles and users of the estate that have an ARN, in the
// estate's order.
func (g *Graph) Principals() []Node {
	g.list()
	var out []Node
	for _, t := range g.trusts {
		out = append(out, is(t.role))
	}
	for _, u := range g.users {
		out = append(out, is(u))
	}
	return slices.DeleteFunc(out, func(n Node) bool { return g.power(n) == nil })
}

// list lists whom edges may lead to.
func (g *Graph) list() {
	if g.listed {
		return
	}
	g.listed = true
	view := g.engine.View()
	for r := range estate.All[*estate.Role](view) {
		t := g.trustOf(r)
		g.trusts = append(g.trusts, t)
		if t.arn && (t.callers || t.open != "") {
			g.callable = append(g.callable, t)
		}
	}
	for u := range estate.All[*estate.User](view) {
		g.users = append(g.users, u)
	}
	for r := range estate.All[*estate.Group](view) {
		g.groups = append(g.groups, r)
	}
}

// A trust is what a role's trust policy says, as far as edges need it.
type trust struct {
	role     *estate.Role
	services []service
	callers  bool               // it may name users, roles or accounts
	named    []policy.Principal // users and roles, and what may be some: these need no policy of their own
	anyone   bool               // everybody but some, services among them
	open     string             // why more may be trusted, "" if all was read
	arn      bool               // the role has one: who has none is not reached
	engine   *access.Engine
}

// target returns the role with its trust policy made ready for questions, which
// most roles are never asked. The role has an ARN.
func (t *trust) target() *access.Target {
	target, _ := t.engine.Target(t.role)
	return target
}

// A service is one that a role trusts.
type service struct {
	name string     // in front of .amazonaws.com
	text value.Text // the principal as it is written
}

func (g *Graph) trustOf(r *estate.Role) *trust {
	t := &trust{role: r, engine: g.engine}
	if _, t.arn = r.Head().ARN(); !t.arn {
		return t
	}
	said := g.engine.Trust(r)
	for _, f := range said.Gaps() {
		t.open = f.Reason()
	}
	for _, s := range said.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		if s.Principals.Not || s.Principals.IsAnyone() != value.No {
			t.callers, t.anyone = true, true
		}
		if s.Principals.Partial() {
			t.callers, t.anyone, t.open = true, true, s.Principals.Reason()
		}
		for _, p := range s.Principals.List {
			switch name, is := p.ServiceName(); {
			case is:
				t.services = append(t.services, service{name: name, text: p.Text})
			case p.Kind == policy.Service:
				t.open = "it is not known which service " + p.Text.String() + " is"
			case p.Kind == policy.WebIdentity, p.Kind == policy.SAML:
			default:
				t.callers = true
				if p.Kind != policy.Account {
					t.named = append(t.named, p)
				}
			}
		}
	}
	return t
}

// names reports whether the trust policy may name the user or role itself.
func (t *trust) names(p *power) bool {
	return t.anyone || t.open != "" || slices.ContainsFunc(t.named, func(n policy.Principal) bool {
		switch n.Kind {
		case policy.Role, policy.User:
			return n.Text.Equal(p.holder.Principal.Name) != value.No
		case policy.UniqueID, policy.InvalidPrincipal:
			return false
		}
		return true
	})
}
