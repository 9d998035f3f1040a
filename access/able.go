package access

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/policy"
	"bailiwick/iam/reason"
	"bailiwick/value"
)

// A Deed is something that a principal may be able to do: every one of its needs
// must be met.
type Deed struct {
	Does  string // for people, behind the name of who does it: "replace the code of orders"
	Needs []Need
}

// A Need is met by who may take any of the actions on any of the resources, which
// are ARNs or patterns of them.
type Need struct {
	Actions []string
	On      []value.Text
	Of      estate.Resource // whose account they are in, and whose own policy counts where it has one
	Context [][2]string     // of every request: keys and values
	Absent  []string        // keys that no request carries
}

// An Able is a role or user of the estate who may do a deed.
type Able struct {
	Of        estate.Resource
	Deed      *Deed
	Witnesses []*reason.Witness // one for each need
	Facts     []Fact            // the statements that allow them
}

// Able returns the roles and users that were read of which it is certain that
// they may do the deed, in the estate's order, but for those that spared says
// need not be asked about; most at most. Each is decided under its policies and
// boundary and the resource's own policy; a principal that may lie in another
// account is left out, as are the roles that AWS makes for its services.
func (e *Engine) Able(d *Deed, most int, spared func(estate.Resource) bool) []Able {
	var out []Able
	for _, r := range e.candidates(d) {
		if len(out) == most {
			return out
		}
		if r.Head().Exists() != value.Yes || spared(r) {
			continue
		}
		if a, ok := e.able(r, d); ok {
			out = append(out, a)
		}
	}
	return out
}

// Undecided returns a role or user that was read, other than those whom spared
// spares, of which it cannot be told whether it meets the need, and why: it may lie
// in the account or not, may be made or not, or hangs on what is not known.
func (e *Engine) Undecided(n *Need, spared func(estate.Resource) bool) (estate.Resource, string) {
	index := e.mentions()
	list := e.namedBy(*n)
	for _, r := range index.about(e, n.Actions) {
		if seen := e.view.See(r); seen != nil && estate.Shares(seen, n.Of) != value.No {
			list = append(list, seen)
		}
	}
	for _, r := range list {
		h, ok := e.Holder(r)
		if !ok || spared(r) {
			continue
		}
		switch answer, _ := e.Meets(h, *n); {
		case answer.Verdict == reason.Outside:
			return r, answer.Why
		case answer.Verdict == reason.Yes && r.Head().Exists() == value.CannotTell:
			return r, "whether it is made is not known"
		case answer.Verdict == reason.Yes && estate.Shares(r, n.Of) == value.CannotTell:
			return r, "whether it lies in the same account is not known"
		}
	}
	return nil, ""
}

// mentions returns the index of who may take which action.
func (e *Engine) mentions() *mentions {
	return Shared(e, func() *mentions { return &mentions{of: make(map[string][]estate.Resource)} })
}

// candidates returns those who may meet the need that the fewest may meet.
func (e *Engine) candidates(d *Deed) []estate.Resource {
	index := e.mentions()
	var fewest []estate.Resource
	sorted := false
	for i, n := range d.Needs {
		list := e.namedBy(n)
		named, about := len(list), index.about(e, n.Actions)
		list = slices.Grow(list, len(about))
		for _, r := range about {
			if seen := e.view.See(r); seen != nil && estate.Shares(seen, n.Of) == value.Yes {
				list = append(list, seen)
			}
		}
		if i == 0 || len(list) < len(fewest) {
			fewest, sorted = list, named == 0
		}
	}
	if sorted {
		return fewest
	}
	return inOrder(e.shared.estate, fewest)
}

// inOrder sorts resources as the estate has them, each once.
func inOrder(e *estate.Estate, list []estate.Resource) []estate.Resource {
	number := func(a, b estate.Resource) int { return e.Number(a) - e.Number(b) }
	slices.SortStableFunc(list, number)
	return slices.CompactFunc(list, func(a, b estate.Resource) bool { return number(a, b) == 0 })
}

// namedBy returns the roles and users that the resource's own policy names where
// it allows an action of the need.
func (e *Engine) namedBy(n Need) []estate.Resource {
	var out []estate.Resource
	for _, s := range e.ResourcePolicy(n.Of).Statements {
		if s.Effect == policy.Deny || !matchesAny(s.Statement, n.Actions) {
			continue
		}
		for _, p := range s.Principals.List {
			if p.Kind != policy.Role && p.Kind != policy.User {
				continue
			}
			if r := e.view.Named(n.Of, p.Text, "role", "user"); r != nil && estate.Shares(r, n.Of) == value.Yes {
				out = append(out, r)
			}
		}
	}
	return out
}

func matchesAny(s *policy.Statement, actions []string) bool {
	for _, a := range actions {
		if s.MatchesAction(a) != value.No {
			return true
		}
	}
	return false
}

// mentions tells which roles and users of the estate have, in some world, a
// statement that may allow an action.
type mentions struct {
	first   *Engine // decides nothing
	holders []*Holder
	of      map[string][]estate.Resource // by the actions
}

