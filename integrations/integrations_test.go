// Package integrations tests what runs Bailiwick elsewhere: the action for
// GitHub, the component for GitLab and the hooks for pre-commit. Each is run as
// far as it goes without its service: the steps by bash, releases from a server
// of the test, comments by a stand-in for gh.
package integrations

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// root is the repository.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// workspace returns a folder with a small estate, one of whose functions is open
// to anyone, and the environment of a run in it.
func workspace(t *testing.T) (dir string, env map[string]string) {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil || runtime.GOOS == "windows" {
		t.Skip("no bash here: the action's and the component's scripts were not run")
	}
	dir = t.TempDir()
	write(t, filepath.Join(dir, "in fra", "main.tf"), `resource "aws_lambda_function_url" "open" {
  function_name      = "open"
  authorization_type = "NONE"
}
`)
	env = map[string]string{
		"PATH": os.Getenv("PATH"), "HOME": os.Getenv("HOME"), "TMPDIR": t.TempDir(), "GOFLAGS": os.Getenv("GOFLAGS"),
		"GOCACHE": goEnv(t, "GOCACHE"), "GOMODCACHE": goEnv(t, "GOMODCACHE"), "GOPROXY": goEnv(t, "GOPROXY"), "GONOSUMDB": goEnv(t, "GONOSUMDB"),
	}
	return dir, env
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o755); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// bash runs a script and returns what it printed and its status.
func bash(t *testing.T, dir string, env map[string]string, script string) (string, int) {
	t.Helper()
	c := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	c.Dir = dir
	for name, value := range env {
		c.Env = append(c.Env, name+"="+value)
	}
	out, err := c.CombinedOutput()
	if err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), c.ProcessState.ExitCode()
}

// An action is action.yml as far as the test runs it.
type action struct {
	Inputs map[string]struct {
		Description, Default string
	}
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Using string
		Steps []struct {
			ID, If, Uses, Shell, Run string
			Env, With                map[string]string
		}
	}
}

// A job is one use of the action.
type job struct {
	dir     string
	env     map[string]string // the runner's
	inputs  map[string]string
	pull    string // the number of the pull request, "" outside of one
	outputs map[string]string
	printed string
	uses    []string // other actions that were called, with their inputs
}

var expression = regexp.MustCompile(`\$\{\{\s*([^}]+?)\s*\}\}`)

// value evaluates what stands between ${{ and }} in action.yml.
func (j *job) value(t *testing.T, text string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		name := expression.FindStringSubmatch(e)[1]
		switch {
		case strings.HasPrefix(name, "inputs."):
			return j.inputs[strings.TrimPrefix(name, "inputs.")]
		case strings.HasPrefix(name, "steps.check.outputs."):
			return j.outputs[strings.TrimPrefix(name, "steps.check.outputs.")]
		case name == "github.event.pull_request.number":
			return j.pull
		case name == "github.action_repository":
			return "someone/bailiwick"
		case name == "github.token":
			return "token"
		}
		t.Errorf("the test does not know %s", e)
		return ""
	})
}

// wanted evaluates a step's condition, which is some terms that hold together.
func (j *job) wanted(t *testing.T, condition string) bool {
	if condition == "" {
		return true
	}
	for term := range strings.SplitSeq(condition, "&&") {
		left, right, compared := strings.Cut(strings.TrimSpace(term), " ")
		got := j.value(t, "${{ "+left+" }}")
		switch op, text, _ := strings.Cut(right, " "); {
		case !compared && got == "",
			op == "==" && got != strings.Trim(text, "'"),
			op == "!=" && got == strings.Trim(text, "'"):
			return false
		}
	}
	return true
}

