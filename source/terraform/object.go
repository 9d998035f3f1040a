package terraform

import (
	"slices"
	"strconv"
	"strings"

	"bailiwick/estate"
	"bailiwick/internal/hcl"
	"bailiwick/tflang"
	"bailiwick/value"
)

// An object is one instance of a resource, data source or module call.
type object struct {
	in  *instance
	b   *block
	key string // of its address: "", [0] or ["x"]

	eachKey string     // in line
	each    *value.Any // each.value
	index   int        // count.index
	counted bool

	when   value.Condition
	unsure value.Note

	envs  []*tflang.Env
	attrs []named

	head     *estate.Head // once it is emitted
	referred []estate.Identity
}

// named is an attribute that was computed.
type named struct {
	name string
	memo
}

// address returns the object's whole address.
func (o *object) address() string {
	a := o.b.display() + o.key
	if o.in.path != "" {
		a = o.in.path + "." + a
	}
	return a
}

// env returns what the object's expressions in the file are evaluated in.
func (o *object) env(f *file) *tflang.Env {
	if o.key == "" {
		return o.in.env(f)
	}
	for _, e := range o.envs {
		if e.File == f.File {
			return e
		}
	}
	e := o.in.ev.env(f, o, o.in.key()+"\x00"+o.b.display()+o.key)
	o.envs = append(o.envs, e)
	return e
}

// Lookup says what references mean in the object's body.
func (o *object) Lookup(root string, steps []tflang.Step) (value.Any, int, *tflang.Failure) {
	name := ""
	if len(steps) > 0 {
		name = steps[0].Name
	}
	switch {
	case root == "each" && (o.each != nil || o.unsure != 0):
		v, f := o.eachOf(name)
		return v, 1, f
	case root == "count" && name == "index" && (o.counted || o.unsure != 0):
		if o.counted {
			return value.AnyNumber(strconv.Itoa(o.index), 0), 1, nil
		}
		return value.AnyUnknown(o.unsure, 0), 1, nil
	case root == "self":
		v, f := o.refer(name)
		return v, 1, f
	}
	return o.in.Lookup(root, steps)
}

func (o *object) eachOf(name string) (value.Any, *tflang.Failure) {
	switch {
	case o.each == nil && name == "key":
		return value.AnyText(value.Hole(value.NewSymbol(value.Opaque, o.in.key(), "each.key of "+o.b.display())), 0), nil
	case o.each == nil:
		return value.AnyUnknown(o.unsure, 0), nil
	case name == "key":
		return value.AnyText(value.Inline(o.eachKey), o.each.Origin()), nil
	case name == "value":
		return *o.each, nil
	}
	return value.Any{}, tflang.Fail(0, "`each` has key and value only")
}

// attr returns what the body says for an attribute or for the blocks of the
// name; null if it says nothing.
func (o *object) attr(name string) (value.Any, *tflang.Failure) {
	e, blocks := o.b.body.find(name)
	if !e.ok() && !blocks {
		return value.AnyNull(o.b.at()), nil
	}
	for i := range o.attrs {
		if a := &o.attrs[i]; a.name == name {
			if !a.done {
				what := o.address() + "." + name + " depends on itself"
				return value.AnyUnknown(value.Because(what), o.b.at()), tflang.Fail(o.b.at(), what)
			}
			return a.v, a.f
		}
	}
	n := len(o.attrs)
	o.attrs = append(o.attrs, named{name: name})
	v, f := o.eval(name, e)
	o.attrs[n].memo = memo{v, f, true}
	return v, f
}

func (o *object) eval(name string, e expr) (value.Any, *tflang.Failure) {
	if !e.ok() {
		return o.blocks(o.b.body, name, o.scope()), nil
	}
	v, f := o.in.ev.ask(o.env(e.file), e)
	if f != nil {
		return value.AnyUnknown(value.Because(f.Message), e.at(e.node)), f
	}
	return v, nil
}

// ask computes an argument. What it refers to and nothing declares is reported
// at its place.
func (ev *evaluation) ask(env *tflang.Env, e expr) (value.Any, *tflang.Failure) {
	outer := ev.asked
	ev.asked = e
	v, f := env.Eval(e.node)
	ev.asked = outer
	return v, f
}

