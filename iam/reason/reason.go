// Package reason answers questions about all requests at once: is there any
// request with some property that these policies allow?
//
//	answer := reason.Compare(a, b) // does a allow what b does not?
//
// An [Answer] is no, and then it is a proof; or yes, with a request as
// [Witness], which authz.Decide has confirmed; or it is outside what is decided
// exactly, and names the construct.
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
	"maps"
	"slices"
	"strings"

	"bailiwick/iam/authz"
	"bailiwick/iam/catalog"
	"bailiwick/value"
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

// A confirmer decides a request as it is asked: whether it is one that the
// question is about.
type confirmer func(*authz.Request) (*Witness, bool)

// run looks for a request on any of the paths, of any of the kinds of callers.
func (p *problem) run(kinds []caller, paths []path, confirm confirmer) Answer {
	return p.runEach(kinds, func(caller) []path { return paths }, confirm)
}

// runEach is run where each kind of caller has its own paths.
func (p *problem) runEach(kinds []caller, paths func(caller) []path, confirm confirmer) Answer {
	var searches []*search
	for _, kind := range kinds {
		s := p.newSearch(kind, paths(kind))
		if err := s.ask(); err != nil {
			return p.outside(err)
		}
		if s.viable() {
			searches = append(searches, s)
		}
	}
	if len(searches) == 0 { // nobody of whom it is asked is named
		return Answer{Verdict: No}
	}
	spaces, err := p.prepare()
	if err != nil {
		return p.outside(err)
	}
	open := ""
	blocks := make(map[int32]bool)
	for _, s := range searches {
		s.mask()
		w, why, err := s.witness(spaces, confirm)
		switch {
		case err != nil:
			return p.outside(err)
		case w != nil:
			return Answer{Verdict: Yes, Witness: w}
		case why != "":
			open = why
		default:
			maps.Copy(blocks, s.blocks)
		}
	}
	if open != "" {
		return Answer{Why: open}
	}
	return Answer{Verdict: No, Because: p.because(blocks)}
}

// maxRefuted bounds how many requests may fail before the evaluator: those on
// what AWS lets nobody change, such as service-linked roles, do.
const maxRefuted = 8

// witness looks for a request that the evaluator confirms, or else says why
// there may be one; "" for neither.
func (s *search) witness(spaces [][]region, confirm confirmer) (*Witness, string, error) {
	open := ""
	for range maxRefuted {
		found, err := s.first(spaces)
		if err != nil || found == nil {
			return nil, open, err
		}
		if w := s.confirmed(found, confirm); w != nil {
			return w, "", nil
		}
		if found.uncertain != "" {
			return nil, found.uncertain, nil
		}
		open = "the request " + found.action + " on " + found.resource + " is not confirmed by the evaluator"
		s.refuted[found.about] = true
	}
	return nil, open, nil
}

// first looks for a request in every reading of the resources: the first that
// is certain, else one that may be, else nil.
func (s *search) first(spaces [][]region) (*finding, error) {
	var maybe *finding
	for r, regions := range spaces {
		clear(s.seen)
		found, err := s.all(s.spaces[r], regions)
		if err != nil || found != nil && found.uncertain == "" {
			return found, err
		}
		if maybe == nil {
			maybe = found
		}
	}
	if maybe != nil || !s.differ(asWhole) {
		return maybe, nil
	}
	return s.wide()
}

func (p *problem) outside(err error) Answer { return Answer{Why: err.Error()} }

// confirmed returns the witness that a finding is, a nicer one if there is.
func (s *search) confirmed(f *finding, confirm confirmer) *Witness {
	nice, err := s.nicer()
	if err != nil {
		nice = nil // the budget is spent: f will do
	}
	for _, f := range []*finding{nice, f} {
		if f == nil || f.uncertain != "" {
			continue
		}
		if f != nice {
			s.polish(f)
		}
		r, keys := s.request(f)
		s.guess.lift(r, keys)
		if w, ok := confirm(r); ok {
			w.Keys, w.Unlisted = keys, s.unlisted(f, keys)
			return w
		}
	}
	return nil
}

// because returns statements in the order of the problem.
func (p *problem) because(blocks map[int32]bool) []authz.Reference {
	var out []authz.Reference
	for i := range p.statements {
		if ref := p.statements[i].from; blocks[int32(i)] && ref.Statement != nil && !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out
}

// agreed reports whether all readings agree on a resource.
func (p *problem) agreed(word string) (bool, error) {
	takes := p.spaces[bySegment].of(word).takes
	for r := bySegment; r < numReadings; r++ {
		if err := p.budget.spend(p.spaces[r].work(word)); err != nil {
			return false, err
		}
		if p.differ(r) && !slices.Equal(takes, p.spaces[r].of(word).takes) {
			return false, nil
		}
	}
	return true, nil
}

// differ reports whether a reading may differ from the first.
func (p *problem) differ(r reading) bool {
	if p.differs == nil {
		p.differs = new([numReadings]bool)
		for i := range p.resources {
			for _, t := range p.resources[i].texts {
				q := compileResource(t, bySegment)
				p.differs[strictly] = p.differs[strictly] || improper(t, &q)
				p.differs[padded] = p.differs[padded] || q.short && t.Inline() != "*"
				p.differs[asWhole] = p.differs[asWhole] || slices.ContainsFunc(q.signs, func(c sign) bool { return c == run || c == one })
			}
		}
	}
	p.differs[spoilt] = p.differs[padded]
	return p.differs[r]
}

// disputed says which pattern is read in different ways for a resource.
func (p *problem) disputed(word string) string {
	for i := range p.resources {
		for _, t := range p.resources[i].texts {
			q := compileResource(t, bySegment)
			for r := strictly; r < numReadings; r++ {
				if other := compileResource(t, r); q.takes(word) != other.takes(word) {
					return "whether the resource " + t.String() + " takes " + word + " is read in different ways"
				}
			}
		}
	}
	return "it is read in different ways which resources a statement is about"
}

// wide looks for a request in the reading in which wildcards span colons. Of
// the many ways in which patterns then overlap it follows only those in which
// a request may still be found.
func (s *search) wide() (*finding, error) {
	space := s.spaces[asWhole]
	tried := make(map[string]bool)
	unsure := make([]value.Answer, len(s.resources))
	for i := range s.regions {
		a := &s.regions[i]
		if _, key := s.live(a.takes, unsure); tried[key] {
			continue
		} else {
			tried[key] = true
		}
		var failure error
		possible := make(map[string]bool)
		prune := func(takes []value.Answer) bool {
			l, key := s.live(a.takes, takes)
			may, ok := possible[key]
			if !ok {
				s.setUnknown(a, space, &region{takes: takes})
				s.unknown[1].either(takes)
				left, err := s.try(l, false, nil)
				if err != nil {
					failure = err
				}
				may = left != nil
				possible[key] = may
			}
			return !may
		}
		regions, err := space.regions(s.budget, prune)
		if err == nil {
			err = failure
		}
		if err != nil {
			return nil, err
		}
		for j := range regions {
			r := &regions[j]
			if err := s.budget.spend(8 + len(s.statements)); err != nil {
				return nil, err
			}
			l, _ := s.live(a.takes, r.takes)
			s.setUnknown(a, space, r)
			left, err := s.try(l, false, nil)
			if err != nil {
				return nil, err
			}
			if left != nil {
				f := s.finding(a, r.word, left)
				f.uncertain = s.disputed(r.word)
				return f, nil
			}
		}
	}
	return nil, nil
}
