package reason

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A caller is a kind of principal, of which requests carry different keys.
type caller uint8

const (
	iamCaller caller = iota // a user, a role or a root user
	anonymousCaller
	serviceCaller
	federatedCaller // with a token of an identity provider
	numCallers
)

// The keys that follow from who calls.
const (
	principalARN       = "aws:principalarn"
	principalAccount   = "aws:principalaccount"
	principalType      = "aws:principaltype"
	principalIsService = "aws:principalisawsservice"
	principalService   = "aws:principalservicename"
	userName           = "aws:username"
	kmsCaller          = "kms:calleraccount"
)

var whoKeys = []string{principalARN, principalAccount, principalType, principalIsService, principalService, userName, kmsCaller}

// ofIAM reports whether only requests of users and roles carry a key that says
// something of the caller (IAM User Guide, "AWS global condition context keys").
func ofIAM(key string) bool {
	switch key {
	case "aws:principalorgid", "aws:principalorgpaths", "aws:userid", "aws:tokenissuetime",
		"aws:multifactorauthpresent", "aws:multifactorauthage", "aws:sourceidentity", "aws:federatedprovider",
		"aws:calledvia", "aws:calledviafirst", "aws:calledvialast":
		return true
	}
	return strings.HasPrefix(key, "aws:principaltag/")
}

// A who is everyone who may call, as far as principals and conditions on the
// caller tell them apart.
type who struct {
	principals []principals      // the elements
	ids        map[string]int32  // of elements
	keys       *dimension        // with the conditions on whoKeys; never built itself
	account    value.Text        // of the resource: whose principals are named among others
	only       []authz.Principal // if set, nobody else calls

	admits      func(*authz.Principal) bool // if set, only these count
	withoutRoot bool                        // no root user calls: no policy of an identity hangs on one
	strangers   bool                        // nobody who is named calls
	apart       []string                    // accounts that are named elsewhere
}

func newWho() *who { return &who{ids: make(map[string]int32), keys: newDimension(whoKeys...)} }

// A principals element is the Principal or NotPrincipal of statements.
type principals struct {
	policy.Principals
	deny bool // of a Deny: this matters for NotPrincipal only
}

// add adds the Principal of a statement and returns its number.
func (w *who) add(p *policy.Principals, deny bool) int32 {
	deny = deny && p.Not
	var b strings.Builder
	b.WriteString(strconv.FormatBool(p.Not) + strconv.FormatBool(deny))
	b.WriteString(p.Reason())
	for _, e := range p.List {
		b.WriteString("\x00" + e.Type + "\x00" + e.Text.Inline())
	}
	i, ok := w.ids[b.String()]
	if !ok {
		i = int32(len(w.principals))
		w.principals = append(w.principals, principals{*p, deny})
		w.ids[b.String()] = i
	}
	return i
}

// asked reports whether a condition is on a key of the caller.
func (w *who) asked(key string) bool {
	return slices.ContainsFunc(w.keys.constraints, func(k *constraint) bool { return k.key == key })
}

// A candidate is one principal, with the values of whoKeys.
type candidate struct {
	principal authz.Principal
	values    [][]string
}

// newCandidate fills in what a principal's requests carry.
func newCandidate(p authz.Principal) candidate {
	c := candidate{principal: p, values: make([][]string, len(whoKeys))}
	set := func(key, is string) {
		if is != "" {
			c.values[slices.Index(whoKeys, key)] = []string{is}
		}
	}
	if account, ok := p.Account(); ok {
		set(principalAccount, account.Inline())
		set(kmsCaller, account.Inline())
		set(principalIsService, "false")
		set(principalARN, p.Name.Inline())
	}
	switch p.Kind {
	case authz.Root:
		set(principalType, "Account")
	case authz.User:
		set(principalType, "User")
		name := p.Name.Inline()
		set(userName, name[strings.LastIndexAny(name, ":/")+1:])
	case authz.Role:
		set(principalType, "AssumedRole")
	case authz.Session:
		set(principalType, "AssumedRole")
		set(principalARN, p.Entity.Inline())
	case authz.FederatedUser:
		set(principalType, "FederatedUser")
	case authz.Anonymous:
		set(principalType, "Anonymous")
	case authz.Service:
		set(principalIsService, "true")
		set(principalService, p.Name.Inline())
	}
	return c
}

