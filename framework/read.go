package framework

import (
	"slices"
	"strings"

	"bailiwick/internal/civil"
	"bailiwick/internal/spelling"
	"bailiwick/objective"
	"bailiwick/settings"
)

// A reader reads one file into frameworks.
type reader struct {
	scanner
	checks *Checks                    // nil for our own files, which tests check
	at     map[*Requirement]beginning // where requirements were written; of users' files
}

// header reads the paragraph about a framework.
func (r *reader) header(p paragraph) *Framework {
	f := &Framework{File: r.file}
	r.each(p, "a framework", headerFields, func(v field) bool {
		switch v.name {
		case "framework":
			f.Name = r.needed(v, "the framework's name")
			if len(f.Name) > 100 {
				r.wrong(v, "the name of a framework has at most 100 bytes", "framework: Acme")
			}
		case "version":
			f.Version = r.needed(v, "the version of the text")
		case "about":
			f.About = v.text()
		case "source":
			f.Source = v.text()
		case "note":
			f.Note = v.text()
		case "known":
			f.Known = r.day(v, v.text())
		case "status":
			switch v.text() {
			case "proposed":
				f.Proposed = true
			case "in force":
			default:
				r.wrong(v, "status must be in force or proposed", "status: in force")
			}
		case "base":
			f.Base = r.needed(v, "the framework that the proposal would change")
		case "baselines":
			f.Baselines = texts(v.words())
		case "profiles":
			f.Profiles = texts(v.words())
		default:
			return false
		}
		return true
	})
	if f.Name == "" && len(r.problems) == 0 {
		r.tell(p[0].line, p[0].start, p[0].end, "the first paragraph names no framework", "framework: Acme")
	}
	return f
}

var headerFields = []string{"framework", "version", "about", "source", "note", "known", "status", "base", "baselines", "profiles"}

var requirementFields = []string{
	"requirement", "title", "formerly", "source", "baselines", "superseded", "carried", "because", "objectives", "scope",
	"decides", "strengthens", "via", "with", "exception_meets", "people", "aws", "reports", "confidence", "reason",
}

// requirement reads a paragraph into to, which holds what counts for the
// fields that are not written.
func (r *reader) requirement(p paragraph, of *Framework, to *Requirement) {
	r.each(p, "a requirement", requirementFields, func(v field) bool { return r.field(v, of, to) })
	if r.checks == nil {
		return
	}
	if f := p.find("decides"); f != nil {
		r.rules(*f)
	}
	if f := p.find("strengthens"); f != nil {
		r.rules(*f)
	}
	if f := p.find("with"); f != nil {
		r.settings(*f, of, to)
	}
}

// field reads one field and reports whether there is one of that name.
func (r *reader) field(v field, of *Framework, to *Requirement) bool {
	switch v.name {
	case "requirement":
		to.ID, to.Line = r.needed(v, "the requirement's id"), v.line
	case "title":
		to.Title = v.text()
	case "formerly":
		to.Formerly = texts(v.words())
	case "source":
		to.Source = v.text()
	case "baselines":
		to.Baselines = r.baselines(v, of)
	case "superseded":
		to.Superseded = r.superseded(v)
	case "carried":
		to.Carried = Carrier(r.oneOf(v, carriers, int(Customer)))
	case "because":
		to.Because = v.text()
	case "objectives":
		to.Objectives = r.objectives(v)
	case "scope":
		to.Scope = r.scope(v)
	case "decides":
		to.Decides = texts(v.words())
	case "strengthens":
		to.Strengthens = texts(v.words())
	case "via":
		to.Via = texts(v.lines())
	case "with":
		to.With = r.with(v)
	case "exception_meets":
		to.ExceptionMeets = r.oneOf(v, []string{"no", "yes"}, 0) == 1
	case "people":
		to.People = v.text()
	case "aws":
		to.AWS = v.text()
	case "reports":
		to.Reports = nil
		for name := range strings.SplitSeq(v.text(), ",") {
			if name = strings.TrimSpace(name); name != "" {
				to.Reports = append(to.Reports, name)
			}
		}
	case "confidence":
		to.Confidence = Confidence(r.oneOf(v, confidences, int(Low)))
	case "reason":
		to.Reason = v.text()
	default:
		return false
	}
	return true
}

