package reason

import (
	"slices"

	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/value"
)

// A Holder is a principal with the policies that hang on it and its account.
// What policies of resources add or ask besides is not regarded: every resource
// is taken to leave the principal's account to its own policies.
type Holder struct {
	Principal authz.Principal
	Policies  authz.Policies // Resource, RCP, Endpoint and Grants are not regarded
}

// An Ability is something that a holder can do: actions that the same
// statements allow.
type Ability struct {
	// Actions are those of the catalogue, by number, and of Services all; of
	// these Actions has one at least. Neither: only actions that the catalogue
	// does not have, such as that of Witness.
	Actions  []*catalog.Action
	Services []string

	// Resources are the patterns, as they are written, on which the actions are
	// allowed, as far as one of them can act there; "*" too for what is allowed
	// on all but some.
	Resources []value.Text

	By      []authz.Reference // the statements that allow it
	Witness *Witness          // one such request

	// Open says, of an ability that is not certain, what decides.
	Open string
}

// A Need is actions that somebody needs on resources.
type Need struct {
	Actions   []string     // patterns
	Resources []value.Text // patterns; none: whatever resource
}

// Can tells all that a holder can do, by the actions. It fails where that
// cannot be told, and says why.
func Can(h *Holder) ([]Ability, error) { return Engine{}.Can(h) }

// Can is the function Can.
func (e Engine) Can(h *Holder) ([]Ability, error) { return e.abilities(h, nil) }

// Beyond tells what a holder can do beyond what is needed: nothing if its
// policies are as narrow as the needs.
func (e Engine) Beyond(h *Holder, needs []Need) ([]Ability, error) { return e.abilities(h, needs) }

// An OutsideError says why a question is outside what is decided.
type OutsideError struct{ Why string }

func (e *OutsideError) Error() string { return "it cannot be decided: " + e.Why }

// abilities tells what can be done as it is, and shows what rests on holes
// under a filling of theirs.
func (e Engine) abilities(h *Holder, needs []Need) ([]Ability, error) {
	work := e.budget()
	out, err := e.under(h, needs, guess{}, work)
	open := func(a Ability) bool { return a.Open != "" }
	if err != nil || !slices.ContainsFunc(out, open) {
		return out, err
	}
	var more []value.Text
	for _, n := range needs {
		more = append(more, n.Resources...)
	}
	policies := slices.Concat(h.Policies.Identity.Policies(), h.Policies.Boundary.Policies(), h.Policies.Session.Policies())
	for i, g := range guesses(policies, more, guess{}) {
		filled, err := e.under(h, needs, g, work)
		if err != nil || i == maxShown || !slices.ContainsFunc(out, open) {
			break
		}
		for j := range out {
			k := slices.IndexFunc(filled, func(a Ability) bool {
				return a.Witness != nil && slices.Equal(a.Actions, out[j].Actions)
			})
			if open(out[j]) && k >= 0 {
				out[j].Open, out[j].Witness = "", filled[k].Witness
			}
		}
	}
	return out, nil
}

// maxShown is how many fillings are tried for a request that shows an ability.
const maxShown = 4

func (e Engine) under(h *Holder, needs []Need, g guess, work *budget) ([]Ability, error) {
	p := e.problem(work)
	p.guess = g
	p.strict = true
	p.who.only = []authz.Principal{h.Principal}
	kind := callerOf(h.Principal.Kind)
	if kind != iamCaller {
		return nil, &OutsideError{h.Principal.Kind.String() + " has no policies of its own"}
	}
	policies := h.under()
	account, _ := h.Principal.Account()
	q := Question{Callers: Only, Principal: h.Principal, Account: account, Policies: policies}
	asks := asker{Question: &q, account: account}
	p.know(q.policies(), asks.known)
	c := chart{problem: p, question: &q, account: account, trusted: true}
	c.read()
	paths := c.paths(kind)
	var never []int32
	for _, n := range needs {
		never = append(never, p.synthetic(n.Actions, n.Resources))
	}
	for i := range paths {
		paths[i].never = append(paths[i].never[:len(paths[i].never):len(paths[i].never)], never...)
	}
	s := p.newSearch(kind, paths)
	if err := s.ask(); err != nil {
		return nil, &OutsideError{err.Error()}
	}
	spaces, err := p.prepare()
	if err != nil {
		return nil, &OutsideError{err.Error()}
	}
	s.mask()
	a := survey{search: s, policies: policies, allowing: c.identity, account: account}
	return a.run(spaces[bySegment])
}

// under returns the policies of the holder with resources that trust its
// account.
func (h *Holder) under() authz.Policies {
	account, _ := h.Principal.Account()
	p := h.Policies
	p.Resource, p.RCP, p.Endpoint = authz.All(trusting(account.Inline())), authz.NoGuardrails(), authz.None()
	p.Grants = authz.AllGrants()
	p.RestrictPublicBuckets = value.No
	return p
}
