package sam

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed data/policies.txt
var policiesText string

// A policyTemplate is a template of a policy with parameters.
type policyTemplate struct {
	parameters []string
	statements []grant
}

// A grant is what a statement of a template or of a connector says.
type grant struct {
	category   string // of a connector: Read or Write
	actions    []string
	resources  []string
	principal  string
	account    string
	conditions [][3]string // operator, key, value
}

// policyTemplates are the templates of policies that SAM knows.
var policyTemplates = sync.OnceValue(func() map[string]*policyTemplate {
	all := map[string]*policyTemplate{}
	var in *policyTemplate
	for line := range strings.Lines(policiesText) {
		words := strings.Fields(line)
		switch {
		case line[0] == '#':
		case line[0] != '\t':
			in = &policyTemplate{parameters: words[1:]}
			all[words[0]] = in
		default:
			in.statements = appendGrant(in.statements, words, false)
		}
	}
	return all
})

// appendGrant reads a line of a table: the actions of the next statement, or
// what else the last one says.
func appendGrant(list []grant, words []string, categories bool) []grant {
	g := &grant{}
	if len(list) > 0 {
		g = &list[len(list)-1]
	}
	switch words[0] {
	case "on":
		g.resources = append(g.resources, words[1])
	case "by":
		g.principal = words[1]
	case "of":
		g.account = words[1]
	case "if":
		g.conditions = append(g.conditions, [3]string{words[1], words[2], words[3]})
	default:
		next := grant{actions: words}
		if categories {
			next = grant{category: words[0], actions: words[1:]}
		}
		return append(list, next)
	}
	return list
}

// fromTemplate returns the policy document of an entry of Policies that names
// a template and the values of its parameters.
func (m *macro) fromTemplate(entry *Node) *Node {
	name, values := entry.Keys[0].Name, entry.List[0]
	t, p := policyTemplates()[name], placeOf(entry)
	if !isMap(values) {
		m.fail(entry, "Must specify valid parameter values for policy template '%s'", name)
		return p.Object()
	}
	for _, parameter := range t.parameters {
		if values.Get(parameter) == nil {
			m.fail(entry, "Following required parameters of template '%s' don't have values: ['%s']", name, parameter)
		}
	}
	fill := func(name string) *Node { return values.Get(name) }
	list := p.List()
	for _, g := range t.statements {
		list.List = append(list.List, p.granted(g, fill))
	}
	return p.Object("Statement", list)
}

// granted returns a statement.
func (p place) granted(g grant, fill func(string) *Node) *Node {
	resources := p.List()
	for _, r := range g.resources {
		resources.List = append(resources.List, p.filled(r, fill))
	}
	s := p.Object("Effect", "Allow", "Action", g.actions, "Resource", resources)
	if len(g.conditions) > 0 {
		conditions := p.Object()
		for _, c := range g.conditions {
			conditions.Set(c[0], p.Object(c[1], p.filled(c[2], fill)))
		}
		s.Set("Condition", conditions)
	}
	return s
}

var filling = regexp.MustCompile(`<([A-Za-z.]+)>`)

// filled returns a text of a table whose <Name> are values.
func (p place) filled(text string, fill func(string) *Node) *Node {
	if name := strings.Trim(text, "<>"); text == "<"+name+">" {
		return fill(name)
	}
	var variables []any
	text = filling.ReplaceAllStringFunc(text, func(s string) string {
		name := strings.Trim(s, "<>")
		plain := strings.ReplaceAll(name, ".", "")
		if !slices.Contains(variables, any(plain)) {
			variables = append(variables, plain, fill(name))
		}
		return "${" + plain + "}"
	})
	if !strings.Contains(text, "${") {
		return p.Node(text)
	}
	return p.Sub(text, variables...)
}
