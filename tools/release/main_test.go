package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// A release is built twice, from two folders, at two times, and is the same
// bytes.
func TestReleaseIsTheSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no release was built twice and compared")
	}
	host := runtime.GOOS + "/" + runtime.GOARCH
	if !slices.Contains(strings.Fields(allTargets), host) {
		t.Skipf("no release is for %s: none was built here", host)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1795000000")
	copied := filepath.Join(t.TempDir(), "somewhere", "else")
	if err := copySources(copied, "../.."); err != nil {
		t.Fatal(err)
	}
	var built [2]map[string][]byte
	for i, source := range []string{"../..", copied} {
		out := t.TempDir()
		t.Setenv("TMPDIR", t.TempDir())
		if err := run(context.Background(), []string{"-version", "v1.2.3", "-targets", host, "-source", source, "-out", out}, io.Discard); err != nil {
			t.Fatal(err)
		}
		built[i] = readAll(t, out)
	}
	for name, content := range built[0] {
		if !bytes.Equal(content, built[1][name]) {
			t.Errorf("%s differs between two builds", name)
		}
	}
	if len(built[0]) != 3 || len(built[1]) != 3 {
		t.Fatalf("an archive, its bill and the sums are wanted, not %d and %d files", len(built[0]), len(built[1]))
	}
	checkRelease(t, built[0], "bailiwick_1.2.3_"+strings.ReplaceAll(host, "/", "_"))
}

// checkRelease looks at a release as its user does.
func checkRelease(t *testing.T, files map[string][]byte, name string) {
	t.Helper()
	for line := range strings.Lines(string(files["SHA256SUMS"])) {
		sum, of, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if got := fmt.Sprintf("%x", sha256.Sum256(files[of])); got != sum {
			t.Errorf("SHA256SUMS says %s of %s, which has %s", sum, of, got)
		}
	}
	dir := t.TempDir()
	unpack(t, files, name, dir)
	for _, want := range []string{"LICENSE", "LICENCES.txt", "README.md", "man/man1/bailiwick-check.1", "completion/_bailiwick"} {
		if _, err := os.Stat(filepath.Join(dir, name, filepath.FromSlash(want))); err != nil {
			t.Errorf("in the archive: %v", err)
		}
	}
	binary, _ := filepath.Glob(filepath.Join(dir, name, "bailiwick*"))
	out, err := exec.Command(binary[0], "version").CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "bailiwick 1.2.3 ") {
		t.Errorf("version: %v, %s", err, out)
	}
	linked, err := linkedInto(binary[0])
	if err != nil {
		t.Fatal(err)
	}
	bill := new(cdx.BOM)
	if err := cdx.NewBOMDecoder(bytes.NewReader(files[name+".cdx.json"]), cdx.BOMFileFormatJSON).Decode(bill); err != nil {
		t.Fatal(err)
	}
	named := make(map[string]bool)
	for _, c := range *bill.Components {
		named[c.Name+" "+c.Version] = true
		if c.Licenses == nil {
			t.Errorf("the bill does not know the licence of %s", c.Name)
		}
	}
	licences, _ := os.ReadFile(filepath.Join(dir, name, "LICENCES.txt"))
	for _, d := range linked.Deps {
		if !named[d.Path+" "+d.Version] {
			t.Errorf("the bill lacks %s %s", d.Path, d.Version)
		}
		if !bytes.Contains(licences, []byte(d.Path+" "+d.Version+"\n")) {
			t.Errorf("LICENCES.txt lacks %s %s", d.Path, d.Version)
		}
	}
	content, _ := os.ReadFile(binary[0])
	if got, want := (*bill.Metadata.Component.Hashes)[0].Value, fmt.Sprintf("%x", sha256.Sum256(content)); got != want {
		t.Errorf("the bill is of a binary with sum %s, the archive holds %s", got, want)
	}
}

func TestArchivesHoldWhatTheyAreGiven(t *testing.T) {
	files := []file{{"a/b.txt", []byte("text"), false}, {"bailiwick", []byte("program"), true}}
	date := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	for suffix, pack := range map[string]func(string, []file, time.Time) ([]byte, error){".tar.gz": tarball, ".zip": zipped} {
		packed, err := pack("x", files, date)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		unpack(t, map[string][]byte{"x" + suffix: packed}, "x", dir)
		for _, f := range files {
			if got, err := os.ReadFile(filepath.Join(dir, "x", filepath.FromSlash(f.name))); !bytes.Equal(got, f.content) {
				t.Errorf("%s: %s holds %q (%v), want %q", suffix, f.name, got, err, f.content)
			}
		}
	}
}

func TestWrongUseIsTold(t *testing.T) {
	for want, args := range map[string][]string{
		"no semantic version":     {"-version", "1.2"},
		"is not empty":            {"-version", "1.2.0", "-out", "."},
		"is no system of a":       {"-version", "1.2.0", "-targets", "plan9/mips"},
		"not a number of seconds": {"-version", "1.2.0"},
	} {
		t.Setenv("SOURCE_DATE_EPOCH", "1795000000")
		if strings.HasPrefix(want, "not a number") {
			t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
		}
		if err := run(context.Background(), args, io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", args, err, want)
		}
	}
}

// copySources copies what go build reads.
func copySources(to, from string) error {
	return filepath.WalkDir(from, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		switch {
		case err != nil:
			return err
		case d.IsDir() && rel != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "dist"):
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		case !d.Type().IsRegular():
			return nil
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), content, 0o644)
	})
}

func readAll(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]byte)
	for _, e := range entries {
		if out[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func unpack(t *testing.T, files map[string][]byte, name, to string) {
	t.Helper()
	put := func(name string, mode os.FileMode, r io.Reader) {
		to := filepath.Join(to, filepath.FromSlash(name))
		content, err := io.ReadAll(r)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(to), 0o755)
		}
		if err == nil {
			err = os.WriteFile(to, content, mode)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if packed := files[name+".zip"]; packed != nil {
		z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			put(f.Name, 0o755, r)
		}
		return
	}
	z, err := gzip.NewReader(bytes.NewReader(files[name+".tar.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		put(h.Name, h.FileInfo().Mode(), r)
	}
}
