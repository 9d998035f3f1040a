// Package terraform reads Terraform and OpenTofu: configurations in native
// and JSON syntax, and plans. It evaluates them offline, without init and
// without providers, into resources of an estate.
//
// A folder is parsed once. Each environment of each root is an evaluation of
// its own over that parse, in which everything is computed when asked for and
// kept: locals, variables, attributes, outputs. What only an apply would tell
// is a hole or unknown, with the reason. Everything is read through an fs.FS
// that is jailed to the project.
package terraform

import (
	"cmp"
	"io/fs"
	"path"
	"slices"

	"bailiwick/estate"
	"bailiwick/internal/hcl"
	"bailiwick/settings"
	"bailiwick/source"
	"bailiwick/value"
)

// Options says what is read, and how.
type Options struct {
	FS       fs.FS                    // the project
	Shown    func(name string) string // how a path in it is shown; nil shows it as it is
	Settings *settings.Settings
	Prefix   string            // the folder that ids are relative to: that of the settings, else the target
	Vars     []string          // --var, as name=value
	VarFiles []string          // --var-file, within the project
	Environ  map[string]string // TF_VAR_ variables, by name without that prefix
}

// A reader is one reading of a project. It belongs to one goroutine.
type reader struct {
	Options
	fsys    fs.FS
	places  *value.Places
	builder *estate.Builder
	files   map[string]*file
	modules map[string]*module
	torn    map[string]string // folders of which a file could not be read, with that file
	told    map[value.Problem]bool
	entered map[string]*value.File // what another reading has put among the places, by name
}

func newReader(b *estate.Builder, o Options) *reader {
	r := &reader{
		Options: o, fsys: o.FS, places: b.Places, builder: b,
		files: map[string]*file{}, modules: map[string]*module{}, torn: map[string]string{},
		told: map[value.Problem]bool{}, entered: map[string]*value.File{},
	}
	for _, f := range b.Places.Files() {
		r.entered[f.Name] = f
	}
	if r.Shown == nil {
		r.Shown = func(name string) string { return name }
	}
	return r
}

// Read reads the Terraform folders into the builder. Folders and files that
// are named are roots; of the others those that no root calls.
func Read(b *estate.Builder, o Options, folders, named []string) {
	r := newReader(b, o)
	for _, root := range r.roots(folders, named) {
		r.root(root)
	}
	r.letGo()
}

func (r *reader) shown(name string) string { return r.Options.Shown(name) }

// problem reports a problem once.
func (r *reader) problem(p value.Problem) {
	if r.told[p] {
		return
	}
	r.told[p] = true
	r.builder.Problems = append(r.builder.Problems, p)
}

// A root is a folder, or one file, that is evaluated by itself.
type root struct {
	dir  string
	only string // the file, if it is one
	*module
}

// roots returns what is evaluated: what was named, and the folders that no
// module call of the run leads to.
func (r *reader) roots(folders, named []string) []root {
	var out []root
	called := map[string]bool{}
	seen := map[string]bool{}
	for _, name := range named {
		rt := root{dir: name}
		if source.IsTerraform(name) {
			rt = root{dir: path.Dir(name), only: name}
		}
		if rt.module = r.folder(rt.dir, rt.only); rt.module != nil {
			out = append(out, rt)
			seen[cmp.Or(rt.only, rt.dir)] = true
		}
	}
	var parsed []root
	for _, dir := range folders {
		if m := r.folder(dir, ""); m != nil {
			parsed = append(parsed, root{dir: dir, module: m})
			for _, c := range m.called {
				if s, ok := literal(c.body.attr("source")); ok && isLocal(s) {
					called[path.Join(dir, s)] = true
				}
			}
		}
	}
	for _, rt := range parsed {
		if !called[rt.dir] && !seen[rt.dir] && len(rt.declared)+len(rt.called)+len(rt.data) > 0 {
			out = append(out, rt)
		}
	}
	slices.SortStableFunc(out, func(a, b root) int { return estate.Natural(cmp.Or(a.only, a.dir), cmp.Or(b.only, b.dir)) })
	return out
}

// folder parses a folder, or one file of it; what cannot be read is a problem.
func (r *reader) folder(dir, only string) *module {
	m, err := r.module(dir, only)
	if err != nil {
		r.problem(value.Problem{
			File: r.shown(dir), Summary: "cannot be read: " + source.Cause(err),
			Effect: "what it declares is in no count", Next: "make it readable, or leave it out with exclude in bailiwick.yaml",
		})
		return nil
	}
	return m
}

// literal returns the text of an expression that is a plain string.
func literal(e expr) (string, bool) {
	if !e.ok() || e.Kind(e.node) != hcl.Template {
		return "", false
	}
	kids := e.Kids(e.node)
	switch {
	case len(kids) == 0:
		return "", true
	case len(kids) == 1 && e.Kind(kids[0]) == hcl.Literal:
		return e.Text(kids[0]), true
	}
	return "", false
}

func isLocal(source string) bool {
	return source == "." || source == ".." || len(source) > 1 && (source[:2] == "./" || len(source) > 2 && source[:3] == "../")
}

// relative returns the root's path as ids have it.
func (r *reader) relative(rt root) string {
	name := cmp.Or(rt.only, rt.dir)
	if r.Prefix == name || r.Prefix == rt.dir {
		return ""
	}
	if r.Prefix == "." {
		return name
	}
	if len(name) > len(r.Prefix) && name[:len(r.Prefix)+1] == r.Prefix+"/" {
		return name[len(r.Prefix)+1:]
	}
	return name
}
