package report

import (
	"path"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/rule"
)

// shownDifferences is how many differences between environments are told
// unless all are asked for.
const shownDifferences = 10

// A twin is the same declaration in several environments.
type twin struct {
	kind    estate.Kind
	root    string
	address string
}

// differences shows side by side the verdicts that differ between
// environments.
func (t *text) differences() {
	if len(t.sections) < 2 {
		return
	}
	resources := t.a.Estate.Resources()
	begins := make([]int, len(resources)+1)
	for i, n := 0, 0; n <= len(resources); n++ {
		for i < len(t.a.Observations) && int(t.a.Observations[i].Resource) < n {
			i++
		}
		begins[n] = i
	}
	var order []twin
	twins := make(map[twin][]int)
	for n, r := range resources {
		h := r.Head()
		if t.a.Estate.Foremost(r) != r {
			continue // told by its foremost view
		}
		k := twin{h.Kind(), commonRoot(h.Scope), h.Address}
		if twins[k] == nil {
			order = append(order, k)
		}
		twins[k] = append(twins[k], n)
	}
	told := 0
	for _, k := range order {
		of := twins[k]
		others := t.without(of)
		for i := begins[of[0]]; len(of)+len(others) > 1 && i < begins[of[0]+1]; i++ {
			row := []assess.Observation{t.a.Observations[i]}
			differ := len(others) > 0 && row[0].Verdict == rule.FailVerdict
			for _, n := range of[1:] {
				ob := t.a.Observations[begins[n]+i-begins[of[0]]]
				row = append(row, ob)
				differ = differ || ob.Verdict != row[0].Verdict
			}
			if !differ || !t.lists(t.a.Rules[row[0].Rule].ID) {
				continue
			}
			if told++; told == 1 {
				t.gap()
				t.linef("differs by environment")
			}
			if told <= shownDifferences || t.Full {
				t.difference(row, others)
			}
		}
	}
	if more := told - shownDifferences; more > 0 && !t.Full {
		t.linef("  and %s more: %s --full", figure(more), t.Command)
	}
}

// without returns the other environments of the root of the resources, in
// which there is none of them.
func (t *text) without(of []int) []string {
	var out []string
	here := t.a.Estate.Resources()[of[0]].Head().Scope
	for _, s := range t.a.Estate.Scopes {
		if s.Source != here.Source || s.Environment == "" || commonRoot(s) != commonRoot(here) {
			continue
		}
		if !slices.ContainsFunc(of, func(n int) bool { return t.a.Estate.Resources()[n].Head().Scope == s }) {
			out = append(out, s.Environment)
		}
	}
	return out
}

// commonRoot is the root without the environment's own folder in it, so that
// envs/production and envs/staging are one.
func commonRoot(s *estate.Scope) string {
	parts := strings.Split(s.Root, "/")
	for i, p := range parts {
		if p == s.Environment {
			parts[i] = "*"
		}
	}
	return path.Join(parts...)
}

// difference prints one declaration's verdicts, and the first fact that is
// not the same. In the others it is not declared.
func (t *text) difference(row []assess.Observation, others []string) {
	var parts []string
	for _, ob := range row {
		environment := t.head(ob).Scope.Environment
		if environment == "" {
			environment = "(none)"
		}
		parts = append(parts, Clean(environment)+" "+t.tinted(verdictTint(ob.Verdict), t.marks.of(ob.Verdict)))
	}
	for _, environment := range others {
		parts = append(parts, Clean(environment)+" "+t.tinted(dim, t.marks.none)+" not declared")
	}
	if t.width == 0 {
		t.linef("%s\t%s\t%s", t.a.Rules[row[0].Rule].ID, t.name(row[0]), strings.Join(parts, "\t"))
		return
	}
	t.sideBySide(t.a.Rules[row[0].Rule].ID+"  "+t.name(row[0]), parts)
	first, second := t.asker.Outcome(row[0]), t.asker.Outcome(row[0])
	at := 0
	for i, ob := range row {
		if ob.Verdict != row[0].Verdict {
			second, at = t.asker.Outcome(ob), i
			break
		}
	}
	if attribute, one, other, ok := apart(first, second); ok {
		t.hanging("      ", Clean(attribute+": "+one+" in "+t.head(row[0]).Scope.Environment+", "+
			other+" in "+t.head(row[at]).Scope.Environment), plain)
	}
}

// sideBySide prints what is judged, and its verdicts beside it or, where they
// do not fit, below.
func (t *text) sideBySide(what string, verdicts []string) {
	all := strings.Join(verdicts, "   ")
	if 2+Cells(what)+3+Cells(stripped(all)) <= t.wrapped() {
		t.linef("  %s   %s", what, all)
		return
	}
	t.hanging("  ", what, plain)
	t.hanging("      ", all, plain)
}

// apart returns the first fact of both outcomes that is not the same.
func apart(first, second rule.Outcome) (attribute, one, other string, ok bool) {
	for i, f := range first.Facts {
		if i < len(second.Facts) && f.Attribute() != "" && f.Attribute() == second.Facts[i].Attribute() && f.String() != second.Facts[i].String() {
			return f.Attribute(), f.String(), second.Facts[i].String(), true
		}
	}
	return "", "", "", false
}
