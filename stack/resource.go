package stack

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/estate"
	"bailiwick/value"
)

// A resource is one declaration of a template.
type resource struct {
	stack   *Stack
	id      string // its logical id
	at      value.Origin
	node    *cfnlang.Node
	written string // its type

	properties map[string]value.Any // as far as they were asked for
	identities []estate.Identity
	busy       bool
	done       bool // it is entered: what it was evaluated to is not kept
}

// declare notes a declaration.
func (s *Stack) declare(k cfnlang.Key, n *cfnlang.Node) {
	r := &resource{stack: s, id: k.Name, at: k.At, node: n, properties: make(map[string]value.Any)}
	written, ok := n.Get("Type").Literal()
	for _, part := range []*cfnlang.Node{n, n.Get("Type")} {
		if part != nil && part.Kind == cfnlang.Unknown {
			s.gap(k.At, nil, part.Text)
			return
		}
	}
	if n == nil || n.Kind != cfnlang.Map || !ok || written == "" {
		s.builder.Problems = append(s.builder.Problems, value.Problem{
			Origin: k.At, Summary: k.Name + " has no Type", Effect: "it is in no count", Next: "give it a Type, or take it out of Resources",
		})
		s.gap(k.At, nil, k.Name+" has no Type")
		return
	}
	r.written = written
	s.resources[r.id] = r
	s.order = append(s.order, r)
}

func (r *resource) address() string { return r.stack.prefix + r.id }

// Origin returns where it is declared.
func (r *resource) Origin() value.Origin { return r.at }

// Attribute returns a property, or what stands beside the properties.
func (r *resource) Attribute(name string) value.Any {
	if v, ok := r.properties[name]; ok {
		return v
	}
	v := r.evaluated(name)
	if !r.done {
		r.properties[name] = v
	}
	return v
}

func (r *resource) evaluated(name string) value.Any {
	switch name {
	case "DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "UpdatePolicy", "CreationPolicy":
		if n := r.node.Get(name); n != nil {
			return r.stack.Eval(n)
		}
		return r.absent()
	}
	properties := r.node.Get("Properties")
	if n := properties.Get(name); n != nil {
		v := r.stack.Eval(n)
		if v.Kind() == value.KindNull {
			return v.At(r.at)
		}
		return v
	}
	if properties == nil || properties.Kind == cfnlang.Null {
		return r.absent()
	}
	if properties.Kind == cfnlang.Unknown {
		return r.stack.Eval(properties)
	}
	if properties.Kind != cfnlang.Map {
		return value.AnyUnknown(value.Because("the Properties of "+r.id+" are no map"), properties.At)
	}
	if k := more(properties); k != nil {
		return unread(properties, k)
	}
	if _, _, ok := properties.Call(); ok { // the whole of them is chosen
		return r.stack.Eval(properties).Lookup(name)
	}
	return r.absent()
}

// absent returns what a property is that is not written: not set, unless
// something may yet set it.
func (r *resource) absent() value.Any {
	if k := more(r.node); k != nil {
		return unread(r.node, k)
	}
	if r.stack.changed != "" {
		return value.AnyUnknown(value.Because(r.stack.changed+" may set more properties"), r.at)
	}
	return value.AnyNull(r.at)
}

// unread returns what a property is that a member of a map may set.
func unread(n *cfnlang.Node, k *cfnlang.Key) value.Any {
	if k.Name == cfnlang.Unread {
		return value.AnyUnknown(value.Because(n.Get(k.Name).Text), k.At)
	}
	return value.AnyUnknown(value.Because(k.Name+" may put more properties there"), k.At)
}

// more returns what puts members into a map that are not known here, nil if
// nothing does: a transform, a loop that could not be expanded, or what could not
// be read.
func more(n *cfnlang.Node) *cfnlang.Key {
	for i, k := range n.Keys {
		if k.Name == "Fn::Transform" || k.Name == cfnlang.Unread || strings.HasPrefix(k.Name, "Fn::ForEach::") {
			return &n.Keys[i]
		}
	}
	return nil
}

