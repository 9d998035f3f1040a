package plan

import (
	"strconv"
	"strings"
)

// A module is one module of the configuration that a plan was made from,
// whatever the number of its instances.
type module struct {
	resources map[string]*configured // by "type.name" or "data.type.name"
	outputs   map[string][]string    // what they refer to
	calls     map[string]*call
}

// A call is a module call: the module, and what its inputs are made of.
type call struct {
	*module
	inputs arguments
}

// A configured is what the configuration says of a resource. What it sets to
// a constant is left out: that is never unknown.
type configured struct {
	provider    string // key of its provider: aws.west, module.a:aws
	expressions arguments
}

// An expression is an argument that is no constant: where it stands, such as
// environment.0.variables, and what it refers to.
type expression struct {
	path string
	to   []string
}

// arguments are the expressions of a block.
type arguments struct {
	list  []expression
	index map[string]int // by path, of many
}

// indexed is from how many on names are looked up by an index.
const indexed = 16

// find returns what the argument at the path refers to, and whether it is set.
func (a *arguments) find(path string) (to []string, set bool) {
	if len(a.list) < indexed {
		for _, e := range a.list {
			if e.path == path {
				return e.to, true
			}
		}
		return nil, false
	}
	if a.index == nil {
		a.index = make(map[string]int, len(a.list))
		for i, e := range a.list {
			if _, ok := a.index[e.path]; !ok {
				a.index[e.path] = i
			}
		}
	}
	if i, ok := a.index[path]; ok {
		return a.list[i].to, true
	}
	return nil, false
}

// within returns what the argument refers to that the path lies in, the
// innermost.
func (a *arguments) within(path string) (to []string, set bool) {
	for {
		if to, set := a.find(path); set {
			return to, true
		}
		i := strings.LastIndexByte(path, '.')
		if i < 0 {
			return nil, false
		}
		path = path[:i]
	}
}

func newModule() *module {
	return &module{resources: map[string]*configured{}, outputs: map[string][]string{}, calls: map[string]*call{}}
}

// configuration reads the configuration of a plan.
func (p *plan) configuration() error {
	return p.members(func(name string) error {
		switch name {
		case "provider_config":
			v, err := p.value()
			t := text{b: v}
			t.members(func(key []byte) { p.providerConfig(string(key), &t) })
			return err
		case "root_module":
			return p.moduleInto(p.root, 0)
		}
		return p.SkipValue()
	})
}

// maxModules bounds how deep modules are followed into each other.
const maxModules = 64

func (p *plan) moduleInto(m *module, depth int) error {
	return p.members(func(name string) error {
		switch {
		case name == "resources":
			return p.elements(func() error {
				v, err := p.value()
				p.configured(m, v)
				return err
			})
		case name == "outputs":
			v, err := p.value()
			t := text{b: v}
			t.members(func(output []byte) {
				name := string(output)
				t.members(func(key []byte) {
					if string(key) == "expression" {
						var a arguments
						p.expression(&t, "", &a.list, 0)
						m.outputs[name], _ = a.find("")
					}
				})
			})
			return err
		case name == "module_calls" && depth < maxModules:
			return p.members(func(name string) error {
				c := &call{module: newModule()}
				m.calls[name] = c
				return p.members(func(name string) error {
					switch name {
					case "module":
						return p.moduleInto(c.module, depth+1)
					case "expressions":
						v, err := p.value()
						p.expressions(&text{b: v}, &c.inputs.list)
						return err
					}
					return p.SkipValue()
				})
			})
		}
		return p.SkipValue()
	})
}

func (p *plan) configured(m *module, v []byte) {
	t := text{b: v}
	c := new(configured)
	var mode, written, name string
	t.members(func(key []byte) {
		switch string(key) {
		case "mode":
			mode = t.string()
		case "type":
			written = p.names.name(t.bytes())
		case "name":
			name = t.string()
		case "provider_config_key":
			c.provider = p.names.name(t.bytes())
		case "expressions":
			p.expressions(&t, &c.expressions.list)
		}
	})
	if wanted(mode, written) {
		m.resources[local(mode, written, name)] = c
	}
}

// local returns a resource's address in its module.
func local(mode, written, name string) string {
	if mode == "data" {
		return "data." + written + "." + name
	}
	return written + "." + name
}

func (p *plan) expressions(t *text, into *[]expression) {
	t.members(func(name []byte) { p.expression(t, p.names.name(name), into, 0) })
}

// expression adds what is no constant in an argument, or in the blocks of a
// name: a list or an object of objects that hold arguments in their turn.
func (p *plan) expression(t *text, path string, into *[]expression, depth int) {
	switch {
	case depth > maxDepth:
		t.skip()
	case t.kind() == '[':
		i := 0
		t.elements(func() {
			p.expression(t, p.joined(path, strconv.Itoa(i)), into, depth+1)
			i++
		})
	case t.kind() == '{':
		var to []string
		constant := false
		parts := 0
		here := len(*into)
		*into = append(*into, expression{path: path})
		t.members(func(name []byte) {
			switch {
			case string(name) == "constant_value":
				constant = true
			case string(name) == "references" && t.kind() == '[':
				t.elements(func() {
					if s := t.string(); s != "" && len(to) < maxReferences {
						to = append(to, s)
					}
				})
			default:
				parts++
				p.expression(t, p.joined(path, p.names.name(name)), into, depth+1)
			}
		})
		(*into)[here].to = traversals(to)
		if constant && parts == 0 {
			*into = append((*into)[:here], (*into)[here+1:]...)
		}
	default:
		t.skip()
	}
}

// maxPath is how long paths may be: what lies deeper is part of what is unknown
// around it.
const maxPath = 4096

func (p *plan) joined(path, name string) string {
	switch {
	case path == "":
		return name
	case strings.HasSuffix(path, ".…"):
		return path
	case len(path)+len(name) > maxPath:
		return path + ".…"
	}
	return p.names.name(append(append([]byte(path), '.'), name...))
}

// maxReferences bounds what is kept of one expression.
const maxReferences = 64

// traversals returns the references without those that lead to another:
// Terraform lists aws_iam_role.r.arn, then aws_iam_role.r.
func traversals(to []string) []string {
	var out []string
	for i, s := range to {
		leads := false
		for j, other := range to {
			if rest, ok := strings.CutPrefix(other, s); ok && (rest == "" && j < i || rest != "" && (rest[0] == '.' || rest[0] == '[')) {
				leads = true
				break
			}
		}
		if !leads {
			out = append(out, s)
		}
	}
	return out
}
