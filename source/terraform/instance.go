package terraform

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"bailiwick/estate"
	"bailiwick/internal/hcl"
	"bailiwick/tflang"
	"bailiwick/value"
)

// An evaluation is one environment of one root.
type evaluation struct {
	*reader
	scope     *estate.Scope
	key       string // of the scope, for symbols
	dir       string // of the root
	workspace string // "" if nothing says which it is
	budget    *tflang.Budget
	installed map[string]string // folder by module path, of .terraform/modules
	objects   int               // resource instances so far
	instances int               // module instances so far
	others    int               // blocks of types that no kind has
	fixed     fixed
	onDisk    bool    // modules that are not on disk are not guessed at
	asked     expr    // the argument that is being computed
	attrs     []named // room for those of the object that is being emitted
}

// fixed is what the settings say of the environment's accounts and regions.
type fixed struct{ account, region string }

// An instance is a module with its inputs: what its expressions mean.
type instance struct {
	ev     *evaluation
	m      *module
	path   string                              // module.a["x"], "" for the root
	up     *object                             // the module call, nil for the root
	inputs func(name string) (value.Any, bool) // of the root
	calls  []value.Origin
	when   value.Condition
	unsure value.Note

	vars      map[string]*memo
	locals    map[string]*memo
	blocks    map[*block]*expansion
	children  map[*object]*instance
	envs      map[*file]*tflang.Env
	providers map[string]*provider
	symbols   string // see key
}

// A memo is a value that is computed once; busy while it is.
type memo struct {
	v    value.Any
	f    *tflang.Failure
	done bool
}

func (in *instance) key() string {
	if in.symbols == "" {
		in.symbols = in.ev.key + "\x00" + in.path
	}
	return in.symbols
}

// env returns what the file's expressions are evaluated in.
func (in *instance) env(f *file) *tflang.Env {
	if e, ok := in.envs[f]; ok {
		return e
	}
	e := in.ev.env(f, in, in.key())
	in.envs[f] = e
	return e
}

func (ev *evaluation) env(f *file, s tflang.Scope, symbols string) *tflang.Env {
	return &tflang.Env{
		File: f.File, Base: f.base, At: f.call, Scope: s, Symbols: symbols,
		Files: ev.fsys, Dir: ev.dir, Template: ev.template, Budget: ev.budget,
	}
}

// template parses the text of a template file once.
func (r *reader) template(name string, src []byte) (*hcl.File, value.Origin) {
	f, ok := r.files["template "+name]
	if !ok {
		f = r.enter(name, src, hcl.ParseTemplate(src))
		r.files["template "+name] = f
	}
	if f == nil {
		return hcl.ParseTemplate(src), 0
	}
	return f.File, f.base
}

// once computes a value once. What needs itself fails.
func (ev *evaluation) once(into map[string]*memo, name string, what string, compute func() (value.Any, *tflang.Failure)) (value.Any, *tflang.Failure) {
	m, ok := into[name]
	if ok && !m.done {
		return value.AnyUnknown(value.Because(what+" depends on itself"), 0), tflang.Fail(0, what+" depends on itself")
	}
	if !ok {
		m = new(memo)
		into[name] = m
		m.v, m.f = compute()
		m.done = true
	}
	return m.v, m.f
}

// Lookup says what references mean in the module.
func (in *instance) Lookup(root string, steps []tflang.Step) (value.Any, int, *tflang.Failure) {
	name := ""
	if len(steps) > 0 && steps[0].Kind == tflang.Attr {
		name = steps[0].Name
	}
	switch root {
	case "var":
		v, f := in.variable(name)
		return v, 1, f
	case "local":
		v, f := in.local(name)
		return v, 1, f
	case "module":
		if b := in.m.calls[name]; b != nil {
			return in.blockReference(b, steps, 1)
		}
		return value.Any{}, 1, tflang.Fail(0, "there is no module call `"+name+"`")
	case "path":
		return in.pathOf(name), 1, nil
	case "terraform":
		if name == "workspace" && in.ev.workspace != "" {
			return value.AnyText(value.Literal(in.ev.workspace), 0), 1, nil
		}
		return value.AnyText(value.Hole(value.NewSymbol(value.Name, in.ev.key, "terraform."+name)), 0), 1, nil
	case "each", "count", "self":
		return value.Any{}, 0, tflang.Fail(0, "`"+root+"` has no meaning here")
	case "data", "ephemeral":
		if len(steps) < 2 {
			return value.Any{}, 0, tflang.Fail(0, "a reference to a data source names its type and its name")
		}
		if b := in.m.data[name+"."+steps[1].Name]; b != nil {
			return in.blockReference(b, steps, 2)
		}
		return in.undeclared("data source", root+"."+name+"."+steps[1].Name, steps, 2)
	}
	if b := in.m.resources[root+"."+name]; b != nil {
		return in.blockReference(b, steps, 1)
	}
	return in.undeclared("resource", root+"."+name, steps, 1)
}

