// Package ruletest decides rules on fixtures, which carry their own
// expectations.
//
// A rule's fixtures lie in testdata/<rule-id>: each .tf file and each template is
// a case by itself, and each folder one of all that lies in it, a bailiwick.yaml
// among it. What is expected stands in a comment on the first line of the
// resource, or on the lines before it:
//
//	resource "aws_iam_role" "orders" { # want fail "every queue"
//	# want pass other-rule
//
// that is: the verdict, the rule if it is not the folder's, and a part of the
// message, of the reason or of the severity in parentheses, as in "(critical)".
// What comes and was not expected is an error too, but for not-applicable. A
// comment that cannot be read is an error: a typo must not switch a test off.
package ruletest

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bailiwick/assess"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/internal/civil"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/source"
	"bailiwick/source/cloudformation"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// Now is the instant at which fixtures are judged.
var Now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// Run decides the rules on their fixtures below the folder, one subtest for
// each case. A rule without a fixture that passes, one that fails and one that
// is unknown is an error.
func Run(t *testing.T, folder string, rules ...*rule.Rule) {
	t.Helper()
	run(t, folder, []rule.Verdict{rule.PassVerdict, rule.FailVerdict, rule.UnknownVerdict}, rules)
}

// RunWithoutFail is Run for rules that no declaration makes fail: what they ask
// only an account tells.
func RunWithoutFail(t *testing.T, folder string, rules ...*rule.Rule) {
	t.Helper()
	run(t, folder, []rule.Verdict{rule.PassVerdict, rule.UnknownVerdict}, rules)
}

// RunWithoutPass is Run for rules that no declaration makes pass: it shows what is
// declared, and the account may hold more.
func RunWithoutPass(t *testing.T, folder string, rules ...*rule.Rule) {
	t.Helper()
	run(t, folder, []rule.Verdict{rule.FailVerdict, rule.UnknownVerdict}, rules)
}

func run(t *testing.T, folder string, demanded []rule.Verdict, rules []*rule.Rule) {
	t.Helper()
	root := os.DirFS(folder)
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			seen := make(map[rule.Verdict]bool)
			for _, c := range cases(t, root, r.ID) {
				t.Run(c.name, func(t *testing.T) { c.check(t, rules, r.ID, seen) })
			}
			for _, v := range demanded {
				if !seen[v] {
					t.Errorf("%s has no fixture with the verdict %s", r.ID, v)
				}
			}
		})
	}
}

// A fixture is one input.
type fixture struct {
	name  string
	files fstest.MapFS
}

