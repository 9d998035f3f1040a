package sam

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden transforms templates: of each resource that comes out the golden
// file has the line that it is said to stand in, and what it is.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.yaml")
	if len(files) == 0 {
		t.Fatal("no templates")
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			places := new(value.Places)
			n, problems := cfnlang.Parse(places, "t.yaml", src)
			if n == nil {
				t.Fatal(problems)
			}
			before := string(appendJSON(nil, n))
			result, problems := Transform(n, Options{})
			if string(appendJSON(nil, n)) != before {
				t.Error("the template was changed")
			}
			got := printed(places, result, problems)
			golden := strings.TrimSuffix(name, ".yaml") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, _ := os.ReadFile(golden)
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got), go test ./cfnlang/sam -update\n%s", diff)
			}
		})
	}
}

func printed(places *value.Places, n *Node, problems []value.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "problem %d: %s\n", places.At(p.Origin).Line, p.Summary)
	}
	for _, section := range []string{"Conditions", "Resources", "Outputs"} {
		all := get(n, section)
		if all == nil {
			continue
		}
		for i, k := range all.Keys {
			fmt.Fprintf(&b, "%s %s, line %d:\n%s\n", section, k.Name, places.At(all.List[i].At).Line, appendIndented(nil, all.List[i], 0))
		}
	}
	return b.String()
}

// TestRefused holds what SAM refuses, with the line that is told.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, resources, want string }{
		{"no handler", "F: {Type: AWS::Serverless::Function, Properties: {CodeUri: ., Runtime: python3.12}}", "2: SAM: Resource with id [F] is invalid. Runtime and Handler needs"},
		{"a type that is not known", "F: {Type: AWS::Serverless::Fun}", "The type AWS::Serverless::Fun is not known"},
		{"events that are no map", "F: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: b, Events: [x]}}", "Property 'Events' should be a map."},
		{"an event without a type", "F: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: b, Events: {E: {Properties: {}}}}}", "Event with id [E] is invalid. Resource dict has missing or invalid value for key Type"},
		{"an unknown property", "F: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: b, Handel: c}}", "property Handel not defined"},
		{"a policy that is none", "F: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: b, Policies: [{Nope: {}}]}}", "Policy at index 0 in the 'Policies' property is not valid"},
		{"a template without its parameter", "F: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: b, Policies: [{S3ReadPolicy: {}}]}}", "don't have values: ['BucketName']"},
		{"an id that is there", "F: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: b}}\n  FRole: {Type: AWS::SQS::Queue}", "create a new resource with id [FRole]"},
		{"a connector of two queues", "A: {Type: AWS::SQS::Queue}\n  C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: A}, Destination: {Id: A}, Permissions: [Read]}}", "Unable to create connector from AWS::SQS::Queue to AWS::SQS::Queue"},
	} {
		t.Run(c.name, func(t *testing.T) {
			places := new(value.Places)
			n, _ := cfnlang.Parse(places, "t.yaml", []byte("Resources:\n  "+c.resources+"\n"))
			_, problems := Transform(n, Options{})
			told := ""
			for _, p := range problems {
				told += fmt.Sprintf("%d: %s\n", places.At(p.Origin).Line, p.Summary)
			}
			if !strings.Contains(told, c.want) {
				t.Errorf("told %q, want %q", told, c.want)
			}
		})
	}
}

// TestTables holds the tables against what the transform needs of them.
func TestTables(t *testing.T) {
	if n := len(policyTemplates()); n != 81 {
		t.Errorf("%d policy templates, SAM 1.110.0 has 81", n)
	}
	if n := len(connections()); n != 31 {
		t.Errorf("%d connections, SAM 1.110.0 has 31", n)
	}
	for name, template := range policyTemplates() {
		for _, g := range template.statements {
			if len(g.actions) == 0 || len(g.resources) == 0 {
				t.Errorf("%s: a statement without actions or resources", name)
			}
		}
	}
	if managedPaths()["AWSLambdaBasicExecutionRole"] != "service-role/" || managedPaths()["AmazonS3FullAccess"] != "" {
		t.Error("the paths of managed policies")
	}
}

