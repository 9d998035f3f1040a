package jslang

import (
	"flag"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestTemplate reads what the framework's own template for TypeScript writes: all
// of it, each part at its place.
func TestTemplate(t *testing.T) {
	text, err := os.ReadFile("testdata/template.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{".", "services/orders"} { // alone, and in a larger project
		f := files{}
		for name, src := range archive(string(text)) {
			f[path.Join(dir, name)] = src
		}
		r := f.reader()
		r.Dir = dir
		r.Shown = func(name string) string { return strings.TrimPrefix(name, "services/orders/") }
		n, problems := r.Parse(path.Join(dir, "serverless.ts"))
		if n == nil || len(problems) > 0 {
			t.Fatal(problems)
		}
		var out strings.Builder
		outline(&out, r.Places, n, "")
		const golden = "testdata/template.golden"
		if *update {
			if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), out.String()); diff != "" {
			t.Errorf("%s differs in %s; run: go test ./cfnlang/jslang -update\n%s", golden, dir, diff)
		}
	}
}

// outline writes a tree, a line for each part with the range of its member.
func outline(out *strings.Builder, places *value.Places, n *cfnlang.Node, indent string) {
	for i, e := range n.List {
		name, at := "-", e.At
		if n.Kind == cfnlang.Map {
			name, at = n.Keys[i].Name+":", n.Keys[i].At
		}
		p := places.At(at)
		fmt.Fprintf(out, "%s%s %s\t%s:%d:%d-%d:%d\n", indent, name, e.Text, p.File, p.Line, p.Column, p.EndLine, p.EndColumn)
		outline(out, places, e, indent+"  ")
	}
}
