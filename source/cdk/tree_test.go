package cdk

import (
	"strings"
	"testing"
)

const (
	withTree = `{"version":"48","artifacts":{
		"Tree":{"type":"cdk:tree","properties":{"file":"tree.json"}},
		"Shop":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"}},
		"assembly-Prod":{"type":"cdk:cloud-assembly","properties":{"directoryName":"p"}}}}`
	within = `{"version":"48","artifacts":{"ProdShop":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"}}}}`
)

// A tree tells classes, and nothing hangs on one that cannot be read.
func TestTree(t *testing.T) {
	const unread = "the tree of constructs cannot be read: "
	deep := strings.Repeat(`{"path":"x","children":{"x":`, 5000)
	for _, c := range []struct{ name, tree, class, within, problem string }{
		{
			"whole", `{"version":"tree-0.1","tree":{"path":"","children":{
				"Shop":{"path":"Shop","children":{"Jobs":{"path":"Shop/Jobs","constructInfo":{"fqn":"aws-cdk-lib.aws_sqs.Queue","version":"2.1.0"}}}},
				"Prod":{"path":"Prod","children":{"Jobs":{"path":"Prod/Jobs","constructInfo":{"fqn":"own.Queue"}}}}}}}`,
			"aws-cdk-lib.aws_sqs.Queue", "own.Queue", "",
		},
		{"of what it is made only", `{"version":"tree-0.1","tree":{"children":{"a":{"path":"Shop/Jobs/Resource","constructInfo":{"fqn":"aws-cdk-lib.aws_sqs.CfnQueue"}}}}}`, "aws-cdk-lib.aws_sqs.CfnQueue", "", ""},
		{"no classes", `{"version":"tree-0.1","tree":{"path":"","children":{"Shop":null,"A":{}}}}`, "", "", ""},
		{"a long class", `{"version":"tree-0.1","tree":{"path":"Shop/Jobs","constructInfo":{"fqn":"` + strings.Repeat("a", 300) + `"}}}`, "", "", ""},
		{"missing", "", "", "", unread + "file does not exist"},
		{"half", `{"version":"tree-0.1","tree":{"path":"Shop/J`, "", "", unread + "it is not what CDK writes: unexpected end of JSON input"},
		{"of other types", `{"version":"tree-0.1","tree":{"path":7,"children":[]}}`, "", "", unread + "it is not what CDK writes: json: cannot unmarshal"},
		{"a list", `[]`, "", "", unread + "it is not what CDK writes: json: cannot unmarshal"},
		{"nothing", `{}`, "", "", unread + "it is no tree of the version tree-0.1"},
		{"of another version", `{"version":"forest-0.1","forest":{}}`, "", "", unread + "it is no tree of the version tree-0.1"},
		{"deep", `{"version":"tree-0.1","tree":` + deep + `null` + strings.Repeat("}}", 5000) + "}", "", "", unread + "it is not what CDK writes: invalid character"},
		{"less deep", `{"version":"tree-0.1","tree":` + deep[:len(deep)/2] + `null` + strings.Repeat("}}", 2500) + "}", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := map[string]string{
				"cdk.out/manifest.json": withTree, "cdk.out/s.json": queues, "cdk.out/tree.json": c.tree,
				"cdk.out/p/manifest.json": within, "cdk.out/p/s.json": strings.ReplaceAll(queues, "Shop/", "Prod/"),
			}
			if c.tree == "" {
				delete(fsys, "cdk.out/tree.json")
			}
			e := read(files(fsys), "cdk.out")
			made := map[string]string{}
			for _, r := range e.OfKind("queue") {
				made[r.Head().Address] = r.Head().Made
			}
			if len(made) != 3 || made["Shop/Jobs"] != c.class || made["Prod/Jobs"] != c.within {
				t.Errorf("made by %q, want %q and %q", made, c.class, c.within)
			}
			told := ""
			for _, p := range e.Problems {
				told += p.Summary
			}
			if (told == "") != (c.problem == "") || !strings.HasPrefix(told, c.problem) {
				t.Errorf("told %q, want %q", told, c.problem)
			}
		})
	}
	e := read(files(map[string]string{"cdk.out/manifest.json": strings.Replace(withTree, "tree.json", "../../tree.json", 1), "cdk.out/s.json": queues, "cdk.out/p/manifest.json": within, "cdk.out/p/s.json": queues}), "cdk.out")
	if len(e.Problems) != 1 || !strings.Contains(e.Problems[0].Summary, "names no file within the folder") {
		t.Errorf("told %v", e.Problems)
	}
}
