package rule

import (
	"fmt"
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// An Approval says who may do something: patterns of ARNs in the settings.
type Approval struct {
	Missing  string // why nobody has said who may, "" if somebody has
	Patterns []string
	Facts    []Fact // the settings
}

// ApprovedBy is the approval of those whom one of the settings names. The first
// must be written, for else nobody has said who may.
func ApprovedBy(lists ...settings.Setting[[]settings.ARN]) Approval {
	var a Approval
	if !lists[0].Set() {
		a.Missing = "setting " + lists[0].Key() + " is missing"
	}
	for _, l := range lists {
		a.Facts = append(a.Facts, Setting(l))
		for _, arn := range l.Get() {
			a.Patterns = append(a.Patterns, string(arn))
		}
	}
	return a
}

// Names tells whether a list of the settings names the principal.
func Names(list settings.Setting[[]settings.ARN], r estate.Resource) value.Answer {
	is := value.No
	for _, arn := range list.Get() {
		is = value.Either(is, access.Refers(settings.Ref{Pattern: string(arn)}, r))
	}
	return is
}

// approves tells whether the principal is one of those.
func (a *Approval) approves(r estate.Resource) value.Answer {
	answer := value.No
	for _, p := range a.Patterns {
		switch access.Refers(settings.Ref{Pattern: p}, r) {
		case value.Yes:
			return value.Yes
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer
}

// mostTold is how many of those who are not approved are looked for.
const mostTold = 10

// Outcome is that of a rule by which only approved roles and users may do some
// deeds to a resource: whoever else may is told. It never passes, since only who
// is declared is seen, and the account has others.
func (a *Approval) Outcome(in *Input, about estate.Resource, deeds []access.Deed) Outcome {
	found, unclear := a.outside(in, deeds)
	unread := access.Unread("principals", "those of the account that are not declared were not read", about.Head().Block)
	switch {
	case len(found) > 0:
		return a.told(found)
	case a.Missing != "":
		return UnknownBecause(a.Missing, append(a.Facts[:len(a.Facts):len(a.Facts)], unread)...)
	case unclear != nil:
		return UnknownBecause("it cannot be told whether the settings name "+who(unclear), a.Facts...)
	}
	return UnknownBecause("nobody else who is declared may "+does(deeds)+": only who is declared is seen here, and others of the account may", append(a.Facts[:len(a.Facts):len(a.Facts)], unread)...)
}

// does names the first of the deeds; of none, whatever it is.
func does(deeds []access.Deed) string {
	if len(deeds) == 0 {
		return "do so"
	}
	return deeds[0].Does
}

// told is the outcome where somebody may who is not approved.
func (a *Approval) told(found []access.Able) Outcome {
	first := found[0]
	facts := Facts(first.Facts)
	for _, other := range found[1:] {
		facts = append(facts, access.Known("also", who(other.Of)+" may "+other.Deed.Does, other.Facts[0].Origin()))
	}
	facts = append(facts, a.Facts...)
	if a.Missing != "" {
		return UnknownBecause(a.Missing+": whether "+who(first.Of)+", who may "+first.Deed.Does+", is approved is not known", facts...)
	}
	more := ""
	if len(found) > 1 {
		more = fmt.Sprintf(" and %d more", len(found)-1)
	}
	var requests []string
	for _, w := range first.Witnesses {
		requests = append(requests, w.String())
	}
	return Fail("The "+who(first.Of)+more+" may "+first.Deed.Does, facts...).Label("allows it").Who(strings.Join(requests, "; "))
}

func who(r estate.Resource) string { return r.Head().Kind().Noun(1) + " " + r.Head().Name() }

// outside returns those who may do a deed and are not approved, each once, and
// the first of whom it cannot be told whether he is.
func (a *Approval) outside(in *Input, deeds []access.Deed) (out []access.Able, unclear estate.Resource) {
	seen := make(map[estate.Resource]bool)
	for i := range deeds {
		spared := func(r estate.Resource) bool { return seen[r] || a.approves(r) == value.Yes }
		for _, able := range in.Access.Able(&deeds[i], mostTold-len(out), spared) {
			seen[able.Of] = true
			if a.approves(able.Of) == value.No {
				out = append(out, able)
			} else if unclear == nil {
				unclear = able.Of
			}
		}
	}
	return out, unclear
}
