package framework

import (
	"maps"
	"slices"

	"bailiwick/internal/spelling"
	"bailiwick/settings"
)

// Checks is what files of users are checked against.
type Checks struct {
	Rules []string // ids of the rules of this build, former ids among them
}

func (c *Checks) known(id string) bool {
	_, ok := Planned(id)
	return ok || slices.Contains(c.Rules, id)
}

// ids returns the ids to suggest.
func (c *Checks) ids() []string {
	return slices.Sorted(maps.Keys(maps.Collect(func(yield func(string, bool) bool) {
		for _, id := range c.Rules {
			if !yield(id, true) {
				return
			}
		}
		for id := range planned() {
			if !yield(id, true) {
				return
			}
		}
	})))
}

// A File is a file with a framework, or with changes to one.
type File struct {
	Name string
	Text []byte
}

// effect is the effect of every problem in a user's file.
const effect = "nothing was checked: frameworks decide what verdicts mean, so a wrong file stops us"

// Extend returns the library with what the files add, replace and change, one
// after the other. Every problem is told, with its line; with one the library
// is nil.
func (l *Library) Extend(files []File, c Checks) (*Library, []settings.Problem) {
	out := &Library{slices.Clone(l.entries)}
	var problems []settings.Problem
	for _, file := range files {
		r := &reader{scanner: scanner{file: file.Name, text: string(file.Text), effect: effect}, checks: &c}
		out.read(r)
		problems = append(problems, r.problems...)
	}
	if problems == nil {
		problems = out.follow(files)
	}
	if problems != nil {
		return nil, problems
	}
	return out, nil
}

// read takes what a file holds into the library.
func (l *Library) read(r *reader) {
	paragraphs := r.scan()
	if len(paragraphs) == 0 {
		if len(r.problems) == 0 {
			r.tell(1, 0, 0, "the file holds no framework", "framework: Acme")
		}
		return
	}
	head := r.header(paragraphs[0])
	if head.Name == "" {
		return
	}
	at := l.exact(plain(head.Name))
	switch {
	case paragraphs[0].find("version") != nil:
		l.replace(at, r.framework(head, nil, paragraphs[1:]))
	case at < 0:
		r.wrong(*paragraphs[0].find("framework"), "there is no framework "+quoted(head.Name)+" to change", "version: …, if this is a whole framework", spelling.Near(head.Name, l.Names())...)
	default:
		l.replace(at, r.framework(l.entries[at].read().with(head, paragraphs[0]), l.entries[at].read().Requirements, paragraphs[1:]))
	}
}

func (l *Library) replace(at int, f *Framework) {
	e := entry{f.Name, f.Proposed, func() *Framework { return f }}
	if at < 0 {
		l.entries = append(l.entries, e)
		return
	}
	l.entries[at] = e
}

// with returns the framework without its requirements, changed by what is
// written in the paragraph that head was read from.
func (f *Framework) with(head *Framework, p paragraph) *Framework {
	out := *f
	out.File, out.Requirements = head.File, nil
	for _, v := range p {
		switch v.name {
		case "about":
			out.About = head.About
		case "source":
			out.Source = head.Source
		case "note":
			out.Note = head.Note
		case "known":
			out.Known = head.Known
		case "status":
			out.Proposed = head.Proposed
		case "base":
			out.Base = head.Base
		case "baselines":
			out.Baselines = head.Baselines
		case "profiles":
			out.Profiles = head.Profiles
		}
	}
	return &out
}

// framework reads requirements on top of those that are there.
func (r *reader) framework(f *Framework, there []*Requirement, paragraphs []paragraph) *Framework {
	f.Requirements = slices.Clone(there)
	written := make(map[string]int) // by id: the line
	for _, p := range paragraphs {
		if p[0].name == "remove" {
			r.remove(f, p)
			continue
		}
		id := ""
		if p[0].name == "requirement" {
			id = p[0].text()
		}
		if id == "" {
			r.tell(p[0].line, p[0].start, p[0].end, "this paragraph does not begin with a requirement", "requirement: its id")
			continue
		}
		if line, twice := written[id]; twice {
			r.wrong(p[0], "requirement "+quoted(id)+" is written twice: on line "+itoa(line)+" and on line "+itoa(p[0].line), "keep one of the two")
			continue
		}
		written[id] = p[0].line
		to := new(Requirement)
		at := slices.IndexFunc(f.Requirements, func(q *Requirement) bool { return q.ID == id })
		if at >= 0 {
			*to = *f.Requirements[at]
		}
		r.requirement(p, f, to)
		r.whole(p, to)
		if at >= 0 {
			f.Requirements[at] = to
		} else {
			f.Requirements = append(f.Requirements, to)
		}
	}
	return f
}

func (r *reader) remove(f *Framework, p paragraph) {
	id := p[0].text()
	at := slices.IndexFunc(f.Requirements, func(q *Requirement) bool { return q.ID == id })
	switch {
	case at < 0:
		r.wrong(p[0], "there is no requirement "+quoted(id)+" to remove", "leave the paragraph out")
	case len(p) > 1:
		r.tell(p[1].line, p[1].start, p[1].end, "a requirement that is removed has no other field", "remove: "+id)
	default:
		f.Requirements = slices.Delete(f.Requirements, at, at+1)
	}
}

// follow tells the benchmarks of the files' requirements that there are not,
// and those that depend on themselves.
func (l *Library) follow(files []File) []settings.Problem {
	var problems []settings.Problem
	tell := func(f *Framework, q *Requirement, summary, next string, near ...string) {
		i := slices.IndexFunc(files, func(file File) bool { return file.Name == f.File })
		if i < 0 {
			return
		}
		s := scanner{file: f.File, text: string(files[i].Text), effect: effect}
		for _, p := range s.scan() {
			if p[0].name == "requirement" && p[0].text() == q.ID {
				s.tell(p[0].line, p[0].start, p[0].end, summary, next, near...)
			}
		}
		problems = append(problems, s.problems...)
	}
	for _, e := range l.entries {
		f := e.read()
		if f.File == "" {
			continue
		}
		for _, q := range f.Requirements {
			for _, name := range q.Via {
				if l.exact(plain(name)) < 0 {
					tell(f, q, "via names no framework: "+quoted(name), "bailiwick frameworks lists them", spelling.Near(name, l.Names())...)
				}
			}
		}
	}
	if problems != nil {
		return problems
	}
	for _, e := range l.entries {
		f := e.read()
		for _, q := range f.Requirements {
			for _, name := range q.Via {
				if l.reaches(name, f.Name, 0) {
					tell(f, q, "via leads from "+quoted(f.Name)+" over "+quoted(name)+" back to itself", "name a benchmark that does not rest on this framework")
				}
			}
		}
	}
	return problems
}

// reaches reports whether the framework rests on the other by way of benchmarks.
func (l *Library) reaches(name, other string, depth int) bool {
	if plain(name) == plain(other) {
		return true
	}
	at := l.exact(plain(name))
	if at < 0 || depth > len(l.entries) {
		return depth > len(l.entries)
	}
	for _, q := range l.entries[at].read().Requirements {
		if slices.ContainsFunc(q.Via, func(next string) bool { return l.reaches(next, other, depth+1) }) {
			return true
		}
	}
	return false
}
