package leastprivilege

import (
	"strings"

	"bailiwick/access"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/objective"
	"bailiwick/rule"
	"bailiwick/value"
)

// RoleCrossAccountReachApproved is decided for roles that functions run with.
var RoleCrossAccountReachApproved = &rule.Rule{
	ID:       "role-cross-account-reach-approved",
	Title:    "A function reaches other accounts only where approved",
	Why:      "Data goes to, or comes from, an account that somebody else runs, and nobody has said that it may.",
	Fix:      "Remove the ARN, or record its account in accounts.trusted, with an owner and a purpose that you know.",
	Severity: rule.Medium,
	Example: `resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.orders.arn }]
  })
}`,
	Objectives: []objective.ID{objective.LeastPrivilege, objective.VendorAttestation},
	Settings:   []string{"accounts.own", "accounts.trusted"},
	Sources:    []string{"IAM User Guide, Cross account resource access in IAM"},
	Decide: ofFunctionGrants(func(in *rule.Input, g *access.Grants) rule.Outcome {
		own, trusted := in.Settings.Accounts.Own, in.Settings.Accounts.Trusted
		if own.Any() {
			return rule.NotApplicable("accounts.own says that every account may have access", rule.Setting(own))
		}
		worst := rule.NotApplicable("its policies name no account", facts(g.Facts())...)
		var within []rule.Fact
		for _, s := range g.Statements() {
			if s.Resources.Partial() {
				worst = worse(worst, rule.Unknown(access.Unread("Resource", s.Resources.Reason(), s.Fact().Origin())))
			}
			for _, e := range named(s) {
				o := reaches(in, g, s, e)
				if o.Verdict == rule.PassVerdict {
					within = append(within, o.Facts...)
				}
				worst = worse(worst, o)
			}
		}
		if gaps := g.Gaps(); worst.Verdict != rule.FailVerdict && len(gaps) > 0 {
			return rule.Unknown(facts(gaps)...)
		}
		switch worst.Verdict {
		case rule.FailVerdict:
			worst.Facts = append(worst.Facts, rule.Setting(own), rule.Setting(trusted))
		case rule.PassVerdict:
			return rule.Pass(within...)
		}
		return worst
	}),
}

// named returns the resources that a statement names, none of one that allows
// all but some.
func named(s access.Statement) []policy.Element {
	if s.Resources.Not {
		return nil
	}
	return s.Resources.List
}

// reaches judges one resource that a statement allows something on by whose
// account it lies in. A pattern that leaves the account open names none: what
// it takes in elsewhere must let the role in by a policy of its own.
func reaches(in *rule.Input, g *access.Grants, s access.Statement, e policy.Element) rule.Outcome {
	at := e.Origin
	if at == 0 {
		at = s.Fact().Origin()
	}
	fact := access.Known("Resource", e.String(), at)
	none := rule.NotApplicable("its policies name no account", fact)
	relation, account, why := whose(in, g.Principal, e)
	switch {
	case relation == access.Foreign && s.Effect != policy.Allow:
		return rule.Unknown(access.Unread("Effect", "it is not known", s.Fact().Origin()))
	case relation == access.Foreign && g.MayLose(s, e):
		return rule.UnknownBecause("a Deny or the permissions boundary may take "+e.String()+" back", fact, s.Fact())
	case relation == access.Foreign:
		return rule.Fail("{name} reaches into account "+account+", which is not approved", fact, s.Fact()).Label("another account").At(at)
	case relation == access.Own, relation == access.Trusted:
		return rule.Pass(fact, access.Known("account", relation.String(), at))
	case why != "":
		return rule.Unknown(access.Unread("Resource", why, at))
	}
	return none
}

// whose tells whose account a resource lies in that a policy names, as seen from
// the principal; an unclear one without a reason names none.
func whose(in *rule.Input, principal estate.Resource, e policy.Element) (relation access.Relation, account, why string) {
	if e.IsUnknown() {
		return access.Unclear, "", e.Reason()
	}
	arn, ok := policy.ParseARN(e.Text)
	if !ok {
		if s, literal := e.Text.Literal(); literal && strings.HasSuffix(s, "*") {
			return access.Unclear, "", "" // *, arn:aws:logs:*
		}
		return ownOr(in, principal, e.Text, "it is not known which account "+e.String()+" belongs to")
	}
	id := arn.Account
	switch written := id.Inline(); {
	case written == "aws", strings.ContainsAny(written, "*?"):
		return access.Unclear, "", ""
	case written == "" && arn.Service.Is("s3") == value.Yes:
		return bucketOf(in, principal, arn)
	case written == "":
		return access.Unclear, "", "" // AWS's own: images, models, APIs
	}
	if literal, known := id.Literal(); known && isPublisher(in, arn, literal) {
		return access.Unclear, "", ""
	}
	if relation, why = in.Access.Account(principal, id); relation == access.Unclear {
		return ownOr(in, principal, e.Text, why)
	}
	return relation, id.String(), ""
}

// reached are the kinds of what functions use.
var reached = []estate.Kind{
	"bucket", "function", "alias", "function_version", "queue", "topic", "table", "stream", "key", "secret", "parameter", "state_machine",
	"event_bus", "repository", "role", "log_group", "file_system", "firehose", "user_pool", "rest_api", "http_api", "graphql_api", "layer_version",
}

// ownOr returns Own if the text names something that is declared here in an
// account that is not another, else why it is unclear.
func ownOr(in *rule.Input, principal estate.Resource, t value.Text, why string) (access.Relation, string, string) {
	r := in.Estate.Named(principal, base(t), reached...)
	if r == nil {
		return access.Unclear, "", why
	}
	account, known := r.Head().Account.Get()
	if !known {
		return access.Own, "", ""
	}
	relation, unclear := in.Access.Account(principal, account)
	return relation, account.String(), unclear
}

// bucketOf tells whose the bucket is: ARNs of buckets hold no account.
func bucketOf(in *rule.Input, principal estate.Resource, arn policy.ARN) (access.Relation, string, string) {
	name, _, _ := arn.Resource.Cut('/')
	if strings.ContainsAny(name.Inline(), "*?") {
		return access.Unclear, "", ""
	}
	return ownOr(in, principal, name, "it is not known whose bucket "+name.String()+" is: nothing declares it here")
}

// base returns a text without what stands behind its first hole, if it begins with
// one: "${aws_s3_bucket.x.arn}/*" names the bucket.
func base(t value.Text) value.Text {
	for literal, hole := range t.Pieces() {
		if literal == "" {
			return value.Hole(hole)
		}
		break
	}
	return t
}

// isPublisher reports whether a layer's account is one in which AWS publishes
// layers.
func isPublisher(in *rule.Input, arn policy.ARN, account string) bool {
	_, layer, _ := arn.Type()
	name, _, _ := layer.Cut(':')
	_, ok := dated.DefaultPublishers().At(in.Today.Time()).PublisherOf(account, name.Inline())
	return ok
}
