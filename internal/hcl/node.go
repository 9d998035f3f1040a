// Package hcl parses HCL's native and JSON syntax into flat arrays.
//
// It is the first half of what Terraform files mean: the tree, with exact
// byte ranges, and nothing evaluated. It exists beside hashicorp/hcl for
// three reasons: hostile input must not kill the process (the usual parser
// recurses without limit), a file is parsed in a thirtieth of the time, and
// what stands before an error is kept.
//
// A File is built by one call and then only read, by any number of
// goroutines. Nodes are numbers into one slice, children are runs of a
// second one, text is offsets into the source: nothing points anywhere, so
// the collector has nothing to follow.
package hcl

// A Node is an index into a File's nodes. Zero is no node: it stands for what
// is missing (the else of a template `if`, the condition of a `for`).
type Node uint32

// Kind says what a node is.
type Kind uint8

// The kinds of nodes, with their children in order.
const (
	Invalid Kind = iota

	Body      // Attribute and Block, in the file's order
	Attribute // the expression; Name is the attribute's name
	Block     // its Label nodes, then one Body; Name is the block's type
	Label     // none; Text is the label

	Null        // none
	True        // none
	False       // none
	Number      // none; Text is the number as written
	Literal     // none; Text is a piece of a string, escapes resolved
	Template    // pieces: Literal, Interpolation, TemplateIf, TemplateFor; none for ""
	Interp      // the expression; a template that consists of one Interp alone is still a Template
	TemplateIf  // condition, Template, Template or no node (0); these are strings also if they are one Interp
	TemplateFor // collection, Template (the same); Name is the value's variable, KeyName the key's or ""
	Tuple       // elements
	Object      // key, value, key, value …; a bare word as key is a Literal, `(expr)` a Paren
	Paren       // the expression
	Unary       // operand; Op
	Binary      // left, right; Op
	Conditional // condition, then, else
	Call        // arguments; Name ("provider::aws::arn_parse" whole); Expands if the last ends in "..."
	Variable    // none; Name is the root of a reference: var, local, aws_sqs_queue, each …
	GetAttr     // the object; Name
	Index       // the collection, the key; `a.0` is Index with a Number
	AttrSplat   // the collection, then the expression applied to each element, in which Element stands for it (a.*.b)
	FullSplat   // the same for a[*].b
	Element     // none; see AttrSplat
	ForTuple    // collection, value, condition or 0; Name value's variable, KeyName key's or ""
	ForObject   // collection, key, value, condition or 0; Groups if it ends in "..."
)

// Op is the operator of a Unary or Binary node.
type Op uint8

// The operators.
const (
	NoOp Op = iota
	Not
	Negate
	Or
	And
	Equal
	NotEqual
	Less
	LessEqual
	Greater
	GreaterEqual
	Add
	Subtract
	Multiply
	Divide
	Modulo
)

// An Error is a place that could not be parsed. What stands before it and,
// where the parser could find its feet again, behind it, is in the tree.
type Error struct {
	Start, End uint32 // bytes
	Message    string // what is wrong, lower case without full stop: "missing newline after an argument"
	Open       uint32 // offset of the bracket, block or heredoc that is not closed, or of the first of two equal arguments; 0 otherwise
}

// node is one element of the tree: 28 bytes.
type node struct {
	start, end uint32 // byte range in the source
	name, stop uint32 // byte range of the name or text, in the source or, if resolved, in File.extra
	kids       uint32 // first child in File.kids
	n          uint32 // number of children
	kind       Kind
	more       uint8  // the Op of Unary and Binary, flags for others
	height     uint16 // 1 for a leaf
}

const (
	expands  = 1 << iota // Call: the last argument is expanded
	groups               // ForObject: values are grouped by key
	resolved             // name and stop are offsets into File.extra: the text is not as written
	keyed                // one more child follows the last: a node whose name is the KeyName
)

func (d *node) has(flag uint8) bool {
	return d.more&flag != 0 && d.kind != Unary && d.kind != Binary
}

// A File is one parsed source file. Its Src must not be written to: the
// strings that its methods return are views of it.
type File struct {
	Src    []byte
	Errors []Error // in the order of Start
	JSON   bool    // written in JSON syntax: a Body's Attributes may be meant as blocks

	root  Node
	nodes []node
	kids  []Node
	extra []byte // texts that are not in the source as they are: unescaped, unindented
}
