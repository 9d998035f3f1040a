package report

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
)

// csvHeader names the columns. A new one is added at the end; none is renamed.
var csvHeader = []string{
	"id", "outcome", "severity", "rule", "title", "objectives",
	"resource", "kind", "name", "source", "environment", "account", "region",
	"file", "line", "column", "end_line", "end_column", "call", "when",
	"message", "unknown_because", "fix", "facts",
	"exception", "exception_source", "exception_reason", "exception_approved_by", "exception_until",
	"counted_as",
}

// writeCSV writes one record an observation, as RFC 4180 has it, for
// spreadsheets. It lists every outcome.
func writeCSV(w io.Writer, a *assess.Assessment, o Options) error {
	buffered := bufio.NewWriterSize(w, 64<<10)
	c := csv.NewWriter(buffered)
	c.UseCRLF = true
	if err := c.Write(csvHeader); err != nil {
		return err
	}
	asker := a.NewAsker()
	record := make([]string, 0, len(csvHeader))
	every := []rule.Verdict{rule.FailVerdict, rule.UnknownVerdict, rule.ErrorVerdict, rule.PassVerdict, rule.NotApplicableVerdict}
	for ob := range o.rows(a, every...) {
		record = appendRecord(record[:0], a, ob, asker.Outcome(ob))
		for i, cell := range record {
			record[i] = noFormula(Clean(cell))
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return buffered.Flush()
}

// appendRecord appends the cells of an observation in the order of csvHeader.
func appendRecord(record []string, a *assess.Assessment, ob assess.Observation, out rule.Outcome) []string {
	h := a.Estate.Resources()[ob.Resource].Head()
	r := a.Rules[ob.Rule]
	p := a.Estate.Places.At(originOf(out, h))
	call, fix, countedAs := "", "", ""
	if p.Call != nil {
		call = p.Call.Name
	}
	if ob.Verdict == rule.FailVerdict {
		_, fix = whoAndFix(a, ob, out)
	}
	if ob.Covered {
		countedAs = a.ID(a.CountedAs(ob))
	}
	var objectives, facts []string
	for _, id := range r.Objectives {
		objectives = append(objectives, string(id))
	}
	for _, f := range out.Facts {
		facts = append(facts, factText(f))
	}
	record = append(record,
		a.ID(ob), ob.Verdict.String(), ob.Severity.String(), r.ID, r.Title, strings.Join(objectives, " "),
		h.ID(), string(h.Kind()), h.Name(), h.Scope.Source, h.Scope.Environment, literal(h.Account), literal(h.Region),
		p.File, positive(p.Line), positive(p.Column), positive(p.EndLine), positive(p.EndColumn), call, h.When.String(),
		sentence(a, ob, out), strings.Join(out.Reasons(), "; "), fix, strings.Join(facts, "; "))
	if s, ok := a.ExceptionOf(ob); ok {
		record = append(record, s.State.String(), s.Source, s.Reason, s.ApprovedBy, s.Until.String())
	} else {
		record = append(record, "", "", "", "", "")
	}
	return append(record, countedAs)
}

// factText is a fact in words: "timeout = 3".
func factText(f rule.Fact) string {
	if name := f.Attribute(); name != "" {
		return name + " = " + f.String()
	}
	return f.String()
}

// positive writes a number, and nothing for none.
func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// noFormula puts an apostrophe before what a spreadsheet would compute
// (OWASP, CSV Injection: = + - @ and their full-width forms; tab and line ends
// are escaped before).
func noFormula(cell string) string {
	for _, sign := range [...]string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, sign) {
			return "'" + cell
		}
	}
	return cell
}
