package leastprivilege

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// OIDCTrustChecksAudience is decided for roles that holders of an OIDC token may
// take.
var OIDCTrustChecksAudience = &rule.Rule{
	ID:       "oidc-trust-checks-audience",
	Title:    "Federated trust checks the audience",
	Why:      "A token that the provider made for another application then serves here as well.",
	Fix:      "Add a condition on the provider's aud: sts.amazonaws.com, or the id of the identity pool.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role" "deploy" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = { StringEquals = {
        "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:sub" = "repo:acme/orders:environment:production"
      } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Sources: []string{
		"IAM User Guide, Create a role for OpenID Connect federation",
		"Amazon Cognito Developer Guide, Role trust and permissions",
	},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		return federated(r, in.Access.Trust(r), "sts:AssumeRoleWithWebIdentity", policy.WebIdentity, "no OIDC provider", func(s access.ResourceStatement, p policy.Principal) rule.Outcome {
			return audience(in, r, s, p)
		})
	})},
}

// SAMLTrustChecksAudience is decided for roles that users of a SAML provider may
// take.
var SAMLTrustChecksAudience = &rule.Rule{
	ID:       "saml-trust-checks-audience",
	Title:    "SAML trust checks the audience",
	Why:      "An assertion that the provider made for another application then serves here as well.",
	Fix:      "Add the condition StringEquals SAML:aud with AWS's sign-in URL.",
	Severity: rule.Low,
	Example: `resource "aws_iam_role" "operator" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = aws_iam_saml_provider.company.arn }
      Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } }
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege},
	Sources:    []string{"IAM User Guide, Create a role for SAML 2.0 federation"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		return federated(r, in.Access.Trust(r), "sts:AssumeRoleWithSAML", policy.SAML, "no SAML provider", func(s access.ResourceStatement, p policy.Principal) rule.Outcome {
			return signIn(s, s.Element("Principal", p.Element))
		})
	})},
}

// federated judges every statement of a trust policy that lets a provider of the
// kind in by the action, and takes the worst outcome.
func federated(of estate.Resource, t *access.ResourcePolicy, action string, kind policy.PrincipalKind, none string, judge func(access.ResourceStatement, policy.Principal) rule.Outcome) rule.Outcome {
	none = "its trust policy names " + none
	return rule.Each(of, t, none, func(s access.ResourceStatement) rule.Outcome {
		worst := rule.NotApplicable(none, access.Known("Principal", "no such provider", s.At()))
		if s.Effect == policy.Deny || s.MatchesAction(action) == value.No {
			return worst
		}
		for _, p := range s.Principals.List {
			o := worst
			switch {
			case p.Kind == policy.UnreadPrincipal && (p.Type == "" || p.Type == "Federated"):
				o = rule.Unknown(access.Unread("Principal", p.String()+" is not known", s.At()))
			case p.Kind == kind:
				if o = judge(s, p); o.Verdict == rule.FailVerdict && s.Effect != policy.Allow {
					o = rule.Unknown(access.Unread("Effect", "it is not known", s.At()))
				}
			}
			worst = worse(worst, o)
		}
		return worst
	})
}

// audience judges whom the tokens of an OIDC provider must be made for.
func audience(in *rule.Input, r *estate.Role, s access.ResourceStatement, p policy.Principal) rule.Outcome {
	who := s.Element("Principal", p.Element)
	issuer, _ := issuerOf(p)
	asked, unsure := audiences(s, issuer)
	switch {
	case len(asked) == 0 && unsure:
		return rule.Unknown(access.Unread("Condition", "it cannot be told whether it asks for the audience", s.At()))
	case len(asked) == 0:
		return rule.Fail("{name} may be taken with tokens that "+issuer+" made for anyone", who).Label("no audience is asked for")
	}
	facts := []rule.Fact{who}
	for _, e := range asked {
		facts = append(facts, s.Element("aud", e))
	}
	provider, reach := estate.Find[*estate.OIDCProvider](in.Estate, r, value.Known(p.Text, s.At()))
	if reach != estate.Here {
		if why, hides := in.Estate.Gap("oidc_provider", r); hides {
			return rule.Unknown(access.Unread("client_id_list", "the provider may hide: "+why.Reason(), s.At()))
		}
		return rule.Pass(facts...)
	}
	clients, known := provider.Clients.Get()
	for _, e := range asked {
		listed := value.No
		for _, c := range clients {
			text, ok := c.Get()
			if !ok {
				listed = value.Either(listed, value.CannotTell)
				continue
			}
			listed = value.Either(listed, e.Text.Equal(text))
		}
		switch {
		case listed == value.Yes:
		case listed == value.CannotTell, !known, provider.Clients.Partial():
			return rule.Unknown(access.Unread("aud", "it cannot be told whether the provider's list of clients holds "+e.String(), s.At()))
		default:
			return rule.Fail("{name} asks for the audience "+e.String()+", for which "+issuer+" is not registered", append(facts, provider.Clients)...)
		}
	}
	return rule.Pass(facts...)
}

// audiences returns the values that the statement asks of a token's audience,
// none if it takes any; unsure where there may be such a condition.
func audiences(s access.ResourceStatement, issuer string) (asked []policy.Element, unsure bool) {
	unsure = s.ConditionsPartial()
	for i := range s.Conditions {
		c := &s.Conditions[i]
		on := c.IsKey(issuer + ":aud")
		if on == value.CannotTell && c.Key.HasSuffix(":aud") == value.Yes {
			on = value.Yes // the provider's URL is the same reference
		}
		test := c.Operator.Test
		switch {
		case on == value.No:
			continue
		case on == value.CannotTell, test == policy.UnknownTest, c.Values.Partial():
			unsure = true
			continue
		case test != policy.StringEquals && test != policy.StringEqualsIgnoreCase && test != policy.StringLike:
			continue
		}
		if present, _ := s.Requires(c.Key.String()); c.HoldsWithout() != value.No && present != value.Yes {
			continue
		}
		open := false
		for _, e := range c.Values.List {
			if fixed, _ := fixedPrefix(e.Text); test == policy.StringLike && fixed == "" {
				open = true
			}
		}
		if !open {
			asked = append(asked, c.Values.List...)
		}
	}
	return asked, unsure
}

// signIns are the hosts of AWS's sign-in, by partition, themselves or behind the
// name of a region.
var signIns = []string{"signin.aws.amazon.com", "signin.amazonaws.cn", "signin.amazonaws-us-gov.com"}

// signIn judges the audience that a statement asks of a SAML assertion.
func signIn(s access.ResourceStatement, who rule.Fact) rule.Outcome {
	bound, c := s.BoundBy("SAML:aud")
	switch {
	case bound == value.CannotTell:
		return rule.Unknown(access.Unread("Condition", "it cannot be told whether it asks for the audience", s.At()))
	case bound == value.No:
		return rule.Fail("{name} may be taken with assertions that were made for anyone", who).Label("no SAML:aud is asked for")
	}
	if c.Values.Partial() {
		return rule.Unknown(access.Unread("SAML:aud", c.Values.Reason(), s.At()))
	}
	facts := []rule.Fact{who}
	for _, e := range c.Values.List {
		facts = append(facts, s.Element("SAML:aud", e))
		literal, ok := e.Text.Literal()
		if !ok {
			return rule.UnknownBecause("whose audience "+e.String()+" is cannot be told", facts...)
		}
		if !isSignIn(literal) {
			return rule.Fail("{name} asks for the audience "+literal+", which is not AWS's sign-in", facts...)
		}
	}
	return rule.Pass(facts...)
}

func isSignIn(url string) bool {
	rest, ok := strings.CutPrefix(url, "https://")
	host, _, _ := strings.Cut(rest, "/")
	for _, s := range signIns {
		if ok && (host == s || strings.HasSuffix(host, "."+s)) {
			return true
		}
	}
	return false
}
