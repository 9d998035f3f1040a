package settings_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bailiwick/settings"
)

func TestFindLooksUpwards(t *testing.T) {
	root := t.TempDir()
	write := func(path, text string) string {
		path = filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	want := write("a/bailiwick.yaml", "iac.baseline: true\n")
	file := write("a/b/c/main.tf", "")
	// A folder of that name is no settings file.
	if err := os.Mkdir(filepath.Join(root, "a", "b", settings.Filename), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, start := range []string{filepath.Dir(file), file, filepath.Dir(want), filepath.Join(root, "a", "missing")} {
		if got, err := settings.Find(start); err != nil || got != want {
			t.Errorf("Find(%s) = %s, %v, want %s", start, got, err, want)
		}
	}
	s, problems, err := settings.Load(want)
	if err != nil || len(problems) > 0 || !s.IaC.Baseline.Get() || s.File() != want {
		t.Errorf("Load(%s) = %+v, %v, %v", want, s, problems, err)
	}
	if _, _, err := settings.Load(filepath.Join(root, "missing.yaml")); err == nil || !strings.HasPrefix(err.Error(), "read settings: ") {
		t.Errorf("Load of a missing file: %v", err)
	}
}

// Anything is read or refused, with few problems, and in time that grows with
// its size: what is quadratic would take minutes here.
func TestHostileFilesAreBounded(t *testing.T) {
	const size = 1 << 18
	fill := func(s string) []byte { return bytes.Repeat([]byte(s), size/len(s)) }
	entry := "{rule: r, resources: x, asked_by: A, approved_by: B, until: 2027-01-31, reason: é},"
	for name, src := range map[string][]byte{
		"lists":             fill("["),
		"tables":            fill("{a: "),
		"items":             fill("- "),
		"keys":              fill("? "),
		"anchors":           fill("&a "),
		"the same key":      fill("a: b\n"),
		"unknown keys":      []byte(unknownKeys(20_000)),
		"one long line":     append(append([]byte("exceptions: ["), bytes.Repeat([]byte(entry), 3_000)...), ']'),
		"one long text":     append([]byte("vendors: "), fill("x")...),
		"too large":         bytes.Repeat([]byte("#"), 1<<20+1),
		"control":           {'a', ':', ' ', 0},
		"not UTF-8":         {'a', ':', ' ', 0xff, 0xfe},
		"carriage returns":  fill("a: b\r"),
		"documents":         fill("---\n"),
		"a pattern":         append([]byte("inventory.required_tags: {a: "), append(bytes.Repeat([]byte("("), 2000), '}')...),
		"aliases of itself": []byte("exceptions: &a [*a, *a]\n"),
	} {
		t.Run(name, func(t *testing.T) {
			s, problems := settings.Parse("bailiwick.yaml", src)
			if s == nil || len(problems) > 100 {
				t.Errorf("%d problems", len(problems))
			}
			if name != "one long text" && name != "one long line" && len(problems) == 0 {
				t.Error("it was taken")
			}
		})
	}
}

func unknownKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("loggin")
		b.WriteString(strings.Repeat("g", i%5))
		b.WriteByte(byte('a' + i%26))
		b.WriteString(": 1\n")
	}
	return b.String()
}
