package hcl

import (
	"bytes"
	"strings"
	"testing"
)

// checkTree fails if a node's span or name is outside the source or the span
// outside its parent's, if a node has two parents, or if the tree is too high.
func checkTree(t *testing.T, f *File) {
	t.Helper()
	seen := make([]bool, f.Len())
	size := uint32(len(f.Src))
	var walk func(n Node, height int)
	walk = func(n Node, height int) {
		start, end := f.Span(n)
		from, to := f.NameSpan(n)
		if start > end || end > size || from > to || to > size {
			t.Fatalf("node %d has span %d-%d, name %d-%d in a source of %d bytes", n, start, end, from, to, size)
		}
		if height > 4*MaxDepth {
			t.Fatalf("the tree is more than %d high", 4*MaxDepth)
		}
		if seen[n] {
			t.Fatalf("node %d has two parents", n)
		}
		seen[n] = n != 0
		if bytes.ContainsFunc([]byte(f.Text(n)), isPrivate) {
			t.Fatalf("node %d has a private character in %q", n, f.Text(n))
		}
		_ = f.KeyName(n)
		for _, k := range f.Kids(n) {
			s, e := f.Span(k)
			if k != 0 && (s < start || e > end) {
				t.Fatalf("node %d, a %d at %d-%d, is outside its parent, a %d at %d-%d", k, f.Kind(k), s, e, f.Kind(n), start, end)
			}
			walk(k, height+1)
		}
	}
	if f.Root() == 0 {
		t.Fatal("no root")
	}
	walk(f.Root(), 1)
	for _, e := range f.Errors {
		if e.Start > e.End || e.End > size || e.Open > size || e.Message == "" {
			t.Fatalf("bad error %+v in a source of %d bytes", e, size)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, src := range sources {
		f.Add([]byte(src))
		f.Add([]byte(src[:len(src)/2]))
	}
	for _, c := range faults {
		f.Add([]byte(c.src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse(src)
		checkTree(t, file)
		checkTree(t, ParseExpr(src))
		if len(src) > 4096 || !comparable(src) || !safe(src) {
			return
		}
		want, ok := oracle(src)
		if !ok {
			return
		}
		if len(file.Errors) > 0 {
			t.Fatalf("Parse(%q) reports %v, the oracle nothing", src, file.Errors[0])
		}
		if got := show(file); got != want {
			t.Fatalf("Parse(%q) =\n%s\nwant\n%s", src, got, want)
		}
	})
}

func FuzzTemplate(f *testing.F) {
	for _, src := range templates {
		f.Add([]byte(src))
		f.Add([]byte(src[:len(src)/2]))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file := ParseTemplate(src)
		checkTree(t, file)
		if len(src) > 4096 || !comparable(src) || !safe(src) {
			return
		}
		want, ok := oracleTemplate(src)
		if !ok {
			return
		}
		if len(file.Errors) > 0 {
			t.Fatalf("ParseTemplate(%q) reports %v, the oracle nothing", src, file.Errors[0])
		}
		if got := show(file); got != want {
			t.Fatalf("ParseTemplate(%q) =\n%s\nwant\n%s", src, got, want)
		}
	})
}

// templates are template files that the oracle accepts.
var templates = []string{
	"", "x", "${x}", " ${x} ", "a\nb\n${~ x ~}\n c\n", "%{ for x in y ~}\n  ${x}\n%{ endfor ~}\nend\n",
	"\\n \"q\" $${x} $ %", "%{if a}1%{else}2%{endif}", "$", "$$", "a$\n%\n", "\r\nx\r\n", "\uFEFFx", "${<<A\nx\nA\n}",
}

func TestTemplatesAreTheOracles(t *testing.T) {
	for _, src := range templates {
		want, ok := oracleTemplate([]byte(src))
		f := ParseTemplate([]byte(src))
		if !ok || len(f.Errors) > 0 || show(f) != want {
			t.Errorf("ParseTemplate(%q) = %s, %v; want %s", src, show(f), f.Errors, want)
		}
	}
}

func TestEveryCut(t *testing.T) {
	for _, src := range sources {
		for i := range src {
			checkTree(t, Parse([]byte(src[:i])))
			checkTree(t, ParseExpr([]byte(src[i:])))
			checkTree(t, ParseTemplate([]byte(src[:i])))
		}
	}
	for _, src := range jsons {
		for i := range src {
			checkTree(t, ParseJSON([]byte(src[:i])))
			checkTree(t, ParseJSON([]byte(src[i:])))
		}
	}
}

// Whatever nests is refused past MaxDepth, or accepted with a tree that is
// not too high, and what stands behind it is read.
func TestDeep(t *testing.T) {
	const times = 100_000
	for _, c := range []struct{ name, open, middle, close string }{
		{"tuple", "[", "1", "]"},
		{"object", "{a=", "1", "}"},
		{"paren", "(", "1", ")"},
		{"index", "a[", "1", "]"},
		{"call", "f(", "1", ")"},
		{"template", `"${`, "1", `}"`},
		{"not", "!", "a", ""},
		{"minus", "- ", "a", ""},
		{"conditional", "a ? ", "b", " : c"},
		{"else", "a ? b : ", "c", ""},
		{"for", "[for a in ", "b", ": c]"},
		{"if", `%{if a}`, "b", "%{endif}"},
		{"sum", "a+", "b", ""},
		{"attributes", "a.", "b", ""},
		{"splats", "a", "[*]", "[*]"},
		{"attribute splats", "a", ".*", ".*"},
		{"indexes", "a", "[0]", "[0]"},
		{"namespaces", "a::", "b()", ""},
		{"open tuple", "[", "", ""},
		{"open template", `"${`, "", ""},
		{"open if", `%{if a}`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			open := strings.Repeat(c.open, times)
			if c.open == "a" {
				open = "a"
			}
			src := open + c.middle + strings.Repeat(c.close, times)
			if c.open == "%{if a}" {
				checkTree(t, ParseTemplate([]byte(src)))
				src = `"` + src + `"`
			}
			f := Parse([]byte("a = " + src + "\nb {\n}\nc = 1\n"))
			checkTree(t, f)
			if last := f.Kids(f.Root()); c.close != "" && f.Name(last[len(last)-1]) != "c" {
				t.Errorf("what follows was not read: %v", f.Errors)
			}
			checkTree(t, ParseExpr([]byte(src)))
		})
	}
	blocks := strings.Repeat("a {\n", times)
	checkTree(t, Parse([]byte(blocks+strings.Repeat("}\n", times)+"b {\n}\n")))
	checkTree(t, Parse([]byte(blocks)))
	checkTree(t, Parse([]byte(strings.Repeat("a { ", times))))
	checkTree(t, Parse([]byte(strings.Repeat("a = [\n", times))))
	checkTree(t, Parse([]byte(strings.Repeat("a = <<EOT\n", times))))
	checkTree(t, Parse([]byte(strings.Repeat("a = /*\n", times))))
	checkTree(t, Parse([]byte(strings.Repeat("a = \"${\n", times))))
	checkTree(t, Parse([]byte(strings.Repeat("a ", times))))
	checkTree(t, Parse([]byte(strings.Repeat("}", times))))
	checkTree(t, Parse([]byte(strings.Repeat("a = 1\n", times))))
	checkTree(t, Parse([]byte(strings.Repeat("<<-A\n", times))))
	checkTree(t, ParseJSON([]byte(strings.Repeat(`{"a":`, times))))
	checkTree(t, ParseJSON([]byte(`{"a":`+strings.Repeat(`[`, times)+strings.Repeat("]", times)+"}")))
	checkTree(t, ParseJSON([]byte(`{"a":"\n`+strings.Repeat(`${`, times))))
	checkTree(t, ParseJSON([]byte(`{"a":"`+strings.Repeat(`${`, times)+`"}`)))
}
