// Package stack enters the resources of CloudFormation templates into an
// estate: of one template, its nested stacks and modules, in what they are
// evaluated in. Templates come from files, from CDK's output, or are made of a
// serverless.yml; for all of them this is the one way in.
package stack

import (
	"slices"
	"strings"

	"bailiwick/cfnlang"
	"bailiwick/cfnlang/sam"
	"bailiwick/estate"
	"bailiwick/value"
)

// Options says what a template is evaluated in.
type Options struct {
	Scope      *estate.Scope
	Name       string // of the stack, "" if that is not told
	Account    string // in which it is deployed, "" if that is not told
	Region     string
	Parameters map[string]value.Any // values that are given
	Block      value.Origin         // what the account stands for: the template

	// Harmless are the types of custom resources that are known to make nothing that
	// is judged.
	Harmless []string
	// Tags are those that the deployment gives to the whole stack, a map; nil if they
	// are not known.
	Tags *cfnlang.Node
	// Changed is what may change anything in the template before it is deployed, as a
	// subject: "the plug-in serverless-foo"; "" if nothing does.
	Changed string
	// File is the template's name, by which Nested finds others.
	File string
	// Nested returns the template of a nested stack and its name, by the name of the
	// template that nests it and the TemplateURL as it is written there; nil if it
	// is not on disk.
	Nested func(from, url string) (name string, root *cfnlang.Node)
	// Construct returns what makes a logical id where the template is written from.
	// It is nil for templates that people write.
	Construct func(id string, n *cfnlang.Node) Construct
}

// A Construct is what makes a resource of a template that a program writes; what
// is not told of it is zero.
type Construct struct {
	Path  string // what it is called there
	Class string
	At    value.Origin // where the program makes it
}

// A Stack is a template in its surroundings. It belongs to one goroutine.
type Stack struct {
	Options
	*cfnlang.Template
	builder   *estate.Builder
	budget    *budget
	key       string // of its scope
	prefix    string // of addresses: "Network." in the nested stack Network
	parent    *Stack
	when      value.Condition // under which a nested stack exists
	never     bool            // a nested stack does not exist
	changed   string          // what may change anything in the template, "" if nothing does
	resources map[string]*resource
	order     []*resource
	nested    map[string]*Stack
	circles   map[string]bool // ids of nested stacks that lie in themselves
	exports   *Exports
	strangers map[string]bool
	refused   bool // SAM refuses a part of the template
	partition value.Text
	depth     int
	outputs   map[string]value.Any
}

// Bounds of what is nested in a stack: CloudFormation takes 500 resources in a
// template.
const (
	maxDepth     = 16
	maxStacks    = 2500
	maxResources = 500_000
)

// A budget is shared by a stack and those nested in it.
type budget struct {
	cfnlang.Budget
	stacks, resources int // nested
	told              bool
}

// New returns the stack of a template; nothing is entered yet. What it exports
// is noted for other stacks.
func New(b *estate.Builder, root *cfnlang.Node, o Options, exports *Exports) *Stack {
	s := newStack(b, root, o, exports, nil, "")
	exports.note(s)
	return s
}

