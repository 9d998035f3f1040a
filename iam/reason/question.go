package reason

import (
	"maps"
	"net/netip"
	"slices"
	"strings"

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
	// organisation, also one that a policy names.
	OtherOrganization

	// OtherAccount is a user or role of any other account.
	OtherAccount

	// OnBehalf is an AWS service that acts for a resource in an account that no
	// policy names: the confused deputy (IAM User Guide, "The confused deputy
	// problem"). A bucket, whose ARN names no account, is taken to stay with
	// its owner.
	OnBehalf

	// Only is the one principal, Question.Principal: of a role any session.
	Only
)

var callerNames = [...]string{
	"anyone outside the account", "an anonymous caller", "any AWS account", "an account of another organisation",
	"another account", "a service on behalf of another account", "the principal",
}

// String names the class in a sentence: "any AWS account".
func (c Callers) String() string { return callerNames[c] }

// Any tells whether the policies allow any request of the kind.
func Any(q *Question) Answer { return Engine{}.Any(q) }

// Any is the function Any.
func (e Engine) Any(q *Question) Answer {
	ask := asker{Question: q}
	return ask.answer(e)
}

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
	}
	more := append(q.Resources[:len(q.Resources):len(q.Resources)], account, q.Organization)
	var on value.Text
	if outside {
		on = account
	}
	return e.decide(q.policies(), more, on, func(p *problem) Answer {
		q.account = p.guess.filling.in(account)
		q.names = named(q.Question, q.account, p.guess.filling)
		return q.in(p)
	})
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
	return out
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

// sessions returns the sessions of the role that policies name.
func (q *asker) sessions() []authz.Principal {
	if q.Principal.Kind != authz.Role {
		return nil
	}
	var out []authz.Principal
	role, ok := q.Principal.Name.Literal()
	account, _ := q.Principal.Account()
	begin := "/" + role[strings.LastIndexByte(role, '/')+1:] + "/"
	for _, pol := range q.policies() {
		for i := range pol.Document.Statements {
			for _, e := range pol.Document.Statements[i].Principals.List {
				theirs, _ := e.Account()
				if ok && e.Kind == policy.RoleSession && theirs.Equal(account) == value.Yes && strings.Contains(e.Text.Inline(), begin) {
					out = append(out, authz.Principal{Kind: authz.Session, Name: e.Text, Entity: q.Principal.Name})
				}
			}
		}
	}
	return out
}

// known returns what every request of the class carries under a key that a
// policy variable names, nil if that is not settled.
func (q *asker) known(key string) []string {
	if i := slices.Index(whoKeys, key); i >= 0 && q.Callers == Only {
		c := newCandidate(q.Principal)
		return append([]string{}, c.values[i]...)
	}
	return q.fixed(key)
}

// fixed returns what every request carries under a key, nil if that is free.
func (q *asker) fixed(key string) []string {
	v := q.Context.Get(key)
	if !v.Unknown {
		out := []string{}
		for _, t := range v.List {
			out = append(out, t.Inline())
		}
		return out
	}
	switch {
	case key == "aws:resourceaccount" && q.account.Inline() != "":
		return []string{q.account.Inline()}
	case key == "aws:requestedregion" && len(q.Resources) == 1:
		a, _ := policy.ParseARN(q.Resources[0])
		if region, ok := a.Region.Literal(); ok && region != "" && !strings.ContainsAny(region, "*?") {
			return []string{region}
		}
	case key == "aws:resourceorgid" && q.Organization.Inline() != "":
		return []string{q.Organization.Inline()}
	}
	return nil
}

// admits reports whether a principal is of the class.
func (q *asker) admits(p *authz.Principal) bool {
	if q.Callers == Only || callerOf(p.Kind) != iamCaller {
		return true
	}
	account, ok := p.Account()
	switch {
	case !ok || account.Equal(q.account) == value.Yes:
		return false
	case q.Callers == AnyAccount: // none that a hole stands for either: he opens another
		return !q.names.accounts[account.Inline()] && !account.HasHoles()
	}
	return true
}

// strangers reports whether what requests of the class carry under a key is
// never what a policy names.
func (q *asker) strangers(key string) bool {
	switch key {
	case sourceARN, sourceAccount, "aws:sourceorgid", "aws:sourceowner":
		return q.Callers == OnBehalf
	case principalARN, principalAccount, "aws:principalorgid", "aws:userid":
		return q.Callers == AnyAccount
	case "aws:sourcevpc", "aws:sourcevpce", "aws:vpceaccount", "aws:vpceorgid", "s3:dataaccesspointaccount",
		"s3:dataaccesspointarn", "lambda:eventsourcetoken":
		return q.Callers == AnyAccount || q.Callers == Anonymous || q.Callers == OnBehalf
	}
	return false
}

