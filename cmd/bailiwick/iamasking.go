package main

import (
	"flag"
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// An asking is one question, as options put it.
type asking struct {
	given bool // any of the options

	principal, action, resource, account string

	context                            repeated
	identity, resourcePolicy, boundary repeated
	session, scp, rcp, endpoint        repeated
	open                               bool
}

func (a *asking) options(fs *flag.FlagSet) {
	text := func(to *string, name, placeholder string) {
		fs.Func(name, placeholder, func(s string) error {
			a.given, *to = true, s
			return nil
		})
	}
	many := func(to *repeated, name, placeholder string) {
		fs.Func(name, placeholder, func(s string) error {
			a.given = true
			return to.Set(s)
		})
	}
	text(&a.principal, "principal", "who")
	text(&a.action, "action", "an action")
	text(&a.resource, "resource", "an ARN")
	text(&a.account, "account", "an account id")
	many(&a.context, "context", "key=value")
	many(&a.identity, "identity", "a file")
	many(&a.resourcePolicy, "resource-policy", "a file")
	many(&a.boundary, "boundary", "a file")
	many(&a.session, "session", "a file")
	many(&a.scp, "scp", "a file")
	many(&a.rcp, "rcp", "a file")
	many(&a.endpoint, "endpoint", "a file")
	fs.BoolVar(&a.open, "open", false, "no value")
}

// question reads the files and returns the question; e is the estate that names
// are looked up in, nil for none.
func (a *asking) question(s *session, e *iamEstate) (*authz.Question, *library, error) {
	for _, need := range []struct{ name, given, example string }{
		{"--principal", a.principal, "--principal arn:aws:iam::111122223333:role/app"},
		{"--action", a.action, "--action s3:GetObject"},
		{"--resource", a.resource, "--resource arn:aws:s3:::ledger/a.json"},
	} {
		if need.given == "" {
			return nil, nil, usage("iam decide wants %s too", need.name).say("next", need.example)
		}
	}
	if !strings.Contains(a.action, ":") {
		return nil, nil, usage("the action %q names no service", a.action).say("next", "--action s3:GetObject")
	}
	q := &authz.Question{Request: authz.Request{
		Principal: authz.ParsePrincipal(value.Literal(a.principal)), Action: a.action,
		Resource: value.Literal(a.resource), ResourceAccount: value.Literal(a.account),
		Wildcard: strings.ContainsAny(a.resource, "*?") && !withoutResource(a.action),
	}}
	if a.principal == "anonymous" {
		q.Request.Principal = authz.Principal{Kind: authz.Anonymous}
	}
	q.Request.Context.Complete = !a.open
	if err := a.keys(&q.Request.Context); err != nil {
		return nil, nil, err
	}
	in := &policyReader{session: s, library: newLibrary()}
	q.Policies = authz.Policies{
		Identity: authz.All(in.read(a.identity)...),
		Resource: in.layer(a.resourcePolicy),
		Boundary: in.layer(a.boundary),
		Session:  in.layer(a.session),
		Endpoint: in.layer(a.endpoint),
		SCP:      in.levels(a.scp),
		RCP:      in.levels(a.rcp),
	}.RestNone()
	if in.err != nil {
		return nil, nil, in.err
	}
	if e != nil {
		if err := e.answerFor(a, q, in.library); err != nil {
			return nil, nil, err
		}
	}
	if q.Request.Principal.Kind == authz.UnknownPrincipal {
		return nil, nil, usage("--principal takes an ARN, an account, a service or anonymous, not %q", a.principal).
			say("next", "--estate ./infra, if an estate declares it")
	}
	return q, in.library, nil
}

// answerFor puts what the estate declares in the place of the names in a
// question. Policies that are given as files count besides those of the
// principal, and instead of its boundary and of the policy of the resource.
func (e *iamEstate) answerFor(a *asking, q *authz.Question, known *library) error {
	known.places = e.Estate.Places
	if q.Request.Principal.Kind == authz.UnknownPrincipal || strings.HasPrefix(a.principal, "arn:") {
		if err := e.holderFor(a, q, known); err != nil {
			return err
		}
	}
	if a.resource == "*" {
		return nil
	}
	on, err := e.resource(a.action, a.resource)
	if err != nil {
		return err
	}
	given := len(a.resourcePolicy) > 0
	target, ok := (*access.Target)(nil), false
	if on.Of != nil {
		target, ok = e.engine.Target(on.Of)
	}
	switch {
	case on.Of == nil && !given:
		q.Policies.Resource = authz.Unread("nothing that was read declares " + a.resource + ", nor its policy")
		q.Policies.RestrictPublicBuckets = value.CannotTell
	case ok:
		if a.account == "" {
			q.Request.ResourceAccount = target.Account
		}
		of := target.Granted().Policies
		q.Policies.Grants, q.Policies.RestrictPublicBuckets = of.Grants, of.RestrictPublicBuckets
		if !given {
			q.Policies.Resource = of.Resource
			known.declared(of.Resource, target.Fact)
		}
	}
	if on.Of != nil {
		e.choose(q, on.Parts())
	}
	return nil
}

// holderFor puts the role or user of the estate in the place of the principal.
func (e *iamEstate) holderFor(a *asking, q *authz.Question, known *library) error {
	h, err := e.holder(a.principal)
	more := q.Policies.Identity.Policies()
	switch {
	case err == nil:
	case !strings.HasPrefix(a.principal, "arn:"):
		return err
	case len(more) > 0:
		return nil
	default:
		q.Policies.Identity = authz.Unread("nothing that was read declares " + a.principal + ", nor its policies")
		return nil
	}
	q.Request.Principal = h.Principal
	own := h.Policies.Identity
	known.declared(own, h.Fact)
	if more = slices.Concat(own.Policies(), more); own.IsWhole() {
		q.Policies.Identity = authz.All(more...)
	} else {
		q.Policies.Identity = authz.Some(own.Reason(), more...)
	}
	if len(a.boundary) == 0 {
		q.Policies.Boundary = h.Policies.Boundary
		known.declared(h.Policies.Boundary, h.Fact)
	}
	return nil
}

// choose asks about the part of the resource that the action is allowed on, if
// there is one: a bucket by name is its objects too.
func (e *iamEstate) choose(q *authz.Question, parts []value.Text) {
	rank := [...]int{authz.Allow: 3, authz.CannotTell: 2, authz.ExplicitDeny: 1, authz.ImplicitDeny: 0}
	best := -1
	for _, part := range parts {
		asked := *q
		asked.Request.Resource, asked.Request.Wildcard = part, strings.Contains(part.Inline(), "*")
		if r := rank[asked.Decide().Effect]; r > best {
			best = r
			q.Request.Resource, q.Request.Wildcard = asked.Request.Resource, asked.Request.Wildcard
		}
	}
}

// keys sets the condition keys. One that is given again has many values, as has
// one that the catalogue knows as such; in other letters it is refused, as in
// JSON.
func (a *asking) keys(c *authz.Context) error {
	var names []string
	values := make(map[string][]value.Text)
	for _, word := range a.context {
		key, is, ok := strings.Cut(word, "=")
		if !ok || !strings.Contains(key, ":") {
			return usage("--context takes key=value, not %q", word).say("next", "--context aws:SourceIp=203.0.113.9")
		}
		at := slices.IndexFunc(names, func(name string) bool { return policy.Lower(name) == policy.Lower(key) })
		switch {
		case at < 0:
			names = append(names, key)
		case names[at] != key:
			return usage("--context has one key in different case: %s and %s", names[at], key)
		}
		values[key] = append(values[key], value.Literal(is))
	}
	for _, key := range names {
		list := values[key]
		known, _ := catalog.Default().ConditionKey(key)
		if len(list) > 1 || known.Multi {
			c.SetMany(key, list...)
		} else {
			c.SetText(key, list[0])
		}
	}
	return nil
}

// withoutResource reports whether the catalogue knows the action as one that
// has no resource type.
func withoutResource(action string) bool {
	a, ok := catalog.Default().Action(action)
	return ok && !a.Scopable()
}

// A policyReader reads policy files and keeps the first error.
type policyReader struct {
	session *session
	*library
	err error
}

func (in *policyReader) read(names []string) []*authz.Policy {
	var out []*authz.Policy
	for _, name := range names {
		if in.err != nil {
			return out
		}
		var (
			f *policyFile
			p *authz.Policy
		)
		if f, p, in.err = in.session.readCompiled(name); in.err == nil {
			in.library.files[p] = f
			out = append(out, p)
		}
	}
	return out
}

// layer reads a layer that does not exist if no file is named.
func (in *policyReader) layer(names []string) authz.Layer {
	if len(names) == 0 {
		return authz.None()
	}
	return authz.All(in.read(names)...)
}

// levels reads guardrails, a level each word.
func (in *policyReader) levels(words []string) authz.Guardrails {
	if len(words) == 0 {
		return authz.NoGuardrails()
	}
	var levels []authz.Layer
	for _, word := range words {
		levels = append(levels, authz.All(in.read(strings.Split(word, ","))...))
	}
	return authz.Levels(levels...)
}
