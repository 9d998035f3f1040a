package access

// This file and target.go join an estate to iam/authz and iam/reason: they hand
// over the policies that were read as those packages take them, and lead back
// from the statements in their answers to files and lines.
//
//	h, ok := engine.Holder(role)            // a role or a user, with all that hangs on it
//	abilities, err := reason.Can(h.Granted())
//	d := authz.Decide(&request, &h.Policies)
//	facts := h.Facts(abilities[0].By)       // the statements, with file and line
//
//	t, ok := engine.Target(queue)           // a resource, with its policy
//	reaches := reason.Exposure(t.Granted())
//	facts = t.Facts(reaches[0].Answer.Because)
//
// Policies holds what is known and says what is not: SCPs and RCPs that no
// source has shown are unread. Granted sets unread guardrails aside, which can
// only narrow: it is what rules judge (design, decision 8). A policy set that is
// not whole stays so: the answers are then open, and Gaps says why.
//
// Everything is worked out when it is first asked for, and kept by the engine.

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// A Holder is a role or user of the estate with the policies that hang on it:
// managed, inline and attached ones, those of a user's groups, and the
// permissions boundary.
type Holder struct {
	reason.Holder
	Of estate.Resource

	gaps []Fact
	at   map[*authz.Policy]value.Origin // of policies that are told elsewhere: where they are attached
}

// Holder returns what is known of a role or user, false for other resources.
func (e *Engine) Holder(r estate.Resource) (*Holder, bool) {
	if h, ok := e.holders[r]; ok {
		return h, h != nil
	}
	h := e.holder(r)
	e.holders.put(r, h)
	return h, h != nil
}

// Member returns what a user has who is in the group and has nothing else, false
// where the group has no ARN.
func (e *Engine) Member(g *estate.Group) (*Holder, bool) {
	return e.somebody(g, "member-of-", e.Of(g))
}

// Bearer returns what a user has to whom the policy is attached and nothing else,
// false where the policy has no ARN.
func (e *Engine) Bearer(p *estate.ManagedPolicy) (*Holder, bool) {
	return e.somebody(p, "bearer-of-", e.OfDocument(p))
}

// somebody returns a user of the account who has what is granted and nothing else.
func (e *Engine) somebody(by estate.Resource, called string, grants *Grants) (*Holder, bool) {
	arn, _ := arnOf(by)
	of, ok := policy.ParseARN(arn)
	if !ok {
		return nil, false
	}
	user := value.Join(value.Literal("arn:"), of.Partition, value.Literal(":iam::"), of.Account, value.Literal(":user/"+called+by.Head().Name()))
	h := &Holder{Of: by, at: make(map[*authz.Policy]value.Origin)}
	h.Principal = authz.ParsePrincipal(user)
	c := holding{engine: e, holder: h}
	c.add(grants)
	h.Policies = authz.Policies{
		Identity: c.layer(), Boundary: authz.None(), Session: authz.None(),
		SCP: authz.UnreadGuardrails(unseenSCPs), RCP: authz.UnreadGuardrails(unseenRCPs), Endpoint: authz.None(),
	}
	return h, true
}

// Granted returns the holder with unread guardrails set aside.
func (h *Holder) Granted() *reason.Holder {
	granted := h.Holder
	granted.Policies = granted.Policies.GuardrailsAside()
	return &granted
}

// Gaps returns the facts that are not known of the policies and the boundary,
// none if what was read is all that hangs on the holder.
func (h *Holder) Gaps() []Fact { return h.gaps }

// Fact returns a statement of the holder's policies as a fact.
func (h *Holder) Fact(ref authz.Reference) Fact { return factOf(ref, h.at[ref.Policy], h.Of) }

// Facts returns statements of the holder's policies as facts.
func (h *Holder) Facts(refs []authz.Reference) []Fact { return factsOf(refs, h.Fact) }

func factsOf(refs []authz.Reference, fact func(authz.Reference) Fact) []Fact {
	out := make([]Fact, 0, len(refs))
	for _, r := range refs {
		out = append(out, fact(r))
	}
	return out
}

