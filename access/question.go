package access

import (
	"slices"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Reply is what the grants of a principal say to a question.
type Reply struct {
	Hits      []Hit // what is granted
	Maybe     []Hit // what may be, each with the reason why it cannot be told
	Concerned bool  // a statement is about the actions asked for, whatever its resources
}

// A Hit is the part of a statement that a question is about.
type Hit struct {
	Statement
	Service  string         // the prefix of the actions, "*" for all services
	Names    []string       // the actions, as AWS writes them, at most maxNamed
	More     int            // how many further ones there are
	Action   policy.Element // the first element that names one
	Resource policy.Element // the element that decides; absent where it is not one
	Less     bool           // a Deny takes a part back, or may
	Why      string         // of what only may be: why it cannot be told
}

// maxNamed is how many actions a Hit names.
const maxNamed = 8

// Facts returns what the hit rests on: the action, the resource and the policy
// that it stands in.
func (h Hit) Facts() []Fact {
	var facts []Fact
	if !h.Resource.IsAbsent() {
		facts = append(facts, h.element(word("Resource", h.Resources.Not), h.Resource))
	}
	if !h.Action.IsAbsent() {
		facts = append(facts, h.element(word("Action", h.Actions.Not), h.Action))
	}
	return append(facts, h.Statement.Fact())
}

// word is the name of an element as it was written.
func word(name string, not bool) string {
	if not {
		return "Not" + name
	}
	return name
}

// UnscopedWrites answers what the principal may change on every resource of a
// kind: actions of data stores, messaging services, functions and state
// machines whose statement names no resource.
func (g *Grants) UnscopedWrites() Reply { return g.unscoped(writes) }

// UnscopedReads answers whose content the principal may read on every resource
// of a kind.
func (g *Grants) UnscopedReads() Reply { return g.unscoped(reads) }

// UnscopedActions answers which actions that could be limited to a resource
// the principal may take on every resource.
func (g *Grants) UnscopedActions() Reply { return g.unscoped(scopable) }

// UnscopedDecrypt answers whether the principal may decrypt with every key.
func (g *Grants) UnscopedDecrypt() Reply { return g.unscoped(decrypt) }

// UnscopedPassRole answers whether the principal may hand every role to a
// service.
func (g *Grants) UnscopedPassRole() Reply { return g.unscoped(passRole) }

// UnscopedAssumeRole answers whether the principal may take every role, or one
// in every account.
func (g *Grants) UnscopedAssumeRole() Reply { return g.unscoped(takeRole) }

// UnscopedInvoke answers whether the principal may invoke every function.
func (g *Grants) UnscopedInvoke() Reply { return g.unscoped(invoke) }

// UnscopedCredentials answers which credentials of others the principal may
// have made or read, whoever's they are. Parameters count where it may also
// decrypt with every key.
func (g *Grants) UnscopedCredentials() Reply {
	r := g.unscoped(credentials)
	read, decrypts := g.unscoped(parameters), g.unscoped(decrypt)
	hits, maybe := slices.Clip(r.Hits), slices.Clip(r.Maybe)
	switch {
	case len(read.Hits) > 0 && len(decrypts.Hits) > 0:
		hits = append(hits, read.Hits...)
	case len(read.Hits)+len(read.Maybe) > 0 && len(decrypts.Hits)+len(decrypts.Maybe) > 0:
		maybe = append(append(maybe, read.Maybe...), decrypts.Maybe...)
	}
	return Reply{Hits: hits, Maybe: maybe, Concerned: r.Concerned || read.Concerned}
}

// UnscopedPermissions answers which rights of others the principal may change,
// on every resource of a kind: actions of AWS's access level "permissions
// management". Grants on keys that only services of AWS make are none.
func (g *Grants) UnscopedPermissions() Reply { return g.unscoped(permissions) }

// UnscopedBroad answers which actions that write, or read content, a policy of
// AWS gives on every resource of their kind.
func (g *Grants) UnscopedBroad() Reply { return g.unscoped(broad) }

// unscoped answers for the actions of a selection.
func (g *Grants) unscoped(sel selection) Reply {
	if r, ok := g.replies[sel]; ok {
		return r
	}
	var r Reply
	for _, st := range g.allows {
		g.ask(&r, st, sel)
	}
	if g.replies == nil {
		g.replies = make(map[selection]Reply)
	}
	g.replies[sel] = r
	return r
}

// ask adds what one statement says.
func (g *Grants) ask(r *Reply, st Statement, sel selection) {
	p := g.engine.profile(st.Statement)
	open := len(p.wide) > 0 || st.Resources.Not || st.Resources.Partial() || st.Resources.IsAbsent()
	if !open && r.Concerned {
		return
	}
	for _, service := range p.services(st.Statement, sel.services()) {
		actions := p.actions(st.Statement, sel, service)
		if len(actions) == 0 {
			continue
		}
		r.Concerned = true
		if !open {
			return
		}
		g.askService(r, st, p, sel, actions)
		if sel.services() == nil && len(r.Hits) > 0 {
			return // one service is told of: "*" has 456
		}
	}
}

func (g *Grants) askService(r *Reply, st Statement, p *profile, sel selection, actions []named) {
	bound := value.CannotTell // not asked yet
	asked := false
	for _, a := range actions {
		reach, element := g.engine.reach(st.Statement, p, sel, a.Action)
		if reach == value.No {
			continue
		}
		if !asked {
			bound, asked = namesResource(st.Statement, sel), true
		}
		if bound == value.Yes {
			return
		}
		taken := g.taken(a.Action)
		if taken == value.Yes {
			continue
		}
		h := Hit{Statement: st, Service: a.Service, Action: st.actionAt(a.element), Resource: element}
		h.Why = doubt(st, p, reach, bound, element)
		if h.Why == "" && taken == value.CannotTell {
			h.Why = "a Deny or the permissions boundary may take it back"
		}
		if h.Why != "" {
			r.Maybe = join(r.Maybe, h, a.Action)
		} else {
			r.Hits = join(r.Hits, h, a.Action)
		}
	}
}

// text names a resource element in a sentence.
func text(e policy.Element, otherwise string) string {
	if e.IsAbsent() || e.IsUnknown() {
		if otherwise != "" {
			return "the Resource (" + otherwise + ")"
		}
		return "the Resource"
	}
	return e.String()
}

// join adds an action to the hit that is like h, or h.
func join(hits []Hit, h Hit, a *catalog.Action) []Hit {
	i := slices.IndexFunc(hits, func(o Hit) bool {
		return o.Statement == h.Statement && o.Service == h.Service && o.Resource.Place == h.Resource.Place && o.Why == h.Why
	})
	if i < 0 {
		hits, i = append(hits, h), len(hits)
	}
	if len(hits[i].Names) < maxNamed {
		hits[i].Names = append(hits[i].Names, a.String())
	} else {
		hits[i].More++
	}
	return hits
}

// reach tells whether the statement takes in every resource for the action.
// Of sts:AssumeRole it is enough that one name is taken in every account.
func (e *Engine) reach(st *policy.Statement, p *profile, sel selection, a *catalog.Action) (value.Answer, policy.Element) {
	answer, element := e.shared.wide(st, p, a)
	if sel != takeRole || answer == value.Yes || st.Resources.Not {
		return answer, element
	}
	for _, i := range p.wide {
		r := st.Resources.List[i]
		switch got := anyAccount(r.Text); {
		case got == value.Yes:
			return got, r
		case got == value.CannotTell && answer == value.No:
			answer, element = got, r
		}
	}
	return answer, element
}
