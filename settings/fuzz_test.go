package settings_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"bailiwick/settings"
)

// Whatever the file, its problems stand inside it and say what to do, and
// reading it again tells the same.
func FuzzParse(f *testing.F) {
	seeds, _ := filepath.Glob("testdata/*.yaml")
	if len(seeds) == 0 {
		f.Fatal("no seeds: a fuzz target that starts from nothing finds nothing")
	}
	for _, seed := range seeds {
		src, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
		f.Add(src[:len(src)/2])
		// The offers of a template reach the keys that it leaves unset.
		f.Add(bytes.ReplaceAll(src, []byte("\n# "), []byte("\n")))
	}
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("\ufefflogging:\r\n  min_days: \"1y\"\r\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		s, problems := settings.Parse("bailiwick.yaml", src)
		if s == nil {
			t.Fatal("Parse returned no settings")
		}
		for _, p := range problems {
			if p.Place.Start < 0 || p.Place.Start > p.Place.End || p.Place.End > len(src) || p.Place.Line < 1 {
				t.Errorf("the place of %s is outside of the file: %+v", p, p.Place)
			}
			if p.Summary == "" || p.Next == "" || p.Effect == "" || len(p.Near) > 3 {
				t.Errorf("a problem that does not say what to do: %+v", p)
			}
		}
		_, again := settings.Parse("bailiwick.yaml", src)
		if len(again) != len(problems) {
			t.Errorf("read again it has %d problems, not %d", len(again), len(problems))
		}
	})
}
