package terraform

import (
	"bailiwick/estate"
	"bailiwick/tflang"
	"bailiwick/value"
)

// root evaluates a root in each of its environments.
func (r *reader) root(rt root) {
	envs := r.environments(rt)
	for _, env := range envs {
		ev := &evaluation{
			reader: r, dir: rt.dir, workspace: env.workspace, budget: tflang.NewBudget(), fixed: env.fixed,
			scope: &estate.Scope{
				Source: "terraform", Environment: env.name, Sole: len(envs) == 1, Root: r.relative(rt),
				Dialect: estate.Terraform, Baseline: r.Settings.IaC.Baseline.Get(),
			},
		}
		ev.key = ev.scope.Key()
		r.builder.AddScope(ev.scope)
		ev.installed = ev.readInstalled()
		top := ev.newInstance(rt.module)
		top.inputs = ev.inputs(top, env)
		top.emit()
		for _, o := range top.unusedDocuments() {
			o.emitDocument()
		}
		ev.tornFolders(top)
		ev.scope.Others = ev.others
	}
}

// tornFolders notes as gaps the folders of which a file could not be read
// whole: what stood there may hang on anything.
func (ev *evaluation) tornFolders(in *instance) {
	if name, ok := ev.torn[in.m.dir]; ok {
		ev.builder.Gaps = append(ev.builder.Gaps, estate.Gap{
			Scope: ev.scope, Why: value.Because(ev.shown(name) + " could not be read whole"), All: true,
		})
	}
	for _, b := range in.m.called {
		for _, o := range in.expand(b).objects {
			if c := in.children[o]; c != nil {
				ev.tornFolders(c)
			}
		}
	}
}
