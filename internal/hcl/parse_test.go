package hcl

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sources are files that the oracle accepts, each with something that is easy
// to get wrong.
var sources = []string{
	"",
	"\n\n# nothing\n",
	"\uFEFFa = 1\n",
	"a = 1\r\nb {\r\n  c = \"x\"\r\n}\r\n",
	"a=1",
	"a-b_c = d-e\nü = ñ.ç\n",
	"a = b -c\nd = e-1\nf = 1-2\n",
	"a { b = 1 }\na {}\na {\n}\n",
	"a \"b\" c \"d\\n\" {\n}\n",
	"a \"$${x}\" \"%%{\" {\n}\n",
	"a { b = [\n1,\n2,\n]}\n",
	"a = [for x in y : x]\nb = [for k, v in y : k if v != null]\n",
	"a = {for k, v in y : k => v...}\nb = {\n for k, v in y :\n k => v\n if v > 1\n }\n",
	"a = {\n  b = 1\n  c : 2, d = 3,\n  \"e\" = 4\n  (f) = 5\n  \"g${h}\" = 6\n  7 = 8\n  true = 9\n  null = 0\n i.j = 1\n}\n",
	"a = {\n\n\n}\nb = { c = 1, }\nd = {}\n",
	"a = [1, 2,]\nb = []\nc = [[], [[]]]\n",
	"a = b.0.c\nd = b.0\ne = b[0].c[\"x\"][y][true]\nf = b[\"x${y}\"]\n",
	"a = b.*.c.0.d\ne = b[*].c[0].d\nf = b.*\ng = b[*]\nh = b.*.c[0]\ni = b[*][*].c.*.d\n",
	"a = f(b.*...)\nc = f(d[*]...)\ne = f(g...)\n",
	"a = f()\nb = f(1)\nc = f(1,)\nd = f(\n1\n,\n2\n)\ne = provider::x::y(1)\nf = a :: b (1)\n",
	"a = b ? c : d\ne = b ? c ? 1 : 2 : d ? 3 : 4\nf = (b\n? c\n: d)\n",
	"a = 1 + 2 * 3 - 4 / 5 % 6\nb = 1 == 2 && 3 != 4 || 5 < 6 && 7 >= 8\nc = !a && -b + 1 > 2\nd = !!a\ne = - -1\n",
	"a = 1 < 2 == 3 > 4\nb = a || b && c || d\nc = 1 - 2 - 3\n",
	"a = 1.5e10\nb = 1E-3\nc = 007\nf = 1.e5\nd = 0.5\ne = 123456789012345678901234567890.5\n",
	"a = (1)\nb = ((a.b)).c\nc = (\n1\n+\n2\n)\n",
	"a = \"\"\nb = \"x\"\nc = \"${x}\"\nd = \"a${x}b\"\ne = \"${x}${y}\"\n",
	"a = \"$${x} %%{y} $ % $$ %% $x %x $${~\"\nb = \"$$${x}\"\nc = \"$\"\nd = \"100%\"\ne = \"$$$${x}\"\n",
	`a = "\n\r\t\"\\\u00e9\U0001F600"` + "\n" + `b = "a\\${x}"` + "\n",
	"a = \"${\"${\"${x}\"}\"}\"\nb = \"${ {a = 1}[\"a\"] }\"\nc = \"${f(\"}\")}\"\n",
	"a = \"${\n x\n}\"\n",
	"a = \"  ${~ x ~}  y\"\nb = \" \\n ${~ x}\"\nc = \"${x ~} \"\nd = \"${x ~}${y} z\"\ne = \"${x ~} \\t$ z\"\n",
	"a = \"%{ if x }y%{ endif }\"\nb = \"%{ if x ~} y %{~ else ~} z %{~ endif }\"\nc = \"%{if x}%{endif}\"\nd = \"%{if x}%{else}%{endif}\"\ne = \"%{if x}${y}%{endif}\"\n",
	"a = \"%{ for x in y }${x},%{ endfor }\"\nb = \"%{ for k, v in y ~} ${k} %{~ endfor }\"\n",
	"a = \"%{if a}%{if b}1%{else}2%{endif}%{for c in d}${c}%{endfor}%{endif}\"\n",
	"a = <<EOT\nx\n  y ${z}\n\n\\n \"q\" $${w}\nEOT\nb = 1\n",
	"a = <<EOT\nEOT\nb = <<-EOT\nEOT\nc = <<EOT\n\nEOT\n",
	"a = <<-EOT\n    x\n      y\n\n  \n    z ${w}\n  v\n  EOT\n",
	"a = <<-EOT\n\t\tx\n\t\ty\n\tEOT\n",
	"a = <<-EOT\n    ${x}\n      y\n    %{ if z }\n    w\n    %{ endif }\n  EOT\n",
	"a = <<-EOT\n  ${x} b\n${y}\n  c\n  EOT\n",
	"a = <<-EOT\n  %{~ if x ~}\n    y\n  %{~ endif ~}\n  z\n  EOT\n",
	"a = <<EOT\n%{ for x in y ~}\n  ${x}\n%{ endfor ~}\nend\nEOT\n",
	"a = <<EOT\r\nx\r\n  y\r\nEOT\r\nb = 1\r\n",
	"a = <<-EOT\r\n  x\r\n    y\r\n\r\n  EOT\r\nb = 1\r\n",
	"a = f(<<EOT\nx\nEOT\n, 1)\n",
	"a = [<<EOT\nx\nEOT\n, <<B\ny\nB\n]\n",
	"a = <<EOT\n${<<B\nx\nB\n}\nEOT\n",
	"a = <<EOT\nEOT2\n EOT x\n${x}EOT\n  EOT  \n",
	"a = <<-EOT\n  x\n   $${y}\n %%{z\n  EOT\n",
	"a = 1 # x\nb = 2 // y\nc = /* z \n */ 3\nd = [ # x\n1, // y\n]\n# end",
	"a = {\n  b = 1 # x\n  # y\n  c = 2 /* z */\n}\n",
	"a = [b\n.c\n[0]]\n",
	"for = 1\nif = for\nin = if.in\n",
	"a = \"e\u0301\"\n",
	"a = \"\x00\x01\"\n",
}

