package estate

import (
	"strings"

	"bailiwick/value"
)

// Kind names a sort of resource, in snake_case: "function", "log_group".
type Kind string

// A Resource is one thing in an estate: a pointer to the struct of its kind.
type Resource interface {
	Head() *Head
}

// A Head is what every resource has, whatever its kind.
type Head struct {
	Type    *Type           // its kind, and how sources declare it
	Written string          // the source's own type: aws_lambda_function
	Scope   *Scope          // the evaluation that it belongs to
	Address string          // module.a["x"].aws_lambda_function.orders
	Block   value.Origin    // where it is declared
	Calls   []value.Origin  // the module calls that lead to it, outermost first
	When    value.Condition // the condition under which it exists
	Unsure  value.Note      // why it is not certain how many of it exist, if so
	Made    string          // the class that made it, where the declaration was made by one: aws-cdk-lib.aws_lambda.Function
	Marked  string          // how its knowledge was won if not from its own declaration: "read from the inputs of terraform-aws-modules/lambda/aws 7.2.1"
	Doubt   value.Note      // why no rule may pass on that, if so: "its version is not pinned"
	Region  value.Value[value.Text]
	Account value.Value[value.Text]
	Tags    value.Entries // default tags merged in

	// Identities are the texts by which others refer to it: ARN, id, name, URL,
	// each with the attribute that gives it.
	Identities []Identity

	number uint32         // its place in Estate.resources
	truths []value.Symbol // the undecided truths that it mentions, sorted
}

// An Identity is a text by which others refer to a resource.
type Identity struct {
	Attribute string // as the source spells it: "arn"
	Text      value.Text
}

// head is Head under the name by which kinds embed it: an embedded field
// called Head would hide the method.
type head = Head

// Head returns the head itself, so that every struct that embeds one is a
// Resource.
func (h *Head) Head() *Head { return h }

// Kind returns the resource's kind.
func (h *Head) Kind() Kind { return h.Type.Kind }

// ID returns the resource's id: environment, root and address, the
// environment left out where the root has only one and the root where it is
// the target itself.
func (h *Head) ID() string { return h.Scope.prefix() + h.Address }

// Identity returns the text that the attribute gives, such as "arn".
func (h *Head) Identity(attribute string) (value.Text, bool) {
	for _, id := range h.Identities {
		if id.Attribute == attribute {
			return id.Text, true
		}
	}
	return value.Text{}, false
}

// ARN returns the text that is the resource's ARN, if its kind has one whose
// form is known: what Terraform calls arn, elsewhere the first ARN by which it
// is known.
func (h *Head) ARN() (value.Text, bool) {
	if h.Scope == nil || h.Scope.Dialect == Terraform {
		return h.Identity("arn")
	}
	for _, id := range h.Identities {
		if strings.HasPrefix(id.Text.Inline(), "arn:") {
			return id.Text, true
		}
	}
	return value.Text{}, false
}

// ExecutionARN returns the ARN by which an API of API Gateway is called, up to
// its id or stage.
func (h *Head) ExecutionARN() (value.Text, bool) {
	for _, id := range h.Identities {
		if s := id.Text.Inline(); strings.HasPrefix(s, "arn:") && strings.Contains(s, ":execute-api:") {
			return id.Text, true
		}
	}
	return value.Text{}, false
}

// NameText returns the AWS name as a text, perhaps with holes; false for a kind
// without one.
func (h *Head) NameText() (value.Text, bool) {
	return h.Identity(h.Type.nameAttribute(h.Written))
}

// NameOr returns the AWS name: what is set, else the one that AWS makes, which a
// template may leave to it.
func (h *Head) NameOr(set value.Value[value.Text]) value.Value[value.Text] {
	if made, ok := h.NameText(); ok && set.IsAbsent() {
		return value.Known(made, h.Block).Named(set.Attribute())
	}
	return set
}

// Name returns the literal AWS name, or else the last label of the address.
func (h *Head) Name() string {
	if name, ok := h.NameText(); ok {
		if s, ok := name.Literal(); ok && s != "" {
			return s
		}
	}
	return lastLabel(h.Address)
}

// lastLabel returns what stands behind the last dot of an address that is not
// inside an instance key: `orders["a.b"]` of `module.m.aws_sqs_queue.orders["a.b"]`.
func lastLabel(address string) string {
	last, depth := 0, 0
	for i := 0; i < len(address); i++ {
		switch address[i] {
		case '"':
			for i++; i < len(address) && address[i] != '"'; i++ {
				if address[i] == '\\' {
					i++
				}
			}
		case '[':
			depth++
		case ']':
			depth--
		case '.':
			if depth == 0 {
				last = i + 1
			}
		}
	}
	return address[last:]
}

// A Scope is one evaluation of declarations, or one region of one account:
// what is said in it is said of one place and time.
type Scope struct {
	Source      string // "terraform", "plan", "account" …
	Environment string // "" where it has no name
	Sole        bool   // its root has no other environment, so ids leave it out
	Root        string // relative to the settings' folder, else the target; "" for the target itself
	Dialect     Dialect
	Baseline    bool // it speaks for the whole account (setting iac.baseline)
	Others      int  // declarations of types that no kind has
}

func (s *Scope) prefix() string {
	prefix := ""
	if s.Environment != "" && !s.Sole {
		prefix = s.Environment + ":"
	}
	if s.Root != "" {
		prefix += s.Root + ":"
	}
	return prefix
}

// Key returns a text that is the scope's own, for symbols.
func (s *Scope) Key() string { return s.Source + "\x00" + s.Environment + "\x00" + s.Root }

// Dialect is a way to write attributes.
type Dialect uint8

// The dialects.
const (
	Terraform Dialect = iota
	CloudFormation
	API
)

// A Type is a kind of resource: its struct, and how each dialect declares it.
type Type struct {
	Kind           Kind
	New            func() Resource
	Terraform      []Declared
	CloudFormation []Declared
	// Implied says that nobody declares the kind: its reader adds one to each
	// scope, so that claims about the whole account have something to stand on.
	// Such resources are in no count of the user's.
	Implied bool
}

// Declared is a resource type of a dialect that declares a kind.
type Declared struct {
	Type string // aws_lambda_function, AWS::Lambda::Function
	Name string // the attribute that holds the AWS name: function_name; "" for none
	// Where says which of several kinds the resource type declares; see TypeFor.
	Where Choice
	// Computed are the attributes that AWS or the provider makes, as far as
	// their form is documented: "arn" and its format, in which {region},
	// {account}, {partition} and {any attribute} stand for those (see Fill). An
	// attribute that is neither set nor listed is a hole of its own. The entry of the
	// same name as a settable attribute counts only where that is not set. In
	// CloudFormation they are the names that Fn::GetAtt takes, and Ref; a text
	// without an attribute is one by which the resource is known although nothing
	// gives it. The resource's own ARN is the first one.
	Computed []Computed
	// Tags is the attribute that holds the tags, where CloudFormation does not
	// call it Tags.
	Tags string
	// Inside is the property of another kind's declaration that holds such
	// resources: each element of Subscription of AWS::SNS::Topic is a
	// subscription. Given are the attributes that one gets there beside what the
	// element says: {each} stands for the element, other placeholders for what
	// they mean in the holder. See PartsOf.
	Inside string
	Given  []Computed
}

// Computed is an attribute with the format of its text.
type Computed struct {
	Attribute, Format string
}

func (t *Type) nameAttribute(written string) string {
	if d := t.Declaration(written); d != nil {
		return d.Name
	}
	return ""
}
