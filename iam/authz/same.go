package authz

import "slices"

// Same reports whether two layers are of the same compiled policies, and say
// the same of others.
func (l Layer) Same(o Layer) bool {
	return l.state == o.state && l.reason == o.reason && slices.Equal(l.policies, o.policies)
}
