package terraform

import (
	"bailiwick/estate"
	"bailiwick/value"
)

// meta are the arguments of a module call that are not handed in.
var meta = map[string]bool{"source": true, "version": true, "providers": true, "count": true, "for_each": true, "depends_on": true}

// gapOf describes what may hide in a module that was not read: what hangs on
// the resources that its inputs name.
func (ev *evaluation) gapOf(o *object, why string) estate.Gap {
	g := estate.Gap{Scope: ev.scope, Why: value.Because(why), At: o.b.at()}
	for _, p := range o.b.body {
		p.eachAttr(func(name string, _ expr) {
			if meta[name] {
				return
			}
			v, _ := o.attr(name)
			mention(&g, v, 0)
		})
	}
	return g
}

// mention adds the texts in a value that is handed into the gap.
func mention(g *estate.Gap, v value.Any, depth int) {
	if depth > 32 || g.All {
		return
	}
	switch v.Kind() {
	case value.KindText:
		if t, _ := v.Text(); t.IsEmpty() != value.Yes {
			g.Mentions = append(g.Mentions, t)
		}
	case value.KindSeveral:
		for _, a := range v.Alternatives() {
			mention(g, a.Value, depth+1)
		}
	}
	for _, e := range v.Elements() {
		mention(g, e, depth+1)
	}
}
