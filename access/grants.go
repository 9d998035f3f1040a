package access

import (
	"bailiwick/estate"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Policy is one policy that a principal has.
type Policy struct {
	estate.PrincipalPolicy
	// AWS is the entry of the catalogue for a policy that AWS maintains, nil
	// for others. Its document is that of the catalogue's day.
	AWS *catalog.ManagedPolicy

	document *policy.Document // nil if it was not read
}

// Title names the policy in a sentence: "the inline policy write", "the AWS
// managed policy AmazonSQSFullAccess", "the policy orders".
func (p *Policy) Title() string {
	switch {
	case p.AWS != nil:
		return "the AWS managed policy " + p.AWS.Name
	case p.Managed != nil:
		return "the policy " + p.Managed.Head().Name()
	case !p.IsInline():
		if arn, ok := p.ARN.Get(); ok {
			return "the policy " + arn.String()
		}
		return "a policy that is attached"
	}
	if name, ok := p.Name.Get(); ok {
		return "the inline policy " + name.String()
	}
	return "an inline policy"
}

// at returns where the policy is told as a whole.
func (p *Policy) at() value.Origin {
	if !p.IsInline() && p.ARN.Origin() != 0 {
		return p.ARN.Origin()
	}
	if at := p.Document.Origin(); at != 0 {
		return at
	}
	return p.By.Head().Block
}

// A Statement is a statement of one of a principal's policies.
type Statement struct {
	*policy.Statement
	Policy *Policy
}

// actionAt returns an element of the statement's actions; for a NotAction that
// names none, their place.
func (s Statement) actionAt(i int) policy.Element {
	if i < len(s.Actions.List) {
		return s.Actions.List[i]
	}
	return policy.Element{Place: s.Actions.Place}
}

// Fact returns the statement as a fact: which policy it stands in.
func (s Statement) Fact() Fact { return Known("policy", s.Policy.Title(), s.place(s.Place)) }

// Grants are the identity policies of a role, user or group, as far as they
// were read, with what limits them: Deny statements and a permissions boundary.
type Grants struct {
	Principal estate.Resource
	Policies  []Policy

	engine   *Engine
	allows   []Statement // those that allow, or whose effect is not known
	denies   []Statement // those that deny, or whose effect is not known
	boundary *boundary   // nil if there is none
	gaps     []Fact
	replies  map[selection]Reply
}

// Of returns what the policies of a role, user or group grant to it itself. A
// user's groups are asked for themselves.
func (e *Engine) Of(principal estate.Resource) *Grants {
	if g, ok := e.grants[principal]; ok {
		return g
	}
	list := e.view.PoliciesOf(principal)
	found, _ := list.Get()
	g := &Grants{Principal: principal, engine: e, Policies: make([]Policy, len(found))}
	for i, p := range found {
		g.Policies[i] = Policy{PrincipalPolicy: p}
		g.add(&g.Policies[i])
	}
	if list.Partial() {
		g.gap(Unread("policies", "there may be more: "+list.Reason(), principal.Head().Block))
	}
	g.boundary = e.boundaryOf(principal)
	e.grants.put(principal, g)
	return g
}

// OfDocument returns what one customer managed policy would grant to whoever
// has it.
func (e *Engine) OfDocument(p *estate.ManagedPolicy) *Grants {
	if g, ok := e.grants[p]; ok {
		return g
	}
	g := &Grants{Principal: p, engine: e, Policies: []Policy{{PrincipalPolicy: estate.PrincipalPolicy{
		By: p, Name: p.Name, ARN: value.Absent[value.Text](p.Block), Managed: p, Document: p.Policy,
	}}}}
	g.add(&g.Policies[0])
	e.grants.put(p, g)
	return g
}

// OfInline returns what one inline policy of a role, user or group, or a document
// by itself, grants to whoever has it; a resource that is none grants nothing.
func (e *Engine) OfInline(r estate.Resource) *Grants {
	if g, ok := e.grants[r]; ok {
		return g
	}
	p := estate.PrincipalPolicy{By: r, ARN: value.Absent[value.Text](r.Head().Block)}
	switch k := r.(type) {
	case *estate.RolePolicy:
		p.Name, p.Document = k.Name, k.Policy
	case *estate.UserPolicy:
		p.Name, p.Document = k.Name, k.Policy
	case *estate.GroupPolicy:
		p.Name, p.Document = k.Name, k.Policy
	case *estate.PolicyDocument:
		p.Name, p.Document = value.Absent[value.Text](k.Block), k.Policy
	default:
		p.Document = value.Absent[*policy.Document](r.Head().Block)
	}
	g := &Grants{Principal: r, engine: e, Policies: []Policy{{PrincipalPolicy: p}}}
	g.add(&g.Policies[0])
	e.grants.put(r, g)
	return g
}

// Gaps returns the facts that are not known of the policies, none if what was
// read is all that there is: a policy that nothing declares, a statement that
// cannot be read, a part of the estate in which more may hide.
func (g *Grants) Gaps() []Fact { return g.gaps }

// Allows reports whether anything is allowed, or may be.
func (g *Grants) Allows() bool { return len(g.allows) > 0 }

// Facts returns the policies that were read, as facts; one that says that there
// is none, if so.
func (g *Grants) Facts() []Fact {
	if len(g.Policies) == 0 {
		return []Fact{Known("policies", "none", g.Principal.Head().Block)}
	}
	out := make([]Fact, len(g.Policies))
	for i := range g.Policies {
		out[i] = Known("policy", g.Policies[i].Title(), g.Policies[i].at())
	}
	return out
}

func (g *Grants) gap(f Fact) { g.gaps = append(g.gaps, f) }

// add enters a policy's statements.
func (g *Grants) add(p *Policy) {
	d, known := p.Document.Get()
	if !known {
		if d = managed(p); d == nil {
			if !p.Document.IsAbsent() {
				g.gap(Unread(p.Title(), p.Document.Reason(), p.at()))
			}
			return
		}
	}
	p.document = d
	if d.Partial() {
		g.gap(Unread(p.Title(), "it may hold more statements: "+d.Reason(), p.at()))
	}
	for i := range d.Statements {
		s := Statement{&d.Statements[i], p}
		if s.Unread() {
			g.gap(Unread(p.Title(), "a statement cannot be read: "+s.Reason(), s.place(s.Place)))
			continue
		}
		if s.Effect != policy.Deny {
			g.allows = append(g.allows, s)
			if why := g.engine.profile(s.Statement).actionGap; why != "" {
				g.gap(Unread("Action", why, s.place(s.Actions.Place)))
			}
		}
		if s.Effect != policy.Allow {
			g.denies = append(g.denies, s)
		}
	}
}
