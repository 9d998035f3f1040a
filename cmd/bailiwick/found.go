package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/value"
)

// found returns what the settings file begins with.
func found(e *estate.Estate, target string) settings.Found {
	var f settings.Found
	for _, r := range e.Resources() {
		h := r.Head()
		f.Accounts = append(f.Accounts, text(h.Account))
		f.Regions = append(f.Regions, text(h.Region))
		switch r := r.(type) {
		case *estate.VPC:
			f.VPCs = append(f.VPCs, h.Address)
		case *estate.Subnet:
			f.Subnets = append(f.Subnets, h.Address)
			f.VPCs = append(f.VPCs, named(r.VPC)...)
		case *estate.SecurityGroup:
			f.SecurityGroups = append(f.SecurityGroups, h.Address)
			f.VPCs = append(f.VPCs, named(r.VPC)...)
		case *estate.Function:
			f.Subnets = append(f.Subnets, allNamed(r.Subnets)...)
			f.SecurityGroups = append(f.SecurityGroups, allNamed(r.SecurityGroups)...)
			f.Layers = append(f.Layers, publishers(r.Layers, text(h.Account))...)
		}
	}
	f.Environments = environments(e, target)
	f.Exclude = asides(target)
	return f
}

func text(v value.Value[value.Text]) string {
	t, _ := v.Get()
	s, _ := t.Literal()
	return s
}

// remoteOutput matches the address of another root's output.
var remoteOutput = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`data\.terraform_remote_state\.\w+(\[[^\]]*\])?\.outputs\.\w+`)
})

// named returns the literal id that a reference holds, or the output of
// another root's state.
func named(v value.Value[value.Text]) []string {
	if s := text(v); s != "" {
		return []string{s}
	}
	t, _ := v.Get()
	return remoteOutput().FindAllString(t.String()+" "+v.Reason(), 1)
}

func allNamed(v value.Texts) []string {
	elements, ok := v.Get()
	if !ok {
		return remoteOutput().FindAllString(v.Reason(), 1)
	}
	var out []string
	for _, e := range elements {
		out = append(out, named(e)...)
	}
	return out
}

// publishers returns the accounts of layers that another account than ours
// publishes.
func publishers(layers value.Texts, own string) []string {
	var out []string
	elements, _ := layers.Get()
	for _, e := range elements {
		parts := strings.Split(text(e), ":")
		if len(parts) > 5 && parts[0] == "arn" && parts[4] != own {
			out = append(out, parts[4])
		}
	}
	return out
}

// environments returns the environments that were found, with the folders and
// variable files from the working folder. Without several of them there is
// nothing to write down.
func environments(e *estate.Estate, target string) []settings.Environment {
	if info, err := os.Stat(target); err != nil || !info.IsDir() {
		return nil
	}
	var out []settings.Environment
	for _, s := range e.Scopes {
		if s.Environment == "" || s.Source != "terraform" {
			continue
		}
		root := path.Join(filepath.ToSlash(target), s.Root)
		env := settings.Environment{Name: s.Environment, Roots: []string{root}}
		if file := variableFile(root, s.Environment); file != "" {
			env.VarFiles = []string{file}
		} else if info, err := os.Stat(path.Join(root, "terraform.tfstate.d", s.Environment)); err == nil && info.IsDir() {
			env.Workspace = s.Environment
		}
		switch s.Environment {
		case "prod", "production", "prd", "live":
			env.Production = true
		}
		i := slices.IndexFunc(out, func(x settings.Environment) bool { return x.Name == env.Name })
		switch {
		case i < 0:
			out = append(out, env)
		case slices.Equal(out[i].VarFiles, env.VarFiles) && out[i].Workspace == env.Workspace:
			out[i].Roots = append(out[i].Roots, root)
		default:
			return nil // one name is made of different files: left to the convention
		}
	}
	return out
}

// variableFile returns where the environment's variable file lies, from the
// root; "" if there is none.
func variableFile(root, environment string) string {
	for _, dir := range []string{".", "env", "envs", "environments", "vars", "tfvars", "config", "stages"} {
		for _, ext := range []string{".tfvars", ".tfvars.json"} {
			name := path.Join(dir, environment+ext)
			if _, err := os.Stat(path.Join(root, name)); err == nil {
				return name
			}
		}
	}
	return ""
}

// asides returns the folders of the target that look like examples or tests.
func asides(target string) []string {
	var out []string
	filepath.WalkDir(target, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		switch d.Name() {
		case "examples", "example", "test", "tests", "vendor":
			if name != target {
				out = append(out, filepath.ToSlash(name)+"/**")
				return fs.SkipDir
			}
		case ".git", ".terraform", "node_modules":
			return fs.SkipDir
		}
		return nil
	})
	return out
}