// factOf returns a statement as a fact: told at its own place, else where its
// policy is attached, else by the resource that it hangs on.
func factOf(ref authz.Reference, attached value.Origin, of estate.Resource) Fact {
	at := of.Head().Block
	switch {
	case ref.Statement != nil && ref.Statement.Place.Origin != 0:
		at = ref.Statement.Place.Origin
	case ref.Policy != nil && ref.Policy.Document.Place.Origin != 0:
		at = ref.Policy.Document.Place.Origin
	case attached != 0:
		at = attached
	}
	return Known("statement", ref.String(), at)
}

const (
	unseenSCPs = "no source has shown the service control policies of the account"
	unseenRCPs = "no source has shown the resource control policies of the account"
)

func (e *Engine) holder(r estate.Resource) *Holder {
	h := &Holder{Of: r, at: make(map[*authz.Policy]value.Origin)}
	switch r.(type) {
	case *estate.Role, *estate.User:
	default:
		return nil
	}
	arn, ok := arnOf(r)
	if !ok {
		return nil
	}
	h.Principal = authz.ParsePrincipal(arn)
	identity := holding{engine: e, holder: h}
	identity.add(e.Of(r))
	if u, ok := r.(*estate.User); ok {
		identity.groups(u)
	}
	h.Policies = authz.Policies{
		Identity: identity.layer(), Boundary: e.boundaryLayer(h, e.Of(r).boundary), Session: authz.None(),
		SCP: authz.UnreadGuardrails(unseenSCPs), RCP: authz.UnreadGuardrails(unseenRCPs), Endpoint: authz.None(),
	}
	return h
}

// arnOf returns the ARN by which the resource is known.
func arnOf(r estate.Resource) (value.Text, bool) { return r.Head().ARN() }

// A holding collects the identity policies of a holder.
type holding struct {
	engine   *Engine
	holder   *Holder
	policies []*authz.Policy
	more     string // why there may be others
}

func (c *holding) add(g *Grants) {
	of := ""
	if g.Principal != c.holder.Of {
		of = " of the group " + g.Principal.Head().Name()
	}
	for i := range g.Policies {
		p := &g.Policies[i]
		if p.document == nil {
			if !p.Document.IsAbsent() {
				c.more = p.Title() + of + ": " + p.Document.Reason()
			}
			continue
		}
		compiled := c.engine.compiled(p.Title()+of, p.document)
		c.policies = append(c.policies, compiled)
		c.holder.at[compiled] = p.at()
	}
	for _, gap := range g.gaps {
		if gap.name == "policies" {
			c.more = gap.Reason()
		}
	}
	c.holder.gaps = append(c.holder.gaps, g.gaps...)
}

// groups adds the policies of the groups that the user is in.
func (c *holding) groups(u *estate.User) {
	groups := u.GroupsOf(c.engine.view)
	found, _ := groups.Get()
	for _, g := range found {
		c.add(c.engine.Of(g))
	}
	if groups.Partial() || groups.IsUnknown() {
		c.more = "the user may be in more groups: " + groups.Reason()
		c.holder.gaps = append(c.holder.gaps, Unread("groups", c.more, u.Block))
	}
}

func (c *holding) layer() authz.Layer {
	if c.more != "" {
		return authz.Some(c.more, c.policies...)
	}
	return authz.All(c.policies...)
}

// boundaryLayer returns the permissions boundary as a layer.
func (e *Engine) boundaryLayer(h *Holder, b *boundary) authz.Layer {
	switch {
	case b == nil:
		return authz.None()
	case b.document == nil:
		why := b.ARN.Reason()
		if arn, ok := b.ARN.Get(); ok {
			why = arn.String() + " is not declared here"
		}
		why = "the permissions boundary: " + why
		h.gaps = append(h.gaps, Unread("permissions_boundary", why, b.at()))
		return authz.Unread(why)
	}
	compiled := e.compiled("the permissions boundary "+strings.TrimPrefix(b.Title(), "the "), b.document)
	h.at[compiled] = b.at()
	return authz.All(compiled)
}

// compiledKey is what a compiled policy is kept by: the same document has
// another name where it is something else.
type compiledKey struct {
	document *policy.Document
	name     string
}

// compiled returns a document made ready for decisions.
func (e *Engine) compiled(name string, d *policy.Document) *authz.Policy {
	key := compiledKey{d, name}
	p, ok := e.shared.compiled[key]
	if !ok {
		p = authz.Compile(name, d)
		e.shared.compiled[key] = p
	}
	return p
}
