package main

import (
	"bailiwick/iam/authz"
)

// A library of policy files knows where the statements of policies stand.
type policyFiles map[*authz.Policy]*policyFile

// place returns where a statement stands, "" for a policy of no file.
func (p policyFiles) place(r authz.Reference) string {
	f := p[r.Policy]
	if f == nil || r.Statement == nil {
		return ""
	}
	return f.place(r.Statement.Start)
}

// statementJSON is a statement as programs read it.
type statementJSON struct {
	Policy    string `json:"policy"`
	Statement int    `json:"statement,omitzero"` // from 1
	Sid       string `json:"sid,omitzero"`
	Line      int    `json:"line,omitzero"`
	Column    int    `json:"column,omitzero"`
}

// json returns a statement as programs read it, nil for none.
func (p policyFiles) json(r authz.Reference) *statementJSON {
	if r.Policy == nil {
		return nil
	}
	out := &statementJSON{Policy: r.Policy.Name}
	if r.Statement == nil {
		return out
	}
	out.Statement = r.Statement.Index + 1
	if !r.Statement.Sid.IsAbsent() {
		out.Sid = r.Statement.Sid.String()
	}
	if f := p[r.Policy]; f != nil {
		out.Line, out.Column = f.position(int(r.Statement.Start))
	}
	return out
}
