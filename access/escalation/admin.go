package escalation

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// handful is how many services may be lacking of all for a principal that still
// counts as an administrator: PowerUserAccess lacks three.
const handful = 5

// An Admin tells whether a node is an administrator.
type Admin struct {
	Verdict reason.Verdict
	What    string          // of yes: "may do everything"
	Witness *reason.Witness // of yes: one of the requests that show it
	Facts   []access.Fact   // of yes: the statements
	Why     string          // of outside
}

// Admin tells whether the node is an administrator as it is: it may do
// everything, everything but a handful of services, or everything in IAM, on all
// resources.
func (g *Graph) Admin(n Node) Admin {
	if n.As == Made {
		return Admin{Verdict: reason.Yes, What: "may do everything"}
	}
	p := g.power(n)
	if p == nil {
		return Admin{Verdict: reason.No}
	}
	if p.admin == nil {
		a := g.decideAdmin(p)
		p.admin = &a
	}
	return *p.admin
}

func (g *Graph) decideAdmin(p *power) Admin {
	if !slices.ContainsFunc(p.policies.Identity.Policies(), broad) {
		if why := p.open(); why != "" {
			return Admin{Why: why}
		}
		return Admin{Verdict: reason.No}
	}
	h := reason.Holder{Principal: p.holder.Principal, Policies: p.policies}
	abilities, err := reason.Can(&h)
	if err != nil {
		return Admin{Why: err.Error()}
	}
	sure, perhaps := newTally(), newTally()
	for i := range abilities {
		a := &abilities[i]
		if slices.ContainsFunc(a.Resources, func(t value.Text) bool { return t.Inline() == "*" }) {
			perhaps.add(a)
			if a.Open == "" {
				sure.add(a)
			}
		}
	}
	switch what := sure.admin(); {
	case what != "" && p.open() == "":
		out := Admin{Verdict: reason.Yes, What: what, Witness: sure.witness}
		for _, by := range sure.by {
			if f := p.holder.Fact(by); !contains(out.Facts, f) {
				out.Facts = append(out.Facts, f)
			}
		}
		return out
	case what != "":
		return Admin{Why: p.open()}
	case perhaps.admin() != "":
		return Admin{Why: perhaps.open}
	case p.open() != "":
		return Admin{Why: p.open()}
	}
	return Admin{Verdict: reason.No}
}

// broad reports whether a statement of the policy may be about everything in
// IAM, or in nearly all services.
func broad(p *authz.Policy) bool {
	for i := range p.Document.Statements {
		s := &p.Document.Statements[i]
		if s.Effect == policy.Deny {
			continue
		}
		if s.Unread() || s.Actions.Not || s.Actions.Partial() {
			return true
		}
		for _, e := range s.Actions.List {
			text, ok := e.Text.Literal()
			service, name, found := strings.Cut(strings.ToLower(text), ":")
			if !ok || e.IsUnknown() || !found || strings.ContainsAny(service, "*?") || service == "iam" && strings.ContainsAny(name, "*?") {
				return true
			}
		}
	}
	return false
}

// A tally counts the services of which everything is allowed.
type tally struct {
	whole   []bool       // in the catalogue's order
	writing map[int]bool // actions of IAM
	by      []authz.Reference
	witness *reason.Witness
	open    string
}

func newTally() *tally {
	return &tally{whole: make([]bool, len(catalog.Default().Services())), writing: make(map[int]bool)}
}

func (t *tally) add(a *reason.Ability) {
	for _, s := range a.Services {
		if i, ok := slices.BinarySearch(catalog.Default().Services(), s); ok {
			t.whole[i] = true
		}
	}
	for _, action := range a.Actions {
		if action.Service == "iam" {
			t.writing[action.Number] = true
		}
	}
	if t.witness == nil {
		t.witness = a.Witness
	}
	if t.open == "" {
		t.open = a.Open
	}
	t.by = append(t.by, a.By...)
}

// admin says what is allowed, "" if it is not enough.
func (t *tally) admin() string {
	var lacking []string
	iam := false
	for i, s := range catalog.Default().Services() {
		if !t.whole[i] && len(lacking) <= handful {
			lacking = append(lacking, s)
		}
		iam = iam || t.whole[i] && s == "iam"
	}
	switch {
	case len(lacking) == 0:
		return "may do everything"
	case len(lacking) <= handful:
		return fmt.Sprintf("may do everything but %s", strings.Join(lacking, ", "))
	case iam || t.writesIAM():
		return "may do everything in IAM"
	}
	return ""
}

// writesIAM reports whether every action that changes something in IAM is
// allowed.
func (t *tally) writesIAM() bool {
	iam, ok := catalog.Default().Service("iam")
	if !ok {
		return false
	}
	for _, a := range iam.Actions() {
		if a.Scopable() && (a.Levels.Has(catalog.Write) || a.Levels.Has(catalog.PermissionsManagement)) && !t.writing[a.Number] {
			return false
		}
	}
	return true
}
