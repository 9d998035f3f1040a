// Package check is one run from targets to an assessment: it finds the
// settings, opens the project, lets the readers fill an estate, and has the
// rules decided on it. Nothing is written, and nothing leaves the machine.
package check

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"bailiwick/assess"
	"bailiwick/estate"
	"bailiwick/internal/civil"
	"bailiwick/rule"
	"bailiwick/settings"
	"bailiwick/source"
	"bailiwick/source/cdk"
	"bailiwick/source/cloudformation"
	"bailiwick/source/plan"
	"bailiwick/source/serverless"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// Options says what is checked. The zero Options checks nothing.
type Options struct {
	Targets  []string // folders and files
	Settings string   // path of bailiwick.yaml; "" looks upwards from the first target
	Ignore   bool     // no settings are looked for: the defaults hold
	Vars     []string // Terraform variables, name=value
	VarFiles []string // files of Terraform variables, from the working folder
	Environ  []string // the environment, of which TF_VAR_… counts
	Baseline string   // path of a baseline; "" is the one of the settings
	// NewBaseline says that the baseline is about to be written: it need not be
	// there yet.
	NewBaseline bool
	Rules       []*rule.Rule
	Only        string           // the id of the one rule that is decided; "" decides all
	Now         func() time.Time // nil is time.Now
	Tool        string           // version of bailiwick, for the record
}

// A TargetError is a target that cannot be read at all.
type TargetError struct {
	Target string
	What   string // "no such file or directory"
	Next   string // what to do, "" if nothing is to be said
}

func (e *TargetError) Error() string {
	if strings.HasPrefix(e.What, "is ") {
		return e.Target + " " + e.What
	}
	return e.What + ": " + e.Target
}

// A SettingsError is a settings file that does not hold: nothing is checked,
// since settings decide rules.
type SettingsError struct {
	File     string
	Source   []byte
	Problems []settings.Problem
}

func (e *SettingsError) Error() string {
	return fmt.Sprintf("%s: %d problems", e.File, len(e.Problems))
}

// Run reads the targets and decides the rules. The error is a *TargetError,
// a *SettingsError, a *TableError, an *assess.BaselineError, or the context's.
func Run(ctx context.Context, o Options) (*assess.Assessment, error) {
	s, file, err := o.begin()
	if err != nil {
		return nil, err
	}
	_, ids := o.known()
	library, err := Library(s, file, ids)
	if err != nil {
		return nil, err
	}
	if o.Only != "" {
		library = nil // one rule settles no requirement
	}
	baseline, err := o.baseline(s, file)
	if err != nil {
		return nil, err
	}
	runtimes, err := o.runtimes(s, file)
	if err != nil {
		return nil, err
	}
	r, err := o.readAll(s, file)
	if err != nil {
		return nil, err
	}
	a, err := assess.Decide(ctx, assess.Inputs{
		Estate: r.Estate, Settings: s, Rules: o.decided(),
		Today: civil.DayOf(r.Run.At), Runtimes: runtimes.At(r.Run.At),
		Library: library, Comments: r.comments, Baseline: baseline,
	})
	if err != nil {
		return nil, err
	}
	a.Run = r.Run
	return a, nil
}

// A Reading is what was read of the targets, before any rule is decided.
type Reading struct {
	Estate   *estate.Estate
	Settings *settings.Settings
	Run      assess.Run

	comments *assess.Comments
}

// Read reads the targets. The error is a *TargetError or a *SettingsError.
func Read(o Options) (*Reading, error) {
	s, file, err := o.begin()
	if err != nil {
		return nil, err
	}
	return o.readAll(s, file)
}

// begin looks whether the targets are there, and returns the settings and the
// path of their file, "" if there is none.
func (o Options) begin() (*settings.Settings, string, error) {
	if len(o.Targets) == 0 {
		return nil, "", errors.New("nothing to check")
	}
	for _, t := range o.Targets {
		if _, err := os.Stat(t); err != nil {
			return nil, "", &TargetError{Target: t, What: source.Cause(err)}
		}
	}
	return o.settings()
}

func (o Options) readAll(s *settings.Settings, file string) (*Reading, error) {
	now := time.Now
	if o.Now != nil {
		now = o.Now
	}
	b := &estate.Builder{Places: new(value.Places)}
	run := assess.Run{Tool: o.Tool, Targets: o.Targets, At: now().UTC()}
	for _, t := range o.Targets {
		if err := o.read(b, s, file, t, &run); err != nil {
			return nil, err
		}
	}
	run.Read.Files = len(b.Places.Files())
	comments, problems := assess.ReadComments(b.Places.Files(), o.Rules)
	b.Problems = append(b.Problems, problems...)
	return &Reading{Estate: b.Build(), Settings: s, Run: run, comments: comments}, nil
}

