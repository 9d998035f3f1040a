package authz_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A hider builds questions of which parts are not known. What it hides of a
// text becomes a hole that is called by what was there, so that the same text
// is the same hole.
type hider struct {
	r    *rand.Rand
	rate int // one in so many parts is hidden; 0: none
}

func (h hider) hides() bool { return h.rate > 0 && h.r.IntN(h.rate) == 0 }

// text hides a part of a text. What stands in a policy variable is not hidden:
// a hole is text.
func (h hider) text(s string) value.Text {
	if s == "" || !h.hides() || strings.Contains(s, "${") {
		return value.Literal(s)
	}
	from := h.r.IntN(len(s))
	to := from + 1 + h.r.IntN(len(s)-from)
	if h.r.IntN(3) == 0 {
		from, to = 0, len(s)
	}
	part := s[from:to]
	classes := []value.Class{value.Free}
	if !strings.ContainsAny(part, "*?") {
		classes = append(classes, value.Opaque)
		if !strings.ContainsAny(part, ":/") {
			classes = append(classes, value.Name)
		}
		if strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
			classes = append(classes, value.Region)
		}
		if len(part) == 12 && strings.Trim(part, "0123456789") == "" {
			classes = append(classes, value.Account)
		}
		if strings.HasPrefix(part, "arn:") && strings.Count(part, ":") >= 5 {
			classes = append(classes, value.ARN)
		}
	}
	hole := value.Hole(value.NewSymbol(pick(h.r, classes...), "test", part))
	return value.Join(value.Literal(s[:from]), hole, value.Literal(s[to:]))
}

// any hides parts of a policy.
func (h hider) any(v any) value.Any {
	unread := value.AnyUnknown(value.Because("hidden by the test"), 0)
	switch v := v.(type) {
	case string:
		return value.AnyText(h.text(v), 0)
	case []any:
		var parts []value.Any
		more := false
		for _, e := range v {
			switch {
			case !h.hides():
				parts = append(parts, h.any(e))
			case h.r.IntN(2) == 0:
				parts = append(parts, unread)
			default:
				more = true
			}
		}
		out := value.AnyList(parts, 0)
		if more {
			return out.AndMore(value.Because("hidden by the test"))
		}
		return out
	case object:
		var names []string
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		var parts []value.Any
		for i, name := range names {
			if h.hides() {
				parts = append(parts, unread)
			} else {
				parts = append(parts, h.any(v[name]))
			}
			switch name {
			case "Version", "Statement", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition", "AWS", "Service":
			default:
				names[i] = h.text(name).Inline()
			}
		}
		return value.AnyMap(names, parts, 0)
	}
	panic("internal error: no part of a policy")
}

func (h hider) policy(v any) *authz.Policy {
	d, _ := policy.FromAny(h.any(v))
	return authz.Compile("a policy", d)
}

func (h hider) layer(documents any) authz.Layer {
	var policies []*authz.Policy
	switch documents := documents.(type) {
	case nil:
		if h.hides() {
			return authz.Unread("hidden by the test")
		}
		return authz.None()
	case object:
		policies = append(policies, h.policy(documents))
	case []any:
		for _, d := range documents {
			policies = append(policies, h.policy(d))
		}
	}
	if h.hides() {
		return authz.Some("hidden by the test", policies[:h.r.IntN(len(policies)+1)]...)
	}
	return authz.All(policies...)
}

func (h hider) levels(levels any) authz.Guardrails {
	list, ok := levels.([]any)
	switch {
	case h.hides():
		return authz.UnreadGuardrails("hidden by the test")
	case !ok:
		return authz.NoGuardrails()
	}
	var out []authz.Layer
	for _, l := range list {
		out = append(out, h.layer(l.(object)["policies"]))
	}
	if h.hides() {
		return authz.SomeLevels("hidden by the test", out[:1]...)
	}
	return authz.Levels(out...)
}

