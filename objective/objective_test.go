package objective_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bailiwick/objective"
)

func TestAllIsTheWholeListOnce(t *testing.T) {
	seen := map[objective.ID]bool{}
	titles := map[string]bool{}
	for _, id := range objective.All() {
		if seen[id] || titles[id.Title()] {
			t.Errorf("%s or its title %q is listed twice", id, id.Title())
		}
		seen[id], titles[id.Title()] = true, true
		if !id.Valid() {
			t.Errorf("%s has no title", id)
		}
	}
	if len(seen) != 26 {
		t.Errorf("All() lists %d objectives, want 26", len(seen))
	}
	if objective.ID("encryption").Valid() {
		t.Error("an id that is no objective is valid")
	}
}

// The catalogue names the families; ours are the same, no more and no fewer.
func TestAllAgreesWithTheCatalogue(t *testing.T) {
	want := map[string]bool{}
	for file, column := range map[string]string{"framework_map.csv": "evidence_families", "controls.csv": "objective"} {
		for _, names := range readColumn(t, file, column) {
			for name := range strings.SplitSeq(names, ";") {
				if name = strings.TrimSpace(name); name != "" {
					want[name] = true
				}
			}
		}
	}
	for name := range want {
		if !objective.ID(name).Valid() {
			t.Errorf("the catalogue has the family %s, objective has not", name)
		}
	}
	for _, id := range objective.All() {
		if !want[string(id)] {
			t.Errorf("objective %s is no family of the catalogue", id)
		}
	}
}

func readColumn(t *testing.T, file, column string) []string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "shared", "catalogue", file))
	if err != nil {
		t.Skipf("the catalogue does not lie beside the module: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.Index(rows[0], column)
	if i < 0 {
		t.Fatalf("%s has no column %s", file, column)
	}
	var values []string
	for _, row := range rows[1:] {
		values = append(values, row[i])
	}
	return values
}
