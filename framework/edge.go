package framework

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/internal/spelling"
	"bailiwick/settings"
)

// with reads settings, one a line.
func (r *reader) with(v field) []Assignment {
	var out []Assignment
	for _, l := range v.lines() {
		a, ok := assignment(l.text)
		if !ok {
			r.tell(l.line, l.start, l.end, "with takes settings, not "+quoted(l.text), "logging.min_days = 365")
			continue
		}
		if slices.ContainsFunc(out, func(b Assignment) bool { return a.Key == b.Key && a.Profile == b.Profile }) {
			r.tell(l.line, l.start, l.end, quoted(a.Key)+" is set twice", "keep one of the two")
			continue
		}
		out = append(out, a)
	}
	return out
}

func assignment(text string) (Assignment, bool) {
	key, value, ok := strings.Cut(text, "=")
	key, profile, profiled := strings.Cut(strings.TrimSpace(key), "@")
	a := Assignment{Key: strings.TrimSpace(key), Value: strings.TrimSpace(value), Profile: strings.TrimSpace(profile)}
	return a, ok && a.Key != "" && a.Value != "" && profiled == (a.Profile != "")
}

// rules tells the rules of a field that do not exist.
func (r *reader) rules(v field) {
	for i, w := range v.words() {
		if i > 0 && slices.ContainsFunc(v.words()[:i], func(x word) bool { return x.text == w.text }) {
			r.tell(w.line, w.start, w.end, "the rule "+quoted(w.text)+" is named twice", "keep one of the two")
		}
		if !r.checks.known(w.text) {
			r.tell(w.line, w.start, w.end, "there is no rule "+quoted(w.text), "bailiwick rules lists them", spelling.Near(w.text, r.checks.ids())...)
		}
	}
}

// settings tells the settings of a field that do not exist or have no such
// value, and the profiles that the framework does not have.
func (r *reader) settings(v field, of *Framework, to *Requirement) {
	lines := v.lines()
	if len(lines) != len(to.With) {
		return // told already
	}
	for i, a := range to.With {
		l := lines[i]
		if a.Profile != "" && !slices.Contains(of.Choices(), a.Profile) {
			r.tell(l.line, l.start, l.end, "the framework has no profile "+quoted(a.Profile), "profiles: "+a.Profile+", in its first paragraph",
				spelling.Near(a.Profile, of.Choices())...)
		}
		if _, ok := settings.LookUp(a.Key); !ok {
			r.tell(l.line, l.start, l.end, "there is no setting "+quoted(a.Key), "docs/settings.md lists them", spelling.Near(a.Key, keys())...)
			continue
		}
		if _, err := settings.Default().With(r.file, a.Key+"="+a.Value); err != nil {
			what := strings.TrimPrefix(err.Error(), r.file+": ")
			r.tell(l.line, l.start, l.end, what, a.Key+" = own, if the company sets it")
		}
	}
}

func keys() []string {
	var out []string
	for _, k := range settings.Keys() {
		out = append(out, k.Name)
	}
	return out
}

// alternatives joins words to "a, b or c".
func alternatives(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// quoted writes foreign text in double quotes, cut to what fits a message.
func quoted(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}

func itoa(n int) string { return strconv.Itoa(n) }
