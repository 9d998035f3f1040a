package access

import (
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Fact is a part of a policy, or what follows from several parts, as
// something that a decision rests on. It has the methods of a rule's facts.
type Fact struct {
	name, text, why string
	at              value.Origin
}

// Known returns the fact that name has the value text, told at a place.
func Known(name, text string, at value.Origin) Fact { return Fact{name: name, text: text, at: at} }

// Unread returns the fact that name is not known, for the reason.
func Unread(name, why string, at value.Origin) Fact { return Fact{name: name, why: why, at: at} }

// Attribute returns what the fact is about: "Resource".
func (f Fact) Attribute() string { return f.name }

// String returns its value for people.
func (f Fact) String() string {
	if f.why != "" {
		return "unknown"
	}
	return f.text
}

// Origin returns where it was read.
func (f Fact) Origin() value.Origin { return f.at }

// IsUnknown reports whether it could not be read.
func (f Fact) IsUnknown() bool { return f.why != "" }

// Reason returns why it could not be read.
func (f Fact) Reason() string { return f.why }

// element returns the fact that an element of a statement is.
func (s Statement) element(name string, e policy.Element) Fact {
	at := s.place(e.Place)
	if e.IsUnknown() {
		return Unread(name, e.Reason(), at)
	}
	return Known(name, e.String(), at)
}

// place returns where a part of the statement is told: its own place, or where
// an AWS managed policy is attached.
func (s Statement) place(p policy.Place) value.Origin {
	if p.Origin != 0 {
		return p.Origin
	}
	return s.Policy.at()
}