// faults are sources with errors: what is kept, the messages, and what the
// error says is open.
var faults = []struct{ name, src, tree, message, open string }{
	{"missing value", "a =\nb = 1\n", "a = invalid|b = 1", "a value is expected here, not the end of the line", ""},
	{"no newline", "a = 1 b = 2\nc = 3\n", "a = 1|c = 3", "a newline is missing after the argument", ""},
	{"comma", "a = 1,\nc = 3\n", "a = 1|c = 3", "a newline is missing after the argument", ""},
	{"bracket open", "a = [1, 2\nb = 3\nc = 4\n", "a = invalid|b = 3|c = 4", `"," or "]" is expected here, not "b"`, "[1"},
	{"string open", "a = \"x\nb = 3\n", "a = invalid|b = 3", stringNotClosed, "\"x"},
	{"error in brackets", "a = {\n  b = [1 2]\n  c = 4\n}\nd = 5\n", "a = invalid|d = 5", `"," or "]" is expected here, not "2"`, "[1"},
	{"block open at end", "a {\n  b = 1\n}\nc {\n  d = 2\n", "a {b = 1}|c {d = 2}", blockNotClosed, "{\n  d"},
	{"block open in the middle", "a {\n  b = 1\nc {\n  d = 2\n}\n", "a {b = 1}|c {d = 2}", blockNotClosed, "{\n  b"},
	{"heredoc open", "a = 1\nb = <<EOT\nx\n", "a = 1|b = invalid", `the heredoc is not closed before the end of the file: "EOT" must stand alone on a line`, "<<EOT"},
	{"duplicate", "a = 1\nb = 2\na = 3\n", "a = 1|b = 2", `the argument "a" is set twice in this block`, "a = 1"},
	{"brace too many", "a = 1\n}\nb = 2\n", "a = 1|b = 2", "there is no block that this brace closes", ""},
	{"quoted name", "\"a\" = 1\nb = 2\n", "b = 2", "the name of an argument or block is written without quotes", ""},
	{"block in one line", "a { b { c = 1 } }\nd = 1\n", "a {b {c = 1}}|d = 1", "a block on one line holds one argument: write others, and blocks, on lines of their own", ""},
	{"two arguments in one line", "a { b = 1, c = 2 }\nd = 1\n", "a {b = 1|c = 2}|d = 1", "a block on one line ends with \"}\" after its argument", ""},
	{"bad escape", `a = "x\qy"` + "\n", `a = (template "xqy")`, `a backslash must be followed by one of n r t " \ u U`, ""},
	{"bad number", "a = 1.2.3\nb = 1\n", "a = invalid|b = 1", `"1.2.3" is not a number`, ""},
	{"no if", "a = \"%{ endif }\"\nb = 1\n", "a = invalid|b = 1", "there is no if or for that this belongs to", ""},
	{"no endif", "a = \"%{ if x }\"\nb = 1\n", "a = invalid|b = 1", "there is no endif for this", "%{"},
	{"shell variable", "a = \"${x:-y}\"\nb = 1\n", "a = invalid|b = 1", `"}" is expected here, not ":"; a "${" or "%{" that is no template is written "$${" or "%%{"`, "{x"},
	{"template in a label", "a \"${x}\" {\n  b = 1\n}\n", `a "${x}" {b = 1}`, `a label cannot contain a template; write "$" for the characters`, ""},
	{"private character", "a = \"\U000F0000\"\n", "a = (template \"\uFFFD\")", privatePlane, ""},
	{"private character by escape", `a = "\U0010FFFD"` + "\n", "a = (template \"\uFFFD\")", privatePlane, ""},
	{"not UTF-8", "a = \"x\xFFy\"\n", "a = (template \"x\uFFFDy\")", notUTF8, ""},
	{"comment open", "a = 1\n/* x", "a = 1", "the comment is not closed before the end of the file", "/*"},
	{"no dots", "a = b.0.1\nc = 1\n", "a = invalid|c = 1", "two indexes in a row must be written in brackets, [0][1]", ""},
	{"equals greater", "a = {b => 1}\nc = 1\n", "a = invalid|c = 1", `"=" or ":" and a value are expected after the key, not "="`, "{b"},
	{"word alone", "a\nb = 1\n", "b = 1", `"a" must be followed by "=" and a value or, for a block, by "{"`, ""},
	{"newline before brace", "a \"b\"\n{\n}\nb = 1\n", "b = 1", `a label or "{" is expected here, not the end of the line`, ""},
}