// Named returns what is set of the attributes by which others call the
// resource.
func (r *resource) Named(attribute string) (value.Text, bool) {
	switch attribute {
	case "region":
		return r.stack.Template.Region, true
	case "account":
		return r.stack.Template.Account, true
	case "partition":
		return r.stack.partition, true
	case "dns_suffix":
		v := r.stack.Eval(cfnlang.NewCall("Ref", cfnlang.NewString("AWS::URLSuffix", r.at), r.at))
		return v.Scalar()
	}
	if attribute == "Ref" {
		return value.Text{}, false
	}
	v := r.Attribute(attribute)
	switch k := v.Kind(); {
	case k == value.KindNull, k == value.KindMap, k == value.KindList:
		return value.Text{}, false
	case k == value.KindUnknown, k == value.KindSeveral, v.Sensitive():
		// It is set, to what is not known or must not be shown.
		return r.Hole(value.Opaque, attribute), true
	}
	return v.Scalar()
}

// Hole returns what stands for a text that only a deployment tells.
func (r *resource) Hole(class value.Class, attribute string) value.Text {
	return value.Hole(value.NewSymbol(class, r.stack.key, r.address()+"."+attribute))
}

// declaration returns how the resource's type declares its kind, nil if no kind
// is declared by it.
func (r *resource) declaration() *estate.Declared {
	if t := estate.TypeFor(r.written, r); t != nil {
		return t.Declaration(r.written)
	}
	return nil
}

// attribute returns what Ref or Fn::GetAtt gives of a resource.
func (s *Stack) attribute(id, attribute string, at value.Origin) (value.Any, bool) {
	r, ok := s.resources[id]
	if !ok {
		return value.Any{}, false
	}
	name, output := strings.CutPrefix(attribute, "Outputs.")
	if output {
		if n := s.stackOf(r); n != nil {
			return n.Output(name, at), true
		}
	}
	if r.busy { // it is named after what refers to it
		return value.AnyText(r.Hole(value.Opaque, attribute), at), true
	}
	d := r.declaration()
	if d == nil || output {
		class := value.Opaque
		if output || r.foreign() { // whatever it was given
			class = value.Free
		}
		if attribute == "Arn" || strings.HasSuffix(attribute, "Arn") {
			class = value.ARN
		}
		return value.AnyText(r.Hole(class, attribute), at), true
	}
	for _, i := range r.called() {
		if i.Attribute == attribute {
			return value.AnyText(i.Text, at), true
		}
	}
	r.busy = true
	defer func() { r.busy = false }()
	return value.AnyText(d.Text(r, attribute), at), true
}

// foreign reports whether others than AWS make it and say what its attributes
// hold: a custom resource, a module, a type of somebody's own.
func (r *resource) foreign() bool {
	return !strings.HasPrefix(r.written, "AWS::") || r.written == "AWS::CloudFormation::CustomResource" || strings.HasSuffix(r.written, "::MODULE")
}

// called returns the texts by which others refer to the resource.
func (r *resource) called() []estate.Identity {
	if r.identities == nil && !r.busy {
		if d := r.declaration(); d != nil {
			r.busy = true
			r.identities = d.Identities(r)
			r.busy = false
		}
	}
	return r.identities
}

// when returns the condition under which it exists, and whether it may. What is
// nested exists only with its stack.
func (r *resource) when() (value.Condition, bool) {
	n := r.node.Get("Condition")
	if n == nil {
		return r.stack.when, !r.stack.never
	}
	name, ok := n.Literal()
	if !ok {
		return r.stack.when.And(value.When(r.stack.key, r.address()+".Condition", true))
	}
	answer, own := r.stack.Condition(name, n.At)
	when, possible := r.stack.when.And(own)
	return when, possible && answer != value.No && !r.stack.never
}

