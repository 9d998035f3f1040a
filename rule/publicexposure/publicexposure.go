// Package publicexposure holds the rules on what strangers can reach: functions,
// their URLs and APIs, and the stores behind them.
package publicexposure

import (
	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// onFunctionPolicies decides for each declared part of functions' policies.
func onFunctionPolicies(decide func(*rule.Input, estate.Resource, *access.ResourcePolicy) rule.Outcome) []rule.Decision {
	return []rule.Decision{rule.OnPolicy[*estate.FunctionPolicy](decide), rule.OnPolicy[*estate.FunctionPolicyDocument](decide)}
}

// is tells whether the attribute has one of the values.
func is(v value.Value[value.Text], options ...string) value.Answer {
	text, ok := v.Get()
	if !ok {
		return value.CannotTell
	}
	answer := value.No
	for _, o := range options {
		switch text.Is(o) {
		case value.Yes:
			return value.Yes
		case value.CannotTell:
			answer = value.CannotTell
		}
	}
	return answer
}

// functionNamed returns the name of the function whose policy is declared, for
// a sentence.
func functionNamed(in *rule.Input, r estate.Resource) string {
	var ref value.Value[value.Text]
	switch d := r.(type) {
	case *estate.FunctionPolicy:
		ref = d.FunctionName
	case *estate.FunctionPolicyDocument:
		ref = d.FunctionARN
	}
	if f, reach := estate.Find[*estate.Function](in.Estate, r, ref); reach == estate.Here {
		return f.Name()
	}
	if text, ok := ref.Get(); ok {
		return text.String()
	}
	return "the function of {name}"
}
