// Package whocan tells who may take an action on a resource of an estate: every
// role and user that was read, and whoever is outside.
//
//	for _, on := range whocan.Find(engine, "dynamodb:GetItem", "orders") { // access.Engine
//		for _, w := range whocan.Of(engine, "dynamodb:GetItem", on) {
//			fmt.Println(w.Name(), w.Verdict)
//		}
//	}
//
// A yes has a request that iam/authz confirms, under the principal's policies
// and boundary and the resource's own policy. SCPs and RCPs that no source has
// shown can only narrow.
package whocan

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/settings"
	"bailiwick/value"
)

// A Resource is what is asked about.
type Resource struct {
	ARN value.Text
	Of  estate.Resource // nil: nothing that was read declares it, and so its policy is not known

	// Asked is the ARN as it was asked for, where ARN has holes in its place:
	// policies may have written either.
	Asked value.Text
}

// Find returns the resources that a word means in a question about an action: an
// ARN, or the id, address or name of resources of the estate. Of several with one
// name those are meant that the action is taken on, where there are such: a table
// and the role of its writer may both be called orders.
func Find(e *access.Engine, action, word string) []Resource {
	var found, like []Resource
	for _, r := range e.View().Resources() {
		arn, ok := arnOf(r)
		if r = e.View().See(r); r == nil || !ok {
			continue
		}
		if access.Refers(settings.Ref{Pattern: word}, r) == value.Yes {
			found = append(found, Resource{ARN: arn, Of: r})
		} else if text, ok := within(value.Literal(word), arn); ok {
			like = append(like, Resource{text, r, value.Literal(word)})
		}
	}
	switch {
	case len(found) > 0:
		return takenOn(action, found)
	case len(like) > 0:
		return takenOn(action, like)
	case strings.HasPrefix(word, "arn:") || word == "*":
		return []Resource{{ARN: value.Literal(word)}}
	}
	return nil
}

// takenOn returns the resources of services in whose resources the action has
// its own, all if there are none.
func takenOn(action string, list []Resource) []Resource {
	known, ok := catalog.Default().Action(action)
	if !ok {
		return list
	}
	service, _ := catalog.Default().Service(known.Service)
	services := make(map[string]bool)
	for _, on := range known.Resources {
		if kind, ok := service.ResourceType(on.Type); ok {
			services[strings.Split(kind.ARN, ":")[2]] = true
		}
	}
	taken := slices.DeleteFunc(slices.Clone(list), func(r Resource) bool {
		arn, ok := policy.ParseARN(r.ARN)
		return !ok || !services[arn.Service.Inline()]
	})
	if len(taken) == 0 {
		return list
	}
	return taken
}

// within returns the ARN of what a literal ARN names, if it may be the resource
// of the other or lie in it: as the other is declared, where that has holes.
func within(text, declared value.Text) (value.Text, bool) {
	asked, ok := policy.ParseARN(text)
	of, too := policy.ParseARN(declared)
	if !ok || !too {
		return value.Text{}, false
	}
	for _, pair := range [...][2]value.Text{
		{asked.Partition, of.Partition}, {asked.Service, of.Service}, {asked.Region, of.Region}, {asked.Account, of.Account},
	} {
		if policy.Overlaps(pair[0], pair[1]) == value.No {
			return value.Text{}, false
		}
	}
	rest, inside := strings.CutPrefix(asked.Resource.Inline(), of.Resource.Inline())
	if !inside || rest != "" && rest[0] != '/' && rest[0] != ':' {
		return value.Text{}, false
	}
	return value.Join(declared, value.Inline(rest)), true
}

func arnOf(r estate.Resource) (value.Text, bool) {
	if arn, ok := r.Head().ExecutionARN(); ok {
		return arn, true
	}
	return r.Head().ARN()
}

// A Who is somebody who may take the action, or of whom it cannot be told.
type Who struct {
	Principal estate.Resource // a role or user; nil for those outside
	Callers   reason.Callers  // of those outside: which
	Verdict   reason.Verdict  // Yes or Outside
	Witness   *reason.Witness
	Facts     []access.Fact // the statements that decide
	Why       string        // of Outside
}

// Name names him for people.
func (w *Who) Name() string {
	if w.Principal == nil {
		return w.Callers.String()
	}
	return w.Principal.Head().Kind().Noun(1) + " " + w.Principal.Head().Name()
}

// Of returns who may take the action, such as "s3:GetObject", on the resource:
// those outside first, then roles and users in the estate's order.
func Of(e *access.Engine, action string, on Resource) []Who {
	q := question{engine: e, action: action, on: on}
	if on.Of != nil {
		q.target, _ = e.Target(on.Of)
	}
	out := q.outside()
	for r := range estate.All[*estate.Role](e.View()) {
		out = q.holder(out, r)
	}
	for u := range estate.All[*estate.User](e.View()) {
		out = q.holder(out, u)
	}
	return out
}