func (r *resource) emit() {
	defer func() { r.done, r.properties = true, nil }()
	when, possible := r.when()
	if !possible {
		return
	}
	t := estate.TypeFor(r.written, r)
	if t != nil {
		out := t.New()
		r.fill(out.Head(), t, "", r, when)
		estate.Decode(out, r, estate.CloudFormation)
		out.Head().Identities = r.called()
		r.stack.builder.Add(out)
	}
	parts, hidden := estate.PartsOf(r.written, r, r.refer)
	for _, p := range parts {
		if both, possible := when.And(p.When); possible {
			out := p.Type.New()
			r.fill(out.Head(), p.Type, "."+p.Key, p.Body, both)
			estate.Decode(out, p.Body, estate.CloudFormation)
			r.stack.builder.Add(out)
		}
	}
	for _, h := range hidden {
		g := estate.Gap{Scope: r.stack.Scope, Kinds: []estate.Kind{h.Type.Kind}, Why: h.Why, At: h.At, All: true}
		r.stack.builder.Gaps = append(r.stack.builder.Gaps, g)
	}
	switch {
	case t == nil && len(parts)+len(hidden) == 0 && len(estate.Declarable(r.written)) == 0:
		r.stack.stranger(r)
	case r.written == "AWS::CloudFormation::Stack" && r.stack.stackOf(r) == nil:
		r.stack.missing(r)
	}
	if r.foreign() || r.written == "AWS::CloudFormation::StackSet" {
		r.stack.custom(r)
	}
}

// fill fills the head of what the declaration makes.
func (r *resource) fill(h *estate.Head, t *estate.Type, key string, body estate.Body, when value.Condition) {
	h.Type, h.Written, h.Scope, h.Address, h.Block, h.When = t, r.written, r.stack.Scope, r.address()+key, r.at, when
	if key != "" && body.Origin() != 0 {
		h.Block = body.Origin()
	}
	if r.stack.Construct != nil {
		c := r.stack.Construct(r.id, r.node)
		if c.Path != "" {
			h.Address = c.Path + key
		}
		if c.At != 0 {
			h.Block = c.At
		}
		h.Made = c.Class
	}
	h.Account = value.Known(r.stack.Template.Account, h.Block).Named("account")
	h.Region = value.Known(r.stack.Template.Region, h.Block).Named("region")
	tags := "Tags"
	if d := t.Declaration(r.written); d != nil && d.Tags != "" {
		tags = d.Tags
	}
	h.Tags = value.From[[]value.Entry](r.stack.tagged(estate.TagsOf(body.Attribute(tags)), h.Block), tags)
	for s := r.stack; s.parent != nil; s = s.parent {
		h.Calls = append([]value.Origin{s.Block}, h.Calls...)
	}
}

// refer says what an attribute of the resource means to its parts.
func (r *resource) refer(attribute string) value.Any {
	for _, i := range r.called() {
		if i.Attribute == attribute {
			return value.AnyText(i.Text, r.at)
		}
	}
	if text, ok := r.Named(attribute); ok {
		switch attribute {
		case "region", "account", "partition", "dns_suffix":
			return value.AnyText(text, r.at)
		}
	}
	v := r.Attribute(attribute)
	if v.Kind() == value.KindNull && attribute == "Ref" {
		return value.AnyText(r.Hole(value.Opaque, "Ref"), r.at)
	}
	return v
}

// custom notes that a custom resource or a module that is not on disk may make
// anything.
func (s *Stack) custom(r *resource) {
	if slices.Contains(s.Harmless, r.written) {
		return
	}
	why := r.address() + " is made by code of its own"
	switch {
	case strings.HasSuffix(r.written, "::MODULE"):
		why = "the module " + r.written + " is not on disk"
	case r.written == "AWS::CloudFormation::StackSet":
		why = "the stacks that " + r.address() + " deploys are not read"
	}
	s.builder.Gaps = append(s.builder.Gaps, estate.Gap{Scope: s.Scope, Why: value.Because(why), At: r.at, Mentions: s.mentions(r)})
}

// mentions returns the texts that a resource is given.
func (s *Stack) mentions(r *resource) []value.Text {
	var out []value.Text
	var walk func(v value.Any)
	walk = func(v value.Any) {
		if text, ok := v.Scalar(); ok {
			out = append(out, text)
			return
		}
		for _, alt := range v.Alternatives() {
			walk(alt.Value)
		}
		for _, e := range v.Elements() {
			walk(e)
		}
	}
	if p := r.node.Get("Properties"); p != nil {
		walk(s.Eval(p))
	}
	return out
}

var (
	_ estate.Body  = (*resource)(nil)
	_ estate.Namer = (*resource)(nil)
)