func newStack(b *estate.Builder, root *cfnlang.Node, o Options, exports *Exports, parent *Stack, prefix string) *Stack {
	s := &Stack{
		Options: o, builder: b, key: o.Scope.Key(), prefix: prefix, parent: parent, exports: exports,
		changed:   o.Changed,
		resources: make(map[string]*resource), nested: make(map[string]*Stack), circles: make(map[string]bool), strangers: make(map[string]bool), budget: new(budget),
	}
	if parent != nil {
		s.depth, s.budget = parent.depth+1, parent.budget
	}
	scope := "cloudformation\x00" + o.Scope.Environment
	known := func(text string, class value.Class, name string) value.Text {
		if text != "" {
			return value.Literal(text)
		}
		return value.Hole(value.NewSymbol(class, scope, name))
	}
	s.partition = known(partitionOf(o.Region), value.Partition, "AWS::Partition")
	surrounding := cfnlang.Surrounding{
		Scope: o.Scope.Key(), Within: prefix,
		Account: known(o.Account, value.Account, "AWS::AccountId"), Region: known(o.Region, value.Region, "AWS::Region"), Partition: s.partition,
		Parameters: o.Parameters, Resource: s.attribute, Import: s.imported, Budget: &s.budget.Budget,
	}
	if o.Name != "" {
		surrounding.StackName = value.Literal(o.Name)
	}
	if o.Changed != "" && parent == nil {
		s.gap(root.At, nil, o.Changed+" may make anything of the template")
	}
	root = s.transformed(root)
	s.Template = cfnlang.NewTemplate(root, surrounding)
	b.Secrets = append(b.Secrets, s.Secrets()...)
	list := s.Root.Get("Resources")
	if list != nil && list.Kind == cfnlang.Unknown {
		s.gap(list.At, nil, list.Text)
	}
	if list != nil && list.Kind == cfnlang.Map {
		for i, k := range list.Keys {
			if k.Name == cfnlang.Unread {
				s.unread(k.At, list.List[i])
				continue
			}
			if strings.HasPrefix(k.Name, "Fn::") {
				s.gap(k.At, nil, k.Name+" makes resources that are not known here")
				continue
			}
			s.declare(k, list.List[i])
		}
	}
	if n := s.Root.Get("Fn::Transform"); n != nil {
		s.gap(n.At, nil, "Fn::Transform may put more into the template")
	}
	return s
}

// partitionOf returns the partition of a region, "" if it is not known.
func partitionOf(region string) string {
	switch {
	case region == "":
		return ""
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	case strings.HasPrefix(region, "us-iso"), strings.HasPrefix(region, "eu-isoe"), strings.HasPrefix(region, "eusc-"):
		return ""
	}
	return "aws"
}

// transformed expands what is known of macros. A macro that is not known may
// make anything of the template.
func (s *Stack) transformed(root *cfnlang.Node) *cfnlang.Node {
	root = s.serverless(root)
	transform := root.Get("Transform")
	list := []*cfnlang.Node{transform}
	if transform != nil && transform.Kind == cfnlang.List {
		list = transform.List
	}
	for _, n := range list {
		name, ok := n.Literal()
		if !ok {
			name, _ = n.Get("Name").Literal()
		}
		switch {
		case n == nil, name == sam.Name, name == "AWS::LanguageExtensions", name == "AWS::SecretsManager-2020-07-23", name == "AWS::SecretsManager-2024-09-16":
		case name == "AWS::Include", name == "AWS::CodeDeployBlueGreen", name == "AWS::ServiceCatalog":
			s.gap(n.At, nil, "the transform "+name+" may put more into the template")
		default:
			s.changed = "the macro " + name
			s.gap(n.At, nil, "the macro "+name+" may make anything of the template")
			s.builder.Problems = append(s.builder.Problems, value.Problem{
				Origin: n.At, Summary: "the macro " + name + " runs in the account when the stack is deployed",
				Effect: "what it makes of the template is not known, so nothing that rests on absence is decided",
				Next:   "check the processed template: aws cloudformation get-template --template-stage Processed",
			})
		}
	}
	return root
}

