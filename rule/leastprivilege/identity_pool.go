package leastprivilege

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// IdentityPoolRolesNarrow is decided for identity pools.
var IdentityPoolRolesNarrow = &rule.Rule{
	ID:       "identity-pool-roles-narrow",
	Title:    "Roles of app users are narrow",
	Why:      "Every user of the app, or everyone at all, gets credentials of the role and may call AWS with them, past the app.",
	Fix:      "Name the resources, bind what is a user's own by ${cognito-identity.amazonaws.com:sub}, and let the trust policy ask for the pool's id and for authenticated.",
	Severity: rule.High,
	Example: `resource "aws_iam_role" "user" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "cognito-identity.amazonaws.com" }
      Condition = {
        StringEquals             = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.app.id }
        "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" }
      }
    }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.PublicExposure},
	Sources:    []string{"Amazon Cognito Developer Guide, IAM roles", "Amazon Cognito Developer Guide, Role trust and permissions"},
	Decide: []rule.Decision{rule.On[*estate.IdentityPool](func(in *rule.Input, p *estate.IdentityPool) rule.Outcome {
		worst := rule.NotApplicable("no role is given to its users", access.Known("roles", "none", p.Block))
		roles, gap := rolesOf(in, p)
		for _, r := range roles {
			o := ofAppUsers(in, p, r)
			if r.guest && o.Verdict == rule.FailVerdict && value.IsTrue(p.Guests, false) == value.CannotTell {
				o = rule.Unknown(p.Guests)
			}
			worst = worse(worst, o)
		}
		if gap != nil && worst.Verdict != rule.FailVerdict {
			return rule.Unknown(gap)
		}
		return worst
	})},
}

// An appRole is a role that an identity pool hands out.
type appRole struct {
	ref   value.Value[value.Text]
	guest bool
}

// rolesOf returns the roles that the pool hands out, by default and by what a
// token says, and why there may be others. Where guests are not let in, nobody
// gets theirs.
func rolesOf(in *rule.Input, p *estate.IdentityPool) (out []appRole, gap rule.Fact) {
	attachments := estate.Companions[*estate.IdentityPoolRoles](in.Estate, p, "")
	found, known := attachments.Get()
	if !known && !attachments.IsAbsent() || attachments.Partial() {
		gap = access.Unread("roles", attachments.Reason(), p.Block)
	}
	for _, a := range found {
		if !a.Authenticated.IsAbsent() {
			out = append(out, appRole{a.Authenticated, false})
		}
		if !a.Guest.IsAbsent() && value.IsTrue(p.Guests, false) != value.No {
			out = append(out, appRole{a.Guest, true})
		}
		mappings := estate.Listed(a.Mappings)
		list, known := mappings.Get()
		if !known && !mappings.IsAbsent() || mappings.Partial() {
			gap = access.Unread("role mappings", mappings.Reason(), a.Block)
		}
		for _, m := range list {
			rules := estate.Listed(m.Rules)
			of, known := rules.Get()
			if !known && !rules.IsAbsent() || rules.Partial() {
				gap = access.Unread("role mappings", rules.Reason(), a.Block)
			}
			for _, r := range of {
				out = append(out, appRole{r.Role, false})
			}
		}
	}
	return out, gap
}

// ofAppUsers judges one role of a pool.
func ofAppUsers(in *rule.Input, p *estate.IdentityPool, a appRole) rule.Outcome {
	r, reach := estate.Find[*estate.Role](in.Estate, p, a.ref)
	if reach != estate.Here {
		if !a.ref.IsKnown() {
			return rule.Unknown(a.ref)
		}
		return rule.UnknownBecause("the role of its users is not declared here", a.ref)
	}
	whose := access.Known("role of users who signed in", r.Address, a.ref.Origin())
	if a.guest {
		whose = access.Known("role of guests", r.Address, a.ref.Origin())
	}
	o := worse(poolTrust(in, p, r, a.guest), poolRights(in, r, a.guest))
	o.Facts = append(o.Facts[:len(o.Facts):len(o.Facts)], whose)
	return o
}

// poolRights judges what a role lets users do.
func poolRights(in *rule.Input, r *estate.Role, guest bool) rule.Outcome {
	g := in.Access.Of(r)
	who := "Every user of {name}"
	if guest {
		who = "Everyone"
	}
	worst := rule.Pass(facts(g.Facts())...)
	for _, reply := range []access.Reply{g.UnscopedInvoke(), g.UnscopedReads(), g.UnscopedWrites()} {
		worst = worse(worst, judge(g, reply, "nothing is allowed on every resource", func(h access.Hit) rule.Outcome {
			return rule.Fail(who+" may call "+list(h)+" on every "+things(h.Service), facts(h.Facts())...).Label("every " + things(h.Service)).At(h.Facts()[0].Origin())
		}))
	}
	if guest {
		for _, s := range g.Statements() {
			worst = worse(worst, guestRight(g, s))
		}
	}
	if gaps := g.Gaps(); worst.Verdict != rule.FailVerdict && len(gaps) > 0 {
		return rule.Unknown(facts(gaps)...)
	}
	return worst
}

// guestActions are what AWS's own policies and guides give to guests, and what
// came after: sync of a guest's own data, and the sending of events (Amazon
// Cognito Developer Guide, Services that Amazon Cognito can access for
// unauthenticated identities; Amazon CloudWatch User Guide, CloudWatch RUM).
var guestActions = []string{"cognito-sync:*", "mobileanalytics:PutEvents", "mobiletargeting:PutEvents", "mobiletargeting:UpdateEndpoint", "rum:PutRumEvents", "iot:Publish"}

// guestRight judges a statement of the role that everyone may have.
func guestRight(g *access.Grants, s access.Statement) rule.Outcome {
	beyond, known := beyondGuests(s)
	fact := s.Fact()
	switch {
	case !known:
		return rule.Unknown(access.Unread("Action", "it is not known what guests may do", fact.Origin()))
	case beyond == "":
		return rule.Pass(fact)
	}
	switch ownOnly(s) {
	case value.Yes:
		return rule.Pass(fact)
	case value.CannotTell:
		return rule.UnknownBecause("it cannot be told whether guests may "+beyond+" only what is their own", fact)
	}
	switch {
	case s.Effect != policy.Allow:
		return rule.Unknown(access.Unread("Effect", "it is not known", fact.Origin()))
	case g.Limited():
		return rule.UnknownBecause("a Deny or the permissions boundary limits what guests may do, and what is left is not worked out", fact)
	}
	return rule.Fail("Everyone may call "+beyond+" as a guest of {name}", fact).Label("for guests").At(fact.Origin())
}

// beyondGuests returns the first action of a statement that is none of guests, ""
// if there is none, and whether all are known.
func beyondGuests(s access.Statement) (string, bool) {
	if s.Actions.Not {
		return "everything but a list", true
	}
	known := !s.Actions.Partial()
	for _, e := range s.Actions.List {
		text, literal := e.Text.Literal()
		if !literal {
			known = false
			continue
		}
		if !slices.ContainsFunc(guestActions, func(a string) bool {
			return policy.Covers(value.Literal(policy.Lower(a)), value.Literal(policy.Lower(text))) == value.Yes
		}) {
			return text, true
		}
	}
	return "", known
}

// ownOnly tells whether a statement is bound to the identity of who calls: in each
// of its resources, or by a condition.
func ownOnly(s access.Statement) value.Answer {
	const identity = "cognito-identity.amazonaws.com:sub"
	names := func(e policy.Element) bool {
		return slices.ContainsFunc(policy.Variables(e.Text), func(key string) bool { return strings.EqualFold(key, identity) })
	}
	answer := value.No
	if s.ConditionsPartial() || s.Resources.Partial() {
		answer = value.CannotTell
	}
	if len(s.Resources.List) > 0 && !s.Resources.Not && !slices.ContainsFunc(s.Resources.List, func(e policy.Element) bool { return !names(e) }) {
		return value.Yes
	}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		if c.Operator.Test.Negated() || c.HoldsWithout() != value.No || len(c.Values.List) == 0 {
			continue
		}
		if !slices.ContainsFunc(c.Values.List, func(e policy.Element) bool { return !names(e) }) {
			return value.Yes
		}
	}
	return answer
}

// poolTrust judges what a role asks of the tokens of an identity pool: that they
// are of this pool, and of who signed in or did not.
func poolTrust(in *rule.Input, p *estate.IdentityPool, r *estate.Role, guest bool) rule.Outcome {
	const issuer = "cognito-identity.amazonaws.com"
	t := in.Access.Trust(r)
	return federated(r, t, "sts:AssumeRoleWithWebIdentity", policy.WebIdentity, "no identity pool", func(s access.ResourceStatement, who policy.Principal) rule.Outcome {
		fact := s.Element("Principal", who.Element)
		if who.Text.Is(issuer) == value.No {
			return rule.NotApplicable("the principal is no identity pool", fact)
		}
		asked, unsure := audiences(s, issuer)
		amr, c := s.BoundBy(issuer + ":amr")
		switch {
		case len(asked) == 0 && unsure, amr == value.CannotTell:
			return rule.Unknown(access.Unread("Condition", "it cannot be told which tokens it asks for", s.At()))
		case len(asked) == 0:
			return rule.Fail("The role "+r.Head().Name()+" of {name} takes tokens of any identity pool", fact).Label("no aud is asked for")
		case amr != value.Yes || c == nil:
			return rule.Fail("The role "+r.Head().Name()+" of {name} does not ask whether somebody signed in", fact).Label("no amr is asked for")
		}
		for _, e := range asked {
			if in.Estate.Named(r, e.Text, "identity_pool") != estate.Resource(p) {
				return rule.UnknownBecause("whether "+e.String()+" is this pool cannot be told", s.Element("aud", e))
			}
		}
		for _, e := range c.Values.List {
			if open := e.Text.Is("unauthenticated"); !guest && open != value.No {
				return rule.Fail("Guests may take the role "+r.Head().Name()+" that {name} gives to users who signed in", s.Element("amr", e)).Label("for guests too")
			}
		}
		return rule.Pass(fact)
	})
}
