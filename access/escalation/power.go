package escalation

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// A power is what a node may do, as far as it was asked.
type power struct {
	node     Node
	holder   *access.Holder
	policies authz.Policies // of what was read; what was not, unread says
	account  value.Text
	unread   []access.Fact // what hangs on it and was not read
	may      actionSet
	admin    *Admin       // once asked
	worth    value.Answer // once asked: see Graph.worth
}

type answer struct {
	verdict reason.Verdict
	witness *reason.Witness
	why     string // of outside
}

// power returns what the node may do, nil for outsiders and new principals.
func (g *Graph) power(n Node) *power {
	if p, ok := g.powers[n]; ok {
		return p
	}
	p := g.newPower(n)
	g.powers[n] = p
	return p
}

func (g *Graph) newPower(n Node) *power {
	var h *access.Holder
	ok := false
	switch r := n.Of.(type) {
	case *estate.Group:
		h, ok = g.engine.Member(r)
	case *estate.ManagedPolicy:
		h, ok = g.engine.Bearer(r)
	case *estate.Role, *estate.User:
		h, ok = g.engine.Holder(r)
	}
	if !ok {
		return nil
	}
	p := &power{node: n, holder: h, unread: h.Gaps()}
	p.account, _ = n.Of.Head().Account.Get()
	p.policies = h.Granted().Policies
	p.policies.Resource, p.policies.Grants, p.policies.Endpoint = authz.None(), authz.AllGrants(), authz.None()
	p.policies.RestrictPublicBuckets = value.No
	own := p.policies.Identity.Policies()
	switch n.As {
	case Rewritten:
		own = append(own[:len(own):len(own)], anything())
	case Unbound:
		p.policies.Boundary = authz.None()
	}
	p.policies.Identity = authz.All(own...)
	for _, of := range own {
		p.may.add(g.actions.of(of.Document))
	}
	return p
}

// anything is the policy that whoever may write one writes.
var anything = sync.OnceValue(func() *authz.Policy {
	d, err := policy.Parse([]byte(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`))
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return authz.Compile("a policy of one's own choice", d)
})

// asking is what ask asks for besides the action.
type asking struct {
	on       value.Text // an ARN or a pattern of one; empty: any
	account  value.Text // that owns it
	context  [][2]value.Text
	absent   []string
	policies *authz.Layer // of the resource
	alike    bool         // these tell no principal of the account from another
}

// ask tells whether the node may take an action.
func (g *Graph) ask(p *power, action string, a asking) answer {
	if !p.may.has(g.actions.number(action)) && a.policies == nil {
		return answer{verdict: reason.No}
	}
	if a.account.Inline() == "" {
		a.account = p.account
	}
	var context strings.Builder
	for _, pair := range a.context {
		context.WriteString(pair[0].Inline() + "=" + pair[1].Inline() + " ")
	}
	context.WriteString(strings.Join(a.absent, " "))
	key := question{
		principal: p.holder.Principal.Name.Inline(), action: action,
		on: a.on.Inline(), account: a.account.Inline(), context: context.String(),
	}
	under := settled{identity: p.policies.Identity, boundary: p.policies.Boundary, resource: p.policies.Resource}
	if a.policies != nil {
		under.resource = *a.policies
	}
	if known, ok := g.answers.of(key, under); ok {
		return known
	}
	// What no policy of its own is about, and the resource's tell nothing of, is
	// the same for each principal: but for a request, which names the principal.
	all, alike := key, under
	if a.alike && p.silent(action) {
		all.principal, alike.identity = p.class(&a), authz.All()
		if known, ok := g.answers.of(all, alike); ok {
			return known
		}
	}
	q := reason.Question{
		Callers: reason.Only, Principal: p.holder.Principal, Actions: []string{action},
		Account: a.account, Policies: p.policies,
	}
	if a.on.Inline() != "" {
		q.Resources = []value.Text{a.on}
	}
	if a.policies != nil {
		q.Policies.Resource = *a.policies
	}
	for _, pair := range a.context {
		q.Context.SetText(pair[0].Inline(), pair[1])
	}
	for _, key := range a.absent {
		q.Context.SetAbsent(key)
	}
	got := access.Ask(&q)
	out := answer{got.Verdict, got.Witness, got.Why}
	if w := got.Witness; w != nil && w.Unlisted != "" {
		// The catalogue lacks what the request is about: nothing that AWS has.
		out = answer{verdict: reason.Outside, why: w.Unlisted}
	}
	if got.Witness != nil {
		all, alike = key, under
	}
	alike.answer = out
	g.answers[all] = append(g.answers[all], alike)
	return out
}

// silent reports whether no statement of the node's own policies is about the
// action.
func (p *power) silent(action string) bool {
	if !p.policies.Boundary.IsNone() {
		return false
	}
	for _, of := range p.policies.Identity.Policies() {
		for i := range of.Document.Statements {
			if s := &of.Document.Statements[i]; s.Unread() || s.MatchesAction(action) != value.No {
				return false
			}
		}
		if of.Document.Partial() {
			return false
		}
	}
	return true
}

// class names all that an answer goes by of a principal which no policy names.
// Which account is meant by a hole that stands nowhere else makes no difference.
func (p *power) class(a *asking) string {
	who := &p.holder.Principal
	account, _ := who.Account()
	where := account.Inline()
	if hole, ok := account.Symbol(); ok && !slices.Contains(a.on.Symbols(), hole) && !slices.Contains(a.account.Symbols(), hole) {
		where = fmt.Sprint("other ", hole.Class())
	}
	return fmt.Sprint(who.Kind, who.Name.HasHoles(), who.ServiceLinked(), where)
}

// facts returns the statements that allow the witnesses, each once.
func (p *power) facts(witnesses []*reason.Witness) []access.Fact {
	var out []access.Fact
	for _, w := range witnesses {
		f := p.holder.Fact(w.Decision.By)
		if w.Decision.By.Statement == nil || contains(out, f) {
			continue
		}
		out = append(out, f)
	}
	return out
}

func contains(list []access.Fact, f access.Fact) bool {
	for _, other := range list {
		if other == f {
			return true
		}
	}
	return false
}

// open says why what was found is not certain: a part of what hangs on the node
// was not read, and may deny it.
func (p *power) open() string {
	for _, f := range p.unread {
		return f.Attribute() + ": " + f.Reason()
	}
	return ""
}
