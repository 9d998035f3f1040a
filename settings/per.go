package settings

import (
	"maps"
	"reflect"
	"slices"

	yaml "go.yaml.in/yaml/v4"
)

// A Per is one value for everything, or a table of values by K, such as days by
// severity or regions by data class.
type Per[K ~string, T any] struct {
	all     T
	uniform bool
	table   map[K]T
}

// For returns the value for k and reports whether there is one: a table need
// not name every k.
func (p Per[K, T]) For(k K) (T, bool) {
	if p.uniform {
		return p.all, true
	}
	v, ok := p.table[k]
	return v, ok
}

// All returns the one value for everything, and false when there is a table.
func (p Per[K, T]) All() (T, bool) { return p.all, p.uniform }

// Keys returns what the table names, sorted; nil when one value is for all.
func (p Per[K, T]) Keys() []K { return slices.Sorted(maps.Keys(p.table)) }

func (p *Per[K, T]) decode(d *decoder, n *yaml.Node, t tags) {
	if n.Kind != yaml.MappingNode {
		p.uniform = true
		d.value(n, reflect.ValueOf(&p.all).Elem(), t)
		return
	}
	d.value(n, reflect.ValueOf(&p.table).Elem(), t)
}

func (p *Per[K, T]) schema(w schemaWriter, t tags) schema {
	return schema{"anyOf": []any{w.of(reflect.TypeFor[T](), t), w.of(reflect.TypeFor[map[K]T](), t)}}
}
