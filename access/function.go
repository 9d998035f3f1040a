package access

import (
	"slices"

	"bailiwick/estate"
	"bailiwick/iam/policy"
	"bailiwick/value"
)

// FunctionsOf returns the functions that run with the role, by whatever version
// or alias; partial where there may be others.
func (e *Engine) FunctionsOf(r *estate.Role) value.Value[[]*estate.Function] {
	return estate.Companions[*estate.Function](e.view, r, "role|Role")
}

// RunsFunctions tells whether functions run with the role: yes if one does that
// was read, or if its trust policy lets Lambda take it, since a function that
// uses it may be declared elsewhere; no if neither, and none may hide. The fact
// says which.
func (e *Engine) RunsFunctions(r *estate.Role) (value.Answer, Fact) {
	functions := e.FunctionsOf(r)
	if found, _ := functions.Get(); len(found) > 0 {
		return value.Yes, Known("function", names(found), found[0].Role.Origin())
	}
	trust := e.Trust(r)
	for _, s := range trust.Statements {
		if s.Effect == policy.Deny {
			continue
		}
		for _, p := range s.Principals.List {
			if service, ok := p.ServiceName(); ok && (service == "lambda" || service == "edgelambda") {
				return value.Yes, s.Element("trust", p.Element)
			}
		}
	}
	switch {
	case functions.Partial():
		return value.CannotTell, Unread("function", functions.Reason(), r.Block)
	case len(trust.Gaps()) > 0:
		return value.CannotTell, trust.Gaps()[0]
	}
	return value.No, Known("function", "none", r.Block)
}

// names lists functions for people, three of them at most.
func names(functions []*estate.Function) string {
	out := ""
	for i, f := range functions {
		switch {
		case i == 3:
			return out + " and others"
		case i > 0:
			out += ", "
		}
		out += f.Name()
	}
	return out
}

// SharersOf returns the functions that name the same role as f, f among them,
// in the estate's order: by the resource, or by the text where nothing declares
// the role.
func (e *Engine) SharersOf(f *estate.Function) value.Value[[]*estate.Function] {
	role, reach := estate.Find[*estate.Role](e.view, f, f.Role)
	if reach == estate.Here {
		return e.shares(role.ID(), f, func() value.Value[[]*estate.Function] { return e.FunctionsOf(role) })
	}
	text, ok := f.Role.Get()
	if !ok || reach == estate.Nothing {
		return value.Unknown[[]*estate.Function](value.NewNote("role", f.Role.Reason()), f.Role.Origin())
	}
	if hasFree(text) {
		return value.Unknown[[]*estate.Function](value.NewNote("role", text.String()+" is not known"), f.Role.Origin())
	}
	return e.shares(text.Inline(), f, func() value.Value[[]*estate.Function] { return e.naming(text) })
}

// shares returns the functions of a role, which are worked out once: a role may
// have thousands.
func (e *Engine) shares(role string, f *estate.Function, work func() value.Value[[]*estate.Function]) value.Value[[]*estate.Function] {
	list, ok := e.sharers[role]
	if !ok {
		list = work()
		e.sharers.put(role, list)
	}
	return list.At(f.Role.Origin())
}

// naming returns the functions that name a role by the text.
func (e *Engine) naming(text value.Text) value.Value[[]*estate.Function] {
	e.indexRoles()
	var found []*estate.Function
	var doubt *estate.Function
	for _, g := range slices.Concat(e.shared.byRole[text.Inline()], e.shared.roleless) {
		seen, exists := e.view.See(g).(*estate.Function)
		if !exists {
			continue
		}
		switch t, known := seen.Role.Get(); {
		case known && t.Inline() == text.Inline():
			found = append(found, seen)
		case seen.Role.IsUnknown(), known && hasFree(t) && t.Equal(text) != value.No:
			doubt = seen
		}
	}
	all := value.Known(found, 0)
	if doubt != nil {
		return all.AndMore(value.Because("the role of " + doubt.Name() + " is not known"))
	}
	if len(e.shared.roleless) == maxRoleless {
		return all.AndMore(value.Because("the roles of many functions are not known"))
	}
	return all
}

