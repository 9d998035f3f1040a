package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/rule"
)

const (
	defaultWidth = 80
	maxWidth     = 100 // text is not wrapped later than here
	narrow       = 70  // below, a place stands under its name
	inFull       = 5   // findings of a rule that are told in full; of more than these, three
	ofMore       = 3
)

// text writes the terminal's format.
type text struct {
	Options
	*shelf
	w     *bufio.Writer
	marks marks
	width int // 0 in a pipe: nothing is cut or wrapped
}

// writeText writes the assessment for a terminal: what was looked at, what
// fails, what could not be told, and the verdict last, next to the prompt.
func writeText(w io.Writer, a *assess.Assessment, o Options) error {
	t := &text{Options: o, shelf: sorted(a, o), w: bufio.NewWriterSize(w, 64<<10), marks: o.marks()}
	t.leaveOutRepeated(o)
	if !o.Pipe {
		t.width = cmp.Or(o.Width, defaultWidth)
	}
	if !o.Quiet {
		t.population()
		t.problems()
		for _, in := range t.sections {
			t.section(in)
		}
		t.troubles()
		t.gone()
		t.listed()
		t.standIns()
		t.notEvaluated()
		t.differences()
		t.disagreements()
		t.requirements()
	}
	t.verdict()
	return t.w.Flush()
}

func (t *text) linef(format string, args ...any) {
	line := strings.TrimRight(fmt.Sprintf(format, args...), " ")
	t.w.WriteString(line)
	t.w.WriteByte('\n')
}

func (t *text) gap() { t.w.WriteByte('\n') }

// wrapped is the width at which text breaks, 0 for never.
func (t *text) wrapped() int {
	if t.width == 0 {
		return 0
	}
	return min(t.width, maxWidth) - 2
}

// hanging prints text behind a first line's lead; the lines after it are
// indented by as many cells.
func (t *text) hanging(lead, body string, style tint) {
	width := t.wrapped()
	if width > 0 {
		width = max(width-Cells(stripped(lead)), 20)
	}
	indent := strings.Repeat(" ", Cells(stripped(lead)))
	for i, line := range Wrap(body, width) {
		if i > 0 {
			lead = indent
		}
		t.linef("%s%s", lead, t.tinted(style, line))
	}
}

// stripped returns the text without its escapes.
func stripped(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, 0x1b)
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		_, s, _ = strings.Cut(s[i:], "m")
	}
	return b.String() + s
}

// population says what was looked at.
func (t *text) population() {
	a := t.a
	parts := []string{Clean(strings.Join(a.Run.Targets, ", "))}
	var names []string
	functions, resources := 0, 0
	for _, in := range t.sections {
		functions += in.functions
		resources += in.resources
		if in.environment != "" {
			names = append(names, Clean(in.environment))
		}
	}
	switch {
	case len(names) == 1 && len(t.sections) == 1:
		parts = append(parts, "environment "+names[0])
	case len(names) > 0:
		parts = append(parts, "environments "+strings.Join(names, ", "))
	}
	files := Number(a.Run.Read.Files, "file", "files")
	switch {
	case !a.Judged():
		parts = append(parts, files+" read, and nothing among them that a rule judges")
	default:
		parts = append(parts, amongResources(functions, resources), files)
	}
	t.hanging("", strings.Join(parts, " "+t.marks.dot+" "), plain)
}

func amongResources(functions, resources int) string {
	if functions == 0 {
		return "no function among " + Number(resources, "resource", "resources")
	}
	return Number(functions, "function", "functions") + " among " + Number(resources, "resource", "resources")
}

// shownProblems is how many problems are told unless all are asked for.
const shownProblems = 5

// problems tells the parts of the input that could not be read.
func (t *text) problems() {
	list := t.a.Estate.Problems
	if len(list) == 0 {
		return
	}
	t.gap()
	if len(list) == 1 {
		t.linef("1 problem: a part of the input could not be read")
	} else {
		t.linef("%s problems: parts of the input could not be read", figure(len(list)))
	}
	shown := list
	if len(list) > shownProblems && !t.shows(rule.UnknownVerdict, false) && !t.Full {
		shown = list[:shownProblems]
	}
	for _, p := range shown {
		t.gap()
		file, line, column := placeOf(t.a, p)
		place := Clean(file)
		if line > 0 {
			place += fmt.Sprintf(":%d", line)
			if column > 0 {
				place += fmt.Sprintf(":%d", column)
			}
		}
		t.placed(t.tinted(yellow, t.marks.problem), Clean(p.Summary), place)
		t.part("effect", Clean(p.Effect))
		t.part("next", Clean(p.Next))
	}
	if more := len(list) - len(shown); more > 0 {
		t.gap()
		t.linef("  and %s more: %s --show unknown", figure(more), t.Command)
	}
}

