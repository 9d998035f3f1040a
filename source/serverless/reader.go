// Package serverless reads services of the Serverless Framework, versions 3 and
// 4: serverless.yml and its kin, offline and without the framework, into
// resources of an estate. Each stage that a service says something of is an
// environment. Everything is read through an fs.FS that is jailed to the
// project.
package serverless

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/jslang"
	"bailiwick/cfnlang/sls"
	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source"
	"bailiwick/stack"
	"bailiwick/value"
)

// Options says what is read, and how.
type Options struct {
	FS       fs.FS                    // the project
	Shown    func(name string) string // how a path in it is shown; nil shows it as it is
	Settings *settings.Settings
	Prefix   string   // the folder that ids are relative to: that of the settings, else the target
	Vars     []string // --var, as name=value: options of the framework's command line, param:NAME among them
}

// A reader is one reading of a project. It belongs to one goroutine.
type reader struct {
	Options
	builder *estate.Builder
	files   map[string]*cfnlang.Node  // by name; nil for what could not be read
	entered map[string]bool           // what another reading has put among the places
	readers map[string]*jslang.Reader // of code, by folder
}

// Read reads the services whose configurations are the files into the builder.
func Read(b *estate.Builder, o Options, files []string) {
	r := &reader{Options: o, builder: b, files: make(map[string]*cfnlang.Node), entered: make(map[string]bool), readers: make(map[string]*jslang.Reader)}
	if r.Shown == nil {
		r.Shown = func(name string) string { return name }
	}
	for _, f := range b.Places.Files() {
		r.entered[f.Name] = true
	}
	files = slices.Clone(files)
	slices.SortFunc(files, estate.Natural)
	var exports stack.Exports
	var stacks []*stack.Stack
	for _, name := range slices.Compact(files) {
		if r.entered[r.Shown(name)] {
			continue // another target holds it too
		}
		root := r.file(name, true)
		if root == nil {
			continue
		}
		switch {
		case root.Kind == cfnlang.Unknown && root.At == 0: // that it cannot be read was told
			continue
		case root.Kind == cfnlang.Unknown:
			r.problem(value.Problem{Origin: root.At, Summary: "the service's configuration is not known: " + root.Text, Effect: "what it declares is in no count", Next: "run serverless package, then bailiwick check .serverless/cloudformation-template-update-stack.json"})
			continue
		case root.Kind != cfnlang.Map:
			r.problem(value.Problem{Origin: root.At, Summary: "the service's configuration is a " + root.Kind.String() + ", not a map", Effect: "what it declares is in no count", Next: "write a map with service and provider"})
			continue
		}
		for _, env := range r.environments(name, root) {
			if s := r.stack(name, root, env, &exports); s != nil {
				stacks = append(stacks, s)
			}
		}
	}
	for _, s := range stacks {
		s.Emit()
	}
}

func (r *reader) problem(p value.Problem) { r.builder.Problems = append(r.builder.Problems, p) }

// stack returns the stack of a service at a stage, nil if it is no service of
// AWS's.
func (r *reader) stack(name string, root *cfnlang.Node, env environment, exports *stack.Exports) *stack.Stack {
	dir := path.Dir(name)
	s := sls.Package(root, sls.Options{
		Stage: env.stage, Vars: env.vars, Env: r.variables(dir, root, env.stage),
		File: func(file string) *cfnlang.Node { return r.beside(dir, file) },
		Export: func(file, export string) *cfnlang.Node {
			if name := path.Join(dir, file); fs.ValidPath(name) && r.there(name) {
				return r.code(name, export)
			}
			return nil
		},
	})
	if s == nil {
		r.problem(value.Problem{Origin: root.At, Summary: "the service is not one of AWS's", Effect: "nothing of it is checked", Next: "leave it out with exclude in bailiwick.yaml"})
		return nil
	}
	for _, p := range s.Problems {
		r.problem(p)
	}
	scope := &estate.Scope{
		Source: "serverless", Environment: env.name, Sole: env.sole, Root: r.relative(name), Dialect: estate.CloudFormation,
		Baseline: r.Settings != nil && r.Settings.IaC.Baseline.Get(),
	}
	r.builder.AddScope(scope)
	region := s.Region
	if env.region != "" {
		region = env.region
	}
	return stack.New(r.builder, s.Template, stack.Options{
		Scope: scope, Name: s.Stack, Account: env.account, Region: region, Parameters: make(map[string]value.Any), Block: root.At,
		File: name, Changed: s.Changed, Tags: s.Tags,
		Harmless: []string{"Custom::ApiGatewayAccountRole"}, // sets the role by which API Gateway writes logs
		Nested:   func(string, string) (string, *cfnlang.Node) { return "", nil },
	}, exports)
}

