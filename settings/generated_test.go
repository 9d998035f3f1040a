package settings_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/settings"
)

var update = flag.Bool("update", false, "rewrite docs/bailiwick.schema.json and docs/settings.md")

func TestGeneratedDocumentsAreCurrent(t *testing.T) {
	for name, want := range map[string][]byte{
		"bailiwick.schema.json": settings.Schema(),
		"settings.md":           settings.Reference(),
	} {
		path := filepath.Join("..", "docs", name)
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v; run: go test ./settings -update", err)
			continue
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("docs/%s is out of date; run: go test ./settings -update\n%s", name, diff)
		}
	}
}
