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
	parameters map[string]value.Any
}

// environments returns the stacks of a template: those of the environments that
// the settings name, else one for each parameter file beside it, else one.
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
				r.parameterFile(path.Join(path.Dir(name), f), env.parameters)
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

// stages finds the parameter files of a template: beside it, or in a folder
// made for them.
func (r *reader) stages(name string) []environment {
	declared := declares(r.template(name))
	if len(declared) == 0 {
		return nil
	}
	var out []environment
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
			env := environment{name: stage, parameters: make(map[string]value.Any)}
			if r.parameterFile(path.Join(dir, e.Name()), env.parameters) && fits(env.parameters, declared) {
				out = append(out, env)
			}
		}
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

// fits reports whether the parameters are those of the template.
func fits(parameters map[string]value.Any, declared map[string]bool) bool {
	for key := range parameters {
		if !declared[key] {
			return false
		}
	}
	return len(parameters) > 0
}

// fillers are the words of a parameter file's name that name no stage.
var fillers = []string{"parameters", "parameter", "params", "param", "config", "cfn", "stack", "template", "values", "json"}

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
		parameters = parameters || strings.HasPrefix(w, "param")
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

// parameterFile reads the values of a parameter file: a list of objects with
// ParameterKey and ParameterValue, a list of texts Key=Value, an object of
// values, or one under Parameters, as AWS CodePipeline has it. It reports
// whether the file is one.
func (r *reader) parameterFile(name string, into map[string]value.Any) bool {
	src, err := source.Read(r.FS, name)
	if err != nil {
		return false
	}
	n, _ := cfnlang.Parse(new(value.Places), name, src)
	if n == nil || n.Get("Resources") != nil {
		return false
	}
	set := func(key string, v *cfnlang.Node) bool {
		s, ok := v.Literal()
		if ok && key != "" {
			into[key] = value.AnyText(value.Literal(s), 0)
		}
		return ok && key != ""
	}
	if inner := n.Get("Parameters"); inner != nil {
		n = inner
	}
	if n.Kind == cfnlang.Map {
		for i, k := range n.Keys {
			if !set(k.Name, n.List[i]) {
				return false
			}
		}
		return true
	}
	if n.Kind != cfnlang.List {
		return false
	}
	for _, e := range n.List {
		if s, ok := e.Literal(); ok {
			key, text, found := strings.Cut(s, "=")
			if !found || !set(key, cfnlang.NewString(text, 0)) {
				return false
			}
			continue
		}
		key, _ := e.Get("ParameterKey").Literal()
		if previous, ok := e.Get("UsePreviousValue").Literal(); ok && previous == "true" && key != "" {
			into[key] = value.AnyUnknown(value.Because("the parameter "+key+" keeps the value that the stack has"), 0)
			continue
		}
		if !set(key, e.Get("ParameterValue")) {
			return false
		}
	}
	return true
}
