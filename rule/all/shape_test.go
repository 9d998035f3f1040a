package all_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"bailiwick/estate"
	"bailiwick/source"
	"bailiwick/source/cloudformation"
	"bailiwick/value"
)

// In templates of other projects no property is of another type than the field
// that reads it, and every field is read.
func TestTemplatesHaveTheShapesOfKinds(t *testing.T) {
	const folder = "../../../shared/data/iac"
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("SKIPPED: the templates of other projects are not there: %v", err)
	}
	fsys := os.DirFS(folder)
	found, err := source.Find(fsys, ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &estate.Builder{Places: new(value.Places)}
	cloudformation.Read(b, cloudformation.Options{FS: fsys}, found.Templates, nil)
	resources := b.Build().Resources()
	if len(resources) < 500 {
		t.Fatalf("only %d resources in the templates of %s", len(resources), folder)
	}
	for _, r := range resources {
		misshapen(t, r.Head().ID(), reflect.ValueOf(r).Elem())
	}
}

// misshapen reports the fields of a struct, and of the blocks in it, that are not
// known for no better reason than their type.
func misshapen(t *testing.T, name string, s reflect.Value) {
	for i := range s.NumField() {
		f := s.Type().Field(i)
		if f.Type == reflect.TypeFor[estate.Head]() {
			continue
		}
		field := s.Field(i).Addr()
		if v, ok := field.Interface().(interface{ Reason() string }); ok {
			if why := v.Reason(); strings.Contains(why, "stands where") || why == "not read" {
				t.Errorf("%s: %s: %s", name, f.Name, why)
			}
		}
		if !strings.Contains(f.Type.String(), "Blocks[") {
			continue
		}
		blocks := field.MethodByName("Get").Call(nil)[0]
		for j := range blocks.Len() {
			block := reflect.New(blocks.Type().Elem()).Elem()
			block.Set(blocks.Index(j))
			misshapen(t, name+"."+f.Name, block)
		}
	}
}
