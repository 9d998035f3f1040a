package terraform

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"bailiwick/source"
	"bailiwick/tflang"
	"bailiwick/value"
)

const (
	maxModules = 100_000 // module instances of one evaluation
	maxNesting = 32      // module calls within module calls
)

// child returns the module instance of a call, nil if its module cannot be
// read; that is told once.
func (in *instance) child(o *object) *instance {
	if c, ok := in.children[o]; ok {
		return c
	}
	in.children[o] = nil
	m := in.moduleOf(o)
	if m == nil {
		return nil
	}
	ev := in.ev
	if ev.instances++; ev.instances > maxModules {
		ev.problem(value.Problem{
			Origin: o.b.at(), Summary: "the root has more than 100,000 module instances",
			Effect: "what the others declare is in no count", Next: "check its modules one by one",
		})
		return nil
	}
	c := ev.newInstance(m)
	c.path, c.up = o.address(), o
	c.calls = in.calls
	if m.marked == "" { // else what it declares stands at the call itself
		c.calls = append(slices.Clone(in.calls), o.b.at())
	}
	c.when, c.unsure = in.when, in.unsure
	if when, possible := in.when.And(o.when); possible {
		c.when = when
	}
	if o.unsure != 0 {
		c.unsure = o.unsure
	}
	in.children[o] = c
	return c
}

func (ev *evaluation) newInstance(m *module) *instance {
	return &instance{
		ev: ev, m: m,
		vars: map[string]*memo{}, locals: map[string]*memo{}, blocks: map[*block]*expansion{},
		children: map[*object]*instance{}, envs: map[*file]*tflang.Env{}, providers: map[string]*provider{},
	}
}

// moduleOf returns the module that a call names, or what stands for it.
func (in *instance) moduleOf(o *object) *module {
	dir, problem := in.folderOf(o)
	if problem != nil {
		m, known := in.standIn(o)
		if m != nil {
			return m
		}
		if known != nil {
			problem = known
		}
		in.ev.gap(in, o, *problem)
		return nil
	}
	depth := 0
	for up := in; ; up = up.up.in {
		depth++
		if up.m.dir == dir {
			in.ev.gap(in, o, value.Problem{Summary: "a module calls itself: " + in.ev.shown(dir), Next: "break the circle"})
			return nil
		}
		if up.up == nil {
			break
		}
	}
	if depth > maxNesting {
		in.ev.gap(in, o, value.Problem{Summary: fmt.Sprintf("module calls are nested more than %d deep", maxNesting), Next: "flatten them"})
		return nil
	}
	m, err := in.ev.module(dir, "")
	if err != nil {
		in.ev.gap(in, o, value.Problem{Summary: o.b.display() + " cannot be read: " + source.Cause(err), Next: "check its source"})
		return nil
	}
	if len(m.declared)+len(m.called)+len(m.data)+len(m.outputs)+len(m.variables)+len(m.locals) == 0 && m.problems == 0 {
		in.ev.gap(in, o, value.Problem{Summary: o.b.display() + " names a folder without Terraform files: " + in.ev.shown(dir), Next: "check its source"})
		return nil
	}
	return m
}

// folderOf returns the folder of a call's module within the project.
func (in *instance) folderOf(o *object) (string, *value.Problem) {
	src, ok := literal(o.b.body.attr("source"))
	if !ok {
		return "", &value.Problem{Summary: o.b.display() + " has no literal source", Next: "write its source as a plain string"}
	}
	if isLocal(src) {
		dir := path.Join(in.m.dir, src)
		if dir == ".." || strings.HasPrefix(dir, "../") {
			return "", &value.Problem{
				Summary: o.b.display() + " lies outside of the project: " + src,
				Next:    "put bailiwick.yaml in a folder above both, or check from the repository that holds both",
			}
		}
		return dir, nil
	}
	if dir, ok := in.ev.installed[in.callPath(o)]; ok {
		return dir, nil
	}
	return "", &value.Problem{Summary: o.b.display() + " is not on disk", Next: "terraform init, then check again"}
}

// callPath returns the call's path without instance keys, as modules.json
// has it: "api.handlers".
func (in *instance) callPath(o *object) string {
	name := o.b.labels[0]
	if in.up != nil {
		return in.up.in.callPath(in.up) + "." + name
	}
	return name
}

// readInstalled reads which modules `terraform init` has put where.
func (ev *evaluation) readInstalled() map[string]string {
	name := path.Join(ev.dir, ".terraform/modules/modules.json")
	src, err := source.Read(ev.fsys, name)
	if err != nil {
		return nil
	}
	var manifest struct {
		Modules []struct{ Key, Dir string }
	}
	if err := json.Unmarshal(src, &manifest); err != nil {
		ev.problem(value.Problem{
			File: ev.shown(name), Summary: "is no list of modules: " + err.Error(),
			Effect: "modules that are not local are not read", Next: "terraform init writes it anew",
		})
		return nil
	}
	out := map[string]string{}
	for _, m := range manifest.Modules {
		if dir := path.Join(ev.dir, m.Dir); m.Key != "" && !strings.HasPrefix(dir, "..") {
			out[m.Key] = dir
		}
	}
	return out
}

// gap reports a module that could not be read, and notes what may hide there.
func (ev *evaluation) gap(in *instance, o *object, p value.Problem) {
	p.Origin = o.b.at()
	if e := o.b.body.attr("source"); e.ok() {
		p.Origin = e.at(e.node)
	}
	p.Effect = "its functions, roles and queues are in no count"
	ev.problem(p)
	ev.builder.Gaps = append(ev.builder.Gaps, ev.gapOf(o, p.Summary))
}

// moduleOutput returns an output as the caller sees it.
func (in *instance) moduleOutput(o *object, name string) (value.Any, *tflang.Failure) {
	c := in.child(o)
	if c == nil {
		return value.AnyUnknown(value.Because(o.address()+"."+name+": the module is not on disk"), o.b.at()), nil
	}
	if v, ok := c.output(name); ok {
		return v, nil
	}
	if c.m.marked != "" {
		return value.AnyUnknown(value.Because(o.address()+"."+name+": the module is not on disk"), o.b.at()), nil
	}
	return value.Any{}, tflang.Fail(0, o.address()+" has no output `"+name+"`")
}
