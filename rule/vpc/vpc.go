// Package vpc holds the rules on where functions lie in a network, and on what
// may come in and go out.
package vpc

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// outside returns the outcome for a function that is not in a VPC, or of which
// that cannot be told, and whether it is one.
func outside(f *estate.Function) (rule.Outcome, bool) {
	subnets, ok := f.Subnets.Get()
	switch {
	case f.Subnets.IsAbsent(), ok && len(subnets) == 0 && !f.Subnets.Partial():
		return rule.NotApplicable("the function is not in a VPC", f.Subnets), true
	case !ok:
		return rule.Unknown(f.Subnets), true
	}
	return rule.Outcome{}, false
}

// approved tells whether one of the settings' references means what the
// attribute refers to: the resource of the estate if there is one, else the text
// as it stands, or the name of what it is read from, such as an output of a
// remote state.
func approved(refs []settings.Ref, ref value.Value[value.Text], r estate.Resource) value.Answer {
	answer := value.No
	text, known := ref.Get()
	for _, a := range refs {
		if r != nil {
			switch access.Refers(a, r) {
			case value.Yes:
				return value.Yes
			case value.CannotTell:
				answer = value.CannotTell
			}
		}
		if a.Tag != "" {
			continue
		}
		pattern := value.Literal(a.Pattern)
		if sym, lone := text.Symbol(); known && lone && value.Literal(sym.Name()).Match(pattern) == value.Yes {
			return value.Yes
		}
		if _, literal := text.Literal(); known && literal && text.Match(pattern) == value.Yes {
			return value.Yes
		}
	}
	if _, literal := text.Literal(); r == nil && (!known || !literal || tagged(refs)) {
		return value.CannotTell
	}
	return answer
}

// tagged reports whether a reference is by tag, which a resource that nothing
// declares may carry.
func tagged(refs []settings.Ref) bool {
	for _, a := range refs {
		if a.Tag != "" {
			return true
		}
	}
	return false
}

// each decides for the elements of a list of references and returns the
// outcome: a failure, else what is unknown, else a pass.
func each(list value.Texts, name string, want rule.Fact, decide func(value.Value[value.Text]) (value.Answer, string)) rule.Outcome {
	elements, _ := list.Get()
	var unclear rule.Outcome
	open := false
	facts := []rule.Fact{want}
	for _, e := range elements {
		e = e.Named(name)
		answer, message := decide(e)
		switch answer {
		case value.No:
			return rule.Fail(message, e, want).Label("not approved")
		case value.CannotTell:
			if !open {
				unclear, open = rule.UnknownBecause("it cannot be told whether "+e.String()+" is approved", e, want), true
			}
		default:
			facts = append(facts, e)
		}
	}
	switch {
	case open:
		return unclear
	case list.Partial():
		return rule.UnknownBecause(name+": "+list.Reason(), list, want)
	}
	return rule.Pass(facts...)
}