// whole tells what a requirement lacks.
func (r *reader) whole(p paragraph, to *Requirement) {
	miss := func(what, next string) {
		r.tell(p[0].line, p[0].start, p[0].end, "requirement "+quoted(to.ID)+" has no "+what, next)
	}
	switch {
	case to.ID == "":
	case to.Title == "":
		miss("title", "title: what it demands, in your own words")
	case to.Reason == "":
		miss("reason", "reason: why these rules, or none")
	case to.Carried == AWS && len(to.Reports) == 0:
		miss("reports, and AWS carries it", "reports: SOC 2")
	case to.Carried == AWS && len(to.Decides)+len(to.Via) > 0:
		miss("part that AWS alone carries: rules decide it", "carried: shared")
	}
}

// each calls f for the fields of a paragraph and tells those that f does not
// know, and those that are there twice.
func (r *reader) each(p paragraph, of string, known []string, f func(field) bool) {
	for i, v := range p {
		if first := p[:i].find(v.name); first != nil {
			r.tell(v.line, v.start, v.end, v.name+" is written twice: on line "+itoa(first.line)+" and on line "+itoa(v.line), "keep one of the two")
			continue
		}
		if !f(v) {
			r.tell(v.line, v.start, v.end, "there is no field "+quoted(v.name)+" of "+of,
				"write one of "+strings.Join(known, ", "), spelling.Near(v.name, known)...)
		}
	}
}

// wrong tells that a field has a value that it cannot have.
func (r *reader) wrong(v field, summary, next string, near ...string) {
	at, end := v.start, v.end
	if lines := v.lines(); len(lines) > 0 {
		at, end = lines[0].start, lines[0].end
	}
	r.tell(v.line, at, end, summary, next, near...)
}

func (r *reader) needed(v field, what string) string {
	text := v.text()
	if text == "" {
		r.wrong(v, v.name+" has no value: "+what, v.name+": …")
	}
	return text
}

func (r *reader) day(v field, text string) civil.Day {
	day, err := civil.ParseDay(text)
	if err != nil {
		r.wrong(v, v.name+" must be a date, not "+quoted(text), v.name+": 2027-01-31")
	}
	return day
}

// oneOf returns the index of the value among the words, or else other.
func (r *reader) oneOf(v field, words []string, other int) int {
	text := v.text()
	if text == "" {
		return other
	}
	i := slices.Index(words, text)
	if i < 0 {
		r.wrong(v, v.name+" must be "+alternatives(words)+", not "+quoted(text), v.name+": "+words[0], spelling.Near(text, words)...)
		return other
	}
	return i
}

func (r *reader) baselines(v field, of *Framework) []string {
	words := v.words()
	if len(words) == 0 {
		return nil
	}
	out := []string{}
	for _, w := range words {
		switch {
		case w.text == "none" && len(words) == 1:
		case !slices.Contains(of.Baselines, w.text):
			r.tell(w.line, w.start, w.end, "the framework has no baseline "+quoted(w.text), "baselines: "+w.text+", in its first paragraph",
				spelling.Near(w.text, of.Baselines)...)
		default:
			out = append(out, w.text)
		}
	}
	return out
}

func (r *reader) superseded(v field) Superseded {
	text := v.text()
	if text == "" {
		return Superseded{}
	}
	day, by, _ := strings.Cut(text, " by ")
	return Superseded{Since: r.day(v, day), By: by}
}

func (r *reader) objectives(v field) []objective.ID {
	var out []objective.ID
	for _, w := range v.words() {
		id := objective.ID(w.text)
		if !id.Valid() {
			var names []string
			for _, o := range objective.All() {
				names = append(names, string(o))
			}
			r.tell(w.line, w.start, w.end, "there is no objective "+quoted(w.text), "bailiwick rules --objectives lists them", spelling.Near(w.text, names)...)
		}
		out = append(out, id)
	}
	return out
}

func (r *reader) scope(v field) Scope {
	text := v.text()
	if class, ok := strings.CutPrefix(text, sorts[ByClass]); ok {
		if class == "" || len(class) > 64 || strings.Trim(class, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			r.wrong(v, "the class of a scope is a name in lower case, not "+quoted(class), "scope: data-class:personal")
		}
		return Scope{ByClass, settings.Class(class)}
	}
	return Scope{Sort: Sort(r.oneOf(v, sorts[:ByClass], int(Everything)))}
}

func texts(words []word) []string {
	if len(words) == 0 {
		return nil
	}
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, w.text)
	}
	return out
}
