package estate

import "testing"

func TestNoun(t *testing.T) {
	for _, c := range []struct {
		kind      Kind
		one, many string
	}{
		{"function", "function", "functions"},
		{"function_url", "function URL", "function URLs"},
		{"log_group", "log group", "log groups"},
		{"role_policy", "role policy", "role policies"},
		{"api_key", "API key", "API keys"},
		{"nat_gateway", "NAT gateway", "NAT gateways"},
		{"alias", "alias", "aliases"},
		{"saml_provider", "SAML provider", "SAML providers"},
		{"distribution", "distribution", "distributions"},
		{"mail_rule", "mail rule", "mail rules"},
	} {
		if got := c.kind.Noun(1); got != c.one {
			t.Errorf("Kind(%q).Noun(1) = %q, want %q", c.kind, got, c.one)
		}
		for _, n := range []int{0, 2} {
			if got := c.kind.Noun(n); got != c.many {
				t.Errorf("Kind(%q).Noun(%d) = %q, want %q", c.kind, n, got, c.many)
			}
		}
	}
}