func (o *object) scope() tflang.Scope {
	if o.key == "" {
		return o.in
	}
	return o
}

// blocks returns the nested blocks of the type as a list of maps, null if
// there are none.
func (o *object) blocks(b body, name string, s tflang.Scope) value.Any {
	var out []value.Any
	var at value.Origin
	var more value.Note
	whole := value.Any{} // set once the list is not one of known length
	for _, nested := range b.blocks("") {
		switch {
		case nested.kind == name:
			out = append(out, o.mapOf(nested, s))
		case nested.kind == "dynamic" && len(nested.labels) == 1 && nested.labels[0] == name:
			generated, why, alternatives := o.dynamic(nested, s)
			if alternatives.Kind() == value.KindSeveral && len(out) == 0 {
				whole = alternatives
			}
			out = append(out, generated...)
			if why != 0 {
				more = why
			}
		default:
			continue
		}
		if at == 0 {
			at = nested.at()
		}
	}
	if whole.Kind() == value.KindSeveral && len(out) == 0 {
		return whole
	}
	if at == 0 {
		return value.AnyNull(o.b.at())
	}
	if len(out) == 0 && more == 0 {
		return value.AnyNull(at)
	}
	list := value.AnyList(out, at)
	if more != 0 {
		list = list.AndMore(more)
	}
	return list
}

// mapOf returns a nested block as a map of its attributes and blocks.
func (o *object) mapOf(b *block, s tflang.Scope) value.Any {
	var keys []string
	values := map[string]value.Any{}
	for _, p := range b.body {
		p.eachAttr(func(name string, e expr) {
			v, f := o.in.ev.ask(o.in.ev.envFor(o, e.file, s), e)
			if f != nil {
				o.in.ev.failed(e, f, "`"+name+"` is unknown")
				v = value.AnyUnknown(value.Because(f.Message), e.at(e.node))
			}
			keys = append(keys, name)
			values[name] = v
		})
	}
	for _, nested := range b.body.blocks("") {
		name := nested.kind
		if name == "dynamic" && len(nested.labels) == 1 {
			name = nested.labels[0]
		}
		if _, ok := values[name]; !ok {
			keys = append(keys, name)
			values[name] = o.blocks(b.body, name, s)
		}
	}
	slices.Sort(keys)
	elements := make([]value.Any, len(keys))
	for i, k := range keys {
		elements[i] = values[k]
	}
	return value.AnyMap(keys, elements, b.at())
}

// envFor returns the object's own environment, or a new one for a scope of a
// dynamic block.
func (ev *evaluation) envFor(o *object, f *file, s tflang.Scope) *tflang.Env {
	if s == o.scope() {
		return o.env(f)
	}
	return ev.env(f, s, o.in.key()+"\x00"+o.b.display()+o.key+"\x00"+s.(*iteration).symbols())
}

// An iteration is the scope of a dynamic block's content.
type iteration struct {
	up   tflang.Scope
	name string
	key  value.Any
	v    value.Any
}

func (i *iteration) symbols() string {
	s := i.name + i.key.String()
	if up, ok := i.up.(*iteration); ok {
		s = up.symbols() + "\x00" + s
	}
	return s
}

// Lookup says what references mean in the content.
func (i *iteration) Lookup(root string, steps []tflang.Step) (value.Any, int, *tflang.Failure) {
	if root != i.name || len(steps) == 0 {
		return i.up.Lookup(root, steps)
	}
	switch steps[0].Name {
	case "key":
		return i.key, 1, nil
	case "value":
		return i.v, 1, nil
	}
	return value.Any{}, 1, tflang.Fail(0, "`"+root+"` has key and value only")
}

