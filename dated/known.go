package dated

import (
	"fmt"
	"strings"
)

// A span is when a row came to be known: not before from, and surely by by.
type span struct{ from, by Day }

func parseSpan(cell string) (span, error) {
	first, last, ranged := strings.Cut(cell, "/")
	from, err := ParseDay(first)
	if err != nil {
		return span{}, err
	}
	if !ranged {
		return span{from, from}, nil
	}
	by, err := ParseDay(last)
	if err != nil {
		return span{}, err
	}
	if by.Before(from) {
		return span{}, fmt.Errorf("%s ends before it begins", cell)
	}
	return span{from, by}, nil
}

// asOf picks from the rows of one name, in the order in which they came to be
// known, the last one that was surely known on a day and those after it that
// may have been. It returns nothing when none was surely known.
func asOf[R any](rows []R, known func(R) span, on Day) (sure R, maybe []R, ok bool) {
	for _, r := range rows {
		switch s := known(r); {
		case !s.by.After(on):
			sure, maybe, ok = r, nil, true
		case !s.from.After(on):
			maybe = append(maybe, r)
		}
	}
	return sure, maybe, ok
}