// undeclared returns what a reference to a resource means that the module does
// not declare. Terraform refuses it. An attribute of it is read as a hole: it
// is none of what is declared.
func (in *instance) undeclared(what, address string, steps []tflang.Step, used int) (value.Any, int, *tflang.Failure) {
	missing := tflang.Fail(0, "there is no "+what+" `"+address+"`")
	if len(steps) < used {
		return value.Any{}, len(steps), missing // a lone word
	}
	for ; used < len(steps) && steps[used].Kind == tflang.Index; used++ {
		key, ok := steps[used].Key.Scalar()
		if !ok {
			return value.Any{}, used, missing
		}
		address += "[" + key.String() + "]"
	}
	if !in.ev.asked.ok() || used == len(steps) || steps[used].Kind != tflang.Attr {
		return value.Any{}, used, missing
	}
	class, isText := classOf(steps[used].Name)
	if !isText {
		return value.Any{}, used, missing
	}
	in.ev.failed(in.ev.asked, missing, "what refers to it is linked to nothing")
	if in.path != "" {
		address = in.path + "." + address
	}
	return value.AnyText(value.Hole(value.NewSymbol(class, in.ev.key, address+"."+steps[used].Name)), 0), used + 1, nil
}

func (in *instance) pathOf(name string) value.Any {
	rel := "."
	switch name {
	case "module":
		if r, err := relPath(in.ev.dir, in.m.dir); err == nil {
			rel = r
		}
	case "root", "cwd":
	default:
		return value.AnyUnknown(value.Because("path."+name+" is not known"), 0)
	}
	return value.AnyText(value.Literal(rel), 0)
}

// relPath returns the path from one folder of the project to another.
func relPath(from, to string) (string, error) {
	if from == to {
		return ".", nil
	}
	f, t := strings.Split(path.Clean(from), "/"), strings.Split(path.Clean(to), "/")
	if from == "." {
		f = nil
	}
	if to == "." {
		t = nil
	}
	n := 0
	for n < len(f) && n < len(t) && f[n] == t[n] {
		n++
	}
	up := slices.Repeat([]string{".."}, len(f)-n)
	return strings.Join(append(up, t[n:]...), "/"), nil
}

// variable returns a variable's value.
func (in *instance) variable(name string) (value.Any, *tflang.Failure) {
	b := in.m.variables[name]
	if b == nil {
		return value.Any{}, tflang.Fail(0, "there is no variable `"+name+"`")
	}
	return in.ev.once(in.vars, name, "var."+name, func() (value.Any, *tflang.Failure) { return in.evalVariable(name, b) })
}

func (in *instance) evalVariable(name string, b *block) (value.Any, *tflang.Failure) {
	v, given := in.input(name)
	env := in.env(b.file)
	if !given || v.Kind() == value.KindNull && isFalse(b.body.attr("nullable")) {
		d := b.body.attr("default")
		if !d.ok() {
			return in.open(name, b), nil
		}
		var f *tflang.Failure
		if v, f = in.env(d.file).Eval(d.node); f != nil {
			return v, f
		}
	}
	if t := b.body.attr("type"); t.ok() {
		var f *tflang.Failure
		if v, f = in.env(t.file).Convert(v, in.typeOf(t)); f != nil {
			return value.AnyUnknown(value.Because(f.Message), v.Origin()), f
		}
	}
	_ = env
	if isTrue(b.body.attr("sensitive")) {
		v = v.Hidden()
	}
	return v, nil
}

// typeOf returns the node of a type constraint. In JSON syntax it is a
// string; what that says beyond a bare word is not read.
func (in *instance) typeOf(t expr) hcl.Node {
	if !t.JSON {
		return t.node
	}
	return 0
}

// input returns what the module is given for a variable.
func (in *instance) input(name string) (value.Any, bool) {
	if in.up == nil {
		return in.inputs(name)
	}
	if e := in.up.b.body.attr(name); e.ok() {
		v, _ := in.up.attr(name)
		return v, true
	}
	return value.Any{}, false
}

// open returns the value of a variable of the root that nobody has given: a
// hole if it is a string, and otherwise unknown.
func (in *instance) open(name string, b *block) value.Any {
	t := b.body.attr("type")
	word := ""
	if t.ok() {
		if t.Kind(t.node) == hcl.Variable {
			word = t.Name(t.node)
		} else if s, ok := literal(t); ok {
			word = s
		}
	}
	v := value.AnyUnknown(value.Because("var."+name+" has no value here"), b.at())
	if word == "string" {
		v = value.AnyText(value.Hole(value.NewSymbol(value.Free, in.key(), "var."+name)), b.at())
	}
	if isTrue(b.body.attr("sensitive")) {
		v = v.Hidden()
	}
	return v
}

func isTrue(e expr) bool {
	if !e.ok() {
		return false
	}
	s, _ := literal(e)
	return e.Kind(e.node) == hcl.True || s == "true"
}

func isFalse(e expr) bool {
	if !e.ok() {
		return false
	}
	s, _ := literal(e)
	return e.Kind(e.node) == hcl.False || s == "false"
}

