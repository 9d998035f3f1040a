// Package policy reads, prints and checks IAM policy documents of every kind:
// identity and resource policies, trust policies, permissions boundaries,
// session policies, SCPs, RCPs, key, endpoint and Lambda function policies.
//
// The strings of a document are texts that may have holes, and each knows
// where it was written. What could not be read stays in the document as a
// part that is unknown, with the reason, so that a question about it answers
// [value.CannotTell] and never falls back to a default: an unread statement
// may allow and may deny, an unread list may hold anything, a condition that
// was not understood is still a condition.
//
// [FromAny] reads a value of a template or plan, [Decode] the same with its
// alternatives, and [Parse] plain JSON. [Document.Check] tells what AWS
// rejects, [Document.Lint] what AWS takes and nobody means.
//
// The grammar is the IAM User Guide's, "Grammar of the IAM JSON policy
// language". No partition is written into any decision.
package policy

import "bailiwick/value"

// The versions of the policy language. A document without a version is of
// Version2008, in which ${aws:username} is plain text.
const (
	Version2008 = "2008-10-17"
	Version2012 = "2012-10-17"
)

// A Document is one policy. It is only to be read.
type Document struct {
	Place
	Version    Element // absent: Version2008
	ID         Element
	Statements []Statement
	more       value.Note // why there may be more statements
	partial    bool
	issues     []Issue // what reading it met
}

// Partial reports whether the document may hold more statements than those
// that were read; Reason says why.
func (d *Document) Partial() bool { return d.partial }

// Reason returns why the document may hold more statements, else "".
func (d *Document) Reason() string { return d.more.Reason() }

// HasVariables tells whether ${aws:username} and the like are replaced in
// this document: whether its version is Version2012.
func (d *Document) HasVariables() value.Answer {
	if d.Version.IsUnknown() {
		return value.CannotTell
	}
	return d.Version.Text.Is(Version2012)
}

// An Effect is what a statement does to the requests that it applies to.
type Effect uint8

// The effects. A statement whose effect is unknown may allow and may deny.
const (
	EffectUnknown Effect = iota
	Allow
	Deny
)

func (e Effect) String() string { return [...]string{"unknown", "Allow", "Deny"}[e] }
