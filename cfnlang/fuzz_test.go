package cfnlang

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bailiwick/value"
)

// TestHostile reads texts that would take a careless reader all its memory.
func TestHostile(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		p := string(c - 1)
		bomb += string(c) + ": &" + string(c) + " [*" + strings.Repeat(p+",*", 8) + p + "]\n"
	}
	merges := "a0: &a0 {x: 1}\n"
	for i := 1; i < 60; i++ {
		merges += strings.NewReplacer("N", string(rune('A'+i)), "P", string(rune('A'+i-1))).Replace("aN: &aN {<<: [*aP, *aP], yN: *aP}\n")
		if i == 1 {
			merges = strings.ReplaceAll(merges, "*aA", "*a0")
		}
	}
	for name, c := range map[string]struct{ text, problem string }{
		"alias bomb":       {bomb, "four million parts"},
		"merge bomb":       {merges, "the file"},
		"long alias":       {"a: &a " + strings.Repeat("x", 1<<20) + "\nb: [" + strings.Repeat("*a,", 1000) + "]", "64 MB"},
		"deep YAML":        {strings.Repeat("[", 100_000), "is no YAML"},
		"deep, but closed": {strings.Repeat("[", 900) + strings.Repeat("]", 900), "more than 200 deep"},
		"deep JSON":        {"{\"a\":" + strings.Repeat("[", 100_000), "200 deep"},
		"one long line":    {"[" + strings.Repeat("é, ", 60_000) + "]", ""},
		"many lines":       {strings.Repeat("- [a, b, c]\n", 1_900_000), "four million parts"},
		"too large":        {strings.Repeat(" ", MaxSize+1), "more than 64 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			n, problems := Parse(new(value.Places), "t.yaml", []byte(c.text))
			if c.problem == "" {
				if n == nil {
					t.Error(problems)
				}
				return
			}
			if n != nil || len(problems) == 0 || !strings.Contains(problems[0].Summary, c.problem) {
				t.Errorf("read %v, told %v, want %q", n != nil, problems, c.problem)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	seeds, _ := filepath.Glob("testdata/*.yaml")
	if len(seeds) == 0 {
		f.Fatal("no seeds: a fuzz target that starts from nothing finds nothing")
	}
	for _, name := range seeds {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
		f.Add(src[:len(src)/2])
	}
	f.Add([]byte(`{"Resources": {"A": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": "R.Arn"}}}}}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		places := new(value.Places)
		n, problems := Parse(places, "t.yaml", src)
		if n == nil && len(problems) == 0 {
			t.Fatal("nothing was read, and nothing told")
		}
		for _, p := range problems {
			if places.At(p.Origin).File == "" {
				t.Errorf("%q has no place", p.Summary)
			}
		}
		file := places.Files()[0]
		last := uint32(0)
		for start, end := range file.Comments() {
			if start < last || end < start || int(end) > len(src) || src[start] != '#' {
				t.Fatalf("a comment from %d to %d behind %d", start, end, last)
			}
			last = end
		}
		if n != nil {
			whole(t, places, n)
		}
	})
}

// whole checks that a tree is one: every part has a place, and no key stands
// twice in a map.
func whole(t *testing.T, places *value.Places, n *Node) {
	if p := places.At(n.At); p.File == "" || p.Start > p.End {
		t.Fatalf("a %v has the place %v", n.Kind, p)
	}
	seen := map[string]bool{}
	for _, k := range n.Keys {
		if seen[k.Name] || places.At(k.At).File == "" {
			t.Fatalf("the key %q stands twice or nowhere", k.Name)
		}
		seen[k.Name] = true
	}
	if n.Kind == Map && len(n.Keys) != len(n.List) {
		t.Fatal("keys and values differ in number")
	}
	for _, e := range n.List {
		whole(t, places, e)
	}
}
