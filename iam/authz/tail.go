package authz

import (
	"strings"

	"bailiwick/iam/policy"
	"bailiwick/value"
)

// A tail is a resource pattern whose first five parts have holes and no
// wildcards, as templates have them: arn:${partition}:sqs:${region}:${account}:jobs*.
// Of a resource that begins with the same text, holes included, only the rest
// is to be compared, which is much quicker than to compare texts with holes.
type tail struct {
	head     string // in line, with the fifth colon; "" if the pattern is none such
	rest     string // sealed
	wildType bool   // see policy.WildType
}

func newTail(t value.Text) tail {
	arn, ok := policy.ParseARN(t)
	rest, literal := arn.Resource.Literal()
	service, named := arn.Service.Literal()
	head := t.Inline()[:len(t.Inline())-len(arn.Resource.Inline())]
	if !ok || !literal || !named || strings.ContainsAny(head, "*?") {
		return tail{}
	}
	for _, hole := range value.Inline(head).Symbols() {
		switch hole.Class() {
		case value.Name, value.Account, value.Region, value.Partition: // neither colons nor wildcards
		default:
			return tail{}
		}
	}
	return tail{head: head, rest: seal(rest), wildType: policy.WildType(service, rest)}
}

// matches tells whether the pattern takes a resource; false if it cannot be
// asked so.
func (t *tail) matches(resource value.Text) (value.Answer, bool) {
	rest, same := strings.CutPrefix(resource.Inline(), t.head)
	if t.head == "" || !same || value.Inline(rest).HasHoles() || tooLong(len(t.rest), rest) {
		return value.CannotTell, false
	}
	switch {
	case !glob(t.rest, rest):
		return value.No, true
	case t.wildType:
		return value.CannotTell, true
	}
	return value.Yes, true
}