// counts reports whether a request of the class may carry the values.
func (q *asker) counts(key string, values []string) bool {
	stranger := q.Callers == AnyAccount || q.Callers == Anonymous || q.Callers == OnBehalf
	for _, is := range values {
		switch key {
		case "aws:principalorgid", "aws:principalorgpaths":
			org, _, _ := strings.Cut(is, "/")
			if q.Callers == AnyAccount && q.names.organizations[org] ||
				q.Callers == OtherOrganization && org == q.Organization.Inline() {
				return false
			}
		case "aws:sourceip", "aws:vpcsourceip":
			if q.elsewhere && q.names.inNetwork(key, is) {
				return false
			}
		case "aws:sourcevpc", "aws:sourcevpce", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths",
			"lambda:eventsourcetoken":
			if stranger && q.names.fixed[key][is] {
				return false
			}
		case "s3:dataaccesspointaccount", "s3:dataaccesspointarn": // whose own policies decide
			if q.Callers != Only && q.names.fixed[key][is] {
				return false
			}
		case "elasticfilesystem:accessedviamounttarget": // from within the network of the file system
			if stranger && is == "true" {
				return false
			}
		case "aws:userid":
			if q.Callers == AnyAccount && q.names.isUser(is) {
				return false
			}
		case "aws:sourceaccount", "aws:sourceowner", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourcearn":
			if q.Callers == OnBehalf && q.names.isSource(key, is) {
				return false
			}
		}
	}
	return true
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
	return w, w.Decision.Effect == authz.Allow
}

// Names are what policies name as somebody's own.
type names struct {
	accounts      map[string]bool
	organizations map[string]bool
	fixed         map[string]map[string]bool // values without wildcards, by key
	users         []string                   // beginnings of aws:userid
	networks      map[string][]netip.Prefix  // by key
}

// named returns what the policies of a question name.
func named(q *Question, account value.Text, f filling) names {
	n := names{make(map[string]bool), make(map[string]bool), make(map[string]map[string]bool), nil, make(map[string][]netip.Prefix)}
	n.accounts[account.Inline()] = true
	n.organizations[q.Organization.Inline()] = true
	for _, p := range q.policies() {
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			for _, e := range s.Principals.List {
				if a, ok := e.Account(); ok {
					n.accounts[f.in(a).Inline()] = true
				}
			}
			for j := range s.Conditions {
				n.condition(&s.Conditions[j], f)
			}
		}
	}
	return n
}

func (n *names) condition(c *policy.Condition, f filling) {
	key := lower(c.Key.Inline())
	for _, e := range c.Values.List {
		text := f.in(e.Text)
		s := text.Inline()
		if a, ok := policy.AccountOf(text); ok && !strings.ContainsAny(a.Inline(), "*?") {
			n.accounts[a.Inline()] = true
		}
		if org, _, _ := strings.Cut(s, "/"); !strings.ContainsAny(org, "*?") && (strings.HasSuffix(key, "orgid") || strings.HasSuffix(key, "orgpaths")) {
			n.organizations[org] = true
		}
		if !strings.ContainsAny(s, "*?") || !c.Operator.Test.Wildcards() {
			if n.fixed[key] == nil {
				n.fixed[key] = make(map[string]bool)
			}
			n.fixed[key][s] = true
		}
		if c.Operator.Test == policy.IPAddress {
			if network, err := policy.ParseNetwork(s); err == nil && network.Bits() > 0 {
				n.networks[key] = append(n.networks[key], network)
			}
		}
		if key == "aws:userid" {
			if before, _, _ := strings.Cut(s, "*"); len(before) >= 4 {
				n.users = append(n.users, before)
			}
		}
	}
}

// apart returns patterns that tell what is named under a key from what is not.
func (n *names) apart(key string) []string {
	var out []string
	switch key {
	case sourceARN:
		for _, a := range slices.Sorted(maps.Keys(n.accounts)) {
			out = append(out, "arn:*:*:*:"+a+":*")
		}
		out = append(out, slices.Sorted(maps.Keys(n.fixed[key]))...)
	case sourceAccount, "aws:sourceowner":
		out = slices.Sorted(maps.Keys(n.accounts))
	case "aws:sourceorgid", "aws:principalorgid":
		out = slices.Sorted(maps.Keys(n.organizations))
	case "aws:sourceorgpaths", "aws:principalorgpaths":
		for _, o := range slices.Sorted(maps.Keys(n.organizations)) {
			out = append(out, o, o+"/*")
		}
	case "aws:userid":
		for _, begin := range n.users {
			out = append(out, begin+"*")
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return value.Inline(s).HasHoles() || s == "" })
}

// stranger returns an account that is not named.
func (n *names) stranger() string {
	i := 1
	for n.accounts[freshAccount(i)] {
		i++
	}
	return freshAccount(i)
}

func (n *names) isUser(id string) bool {
	return slices.ContainsFunc(n.users, func(begin string) bool { return strings.HasPrefix(id, begin) })
}

// inNetwork reports whether an address is in a network that is named under the
// key.
func (n *names) inNetwork(key, is string) bool {
	address, err := netip.ParseAddr(is)
	return err == nil && slices.ContainsFunc(n.networks[key], func(p netip.Prefix) bool { return p.Contains(address) })
}

// isSource reports whether a value under one of the keys of what a service acts
// for is somebody's who is named.
func (n *names) isSource(key, is string) bool {
	switch key {
	case "aws:sourceorgid", "aws:sourceorgpaths":
		org, _, _ := strings.Cut(is, "/")
		return n.organizations[org]
	case "aws:sourcearn":
		if account := accountOfARN(is); account != "" {
			return n.accounts[account]
		}
		return n.fixed[key][is]
	}
	return n.accounts[is]
}

// accountOfARN returns the account in an ARN, "" if there is none.
func accountOfARN(s string) string {
	a, ok := policy.ParseARN(value.Inline(s))
	if !ok {
		return ""
	}
	return a.Account.Inline()
}
