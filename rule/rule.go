// Package rule defines what a rule is: a statement about resources of a kind
// that can be decided, with everything that people read about it.
//
// A rule is a value. The catalogue, `bailiwick explain`, SARIF and the
// documentation are rendered from its declaration; Decide is the sentence as
// code. A rule reads nothing but its Input, keeps no state and does no I/O, so
// it may run beside any other and be asked again for its words.
package rule

import (
	"bailiwick/estate"
	"bailiwick/objective"
)

// A Rule is one statement that can be decided about resources.
type Rule struct {
	ID          string   // the statement that holds when it passes, kind first: "function-url-requires-iam-auth"
	Was         []string // ids that it had before
	Title       string   // what should hold, as a sentence
	Why         string   // what goes wrong otherwise
	Fix         string   // what to do
	Example     string   // Terraform that passes
	Severity    Severity
	Objectives  []objective.ID // the first is the rule's folder
	Settings    []string       // the keys of bailiwick.yaml that it reads
	Equivalents []Equivalent
	Sources     []string // AWS page titles, standards
	Decide      []Decision
}

// An Equivalent is a check of another tool about the same weakness; its
// verdict need not be the same.
type Equivalent struct{ Tool, ID string }

// A Decision decides a rule for the resources of one kind.
type Decision interface {
	// Kind returns the kind that it judges.
	Kind() estate.Kind
	// Decide decides for a resource of that kind.
	Decide(*Input, estate.Resource) Outcome
}

// On is the Decision for the kind whose struct K points to.
type On[K estate.Resource] func(*Input, K) Outcome

// Kind returns the kind of K.
func (On[K]) Kind() estate.Kind { return estate.KindOf[K]() }

// Decide calls the function.
func (f On[K]) Decide(in *Input, r estate.Resource) Outcome { return f(in, r.(K)) }

// Severity is how bad a failure is.
type Severity uint8

// The severities. Unrated is no severity: an outcome that is Unrated has its
// rule's.
const (
	Unrated  Severity = iota
	Info              // reported, never counted against a requirement
	Low               // hygiene
	Medium            // weakens a defence or the record of it
	High              // one mistake away from critical, or a core demand is missed
	Critical          // a stranger can act or read now, or a function can take the account
)

var severities = [...]string{"", "info", "low", "medium", "high", "critical"}

func (s Severity) String() string { return severities[s] }

// ParseSeverity returns the severity with the name, and whether there is one.
func ParseSeverity(name string) (Severity, bool) {
	for s := Info; s <= Critical; s++ {
		if severities[s] == name {
			return s, true
		}
	}
	return Unrated, false
}
