package terraform

import (
	"slices"
	"strings"

	"bailiwick/value"
)

// A module is a folder's declarations, parsed once whatever the number of its
// instances.
type module struct {
	dir       string // within the project
	variables map[string]*block
	locals    map[string]expr
	outputs   map[string]*block
	resources map[string]*block // managed, by "type.name"
	data      map[string]*block
	calls     map[string]*block
	providers []*block
	terraform []*block
	imports   []*block

	// In the order of the files.
	declared []*block // resources
	called   []*block // module calls

	problems int // of syntax, in its files

	// Of a stand-in: how what it declares is marked, and why no rule passes on
	// that, if so.
	marked string
	doubt  value.Note
}

// module returns the folder's declarations, or those of one file.
func (r *reader) module(dir, only string) (*module, error) {
	key := dir
	if only != "" {
		key = only
	}
	if m, ok := r.modules[key]; ok {
		return m, nil
	}
	files, err := r.load(dir, only)
	if err != nil {
		return nil, err
	}
	m := &module{
		dir: dir, variables: map[string]*block{}, locals: map[string]expr{}, outputs: map[string]*block{},
		resources: map[string]*block{}, data: map[string]*block{}, calls: map[string]*block{},
	}
	r.modules[key] = m
	for _, f := range files {
		m.problems += len(f.Errors)
		override := isOverride(f.name)
		for _, b := range f.top() {
			r.declare(m, b, override && only == "")
		}
	}
	return m, nil
}

// declare enters one top-level block; from an override file it adds to the
// block of the same name.
func (r *reader) declare(m *module, b *block, override bool) {
	want, known := labelled[b.kind]
	if !known {
		return
	}
	if len(b.labels) != want {
		r.problem(value.Problem{
			Origin: b.at(), Summary: "a `" + b.kind + "` block has " + labelCount(want),
			Effect: "it was not read", Next: "mend its labels: terraform validate",
		})
		return
	}
	name := strings.Join(b.labels, ".")
	switch b.kind {
	case "resource":
		if r.merge(m.resources, name, b, override) {
			m.declared = append(m.declared, b)
		}
	case "data", "ephemeral":
		r.merge(m.data, name, b, override)
	case "module":
		if r.merge(m.calls, name, b, override) {
			m.called = append(m.called, b)
		}
	case "variable":
		r.merge(m.variables, name, b, override)
	case "output":
		r.merge(m.outputs, name, b, override)
	case "provider":
		m.providers = append(m.providers, b)
	case "terraform":
		m.terraform = append(m.terraform, b)
	case "import":
		m.imports = append(m.imports, b)
	case "locals":
		for _, p := range b.body {
			p.eachAttr(func(name string, e expr) {
				if _, ok := m.locals[name]; !ok || override {
					m.locals[name] = e
				}
			})
		}
	}
}

// merge enters a block under its name and reports whether it is a new one. In
// an override file it is joined to the one that is there; otherwise the first
// stands, as Terraform refuses a second.
func (r *reader) merge(into map[string]*block, name string, b *block, override bool) bool {
	was, ok := into[name]
	switch {
	case !ok:
		into[name] = b
		return true
	case override:
		was.body = append(slices.Clone(was.body), b.body...)
	default:
		r.problem(value.Problem{
			Origin: b.at(), Summary: "`" + name + "` is declared twice",
			Effect: "the second declaration was not read", Next: "rename one of the two",
		})
	}
	return false
}

func labelCount(n int) string {
	return [...]string{"no label", "one label", "two labels"}[n]
}

// eachAttr calls f for each attribute of the part in order.
func (p part) eachAttr(f func(name string, e expr)) {
	kids := p.Kids(p.node)
	if p.JSON {
		for k := 0; k+1 < len(kids); k += 2 {
			if name := p.key(kids[k]); name != "" && name != "//" {
				f(name, expr{p.file, kids[k+1], kids[k]})
			}
		}
		return
	}
	for _, n := range kids {
		if e := (expr{p.file, p.Kid(n, 0), n}); p.isAttribute(n) {
			f(p.Name(n), e)
		}
	}
}