// settings returns the settings and the path of their file, "" if there is
// none.
func (o Options) settings() (*settings.Settings, string, error) {
	file := o.Settings
	if file == "" && !o.Ignore {
		var err error
		if file, err = settings.Find(o.Targets[0]); err != nil {
			return nil, "", err
		}
	}
	if file == "" {
		return settings.Default(), "", nil
	}
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, "", &TargetError{Target: file, What: source.Cause(err)}
	}
	s, problems := settings.Parse(shown(file), src)
	if len(problems) == 0 {
		problems = s.CheckRules(o.known())
	}
	if len(problems) > 0 {
		return nil, "", &SettingsError{file, src, problems}
	}
	return s, file, nil
}

// decided returns the rules that are decided.
func (o Options) decided() []*rule.Rule {
	for _, r := range o.Rules {
		if r.ID == o.Only {
			return []*rule.Rule{r}
		}
	}
	return o.Rules
}

// known returns whether there is a rule of an id, and the ids to suggest.
func (o Options) known() (func(id string) bool, []string) {
	var ids []string
	any := make(map[string]bool)
	for _, r := range o.Rules {
		ids = append(ids, r.ID)
		for _, id := range append([]string{r.ID}, r.Was...) {
			any[id] = true
		}
	}
	return func(id string) bool { return any[id] }, ids
}

// read reads one target into the builder.
func (o Options) read(b *estate.Builder, s *settings.Settings, file, target string, run *assess.Run) error {
	p, err := source.Open(target, file)
	if err != nil {
		return &TargetError{Target: target, What: source.Cause(err)}
	}
	defer p.Close()
	inside, err := p.Inside(target)
	if err != nil {
		return &TargetError{Target: target, What: err.Error()}
	}
	found, err := source.Find(p.FS, inside, s.Exclude.Get())
	if m := (*source.Mistake)(nil); errors.As(err, &m) {
		return &TargetError{Target: target, What: m.What, Next: m.Next}
	} else if err != nil {
		return &TargetError{Target: target, What: source.Cause(err)}
	}
	for _, problem := range found.Problems {
		problem.File = p.Shown(problem.File)
		b.Problems = append(b.Problems, problem)
	}
	for _, other := range found.Others {
		run.Read.Others = append(run.Read.Others, assess.Other{Path: p.Shown(other.Path), What: other.What, Next: other.Next})
	}
	prefix := inside
	if file != "" {
		if dir, err := p.Inside(path.Dir(file)); err == nil {
			prefix = dir
		}
	} else if info, err := fs.Stat(p.FS, inside); err == nil && !info.IsDir() {
		prefix = path.Dir(inside)
	}
	opts := terraform.Options{
		FS: p.FS, Shown: p.Shown, Settings: s, Prefix: prefix, Vars: o.Vars, Environ: map[string]string{},
	}
	for _, f := range o.VarFiles {
		name, err := p.Inside(f)
		if err != nil {
			return &TargetError{Target: f, What: err.Error()}
		}
		opts.VarFiles = append(opts.VarFiles, name)
	}
	for _, e := range o.Environ {
		if name, text, ok := strings.Cut(e, "="); ok && strings.HasPrefix(name, "TF_VAR_") {
			opts.Environ[strings.TrimPrefix(name, "TF_VAR_")] = text
		}
	}
	terraform.Read(b, opts, found.Folders, found.Named)
	// Before templates: what a service takes from a file is a part of the service.
	serverless.Read(b, serverless.Options{FS: p.FS, Shown: p.Shown, Settings: s, Prefix: prefix, Vars: o.Vars}, found.Services)
	cloudformation.Read(b, cloudformation.Options{FS: p.FS, Shown: p.Shown, Settings: s, Prefix: prefix, Vars: o.Vars}, found.Templates, found.NamedTemplates)
	cdk.Read(b, cdk.Options{FS: p.FS, Shown: p.Shown, Settings: s, Prefix: prefix}, found.Assemblies)
	for _, name := range found.Plans {
		if slices.ContainsFunc(b.Places.Files(), func(f *value.File) bool { return f.Name == p.Shown(name) }) {
			continue // another target holds it too
		}
		plan.Read(b, plan.Options{FS: p.FS, Shown: p.Shown, Settings: s, Prefix: prefix, Beside: beside(b, opts)}, name)
	}
	return nil
}
