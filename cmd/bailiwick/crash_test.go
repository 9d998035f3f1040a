package main

import (
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"bailiwick/check"
)

// A panic ends in status 4 and a report that holds no value of the user's.
func TestPanic(t *testing.T) {
	t.Chdir(t.TempDir())
	secret := "s3cr3t-of-a-user"
	var c *complaint
	func() {
		defer func() { c = crashed(recover(), debug.Stack()) }()
		panic("cannot take " + secret)
	}()
	if c.Status != check.Internal {
		t.Errorf("status %d, want %d", c.Status, check.Internal)
	}
	files, _ := filepath.Glob("crash-*.txt")
	if len(files) != 1 {
		t.Fatalf("crash files: %q", files)
	}
	report, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(report), secret) || strings.Contains(c.String(), secret) {
		t.Errorf("the report shows a value:\n%s%s", report, c)
	}
	if !strings.Contains(string(report), "crash_test.go") {
		t.Errorf("the report has no stack:\n%s", report)
	}
	if !strings.Contains(c.String(), files[0]) {
		t.Errorf("%q does not name %s", c, files[0])
	}
}

// A run that a signal ends says which files are whole, and leaves no others.
func TestAbandon(t *testing.T) {
	s := new(session)
	if got := s.files.abandon(); got != "nothing was written" {
		t.Errorf("abandon = %q", got)
	}
	dir := t.TempDir()
	if err := s.files.create(filepath.Join(dir, "run.json"), func(w io.Writer) error { _, err := w.Write([]byte("{}")); return err }); err != nil {
		t.Fatal(err)
	}
	if got := s.files.abandon(); !strings.Contains(got, "run.json is whole") {
		t.Errorf("abandon = %q", got)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}
