package reason

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

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
