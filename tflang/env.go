// Package tflang evaluates Terraform's expression language without Terraform:
// offline, over values of which parts may not be known.
//
// What is known stays known: a template keeps its literal parts around a hole,
// `merge` keeps the keys of the maps that were read, a conditional whose
// condition nobody has decided gives its branches as alternatives. A part that
// cannot be known carries the reason. Every value, down to the elements of
// lists and maps, carries the origin of the expression that wrote it.
//
// An error that Terraform would stop with is a Failure; it is told apart from
// what is merely not known, since `try` and `can` turn on the difference.
package tflang

import (
	"io/fs"

	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// An Env is what the expressions of one file are evaluated in: one module
// instance and, inside a block with count or for_each, one instance of that
// block. It must not be used by two goroutines at once; a Scope may call back
// into the same Env.
type Env struct {
	File  *hcl.File
	Base  value.Origin // the origin of the file's node 0; 0 gives everything the origin At
	At    value.Origin
	Scope Scope // nil knows no references

	// Symbols is the scope of the symbols that stand for unknown pieces of
	// templates and undecided conditions. It must differ wherever the same
	// expression may have another value: between environments, between module
	// instances, and between block instances if each or count is used.
	Symbols string

	// Files is what file() and its siblings read, nil for nothing. It must be
	// jailed to the project folder, links included; os.Root.FS does that.
	Files fs.FS
	// Dir is the folder that relative paths start from (the root module's,
	// as for Terraform), as a path within Files; "" is its top.
	Dir string
	// Template, if set, parses the text of a template file once and gives the
	// origin of its node 0. If nil, parts of the text have the origin of the
	// call.
	Template func(name string, src []byte) (*hcl.File, value.Origin)

	Budget *Budget // nil is a budget of the default size for each Eval

	steps []Step      // stack of the references that are being resolved
	args  []value.Any // stack of the arguments that are being gathered
	nest  int         // templatefile within templatefile
	// doubts counts the operations on unknown values that would fail for some
	// of the values they may turn out to be: `try` and `can` ask. That an
	// unknown condition is a bool is not doubted.
	doubts int
}

// A Scope says what references mean.
type Scope interface {
	// Lookup returns what root and the first of the steps mean, and how many
	// steps that were; the evaluator applies the rest. So "aws_sqs_queue" with
	// the steps .jobs[0].arn may be answered for the resource (used 1), its
	// instance (2) or the attribute (3), whichever is cheapest. A step of kind
	// Splat applies all that follow it to each element.
	//
	// It is a Failure if the reference is wrong for sure (no such variable,
	// local, resource); what is merely not known is a hole or an unknown value.
	// The steps are valid during the call only. For what a map does not list
	// and can still answer, see value.AnyOpenMap.
	Lookup(root string, steps []Step) (v value.Any, used int, f *Failure)
}

// StepKind says what a Step does.
type StepKind uint8

// The kinds of steps.
const (
	Attr  StepKind = iota // .name
	Index                 // [key] or .0
	Splat                 // [*] or .*
)

// A Step is one step of a reference. The key of an Index has been evaluated:
// a text or number is in Name, in line; of anything else Name is "" and Key
// says what it is (unknown, null, alternatives, or of a wrong type).
type Step struct {
	Kind StepKind
	Name string
	Key  value.Any
	node hcl.Node
}

// A Failure is an error that Terraform would stop with, whatever the unknown
// parts turn out to be.
type Failure struct {
	Origin  value.Origin
	Message string // what is wrong, lower case without full stop
	spent   bool   // the budget is spent: nothing may catch this
}

// Fail returns a Failure at the origin.
func Fail(at value.Origin, message string) *Failure {
	return &Failure{Origin: at, Message: message}
}

// Spent reports whether evaluation ended because of a limit of ours (steps,
// bytes, depth) and not because of an error in the expression.
func (f *Failure) Spent() bool { return f.spent }

func (f *Failure) Error() string { return f.Message }

// unknown returns the value that stands for what failed.
func (f *Failure) unknown() value.Any {
	return value.AnyUnknown(value.Because(f.Message), f.Origin)
}
