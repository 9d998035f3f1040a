package policy

import (
	"cmp"
	"slices"
)

// An Issue is something wrong with a policy.
type Issue struct {
	Place
	Code      Code
	Severity  Severity
	Statement int    // the statement's index, -1 for the document
	Message   string // what is wrong, in a line
	Next      string // what to write instead, "" if the message says it
}

// A Code names a kind of issue. Codes are never reused.
type Code string

// The codes of what AWS refuses.
const (
	BadSyntax    Code = "syntax"
	BadElement   Code = "unknown-element"
	BadType      Code = "wrong-type"
	Missing      Code = "missing-element"
	Exclusive    Code = "exclusive-elements"
	BadEffect    Code = "bad-effect"
	BadVersion   Code = "bad-version"
	BadSid       Code = "bad-sid"
	DuplicateSid Code = "duplicate-sid"
	BadOperator  Code = "unknown-operator"
	BadKey       Code = "bad-condition-key"
	BadPrincipal Code = "bad-principal"
	BadAction    Code = "bad-action"
	BadResource  Code = "bad-resource"
	NotHere      Code = "element-not-allowed"
	TooLong      Code = "too-long"
)

// A Severity says what becomes of a policy with the issue.
type Severity uint8

// The severities.
const (
	Rejected  Severity = iota // AWS refuses the policy
	Misguided                 // AWS takes it, and nobody means it
	Notable                   // AWS takes it, and it is worth a look
)

func (s Severity) String() string { return [...]string{"rejected", "misguided", "notable"}[s] }

// sortIssues puts issues in the order of the document.
func sortIssues(issues []Issue) {
	slices.SortStableFunc(issues, func(a, b Issue) int {
		return cmp.Or(
			cmp.Compare(a.Statement, b.Statement),
			cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.Origin, b.Origin),
		)
	})
}
