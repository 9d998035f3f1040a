package seeds

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Every case parses, every resource that an expectation names is declared
// there, and every reference between resources has its target.
func TestCasesHoldWhatIsExpectedOfThem(t *testing.T) {
	cases, expectations := generate(t, 3)
	declared := make(map[string][]string)
	for _, e := range expectations {
		addresses, known := declared[e.Case]
		if !known {
			if e.Form == "plan" {
				addresses = cases.planAddresses(t, e.Case)
			} else {
				addresses = cases.addressesOf(t, e.Case)
			}
			declared[e.Case] = addresses
		}
		if !declares(addresses, e) {
			t.Errorf("%s declares none of %s, %v but %v", e.Case, e.Resource, e.Also, addresses)
		}
	}
}

// Each kind comes in all four forms, failing and passing alike.
func TestEveryFlawHasTwinsInEveryForm(t *testing.T) {
	_, expectations := generate(t, 4)
	seen := make(map[string]int)
	for _, e := range expectations {
		seen[e.Flaw+" "+e.Form+" "+e.Expected]++
	}
	if got := len(flaws()); got != 15 {
		t.Errorf("%d flaws, want 15", got)
	}
	for _, f := range flaws() {
		for _, form := range []string{"flat", "modules", "for_each", "plan"} {
			bad, good := seen[f.name+" "+form+" fail"], seen[f.name+" "+form+" pass"]
			if bad == 0 || bad != good {
				t.Errorf("%s as %s: %d flaws, %d twins", f.name, form, bad, good)
			}
		}
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	one, expectedOne := generate(t, 5)
	two, expectedTwo := generate(t, 5)
	if diff := cmp.Diff(one, two); diff != "" {
		t.Errorf("files differ between two runs (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(expectedOne, expectedTwo); diff != "" {
		t.Errorf("expectations differ between two runs (-first +second):\n%s", diff)
	}
}

// A tree is files by folder, then by name.
type tree map[string]map[string]string

func generate(t *testing.T, seed uint64) (tree, []Expectation) {
	t.Helper()
	files := make(tree)
	expectations, err := Generate(seed, func(name, text string) error {
		dir, base := path.Split(name)
		if dir = path.Clean(dir); files[dir] == nil {
			files[dir] = make(map[string]string)
		}
		if _, twice := files[dir][base]; twice && files[dir][base] != text {
			t.Errorf("%s is written twice, with other content", name)
		}
		files[dir][base] = text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, expectations
}

func declares(addresses []string, e Expectation) bool {
	return slices.Contains(addresses, withoutKeys(e.Resource)) ||
		slices.ContainsFunc(e.Also, func(also string) bool { return slices.Contains(addresses, withoutKeys(also)) })
}

var keys = regexp.MustCompile(`\[[^\]]*\]`)

func withoutKeys(address string) string { return keys.ReplaceAllString(address, "") }

func (files tree) planAddresses(t *testing.T, name string) (addresses []string) {
	t.Helper()
	text := files[path.Dir(name)][path.Base(name)]
	var plan struct {
		ResourceChanges []struct{ Address string } `json:"resource_changes"`
	}
	if err := json.Unmarshal([]byte(text), &plan); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, r := range plan.ResourceChanges {
		addresses = append(addresses, withoutKeys(r.Address))
	}
	return addresses
}

// addressesOf lists the resources of a folder and of the modules that it
// calls, without keys.
func (files tree) addressesOf(t *testing.T, dir string) (addresses []string) {
	t.Helper()
	if len(files[dir]) == 0 {
		t.Fatalf("%s holds no file", dir)
	}
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files[dir])) {
		if path.Ext(name) != ".tf" {
			continue
		}
		content := files[dir][name]
		tree, diags := hclsyntax.ParseConfig([]byte(content), path.Join(dir, name), hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		text.WriteString(content)
		for _, block := range tree.Body.(*hclsyntax.Body).Blocks {
			switch block.Type {
			case "resource":
				addresses = append(addresses, block.Labels[0]+"."+block.Labels[1])
			case "data":
				addresses = append(addresses, "data."+block.Labels[0]+"."+block.Labels[1])
			case "module":
				source, diags := block.Body.Attributes["source"].Expr.Value(nil)
				if diags.HasErrors() {
					t.Fatal(diags)
				}
				for _, inner := range files.addressesOf(t, path.Join(dir, source.AsString())) {
					addresses = append(addresses, fmt.Sprintf("module.%s.%s", block.Labels[0], inner))
				}
			}
		}
	}
	for _, target := range targets.FindAllString(text.String(), -1) {
		if !slices.Contains(addresses, target) {
			t.Errorf("%s refers to %s, which is not declared", dir, target)
		}
	}
	return addresses
}

var targets = regexp.MustCompile(`(data\.)?\baws_[a-z0-9_]+\.[a-z_]+\b`)