// dynamic returns the blocks that a dynamic block generates. If for_each has
// alternatives, the whole list comes back as alternatives instead; why is set
// if there may be more blocks than these.
func (o *object) dynamic(b *block, s tflang.Scope) (out []value.Any, why value.Note, alternatives value.Any) {
	each := b.body.attr("for_each")
	contents := b.body.blocks("content")
	if !each.ok() || len(contents) != 1 {
		return nil, value.Because("a dynamic block lacks for_each or content"), value.Any{}
	}
	name := b.labels[0]
	if it := b.body.attr("iterator"); it.ok() && it.Kind(it.node) == hcl.Variable {
		name = it.Name(it.node)
	}
	v, f := o.in.ev.envFor(o, each.file, s).Eval(each.node)
	if f != nil {
		o.in.ev.failed(each, f, "the blocks `"+b.labels[0]+"` are not known")
		return nil, value.Because(f.Message), value.Any{}
	}
	generate := func(v value.Any) ([]value.Any, value.Note) {
		switch v.Kind() {
		case value.KindNull:
			return nil, 0
		case value.KindMap, value.KindList, value.KindSet:
		default:
			return nil, value.Because("for_each of a dynamic block is not known: " + unknownBecause(v))
		}
		if v.Len() > maxInstances {
			return nil, value.Because("for_each of a dynamic block has too many keys")
		}
		var out []value.Any
		for n, el := range v.Elements() {
			key := value.AnyNumber(strconv.Itoa(n), el.Origin())
			switch v.Kind() {
			case value.KindMap:
				key = value.AnyText(value.Inline(v.Keys()[n]), el.Origin())
			case value.KindSet:
				key = el
			}
			out = append(out, o.mapOf(contents[0], &iteration{s, name, key, el}))
		}
		var why value.Note
		if v.Partial() {
			why = v.Note()
		}
		return out, why
	}
	if alts := v.Alternatives(); alts != nil {
		var lists []value.AnyAlternative
		for _, a := range alts {
			blocks, why := generate(a.Value)
			l := value.AnyNull(b.at())
			if len(blocks) > 0 {
				l = value.AnyList(blocks, b.at())
			}
			if why != 0 {
				l = value.AnyUnknown(why, b.at())
			}
			lists = append(lists, value.AnyAlternative{When: a.When, Value: l})
		}
		return nil, value.Because("it depends on a condition that is not decided"), value.AnySeveral(lists, b.at())
	}
	out, why = generate(v)
	return out, why, value.Any{}
}

// refer returns what a reference to the object's attribute means: what the
// body says, else the form that AWS documents, else a hole or unknown.
func (o *object) refer(name string) (value.Any, *tflang.Failure) {
	switch o.b.kind {
	case "module":
		return o.in.moduleOutput(o, name)
	case "data", "ephemeral":
		return o.dataAttribute(name)
	}
	v, f := o.attr(name)
	if f != nil || v.Kind() != value.KindNull {
		return v, f
	}
	if name == "tags_all" {
		return o.in.tags(o), nil
	}
	if d := declarationOf(o); d != nil {
		for _, c := range d.Computed {
			if c.Attribute == name {
				t := o.format(c)
				o.known(name, t)
				return value.AnyText(t, o.b.at()), nil
			}
		}
	}
	v = o.hole(name)
	if t, ok := v.Text(); ok {
		o.known(name, t)
	}
	return v, nil
}

// known adds a text by which others now refer to the object to its identities.
func (o *object) known(name string, t value.Text) {
	list := &o.referred
	if o.head != nil {
		list = &o.head.Identities
	}
	for _, id := range *list {
		if id.Attribute == name {
			return
		}
	}
	*list = append(*list, estate.Identity{Attribute: name, Text: t})
}

// hole returns what stands for an attribute that only an apply tells.
func (o *object) hole(name string) value.Any {
	class, isText := classOf(name)
	if name == "roots" && o.b.labels[0] == "aws_organizations_organization" {
		return o.root()
	}
	if !isText {
		return value.AnyUnknown(value.Because(o.address()+"."+name+" is known only after apply"), o.b.at())
	}
	// A generated name keeps its prefix.
	prefix := value.Text{}
	for _, p := range []string{name + "_prefix", "name_prefix"} {
		if name != "name" && p == "name_prefix" && !isNameOf(o, name) {
			continue
		}
		if v, f := o.attr(p); f == nil {
			if t, ok := v.Text(); ok {
				prefix = t
				break
			}
		}
	}
	sym := value.NewSymbol(class, o.in.ev.key, o.address()+"."+name)
	return value.AnyText(value.Join(prefix, value.Hole(sym)), o.b.at())
}

