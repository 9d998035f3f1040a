package tflang

import (
	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// Eval returns the value of the expression n. With a Failure the value is
// unknown for the same reason, so a caller that has reported it goes on with
// that.
func (e *Env) Eval(n hcl.Node) (value.Any, *Failure) {
	return value.AnyUnknown(value.Because("not implemented"), e.origin(n)), nil
}

// origin returns where the node was written.
func (e *Env) origin(n hcl.Node) value.Origin {
	if e.Base == 0 {
		return e.At
	}
	return e.Base + value.Origin(n)
}
