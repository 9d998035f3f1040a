package settings

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// A schema is a JSON Schema of draft 2020-12, while it is made.
type schema map[string]any

// A schemaWriter makes schemas and keeps those of named types apart, so that
// each is written once.
type schemaWriter struct{ definitions schema }

// Schema returns the JSON Schema of bailiwick.yaml, by which editors complete
// and check it while it is written.
func Schema() []byte {
	w := schemaWriter{schema{}}
	properties := schema{}
	root := reflect.TypeFor[Settings]()
	for i := range root.NumField() {
		f := root.Field(i)
		if f.IsExported() && !reflect.PointerTo(f.Type).Implements(slotType) {
			properties[f.Tag.Get("key")] = w.group(f)
		}
	}
	for _, k := range declared() {
		w.definitions[k.Name] = w.key(k)
		if group, _, dotted := strings.Cut(k.Name, "."); dotted || properties[group] == nil {
			properties[k.Name] = reference(k.Name)
		}
	}
	out, err := json.MarshalIndent(schema{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                Filename,
		"description":          "What an organisation approves, asks and accepts, for bailiwick.",
		"type":                 []string{"object", "null"},
		"properties":           properties,
		"additionalProperties": false,
		"$defs":                w.definitions,
	}, "", "  ")
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return append(out, '\n')
}

func reference(name string) schema { return schema{"$ref": "#/$defs/" + name} }

// group describes a group: a table of its keys, or the value of the key that
// has the group's name.
func (w schemaWriter) group(f reflect.StructField) schema {
	group := f.Tag.Get("key")
	keys := schema{}
	table := schema{"type": []string{"object", "null"}, "properties": keys, "additionalProperties": false}
	choice := []any{table}
	for i := range f.Type.NumField() {
		field := f.Type.Field(i)
		k := declare(group, field, nil)
		switch {
		case field.Tag.Get("rest") != "":
			// An entry may be named like a key of the group.
			entry := w.of(elem(k.value), k.tags)
			for name, key := range keys {
				keys[name] = schema{"anyOf": []any{key, entry}}
			}
			table["additionalProperties"] = entry
			continue
		case field.Tag.Get("self") != "":
			choice = append(choice, reference(k.Name))
		}
		keys[k.tags.key] = reference(k.Name)
	}
	if len(choice) == 1 {
		table["description"] = f.Tag.Get("doc")
		return table
	}
	return schema{"description": f.Tag.Get("doc"), "anyOf": choice}
}

func (w schemaWriter) key(k *Key) schema {
	s := w.of(k.value, k.tags)
	if k.Waiver != "" {
		s = schema{"anyOf": []any{s, schema{"const": k.Waiver}}}
	}
	s["description"] = k.Doc + " " + k.unsetText()
	if k.Default != "" {
		s["default"] = jsonValue(parseExample(k.Default))
	}
	if k.Example != "" {
		s["examples"] = []any{jsonValue(parseExample(k.Example))}
	}
	return s
}

// unsetText says what counts when the key is not written.
func (k *Key) unsetText() string {
	switch {
	case k.Default != "":
		return "Default: " + k.Default + "."
	case k.Unset == "unknown" && k.Waiver != "":
		return "Not set: rules that need it are unknown; " + k.Waiver + " says that nothing is asked."
	case k.Unset == "unknown":
		return "Not set: rules that need it are unknown."
	}
	return "Not set: " + k.Unset + "."
}

// of describes the values that decoder.value takes for a type.
func (w schemaWriter) of(t reflect.Type, tg tags) schema {
	switch x := reflect.New(t).Interface().(type) {
	case custom:
		return x.schema(w, tg)
	case scalar:
		return w.named(t, func() schema { return scalarSchema(x.form()) })
	}
	switch t.Kind() {
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Int:
		return schema{"type": "integer", "minimum": tg.min, "maximum": tg.max}
	case reflect.String:
		if len(tg.words) > 0 {
			return schema{"enum": tg.words}
		}
		return schema{"type": []string{"string", "number", "boolean"}}
	case reflect.Slice:
		items := w.of(t.Elem(), tg)
		if named(t.Elem()) {
			return schema{"type": "object", "additionalProperties": items}
		}
		return schema{"anyOf": []any{schema{"type": "array", "items": items}, items}}
	case reflect.Map:
		return schema{"type": "object", "propertyNames": w.tableKey(t.Key()), "additionalProperties": w.of(t.Elem(), tg)}
	case reflect.Struct:
		return w.named(t, func() schema { return w.entry(t) })
	}
	panic("internal error: no schema for " + t.String())
}

// named refers to the schema of a named type, and makes it on first use.
func (w schemaWriter) named(t reflect.Type, make func() schema) schema {
	if w.definitions[t.Name()] == nil {
		w.definitions[t.Name()] = make()
	}
	return reference(t.Name())
}

func scalarSchema(f form) schema {
	s := schema{"type": "string", "description": f.want}
	switch {
	case f.words != nil:
		return schema{"enum": f.words}
	case f.bare:
		s["type"] = []string{"string", "integer"}
	}
	if f.pattern != "" {
		s["pattern"] = f.pattern
	}
	return s
}

// tableKey describes the keys of a table, which are strings to JSON Schema.
func (w schemaWriter) tableKey(t reflect.Type) schema {
	if s, ok := reflect.New(t).Interface().(scalar); ok {
		key := scalarSchema(s.form())
		if key["enum"] == nil {
			key["type"] = "string"
		}
		return key
	}
	return schema{"type": "string"}
}

func (w schemaWriter) entry(t reflect.Type) schema {
	properties := schema{}
	required := []string{}
	var short schema
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("key")
		if key == "" {
			continue
		}
		s := w.of(f.Type, readTags(f.Tag))
		if f.Tag.Get("short") != "" {
			short = s
		}
		properties[key] = schema{"description": f.Tag.Get("doc"), "allOf": []any{s}}
		if f.Tag.Get("required") != "" {
			required = append(required, key)
		}
	}
	slices.Sort(required)
	s := schema{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	if short != nil {
		return schema{"anyOf": []any{s, short}}
	}
	return s
}

// jsonValue converts a default or an example.
func jsonValue(n *yaml.Node) any {
	switch n.Kind {
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, jsonValue(c))
		}
		return list
	case yaml.MappingNode:
		table := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			table[n.Content[i].Value] = jsonValue(n.Content[i+1])
		}
		return table
	}
	switch {
	case plainText(n) && (n.Value == "true" || n.Value == "false"):
		return n.Value == "true"
	case plainText(n) && digits(n.Value):
		return json.Number(n.Value)
	}
	return n.Value
}