// run runs the action's steps in order and returns the status of the last.
func (j *job) run(t *testing.T) int {
	t.Helper()
	var a action
	if err := yaml.Unmarshal([]byte(read(t, filepath.Join(root(t), "action.yml"))), &a); err != nil {
		t.Fatal(err)
	}
	given := j.inputs
	j.inputs = make(map[string]string)
	for name, in := range a.Inputs {
		j.inputs[name] = j.value(t, in.Default)
		if in.Description == "" {
			t.Errorf("the input %s is not described", name)
		}
	}
	for name, value := range given {
		if _, ok := a.Inputs[name]; !ok {
			t.Fatalf("the action has no input %s", name)
		}
		j.inputs[name] = value
	}
	outputs, summary := filepath.Join(t.TempDir(), "outputs"), filepath.Join(j.dir, "..", filepath.Base(j.dir)+"-summary")
	j.outputs = make(map[string]string)
	j.env["GITHUB_OUTPUT"], j.env["GITHUB_STEP_SUMMARY"] = outputs, summary
	j.env["GITHUB_ACTION_PATH"], j.env["GITHUB_REPOSITORY"] = root(t), "acme/estate"
	t.Cleanup(func() { os.Remove(summary) })
	for _, step := range a.Runs.Steps {
		if !j.wanted(t, step.If) {
			continue
		}
		if step.Uses != "" {
			with := make([]string, 0, len(step.With))
			for name, value := range step.With {
				with = append(with, name+"="+j.value(t, value))
			}
			slices.Sort(with)
			j.uses = append(j.uses, step.Uses+" "+strings.Join(with, " "))
			continue
		}
		if strings.Contains(step.Run, "${{") {
			t.Errorf("a step reads an expression as shell: %s", step.Run)
		}
		env := make(map[string]string)
		for name, value := range j.env {
			env[name] = value
		}
		for name, value := range step.Env {
			env[name] = j.value(t, value)
		}
		printed, status := bash(t, j.dir, env, step.Run)
		j.printed += printed
		if status != 0 {
			return status
		}
		if b, err := os.ReadFile(outputs); err == nil && step.ID == "check" {
			for line := range strings.Lines(string(b)) {
				name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
				j.outputs[name] = value
			}
		}
	}
	return 0
}

func TestActionBuiltFromItsSources(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the program was not built, and not run by the integration")
	}
	dir, env := workspace(t)
	stub := t.TempDir()
	write(t, filepath.Join(stub, "gh"), `#!/bin/bash
printf '%s\n' "$*" >>"$GH_LOG"
case "$*" in *--paginate*) cat "$GH_COMMENTS" ;; esac
`)
	env["PATH"] = stub + string(os.PathListSeparator) + env["PATH"]
	env["GH_LOG"], env["GH_COMMENTS"] = filepath.Join(stub, "log"), filepath.Join(stub, "comments")
	write(t, env["GH_COMMENTS"], "")
	j := &job{dir: dir, env: env, pull: "7", inputs: map[string]string{
		"targets": "in fra\n\n", "fail-on": "critical", "arguments": "--show\nfail", "code-scanning": "true", "comment": "true",
	}}
	if status := j.run(t); status != 1 {
		t.Fatalf("status %d, want 1 of findings\n%s", status, j.printed)
	}
	if !strings.Contains(j.printed, "Anyone on the internet may call the URL") {
		t.Errorf("the log lacks the finding:\n%s", j.printed)
	}
	sarif := filepath.Join(dir, "bailiwick-report", "bailiwick.sarif")
	var s struct {
		Runs []struct{ Results []any }
	}
	if err := json.Unmarshal([]byte(read(t, sarif)), &s); err != nil || len(s.Runs) != 1 || len(s.Runs[0].Results) == 0 {
		t.Errorf("%s: %v", sarif, err)
	}
	if !strings.HasPrefix(read(t, filepath.Join(dir, "bailiwick-report", "bailiwick.html")), "<!") {
		t.Error("bailiwick.html is no HTML")
	}
	if summary := read(t, env["GITHUB_STEP_SUMMARY"]); !strings.Contains(summary, "function-url-requires-iam-auth") {
		t.Errorf("the summary lacks the finding:\n%s", summary)
	}
	if want := []string{"github/codeql-action/upload-sarif@v4 category=bailiwick sarif_file=bailiwick-report/bailiwick.sarif"}; !slices.Equal(j.uses, want) {
		t.Errorf("uses %q, want %q", j.uses, want)
	}
	if log := read(t, env["GH_LOG"]); !strings.Contains(log, "--method POST repos/acme/estate/issues/7/comments") {
		t.Errorf("the first run does not write a comment:\n%s", log)
	}
	write(t, env["GH_COMMENTS"], "1234\n")
	if _, status := bash(t, dir, merged(env, map[string]string{"BAILIWICK_PULL_REQUEST": "7"}), `"$GITHUB_ACTION_PATH/integrations/github.sh" comment`); status != 0 {
		t.Errorf("status %d of the second comment", status)
	}
	if log := read(t, env["GH_LOG"]); !strings.Contains(log, "--method PATCH repos/acme/estate/issues/comments/1234") {
		t.Errorf("the second run does not renew the comment:\n%s", log)
	}
}

