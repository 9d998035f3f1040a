package settings

import "reflect"

// Value returns the value of a key, whatever its type.
func (s *Settings) Value(k *Key) any { return reflect.ValueOf(k.slot(s).target()).Elem().Interface() }
