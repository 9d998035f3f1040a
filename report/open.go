package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/value"
)

// A pile is the observations that one next step would settle.
type pile struct {
	class    class
	subjects []string
	members  []assess.Observation
}

// piles sorts what is unknown by what would settle it, the largest first.
func (t *text) piles() []*pile {
	var all []*pile
	index := make(map[cause]*pile)
	causes := make(map[value.Note]cause)
	named := make(map[cause]bool)
	for _, ob := range t.open {
		if !t.lists(t.a.Rules[ob.Rule].ID) {
			continue
		}
		c, ok := causes[ob.Why]
		if !ok || ob.Verdict == rule.ErrorVerdict {
			c = causeOf(ob)
		}
		if ob.Why != 0 {
			causes[ob.Why] = c
		}
		k := cause{class: c.class}
		if c.class.apart() {
			k.subject = c.subject
		}
		p := index[k]
		if p == nil {
			p = &pile{class: c.class}
			index[k] = p
			all = append(all, p)
		}
		p.members = append(p.members, ob)
		if c.subject != "" && !named[c] {
			named[c] = true
			p.subjects = append(p.subjects, Clean(c.subject))
		}
	}
	slices.SortStableFunc(all, func(a, b *pile) int { return cmp.Compare(len(b.members), len(a.members)) })
	return all
}

// shownPiles is how many reasons are told unless all are asked for.
const shownPiles = 8

// notEvaluated tells what could not be decided, and what would settle it.
func (t *text) notEvaluated() {
	c := t.a.Count()
	if !t.a.Judged() {
		return
	}
	others := t.a.Run.Read.Others
	t.gap()
	if c.Open() == 0 && len(t.a.Estate.Problems) == 0 && len(others) == 0 {
		t.linef("not evaluated: nothing")
		return
	}
	piles := t.piles()
	if t.Show != nil {
		if t.shows(rule.UnknownVerdict, false) {
			t.pilesInFull(piles)
			return
		}
	}
	head := "not evaluated: " + figure(c.Open()) + " of " + figure(c.Applicable()) + " observations"
	if n := len(t.a.Estate.Problems); n > 0 {
		head += ", and what " + Number(n, "problem hides", "problems hide")
	}
	t.hanging("", head, plain)
	shown := piles[:min(len(piles), shownPiles)]
	for _, p := range shown {
		t.twoColumns(figure(len(p.members)), p.class.title(p.subjects),
			cmp.Or(p.class.next(p.subjects), "bailiwick explain "+t.a.Rules[p.members[0].Rule].ID))
	}
	if rest := piles[len(shown):]; len(rest) > 0 {
		n := 0
		for _, p := range rest {
			n += len(p.members)
		}
		t.twoColumns(figure(n), "for "+Number(len(rest), "more reason", "more reasons"), t.Command+" --show unknown")
	}
	for i, other := range others {
		if i == shownProblems && !t.Full {
			t.twoColumns(t.marks.problem, "and "+Number(len(others)-i, "more file is", "more files are")+" not read", t.Command+" --full")
			break
		}
		t.twoColumns(t.marks.problem, Clean(other.Path)+" is "+other.What, other.Next)
	}
}

// twoColumns prints a number, what it counts, and the next step beside it or,
// where it is narrow, below.
func (t *text) twoColumns(number, what, next string) {
	lead := fmt.Sprintf("%4s  ", number)
	if number == t.marks.problem {
		lead = "   " + t.tinted(yellow, number) + "  "
	}
	switch {
	case t.width == 0:
		t.linef("%s\t%s\t%s", strings.TrimSpace(lead), what, next)
		return
	case t.width < narrow:
		t.hanging(lead, what, plain)
		if next != "" {
			t.hanging("      "+t.tinted(dim, "next")+"  ", next, plain)
		}
		return
	}
	const column = 36
	left, right := Wrap(what, column), Wrap(next, t.wrapped()-column-7)
	if slices.ContainsFunc(left, func(line string) bool { return Cells(line) > column }) {
		t.hanging(lead, what, plain)
		if next != "" {
			t.hanging("      "+t.tinted(dim, "next")+"  ", next, plain)
		}
		return
	}
	for i := range max(len(left), len(right)) {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		if i > 0 {
			lead = "      "
		}
		t.linef("%s%s %s", lead, pad(l, column), r)
	}
}