func (in *instance) local(name string) (value.Any, *tflang.Failure) {
	e, ok := in.m.locals[name]
	if !ok {
		return value.Any{}, tflang.Fail(0, "there is no local value `"+name+"`")
	}
	return in.ev.once(in.locals, name, "local."+name, func() (value.Any, *tflang.Failure) {
		return in.env(e.file).Eval(e.node)
	})
}

// output returns an output of the module, as the module call o sees it.
func (in *instance) output(name string) (value.Any, bool) {
	b := in.m.outputs[name]
	if b == nil {
		return value.Any{}, false
	}
	v, f := in.ev.once(in.locals, "output "+name, "output."+name, func() (value.Any, *tflang.Failure) {
		e := b.body.attr("value")
		if !e.ok() {
			return value.AnyNull(b.at()), nil
		}
		return in.env(e.file).Eval(e.node)
	})
	if f != nil {
		v = value.AnyUnknown(value.Because(f.Message), b.at())
	}
	if isTrue(b.body.attr("sensitive")) {
		v = v.Hidden()
	}
	return v, true
}

// blockReference answers a reference to a resource, data source or module
// call; steps[:used] name it.
func (in *instance) blockReference(b *block, steps []tflang.Step, used int) (value.Any, int, *tflang.Failure) {
	x := in.expand(b)
	rest := steps[used:]
	if x.single {
		o := x.objects[0]
		if len(rest) > 0 && rest[0].Kind == tflang.Attr {
			a, f := o.refer(rest[0].Name)
			return a, used + 1, f
		}
		return in.whole(o), used, nil
	}
	if len(rest) > 0 && rest[0].Kind == tflang.Index && rest[0].Name != "" {
		if o := x.find(rest[0].Name); o != nil {
			if len(rest) > 1 && rest[1].Kind == tflang.Attr {
				a, f := o.refer(rest[1].Name)
				return o.whereItExists(a), used + 2, f
			}
			return o.whereItExists(in.whole(o)), used + 1, nil
		}
		if !x.open() {
			return value.Any{}, used + 1, tflang.Fail(0, fmt.Sprintf("%s has no instance %s", b.display(), rest[0].Name))
		}
		o := x.objects[len(x.objects)-1]
		if len(rest) > 1 && rest[1].Kind == tflang.Attr {
			a, f := o.refer(rest[1].Name)
			return a, used + 2, f
		}
		return in.whole(o), used + 1, nil
	}
	return in.collection(x), used, nil
}

// whereItExists returns v under the condition under which the object exists,
// and unknown under every other: `try(aws_kms_key.k[0].arn, null)` is no key
// where there is none.
func (o *object) whereItExists(v value.Any) value.Any {
	if len(o.when) == 0 {
		return v
	}
	alts := []value.AnyAlternative{{When: o.when, Value: v}}
	why := value.AnyUnknown(value.Because(o.address()+" exists only when "+o.when.String()), v.Origin())
	for i, t := range o.when {
		not := append(slices.Clone(o.when[:i]), value.Term{Symbol: t.Symbol, True: !t.True})
		alts = append(alts, value.AnyAlternative{When: not, Value: why})
	}
	return value.AnySeveral(alts, v.Origin())
}

// whole returns an object as a value: its attributes as they are asked for.
func (in *instance) whole(o *object) value.Any {
	return value.AnyOpenMap(nil, nil, func(name string) (value.Any, bool) {
		v, f := o.refer(name)
		if f != nil {
			return value.AnyUnknown(value.Because(f.Message), o.b.at()), true
		}
		return v, true
	}, value.Because("the attributes of "+o.address()+" are known only after apply"), o.b.at())
}

// collection returns the instances of a block as a list or map.
func (in *instance) collection(x *expansion) value.Any {
	var keys []string
	var elements []value.Any
	for _, o := range x.objects {
		if o.unsure != 0 && o.each == nil {
			continue
		}
		if x.byKey {
			keys = append(keys, o.eachKey)
		}
		elements = append(elements, in.whole(o))
	}
	if !x.byKey {
		v := value.AnyList(elements, x.at)
		if cond := x.conditional(); cond != nil {
			return in.someOf(x, elements)
		}
		if x.open() {
			v = v.AndMore(x.why)
		}
		return v
	}
	v := value.AnyMap(keys, elements, x.at)
	if x.open() {
		v = v.AndMore(x.why)
	}
	return v
}

// someOf returns the list of counted instances of which some exist under a
// condition only: an alternative for each possible count.
func (in *instance) someOf(x *expansion, elements []value.Any) value.Any {
	var alts []value.AnyAlternative
	for _, c := range x.counts {
		alts = append(alts, value.AnyAlternative{When: c.when, Value: value.AnyList(elements[:min(c.n, len(elements))], x.at)})
	}
	return value.AnySeveral(alts, x.at)
}

// display returns the block's address within its module.
func (b *block) display() string {
	name := strings.Join(b.labels, ".")
	switch b.kind {
	case "data", "ephemeral":
		return "data." + name
	case "module":
		return "module." + name
	}
	return name
}

// quote writes an instance key as an address has it.
func quote(key string) string { return "[" + strconv.Quote(value.Inline(key).String()) + "]" }
