package estate

import (
	"iter"
	"reflect"
)

// PoliciesIn returns the policy documents that a resource declares itself: a
// role's trust policy, the policy of a queue, what an inline policy says.
func PoliciesIn(r Resource) iter.Seq[Policy] {
	return func(yield func(Policy) bool) {
		v := reflect.ValueOf(r).Elem()
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			if p, ok := v.Field(i).Interface().(Policy); ok && !yield(p) {
				return
			}
		}
	}
}
