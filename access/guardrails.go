package access

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// Guardrails are the service and resource control policies that are in force for
// a member account: its own and those of the units that it lies in, up to the
// root of the organisation (AWS Organizations User Guide, SCP evaluation).
type Guardrails struct {
	Of       *estate.OrganizationAccount
	Policies []*estate.OrganizationPolicy

	levels  []authz.Layer
	gap     Fact
	account value.Text // of whoever is asked about
	at      map[*authz.Policy]*estate.OrganizationPolicy
}

// fullAccess is what AWS attaches to every root, unit and account, and to whoever
// is asked about here: what remains denied, the guardrails deny.
var fullAccess = func() *authz.Policy {
	d, err := policy.Parse([]byte(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`))
	if err != nil {
		panic(err) // it is a constant
	}
	return authz.Compile("FullAWSAccess", d)
}()

// maxUnits is how deep units may lie in one another; AWS allows five.
const maxUnits = 10

// GuardrailsOf returns the guardrails of a member account, as far as they were
// read.
func (e *Engine) GuardrailsOf(a *estate.OrganizationAccount) *Guardrails {
	kept := Kept(e, func(*Engine) map[*estate.OrganizationAccount]*Guardrails {
		return make(map[*estate.OrganizationAccount]*Guardrails)
	})
	g, ok := kept[a]
	if !ok {
		g = e.guardrailsOf(a)
		kept[a] = g
	}
	return g
}

func (e *Engine) guardrailsOf(a *estate.OrganizationAccount) *Guardrails {
	g := &Guardrails{Of: a, at: make(map[*authz.Policy]*estate.OrganizationPolicy)}
	for _, kind := range []estate.Kind{"organization_policy_attachment", "organization_policy"} {
		if why, hides := e.view.Gap(kind, a); hides {
			g.gap = Unread("guardrails", why.Reason(), a.Block)
		}
	}
	g.level(e, a)
	parent, near := a.Parent, estate.Resource(a)
	for depth := 0; !parent.IsAbsent(); depth++ {
		if depth == maxUnits {
			g.gap = Unread(parent.Attribute(), "units lie in one another without end", a.Block)
			break
		}
		unit, reach := estate.Find[*estate.OrganizationalUnit](e.view, near, parent)
		if reach != estate.Here {
			if !isRoot(parent) {
				g.gap = Unread(parent.Attribute(), "the unit that it lies in is not declared here", near.Head().Block)
			}
			break
		}
		g.level(e, unit)
		parent, near = unit.Parent, unit
	}
	g.level(e, nil)
	g.account = value.Literal("000000000000")
	if !g.sparesNoAccount() {
		g.account = value.Hole(value.NewSymbol(value.Account, a.Scope.Key(), a.Address+".id"))
	}
	return g
}

// sparesNoAccount reports whether the policies are the same for every account, as
// far as they name any: whoever is asked about may then be in any account, which
// the reasoner decides where it leaves one that is not known.
func (g *Guardrails) sparesNoAccount() bool {
	same := true
	for _, key := range []string{"aws:PrincipalAccount", "aws:ResourceAccount", "aws:PrincipalOrgPaths", "aws:ResourceOrgPaths"} {
		g.conditions(key, func(*policy.Statement, *policy.Condition) { same = false })
	}
	g.conditions("aws:PrincipalArn", func(_ *policy.Statement, c *policy.Condition) {
		for _, e := range c.Values.List {
			arn, ok := policy.ParseARN(e.Text)
			same = same && ok && !e.Text.HasHoles() && (arn.Account.Inline() == "*" || !strings.ContainsAny(arn.Resource.Inline(), "*?"))
		}
	})
	return same
}

// somebody returns a role of the account that no policy names, or its root user.
func (g *Guardrails) somebody(root bool) authz.Principal {
	name := ":role/nobody-in-particular"
	if root {
		name = ":root"
	}
	return authz.ParsePrincipal(value.Join(value.Literal("arn:aws:iam::"), g.account, value.Literal(name)))
}

// isRoot reports whether a text names the root of an organisation.
func isRoot(ref value.Value[value.Text]) bool {
	t, ok := ref.Get()
	if !ok {
		return false
	}
	if s, lone := t.Symbol(); lone {
		return s.Class() != value.Free && (strings.HasSuffix(s.Name(), ".roots[0].id") || strings.HasSuffix(s.Name(), ".RootId"))
	}
	return strings.HasPrefix(t.Inline(), "r-")
}

// level adds the policies that are attached to an account or unit, nil for the
// root.
func (g *Guardrails) level(e *Engine, node estate.Resource) {
	list := []*authz.Policy{fullAccess}
	for a := range estate.All[*estate.OrganizationPolicyAttachment](e.view) {
		if a.Scope != g.Of.Scope {
			continue
		}
		switch is := g.attached(e, a, node); {
		case is == value.No:
			continue
		case is == value.CannotTell || a.Exists() != value.Yes:
			g.gap = Unread(a.Target.Attribute(), "what "+a.Address+" attaches to is not known", a.Block)
			continue
		}
		p, reach := estate.Find[*estate.OrganizationPolicy](e.view, a, a.Policy)
		if reach != estate.Here {
			if text, ok := a.Policy.Get(); !ok || text.Is("p-FullAWSAccess") != value.Yes && text.Is("p-RCPFullAWSAccess") != value.Yes {
				g.gap = Unread(a.Policy.Attribute(), "the policy of "+a.Address+" is not declared here", a.Block)
			}
			continue
		}
		sort := value.Is(p.Sort, "SERVICE_CONTROL_POLICY")
		if p.Sort.IsAbsent() {
			sort = value.Yes
		}
		document, known := p.Policy.Get()
		switch resource := value.Is(p.Sort, "RESOURCE_CONTROL_POLICY"); {
		case sort == value.CannotTell, sort == value.Yes && (!known || document.Partial()):
			g.gap = Unread("content", "it is not known what "+p.Address+" says", p.Block)
		case sort == value.Yes:
			c := e.compiled("the policy "+p.Head().Name(), document)
			g.at[c] = p
			list = append(list, c)
			g.Policies = append(g.Policies, p)
		case resource == value.Yes:
			g.Policies = append(g.Policies, p)
		}
	}
	g.levels = append(g.levels, authz.All(list...))
}

// attached tells whether an attachment is to the account or unit; of nil, to the
// root.
func (g *Guardrails) attached(e *Engine, a *estate.OrganizationPolicyAttachment, node estate.Resource) value.Answer {
	text, ok := a.Target.Get()
	if !ok {
		return value.CannotTell
	}
	to := e.view.Named(a, text, "organizational_unit", "organization_account")
	switch {
	case to != nil:
		return value.Answered(node != nil && to.Head() == node.Head())
	case isRoot(a.Target):
		return value.Answered(node == nil)
	}
	if _, literal := text.Literal(); literal {
		return value.No // something that is declared elsewhere
	}
	return value.CannotTell
}

// Gap returns why further guardrails may be in force, and whether that is so.
func (g *Guardrails) Gap() (Fact, bool) { return g.gap, g.gap.name != "" }

// An Attempt is what somebody in the account tries: an action with what its
// request carries.
type Attempt struct {
	Action  string
	Root    bool // by the account's root user, not by a role that nobody named
	Context [][2]string
}

// Denies tells whether the service control policies deny an attempt by somebody
// of the account who is not exempt by name: yes with the statements that do, else
// a witness that is let through. What was not read can only deny more.
func (g *Guardrails) Denies(a Attempt) reason.Answer {
	q := reason.Question{
		Callers: reason.Only, Principal: g.somebody(a.Root), Actions: []string{a.Action}, Account: g.account,
		Policies: authz.Policies{
			Identity: authz.All(fullAccess), Boundary: authz.None(), Session: authz.None(), Resource: authz.None(), Endpoint: authz.None(),
			SCP: authz.Levels(g.levels...), RCP: authz.NoGuardrails(), Grants: authz.AllGrants(), RestrictPublicBuckets: value.No,
		},
	}
	for _, pair := range a.Context {
		q.Context.SetText(pair[0], value.Literal(pair[1]))
	}
	return reason.Any(&q)
}

// Fact returns a statement of a guardrail as a fact.
func (g *Guardrails) Fact(ref authz.Reference) Fact {
	of := estate.Resource(g.Of)
	if p := g.at[ref.Policy]; p != nil {
		of = p
	}
	return factOf(ref, 0, of)
}

// Facts returns the statements that an answer rests on, without what AWS attaches
// itself.
func (g *Guardrails) Facts(refs []authz.Reference) []Fact {
	var out []Fact
	for _, r := range refs {
		if r.Policy != fullAccess {
			out = append(out, g.Fact(r))
		}
	}
	return out
}

// Values returns the literal values that the policies' conditions on a key hold.
func (g *Guardrails) Values(key string) []string {
	var out []string
	g.conditions(key, func(_ *policy.Statement, c *policy.Condition) {
		for _, e := range c.Values.List {
			if text, literal := e.Text.Literal(); literal && !strings.ContainsAny(text, "*?") {
				out = append(out, text)
			}
		}
	})
	return out
}

// Exempt returns the principals that a Deny of an action spares by their ARNs.
func (g *Guardrails) Exempt(action string) []policy.Element {
	var out []policy.Element
	g.conditions("aws:PrincipalArn", func(s *policy.Statement, c *policy.Condition) {
		if s.Effect != policy.Allow && s.MatchesAction(action) != value.No && c.Operator.Test.Negated() {
			out = append(out, c.Values.List...)
		}
	})
	return out
}

// conditions calls f for each condition on the key, in the order of the policies.
func (g *Guardrails) conditions(key string, f func(*policy.Statement, *policy.Condition)) {
	for _, l := range g.levels {
		for _, p := range l.Policies() {
			for i := range p.Document.Statements {
				s := &p.Document.Statements[i]
				on, _ := s.On(key)
				for _, c := range on {
					f(s, c)
				}
			}
		}
	}
}
