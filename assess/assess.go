// Package assess decides rules on an estate, in every world that the estate
// leaves open, and says which observations stand under an exception.
//
// A million observations are held at sixteen bytes each. Their words and
// facts are made when somebody prints them, by asking the rule again: rules
// are pure, so the answer is the same.
package assess

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/framework"
	"bailiwick/internal/civil"
	"bailiwick/internal/par"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// Inputs is what an assessment is made of.
type Inputs struct {
	Estate   *estate.Estate
	Settings *settings.Settings
	Rules    []*rule.Rule
	Today    civil.Day
	Runtimes dated.RuntimesView
	Library  *framework.Library // frameworks; nil: requirements are not assessed
	Comments *Comments          // nil: none are read
	Baseline *Baseline          // nil: none
}

// An Observation is a rule's outcome for a resource.
type Observation struct {
	Resource uint32 // index of Estate.Resources
	Rule     uint16 // index of Inputs.Rules
	Verdict  rule.Verdict
	Severity rule.Severity
	Standing uint32     // 0, or 1 + the index of the exception that it stands under
	Why      value.Note // of what is unknown: the first of its reasons
	Covered  bool       // it is on a view of a thing of which another view counts
}

// An Assessment is the result of one run over an estate. It is only read.
type Assessment struct {
	Inputs
	Run          Run
	Observations []Observation // by resource, then rule
	Standings    []Standing    // of the settings, then of comments, then of the baseline
	Gone         []Gone        // what the baseline could lose, in its order

	idle     chan *decider     // that may decide on: what they worked out serves what is asked next
	void     map[judged]uint32 // failures for which an exception was written that does not hold: its index
	stander  *stander          // by which they were found
	replaced []rule.Severity   // severities, once asked for
	roller   *roller           // by which requirements are assessed, once asked for
	asker    *Asker            // for severities of outcomes, once asked for
	doubts   doubts            // of the estate
	rolled   []*FrameworkResult
}

// Decide decides every rule for every resource of its kinds.
func Decide(ctx context.Context, in Inputs) (*Assessment, error) {
	a := &Assessment{Inputs: in, doubts: doubtsOf(in.Estate), idle: make(chan *decider, runtime.GOMAXPROCS(0))}
	judges := make(map[estate.Kind][]judge)
	for i, r := range in.Rules {
		for _, d := range r.Decide {
			judges[d.Kind()] = append(judges[d.Kind()], judge{uint16(i), d})
		}
	}
	severities := a.severities()
	resources := in.Estate.Resources()
	starts := make([]int, len(resources)+1) // of each resource's observations
	for n, r := range resources {
		starts[n+1] = starts[n] + len(judges[r.Head().Kind()])
	}
	a.Observations = make([]Observation, starts[len(resources)])
	_, err := par.Chunks(ctx, len(resources), func(ctx context.Context, from, to int) (struct{}, error) {
		d := a.decider()
		defer d.rest(to - from)
		for n := from; n < to; n++ {
			if ctx.Err() != nil {
				return struct{}{}, ctx.Err()
			}
			for i, j := range judges[resources[n].Head().Kind()] {
				o := d.decide(j, resources[n])
				a.Observations[starts[n]+i] = Observation{
					Resource: uint32(n), Rule: j.rule, Verdict: o.Verdict, Why: o.Why(),
					Severity: cmp.Or(severities[j.rule], o.Severity, in.Rules[j.rule].Severity),
				}
			}
		}
		return struct{}{}, nil
	})
	if err != nil {
		return nil, err
	}
	a.stand()
	a.cover()
	return a, nil
}

// severities returns, by rule, the severity that the settings replace the
// rule's own with, and that of its outcomes; Unrated for none.
func (a *Assessment) severities() []rule.Severity {
	out := make([]rule.Severity, len(a.Rules))
	replaced := a.Settings.Rules.Severity.Get()
	for i, r := range a.Rules {
		for _, id := range append([]string{r.ID}, r.Was...) {
			if level, ok := replaced[settings.RuleID(id)]; ok {
				out[i], _ = rule.ParseSeverity(string(level))
				break
			}
		}
	}
	return out
}

// judge is one decision of a rule.
type judge struct {
	rule     uint16
	decision rule.Decision
}