// dimension cuts the callers of a kind into regions. Its literals are the
// conditions on whoKeys and, behind them, the principal elements.
func (w *who) dimension(kind caller, b *budget) (*dimension, []candidate, error) {
	list, err := w.candidates(kind, b)
	if err != nil {
		return nil, nil, err
	}
	if w.admits != nil {
		list = slices.DeleteFunc(list, func(c candidate) bool { return !w.admits(&c.principal) })
	}
	d := *w.keys
	d.budget = b
	d.regions, d.holds, d.fails = nil, nil, nil
	base := make([]carried, len(list))
	for i := range list {
		base[i] = carried{values: list[i].values, more: i}
	}
	if err := b.spend(len(list) * (1 + w.size())); err != nil {
		return nil, nil, err
	}
	d.extra = func(i int) []value.Answer {
		out := make([]value.Answer, 0, int(reaches)*len(w.principals))
		for e := range w.principals {
			n := w.principals[e].names(&list[i].principal, w.strangers)
			out = append(out, n[:]...)
		}
		return out
	}
	return &d, list, d.cut(base)
}

// size is how many principals the elements list.
func (w *who) size() int {
	n := 0
	for i := range w.principals {
		n += len(w.principals[i].List)
	}
	return n
}

// candidates returns principals of a kind, one at least of each region.
func (w *who) candidates(kind caller, b *budget) ([]candidate, error) {
	var out []candidate
	add := func(p authz.Principal) { out = append(out, newCandidate(p)) }
	if w.only != nil {
		for _, p := range w.only {
			if callerOf(p.Kind) == kind {
				add(p)
			}
		}
		return out, nil
	}
	switch kind {
	case anonymousCaller:
		add(authz.Principal{Kind: authz.Anonymous})
	case serviceCaller, federatedCaller:
		for _, p := range w.named() {
			if callerOf(p.Kind) == kind {
				add(p)
			}
		}
		if kind == federatedCaller {
			break
		}
		domain := []pattern{compile(value.Literal("?*.amazonaws.com"), glob)}
		services, err := w.keys.wordsIn(principalService, domain, nil, b)
		if err != nil {
			return nil, err
		}
		for _, s := range append([]string{"cloudtrail.amazonaws.com", "events.amazonaws.com", "delivery.logs.amazonaws.com", "ses.amazonaws.com"}, services...) {
			if p := authz.ParsePrincipal(value.Literal(s)); p.Kind == authz.Service {
				add(p)
			}
		}
	case iamCaller:
		return w.iamCandidates(b)
	}
	return out, nil
}

func callerOf(k authz.PrincipalKind) caller {
	switch k {
	case authz.Anonymous:
		return anonymousCaller
	case authz.Service:
		return serviceCaller
	case authz.Federated:
		return federatedCaller
	case authz.UnknownPrincipal:
		return numCallers
	}
	return iamCaller
}

// named returns the principals that the elements name.
func (w *who) named() []authz.Principal {
	var out []authz.Principal
	for i := range w.principals {
		for _, e := range w.principals[i].List {
			if p := authz.ParsePrincipal(e.Text); p.Kind != authz.UnknownPrincipal && p.Kind != authz.Root {
				if p.Kind == authz.Session {
					p.Entity = roleOf(p.Name)
				}
				out = append(out, p)
			}
		}
	}
	return out
}

// roleOf returns the role of a session, if it has no path.
func roleOf(session value.Text) value.Text {
	a, ok := policy.ParseARN(session)
	if !ok {
		return value.Text{}
	}
	_, rest, _ := a.Resource.Cut('/')
	name, _, _ := rest.Cut('/')
	a.Service, a.Resource = value.Literal("iam"), value.Join(value.Literal("role/"), name)
	return a.Text()
}

