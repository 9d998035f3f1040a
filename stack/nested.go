package stack

import (
	"bailiwick/cfnlang"
	"bailiwick/value"
)

// stackOf returns the stack that a resource of the type
// AWS::CloudFormation::Stack makes, nil if its template is not on disk or the
// resource is none.
func (s *Stack) stackOf(r *resource) *Stack {
	if r.written != "AWS::CloudFormation::Stack" && r.written != "AWS::Serverless::Application" {
		return nil
	}
	if n, ok := s.nested[r.id]; ok {
		return n
	}
	s.nested[r.id] = nil // while it is read it is not there: a circle ends here
	if s.Nested == nil || s.depth >= maxDepth || s.budget.told {
		return nil
	}
	property := "TemplateURL"
	if r.written == "AWS::Serverless::Application" {
		property = "Location"
	}
	url, ok := r.Attribute(property).Literal()
	if asset, is := r.node.Get("Metadata").Get("aws:asset:path").Literal(); is { // the file that CDK has made a URL for
		url, ok = asset, true
	}
	if !ok {
		return nil
	}
	file, root := s.Options.Nested(s.File, url)
	if root == nil {
		return nil
	}
	if s.within(file) {
		s.circles[r.id] = true
		s.builder.Problems = append(s.builder.Problems, value.Problem{
			Origin: r.at, Summary: "the nested stack " + r.address() + " lies in itself", Effect: "it is read once", Next: "break the circle: CloudFormation refuses it",
		})
		return nil
	}
	if !s.fits(r, root) {
		return nil
	}
	o := s.Options
	o.Name, o.File, o.Parameters, o.Block = "", file, r.parameters(root), r.at
	if r.Attribute("Tags").Kind() != value.KindNull {
		o.Tags = nil // its own go over to what it holds
	}
	n := newStack(s.builder, root, o, s.exports, s, s.prefix+r.id+".")
	when, possible := r.when()
	n.when, n.never = when, !possible
	s.nested[r.id] = n
	s.exports.note(n)
	return n
}

// parameters returns the values that a nested stack is given. Where it cannot
// be told which it is given, none has its default.
func (r *resource) parameters(root *cfnlang.Node) map[string]value.Any {
	given := r.Attribute("Parameters")
	out := make(map[string]value.Any)
	for i, key := range given.Keys() {
		out[value.Inline(key).String()] = given.Elements()[i]
	}
	declared := root.Get("Parameters")
	if given.Kind() == value.KindNull || given.Kind() == value.KindMap && !given.Partial() || declared == nil {
		return out
	}
	for _, k := range declared.Keys {
		if _, ok := out[k.Name]; !ok {
			out[k.Name] = given.Lookup(value.Literal(k.Name).Inline())
		}
	}
	return out
}

// fits reports whether one nested stack more may be read, and tells if not.
func (s *Stack) fits(r *resource, root *cfnlang.Node) bool {
	s.budget.stacks++
	if list := root.Get("Resources"); list != nil {
		s.budget.resources += len(list.List)
	}
	if s.budget.stacks <= maxStacks && s.budget.resources <= maxResources {
		return true
	}
	s.budget.told = true
	why := "the nested stacks of " + s.Scope.Root + " are more than can be read"
	s.gap(r.at, nil, why)
	s.builder.Problems = append(s.builder.Problems, value.Problem{
		Origin: r.at, Summary: why, Effect: "what this one and those behind it declare is in no count", Next: "check their templates by themselves",
	})
	return false
}

// within reports whether the stack, or one that it lies in, is of the template.
func (s *Stack) within(file string) bool {
	for up := s; up != nil; up = up.parent {
		if up.File == file {
			return true
		}
	}
	return false
}

// missing notes a nested stack whose template is not on disk.
func (s *Stack) missing(r *resource) {
	switch {
	case s.budget.told:
		return
	case s.circles[r.id]:
		s.gap(r.at, nil, "the nested stack "+r.address()+" lies in itself")
		return
	}
	url := r.Attribute("TemplateURL")
	why := "the template of the nested stack " + r.address() + " is not on disk"
	s.gap(r.at, nil, why)
	s.builder.Problems = append(s.builder.Problems, value.Problem{
		Origin: r.at, Summary: why + ": " + url.String(), Effect: "what it declares is in no count",
		Next: "check the folder that holds it, with the path as TemplateURL, or the output of aws cloudformation package",
	})
}

// Output returns what an output of the stack means, seen from another stack.
func (s *Stack) Output(name string, at value.Origin) value.Any {
	o := s.Root.Get("Outputs").Get(name)
	if o == nil {
		return value.AnyUnknown(value.Because("the nested stack has no output "+name), at)
	}
	if v, ok := s.outputs[name]; ok {
		return v.At(at)
	}
	if s.outputs == nil {
		s.outputs = make(map[string]value.Any)
	}
	s.outputs[name] = value.AnyUnknown(value.Because("the output "+name+" rests on itself"), at)
	v := s.Eval(o.Get("Value"))
	s.outputs[name] = v
	return v.At(at)
}

// Exports are what the stacks of a run export, by environment and name.
type Exports struct {
	stacks []*Stack
	read   int // stacks whose exports are in byName
	byName map[string]export
}

type export struct {
	stack *Stack
	name  string
	twice bool // another one exports the name too: it cannot be told which is meant
}

// note adds a stack.
func (e *Exports) note(s *Stack) { e.stacks = append(e.stacks, s) }

// find returns the output that a stack of the environment exports under the
// name. While names of exports are evaluated, those that were evaluated before
// are known.
func (e *Exports) find(environment string, name value.Text) (export, bool) {
	if e.byName == nil {
		e.byName = make(map[string]export)
	}
	for e.read < len(e.stacks) {
		s := e.stacks[e.read]
		e.read++
		outputs := s.Root.Get("Outputs")
		if outputs == nil || outputs.Kind != cfnlang.Map {
			continue
		}
		for i, k := range outputs.Keys {
			if n := outputs.List[i].Get("Export").Get("Name"); n != nil && s.mayOutput(outputs.List[i]) {
				if text, ok := s.Eval(n).Scalar(); ok && !s.never {
					key := s.Scope.Environment + "\x00" + text.Inline()
					_, twice := e.byName[key]
					e.byName[key] = export{s, k.Name, twice}
				}
			}
		}
	}
	found, ok := e.byName[environment+"\x00"+name.Inline()]
	return found, ok
}

// mayOutput reports whether an output is there in some world.
func (s *Stack) mayOutput(o *cfnlang.Node) bool {
	name, ok := o.Get("Condition").Literal()
	if !ok {
		return true
	}
	answer, _ := s.Condition(name, o.At)
	return answer != value.No
}

// imported returns what another stack of the run exports under the name, else
// what stands for it.
func (s *Stack) imported(name value.Any, at value.Origin) value.Any {
	text, ok := name.Scalar()
	if !ok || name.Sensitive() {
		return value.AnyUnknown(value.Because("the name that Fn::ImportValue imports is not known"), at)
	}
	if found, ok := s.exports.find(s.Scope.Environment, text); ok && !found.twice {
		return found.stack.Output(found.name, at)
	}
	return value.AnyText(value.Hole(value.NewSymbol(value.Opaque, "export\x00"+s.Scope.Environment, "Fn::ImportValue "+text.String())), at)
}
