package estate

import (
	"slices"
	"strings"

	"bailiwick/value"
)

// One thing may be seen several times: as it is declared, as a plan will make
// it, as it is deployed. Each view stays a resource of its own. Two are of the
// same thing if a plan was made from the declarations, which then have the
// plan's addresses, or if the name in both ARNs is the same. Names with holes
// tie nothing.

// foremost orders sources: what is deployed before what is planned before what
// is declared.
func (s *Scope) foremost() int {
	switch s.Source {
	case "account", "config":
		return 0
	case "plan":
		return 1
	}
	return 2
}

// Foremost returns the view of the same thing that totals count: the deployed
// one, else the planned one; r itself where it is the only one.
func (e *Estate) Foremost(r Resource) Resource {
	if views := e.views[r.Head().number]; views != nil {
		return e.resources[views[0]]
	}
	return r
}

// OtherViews returns the other views of the same thing, foremost first.
func (e *Estate) OtherViews(r Resource) []Resource {
	var out []Resource
	for _, n := range e.views[r.Head().number] {
		if n != r.Head().number {
			out = append(out, e.resources[n])
		}
	}
	return out
}

// HasViews reports whether anything is seen more than once.
func (e *Estate) HasViews() bool { return len(e.views) > 0 }

// MadeFrom returns the scope of the declarations that a plan was made from, nil
// if they are no part of the estate.
func (e *Estate) MadeFrom(plan *Scope) *Scope { return e.madeFrom[plan] }

// findViews ties the views of the same thing.
func (e *Estate) findViews() {
	if !slices.ContainsFunc(e.Scopes, func(s *Scope) bool { return s.foremost() != e.Scopes[0].foremost() }) {
		return
	}
	of := make(map[*Scope][]Resource, len(e.Scopes))
	for _, r := range e.resources {
		of[r.Head().Scope] = append(of[r.Head().Scope], r)
	}
	e.views, e.madeFrom = make(map[uint32][]uint32), make(map[*Scope]*Scope)
	plans := make(map[*Scope]int)
	for _, s := range e.Scopes {
		if s.Source == "plan" {
			e.madeFrom[s] = e.declarationsOf(s, of)
			plans[e.madeFrom[s]]++
		}
	}
	for _, s := range e.Scopes {
		if from := e.madeFrom[s]; from != nil && plans[from] == 1 { // of several, each is another thing
			planned := byAddress(of[s])
			for _, r := range of[from] {
				if p := planned[r.Head().key()]; p != nil && !differ(p.Head(), r.Head()) {
					e.tie(p, r)
				}
			}
		}
	}
	e.tieNames()
}

// viewKey is where a resource stands in its scope.
type viewKey struct {
	kind    Kind
	address string
}

func (h *Head) key() viewKey { return viewKey{h.Kind(), h.Address} }

func byAddress(list []Resource) map[viewKey]Resource {
	out := make(map[viewKey]Resource, len(list))
	for _, r := range list {
		out[r.Head().key()] = r
	}
	return out
}

// declarationsOf returns the scope that the plan was made from: the one of
// which it has the most resources. Of several with as many it is the one whose
// environment the plan's file is named after, else none.
func (e *Estate) declarationsOf(plan *Scope, of map[*Scope][]Resource) *Scope {
	planned := byAddress(of[plan])
	most, found := 0, []*Scope(nil)
	for _, s := range e.Scopes {
		if s.Source != "terraform" || !sameEnvironment(s, plan) {
			continue
		}
		n := 0
		for _, r := range of[s] {
			h, p := r.Head(), planned[r.Head().key()]
			switch {
			case p == nil:
			case differ(p.Head(), h):
				n--
			case p.Head().Block == h.Block, p.Head().calledLike(h):
				n++
			}
		}
		if n > most {
			most, found = n, nil
		}
		if n > 0 && n == most {
			found = append(found, s)
		}
	}
	if len(found) > 1 {
		file := plan.Root[strings.LastIndexByte(plan.Root, '/')+1:]
		found = slices.DeleteFunc(found, func(s *Scope) bool { return s.Environment == "" || !hasWord(file, s.Environment) })
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// hasWord reports whether the word stands in the text between other signs than
// letters and digits.
func hasWord(text, word string) bool {
	word = strings.ToLower(word)
	return slices.Contains(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !strings.ContainsRune(word, r) && !('a' <= r && r <= 'z' || '0' <= r && r <= '9')
	}), word)
}