// namedAccounts returns the accounts that elements and conditions name, and
// that of the resource.
func (w *who) namedAccounts() []value.Text {
	var out []value.Text
	seen := make(map[string]bool)
	add := func(t value.Text, ok bool) {
		if ok && !seen[t.Inline()] && !strings.ContainsAny(t.Inline(), "*?") {
			seen[t.Inline()] = true
			out = append(out, t)
		}
	}
	for i := range w.principals {
		for _, e := range w.principals[i].List {
			add(e.Account())
		}
	}
	for i := range w.keys.atoms {
		add(policy.AccountOf(w.keys.atoms[i].source))
	}
	add(w.account, w.account.Inline() != "")
	for _, a := range w.apart {
		add(value.Inline(a), true)
	}
	return out
}

// fresh returns two accounts that are not among the named.
func (w *who) fresh(named []value.Text) []value.Text {
	var out []value.Text
	for i := 0; len(out) < 2; i++ {
		a := value.Literal(freshAccount(i))
		if !slices.ContainsFunc(named, func(n value.Text) bool { return n.Inline() == a.Inline() }) {
			out = append(out, a)
		}
	}
	return out
}

// freshAccount returns one account of many, those of AWS's examples first.
func freshAccount(i int) string {
	examples := [...]string{exampleAccount, otherAccount, "777788889999"}
	if i < len(examples) {
		return examples[i]
	}
	return fmt.Sprintf("5%011d", i)
}

// iamCandidates returns users, roles and root users: those that are named, one
// of each kind in each account, and one of each region of the conditions on
// the ARN, the account and the name of the caller.
func (w *who) iamCandidates(b *budget) ([]candidate, error) {
	var out []candidate
	add := func(t value.Text) {
		if p := authz.ParsePrincipal(t); callerOf(p.Kind) == iamCaller {
			out = append(out, newCandidate(p))
		}
	}
	named := w.namedAccounts()
	for _, a := range slices.Concat(named, w.fresh(named)) {
		for _, end := range [...]string{"role/example-role", "user/example-user", "root"} {
			if end == "root" && w.withoutRoot {
				continue
			}
			add(policy.ARN{Partition: value.Literal("aws"), Service: value.Literal("iam"), Account: a, Resource: value.Literal(end)}.Text())
		}
	}
	for _, p := range w.named() {
		if callerOf(p.Kind) == iamCaller {
			out = append(out, newCandidate(p))
		}
	}
	if len(w.keys.constraints) == 0 {
		return out, nil
	}
	var more []pattern
	for _, k := range w.keys.constraints {
		for _, i := range k.atoms {
			a := &w.keys.atoms[i]
			switch {
			case a.kind != textAtom:
			case k.key == principalAccount || k.key == kmsCaller:
				more = append(more, a.pattern.behind("arn:*:*:*:", ":*"))
			case k.key == userName:
				more = append(more, a.pattern.behind("arn:*:iam::*:user/", ""))
			}
		}
	}
	for _, a := range named {
		if s, ok := a.Literal(); ok {
			more = append(more, compile(value.Literal("arn:*:*:*:"+s+":*"), arn))
		}
	}
	for _, domain := range [...]string{"arn:?*:iam::????????????:role/?*", "arn:?*:iam::????????????:user/?*"} {
		p := compile(value.Literal(domain), arn)
		p.withoutColons() // no path or name has one
		words, err := w.keys.wordsIn(principalARN, []pattern{p}, more, b)
		if err != nil {
			return nil, err
		}
		for _, word := range words {
			add(value.Literal(word))
		}
	}
	return out, nil
}

// behind returns the pattern between two others, as part of an ARN.
func (p *pattern) behind(before, after string) pattern {
	first, last := compile(value.Literal(before+"::::::"), arn), compile(value.Literal("::::::"+after), arn)
	q := *p
	q.signs = slices.Clone(first.signs[:len(first.signs)-6])
	for _, s := range p.signs {
		switch s {
		case anyRun:
			s = run
		case anyOne:
			s = one
		}
		q.signs = append(q.signs, s)
	}
	q.signs = append(q.signs, last.signs[6:]...)
	return q
}

