package rule

import (
	"bailiwick/access"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/internal/civil"
	"bailiwick/settings"
	"bailiwick/value"
)

// An Input is everything that a rule may read. It is only read, but belongs to
// one goroutine, since the view notes what was looked at.
type Input struct {
	Estate   *estate.View
	Settings *settings.Settings
	Today    civil.Day          // the day of the assessment, in UTC
	Runtimes dated.RuntimesView // what was known of runtimes on that day
	Access   *access.Engine     // who may do what
}

// Setting returns the setting as a fact.
func Setting[T any](s settings.Setting[T]) Fact { return setting{s.Fact()} }

// setting is a settings.Fact as a fact of an outcome.
type setting struct{ settings.Fact }

// Attribute returns the key.
func (s setting) Attribute() string { return "setting " + s.Key }

// String returns the value.
func (s setting) String() string {
	switch {
	case s.Missing:
		return "not set"
	case !s.Set && s.Value == "":
		return "not set (default)"
	case !s.Set:
		return s.Value + " (default)"
	}
	return s.Value
}

// Origin returns no origin: see Place.
func (setting) Origin() value.Origin { return 0 }

// IsUnknown reports whether a value is needed and nobody gave one.
func (s setting) IsUnknown() bool { return s.Missing }

// Reason says which key to set.
func (s setting) Reason() string { return "not set in bailiwick.yaml" }

// Place returns where the setting is written.
func (s setting) Place() value.Place {
	if s.Fact.Place.File == "" {
		return value.Place{}
	}
	p := s.Fact.Place
	return value.Place{
		File: p.File, Start: p.Start, End: p.End,
		Line: p.Line, Column: p.Column, EndLine: p.Line, EndColumn: p.Column + p.End - p.Start,
	}
}

// MissingSetting is the outcome of a rule that cannot be decided until the
// organisation says what it wants. The reason names the key.
func MissingSetting[T any](s settings.Setting[T]) Outcome {
	return UnknownBecause("setting "+s.Key()+" is missing", Setting(s))
}
