package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A chart is the statements of a question along AWS's flow chart: the function
// paths is authz's decide, as ways in which a request may be allowed.
type chart struct {
	*problem
	question *Question
	account  value.Text // of the resource
	trusted  bool       // keys and roles leave the account to its own policies

	asked     []int32 // what the question asks for
	must      []int32 // keys and roles, whose own policies must let anyone in
	resource  [reaches][]int32
	identity  []int32
	boundary  [][]int32 // gates: none if there is no such layer
	session   [][]int32
	endpoint  [][]int32
	scp       [][]int32
	grants    []int32 // of a key
	always    []int32 // denies, whoever calls
	principal []int32 // denies that hang on the principal
}

// read reads the layers.
func (c *chart) read() {
	q := c.question
	c.asked = []int32{c.synthetic(q.Actions, q.Resources)}
	c.problem.asked = c.asked[0]
	c.only = namedActions(q.Actions)
	if !c.trusted && mayBe(q.Actions, "kms:") {
		c.must = append(c.must, c.synthetic([]string{"kms:*"}, []value.Text{value.Literal("arn:*:kms:*:*:key/*")}))
	}
	if !c.trusted && mayBe(q.Actions, "sts:") {
		c.must = append(c.must, c.synthetic([]string{
			"sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession",
			"sts:SetSourceIdentity", "sts:SetContext",
		}, []value.Text{value.Literal("arn:*:iam::*:role/*")}))
	}
	p := &q.Policies
	c.readResource(&p.Resource)
	c.endpoint = c.limit(&p.Endpoint, &c.always, true)
	c.readRCPs(&p.RCP)
	if mayBe(q.Actions, "kms:") && !p.Grants.IsNone() {
		c.grants = c.unread("the grants of the key are not looked at").allow
	}
	if q.Callers == Only {
		c.readPrincipal(p)
	}
}

// mayBe reports whether a pattern of actions may take one that begins so.
func mayBe(actions []string, prefixes ...string) bool {
	for _, a := range actions {
		for _, p := range prefixes {
			if a == "*" || strings.HasPrefix(policy.Lower(a), p) {
				return true
			}
		}
	}
	return len(actions) == 0
}

func reasonOr(reason, otherwise string) string {
	if reason != "" {
		return reason
	}
	return otherwise
}

// synthetic adds a statement on actions and resources.
func (p *problem) synthetic(names []string, texts []value.Text) int32 {
	s := statement{actions: none, services: none, resources: none, principals: none}
	if len(names) > 0 {
		list := make([]policy.Element, len(names))
		for i, n := range names {
			list[i].Text = value.Literal(n)
		}
		s.actions = p.addActions(&policy.Elements{List: list})
	}
	if len(texts) > 0 {
		r := resources{}
		for _, t := range texts {
			r.texts = append(r.texts, p.guess.filling.in(t))
		}
		s.resources = p.addResources(r)
	}
	p.statements = append(p.statements, s)
	return int32(len(p.statements) - 1)
}

// readResource adds the policies of the resource, whose allowing statements
// are told by how they name the caller.
func (c *chart) readResource(l *authz.Layer) {
	for _, pol := range l.Policies() {
		e := c.add(pol)
		for _, i := range e.allow {
			s := c.statements[i]
			if s.principals == none {
				if s.from.Statement == nil || s.from.Statement.Unread() { // it may name anyone
					c.resource[direct] = append(c.resource[direct], i)
				}
				continue
			}
			for r := direct; r < reaches; r++ {
				s.reach = r
				c.statements = append(c.statements, s)
				c.resource[r] = append(c.resource[r], int32(len(c.statements)-1))
			}
		}
		for _, i := range e.deny {
			s := &c.statements[i]
			if s.principals != none || s.from.Statement == nil || s.from.Statement.Unread() {
				c.always = append(c.always, i)
			}
		}
	}
	if !l.IsNone() && !l.IsWhole() {
		e := c.unread(reasonOr(l.Reason(), "the policy of the resource was not read"))
		c.resource[direct] = append(c.resource[direct], e.allow...)
		c.always = append(c.always, e.deny...)
	}
}

// limit adds a layer that only limits, and returns its gate.
func (c *chart) limit(l *authz.Layer, denies *[]int32, principals bool) [][]int32 {
	if l.IsNone() {
		return nil
	}
	var gate []int32
	for _, pol := range l.Policies() {
		e := c.add(pol)
		if !principals {
			c.anyone(e)
		}
		gate = append(gate, e.allow...)
		*denies = append(*denies, e.deny...)
	}
	if l.IsLenient() {
		return nil
	}
	if !l.IsWhole() {
		e := c.unread(reasonOr(l.Reason(), "a layer of policies was not read"))
		gate = append(gate, e.allow...)
		*denies = append(*denies, e.deny...)
	}
	return [][]int32{gate}
}

// anyone drops the principals of statements where they do not count.
func (c *chart) anyone(e effects) {
	for _, list := range [...][]int32{e.allow, e.deny} {
		for _, i := range list {
			c.statements[i].principals = none
		}
	}
}

