package terraform

import (
	"strings"

	"bailiwick/estate"
	"bailiwick/tflang"
	"bailiwick/value"
)

// A Configuration answers for the resources of a folder by their addresses,
// for the reader of a plan that was made from it.
type Configuration struct {
	top   *instance
	found map[string]*object
}

// Beside returns the configuration in a folder under the values that a plan
// has for its variables, nil if the folder declares nothing. What it evaluates
// is in the symbols of the plan's scope. Its problems are not reported: the
// plan was made without them.
func Beside(b *estate.Builder, o Options, folder string, scope *estate.Scope, variables map[string]value.Any) *Configuration {
	r := newReader(&estate.Builder{Places: b.Places}, o)
	m := r.folder(folder, "")
	if m == nil || len(m.declared)+len(m.called) == 0 {
		return nil
	}
	ev := &evaluation{reader: r, dir: folder, budget: tflang.NewBudget(), scope: scope, key: scope.Key(), onDisk: true}
	ev.installed = ev.readInstalled()
	top := ev.newInstance(m)
	top.inputs = func(name string) (value.Any, bool) {
		v, ok := variables[name]
		return v, ok
	}
	return &Configuration{top, map[string]*object{}}
}

// Block returns where the resource is declared, 0 if it is not.
func (c *Configuration) Block(address string) value.Origin {
	if o := c.find(address); o != nil {
		return o.b.at()
	}
	return 0
}

// Place returns where the declaration sets an argument, or where its first
// block of the name stands, dynamic or not; 0 if it says nothing of it. It
// reports false if the resource is not declared.
func (c *Configuration) Place(address, name string) (value.Origin, bool) {
	o := c.find(address)
	if o == nil {
		return 0, false
	}
	if e := o.b.body.attr(name); e.ok() {
		return e.at(e.node), true
	}
	for _, b := range o.b.body.blocks("") {
		if b.kind == name || b.kind == "dynamic" && len(b.labels) == 1 && b.labels[0] == name {
			return b.at(), true
		}
	}
	return 0, true
}

// Argument returns what the declaration says for an argument or the blocks of
// the name, null if nothing; false if the instance is not known.
func (c *Configuration) Argument(address, name string) (value.Any, bool) {
	o := c.find(address)
	if o == nil || o.address() != address {
		return value.Any{}, false
	}
	v, f := o.attr(name)
	return v, f == nil
}

// find returns the instance at the address; if its key is not among those that
// are known, another of the same block.
func (c *Configuration) find(address string) *object {
	o, ok := c.found[address]
	if !ok {
		o = c.top.at(address)
		c.found[address] = o
	}
	return o
}

// at returns the object at an address within the module.
func (in *instance) at(address string) *object {
	name, rest := cutSegment(address)
	blocks := in.m.resources
	switch name {
	case "module":
		blocks = in.m.calls
		name, rest = cutSegment(rest)
	default:
		var label string
		label, rest = cutSegment(rest)
		name += "." + label
	}
	name, key, _ := strings.Cut(name, "[")
	b := blocks[name]
	if b == nil {
		return nil
	}
	o := in.expand(b).under(key)
	if o == nil || b.kind != "module" {
		return o
	}
	child := in.child(o)
	if child == nil || rest == "" {
		return nil
	}
	return child.at(rest)
}

// under returns the instance whose key is written as `"x"]` or `0]`, else the
// first there is.
func (x *expansion) under(key string) *object {
	for _, o := range x.objects {
		if strings.TrimPrefix(o.key, "[") == key {
			return o
		}
	}
	if len(x.objects) == 0 {
		return nil
	}
	return x.objects[0]
}

// cutSegment parts an address at its first dot that is not inside brackets.
func cutSegment(address string) (first, rest string) {
	quoted := false
	for i := 0; i < len(address); i++ {
		switch {
		case quoted && address[i] == '\\':
			i++
		case address[i] == '"':
			quoted = !quoted
		case address[i] == '.' && !quoted:
			return address[:i], address[i+1:]
		}
	}
	return address, ""
}
