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

// OIDCTrustBoundToSubject is decided for roles that holders of an OIDC token
// may take.
var OIDCTrustBoundToSubject = &rule.Rule{
	ID:       "oidc-trust-bound-to-subject",
	Title:    "Federated CI roles are bound to a repository",
	Why:      "The provider signs tokens for everyone: without a condition on the subject any of its users may take the role.",
	Fix:      "Add a condition on the provider's sub that names the organisation, the repository, and the branch or environment.",
	Severity: rule.Critical,
	Example: `resource "aws_iam_role" "deploy" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/orders:environment:production" } }
    }]
  })
}`,
	Objectives:  []objective.ID{objective.LeastPrivilege, objective.ChangeManagement},
	Equivalents: []rule.Equivalent{{Tool: "checkov", ID: "CKV_AWS_358"}, {Tool: "checkov", ID: "CKV_AWS_393"}},
	Sources: []string{
		"IAM User Guide, Create a role for OpenID Connect federation",
		"GitHub documentation, OpenID Connect: Customizing the token claims",
	},
	Decide: []rule.Decision{
		rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
			return oidc(r, in.Access.Trust(r), func(s subject) rule.Outcome {
				return bound(s, "{name} may be taken by anyone with a token of ")
			})
		}),
		rule.On[*estate.PolicyDocument](func(in *rule.Input, d *estate.PolicyDocument) rule.Outcome {
			o := oidc(d, in.Access.ResourcePolicy(d), func(s subject) rule.Outcome {
				return bound(s, "A role with the trust policy {name} may be taken by anyone with a token of ")
			})
			if o.Verdict == rule.FailVerdict {
				return o.As(rule.Info) // no role has it yet
			}
			return o
		}),
	},
}

// bound decides whether a subject is bound to somebody's tokens.
func bound(s subject, message string) rule.Outcome {
	switch s.bound() {
	case value.Yes:
		return rule.Pass(s.fact)
	case value.CannotTell:
		return rule.Unknown(access.Unread(s.fact.Attribute(), "it cannot be told whose tokens it takes", s.fact.Origin()))
	}
	return rule.Fail(message+s.issuer, s.fact).Label("any of the provider's users may take the role")
}

