package assess

import (
	"fmt"

	"bailiwick/rule"
	"bailiwick/value"
)

// because returns the reason of the first observation in scope of a deciding
// rule that has the verdict, with its rule and how many there are of it: what
// settles most requirements of which nothing was decided is one sentence.
func (r *roller) because(q *RequirementResult, verdict rule.Verdict) string {
	for i := range q.Edges {
		e := &q.Edges[i]
		if !e.Decides || !e.Built {
			continue
		}
		n, is := e.Sure.Unknown, "is unknown"
		if verdict == rule.NotApplicableVerdict {
			n, is = e.Sure.NotApplicable, "does not apply"
		}
		if n == 0 {
			continue
		}
		if why := r.firstReason(q, e, verdict); why != "" {
			return fmt.Sprintf("%s %s for %d: %s", e.Rule, is, n, why)
		}
	}
	return ""
}

func (r *roller) firstReason(q *RequirementResult, e *Edge, verdict rule.Verdict) string {
	for i, n := range r.byRule()[e.number] {
		o := r.a.Observations[n]
		if o.Covered || r.inScope(q, o.Resource) != value.Yes {
			continue
		}
		asker := r.a.ask()
		if e.variant != nil {
			o, asker = e.variant.decided[i], e.variant.a.ask()
		}
		if o.Verdict != verdict {
			continue
		}
		out := asker.Outcome(o)
		if verdict == rule.NotApplicableVerdict {
			return out.Message
		}
		if reasons := out.Reasons(); len(reasons) > 0 {
			return reasons[0]
		}
		return ""
	}
	return ""
}
