package stack

import (
	"slices"

	"bailiwick/value"
)

// ofDeployment is why a resource may have more tags than its template says.
var ofDeployment = value.Because("tags that the deployment gives to the whole stack are not in the template")

// tagged returns the tags of a resource: those that are written, and those of
// the whole stack, which give way to them (AWS CloudFormation User Guide, Resource
// tags).
func (s *Stack) tagged(written value.Any, at value.Origin) value.Any {
	if k := written.Kind(); k != value.KindNull && k != value.KindMap {
		return written
	}
	if written.Kind() == value.KindNull {
		written = value.AnyMap(nil, nil, at)
	}
	if s.Tags == nil {
		return written.AndMore(ofDeployment)
	}
	return over(s.Eval(s.Tags), written)
}

// over returns the members of two maps, those of the second over those of the
// first; of a first that is no map, what it is says that there may be more.
func over(first, second value.Any) value.Any {
	if first.Kind() != value.KindMap {
		return second.AndMore(value.Because("the tags of the stack are not known: " + first.Reason()))
	}
	keys := slices.Clone(second.Keys())
	elements := slices.Clone(second.Elements())
	for i, key := range first.Keys() {
		at, found := slices.BinarySearch(keys, key)
		if !found {
			keys, elements = slices.Insert(keys, at, key), slices.Insert(elements, at, first.Elements()[i])
		}
	}
	out := value.AnyMap(keys, elements, second.Origin())
	for _, of := range []value.Any{first, second} {
		if of.Partial() {
			out = out.AndMore(of.Note())
		}
	}
	return out
}