// OIDCTrustSubjectNarrow is decided for the same roles, where they can write.
var OIDCTrustSubjectNarrow = &rule.Rule{
	ID:       "oidc-trust-subject-narrow",
	Title:    "A CI role is bound to a branch or environment",
	Why:      "Who may push a branch, or open a pull request, then deploys with the role.",
	Fix:      "Bind sub to a protected branch or environment.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role" "deploy" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/orders:ref:refs/heads/main" } }
    }]
  })
}`,
	Objectives: []objective.ID{
		objective.LeastPrivilege, objective.ChangeManagement,
	},
	Settings: []string{"identity.ci_subjects"},
	Sources:  []string{"GitHub documentation, Configuring OpenID Connect in Amazon Web Services"},
	Decide: []rule.Decision{rule.On[*estate.Role](func(in *rule.Input, r *estate.Role) rule.Outcome {
		listed := in.Settings.Identity.CISubjects
		return oidc(r, in.Access.Trust(r), func(s subject) rule.Outcome {
			if s.bound() == value.No {
				return rule.NotApplicable("it is judged by oidc-trust-bound-to-subject", s.fact)
			}
			writes, why := in.Access.Of(r).CanWrite()
			if writes == value.No {
				return rule.Pass(why, s.fact)
			}
			for _, pattern := range listed.Get() {
				if s.Text.Inline() == pattern || s.Text.Match(value.Literal(pattern)) == value.Yes {
					return rule.Pass(s.fact, rule.Setting(listed))
				}
			}
			switch narrow := s.narrow(); {
			case narrow == value.Yes:
				return rule.Pass(s.fact, rule.Setting(listed))
			case narrow == value.CannotTell:
				return rule.Unknown(access.Unread(s.fact.Attribute(), s.String()+" is not known", s.fact.Origin()))
			case writes == value.CannotTell:
				return rule.Unknown(why, s.fact)
			}
			return rule.Fail("{name} may be taken from any branch or pull request of "+s.String(), s.fact, why, rule.Setting(listed)).
				Label("takes in more than one branch or environment")
		})
	})},
}

// A subject is one value that a statement lets a token's subject have; of one
// without any the text is "*".
type subject struct {
	policy.Element
	issuer    string
	immutable bool // an id or a workflow, not a name with branches
	unsure    bool // conditions or the key are not known
	fact      access.Fact
}

// oidc judges every subject of every statement for tokens of a provider, and
// takes the worst outcome.
func oidc(of estate.Resource, t *access.ResourcePolicy, judge func(subject) rule.Outcome) rule.Outcome {
	const none = "no OIDC provider of pipelines"
	return federated(of, t, "sts:AssumeRoleWithWebIdentity", policy.WebIdentity, none, func(s access.ResourceStatement, p policy.Principal) rule.Outcome {
		worst := rule.NotApplicable("its trust policy names "+none, s.Element("Principal", p.Element))
		issuer, ok := issuerOf(p)
		if !ok {
			return worst
		}
		for _, sub := range subjects(s, issuer) {
			if strings.Contains(issuer, "oidc.eks.") && sub.Text.HasPrefix("system:serviceaccount:") == value.Yes {
				continue
			}
			worst = worse(worst, judge(sub))
		}
		return worst
	})
}

// issuerOf returns the provider's URL without scheme; false for other
// principals and for Cognito, whose pools have rules of their own.
func issuerOf(p policy.Principal) (string, bool) {
	if p.Kind != policy.WebIdentity {
		return "", false
	}
	s := p.Text.String()
	if _, after, ok := strings.Cut(s, "oidc-provider/"); ok {
		s = after
	}
	return s, s != "cognito-identity.amazonaws.com"
}

// subjects returns what the statement lets the token's subject be: the values
// of the conditions on it, or one that takes anything.
func subjects(s access.ResourceStatement, issuer string) []subject {
	var out []subject
	unsure := s.ConditionsPartial()
	for i := range s.Conditions {
		c := &s.Conditions[i]
		claim, known := claimOf(c, issuer)
		switch {
		case !known:
			unsure = true
			continue
		case claim == "", c.HoldsWithout() == value.Yes:
			continue
		}
		if test := c.Operator.Test; test != policy.StringEquals && test != policy.StringLike && test != policy.StringEqualsIgnoreCase {
			continue
		}
		var found []subject
		for _, e := range c.Values.List {
			if e.Text.Inline() == "" {
				continue
			}
			found = append(found, subject{Element: e, issuer: issuer, immutable: claim != "sub", fact: s.Element(c.Key.String(), e)})
		}
		if claim != "sub" {
			return found // an id or workflow bounds whatever the subject is
		}
		out = append(out, found...)
		unsure = unsure || c.Values.Partial()
	}
	if len(out) == 0 {
		star := policy.Element{Text: value.Literal("*"), Place: s.Place}
		fact := access.Known("Condition", "none on the token's subject", s.At())
		out = []subject{{Element: star, issuer: issuer, unsure: unsure, fact: fact}}
	}
	return out
}

// claimOf returns the claim of the token that binds it to a project, if the
// condition is on one; false where the key is not known.
func claimOf(c *policy.Condition, issuer string) (string, bool) {
	for _, claim := range []string{"sub", "repository_id", "job_workflow_ref"} {
		switch c.IsKey(issuer + ":" + claim) {
		case value.Yes:
			return claim, true
		case value.CannotTell:
			if c.Key.HasSuffix(":"+claim) == value.Yes {
				return claim, true
			}
			return "", false
		}
	}
	return "", true
}

// bound tells whether the value names a tenant of the provider.
func (s subject) bound() value.Answer {
	if s.immutable {
		return value.Yes
	}
	fixed, open := fixedPrefix(s.Text)
	if s.unsure && fixed == "" {
		return value.CannotTell
	}
	_, owner, typed := strings.Cut(fixed, ":")
	if !typed {
		owner = fixed
	}
	if s.anyones(fixed) {
		return value.No
	}
	many := strings.HasPrefix(s.issuer, "token.actions.githubusercontent.com") || strings.HasPrefix(s.issuer, "gitlab.com")
	switch {
	case open == value.No && fixed != "",
		!many && strings.Trim(owner, "*?") != "",
		many && strings.IndexByte(owner, '/') > 0:
		return value.Yes
	case open == value.CannotTell:
		return value.CannotTell
	}
	return value.No
}

// anyones reports whether the subject begins with a claim of GitHub's that any
// of its users can give the value: who may choose the claims of his subjects,
// and names a workflow "x:repo:acme/orders", has the rest of it too.
func (s subject) anyones(fixed string) bool {
	if !strings.HasPrefix(s.issuer, "token.actions.githubusercontent.com") {
		return false
	}
	switch claim, _, _ := strings.Cut(fixed, ":"); claim {
	case "workflow", "environment", "ref", "context", "head_ref", "base_ref":
		return true
	}
	return false
}

// narrow tells whether the value is one branch, tag or environment.
func (s subject) narrow() value.Answer {
	if s.immutable {
		return value.Yes
	}
	fixed, open := fixedPrefix(s.Text)
	switch {
	case strings.HasSuffix(fixed, ":pull_request"):
		return value.No
	case open == value.No:
		return value.Yes
	}
	for _, mark := range []string{":ref:refs/heads/", ":ref:refs/tags/", ":environment:", ":ref_type:branch:ref:", ":ref_type:tag:ref:"} {
		if _, name, ok := strings.Cut(fixed, mark); ok && (name != "" || open == value.CannotTell) {
			if name == "" {
				return value.CannotTell
			}
			return value.Yes
		}
	}
	return open.Not()
}

// fixedPrefix returns what stands before the first wildcard or variable, and
// whether the text is open behind it: no if there is neither, yes for a
// wildcard, cannot tell for a variable.
func fixedPrefix(t value.Text) (string, value.Answer) {
	var b strings.Builder
	for literal, hole := range t.Pieces() {
		if literal == "" {
			if hole.Class() == value.Free {
				return b.String(), value.CannotTell
			}
			b.WriteString("x")
			continue
		}
		if i := strings.IndexAny(literal, "*?"); i >= 0 {
			return b.String() + literal[:i], value.Yes
		}
		b.WriteString(literal)
	}
	return b.String(), value.No
}
