package assess

import (
	"fmt"
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// A claim is an exception with what it says that it is for. Its Standing is
// the one of the same number.
type claim struct {
	rules []uint16       // sorted; nil for those by place
	refs  []settings.Ref // resources, for those of the settings
	entry bool           // a function stands for its entries too
	line  int            // the line at which the failure must be told, 0 for any
}

// A stander finds the exception that an observation stands under. It belongs
// to one goroutine.
type stander struct {
	a       *Assessment
	claims  []claim
	byRule  [][]uint32                // of the settings, by rule
	byBlock map[value.Origin][]uint32 // of comments
	byFile  map[*value.File][]uint32  // of comments
	asker   *Asker                    // nil until a line is asked for
	view    *estate.View

	resource uint32   // the one that was asked for last
	near     []uint32 // its exceptions of comments, sorted
}

// stand notes which failures stand under an exception. It reads nothing but
// failures, so that nothing but a failure can stand under one.
func (a *Assessment) stand() {
	a.Standings, a.void = nil, make(map[judged]uint32)
	a.roller, a.rolled = nil, nil
	for i := range a.Observations {
		a.Observations[i].Standing = 0
	}
	s := &stander{a: a, byRule: make([][]uint32, len(a.Rules)), view: a.Estate.In(nil)}
	a.stander = s
	s.fromSettings()
	s.fromComments()
	maxDays := a.Settings.Exceptions.MaxDays.Get()
	if a.Settings.Exceptions.MaxDays.Any() {
		maxDays = -1
	}
	for i := range a.Standings {
		st := &a.Standings[i]
		st.settle(a.Today, maxDays, slices.Contains(a.Settings.Exceptions.AcceptForeign.Get(), st.Source))
	}
	if len(a.Standings) > 0 {
		for i := range a.Observations {
			if o := &a.Observations[i]; o.Verdict == rule.FailVerdict {
				s.judge(o)
			}
		}
		s.idle()
	}
	a.standUnderBaseline()
}

// judge notes the exceptions that were written for the failure. The first that
// holds is the one that it stands under; if none does, the first is told.
func (s *stander) judge(o *Observation) {
	for _, n := range s.candidates(*o) {
		if !s.meant(n, *o) {
			continue
		}
		st := &s.a.Standings[n]
		st.Matches++
		key := judged{o.Resource, o.Rule}
		if _, told := s.a.void[key]; !told && st.State != Holds {
			s.a.void[key] = n
		}
		if o.Standing == 0 && st.State == Holds {
			o.Standing = n + 1
		}
	}
}

// candidates returns the exceptions that may be for the observation, in their
// order.
func (s *stander) candidates(o Observation) []uint32 {
	if len(s.byBlock)+len(s.byFile) == 0 {
		return s.byRule[o.Rule]
	}
	if s.near == nil || s.resource != o.Resource {
		s.resource, s.near = o.Resource, s.written(s.a.Estate.Resources()[o.Resource].Head())
	}
	if len(s.near) == 0 {
		return s.byRule[o.Rule]
	}
	return slices.Concat(s.byRule[o.Rule], s.near)
}

// written returns the exceptions that comments write for a resource, sorted;
// never nil.
func (s *stander) written(h *estate.Head) []uint32 {
	out := append(make([]uint32, 0, 4), s.byBlock[h.Block]...)
	for _, call := range h.Calls {
		out = append(out, s.byBlock[call]...)
	}
	if len(s.byFile) > 0 {
		out = append(out, s.byFile[s.a.Estate.Places.File(h.Block)]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// meant reports whether the exception is for the observation. Where that
// cannot be told, it is not.
func (s *stander) meant(n uint32, o Observation) bool {
	c, st := &s.claims[n], &s.a.Standings[n]
	r := s.a.Estate.Resources()[o.Resource]
	if _, ok := slices.BinarySearch(c.rules, o.Rule); !ok || st.environment != "" && st.environment != r.Head().Scope.Environment {
		return false
	}
	if c.line != 0 {
		if s.asker == nil {
			s.asker = s.a.NewAsker()
		}
		at := s.asker.Outcome(o).Origin()
		if at == 0 {
			at = r.Head().Block
		}
		return s.a.Estate.Places.At(at).Line == c.line
	}
	if c.refs == nil {
		return true
	}
	return slices.ContainsFunc(c.refs, func(ref settings.Ref) bool { return s.refers(ref, r, c.entry) })
}

// refers reports whether the reference surely means the resource or, for a
// public entry, the function whose URL or permission it is.
func (s *stander) refers(ref settings.Ref, r estate.Resource, entry bool) bool {
	if access.Refers(ref, r) == value.Yes {
		return true
	}
	switch r.Head().Kind() {
	case "function_url", "function_policy", "web_function_endpoint":
	default:
		return false
	}
	for _, l := range s.view.Outgoing(r) {
		if k := l.To.Head().Kind(); entry && len(l.When) == 0 && (k == "function" || k == "web_function") && access.Refers(ref, l.To) == value.Yes {
			return true
		}
	}
	return false
}

// add enters an exception and returns its number.
func (s *stander) add(st Standing, c claim) uint32 {
	s.a.Standings = append(s.a.Standings, st)
	s.claims = append(s.claims, c)
	return uint32(len(s.claims) - 1)
}

// fromSettings enters what the settings accept: exceptions by rule, and the
// public entries, which are exceptions from the rules that read their key.
func (s *stander) fromSettings() {
	set := s.a.Settings
	var ids map[string]uint16
	for _, e := range set.Exceptions.Accepted.Get() {
		if ids == nil {
			ids = rulesByID(s.a.Rules)
		}
		n, known := ids[string(e.Rule)]
		st := Standing{
			Source: fromSettings, Place: placeOf(e.Place), Rule: string(e.Rule), Reason: e.Reason, Measure: e.Measure,
			AskedBy: e.AskedBy, ApprovedBy: e.ApprovedBy, Until: e.Until.Day,
			approvedOn: e.ApprovedOn.Day, environment: e.Environment,
		}
		if !known { // a rule that is not among those of this run
			s.add(st, claim{refs: e.Resources})
			continue
		}
		number := s.add(st, claim{rules: []uint16{n}, refs: e.Resources})
		s.byRule[n] = append(s.byRule[n], number)
	}
	s.public("functions.public", set.Functions.Public.Get())
	s.public("api.public_routes", set.API.PublicRoutes.Get())
	s.public("layers.public", set.Layers.Public.Get())
}

func (s *stander) public(key string, list []settings.Public) {
	if len(list) == 0 {
		return
	}
	var rules []uint16
	for i, r := range s.a.Rules {
		if slices.Contains(r.Settings, key) {
			rules = append(rules, uint16(i))
		}
	}
	for _, p := range list {
		number := s.add(Standing{
			Source: fromSettings, Place: placeOf(p.Place), Rule: key, Reason: p.Reason, Measure: p.Measure,
			AskedBy: p.AskedBy, ApprovedBy: p.ApprovedBy, Until: p.Until.Day,
		}, claim{rules: rules, refs: []settings.Ref{p.Resource}, entry: true})
		for _, n := range rules {
			s.byRule[n] = append(s.byRule[n], number)
		}
	}
}

func placeOf(p settings.Place) string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// fromComments enters what stands in comments, ours first: an exception that
// somebody approved goes before a suppression.
func (s *stander) fromComments() {
	if s.a.Comments == nil || len(s.a.Comments.files) == 0 {
		return
	}
	s.byBlock, s.byFile = make(map[value.Origin][]uint32), make(map[*value.File][]uint32)
	blocks := s.a.Comments.blocks(s.a)
	for _, foreign := range []bool{false, true} {
		for i := range s.a.Comments.files {
			f := &s.a.Comments.files[i]
			for j := range f.marks {
				if m := &f.marks[j]; m.Foreign() == foreign {
					s.comment(f, m, blocks[f.File])
				}
			}
		}
	}
}

func (s *stander) comment(f *commented, m *mark, blocks []block) {
	c := claim{rules: m.rules}
	if m.reach == onFile {
		if f.heads(m) {
			s.byFile[f.File] = append(s.byFile[f.File], s.add(m.Standing, c))
		}
		return
	}
	b, ok := f.target(m, blocks)
	switch {
	case ok && m.reach == onNextLine:
		c.line = m.last + 1
	case !ok && m.Foreign():
		return // it is about something that no rule judges
	}
	n := s.add(m.Standing, c)
	if !ok {
		s.a.Standings[n].idle = "it stands neither on the first line of a resource that is assessed nor above one"
		return
	}
	s.byBlock[b.at] = append(s.byBlock[b.at], n)
}

// idle says of exceptions that were written for nothing that fails, why.
func (s *stander) idle() {
	if !slices.ContainsFunc(s.a.Standings, func(st Standing) bool { return st.Unused() && !st.Foreign() }) {
		return
	}
	seen := make(map[uint32][len(verdictWords)]bool)
	waiting := func(n uint32) bool {
		st := &s.a.Standings[n]
		return st.Unused() && !st.Foreign() && st.idle == ""
	}
	for _, o := range s.a.Observations {
		if o.Verdict == rule.FailVerdict {
			continue
		}
		for _, n := range s.candidates(o) {
			if waiting(n) && s.claims[n].line == 0 && s.meant(n, o) {
				verdicts := seen[n]
				verdicts[o.Verdict] = true
				seen[n] = verdicts
			}
		}
	}
	for i := range s.a.Standings {
		if waiting(uint32(i)) {
			s.a.Standings[i].idle = "no resource matches it"
			var words []string
			for v, met := range seen[uint32(i)] {
				if met {
					words = append(words, verdictWords[v])
				}
			}
			if words != nil {
				s.a.Standings[i].idle = "the rule " + strings.Join(words, " or ") + " there"
			}
		}
	}
}

// verdictWords say what a rule does on a resource, by rule.Verdict.
var verdictWords = [...]string{"is not decided", "passes", "fails", "does not apply", "could not be asked"}