// A reach is how a statement of a resource's policy names a caller, which
// decides what else must allow (IAM User Guide, "AWS JSON policy elements:
// Principal").
type reach uint8

const (
	anyhow  reach = iota
	direct        // the user or session itself, the service, or everyone
	byRole        // the role of a session
	account       // the account
	reaches
)

// A naming tells for each reach whether an element names a caller so.
type naming [reaches]value.Answer

// names tells how an element names a principal. Of NotPrincipal it is told as
// authz does: an Allow leaves out whom it lists, a Deny spares only those whose
// every identity is listed, and what is listed in part is not certain.
func (e *principals) names(p *authz.Principal, stranger bool) naming {
	n := naming{value.No, value.No, value.No, value.No}
	if e.Partial() {
		n = naming{}
	}
	for i := range e.List {
		r := direct
		switch e.List[i].Kind {
		case policy.Account, policy.CanonicalUser:
			r = account
		case policy.Role:
			r = byRole
		case policy.User:
			if p.Kind == authz.FederatedUser {
				r = byRole
			}
		case policy.UnreadPrincipal:
			if !mayBeCaller(&e.List[i], p, stranger) {
				continue
			}
			return naming{}
		}
		n[r] = value.Either(n[r], is(&e.List[i], p))
	}
	n[anyhow] = value.Either(n[direct], n[byRole], n[account])
	if e.Not {
		left := e.notNamed(p, n)
		return naming{left, left, value.No, value.No}
	}
	return n
}

// mayBeCaller reports whether a principal of which the text is not known may be
// the caller. Under AWS stand no services, and no anonymous callers but by "*".
func mayBeCaller(e *policy.Principal, p *authz.Principal, stranger bool) bool {
	if e.Text.Is("*") != value.No || e.Type != "AWS" {
		return true
	}
	return callerOf(p.Kind) == iamCaller && !stranger
}

// notNamed tells whether NotPrincipal leaves a principal in.
func (e *principals) notNamed(p *authz.Principal, n naming) value.Answer {
	self := value.Either(n[direct], n[byRole])
	everyone := slices.ContainsFunc(e.List, func(q policy.Principal) bool { return q.Kind == policy.Everyone })
	if !e.deny {
		if self == value.No && n[account] != value.No {
			return value.CannotTell
		}
		return self.Not()
	}
	spared := self
	switch p.Kind {
	case authz.User, authz.Role:
		spared = value.Both(self, n[account])
	case authz.Root:
		spared = n[account]
	case authz.Session, authz.FederatedUser:
		spared = value.Both(n[direct], n[byRole], n[account])
	}
	switch {
	case self == value.No && n[account] == value.No:
		return value.Yes
	case everyone, spared == value.Yes:
		return value.No
	}
	return value.CannotTell
}

// is tells whether a principal is, or belongs to, one that an element names.
func is(e *policy.Principal, p *authz.Principal) value.Answer {
	switch e.Kind {
	case policy.Everyone:
		return value.Yes
	case policy.UnreadPrincipal:
		return value.CannotTell
	case policy.InvalidPrincipal, policy.UniqueID:
		return value.No
	case policy.Account:
		theirs, ok := p.Account()
		mine, named := e.Account()
		if !ok || !named {
			return value.Answered(false)
		}
		return theirs.Equal(mine)
	case policy.CanonicalUser:
		if callerOf(p.Kind) == iamCaller {
			return value.CannotTell
		}
		return value.No
	case policy.Role:
		if p.Kind == authz.Session {
			return p.Entity.Equal(e.Text)
		}
	}
	named := authz.ParsePrincipal(e.Text)
	if named.Kind != p.Kind {
		return value.No
	}
	return p.Name.Equal(e.Text)
}
