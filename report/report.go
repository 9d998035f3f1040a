// Package report writes an assessment for people and machines, one file a
// format.
//
// All formats agree: their numbers are counted from the rows that they list,
// and the rows stand in one order. Nothing written depends on the reader's
// clock, locale or terminal; width and colour are options.
package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
)

// Options says how an assessment is written. The zero Options lists
// everything, without colour, 80 cells wide.
type Options struct {
	Show    []rule.Verdict // the outcomes that are listed; nil is the format's own choice
	Rule    string         // list this rule alone; "" lists all
	Full    bool           // every finding in full, whatever its severity
	Quiet   bool           // the last lines only
	Width   int            // cells; 0 is 80
	Pipe    bool           // no terminal: nothing is cut or wrapped
	Color   bool
	ASCII   bool
	Command string // how the check was called, for the commands that are proposed: "bailiwick check infra"
}

// shows reports whether observations of the verdict are listed; otherwise is
// the answer if the options do not say.
func (o Options) shows(v rule.Verdict, otherwise bool) bool {
	if o.Show == nil {
		return otherwise
	}
	return slices.Contains(o.Show, v)
}

var formats = map[string]func(io.Writer, *assess.Assessment, Options) error{
	"csv":      writeCSV,      // csv.go
	"html":     writeHTML,     // html.go
	"json":     writeJSON,     // json.go
	"junit":    writeJUnit,    // junit.go
	"markdown": writeMarkdown, // markdown.go
	"sarif":    writeSARIF,    // sarif.go
	"text":     writeText,     // text.go
}

// Formats returns the names of the formats, sorted.
func Formats() []string {
	var names []string
	for name := range formats {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Write writes the assessment in the format. An unknown format is an error
// that lists the known ones.
func Write(format string, w io.Writer, a *assess.Assessment, o Options) error {
	write, ok := formats[format]
	if !ok {
		return fmt.Errorf("no format is called `%s`: known are %s", format, strings.Join(Formats(), ", "))
	}
	return write(w, a, o)
}
