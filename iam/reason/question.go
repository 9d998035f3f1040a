package reason

import (
	"maps"
	"slices"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Question asks whether the policies allow any request of some kind.
type Question struct {
	// Callers says who calls. Outsiders are taken to be allowed everything by
	// their own accounts.
	Callers   Callers
	Principal authz.Principal // of Only

	Actions   []string     // patterns: "sqs:*"; none: every action
	Resources []value.Text // ARNs or patterns of them; none: every resource

	// Account and Organization are those that own the resources. They tell who
	// is an outsider; an organisation that is not known leaves questions about
	// it outside.
	Account, Organization value.Text

	// Members are accounts that belong to the organisation, and AllMembers says
	// that no other does. Of an account that a policy names it is not known
	// otherwise.
	Members    []value.Text
	AllMembers bool

	// Policies are those that bear on such requests, as for authz.Decide. Of
	// outsiders, what hangs on the caller is not regarded.
	Policies authz.Policies

	// Context holds what all requests carry. Keys that are not set in it are
	// free, unless it is complete.
	Context authz.Context
}

// Callers are a class of callers.
type Callers uint8

// The classes.
const (
	Everyone Callers = iota // any caller at all, but those of the resource's account

	// Anonymous is an unsigned request.
	Anonymous

	// AnyAccount is a user or role of an account, of no organisation or of one,
	// that no policy names: whoever opens an account. Nor has he what belongs to
	// somebody else: a VPC, a VPC endpoint, an access point or a principal id
	// that is named.
	AnyAccount

	// OtherOrganization is a user or role of an account outside the
	// organisation, also one that a policy names, if it is no member.
	OtherOrganization

	// OtherAccount is a user or role of any other account.
	OtherAccount

	// OnBehalf is an AWS service that acts for a resource in an account that no
	// policy names: the confused deputy (IAM User Guide, "The confused deputy
	// problem"). A bucket, whose ARN names no account, is taken to stay with
	// its owner.
	OnBehalf

	// Tenant is whoever has a token of an identity provider that everyone
	// shares, as those of CI services are, and whose tokens say that they are
	// nobody's whom a policy names.
	Tenant

	// Only is the one principal, Question.Principal: of a role any session.
	Only
)

var callerNames = [...]string{
	"anyone outside the account", "an anonymous caller", "any AWS account", "an account of another organisation",
	"another account", "a service on behalf of another account", "any tenant of an identity provider", "the principal",
}

// String names the class in a sentence: "any AWS account".
func (c Callers) String() string { return callerNames[c] }

// Any tells whether the policies allow any request of the kind.
func Any(q *Question) Answer { return Engine{}.Any(q) }

// Any is the function Any.
func (e Engine) Any(q *Question) Answer {
	ask := asker{Question: q}
	return ask.decide(e)
}

// decide answers. Of another organisation it is first asked for accounts that
// nobody names, which are surely not of ours.
func (q *asker) decide(e Engine) Answer {
	if q.Callers == Tenant {
		return q.tenants(q.answer(e))
	}
	if q.Callers != OtherOrganization || q.AllMembers {
		return q.answer(e)
	}
	q.unnamed = true
	answer := q.answer(e)
	q.unnamed = false
	if answer.Verdict != No {
		return answer
	}
	if answer = q.answer(e); answer.Verdict == Yes {
		account, _ := answer.Witness.Request.Principal.Account()
		return Answer{Why: "it is not known whether the account " + account.String() + " belongs to the organisation"}
	}
	return answer
}

// answer asks as it is, and with holes filled.
func (q *asker) answer(e Engine) Answer {
	account := q.Account
	if account.Inline() == "" && len(q.Resources) == 1 {
		account, _ = policy.AccountOf(q.Resources[0])
	}
	outside := q.Callers == OtherAccount || q.Callers == OtherOrganization || q.Callers == Everyone
	switch {
	case q.Callers == OtherOrganization && q.Organization.Inline() == "":
		return Answer{Why: "the organisation of the resource is not known"}
	case account.Inline() == "" && outside:
		return Answer{Why: "the account of the resource is not known"}
	case q.servicesOnly():
		return Answer{Verdict: No}
	}
	more := append(q.Resources[:len(q.Resources):len(q.Resources)], account, q.Organization)
	var on value.Text
	if outside {
		on = account
	}
	return e.decide(q.policies(), more, on, func(p *problem) Answer {
		q.account = p.guess.filling.in(account)
		q.names = named(q.Question, q.account, p.guess.filling)
		q.closed = false
		answer := q.in(p)
		if answer.Verdict == Outside && q.closed && q.Callers != Everyone {
			return Answer{Verdict: No} // what makes a policy public is not in the request
		}
		return answer
	})
}

// servicesOnly reports whether the policies of the resource let in services and
// nobody else, and it is asked for others: most policies are seen through
// without a search.
func (q *asker) servicesOnly() bool {
	switch q.Callers {
	case Anonymous, AnyAccount, OtherOrganization, OtherAccount:
	default:
		return false
	}
	own := q.Policies.Resource
	if !own.IsWhole() || own.IsLenient() || !q.Policies.Grants.IsNone() {
		return false
	}
	for _, p := range own.Policies() {
		if p == nil || p.Document == nil || p.Document.Partial() {
			return false
		}
		for i := range p.Document.Statements {
			if s := &p.Document.Statements[i]; s.Effect != policy.Deny && (s.Unread() || !s.Principals.AreServices()) {
				return false
			}
		}
	}
	return true
}

// policies returns all policies that are known.
func (q *Question) policies() []*authz.Policy {
	p := &q.Policies
	var out []*authz.Policy
	for _, l := range q.layers() {
		out = append(out, l.Policies()...)
	}
	if q.Callers == Only {
		out = slices.Concat(out, p.Identity.Policies(), p.Boundary.Policies(), p.Session.Policies())
	}
	return slices.DeleteFunc(out, func(p *authz.Policy) bool { return p == nil || p.Document == nil })
}

func (q *Question) layers() []authz.Layer {
	p := &q.Policies
	return slices.Concat([]authz.Layer{p.Resource, p.Endpoint}, p.RCP.Levels(), p.SCP.Levels())
}

// An asker puts a question as a problem.
type asker struct {
	*Question
	names     names
	account   value.Text // of the resource, as it is filled
	unnamed   bool       // only accounts that no policy names count
	closed    bool       // the bucket's policy is public and S3 lets in nobody from outside for it
	elsewhere bool       // only requests from addresses in no network that is named count
}

func (q *asker) in(p *problem) Answer {
	p.strict = true
	p.fixed = q.fixed
	p.counts = q.counts
	p.apart = q.names.apart
	p.strangers = q.strangers
	p.who.apart = slices.Sorted(maps.Keys(q.names.accounts))
	p.who.keys.strangers = q.strangers
	p.who.strangers = q.Callers == AnyAccount
	p.who.account = q.account
	p.who.admits = q.admits
	var kinds []caller
	switch q.Callers {
	case Everyone:
		kinds = []caller{anonymousCaller, iamCaller, serviceCaller}
	case Anonymous:
		kinds = []caller{anonymousCaller}
	case OnBehalf:
		kinds = []caller{serviceCaller}
		p.extra = map[string]string{sourceAccount: q.names.stranger()}
	case Tenant:
		kinds = []caller{federatedCaller}
	case Only:
		kinds = []caller{callerOf(q.Principal.Kind)}
		p.who.only = append(q.sessions(), q.Principal)
		if kinds[0] == numCallers {
			return Answer{Why: "it is not known who calls"}
		}
	default:
		kinds = []caller{iamCaller}
	}
	p.know(q.policies(), q.known)
	c := chart{problem: p, question: q.Question, account: q.account}
	c.read()
	return p.runEach(kinds, c.paths, q.confirm)
}

// confirm decides a request.
func (q *asker) confirm(r *authz.Request) (*Witness, bool) {
	r.ResourceAccount = q.Account
	policies := q.Policies
	if q.Callers != Only {
		policies.Identity, policies.Boundary, policies.Session = authz.All(everything), authz.None(), authz.None()
		policies.SCP = authz.NoGuardrails()
	}
	w := &Witness{Request: *r, Policies: policies, Decision: authz.Decide(r, &policies)}
	q.closed = q.closed || w.Decision.Effect == authz.ImplicitDeny && w.Decision.Layer == authz.PublicAccess
	return w, w.Decision.Effect == authz.Allow
}
