package plan

import (
	"strconv"
	"strings"

	"bailiwick/estate"
	"bailiwick/value"
)

// leaf returns what stands for a part of the resource that only an apply
// tells: what the configuration beside the plan makes of it, what its only
// reference names, a hole, or unknown.
func (r *resource) leaf(path string, at value.Origin) value.Any {
	if v, ok := r.evaluated(path); ok {
		return v
	}
	c := r.configured()
	name := path[strings.LastIndexByte(path, '.')+1:]
	if _, err := strconv.Atoi(name); err == nil { // an element: its list names it
		list := strings.TrimSuffix(path, "."+name)
		name = list[strings.LastIndexByte(list, '.')+1:]
	}
	if c == nil {
		return r.undecided(name, path, at)
	}
	to, set := c.expressions.within(path)
	_, own := c.expressions.find(path)
	if !set {
		return r.undecided(name, path, at)
	}
	if own && isMany(name) {
		return r.several(name, path, to, at)
	}
	if t, whole, ok := r.only(to, name); ok {
		if !whole {
			rest := value.NewSymbol(value.Free, r.scope.Key(), r.address+"."+path)
			t = value.Join(t, value.Hole(rest))
		}
		return value.AnyText(t, at)
	}
	return r.undecided(name, path, at)
}

// undecided is a part of which nothing tells what it will be. A text that
// somebody wrote may turn out to be anything.
func (r *resource) undecided(name, path string, at value.Origin) value.Any {
	if _, isText := estate.ClassOf(name); !isText {
		return value.AnyUnknown(value.Because("known only after apply"), at)
	}
	return value.AnyText(value.Hole(value.NewSymbol(value.Free, r.scope.Key(), r.address+"."+path)), at)
}

// isMany reports whether an argument of the name holds a list, by its plural.
func isMany(name string) bool {
	return strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") && !strings.HasSuffix(name, "_address") && name != "alias"
}

// several returns a list of which only the references are known: it is whole
// if each of them names one thing.
func (r *resource) several(name, path string, to []string, at value.Origin) value.Any {
	var elements []value.Any
	whole := len(to) > 0
	for _, ref := range to {
		t, plain, ok := r.only([]string{ref}, strings.TrimSuffix(name, "s"))
		if !ok {
			whole = false
			continue
		}
		whole = whole && plain
		elements = append(elements, value.AnyText(t, at))
	}
	if len(elements) == 0 {
		return r.undecided(name, path, at)
	}
	list := value.AnyList(elements, at)
	if !whole {
		list = list.AndMore(value.Because("known only after apply"))
	}
	return list
}

// only returns the text that the only reference of an argument names. It is
// whole if nobody would write the argument in another way than as that
// reference alone: the ARN of a role, but not the pattern of a source, of
// which the ARN is the beginning.
func (r *resource) only(to []string, name string) (t value.Text, whole, ok bool) {
	ref, ok := sole(to)
	if !ok {
		return value.Text{}, false, false
	}
	t, attribute, ok := r.resolve(r.module, r.key, ref, name)
	if !ok {
		return value.Text{}, false, false
	}
	isARN := attribute == "arn" || strings.HasSuffix(attribute, "_arn")
	switch {
	case name == "source_arn" || name == "resource" || name == "values":
		return t, false, isARN
	case strings.HasSuffix(name, "arn"):
		return t, true, isARN
	case strings.Contains(name, "policy") || name == "description" || name == "uri" || name == "url" || strings.Contains(name, "pattern"):
		return t, true, strings.HasSuffix(name, "policy_arn")
	}
	return t, true, true
}

// sole returns the only thing that is referred to. A resource beside each.key
// is its instance of the same key.
func sole(to []string) (string, bool) {
	ref := ""
	for _, s := range to {
		switch root, _, _ := strings.Cut(s, "."); root {
		case "each", "count", "path", "terraform":
			continue
		}
		if ref != "" {
			return "", false
		}
		ref = s
	}
	return ref, ref != ""
}

// maxSteps bounds how far a reference is followed, through modules and what
// the attributes of others refer to in their turn.
const maxSteps = 32

// resolve follows a reference that stands in a module instance and returns
// the text and the attribute that gives it. key is that of the instance that
// refers, for references that leave theirs out; as is the argument.
func (p *plan) resolve(module, key, ref, as string) (value.Text, string, bool) {
	s := segments(ref)
	if p.steps >= maxSteps || len(s) < 2 {
		return value.Text{}, "", false
	}
	p.steps++
	defer func() { p.steps-- }()
	switch s[0] {
	case "var":
		return p.input(module, s, as)
	case "module":
		if len(s) != 3 {
			return value.Text{}, "", false
		}
		child := join(module, "module."+s[1])
		m := p.moduleAt(child)
		if m == nil {
			return value.Text{}, "", false
		}
		to, ok := sole(m.outputs[s[2]])
		if !ok {
			return value.Text{}, "", false
		}
		return p.resolve(child, "", to, as)
	case "data", "local", "each", "count", "self", "path", "terraform", "ephemeral":
		return value.Text{}, "", false
	}
	target := p.index[join(module, s[0]+"."+s[1])]
	if target == nil && !strings.HasSuffix(s[1], "]") {
		target = p.index[join(module, s[0]+"."+s[1]+key)]
	}
	if target == nil {
		return value.Text{}, "", false
	}
	attribute := ""
	switch {
	case len(s) == 3:
		attribute = s[2]
	case len(s) > 3:
		return value.Text{}, "", false
	case strings.HasSuffix(as, "arn") || as == "role":
		attribute = "arn"
	default:
		attribute = "id"
	}
	t, ok := target.text(attribute)
	return t, attribute, ok
}

// input resolves a variable: the root's has a value, a module's what its call
// refers to.
func (p *plan) input(module string, s []string, as string) (value.Text, string, bool) {
	if len(s) != 2 {
		return value.Text{}, "", false
	}
	if module == "" {
		v, ok := p.variables[s[1]]
		if !ok || v.Sensitive() {
			return value.Text{}, "", false
		}
		t, ok := v.Scalar()
		return t, s[1], ok
	}
	up, name, key := outer(module)
	m := p.moduleAt(up)
	if m == nil || m.calls[name] == nil {
		return value.Text{}, "", false
	}
	to, _ := m.calls[name].inputs.find(s[1])
	ref, ok := sole(to)
	if !ok {
		return value.Text{}, "", false
	}
	return p.resolve(up, key, ref, as)
}

// moduleAt returns the configuration of a module instance.
func (p *plan) moduleAt(address string) *module {
	m := p.root
	if address == "" {
		return m
	}
	s := segments(address)
	for i := 1; i < len(s); i += 2 {
		name, _, _ := strings.Cut(s[i], "[")
		c := m.calls[name]
		if c == nil {
			return nil
		}
		m = c.module
	}
	return m
}

// outer parts a module address into that of the module around it, and the
// name and key of its call.
func outer(module string) (up, name, key string) {
	s := segments(module)
	n := max(len(s)-2, 0)
	name, key, _ = strings.Cut(s[len(s)-1], "[")
	if key != "" {
		key = "[" + key
	}
	return strings.Join(s[:n], "."), name, key
}

func join(module, address string) string {
	if module == "" {
		return address
	}
	return module + "." + address
}

// segments parts an address at the dots that are not inside brackets.
func segments(address string) []string {
	var out []string
	from, quoted := 0, false
	depth := 0
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '.' && depth == 0:
			out = append(out, address[from:i])
			from = i + 1
		}
	}
	return append(out, address[from:])
}
