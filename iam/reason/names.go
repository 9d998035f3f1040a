package reason

import (
	"maps"
	"net/netip"
	"slices"
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// Names are what policies name as somebody's own.
type names struct {
	accounts      map[string]bool
	organizations map[string]bool
	fixed         map[string]map[string]bool // values without wildcards, by key
	claims        map[string][]string        // beginnings of claims, by key
	users         []string                   // beginnings of aws:userid
	networks      map[string][]netip.Prefix  // by key
}

// named returns what the policies of a question name.
func named(q *Question, account value.Text, f filling) names {
	n := names{make(map[string]bool), make(map[string]bool), make(map[string]map[string]bool), make(map[string][]string), nil, make(map[string][]netip.Prefix)}
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
	key := policy.Lower(c.Key.Inline())
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
		n.claim(key, s, c.Operator.Test.Wildcards())
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
	for _, begin := range n.claims[key] {
		out = append(out, begin, begin+"*")
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
