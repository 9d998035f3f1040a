package settings

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
)

// Reference returns the documentation of every key as Markdown.
func Reference() []byte {
	var b bytes.Buffer
	b.WriteString(`# Settings

` + "`bailiwick.yaml`" + ` lies in the folder of the target or above it. It says what your organisation approves, asks and accepts. ` + "`bailiwick init`" + ` writes a first one from what it finds.

A key is written in its group, or with its whole name at the left margin:

` + "```yaml" + `
logging:
  min_days: 365
network.min_zones: 2
` + "```" + `

- **Unknown until set**: rules that need the key are unknown while nobody has set it, so that a demand never drops out of the count. The word ` + "`any`" + ` (for some keys ` + "`none`" + `) says on purpose that nothing is asked: the rule is then not applicable.
- In patterns ` + "`*`" + ` is any text and ` + "`?`" + ` any character. A list of one may be written without brackets.
- Anything wrong stops the run before a rule is decided, and is told with its line.

The first line of your file can name the schema, by which editors complete and check it:

` + "```yaml" + `
# yaml-language-server: $schema=bailiwick.schema.json
` + "```" + `
`)
	var entries []reflect.Type
	root := reflect.TypeFor[Settings]()
	for i := range root.NumField() {
		f := root.Field(i)
		if !f.IsExported() {
			continue
		}
		group := f.Tag.Get("key")
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", group, f.Tag.Get("doc"))
		for _, k := range declared() {
			if k.index[0] == i {
				writeKey(&b, k, len(k.index) == 1)
				entries = appendEntry(entries, k.value)
			}
		}
	}
	for _, t := range entries {
		writeEntry(&b, t)
	}
	return b.Bytes()
}

func writeKey(b *bytes.Buffer, k *Key, alone bool) {
	doc := k.Doc + " "
	if alone {
		doc = ""
	}
	fmt.Fprintf(b, "\n### `%s`\n\n%s%s\n\n", k.Name, doc, k.unsetMarkdown())
	fmt.Fprintf(b, "Takes %s", typeWords(k.value, k.tags))
	if k.Waiver != "" {
		fmt.Fprintf(b, ", or `%s` to ask nothing", k.Waiver)
	}
	b.WriteString(".")
	if alias := k.alias(); alias != "" {
		fmt.Fprintf(b, " In a table of the group its name is `%s`.", alias)
	}
	if k.Example != "" {
		fmt.Fprintf(b, "\n\n```yaml\n%s: %s\n```", k.Name, k.Example)
	}
	b.WriteString("\n")
}

// alias returns the name, in a table of its group, of a key that has the
// group's name.
func (k *Key) alias() string {
	if len(k.index) == 1 || strings.Contains(k.Name, ".") || named(elem(k.value)) {
		return ""
	}
	return k.tags.key
}

func (k *Key) unsetMarkdown() string {
	switch {
	case k.Default != "":
		return "Default: `" + k.Default + "`."
	case k.Unset == "unknown":
		return "**Unknown until set.**"
	}
	return "Not set: " + k.Unset + "."
}

// typeWords says what values a type takes.
func typeWords(t reflect.Type, tg tags) string {
	if s, ok := reflect.New(t).Interface().(scalar); ok {
		if f := s.form(); f.words == nil {
			return f.want
		}
		return oneOf(s.form().words)
	}
	if per := perParts(t); per != nil {
		return typeWords(per[1], tg) + " for all, or a table of " + typeWords(per[0], tags{}) + " to " + typeWords(per[1], tg)
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return unit(tg.key)
	case reflect.String:
		if len(tg.words) > 0 {
			return "`" + strings.Join(tg.words, "`, `") + "`"
		}
		return "a text"
	case reflect.Slice:
		if named(t.Elem()) {
			return "a table of names to " + typeWords(t.Elem(), tg)
		}
		return "a list, each: " + typeWords(t.Elem(), tg)
	case reflect.Map:
		return "a table of " + typeWords(t.Key(), tags{}) + " to " + typeWords(t.Elem(), tg)
	}
	if t == reflect.TypeFor[RequiredTag]() {
		return "the name of a tag, or name: pattern"
	}
	return fmt.Sprintf("[%s](#entry-%s)", strings.ToLower(t.Name()), strings.ToLower(t.Name()))
}

// perParts returns K and T of a Per, or nil.
func perParts(t reflect.Type) []reflect.Type {
	if !strings.HasPrefix(t.Name(), "Per[") {
		return nil
	}
	table, _ := t.FieldByName("table")
	return []reflect.Type{table.Type.Key(), table.Type.Elem()}
}

// appendEntry adds the entry that values of type t hold, if any.
func appendEntry(list []reflect.Type, t reflect.Type) []reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || len(entryKeys(t)) == 0 {
		return list
	}
	for _, have := range list {
		if have == t {
			return list
		}
	}
	return append(list, t)
}

func writeEntry(b *bytes.Buffer, t reflect.Type) {
	fmt.Fprintf(b, "\n## Entry: %s\n\n| key | takes | |\n|---|---|---|\n", strings.ToLower(t.Name()))
	for i := range t.NumField() {
		f := t.Field(i)
		tg := readTags(f.Tag)
		if tg.key == "" {
			continue
		}
		needed := ""
		if f.Tag.Get("required") != "" {
			needed = ", required"
		}
		fmt.Fprintf(b, "| `%s` | %s%s | %s |\n", tg.key, typeWords(f.Type, tg), needed, f.Tag.Get("doc"))
	}
}