// question builds the question of a row.
func (h hider) question(row object) *authz.Question {
	request := row["request"].(object)
	var q authz.Question
	if name, ok := request["principal"].(string); ok {
		q.Request.Principal = authz.ParsePrincipal(h.text(name))
	} else if !h.hides() {
		q.Request.Principal.Kind = authz.Anonymous
	}
	q.Request.Action = request["action"].(string)
	q.Request.Resource = h.text(request["resource"].(string))
	q.Request.ResourceAccount = h.text(request["resource_account"].(string))
	if many, ok := row["many"].(string); ok {
		q.Request.Resource, q.Request.Wildcard = h.text(many), true
	}
	q.Request.Context.Complete = true
	for _, key := range keys {
		if h.hides() {
			q.Request.Context.SetUnknown(key)
			continue
		}
		switch v := request["context"].(object)[key].(type) {
		case string:
			q.Request.Context.SetText(key, h.text(v))
		case []any:
			var texts []value.Text
			for _, e := range v {
				texts = append(texts, h.text(e.(string)))
			}
			q.Request.Context.SetMany(key, texts...)
		}
	}
	q.Policies = authz.Policies{
		Identity: h.layer(row["identity"]), Resource: h.layer(row["resource_policy"]), Boundary: h.layer(row["boundary"]),
		Session: h.layer(row["session"]), Endpoint: h.layer(row["endpoint"]), SCP: h.levels(row["scp"]), RCP: h.levels(row["rcp"]),
		Grants: h.grants(row["grants"]), RestrictPublicBuckets: value.Answered(row["restrict"] == true),
	}
	if h.hides() {
		q.Policies.RestrictPublicBuckets = value.CannotTell
	}
	return &q
}

func (h hider) grants(grantees any) authz.Grants {
	if h.hides() {
		return authz.UnreadGrants("hidden by the test")
	}
	var grants []authz.Grant
	if grantee, ok := grantees.(string); ok {
		grants = append(grants, authz.Grant{Grantee: authz.ParsePrincipal(h.text(grantee)), Operations: []string{"Decrypt"}})
	}
	if h.hides() {
		return authz.SomeGrants("hidden by the test", grants[:h.r.IntN(len(grants)+1)]...)
	}
	return authz.AllGrants(grants...)
}

// What is known in part is decided only as it is decided when it is known: a
// decision stays what it was when parts are hidden, or cannot be told any more.
func TestPartialKnowledgeNeverFlipsADecision(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	decided := 0
	for range 3000 {
		row := randomRow(r)
		row["restrict"] = r.IntN(4) == 0
		if r.IntN(3) == 0 {
			row["grants"] = pick(r, principals...)
		}
		if r.IntN(5) == 0 { // so many that they are indexed
			statements := make([]any, 8+r.IntN(4))
			for i := range statements {
				statements[i] = randomStatement(r, false)
			}
			row["identity"] = []any{object{"Version": "2012-10-17", "Statement": statements}}
		}
		if r.IntN(5) == 0 {
			row["many"] = pick(r, "*", "arn:aws:s3:::ledger/*", "arn:aws:sqs:*:111111111111:*", "arn:aws:kms:eu-central-1:111111111111:key/*")
		}
		whole := hider{r: r}.question(row).Decide()
		for _, rate := range []int{6, 25, 60} {
			q := hider{r: r, rate: rate}.question(row)
			part := q.Decide()
			if part.Effect == authz.CannotTell {
				if part.Open.Cause == authz.NoCause || part.Open.Why == "" {
					t.Fatalf("%v does not say what decides: %+v", part, part.Open)
				}
				continue
			}
			decided++
			flips := (part.Effect == authz.Allow) != (whole.Effect == authz.Allow)
			if flips || whole.Effect == authz.CannotTell || part.Effect == authz.ExplicitDeny && whole.Effect != authz.ExplicitDeny {
				t.Fatalf("known in part: %v; wholly: %v; of\n%s\nknown of it: %+v", part, whole, encode(t, row), q.Request)
			}
		}
	}
	if decided < 3000 {
		t.Errorf("only %d of 9000 questions known in part are decided", decided)
	}
}
