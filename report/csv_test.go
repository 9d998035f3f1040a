package report_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"bailiwick/assess"
	"bailiwick/report"
)

func csvRecords(t *testing.T, doc []byte) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(doc)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = r[i]
		}
		out = append(out, row)
	}
	return out
}

func csvIDs(t *testing.T, doc []byte) []string {
	t.Helper()
	var out []string
	for _, r := range csvRecords(t, doc) {
		id := r["rule"] + " " + r["resource"] + " " + r["outcome"]
		if r["exception"] == "holds" {
			id += " excepted"
		}
		out = append(out, id)
	}
	return out
}

// A record is a line that ends as RFC 4180 has it, and no cell is computed by
// a spreadsheet.
func TestCSVIsSafe(t *testing.T) {
	eachEstate(t, func(t *testing.T, _, name string, a *assess.Assessment) {
		doc := in(t, "csv", a, report.Options{})
		records := csvRecords(t, doc)
		if lines := bytes.Count(doc, []byte("\r\n")); lines != len(records)+1 || bytes.Count(doc, []byte("\n")) != lines {
			t.Errorf("%d lines for %d records and a header", lines, len(records))
		}
		guarded := 0
		for _, r := range records {
			for column, cell := range r {
				if strings.IndexAny(cell, "=+-@\t\r\n") == 0 {
					t.Errorf("%s is a formula: %q", column, cell)
				}
				if strings.HasPrefix(cell, "'=") {
					guarded++
				}
			}
		}
		if name == "hostile" && guarded == 0 {
			t.Error("no cell begins with '=: the estate lacks a formula")
		}
	})
}
