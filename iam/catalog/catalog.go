// Package catalog holds what AWS publishes about IAM: services, actions,
// resource types, condition keys, and AWS's managed policies with their
// history.
//
// The tables are embedded and of a day ([Catalog.Date], [Catalog.PolicyDate]);
// [Open] reads others from a file that tools/iamcatalog wrote. Nothing is
// decoded before it is asked for: a service is decoded by itself, and so is a
// policy, and its older versions only when they are read.
//
// What the catalogue does not hold is not known, which says nothing about AWS:
// look-ups answer false, and callers say "not in the catalogue of" its date.
// What is handed out is shared and must only be read. All functions may be
// called from several goroutines.
//
// Services, actions and condition keys are found in any case, as IAM compares
// them (IAM User Guide, "IAM JSON policy elements: Action" and "Condition");
// resource types and policies only as they are written.
package catalog

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"bailiwick/internal/civil"
)

// A Catalog is one edition of the tables. It is immutable.
type Catalog struct {
	date, policyDate civil.Day
	sources          []string
	globals          []*ConditionKey
	lodgers          []lodger
	services         []serviceEntry
	prefixes         []string
	actionCount      int
	policies         func() (*policyTable, error)
}

// A serviceEntry is a service in the index, decoded when it is asked for.
type serviceEntry struct {
	prefix               string
	firstAction, actions int
	rcp                  bool
	segment              string
	size                 int // of the segment, unpacked
	decoded              atomic.Pointer[Service]
}

// A lodger is a prefix of condition keys that a service of another name lists:
// identitycenter:UserId stands under sso.
type lodger struct{ prefix, service string }

// Default returns the embedded catalogue. The first call reads its index; a
// program that makes none pays nothing.
func Default() *Catalog { return embedded() }

var embedded = sync.OnceValue(func() *Catalog {
	body, _, _ := split(embeddedFile)
	c, err := read(body)
	if err != nil {
		panic("internal error: embedded catalogue: " + err.Error())
	}
	return c
})

// read decodes the index of a file's body.
func read(body string) (*Catalog, error) {
	in := cursor{s: body}
	c := &Catalog{
		date:       readDay(&in),
		policyDate: readDay(&in),
		sources:    in.texts(),
	}
	var err error
	if c.globals, err = readKeys(&in); err != nil {
		return nil, err
	}
	c.lodgers = make([]lodger, in.count())
	for i := range c.lodgers {
		c.lodgers[i] = lodger{in.text(), in.text()}
	}
	c.services = make([]serviceEntry, in.count())
	c.prefixes = make([]string, len(c.services))
	lengths := make([]int, len(c.services))
	for i := range c.services {
		e := &c.services[i]
		e.prefix, e.firstAction, e.actions, e.rcp = in.text(), c.actionCount, in.below(maxSegment), in.below(2) == 1
		lengths[i], e.size = in.number(), in.number()
		c.prefixes[i] = e.prefix
		c.actionCount += e.actions
	}
	for i := range c.services {
		c.services[i].segment = in.bytes(lengths[i])
	}
	if in.bad {
		return nil, errShort
	}
	if !ascending(c.prefixes, compareFold) {
		return nil, fmt.Errorf("its services are not in order")
	}
	c.policies = sync.OnceValues(func() (*policyTable, error) { return readPolicies(in) })
	return c, nil
}

func readDay(in *cursor) civil.Day {
	return civil.DayOf(time.Unix(0, 0)).Add(in.below(maxDay))
}

// verify decodes all that is decoded lazily.
func (c *Catalog) verify() error {
	unpacked := 0
	for i := range c.services {
		e := &c.services[i]
		if unpacked += e.size; unpacked > maxServices {
			return fmt.Errorf("its services unpack to more than %d bytes", maxServices)
		}
		s, err := decodeService(e)
		if err != nil {
			return fmt.Errorf("service %q: %w", e.prefix, err)
		}
		e.decoded.Store(s)
	}
	t, err := c.policies()
	if err != nil {
		return err
	}
	return t.verify()
}

// Date returns the day of the service tables.
func (c *Catalog) Date() civil.Day { return c.date }

// PolicyDate returns the day of the managed policies: that of the latest change
// among them, since their source does not say when it was read.
func (c *Catalog) PolicyDate() civil.Day { return c.policyDate }

// Sources names the packages, with their versions, that the tables were made
// from.
func (c *Catalog) Sources() []string { return c.sources }

// Services returns the prefixes of all services ("lambda"), sorted. It decodes
// none.
func (c *Catalog) Services() []string { return c.prefixes }

// ActionCount returns how many actions all services have together. Every
// [Action.Number] is below it.
func (c *Catalog) ActionCount() int { return c.actionCount }

// SupportsRCP says whether resource control policies apply to a service. It is
// false for a service that is not in the catalogue.
func (c *Catalog) SupportsRCP(service string) bool {
	i, ok := c.find(service)
	return ok && c.services[i].rcp
}

// find returns the place of a service in the index.
func (c *Catalog) find(prefix string) (int, bool) {
	return slices.BinarySearchFunc(c.prefixes, prefix, compareFold)
}

// service decodes the service at a place in the index, once.
func (c *Catalog) service(i int) *Service {
	e := &c.services[i]
	if s := e.decoded.Load(); s != nil {
		return s
	}
	s, err := decodeService(e)
	if err != nil { // Open has decoded every service of any other file
		panic(fmt.Sprintf("internal error: embedded catalogue: service %q: %v", e.prefix, err))
	}
	e.decoded.CompareAndSwap(nil, s)
	return e.decoded.Load()
}

// compareFold compares ASCII texts without regard to case.
func compareFold(a, b string) int {
	for i := range min(len(a), len(b)) {
		if x, y := lower(a[i]), lower(b[i]); x != y {
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// ascending says whether each element is greater than the one before.
func ascending[T any](list []T, compare func(a, b T) int) bool {
	for i := range len(list) - 1 {
		if compare(list[i], list[i+1]) >= 0 {
			return false
		}
	}
	return true
}
