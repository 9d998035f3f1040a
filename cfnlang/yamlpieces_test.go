package cfnlang

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"bailiwick/value"
)

// inPieces reads a text in pieces of one member and compares that with what it is
// as a whole. It reports whether it can be cut.
func inPieces(t *testing.T, src []byte) bool {
	t.Helper()
	reading := func() *parser { return &parser{places: new(value.Places), name: "t.yaml", src: src, text: src} }
	cut, whole := reading(), reading()
	pieces := cut.readPieces(1)
	if pieces == nil {
		return false
	}
	root := whole.readWhole()
	if !reflect.DeepEqual(pieces, root) || !reflect.DeepEqual(cut.spans, whole.spans) || !reflect.DeepEqual(cut.problems, whole.problems) {
		t.Errorf("read in pieces, the text is another one\n%s\n%+v\n%+v", src, cut.problems, whole.problems)
	}
	return true
}

func TestPieces(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		cut  bool
	}{
		"members":             {"# first\nA:\n  b: 1 # one\n  c: |+\n    x\n\n\n  # between\n  d: {e: f,\n   g: h}\n\nZ: é\n", true},
		"a list at its key":   {"A:\n- b\n- c\nB: d\n", true},
		"no last line break":  {"A:\n  b: 1\n  c: 2", true},
		"twice":               {"A:\n  b: 1\n  b: 2\nA: 3\n", true},
		"windows":             {"A:\r\n  b: 1\r\n  c: 2\r\nD: 3\r\n", true},
		"anchor in a piece":   {"A: [&x 1, *x]\nB: 2\n", true},
		"value in words":      {"A:\n  b\n  c\nD: e\n", false},
		"anchor elsewhere":    {"A: &x 1\nB: *x\n", false},
		"merged":              {"A: &x {b: 1}\nB:\n  <<: *x\n", false},
		"open quote":          {"A: \"x\nB: y\"\nC: z\n", false},
		"open bracket":        {"A: [x,\nB: y\n]\nC: z\n", false},
		"two documents":       {"A: 1\n---\nB: 2\n", false},
		"hidden document":     {"A: 1\r---\rC: 3\nB: 2\n", false},
		"a scalar in lines":   {"A: | # of:\n  b: 1\n  c: 2\n", false},
		"a tag before a map":  {"A: !Sub # of:\n  b: 1\n  c: 2\n", false},
		"further to the left": {"A:\n    b: 1\n  c: 2\n", false},
		"a list":              {"- a\n- b\n", false},
		"nothing":             {"# nothing\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			if cut := inPieces(t, []byte(c.text)); cut != c.cut {
				t.Errorf("cut: %v, want %v", cut, c.cut)
			}
		})
	}
}

func FuzzPieces(f *testing.F) {
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
	}
	f.Add([]byte("A:\n  b: |+\n    c\n\n  # d\n  e: 'f\n\n    g'\nH: [i,\n  j]\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if !isJSON(src) && len(src) < 1<<16 {
			inPieces(t, src)
		}
	})
}

// TestLongTextIsReadInPieces fails at a bad place in the middle of a long text,
// which is told as if it were short.
func TestLongTextIsReadInPieces(t *testing.T) {
	member := "  A:\n    Type: AWS::SNS::Topic\n"
	src := "Resources:\n" + strings.Repeat(member, wholeSize/len(member)+1)
	n, problems := Parse(new(value.Places), "t.yaml", []byte(src))
	if n.Get("Resources").Get("A").Get("Type") == nil || len(problems) != wholeSize/len(member) {
		t.Errorf("read %v with %d problems", n, len(problems))
	}
	places := new(value.Places)
	_, problems = Parse(places, "t.yaml", []byte(src+"  B: ]\n"+strings.Repeat(member, 10)))
	if line := strings.Count(src, "\n") + 1; len(problems) != 1 || places.At(problems[0].Origin).Line != line {
		t.Errorf("told %v, want one problem in line %d", problems, line)
	}
}
