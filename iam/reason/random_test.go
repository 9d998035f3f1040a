package reason

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"bailiwick/iam/authz"
	"bailiwick/value"
)

// A world makes random policies and requests of few words.
type world struct {
	r     *rand.Rand
	focus []int // if set, policies differ in conditions of these kinds only
}

func pick[T any](w world, list ...T) T { return list[w.r.IntN(len(list))] }

func (w world) some(most int, make func() string) []string {
	var out []string
	for range 1 + w.r.IntN(most) {
		out = append(out, make())
	}
	return out
}

func (w world) policy(resource bool) string {
	var statements []map[string]any
	for range 1 + w.r.IntN(3) {
		statements = append(statements, w.statement(resource))
	}
	document := map[string]any{"Statement": statements}
	if w.r.IntN(5) > 0 {
		document["Version"] = "2012-10-17"
	}
	text, err := json.Marshal(document)
	if err != nil {
		panic(err)
	}
	return ours.Replace(string(text))
}

func (w world) statement(resource bool) map[string]any {
	s := map[string]any{"Effect": pick(w, "Allow", "Allow", "Deny")}
	s[pick(w, "Action", "Action", "Action", "NotAction")] = w.some(2, func() string {
		return pick(w, "*", "s3:*", "s3:Get*", "s3:GetObject", "sqs:SendMessage", "S3:putobject", "sqs:?end*", "s3:*Object")
	})
	s[pick(w, "Resource", "Resource", "Resource", "NotResource")] = w.some(2, func() string {
		return pick(w, "*", "arn:aws:s3:::a/*", "arn:aws:s3:::a*", "arn:aws:s3:::?/x", "arn:aws:sqs:*:111111111111:q", "arn:aws:sqs:*:*:q*",
			"arn:aws:s3:::a/${aws:username}", "arn:aws:sqs:*", "arn:aws:s3", "arn:aws:*:*:*:a/*")
	})
	if resource {
		s[pick(w, "Principal", "Principal", "Principal", "NotPrincipal")] = pick[any](w, "*",
			map[string]any{"AWS": "111111111111"},
			map[string]any{"AWS": []string{"arn:aws:iam::111111111111:role/r", "222222222222"}},
			map[string]any{"AWS": []string{"arn:aws:iam::111111111111:user/u", "arn:aws:iam::111111111111:root"}},
			map[string]any{"Service": "s3.amazonaws.com"})
	}
	if w.focus != nil {
		delete(s, "NotAction")
		delete(s, "NotResource")
		s["Action"], s["Resource"] = "*", "*"
	} else if w.r.IntN(2) == 0 {
		return s
	}
	conditions := make(map[string]map[string]any)
	for range 1 + w.r.IntN(2) {
		operator, key, values := w.condition()
		if conditions[operator] == nil {
			conditions[operator] = make(map[string]any)
		}
		conditions[operator][key] = values
	}
	s["Condition"] = conditions
	return s
}

func (w world) condition() (operator, key string, values []string) {
	set, ifExists := "", pick(w, "", "", "IfExists")
	kind := w.r.IntN(9)
	if w.focus != nil {
		kind = pick(w, w.focus...)
	}
	switch kind {
	case 0:
		key = "s3:prefix"
		operator = pick(w, "StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase")
		values = w.some(2, func() string { return pick(w, "a", "A", "a*", "*b", "?b", "${aws:username}") })
	case 1:
		key = "s3:max-keys"
		operator = pick(w, "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals", "NumericLessThanEquals", "NumericGreaterThan")
		values = w.some(2, func() string { return pick(w, "1", "2", "2.5", "-1", "x") })
	case 2:
		key = "aws:CurrentTime"
		operator = pick(w, "DateLessThan", "DateGreaterThanEquals", "DateEquals", "DateNotEquals")
		values = w.some(2, func() string { return pick(w, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "1767225600") })
	case 3:
		key = "aws:SourceIp"
		operator = pick(w, "IpAddress", "NotIpAddress")
		values = w.some(2, func() string { return pick(w, "10.0.0.0/8", "10.1.0.0/16", "2001:db8::/32", "10.1.2.3") })
	case 4:
		key, operator, values = "aws:SecureTransport", "Bool", []string{pick(w, "true", "false", "TRUE")}
	case 5:
		key = "aws:TagKeys"
		set = pick(w, "ForAllValues:", "ForAnyValue:")
		operator = pick(w, "StringEquals", "StringNotEquals", "StringLike", "StringNotLike")
		values = w.some(2, func() string { return pick(w, "a", "b", "a*") })
		if set == "ForAnyValue:" {
			ifExists = ""
		}
	case 6:
		key = pick(w, "aws:PrincipalArn", "aws:SourceArn")
		operator = pick(w, "ArnEquals", "ArnLike", "ArnNotLike", "ArnNotEquals", "StringLike", "StringNotLike")
		values = w.some(2, func() string {
			return pick(w, "arn:aws:iam::111111111111:role/r", "arn:aws:iam::*:role/*", "arn:aws:iam::222222222222:*", "arn:aws:*:*:111111111111:*")
		})
	case 7:
		key = pick(w, "aws:PrincipalAccount", "aws:SourceAccount", "aws:username", "aws:PrincipalOrgID")
		operator = pick(w, "StringEquals", "StringNotEquals", "StringLike")
		values = w.some(2, func() string { return pick(w, "111111111111", "222222222222", "u", "o-1", "*1*") })
	case 8:
		return "Null", pick(w, "s3:prefix", "aws:TagKeys", "aws:username", "aws:SourceIp"), []string{pick(w, "true", "false")}
	}
	return set + operator + ifExists, key, values
}

