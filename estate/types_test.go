package estate

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"bailiwick/value"
)

func TestTypesAreUnique(t *testing.T) {
	kinds := make(map[Kind]bool)
	structs := make(map[reflect.Type]Kind)
	written := make(map[string][]Choice)
	for _, typ := range Types() {
		if kinds[typ.Kind] {
			t.Errorf("two types are of the kind %s", typ.Kind)
		}
		kinds[typ.Kind] = true
		if !regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`).MatchString(string(typ.Kind)) {
			t.Errorf("the kind %q is not in snake_case", typ.Kind)
		}
		s := reflect.TypeOf(typ.New()).Elem()
		if other, ok := structs[s]; ok {
			t.Errorf("%s and %s have one struct", other, typ.Kind)
		}
		structs[s] = typ.Kind
		for _, d := range typ.Terraform {
			was := written[d.Type]
			if slices.Contains(was, d.Where) || len(was) > 0 && (d.Where == Choice{} || slices.Contains(was, Choice{})) {
				t.Errorf("%s declares several kinds, and nothing tells which", d.Type)
			}
			written[d.Type] = append(was, d.Where)
		}
	}
}

func TestFieldsCanBeDecoded(t *testing.T) {
	kinds := make(map[Kind]bool)
	for _, typ := range Types() {
		kinds[typ.Kind] = true
	}
	segment := regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
	var check func(name string, s reflect.Type)
	check = func(name string, s reflect.Type) {
		for i := range s.NumField() {
			f := s.Field(i)
			if f.Type == reflect.TypeFor[Head]() {
				continue
			}
			at := name + "." + f.Name
			if conditionalOf(reflect.New(f.Type).Interface()) == nil {
				t.Errorf("%s: a %s cannot have alternatives", at, f.Type)
				continue
			}
			if f.Tag.Get("tf") == "" && f.Tag.Get("cfn") == "" {
				t.Errorf("%s: no dialect names it", at)
			}
			for _, tag := range tags {
				for path := range strings.SplitSeq(f.Tag.Get(tag), "|") {
					for part := range strings.SplitSeq(path, ".") {
						if part != "" && part != "-" && !segment.MatchString(part) {
							t.Errorf("%s: the tag %s has the part %q", at, tag, part)
						}
					}
				}
			}
			for kind := range strings.SplitSeq(f.Tag.Get("ref"), "|") {
				if kind != "" && !kinds[Kind(kind)] {
					t.Errorf("%s: no kind is called %s", at, kind)
				}
			}
			isText := f.Type == reflect.TypeFor[value.Value[value.Text]]() || f.Type == reflect.TypeFor[value.Texts]()
			if f.Tag.Get("ref") != "" && !isText {
				t.Errorf("%s: a %s cannot refer", at, f.Type)
			}
			if blocks, ok := reflect.New(f.Type).Interface().(untyped); ok {
				_, of := blocks.untyped()
				check(at, of)
			}
		}
	}
	for _, typ := range Types() {
		check(string(typ.Kind), reflect.TypeOf(typ.New()).Elem())
	}
}

func TestComputedFormats(t *testing.T) {
	for _, typ := range Types() {
		for _, d := range typ.Terraform {
			for _, c := range d.Computed {
				if strings.Count(c.Format, "{") != strings.Count(c.Format, "}") {
					t.Errorf("%s.%s: the braces of %q do not match", d.Type, c.Attribute, c.Format)
				}
				// A format that is filled has no brace left over.
				filled := c.Fill(func(string) (value.Text, bool) { return value.Literal("x"), true })
				if s, ok := filled.Literal(); !ok || strings.ContainsAny(s, "{}") {
					t.Errorf("%s.%s: %q is filled to %q", d.Type, c.Attribute, c.Format, s)
				}
				if strings.HasPrefix(c.Format, "arn:") && !strings.HasPrefix(c.Format, "arn:{partition}:") {
					t.Errorf("%s.%s: %q has a fixed partition", d.Type, c.Attribute, c.Format)
				}
			}
		}
	}
}

// A million of these lie in a large estate.
func TestSizes(t *testing.T) {
	if n := unsafe.Sizeof(value.Value[value.Text]{}); n > 32 {
		t.Errorf("a Value[Text] has %d bytes, want at most 32", n)
	}
}
