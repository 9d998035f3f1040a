package main

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	read "bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/plan"
	tf "bailiwick/source/terraform"
	"bailiwick/value"
)

// The same estate as files and as a plan: what both readers know they know
// alike. A plan has a provider's defaults where files say nothing.
func TestPlanSaysWhatTheFilesSay(t *testing.T) {
	dir := t.TempDir()
	generate(t, "flat", dir)
	files := &read.Builder{Places: new(value.Places)}
	tf.Read(files, tf.Options{FS: os.DirFS(dir), Settings: settings.Default(), Prefix: "."}, nil, []string{"."})
	planned := t.TempDir()
	generate(t, "plan", planned)
	changes := &read.Builder{Places: new(value.Places)}
	plan.Read(changes, plan.Options{FS: os.DirFS(planned), Settings: settings.Default(), Prefix: "."}, "plan.json")

	want, got := facts(files.Build()), facts(changes.Build())
	for address, facts := range want {
		for name, text := range got[address] {
			if was, ok := facts[name]; ok && was != text && was != "not set" && text != "not set" {
				t.Errorf("%s: %s is %s in the plan, %s in the files", address, name, text, was)
			}
		}
	}
	if diff := cmp.Diff(addresses(want), addresses(got)); diff != "" {
		t.Errorf("resources (-files +plan)\n%s", diff)
	}
}

func addresses(of map[string]map[string]string) []string {
	var out []string
	for a, facts := range of {
		out = append(out, a+" is "+facts["kind"]+" "+facts["name"])
	}
	slices.Sort(out)
	return out
}

// facts returns the literal attributes of what no form of Terraform's own
// settings is, by address.
func facts(e *read.Estate) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, r := range e.Resources() {
		h := r.Head()
		if !strings.HasPrefix(h.Address, "aws_") {
			continue
		}
		m := map[string]string{"kind": string(h.Kind()), "name": h.Name(), "region": h.Region.String()}
		v := reflect.ValueOf(r).Elem()
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			switch f := v.Field(i).Addr().Interface().(type) {
			case *value.Value[value.Text]:
				if text, ok := f.Get(); ok && !text.HasHoles() {
					m[v.Type().Field(i).Name] = text.String()
				}
			case *value.Value[int64], *value.Value[bool]:
				m[v.Type().Field(i).Name] = v.Field(i).Addr().Interface().(interface{ String() string }).String()
			}
		}
		for name, text := range m { // the files have the stage in their names
			m[name] = strings.TrimPrefix(strings.ReplaceAll(text, "acme-production-", "acme-"), "./")
		}
		out[h.Address] = m
	}
	return out
}
