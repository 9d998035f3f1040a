package cloudformation

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/source"
	"bailiwick/value"
)

// An environment is what one stack of a template is evaluated with.
type environment struct {
	name       string
	sole       bool // the template has no other
	account    string
	region     string
	stack      string // its name
	parameters map[string]value.Any
	tags       map[string]string // that the deployment gives to the whole stack, nil if it is not told
}

// environments returns the stacks of a template: those of the environments that
// the settings name, else one for each environment that a samconfig.toml or a
// parameter file is for, else one.
func (r *reader) environments(name string) []environment {
	var out []environment
	if r.Settings != nil {
		for _, e := range r.Settings.Environments.Named.Get() {
			if len(e.Roots) > 0 && !slices.ContainsFunc(e.Roots, func(root string) bool {
				root = path.Join(r.Prefix, root)
				return root == name || root == path.Dir(name)
			}) {
				continue
			}
			env := environment{name: e.Name, parameters: make(map[string]value.Any)}
			for _, f := range e.VarFiles {
				r.named(path.Join(path.Dir(name), f), name, &env)
			}
			for key, text := range e.Vars {
				env.parameters[key] = value.AnyText(value.Literal(text), 0)
			}
			if len(e.Accounts) == 1 {
				env.account = string(e.Accounts[0])
			}
			if len(e.Regions) == 1 {
				env.region = string(e.Regions[0])
			}
			out = append(out, env)
		}
	}
	if out == nil {
		out = r.stages(name)
	}
	if out == nil {
		out = []environment{{name: source.StageOf(path.Dir(name)), parameters: make(map[string]value.Any)}}
	}
	declared := declares(r.template(name))
	for i := range out {
		out[i].sole = len(out) == 1
		for _, v := range r.Vars {
			if key, text, ok := strings.Cut(v, "="); ok {
				out[i].parameters[key] = value.AnyText(value.Literal(text), 0)
			}
		}
		maps.DeleteFunc(out[i].parameters, func(key string, _ value.Any) bool { return !declared[key] }) // it is for another template
	}
	return out
}

// named uses a file that the settings name. Where it is there and cannot be read,
// nobody knows what its parameters are.
func (r *reader) named(file, template string, env *environment) {
	f, mistake := r.parameterFile(file)
	if f != nil {
		r.use(f, env)
		return
	}
	if mistake == nil {
		return // another reader's, or another root's
	}
	mistake.Effect, mistake.Next = "parameters of the environment "+env.name+" are unknown", "correct it, or name another file in bailiwick.yaml"
	r.once(*mistake)
	for key := range declares(r.template(template)) {
		env.parameters[key] = value.AnyUnknown(value.Because("the parameter "+key+" stands in "+r.Shown(file)+", which cannot be read"), 0)
	}
}

// declares returns the names of a template's parameters.
func declares(template *cfnlang.Node) map[string]bool {
	names := make(map[string]bool)
	if n := template.Get("Parameters"); n != nil {
		for _, k := range n.Keys {
			names[k.Name] = true
		}
	}
	return names
}

// stages finds what says how a template is deployed: SAM's configuration, and
// parameter files beside it or in a folder made for them.
func (r *reader) stages(name string) []environment {
	out := r.configured(name)
	configured := len(out)
	for _, dir := range []string{".", "parameters", "params", "config", "env", "environments"} {
		dir = path.Join(path.Dir(name), dir)
		entries, err := fs.ReadDir(r.FS, dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			stage, ok := stageFile(e.Name(), name)
			if !ok {
				continue
			}
			file, mistake := r.parameterFile(path.Join(dir, e.Name()))
			if mistake != nil {
				mistake.Effect, mistake.Next = "what it deploys is not checked", "correct it, or leave it out with exclude in bailiwick.yaml"
				r.once(*mistake)
			}
			if file == nil || !r.fits(file, name) {
				continue
			}
			env := environment{name: stage, parameters: make(map[string]value.Any)}
			r.use(file, &env)
			out = append(out, env)
		}
	}
	if len(out) > configured { // what sets no parameter is completed by the files
		out = slices.DeleteFunc(out, func(e environment) bool { return len(e.parameters) == 0 && e.tags == nil })
	}
	slices.SortStableFunc(out, func(a, b environment) int { return strings.Compare(a.name, b.name) })
	out = slices.CompactFunc(out, func(a, b environment) bool { return a.name == b.name })
	if len(out) > maxStages {
		r.problem(value.Problem{
			File: r.Shown(name), Summary: "more than " + strconv.Itoa(maxStages) + " parameter files fit the template",
			Effect: "those behind " + out[maxStages-1].name + " are not read", Next: "name environments in bailiwick.yaml",
		})
		out = out[:maxStages]
	}
	return out
}

// maxStages is how many stacks of one template are found by parameter files.
const maxStages = 200

// fillers are the words of a parameter file's name that name no stage.
var fillers = []string{"parameters", "parameter", "params", "param", "config", "cfn", "stack", "template", "values", "json", "configuration"}

// stageFile returns the stage that a parameter file is for, by its name:
// prod.json, parameters-prod.json, template.prod.json.
func stageFile(file, template string) (string, bool) {
	stem, ok := strings.CutSuffix(file, ".json")
	if !ok || strings.HasPrefix(file, ".") || path.Base(template) == file {
		return "", false
	}
	own := words(strings.TrimSuffix(path.Base(template), path.Ext(template)))
	var left []string
	parameters := false
	for _, w := range words(stem) {
		parameters = parameters || strings.HasPrefix(w, "param") || w == "configuration"
		if !slices.Contains(fillers, w) && !slices.Contains(own, w) {
			left = append(left, w)
		}
	}
	stage := strings.Join(left, "-")
	for _, bad := range []string{"example", "sample", "package", "tsconfig", "cdk"} {
		if strings.Contains(stage, bad) {
			return "", false
		}
	}
	return stage, parameters || source.StageOf(stage) != ""
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(".-_ ", r) })
}
