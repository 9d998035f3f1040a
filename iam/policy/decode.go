package policy

import "bailiwick/value"

// Decode returns the attribute that holds a policy: absent for null, unknown
// for what is unknown, and where parts of the value have alternatives, a
// document for each of their combinations. Of more than value.MaxAlternatives
// combinations it makes one document, in which those parts are unknown.
func Decode(a value.Any, attribute string) value.Value[*Document] {
	if tree, ok := a.Tree(); ok {
		a = tree
	}
	worlds := spread(a)
	if len(worlds) == 1 && len(worlds[0].When) == 0 {
		return decodeOne(worlds[0].Value, attribute)
	}
	alternatives := make([]value.Alternative[*Document], len(worlds))
	for i, w := range worlds {
		alternatives[i] = value.Alternative[*Document]{When: w.When, Value: decodeOne(w.Value, attribute)}
	}
	return value.Several(alternatives, a.Origin()).Named(attribute)
}

func decodeOne(a value.Any, attribute string) value.Value[*Document] {
	switch a.Kind() {
	case value.KindNull:
		return value.Absent[*Document](a.Origin()).Named(attribute)
	case value.KindUnknown:
		return value.Unknown[*Document](value.NewNote(attribute, a.Reason()), a.Origin())
	}
	d, _ := FromAny(a)
	return value.Known(d, a.Origin()).Named(attribute)
}

// spread returns what the value is in each world: values without alternatives
// anywhere in them. If there are too many it returns the value as it is.
func spread(a value.Any) []value.AnyAlternative {
	if !undecided(a) {
		return []value.AnyAlternative{{Value: a}}
	}
	var out []value.AnyAlternative
	if a.Kind() == value.KindSeveral {
		for _, alt := range a.Alternatives() {
			out = append(out, under(alt.When, spread(alt.Value))...)
		}
	} else {
		out = spreadParts(a)
	}
	if len(out) == 0 || len(out) > value.MaxAlternatives {
		return []value.AnyAlternative{{Value: a}}
	}
	return out
}

// undecided reports whether any part of the value has alternatives.
func undecided(a value.Any) bool {
	if a.Kind() == value.KindSeveral {
		return true
	}
	for _, e := range a.Elements() {
		if undecided(e) {
			return true
		}
	}
	return false
}

// under returns those alternatives that are possible where the condition
// holds.
func under(when value.Condition, alternatives []value.AnyAlternative) []value.AnyAlternative {
	var out []value.AnyAlternative
	for _, alt := range alternatives {
		if joint, possible := when.And(alt.When); possible {
			out = append(out, value.AnyAlternative{When: joint, Value: alt.Value})
		}
	}
	return out
}

// spreadParts returns a collection in each combination of its parts' worlds,
// none if they are too many.
func spreadParts(a value.Any) []value.AnyAlternative {
	type world struct {
		when  value.Condition
		parts []value.Any
	}
	worlds := []world{{}}
	for _, part := range a.Elements() {
		var next []world
		alternatives := spread(part)
		for _, w := range worlds {
			for _, alt := range under(w.when, alternatives) {
				next = append(next, world{alt.When, append(w.parts[:len(w.parts):len(w.parts)], alt.Value)})
			}
		}
		if len(next) > value.MaxAlternatives {
			return nil
		}
		worlds = next
	}
	out := make([]value.AnyAlternative, len(worlds))
	for i, w := range worlds {
		out[i] = value.AnyAlternative{When: w.when, Value: rebuild(a, w.parts)}
	}
	return out
}

// rebuild returns the collection with other parts.
func rebuild(a value.Any, parts []value.Any) value.Any {
	out := value.AnyList(parts, a.Origin())
	switch a.Kind() {
	case value.KindMap:
		out = value.AnyMap(a.Keys(), parts, a.Origin())
	case value.KindSet:
		out = value.AnySet(parts, a.Origin())
	}
	if a.Partial() {
		out = out.AndMore(a.Note())
	}
	if a.Sensitive() {
		out = out.Hidden()
	}
	return out
}
