package sls

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// Node is a part of the configuration, or of the template.
type Node = cfnlang.Node

// maxParts bounds the nodes of a configuration whose variables are replaced by
// what they stand for.
const maxParts = 2_000_000

// maxText bounds the bytes of the texts that are put together of others.
const maxText = 64 << 20

// A resolver replaces variables by what they stand for. What only a deployment
// tells becomes a parameter of the template without a default.
type resolver struct {
	Options
	root       *Node
	parameters *Node            // that the template needs
	done       map[*Node]*Node  // by what is written
	sizes      map[*Node]int    // of what is resolved
	busy       map[*Node]bool   // what is being resolved
	files      map[string]*Node // of file(…)
	variables  map[*variable]*Node
	parts      int
	written    int // bytes of texts that were put together
	depth      int
	problems   []value.Problem
}

func newResolver(root *Node, o Options) *resolver {
	return &resolver{
		Options: o, root: root, parameters: cfnlang.NewMap(root.At), done: make(map[*Node]*Node), sizes: make(map[*Node]int),
		busy: make(map[*Node]bool), files: make(map[string]*Node), variables: make(map[*variable]*Node),
	}
}

// resolve returns a node whose variables are replaced, in all its depth.
func (r *resolver) resolve(n *Node) *Node {
	if n == nil {
		return nil
	}
	if made, ok := r.done[n]; ok {
		return made
	}
	if r.busy[n] {
		return cfnlang.NewUnknown("a variable stands for itself", n.At)
	}
	if r.parts > maxParts || r.depth > 500 {
		return cfnlang.NewUnknown("the configuration has too many parts, with what its variables stand for", n.At)
	}
	r.busy[n] = true
	r.depth++
	made := r.resolved(n)
	r.depth--
	delete(r.busy, n)
	if r.size(made) > maxParts {
		made = cfnlang.NewUnknown("the configuration has too many parts, with what its variables stand for", n.At)
		r.sizes[made] = 1
	}
	r.parts++
	r.done[n], r.done[made] = made, made
	return made
}

// size returns how many nodes a resolved tree has, what stands in several
// places of it counted in each.
func (r *resolver) size(n *Node) int {
	size, ok := r.sizes[n]
	if !ok {
		size = 1
		for _, e := range n.List {
			size = min(size+r.size(e), maxParts+1)
		}
		r.sizes[n] = size
	}
	return size
}

func (r *resolver) resolved(n *Node) *Node {
	switch n.Kind {
	case cfnlang.String:
		return r.text(n)
	case cfnlang.List:
		made := cfnlang.NewList(n.At)
		for _, e := range n.List {
			made.List = append(made.List, r.resolve(e))
		}
		return made
	case cfnlang.Map:
		if function, argument, ok := n.Call(); ok && function == "Fn::Sub" {
			return r.sub(n, argument)
		}
		made := cfnlang.NewMap(n.At)
		made.Keys = slices.Clone(n.Keys)
		for i, e := range n.List {
			made.List = append(made.List, r.resolve(e))
			if strings.Contains(n.Keys[i].Name, "${") {
				r.key(made, i)
			}
		}
		return made
	}
	return n
}

// key replaces the variables of a key. The framework leaves them, and means
// nothing by it; what is written is kept where they are not known.
func (r *resolver) key(made *Node, i int) {
	name := r.text(cfnlang.NewString(made.Keys[i].Name, made.Keys[i].At))
	if s, ok := name.Literal(); ok && made.Get(s) == nil {
		made.Keys[i].Name = s
	}
}

// text returns what a string stands for.
func (r *resolver) text(n *Node) *Node {
	if !strings.Contains(n.Text, "${") {
		return n
	}
	t, ok := parse(n.Text)
	if !ok {
		return cfnlang.NewUnknown("the text has too many variables", n.At)
	}
	return r.assemble(t, n.At)
}

// assemble returns what the parts of a text make together.
func (r *resolver) assemble(t text, at value.Origin) *Node {
	if len(t) == 1 && t[0].variable != nil {
		return r.variable(t[0].variable, at)
	}
	parts := make([]*Node, len(t))
	for i, p := range t {
		if parts[i] = cfnlang.NewString(p.literal, at); p.variable != nil {
			parts[i] = r.variable(p.variable, at)
		}
	}
	n := joined(at, parts...)
	if r.long(n) {
		return cfnlang.NewUnknown(tooLong, at)
	}
	return n
}

const tooLong = "the configuration has too much text, with what its variables stand for"

// long counts a text that was put together, and reports whether there is too
// much of them.
func (r *resolver) long(n *Node) bool {
	r.written += len(n.Text)
	for _, e := range n.List {
		r.written += len(e.Text)
	}
	return r.written > maxText
}

