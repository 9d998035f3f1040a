package settings

// A Setting is one key of bailiwick.yaml: what was written for it, else its
// default, and where that stands. The zero Setting was neither written nor has
// a default, so that a rule on it is unknown.
type Setting[T any] struct {
	value T // the first field: valueType knows it
	state state
	owned bool // an edge wants the company's own value: the default does not count
	text  string
	key   string
	place Place
}

// A state says where a setting's value comes from; in this order, since the
// zero value must be the one that lets nothing pass.
type state uint8

const (
	missing   state = iota // not written, no default
	defaulted              // not written, the documented default counts
	written
	waived // any or none: on purpose nothing is asked
)

// Set reports whether the key was written, with a value or with any (none).
func (s Setting[T]) Set() bool { return s.place.Line > 0 }

// Any reports whether the settings say on purpose, by the word any or none,
// that nothing is asked. A rule that needs the setting is then not applicable.
func (s Setting[T]) Any() bool { return s.state == waived && !s.Missing() }

// Missing reports whether a value is needed and nobody gave one: it was not
// written and has no default. A rule that needs it is then unknown and names
// Key.
func (s Setting[T]) Missing() bool {
	return s.state == missing || s.owned && !s.Set()
}

// Get returns the value, or the default where none was written. It is the zero
// value when Missing or Any is true, so ask those first.
func (s Setting[T]) Get() T {
	if s.Missing() {
		var none T
		return none
	}
	return s.value
}

// Key returns the whole name, such as "network.approved_vpcs".
func (s Setting[T]) Key() string { return s.key }

// Line returns the line of the value in its file, from 1, or 0 when it was not
// written.
func (s Setting[T]) Line() int { return s.place.Line }

// Fact returns the setting as an observation lists it.
func (s Setting[T]) Fact() Fact {
	f := Fact{Key: s.key, Value: s.text, Place: s.place, Set: s.Set(), Missing: s.Missing()}
	if f.Missing {
		f.Value = ""
	}
	return f
}

// A Fact is a setting in words, whatever its type.
type Fact struct {
	Key     string
	Value   string // as it would be written on one line; empty when Missing
	Place   Place  // of the value; zero when the default counts
	Set     bool   // written, rather than the default
	Missing bool   // needed and not there
}

// String writes the fact as a line of settings: "logging.min_days: 365".
func (f Fact) String() string {
	switch {
	case f.Missing:
		return f.Key + " is not set"
	case !f.Set && f.Value != "":
		return f.Key + ": " + f.Value + " (default)"
	case !f.Set:
		return f.Key + " is not set (default)"
	}
	return f.Key + ": " + f.Value
}

// Fact returns the setting of that whole name, such as "logging.min_days", as
// an observation lists it, and whether there is one.
func (s *Settings) Fact(name string) (Fact, bool) {
	k, ok := LookUp(name)
	if !ok {
		return Fact{}, false
	}
	return k.slot(s).Fact(), true
}

// A Place is a range in a settings file. The zero Place is nowhere.
type Place struct {
	File         string
	Line, Column int // of Start, from 1; the column counts characters
	Start, End   int // byte offsets, End excluded
}

// A slot is a Setting of any type, as the decoder sees it.
type slot interface {
	target() any // a pointer to the value
	become(st state, key, text string, at Place)
	demandOwn()
	Fact() Fact
}

func (s *Setting[T]) target() any { return &s.value }

func (s *Setting[T]) demandOwn() { s.owned = true }

func (s *Setting[T]) become(st state, key, text string, at Place) {
	s.state, s.key, s.text, s.place = st, key, text, at
	if st == waived || st == missing {
		var none T
		s.value = none
	}
}