// placed prints a mark, a name, and the place at the right edge or, where it
// does not fit, below.
func (t *text) placed(mark, name, place string) {
	lead := "  " + mark + " "
	if t.width == 0 {
		t.linef("%s%s\t%s", lead, name, place)
		return
	}
	width := t.wrapped()
	used := Cells(stripped(lead)) + Cells(name)
	if t.width >= narrow && used+2+Cells(place) <= width {
		t.linef("%s%s%s%s", lead, name, strings.Repeat(" ", width-used-Cells(place)), place)
		return
	}
	t.hanging(lead, name, plain)
	if place != "" {
		t.linef("    %s", place)
	}
}

// part prints a labelled text below a finding.
func (t *text) part(label, body string) {
	if body == "" {
		return
	}
	width := 7
	if t.width > 0 && t.width < narrow {
		width = len(label) + 2
	}
	t.hanging("    "+t.tinted(dim, label)+strings.Repeat(" ", width-len(label)), body, plain)
}

// section tells what fails in one environment.
func (t *text) section(in *section) {
	several := len(t.sections) > 1
	if several {
		t.gap()
		name := "environment " + Clean(in.environment)
		if in.environment == "" {
			name = "without an environment"
		}
		dot := " " + t.marks.dot + " "
		t.hanging("", t.tinted(bold, name)+dot+amongResources(in.functions, in.resources)+dot+
			figure(in.counts.Fail-in.counts.Standing)+" of "+figure(in.counts.Decided())+" decided observations fail", plain)
	}
	if !t.shows(rule.FailVerdict, true) {
		return
	}
	blocks := t.blocks(in, t.Options)
	rest := slices.IndexFunc(blocks, func(b *block) bool { return b.severity < rule.High })
	if rest < 0 || t.Full || t.Show != nil {
		rest = len(blocks)
	}
	for i := 0; i < rest; {
		n := 1
		for i+n < rest && blocks[i+n].rule == blocks[i].rule && blocks[i+n].severity == blocks[i].severity {
			n++
		}
		t.rule(in, blocks[i:i+n])
		i += n
	}
	for i := rest; i < len(blocks); {
		n := 1
		for i+n < len(blocks) && blocks[i+n].severity == blocks[i].severity {
			n++
		}
		t.lines(blocks[i : i+n])
		i += n
	}
	if in.again > 0 {
		t.gap()
		t.hanging("", "and "+Number(in.again, "finding that is", "findings that are")+" told above, at the same places", plain)
	}
	t.exceptions(in)
}

// rule tells the findings of one rule in full; of more than five, three.
func (t *text) rule(in *section, blocks []*block) {
	total := 0
	for _, b := range blocks {
		total += len(b.members)
	}
	left := total
	if total > inFull && !t.Full && !(t.Rule != "" && t.Show != nil) {
		left = ofMore
	}
	more := total - left
	for _, b := range blocks {
		if left == 0 {
			break
		}
		t.gap()
		lead := pad(b.severity.String(), 8) + "  "
		if t.width > 0 && t.width < narrow {
			lead = b.severity.String() + "  "
		}
		t.hanging(t.tinted(severityTint(b.severity), lead), t.heading(b), plain)
		indent := strings.Repeat(" ", len(lead))
		id := t.tinted(bold, t.a.Rules[b.rule].ID)
		if t.width > 0 && t.width < narrow {
			t.linef("%s%s", indent, id)
			t.linef("%s%s", indent, t.ratio(in, b))
		} else {
			t.linef("%s%s %s %s", indent, id, t.marks.dot, t.ratio(in, b))
		}
		told := finding{}
		fixed := ""
		for _, f := range b.members[:min(left, len(b.members))] {
			if told.at == 0 || told.at != f.at {
				t.gap()
			}
			fixed = t.finding(f, told, fixed)
			told = f
			left--
		}
		for _, other := range b.also {
			reason := "fails for the same reason"
			if len(b.members) > 1 {
				reason = "fails for " + figure(len(other.members)) + " of these, for the same reason"
			}
			t.part("also", t.a.Rules[other.rule].ID+" "+reason)
		}
	}
	if more > 0 {
		t.gap()
		t.linef("  and %s more: %s --show fail --rule %s", figure(more), t.Command, t.a.Rules[blocks[0].rule].ID)
	}
}

