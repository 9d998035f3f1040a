package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

const count = 90

func TestEveryFormIsValidAndWhole(t *testing.T) {
	for _, test := range []struct {
		form             string
		resources, calls int
	}{
		{"flat", 6 * count, 0},
		{"modules", 6, count},
		{"for_each", 6, 1},
		{"resources", 6, 0},
	} {
		t.Run(test.form, func(t *testing.T) {
			dir := t.TempDir()
			generate(t, test.form, dir)
			blocks := make(map[string]int)
			for _, file := range terraform(t, dir) {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				tree, diags := hclsyntax.ParseConfig(text, file, hcl.InitialPos)
				if diags.HasErrors() {
					t.Fatal(diags)
				}
				for _, block := range tree.Body.(*hclsyntax.Body).Blocks {
					blocks[block.Type]++
				}
			}
			if blocks["resource"] != test.resources || blocks["module"] != test.calls {
				t.Errorf("%d resources, %d module calls; want %d, %d", blocks["resource"], blocks["module"], test.resources, test.calls)
			}
		})
	}
}

func TestPlanHoldsEveryResourceThrice(t *testing.T) {
	dir := t.TempDir()
	generate(t, "plan", dir)
	text, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	type resource struct{ Address string }
	var plan struct {
		PlannedValues struct {
			RootModule struct{ Resources []resource } `json:"root_module"`
		} `json:"planned_values"`
		ResourceChanges []resource `json:"resource_changes"`
		Configuration   struct {
			RootModule struct{ Resources []resource } `json:"root_module"`
		}
	}
	if err := json.Unmarshal(text, &plan); err != nil {
		t.Fatal(err)
	}
	values, changes, configured := plan.PlannedValues.RootModule.Resources, plan.ResourceChanges, plan.Configuration.RootModule.Resources
	if len(values) != 6*count || len(changes) != 6*count || len(configured) != 6*count {
		t.Fatalf("%d values, %d changes, %d configured; want %d of each", len(values), len(changes), len(configured), 6*count)
	}
	for i := range changes {
		if changes[i] != values[i] || changes[i] != configured[i] {
			t.Errorf("resource %d is %s, %s and %s", i, values[i], changes[i], configured[i])
		}
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	for _, form := range []string{"flat", "modules", "for_each", "resources", "plan"} {
		one, two := t.TempDir(), t.TempDir()
		generate(t, form, one)
		generate(t, form, two)
		err := filepath.WalkDir(one, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			first, _ := os.ReadFile(path)
			second, err := os.ReadFile(two + strings.TrimPrefix(path, one))
			if string(first) != string(second) {
				t.Errorf("%s: %s differs between two runs", form, filepath.Base(path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestAFifthIsSpoiled(t *testing.T) {
	spoiled := 0
	for i := range 1000 {
		if newService(1, i).Flaw != "" {
			spoiled++
		}
	}
	if spoiled < 150 || spoiled > 250 {
		t.Errorf("%d of 1000 services are spoiled, want about 200", spoiled)
	}
}

func generate(t *testing.T, form, dir string) {
	t.Helper()
	if err := writer(form)(folder(dir), estate{functions: count, seed: 7}); err != nil {
		t.Fatal(err)
	}
}

// terraform lists the .tf files below dir; there must be some.
func terraform(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".tf" {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	return files
}