func merged(maps ...map[string]string) map[string]string {
	out := make(map[string]string)
	for _, m := range maps {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// stand-in is a bailiwick that says how it was called and writes its reports.
const standIn = `#!/bin/bash
echo "called with: $*"
case "$*" in *sarif=*) echo '{}' >bailiwick-report/bailiwick.sarif ;; esac
exit 1
`

// releases serves the release 1.2.0 for this machine's Linux, below the path of
// GitHub's releases and at the root.
func releases(t *testing.T, sum func([]byte) string) *httptest.Server {
	t.Helper()
	name := "bailiwick_1.2.0_linux_" + runtime.GOARCH
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	w := tar.NewWriter(z)
	for _, err := range []error{
		w.WriteHeader(&tar.Header{Name: name + "/bailiwick", Mode: 0o755, Size: int64(len(standIn))}),
		func() error { _, err := w.Write([]byte(standIn)); return err }(),
		w.Close(), z.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	files := map[string]string{
		name + ".tar.gz": packed.String(),
		"SHA256SUMS":     sum(packed.Bytes()) + "  " + name + ".tar.gz\n",
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, ok := files[strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/someone/bailiwick/releases/download/v1.2.0"), "/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Write([]byte(content))
	}))
	t.Cleanup(server.Close)
	return server
}

func rightSum(b []byte) string { return fmt.Sprintf("%x", sha256.Sum256(b)) }
func wrongSum([]byte) string   { return strings.Repeat("0", 64) }

// release returns a job that takes the release.
func releaseJob(t *testing.T, sum func([]byte) string, version string) *job {
	dir, env := workspace(t)
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("no curl here: the download of a release was not tried (apt-get install curl)")
	}
	env["GITHUB_SERVER_URL"], env["RUNNER_OS"], env["RUNNER_ARCH"] = releases(t, sum).URL, "Linux", map[string]string{"amd64": "X64", "arm64": "ARM64"}[runtime.GOARCH]
	return &job{dir: dir, env: env, inputs: map[string]string{"targets": "in fra\nother", "version": version}}
}

func TestActionTakesARelease(t *testing.T) {
	j := releaseJob(t, rightSum, "v1.2.0")
	if status := j.run(t); status != 1 {
		t.Errorf("status %d, want 1", status)
	}
	want := "called with: check --output text,sarif=bailiwick-report/bailiwick.sarif,markdown=bailiwick-report/bailiwick.md,html=bailiwick-report/bailiwick.html -- in fra other\n"
	if j.printed != want {
		t.Errorf("printed %q, want %q", j.printed, want)
	}
	if j.outputs["status"] != "1" || j.outputs["sarif"] != "bailiwick-report/bailiwick.sarif" {
		t.Errorf("outputs %v", j.outputs)
	}
}

func TestActionRunsNothingThatIsNotWhatItShouldBe(t *testing.T) {
	for name, j := range map[string]*job{
		"is not what SHA256SUMS says": releaseJob(t, wrongSum, "1.2.0"),
		"no release 1.3.0":            releaseJob(t, rightSum, "1.3.0"),
		"version is no version":       releaseJob(t, rightSum, "1.2.0/../../evil"),
	} {
		if status := j.run(t); status == 0 || !strings.Contains(j.printed, name) || strings.Contains(j.printed, "called with") {
			t.Errorf("%s: status %d, printed %s", name, status, j.printed)
		}
	}
}

// A component is templates/bailiwick.yml as far as the test runs it.
type component struct {
	Bailiwick struct {
		Variables    map[string]string
		BeforeScript []string `yaml:"before_script"`
		Script       []string
		Artifacts    struct{ Paths []string }
	}
}

var input = regexp.MustCompile(`\$\[\[ inputs\.([a-z-]+) \]\]`)

func TestGitLabComponent(t *testing.T) {
	for _, c := range []struct {
		sum    func([]byte) string
		inputs map[string]string
		status int
		last   string
	}{
		{rightSum, nil, 1, "called with: check --output text,junit=bailiwick-junit.xml,html=bailiwick.html -- ."},
		{rightSum, map[string]string{"targets": "a b", "fail-on": "high,unknown", "arguments": "--quiet --ascii"}, 1, "called with: check --fail-on high,unknown --quiet --ascii --output text,junit=bailiwick-junit.xml,html=bailiwick.html -- a b"},
		{wrongSum, nil, 1, "sha256sum: WARNING: 1 computed checksum did NOT match"},
	} {
		dir, env := workspace(t)
		head, body, ok := strings.Cut(read(t, filepath.Join(root(t), "templates", "bailiwick.yml")), "\n---\n")
		if !ok {
			t.Fatal("the component has no head of inputs")
		}
		var spec struct {
			Spec struct {
				Inputs map[string]struct{ Default *string }
			}
		}
		if err := yaml.Unmarshal([]byte(head), &spec); err != nil {
			t.Fatal(err)
		}
		given := merged(c.inputs, map[string]string{"releases": releases(t, c.sum).URL, "version": "1.2.0"})
		body = input.ReplaceAllStringFunc(body, func(s string) string {
			name := input.FindStringSubmatch(s)[1]
			declared, ok := spec.Spec.Inputs[name]
			if !ok {
				t.Errorf("there is no input %s", name)
			}
			if value, ok := given[name]; ok {
				return value
			}
			if declared.Default == nil {
				t.Errorf("%s has no default", name)
				return ""
			}
			return *declared.Default
		})
		var of component
		if err := yaml.Unmarshal([]byte(body), &of); err != nil {
			t.Fatal(err)
		}
		env = merged(env, of.Bailiwick.Variables)
		printed, status := bash(t, dir, env, strings.Join(append(of.Bailiwick.BeforeScript, of.Bailiwick.Script...), "\n"))
		lines := strings.Split(strings.TrimSpace(printed), "\n")
		if status != c.status || lines[len(lines)-1] != c.last {
			t.Errorf("status %d, printed:\n%s\nwant %d, and last\n%s", status, printed, c.status, c.last)
		}
	}
}

func TestPreCommitHook(t *testing.T) {
	if _, err := exec.LookPath("pre-commit"); err != nil {
		t.Skip("no pre-commit here: the hooks were not run (apt-get install pre-commit)")
	}
	if testing.Short() {
		t.Skip("-short: the program was not built, and not run by the integration")
	}
	dir, env := workspace(t)
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(bin, "bailiwick"), "../cmd/bailiwick")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	hooks := filepath.Join(t.TempDir(), "hooks")
	write(t, filepath.Join(hooks, ".pre-commit-hooks.yaml"), read(t, filepath.Join(root(t), ".pre-commit-hooks.yaml")))
	env = merged(env, map[string]string{
		"PATH": bin + string(os.PathListSeparator) + env["PATH"], "HOME": t.TempDir(), "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1",
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
	})
	for _, at := range []string{hooks, dir} {
		if out, status := bash(t, at, env, "git init -q && git add -A && git commit -qm first"); status != 0 {
			t.Fatal(out)
		}
	}
	out, status := bash(t, dir, merged(env, map[string]string{"HOOKS": hooks}), `pre-commit try-repo "$HOOKS" bailiwick-system --all-files`)
	if status != 1 || !strings.Contains(out, "exit code: 1") || !strings.Contains(out, "Anyone on the internet may call the URL") {
		t.Errorf("status %d, want 1 and the finding\n%s", status, out)
	}
	if out, status := bash(t, dir, env, `git rm -rqf . && echo text >notes.md && git add -A && git commit -qm second`); status != 0 {
		t.Fatal(out)
	}
	out, status = bash(t, dir, merged(env, map[string]string{"HOOKS": hooks}), `pre-commit try-repo "$HOOKS" bailiwick-system --all-files`)
	if status != 0 || !strings.Contains(out, "Skipped") {
		t.Errorf("status %d, want 0 and Skipped where there is nothing to read\n%s", status, out)
	}
}
