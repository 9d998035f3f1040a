package jslang

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// TestHostile reads texts that would take a careless reader all its memory, its
// stack or for ever.
func TestHostile(t *testing.T) {
	many := func(n int, s string) string { return strings.Repeat(s, n) }
	for name, c := range map[string]struct{ src, problem string }{
		"deep brackets":          {"x = " + many(20_000, "("), "nothing closes"},
		"deep lists":             {"x = " + many(20_000, "[") + many(20_000, "]"), "nested too deeply"},
		"deep blocks":            {many(20_000, "{") + many(20_000, "}"), "nested too deeply"},
		"deep functions":         {"x = " + many(20_000, "a=>") + "1", "nested too deeply"},
		"deep operators":         {"x = " + many(20_000, "!") + "1", "nested too deeply"},
		"deep types":             {"let x: " + many(20_000, "A<") + "B" + many(20_000, ">") + "; module.exports = 1", ""},
		"deep function types":    {"let x: " + many(20_000, "()=>") + "B", "nested too deeply"},
		"deep templates":         {"x = " + many(10_000, "`${") + "1" + many(10_000, "}`"), "nested too deeply"},
		"many comparisons":       {"x = " + many(20_000, "a<") + "1", "too"},
		"many type arguments":    {"x = " + many(10_000, "a<b>c"), "too deeply"},
		"many brackets":          {"x = " + many(10_000, "(a)") + ": 1", "is missing"},
		"a long sum":             {"module.exports = 1" + many(20_000, "+1"), "nested too deeply"},
		"a long chain":           {"module.exports = a" + many(20_000, ".a"), "nested too deeply"},
		"a doubled text":         {"let a = 'x';" + many(200, "a += a;") + "module.exports = a", "too many steps"},
		"a doubled list":         {"let a = [1];" + many(200, "a = [...a, ...a];") + "module.exports = a", "too many steps"},
		"a doubled tree":         {"let a = {};" + many(200, "a = {a, b: a};") + "module.exports = a", "too many parts"},
		"a tree in itself":       {"const a = {}; a.a = a; module.exports = a", ""},
		"a list in itself":       {"const a = []; a.push(a); module.exports = `${a}`", "nested too deeply"},
		"JSON of itself":         {"const a = {}; a.a = a; module.exports = JSON.stringify(a)", ""},
		"endless calls":          {"const f = (n) => f(n + 1) + f(n + 2); module.exports = f(0)", "call each other too deeply"},
		"many calls":             {"const f = (n) => n ? f(n - 1) + f(n - 1) : 1; module.exports = f(90)", "too many steps"},
		"an endless loop":        {"while (true) { if (process.env.X) break }", "too many"},
		"loops in loops":         {many(30, "for (const i of x) ") + "y()", ""},
		"branches in branches":   {many(300, "if (x) y(); else ") + "z()", ""},
		"callbacks":              {many(100, "f(() => ") + "1" + many(100, ")"), ""},
		"an endless replacement": {"let a = 'aa'; for (let i = 0; i < 99; i++) a = a.replace(/a/g, 'aa'); module.exports = a", "too many steps"},
		"long repetition":        {"module.exports = 'x'.repeat(1e9)", ""},
		"an unclosed comment":    {"/*" + many(20_000, " "), "nothing closes this comment"},
		"an unclosed pattern":    {"x = /[/", "nothing closes this regular expression"},
		"many tokens":            {many(maxTokens+1, ";"), "too many parts"},
		"too large":              {many(maxSize+1, " "), "more than 2 MB"},
		"half a character":       {"x = '\xC3'", "no UTF-8"},
		"a broken escape":        {"x = '\\u{zz'", "no escape sequence"},
		"a broken escape, taken": {"x = String.raw`\\u{zz\\x`", ""},
		"nulls":                  {"\x00", "this character"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			for _, file := range []string{"serverless.ts", "serverless.js"} {
				if file == "serverless.js" && strings.Contains(name, "type") {
					continue
				}
				n, problems := files{file: c.src}.reader().Parse(file)
				if c.problem == "" && n == nil || c.problem != "" && (n != nil || !strings.Contains(problems[0].Summary, c.problem)) {
					t.Errorf("%s: read %v, told %v, want %q", file, n != nil, problems, c.problem)
				}
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestManyFiles reads projects whose files import each other without an end.
func TestManyFiles(t *testing.T) {
	endless := &Reader{Places: new(value.Places), Dir: ".", Load: func(name string) ([]byte, bool) {
		return []byte("export { a } from './x" + strings.TrimSuffix(filepath.Base(name), ".ts") + "'"), strings.HasSuffix(name, ".ts")
	}}
	if n, problems := endless.Parse("a.ts"); n != nil {
		t.Errorf("read %s, told %v", short(n), problems)
	}
	circle := files{"a.ts": "export { a } from './b'", "b.ts": "export { a } from './a'; export * from './a'; export * from './b'"}
	if n, problems := circle.reader().Parse("a.ts"); n != nil {
		t.Errorf("read %s, told %v", short(n), problems)
	}
	extended := files{"serverless.ts": "import a from '@a'; export default a", "tsconfig.json": `{"extends": "./tsconfig.json"}`}
	if got, want := extended.read(t, "serverless.ts"), "<it comes from the package @a, which is not read>"; got != want {
		t.Errorf("read %s, want %s", got, want)
	}
}

func FuzzParse(f *testing.F) {
	seeds, _ := filepath.Glob("testdata/*.txtar")
	if len(seeds) == 0 {
		f.Fatal("no seeds: a fuzz target that starts from nothing finds nothing")
	}
	for _, name := range seeds {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, src := range archive(string(text)) {
			f.Add(src)
			f.Add(src[:len(src)/2])
		}
	}
	for seed := range uint64(20) {
		f.Add("const U = process.env.U, V = unknown\n" + newProgram(seed))
	}
	f.Fuzz(func(t *testing.T, src string) {
		project := files{"serverless.ts": src, "a.ts": src, "a.json": src, "tsconfig.json": src}
		r := project.reader()
		n, problems := r.Parse("serverless.ts")
		again, _ := project.reader().Parse("serverless.ts")
		if n == nil {
			if len(problems) == 0 {
				t.Fatal("nothing was read, and nothing told")
			}
			if p := r.Places.At(problems[0].Origin); p.File == "" {
				t.Errorf("%q has no place", problems[0].Summary)
			}
			return
		}
		whole(t, r.Places, n)
		if again == nil || short(n) != short(again) {
			t.Errorf("read %s, then something else", short(n))
		}
		for _, file := range r.Places.Files() {
			last := uint32(0)
			for start, end := range file.Comments() {
				if start < last || end < start || int(end) > len(file.Source) || file.Source[start] != '/' && file.Source[start] != '#' {
					t.Fatalf("a comment from %d to %d behind %d", start, end, last)
				}
				last = end
			}
		}
	})
}

// whole checks that a tree is one: every part has a place, and no key stands
// twice in a map.
func whole(t *testing.T, places *value.Places, n *cfnlang.Node) {
	if p := places.At(n.At); p.File == "" || p.Start > p.End {
		t.Fatalf("a %v has the place %v", n.Kind, p)
	}
	if n.Kind == cfnlang.Unknown && n.Text == "" {
		t.Fatal("there is no reason why something is not known")
	}
	seen := map[string]bool{}
	for _, k := range n.Keys {
		if seen[k.Name] || places.At(k.At).File == "" {
			t.Fatalf("the key %q stands twice or nowhere", k.Name)
		}
		seen[k.Name] = true
	}
	if n.Kind == cfnlang.Map && len(n.Keys) != len(n.List) {
		t.Fatal("keys and values differ in number")
	}
	for _, e := range n.List {
		whole(t, places, e)
	}
}
