// Package reason answers questions about all requests at once: is there any
// request with some property that these policies allow?
//
//	answer := reason.Compare(a, b) // does a allow what b does not?
//
// An [Answer] is no, and then it is a proof; or yes, with a request as
// [Witness], which authz.Decide has confirmed; or it is outside what is decided
// exactly, and names the construct.
//
// # Questions
//
// [Compare] asks of two policies, [Any] of callers of a class, actions and
// resources under all policies that bear on them. [Exposure] asks it for each
// class of outsiders of one resource, [Engine.FunctionURL] for the two actions of
// a function's URL. [Can] tells all that a principal can do, by the actions and
// the resources, and [Engine.Beyond] what of it goes beyond given needs.
//
// Guardrails that nobody has read may only narrow. Who judges the grant sets
// them aside first (authz.Policies.GuardrailsAside); else the answer is outside.
//
// # How
//
// Everything that a policy asks of a request is about one dimension: the
// action, the resource, who calls, the value of one condition key. The patterns
// and bounds that stand in the policies cut each dimension into finitely many
// regions, sets of values that no policy tells apart. So it is enough to look
// at one value of each region, and what is left is to choose regions so that
// some statement of each layer allows and none denies. Since the regions are
// all, finding none is a proof.
//
// Texts with '*' and '?' are cut by following all patterns at once, as an
// automaton; actions by the catalogue, which never is complete: there are
// always regions of actions that it does not have. Numbers, dates, addresses
// (v4 and v6) and booleans are cut at the bounds that stand in the policies,
// keys of many values by which sets of value regions occur. An absent key is a
// region of its own.
//
// # What is certain
//
// Where a part is not known (a hole, a policy variable, a statement that was
// not read) or AWS's pages and the known evaluators read it in different ways,
// it may be either. A no holds for every filling and every reading. A yes is a
// request that is allowed in every filling; the request may name the hole.
// Anything between is outside.
//
// # Bounds
//
// Each question has a bound on states and steps, which policies of hostile
// authors reach and AWS's own do not come near; past it the answer is outside.
package reason

import (
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
)

// A Verdict is the answer to a question.
type Verdict uint8

// The verdicts. The zero Verdict is the cautious one.
const (
	Outside Verdict = iota // it is not decided; Answer.Why names the construct
	No                     // there is no such request
	Yes                    // there is one: Answer.Witness
)

func (v Verdict) String() string { return [...]string{"outside", "no", "yes"}[v] }

// An Answer says whether there is a request of the kind that was asked for.
type Answer struct {
	Verdict Verdict
	Witness *Witness // of yes
	Why     string   // of outside: what cannot be decided

	// Because is, of no, the statements without which the answer might differ:
	// those that cover or deny what the others allow. None: nothing allows any
	// request of the kind.
	Because []authz.Reference
}

// A Witness is a request of the kind that was asked for.
type Witness struct {
	Request  authz.Request
	Keys     []string       // that the request carries and the policies ask for, sorted
	Policies authz.Policies // under which it is decided
	Decision authz.Decision // what authz.Decide says: allow

	// Unlisted says what of the request the catalogue does not have, if
	// anything: an action, a resource of none of the action's types, a key that
	// requests of the action do not carry. AWS may have it by now.
	Unlisted string
}

// String tells the request in a sentence.
func (w *Witness) String() string {
	var b strings.Builder
	b.WriteString(callerText(&w.Request.Principal) + " calls " + w.Request.Action + " on " + w.Request.Resource.String())
	word := " with "
	for _, key := range w.Keys {
		values := w.Request.Context.Get(key).List
		if len(values) == 0 {
			continue
		}
		b.WriteString(word + key + " = ")
		for i, v := range values {
			if i > 0 {
				b.WriteString(" and ")
			}
			b.WriteString(v.String())
		}
		word = ", "
	}
	return b.String()
}

func callerText(p *authz.Principal) string {
	if p.Name.Inline() == "" {
		return p.Kind.String()
	}
	return p.Name.String()
}

// An Engine answers questions. The zero Engine uses the embedded catalogue.
type Engine struct {
	Catalog *catalog.Catalog // nil: catalog.Default

	work budget // 0: maxWork
}

// problem makes a problem; what it costs is taken from the budget.
func (e Engine) problem(b *budget) *problem {
	if e.Catalog == nil {
		e.Catalog = catalog.Default()
	}
	return newProblem(e.Catalog, b)
}

// budget returns the budget of one question.
func (e Engine) budget() *budget {
	b := budget(maxWork)
	if e.work > 0 {
		b = e.work
	}
	return &b
}