// beside returns what a file of the service holds, nil if it is not there.
func (r *reader) beside(dir, file string) *cfnlang.Node {
	name := path.Join(dir, file)
	if !fs.ValidPath(name) {
		return cfnlang.NewUnknown("the file "+file+" is not read: it lies outside of the project", 0)
	}
	return r.file(name, false)
}

func (r *reader) there(name string) bool {
	info, err := fs.Stat(r.FS, name)
	return err == nil && info.Mode().IsRegular()
}

// file returns what a file holds, by what its name ends in; nil if it is not
// there or cannot be read, which is told.
func (r *reader) file(name string, must bool) *cfnlang.Node {
	if n, ok := r.files[name]; ok {
		return n
	}
	r.files[name] = nil
	src, err := source.Read(r.FS, name)
	if err != nil {
		if _, gone := fs.Stat(r.FS, name); gone == nil || must {
			r.problem(value.Problem{
				File: r.Shown(name), Summary: "cannot be read: " + source.Cause(err),
				Effect: "what it declares is in no count", Next: "make it readable, or leave it out with exclude in bailiwick.yaml",
			})
			r.files[name] = cfnlang.NewUnknown("the file "+r.Shown(name)+" cannot be read", 0)
			if must {
				return nil
			}
		}
		return r.files[name]
	}
	r.files[name] = r.tree(name, src)
	return r.files[name]
}

// tree returns what the text of a file means.
func (r *reader) tree(name string, src []byte) *cfnlang.Node {
	shown := r.Shown(name)
	switch path.Ext(name) {
	case ".yml", ".yaml", ".json", ".tfstate":
		root, problems := cfnlang.Parse(r.builder.Places, shown, src)
		for _, p := range problems {
			r.problem(p)
		}
		if root == nil {
			return cfnlang.NewUnknown("the file "+shown+" cannot be read", 0)
		}
		return root
	}
	if sls.IsCode(name) {
		return r.code(name, "")
	}
	at := value.Origin(0)
	if f := r.builder.Places.AddFile(shown, src, whole(len(src))); f != nil {
		at = f.Base
	}
	return cfnlang.NewString(string(src), at)
}

// code returns what a file of code exports, as far as that is static.
func (r *reader) code(name, export string) *cfnlang.Node {
	reader := r.readers[path.Dir(name)]
	if reader == nil {
		reader = &jslang.Reader{Places: r.builder.Places, Dir: path.Dir(name), Shown: r.Shown, Load: func(name string) ([]byte, bool) {
			src, err := source.Read(r.FS, name)
			return src, err == nil
		}}
		r.readers[path.Dir(name)] = reader
	}
	read := reader.Parse
	if export != "" {
		read = func(name string) (*cfnlang.Node, []value.Problem) { return reader.Export(name, export) }
	}
	n, problems := read(name)
	for _, p := range problems {
		r.problem(p)
	}
	if n == nil {
		return cfnlang.NewUnknown("the code in "+r.Shown(name)+" cannot be read", 0)
	}
	return n
}

// whole is the one span of a file that is a text, of so many bytes.
type whole int

func (w whole) Len() int { return 1 }

func (w whole) Span(uint32) (start, end uint32) { return 0, uint32(w) }

// relative returns the configuration's path as ids have it.
func (r *reader) relative(name string) string {
	if r.Prefix == "." || r.Prefix == "" {
		return name
	}
	return strings.TrimPrefix(name, r.Prefix+"/")
}