// cases returns the fixtures of a rule.
func cases(t *testing.T, root fs.FS, id string) []fixture {
	t.Helper()
	entries, err := fs.ReadDir(root, id)
	if err != nil {
		t.Errorf("no fixtures: %v", err)
		return nil
	}
	var out []fixture
	for _, e := range entries {
		c := fixture{e.Name(), make(fstest.MapFS)}
		where := path.Join(id, e.Name())
		err := fs.WalkDir(root, where, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			body, err := fs.ReadFile(root, name)
			inside := strings.TrimPrefix(strings.TrimPrefix(name, where), "/")
			if inside == "" {
				inside = e.Name()
			}
			c.files[inside] = &fstest.MapFile{Data: body, Mode: 0o644}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// assess reads the fixture and decides the rules.
func (c fixture) assess(t *testing.T, rules []*rule.Rule) *assess.Assessment {
	t.Helper()
	s := settings.Default()
	if f, ok := c.files[settings.Filename]; ok {
		var problems []settings.Problem
		s, problems = settings.Parse(settings.Filename, f.Data)
		for _, p := range problems {
			t.Errorf("%s: %+v", settings.Filename, p)
		}
	}
	b := &estate.Builder{Places: new(value.Places)}
	c.read(t, b, s)
	for _, p := range b.Problems {
		t.Errorf("line %d: %s", b.Places.At(p.Origin).Line, p.Summary)
	}
	a, err := assess.Decide(t.Context(), assess.Inputs{
		Estate: b.Build(), Settings: s, Rules: rules,
		Today: civil.DayOf(Now), Runtimes: dated.DefaultRuntimes().At(Now),
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Templates returns the names of the templates in a file system of fixtures.
func Templates(fsys fs.FS) ([]string, error) {
	var out []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || source.IsTerraform(name) {
			return err
		}
		src, err := fs.ReadFile(fsys, name)
		if bytes.Contains(src, []byte("AWS::")) && bytes.Contains(src, []byte("Resources")) {
			out = append(out, name)
		}
		return err
	})
	return out, err
}

// read reads templates, and the Terraform beside them.
func (c fixture) read(t *testing.T, b *estate.Builder, s *settings.Settings) {
	t.Helper()
	templates, err := Templates(c.files)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(slices.Sorted(maps.Keys(c.files)), source.IsTerraform) {
		terraform.Read(b, terraform.Options{FS: c.files, Settings: s}, []string{"."}, nil)
	}
	cloudformation.Read(b, cloudformation.Options{FS: c.files, Settings: s}, templates, nil)
}

// check compares what is expected with what comes.
func (c fixture) check(t *testing.T, rules []*rule.Rule, id string, seen map[rule.Verdict]bool) {
	t.Helper()
	wants := c.wants(t, rules, id)
	a := c.assess(t, rules)
	for _, o := range a.Observations {
		r, head := a.Rules[o.Rule], a.Estate.Resources()[o.Resource].Head()
		place := a.Estate.Places.At(head.Block)
		got := said(a, o, head.Name())
		if r.ID == id {
			seen[o.Verdict] = true
		}
		met := false
		for i := range wants {
			w := &wants[i]
			if w.file == place.File && w.line == place.Line && w.rule == r.ID && w.meets(o.Verdict, got) {
				w.met, met = true, true
			}
		}
		if !met && r.ID == id && o.Verdict != rule.NotApplicableVerdict {
			t.Errorf("%s: %s of %s: got %s: %s", place, r.ID, head.Address, o.Verdict, got)
		}
	}
	for _, w := range wants {
		if !w.met {
			t.Errorf("%s:%d: %s: want %s %q, which did not come", w.file, w.line, w.rule, w.verdict, w.text)
		}
	}
}

// said returns the words of an observation: message or reasons, label, who,
// fix and severity.
func said(a *assess.Assessment, o assess.Observation, name string) string {
	outcome := a.NewAsker().Outcome(o)
	words := []string{outcome.Message}
	if o.Verdict == rule.UnknownVerdict {
		words = outcome.Reasons()
	}
	if o.Verdict == rule.FailVerdict {
		label, who, fix := outcome.Words()
		words = append(words, "("+o.Severity.String()+")", label, who, fix)
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	return strings.ReplaceAll(strings.Join(words, " | "), "{name}", name)
}

// A want is one expectation.
type want struct {
	file    string
	line    int
	verdict rule.Verdict
	rule    string
	text    string
	met     bool
}

func (w want) meets(v rule.Verdict, said string) bool {
	return w.verdict == v && strings.Contains(said, w.text)
}

// wants reads the expectations of all files.
func (c fixture) wants(t *testing.T, rules []*rule.Rule, id string) []want {
	t.Helper()
	var out []want
	for name, f := range c.files {
		var waiting []want
		for i, line := range strings.Split(string(f.Data), "\n") {
			before, comment, found := strings.Cut(line, "# want")
			alone := strings.TrimSpace(before) == ""
			if found {
				w, err := parseWant(comment, rules, id)
				if err != nil {
					t.Errorf("%s:%d: %v", name, i+1, err)
					continue
				}
				w.file = name
				waiting = append(waiting, w)
			}
			if found && alone || strings.TrimSpace(line) == "" {
				continue
			}
			for _, w := range waiting {
				w.line = i + 1
				out = append(out, w)
			}
			waiting = nil
		}
		for _, w := range waiting {
			t.Errorf("%s: want %s stands before nothing", name, w.verdict)
		}
	}
	return out
}

// parseWant reads what stands behind "# want".
func parseWant(comment string, rules []*rule.Rule, id string) (want, error) {
	w := want{rule: id}
	rest, text, quoted := strings.Cut(comment, `"`)
	if quoted {
		var ok bool
		if w.text, ok = strings.CutSuffix(strings.TrimSpace(text), `"`); !ok || w.text == "" {
			return w, fmt.Errorf("the text after # want has no end: %s", comment)
		}
	}
	words := strings.Fields(rest)
	if len(words) == 0 || len(words) > 2 || !strings.HasPrefix(rest, " ") {
		return w, fmt.Errorf("want: pass, fail, unknown or not-applicable, perhaps a rule, perhaps a text: %s", comment)
	}
	var ok bool
	if w.verdict, ok = rule.ParseVerdict(words[0]); !ok {
		return w, fmt.Errorf("want: there is no verdict %q", words[0])
	}
	if len(words) == 2 {
		w.rule = words[1]
	}
	if !slices.ContainsFunc(rules, func(r *rule.Rule) bool { return r.ID == w.rule }) {
		return w, fmt.Errorf("want: there is no rule %q here", w.rule)
	}
	return w, nil
}