// readRCPs adds the resource control policies of all levels.
func (c *chart) readRCPs(g *authz.Guardrails) {
	linked := value.No
	if c.question.Callers == Only {
		linked = c.question.Principal.ServiceLinked()
	}
	if linked == value.Yes {
		return
	}
	before := len(c.always)
	for _, l := range g.Levels() {
		c.readRCP(l)
	}
	if !g.IsNone() && !g.IsWhole() {
		c.always = append(c.always, c.unread(reasonOr(g.Reason(), "the resource control policies were not read")).deny...)
	}
	if linked == value.CannotTell {
		c.mayNotBind(nil, c.always[before:])
	}
}

// mayNotBind makes of guardrails such as bind the caller or do not: whether it
// is a service-linked role is not known.
func (c *chart) mayNotBind(gates [][]int32, denies []int32) {
	const why = "whether the caller is a service-linked role is not known"
	free := c.unread(why).allow
	for i := range gates {
		gates[i] = append(gates[i], free...)
	}
	bound := c.symbol(why)
	for _, i := range denies {
		c.statements[i].rest = append(c.statements[i].rest, bound)
	}
}

// readRCP adds RCPs, which deny only, and only at services that take them.
func (c *chart) readRCP(l authz.Layer) {
	var denies []int32
	c.limit(&l, &denies, true)
	if len(denies) == 0 {
		return
	}
	c.actions = append(c.actions, actions{rcp: true})
	for _, i := range denies {
		c.statements[i].services = int32(len(c.actions) - 1)
	}
	c.always = append(c.always, denies...)
}

// readPrincipal adds what hangs on the principal and its account: on a root user
// only SCPs do, and users have no session policies.
func (c *chart) readPrincipal(p *authz.Policies) {
	kind := c.question.Principal.Kind
	if kind != authz.Root {
		c.readIdentity(p)
		c.boundary = c.limit(&p.Boundary, &c.principal, false)
	}
	if kind != authz.Root && kind != authz.User {
		c.session = c.limit(&p.Session, &c.principal, false)
	}
	linked := c.question.Principal.ServiceLinked()
	if linked == value.Yes {
		return
	}
	before := len(c.principal)
	for _, l := range p.SCP.Levels() {
		c.scp = append(c.scp, c.limit(&l, &c.principal, false)...)
	}
	if !p.SCP.IsNone() && !p.SCP.IsWhole() {
		e := c.unread(reasonOr(p.SCP.Reason(), "the service control policies were not read"))
		c.scp = append(c.scp, e.allow)
		c.principal = append(c.principal, e.deny...)
	}
	if linked == value.CannotTell {
		c.mayNotBind(c.scp, c.principal[before:])
	}
}

func (c *chart) readIdentity(p *authz.Policies) {
	for _, pol := range p.Identity.Policies() {
		e := c.add(pol)
		c.anyone(e)
		c.identity = append(c.identity, e.allow...)
		c.principal = append(c.principal, e.deny...)
	}
	if !p.Identity.IsNone() && !p.Identity.IsWhole() {
		e := c.unread(reasonOr(p.Identity.Reason(), "the policies of the principal were not read"))
		c.identity = append(c.identity, e.allow...)
		c.principal = append(c.principal, e.deny...)
	}
}

// paths returns the ways in which a request of a kind of caller is allowed. It
// is authz's decide.
func (c *chart) paths(kind caller) []path {
	way := func(gates ...[][]int32) path {
		p := path{gates: [][]int32{c.asked}, never: c.always}
		for _, g := range append(gates, c.endpoint) {
			p.gates = append(p.gates, g...)
		}
		return p
	}
	one := func(gate []int32) [][]int32 { return [][]int32{gate} }
	named, role, delegated := one(c.resource[direct]), one(c.resource[byRole]), one(c.resource[account])
	var out []path
	switch {
	case kind != iamCaller:
		out = append(out, way(named), way(one(c.grants)))
	case c.question.Callers != Only: // whose own account allows everything
		out = append(out, way(named), way(role), way(delegated), way(one(c.grants)))
	default:
		limits := slices.Concat(c.boundary, c.session)
		own := slices.Concat(one(c.identity), limits)
		if c.question.Principal.Kind == authz.Root {
			own = nil
		}
		theirs, _ := c.question.Principal.Account()
		if same := theirs.Equal(c.account); c.account.Inline() == "" || same != value.No {
			alone := way(own, c.scp)
			alone.never = slices.Concat(alone.never, c.must)
			out = append(out, way(named, c.scp), way(role, limits, c.scp), alone, way(own, delegated, one(c.must), c.scp),
				way(one(c.grants), c.scp))
		} else {
			out = append(out, way(named, own, c.scp), way(role, own, c.scp), way(delegated, own, c.scp), way(one(c.grants), own, c.scp))
		}
		for i := range out {
			out[i].never = slices.Concat(out[i].never, c.principal)
		}
	}
	guessed := c.guessed()
	for i := range out {
		out[i].gates = append(out[i].gates, guessed...)
	}
	return out
}
