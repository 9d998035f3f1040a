// Package cloudformation reads templates of CloudFormation and SAM in YAML and
// JSON, offline, into resources of an estate. Each environment of each template
// is a stack of its own; a template that another one nests is read as a part of
// it. Everything is read through an fs.FS that is jailed to the project.
package cloudformation

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
	Prefix   string   // the folder that ids are relative to: that of the settings, else the target
	Vars     []string // --var, as name=value: parameters
}

// A reader is one reading of a project. It belongs to one goroutine.
type reader struct {
	Options
	builder   *estate.Builder
	templates map[string]*cfnlang.Node // by name; nil for what could not be read
	entered   map[string]bool          // what another reading has put among the places

	samconfigs map[string]*samconfig // by folder; nil for one without
}

// Read reads the template files into the builder. A file that is named is a
// stack of its own whatever nests it.
func Read(b *estate.Builder, o Options, files, named []string) {
	r := &reader{Options: o, builder: b, templates: make(map[string]*cfnlang.Node), entered: make(map[string]bool), samconfigs: make(map[string]*samconfig)}
	if r.Shown == nil {
		r.Shown = func(name string) string { return name }
	}
	for _, f := range b.Places.Files() {
		r.entered[f.Name] = true
	}
	var exports stack.Exports
	var stacks []*stack.Stack
	for _, name := range r.roots(files, named) {
		for _, env := range r.environments(name) {
			stacks = append(stacks, r.stack(name, env, &exports))
		}
	}
	for _, s := range stacks {
		s.Emit()
	}
}

// roots returns the templates that are stacks of their own, sorted: those that
// were named or that none nests and, where templates nest each other in a circle,
// the first of them.
func (r *reader) roots(files, named []string) []string {
	all := slices.Concat(files, named)
	slices.SortFunc(all, estate.Natural)
	all = slices.DeleteFunc(slices.Compact(all), func(name string) bool { return r.template(name) == nil })
	root, nests := make(map[string]bool), make(map[string][]string)
	for _, name := range all {
		root[name] = true
	}
	for _, name := range all {
		nests[name] = r.nested(name)
		for _, file := range nests[name] {
			delete(root, file)
		}
	}
	for _, name := range named {
		root[name] = true
	}
	reached := make(map[string]bool)
	var reach func(name string)
	reach = func(name string) {
		if !reached[name] {
			reached[name] = true
			for _, file := range nests[name] {
				reach(file)
			}
		}
	}
	for _, name := range all {
		if root[name] {
			reach(name)
		}
	}
	return slices.DeleteFunc(all, func(name string) bool {
		alone := root[name] || !reached[name]
		reach(name)
		return !alone
	})
}

// nested returns the templates on disk that a template nests.
func (r *reader) nested(name string) []string {
	var files []string
	for _, n := range r.template(name).Get("Resources").List {
		property := "TemplateURL"
		switch kind, _ := n.Get("Type").Literal(); kind {
		case "AWS::CloudFormation::Stack":
		case "AWS::Serverless::Application":
			property = "Location"
		default:
			continue
		}
		if s, ok := n.Get("Properties").Get(property).Literal(); ok {
			if file, ok := local(name, s); ok && file != name {
				files = append(files, file)
			}
		}
	}
	return files
}

// local returns the file that a TemplateURL names on disk.
func local(from, url string) (string, bool) {
	if url == "" || strings.Contains(url, "://") || path.IsAbs(url) {
		return "", false
	}
	name := path.Join(path.Dir(from), url)
	return name, fs.ValidPath(name)
}

// template parses a file, once. It is nil if that cannot be read, or is no
// template.
func (r *reader) template(name string) *cfnlang.Node {
	if n, ok := r.templates[name]; ok {
		return n
	}
	r.templates[name] = nil
	shown := r.Shown(name)
	if r.entered[shown] {
		return nil // another target holds it too
	}
	src, err := source.Read(r.FS, name)
	if err != nil {
		r.problem(value.Problem{
			File: shown, Summary: "cannot be read: " + source.Cause(err),
			Effect: "what it declares is in no count", Next: "make it readable, or leave it out with exclude in bailiwick.yaml",
		})
		return nil
	}
	root, problems := cfnlang.Parse(r.builder.Places, shown, src)
	for _, p := range problems {
		r.problem(p)
	}
	switch {
	case root == nil:
		return nil
	case root.Kind != cfnlang.Map || root.Get("Resources") == nil:
		r.problem(value.Problem{Origin: root.At, Summary: "the template has no Resources", Effect: "it declares nothing", Next: "correct it, or leave it out with exclude in bailiwick.yaml"})
		return nil
	case root.Get("Resources").Kind != cfnlang.Map:
		r.problem(value.Problem{
			Origin: root.Get("Resources").At, Summary: "Resources is a " + root.Get("Resources").Kind.String() + ", not a map",
			Effect: "what it declares is in no count", Next: "write a map of logical ids",
		})
		return nil
	}
	r.templates[name] = root
	return root
}

func (r *reader) problem(p value.Problem) { r.builder.Problems = append(r.builder.Problems, p) }

// stack returns the stack that a template is in an environment.
func (r *reader) stack(name string, env environment, exports *stack.Exports) *stack.Stack {
	scope := &estate.Scope{
		Source: "cloudformation", Environment: env.name, Sole: env.sole, Root: r.relative(name), Dialect: estate.CloudFormation,
		Baseline: r.Settings != nil && r.Settings.IaC.Baseline.Get(),
	}
	r.builder.AddScope(scope)
	root := r.template(name)
	return stack.New(r.builder, root, stack.Options{
		Scope: scope, Name: env.stack, Account: env.account, Region: env.region, Parameters: env.parameters, Block: root.At,
		File: name, Tags: r.tags(env, root.At),
		Nested: func(from, url string) (string, *cfnlang.Node) {
			file, ok := local(from, url)
			if !ok {
				return "", nil
			}
			if _, err := fs.Stat(r.FS, file); err != nil {
				return "", nil
			}
			return file, r.template(file)
		},
	}, exports)
}

// tags returns the tags that a deployment gives to the stack: those of the
// settings, and over them those of the environment; nil if neither says any.
func (r *reader) tags(env environment, at value.Origin) *cfnlang.Node {
	given := make(map[string]string)
	known := env.tags != nil
	if r.Settings != nil && r.Settings.IaC.StackTags.Set() {
		maps.Copy(given, r.Settings.IaC.StackTags.Get())
		known = true
	}
	if !known {
		return nil
	}
	maps.Copy(given, env.tags)
	tags := cfnlang.NewMap(at)
	for _, name := range slices.Sorted(maps.Keys(given)) {
		tags.Set(name, cfnlang.NewString(given[name], at))
	}
	return tags
}

// relative returns the template's path as ids have it.
func (r *reader) relative(name string) string {
	if r.Prefix == "." || r.Prefix == "" {
		return name
	}
	return strings.TrimPrefix(name, r.Prefix+"/")
}
