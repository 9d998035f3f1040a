package escalation_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/access"
	"bailiwick/access/escalation"
	"bailiwick/estate"
	"bailiwick/iam/authz"
	"bailiwick/iam/reason"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// read returns the graph of an estate, with the estate and its places.
func read(t testing.TB, src string) (*escalation.Graph, *estate.Estate, *value.Places) {
	t.Helper()
	places := new(value.Places)
	b := &estate.Builder{Places: places}
	s := settings.Default()
	terraform.Read(b, terraform.Options{
		FS: fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(src), Mode: 0o644}}, Settings: s,
	}, []string{"."}, nil)
	e := b.Build()
	return escalation.Of(access.New(e, s)), e, places
}

func node(t testing.TB, e *estate.Estate, address string) escalation.Node {
	t.Helper()
	for _, r := range e.Resources() {
		if r.Head().Address == address {
			return escalation.Node{Of: r}
		}
	}
	t.Fatalf("the estate has no %s", address)
	return escalation.Node{}
}

// confirm asks the evaluator for every witness of the paths.
func confirm(t testing.TB, paths []escalation.Path) {
	t.Helper()
	for i := range paths {
		for _, s := range paths[i].Steps {
			for _, e := range s.Edges {
				if len(e.Witnesses) == 0 && e.Open == "" {
					t.Errorf("%s has no witness", e.Method.ID)
				}
				if len(e.Facts) == 0 {
					t.Errorf("%s has no facts", e.Method.ID)
				}
				for _, w := range e.Witnesses {
					if d := authz.Decide(&w.Request, &w.Policies); d.Effect != authz.Allow {
						t.Errorf("the evaluator says of %s: %s", w, d)
					}
				}
			}
		}
		if w := paths[i].Admin.Witness; w != nil {
			if d := authz.Decide(&w.Request, &w.Policies); d.Effect != authz.Allow {
				t.Errorf("the evaluator says of %s: %s", w, d)
			}
		}
	}
}

// told returns each path in a line, what is open behind "unknown: ".
func told(g *escalation.Graph, n escalation.Node) string {
	w := g.From(n)
	var b strings.Builder
	if w.Admin.Verdict == reason.Yes {
		b.WriteString("admin: " + w.Admin.What + "\n")
	}
	for i := range w.Paths {
		b.WriteString(w.Paths[i].String())
		for _, given := range w.Paths[i].Given() {
			b.WriteString(" (given that " + given + ")")
		}
		b.WriteString("\n")
	}
	for i := range w.Open {
		b.WriteString("unknown: " + w.Open[i].String() + ": " + w.Open[i].Open() + "\n")
	}
	return b.String()
}
