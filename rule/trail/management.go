package trail

import (
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// managed is which management events a keeper keeps.
type managed struct {
	read, write           value.Answer // of all services but perhaps KMS and the RDS Data API
	wholeRead, wholeWrite value.Answer // of those two as well
	rds                   value.Answer // those of the RDS Data API
	facts                 []rule.Fact  // what says so
}

// whole tells whether no management event is left out.
func (m managed) whole() value.Answer { return value.Both(m.wholeRead, m.wholeWrite) }

// readWrite tells whether both sorts are kept, those of KMS and the RDS Data
// API aside.
func (m managed) readWrite() value.Answer { return value.Both(m.read, m.write) }

// add enters what one selector keeps.
func (m *managed) add(read, write, kms, rds value.Answer) {
	m.read = value.Either(m.read, read)
	m.write = value.Either(m.write, write)
	m.wholeRead = value.Either(m.wholeRead, value.Both(read, kms, rds))
	m.wholeWrite = value.Either(m.wholeWrite, value.Both(write, kms, rds))
	m.rds = value.Either(m.rds, value.Both(value.Either(read, write), rds))
}

// management returns which management events the keeper keeps: all of them
// without selectors ("Logging management events").
func (k keeper) management() managed {
	if k.classic.IsAbsent() && k.advanced.IsAbsent() {
		return managed{value.Yes, value.Yes, value.Yes, value.Yes, value.Yes, []rule.Fact{k.classic}}
	}
	m := managed{value.No, value.No, value.No, value.No, value.No, nil}
	selectors, _ := k.classic.Get()
	for _, s := range selectors {
		on := value.IsTrue(s.Management, true)
		m.add(
			value.Both(on, value.Is(s.ReadWrite, "WriteOnly").Not()),
			value.Both(on, value.Is(s.ReadWrite, "ReadOnly").Not()),
			value.Lists(s.Excluded, "kms.amazonaws.com").Not(),
			value.Lists(s.Excluded, "rdsdata.amazonaws.com").Not(),
		)
		m.facts = appendSet(m.facts, s.Management)
		m.facts = appendSet(m.facts, s.ReadWrite)
		m.facts = appendSet(m.facts, s.Excluded)
	}
	advanced, _ := k.advanced.Get()
	for i := range advanced {
		m.advanced(&advanced[i])
	}
	if unread(k.classic) || unread(k.advanced) {
		m.add(value.CannotTell, value.CannotTell, value.CannotTell, value.CannotTell)
	}
	switch {
	case len(m.facts) > 0:
	case k.classic.IsAbsent():
		m.facts = []rule.Fact{k.advanced}
	default:
		m.facts = []rule.Fact{k.classic}
	}
	return m
}

// advanced enters what an advanced selector keeps.
func (m *managed) advanced(s *estate.AdvancedSelector) {
	fields, known := s.Fields.Get()
	on, read, write, kms, rds, all := value.No, value.Yes, value.Yes, value.Yes, value.Yes, value.Yes
	if !known || s.Fields.Partial() {
		on = value.CannotTell
	}
	var facts []rule.Fact
	for _, f := range fields {
		name, _ := f.Field.Get()
		literal, named := name.Literal()
		switch {
		case !named || f.Field.IsUnknown():
			on = value.CannotTell
		case literal == "eventCategory":
			on = takes(f, "Management")
			facts = appendSet(facts, f.Equals)
		case literal == "readOnly":
			read, write = takes(f, "true"), takes(f, "false")
			facts = appendSet(facts, f.Equals)
		case literal == "eventSource" && f.Equals.IsAbsent() && f.StartsWith.IsAbsent() && f.EndsWith.IsAbsent():
			kms, rds = takes(f, "kms.amazonaws.com"), takes(f, "rdsdata.amazonaws.com")
			facts = appendSet(facts, f.NotEquals)
		default: // by name, by who did it: some are left out
			all = value.No
			facts = append(facts, f.Field)
		}
	}
	m.facts = append(m.facts, facts...)
	m.add(value.Both(on, read, all), value.Both(on, write, all), kms, rds)
}

// appendSet appends the fact if something was written for it.
func appendSet[T any](facts []rule.Fact, v value.Value[T]) []rule.Fact {
	if v.IsAbsent() {
		return facts
	}
	return append(facts, v)
}

// unread reports whether a list may hold more than was read.
func unread[T any](list value.Value[[]T]) bool {
	return list.IsUnknown() || list.Partial()
}
