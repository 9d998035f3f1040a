package assess

import (
	"iter"
	"slices"
	"strings"

	"bailiwick/estate"
	"bailiwick/framework"
	"bailiwick/rule"
	"bailiwick/value"
)

// A roller rolls observations up to requirements. It adds them up once, by rule
// and by class of resource: two resources are of one class if they are in the
// same scopes. A requirement is then a sum over the classes in its scope,
// however many resources there are.
type roller struct {
	a          *Assessment
	rules      map[string]uint16
	benchmarks map[string]Benchmark
	variants   map[string]*variant

	columns map[string]int // of a scope or selector
	classOf []uint32       // by resource
	answers [][]value.Answer
	tallies []Tally // by class, then rule

	scopes  map[*RequirementResult][]int // the columns that it is bound by
	indexed [][]uint32                   // observations by rule, once asked for
}

func newRoller(a *Assessment) *roller {
	r := &roller{
		a: a, rules: make(map[string]uint16, len(a.Rules)), benchmarks: make(map[string]Benchmark),
		variants: make(map[string]*variant), columns: make(map[string]int), scopes: make(map[*RequirementResult][]int),
	}
	for i, u := range a.Rules {
		r.rules[u.ID] = uint16(i)
		for _, was := range u.Was {
			r.rules[was] = uint16(i)
		}
	}
	a.roller = r
	r.part()
	r.tally()
	return r
}

// part sorts the resources into classes, by every scope and selector that the
// frameworks of the run use.
func (r *roller) part() {
	resources := r.a.Estate.Resources()
	r.classOf = make([]uint32, len(resources))
	r.answers = [][]value.Answer{nil}
	m := newMembership(r.a)
	add := func(key string, column func() []value.Answer) {
		if _, have := r.columns[key]; have || key == "" {
			return
		}
		r.columns[key] = len(r.columns)
		r.split(column())
	}
	scopes := make(map[framework.Scope]map[estate.Kind]bool)
	var order []framework.Scope
	for _, f := range r.chosen() {
		add(f.selector.key(), func() []value.Answer { return m.selected(f.selector) })
		for q := range withBenchmarks(r.a.Library, f.Framework) {
			if scopeKey(q.Scope) == "" {
				continue
			}
			kinds, have := scopes[q.Scope]
			if !have {
				kinds = make(map[estate.Kind]bool)
				scopes[q.Scope] = kinds
				order = append(order, q.Scope)
			}
			r.judged(q, kinds)
		}
	}
	for _, s := range order {
		add(scopeKey(s), func() []value.Answer { return m.scope(s, scopes[s]) })
	}
}

// judged adds the kinds that rules of the requirement judge.
func (r *roller) judged(q *framework.Requirement, kinds map[estate.Kind]bool) {
	for _, ids := range [][]string{q.Decides, q.Strengthens} {
		for _, id := range ids {
			if n, ok := r.rules[id]; ok {
				for _, d := range r.a.Rules[n].Decide {
					kinds[d.Kind()] = true
				}
			}
		}
	}
}

// withBenchmarks yields the requirements of a framework, and those of the
// frameworks that decide some of them, each framework once.
func withBenchmarks(l *framework.Library, f *framework.Framework) iter.Seq[*framework.Requirement] {
	return func(yield func(*framework.Requirement) bool) {
		list := []*framework.Framework{f}
		for i := 0; i < len(list); i++ {
			for _, q := range list[i].Requirements {
				if !yield(q) {
					return
				}
				for _, name := range q.Via {
					if b, ok := l.Find(name); ok && !slices.Contains(list, b) {
						list = append(list, b)
					}
				}
			}
		}
	}
}

// scopeKey names the column of a scope, "" for one that bounds nothing: rules
// about accounts and organisations judge kinds of accounts and organisations.
func scopeKey(s framework.Scope) string {
	switch s.Sort {
	case framework.Everything, framework.Account, framework.Organisation:
		return ""
	}
	return s.String()
}

// split parts each class by the answers of one more column.
func (r *roller) split(column []value.Answer) {
	next := make([]uint32, 3*len(r.answers)) // by class and answer: 1 + the new class
	var answers [][]value.Answer
	for i, is := range column {
		was := r.classOf[i]
		to := &next[3*was+uint32(is)]
		if *to == 0 {
			answers = append(answers, append(slices.Clip(r.answers[was]), is))
			*to = uint32(len(answers))
		}
		r.classOf[i] = *to - 1
	}
	if len(column) == 0 {
		answers = [][]value.Answer{append(slices.Clip(r.answers[0]), value.No)}
	}
	r.answers = answers
}

// tally adds up the observations.
func (r *roller) tally() {
	r.tallies = make([]Tally, len(r.answers)*len(r.a.Rules))
	for i := range r.a.Observations {
		if o := &r.a.Observations[i]; !o.Covered {
			r.tallies[int(r.classOf[o.Resource])*len(r.a.Rules)+int(o.Rule)].add(r.a, *o)
		}
	}
}

func (t *Tally) add(a *Assessment, o Observation) {
	switch o.Verdict {
	case rule.PassVerdict:
		t.Pass++
	case rule.FailVerdict:
		switch {
		case a.isInfo(o):
			t.Info++
		case a.isExcepted(o):
			t.Excepted++
		default:
			t.Fail++
		}
	case rule.NotApplicableVerdict:
		t.NotApplicable++
	case rule.ErrorVerdict:
		t.Error++
	default:
		t.Unknown++
	}
}

