package authz

import "bailiwick/iam/policy"

// A Policy is a policy document made ready for decisions. It is only to be
// read, and several goroutines may.
type Policy struct {
	Name     string // for people: an ARN, or "inline policy data of role app"
	Document *policy.Document
}

// Compile makes a document ready for decisions.
func Compile(name string, d *policy.Document) *Policy {
	return &Policy{Name: name, Document: d}
}