// requests yields requests of few words, at random: the principal fits the
// keys that follow from it.
func (w world) request(resource bool) *authz.Request {
	names := []string{"arn:aws:iam::111111111111:role/r", "arn:aws:iam::111111111111:user/u", "arn:aws:iam::222222222222:role/s", "arn:aws:iam::333333333333:user/v"}
	if resource {
		names = append(names, "s3.amazonaws.com", "sns.amazonaws.com", "")
	}
	name := ours.Replace(pick(w, names...))
	r := &authz.Request{
		Principal: authz.ParsePrincipal(value.Literal(name)), Context: authz.Context{Complete: true},
		Action:   pick(w, "s3:GetObject", "s3:PutObject", "sqs:SendMessage", "s3:ListBucket", "sns:Publish"),
		Resource: value.Literal(pick(w, "arn:aws:s3:::a/x", "arn:aws:s3:::a/u", "arn:aws:s3:::b/x", "arn:aws:s3:::ab", "arn:aws:sqs:eu:"+exampleAccount+":q", "arn:aws:sqs:eu:"+otherAccount+":qq", "arn:aws:sns:::t", "*")),
	}
	if name == "" {
		r.Principal = authz.Principal{Kind: authz.Anonymous}
	}
	c := &r.Context
	c.Set("aws:SecureTransport", pick(w, "true", "false"))
	c.Set("aws:CurrentTime", pick(w, "2025-06-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z", "2028-06-01T00:00:00Z"))
	maybe := func(key string, values ...string) {
		if i := w.r.IntN(len(values) + 1); i < len(values) {
			c.Set(key, values[i])
		}
	}
	maybe("s3:prefix", "a", "A", "ab", "bb", "u", "zz")
	maybe("s3:max-keys", "1", "2", "2.2", "2.5", "-1", "-7", "9")
	maybe("aws:SourceIp", "10.0.0.1", "10.1.2.3", "10.1.9.9", "192.0.2.1", "2001:db8::1", "::1")
	if n := w.r.IntN(4); n > 0 {
		c.SetMany("aws:TagKeys", []value.Text{value.Literal(pick(w, "a", "b", "ab", "c")), value.Literal(pick(w, "a", "ab", "c"))}[:min(n, 2)]...)
	}
	if w.r.IntN(2) == 0 {
		account := ours.Replace(pick(w, "111111111111", "222222222222", "444444444444"))
		maybe("aws:SourceArn", "arn:aws:sns:eu:"+account+":t", "arn:aws:iam::"+account+":role/r", "none")
		maybe("aws:SourceAccount", account)
	}
	if account, ok := r.Principal.Account(); ok {
		c.SetText("aws:PrincipalAccount", account)
		c.SetText("aws:PrincipalArn", r.Principal.Name)
		maybe("aws:PrincipalOrgID", "o-1", "o-2")
		if r.Principal.Kind == authz.User {
			c.Set("aws:username", name[strings.LastIndexByte(name, '/')+1:])
		}
	}
	return r
}

