package sls

import (
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/value"
)

// A service is a configuration of which a template is made.
type service struct {
	*resolver
	place     cfnlang.Place // of the configuration
	name      *Node
	stageName *Node
	provider  *Node
	custom    *Node
	functions []*function
	byKey     map[string]*function
	role      *role // the one that functions share, nil if none needs it

	schedulers       *Node // the functions that it may invoke
	customStatements *Node // of the role of the framework's own functions
	busesByCode      bool

	resources *Node
	outputs   *Node
	ids       map[string]int // of resources, by logical id
	changed   string
}

// A function is one of the service's functions.
type function struct {
	cfnlang.Place        // of its whole member
	key           string // hello
	node          *Node
	id            string // HelloLambdaFunction
	name          *Node  // orders-dev-hello
	alias         string // the one that is called in its place, "" for none
	aliasID       string
	roles         *role // of its own, by a plug-in
	schedules     int   // made so far
	scheduled     bool  // by EventBridge Scheduler
}

// maxName is how long the name of a stack may be (AWS CloudFormation,
// CreateStack).
const maxName = 128

// read reads what the parts of the service need to know of it.
func (s *service) read() {
	s.name = s.lookup(s.root, "service")
	if isMap(s.name) { // as versions before 3 have it
		s.name = get(s.name, "name")
	}
	if !given(s.name) {
		s.problem(s.root.At, "the service has no name", "the framework refuses it", "add the line service: NAME")
		s.name = cfnlang.NewUnknown("the service has no name", s.root.At)
	}
	s.stageName = s.stage(s.root.At)
	for _, n := range []**Node{&s.name, &s.stageName} {
		if len(textOf(*n)) > maxName {
			s.problem((*n).At, "the name of the service or of its stage has more than 128 characters", "no stack can be called so", "shorten it")
			*n = cfnlang.NewUnknown("the name is too long", (*n).At)
		}
	}
	s.custom = s.lookup(s.root, "custom")
	s.byKey = make(map[string]*function)
	all := s.lookup(s.root, "functions")
	if all != nil && all.Kind == cfnlang.List {
		var one *Node
		for _, e := range all.List {
			if opaque(e) {
				s.gap(e.At, "functions are not known: "+reason(e))
				continue
			}
			one = merged(one, e)
		}
		all = one
	}
	if opaque(all) {
		s.gap(all.At, "functions are not known: "+reason(all))
		return
	}
	if all == nil || all.Kind == cfnlang.Null {
		return
	}
	if all.Kind != cfnlang.Map {
		s.problem(all.At, "functions is a "+all.Kind.String()+", not a map", "what it declares is in no count", "write a map of names")
		return
	}
	for i, k := range all.Keys {
		s.function(k, all.List[i])
	}
}

// function notes a function.
func (s *service) function(k cfnlang.Key, n *Node) {
	switch {
	case n.Kind == cfnlang.Null:
		return
	case k.Name == cfnlang.Unread:
		s.gap(k.At, "functions are not known: "+n.Text)
		return
	case n.Kind != cfnlang.Map && n.Kind != cfnlang.Unknown:
		s.problem(n.At, "the function "+k.Name+" is a "+n.Kind.String()+", not a map", "it is in no count", "write a map with handler")
		s.gap(n.At, "the function "+k.Name+" cannot be read")
		return
	}
	f := &function{Place: cfnlang.Place(k.At), key: k.Name, node: n, id: normal(k.Name) + "LambdaFunction"}
	if f.name = get(n, "name"); !given(f.name) {
		f.name = s.prefixed(f.Place, k.Name)
	}
	s.functions = append(s.functions, f)
	s.byKey[k.Name] = f
}

// get returns a member of the function's configuration.
func (f *function) get(path ...string) *Node { return get(f.node, path...) }

// either returns a member of the function's configuration, else that of the
// provider's.
func (s *service) either(f *function, name string) *Node {
	return firstOf(f.get(name), get(s.provider, name))
}

