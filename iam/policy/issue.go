package policy

// An Issue is something wrong with a policy.
type Issue struct {
	Place
	Code      Code
	Severity  Severity
	Statement int    // the statement's index, -1 for the document
	Message   string // what is wrong, fit for a line
	Next      string // what to write instead, "" if the message says it
}

// A Code names a kind of issue. Codes are never reused.
type Code string

// A Severity says what becomes of a policy with the issue.
type Severity uint8

// The severities.
const (
	Rejected  Severity = iota // AWS refuses the policy
	Misguided                 // AWS takes it, and nobody means it
	Note                      // AWS takes it, and it is worth a look
)

func (s Severity) String() string { return [...]string{"rejected", "misguided", "note"}[s] }
