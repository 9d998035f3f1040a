package escalation

import (
	"slices"
	"strings"

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
	asked    map[question]answer
	admin    *Admin // once asked
}

type question struct{ action, on, context string }

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
	case *estate.Role, *estate.User:
		h, ok = g.engine.Holder(r)
	}
	if !ok {
		return nil
	}
	p := &power{node: n, holder: h, unread: h.Gaps(), asked: make(map[question]answer)}
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
func anything() *authz.Policy {
	d, err := policy.Parse([]byte(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`))
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return authz.Compile("a policy of one's own choice", d)
}

// asking is what ask asks for besides the action.
type asking struct {
	on       value.Text // an ARN or a pattern of one; empty: any
	account  value.Text // that owns it
	context  [][2]value.Text
	absent   []string
	policies *authz.Layer // of the resource
}

// ask tells whether the node may take an action.
func (g *Graph) ask(p *power, action string, a asking) answer {
	if !p.may.has(g.actions.number(action)) && a.policies == nil {
		return answer{verdict: reason.No}
	}
	var context strings.Builder
	for _, pair := range a.context {
		context.WriteString(pair[0].Inline() + "=" + pair[1].Inline() + " ")
	}
	context.WriteString(strings.Join(a.absent, " "))
	key := question{action, a.on.Inline(), context.String()}
	if known, ok := p.asked[key]; ok {
		return known
	}
	q := reason.Question{
		Callers: reason.Only, Principal: p.holder.Principal, Actions: []string{action},
		Account: a.account, Policies: p.policies,
	}
	if a.on.Inline() != "" {
		q.Resources = []value.Text{a.on}
	}
	if q.Account.Inline() == "" {
		q.Account = p.account
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
	out, ok := plain(&q, a.sets)
	if !ok {
		got := reason.Any(&q)
		out = answer{got.Verdict, got.Witness, got.Why}
		if w := got.Witness; w != nil && w.Unlisted != "" {
			// The catalogue lacks what the request is about: nothing that AWS has.
			out = answer{verdict: reason.Outside, why: w.Unlisted}
		}
	}
	p.asked[key] = out
	return out
}

// sets reports whether the key's value follows from what is asked.
func (a *asking) sets(key string) bool {
	return slices.ContainsFunc(a.context, func(pair [2]value.Text) bool { return strings.EqualFold(pair[0].Inline(), key) }) ||
		slices.ContainsFunc(a.absent, func(other string) bool { return strings.EqualFold(other, key) })
}

// settled reports whether the statement's conditions are all on keys that are
// set.
func settled(s *policy.Statement, set func(key string) bool) bool {
	if s.ConditionsPartial() || s.Unread() {
		return false
	}
	for i := range s.Conditions {
		if key, ok := s.Conditions[i].Key.Literal(); !ok || !set(key) {
			return false
		}
	}
	return true
}

// plain decides a question about one action on one resource where no condition
// is on a key that is free: then there is but one request, and the evaluator
// decides it.
func plain(q *reason.Question, set func(key string) bool) (answer, bool) {
	if len(q.Resources) != 1 || strings.ContainsAny(q.Resources[0].Inline(), "*?") {
		return answer{}, false
	}
	for _, l := range []authz.Layer{q.Policies.Identity, q.Policies.Boundary, q.Policies.Resource} {
		for _, p := range l.Policies() {
			for i := range p.Document.Statements {
				if s := &p.Document.Statements[i]; s.MatchesAction(q.Actions[0]) != value.No && !settled(s, set) {
					return answer{}, false
				}
			}
		}
	}
	r := authz.Request{
		Principal: q.Principal, Action: q.Actions[0], Resource: q.Resources[0], ResourceAccount: q.Account, Context: q.Context,
	}
	r.Context.Complete = true
	switch d := authz.Decide(&r, &q.Policies); d.Effect {
	case authz.Allow:
		return answer{verdict: reason.Yes, witness: &reason.Witness{Request: r, Policies: q.Policies, Decision: d}}, true
	case authz.ImplicitDeny, authz.ExplicitDeny:
		return answer{verdict: reason.No}, true
	}
	return answer{}, false
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
