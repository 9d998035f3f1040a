package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/value"
)

// A finding is a failing observation with what groups it.
type finding struct {
	assess.Observation
	at      value.Origin
	message string // with {name} in it
}

// A block is what the text tells as one thing: the findings of one rule with
// the same message.
type block struct {
	severity rule.Severity
	rule     uint16
	message  string
	members  []finding
	also     []*block // rules that fail at the same places
}

// A tally counts the observations of a rule for one kind of resource.
type tally struct{ applicable, unknown, fail int }

// A section is what holds in one environment.
type section struct {
	environment string
	resources   int
	functions   int
	counts      assess.Counts
	tallies     map[estate.Kind][]tally // by rule
	findings    []finding
	blocks      []*block // of all findings, once asked for
	standing    []finding
	again       int // findings that an earlier section shows at the same place
}

// A shelf is the assessment sorted for people.
type shelf struct {
	a        *assess.Assessment
	asker    *assess.Asker
	sections []*section
	open     []assess.Observation // unknown and error
	hidden   map[string][]hiddenSpan
	places   []uint32 // of resources that have findings, by their names; once asked for
}

// sorted reads the observations once.
func sorted(a *assess.Assessment, o Options) *shelf {
	s := &shelf{a: a, asker: a.NewAsker(), hidden: map[string][]hiddenSpan{}}
	for _, at := range a.Estate.Secrets {
		p := a.Estate.Places.At(at)
		s.hidden[p.File] = append(s.hidden[p.File], hiddenSpan{p.Start, p.End, "[hidden: sensitive]"})
	}
	of := make(map[*estate.Scope]*section)
	for _, scope := range a.Estate.Scopes {
		environment := scope.Environment
		if from := a.Estate.MadeFrom(scope); from != nil {
			environment = from.Environment
		}
		i := slices.IndexFunc(s.sections, func(x *section) bool { return x.environment == environment })
		if i < 0 {
			i = len(s.sections)
			s.sections = append(s.sections, &section{environment: environment, tallies: map[estate.Kind][]tally{}})
		}
		of[scope] = s.sections[i]
	}
	resources := a.Estate.Resources()
	for _, r := range resources {
		in := of[r.Head().Scope]
		if !r.Head().Kind().InAWS() || a.Estate.Foremost(r) != r {
			continue
		}
		in.resources++
		if r.Head().Kind() == "function" {
			in.functions++
		}
	}
	if !o.Quiet {
		s.makeRoom(of)
	}
	messages := make(map[string]string)
	for _, ob := range a.Observations {
		if ob.Covered {
			continue
		}
		h := resources[ob.Resource].Head()
		in := of[h.Scope]
		in.counts.Add(ob)
		in.tally(a, h.Kind(), ob)
		switch ob.Verdict {
		case rule.FailVerdict:
			if o.Quiet {
				continue
			}
			out := s.asker.Outcome(ob)
			message, ok := messages[out.Message]
			if !ok {
				message = out.Message
				messages[message] = message
			}
			f := finding{ob, originOf(out, h), message}
			s.hide(out)
			if ob.Standing != 0 {
				in.standing = append(in.standing, f)
				continue
			}
			in.findings = append(in.findings, f)
		case rule.UnknownVerdict, rule.ErrorVerdict:
			s.open = append(s.open, ob)
		}
	}
	return s
}

// made tells what makes the declaration, where a program does: of which class it
// is and, if the finding stands elsewhere, the line of the program; "" for what
// people write.
func (s *shelf) made(f finding) string {
	h := s.head(f.Observation)
	if h.Made == "" {
		return ""
	}
	said := "by " + h.Made
	if at, here := s.a.Estate.Places.At(h.Block), s.a.Estate.Places.At(f.at); at.File != here.File && at.Line > 0 {
		said += ", " + at.File + ":" + strconv.Itoa(at.Line)
	}
	return said
}

// makeRoom makes room for the findings of each section: there may be a hundred
// thousand.
func (s *shelf) makeRoom(of map[*estate.Scope]*section) {
	findings := make(map[*section]int, len(s.sections))
	open := 0
	for _, ob := range s.a.Observations {
		switch {
		case ob.Covered:
		case ob.Verdict == rule.FailVerdict && ob.Standing == 0:
			findings[of[s.head(ob).Scope]]++
		case ob.Verdict == rule.UnknownVerdict, ob.Verdict == rule.ErrorVerdict:
			open++
		}
	}
	for in, n := range findings {
		in.findings = make([]finding, 0, n)
	}
	s.open = make([]assess.Observation, 0, open)
}

func (in *section) tally(a *assess.Assessment, k estate.Kind, ob assess.Observation) {
	tallies, ok := in.tallies[k]
	if !ok {
		tallies = make([]tally, len(a.Rules))
		in.tallies[k] = tallies
	}
	t := &tallies[ob.Rule]
	switch ob.Verdict {
	case rule.NotApplicableVerdict:
		return
	case rule.FailVerdict:
		t.fail++
	case rule.UnknownVerdict, rule.ErrorVerdict:
		t.unknown++
	}
	t.applicable++
}

