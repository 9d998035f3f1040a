package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestMedianTakesEachFigureByItself(t *testing.T) {
	ms := time.Millisecond
	got := median([]cost{{9 * ms, 1 * ms, 5}, {1 * ms, 9 * ms, 7}, {5 * ms, 5 * ms, 6}})
	if want := (cost{5 * ms, 5 * ms, 7}); got != want {
		t.Errorf("median = %v, want %v", got, want)
	}
}

func TestEveryUnitOfABoundExists(t *testing.T) {
	known := map[string]bool{"": true, "yardstick": true, "hello": true, "readtoken": true, "readyaml": true}
	for _, b := range bounds {
		known[b.name] = true
	}
	for _, b := range bounds {
		if !known[b.unit] || !known[b.plus] || b.ratio <= 0 {
			t.Errorf("bound %s has unit %q, %q and ratio %v", b.name, b.unit, b.plus, b.ratio)
		}
	}
}

func TestCopyTakesTerraformAlone(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	for _, name := range []string{"a/main.tf", "a/template.yaml"} {
		path := filepath.Join(from, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := copyTerraform(to, []string{from}); err != nil {
		t.Fatal(err)
	}
	got, _ := filepath.Glob(filepath.Join(to, "*", "*", "*"))
	if len(got) != 1 || filepath.Base(got[0]) != "main.tf" {
		t.Errorf("copied %v, want main.tf alone", got)
	}
	if err := copyTerraform(to, []string{t.TempDir()}); err == nil {
		t.Error("a folder without Terraform is no error")
	}
}
