package assess

import (
	"cmp"
	"slices"
	"strings"

	"bailiwick/framework"
	"bailiwick/rule"
	"bailiwick/settings"
)

// A variant is a rule as edges judge it: at other settings than the run's. Its
// observations are decided when a requirement asks for them.
type variant struct {
	a       *Assessment // the run, at those settings
	run     *Assessment
	decider *decider
	number  uint16
	decided map[uint32]Observation // by the number of the run's observation
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
	v := &variant{a: &Assessment{Inputs: r.a.Inputs}, run: r.a, number: number, decided: make(map[uint32]Observation)}
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

// decide returns the run's observation of that number as it is at the settings.
func (v *variant) decide(n uint32) Observation {
	if o, ok := v.decided[n]; ok {
		return o
	}
	if v.decider == nil {
		v.decider = v.a.newDecider()
	}
	o := v.run.Observations[n]
	r := v.run.Estate.Resources()[o.Resource]
	for _, d := range v.run.Rules[v.number].Decide {
		if d.Kind() != r.Head().Kind() {
			continue
		}
		out := v.decider.decide(judge{v.number, d}, r)
		o.Verdict, o.Severity = out.Verdict, cmp.Or(out.Severity, v.run.Rules[v.number].Severity)
	}
	if o.Verdict != rule.FailVerdict {
		o.Standing = 0
	} else if o.Standing == 0 {
		o.Standing = v.run.standingFor(o)
	}
	v.decided[n] = o
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