// isExcepted reports whether the failure stands under an exception that
// somebody approved. A baseline approves nothing: what it holds still breaks
// the requirement.
func (a *Assessment) isExcepted(o Observation) bool {
	return o.Standing != 0 && a.Standings[o.Standing-1].Source != fromBaseline
}

// isInfo reports whether the failure is information only. What the settings
// make of a rule's severity counts for the exit status, and not here.
func (a *Assessment) isInfo(o Observation) bool {
	if a.replaced == nil {
		a.replaced = a.severities()
	}
	if a.replaced[o.Rule] == rule.Unrated {
		return o.Severity == rule.Info
	}
	out := a.ask().Outcome(o)
	if out.Severity != rule.Unrated {
		return out.Severity == rule.Info
	}
	return a.Rules[o.Rule].Severity == rule.Info
}

// bound returns the columns that bind a requirement.
func (r *roller) bound(f *FrameworkResult, q *framework.Requirement) []int {
	var out []int
	for _, key := range []string{f.selector.key(), scopeKey(q.Scope)} {
		if n, ok := r.columns[key]; ok {
			out = append(out, n)
		}
	}
	return out
}

// within tells whether the resources of a class are within the columns.
func (r *roller) within(class int, columns []int) value.Answer {
	in := value.Yes
	for _, n := range columns {
		in = value.Both(in, r.answers[class][n])
	}
	return in
}

// inScope tells whether a resource is in the scope of a requirement.
func (r *roller) inScope(q *RequirementResult, resource uint32) value.Answer {
	return r.within(int(r.classOf[resource]), r.scopes[q])
}

// edges adds up what the rules of a requirement say in its scope.
func (r *roller) edges(f *FrameworkResult, out *RequirementResult) {
	q := out.Requirement
	columns := r.bound(f, q)
	r.scopes[out] = columns
	with := q.Assignments(f.Profiles)
	assigned := q.Scope.Sort != framework.ByClass || r.assigned(q.Scope.Class)
	out.Edges = make([]Edge, 0, len(q.Decides)+len(q.Strengthens))
	for i, id := range slices.Concat(q.Decides, q.Strengthens) {
		e := Edge{Rule: id, Decides: i < len(q.Decides)}
		if n, ok := r.rules[id]; ok {
			e.Built, e.number, e.Rule = true, n, r.a.Rules[n].ID
			e.With, e.variant = r.at(n, with)
			r.sum(&e, columns, assigned)
			e.Hidden = r.hidden(n)
		}
		out.Edges = append(out.Edges, e)
	}
}

// sum adds up what an edge's rule says of the resources within the columns.
// Where nobody has assigned the class that binds the requirement, what may be
// in scope counts for nothing, and is not decided at the edge's settings.
func (r *roller) sum(e *Edge, columns []int, assigned bool) {
	within := make([]value.Answer, len(r.answers))
	for class := range within {
		within[class] = r.within(class, columns)
	}
	if e.variant != nil {
		r.sumAt(e, within, assigned)
		return
	}
	for class, in := range within {
		switch t := r.tallies[class*len(r.a.Rules)+int(e.number)]; in {
		case value.Yes:
			e.Sure.join(t)
		case value.CannotTell:
			e.Perhaps.join(t)
		}
	}
}

// sumAt adds up what an edge's rule says at the settings of the edge.
func (r *roller) sumAt(e *Edge, within []value.Answer, assigned bool) {
	var sure, perhaps []int
	for i, n := range e.variant.list {
		o := &r.a.Observations[n]
		switch in := within[r.classOf[o.Resource]]; {
		case o.Covered || in == value.No:
		case in == value.Yes:
			sure = append(sure, i)
		case assigned:
			perhaps = append(perhaps, i)
		default:
			e.Perhaps.Unknown++
		}
	}
	e.variant.decide(slices.Concat(sure, perhaps))
	for _, i := range sure {
		e.Sure.add(r.a, e.variant.decided[i])
	}
	for _, i := range perhaps {
		e.Perhaps.add(r.a, e.variant.decided[i])
	}
}

// byRule returns the numbers of the observations by rule.
func (r *roller) byRule() [][]uint32 {
	if r.indexed == nil {
		r.indexed = make([][]uint32, len(r.a.Rules))
		for i, o := range r.a.Observations {
			r.indexed[o.Rule] = append(r.indexed[o.Rule], uint32(i))
		}
	}
	return r.indexed
}

// hidden says why resources that the rule judges may stand in a part of the
// input that was not read; "" if none may.
func (r *roller) hidden(number uint16) string {
	for _, g := range r.a.Estate.Gaps {
		for _, d := range r.a.Rules[number].Decide {
			if k := d.Kind(); k.InAWS() && (g.Kinds == nil || slices.Contains(g.Kinds, k)) {
				return strings.TrimSpace(g.Why.Reason())
			}
		}
	}
	return ""
}

// complete reports whether everything was read that could hold a resource of
// the kinds that the rules judge.
func (r *roller) complete(edges []Edge) bool {
	if len(r.a.Estate.Scopes) == 0 || slices.ContainsFunc(r.a.Estate.Scopes, func(s *estate.Scope) bool { return !s.Baseline }) {
		return false
	}
	return !slices.ContainsFunc(edges, func(e Edge) bool { return e.Decides && (!e.Built || e.Hidden != "") })
}
