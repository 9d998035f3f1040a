// Package cfnregistry tells what CloudFormation's registry says of the resource
// types that the kinds of the estate declare: properties, what Fn::GetAtt takes
// and what Ref returns. Tests compare with it; the program does not use it.
//
// The file registry.txt is written by tools/cfnfacts.
package cfnregistry

import (
	_ "embed"
	"strings"
)

//go:embed registry.txt
var text string

// A Type is a resource type.
type Type struct {
	Properties Properties
	Attributes []string // what Fn::GetAtt takes
	Ref        []string // what Ref returns
	Tags       string   // the property that holds the tags
}

// Properties are names, each with the properties that it may hold.
type Properties map[string]Properties

// Has reports whether the path leads to a property.
func (p Properties) Has(path string) bool {
	name, rest, more := strings.Cut(path, ".")
	inner, ok := p[name]
	if p.open() {
		return true
	}
	return ok && (!more || inner.Has(rest))
}

// open reports whether any property may be there.
func (p Properties) open() bool {
	_, ok := p["*"]
	return ok
}

// At returns the properties of the one that the path leads to.
func (p Properties) At(path string) Properties {
	for name := range strings.SplitSeq(path, ".") {
		if !p.open() {
			p = p[name]
		}
	}
	return p
}

// Types returns the resource types by name.
func Types() map[string]Type {
	all := make(map[string]Type)
	name := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		word, rest, _ := strings.Cut(strings.TrimPrefix(line, "\t"), " ")
		t := all[name]
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case !strings.HasPrefix(line, "\t"):
			at := strings.IndexByte(line, '{')
			name, t = line[:at], Type{}
			t.Properties, _ = read(line[at+1:])
		case word == "attributes":
			t.Attributes = strings.Fields(rest)
		case word == "ref":
			t.Ref = strings.Fields(rest)
		case word == "tags":
			t.Tags = rest
		}
		all[name] = t
	}
	return all
}

// read reads names, each perhaps with its own properties in braces, up to the
// closing brace.
func read(s string) (Properties, string) {
	p := make(Properties)
	for {
		s = strings.TrimPrefix(s, " ")
		n := strings.IndexAny(s, " {}")
		name, anything := strings.CutSuffix(s[:n], "*")
		s = s[n:]
		var inner Properties
		if anything {
			inner = Properties{"*": nil}
		}
		if s[0] == '{' {
			inner, s = read(s[1:])
		}
		if name != "" {
			p[name] = inner
		}
		if s[0] == '}' {
			return p, s[1:]
		}
	}
}
