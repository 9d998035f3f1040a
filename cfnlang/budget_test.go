package cfnlang_test

import (
	"fmt"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// repeated writes a line n times, with its number and the one before.
func repeated(n int, line string) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		b.WriteString(strings.NewReplacer("#", fmt.Sprint(i), "^", fmt.Sprint(i-1)).Replace(line))
	}
	return b.String()
}

// TestBombs evaluates templates whose values stand for more than any machine
// holds: each ends at once, in something that is not known, and one problem.
func TestBombs(t *testing.T) {
	for name, src := range map[string]string{
		"texts of texts":   "X0: aaaaaaaaaaaaaaaa\nX1000: !Ref R60\n" + repeated(60, "R#: !Sub '${R^}${R^}'\n"),
		"values of values": "X0: a\nX1000: !Ref R60\n" + repeated(60, "R#: !Select [0, [!Ref R^, !Ref R^]]\n"),
		"lists of lists":   "X0: a\nX1000: !Ref R60\n" + repeated(60, "R#: [!Ref R^, !Ref R^]\n"),
		"encoded":          "X1000:\n  " + strings.Repeat("{'Fn::Base64': ", 190) + "a" + strings.Repeat("}", 190) + "\n",
		"holes":            "Parameters: {P: {Type: String, Default: " + strings.Repeat("y", 1_000_000) + "}}\nX1000: !Sub '" + strings.Repeat("${P}", 100_000) + "'\n",
		"splits":           "Parameters: {P: {Type: String, Default: '" + strings.Repeat("a,", 1_000_000) + "'}}\nX1000: [" + strings.Repeat("!Split [',', !Ref P],", 2000) + "]\n",
		"lists handed on":  "Parameters: {P: {Type: CommaDelimitedList, Default: '" + strings.Repeat("a,", 1_000_000) + "'}}\nX1000: [" + strings.Repeat("!Ref P,", 2000) + "]\n",
		"mappings":         "Mappings: {M: {a: {b: [!FindInMap [M, a, b], !FindInMap [M, a, b]]}}}\nX1000: !FindInMap [M, a, b]\n",
		"unknown keys":     "Parameters: {P: {Type: String}}\nMappings:\n  M:\n" + repeated(50_000, "    k#: {v: a}\n") + "X1000: [" + strings.Repeat("!FindInMap [M, !Ref P, v],", 10_000) + "]\n",
	} {
		t.Run(name, func(t *testing.T) {
			root, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte(src))
			if root == nil {
				t.Fatal(problems)
			}
			var tpl *cfnlang.Template
			tpl = cfnlang.NewTemplate(root, cfnlang.Surrounding{Scope: "test", Resource: func(id, _ string, _ value.Origin) (value.Any, bool) {
				n := root.Get(id)
				if n == nil {
					n = root.Get("X0")
				}
				return tpl.Eval(n), true
			}})
			tpl.Eval(root.Get("X1000"))
			if p := tpl.Problems(); len(p) != 1 || !strings.Contains(p[0].Summary, "more than can be worked out") {
				t.Errorf("told %v", p)
			}
		})
	}
}

// TestLoopBombs expands loops that make more than any machine holds.
func TestLoopBombs(t *testing.T) {
	many := "[" + repeated(1000, "i#,") + "]"
	for name, c := range map[string]struct {
		loops string
		fits  bool
	}{
		"many":   {"Fn::ForEach::X: [N, [" + repeated(100_000, "i#,") + "], {'Q${N}': {Type: a}}]", true},
		"nested": {"Fn::ForEach::X: [N, " + many + ", {'Fn::ForEach::Y': [M, " + many + ", {'Q${N}${M}': {Type: a}}]}]", false},
		"texts":  {"Fn::ForEach::X: [N, [" + strings.Repeat("z", 100_000) + "], {'Q': {Type: '" + strings.Repeat("${N}", 100_000) + "'}}]", false},
	} {
		t.Run(name, func(t *testing.T) {
			root, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte("Transform: AWS::LanguageExtensions\nResources:\n  "+c.loops+"\n"))
			if root == nil {
				t.Fatal(problems)
			}
			tpl := cfnlang.NewTemplate(root, cfnlang.Surrounding{Scope: "test"})
			if fits := len(tpl.Problems()) == 0; fits != c.fits {
				t.Errorf("told %v", tpl.Problems())
			}
		})
	}
}

// TestManyNames asks for each of many names, in a time that does
// not grow with their square.
func TestManyNames(t *testing.T) {
	const n = 20_000
	src := "Parameters:\n" + repeated(n, "  P#: {Type: String, Default: a}\n") + "Mappings:\n  M:\n" + repeated(n, "    k#: {v: a}\n") +
		"Conditions:\n" + repeated(n, "  C#: !Equals [a, a]\n") + "X:\n" + repeated(n, "- [!Ref P#, !FindInMap [M, k#, v], !If [C#, a, b]]\n")
	root, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte(src))
	if root == nil {
		t.Fatal(problems)
	}
	tpl := cfnlang.NewTemplate(root, cfnlang.Surrounding{Scope: "test"})
	for _, e := range tpl.Eval(root.Get("X")).Elements() {
		if e.String() != "[a, a, a]" {
			t.Fatal(e)
		}
	}
}

// TestManyProblems tells a thousand problems of a template, and that there are
// more.
func TestManyProblems(t *testing.T) {
	root, _ := cfnlang.Parse(new(value.Places), "t.yaml", []byte("X:\n"+repeated(3000, "- !Ref N#\n")))
	tpl := cfnlang.NewTemplate(root, cfnlang.Surrounding{Scope: "test"})
	tpl.Eval(root.Get("X"))
	if p := tpl.Problems(); len(p) != 1001 || !strings.Contains(p[1000].Summary, "more problems than are listed") {
		t.Errorf("%d problems", len(p))
	}
}
