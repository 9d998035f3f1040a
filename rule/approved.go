package rule

import (
	"fmt"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// ByApproved is the outcome of a rule by which only approved roles and users may
// do some deeds; whoever else may is told. From declarations only principals that
// are declared are seen, and the account has others: it never passes. The lists
// are the settings that approve, the first of which must be written.
func ByApproved(in *Input, about estate.Resource, deeds []access.Deed, lists ...settings.Setting[[]settings.ARN]) Outcome {
	c := circle{lists: lists}
	var facts []Fact
	for _, l := range lists {
		facts = append(facts, Setting(l))
	}
	found := c.outside(in, deeds)
	if len(found) == 0 {
		why := "nobody else who is declared may " + deeds[0].Does + ", and only who is declared is seen here: others of the account may"
		if c.unclear != nil {
			why = "it cannot be told whether the settings name the " + c.unclear.Head().Kind().Noun(1) + " " + c.unclear.Head().Name()
		}
		if !lists[0].Set() {
			why = "setting " + lists[0].Key() + " is missing"
		}
		return UnknownBecause(why, append(facts, access.Unread("principals", "those of the account that are not declared were not read", about.Head().Block))...)
	}
	first := found[0]
	told := Facts(first.Facts)
	for _, a := range found[1:] {
		told = append(told, access.Known("also", who(a.Of)+" may "+a.Deed.Does, a.Facts[0].Origin()))
	}
	told = append(told, facts...)
	if !lists[0].Set() {
		return UnknownBecause("setting "+lists[0].Key()+" is missing: whether "+who(first.Of)+", who may "+first.Deed.Does+", is approved is not known", told...)
	}
	message := "The " + who(first.Of)
	if more := len(found) - 1; more > 0 {
		message += fmt.Sprintf(" and %d more", more)
	}
	o := Fail(message+" may "+first.Deed.Does, told...).Label("allows it")
	if w := first.Witnesses[0]; w != nil {
		o = o.Who(w.String())
	}
	return o
}

func who(r estate.Resource) string { return r.Head().Kind().Noun(1) + " " + r.Head().Name() }

// mostTold is how many of those who are not approved are looked for.
const mostTold = 10

// A circle is who is approved.
type circle struct {
	lists   []settings.Setting[[]settings.ARN]
	unclear estate.Resource // the first who may do a deed and of whom it cannot be told whether he is approved
}

// outside returns those who may do a deed and are not approved, each once.
func (c *circle) outside(in *Input, deeds []access.Deed) []access.Able {
	var out []access.Able
	seen := make(map[estate.Resource]bool)
	for i := range deeds {
		able := in.Access.Able(&deeds[i], mostTold-len(out), func(r estate.Resource) bool { return seen[r] || c.approves(r) == value.Yes })
		for _, a := range able {
			seen[a.Of] = true
			if c.approves(a.Of) == value.No {
				out = append(out, a)
			} else if c.unclear == nil {
				c.unclear = a.Of
			}
		}
	}
	return out
}

// approves tells whether a setting names the principal.
func (c *circle) approves(r estate.Resource) value.Answer {
	answer := value.No
	for _, l := range c.lists {
		for _, arn := range l.Get() {
			switch access.Refers(settings.Ref{Pattern: string(arn)}, r) {
			case value.Yes:
				return value.Yes
			case value.CannotTell:
				answer = value.CannotTell
			}
		}
	}
	return answer
}
