package cloudformation

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/source"
	"bailiwick/value"
)

// A parameterFile is what a file says of how a template is deployed.
type parameterFile struct {
	name       string
	parameters map[string]value.Any
	tags       map[string]string // nil if it says none
	stack      string            // the stack's name
	policy     bool              // it holds a stack policy
	mistakes   []value.Problem
}

// parameterFile reads a file, nil if it is none that has parameters: a list of
// objects with ParameterKey and ParameterValue, a list of texts Key=Value, an
// object of values, or an object with one of these under Parameters and, beside it,
// Tags and StackPolicy (AWS CodePipeline User Guide, template configuration file)
// or what the AWS CLI takes by --cli-input-json. Of a file that cannot be read it
// says where and why, as far as a problem does that.
func (r *reader) parameterFile(name string) (*parameterFile, *value.Problem) {
	src, err := source.Read(r.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, &value.Problem{File: r.Shown(name), Summary: "cannot be read: " + source.Cause(err)}
	}
	places := new(value.Places)
	n, problems := cfnlang.Parse(places, name, src)
	switch {
	case n == nil:
		return nil, &value.Problem{
			File: r.Shown(name), Line: places.At(problems[0].Origin).Line,
			Summary: "cannot be read: " + problems[0].Summary,
		}
	case n.Get("Resources") != nil:
		return nil, nil
	}
	f := &parameterFile{name: name, parameters: make(map[string]value.Any)}
	if !configuration(n) {
		switch {
		case f.values(n):
			return f, nil
		case n.Kind == cfnlang.List && slices.ContainsFunc(n.List, func(e *cfnlang.Node) bool { return e.Get("ParameterKey") != nil }):
			return nil, &value.Problem{File: r.Shown(name), Summary: noTexts}
		}
		return nil, nil
	}
	if inner := n.Get("Parameters"); inner != nil && !f.values(inner) {
		return nil, &value.Problem{File: r.Shown(name), Summary: noTexts}
	}
	f.stack, _ = n.Get("StackName").Literal()
	f.readPolicy(n)
	if tags := n.Get("Tags"); tags != nil {
		if f.tags = tagsOf(tags); f.tags == nil {
			f.mistake("Tags is no map of texts and no list of Key and Value", "what tags the deployment gives is unknown", "write a map of tags by their keys")
		}
	}
	return f, nil
}

const noTexts = "it holds a parameter that is no text, or has no key"

// configuration reports whether a file says more than values: an object with
// Parameters that are no text, or with nothing but what stands beside those.
func configuration(n *cfnlang.Node) bool {
	if inner := n.Get("Parameters"); inner != nil {
		return inner.Kind == cfnlang.Map || inner.Kind == cfnlang.List
	}
	return n.Kind == cfnlang.Map && len(n.Keys) > 0 && !slices.ContainsFunc(n.Keys, func(k cfnlang.Key) bool {
		return !slices.Contains(besideParameters, k.Name)
	}) && (n.Get("Tags") != nil || n.Get("StackPolicy") != nil)
}

// besideParameters are the members of a configuration (AWS CodePipeline User
// Guide, template configuration file; AWS CloudFormation API Reference,
// CreateStack).
var besideParameters = []string{
	"Tags", "StackPolicy", "StackName", "StackPolicyBody", "Capabilities", "RoleARN", "NotificationARNs", "OnFailure",
	"EnableTerminationProtection", "TemplateURL", "TimeoutInMinutes", "DisableRollback", "ResourceTypes",
}

// values reads values of parameters, false if the node holds none.
func (f *parameterFile) values(n *cfnlang.Node) bool {
	switch n.Kind {
	case cfnlang.Map:
		for i, k := range n.Keys {
			if !f.set(k.Name, n.List[i]) {
				return false
			}
		}
		return true
	case cfnlang.List:
		for _, e := range n.List {
			if !f.listed(e) {
				return false
			}
		}
		return true
	}
	return false
}

// listed reads one element of a list of parameters.
func (f *parameterFile) listed(e *cfnlang.Node) bool {
	if s, ok := e.Literal(); ok {
		key, text, found := strings.Cut(s, "=")
		return found && f.set(key, cfnlang.NewString(text, 0))
	}
	key, _ := e.Get("ParameterKey").Literal()
	if previous, ok := e.Get("UsePreviousValue").Literal(); ok && previous == "true" && key != "" {
		f.parameters[key] = value.AnyUnknown(value.Because("the parameter "+key+" keeps the value that the stack has"), 0)
		return true
	}
	return f.set(key, e.Get("ParameterValue"))
}

// set sets a parameter to a text, or to a list of texts as CloudFormation takes
// them, with commas between.
func (f *parameterFile) set(key string, v *cfnlang.Node) bool {
	s, ok := v.Literal()
	if ok && key != "" {
		f.parameters[key] = value.AnyText(value.Literal(s), 0)
	}
	return ok && key != ""
}