// An Asker asks rules again, for the words and facts of observations. It
// belongs to one goroutine.
type Asker struct{ d *decider }

// NewAsker returns an Asker for the assessment.
func (a *Assessment) NewAsker() *Asker { return &Asker{a.decider()} }

// ask returns the assessment's own Asker, for one goroutine.
func (a *Assessment) ask() *Asker {
	if a.asker == nil {
		a.asker = a.NewAsker()
	}
	return a.asker
}

// Outcome returns what the observation's rule says of its resource.
func (k *Asker) Outcome(o Observation) rule.Outcome {
	a := k.d.a
	r := a.Estate.Resources()[o.Resource]
	for _, d := range a.Rules[o.Rule].Decide {
		if d.Kind() == r.Head().Kind() {
			return k.d.decide(judge{o.Rule, d}, r)
		}
	}
	panic("internal error: an observation whose rule does not judge its resource")
}

// ID returns the observation's stable fingerprint: a hash of the rule and the
// resource alone, so that it stays when lines move.
func (a *Assessment) ID(o Observation) string {
	return fingerprint(a.Rules[o.Rule].ID, a.Estate.Resources()[o.Resource].Head().ID())
}

func fingerprint(ruleID, resourceID string) string {
	sum := sha256.Sum256([]byte(ruleID + "\x00" + resourceID))
	return hex.EncodeToString(sum[:8])
}

// maxTruths is how many undecided truths an outcome may hang on.
const maxTruths = 16

// maxWorlds is how many worlds one decision may be asked in: sixteen truths
// that all hang together would make 131,071 of them.
const maxWorlds = 1023

// manyWorlds is after how many of them a decision ends with a first half that is
// unknown: whatever the other half is, the whole is unknown too, and only the
// truth that it hangs on could be told as well.
const manyWorlds = 2 * maxTruths

// maxMet is how many undecided truths a rule may meet in one world. Of more than
// that sixteen settle too few, and each world of a large estate takes long.
const maxMet = 2 * maxTruths

// A decider decides in worlds. It belongs to one goroutine.
type decider struct {
	a      *Assessment
	engine *access.Engine
	doubts doubts
	worlds []*rule.Input // in which nothing undecided was met, the latest last
	left   int           // worlds that the decision may still be asked in
	judged int           // resources that it decided on
}

const (
	maxKept   = 32      // worlds that a decider keeps what it worked out in
	maxJudged = 1 << 10 // resources that one decider decides on, more only at once
)

func (a *Assessment) newDecider() *decider {
	return &decider{a: a, engine: access.New(a.Estate, a.Settings), doubts: a.doubts}
}

// decider returns an idle decider, or a new one.
func (a *Assessment) decider() *decider {
	select {
	case d := <-a.idle:
		return d
	default:
		return a.newDecider()
	}
}

// rest makes the decider idle that decided on some resources, unless as many more
// are too many: what it worked out takes memory.
func (d *decider) rest(resources int) {
	if d.judged += resources; d.judged+resources > maxJudged {
		return
	}
	select {
	case d.a.idle <- d:
	default:
	}
}

// in returns the input for a resource in a world. A view remembers what it met,
// so only one that met nothing is asked again.
func (d *decider) in(world value.Condition, r estate.Resource) *rule.Input {
	if i := slices.IndexFunc(d.worlds, func(in *rule.Input) bool { return slices.Equal(in.Estate.World(), world) }); i >= 0 && d.worlds[i].Estate.Settles(r) {
		return d.worlds[i]
	}
	v := d.engine.View().In(world)
	return &rule.Input{Estate: v, Settings: d.a.Settings, Today: d.a.Today, Runtimes: d.a.Runtimes, Access: d.engine.In(v)}
}

// met returns the undecided truths that were met in a world. Where there are
// none, what was worked out there is kept.
func (d *decider) met(in *rule.Input) []value.Symbol {
	i := slices.Index(d.worlds, in)
	met := in.Estate.Met()
	switch {
	case len(met) > 0 && i >= 0:
		d.worlds = slices.Delete(d.worlds, i, i+1)
	case len(met) == 0 && i < 0:
		if len(d.worlds) == maxKept {
			d.worlds = slices.Delete(d.worlds, 0, 1)
		}
		d.worlds = append(d.worlds, in)
	}
	return met
}

