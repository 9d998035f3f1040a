package dated

import (
	_ "embed"
	"errors"
	"strings"
	"sync"
	"time"
)

//go:embed layers.csv
var layersCSV []byte

// Publishers is the table of the accounts by which AWS publishes layers.
type Publishers struct {
	made Day
	rows map[string][]Publisher // by account
}

// A Publisher is an account by which AWS publishes the layers of one product.
type Publisher struct {
	Product   string // "Lambda Insights"
	Layer     string // name of the layers; a * at the end is any text
	Partition string // "aws"
	Region    string // "*": every region of the partition
	Account   string
	Source    string
	Line      int // of the row in its table
	Known     Day

	known span
}

var publisherColumns = []string{"product", "layer", "partition", "region", "account", "known", "sources"}

var defaultPublishers = sync.OnceValue(func() *Publishers {
	p, err := ParsePublishers("layers.csv", layersCSV)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return p
})

// DefaultPublishers returns the table that bailiwick holds. It is read on first
// use.
func DefaultPublishers() *Publishers { return defaultPublishers() }

// ParsePublishers reads a table of publishers; name is what errors call the
// file. The error joins every mistake, each with its line, and the table is then
// nil.
func ParsePublishers(name string, src []byte) (*Publishers, error) {
	p := &Publishers{rows: map[string][]Publisher{}}
	t, err := readTable(name, src, publisherColumns, func(row row) {
		pub := Publisher{
			Product: row.must("product"), Layer: row.must("layer"), Partition: row.must("partition"), Region: row.must("region"),
			Account: row.cell("account"), Source: row.source(), Line: row.line, known: row.known(),
		}
		if len(pub.Account) != 12 || strings.Trim(pub.Account, "0123456789") != "" {
			row.mistake("account", errors.New("must be an account id of 12 digits"))
		}
		pub.Known = pub.known.by
		p.rows[pub.Account] = append(p.rows[pub.Account], pub)
	})
	if err != nil {
		return nil, err
	}
	p.made = t.made
	return p, nil
}

// Made returns the day on which the table was compared with its sources.
func (p *Publishers) Made() Day { return p.made }

// At returns the table as it was known on the day of an instant, in UTC.
func (p *Publishers) At(known time.Time) PublishersView { return PublishersView{p, dayOf(known)} }

// A PublishersView is the table as it was known on one day.
type PublishersView struct {
	table *Publishers
	on    Day
}

// Publisher returns the product of AWS that publishes a layer of that name from
// that account in that region. False means that the table does not have it, not
// that the account is a stranger's.
func (v PublishersView) Publisher(partition, region, account, layer string) (Publisher, bool) {
	for _, p := range v.table.rows[account] {
		if p.Partition == partition && (p.Region == "*" || p.Region == region) && covers(p.Layer, layer) && !p.Known.After(v.on) {
			return p, true
		}
	}
	return Publisher{}, false
}

// covers reports whether a name fits a pattern with at most a * at its end.
func covers(pattern, name string) bool {
	if stem, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(name, stem)
	}
	return pattern == name
}

// PublisherOf returns the product of AWS that publishes a layer of that name
// from that account in whatever region: whose account it is does not depend on
// that. The name may be only the beginning of one.
func (v PublishersView) PublisherOf(account, layer string) (Publisher, bool) {
	for _, p := range v.table.rows[account] {
		if stem := strings.TrimSuffix(p.Layer, "*"); !p.Known.After(v.on) && (covers(p.Layer, layer) || strings.HasPrefix(stem, layer)) {
			return p, true
		}
	}
	return Publisher{}, false
}
