package settings

import (
	"reflect"
	"regexp"

	yaml "go.yaml.in/yaml/v4"
)

// A RequiredTag is a tag that resources must have.
type RequiredTag struct {
	Name    string
	Pattern string // RE2 for the whole value; empty for any value
	re      *regexp.Regexp
}

// Matches reports whether value is one that the tag may have.
func (t RequiredTag) Matches(value string) bool { return t.re == nil || t.re.MatchString(value) }

// decode takes "owner" or "cost-center: 'cc-[0-9]{4}'".
func (t *RequiredTag) decode(d *decoder, n *yaml.Node, tg tags) {
	if n.Kind == yaml.MappingNode && len(n.Content) == 2 {
		d.value(n.Content[1], reflect.ValueOf(&t.Pattern).Elem(), tags{name: "the pattern of a tag", example: "'cc-[0-9]{4}'"})
		re, err := regexp.Compile(`^(?:` + t.Pattern + `)$`)
		if err != nil {
			d.problem(n.Content[1], Problem{
				Summary: "the pattern of a tag must be a regular expression (RE2): " + err.Error(),
				Next:    tg.name + ": " + tg.example,
			})
		}
		t.re, n = re, n.Content[0]
	}
	d.value(n, reflect.ValueOf(&t.Name).Elem(), tg)
}

func (t *RequiredTag) schema(schemaWriter, tags) schema {
	return schema{"anyOf": []any{
		schema{"type": "string"},
		schema{"type": "object", "minProperties": 1, "additionalProperties": schema{"type": "string"}},
	}}
}
