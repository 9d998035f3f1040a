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
	at := make(map[*Requirement]beginning)
	var readers []*reader
	for _, file := range files {
		r := &reader{scanner: scanner{file: file.Name, text: string(file.Text), effect: effect}, checks: &c, at: at}
		out.read(r)
		readers = append(readers, r)
	}
	problems := problemsOf(readers)
	if problems == nil {
		out.follow(at)
		problems = problemsOf(readers)
	}
	if problems != nil {
		return nil, problems
	}
	return out, nil
}

// A beginning is where a requirement of a user's file begins.
type beginning struct {
	by *reader
	in field
}

func problemsOf(readers []*reader) []settings.Problem {
	var out []settings.Problem
	for _, r := range readers {
		out = append(out, r.problems...)
	}
	return out
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
		r.at[to] = beginning{r, p[0]}
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

// follow tells the benchmarks of users' requirements that there are not, and
// those that depend on themselves.
func (l *Library) follow(at map[*Requirement]beginning) {
	ways := l.ways()
	for _, e := range l.entries {
		from := plain(e.name)
		back := make(map[string]bool) // by benchmark
		for _, name := range ways[from] {
			back[name] = reaches(ways, name, from, make(map[string]bool))
		}
		for _, q := range e.read().Requirements {
			w, ok := at[q]
			if !ok {
				continue // one of ours
			}
			for _, name := range q.Via {
				switch {
				case l.exact(plain(name)) < 0:
					w.by.tell(w.in.line, w.in.start, w.in.end, "via names no framework: "+quoted(name), "bailiwick frameworks lists them", spelling.Near(name, l.Names())...)
				case back[plain(name)]:
					w.by.tell(w.in.line, w.in.start, w.in.end, "via leads from "+quoted(e.name)+" over "+quoted(name)+" back to itself", "name a benchmark that does not rest on this framework")
				}
			}
		}
	}
}

// ways returns the benchmarks of each framework, all by their plain names.
func (l *Library) ways() map[string][]string {
	ways := make(map[string][]string)
	for _, e := range l.entries {
		to := make(map[string]bool)
		for _, q := range e.read().Requirements {
			for _, name := range q.Via {
				to[plain(name)] = true
			}
		}
		ways[plain(e.name)] = slices.Sorted(maps.Keys(to))
	}
	return ways
}

// reaches reports whether a framework rests on the other by way of benchmarks.
func reaches(ways map[string][]string, from, to string, seen map[string]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(ways[from], func(next string) bool { return reaches(ways, next, to, seen) })
}