func TestFaults(t *testing.T) {
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			f := Parse([]byte(c.src))
			o := shower{f: f}
			o.brief(f.Root())
			if got := o.String(); got != c.tree {
				t.Errorf("Parse(%q) keeps %s, want %s", c.src, got, c.tree)
			}
			if len(f.Errors) == 0 {
				t.Fatalf("Parse(%q) reports nothing", c.src)
			}
			e := f.Errors[0]
			if e.Message != c.message {
				t.Errorf("Parse(%q) reports %q, want %q", c.src, e.Message, c.message)
			}
			if open := c.src[e.Open:]; c.open != "" && !strings.HasPrefix(open, c.open) {
				t.Errorf("Parse(%q) says that %q is open, want %q", c.src, open, c.open)
			}
			if _, ok := oracle([]byte(c.src)); ok && comparable([]byte(c.src)) {
				t.Errorf("the oracle accepts %q", c.src)
			}
		})
	}
}

func (o *shower) brief(body Node) {
	for i, k := range o.f.Kids(body) {
		if i > 0 {
			o.printf("|")
		}
		o.printf("%s ", o.f.Name(k))
		if o.f.Kind(k) == Attribute {
			o.printf("= ")
			o.expr(o.f.Kid(k, 0))
			continue
		}
		for _, x := range o.f.Kids(k) {
			if o.f.Kind(x) == Label {
				o.printf("%q ", o.f.Text(x))
				continue
			}
			o.printf("{")
			o.brief(x)
			o.printf("}")
		}
	}
}

func TestTreesAreTheOracles(t *testing.T) {
	for _, src := range sources {
		if _, ok := oracle([]byte(src)); !ok {
			t.Errorf("the oracle refuses %q", src)
		}
		compare(t, src, []byte(src))
	}
}

func TestTreesOfSamplesAreTheOracles(t *testing.T) {
	files := 0
	_ = filepath.WalkDir(shared(t), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".tf") {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files++
			compare(t, path, src)
		}
		return nil
	})
	t.Logf("%d files", files)
}

// shared finds the samples, which are no part of the module.
func shared(tb testing.TB) string {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			tb.Skip("no go.mod above the test")
		}
	}
	dir = filepath.Join(filepath.Dir(dir), "shared", "data")
	if _, err := os.Stat(dir); err != nil {
		tb.Skip("the samples in ../shared/data are not here")
	}
	return dir
}

func compare(t *testing.T, name string, src []byte) {
	t.Helper()
	if !safe(src) {
		t.Logf("%s: not given to the oracle", name)
		return
	}
	want, ok := oracle(src)
	f := Parse(src)
	if !ok {
		if len(f.Errors) == 0 {
			t.Errorf("%q: no errors, but the oracle has %s", name, want)
		}
		return
	}
	if len(f.Errors) > 0 {
		t.Errorf("%q: %v", name, f.Errors[0])
		return
	}
	if diff := cmp.Diff(want, show(f)); diff != "" {
		t.Errorf("%q (-want +got)\n%s", name, diff)
	}
}