// maxRoleless is how many functions whose role is not known are asked for it
// one by one.
const maxRoleless = 100

// indexRoles finds once which functions name a role by which text.
func (e *Engine) indexRoles() {
	if e.shared.byRole != nil {
		return
	}
	e.shared.byRole = make(map[string][]*estate.Function)
	for _, r := range e.shared.estate.OfKind("function") {
		g := r.(*estate.Function)
		if t, known := g.Role.Get(); known && !hasFree(t) {
			e.shared.byRole[t.Inline()] = append(e.shared.byRole[t.Inline()], g)
		} else if !g.Role.IsAbsent() && len(e.shared.roleless) < maxRoleless {
			e.shared.roleless = append(e.shared.roleless, g)
		}
	}
}

// Wired returns the resources of a kind that the function's environment and its
// event sources name: "it is wired to the table orders". It lists what was
// recognised, and is never complete.
func Wired[K estate.Resource](e *Engine, f *estate.Function) []K {
	var out []K
	note := func(ref value.Value[value.Text]) {
		k, reach := estate.Find[K](e.view, f, ref)
		if reach != estate.Here {
			return
		}
		for _, o := range out {
			if o.Head() == k.Head() {
				return
			}
		}
		out = append(out, k)
	}
	variables, _ := f.Environment.Get()
	for _, v := range variables {
		note(v.Value)
	}
	mappings, _ := f.EventSourceMappings(e.view).Get()
	for _, m := range mappings {
		note(m.Source)
	}
	return out
}

// WiredTo names, for the service of a grant, the resources that the role's
// functions are wired to, at most three: "the table orders". It is "" where
// none was recognised; whole says that no variable, event source or function is
// left that could name another.
func (e *Engine) WiredTo(r *estate.Role, service string) (to string, whole bool) {
	list := e.FunctionsOf(r)
	functions, _ := list.Get()
	whole = !list.Partial()
	var found []estate.Resource
	for _, f := range functions {
		whole = whole && e.wiringIsRead(f)
		switch service {
		case "dynamodb":
			found = add(found, Wired[*estate.Table](e, f))
		case "sqs":
			found = add(found, Wired[*estate.Queue](e, f))
		case "sns":
			found = add(found, Wired[*estate.Topic](e, f))
		case "s3":
			found = add(found, Wired[*estate.Bucket](e, f))
		case "kinesis":
			found = add(found, Wired[*estate.Stream](e, f))
		case "secretsmanager":
			found = add(found, Wired[*estate.Secret](e, f))
		case "ssm":
			found = add(found, Wired[*estate.Parameter](e, f))
		case "events":
			found = add(found, Wired[*estate.EventBus](e, f))
		case "lambda":
			found = add(found, Wired[*estate.Function](e, f))
		case "states":
			found = add(found, Wired[*estate.StateMachine](e, f))
		}
	}
	switch len(found) {
	case 0:
		return "", whole
	case 1:
		return "the " + found[0].Head().Kind().Noun(1) + " " + found[0].Head().Name(), whole
	}
	out := "the " + found[0].Head().Kind().Noun(2) + " "
	for i, r := range found {
		switch {
		case i == 3:
			return out + " and others", whole
		case i == len(found)-1:
			out += " and "
		case i > 0:
			out += ", "
		}
		out += r.Head().Name()
	}
	return out, whole
}

// wiringIsRead reports whether every variable and event source of the function
// was read.
func (e *Engine) wiringIsRead(f *estate.Function) bool {
	if f.Environment.IsUnknown() || f.Environment.Partial() {
		return false
	}
	variables, _ := f.Environment.Get()
	for _, v := range variables {
		if text, ok := v.Value.Get(); !ok || hasFree(text) {
			return false
		}
	}
	return !f.EventSourceMappings(e.view).Partial()
}

func add[K estate.Resource](to []estate.Resource, more []K) []estate.Resource {
	for _, k := range more {
		to = append(to, k)
	}
	return to
}