// about returns those with a statement that may allow any of the actions, in the
// estate's order. The same few lists of actions are asked for of every resource.
func (m *mentions) about(e *Engine, actions []string) []estate.Resource {
	key := strings.Join(actions, " ")
	if list, ok := m.of[key]; ok {
		return list
	}
	if m.first == nil {
		m.first = &Engine{view: e.shared.estate.In(nil), shared: e.shared}
		for _, r := range e.shared.estate.Resources() {
			switch r.(type) {
			case *estate.Role, *estate.User:
				if h, ok := m.first.Holder(r); ok && h.Principal.ServiceLinked() != value.Yes {
					m.holders = append(m.holders, h)
				}
			}
		}
	}
	list := []estate.Resource{}
	for _, h := range m.holders {
		if !h.Policies.Identity.IsWhole() || slices.ContainsFunc(actions, h.mentions) {
			list = append(list, h.Of)
		}
	}
	m.of[key] = list
	return list
}

// able decides for one principal.
func (e *Engine) able(r estate.Resource, d *Deed) (Able, bool) {
	h, ok := e.Holder(r)
	if !ok {
		return Able{}, false
	}
	out := Able{Of: r, Deed: d}
	for _, n := range d.Needs {
		a, fact := e.Meets(h, n)
		if a.Verdict != reason.Yes {
			return Able{}, false
		}
		out.Witnesses = append(out.Witnesses, a.Witness)
		out.Facts = append(out.Facts, fact)
	}
	return out, true
}

// Meets tells whether a principal meets a need, under its policies and boundary
// and the resource's own policy; of yes the statement that allows it, too.
//
// What is asked of many resources at once is asked of a principal once: the
// reasoner takes longer for it than the evaluator for one request.
func (e *Engine) Meets(h *Holder, n Need) (reason.Answer, Fact) {
	_, role := n.Of.(*estate.Role)
	if !role || len(n.On) != 1 || !strings.ContainsAny(n.On[0].Inline(), "*?") {
		return e.meets(h, n)
	}
	key := metKey{h, fmt.Sprint(n.Actions, n.On[0].Inline(), n.Context, n.Absent)}
	met := Kept(e, func(*Engine) map[metKey]met { return make(map[metKey]met) })
	if _, ok := met[key]; !ok {
		met[key] = metOf(e.meets(h, n))
	}
	return met[key].answer, met[key].fact
}

// A met is what Meets told of a need of many resources.
type met struct {
	answer reason.Answer
	fact   Fact
}

func metOf(a reason.Answer, f Fact) met { return met{a, f} }

type metKey struct {
	holder *Holder
	need   string
}

func (e *Engine) meets(h *Holder, n Need) (reason.Answer, Fact) {
	q := h.question()
	q.Account = ownerOf(n.Of.Head(), n.On[0])
	t, own := e.Target(n.Of)
	if _, role := n.Of.(*estate.Role); own && !role {
		of := t.Granted().Policies
		q.Account = t.Account
		q.Policies.Resource, q.Policies.Grants, q.Policies.RCP = of.Resource, of.Grants, of.RCP
	}
	for _, pair := range n.Context {
		q.Context.SetText(pair[0], value.Literal(pair[1]))
	}
	for _, key := range n.Absent {
		q.Context.SetAbsent(key)
	}
	out := reason.Answer{Verdict: reason.No}
	if !h.Policies.Identity.IsWhole() {
		out = reason.Answer{Verdict: reason.Outside, Why: h.Policies.Identity.Reason()}
	}
	for _, action := range n.Actions {
		q.Actions = []string{action}
		for _, on := range n.On {
			if q.Policies.Resource.IsNone() && !h.touches(action, on) {
				continue
			}
			q.Resources = []value.Text{on}
			switch a := Ask(&q); {
			case a.Verdict == reason.Outside:
				out = a
			case a.Verdict == reason.Yes && a.Witness.Unlisted != "":
				out = reason.Answer{Verdict: reason.Outside, Why: a.Witness.Unlisted}
			case a.Verdict == reason.Yes:
				return a, decidedBy(h, t, a.Witness.Decision.By)
			case out.Verdict == reason.No:
				out.Because = append(out.Because, a.Because...)
			}
		}
	}
	return out, Fact{}
}

// decidedBy returns the statement that decides, which is the principal's or the
// resource's.
func decidedBy(h *Holder, t *Target, by authz.Reference) Fact {
	if t != nil {
		for _, p := range t.Policies.Resource.Policies() {
			if p == by.Policy {
				return t.Fact(by)
			}
		}
	}
	return h.Fact(by)
}

// touches reports whether a statement of the holder's may allow the action on a
// resource that the pattern stands for.
func (h *Holder) touches(action string, on value.Text) bool {
	for _, p := range h.Policies.Identity.Policies() {
		for i := range p.Document.Statements {
			s := &p.Document.Statements[i]
			if s.Effect == policy.Deny || !s.Unread() && s.MatchesAction(action) == value.No {
				continue
			}
			if s.Unread() || s.Resources.Not || s.Resources.Partial() || slices.ContainsFunc(s.Resources.List, func(e policy.Element) bool {
				return e.IsUnknown() || policy.Overlaps(e.Text, on) != value.No
			}) {
				return true
			}
		}
	}
	return false
}
