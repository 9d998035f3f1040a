package assess

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bailiwick/internal/civil"
	"bailiwick/rule"
)

// A Baseline is the failures that were there when bailiwick was adopted on an
// estate: they stand under it, and only what is new counts.
//
// The file is JSON with one finding a line, sorted by resource and rule, so
// that versions merge and shrink line by line:
//
//	{"schema": "bailiwick.baseline/1", "findings": [
//	{"id":"1f0c…","rule":"function-traced","resource":"aws_lambda_function.orders","first_seen":"2026-11-25"}
//	]}
type Baseline struct {
	File     string // as it is shown
	findings []BaselineFinding
}

// A BaselineFinding is one line of a baseline.
type BaselineFinding struct {
	ID        string    `json:"id"`       // the observation's
	Rule      string    `json:"rule"`     // by which the ID can be checked
	Resource  string    `json:"resource"` // the same
	FirstSeen civil.Day `json:"first_seen"`
}

// BaselineSchema names the format of a baseline.
const BaselineSchema = "bailiwick.baseline/1"

// MaxBaseline is the largest baseline that is read, in bytes.
const MaxBaseline = 64 << 20

// A BaselineError is a baseline that does not hold.
type BaselineError struct {
	File string
	Line int // 0 if it is about the whole file
	What string
	Next string
}

func (e *BaselineError) Error() string { return e.What }

// ReadBaseline reads a baseline. The file is how it is shown. The error is a
// *BaselineError: a line that names another finding than its id does not hold
// either, or a review of the file would see something else than what counts.
func ReadBaseline(file string, src []byte) (*Baseline, error) {
	const anew = "bailiwick check TARGET --write-baseline FILE writes it anew"
	if len(src) > MaxBaseline {
		return nil, &BaselineError{File: file, What: "the baseline is larger than 64 MiB", Next: anew}
	}
	var doc struct {
		Schema   string            `json:"schema"`
		Findings []BaselineFinding `json:"findings"`
	}
	if err := json.Unmarshal(src, &doc, json.RejectUnknownMembers(true)); err != nil {
		what, offset := wrongJSON(err)
		return nil, &BaselineError{file, lineOf(src, offset), "is no baseline: " + what, anew}
	}
	if doc.Schema != BaselineSchema {
		return nil, &BaselineError{file, 1, fmt.Sprintf("is no baseline of this version: schema is %.60q, not %q", doc.Schema, BaselineSchema), anew}
	}
	for _, f := range doc.Findings {
		if f.ID == fingerprint(f.Rule, f.Resource) && f.Rule != "" && f.Resource != "" && !f.FirstSeen.IsZero() {
			continue
		}
		return nil, &BaselineError{
			File: file, Line: lineOf(src, bytes.Index(src, []byte(f.ID))),
			What: fmt.Sprintf("the finding %.40q is not that of rule %.60q and resource %.100q, or lacks its first_seen", f.ID, f.Rule, f.Resource),
			Next: "remove the line, or " + anew,
		}
	}
	return &Baseline{file, doc.Findings}, nil
}

func lineOf(src []byte, offset int) int {
	return 1 + bytes.Count(src[:min(max(offset, 0), len(src))], []byte("\n"))
}

// wrongJSON returns what is wrong with a document, and where.
func wrongJSON(err error) (what string, offset int) {
	if s := (*jsontext.SyntacticError)(nil); errors.As(err, &s) {
		return s.Err.Error(), int(s.ByteOffset)
	}
	if s := (*json.SemanticError)(nil); errors.As(err, &s) {
		what := "a member of another type is expected"
		if s.Err != nil {
			what = s.Err.Error()
		}
		return fmt.Sprintf("%s at %.100s", what, s.JSONPointer), int(s.ByteOffset)
	}
	return err.Error(), 0
}

