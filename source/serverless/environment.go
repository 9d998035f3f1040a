package serverless

import (
	"path"
	"slices"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/sls"
	"bailiwick/source"
	"bailiwick/value"

	"github.com/joho/godotenv"
)

// An environment is what a service is packaged for.
type environment struct {
	name    string
	sole    bool   // the service has no other
	stage   string // --stage, "" if none is given
	account string
	region  string
	vars    map[string]string // other options
}

// environments returns the environments of a service: those that the settings
// name, else one for each stage that the configuration says something of, else
// one.
func (r *reader) environments(name string, root *cfnlang.Node) []environment {
	given := make(map[string]string)
	for _, v := range r.Vars {
		if key, text, ok := strings.Cut(v, "="); ok {
			given[key] = text
		}
	}
	var out []environment
	switch stage := given["stage"]; {
	case stage != "":
		out = []environment{{name: stage, stage: stage, vars: given}}
	default:
		out = r.named(name, given)
	}
	if out == nil {
		for _, stage := range sls.Stages(root) {
			out = append(out, environment{name: stage, stage: stage, vars: given})
		}
	}
	if out == nil {
		out = []environment{{name: source.StageOf(path.Dir(name)), vars: given}}
	}
	for i := range out {
		out[i].sole = len(out) == 1
	}
	return out
}

// named returns the environments of the settings that the service is in. An
// environment is deployed as the stage of its name, unless its vars say
// otherwise.
func (r *reader) named(name string, given map[string]string) []environment {
	if r.Settings == nil {
		return nil
	}
	var out []environment
	for _, e := range r.Settings.Environments.Named.Get() {
		if len(e.Roots) > 0 && !slices.ContainsFunc(e.Roots, func(root string) bool {
			root = path.Join(r.Prefix, root)
			return root == name || root == path.Dir(name)
		}) {
			continue
		}
		env := environment{name: e.Name, stage: e.Name, vars: make(map[string]string)}
		for key, text := range e.Vars {
			env.vars[key] = text
		}
		for key, text := range given {
			env.vars[key] = text
		}
		if stage := env.vars["stage"]; stage != "" {
			env.stage = stage
		}
		if len(e.Accounts) == 1 {
			env.account = string(e.Accounts[0])
		}
		if len(e.Regions) == 1 {
			env.region = string(e.Regions[0])
		}
		out = append(out, env)
	}
	return out
}

// variables returns the environment variables that are known: those of the
// .env file of the stage, else of .env, where the service takes them from there
// (Serverless Framework, Environment Variables: useDotenv, and version 4).
func (r *reader) variables(dir string, root *cfnlang.Node, stage string) map[string]string {
	use, _ := root.Get("useDotenv").Literal()
	version, _ := root.Get("frameworkVersion").Literal()
	byPlugin := false
	if plugins := root.Get("plugins"); plugins != nil {
		byPlugin = slices.ContainsFunc(plugins.List, func(n *cfnlang.Node) bool {
			text, _ := n.Literal()
			return text == "serverless-dotenv-plugin"
		})
	}
	if use != "true" && !byPlugin && !strings.HasPrefix(strings.TrimLeft(version, "^~>=v "), "4") {
		return nil
	}
	names := []string{".env"}
	if stage != "" {
		names = []string{".env." + stage, ".env"}
	}
	for _, name := range names {
		src, err := source.Read(r.FS, path.Join(dir, name))
		if err != nil {
			continue
		}
		values, err := godotenv.UnmarshalBytes(src)
		if err == nil {
			return values
		}
		r.problem(value.Problem{ // without the cause, which would quote what is written there
			File: r.Shown(path.Join(dir, name)), Summary: "has lines that set no variable", Effect: "its variables are not known", Next: "write NAME=VALUE on each line",
		})
		return nil
	}
	return nil
}
