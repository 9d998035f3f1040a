package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
)

// maxMarkdown is how many bytes the Markdown takes at most: GitHub takes
// 65,536 characters in a comment, of which some take several bytes.
const maxMarkdown = 65_536

// forNotice are the bytes that are kept for telling that the rest is cut.
const forNotice = 512

// writeMarkdown writes a comment on a pull request: the verdict first, then
// what fails, gravest first and grouped as in the text, then what is not known.
// Each failure is a row of a table. What does not fit into a comment is left
// out from the end, and told.
func writeMarkdown(w io.Writer, a *assess.Assessment, o Options) error {
	o.Color, o.Pipe = false, true
	m := &markdown{
		text: &text{Options: o, shelf: sorted(a, o), marks: o.marks()},
		w:    bufio.NewWriterSize(w, 16<<10), left: maxMarkdown - forNotice,
	}
	m.add(m.headline())
	m.leaveOutRepeated(o)
	if !o.Quiet {
		m.add(m.looked())
		end := m.notRead() + m.openPiles()
		m.left -= len(end)
		for _, in := range m.sections {
			m.section(in)
		}
		m.listed()
		m.left += len(end)
		m.full = false
		m.add(end)
	}
	if m.leftOut > 0 {
		m.w.WriteString("**Cut:** " + Number(m.leftOut, "row does", "rows do") + " not fit into a comment: " +
			code(short(o.Command)) + " lists all.\n")
	}
	return m.w.Flush()
}

// A markdown writes one comment. Its words are those of the text.
type markdown struct {
	*text
	w       *bufio.Writer
	left    int  // bytes that may still be written
	full    bool // something did not fit: nothing after it is written
	leftOut int  // rows that were not
}

// add writes a part whole or not at all.
func (m *markdown) add(part string) bool {
	if m.full || len(part) > m.left {
		m.full = true
		return false
	}
	m.left -= len(part)
	m.w.WriteString(part)
	return true
}

// headline is the verdict.
func (m *markdown) headline() string {
	c := m.a.Count()
	switch {
	case !m.a.Judged():
		return "**Nothing was checked: no rule judges what is declared here. This is no pass.**\n\n"
	case c.Fail == 0:
		return "**" + noFinding(c) + "**\n\n"
	}
	return "**" + verdictLine(c) + "**\n\n"
}

// looked says what was looked at.
func (m *markdown) looked() string {
	functions, resources := 0, 0
	for _, in := range m.sections {
		functions, resources = functions+in.functions, resources+in.resources
	}
	var targets []string
	for _, t := range m.a.Run.Targets[:min(len(m.a.Run.Targets), ofMore)] {
		targets = append(targets, code(short(t)))
	}
	return strings.Join(targets, ", ") + " · " + amongResources(functions, resources) + " · " + Number(m.a.Run.Read.Files, "file", "files") + "\n\n"
}

// section tells what fails in one environment.
func (m *markdown) section(in *section) {
	if !m.shows(rule.FailVerdict, true) || len(in.findings)+len(in.standing)+in.again == 0 {
		return
	}
	if len(m.sections) > 1 {
		name := "without an environment"
		if in.environment != "" {
			name = "environment " + code(short(in.environment))
		}
		m.add("### " + name + "\n\n")
	}
	blocks := m.blocks(in, m.Options)
	for i := 0; i < len(blocks); {
		b := blocks[i]
		if b.severity >= rule.High || m.Full {
			m.block(in, b)
			i++
			continue
		}
		var members []finding
		for ; i < len(blocks) && blocks[i].severity == b.severity; i++ {
			members = append(members, blocks[i].all()...)
		}
		m.table(b.severity.String()+": "+Number(len(members), "finding", "findings"), members)
	}
	if in.again > 0 {
		m.add("and " + Number(in.again, "finding that is", "findings that are") + " told above, at the same places\n\n")
	}
	standing := slices.DeleteFunc(slices.Clone(in.standing), func(f finding) bool { return !m.lists(m.a.Rules[f.Rule].ID) })
	if len(standing) > 0 {
		m.table("under an exception, still "+Number(len(standing), "failure", "failures"), standing)
	}
}

// all are the findings of the block and of those below it.
func (b *block) all() []finding {
	out := slices.Clone(b.members)
	for _, also := range b.also {
		out = append(out, also.members...)
	}
	return out
}

