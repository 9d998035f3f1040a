package policy

import "bailiwick/value"

// statement reads one statement.
func (r *reader) statement(a value.Any, index int) Statement {
	was := r.hidden
	r.hidden = was || a.Sensitive()
	defer func() { r.hidden = was }()
	s := Statement{Place: r.place(a), Index: index, variables: r.doc.HasVariables()}
	if a.Kind() != value.KindMap {
		s.disown(r.why(a, index, "a statement", true))
		return s
	}
	var both [3]bool // of each pair that excludes itself: one was seen
	for i, key := range a.Keys() {
		part := a.Elements()[i]
		switch key {
		case "Sid":
			if part.Kind() != value.KindNull {
				s.Sid = r.element(part, index, "a text", false)
			}
		case "Effect":
			s.Effect = r.effect(part, index)
		case "Action", "NotAction":
			s.Actions = r.elements(part, index, "an action", false)
			s.Actions.Not = key == "NotAction"
			r.exclusive(&s, &both[0], part, "Action", "NotAction")
		case "Resource", "NotResource":
			s.Resources = r.elements(part, index, "a resource", false)
			s.Resources.Not = key == "NotResource"
			r.exclusive(&s, &both[1], part, "Resource", "NotResource")
		case "Principal", "NotPrincipal":
			s.Principals = r.principals(part, index)
			s.Principals.Not = key == "NotPrincipal"
			r.exclusive(&s, &both[2], part, "Principal", "NotPrincipal")
		case "Condition":
			r.conditions(&s, part)
		default:
			r.unknownElement(key, r.place(part), index, "Sid", "Effect", "Principal", "NotPrincipal",
				"Action", "NotAction", "Resource", "NotResource", "Condition")
			s.disown(value.Because("it has the element " + value.Inline(key).String() + ", which AWS does not know"))
		}
	}
	if a.Partial() {
		s.disown(a.Note())
	}
	r.required(&s, a)
	return s
}

// required refuses a statement without effect or action.
func (r *reader) required(s *Statement, a value.Any) {
	if s.unread {
		s.disown(s.why) // what came behind the reason has filled elements again
		return
	}
	if _, ok := a.Get("Effect"); !ok {
		r.refuse(Missing, s.Place, s.Index, `write "Effect": "Allow" or "Deny"`, "the statement has no Effect")
	}
	if s.Actions.IsAbsent() {
		r.refuse(Missing, s.Place, s.Index, `write "Action"`, "the statement has neither Action nor NotAction")
		s.disown(value.Because("it has neither Action nor NotAction"))
	}
}

// exclusive refuses the second of a pair.
func (r *reader) exclusive(s *Statement, seen *bool, part value.Any, one, other string) {
	if *seen {
		r.refuse(Exclusive, r.place(part), s.Index, "keep one of the two", "the statement has both %s and %s", one, other)
		s.disown(value.Because("it has both " + one + " and " + other))
	}
	*seen = true
}

// disown makes the statement one of which nothing is known.
func (s *Statement) disown(why value.Note) {
	if !s.unread {
		s.unread, s.why = true, why
	}
	s.Effect = EffectUnknown
	s.moreConditions = true
	s.Actions = Elements{Place: s.Place, present: true, partial: true, more: s.why}
	s.Resources = s.Actions
	s.Principals = Principals{Place: s.Place, present: true, partial: true, more: s.why}
	s.Conditions = nil
}

func (r *reader) effect(a value.Any, index int) Effect {
	e := r.element(a, index, `"Allow" or "Deny"`, false)
	text, ok := e.Text.Literal()
	switch {
	case text == "Allow":
		return Allow
	case text == "Deny":
		return Deny
	case ok:
		r.refuse(BadEffect, e.Place, index, `write "Allow" or "Deny", in this case`, "there is no effect %q", text)
	}
	return EffectUnknown
}

func (r *reader) principals(a value.Any, index int) Principals {
	out := Principals{Place: r.place(a), present: true}
	switch a.Kind() {
	case value.KindText:
		e := r.element(a, index, "a principal", false)
		out.List = []Principal{{Element: e, Kind: classify("", e.Text)}}
	case value.KindMap:
		for i, key := range a.Keys() {
			r.principalType(&out, key, a.Elements()[i], index)
		}
		if a.Partial() {
			out.partial, out.more = true, a.Note()
		}
	default:
		out.partial, out.more = true, r.why(a, index, "a principal", false)
	}
	return out
}

func (r *reader) principalType(out *Principals, typ string, a value.Any, index int) {
	switch typ {
	case "AWS", "Service", "Federated", "CanonicalUser":
	default:
		r.unknownElement(typ, r.place(a), index, "AWS", "Service", "Federated", "CanonicalUser")
		out.partial, out.more = true, value.Because("it has principals of the type "+value.Inline(typ).String()+", which AWS does not know")
		return
	}
	elements := r.elements(a, index, "a principal", typ == "AWS") // an account id without quotes is a number
	for _, e := range elements.List {
		out.List = append(out.List, Principal{Element: e, Type: typ, Kind: classify(typ, e.Text)})
	}
	if elements.partial {
		out.partial, out.more = true, elements.more
	}
}

func (r *reader) conditions(s *Statement, a value.Any) {
	if a.Kind() != value.KindMap {
		s.conditionGap(r.why(a, s.Index, "a map of operators", false))
		return
	}
	if a.Partial() {
		s.conditionGap(a.Note())
	}
	for i, written := range a.Keys() {
		keys := a.Elements()[i]
		operator := r.operator(written, r.place(keys), s.Index)
		if keys.Kind() != value.KindMap {
			s.conditionGap(r.why(keys, s.Index, "a map of condition keys", false))
			continue
		}
		if keys.Partial() {
			s.conditionGap(keys.Note())
		}
		for j, key := range keys.Keys() {
			values := keys.Elements()[j]
			s.Conditions = append(s.Conditions, Condition{
				Place:    r.place(values),
				Operator: operator,
				Written:  value.Inline(written),
				Key:      value.Inline(key),
				Values:   r.elements(values, s.Index, "a condition value", true),
			})
		}
	}
}

func (r *reader) operator(written string, at Place, index int) Operator {
	t := value.Inline(written)
	if t.HasHoles() {
		return Operator{}
	}
	operator, ok := ParseOperator(written)
	if !ok {
		r.refuse(BadOperator, at, index, "write an operator such as StringEquals, StringLike, ArnLike, Bool or Null",
			"there is no condition operator %q", t.String())
	}
	return operator
}

func (s *Statement) conditionGap(why value.Note) {
	if !s.moreConditions {
		s.moreConditions, s.why = true, why
	}
}
