package report

import (
	"cmp"
	"time"

	"bailiwick/rule"
	"bailiwick/value"
)

// invocation tells of the run: when it was, and what it did not see.
func (s *sarif) invocation() {
	s.key("invocations")
	s.open('[')
	s.open('{')
	s.key("executionSuccessful")
	s.bool(s.a.Count().Error == 0)
	s.text("startTimeUtc", s.a.Run.At.UTC().Format(time.RFC3339))
	s.key("toolExecutionNotifications")
	s.open('[')
	if !s.a.Judged() {
		s.notify("warning", "Nothing was checked: no rule judges what is declared here. This is no pass.", value.Place{}, -1)
	}
	for _, p := range s.a.Estate.Problems {
		file, line, column := placeOf(s.a, p)
		next := ""
		if p.Next != "" {
			next = "next: " + p.Next
		}
		s.notify("warning", Clean(sentences(p.Summary, p.Effect, next)), value.Place{File: file, Line: line, Column: column}, -1)
		s.flushSome()
	}
	for _, other := range s.a.Run.Read.Others {
		s.notify("note", Clean(sentences(other.Path+" is "+other.What, "next: "+other.Next)), value.Place{File: other.Path}, -1)
		s.flushSome()
	}
	if c := s.a.Count(); c.Open() > 0 {
		s.notify("note", figure(c.Open())+" of "+Number(c.Applicable(), "applicable observation", "applicable observations")+
			" could not be decided: "+cmp.Or(s.check, "bailiwick check")+" --show unknown tells why.", value.Place{}, -1)
	}
	for _, ob := range s.a.Observations {
		if ob.Verdict == rule.ErrorVerdict && !ob.Covered {
			s.notify("error", sentence(s.a, ob, s.asker.Outcome(ob)), value.Place{}, int(ob.Rule))
			s.flushSome()
		}
	}
	s.close(']')
	s.close('}')
	s.close(']')
}

// notify adds a notification; the rule is its index, or negative.
func (s *sarif) notify(level, text string, p value.Place, of int) {
	s.open('{')
	s.text("level", level)
	s.message("message", text)
	if p.File != "" {
		s.key("locations")
		s.open('[')
		s.open('{')
		s.physical(p)
		s.close('}')
		s.close(']')
	}
	if of >= 0 {
		s.key("associatedRule")
		s.open('{')
		s.text("id", s.a.Rules[of].ID)
		s.number("index", of)
		s.close('}')
	}
	s.close('}')
}
