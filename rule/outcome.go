package rule

import (
	"cmp"

	"bailiwick/value"
)

// Verdict is the outcome of a decision in a word.
type Verdict uint8

// The verdicts. The zero Verdict is the honest one.
const (
	UnknownVerdict Verdict = iota
	PassVerdict
	FailVerdict
	NotApplicableVerdict
	ErrorVerdict // our own fault: counts as unknown, and the run says so
)

var verdicts = [...]string{"unknown", "pass", "fail", "not-applicable", "error"}

func (v Verdict) String() string { return verdicts[v] }

// ParseVerdict returns the verdict with the name, and whether there is one.
func ParseVerdict(name string) (Verdict, bool) {
	for i, n := range verdicts {
		if n == name {
			return Verdict(i), true
		}
	}
	return UnknownVerdict, false
}

// A Fact is something that an outcome rests on. Every value.Value is one.
type Fact interface {
	Attribute() string    // what it is called
	String() string       // its value, for people
	Origin() value.Origin // where it was read
	IsUnknown() bool
	Reason() string // why it is unknown
}

// An Outcome is what a rule says of a resource.
type Outcome struct {
	Verdict  Verdict
	Severity Severity // if it differs from the rule's
	Message  string   // {name} stands for the resource's name
	Facts    []Fact

	at    value.Origin
	label string
	who   string
	fix   string
}

// Pass is the outcome that the statement holds, resting on the facts.
func Pass(facts ...Fact) Outcome { return Outcome{Verdict: PassVerdict, Facts: facts} }

// PassBecause is Pass with a sentence that says what is not plain from the
// facts.
func PassBecause(message string, facts ...Fact) Outcome {
	return Outcome{Verdict: PassVerdict, Message: message, Facts: facts}
}

// Fail is the outcome that the statement does not hold. The message is fit
// for a heading and names the deed: "Anyone on the internet may call {name}".
// The first fact is the one that is underlined.
func Fail(message string, facts ...Fact) Outcome {
	return Outcome{Verdict: FailVerdict, Message: message, Facts: facts}
}

// NotApplicable is the outcome that the statement says nothing of the
// resource, with the reason.
func NotApplicable(message string, facts ...Fact) Outcome {
	return Outcome{Verdict: NotApplicableVerdict, Message: message, Facts: facts}
}

// Unknown is the outcome that the statement cannot be decided, because the
// facts that are unknown are not known.
func Unknown(facts ...Fact) Outcome { return Outcome{Facts: facts} }

// UnknownBecause is Unknown for a reason that is not a value's own, such as a
// setting that is missing.
func UnknownBecause(reason string, facts ...Fact) Outcome {
	return Outcome{Message: reason, Facts: facts}
}

// As returns the outcome with a severity other than the rule's.
func (o Outcome) As(s Severity) Outcome {
	o.Severity = s
	return o
}

// At returns the outcome told at the place, instead of at its first fact's.
func (o Outcome) At(at value.Origin) Outcome {
	o.at = at
	return o
}

// Label returns the outcome with the words that stand beside the underlined
// part: "anyone on the internet may call this".
func (o Outcome) Label(words string) Outcome {
	o.label = words
	return o
}

// Who returns the outcome with the sentence that says who could do what.
func (o Outcome) Who(sentence string) Outcome {
	o.who = sentence
	return o
}

// Fix returns the outcome with a fix that is better than the rule's general
// one.
func (o Outcome) Fix(what string) Outcome {
	o.fix = what
	return o
}

// Words returns the label, the sentence who, and the outcome's own fix; each
// may be "".
func (o Outcome) Words() (label, who, fix string) { return o.label, o.who, o.fix }

// Origin returns where the outcome is told: the place that was given, else
// that of the first fact, else none.
func (o Outcome) Origin() value.Origin {
	if o.at != 0 {
		return o.at
	}
	for _, f := range o.Facts {
		if at := f.Origin(); at != 0 {
			return at
		}
	}
	return 0
}

// Reasons returns why an unknown outcome is unknown: its own reason, or those
// of its unknown facts with the attributes' names.
func (o Outcome) Reasons() []string {
	if o.Verdict != UnknownVerdict {
		return nil
	}
	if o.Message != "" {
		return []string{o.Message}
	}
	var out []string
	for _, f := range o.Facts {
		if !f.IsUnknown() {
			continue
		}
		reason := f.Reason()
		if name := f.Attribute(); name != "" {
			reason = name + ": " + reason
		}
		out = append(out, reason)
	}
	if out == nil {
		return []string{noReason}
	}
	return out
}

// noReason stands where a rule should have said why it cannot decide.
const noReason = "the rule gives no reason"

// Why returns the first reason for which an unknown outcome is unknown,
// without the name of the attribute that it is about; 0 for other outcomes.
// Of a setting that is missing it is "setting KEY is missing".
func (o Outcome) Why() value.Note {
	if o.Verdict != UnknownVerdict {
		return 0
	}
	reason := o.Message
	for _, f := range o.Facts {
		if !f.IsUnknown() {
			continue
		}
		if s, ok := f.(setting); ok {
			return value.Because(s.Attribute() + " is missing")
		}
		if reason == "" {
			reason = f.Reason()
		}
		break
	}
	return value.Because(cmp.Or(reason, noReason))
}

// Given is a fact that is no attribute: a setting, a date, what follows from
// several attributes.
type Given struct {
	Name  string
	Value string
	At    value.Origin
}

// Attribute returns the name.
func (g Given) Attribute() string { return g.Name }

// String returns the value.
func (g Given) String() string { return g.Value }

// Origin returns the place.
func (g Given) Origin() value.Origin { return g.At }

// IsUnknown reports false: what is given is known.
func (Given) IsUnknown() bool { return false }

// Reason returns "".
func (Given) Reason() string { return "" }