// finding tells one finding: where, the lines, who, and what to do. What the
// one told before it has in common with it is not told again. It returns the
// fix.
func (t *text) finding(f, told finding, fixed string) string {
	out := t.asker.Outcome(f.Observation)
	place := t.a.Estate.Places.At(f.at)
	t.placed(t.tinted(red, t.marks.fail), t.name(f.Observation), Clean(place.String()))
	label, who, fix := wording(t.a, f.Observation, out)
	name := t.name(f.Observation)
	fill := func(s string) string { return Clean(strings.ReplaceAll(s, "{name}", name)) }
	if told.at == 0 || told.at != f.at {
		lines := t.excerpt(f.at)
		if lines == nil {
			lines = t.quoted(f, out)
		}
		t.code(lines, fill(label), severityTint(f.Severity))
		if h := t.head(f.Observation); h.Scope.Source == "plan" && place.File != "" && t.a.Estate.Places.File(f.at).Source != nil {
			t.part("plan", Clean(t.inPlan(h, f, out)))
		}
	}
	t.part("made", Clean(t.made(f)))
	if when := t.head(f.Observation).When.String(); when != "" {
		t.part("when", Clean(when))
	}
	t.part("who", fill(who))
	fix = fill(fix)
	if fix != fixed {
		t.part("fix", fix)
	}
	return fix
}

// lines tells findings of one severity in one line each.
func (t *text) lines(blocks []*block) {
	total := 0
	for _, b := range blocks {
		total += len(b.members)
		for _, also := range b.also {
			total += len(also.members)
		}
	}
	severity := blocks[0].severity
	t.gap()
	each := "each in full with --full"
	if total == 1 {
		each = "in full with --full"
	}
	t.linef("%s  %s: %s", t.tinted(severityTint(severity), pad(severity.String(), 8)), Number(total, "finding", "findings"), each)
	var rows []row
	for i := 0; i < len(blocks); {
		n, members := i, []finding(nil)
		for ; n < len(blocks) && blocks[n].rule == blocks[i].rule; n++ {
			members = append(members, blocks[n].members...)
			for _, also := range blocks[n].also {
				members = append(members, also.members...)
			}
		}
		i = n
		shown := len(members)
		if shown > inFull && t.Rule == "" {
			shown = ofMore
		}
		for _, f := range members[:shown] {
			rows = append(rows, t.row(f))
		}
		if more := len(members) - shown; more > 0 {
			rows = append(rows, row{note: fmt.Sprintf("and %s more: %s --show fail --rule %s", figure(more), t.Command, t.a.Rules[members[0].Rule].ID)})
		}
	}
	t.table(rows)
}

// A row is one observation in a list; note stands in place of it.
type row struct {
	verdict           rule.Verdict
	standing          bool
	rule, name, place string
	note              string
}

func (t *text) row(f finding) row {
	p := t.a.Estate.Places.At(f.at)
	place := Clean(p.String())
	if p.File != "" {
		place = fmt.Sprintf("%s:%d", Clean(p.File), p.Line)
	}
	return row{verdict: f.Verdict, standing: f.Standing != 0, rule: t.a.Rules[f.Rule].ID, name: t.name(f.Observation), place: place}
}

// maxNameColumn is the widest that a column of names gets, in cells.
const maxNameColumn = 32

// table prints rows in columns; through a pipe with tabs. Where they are too
// wide each rule stands on a line of its own, above what it says.
func (t *text) table(rows []row) {
	rules, names, places := 0, 0, 0
	for _, r := range rows {
		rules, names, places = max(rules, Cells(r.rule)), max(names, min(Cells(r.name), maxNameColumn)), max(places, Cells(r.place))
	}
	wide := t.width > 0 && 4+rules+1+names+1+places > t.width
	last := ""
	for _, r := range rows {
		mark, style := t.marks.of(r.verdict), verdictTint(r.verdict)
		if r.standing {
			mark, style = t.marks.standing, yellow
		}
		switch {
		case r.note != "" && wide:
			t.linef("      %s", r.note)
		case r.note != "":
			t.linef("    %s", r.note)
		case t.width == 0:
			t.linef("%s\t%s\t%s\t%s", mark, r.rule, r.name, r.place)
		case wide:
			if r.rule != last {
				t.linef("  %s %s", t.tinted(style, mark), r.rule)
			}
			last = r.rule
			name := pad(r.name, names)
			if 6+Cells(name)+2+Cells(r.place) > t.width {
				name = r.name
			}
			if 6+Cells(name)+2+Cells(r.place) > t.width {
				t.linef("      %s", name)
				t.linef("        %s", r.place)
				continue
			}
			t.linef("      %s  %s", name, r.place)
		default:
			t.linef("  %s %s %s %s", t.tinted(style, mark), pad(r.rule, rules), pad(r.name, names), r.place)
		}
	}
}

// listed lists passes and what else was asked for by --show, one line each.
func (t *text) listed() {
	for _, v := range []rule.Verdict{rule.ErrorVerdict, rule.PassVerdict, rule.NotApplicableVerdict} {
		if !t.shows(v, false) {
			continue
		}
		t.gap()
		t.linef("%s", v)
		for _, ob := range t.a.Observations {
			if ob.Verdict != v || ob.Covered || !t.lists(t.a.Rules[ob.Rule].ID) {
				continue
			}
			out := t.asker.Outcome(ob)
			t.table([]row{t.row(finding{ob, originOf(out, t.head(ob)), ""})})
		}
	}
}