// prefixed returns a text behind the names of the service and the stage:
// orders-dev-hello.
func (s *service) prefixed(p cfnlang.Place, name string) *Node {
	at := value.Origin(p)
	return joined(at, s.name, cfnlang.NewString("-", at), s.stageName, cfnlang.NewString("-"+name, at))
}

// stackName returns the name of the stack.
func (s *service) stackName() *Node {
	if n := get(s.provider, "stackName"); given(n) {
		return n
	}
	at := s.root.At
	return joined(at, s.name, cfnlang.NewString("-", at), s.stageName)
}

// add adds a resource; what has its id already gives way, as in the framework.
func (s *service) add(p cfnlang.Place, id, kind string, properties *Node, beside ...any) *Node {
	n := p.Object(append([]any{"Type", kind, "Properties", properties}, beside...)...)
	s.put(id, cfnlang.Key{Name: id, At: value.Origin(p)}, n)
	return n
}

func (s *service) put(id string, k cfnlang.Key, n *Node) {
	if i, ok := s.ids[id]; ok {
		s.resources.Keys[i], s.resources.List[i] = k, n
		return
	}
	s.ids[id] = len(s.resources.Keys)
	s.resources.Keys = append(s.resources.Keys, k)
	s.resources.List = append(s.resources.List, n)
}

// made returns a resource of the template, nil if there is none of the id.
func (s *service) made(id string) *Node {
	if i, ok := s.ids[id]; ok {
		return s.resources.List[i]
	}
	return nil
}

// gap notes that there may be resources which are not known, of the types if any
// are named.
func (s *service) gap(at value.Origin, why string, types ...string) {
	hidden := cfnlang.NewUnknown(why, at)
	for _, t := range types {
		hidden.List = append(hidden.List, cfnlang.NewString(t, at))
	}
	s.resources.Keys = append(s.resources.Keys, cfnlang.Key{Name: cfnlang.Unread, At: at})
	s.resources.List = append(s.resources.List, hidden)
}

// maxProblems bounds what is told of a service.
const maxProblems = 100

func (r *resolver) problem(at value.Origin, summary, effect, next string) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, value.Problem{Origin: at, Summary: summary, Effect: effect, Next: next})
	}
}

// target returns the ARN by which others call a function: of its alias, if it
// has one.
func (f *function) target(p cfnlang.Place) *Node {
	arn := p.Attribute(f.id, "Arn")
	if f.alias == "" {
		return arn
	}
	return p.Object("Fn::Join", p.List(":", p.List(arn, f.alias)))
}

// depends returns what DependsOn of what calls the function is, nil for
// nothing.
func (f *function) depends() any {
	if f.aliasID == "" {
		return nil
	}
	return f.aliasID
}

// functionARN returns the ARN of a function that is named by its key or its
// ARN.
func (s *service) functionARN(p cfnlang.Place, n *Node) *Node {
	text, ok := n.Literal()
	if !ok || strings.HasPrefix(text, "arn:") {
		return n
	}
	if f := s.byKey[text]; f != nil {
		return f.target(p)
	}
	s.problem(n.At, "the service has no function "+text, "what rests on it is unknown", "correct the name")
	return cfnlang.NewUnknown("the service has no function "+text, n.At)
}

// permission lets a principal invoke a function.
func (s *service) permission(p cfnlang.Place, id string, f *function, principal any, sourceARN any, more ...any) {
	properties := p.Object(append([]any{
		"FunctionName", f.target(p), "Action", "lambda:InvokeFunction", "Principal", principal, "SourceArn", sourceARN,
	}, more...)...)
	s.add(p, id, "AWS::Lambda::Permission", properties, "DependsOn", f.depends())
}

// arn returns an ARN of this region and account.
func arn(p cfnlang.Place, service string, rest ...any) *Node {
	parts := p.List("arn:", p.Ref("AWS::Partition"), ":"+service+":", p.Ref("AWS::Region"), ":", p.Ref("AWS::AccountId"), ":")
	for _, r := range rest {
		parts.List = append(parts.List, p.Node(r))
	}
	return p.Object("Fn::Join", p.List("", parts))
}