// pilesInFull tells each reason with its rules, its resources and its place.
func (t *text) pilesInFull(piles []*pile) {
	c := t.a.Count()
	be := "are"
	if c.Open() == 1 {
		be = "is"
	}
	head := figure(c.Open()) + " of " + figure(c.Applicable()) + " observations " + be + " unknown"
	if len(piles) > 0 {
		head += ", for " + Number(len(piles), "reason", "reasons")
	}
	t.linef("%s", head)
	for _, p := range piles {
		t.gap()
		title := p.class.title(p.subjects)
		t.hanging(fmt.Sprintf("%4s  ", figure(len(p.members))), strings.ToUpper(title[:1])+title[1:], plain)
		at := p.at(t)
		if place := t.a.Estate.Places.At(at); place.File != "" {
			line := strings.TrimSpace(Clean(t.a.Estate.Places.File(at).Line(place.Line)))
			if len(t.hidden[place.File]) > 0 {
				line = "" // a secret may stand in the line
			}
			where := fmt.Sprintf("%s:%d", Clean(place.File), place.Line)
			if t.width > 0 {
				line = cut(line, max(20, t.wrapped()-9-Cells(where)), t.marks.more)
			}
			t.linef("      %s   %s", where, line)
		}
		t.hanging("      ", t.about(p), plain)
		if next := p.next(t); next != "" {
			t.hanging("      "+t.tinted(dim, "next")+"   ", next, plain)
		}
	}
}

// at returns where the first one's unknown fact stands, 0 if nowhere.
func (p *pile) at(t *text) value.Origin {
	if p.class == missingSetting {
		return 0
	}
	for _, f := range t.asker.Outcome(p.members[0]).Facts {
		if f.IsUnknown() {
			return f.Origin()
		}
	}
	return 0
}

// next is the class's next step, with the line to write for a setting.
func (p *pile) next(t *text) string {
	if p.class != missingSetting {
		return cmp.Or(p.class.next(p.subjects), "bailiwick explain "+t.a.Rules[p.members[0].Rule].ID)
	}
	file := "bailiwick.yaml"
	if f := t.a.Settings.File(); f == "" {
		file += " (bailiwick init begins one)"
	}
	k, ok := settings.LookUp(p.subjects[0])
	if !ok {
		return file
	}
	next := file + "   " + k.Name + ": " + k.Example
	if k.Example == "" {
		next = file + "   " + k.Name
	}
	if k.Waiver != "" {
		next += ", or `" + k.Waiver + "`"
	}
	return next
}

// about names the rules of a pile and the kinds of its resources.
func (t *text) about(p *pile) string {
	var rules []string
	var kinds []estate.Kind
	number := map[estate.Kind]int{}
	seenRule, seenResource := map[uint16]bool{}, map[uint32]bool{}
	for _, ob := range p.members {
		if !seenRule[ob.Rule] {
			seenRule[ob.Rule] = true
			rules = append(rules, t.a.Rules[ob.Rule].ID)
		}
		if seenResource[ob.Resource] {
			continue
		}
		seenResource[ob.Resource] = true
		k := t.head(ob).Kind()
		if number[k] == 0 {
			kinds = append(kinds, k)
		}
		number[k]++
	}
	slices.SortStableFunc(kinds, func(a, b estate.Kind) int { return cmp.Compare(number[b], number[a]) })
	text := several(rules)
	if more := len(rules) - 3; more > 0 {
		text += " " + strings.TrimPrefix(Number(more, "rule", "rules"), figure(more)+" ")
	}
	var counted []string
	for _, k := range kinds[:min(len(kinds), 3)] {
		counted = append(counted, figure(number[k])+" "+k.Noun(number[k]))
	}
	text += " on " + strings.Join(counted, ", ")
	if len(kinds) > 3 {
		n := 0
		for _, k := range kinds[3:] {
			n += number[k]
		}
		text += " and " + Number(n, "more resource", "more resources")
	}
	return text
}