type question struct {
	engine *access.Engine
	action string
	on     Resource
	target *access.Target // nil if it has no policy that was read
}

// outside asks for those who are not of the account.
func (q *question) outside() (out []Who) {
	if q.target == nil || q.target.Policies.Resource.IsNone() && q.target.Policies.Grants.IsNone() {
		return nil
	}
	granted := q.target.Granted()
	granted.Actions = []string{q.action}
	for _, class := range []reason.Callers{reason.Anonymous, reason.AnyAccount, reason.OtherAccount, reason.OnBehalf} {
		if len(out) > 0 && class == reason.OtherAccount && out[len(out)-1].Verdict == reason.Yes {
			continue // any account is another account
		}
		a := q.either(func(arn value.Text) reason.Answer {
			granted.Resource = arn
			return reason.Engine{}.Reach(granted, class).Answer
		})
		if a.Verdict == reason.No {
			continue
		}
		w := Who{Callers: class, Verdict: a.Verdict, Witness: a.Witness, Why: a.Why, Facts: q.gaps(q.target.Gaps(), q.on.Of)}
		if a.Witness != nil {
			w.Facts = []access.Fact{q.target.Fact(a.Witness.Decision.By)}
		}
		out = append(out, w)
	}
	return out
}

// holder asks for a role or user.
func (q *question) holder(out []Who, r estate.Resource) []Who {
	h, ok := q.engine.Holder(r)
	if !ok || !q.concerns(h) {
		return out
	}
	account, _ := r.Head().Account.Get()
	asked := reason.Question{
		Callers: reason.Only, Principal: h.Principal, Actions: []string{q.action},
		Account: account, Policies: h.Granted().Policies,
	}
	asked.Policies.Resource, asked.Policies.Grants, asked.Policies.Endpoint = authz.None(), authz.AllGrants(), authz.None()
	asked.Policies.RestrictPublicBuckets = value.No
	if q.target != nil {
		of := q.target.Granted().Policies
		asked.Account = q.target.Account
		asked.Policies.Resource, asked.Policies.Grants, asked.Policies.RCP = of.Resource, of.Grants, of.RCP
	}
	a := q.either(func(arn value.Text) reason.Answer {
		asked.Resources = q.on.parts(arn)
		return access.Ask(&asked)
	})
	if a.Verdict == reason.No {
		return out
	}
	w := Who{Principal: r, Verdict: a.Verdict, Witness: a.Witness, Why: a.Why, Facts: q.gaps(h.Gaps(), r)}
	if a.Witness != nil {
		w.Facts = []access.Fact{q.fact(h, a.Witness.Decision.By)}
	}
	return append(out, w)
}

// fact returns the deciding statement, which is the principal's or the
// resource's.
func (q *question) fact(h *access.Holder, by authz.Reference) access.Fact {
	if q.target != nil {
		for _, p := range q.target.Policies.Resource.Policies() {
			if p == by.Policy {
				return q.target.Fact(by)
			}
		}
	}
	return h.Fact(by)
}

// concerns reports whether a policy may allow the principal the action: one of
// its own, one that was not read, or that of the resource.
func (q *question) concerns(h *access.Holder) bool {
	if len(h.Gaps()) > 0 || q.target != nil && !q.target.Policies.Resource.IsNone() {
		return true
	}
	for _, p := range h.Policies.Identity.Policies() {
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			if s.Effect != policy.Deny && (s.Unread() || s.MatchesAction(q.action) != value.No) {
				return true
			}
		}
	}
	return false
}

// either asks for the resource as it is declared, and where that is left open as
// it was asked for.
func (q *question) either(ask func(arn value.Text) reason.Answer) reason.Answer {
	a := ask(q.on.ARN)
	if a.Verdict == reason.Outside && q.on.Asked.Inline() != "" {
		if again := ask(q.on.Asked); again.Verdict != reason.Outside {
			return again
		}
	}
	return a
}

// gaps returns what was not read; where all was, the resource itself.
func (q *question) gaps(gaps []access.Fact, of estate.Resource) []access.Fact {
	if len(gaps) > 0 {
		return gaps
	}
	return []access.Fact{access.Known("policies", "read", of.Head().Block)}
}

// Parts returns the ARNs that a question about the resource is about: its own
// and, where it is asked for as a whole, that of what lies in it.
func (r Resource) Parts() []value.Text { return r.parts(r.ARN) }

func (r Resource) parts(arn value.Text) []value.Text {
	within := ""
	switch r.Of.(type) {
	case *estate.Bucket, *estate.Table, *estate.RestAPI:
		within = "/*"
	case *estate.Function:
		within = ":*"
	}
	if r.Of != nil {
		if whole, _ := arnOf(r.Of); whole.Inline() != arn.Inline() {
			within = ""
		}
	}
	if within == "" {
		return []value.Text{arn}
	}
	return []value.Text{arn, value.Join(arn, value.Literal(within))}
}
