package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bailiwick/framework"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// Status is what a run says of a requirement.
type Status uint8

// The statuses. The zero Status is the honest one.
const (
	NotEvaluated      Status = iota // nothing was decided, or what must be stated is not
	Met                             // everything that decides it passes, and people stated their part
	MetWithException                // the same, but for accepted risks
	NotMet                          // a deciding rule fails
	PartlyEvidenced                 // something decided, something unknown
	AwaitsAttestation               // a person's word is missing
	NotApplicable                   // it is not asked here
	Inherited                       // AWS carries it, and its report is on file
)

// Statuses lists the statuses in the order in which they are always told.
var Statuses = [...]Status{Met, MetWithException, NotMet, PartlyEvidenced, AwaitsAttestation, NotEvaluated, NotApplicable, Inherited}

// String returns the status as programs read it.
func (s Status) String() string { return strings.ReplaceAll(s.Words(), " ", "-") }

// Words returns the status as people read it.
func (s Status) Words() string {
	return [...]string{
		"not evaluated", "met", "met with exception", "not met", "partly evidenced", "awaits attestation", "not applicable", "inherited",
	}[s]
}

// A FrameworkResult is what a run says of a framework.
type FrameworkResult struct {
	*framework.Framework
	Claimed  bool     // the settings name it
	Profiles []string // that the settings chose
	Part     string   // the part of the estate that it holds for, in words; "" for all of it
	Results  []*RequirementResult

	selector selector
}

// Count returns how many requirements have each status.
func (f *FrameworkResult) Count() (n [len(Statuses)]int) {
	for _, r := range f.Results {
		n[r.Status]++
	}
	return n
}

// A RequirementResult is what a run says of a requirement, and what that rests
// on.
type RequirementResult struct {
	*framework.Requirement
	Status      Status
	Why         string                // one sentence
	Edges       []Edge                // those that decide, then those that strengthen
	Benchmarks  []Benchmark           // what the text asks for by way of another
	Attestation *settings.Attestation // that it rests on, or that would count if it had not ended; nil for none
	Ended       bool                  // the attestation is past its end, or its day has not come
}

// Counts adds up what the deciding rules say of the resources in scope.
func (r *RequirementResult) Counts() Tally {
	var sum Tally
	for _, e := range r.Edges {
		if e.Decides {
			sum.join(e.Sure)
		}
	}
	return sum
}

// An Edge is a rule of a requirement, with what it says in scope.
type Edge struct {
	Rule    string // its id
	Decides bool   // otherwise it strengthens
	Built   bool   // this build has the rule
	With    []framework.Assignment
	Sure    Tally  // of resources that are in scope
	Perhaps Tally  // of resources of which that cannot be told
	Hidden  string // why resources in scope may not have been read; "" if none may

	number  uint16   // of Inputs.Rules, where it is built
	variant *variant // where a setting makes a difference; nil for the run's own
}

// Open reports whether something about the edge is not known.
func (e *Edge) Open() bool {
	return !e.Built || e.Hidden != "" || e.Sure.open()+e.Perhaps.open()+e.Perhaps.Fail+e.Perhaps.Excepted > 0
}

// A Benchmark is a framework whose met state decides.
type Benchmark struct {
	Name   string
	Status Status // Met, MetWithException, NotMet, PartlyEvidenced or NotEvaluated
	Why    string
}

// A Tally counts observations for a requirement.
type Tally struct {
	Pass, Fail, Excepted, Unknown, NotApplicable, Error int
	Info                                                int // failures that are information only, and count for nothing
}

// Decided counts what passes or fails, under an exception or not.
func (t Tally) Decided() int { return t.Pass + t.Fail + t.Excepted }

// Total counts everything.
func (t Tally) Total() int { return t.Decided() + t.open() + t.NotApplicable + t.Info }

func (t Tally) open() int { return t.Unknown + t.Error }

func (t *Tally) join(u Tally) {
	t.Pass += u.Pass
	t.Fail += u.Fail
	t.Excepted += u.Excepted
	t.Unknown += u.Unknown
	t.NotApplicable += u.NotApplicable
	t.Error += u.Error
	t.Info += u.Info
}

// Frameworks returns what the run says of each framework that the settings
// name, or of all that are in force if they name none. It is worked out when it
// is first asked for.
func (a *Assessment) Frameworks() []*FrameworkResult {
	if a.Library == nil || a.Settings.Frameworks.InScope.Any() {
		return nil
	}
	if a.rolled == nil {
		r := newRoller(a)
		for _, f := range r.chosen() {
			r.roll(f)
			a.rolled = append(a.rolled, f)
		}
	}
	return a.rolled
}

// chosen returns the frameworks of the run. One that is named several times
// holds for all that any of its entries admits.
func (r *roller) chosen() []*FrameworkResult {
	var out []*FrameworkResult
	named := r.a.Settings.Frameworks.InScope
	if !named.Set() {
		for _, f := range r.a.Library.All() {
			if !f.Proposed {
				out = append(out, &FrameworkResult{Framework: f})
			}
		}
		return out
	}
	for _, s := range named.Get() {
		f, ok := r.a.Library.Find(string(s.Name))
		if !ok {
			continue // told when the settings were read
		}
		i := slices.IndexFunc(out, func(have *FrameworkResult) bool { return have.Framework == f })
		if i < 0 {
			i = len(out)
			out = append(out, &FrameworkResult{Framework: f, Claimed: true})
		}
		for _, p := range s.Profile {
			if !slices.Contains(out[i].Profiles, p) {
				out[i].Profiles = append(out[i].Profiles, p)
			}
		}
		out[i].selector = append(out[i].selector, s)
	}
	for _, f := range out {
		f.Part = f.selector.String()
	}
	return out
}