// TestNoIsAProof compares random policies with many requests: where the answer
// is no, the evaluator finds none that the first policy allows and the second
// does not. Yes is confirmed in any case.
func TestNoIsAProof(t *testing.T) {
	count := make(map[string]int)
	why := make(map[string]int)
	for seed := range uint64(300) {
		w := world{r: rand.New(rand.NewPCG(seed, 2))}
		if seed%2 == 0 {
			w.focus = []int{w.r.IntN(9), w.r.IntN(9)}
		}
		resource := w.r.IntN(2) == 0
		first := w.policy(resource)
		second := w.policy(resource)
		if w.r.IntN(3) == 0 { // more often contained
			second = strings.Replace(first, `"Deny"`, `"Allow"`, 1)
		}
		a, b := compiled(t, "a", []byte(first)), compiled(t, "b", []byte(second))
		answer := Compare(a, b)
		count[answer.Verdict.String()]++
		if answer.Verdict == Outside {
			why[strings.SplitN(answer.Why, " ", 4)[0]+" "+strings.SplitN(answer.Why+"   ", " ", 4)[1]+" "+strings.SplitN(answer.Why+"   ", " ", 4)[2]]++
		}
		if answer.Verdict == Yes {
			onlyFirst(t, fmt.Sprint("seed ", seed), a, b, answer.Witness)
		}
		if answer.Verdict != No {
			continue
		}
		c := newContainment(a, b, resource)
		for range 300 {
			r := w.request(resource)
			got, ok := c.confirm(r)
			if got.Decision.Effect == authz.Allow {
				count["allowed by both"]++
			}
			if ok {
				t.Fatalf("seed %d: the answer is no, but %s on %s by %s is allowed by the first only\na: %s\nb: %s\n%+v", seed, r.Action, r.Resource, r.Principal.Name, first, second, got.Request.Context)
			}
		}
	}
	t.Log(count, why)
}

// layers makes the policies that bear on a request at random.
func (w world) layers(t *testing.T) authz.Policies {
	one := func(resource bool) *authz.Policy { return compiled(t, "p", []byte(w.policy(resource))) }
	wide := on(t, `{"Effect": "Allow", "Action": "*", "Resource": "*"}`)
	some := func(resource bool, often int) authz.Layer {
		switch n := w.r.IntN(6); {
		case n < often:
			return authz.All(one(resource))
		case n == 5:
			return authz.All(wide, one(resource))
		}
		return authz.None()
	}
	p := authz.Policies{
		Identity: authz.All(one(false), one(false)), Boundary: some(false, 1), Session: some(false, 1),
		Resource: some(true, 4), Endpoint: some(true, 1),
	}
	if w.r.IntN(3) == 0 {
		p.SCP = authz.Levels(authz.All(wide), authz.All(wide, one(false)))
	}
	if w.r.IntN(3) == 0 {
		p.RCP = authz.Levels(authz.All(one(true)))
	}
	return p.RestNone()
}

// TestAnyNoIsAProof asks random questions over all layers: where the answer is
// no, no request of the kind is allowed.
func TestAnyNoIsAProof(t *testing.T) {
	count := make(map[string]int)
	for seed := range uint64(200) {
		w := world{r: rand.New(rand.NewPCG(seed, 5))}
		if seed%3 == 0 {
			w.focus = []int{w.r.IntN(9), w.r.IntN(9)}
		}
		q := Question{
			Callers: Callers(w.r.IntN(int(Only) + 1)), Account: value.Literal(pick(w, exampleAccount, otherAccount)),
			Organization: value.Literal("o-1"), Policies: w.layers(t),
		}
		if w.r.IntN(2) == 0 {
			q.Actions = []string{pick(w, "s3:*", "sqs:SendMessage", "*:*")}
		}
		if q.Callers == Only {
			for callerOf(q.Principal.Kind) != iamCaller {
				q.Principal = w.request(false).Principal
			}
		}
		answer := Any(&q)
		count[q.Callers.String()+": "+answer.Verdict.String()]++
		if answer.Verdict == Yes {
			if d := authz.Decide(&answer.Witness.Request, &answer.Witness.Policies); d.Effect != authz.Allow {
				t.Errorf("seed %d: the evaluator says %s to %s", seed, d.Effect, answer.Witness)
			}
		}
		if answer.Verdict != No {
			if answer.Verdict == Outside && w.r.IntN(40) == 0 {
				t.Log(answer.Why)
			}
			continue
		}
		ask := asker{Question: &q, account: q.Account}
		ask.names = named(&q, q.Account, nil)
		for range 500 {
			r := w.request(true)
			if q.Callers == Only {
				own := w.request(false)
				for own.Principal.Kind != q.Principal.Kind {
					own = w.request(false)
				}
				r = own
				r.Principal = q.Principal
				if r.Context.Get("aws:principalarn").List != nil {
					account, _ := q.Principal.Account()
					r.Context.SetText("aws:PrincipalArn", q.Principal.Name)
					r.Context.SetText("aws:PrincipalAccount", account)
					if q.Principal.Kind == authz.User {
						name := q.Principal.Name.Inline()
						r.Context.Set("aws:username", name[strings.LastIndexByte(name, '/')+1:])
					}
				}
			}
			if !ask.asksFor(r) {
				continue
			}
			count["asked"]++
			if w, ok := ask.confirm(r); ok {
				t.Fatalf("seed %d: no %s, but %s on %s by %q is allowed\n%+v\n%+v\n%s", seed, q.Callers, r.Action, r.Resource, r.Principal.Name, w.Request.Context, w.Decision, documents(&q))
			}
		}
	}
	t.Log(count)
}

