package hcl

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What stands complete before the place where a file was cut is kept, and if
// the cut is inside a block, an error says in which.
func TestCutFilesKeepWhatIsComplete(t *testing.T) {
	_ = filepath.WalkDir(shared(t), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".tf") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		whole := Parse(src)
		if len(whole.Errors) > 0 {
			return nil
		}
		for i := 1; i < 16; i++ {
			cut := len(src) * i / 16
			f := Parse(src[:cut])
			checkTree(t, f)
			kept := f.Kids(f.Root())
			for j, n := range whole.Kids(whole.Root()) {
				start, end := whole.Span(n)
				if int(end) > cut {
					if int(start)+len(whole.Name(n)) < cut && len(f.Errors) == 0 && whole.Kind(n) == Block {
						t.Errorf("%s cut at %d, inside a block: no error", path, cut)
					}
					break
				}
				if j >= len(kept) {
					t.Errorf("%s cut at %d: the item at %d-%d is lost", path, cut, start, end)
					break
				}
				if s, e := f.Span(kept[j]); s != start || e != end {
					t.Errorf("%s cut at %d: the item at %d-%d is now at %d-%d", path, cut, start, end, s, e)
				}
			}
		}
		return nil
	})
}

// A file from whose middle a closing bracket is missing keeps its other blocks.
func TestMissingBracketsLoseOneBlock(t *testing.T) {
	const before, after = "a \"1\" {\n  x = 1\n}\n\n", "\nb \"2\" {\n  y = 2\n}\n\nb \"3\" {\n  z = [3]\n}\n"
	for _, broken := range []string{
		"c {\n  d = [1\n}\n",
		"c {\n  d = {\n    e = 1\n}\n",
		"c {\n  d = f(1\n}\n",
		"c {\n  d = \"${f\n}\n",
		"c {\n  d = \"x\n}\n",
		"c {\n  d = 1\n",
		"c {\n  d {\n    e = 1\n}\n",
		"c {\n  d = <<-EOT\n    x\n}\n",
		"c {\n  d =\n}\n",
		"c {\n  d = 1 +\n}\n",
		"c \"x {\n  d = 1\n}\n",
		"c [\n",
		"c {\n  d = \"%{if x}\"\n}\n",
	} {
		f := Parse([]byte(before + broken + after))
		checkTree(t, f)
		var labels []string
		for _, n := range f.Kids(f.Root()) {
			if f.Kind(n) == Block && f.Kind(f.Kid(n, 0)) == Label {
				labels = append(labels, f.Text(f.Kid(n, 0)))
			}
		}
		got := strings.Join(labels, " ")
		if len(f.Errors) == 0 || !strings.HasPrefix(got, "1") || !strings.HasSuffix(got, "2 3") {
			t.Errorf("Parse of a file with %q keeps the blocks %s, with %v; want 1 2 3", broken, got, f.Errors)
		}
	}
}
