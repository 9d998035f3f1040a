package terraform

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"bailiwick/internal/hcl"
	"bailiwick/source"
	"bailiwick/value"
)

// inputs gathers the root's variables in Terraform's order of precedence, the
// last one wins: TF_VAR_ variables, terraform.tfvars, *.auto.tfvars by name,
// then --var-file and --var, with the environment's files among the former.
func (ev *evaluation) inputs(root *instance, env environment) func(name string) (value.Any, bool) {
	given := map[string]value.Any{}
	for name, text := range ev.Environ {
		if b := root.m.variables[name]; b != nil {
			given[name] = root.fromText(b, text)
		}
	}
	var names []string
	for _, n := range []string{"terraform.tfvars", "terraform.tfvars.json"} {
		names = append(names, path.Join(ev.dir, n))
	}
	if entries, err := fs.ReadDir(ev.fsys, ev.dir); err == nil {
		var auto []string
		for _, e := range entries {
			if n := e.Name(); strings.HasSuffix(n, ".auto.tfvars") || strings.HasSuffix(n, ".auto.tfvars.json") {
				auto = append(auto, path.Join(ev.dir, n))
			}
		}
		slices.Sort(auto)
		names = append(names, auto...)
	}
	for _, n := range names {
		if _, err := fs.Stat(ev.fsys, n); err == nil {
			ev.variableFile(root, n, given)
		}
	}
	for _, n := range slices.Concat(env.files, ev.VarFiles) {
		ev.variableFile(root, n, given)
	}
	for _, name := range sortedKeys(env.vars) {
		if b := root.m.variables[name]; b != nil {
			given[name] = root.fromText(b, env.vars[name])
		}
	}
	for _, v := range ev.Vars {
		name, text, _ := strings.Cut(v, "=")
		if b := root.m.variables[strings.TrimSpace(name)]; b != nil {
			given[strings.TrimSpace(name)] = root.fromText(b, text)
		}
	}
	return func(name string) (value.Any, bool) {
		v, ok := given[name]
		return v, ok
	}
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// variableFile reads a file of variables.
func (ev *evaluation) variableFile(root *instance, name string, into map[string]value.Any) {
	f := ev.parse(name)
	if f == nil {
		return
	}
	env := ev.env(f, nil, root.key())
	part{f, f.Root()}.eachRootAttr(func(name string, e expr) {
		v, failure := env.Eval(e.node)
		if failure != nil {
			ev.failed(e, failure, "var."+name+" is unknown")
			v = value.AnyUnknown(value.Because(failure.Message), e.at(e.node))
		}
		into[name] = v
	})
}

// eachRootAttr calls f for each attribute of a file's body.
func (p part) eachRootAttr(f func(name string, e expr)) {
	for _, n := range p.Kids(p.node) {
		if p.isAttribute(n) {
			f(p.Name(n), expr{p.file, p.Kid(n, 0), n})
		}
	}
}

// fromText reads a variable given as text: as it is if the variable is a
// string or has no type, as an expression otherwise, as Terraform does.
func (in *instance) fromText(b *block, text string) value.Any {
	t := b.body.attr("type")
	word := ""
	if t.ok() && t.Kind(t.node) == hcl.Variable {
		word = t.Name(t.node)
	} else if s, ok := literal(t); ok {
		word = s
	}
	if !t.ok() || word == "string" || word == "any" {
		return value.AnyText(value.Literal(text), b.at())
	}
	parsed := hcl.ParseExpr([]byte(text))
	if len(parsed.Errors) > 0 {
		return value.AnyUnknown(value.Because("the value given for var."+b.labels[0]+" is no expression"), b.at())
	}
	env := in.ev.env(&file{File: parsed}, nil, in.key())
	env.At = b.at()
	v, f := env.Eval(parsed.Root())
	if f != nil {
		return value.AnyUnknown(value.Because(f.Message), b.at())
	}
	return v
}

// An environment is what sets one evaluation of a root apart from another.
type environment struct {
	name      string // "" for the only one
	files     []string
	vars      map[string]string
	workspace string
	fixed     fixed
}

// environments returns the evaluations of a root: those that the settings
// name, else one for each stage file beside it, else one.
func (r *reader) environments(rt root) []environment {
	var out []environment
	if named := r.Settings.Environments.Named; named.Set() {
		for _, e := range named.Get() {
			if len(e.Roots) > 0 && !slices.ContainsFunc(e.Roots, func(p string) bool {
				p = path.Join(r.Prefix, p)
				return p == rt.dir || p == rt.only
			}) {
				continue
			}
			env := environment{name: e.Name, vars: e.Vars, workspace: e.Workspace}
			for _, f := range e.VarFiles {
				env.files = append(env.files, path.Join(rt.dir, f))
			}
			if len(e.Accounts) == 1 {
				env.fixed.account = string(e.Accounts[0])
			}
			if len(e.Regions) == 1 {
				env.fixed.region = string(e.Regions[0])
			}
			out = append(out, env)
		}
	}
	if out == nil && len(r.VarFiles) == 0 {
		out = r.stages(rt)
	}
	if out == nil {
		out = r.workspaces(rt)
	}
	if out == nil {
		out = []environment{{name: source.StageOf(rt.dir)}}
	}
	return out
}

// stages finds a *.tfvars file for each stage, beside the root or in a folder
// made for them.
func (r *reader) stages(rt root) []environment {
	if len(rt.variables) == 0 {
		return nil
	}
	var out []environment
	for _, dir := range []string{".", "env", "envs", "environments", "vars", "tfvars", "config", "stages"} {
		dir = path.Join(rt.dir, dir)
		entries, err := fs.ReadDir(r.fsys, dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			name := e.Name()
			stem, ok := strings.CutSuffix(strings.TrimSuffix(name, ".json"), ".tfvars")
			if !ok || stem == "terraform" || strings.HasSuffix(stem, ".auto") || strings.HasPrefix(name, ".") || stem == "" ||
				strings.Contains(stem, "example") || strings.Contains(stem, "sample") || strings.Contains(stem, "template") {
				continue
			}
			out = append(out, environment{name: stem, files: []string{path.Join(dir, name)}})
		}
	}
	slices.SortStableFunc(out, func(a, b environment) int { return strings.Compare(a.name, b.name) })
	return slices.CompactFunc(out, func(a, b environment) bool { return a.name == b.name })
}

// workspaces finds those that have a local state.
func (r *reader) workspaces(rt root) []environment {
	entries, err := fs.ReadDir(r.fsys, path.Join(rt.dir, "terraform.tfstate.d"))
	if err != nil {
		return nil
	}
	var out []environment
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, environment{name: e.Name(), workspace: e.Name()})
		}
	}
	return out
}
