package dated

import (
	_ "embed"
	"errors"
	"slices"
	"sync"
	"time"

	"bailiwick/internal/civil"
)

//go:embed runtimes.csv
var runtimesCSV []byte

// Runtimes is the table of Lambda's runtimes with every state of knowledge
// about them.
type Runtimes struct {
	made Day
	rows map[string][]Runtime // by id, in the order in which they came to be known
}

// A Runtime is what was known about one runtime.
type Runtime struct {
	ID          string // as functions name it: "python3.12"
	Name        string
	Family      string // the language: "python", or "provided" and "custom"
	Package     string // zip, image or both as AWS has them: "zip+image", "image", "os-only", "customer-managed"
	OS          string // "Amazon Linux 2023"; empty when the publisher chooses
	Released    Date
	Deprecation Date   // from this day on it is not supported; the control
	BlockCreate Date   // from this day on no function of it can be created: a warning only, AWS moves it
	BlockUpdate Date   // from this day on no function of it can be updated: likewise
	Successor   string // that AWS suggests, or empty
	Latest      bool   // the newest of its family
	Notes       string
	Source      string // what the row was taken from
	Line        int    // of the row in its table
	Known       Day    // since when it was surely known
	Disputed    bool   // the table knows of a change about this time, not of its day: what differs is unknown

	known span
}

var runtimeColumns = []string{
	"id", "name", "family", "package", "os", "released", "deprecation", "block_create", "block_update",
	"successor", "latest", "known", "sources", "notes",
}

var defaultRuntimes = sync.OnceValue(func() *Runtimes {
	r, err := ParseRuntimes("runtimes.csv", runtimesCSV)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return r
})

// DefaultRuntimes returns the table that bailiwick holds. It is read on first
// use.
func DefaultRuntimes() *Runtimes { return defaultRuntimes() }

// ParseRuntimes reads a table of runtimes; name is what errors call the file.
// The error joins every mistake, each with its line, and the table is then nil.
func ParseRuntimes(name string, src []byte) (*Runtimes, error) {
	r := &Runtimes{rows: map[string][]Runtime{}}
	t, err := readTable(name, src, runtimeColumns, func(row row) {
		rt := Runtime{
			ID: row.must("id"), Name: row.must("name"), Family: row.must("family"),
			Package: row.oneOf("package", "zip", "zip+image", "image", "os-only", "customer-managed"),
			OS:      row.cell("os"), Released: row.date("released"),
			Deprecation: row.date("deprecation"), BlockCreate: row.date("block_create"), BlockUpdate: row.date("block_update"),
			Successor: row.cell("successor"), Latest: row.oneOf("latest", "yes", "no") == "yes",
			Notes: row.cell("notes"), Source: row.source(), Line: row.line, known: row.known(),
		}
		rt.Known = rt.known.by
		before := r.rows[rt.ID]
		if len(before) > 0 && !before[len(before)-1].known.by.Before(rt.known.by) {
			row.mistake("known", errors.New("must be later than in the row above of the same id"))
		}
		r.rows[rt.ID] = append(before, rt)
	})
	if err != nil {
		return nil, err
	}
	r.made = t.made
	return r, nil
}

// endOfAL2 is the day on which Amazon Linux 2 ended.
var endOfAL2 = civil.MustDay("2026-06-30")

// Reduced reports whether the runtime is supported on the day, but gets critical
// and selected important fixes only, since its operating system has ended (AWS
// Lambda Developer Guide, Lambda runtimes).
func (r Runtime) Reduced(on Day) bool {
	ended, known := r.Deprecation.Reached(on)
	return r.OS == "Amazon Linux 2" && !on.Before(endOfAL2) && known && !ended
}

// Made returns the day on which the table was compared with its sources, or the
// zero Day when it does not say. Dates after it are forecasts.
func (r *Runtimes) Made() Day { return r.made }

// History returns every state of knowledge about a runtime, oldest first.
func (r *Runtimes) History(id string) []Runtime { return slices.Clone(r.rows[id]) }

// At returns the table as it was known on the day of an instant, in UTC.
func (r *Runtimes) At(known time.Time) RuntimesView {
	return RuntimesView{r, dayOf(known)}
}

// A RuntimesView is the table as it was known on one day. The zero View knows
// of no runtime.
type RuntimesView struct {
	table *Runtimes
	on    Day
}

// Known returns the day of knowledge.
func (v RuntimesView) Known() Day { return v.on }

// Made is Made of the whole table.
func (v RuntimesView) Made() Day {
	if v.table == nil {
		return Day{}
	}
	return v.table.made
}

// states returns every state of knowledge about a runtime.
func (v RuntimesView) states(id string) []Runtime {
	if v.table == nil {
		return nil
	}
	return v.table.rows[id]
}

// Runtime returns what was known of a runtime, and false when nothing was: an
// id that the table does not have, or did not have yet, is neither supported
// nor ended.
func (v RuntimesView) Runtime(id string) (Runtime, bool) {
	sure, maybe, ok := asOf(v.states(id), func(r Runtime) span { return r.known }, v.on)
	for _, m := range maybe {
		sure.Disputed = true
		sure.Deprecation = agreed(sure.Deprecation, m.Deprecation)
		sure.BlockCreate = agreed(sure.BlockCreate, m.BlockCreate)
		sure.BlockUpdate = agreed(sure.BlockUpdate, m.BlockUpdate)
	}
	return sure, ok
}

// FirstKnown returns the day since which anything is known of a runtime, and
// false for one that the table never has.
func (v RuntimesView) FirstKnown(id string) (Day, bool) {
	rows := v.states(id)
	if len(rows) == 0 {
		return Day{}, false
	}
	return rows[0].Known, true
}

// IDs returns the ids of all runtimes of which something was known, sorted.
func (v RuntimesView) IDs() []string {
	if v.table == nil {
		return nil
	}
	var ids []string
	for id := range v.table.rows {
		if _, ok := v.Runtime(id); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func agreed(a, b Date) Date {
	if a == b {
		return a
	}
	return Date{}
}
