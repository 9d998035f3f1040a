package policy

import "errors"

// ErrSyntax is the error of Parse for bytes that are no policy document.
var ErrSyntax = errors.New("not a policy document")

// MaxSize is how many bytes of JSON are read: far more than any AWS quota.
const MaxSize = 1 << 20

// Parse reads a policy from JSON. Everything that does not have the form of
// AWS's grammar is refused with an error that wraps ErrSyntax and names the
// byte: no JSON, duplicate names, bad UTF-8, unknown elements, wrong types.
// What has the form and is refused by AWS all the same is told by
// Document.Check.
func Parse(json []byte) (*Document, error) { return nil, ErrSyntax }
