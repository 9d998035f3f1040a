package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

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
	switch {
	case q.Callers == Tenant:
		return isTenant(p)
	case q.Callers == Only || callerOf(p.Kind) != iamCaller:
		return true
	}
	account, ok := p.Account()
	switch {
	case !ok || account.Equal(q.account) == value.Yes:
		return false
	case q.Callers == OtherOrganization && slices.ContainsFunc(q.Members, func(m value.Text) bool { return m.Equal(account) == value.Yes }):
		return false
	case q.Callers == AnyAccount || q.unnamed: // none that a hole stands for either: he opens another
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
	if q.Callers == Tenant && len(values) == 0 && (strings.HasSuffix(key, ":sub") || strings.HasSuffix(key, ":aud")) {
		return false // every token has them
	}
	for _, is := range values {
		if q.Callers == Tenant && q.names.isTokenOf(key, is) {
			return false
		}
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
