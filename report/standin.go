package report

import (
	"slices"

	"bailiwick/estate"
)

// standIns tells which resources are known from the inputs of a module alone,
// and where nothing may pass on that.
func (t *text) standIns() {
	type source struct{ marked, doubt string }
	var order []source
	number := make(map[source]int)
	total := 0
	for _, r := range t.a.Estate.Resources() {
		h := r.Head()
		if h.Marked == "" || !h.Kind().InAWS() {
			continue
		}
		total++
		k := source{h.Marked, h.Doubt.Reason()}
		if number[k]++; number[k] == 1 {
			order = append(order, k)
		}
	}
	if total == 0 || t.Show != nil && !t.Full {
		return
	}
	slices.SortStableFunc(order, func(a, b source) int { return estate.Natural(a.marked, b.marked) })
	t.gap()
	t.hanging("", Number(total, "resource is known from the inputs of its module alone", "resources are known from the inputs of their modules alone"), plain)
	for i, k := range order {
		if i == shownProblems && !t.Full {
			t.twoColumns("", "and from "+Number(len(order)-i, "more module", "more modules"), t.Command+" --full")
			break
		}
		next := "terraform init, and their code is read"
		if k.doubt != "" {
			next = Clean(k.doubt) + ": no rule passes on them"
		}
		t.twoColumns(figure(number[k]), Clean(k.marked), next)
	}
}