// joined returns the text that the parts make: a string, or a call that joins
// what is not known yet.
func joined(at value.Origin, parts ...*Node) *Node {
	var out []*Node
	var known strings.Builder // since the last that is not known
	flush := func() {
		if known.Len() > 0 {
			out = append(out, cfnlang.NewString(known.String(), at))
			known.Reset()
		}
	}
	for _, p := range parts {
		if p == nil || p.Kind == cfnlang.Null {
			continue
		}
		if _, _, call := p.Call(); p.Kind == cfnlang.List || p.Kind == cfnlang.Map && !call {
			return cfnlang.NewUnknown("a "+p.Kind.String()+" stands where a text belongs", at)
		}
		if s, ok := p.Literal(); ok {
			if known.WriteString(s); known.Len() > maxText {
				return cfnlang.NewUnknown(tooLong, at)
			}
		} else {
			flush()
			out = append(out, p)
		}
	}
	flush()
	switch {
	case len(out) == 0:
		return cfnlang.NewString("", at)
	case len(out) == 1:
		return out[0]
	}
	return cfnlang.NewCall("Fn::Join", cfnlang.NewList(at, cfnlang.NewString("", at), cfnlang.NewList(at, out...)), at)
}

// sub returns an Fn::Sub whose text has the framework's variables replaced:
// what is not known of them becomes variables of its own.
func (r *resolver) sub(n, argument *Node) *Node {
	written, variables := argument, cfnlang.NewMap(n.At)
	if argument != nil && argument.Kind == cfnlang.List && len(argument.List) == 2 {
		written = argument.List[0]
		variables = r.resolve(argument.List[1])
	}
	if written == nil || written.Kind != cfnlang.String || variables.Kind != cfnlang.Map {
		return cfnlang.NewCall("Fn::Sub", r.resolve(argument), n.At)
	}
	t, ok := parse(written.Text)
	if !ok {
		return cfnlang.NewUnknown("the text has too many variables", n.At)
	}
	var out strings.Builder
	own := cfnlang.NewMap(variables.At)
	own.Keys, own.List = slices.Clone(variables.Keys), slices.Clone(variables.List)
	for i, p := range t {
		if p.variable == nil {
			out.WriteString(p.literal)
			continue
		}
		v := r.variable(p.variable, written.At)
		if s, ok := v.Literal(); ok {
			if out.WriteString(s); out.Len() > maxText {
				return cfnlang.NewUnknown(tooLong, n.At)
			}
			continue
		}
		name := "variable" + strconv.Itoa(i)
		own.Set(name, v)
		out.WriteString("${" + name + "}")
	}
	made := cfnlang.NewString(out.String(), written.At)
	if r.long(made) {
		return cfnlang.NewUnknown(tooLong, n.At)
	}
	if len(own.Keys) == 0 {
		return cfnlang.NewCall("Fn::Sub", made, n.At)
	}
	return cfnlang.NewCall("Fn::Sub", cfnlang.NewList(n.At, made, own), n.At)
}

// lookup returns the member of the configuration that an address names, nil if
// there is none. Only what it passes through is resolved.
func (r *resolver) lookup(n *Node, address string) *Node {
	if address == "" {
		return r.resolve(n)
	}
	for _, name := range strings.Split(address, ".") {
		if n = r.shallow(n); n == nil {
			return nil
		}
		if opaque(n) {
			return cfnlang.NewUnknown("what "+address+" lies in is not known", n.At)
		}
		switch n.Kind {
		case cfnlang.Map:
			n = n.Get(name)
		case cfnlang.List:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(n.List) {
				return nil
			}
			n = n.List[i]
		default:
			return nil
		}
	}
	return r.resolve(n)
}

// shallow returns what a string stands for, and other nodes as they are.
func (r *resolver) shallow(n *Node) *Node {
	if n != nil && n.Kind == cfnlang.String {
		return r.resolve(n)
	}
	return n
}

// opaque reports whether it is not known what a node holds: it could not be
// read, or a deployment decides.
func opaque(n *Node) bool {
	if n == nil {
		return false
	}
	_, _, call := n.Call()
	return call || n.Kind == cfnlang.Unknown
}

// parameter returns what stands for a text that only a deployment tells: a
// parameter of the template.
func (r *resolver) parameter(name string, at value.Origin) *Node {
	if r.parameters.Get(name) == nil {
		r.parameters.Set(name, cfnlang.Place(at).Object("Type", "String"))
	}
	return cfnlang.Place(at).Ref(name)
}

// secret returns a parameter whose value is known and must not be shown.
func (r *resolver) secret(name, text string, at value.Origin) *Node {
	r.parameters.Set(name, cfnlang.Place(at).Object("Type", "String", "NoEcho", true, "Default", text))
	return cfnlang.Place(at).Ref(name)
}
