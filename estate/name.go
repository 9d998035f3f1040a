package estate

import (
	"strings"

	"bailiwick/value"
)

// nameIn returns the AWS name inside a text that may be a name or an ARN: of a
// function's ARN what stands behind "function:" up to the qualifier, of others
// what stands behind the last '/' or else the last ':'.
func nameIn(t value.Text) value.Text {
	s := t.Inline()
	if i := strings.Index(s, "function:"); i >= 0 {
		name, _, _ := strings.Cut(s[i+len("function:"):], ":")
		return value.Inline(name)
	}
	if !strings.HasPrefix(s, "arn:") {
		return t
	}
	if i := strings.LastIndexByte(s, '/'); i >= 0 {
		return value.Inline(s[i+1:])
	}
	return value.Inline(s[strings.LastIndexByte(s, ':')+1:])
}

// bare returns a URL without its scheme, as the ARN of an OIDC provider has it.
func bare(t value.Text) value.Text {
	return value.Inline(strings.TrimPrefix(t.Inline(), "https://"))
}
