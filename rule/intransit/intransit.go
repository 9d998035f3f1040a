// Package intransit holds the rules on encryption on the way: between callers,
// entries and stores.
package intransit

import (
	"strings"

	"bailiwick/access"
	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/rule"
	"bailiwick/value"
)

// is tells whether the attribute has the value; what is not set or not known
// cannot be told.
func is(v value.Value[value.Text], option string) value.Answer {
	text, ok := v.Get()
	if !ok {
		return value.CannotTell
	}
	return text.Is(option)
}

// A demand is what a Deny of plain transport must take in, and whether a
// statement does.
type demand struct {
	name  string
	taken func(access.ResourceStatement) value.Answer
}

// refusesPlain tells whether the policy's Deny statements refuse every caller
// that comes without TLS, for every demand, and which statement does so.
func refusesPlain(p *access.ResourcePolicy, demands []demand) (answer value.Answer, missing string, fact rule.Fact) {
	answer = value.Yes
	fact = access.Known("policy", "no Deny of plain transport", 0)
	for _, d := range demands {
		best := value.No
		for _, s := range p.Statements {
			got := and(refuses(s), d.taken(s))
			if got == value.Yes {
				fact = access.Known("Deny", "aws:SecureTransport false", s.At())
			}
			best = or(best, got)
		}
		if best != value.Yes && missing == "" {
			missing = d.name
		}
		answer = and(answer, best)
	}
	return answer, missing, fact
}

// refuses tells whether a statement denies everyone that comes without TLS. A
// Deny of old TLS versions does not: over plain HTTP there is no version.
func refuses(s access.ResourceStatement) value.Answer {
	if s.Effect == policy.Allow {
		return value.No
	}
	answer := s.Principals.IsAnyone()
	if s.Effect != policy.Deny {
		answer = and(answer, value.CannotTell)
	}
	if s.HasConditions() == value.No {
		return answer
	}
	on, all := s.On("aws:SecureTransport")
	if len(on) == 0 && all {
		return value.No
	}
	for i := range s.Conditions {
		if c := &s.Conditions[i]; c.IsKey("s3:TlsVersion") == value.Yes {
			return value.No
		}
	}
	holds, _ := s.HoldsWhen("aws:SecureTransport", "false")
	return and(answer, holds)
}

// whole tells whether the statement is about all actions of the service.
func whole(s access.ResourceStatement, service string) value.Answer {
	if s.Actions.Not {
		return value.No
	}
	answer := value.No
	if s.Actions.Partial() {
		answer = value.CannotTell
	}
	for _, a := range s.Actions.List {
		text, literal := a.Text.Literal()
		switch {
		case text == "*" || strings.EqualFold(text, service+":*"):
			return value.Yes
		case !literal:
			answer = value.CannotTell
		}
	}
	return answer
}

// arnOf returns the ARN of the resource with what stands behind it.
func arnOf(r estate.Resource, behind string) value.Text {
	arn, _ := r.Head().ARN()
	return value.Join(arn, value.Literal(behind))
}

func and(a, b value.Answer) value.Answer {
	switch {
	case a == value.No || b == value.No:
		return value.No
	case a == value.Yes && b == value.Yes:
		return value.Yes
	}
	return value.CannotTell
}

func or(a, b value.Answer) value.Answer { return and(a.Not(), b.Not()).Not() }

// The versions of TLS, in their order.
const (
	tls10 = iota
	tls11
	tls12
	tls13
)

// asked returns the lowest version of TLS that the settings take.
func asked(in *rule.Input) int {
	if strings.HasPrefix(in.Settings.InTransit.MinTLS.Get(), "TLSv1.3") {
		return tls13
	}
	return tls12
}
