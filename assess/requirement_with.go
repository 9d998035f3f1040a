package assess

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"bailiwick/framework"
	"bailiwick/internal/par"
	"bailiwick/rule"
	"bailiwick/settings"
)

// A variant is a rule as edges judge it: at other settings than the run's. Its
// observations are decided when a requirement asks for them.
type variant struct {
	a       *Assessment // the run, at those settings
	run     *Assessment
	number  uint16
	list    []uint32 // the numbers of the run's observations by the rule
	decided []Observation
	done    []bool
}

// at returns the settings of an edge that the rule reads, and the rule at these
// settings if they are not the run's own.
func (r *roller) at(number uint16, with []framework.Assignment) ([]framework.Assignment, *variant) {
	var read []framework.Assignment
	var differ []string
	for _, a := range with {
		if !slices.Contains(r.a.Rules[number].Settings, a.Key) {
			continue
		}
		read = append(read, a)
		if differs(r.a.Settings, a) {
			differ = append(differ, a.Key+"="+a.Value)
		}
	}
	if differ == nil {
		return read, nil
	}
	key := r.a.Rules[number].ID + "\x00" + strings.Join(differ, "\x00")
	if v, ok := r.variants[key]; ok {
		return read, v
	}
	changed, err := r.a.Settings.With("a requirement's edge", differ...)
	if err != nil {
		panic("internal error: " + err.Error()) // the loader checked it
	}
	list := r.byRule()[number]
	v := &variant{
		a: &Assessment{Inputs: r.a.Inputs, doubts: r.a.doubts}, run: r.a, number: number,
		list: list, decided: make([]Observation, len(list)), done: make([]bool, len(list)),
	}
	v.a.Settings = changed
	r.variants[key] = v
	return read, v
}

// differs reports whether a setting of an edge is another than the run's.
func differs(s *settings.Settings, a framework.Assignment) bool {
	have, ok := s.Fact(a.Key)
	switch {
	case !ok:
		return false
	case a.Value == framework.Own:
		return !have.Set && !have.Missing
	}
	return have.Missing || have.Value != a.Value
}

// decide decides the run's observations at those places of the list at the
// settings, several at a time.
func (v *variant) decide(places []int) {
	places = slices.DeleteFunc(places, func(i int) bool { return v.done[i] })
	_, err := par.Chunks(context.Background(), len(places), func(_ context.Context, from, to int) (struct{}, error) {
		d := v.a.newDecider()
		for _, i := range places[from:to] {
			v.decided[i] = v.decideOne(d, v.run.Observations[v.list[i]])
		}
		return struct{}{}, nil
	})
	if err != nil {
		panic("internal error: " + err.Error()) // nothing above fails
	}
	for _, i := range places {
		v.done[i] = true
		switch o := &v.decided[i]; {
		case o.Verdict != rule.FailVerdict:
			o.Standing = 0
		case o.Standing == 0:
			o.Standing = v.run.standingFor(*o)
		}
	}
}

// decideOne returns an observation of the run as it is at the settings.
func (v *variant) decideOne(d *decider, o Observation) Observation {
	r := v.run.Estate.Resources()[o.Resource]
	for _, decision := range v.run.Rules[v.number].Decide {
		if decision.Kind() != r.Head().Kind() {
			continue
		}
		out := d.decide(judge{v.number, decision}, r)
		o.Verdict, o.Why, o.Severity = out.Verdict, out.Why(), cmp.Or(out.Severity, v.run.Rules[v.number].Severity)
	}
	return o
}

// standingFor returns the exception that holds for a failure of the rule on
// the resource, as Observation.Standing has it.
func (a *Assessment) standingFor(o Observation) uint32 {
	if a.stander == nil {
		return 0
	}
	for _, n := range a.stander.candidates(o) {
		if a.Standings[n].State == Holds && a.stander.meant(n, o) {
			return n + 1
		}
	}
	return 0
}
