package cloudformation_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/source/cloudformation"
	"bailiwick/value"
)

// read returns the addresses of the queues, each with its root, and the
// problems.
func read(t *testing.T, files map[string]string, named ...string) string {
	t.Helper()
	fsys, names := fstest.MapFS{}, []string(nil)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		if !strings.HasSuffix(name, ".json") {
			names = append(names, name)
		}
	}
	b := &estate.Builder{Places: new(value.Places)}
	cloudformation.Read(b, cloudformation.Options{FS: fsys}, names, named)
	e := b.Build()
	var out []string
	for _, r := range e.Resources() {
		if h := r.Head(); h.Kind() == "queue" {
			out = append(out, h.Scope.Root+":"+h.Address)
		}
	}
	for _, p := range e.Problems {
		out = append(out, p.Summary)
	}
	return strings.Join(out, "\n")
}

const queue = "  Q: {Type: AWS::SQS::Queue}\n"

func nests(url string) string {
	return "Resources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: " + url + "}}\n" + queue
}

func TestRoots(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"one nests the other", map[string]string{"a.yaml": nests("b.yaml"), "b.yaml": "Resources:\n" + queue}, "a.yaml:N.Q\na.yaml:Q"},
		{
			"a path is relative to the template that names it",
			map[string]string{"a.yaml": nests("sub/b.yaml"), "sub/b.yaml": nests("../c.yaml"), "c.yaml": nests("sub/d.yaml"), "sub/d.yaml": "Resources:\n" + queue},
			"a.yaml:N.N.N.Q\na.yaml:N.N.Q\na.yaml:N.Q\na.yaml:Q",
		},
		{
			"a circle is read from its first template",
			map[string]string{"b.yaml": nests("c.yaml"), "c.yaml": nests("b.yaml"), "a.yaml": "Resources:\n" + queue},
			"a.yaml:Q\nb.yaml:N.Q\nb.yaml:Q\nthe nested stack N.N lies in itself",
		},
		{
			"what a stack set deploys is a stack of its own",
			map[string]string{"a.yaml": strings.Replace(nests("b.yaml"), "::Stack,", "::StackSet,", 1), "b.yaml": "Resources:\n" + queue},
			"a.yaml:Q\nb.yaml:Q",
		},
		{
			"a path that leaves the project",
			map[string]string{"a.yaml": nests("../b.yaml")},
			"a.yaml:Q\nthe template of the nested stack N is not on disk: ../b.yaml",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(t, c.files); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Each parameter file makes a stack; there is an end to that.
func TestManyStages(t *testing.T) {
	files := map[string]string{"a.yaml": "Parameters: {Stage: {Type: String}}\nResources:\n" + queue}
	for i := range 250 {
		files[fmt.Sprintf("params-s%03d.json", i)] = `{"Stage": "a"}`
	}
	got := strings.Split(read(t, files), "\n")
	if last := got[len(got)-1]; len(got) != 201 || last != "more than 200 parameter files fit the template" {
		t.Errorf("%d lines, the last is %q", len(got), last)
	}
}

// What a stack keeps from before is not known, and not the default.
func TestPreviousValue(t *testing.T) {
	got := read(t, map[string]string{
		"a.yaml":      "Parameters: {Make: {Type: String, Default: 'no'}, Stage: {Type: String}}\nConditions: {C: !Equals [!Ref Make, 'yes']}\nResources:\n  Q: {Type: AWS::SQS::Queue, Condition: C}\n",
		"prod.json":   `[{"ParameterKey": "Make", "UsePreviousValue": true}, {"ParameterKey": "Stage", "ParameterValue": "prod"}]`,
		"params.json": `{"Unrelated": "a"}`,
	})
	if got != "a.yaml:Q" {
		t.Errorf("got %q, want the queue in some world", got)
	}
}