// block tells what is one thing to do: the sentence, what to do, where, and
// folded the lines.
func (m *markdown) block(in *section, b *block) {
	first := b.members[0]
	out := m.asker.Outcome(first.Observation)
	name := short(m.name(first.Observation))
	label, who, fix := wording(m.a, first.Observation, out)
	heading := filled(b.message, name)
	if n := len(b.members) - 1; n > 0 {
		heading += ", and " + figure(n) + " more like it"
	}
	text := "#### " + b.severity.String() + " · " + heading + "\n\n" + code(m.a.Rules[b.rule].ID) + " · " + m.ratio(in, b) + "\n\n"
	if fix != "" {
		text += "**fix** " + filled(fix, name) + "\n\n"
	}
	if !m.add(text) {
		m.leftOut += len(b.all())
		return
	}
	m.table("", b.all())
	lines := m.excerpt(first.at)
	if lines == nil {
		lines = m.quoted(first, out)
	}
	details := ""
	if made := m.made(first); made != "" {
		details += "**made** " + filled(made, name) + "\n\n"
	}
	if who != "" {
		details += "**who** " + filled(who, name) + "\n\n"
	}
	if len(lines) > 0 {
		details += fenced(lines, strings.ReplaceAll(label, "{name}", name))
	}
	if details != "" && !m.full {
		part := "<details><summary>why</summary>\n\n" + details + "</details>\n\n"
		if len(part) <= m.left {
			m.add(part)
		}
	}
}

// table lists findings, folded behind the summary where there is one or where
// they are many.
func (m *markdown) table(summary string, findings []finding) {
	if summary == "" && len(findings) > inFull {
		summary = Number(len(findings), "row", "rows")
	}
	begin, end := "| | rule | resource | place |\n|---|---|---|---|\n", "\n"
	if summary != "" {
		begin, end = "<details><summary>"+summary+"</summary>\n\n"+begin, "\n</details>\n\n"
	}
	m.left -= len(end)
	begun := m.add(begin)
	for _, f := range findings {
		if !m.add(m.line(f)) {
			m.leftOut++
		}
	}
	m.left += len(end)
	if begun {
		m.left -= len(end) // there is room: it was kept
		m.w.WriteString(end)
	}
}

// line is one row of a table.
func (m *markdown) line(f finding) string {
	mark := m.marks.of(f.Verdict)
	if f.Standing != 0 {
		mark = m.marks.standing
	}
	return "| " + mark + " | " + code(m.a.Rules[f.Rule].ID) + " | " + code(short(m.name(f.Observation))) + " | " + placeLink(m.a.Estate.Places.At(f.at)) + " |\n"
}

// listed lists what is asked for besides failures.
func (m *markdown) listed() {
	for _, v := range []rule.Verdict{rule.ErrorVerdict, rule.UnknownVerdict, rule.PassVerdict, rule.NotApplicableVerdict} {
		if !m.shows(v, false) {
			continue
		}
		var list []finding
		for ob := range m.rows(m.a) {
			if ob.Verdict == v && !ob.Covered {
				list = append(list, finding{ob, originOf(m.asker.Outcome(ob), m.head(ob)), ""})
			}
		}
		if len(list) > 0 {
			m.table(fmt.Sprintf("%s: %s", v, Number(len(list), "observation", "observations")), list)
		}
	}
}

// openPiles tells by reason what could not be decided, and what would settle
// it.
func (m *markdown) openPiles() string {
	c := m.a.Count()
	if c.Open() == 0 {
		return ""
	}
	text := "<details><summary>not evaluated: " + figure(c.Open()) + " of " + figure(c.Applicable()) + " observations</summary>\n\n| | why | next |\n|---|---|---|\n"
	piles := m.piles()
	for _, p := range piles[:min(len(piles), shownPiles)] {
		text += "| " + figure(len(p.members)) + " | " + words(short(p.class.title(p.subjects))) + " | " + words(short(p.class.next(p.subjects))) + " |\n"
	}
	if more := len(piles) - shownPiles; more > 0 {
		text += "| | for " + Number(more, "more reason", "more reasons") + " | " + code(short(m.Command)+" --show unknown") + " |\n"
	}
	return text + "\n</details>\n\n"
}

// notRead tells which parts of the input were not read.
func (m *markdown) notRead() string {
	type part struct{ what, next string }
	var parts []part
	for _, p := range m.a.Estate.Problems {
		parts = append(parts, part{problemPlace(m.a, p) + sentences(p.Summary, p.Effect), p.Next})
	}
	for _, other := range m.a.Run.Read.Others {
		parts = append(parts, part{other.Path + " is " + other.What, other.Next})
	}
	if parts == nil {
		return ""
	}
	text := "<details><summary>not read: " + Number(len(parts), "part of the input", "parts of the input") + "</summary>\n\n| what | next |\n|---|---|\n"
	for _, p := range parts[:min(len(parts), shownProblems)] {
		text += "| " + words(short(p.what)) + " | " + words(short(p.next)) + " |\n"
	}
	if more := len(parts) - shownProblems; more > 0 {
		text += "| and " + figure(more) + " more | " + code(short(m.Command)) + " |\n"
	}
	return text + "\n</details>\n\n"
}
