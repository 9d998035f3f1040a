package main

import (
	"bailiwick/access"
	"bailiwick/iam/authz"
	"bailiwick/value"
)

// A library knows where the statements of policies stand: of policy files, and
// of what an estate declares.
type library struct {
	files  map[*authz.Policy]*policyFile
	places *value.Places
	facts  map[*authz.Policy]func(authz.Reference) access.Fact
}

func newLibrary() *library {
	return &library{files: make(map[*authz.Policy]*policyFile), facts: make(map[*authz.Policy]func(authz.Reference) access.Fact)}
}

// declared adds the policies of a layer of an estate, with what tells of them.
func (l *library) declared(layer authz.Layer, fact func(authz.Reference) access.Fact) {
	for _, p := range layer.Policies() {
		l.facts[p] = fact
	}
}

// position returns where a statement stands: the file is "" for a policy file,
// whose name is that of the policy, and the line 0 if nobody knows.
func (l *library) position(r authz.Reference) (file string, line, column int) {
	if l == nil || r.Statement == nil {
		return "", 0, 0
	}
	if f := l.files[r.Policy]; f != nil {
		line, column = f.position(int(r.Statement.Start))
		return "", line, column
	}
	if fact := l.facts[r.Policy]; fact != nil {
		at := l.places.At(fact(r).Origin())
		return at.File, at.Line, at.Column
	}
	return "", 0, 0
}

// place returns where a statement stands, "" if nobody knows.
func (l *library) place(r authz.Reference) string {
	if l == nil || r.Statement == nil {
		return ""
	}
	if f := l.files[r.Policy]; f != nil {
		return f.place(r.Statement.Start)
	}
	if fact := l.facts[r.Policy]; fact != nil {
		return l.places.At(fact(r).Origin()).String()
	}
	return ""
}

// statementJSON is a statement as programs read it.
type statementJSON struct {
	Policy    string `json:"policy"`
	Statement int    `json:"statement,omitzero"` // from 1
	Sid       string `json:"sid,omitzero"`
	File      string `json:"file,omitzero"` // of what an estate declares
	Line      int    `json:"line,omitzero"`
	Column    int    `json:"column,omitzero"`
}

// json returns a statement as programs read it, nil for none.
func (l *library) json(r authz.Reference) *statementJSON {
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
	out.File, out.Line, out.Column = l.position(r)
	return out
}
