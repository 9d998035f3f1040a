package authz

import (
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A Policy is a policy document made ready for decisions. It is only to be
// read, and several goroutines may.
type Policy struct {
	Name     string // for people: an ARN, or "inline policy data of role app"
	Document *policy.Document

	statements []statement
	index      index
	public     value.Answer // see restrict
}

// An index finds the statements that may be about an action. Each statement is
// in one of the three, in the order of the document.
type index struct {
	byAction  map[string][]int32 // all its actions are written out
	byService map[string][]int32 // all its actions are of services that are written out
	others    []int32
}

// indexed is how many statements a policy must have to be indexed: a few are
// looked through faster.
const indexed = 8

// Compile makes a document ready for decisions.
func Compile(name string, d *policy.Document) *Policy {
	p := &Policy{Name: name, Document: d, statements: make([]statement, len(d.Statements)), public: isPublic(d)}
	for i := range d.Statements {
		p.statements[i] = compileStatement(&d.Statements[i], d.HasVariables())
	}
	if len(p.statements) >= indexed {
		p.index.byAction, p.index.byService = make(map[string][]int32), make(map[string][]int32)
		for i := range p.statements {
			p.index.add(&p.statements[i], int32(i))
		}
	}
	return p
}

func (x *index) add(s *statement, at int32) {
	written, services := true, len(s.actions) > 0
	for _, a := range s.actions {
		services = services && !a.every && a.slow.Inline() == ""
		written = written && !hasSeals(a.name)
	}
	switch {
	case !services || s.source.Actions.Not || s.source.Actions.Partial() || s.source.Unread():
		x.others = append(x.others, at)
	case written:
		x.enter(x.byAction, s, at, func(a *action) string { return a.service + ":" + a.name })
	default:
		x.enter(x.byService, s, at, func(a *action) string { return a.service })
	}
}

func (x *index) enter(m map[string][]int32, s *statement, at int32, key func(*action) string) {
	for i := range s.actions {
		k := key(&s.actions[i])
		if list := m[k]; len(list) == 0 || list[len(list)-1] != at {
			m[k] = append(list, at)
		}
	}
}

// A walk goes through the statements that may be about an action, in the order
// of the document.
type walk struct {
	policy *Policy
	lists  [3][]int32
	at     int
}

func (p *Policy) about(c *call) walk {
	w := walk{policy: p}
	if p.index.byAction != nil {
		w.lists = [...][]int32{p.index.byAction[string(c.lowered())], p.index.byService[c.service], p.index.others}
	}
	return w
}

// next returns the next statement, or nil.
func (w *walk) next() *statement {
	if w.policy.index.byAction == nil {
		if w.at == len(w.policy.statements) {
			return nil
		}
		w.at++
		return &w.policy.statements[w.at-1]
	}
	first := -1
	for i, list := range w.lists {
		if len(list) > 0 && (first < 0 || list[0] < w.lists[first][0]) {
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	at := w.lists[first][0]
	w.lists[first] = w.lists[first][1:]
	return &w.policy.statements[at]
}
