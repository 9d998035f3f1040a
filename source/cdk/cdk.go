// Package cdk reads what `cdk synth` writes, the cloud assembly in cdk.out: each
// stack's template, in the account and region that the assembly names for it,
// those of stages and nested stacks among them. A resource is called by the path
// of its construct and stands where the application makes it, as far as the
// assembly says.
package cdk

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"bailiwick/cfnlang"
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
	Prefix   string // the folder that ids are relative to: that of the settings, else the target
}

// A reader is one reading of a project. It belongs to one goroutine.
type reader struct {
	Options
	builder   *estate.Builder
	sources   sources
	read      map[string]bool          // templates of stacks, and folders of assemblies
	templates map[string]*cfnlang.Node // by name; nil for what could not be read
	entered   map[string]bool          // what another reading has put among the places
}

// Read reads the assemblies in the folders into the builder.
func Read(b *estate.Builder, o Options, folders []string) {
	if o.Shown == nil {
		o.Shown = func(name string) string { return name }
	}
	r := &reader{Options: o, builder: b, read: make(map[string]bool), templates: make(map[string]*cfnlang.Node), entered: make(map[string]bool)}
	for _, f := range b.Places.Files() {
		r.entered[f.Name] = true
	}
	r.sources = sources{reader: r, files: make(map[string]*lines)}
	var exports stack.Exports
	var all []*stack.Stack
	for _, dir := range folders {
		for _, s := range r.stacks(dir) {
			if made := r.stack(dir, s, &exports); made != nil {
				all = append(all, made)
			}
		}
	}
	for _, s := range all {
		s.Emit()
	}
}

func (r *reader) problem(p value.Problem) { r.builder.Problems = append(r.builder.Problems, p) }

func natural(a, b string) int { return estate.Natural(a, b) }

// stack returns a stack of the assembly in dir, nil if its template cannot be
// read.
func (r *reader) stack(dir string, s synthesized, exports *stack.Exports) *stack.Stack {
	root := r.template(s.template)
	if root == nil {
		return nil
	}
	scope := &estate.Scope{
		Source: "cloudformation", Sole: true, Root: r.relative(s.template), Dialect: estate.CloudFormation,
		Baseline: r.Settings != nil && r.Settings.IaC.Baseline.Get(),
	}
	r.builder.AddScope(scope)
	parameters := make(map[string]value.Any, len(s.parameters))
	for name, text := range s.parameters {
		if !strings.Contains(text, "${") { // a place of an asset, which the deployment knows
			parameters[name] = value.AnyText(value.Literal(text), root.At)
		}
	}
	tags := cfnlang.NewMap(root.At)
	for _, name := range slices.Sorted(maps.Keys(s.tags)) {
		tags.Set(name, cfnlang.NewString(s.tags[name], root.At))
	}
	return stack.New(r.builder, root, stack.Options{
		Scope: scope, Name: s.name, Account: s.account, Region: s.region, Parameters: parameters, Block: root.At,
		File: s.template, Tags: tags,
		Nested: func(_, file string) (string, *cfnlang.Node) {
			name := path.Join(path.Dir(s.template), file)
			if !fs.ValidPath(name) {
				return "", nil
			}
			if _, err := fs.Stat(r.FS, name); err != nil {
				return "", nil
			}
			return name, r.template(name)
		},
		Construct: func(id string, n *cfnlang.Node) stack.Construct {
			where, ok := n.Get("Metadata").Get("aws:cdk:path").Literal()
			if !ok {
				where = s.paths[id]
			}
			path := called(where)
			class, ok := s.classes[path]
			if !ok {
				class = s.classes[where]
			}
			return stack.Construct{Path: path, Class: class, At: r.sources.origin(dir, s.traces[where])}
		},
	}, exports)
}

// called returns the path of a construct without the name of what it is made of
// at the end.
func called(path string) string {
	for _, made := range [...]string{"/Resource", "/Default"} {
		if rest, ok := strings.CutSuffix(path, made); ok {
			return rest
		}
	}
	return path
}

// template parses a file, once. It is nil if that cannot be read, or if another
// target holds it too.
func (r *reader) template(name string) *cfnlang.Node {
	if n, ok := r.templates[name]; ok {
		return n
	}
	r.templates[name] = nil
	shown := r.Shown(name)
	if r.entered[shown] {
		return nil
	}
	src, err := source.Read(r.FS, name)
	if err != nil {
		r.problem(value.Problem{
			File: shown, Summary: "cannot be read: " + source.Cause(err),
			Effect: "what it declares is in no count", Next: "run `cdk synth` again",
		})
		return nil
	}
	root, problems := cfnlang.Parse(r.builder.Places, shown, src)
	for _, p := range problems {
		r.problem(p)
	}
	if root == nil {
		return nil
	}
	if n := root.Get("Resources"); n != nil && n.Kind != cfnlang.Map {
		r.problem(value.Problem{Origin: n.At, Summary: "Resources is a " + n.Kind.String() + ", not a map", Effect: "what it declares is in no count", Next: "run `cdk synth` again"})
		return nil
	}
	r.templates[name] = root
	return root
}

// relative returns the template's path as ids have it.
func (r *reader) relative(name string) string {
	if r.Prefix == "." || r.Prefix == "" {
		return name
	}
	return strings.TrimPrefix(name, r.Prefix+"/")
}