// decide asks the rule in the world that decides nothing and, if it met
// undecided truths there, in every world over them.
func (d *decider) decide(j judge, r estate.Resource) rule.Outcome {
	in := d.in(nil, r)
	o := d.ask(in, j, r)
	met := d.met(in)
	if len(met) == 0 {
		return o
	}
	d.left = maxWorlds - 1
	o = d.halve(j, r, nil, met)
	if o.Verdict == absent {
		return rule.NotApplicable("it exists under no condition that can hold")
	}
	return o
}

// split decides in the world, and in its two halves if a truth was met that is
// not settled there. Outcomes that differ make unknown.
func (d *decider) split(j judge, r estate.Resource, world value.Condition) rule.Outcome {
	if d.left == 0 {
		return rule.UnknownBecause("it depends on too many conditions that are not decided")
	}
	d.left--
	in := d.in(world, r)
	o := d.ask(in, j, r)
	if met := d.met(in); len(met) > 0 {
		return d.halve(j, r, world, met)
	}
	return o
}

// halve decides in the two halves of the world for the first of the truths
// that were met in it and that it does not settle.
func (d *decider) halve(j judge, r estate.Resource, world value.Condition, met []value.Symbol) rule.Outcome {
	if len(world) == maxTruths || len(met) > maxMet {
		return rule.UnknownBecause(fmt.Sprintf("it depends on more than %d conditions that are not decided", maxTruths))
	}
	slices.SortFunc(met, func(a, b value.Symbol) int { return estate.Natural(a.Name(), b.Name()) })
	var halves [2]rule.Outcome
	for i, is := range []bool{false, true} {
		if i == 1 && halves[0].Verdict == rule.UnknownVerdict && d.left < maxWorlds-manyWorlds {
			return halves[0]
		}
		half, possible := world.And(value.Condition{{Symbol: met[0], True: is}})
		if !possible {
			panic("internal error: a world contradicts itself")
		}
		halves[i] = d.split(j, r, half)
	}
	return either(met[0].Name(), halves[0], halves[1])
}

// either joins what holds when the truth is false and when it is true. The
// same verdict in both is the verdict. A rule that passes in one and does not
// apply in the other never fails, and passes. Whatever else differs is unknown.
func either(truth string, no, yes rule.Outcome) rule.Outcome {
	ranks := [...]rule.Verdict{rule.ErrorVerdict, rule.FailVerdict, rule.UnknownVerdict, rule.PassVerdict, rule.NotApplicableVerdict, absent}
	worse, better, when := no, yes, "is false"
	if slices.Index(ranks[:], yes.Verdict) < slices.Index(ranks[:], no.Verdict) {
		worse, better, when = yes, no, "is true"
	}
	switch {
	case worse.Verdict == better.Verdict:
		if worse.Severity < better.Severity {
			return better
		}
		return worse
	case better.Verdict == absent, worse.Verdict == rule.ErrorVerdict, worse.Verdict == rule.PassVerdict:
		return worse
	case worse.Verdict == rule.UnknownVerdict:
		return rule.UnknownBecause(strings.Join(worse.Reasons(), "; ")+", when "+truth+" "+when, worse.Facts...)
	}
	return rule.UnknownBecause("fails when "+truth+" "+when, worse.Facts...)
}

// absent is the verdict of a world in which the resource does not exist.
const absent rule.Verdict = 0xFF

// ask asks the rule once. A pass on what is in doubt is unknown. A panic is
// our own fault: the outcome is an error, and the run goes on.
func (d *decider) ask(in *rule.Input, j judge, r estate.Resource) (o rule.Outcome) {
	seen := in.Estate.See(r)
	if seen == nil {
		return rule.Outcome{Verdict: absent}
	}
	defer func() {
		if p := recover(); p != nil {
			o = rule.Outcome{Verdict: rule.ErrorVerdict, Message: fmt.Sprintf("internal error in rule %s on %s: %v\n%s",
				d.a.Rules[j.rule].ID, r.Head().ID(), p, debug.Stack())}
		}
	}()
	in.Estate.Begin()
	o = j.decision.Decide(in, seen)
	if o.Verdict == rule.PassVerdict {
		return d.doubts.pass(in.Estate, r, o)
	}
	return o
}
