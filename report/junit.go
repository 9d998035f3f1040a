package report

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
	"bailiwick/value"
)

// writeJUnit writes the XML that CI servers read as results of tests: a suite
// for each rule, and in it a case for each resource. A failure fails. What is
// unknown, does not apply, or fails under an exception is skipped, with the
// reason: it is no pass. Each part of the input that was not read is a skipped
// case too.
//
// It lists all but what does not apply. Of the views of one thing it lists the
// one that counts.
func writeJUnit(w io.Writer, a *assess.Assessment, o Options) error {
	j := &junit{w: bufio.NewWriterSize(w, 64<<10), a: a, asker: a.NewAsker()}
	cases := make([][]assess.Observation, len(a.Rules))
	var total suite
	sums := make([]suite, len(a.Rules))
	for ob := range o.rows(a, rule.FailVerdict, rule.UnknownVerdict, rule.ErrorVerdict, rule.PassVerdict) {
		if !ob.Covered {
			cases[ob.Rule] = append(cases[ob.Rule], ob)
			sums[ob.Rule].add(ob)
			total.add(ob)
		}
	}
	notRead := j.notRead()
	total.tests += len(notRead)
	j.line(`<?xml version="1.0" encoding="UTF-8"?>`)
	j.line(`<testsuites name="bailiwick" tests="%d" failures="%d" errors="%d">`, total.tests, total.failures, total.errors)
	if len(notRead) > 0 {
		j.suite("input", "what was not read", suite{tests: len(notRead), skipped: len(notRead)})
		for _, c := range notRead {
			j.line(`    <testcase classname="input" name="%s">`, escaped(c.name))
			j.line(`      <skipped type="%s" message="%s"/>`, c.kind, escaped(c.message))
			j.line(`    </testcase>`)
		}
		j.line(`  </testsuite>`)
	}
	for n, r := range a.Rules {
		if len(cases[n]) == 0 {
			continue
		}
		j.suite(r.ID, r.Title, sums[n])
		for _, ob := range cases[n] {
			j.testcase(ob)
		}
		j.line(`  </testsuite>`)
	}
	j.line(`</testsuites>`)
	return j.w.Flush()
}

// A suite is how many cases of a suite end how.
type suite struct{ tests, failures, errors, skipped int }

func (s *suite) add(ob assess.Observation) {
	s.tests++
	switch {
	case ob.Verdict == rule.ErrorVerdict:
		s.errors++
	case ob.Verdict == rule.FailVerdict && ob.Standing == 0:
		s.failures++
	case ob.Verdict != rule.PassVerdict:
		s.skipped++
	}
}

type junit struct {
	w     *bufio.Writer
	a     *assess.Assessment
	asker *assess.Asker
}

func (j *junit) line(format string, args ...any) {
	fmt.Fprintf(j.w, format, args...)
	j.w.WriteByte('\n')
}

func (j *junit) suite(name, title string, s suite) {
	j.line(`  <testsuite name="%s" tests="%d" failures="%d" errors="%d" skipped="%d" timestamp="%s">`,
		escaped(name), s.tests, s.failures, s.errors, s.skipped, j.a.Run.At.UTC().Format("2006-01-02T15:04:05"))
	j.line(`    <properties>`)
	j.line(`      <property name="title" value="%s"/>`, escaped(title))
	j.line(`    </properties>`)
}

func (j *junit) testcase(ob assess.Observation) {
	r := j.a.Rules[ob.Rule]
	h := j.a.Estate.Resources()[ob.Resource].Head()
	head := fmt.Sprintf(`    <testcase classname="%s" name="%s"`, escaped(r.ID), escaped(h.ID()))
	if ob.Verdict == rule.PassVerdict {
		j.line(`%s/>`, head)
		return
	}
	j.line(`%s>`, head)
	out := j.asker.Outcome(ob)
	message := sentence(j.a, ob, out)
	standing, under := j.a.StandingOf(ob)
	switch {
	case under:
		j.line(`      <skipped type="exception" message="%s"/>`, escaped(message+": "+acceptance(standing)))
	case ob.Verdict == rule.FailVerdict:
		j.line(`      <failure type="%s" message="%s">%s</failure>`, ob.Severity, escaped(message), j.details(ob, out))
	case ob.Verdict == rule.ErrorVerdict:
		j.line(`      <error type="error" message="%s"/>`, escaped(message))
	default:
		j.line(`      <skipped type="%s" message="%s"/>`, ob.Verdict, escaped(message))
	}
	j.line(`    </testcase>`)
}

// details tells of a failure where it is, who could do what, what to do, and
// by which id it is known, escaped.
func (j *junit) details(ob assess.Observation, out rule.Outcome) string {
	h := j.a.Estate.Resources()[ob.Resource].Head()
	who, fix := whoAndFix(j.a, ob, out)
	trouble, text := "", ""
	if s, ok := j.a.ExceptionOf(ob); ok {
		trouble = s.Trouble(j.a.Today)
	}
	for _, part := range [...][2]string{
		{"at", j.a.Estate.Places.At(originOf(out, h)).String()},
		{"who", who},
		{"fix", fix},
		{"exception", trouble},
		{"when", h.When.String()},
		{"id", j.a.ID(ob)},
	} {
		if part[1] != "" {
			text += part[0] + "  " + escaped(part[1]) + "\n"
		}
	}
	return text
}

// An unread is a part of the input that was not read, as a case.
type unread struct{ kind, name, message string }

func (j *junit) notRead() []unread {
	var out []unread
	if !j.a.Judged() {
		out = append(out, unread{"nothing", "nothing was checked", "no rule judges what is declared here: this is no pass"})
	}
	for _, p := range j.a.Estate.Problems {
		out = append(out, unread{"problem", problemPlace(j.a, p) + p.Summary, sentences(p.Summary, p.Effect, "next: "+cmp.Or(p.Next, "none"))})
	}
	for _, other := range j.a.Run.Read.Others {
		out = append(out, unread{"not-read", other.Path, sentences(other.Path+" is "+other.What, "next: "+cmp.Or(other.Next, "none"))})
	}
	return out
}

// problemPlace returns where a problem is, as a lead: "infra/main.tf:3: ".
func problemPlace(a *assess.Assessment, p value.Problem) string {
	file, line, _ := placeOf(a, p)
	switch {
	case file == "":
		return ""
	case line == 0:
		return file + ": "
	}
	return file + ":" + strconv.Itoa(line) + ": "
}

// sentences joins parts of a message.
func sentences(parts ...string) string {
	text := ""
	for _, p := range parts {
		switch {
		case p == "":
		case text == "":
			text = p
		default:
			text += "; " + p
		}
	}
	return text
}

// escaped returns foreign text for XML in one line: control characters, which
// have no place in XML, are escaped visibly.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(Clean(s))) // a Builder takes all
	return b.String()
}
