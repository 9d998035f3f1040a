package access

import (
	"bailiwick/iam/catalog"
	"bailiwick/iam/policy"
)

// WildcardActions answers which action patterns match more than is meant by
// them: more than limit actions of the catalogue, or any that writes or manages
// permissions. A prefix (dynamodb:Get*) that matches only actions that read and
// list is no hit, whatever their number. NotAction is one. Concerned is set if
// anything is allowed. More is how many actions match.
func (g *Grants) WildcardActions(limit int) Reply {
	var r Reply
	for _, st := range g.allows {
		r.Concerned = true
		p := g.engine.profile(st.Statement)
		if st.Actions.Not {
			h := Hit{Statement: st, Service: "*", More: catalog.Default().ActionCount(), Action: st.actionAt(0)}
			for _, a := range p.patterns {
				h.More -= a.matchCount()
			}
			r.add(h, h.More > limit)
			continue
		}
		for i, a := range p.patterns {
			if !a.wild {
				continue
			}
			h := Hit{Statement: st, Service: a.service, More: a.matchCount(), Action: st.Actions.List[p.places[i]]}
			switch {
			case a.service != "" && !inCatalogue(a.service):
				h.Why = "the service " + a.service + " is not in the catalogue of " + catalog.Default().Date().String()
				r.add(h, true)
			case a.all:
				h.Service = "*"
				r.add(h, true)
			default:
				r.add(h, a.tooWide(limit))
			}
		}
	}
	return r
}

// add enters a hit if it counts.
func (r *Reply) add(h Hit, counts bool) {
	switch {
	case !counts:
	case h.Why != "":
		r.Maybe = append(r.Maybe, h)
	case h.Effect != policy.Allow:
		h.Why = "its Effect is not known"
		r.Maybe = append(r.Maybe, h)
	default:
		r.Hits = append(r.Hits, h)
	}
}

func inCatalogue(service string) bool {
	from, to := catalog.Default().ActionRange(service)
	return to > from
}

// tooWide reports whether the pattern matches more than limit actions or one
// that writes, and is no prefix of reading ones.
func (a *actionPattern) tooWide(limit int) bool {
	if a.wide == nil {
		writes := false
		for action := range catalog.Default().Match(a.text) {
			writes = writes || action.Levels.Has(catalog.Write) || action.Levels.Has(catalog.PermissionsManagement)
		}
		a.wide = &wideness{writes: writes, prefix: literalPrefix(a.text)+"*" == a.text}
	}
	return a.wide.writes || !a.wide.prefix && a.matchCount() > limit
}

// wideness is what a pattern's matches are like.
type wideness struct{ writes, prefix bool }