// NewBaseline returns the baseline of the failures of a that stand under no
// exception of people. Those that were in its baseline before keep the day on
// which they were first seen.
func NewBaseline(a *Assessment, file string) *Baseline {
	b := &Baseline{File: file}
	for o, n := range a.inBaseline() {
		if o.Verdict != rule.FailVerdict {
			continue
		}
		if s, ok := a.StandingOf(*o); ok && s.Source != fromBaseline {
			continue
		}
		f := BaselineFinding{
			ID: a.ID(*o), Rule: a.Rules[o.Rule].ID, Resource: a.Estate.Resources()[o.Resource].Head().ID(), FirstSeen: a.Today,
		}
		if n >= 0 {
			f.FirstSeen = a.Baseline.findings[n].FirstSeen
		}
		b.findings = append(b.findings, f)
	}
	slices.SortFunc(b.findings, func(x, y BaselineFinding) int {
		return cmp.Or(strings.Compare(x.Resource, y.Resource), strings.Compare(x.Rule, y.Rule))
	})
	b.findings = slices.Compact(b.findings)
	return b
}

// Len returns the number of findings.
func (b *Baseline) Len() int { return len(b.findings) }

// Write writes the baseline as ReadBaseline reads it.
func (b *Baseline) Write(w io.Writer) error {
	out := []byte(`{"schema": "` + BaselineSchema + `", "findings": [`)
	for i, f := range b.findings {
		if i > 0 {
			out = append(out, ',')
		}
		line, err := json.Marshal(f, jsontext.AllowInvalidUTF8(true))
		if err != nil {
			return fmt.Errorf("write the baseline: %w", err)
		}
		out = append(append(out, '\n'), line...)
	}
	_, err := w.Write(append(out, "\n]}\n"...))
	return err
}

// Adopt takes another baseline and notes anew what stands under exceptions.
func (a *Assessment) Adopt(b *Baseline) {
	a.Baseline = b
	a.stand()
	a.cover()
}

// inBaseline yields every observation with the number of its finding in the
// baseline, -1 if it is in none. A rule is found by its older ids too.
func (a *Assessment) inBaseline() iter.Seq2[*Observation, int] {
	byResource := make(map[string][]int)
	if a.Baseline != nil {
		for i, f := range a.Baseline.findings {
			byResource[f.Resource] = append(byResource[f.Resource], i)
		}
	}
	return func(yield func(*Observation, int) bool) {
		var here []int
		for i := range a.Observations {
			o, n := &a.Observations[i], -1
			if len(byResource) > 0 && (i == 0 || a.Observations[i-1].Resource != o.Resource) {
				here = byResource[a.Estate.Resources()[o.Resource].Head().ID()]
			}
			r := a.Rules[o.Rule]
			for _, h := range here {
				if id := a.Baseline.findings[h].Rule; id == r.ID || slices.Contains(r.Was, id) {
					n = h
					break
				}
			}
			if !yield(o, n) {
				return
			}
		}
	}
}

// A Gone is a finding of the baseline that does not fail any more.
type Gone struct {
	BaselineFinding
	Verdict rule.Verdict // what the rule says now
	Absent  bool         // the run has no such observation: the resource or the rule is no part of it
}

// standUnderBaseline lets the failures that nothing else excepts stand under
// the baseline, and notes what is gone from it.
func (a *Assessment) standUnderBaseline() {
	a.Gone = nil
	if a.Baseline == nil {
		return
	}
	standings := make(map[civil.Day]uint32) // 1 + the number, by the day first seen
	gone := make([]Gone, len(a.Baseline.findings))
	for i, f := range a.Baseline.findings {
		gone[i] = Gone{f, rule.UnknownVerdict, true}
	}
	for o, n := range a.inBaseline() {
		if n < 0 {
			continue
		}
		if gone[n].Absent || o.Verdict == rule.FailVerdict {
			gone[n].Verdict, gone[n].Absent = o.Verdict, false
		}
		if o.Verdict != rule.FailVerdict || o.Standing != 0 {
			continue
		}
		since := a.Baseline.findings[n].FirstSeen
		if standings[since] == 0 {
			a.Standings = append(a.Standings, Standing{
				Source: fromBaseline, Place: a.Baseline.File, Reason: "it was there when the baseline was written", Since: since, State: Holds,
			})
			standings[since] = uint32(len(a.Standings))
		}
		o.Standing = standings[since]
		a.Standings[o.Standing-1].Matches++
	}
	a.Gone = slices.DeleteFunc(gone, func(g Gone) bool { return g.Verdict == rule.FailVerdict })
}