// serverless expands what SAM stands for; loops come before, as on AWS. A
// template that holds types of SAM's and does not name the transform is read as
// if it did: AWS refuses it, and its author means nothing else.
func (s *Stack) serverless(root *cfnlang.Node) *cfnlang.Node {
	plain := cfnlang.NewTemplate(root, cfnlang.Surrounding{Scope: s.key, Within: s.prefix, Parameters: s.Parameters})
	if !plain.Transforms(sam.Name) {
		at, meant := serverlessType(plain.Root)
		if !meant {
			return root
		}
		s.builder.Problems = append(s.builder.Problems, value.Problem{
			Origin: at, Summary: "the template holds types of SAM's and names no transform: AWS refuses it",
			Effect: "it is read as if it named " + sam.Name, Next: "add the line Transform: " + sam.Name,
		})
	}
	given := make(map[string]*cfnlang.Node)
	for _, name := range plain.WithoutDefault() {
		given[name] = nil
	}
	for name, v := range s.Parameters {
		given[name] = nil // there is a value, so the default is none
		if text, ok := v.Literal(); ok {
			given[name] = cfnlang.NewString(text, v.Origin())
		}
	}
	for _, name := range plain.Concealed() {
		given[name] = nil
	}
	expanded, problems := sam.Transform(plain.Root, sam.Options{Parameters: given})
	s.builder.Problems = append(s.builder.Problems, problems...)
	for _, p := range problems {
		s.refused = true
		s.gap(p.Origin, nil, p.Summary)
	}
	if expanded == nil {
		return plain.Root
	}
	return expanded
}

// serverlessType returns where the first resource of a type of SAM's is
// declared.
func serverlessType(root *cfnlang.Node) (at value.Origin, found bool) {
	resources := root.Get("Resources")
	if resources == nil {
		return 0, false
	}
	for i := range resources.Keys {
		if written, ok := resources.List[i].Get("Type").Literal(); ok && strings.HasPrefix(written, "AWS::Serverless::") {
			return resources.Keys[i].At, true
		}
	}
	return 0, false
}

// gap notes that resources may hide.
func (s *Stack) gap(at value.Origin, kinds []estate.Kind, why string) {
	s.builder.Gaps = append(s.builder.Gaps, estate.Gap{Scope: s.Scope, Kinds: kinds, Why: value.Because(why), At: at, All: true})
}

// unread notes resources that could not be read, of some types or any.
func (s *Stack) unread(at value.Origin, hidden *cfnlang.Node) {
	var kinds []estate.Kind
	for _, t := range hidden.List {
		for _, k := range estate.KindsOf(t.Text) {
			if !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	if len(kinds) > 0 || len(hidden.List) == 0 {
		s.gap(at, kinds, hidden.Text)
	}
}

// Emit enters the resources of the stack and its nested ones.
func (s *Stack) Emit() {
	if s.parent == nil {
		s.account()
	}
	for _, r := range s.order {
		r.emit()
	}
	for _, r := range s.order {
		if n := s.stackOf(r); n != nil && !n.never {
			n.Emit()
		}
	}
	s.builder.Problems = append(s.builder.Problems, s.Problems()...)
	for _, name := range s.UnusedParameters() {
		if s.parent != nil {
			s.builder.Problems = append(s.builder.Problems, value.Problem{
				Origin: s.Block, Summary: "the nested stack has no parameter " + name, Effect: "the value is given in vain", Next: "declare it in the nested template, or leave it out",
			})
		}
	}
}

// account adds the account that the stack is deployed to, for claims that are
// about the whole of it.
func (s *Stack) account() {
	t := estate.Declarable("account")[0]
	r := t.New()
	h := r.Head()
	h.Type, h.Written, h.Scope, h.Address, h.Block = t, "account", s.Scope, "account", s.Block
	h.Account = value.Known(s.Template.Account, s.Block).Named("account")
	h.Region = value.Known(s.Template.Region, s.Block).Named("region")
	h.Tags = value.Absent[[]value.Entry](s.Block)
	s.builder.Add(r)
}

// stranger tells of a type of Lambda's that no kind has, once.
func (s *Stack) stranger(r *resource) {
	s.Scope.Others++
	service, _, _ := strings.Cut(strings.TrimPrefix(r.written, "AWS::"), "::")
	if !slices.Contains([]string{"Lambda", "Serverless"}, service) || s.strangers[r.written] {
		return
	}
	if service == "Serverless" && s.refused {
		return // it was told why
	}
	s.strangers[r.written] = true
	s.builder.Problems = append(s.builder.Problems, value.Problem{
		Origin: r.at, Summary: r.written + " is a type of Lambda's that this build does not know",
		Effect: r.address() + " is in no count", Next: "look for a newer bailiwick",
	})
}