// roll settles the requirements of a framework.
func (r *roller) roll(f *FrameworkResult) {
	for _, q := range f.Requirements {
		out := &RequirementResult{Requirement: q}
		if f.Holds(q, f.Profiles) && !q.Superseded.On(r.a.Today) {
			r.edges(f, out)
			for _, name := range q.Via {
				out.Benchmarks = append(out.Benchmarks, r.benchmark(f, name))
			}
		}
		r.attested(f, out)
		out.Status, out.Why = r.status(f, out)
		f.Results = append(f.Results, out)
	}
}

// benchmark rolls up a framework that decides a requirement of another one, for
// the part of the estate that the other holds for.
func (r *roller) benchmark(of *FrameworkResult, name string) Benchmark {
	b := Benchmark{Name: name}
	f, ok := r.a.Library.Find(name)
	if !ok {
		b.Why = "there is no such framework"
		return b
	}
	key := f.Name + "\x00" + of.selector.String()
	if have, ok := r.benchmarks[key]; ok {
		return have
	}
	result := &FrameworkResult{Framework: f, selector: of.selector}
	for _, s := range r.a.Settings.Frameworks.InScope.Get() {
		if named, ok := r.a.Library.Find(string(s.Name)); ok && named == f {
			result.Profiles = append(result.Profiles, s.Profile...)
		}
	}
	r.roll(result)
	n := result.Count()
	total := len(result.Results)
	settled := n[Met] + n[NotApplicable] + n[Inherited]
	switch {
	case n[NotMet] > 0:
		b.Status = NotMet
		b.Why = fmt.Sprintf("%d of %d requirements of %s are not met", n[NotMet], total, f.Name)
	case settled == total && n[Met] > 0:
		b.Status, b.Why = Met, "all "+fmt.Sprint(total)+" requirements of "+f.Name+" are met, inherited or not applicable"
	case settled+n[MetWithException] == total && n[MetWithException] > 0:
		b.Status, b.Why = MetWithException, fmt.Sprintf("%d of %d requirements of %s are met with an exception", n[MetWithException], total, f.Name)
	case n[Met]+n[MetWithException]+n[PartlyEvidenced] > 0:
		b.Status = PartlyEvidenced
		b.Why = fmt.Sprintf("%d of %d requirements of %s are met", n[Met]+n[MetWithException], total, f.Name)
	default:
		b.Why = "no requirement of " + f.Name + " is met or not met"
	}
	r.benchmarks[key] = b
	return b
}

// A Rested is an observation that a requirement rests on.
type Rested struct {
	Observation
	With []framework.Assignment // settings at which it was judged; nil where they are the run's own
}

// Rests yields the observations of the deciding rules on the resources in
// scope, the gravest first: failures, those under an exception, what is
// unknown, and passes.
func (a *Assessment) Rests(r *RequirementResult) func(yield func(Rested) bool) {
	return func(yield func(Rested) bool) {
		for rank := range 4 {
			for i := range r.Edges {
				e := &r.Edges[i]
				if !e.Decides || !e.Built || e.rank(rank) == 0 {
					continue
				}
				with := e.With
				if e.variant == nil {
					with = nil
				}
				for o := range a.observed(e, r) {
					if a.rankOf(o) == rank && !yield(Rested{o, with}) {
						return
					}
				}
			}
		}
	}
}

// rank returns how many observations in scope have the rank.
func (e *Edge) rank(n int) int {
	return [...]int{e.Sure.Fail, e.Sure.Excepted, e.Sure.open(), e.Sure.Pass}[n]
}

func (a *Assessment) rankOf(o Observation) int {
	switch o.Verdict {
	case rule.FailVerdict:
		switch {
		case a.isInfo(o):
			return -1
		case a.isExcepted(o):
			return 1
		}
		return 0
	case rule.UnknownVerdict, rule.ErrorVerdict:
		return 2
	case rule.PassVerdict:
		return 3
	}
	return -1
}

// observed yields the observations of the edge on resources that are in scope.
func (a *Assessment) observed(e *Edge, r *RequirementResult) func(yield func(Observation) bool) {
	return func(yield func(Observation) bool) {
		for i, n := range a.roller.byRule()[e.number] {
			o := a.Observations[n]
			if o.Covered || a.roller.inScope(r, o.Resource) != value.Yes {
				continue
			}
			if e.variant != nil {
				o = e.variant.decided[i]
			}
			if !yield(o) {
				return
			}
		}
	}
}

// several joins at most three items, and says how many more there are.
func several(items []string) string {
	const most = 3
	if more := len(items) - most; more > 0 {
		return strings.Join(items[:most], ", ") + fmt.Sprintf(" and %d more", more)
	}
	return strings.Join(items, ", ")
}

// counted returns a number with its noun.
func counted(n int, one, many string) string {
	return fmt.Sprintf("%d %s", n, cmp.Or(map[bool]string{true: one}[n == 1], many))
}