// tagsOf returns the tags of a map, or of a list of Key and Value; nil if they
// cannot be read.
func tagsOf(n *cfnlang.Node) map[string]string {
	tags := make(map[string]string)
	switch n.Kind {
	case cfnlang.Map:
		for i, k := range n.Keys {
			text, ok := n.List[i].Literal()
			if !ok {
				return nil
			}
			tags[k.Name] = text
		}
		return tags
	case cfnlang.List:
		for _, e := range n.List {
			key, ok := e.Get("Key").Literal()
			text, has := e.Get("Value").Literal()
			if !ok || !has {
				return nil
			}
			tags[key] = text
		}
		return tags
	}
	return nil
}

// readPolicy reads a stack policy, and notes if it is none. It says which resources
// an update of the stack may change (AWS CloudFormation User Guide, Prevent updates
// to stack resources): it guards against no other call, nor against the deletion of
// the stack, so no rule rests on it.
func (f *parameterFile) readPolicy(n *cfnlang.Node) {
	policy := n.Get("StackPolicy")
	if body, ok := n.Get("StackPolicyBody").Literal(); ok {
		if policy, _ = cfnlang.Parse(new(value.Places), "StackPolicyBody", []byte(body)); policy == nil {
			policy = cfnlang.NewString(body, 0)
		}
	}
	if policy == nil {
		return
	}
	f.policy = true
	list := policy.Get("Statement")
	if list == nil || list.Kind != cfnlang.List || slices.ContainsFunc(list.List, func(s *cfnlang.Node) bool {
		effect, _ := s.Get("Effect").Literal()
		return effect != "Allow" && effect != "Deny"
	}) {
		f.mistake("the stack policy has no list of statements that allow or deny", "CloudFormation refuses it", "write a Statement with Effect, Action, Principal and Resource")
	}
}

// mistake notes what is wrong in the file, to be told if it is for a template.
func (f *parameterFile) mistake(summary, effect, next string) {
	f.mistakes = append(f.mistakes, value.Problem{Summary: summary, Effect: effect, Next: next})
}

// use sets what a file says in an environment, and tells its mistakes.
func (r *reader) use(f *parameterFile, e *environment) {
	maps.Copy(e.parameters, f.parameters)
	if f.tags != nil {
		e.tags = f.tags
	}
	if f.stack != "" {
		e.stack = f.stack
	}
	for _, p := range f.mistakes {
		r.mistaken(f.name, p)
	}
}

// mistaken tells of a mistake in a file that says how stacks are deployed, once.
func (r *reader) mistaken(name string, p value.Problem) {
	p.File = r.Shown(name)
	r.once(p)
}

// once tells a problem that several templates may meet.
func (r *reader) once(p value.Problem) {
	if !slices.Contains(r.builder.Problems, p) {
		r.problem(p)
	}
}

// fits reports whether a file is for a template: its parameters are the
// template's or, if one or the other is not, most are and they are not those of a
// template beside. One without parameters is for the template that it is named
// after, or for the only one in its folder.
func (r *reader) fits(f *parameterFile, name string) bool {
	declared := declares(r.template(name))
	var strange []string
	for key := range f.parameters {
		if !declared[key] {
			strange = append(strange, key)
		}
	}
	others := r.beside(name)
	switch {
	case len(f.parameters) == 0:
		return (f.tags != nil || f.policy) && (len(others) == 0 || namedAfter(f.name, name))
	case len(strange) == 0:
		return true
	case 2*len(strange) >= len(f.parameters):
		return false
	case slices.ContainsFunc(others, func(other string) bool {
		theirs := declares(r.template(other))
		return !slices.ContainsFunc(slices.Collect(maps.Keys(f.parameters)), func(key string) bool { return !theirs[key] })
	}):
		return false
	}
	slices.Sort(strange)
	named := strings.Join(strange[:min(len(strange), 5)], ", ")
	if len(strange) > 5 {
		named += " and " + strconv.Itoa(len(strange)-5) + " more"
	}
	f.mistake(
		r.Shown(name)+" does not declare "+named+" as a parameter",
		"CloudFormation refuses such a deployment; the other parameters are used", "declare it in the template, or take it out of the file",
	)
	return true
}

// beside returns the other templates of a template's folder.
func (r *reader) beside(name string) []string {
	var out []string
	for other, root := range r.templates {
		if root != nil && other != name && path.Dir(other) == path.Dir(name) {
			out = append(out, other)
		}
	}
	return out
}

// namedAfter reports whether a file bears the words of a template's name.
func namedAfter(file, template string) bool {
	given := words(path.Base(file))
	return !slices.ContainsFunc(words(strings.TrimSuffix(path.Base(template), path.Ext(template))), func(w string) bool {
		return !slices.Contains(given, w)
	})
}
