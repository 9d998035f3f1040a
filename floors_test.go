package bailiwick

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// floors lists the packages from the ground up. A package imports from the
// floors below its own, and a folder from the package that it lies in;
// neighbours do not know each other. "x/..." is every package under x, not x
// itself; the longest pattern wins. Test files import what they like.
var floors = strings.Fields(`
	internal/...
	value,objective
	tflang,cfnlang
	cfnlang/...
	iam/catalog
	iam/policy
	iam/authz
	iam/reason
	estate,settings,dated
	access,activity
	access/...
	code/...
	rule,framework,source
	stack
	rule/...,source/...
	rule/all
	assess,trail
	rule/ruletest
	drift
	ledger
	ledger/...
	fix
	report
	check
	watch,server,lsp
	cmd/...,bench/...,tools/...
`)

// TestImportsPointDown is the design: it fails on an import that does not
// point down, and on a package that has no floor.
func TestImportsPointDown(t *testing.T) {
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || name != "." && strings.HasPrefix(d.Name(), ".")) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		pkg := path.Dir(filepath.ToSlash(name))
		if pkg == "." {
			t.Errorf("%s: the root holds tests only", name)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			imported, _ := strconv.Unquote(i.Path.Value)
			if to, ours := strings.CutPrefix(imported, "bailiwick/"); ours && !mayImport(t, pkg, to) {
				t.Errorf("%s imports %s, which does not lie below %s", name, to, pkg)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func mayImport(t *testing.T, from, to string) bool {
	if strings.HasPrefix(from, to+"/") {
		return true
	}
	f, g := floorOf(from), floorOf(to)
	if f < 0 {
		t.Errorf("the package %s has no floor: give it one in floors_test.go", from)
	}
	if g < 0 {
		t.Errorf("the package %s has no floor: give it one in floors_test.go", to)
	}
	return g < f
}

// floorOf returns the number of a package's floor, -1 if it has none.
func floorOf(pkg string) int {
	best, floor := -1, -1
	for i, line := range floors {
		for pattern := range strings.SplitSeq(line, ",") {
			under, all := strings.CutSuffix(pattern, "/...")
			fits := pkg == pattern || all && strings.HasPrefix(pkg, under+"/")
			if fits && len(under) > best {
				best, floor = len(under), i
			}
		}
	}
	return floor
}