// asksFor reports whether a request is of the kind that is asked for.
func (q *asker) asksFor(r *authz.Request) bool {
	kind := callerOf(r.Principal.Kind)
	switch {
	case q.Callers == Anonymous && kind != anonymousCaller,
		q.Callers == OnBehalf && kind != serviceCaller,
		(q.Callers == AnyAccount || q.Callers == OtherAccount || q.Callers == OtherOrganization) && kind != iamCaller,
		!q.admits(&r.Principal):
		return false
	}
	if len(q.Actions) > 0 && q.Actions[0] != "*:*" && !(q.Actions[0] == r.Action || strings.HasPrefix(q.Actions[0], "s3") && strings.HasPrefix(r.Action, "s3")) {
		return false
	}
	for _, key := range []string{
		"aws:principalorgid", "aws:sourcearn", "aws:sourceaccount", "aws:sourcevpc", "aws:userid",
	} {
		var values []string
		for _, v := range r.Context.Get(key).List {
			values = append(values, v.Inline())
		}
		p := problem{strict: true, counts: q.counts}
		if !p.carries(kind, key, values) {
			return false
		}
	}
	return true
}

// ours gives policies the accounts that witnesses are made of, so that what is
// an outsider's has to be told from what is not.
var ours = strings.NewReplacer("111111111111", exampleAccount, "222222222222", otherAccount)

// documents prints the policies of a question.
func documents(q *Question) string {
	var b strings.Builder
	for _, l := range []struct {
		name  string
		layer authz.Layer
	}{
		{"identity", q.Policies.Identity},
		{"boundary", q.Policies.Boundary},
		{"session", q.Policies.Session},
		{"resource", q.Policies.Resource},
		{"endpoint", q.Policies.Endpoint},
	} {
		for _, p := range l.layer.Policies() {
			fmt.Fprintf(&b, "%s: %s\n", l.name, p.Document.Format())
		}
	}
	for _, l := range append(q.Policies.SCP.Levels(), q.Policies.RCP.Levels()...) {
		for _, p := range l.Policies() {
			fmt.Fprintf(&b, "guardrail: %s\n", p.Document.Format())
		}
	}
	return b.String()
}

// TestCanMissesNothing: whatever the evaluator allows is among the abilities,
// and what is needed is not among those beyond.
func TestCanMissesNothing(t *testing.T) {
	for seed := range uint64(60) {
		w := world{r: rand.New(rand.NewPCG(seed, 6))}
		h := &Holder{Principal: authz.ParsePrincipal(value.Literal("arn:aws:iam::" + exampleAccount + ":role/r")), Policies: w.layers(t)}
		needs := []Need{{Actions: []string{"s3:GetObject"}, Resources: []value.Text{value.Literal("arn:aws:s3:::a/*")}}}
		can, err := Can(h)
		if err != nil {
			t.Fatal(err)
		}
		beyond, err := Engine{}.Beyond(h, needs)
		if err != nil {
			t.Fatal(err)
		}
		policies := h.under()
		for range 200 {
			r := w.request(false)
			r.Principal, r.ResourceAccount = h.Principal, value.Literal(exampleAccount)
			r.Context.Set("aws:PrincipalArn", "arn:aws:iam::"+exampleAccount+":role/r")
			r.Context.Set("aws:PrincipalAccount", exampleAccount)
			r.Context.SetAbsent("aws:username")
			r.Context.SetAbsent("aws:SourceArn")
			r.Context.SetAbsent("aws:SourceAccount")
			service, _, _ := strings.Cut(r.Action, ":")
			arn, resource, _ := strings.Cut(r.Resource.Inline(), "arn:aws:")
			if arn == "" && !strings.HasPrefix(resource, service) || arn == "*" || strings.HasSuffix(r.Action, "Object") != strings.Contains(resource, "/") {
				continue // no such request
			}
			if d := authz.Decide(r, &policies); d.Effect != authz.Allow {
				continue
			}
			if !lists(can, r.Action) {
				t.Fatalf("seed %d: it can do %s on %s, which is not told:\n%s", seed, r.Action, r.Resource, told(can))
			}
			needed := r.Action == "s3:GetObject" && strings.HasPrefix(resource, "s3:::a/")
			if !needed && !lists(beyond, r.Action) {
				t.Fatalf("seed %d: it can do %s on %s beyond its needs, which is not told:\n%s", seed, r.Action, r.Resource, told(beyond))
			}
		}
	}
}

func lists(abilities []Ability, action string) bool {
	service, _, _ := strings.Cut(action, ":")
	for _, a := range abilities {
		for _, known := range a.Actions {
			if known.String() == action {
				return true
			}
		}
		for _, s := range a.Services {
			if s == service {
				return true
			}
		}
	}
	return false
}
