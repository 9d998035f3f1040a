package assess

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"bailiwick/estate"
	"bailiwick/internal/civil"
)

// A Duty is something that remains to be done, and by when, as it is seen from
// the day of the assessment with what was known on it.
type Duty struct {
	ID       string // stable: it stays when the date moves
	Kind     DutyKind
	Resource estate.Resource // what it is about; nil for the company, or for several
	Subject  string          // what it is about beside the resource: a runtime, a layer, a rule, a requirement
	Due      civil.Day       // the last day for it, or the zero Day
	Undated  string          // without Due: why no date can be told; "" for what is owed already
	What     string          // "leave python3.10 for python3.14"
	Detail   string          // what else is known, "" for nothing
	Known    civil.Day       // of a date that AWS forecasts: since when it was known, else the zero Day
}

// A DutyKind is a sort of duty.
type DutyKind uint8

// The kinds.
const (
	LeaveRuntime DutyKind = iota
	ApplyFixes            // of the runtime, where AWS does not by itself
	RebuildImage
	RenewLayer
	RotateKey
	RotateSecret
	ExceptionEnds
	AttestationEnds
	ReportAges // an AWS report that is relied on
	ReadMore   // what was not read may hold more duties
)

func (k DutyKind) String() string {
	return [...]string{
		"leave-runtime", "apply-fixes", "rebuild-image", "renew-layer", "rotate-key", "rotate-secret",
		"exception-ends", "attestation-ends", "report-ages", "read-more",
	}[k]
}

// A DutyState says how a duty stands on a day.
type DutyState uint8

// The states, in the order in which they are told.
const (
	Overdue DutyState = iota // its day is past
	Owed                     // it is due already, and no date stands behind it
	Ahead                    // its day comes, or is this one
	Undated                  // no date can be told
)

func (s DutyState) String() string { return [...]string{"overdue", "owed", "ahead", "undated"}[s] }

// State returns how the duty stands on a day.
func (d Duty) State(on civil.Day) DutyState {
	switch {
	case !d.Due.IsZero() && d.reached(on):
		return Overdue
	case !d.Due.IsZero():
		return Ahead
	case d.Undated == "":
		return Owed
	}
	return Undated
}

// reached reports whether the duty is late. A runtime has no support on the day
// of its deprecation any more; an exception holds on its last day.
func (d Duty) reached(on civil.Day) bool {
	if d.Kind == LeaveRuntime {
		return !on.Before(d.Due)
	}
	return on.After(d.Due)
}

// Environment returns the environment that the duty belongs to, "" for none.
func (d Duty) Environment() string {
	if d.Resource == nil {
		return ""
	}
	return d.Resource.Head().Scope.Environment
}

// Duties returns what remains to be done: what is overdue, what is owed, what
// is ahead, each by date, and what has no date.
func (a *Assessment) Duties() []Duty {
	c := &duties{a: a, view: a.Estate.In(nil), drawer: newDrawer(a)}
	for _, r := range a.Estate.Resources() {
		if a.Estate.Foremost(r) == r { // another view of the same thing counts once
			c.resource(r)
		}
	}
	c.rotations()
	c.exceptions()
	c.attestations()
	c.answers()
	c.unread()
	return c.sorted()
}

// duties collects duties.
type duties struct {
	a      *Assessment
	view   *estate.View
	drawer *drawer
	list   []Duty
}

func (c *duties) add(d Duty) { c.list = append(c.list, d) }

// sorted returns the duties in their order, each with its id.
func (c *duties) sorted() []Duty {
	today := c.a.Today
	slices.SortStableFunc(c.list, func(x, y Duty) int {
		return cmp.Or(
			cmp.Compare(x.State(today), y.State(today)),
			x.Due.Compare(y.Due),
			cmp.Compare(x.Kind, y.Kind),
			strings.Compare(x.Environment(), y.Environment()),
			estate.Natural(nameOf(x), nameOf(y)),
			strings.Compare(x.Subject, y.Subject),
		)
	})
	seen := make(map[string]int)
	for i := range c.list {
		d := &c.list[i]
		id := ""
		if d.Resource != nil {
			id = d.Resource.Head().ID()
		}
		d.ID = digest(d.Kind.String(), id, d.Subject)
		if seen[d.ID]++; seen[d.ID] > 1 {
			d.ID = digest(d.Kind.String(), id, d.Subject, strconv.Itoa(seen[d.ID]))
		}
	}
	return c.list
}

func nameOf(d Duty) string {
	if d.Resource == nil {
		return ""
	}
	return d.Resource.Head().Name()
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
