package dated

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed permission_sources.csv
var permissionSourcesCSV []byte

// PermissionSources is the table of the services that invoke functions, and the
// condition keys by which they say on whose behalf.
type PermissionSources struct {
	made Day
	rows map[string][]PermissionSource // by principal, in the order in which they came to be known
}

// A PermissionSource is what was known of one service.
type PermissionSource struct {
	Principal string      // "events.amazonaws.com"
	Keys      []SourceKey // that it sends; empty when AWS documents that it sends none
	Bound     []SourceKey // of which one binds a statement to ourselves
	Notes     string
	Source    string
	Line      int // of the row in its table
	Known     Day

	known span
}

// A SourceKey is a condition key by which a service names its source.
type SourceKey string

// The source keys. aws:SourceOrgID and aws:SourceOrgPaths come with
// SourceAccount: who sends the account sends its organisation.
const (
	SourceArn        SourceKey = "aws:SourceArn"
	SourceAccount    SourceKey = "aws:SourceAccount"
	EventSourceToken SourceKey = "lambda:EventSourceToken"
)

var permissionColumns = []string{"principal", "keys", "bound", "known", "sources", "notes"}

var defaultPermissionSources = sync.OnceValue(func() *PermissionSources {
	p, err := ParsePermissionSources("permission_sources.csv", permissionSourcesCSV)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return p
})

// DefaultPermissionSources returns the table that bailiwick holds. It is read on
// first use.
func DefaultPermissionSources() *PermissionSources { return defaultPermissionSources() }

// ParsePermissionSources reads a table of services; name is what errors call
// the file. The error joins every mistake, each with its line, and the table is
// then nil.
func ParsePermissionSources(name string, src []byte) (*PermissionSources, error) {
	p := &PermissionSources{rows: map[string][]PermissionSource{}}
	t, err := readTable(name, src, permissionColumns, func(row row) {
		s := PermissionSource{
			Principal: row.must("principal"), Keys: row.keys("keys"), Bound: row.keys("bound"),
			Notes: row.cell("notes"), Source: row.source(), Line: row.line, known: row.known(),
		}
		for _, k := range s.Bound {
			if !slices.Contains(s.Keys, k) {
				row.mistake("bound", errors.New("names a key that is none of keys"))
			}
		}
		s.Known = s.known.by
		before := p.rows[s.Principal]
		if len(before) > 0 && !before[len(before)-1].known.by.Before(s.known.by) {
			row.mistake("known", errors.New("must be later than in the row above of the same principal"))
		}
		p.rows[s.Principal] = append(before, s)
	})
	if err != nil {
		return nil, err
	}
	p.made = t.made
	return p, nil
}

// keys reads a cell such as "arn account", or "none".
func (r row) keys(column string) []SourceKey {
	var keys []SourceKey
	cell := r.must(column)
	if cell == "none" {
		return nil
	}
	for word := range strings.FieldsSeq(cell) {
		switch word {
		case "arn":
			keys = append(keys, SourceArn)
		case "account":
			keys = append(keys, SourceAccount)
		case "token":
			keys = append(keys, EventSourceToken)
		default:
			r.mistake(column, errors.New("takes arn, account and token, or none"))
		}
	}
	return keys
}

// Made returns the day on which the table was compared with its sources.
func (p *PermissionSources) Made() Day { return p.made }

// At returns the table as it was known on the day of an instant, in UTC.
func (p *PermissionSources) At(known time.Time) PermissionSourcesView {
	return PermissionSourcesView{p, dayOf(known)}
}

// A PermissionSourcesView is the table as it was known on one day.
type PermissionSourcesView struct {
	table *PermissionSources
	on    Day
}

// Service returns what was known of a service principal, and false when nothing
// was. The names of a service in other partitions (amazonaws.com.cn) and with a
// region (logs.eu-central-1.amazonaws.com) are those of the same service.
func (v PermissionSourcesView) Service(principal string) (PermissionSource, bool) {
	rows := v.table.rows[principal]
	if rows == nil {
		rows = v.table.rows[regionless(principal)]
	}
	sure, maybe, ok := asOf(rows, func(s PermissionSource) span { return s.known }, v.on)
	return sure, ok && len(maybe) == 0
}

// regionless returns the name of a service in the partition aws and without a
// region.
func regionless(principal string) string {
	for _, suffix := range []string{".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"} {
		if name, ok := strings.CutSuffix(principal, suffix); ok {
			name, _, _ = strings.Cut(name, ".")
			return name + ".amazonaws.com"
		}
	}
	return principal
}
