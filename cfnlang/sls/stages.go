package sls

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
)

// maxStages is how many stages of a service are found.
const maxStages = 50

// Stages returns the stages that a configuration says something of, sorted:
// those of params and stages, and the keys of maps from which a variable takes
// that of the stage, such as ${self:custom.retention.${sls:stage}}; with them the
// one that is deployed if none is named. If it says nothing of any, there are
// none.
func Stages(configuration *Node) []string {
	found := make(map[string]bool)
	keys := func(n *Node) {
		if n == nil || n.Kind != cfnlang.Map {
			return
		}
		for _, k := range n.Keys {
			if isStage(k.Name) {
				found[k.Name] = true
			}
		}
	}
	keys(configuration.Get("params"))
	keys(configuration.Get("stages"))
	chosen := make(map[string]bool)
	steps := 0
	var walk func(n *Node)
	walk = func(n *Node) {
		if n == nil || steps > maxSteps {
			return
		}
		steps++
		if n.Kind == cfnlang.String && strings.Contains(n.Text, "${self:") {
			if t, ok := parse(n.Text); ok {
				byStage(t, chosen)
			}
		}
		for _, e := range n.List {
			walk(e)
		}
	}
	walk(configuration)
	for address := range chosen {
		n := configuration
		for _, name := range strings.Split(address, ".") {
			n = n.Get(name)
		}
		keys(n)
	}
	if len(found) == 0 {
		return nil
	}
	if name, ok := newResolver(configuration, Options{}).stage(configuration.At).Literal(); ok {
		found[name] = true
	}
	var out []string
	for name := range found {
		out = append(out, name)
	}
	slices.Sort(out)
	return out[:min(len(out), maxStages)]
}

// isStage reports whether a key may be the name of a stage, and is no word for
// all others.
func isStage(name string) bool {
	if name == "" || len(name) > 40 || slices.Contains([]string{"default", "defaults", "common", "shared", "all", "other", "others", "fallback", "global", "base"}, name) {
		return false
	}
	return strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

// byStage notes the addresses from which the variables of a text take the
// member that is called like the stage.
func byStage(t text, into map[string]bool) {
	for _, p := range t {
		if p.variable == nil {
			continue
		}
		for _, s := range p.variable.sources {
			if s.kind == "self" && len(s.address) > 1 && strings.HasSuffix(s.address[0].literal, ".") && isOfStage(s.address[1]) {
				into[strings.TrimSuffix(s.address[0].literal, ".")] = true
			}
			byStage(s.address, into)
		}
	}
}

// isOfStage reports whether a variable is the stage.
func isOfStage(p part) bool {
	if p.variable == nil || len(p.variable.sources) == 0 {
		return false
	}
	s := p.variable.sources[0]
	if len(s.address) != 1 || s.address[0].variable != nil {
		return false
	}
	switch s.kind + ":" + s.address[0].literal {
	case "sls:stage", "opt:stage", "self:provider.stage", "self:custom.stage":
		return true
	}
	return false
}
