package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/internal/spelling"
	"bailiwick/report"
)

// An output is one thing to write: a format, and a file or "" for stdout.
type output struct{ format, file string }

// parseOutputs reads the words of --output, which name formats; without one it
// is text.
func parseOutputs(given, formats []string) ([]output, error) {
	if len(given) == 0 {
		given = []string{"text"}
	}
	var out []output
	for _, word := range given {
		format, file, _ := strings.Cut(word, "=")
		if file == "-" {
			file = ""
		}
		if !slices.Contains(formats, format) {
			return nil, noFormat(format, formats)
		}
		if slices.ContainsFunc(out, func(o output) bool { return o.file == file }) {
			if file == "" {
				return nil, usage("two formats go to stdout").say("next", "--output "+out[0].format+","+format+"=FILE")
			}
			return nil, usage("two formats go to %s", file).say("next", "name two files")
		}
		out = append(out, output{format, file})
	}
	return out, nil
}

func noFormat(name string, formats []string) *complaint {
	c := usage("no format is called `%s`", name)
	for _, n := range spelling.Near(name, formats) {
		c.say("near", n)
	}
	c.say("known", strings.Join(formats, " "))
	if name == "pdf" && slices.Contains(formats, "html") {
		c.say("next", "--output html=report.html, and print it: the report has a print layout")
	}
	return c
}

// A writer writes an assessment in a format, such as report.Write.
type writer func(format string, w io.Writer, a *assess.Assessment, o report.Options) error

// write writes the assessment in every format that is wanted: files first, so
// that they are there when a reader of stdout goes away.
func (s *session) write(wanted []output, a *assess.Assessment, o report.Options, write writer) error {
	slices.SortStableFunc(wanted, func(x, y output) int { return len(y.file) - len(x.file) })
	for _, w := range wanted {
		if w.file == "" {
			if err := write(w.format, s.stdout, a, o); err != nil && !errors.Is(err, fs.ErrClosed) && !isPipe(err) {
				return &complaint{What: "stdout: " + err.Error(), Status: check.Unread}
			}
			continue
		}
		o := o
		o.Color, o.Pipe, o.ASCII, o.Width = false, false, false, 0
		if err := s.files.create(w.file, func(f io.Writer) error { return write(w.format, f, a, o) }); err != nil {
			c := &complaint{What: fmt.Sprintf("%s is not written: %v", w.file, cause(err)), Status: check.Unread}
			return c.say("next", "name a file in a folder that exists and takes files")
		}
	}
	return nil
}

// isPipe reports whether whoever read stdout has gone: nothing is wrong then.
func isPipe(err error) bool {
	return errors.Is(err, io.ErrClosedPipe) || strings.Contains(err.Error(), "broken pipe")
}

func cause(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}

// outputs are the files that a run writes. A file takes its name only when it
// is whole.
type outputs struct {
	mu     sync.Mutex // guards both
	whole  []string
	partly string // the file that is being written, under its own name beside
}

// create writes a file beside its name, and renames it.
func (o *outputs) create(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	o.mu.Lock()
	o.partly = f.Name()
	o.mu.Unlock()
	w := bufio.NewWriterSize(f, 256<<10)
	if err = write(w); err == nil {
		err = w.Flush()
	}
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	o.mu.Lock()
	defer o.mu.Unlock()
	o.partly = ""
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		return err
	}
	o.whole = append(o.whole, name)
	return nil
}

// abandon removes the file that is half written and tells what was kept.
func (o *outputs) abandon() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.partly != "" {
		os.Remove(o.partly)
	}
	if len(o.whole) == 0 {
		return "nothing was written"
	}
	return strings.Join(o.whole, ", ") + " is whole, nothing else was written"
}
