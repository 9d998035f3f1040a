package reason

import (
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A provider is how an identity provider hands out tokens.
type provider uint8

const (
	unknownProvider provider = iota
	own                      // to the people of one customer
	apps                     // to everyone, for an application that the audience names
	everyones                // to everyone, for any audience that he asks for
)

// providers are those that everyone shares, by their host. Others whose address
// has a path are one customer's: a cluster, a pool, a tenant, a workspace.
var providers = map[string]provider{
	"token.actions.githubusercontent.com": everyones,
	"gitlab.com":                          everyones,
	"app.terraform.io":                    everyones,
	"agent.buildkite.com":                 everyones,
	"oidc.vercel.com":                     everyones,
	"api.pulumi.com/oidc":                 everyones,
	"accounts.google.com":                 apps,
	"www.amazon.com":                      apps,
	"graph.facebook.com":                  apps,
	"cognito-identity.amazonaws.com":      apps,
}

// providerOf returns how a provider hands out tokens, by its name or ARN.
func providerOf(name value.Text) provider {
	s, ok := name.Literal()
	if a, is := policy.ParseARN(name); is {
		s, ok = a.Resource.Literal()
		if strings.HasPrefix(s, "saml-provider/") {
			return own
		}
		s = strings.TrimPrefix(s, "oidc-provider/")
	}
	kind := providers[strings.TrimSuffix(s, "/")]
	if ok && kind == unknownProvider && strings.Contains(strings.TrimSuffix(s, "/"), "/") {
		return own
	}
	return kind
}

// tenants answers for Tenant: of a provider that is not known it cannot be told
// whether others have tokens of it.
func (q *asker) tenants(answer Answer) Answer {
	if answer.Verdict != No {
		return answer
	}
	for _, pol := range q.policies() {
		for i := range pol.Document.Statements {
			s := &pol.Document.Statements[i]
			for _, e := range s.Principals.List {
				if e.Type == "Federated" && s.Effect != policy.Deny && providerOf(e.Text) == unknownProvider {
					return Answer{Why: "it is not known whether others have tokens of " + e.Text.String()}
				}
			}
		}
	}
	return answer
}

// isTenant reports whether a principal comes from a provider that others share.
func isTenant(p *authz.Principal) bool {
	kind := providerOf(p.Name)
	return kind == everyones || kind == apps
}

// claimsOf are the claims of a token that say whose it is.
var claimsOf = []string{
	"sub", "repository", "repository_owner", "repository_owner_id", "repository_id", "job_workflow_ref", "workflow_ref",
	"enterprise", "enterprise_id", "namespace_id", "namespace_path", "project_id", "project_path", "user_id", "user_login",
	"terraform_organization_id", "terraform_workspace_id", "organization_slug", "organization_id", "email",
}

// isTokenOf reports whether a value under a key of a provider is one that only
// somebody whom a policy names has in his tokens.
func (n *names) isTokenOf(key, is string) bool {
	at := strings.LastIndexByte(key, ':')
	host, claim := key[:max(at, 0)], key[at+1:]
	switch {
	case claim == "aud" || claim == "app_id" || claim == "oaud":
		return providers[host] == apps && n.fixed[key][is]
	case slices.Contains(claimsOf, claim):
		return slices.ContainsFunc(n.claims[key], func(begin string) bool {
			return is == begin || strings.HasPrefix(is, begin) && strings.ContainsAny(begin[len(begin)-1:], ":/")
		})
	}
	return false
}

// claim takes note of a value of a condition: who has such a claim. Of a
// pattern it is what stands before its wildcard, as far as it names somebody:
// "repo:acme/" of "repo:acme/*", and nothing of "repo:*" and "repo:ac*".
func (n *names) claim(key, s string, wildcards bool) {
	begin := s
	if i := strings.IndexAny(s, "*?"); wildcards && i >= 0 {
		begin = s[:strings.LastIndexAny(s[:i], ":/")+1]
		if strings.Count(begin, ":")+strings.Count(begin, "/") < 2 && !strings.Contains(begin, "/") {
			return
		}
	}
	if begin != "" {
		n.claims[key] = append(n.claims[key], begin)
	}
}
