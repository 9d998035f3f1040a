package escalation

import (
	"slices"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// This file decides whether the node may use a method.

// onTarget adds the edge of a method whose permissions are on the target alone.
func (f *finder) onTarget(m *Method, to Node) {
	e := Edge{From: f.power.node, To: to, Method: m}
	if f.permitted(&e, to.Of, nil) {
		e.Facts = append(f.power.facts(e.Witnesses), e.Facts...)
		f.found = append(f.found, e)
	}
}

// making adds the edge to a new principal.
func (f *finder) making(m *Method) {
	e := Edge{From: f.power.node, To: Node{As: Made}, Method: m}
	if f.permitted(&e, nil, nil) {
		e.Facts = f.power.facts(e.Witnesses)
		f.found = append(f.found, e)
	}
}

// throughService adds the edges to a role that a service takes: by what is made
// for it, or by each thing that was read and runs as it.
func (f *finder) throughService(m *Method, t *trust) {
	for _, name := range m.Services {
		s, ok := t.service(name)
		if !ok {
			continue
		}
		e := Edge{From: f.power.node, To: is(t.role), Method: m}
		taken := f.graph.takenBy(t, s)
		if taken.verdict == reason.No {
			continue
		}
		if m.Gain == Passing {
			if f.permitted(&e, t.role, &s) {
				f.add(e, t, taken)
			}
			return
		}
		runners, more := f.graph.runners(name, t.role)
		for _, r := range runners {
			e := e
			e.Through = r
			if f, ok := r.(*estate.Function); ok {
				e.Facts = []access.Fact{access.Known("role", e.To.Of.Head().Name(), f.Block)}
			}
			if f.permitted(&e, r, nil) {
				f.add(e, t, taken)
			}
		}
		if len(runners) > 0 && more == "" {
			return
		}
		if f.permitted(&e, nil, nil) {
			e.Given = m.Runs + " that was not read runs as " + e.To.String()
			f.add(e, t, taken)
		}
		return
	}
}

// add adds an edge through a service that takes the role.
func (f *finder) add(e Edge, t *trust, taken answer) {
	e.Facts = append(f.power.facts(e.Witnesses), e.Facts...)
	e.note(taken)
	if w := taken.witness; w != nil {
		e.trustFacts(t, w)
	} else if t.open != "" {
		e.Facts = append(e.Facts, access.Unread("trust", t.open, t.role.Block))
	}
	f.found = append(f.found, e)
}

// service returns the service as the trust policy names it, or as it would.
func (t *trust) service(name string) (service, bool) {
	for _, s := range t.services {
		if s.name == name {
			return s, true
		}
	}
	if t.anyone || t.open != "" {
		return service{name, value.Literal(name + ".amazonaws.com")}, true
	}
	return service{}, false
}

// takenBy tells whether the role's trust policy lets the service take it.
func (g *Graph) takenBy(t *trust, s service) answer {
	key := takenKey{t.role, s.name}
	if known, ok := g.taken[key]; ok {
		return known
	}
	target := t.target()
	q := reason.Question{
		Callers: reason.Only, Principal: authz.ParsePrincipal(s.text), Actions: []string{"sts:AssumeRole"},
		Resources: []value.Text{target.Resource}, Account: target.Account, Policies: target.Granted().Policies,
	}
	q.Policies.Identity, q.Policies.Boundary, q.Policies.Session = authz.None(), authz.None(), authz.None()
	got := reason.Any(&q)
	out := answer{got.Verdict, got.Witness, got.Why}
	g.taken[key] = out
	return out
}

type takenKey struct {
	role    *estate.Role
	service string
}

// runners returns what was read and runs as the role by way of a service, and
// why there may be more, "" if there is not.
func (g *Graph) runners(service string, r *estate.Role) (out []estate.Resource, more string) {
	view := g.engine.View()
	switch service {
	case "lambda":
		list := g.engine.FunctionsOf(r)
		found, _ := list.Get()
		if list.Partial() {
			more = list.Reason()
		}
		for _, f := range found {
			out = append(out, f)
		}
	case "cloudformation":
		for s := range estate.From[*estate.Stack](view, r, "") {
			out = append(out, s)
		}
	case "codebuild":
		for p := range estate.From[*estate.BuildProject](view, r, "") {
			out = append(out, p)
		}
	case "states":
		for m := range estate.From[*estate.StateMachine](view, r, "") {
			out = append(out, m)
		}
	}
	return out, more
}

// permitted tells whether the node has, or may have, every permission of the
// method, and notes the requests. On is the target or what runs as it; for is the
// service to which a role is passed.
func (f *finder) permitted(e *Edge, on estate.Resource, to *service) bool {
	var same []Need
	for _, n := range e.Method.Needs {
		switch n.On {
		case Same:
			same = append(same, n)
			continue
		case Attached:
			if !f.attached(e, n.Action, on) {
				return false
			}
			continue
		}
		a := f.need(n, on, to)
		if a.verdict == reason.No {
			return false
		}
		e.note(a)
	}
	return f.together(e, same)
}

// need asks for one permission.
func (f *finder) need(n Need, on estate.Resource, to *service) answer {
	var a asking
	switch {
	case n.On == Target || n.On == Runner && on != nil:
		arn, ok := on.Head().ARN()
		if !ok {
			arn, ok = on.Head().Identity("id")
		}
		if !ok {
			return answer{verdict: reason.Outside, why: on.Head().Address + " has no ARN"}
		}
		a.on = arn
		a.account, _ = on.Head().Account.Get()
	case n.Like != "":
		a.on = value.Literal(n.Like)
	}
	a.carry(n.Action, on, to, f.power)
	return f.graph.ask(f.power, n.Action, a)
}

// carry sets the condition keys whose values follow from what the method does
// (Service Authorization Reference, "Condition keys for AWS IAM").
func (a *asking) carry(action string, on estate.Resource, to *service, p *power) {
	if to != nil && action == "iam:PassRole" {
		a.set("iam:PassedToService", to.text)
	}
	known, ok := catalog.Default().Action(action)
	if !ok || known.Service != "iam" {
		return
	}
	if slices.Contains(known.ConditionKeys, "iam:PolicyARN") {
		arn, _ := policy.ParseARN(p.holder.Principal.Name)
		a.set("iam:PolicyARN", value.Join(value.Literal("arn:"), arn.Partition, value.Literal(":iam::aws:policy/AdministratorAccess")))
	}
	boundary := value.Absent[value.Text](0)
	switch r := on.(type) {
	case *estate.Role:
		boundary = r.Boundary
	case *estate.User:
		boundary = r.Boundary
	}
	const key = "iam:PermissionsBoundary"
	text, set := boundary.Get()
	switch {
	case !slices.Contains(known.ConditionKeys, key):
	case set:
		a.set(key, text)
	case boundary.IsAbsent():
		a.absent = append(a.absent, key)
	}
}

func (a *asking) set(key string, is value.Text) {
	a.context = append(a.context, [2]value.Text{value.Literal(key), is})
}

// attached tells whether the node may change a customer managed policy that the
// principal has, and notes the first.
func (f *finder) attached(e *Edge, action string, to estate.Resource) bool {
	open := ""
	for _, of := range f.graph.holdings(to) {
		for i := range of.Policies {
			p := &of.Policies[i]
			arn, ok := p.ARN.Get()
			if p.IsInline() || p.AWS != nil || !ok || policy.MatchARN(value.Literal("arn:*:iam::aws:policy/*"), arn) == value.Yes {
				continue
			}
			a := f.graph.ask(f.power, action, asking{on: arn, account: f.power.account})
			switch a.verdict {
			case reason.Yes:
				e.note(a)
				if p.Managed != nil {
					e.Through = p.Managed
				}
				if action == "iam:SetDefaultPolicyVersion" {
					e.Given = "another version of " + p.Title() + " grants more"
				}
				e.Facts = append(e.Facts, access.Known("attached", p.Title(), p.ARN.Origin()))
				return true
			case reason.Outside:
				open = a.why
			}
		}
	}
	if open != "" {
		e.Open = open
	}
	return open != ""
}

// holdings returns the policies of a principal, and of the groups of a user.
func (g *Graph) holdings(r estate.Resource) []*access.Grants {
	out := []*access.Grants{g.engine.Of(r)}
	if u, ok := r.(*estate.User); ok {
		groups, _ := u.GroupsOf(g.engine.View()).Get()
		for _, of := range groups {
			out = append(out, g.engine.Of(of))
		}
	}
	return out
}
