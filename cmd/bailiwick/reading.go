package main

import (
	"flag"
	"os"
	"strings"
	"time"

	"bailiwick/check"
	"bailiwick/report"
	"bailiwick/rule/all"
)

// readingUsage are the options of every command that reads targets.
const readingUsage = `  --var NAME=VALUE           a Terraform variable, as often as needed
  --var-file FILE            a file with such variables, as often as needed
  --settings FILE            default: bailiwick.yaml, upwards from the target
  --full                     name everything, however much it is
  --color --ascii --width    as for check
`

// A reading is how a command that reads targets was called.
type reading struct {
	look
	output         list
	vars, varFiles repeated
	settings       string
	full           bool
	at             time.Time
	targets        []string
}

func (r *reading) options(fs *flag.FlagSet) {
	r.look.options(fs)
	fs.Var(&r.output, "output", "a format, or FORMAT=FILE")
	fs.Var(&r.vars, "var", "NAME=VALUE")
	fs.Var(&r.varFiles, "var-file", "a file")
	fs.StringVar(&r.settings, "settings", "", "a file")
	fs.BoolVar(&r.full, "full", false, "no value")
	fs.Func("at", "a date such as 2026-11-23", func(s string) (err error) {
		r.at, err = time.Parse(time.DateOnly, s)
		return err
	})
}

// parse reads the options and the targets; without one it is the working
// folder.
func (r *reading) parse(fs *flag.FlagSet, args []string) (err error) {
	if r.targets, err = words(fs, args); err == nil && len(r.targets) == 0 {
		r.targets = []string{"."}
	}
	return err
}

// check returns what is to be read and decided.
func (r *reading) check() check.Options {
	o := check.Options{
		Targets: r.targets, Settings: r.settings, Vars: r.vars, VarFiles: r.varFiles,
		Environ: os.Environ(), Rules: all.Rules(), Tool: tool(),
	}
	if !r.at.IsZero() {
		o.Now = func() time.Time { return r.at }
	}
	return o
}

// report returns how it is to be told; command is the name of the command.
func (r *reading) report(s *session, command string) report.Options {
	return report.Options{
		Full: r.full, Width: s.out.width, Pipe: !s.out.is && r.width == 0, Color: s.out.color, ASCII: s.out.ascii, Command: r.command(command),
	}
}

// command returns how the command is called again, without what only shapes
// its output.
func (r *reading) command(name string) string {
	parts := []string{"bailiwick", name}
	for _, t := range r.targets {
		parts = append(parts, quoted(t))
	}
	for _, v := range r.vars {
		parts = append(parts, "--var "+withoutValue(v))
	}
	for _, f := range r.varFiles {
		parts = append(parts, "--var-file "+quoted(f))
	}
	if r.settings != "" {
		parts = append(parts, "--settings "+quoted(r.settings))
	}
	if !r.at.IsZero() {
		parts = append(parts, "--at "+r.at.Format(time.DateOnly))
	}
	return strings.Join(parts, " ")
}

// withoutValue returns a --var as commands that are proposed have it: its value
// may be a secret, and reports go further than a terminal.
func withoutValue(v string) string {
	name, _, _ := strings.Cut(v, "=")
	return quoted(name) + "=…"
}
