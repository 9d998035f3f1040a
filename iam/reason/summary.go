package reason

import (
	"cmp"
	"slices"

	"bailiwick/iam/catalog"
	"bailiwick/value"
)

// A Summary is what a holder can do with one service at one level.
type Summary struct {
	Service   string
	Level     catalog.Level
	Actions   []*catalog.Action // by name
	Every     bool              // they are all of that level that the catalogue has
	Resources []value.Text      // as in Ability
}

// Summarize orders abilities by service and level. Actions that the catalogue
// does not have are not in it.
func (e Engine) Summarize(abilities []Ability) []Summary {
	if e.Catalog == nil {
		e.Catalog = catalog.Default()
	}
	type key struct {
		service string
		level   catalog.Level
	}
	index := make(map[key]int)
	var out []Summary
	add := func(a *catalog.Action, resources []value.Text) {
		k := key{a.Service, a.Level()}
		i, ok := index[k]
		if !ok {
			i = len(out)
			index[k] = i
			out = append(out, Summary{Service: a.Service, Level: a.Level()})
		}
		s := &out[i]
		s.Actions = append(s.Actions, a)
		for _, r := range resources {
			if !slices.ContainsFunc(s.Resources, func(t value.Text) bool { return t.Inline() == r.Inline() }) {
				s.Resources = append(s.Resources, r)
			}
		}
	}
	for i := range abilities {
		a := &abilities[i]
		for _, prefix := range a.Services {
			if s, ok := e.Catalog.Service(prefix); ok {
				for _, action := range s.Actions() {
					add(action, a.Resources)
				}
			}
		}
		for _, action := range a.Actions {
			if !slices.Contains(a.Services, action.Service) {
				add(action, a.Resources)
			}
		}
	}
	for i := range out {
		s := &out[i]
		slices.SortFunc(s.Actions, func(a, b *catalog.Action) int { return a.Number - b.Number })
		s.Actions = slices.Compact(s.Actions)
		all, _ := e.Catalog.Service(s.Service)
		n := 0
		for _, a := range all.Actions() {
			if a.Level() == s.Level {
				n++
			}
		}
		s.Every = len(s.Actions) == n
	}
	slices.SortFunc(out, func(a, b Summary) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Level, b.Level))
	})
	return out
}
