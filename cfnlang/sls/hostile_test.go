package sls_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/sls"
	"bailiwick/value"
)

// Whatever stands in place of any part of a configuration, there is a template
// or none, and no panic.
func TestPartsOfWrongTypes(t *testing.T) {
	services, _ := filepath.Glob("testdata/framework/*.yml")
	if len(services) == 0 {
		t.Fatal("no services")
	}
	place := cfnlang.Place(0)
	wrong := []*cfnlang.Node{
		{},
		place.Node(true), place.Node(7), place.Node(""), place.Node("x:y/z a"), place.List("x", 7, place.List(), place.Object()),
		place.Object("x", place.Object("x", "y")), place.Ref("ssm:/other"), cfnlang.NewUnknown("hidden", 0), place.Object("Fn::Join", place.List("", place.List())),
	}
	told := make(map[string]bool)
	for _, file := range services {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		root, _ := cfnlang.Parse(new(value.Places), file, src)
		at := ""
		defer func() {
			if r := recover(); r != nil {
				t.Errorf("%s, %s: %v", file, at, r)
			}
		}()
		var walk func(n *cfnlang.Node, path string)
		walk = func(n *cfnlang.Node, path string) {
			for i, was := range n.List {
				below := fmt.Sprintf("%s[%d]", path, i)
				if n.Kind == cfnlang.Map {
					below = path + "." + n.Keys[i].Name
				}
				for _, w := range wrong {
					at = fmt.Sprintf("%s = %+v", below, *w)
					n.List[i] = w
					made := sls.Package(root, sls.Options{})
					if made == nil {
						continue
					}
					if missing := hole(made.Template, ""); missing != "" && !told[missing] {
						told[missing] = true
						t.Errorf("%s, %s: nothing stands at %s", file, at, missing)
					}
				}
				n.List[i] = was
				walk(was, below)
			}
		}
		walk(root, "")
	}
}

// hole returns where a node is missing in a tree, "" if there is none.
func hole(n *cfnlang.Node, path string) string {
	if n == nil {
		return path
	}
	for i, e := range n.List {
		below := fmt.Sprintf("%s[%d]", path, i)
		if n.Kind == cfnlang.Map {
			below = path + "." + n.Keys[i].Name
		}
		if at := hole(e, below); at != "" {
			return at
		}
	}
	return ""
}
