package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/check"
	"bailiwick/framework"
	"bailiwick/internal/spelling"
	"bailiwick/report"
	"bailiwick/rule"
	"bailiwick/rule/all"
	"bailiwick/settings"
)

const frameworksUsage = `bailiwick frameworks lists the frameworks, and how many of their requirements
rules decide.

  bailiwick frameworks
  bailiwick frameworks --output json

  --settings FILE            instead of the bailiwick.yaml of this folder or above
  --output text|json         default: text; through a pipe with tabs
  --color --ascii --width    as for check
`

// ourReading is said wherever edges are shown.
const ourReading = "Which rules decide a requirement, and who carries it, is our reading of the text:\nno auditor has read it."

func runFrameworks(s *session, args []string) (check.Status, error) {
	c, rest, err := parseReading(s, args, nil)
	if err != nil {
		return 0, err
	}
	if len(rest) > 0 {
		return 0, usage("frameworks takes no words, and got `%s`", rest[0]).say("next", "bailiwick requirements "+quoted(rest[0]))
	}
	w := bufio.NewWriter(s.stdout)
	switch {
	case c.form == "json":
		err = frameworksJSON(w, c)
	case c.piped(s):
		for _, f := range c.library.All() {
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%s\n", report.Clean(f.Name), report.Clean(f.Version), len(f.Requirements), f.Decidable(), builtIn(f), c.standing(f))
		}
	default:
		listFrameworks(w, c)
	}
	if err == nil {
		err = w.Flush()
	}
	return check.Clean, err
}

// A lookup is how frameworks or requirements were asked for.
type lookup struct {
	look
	form, file string
	settings   *settings.Settings
	library    *framework.Library
}

// parseReading reads the options that both commands have, and the settings.
func parseReading(s *session, args []string, text *bool) (*lookup, []string, error) {
	c := new(lookup)
	fs := newOptions()
	c.look.options(fs)
	fs.StringVar(&c.form, "output", "text", "text or json")
	fs.StringVar(&c.file, "settings", "", "a file")
	if text != nil {
		fs.BoolVar(text, "source", false, "no value")
	}
	rest, err := words(fs, args)
	if err != nil {
		return nil, nil, err
	}
	if c.form != "text" && c.form != "json" {
		return nil, nil, usage("no format is called `%s` here", c.form).say("known", "json text")
	}
	c.look.apply(s)
	if c.settings, c.library, err = check.Frameworks(c.file, all.Rules()); err != nil {
		return nil, nil, refused(err)
	}
	return c, rest, nil
}

func (c *lookup) piped(s *session) bool { return !s.out.is && c.width == 0 }

// standing says what the settings make of a framework.
func (c *lookup) standing(f *framework.Framework) string {
	for _, scope := range c.settings.Frameworks.InScope.Get() {
		if named, ok := c.library.Find(string(scope.Name)); ok && named == f {
			return "in scope"
		}
	}
	if f.Proposed {
		return "proposed"
	}
	return ""
}

// builtRule returns the rule of the id, nil if this build has none.
func builtRule(id string) *rule.Rule {
	for _, r := range all.Rules() {
		if r.ID == id || slices.Contains(r.Was, id) {
			return r
		}
	}
	return nil
}

func isBuilt(id string) bool { return builtRule(id) != nil }

// builtIn counts the requirements of which this build has every deciding rule.
func builtIn(f *framework.Framework) int {
	n := 0
	for _, r := range f.Requirements {
		if len(r.Decides) > 0 && !slices.ContainsFunc(r.Decides, func(id string) bool { return !isBuilt(id) }) {
			n++
		}
	}
	return n
}

func listFrameworks(w *bufio.Writer, c *lookup) {
	list := c.library.All()
	name, version := len("framework"), len("version")
	for _, f := range list {
		name, version = max(name, report.Cells(report.Clean(f.Name))), max(version, report.Cells(report.Clean(f.Version)))
	}
	fmt.Fprintf(w, "%s\n\n", report.Number(len(list), "framework", "frameworks"))
	fmt.Fprintf(w, "  %-*s  %-*s  %4s  %6s  %5s\n", name, "framework", version, "version", "asks", "decide", "whole")
	for _, f := range list {
		line := fmt.Sprintf("  %s  %s  %4d  %6d  %5d  %s", padded(f.Name, name), padded(f.Version, version), len(f.Requirements), f.Decidable(), builtIn(f), c.standing(f))
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	fmt.Fprintf(w, `
asks    requirements
decide  those that rules decide, at least in part
whole   those of which this build has every deciding rule
%s
one in full: bailiwick requirements FRAMEWORK [ID]
which of them bind: bailiwick scope proposes it
`, ourReading)
}

// padded returns foreign text filled up to the number of cells.
func padded(s string, width int) string {
	s = report.Clean(s)
	return s + strings.Repeat(" ", max(0, width-report.Cells(s)))
}

func frameworksJSON(w *bufio.Writer, c *lookup) error {
	type entry struct {
		Name         string   `json:"name"`
		Version      string   `json:"version"`
		About        string   `json:"about"`
		Source       string   `json:"source"`
		Note         string   `json:"note,omitempty"`
		Known        string   `json:"known"`
		Status       string   `json:"status"`
		Base         string   `json:"base,omitempty"`
		Baselines    []string `json:"baselines"`
		Profiles     []string `json:"profiles"`
		Requirements int      `json:"requirements"`
		Decidable    int      `json:"decidable"`
		Built        int      `json:"built"`
		InScope      bool     `json:"in_scope"`
		File         string   `json:"file,omitempty"`
		Reading      string   `json:"reading"`
	}
	entries := make([]entry, 0, len(c.library.Names()))
	for _, f := range c.library.All() {
		e := entry{
			Name: f.Name, Version: f.Version, About: f.About, Source: f.Source, Note: f.Note, Known: f.Known.String(), Status: "in-force",
			Base: f.Base, Baselines: f.Baselines, Profiles: f.Profiles, Requirements: len(f.Requirements), Decidable: f.Decidable(),
			Built: builtIn(f), InScope: c.standing(f) == "in scope", File: f.File, Reading: readingNote,
		}
		if f.Proposed {
			e.Status = "proposed"
		}
		entries = append(entries, e)
	}
	return writeIndented(w, entries)
}

// readingNote says in one line whose reading the edges are.
const readingNote = "our reading of the text; no auditor has read it"

func writeIndented(w *bufio.Writer, what any) error {
	if err := json.MarshalWrite(w, what, jsontext.Multiline(true), jsontext.WithIndent("  "), json.FormatNilSliceAsNull(false)); err != nil {
		return err
	}
	return w.WriteByte('\n')
}

func noFramework(l *framework.Library, name string) *complaint {
	c := usage("no framework is called `%s`", name)
	near := l.Beginning(name)
	if near == nil {
		near = spelling.Near(name, l.Names())
	}
	for _, n := range near {
		c.say("near", n)
	}
	return c.say("next", "bailiwick frameworks lists them")
}
