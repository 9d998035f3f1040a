package access

import (
	"slices"

	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// FullServices answers on which services the principal may take every action
// of the catalogue, on every resource of some type of theirs: by one pattern
// (dynamodb:*, *), by patterns that add up, or by NotAction. Services that are
// exempt, and those whose actions cannot be limited to resources, do not count.
// A Hit's Service is one of them, More how many others there are.
func (g *Grants) FullServices(exempt []string) Reply {
	var r Reply
	q := fullQuestion{grants: g, exempt: exempt}
	for _, st := range g.allows {
		q.add(st)
	}
	r.Concerned = len(g.allows) > 0
	if h, ok := q.everything(); ok {
		r.Hits = []Hit{h}
		return r
	}
	for _, service := range q.candidates() {
		q.decide(&r, service)
	}
	return r
}

// fullQuestion gathers what statements without named resources allow.
type fullQuestion struct {
	grants     *Grants
	exempt     []string
	statements []Statement
	services   []string // that patterns name
	every      bool     // a statement is about all services
}

// add enters the statement if it may take in every resource of a type.
func (q *fullQuestion) add(st Statement) {
	p := q.grants.engine.profile(st.Statement)
	if len(p.wide) == 0 && !st.Resources.Not && !st.Resources.Partial() {
		return
	}
	q.statements = append(q.statements, st)
	q.every = q.every || st.Actions.Not
	for _, a := range p.patterns {
		q.every = q.every || a.all
		for _, service := range a.services() {
			if !slices.Contains(q.services, service) {
				q.services = append(q.services, service)
			}
		}
	}
}

// everything returns the statement that allows every action on every resource,
// where nothing could take a part of it back.
func (q *fullQuestion) everything() (Hit, bool) {
	if q.grants.Limited() {
		return Hit{}, false
	}
	for _, st := range q.statements {
		p := q.grants.engine.profile(st.Statement)
		if st.Effect != policy.Allow || st.Actions.Not || st.Resources.Not || st.HasConditions() != value.No {
			continue
		}
		a := slices.IndexFunc(p.patterns, func(a *actionPattern) bool { return a.all })
		r := slices.IndexFunc(st.Resources.List, func(e policy.Element) bool { return e.Text.Inline() == "*" })
		if a >= 0 && r >= 0 {
			return Hit{
				Statement: st, Service: "*", More: len(catalog.Default().Services()),
				Action: st.Actions.List[p.places[a]], Resource: st.Resources.List[r],
			}, true
		}
	}
	return Hit{}, false
}

// candidates returns the services to look at; the best known first where it is
// about all of them.
func (q *fullQuestion) candidates() []string {
	if !q.every {
		return q.services
	}
	out := slices.Clone(dataServices)
	for _, s := range catalog.Default().Services() {
		if !slices.Contains(dataServices, s) {
			out = append(out, s)
		}
	}
	return out
}

// decide adds the service to the reply if all of it is allowed, or may be.
func (q *fullQuestion) decide(r *Reply, service string) {
	if slices.Contains(q.exempt, service) || !q.enough(service) {
		return
	}
	s, ok := catalog.Default().Service(service)
	if !ok || len(s.ResourceTypes()) == 0 {
		return
	}
	sure := coverage{left: len(s.Actions())}
	possible := sure
	var solo *Hit
	var why string
	for _, st := range q.statements {
		p := q.grants.engine.profile(st.Statement)
		reach, element := q.grants.engine.shared.takesService(st.Statement, p, s)
		bound := namesResource(st.Statement, all)
		if reach == value.No || bound == value.Yes {
			continue
		}
		doubt := doubt(st, p, reach, bound, element)
		if i := p.wholly(st, service); i >= 0 && doubt == "" {
			solo = &Hit{Statement: st, Service: service, Action: st.Actions.List[i], Resource: element}
			break
		}
		actions := p.actions(st.Statement, all, service)
		if len(actions) == 0 {
			continue
		}
		possible.add(st, element, actions, s)
		switch {
		case doubt != "":
			why = doubt
		case sure.apart(element):
			why = "statements on different resources add up"
		default:
			sure.add(st, element, actions, s)
		}
	}
	if solo == nil && sure.left == 0 {
		solo = sure.hit(service)
	}
	if solo == nil && possible.left == 0 {
		h := possible.hit(service)
		h.Why = why
		r.Maybe = more(r.Maybe, *h)
		return
	}
	if solo == nil {
		return
	}
	taken, some := q.taken(s)
	switch taken {
	case value.No:
		solo.Less = some
		r.Hits = more(r.Hits, *solo)
	case value.CannotTell:
		solo.Why = "a Deny or the permissions boundary may take some of it back"
		r.Maybe = more(r.Maybe, *solo)
	}
}

// wholly returns the index of the element that matches every action of the
// service by itself, those to come among them, -1 if there is none.
func (p *profile) wholly(st Statement, service string) int {
	if st.Actions.Not {
		return -1
	}
	for i, a := range p.patterns {
		if a.all || a.service == service && a.text == service+":*" {
			return p.places[i]
		}
	}
	return -1
}

// doubt returns why it cannot be told that the statement allows what it names
// on every resource, "" if it can.
func doubt(st Statement, p *profile, reach, bound value.Answer, element policy.Element) string {
	switch {
	case reach == value.CannotTell:
		return "it cannot be told which resources " + text(element, st.Resources.Reason()) + " takes in"
	case bound == value.CannotTell:
		return "it cannot be told whether its condition names the resource"
	case st.Effect != policy.Allow:
		return "its Effect is not known"
	case st.Actions.Not && p.actionGap != "":
		return "NotAction: " + p.actionGap
	}
	return ""
}

// enough reports whether the patterns could match all actions of the service,
// by their numbers alone.
func (q *fullQuestion) enough(service string) bool {
	from, to := catalog.Default().ActionRange(service)
	n := 0
	for _, st := range q.statements {
		if st.Actions.Not {
			return true
		}
		for _, a := range q.grants.engine.profile(st.Statement).patterns {
			if a.all {
				return true
			}
			if a.service == service || a.unclear {
				n += a.matchCount()
			}
		}
	}
	return to > from && n >= to-from
}

// taken tells whether the statements are below full access: the Deny
// statements take every action of the service back, on every resource, or the
// boundary some. That a Deny takes back some is told with what remains.
func (q *fullQuestion) taken(s *catalog.Service) (answer value.Answer, some bool) {
	if !q.grants.Limited() {
		return value.No, false
	}
	denied, bounded := value.Yes, value.No
	for _, a := range s.Actions() {
		if !a.Scopable() {
			continue
		}
		stopped := q.grants.engine.stop(q.grants.denies, a)
		some = some || stopped != value.No
		denied = atLeast(denied.Not(), stopped.Not()).Not()
		bounded = atLeast(bounded, q.grants.bounded(a))
	}
	return atLeast(denied, bounded), some
}

// takesService tells whether the statement takes in every resource of some
// type of the service, and by which element.
func (s *shared) takesService(st *policy.Statement, p *profile, service *catalog.Service) (value.Answer, policy.Element) {
	answer, element := value.No, policy.Element{}
	for _, t := range service.ResourceTypes() {
		switch got, e := s.takesType(st, p, s.formOf(t)); {
		case got == value.Yes:
			return got, e
		case got == value.CannotTell && answer == value.No:
			answer, element = got, e
		}
	}
	return answer, element
}

// coverage counts which actions of a service are allowed, by statements on the
// same resources.
type coverage struct {
	seen     []bool
	left     int
	first    Statement
	action   policy.Element
	resource policy.Element
}

// apart reports whether the statement is on other resources than those that
// were added, so that together they are not all of either.
func (c *coverage) apart(resource policy.Element) bool {
	return c.first.Statement != nil && c.resource.Text.Inline() != resource.Text.Inline()
}

func (c *coverage) add(st Statement, resource policy.Element, actions []named, s *catalog.Service) {
	if c.first.Statement == nil {
		c.first, c.resource = st, resource
		c.action = st.actionAt(actions[0].element)
	}
	if c.seen == nil {
		c.seen = make([]bool, c.left)
	}
	first := s.Actions()[0].Number
	for _, a := range actions {
		if i := a.Number - first; !c.seen[i] {
			c.seen[i] = true
			c.left--
		}
	}
}

func (c *coverage) hit(service string) *Hit {
	return &Hit{Statement: c.first, Service: service, Action: c.action, Resource: c.resource}
}

// more adds the hit, or counts it where one stands for the same statement.
func more(hits []Hit, h Hit) []Hit {
	if len(hits) > 0 && hits[0].Statement == h.Statement && hits[0].Action.Place == h.Action.Place {
		hits[0].More++
		return hits
	}
	return append(hits, h)
}