// TestHostile transforms what would take a careless transform all its memory
// or time.
func TestHostile(t *testing.T) {
	events := func(n int, form string) string {
		var b strings.Builder
		b.WriteString("Resources:\n  B: {Type: AWS::S3::Bucket}\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a\n      Runtime: b\n      Events:\n")
		for i := range n {
			fmt.Fprintf(&b, "        "+form+"\n", i, i)
		}
		return b.String()
	}
	globals := "Globals: {Function: {Handler: a, Runtime: b, Environment: {Variables: {"
	for i := range 2000 {
		globals += fmt.Sprintf("A%d: b, ", i)
	}
	globals += "}}}}\nResources:\n"
	for i := range 5000 {
		globals += fmt.Sprintf("  F%d: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {X: y}}}}\n", i)
	}
	for name, c := range map[string]struct {
		text    string
		refused bool
	}{
		"APIs":    {events(10_000, "E%d: {Type: Api, Properties: {Path: /p%d, Method: get}}"), false},
		"routes":  {events(10_000, "E%d: {Type: HttpApi, Properties: {Path: /p%d, Method: get}}"), false},
		"buckets": {events(10_000, "E%d: {Type: S3, Properties: {Bucket: {Ref: B}, Events: 'e%d'}}"), false},
		"globals": {globals, true},
	} {
		t.Run(name, func(t *testing.T) {
			n, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte(c.text))
			if n == nil {
				t.Fatal(problems)
			}
			if result, problems := Transform(n, Options{}); (result == nil) != c.refused {
				t.Errorf("refused: %v; told %v", result == nil, problems)
			}
		})
	}
}

func FuzzTransform(f *testing.F) {
	seeds, _ := filepath.Glob("testdata/*.yaml")
	if len(seeds) == 0 {
		f.Fatal("no seeds: a fuzz target that starts from nothing finds nothing")
	}
	for _, name := range seeds {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
		f.Add(src[:len(src)/2])
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		places := new(value.Places)
		n, _ := cfnlang.Parse(places, "t.yaml", src)
		if n == nil {
			return
		}
		before := string(appendJSON(nil, n))
		result, problems := Transform(n, Options{})
		if string(appendJSON(nil, n)) != before {
			t.Fatal("the template was changed")
		}
		if result == nil && len(problems) == 0 {
			t.Fatal("nothing was made, and nothing told")
		}
		for _, p := range problems {
			if places.At(p.Origin).File == "" {
				t.Errorf("%q has no place", p.Summary)
			}
		}
		again, _ := Transform(n, Options{})
		if result != nil && string(appendJSON(nil, result)) != string(appendJSON(nil, again)) {
			t.Error("another result the second time")
		}
	})
}

// Values that CloudFormation would refuse, and texts that hold a million of
// them, stand for nothing.
func TestParameterBombs(t *testing.T) {
	for name, c := range map[string]struct{ fallback, media string }{
		"a long value":  {strings.Repeat("y", 1_000_000), "!Sub '" + strings.Repeat("${P}", 100_000) + "'"},
		"many holes":    {strings.Repeat("y", 4000), "!Sub '" + strings.Repeat("${P}", 1_000_000) + "'"},
		"a long list":   {"[" + strings.Repeat("y,", 100_000) + "]", strings.Repeat("!Ref P, ", 100_000)},
		"long and many": {strings.Repeat("y", 4000), strings.Repeat("!Sub '"+strings.Repeat("${P}", 300)+"', ", 2_000)},
	} {
		t.Run(name, func(t *testing.T) {
			n, problems := cfnlang.Parse(new(value.Places), "t.yaml", []byte("Transform: AWS::Serverless-2016-10-31\nParameters: {P: {Type: String, Default: "+c.fallback+"}}\n"+
				"Resources:\n  A: {Type: AWS::Serverless::Api, Properties: {StageName: a, BinaryMediaTypes: ["+c.media+"]}}\n"))
			if n == nil {
				t.Fatal(problems)
			}
			Transform(n, Options{})
		})
	}
}

// The value of a parameter that must not be shown is put into no text.
func TestSecretsAreNotResolved(t *testing.T) {
	for _, noEcho := range []string{"true", "'true'", "yes", "[a]"} {
		n, _ := cfnlang.Parse(new(value.Places), "t.yaml", []byte("Transform: AWS::Serverless-2016-10-31\nParameters: {P: {Type: String, NoEcho: "+noEcho+", Default: hunter2}}\n"+
			"Resources:\n  A: {Type: AWS::Serverless::Api, Properties: {StageName: a, BinaryMediaTypes: [!Ref P, !Sub '${P}/a']}}\n"+
			"  F: {Type: AWS::Serverless::Function, Properties: {Handler: a, Runtime: b, CodeUri: s3://a/b, AutoPublishAlias: !Ref P}}\n"))
		result, problems := Transform(n, Options{})
		if text := string(appendJSON(nil, get(result, "Resources"))) + fmt.Sprint(problems); strings.Contains(text, "hunter2") {
			t.Errorf("NoEcho: %s: %s", noEcho, text)
		}
	}
}
