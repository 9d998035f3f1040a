package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestEquivalentsAreNamedAsTheCasesNameThem(t *testing.T) {
	for _, test := range []struct {
		tool, id string
		want     string // suite/check of the last name, "" for none
	}{
		{"trivy", "AVD-AWS-0067", "trivy/AWS-0067"},
		{"trivy", "AWS-0067", "trivy/AWS-0067"},
		{"guard", "lambda_dlq_check", "guard/LAMBDA_DLQ_CHECK"},
		{"cfn-nag", "W43", "cfn_nag/W43"},
		{"cfn_nag", "F39", "cfn_nag/IamPolicyPassRoleResourceWildcard"},
		{"Checkov", "CKV_AWS_116", "checkov/CKV_AWS_116"},
		{"kics", "B1FFA705-19a3-4b73-b9d0-0c97d0663842", "kics/b1ffa705-19a3-4b73-b9d0-0c97d0663842"},
		{"prowler", "awslambda_function_url_public", ""},
	} {
		got := ""
		for _, check := range (equivalent{test.tool, test.id}).checks() {
			got = check[0] + "/" + check[1]
		}
		if got != test.want {
			t.Errorf("%s:%s is %q, want %q", test.tool, test.id, got, test.want)
		}
	}
}

func TestObservationsStandWhereOtherToolsLook(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "t.yaml"), []byte("Resources:\n  People:\n    Type: T\n  Pass:\n    Type: T\n    Properties:\n      Document:\n        Action: '*'\n      Groups:\n        - !Ref People\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, report string
		want         []line
	}{
		{"a role's failure is of the policy that it was found in, its pass of every policy", `{
		"resources": [
			{"id": "x:aws_iam_role.app", "address": "aws_iam_role.app", "file": "a/main.tf", "line": 1},
			{"id": "x:aws_iam_policy.app", "address": "aws_iam_policy.app", "file": "a/main.tf", "line": 9}
		],
		"observations": [
			{"rule": "role-no-admin", "resource": "x:aws_iam_role.app", "outcome": "fail", "file": "a/main.tf", "line": 12},
			{"rule": "role-other", "resource": "x:aws_iam_role.app", "outcome": "pass", "file": "a/main.tf", "line": 1, "facts": [{"file": "a/main.tf", "line": 10}]}
		]}`, []line{
			{"a/main.tf", "aws_iam_role.app", "role-no-admin", "fail"},
			{"a/main.tf", "aws_iam_policy.app", "role-no-admin", "fail"},
			{"a/main.tf", "aws_iam_role.app", "role-other", "pass"},
			{"a/main.tf", "aws_iam_policy.app", "role-other", "pass"},
		}},
		{"what has no address of its own is its holder's", `{
		"resources": [{"id": "x:aws_lambda_function.f[\"a/b\"]/policy", "file": "a/f.tf", "line": 3}],
		"observations": [{"rule": "r", "resource": "x:aws_lambda_function.f[\"a/b\"]/policy", "outcome": "pass"}]}`, []line{
			{"a/f.tf", `aws_lambda_function.f["a/b"]`, "r", "pass"},
		}},
		{"a role's outcome is its functions'", `{
		"resources": [
			{"id": "aws_lambda_function.f", "kind": "function", "address": "aws_lambda_function.f", "file": "f.tf", "line": 1, "links": [{"as": "role", "to": "aws_iam_role.r"}]},
			{"id": "aws_iam_role.r", "kind": "role", "address": "aws_iam_role.r", "file": "r.tf", "line": 1}
		],
		"observations": [{"rule": "r", "resource": "aws_iam_role.r", "outcome": "pass"}]}`, []line{
			{"r.tf", "aws_iam_role.r", "r", "pass"},
			{"f.tf", "aws_lambda_function.f", "r", "pass"},
		}},
		{"what a module makes is the call's, what it may make is unknown", `{
		"problems": [{"summary": "module.hidden is not on disk", "file": "m.tf", "line": 5}],
		"resources": [
			{"id": "module.q", "kind": "module", "address": "module.q", "file": "m.tf", "line": 1},
			{"id": "module.hidden", "kind": "module", "address": "module.hidden", "file": "m.tf", "line": 4},
			{"id": "module.q.aws_sqs_queue.this", "kind": "queue", "address": "module.q.aws_sqs_queue.this", "file": "m.tf", "line": 1}
		],
		"observations": [{"rule": "r", "resource": "module.q.aws_sqs_queue.this", "outcome": "pass"}]}`, []line{
			{"m.tf", "module.q.aws_sqs_queue.this", "r", "pass"},
			{"m.tf", "module.q", "r", "pass"},
			{"m.tf", "module.hidden", "every-rule", "unknown"},
		}},
		{"a part of a template's declaration is the declaration's", `{
		"resources": [
			{"id": "People", "source": "cloudformation", "address": "People", "file": "t.yaml", "line": 2},
			{"id": "Pass.Groups[0]", "source": "cloudformation", "address": "Pass.Groups[0]", "file": "t.yaml", "line": 10}
		],
		"observations": [
			{"rule": "r", "resource": "People", "outcome": "fail", "file": "t.yaml", "line": 8},
			{"rule": "r", "resource": "Pass.Groups[0]", "outcome": "not-applicable"}
		]}`, []line{
			{"t.yaml", "People", "r", "fail"},
			{"t.yaml", "Pass", "r", "fail"},
			{"t.yaml", "Pass", "r", "not-applicable"},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var r report
			if err := json.Unmarshal([]byte(test.report), &r); err != nil {
				t.Fatal(err)
			}
			if got := r.lines(dir, []string{"every-rule"}); !slices.Equal(got, test.want) {
				t.Errorf("lines() = %v, want %v", got, test.want)
			}
		})
	}
}

// A script stands for bailiwick: the whole line from cases to files.
func TestLabelWritesBothFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no shell here: the stand-in for bailiwick is a shell script, and nothing was run")
	}
	dir, out := t.TempDir(), t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	put("cases.jsonl", `{"root":"a"}`+"\n"+`{"root":"a"}`+"\n"+`{"root":"b.yaml"}`+"\n"+`{"root":"broken"}`+"\n")
	binary := put("bailiwick", `#!/bin/sh
case "$1 $2" in
"rules --output") echo '[{"id":"r","equivalents":[{"tool":"trivy","id":"AVD-AWS-0001"}]}]';;
"check a") echo '{"observations":[{"rule":"r","resource":"a:aws_x.y","outcome":"fail","file":"a/main.tf","line":1}]}'; exit 1;;
"check broken") exit 4;;
*) exit 3;;
esac
`)
	var stdout, stderr strings.Builder
	if status := run([]string{"-bailiwick", binary, dir, out}, &stdout, &stderr); status != 0 {
		t.Fatalf("run = %d: %s", status, stderr.String())
	}
	if got, want := stdout.String(), "3 roots, 1 of them told something\n"; got != want {
		t.Errorf("stdout %q, want %q", got, want)
	}
	if !strings.Contains(stderr.String(), "check broken") {
		t.Errorf("stderr %q does not tell of the broken root", stderr.String())
	}
	for name, want := range map[string]string{
		"mapping.json":       "{\n  \"r\": [\n    [\n      \"trivy\",\n      \"AWS-0001\"\n    ]\n  ]\n}\n",
		"observations.jsonl": `{"file":"a/main.tf","resource":"aws_x.y","rule":"r","outcome":"fail"}` + "\n",
	} {
		if got, err := os.ReadFile(filepath.Join(out, name)); err != nil || string(got) != want {
			t.Errorf("%s is %q, %v; want %q", name, got, err, want)
		}
	}
}
