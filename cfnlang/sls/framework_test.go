package sls_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/sls"
	"bailiwick/value"

	"github.com/google/go-cmp/cmp"
)

// Each service under testdata/framework is packaged as the Serverless Framework
// 3.40.0 packages it: the template beside it is what that wrote. To write them
// again, set SERVERLESS to its program:
//
//	SERVERLESS=node_modules/.bin/serverless go test ./cfnlang/sls -run Framework
func TestAsTheFramework(t *testing.T) {
	services, _ := filepath.Glob("testdata/framework/*.yml")
	if len(services) == 0 {
		t.Fatal("no services")
	}
	for _, file := range services {
		name := strings.TrimSuffix(filepath.Base(file), ".yml")
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".yml") + ".json"
			if program := os.Getenv("SERVERLESS"); program != "" {
				if _, err := os.Stat(golden); err != nil || os.Getenv("SERVERLESS_ALL") != "" {
					packaged(t, program, src, golden)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			root, problems := cfnlang.Parse(new(value.Places), file, src)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			s := sls.Package(root, sls.Options{})
			for _, p := range s.Problems {
				t.Errorf("%s", p.Summary)
			}
			var framework any
			if err := json.Unmarshal(want, &framework); err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{"Resources", "Outputs"} {
				got, _ := plain(s.Template.Get(part)).(map[string]any)
				want, _ := alike(framework).(map[string]any)[part].(map[string]any)
				delete(got, "ApiGatewayStage") // what the framework sets of it when it has deployed
				if diff := cmp.Diff(want, named(got)); diff != "" {
					t.Errorf("%s (- the framework, + ours):\n%s", part, diff)
				}
			}
		})
	}
}

// packaged runs the framework on a service and keeps what it wrote.
func packaged(t *testing.T, program string, src []byte, golden string) {
	t.Helper()
	dir := t.TempDir()
	program, _ = filepath.Abs(program)
	if err := os.WriteFile(filepath.Join(dir, "serverless.yml"), src, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(filepath.Dir(program), ".."), filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "package")
	c.Dir = dir
	c.Env = append(os.Environ(), "SLS_TELEMETRY_DISABLED=1", "SLS_NOTIFICATIONS_MODE=off", "AWS_ACCESS_KEY_ID=none", "AWS_SECRET_ACCESS_KEY=none", "CI=1")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, ".serverless", "cloudformation-template-update-stack.json"))
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		t.Fatal(err)
	}
	b, _ = json.MarshalIndent(alike(tree), "", " ")
	if err := os.WriteFile(golden, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// versioned are the ids to which the framework adds a hash or a number.
var versioned = regexp.MustCompile(`(LambdaVersion|ApiGatewayDeployment|WebsocketsDeployment)([0-9A-Za-z]{20,}|[0-9]{13})$`)

// alike returns a tree of JSON as ours are compared: ids without hashes, every
// scalar as text, and without what only a package of code tells.
func alike(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any)
		for k, e := range v {
			switch k {
			case "CodeSha256", "S3Key", "Export", "AWSTemplateFormatVersion", "Description":
				if _, text := e.(string); text || k == "Export" {
					continue
				}
			case "SelectionPattern": // mostly the framework's own
				continue
			case "DependsOn", "Statement", "SourceAccessConfigurations": // in whatever order its promises are kept
				e = sorted(e)
			case "Runtime": // of the framework's own functions
				if e == "nodejs18.x" || strings.HasPrefix(e.(string), "unknown") {
					continue
				}
			case "Fn::Join":
				e = whole(e)
			case "ManagedPolicyArns":
				if list, ok := e.([]any); ok && len(list) == 0 {
					continue
				}
			}
			out[versioned.ReplaceAllString(k, "$1")] = alike(e)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = alike(e)
		}
		if len(out) == 1 { // the framework makes lists of some lone elements
			return out[0]
		}
		return out
	case string:
		if strings.Contains(v, "#set(") || v == "unknown: the template is the framework's own" {
			return "the framework's own template"
		}
		return versioned.ReplaceAllString(v, "$1")
	case nil:
		return ""
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// whole returns the arguments of Fn::Join with texts that stand beside each
// other in one.
func whole(v any) any {
	arguments, _ := v.([]any)
	if len(arguments) != 2 || arguments[0] != "" {
		return v
	}
	parts, _ := arguments[1].([]any)
	var out []any
	for _, p := range parts {
		text, ok := p.(string)
		if before, too := lastText(out); ok && too {
			out[len(out)-1] = before + text
			continue
		}
		out = append(out, p)
	}
	return []any{"", out}
}

func lastText(list []any) (string, bool) {
	if len(list) == 0 {
		return "", false
	}
	s, ok := list[len(list)-1].(string)
	return s, ok
}

func sorted(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	list = slices.Clone(list)
	text := func(v any) string { b, _ := json.Marshal(alike(v)); return string(b) }
	slices.SortFunc(list, func(a, b any) int { return strings.Compare(text(a), text(b)) })
	return list
}

// plain returns one of our trees as JSON has it.
func plain(n *cfnlang.Node) any {
	switch {
	case n == nil:
		return nil
	case n.Kind == cfnlang.Map:
		out := make(map[string]any)
		for i, k := range n.Keys {
			if n.List[i].Kind != cfnlang.Null {
				out[k.Name] = plain(n.List[i])
			}
		}
		return out
	case n.Kind == cfnlang.List:
		out := make([]any, len(n.List))
		for i, e := range n.List {
			out[i] = plain(e)
		}
		return out
	case n.Kind == cfnlang.Unknown:
		return "unknown: " + n.Text
	}
	return n.Text
}

// named returns our resources as they are compared.
func named(m map[string]any) map[string]any {
	out, _ := alike(m).(map[string]any)
	return out
}
