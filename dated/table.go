package dated

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Bounds of a table that a user gives, in bytes and rows.
const (
	MaxBytes = 4 << 20
	maxRows  = 50_000
)

// A table is a file while it is read: rows of named cells, and every mistake
// in it.
type table struct {
	name     string
	made     Day
	sources  map[string]string
	columns  []string
	mistakes []error
}

// A row is one line of a table.
type row struct {
	*table
	line  int
	cells []string
}

// readTable reads src and calls each for its rows. The error joins all
// mistakes, each with its line.
func readTable(name string, src []byte, columns []string, each func(row)) (*table, error) {
	t := &table{name: name, sources: map[string]string{}}
	if len(src) > MaxBytes {
		return nil, fmt.Errorf("%s: a table may have at most %d MiB", name, MaxBytes>>20)
	}
	t.comments(src)
	r := csv.NewReader(bytes.NewReader(src))
	r.Comment = '#'
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: no header; write %s", name, strings.Join(columns, ","))
	}
	if !slices.Equal(header, columns) {
		line, _ := r.FieldPos(0)
		return nil, fmt.Errorf("%s:%d: the columns must be %s", name, line, strings.Join(columns, ","))
	}
	t.columns = columns
	for n := 0; ; n++ {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return t, errors.Join(t.mistakes...)
		case err != nil:
			t.mistakes = append(t.mistakes, fmt.Errorf("%s: %w", name, err))
			return t, errors.Join(t.mistakes...)
		case n == maxRows:
			return nil, fmt.Errorf("%s: a table may have at most %d rows", name, maxRows)
		}
		line, _ := r.FieldPos(0)
		each(row{t, line, slices.Clone(cells)})
	}
}

// comments reads the comment lines that say something to us.
func (t *table) comments(src []byte) {
	n := 0
	for line := range bytes.Lines(src) {
		n++
		text, ok := strings.CutPrefix(strings.TrimSpace(string(line)), "# ")
		if !ok {
			continue
		}
		if made, ok := strings.CutPrefix(text, "made "); ok {
			day, err := ParseDay(made)
			if err != nil {
				t.mistakes = append(t.mistakes, fmt.Errorf("%s:%d: %w", t.name, n, err))
			}
			t.made = day
		}
		if source, ok := strings.CutPrefix(text, "source "); ok {
			if word, means, ok := strings.Cut(source, ": "); ok {
				t.sources[word] = means
			}
		}
	}
}

// cell returns the cell of a column.
func (r row) cell(column string) string {
	return r.cells[slices.Index(r.columns, column)]
}

// must returns the cell of a column that may not be empty.
func (r row) must(column string) string {
	cell := r.cell(column)
	if cell == "" {
		r.mistake(column, errors.New("must not be empty"))
	}
	return cell
}

func (r row) date(column string) Date {
	d, err := parseDate(r.cell(column))
	r.mistake(column, err)
	return d
}

func (r row) known() span {
	s, err := parseSpan(r.cell("known"))
	r.mistake("known", err)
	return s
}

// oneOf returns the cell of a column that takes some words only.
func (r row) oneOf(column string, words ...string) string {
	cell := r.cell(column)
	if !slices.Contains(words, cell) {
		r.mistake(column, fmt.Errorf("%.40q is none of %s", cell, strings.Join(words, ", ")))
	}
	return cell
}

// source spells the words of the column sources out.
func (r row) source() string {
	words := strings.Fields(r.must("sources"))
	for i, w := range words {
		if means := r.sources[w]; means != "" {
			words[i] = means
			continue
		}
		r.mistake("sources", fmt.Errorf("%.40q is not explained; write a line: # source %.40s: what it is", w, w))
	}
	return strings.Join(words, "; ")
}

// mistake notes err, if there is one, for a column of the row.
func (r row) mistake(column string, err error) {
	const most = 100
	if err != nil && len(r.mistakes) < most {
		r.table.mistakes = append(r.table.mistakes, fmt.Errorf("%s:%d: %s: %w", r.name, r.line, column, err))
	}
}
