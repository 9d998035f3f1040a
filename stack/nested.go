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
	if s.Nested == nil || s.depth >= maxDepth {
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
	if s.within(url) {
		s.builder.Problems = append(s.builder.Problems, value.Problem{
			Origin: r.at, Summary: "the nested stack " + r.address() + " lies in itself", Effect: "it is read once", Next: "break the circle: CloudFormation refuses it",
		})
		return nil
	}
	root := s.Options.Nested(url)
	if root == nil {
		return nil
	}
	o := s.Options
	o.Name, o.Parameters, o.Block = "", make(map[string]value.Any), r.at
	parameters := r.Attribute("Parameters")
	for i, key := range parameters.Keys() {
		o.Parameters[value.Inline(key).String()] = parameters.Elements()[i]
	}
	n := newStack(s.builder, root, o, s.exports, s, s.prefix+r.id+".")
	n.url = url
	s.nested[r.id] = n
	s.exports.note(n)
	return n
}

// within reports whether the stack, or one that it lies in, is of the template.
func (s *Stack) within(url string) bool {
	for up := s; up != nil; up = up.parent {
		if up.url == url {
			return true
		}
	}
	return false
}

// missing notes a nested stack whose template is not on disk.
func (s *Stack) missing(r *resource) {
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
			if n := outputs.List[i].Get("Export").Get("Name"); n != nil {
				if text, ok := s.Eval(n).Scalar(); ok {
					e.byName[s.Scope.Environment+"\x00"+text.Inline()] = export{s, k.Name}
				}
			}
		}
	}
	found, ok := e.byName[environment+"\x00"+name.Inline()]
	return found, ok
}

// imported returns what another stack of the run exports under the name, else
// what stands for it.
func (s *Stack) imported(name value.Any, at value.Origin) value.Any {
	text, ok := name.Scalar()
	if !ok {
		return value.AnyUnknown(value.Because("the name that Fn::ImportValue imports is not known"), at)
	}
	if found, ok := s.exports.find(s.Scope.Environment, text); ok {
		return found.stack.Output(found.name, at)
	}
	return value.AnyText(value.Hole(value.NewSymbol(value.Opaque, "export\x00"+s.Scope.Environment, "Fn::ImportValue "+text.String())), at)
}
