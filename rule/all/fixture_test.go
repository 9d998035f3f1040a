package all_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/assess"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/internal/civil"
	"bailiwick/rule"
	"bailiwick/rule/all"
	"bailiwick/rule/ruletest"
	"bailiwick/settings"
	"bailiwick/source/cloudformation"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// A fixture is a small estate with its settings: a fixture of one rule, judged
// here by all rules, or an example.
type fixture struct {
	name     string
	fsys     fs.FS
	settings *settings.Settings
	estate   *estate.Estate
}

// fixtures reads the fixtures of all rules, and the examples.
func fixtures(t *testing.T) []fixture {
	t.Helper()
	paths, err := filepath.Glob("../*/testdata/*/*")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := filepath.Glob("../../examples/*")
	if err != nil {
		t.Fatal(err)
	}
	var out []fixture
	for _, p := range append(paths, examples...) {
		out = append(out, read(t, p))
	}
	if len(out) < 100 {
		t.Fatalf("only %d fixtures found: the pattern is wrong", len(out))
	}
	return out
}

// read reads one file, or one folder with its settings.
func read(t *testing.T, name string) fixture {
	t.Helper()
	f := fixture{name: filepath.ToSlash(name), settings: settings.Default()}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		f.fsys = os.DirFS(name)
	} else {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f.fsys = fstest.MapFS{filepath.Base(name): &fstest.MapFile{Data: body, Mode: 0o644}}
	}
	if body, err := fs.ReadFile(f.fsys, settings.Filename); err == nil {
		s, problems := settings.Parse(settings.Filename, body)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems)
		}
		f.settings = s
	}
	f.estate = f.read(f.fsys)
	return f
}

// read reads the fixture through another file system.
func (f fixture) read(fsys fs.FS) *estate.Estate {
	b := &estate.Builder{Places: new(value.Places)}
	folders := []string{"."}
	if _, err := fs.Stat(fsys, "infra"); err == nil {
		folders = []string{"infra"}
	}
	templates, err := ruletest.Templates(fsys)
	if err != nil {
		panic(err) // a file of our own
	}
	if len(templates) == 0 || strings.Contains(f.name, "examples/") {
		terraform.Read(b, terraform.Options{FS: fsys, Settings: f.settings}, folders, nil)
	}
	cloudformation.Read(b, cloudformation.Options{FS: fsys, Settings: f.settings}, templates, nil)
	return b.Build()
}

// decide judges the estate by all rules.
func (f fixture) decide(t *testing.T, e *estate.Estate) *assess.Assessment {
	t.Helper()
	a, err := assess.Decide(t.Context(), assess.Inputs{
		Estate: e, Settings: f.settings, Rules: all.Rules(),
		Today: civil.DayOf(ruletest.Now), Runtimes: dated.DefaultRuntimes().At(ruletest.Now),
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// keyOf returns the ids of an observation's rule and resource.
func keyOf(a *assess.Assessment, o assess.Observation) [2]string {
	return [2]string{a.Rules[o.Rule].ID, a.Estate.Resources()[o.Resource].Head().ID()}
}

// verdicts returns what the assessment says, by rule and resource.
func verdicts(t *testing.T, a *assess.Assessment) map[[2]string]rule.Verdict {
	t.Helper()
	out := make(map[[2]string]rule.Verdict, len(a.Observations))
	for _, o := range a.Observations {
		out[keyOf(a, o)] = o.Verdict
		if o.Verdict == rule.ErrorVerdict {
			t.Error(a.NewAsker().Outcome(o).Message)
		}
	}
	return out
}

// copied returns a copy of the resource whose fields may be replaced.
func copied(r estate.Resource) estate.Resource {
	c := reflect.New(reflect.TypeOf(r).Elem())
	c.Elem().Set(reflect.ValueOf(r).Elem())
	return c.Interface().(estate.Resource)
}

// rebuilt returns an estate of copies of the resources, of which change may
// leave out or alter each.
func rebuilt(e *estate.Estate, gaps []estate.Gap, change func(i int, r estate.Resource) bool) *estate.Estate {
	b := &estate.Builder{Places: e.Places, Problems: e.Problems, Gaps: append(e.Gaps[:len(e.Gaps):len(e.Gaps)], gaps...)}
	for _, s := range e.Scopes {
		b.AddScope(s)
	}
	for i, r := range e.Resources() {
		if c := copied(r); change(i, c) {
			b.Add(c)
		}
	}
	return b.Build()
}
