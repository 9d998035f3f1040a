package all

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bailiwick/objective"
	"bailiwick/rule"
)

// declared returns the ids of all rules that the folders of objectives
// declare, by folder: a rule is a package-level &rule.Rule{ID: "…"}.
func declared(t *testing.T) map[string]string {
	t.Helper()
	ids := make(map[string]string)
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		folder := filepath.Base(filepath.Dir(file))
		if folder == "all" || strings.HasSuffix(file, "_test.go") {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || !isRule(lit.Type) {
				return true
			}
			for _, e := range lit.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "ID" {
					if text, ok := kv.Value.(*ast.BasicLit); ok {
						ids[strings.Trim(text.Value, `"`)] = folder
					}
				}
			}
			return true
		})
	}
	return ids
}

func isRule(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Rule"
}

func TestEveryRuleIsListedOnceAndLiesInItsFolder(t *testing.T) {
	left := declared(t)
	for _, r := range Rules() {
		folder, ok := left[r.ID]
		if !ok {
			t.Errorf("rule %s is listed twice, or no folder below rule declares it", r.ID)
			continue
		}
		delete(left, r.ID)
		if want := strings.ReplaceAll(string(r.Objectives[0]), "-", ""); folder != want {
			t.Errorf("rule %s lies in rule/%s; its first objective is %s", r.ID, folder, r.Objectives[0])
		}
	}
	for id, folder := range left {
		t.Errorf("rule %s of rule/%s is not listed in all.go", id, folder)
	}
}

func TestEveryRuleTellsWhatPeopleRead(t *testing.T) {
	for _, r := range Rules() {
		switch {
		case r.Title == "" || r.Why == "" || r.Fix == "" || len(r.Sources) == 0 || len(r.Decide) == 0:
			t.Errorf("rule %s lacks its title, why, fix, sources or decision", r.ID)
		case r.Severity < rule.Info || r.Severity > rule.Critical:
			t.Errorf("rule %s has no severity", r.ID)
		}
		for _, o := range r.Objectives {
			if !o.Valid() {
				t.Errorf("rule %s names the objective %q, which does not exist", r.ID, o)
			}
		}
	}
	order := objective.All()
	if !slices.IsSortedFunc(Rules(), func(a, b *rule.Rule) int {
		return slices.Index(order, a.Objectives[0]) - slices.Index(order, b.Objectives[0])
	}) {
		t.Error("the rules do not stand in the order of the objectives")
	}
}
