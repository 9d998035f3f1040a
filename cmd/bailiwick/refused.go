package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"bailiwick/assess"
	"bailiwick/check"
	"bailiwick/internal/spelling"
	"bailiwick/report"
)

// refused tells why a check could not be made at all.
func refused(err error) error {
	if t := (*check.TargetError)(nil); errors.As(err, &t) {
		return noTarget(t)
	}
	if s := (*check.SettingsError)(nil); errors.As(err, &s) {
		return badSettings(s)
	}
	if t := (*check.TableError)(nil); errors.As(err, &t) {
		return badTable(t)
	}
	if b := (*assess.BaselineError)(nil); errors.As(err, &b) {
		return badBaseline(b)
	}
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &complaint{What: err.Error(), Status: check.Unread}
}

func noTarget(t *check.TargetError) *complaint {
	c := &complaint{What: t.Error(), Status: check.Unread}
	folder, name := filepath.Split(t.Target)
	entries, _ := os.ReadDir(cmp.Or(folder, "."))
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if _, err := os.Stat(t.Target); err != nil {
		for _, n := range spelling.Near(name, names) {
			c.say("near", filepath.ToSlash(filepath.Join(folder, n)))
		}
	}
	if t.Next != "" {
		c.say("next", t.Next)
	}
	return c
}

// badBaseline tells what is wrong with a baseline, which like settings decides
// what counts.
func badBaseline(b *assess.BaselineError) *complaint {
	c := &complaint{Place: b.File, What: b.What, Status: check.Usage}
	if b.Line > 0 {
		c.Place = fmt.Sprintf("%s:%d", b.File, b.Line)
	}
	return c.say("effect", "nothing was checked: a baseline decides what counts").say("next", b.Next)
}

// badTable tells the first mistakes of a table that the settings name, each
// with its line.
func badTable(t *check.TableError) *complaint {
	place, what, found := strings.Cut(t.Mistakes[0], ": ")
	if !found || !strings.HasPrefix(place, t.File) {
		place, what = t.File, t.Mistakes[0]
	}
	c := &complaint{Place: place, What: what, Status: check.Usage}
	c.say("effect", "nothing was checked: "+t.Key+" decides rules")
	for _, m := range t.Mistakes[1:min(len(t.Mistakes), maxSettingsProblems)] {
		c.say("also", m)
	}
	if more := len(t.Mistakes) - maxSettingsProblems; more > 0 {
		c.say("also", fmt.Sprintf("and %d more", more))
	}
	return c
}

// maxSettingsProblems is how many problems of a settings file are told.
const maxSettingsProblems = 5

// badSettings tells the first problems of a settings file, each with its
// line.
func badSettings(e *check.SettingsError) *complaint {
	first := e.Problems[0]
	c := &complaint{
		Place: fmt.Sprintf("%s:%d:%d", shown(e.File), first.Place.Line, first.Place.Column),
		What:  first.Summary, Code: settingsLine(e.Source, first.Place.Start, first.Place.End, first.Place.Line), Status: check.Usage,
	}
	for _, n := range first.Near {
		c.say("near", n)
	}
	if first.Effect != "" {
		c.say("effect", first.Effect)
	}
	if first.Next != "" {
		c.say("next", first.Next)
	}
	for _, p := range e.Problems[1:min(len(e.Problems), maxSettingsProblems)] {
		c.say("also", fmt.Sprintf("%s:%d:%d: %s", shown(e.File), p.Place.Line, p.Place.Column, p.Summary))
	}
	if more := len(e.Problems) - maxSettingsProblems; more > 0 {
		c.say("also", fmt.Sprintf("and %d more", more))
	}
	return c
}

// maxShownLine is how many bytes a line may have that is shown: a file that is
// one long line, shown with each of its problems, would be shown without end.
const maxShownLine = 1024

// settingsLine returns the line that a problem is on, with the place
// underlined; "" for one that is too long to be looked at.
func settingsLine(src []byte, start, end, line int) string {
	if start < 0 || end > len(src) || start > end || line == 0 {
		return ""
	}
	near := max(0, start-maxShownLine-1)
	from := near + bytes.LastIndexByte(src[near:start], '\n') + 1
	text, _, _ := strings.Cut(string(src[from:min(len(src), from+maxShownLine+1)]), "\n")
	end = min(max(end, start+1), from+len(text))
	if end < start || len(text) > maxShownLine || strings.TrimSpace(text) == "" {
		return ""
	}
	before, under := string(src[from:start]), string(src[start:end])
	return fmt.Sprintf("%7d │ %s\n        │ %s%s\n", line, report.Clean(strings.TrimSuffix(text, "\r")),
		strings.Repeat(" ", utf8.RuneCountInString(before)), strings.Repeat("~", max(1, utf8.RuneCountInString(under))))
}

// shown returns a path as seen from the working folder.
func shown(path string) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, path); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(path)
}