// root returns the roots of an organisation, which are always one (AWS
// Organizations User Guide, Terminology and concepts).
func (o *object) root() value.Any {
	var parts []value.Any
	names := []string{"arn", "id", "name"}
	for _, name := range names {
		class, _ := classOf(name)
		parts = append(parts, value.AnyText(value.Hole(value.NewSymbol(class, o.in.ev.key, o.address()+".roots[0]."+name)), o.b.at()))
	}
	return value.AnyList([]value.Any{value.AnyMap(names, parts, o.b.at())}, o.b.at())
}

// declarationOf returns how the object's type declares a kind, nil if none is.
func declarationOf(o *object) *estate.Declared {
	if types := estate.Declarable(o.b.labels[0]); types != nil {
		return types[0].Declaration(o.b.labels[0])
	}
	return nil
}

func isNameOf(o *object, attribute string) bool {
	d := declarationOf(o)
	return d != nil && d.Name == attribute
}

// classOf guesses from an attribute's name whether it is a text, and of what
// class.
func classOf(name string) (value.Class, bool) {
	switch {
	case name == "arn" || strings.HasSuffix(name, "_arn"):
		return value.ARN, true
	case name == "id", name == "name", strings.HasSuffix(name, "_name"):
		return value.Opaque, true
	case strings.HasSuffix(name, "_id"):
		return value.Name, true
	case name == "version", name == "qualifier", name == "unique_id", name == "url", name == "uri", name == "endpoint",
		name == "key", name == "value", name == "hex", name == "result", name == "secret", name == "account",
		name == "domain", name == "dns_name", name == "fqdn", name == "address", name == "zone_id", name == "path":
		return value.Opaque, true
	}
	for _, suffix := range []string{"_url", "_uri", "_endpoint", "_key", "_domain", "_dns_name", "_address", "_hash", "_version", "_password", "_id_or_name", "_hex", "_base64", "_prefix", "_host", "_fqdn", "_domain_name"} {
		if strings.HasSuffix(name, suffix) {
			return value.Opaque, true
		}
	}
	return 0, false
}

// format fills a documented format with the object's attributes.
func (o *object) format(c estate.Computed) value.Text {
	return c.Fill(func(name string) (value.Text, bool) { return o.part(c.Attribute, name) })
}

// part returns what a format has for a name, and whether that is set.
func (o *object) part(of, name string) (value.Text, bool) {
	p := o.in.provider(o)
	switch name {
	case "region":
		if own, f := o.attr("region"); f == nil && own.Kind() == value.KindText { // provider 6
			t, _ := own.Text()
			return t, true
		}
		return p.region, true
	case "account":
		return p.account, true
	case "partition":
		return p.partition, true
	case "dns_suffix":
		return o.in.dnsSuffix(p), true
	}
	v, f := o.attr(name)
	if t, ok := v.Scalar(); ok && f == nil && t.IsEmpty() != value.Yes {
		return t, true
	}
	if d := declarationOf(o); d != nil && name != of {
		for _, c := range d.Computed {
			if c.Attribute == name {
				return o.format(c), false
			}
		}
	}
	if isNameOf(o, name) {
		// What only an apply names has no ':' or '/'.
		t, _ := o.hole(name).Text()
		return value.Join(value.Literal(t.LiteralPrefix()), value.Hole(value.NewSymbol(value.Name, o.in.ev.key, o.address()+"."+name))), false
	}
	if t, ok := o.hole(name).Text(); ok {
		return t, false
	}
	return value.Hole(value.NewSymbol(value.Opaque, o.in.ev.key, o.address()+"."+name)), false
}

// dnsSuffix returns the domain under which the partition's services lie.
func (in *instance) dnsSuffix(p *provider) value.Text {
	if s, ok := p.partition.Literal(); ok && suffixOf(s) != "" {
		return value.Literal(suffixOf(s))
	}
	return value.Hole(value.NewSymbol(value.Name, in.ev.key, "dns suffix"))
}

// Attribute and Origin make an object an estate.Body.
func (o *object) Attribute(name string) value.Any {
	v, f := o.attr(name)
	if f != nil {
		if e := o.b.body.attr(name); e.ok() {
			o.in.ev.failed(e, f, "`"+name+"` of "+o.address()+" is unknown")
		}
	}
	return v
}

// Origin returns where the object is declared.
func (o *object) Origin() value.Origin { return o.b.at() }

var _ estate.Body = (*object)(nil)
