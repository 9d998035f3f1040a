package main

import (
	"slices"
	"strings"

	"bailiwick/access"
	"bailiwick/access/whocan"
	"bailiwick/check"
	"bailiwick/internal/spelling"
	"bailiwick/settings"
	"bailiwick/value"
)

// resource returns the resource of the estate, or the ARN, that a word means in
// a question about an action.
func (e *iamEstate) resource(action, word string) (whocan.Resource, error) {
	switch found := whocan.Find(e.engine, action, word); len(found) {
	case 1:
		return found[0], nil
	case 0:
		var names []string
		for _, r := range e.Estate.Resources() {
			names = append(names, r.Head().Name())
		}
		return whocan.Resource{}, e.unnamed("resource", word, names)
	default:
		var addresses []string
		for _, on := range found {
			addresses = append(addresses, on.Of.Head().Address)
		}
		return whocan.Resource{}, ambiguous(word, addresses)
	}
}

// holder returns the role or user that a word means, and what it has.
func (e *iamEstate) holder(word string) (*access.Holder, error) {
	var (
		found     []*access.Holder
		addresses []string
		names     []string
	)
	for _, r := range e.engine.View().Resources() {
		if r = e.engine.View().See(r); r == nil || e.Estate.Foremost(r) != r {
			continue
		}
		h, ok := e.engine.Holder(r)
		if !ok {
			continue
		}
		names = append(names, r.Head().Name())
		if access.Refers(settings.Ref{Pattern: word}, r) == value.Yes {
			found = append(found, h)
			addresses = append(addresses, r.Head().Address)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, e.unnamed("role or user", word, names)
	}
	return nil, ambiguous(word, addresses)
}

// unnamed complains of a word that means nothing that was read.
func (e *iamEstate) unnamed(what, word string, names []string) error {
	c := &complaint{What: "no " + what + " that was read is called `" + word + "`", Status: check.Usage}
	for _, n := range spelling.Near(word, names) {
		c.say("near", n)
	}
	if what == "resource" {
		return c.say("next", "give a name, an address, an id or an ARN")
	}
	return c.say("known", strings.Join(slices.Compact(slices.Sorted(slices.Values(names))), " "))
}

func ambiguous(word string, addresses []string) error {
	slices.Sort(addresses)
	return usage("`%s` may be any of %d", word, len(addresses)).say("known", strings.Join(addresses, " "))
}
