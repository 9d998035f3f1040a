package cdk

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/value"
)

func read(fsys fstest.MapFS, folders ...string) *estate.Estate {
	b := &estate.Builder{Places: new(value.Places)}
	Read(b, Options{FS: fsys}, folders)
	return b.Build()
}

func files(texts map[string]string) fstest.MapFS {
	out := make(fstest.MapFS)
	for name, text := range texts {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// list returns the resources but accounts, each with its address and place.
func list(e *estate.Estate) []string {
	var out []string
	for _, r := range e.Resources() {
		if h := r.Head(); h.Kind() != "account" {
			place := e.Places.At(h.Block)
			out = append(out, fmt.Sprintf("%s %s %s:%d", h.Kind(), h.Address, place.File, place.Line))
		}
	}
	return out
}

const queues = `{"Resources": {
  "JobsA1": {"Type": "AWS::SQS::Queue", "Metadata": {"aws:cdk:path": "Shop/Jobs/Resource"}},
  "Bare": {"Type": "AWS::SQS::Queue"}
}}`

func TestExample(t *testing.T) {
	b := &estate.Builder{Places: new(value.Places)}
	Read(b, Options{FS: os.DirFS("../../examples/cdk")}, []string{"cdk.out"})
	e := b.Build()
	want := []string{
		"function Shop/Orders lib/shop-stack.ts:12",
		"function_policy Shop/Orders/invoke-function-url lib/shop-stack.ts:18",
		"function_url Shop/Orders/FunctionUrl lib/shop-stack.ts:18",
		"queue Shop/Failed lib/shop-stack.ts:10",
		"role Shop/Orders/ServiceRole lib/shop-stack.ts:12",
		"role_policy Shop/Orders/ServiceRole/DefaultPolicy.Roles[0] lib/shop-stack.ts:12",
	}
	if got := list(e); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for kind, class := range map[estate.Kind]string{"function": "aws_lambda.Function", "function_policy": "aws_lambda.CfnPermission", "role_policy": "aws_iam.Policy"} {
		if got := e.OfKind(kind)[0].Head().Made; got != "aws-cdk-lib."+class {
			t.Errorf("the %s is made by %q", kind, got)
		}
	}
	h := e.OfKind("function")[0].Head()
	if account, _ := h.Account.Get(); account.String() != "111122223333" {
		t.Errorf("the account is %s", account)
	}
	if region, _ := h.Region.Get(); region.String() != "eu-central-1" {
		t.Errorf("the region is %s", region)
	}
	if len(e.Problems) > 0 {
		t.Errorf("problems: %+v", e.Problems)
	}
}

func TestAssemblies(t *testing.T) {
	for _, c := range []struct {
		name     string
		files    map[string]string
		want     []string
		problems string // parts of their summaries
	}{
		{
			"no metadata",
			map[string]string{
				"cdk.out/manifest.json":   `{"version":"48","artifacts":{"Shop":{"type":"aws:cloudformation:stack","environment":"aws://unknown-account/unknown-region","properties":{"templateFile":"s.json"}}}}`,
				"cdk.out/s.json":          queues,
				"cdk.out/not-of-it.json":  queues,
				"cdk.out/asset.x/t.json":  queues,
				"cdk.out/Shop.nested.txt": "x",
			},
			[]string{"queue Bare cdk.out/s.json:3", "queue Shop/Jobs cdk.out/s.json:2"},
			"",
		},
		{
			"a stage",
			map[string]string{
				"cdk.out/manifest.json":               `{"version":"48","artifacts":{"assembly-Prod":{"type":"cdk:cloud-assembly","properties":{"directoryName":"assembly-Prod"}}}}`,
				"cdk.out/assembly-Prod/manifest.json": `{"version":"48","artifacts":{"ProdShop":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"}}}}`,
				"cdk.out/assembly-Prod/s.json":        queues,
			},
			[]string{"queue Bare cdk.out/assembly-Prod/s.json:3", "queue Shop/Jobs cdk.out/assembly-Prod/s.json:2"},
			"",
		},
		{
			"a nested stack",
			map[string]string{
				"cdk.out/manifest.json": `{"version":"48","artifacts":{"Shop":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"}}}}`,
				"cdk.out/s.json":        `{"Resources":{"N":{"Type":"AWS::CloudFormation::Stack","Properties":{"TemplateURL":{"Fn::Sub":"https://s3.${AWS::Region}.${AWS::URLSuffix}/b/n.json"}},"Metadata":{"aws:cdk:path":"Shop/N.NestedStack/N.NestedStackResource","aws:asset:path":"n.json"}}}}`,
				"cdk.out/n.json":        queues,
			},
			[]string{"queue Shop/Jobs cdk.out/n.json:2", "queue N.Bare cdk.out/n.json:3", "stack Shop/N.NestedStack/N.NestedStackResource cdk.out/s.json:1"},
			"",
		},
		{"no JSON", map[string]string{"cdk.out/manifest.json": `{"version"`}, nil, "the manifest of the CDK output cannot be read"},
		{"no manifest", map[string]string{"cdk.out/x": ``}, nil, "file does not exist"},
		{"an odd artifact", map[string]string{
			"cdk.out/manifest.json": `{"version":"48","artifacts":{"Odd":{"type":7},"Shop":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"}}}}`,
			"cdk.out/s.json":        `{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}`,
		}, []string{"queue Q cdk.out/s.json:1"}, "the artifact Odd is not what CDK writes"},
		{"a template elsewhere", map[string]string{
			"cdk.out/manifest.json": `{"version":"48","artifacts":{"Shop":{"type":"aws:cloudformation:stack","properties":{"templateFile":"../../etc/passwd"}}}}`,
		}, nil, "names no template within the folder"},
		{"a template that is not there", map[string]string{
			"cdk.out/manifest.json": `{"version":"48","artifacts":{"Shop":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"}}}}`,
		}, nil, "cannot be read"},
		{"itself", map[string]string{
			"cdk.out/manifest.json": `{"version":"48","artifacts":{"A":{"type":"cdk:cloud-assembly","properties":{"directoryName":"."}},"B":{"type":"cdk:cloud-assembly","properties":{"directoryName":"../cdk.out"}}}}`,
		}, nil, "the assembly A names no folder of its own"},
		{"upwards", map[string]string{
			"cdk.out/manifest.json":   `{"version":"48","artifacts":{"A":{"type":"cdk:cloud-assembly","properties":{"directoryName":"a"}},"B":{"type":"cdk:cloud-assembly","properties":{"directoryName":"a"}},"S":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"}}}}`,
			"cdk.out/a/manifest.json": `{"version":"48","artifacts":{"A":{"type":"cdk:cloud-assembly","properties":{"directoryName":".."}}}}`,
			"cdk.out/s.json":          `{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}`,
		}, []string{"queue Q cdk.out/s.json:1"}, "names no folder of its own"},
		{"one template twice", map[string]string{
			"cdk.out/manifest.json": `{"version":"48","artifacts":{"A":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"}},"B":{"type":"aws:cloudformation:stack","properties":{"templateFile":"./s.json"}}}}`,
			"cdk.out/s.json":        `{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}`,
		}, []string{"queue Q cdk.out/s.json:1"}, "the stack B has the template of another one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := read(files(c.files), "cdk.out")
			got := list(e)
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			var said []string
			for _, p := range e.Problems {
				said = append(said, p.Summary)
			}
			if s := strings.Join(said, "; "); (s == "") != (c.problems == "") || !strings.Contains(s, c.problems) {
				t.Errorf("problems: %s, want %q", s, c.problems)
			}
		})
	}
}

// A logical id that a nested stack has too is found by its path alone.
func TestTracesGoByPath(t *testing.T) {
	e := read(files(map[string]string{
		"cdk.out/manifest.json": `{"version":"48","artifacts":{"Shop":{"type":"aws:cloudformation:stack","properties":{"templateFile":"s.json"},"metadata":{
			"/Shop/Jobs/Resource":[{"type":"aws:cdk:logicalId","data":"JobsA1","trace":["new Queue (/x/node_modules/aws-cdk-lib/q.js:1:1)","new Shop (C:\\dev\\shop\\lib\\shop.ts:2:5)"]}],
			"/Shop/Nested/Jobs/Resource":[{"type":"aws:cdk:logicalId","data":"JobsA1","trace":["new Nested (/dev/shop/lib/shop.ts:1:1)"]}],
			"/Shop/Odd":[{"type":"aws:cdk:logicalId","data":7},{"type":"aws:cdk:warning","data":"x","trace":["at x (/dev/shop/lib/shop.ts:999:1)"]}]}}}}`,
		"cdk.out/s.json": queues,
		"lib/shop.ts":    "one\ntwo\n",
	}), "cdk.out")
	want := []string{"queue Bare cdk.out/s.json:3", "queue Shop/Jobs lib/shop.ts:2"}
	if got := list(e); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whatever a manifest holds, reading it ends, names only files of the project,
// and says the same every time.
func FuzzManifest(f *testing.F) {
	for _, seed := range []string{
		`{"version":"48","artifacts":{"Shop":{"type":"aws:cloudformation:stack","environment":"aws://1/r","properties":{"templateFile":"s.json","stackName":"x","parameters":{"a":"b"}},"metadata":{"/Shop/Jobs/Resource":[{"type":"aws:cdk:logicalId","data":"JobsA1","trace":["new Shop (/dev/lib/shop.ts:2:5)"]}]}}}}`,
		`{"version":"48","artifacts":{"A":{"type":"cdk:cloud-assembly","properties":{"directoryName":"a"}}}}`,
	} {
		f.Add(seed)
		f.Add(seed[:len(seed)/2])
	}
	f.Fuzz(func(t *testing.T, manifest string) {
		fsys := files(map[string]string{"cdk.out/manifest.json": manifest, "cdk.out/s.json": queues, "cdk.out/a/manifest.json": manifest, "lib/shop.ts": "a\nb"})
		one, two := read(fsys, "cdk.out"), read(fsys, "cdk.out")
		if a, b := fmt.Sprint(list(one), one.Problems), fmt.Sprint(list(two), two.Problems); a != b {
			t.Errorf("read twice:\n%s\n%s", a, b)
		}
		for _, r := range one.Resources() {
			if one.Places.At(r.Head().Block).File == "" {
				t.Errorf("%s stands nowhere", r.Head().Address)
			}
		}
	})
}
