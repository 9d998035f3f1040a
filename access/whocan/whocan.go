// Package whocan tells who may take an action on a resource of an estate: every
// role and user that was read, and whoever is outside.
//
//	on, ok := whocan.Find(engine, "aws_dynamodb_table.orders") // access.Engine
//	for _, w := range whocan.Of(engine, "dynamodb:GetItem", on) {
//		fmt.Println(w.Name(), w.Verdict)
//	}
//
// A yes has a request that iam/authz confirms, under the principal's policies
// and boundary and the resource's own policy. SCPs and RCPs that no source has
// shown can only narrow.
package whocan

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/settings"
	"bailiwick/value"
)

// A Resource is what is asked about.
type Resource struct {
	ARN value.Text
	Of  estate.Resource // nil: nothing that was read declares it, and so its policy is not known
}

// Find returns the resource that a word means: an ARN, or the id, address or
// name of a resource of the estate. It reports false for what is neither, and
// for a word that means several.
func Find(e *access.Engine, word string) (Resource, bool) {
	var found, within, perhaps []estate.Resource
	text := value.Literal(word)
	for _, r := range e.View().Resources() {
		arn, ok := arnOf(r)
		if !ok || e.View().See(r) == nil {
			continue
		}
		switch access.Refers(settings.Ref{Pattern: word}, r) {
		case value.Yes:
			found = append(found, r)
		case value.CannotTell:
			if policy.Overlaps(text, arn) != value.No && strings.HasPrefix(word, "arn:") {
				perhaps = append(perhaps, r)
			}
		default:
			if literal, ok := arn.Literal(); ok && (strings.HasPrefix(word, literal+"/") || strings.HasPrefix(word, literal+":")) {
				within = append(within, r)
			}
		}
	}
	switch {
	case len(found) == 1:
		arn, _ := arnOf(found[0])
		return Resource{arn, found[0]}, true
	case len(found) > 1:
		return Resource{}, false
	case len(within) == 1:
		return Resource{text, within[0]}, true
	case len(perhaps) == 1: // its account or region is not known: it is asked for as it is declared
		arn, _ := arnOf(perhaps[0])
		return Resource{arn, perhaps[0]}, true
	}
	return Resource{ARN: text}, strings.HasPrefix(word, "arn:") || word == "*"
}

func arnOf(r estate.Resource) (value.Text, bool) {
	if arn, ok := r.Head().Identity("execution_arn"); ok {
		return arn, true
	}
	return r.Head().Identity("arn")
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
		a := reason.Engine{}.Reach(granted, class).Answer
		if a.Verdict == reason.No {
			continue
		}
		w := Who{Callers: class, Verdict: a.Verdict, Witness: a.Witness, Why: a.Why, Facts: q.target.Gaps()}
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
		Callers: reason.Only, Principal: h.Principal, Actions: []string{q.action}, Resources: q.resources(),
		Account: account, Policies: h.Granted().Policies,
	}
	asked.Policies.Resource, asked.Policies.Grants, asked.Policies.Endpoint = authz.None(), authz.AllGrants(), authz.None()
	asked.Policies.RestrictPublicBuckets = value.No
	if q.target != nil {
		of := q.target.Granted().Policies
		asked.Account = q.target.Account
		asked.Policies.Resource, asked.Policies.Grants, asked.Policies.RCP = of.Resource, of.Grants, of.RCP
	}
	a := reason.Any(&asked)
	if a.Verdict == reason.No {
		return out
	}
	w := Who{Principal: r, Verdict: a.Verdict, Witness: a.Witness, Why: a.Why, Facts: h.Gaps()}
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

// resources returns the resource and what lies in it.
func (q *question) resources() []value.Text {
	within := ""
	switch q.on.Of.(type) {
	case *estate.Bucket, *estate.Table, *estate.RestAPI:
		within = "/*"
	case *estate.Function:
		within = ":*"
	}
	if arn, _ := arnOfMaybe(q.on.Of); within == "" || arn.Inline() != q.on.ARN.Inline() {
		return []value.Text{q.on.ARN}
	}
	return []value.Text{q.on.ARN, value.Join(q.on.ARN, value.Literal(within))}
}

func arnOfMaybe(r estate.Resource) (value.Text, bool) {
	if r == nil {
		return value.Text{}, false
	}
	return arnOf(r)
}
