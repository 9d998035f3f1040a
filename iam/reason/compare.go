package reason

import (
	"slices"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// Compare tells whether policy a allows any request that policy b does not:
// no means that a is at most as permissive as b. Both are policies of
// identities, or both of resources; a statement of a resource's policy that
// names an account is taken to be about all of its principals. Every action,
// also one that AWS does not have, is asked for on every ARN and on "*"; a
// witness that AWS may not have says so.
func Compare(a, b *authz.Policy) Answer { return Engine{}.Compare(a, b) }

// Compare is the function Compare.
func (e Engine) Compare(a, b *authz.Policy) Answer {
	kind := kindOfPolicy(a)
	if other := kindOfPolicy(b); kind != other && kind != anyPolicy && other != anyPolicy {
		return Answer{Why: "one is a policy of an identity and the other of a resource"}
	} else if kind == anyPolicy {
		kind = other
	}
	c := newContainment(a, b, kind == resourcePolicy)
	return e.decide([]*authz.Policy{a, b}, nil, value.Text{}, c.ask)
}

// ask looks for a request that only the first policy allows.
func (c *containment) ask(p *problem) Answer {
	p.who.withoutRoot = !c.resource
	in, out := p.add(c.a), p.add(c.b)
	gates := append([][]int32{in.allow}, p.guessed()...)
	paths := []path{
		{gates: gates, never: slices.Concat(in.deny, out.allow)},
		{gates: append(gates, out.deny), never: in.deny},
	}
	kinds := []caller{iamCaller}
	if c.resource {
		kinds = []caller{anonymousCaller, iamCaller, serviceCaller, federatedCaller}
	}
	return p.run(kinds, paths, c.confirm)
}

type policyKind uint8

const (
	anyPolicy policyKind = iota // without statements
	identityPolicy
	resourcePolicy
)

func kindOfPolicy(p *authz.Policy) policyKind {
	kind := anyPolicy
	if p == nil || p.Document == nil {
		return kind
	}
	for i := range p.Document.Statements {
		switch s := &p.Document.Statements[i]; {
		case s.Unread():
		case !s.Principals.IsAbsent():
			return resourcePolicy
		default:
			kind = identityPolicy
		}
	}
	return kind
}

// A containment confirms that a request is allowed by one policy only.
type containment struct {
	a, b     *authz.Policy
	resource bool
	trusting map[string]*authz.Policy // by account, see under
}

func newContainment(a, b *authz.Policy, resource bool) *containment {
	return &containment{a, b, resource, make(map[string]*authz.Policy)}
}

func (c *containment) confirm(r *authz.Request) (*Witness, bool) {
	account, named := r.Principal.Account()
	switch theirs := r.Context.Get("aws:resourceaccount").List; {
	case len(theirs) > 0:
		r.ResourceAccount = theirs[0]
	case c.resource:
		r.ResourceAccount = value.Literal(strangeAccount)
	case named:
		r.ResourceAccount = account
	}
	policies := c.under(c.a, r)
	w := &Witness{Request: *r, Policies: policies, Decision: authz.Decide(r, &policies)}
	other := c.under(c.b, r)
	d := authz.Decide(r, &other)
	return w, w.Decision.Effect == authz.Allow && (d.Effect == authz.ImplicitDeny || d.Effect == authz.ExplicitDeny)
}

// under returns policies under which p is the one that decides: the policy of an
// identity whose account every resource trusts, or the policy of a resource
// whose callers are of other accounts and may do everything there.
func (c *containment) under(p *authz.Policy, r *authz.Request) authz.Policies {
	account, _ := r.Principal.Account()
	trust, ok := c.trusting[account.Inline()]
	if !ok {
		trust = trusting(account.Inline())
		c.trusting[account.Inline()] = trust
	}
	policies := authz.Policies{Identity: authz.All(p), Resource: authz.All(trust)}
	if c.resource {
		policies = authz.Policies{Identity: authz.All(everything), Resource: authz.All(p)}
	}
	return policies.RestNone()
}

// strangeAccount is one that no policy names.
const strangeAccount = "000000000000"

// trusting is a policy of a resource that leaves an account's principals to
// their own policies, as roles and keys must.
func trusting(account string) *authz.Policy {
	if account == "" {
		return everything
	}
	return constant("a policy that trusts account "+account, `{"Version": "2012-10-17",
		"Statement": {"Effect": "Allow", "Principal": {"AWS": "`+account+`"}, "Action": "*", "Resource": "*"}}`)
}

// everything lets the principals that it hangs on do everything.
var everything = constant("a policy that allows everything", `{"Version": "2012-10-17",
	"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}`)

// constant reads a policy of our own.
func constant(name, document string) *authz.Policy {
	d, err := policy.Parse([]byte(document))
	if err != nil {
		panic("internal error: " + name + ": " + err.Error())
	}
	return authz.Compile(name, d)
}
