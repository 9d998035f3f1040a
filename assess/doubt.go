package assess

import (
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// doubts are the calls of modules that were read from their inputs alone and
// of which it is not certain what they declare, by where they stand: what a
// fact that was read there rests on.
type doubts map[value.Origin]*estate.Head

func doubtsOf(e *estate.Estate) doubts {
	var d doubts
	for _, r := range e.Resources() {
		if h := r.Head(); h.Doubt != 0 {
			if d == nil {
				d = make(doubts)
			}
			if d[h.Block] == nil {
				d[h.Block] = h
			}
		}
	}
	return d
}

// pass returns the outcome of a rule that passes on r, as seen in the view:
// unknown if the pass rests on what is in doubt, which is the resource itself,
// one that the rule was led to by a reference, or a fact.
func (d doubts) pass(v *estate.View, r estate.Resource, o rule.Outcome) rule.Outcome {
	if d == nil {
		return o
	}
	if h := r.Head(); h.Doubt != 0 {
		return rule.UnknownBecause("it is "+h.Marked+", and "+h.Doubt.Reason(), o.Facts...)
	}
	on := v.Doubted()
	for _, f := range o.Facts {
		if on == nil {
			on = d[f.Origin()]
		}
	}
	if on == nil {
		return o
	}
	return rule.UnknownBecause(on.Address+" is "+on.Marked+", and "+on.Doubt.Reason(), o.Facts...)
}