// leaveOutRepeated leaves out of later sections what an earlier one tells of
// the same lines.
func (s *shelf) leaveOutRepeated(o Options) {
	if len(s.sections) < 2 {
		return
	}
	type same struct {
		rule    uint16
		at      value.Origin
		address string
		message string
	}
	seen := make(map[same]bool)
	for _, in := range s.sections {
		in.findings = slices.DeleteFunc(in.findings, func(f finding) bool {
			k := same{f.Rule, f.at, s.head(f.Observation).Address, f.message}
			if seen[k] && o.lists(s.a.Rules[f.Rule].ID) {
				in.again++
				return true
			}
			seen[k] = true
			return false
		})
	}
}

func (s *shelf) head(ob assess.Observation) *estate.Head {
	return s.a.Estate.Resources()[ob.Resource].Head()
}

func (s *shelf) name(ob assess.Observation) string { return Clean(s.head(ob).Name()) }

// lists reports whether the rule is listed.
func (o Options) lists(id string) bool { return o.Rule == "" || o.Rule == id }

// blocks groups findings, gravest first, and puts a rule that fails for the
// same places as a graver one below that.
func (s *shelf) blocks(in *section, o Options) []*block {
	if o.Rule != "" {
		return s.grouped(in.findings, o)
	}
	if in.blocks == nil {
		in.blocks = s.grouped(in.findings, o)
	}
	return in.blocks
}

func (s *shelf) grouped(findings []finding, o Options) []*block {
	type key struct {
		severity rule.Severity
		rule     uint16
		message  string
	}
	places := s.byName()
	var all []*block
	index := make(map[key]*block)
	for _, f := range findings {
		if !o.lists(s.a.Rules[f.Rule].ID) {
			continue
		}
		k := key{f.Severity, f.Rule, f.message}
		b := index[k]
		if b == nil {
			b = &block{severity: f.Severity, rule: f.Rule, message: f.message}
			index[k] = b
			all = append(all, b)
		}
		b.members = append(b.members, f)
	}
	for _, b := range all {
		slices.SortFunc(b.members, func(x, y finding) int {
			return cmp.Compare(places[x.Resource], places[y.Resource])
		})
	}
	slices.SortStableFunc(all, func(x, y *block) int {
		return cmp.Or(cmp.Compare(y.severity, x.severity), cmp.Compare(x.rule, y.rule))
	})
	return s.joined(all)
}

// byName returns where each resource that has findings stands among them by
// name. They are sorted once and not for every rule again.
func (s *shelf) byName() []uint32 {
	if s.places != nil {
		return s.places
	}
	type named struct {
		name string
		n    uint32
	}
	var all []named
	s.places = make([]uint32, len(s.a.Estate.Resources()))
	for _, in := range s.sections {
		for _, f := range in.findings {
			if s.places[f.Resource] == 0 {
				s.places[f.Resource] = 1
				all = append(all, named{s.head(f.Observation).Name(), f.Resource})
			}
		}
	}
	slices.SortFunc(all, func(x, y named) int { return cmp.Or(estate.Natural(x.name, y.name), cmp.Compare(x.n, y.n)) })
	for i, x := range all {
		s.places[x.n] = uint32(i)
	}
	return s.places
}

// joined moves a block below an earlier one of another rule that holds all of
// its places. What is told at a whole resource has no place of its own.
func (s *shelf) joined(all []*block) []*block {
	first := make(map[value.Origin]*block)
	var out []*block
	for _, b := range all {
		var onto *block
		for i, f := range b.members {
			at := first[f.at]
			if at == nil || at.rule == b.rule || i > 0 && at != onto {
				onto = nil
				break
			}
			onto = at
		}
		if onto != nil {
			onto.also = append(onto.also, b)
			continue
		}
		for _, f := range b.members {
			if f.at != 0 && f.at != s.head(f.Observation).Block && first[f.at] == nil {
				first[f.at] = b
			}
		}
		out = append(out, b)
	}
	return out
}

// ratio says for how many of how many a rule fails: "fails for 1 of 6 roles,
// 1 unknown". All members are findings of the rule.
func (s *shelf) ratio(in *section, b *block) string {
	kinds := map[estate.Kind]bool{}
	var t tally
	var kind estate.Kind
	for _, f := range b.members {
		k := s.head(f.Observation).Kind()
		if !kinds[k] {
			kinds[k], kind = true, k
			c := in.tallies[k][b.rule]
			t = tally{t.applicable + c.applicable, t.unknown + c.unknown, t.fail + c.fail}
		}
	}
	noun := kind.Noun(t.applicable)
	if len(kinds) > 1 {
		noun = "resources"
	}
	text := "fails for " + figure(t.fail) + " of " + figure(t.applicable) + " " + noun
	if t.unknown > 0 {
		text += ", " + figure(t.unknown) + " unknown"
	}
	return text
}

// heading is the failing sentence of a block.
func (s *shelf) heading(b *block) string {
	name := s.name(b.members[0].Observation)
	text := strings.ReplaceAll(b.message, "{name}", name)
	if n := len(b.members) - 1; n > 0 {
		text += ", and " + figure(n) + " more like it"
	}
	return Clean(text)
}