// sameEnvironment reports whether both may be of one environment.
func sameEnvironment(a, b *Scope) bool {
	return a.Environment == b.Environment || a.Environment == "" || b.Environment == ""
}

// differ reports whether the two are certainly different things: their names,
// accounts or regions are known and not the same.
func differ(a, b *Head) bool {
	return different(a.Account, b.Account) || different(a.Region, b.Region) ||
		different(a.literalName(), b.literalName())
}

func different(a, b value.Value[value.Text]) bool {
	x, known := a.Get()
	y, also := b.Get()
	if !known || !also {
		return false
	}
	s, known := x.Literal()
	t, also := y.Literal()
	return known && also && s != t
}

// literalName returns the AWS name, unknown where it has holes.
func (h *Head) literalName() value.Value[value.Text] {
	if t, ok := h.NameText(); ok && !t.HasHoles() {
		return value.Known(t, h.Block)
	}
	return value.Value[value.Text]{}
}

// calling returns the last part of the ARN, "" where it has holes.
func (h *Head) calling() string {
	if arn, ok := h.ARN(); ok {
		if s, ok := short(arn).Literal(); ok && strings.HasPrefix(arn.Inline(), "arn:") {
			return s
		}
	}
	return ""
}

func (h *Head) calledLike(o *Head) bool { return h.calling() != "" && h.calling() == o.calling() }

// tieNames ties what has no view in another source yet to the one thing there
// that its ARN names.
func (e *Estate) tieNames() {
	index := make(map[viewKey][]Resource)
	for _, r := range e.resources {
		if name := r.Head().calling(); name != "" {
			k := viewKey{r.Head().Kind(), name}
			index[k] = append(index[k], r)
		}
	}
	for _, r := range e.resources {
		h := r.Head()
		list := index[viewKey{h.Kind(), h.calling()}]
		if e.views[h.number] != nil || len(list) < 2 || len(list) > maxViews {
			continue
		}
		views := []Resource{r}
		for i := 0; i < len(views); i++ {
			for _, o := range list {
				if x, y := views[i].Head(), o.Head(); sameEnvironment(x.Scope, y.Scope) && !differ(x, y) && !slices.Contains(views, o) {
					views = append(views, o)
				}
			}
		}
		if len(views) > 1 && !e.several(views) {
			e.tie(views...)
		}
	}
}

// maxViews is how many resources of one name are looked at.
const maxViews = 16

// several reports whether some of the views, or of those that they are tied to,
// come from the same sort of source, so that they must be several things.
func (e *Estate) several(views []Resource) bool {
	seen := make(map[int]uint32)
	for _, r := range views {
		for _, n := range append([]uint32{r.Head().number}, e.views[r.Head().number]...) {
			from := e.resources[n].Head().Scope.foremost()
			if was, ok := seen[from]; ok && was != n {
				return true
			}
			seen[from] = n
		}
	}
	return false
}

// tie notes that the resources, and what they are tied to already, are views
// of one thing.
func (e *Estate) tie(views ...Resource) {
	var all []uint32
	for _, r := range views {
		n := r.Head().number
		all = append(append(all, n), e.views[n]...)
	}
	slices.SortFunc(all, func(a, b uint32) int {
		x, y := e.resources[a].Head().Scope.foremost(), e.resources[b].Head().Scope.foremost()
		if x != y {
			return x - y
		}
		return int(a) - int(b)
	})
	all = slices.Compact(all)
	for _, n := range all {
		e.views[n] = all
	}
}
