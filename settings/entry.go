package settings

import (
	"reflect"

	yaml "go.yaml.in/yaml/v4"
)

// An entry is a table with declared keys, such as an exception, while it is
// read.
type entry struct {
	whole *yaml.Node
	nodes map[string]*yaml.Node
}

// node returns the value of a key, or the whole entry where it was not written.
func (e *entry) node(key string) *yaml.Node {
	if n := e.nodes[key]; n != nil {
		return n
	}
	return e.whole
}

// named reports whether t is an entry that has its name as key of a table.
func named(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() > 0 && t.Field(0).Tag.Get("name") != ""
}

// named reads a table of entries by name, in the order of the file.
func (d *decoder) named(n *yaml.Node, v reflect.Value, t tags) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, t, "a table by name")
		return
	}
	d.eachPair(n, t.name, func(key, value *yaml.Node) {
		x := reflect.New(v.Type().Elem()).Elem()
		x.Field(0).SetString(key.Value)
		d.entry(value, x, tags{name: key.Value, key: key.Value})
		v.Set(reflect.Append(v, x))
	})
}

// entry reads a table with the keys that v's fields declare. A single value
// stands for the field tagged short.
func (d *decoder) entry(n *yaml.Node, v reflect.Value, t tags) {
	typ := v.Type()
	if n.Kind == yaml.ScalarNode && !empty(n) {
		for i := range typ.NumField() {
			if f := typ.Field(i); f.Tag.Get("short") != "" {
				ft := readTags(f.Tag)
				ft.name = t.name
				d.value(n, v.Field(i), ft)
				return
			}
		}
	}
	if n.Kind != yaml.MappingNode {
		d.wrong(n, t, "a table with "+oneOf(entryKeys(typ)))
		return
	}
	e := &entry{whole: n, nodes: map[string]*yaml.Node{}}
	before := len(d.problems)
	d.eachPair(n, t.name, func(key, value *yaml.Node) {
		i := fieldIndex(typ, key.Value)
		if i < 0 {
			d.unknownKey(key, "", entryKeys(typ))
			return
		}
		e.nodes[key.Value] = value
		d.value(value, v.Field(i), readTags(typ.Field(i).Tag))
	})
	d.required(e, typ)
	if place := v.FieldByName("Place"); place.IsValid() {
		place.Set(reflect.ValueOf(d.place(n)))
	}
	if c, ok := v.Addr().Interface().(checked); ok && len(d.problems) == before {
		c.check(d, e)
	}
}

func (d *decoder) required(e *entry, typ reflect.Type) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		key := f.Tag.Get("key")
		if f.Tag.Get("required") == "" || e.nodes[key] != nil {
			continue
		}
		d.problem(e.whole, Problem{
			Summary: key + " is missing: " + lowerFirst(f.Tag.Get("doc")),
			Next:    key + ": " + sampleOf(f),
		})
	}
}

// sampleOf is a value to write for the field f of an entry.
func sampleOf(f reflect.StructField) string {
	if s, ok := reflect.New(f.Type).Interface().(scalar); ok {
		return s.form().example
	}
	if words := readTags(f.Tag).words; len(words) > 0 {
		return words[0]
	}
	return "…"
}

func lowerFirst(doc string) string {
	if doc == "" {
		return ""
	}
	return string(doc[0]|0x20) + doc[1:len(doc)-1]
}

func fieldIndex(typ reflect.Type, key string) int {
	for i := range typ.NumField() {
		if k := typ.Field(i).Tag.Get("key"); k != "" && k == key {
			return i
		}
	}
	return -1
}

func entryKeys(typ reflect.Type) []string {
	var keys []string
	for i := range typ.NumField() {
		if k := typ.Field(i).Tag.Get("key"); k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}
