package main

import (
	"bytes"
	"regexp"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/check"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// policyPointer matches where policies stand in a question.
var policyPointer = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^/(((identity|boundary|endpoint)/\d+)|resource_policy|session|a|b|(scp|rcp)/\d+/policies/\d+)$`)
})

// complain returns the complaint about the one question: the place in the
// policy that is wrong, else what the error names.
func (r *rows) complain(err error) *complaint {
	if errorOffset(err) < 0 {
		if c := r.badPolicy(); c != nil {
			return c
		}
	}
	return &complaint{Place: r.place(err), What: rowCause(err), Status: check.Unread}
}

// badPolicy returns the complaint about the first policy of the one question
// that does not have the form of AWS's grammar, nil if there is none.
func (r *rows) badPolicy() *complaint {
	in := jsontext.NewDecoder(bytes.NewReader(r.whole))
	start, depth := 0, -1
	for {
		token, err := in.ReadToken()
		if err != nil {
			return nil
		}
		switch {
		case depth < 0 && token.Kind() == '{' && policyPointer().MatchString(string(in.StackPointer())):
			start, depth = int(in.InputOffset())-1, in.StackDepth()
		case token.Kind() == '}' && in.StackDepth() == depth-1:
			depth = -1
			raw := r.whole[start:in.InputOffset()]
			if _, issues := policy.FromAny(value.AnyText(value.Literal(string(raw)), 0)); len(issues) > 0 {
				f := &policyFile{name: inputName(r.name), text: r.whole}
				c := f.complain(start+int(issues[0].Start), start+int(issues[0].End), issues[0].Message)
				if issues[0].Next != "" {
					c.say("next", issues[0].Next)
				}
				return c
			}
		}
	}
}
