package assess_test

import (
	"fmt"
	"reflect"
	"testing"

	"bailiwick/assess"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/internal/civil"
	"bailiwick/settings"
	"bailiwick/value"
)

// Seeing less must never decide more: with one fact hidden, whoever carried a
// part still does, or that is unknown.
func TestHidingAFactNeverMovesTheLine(t *testing.T) {
	const alias = "resource \"aws_lambda_alias\" \"live\" {\n  name = \"live\"\n  function_name = aws_lambda_function.f.function_name\n  function_version = \"3\"\n}\n"
	published := running(python + "\npublish = true")
	tried := 0
	for name, src := range map[string]string{
		"Auto":           running(python),
		"Manual":         running(python) + manage(`update_runtime_on = "Manual"`),
		"FunctionUpdate": running(python) + manage(`update_runtime_on = "FunctionUpdate"`),
		"image":          running("package_type = \"Image\"\nimage_uri = \"x:1\""),
		"OS-only":        running(`runtime = "provided.al2023"`),
		"deprecated":     running(`runtime = "python3.9"`),
		"instances":      running(python + "\n capacity_provider_config {\n  lambda_managed_instances_capacity_provider_config {\n   capacity_provider_arn = \"arn:aws:lambda:eu-central-1:111122223333:capacity-provider:c\"\n  }\n }"),
		"alias":          published + alias + manage("qualifier = \"3\"\nupdate_runtime_on = \"Manual\""),
		"alias, Auto":    published + alias,
		"weights":        published + alias[:len(alias)-2] + "  routing_config {\n    additional_version_weights = { \"4\" = 0.1 }\n  }\n}\n" + manage("qualifier = \"4\"\nupdate_runtime_on = \"Manual\""),
	} {
		t.Run(name, func(t *testing.T) {
			whole := onDay(t, "2026-11-23", src, "")
			seen := carriers(whole)
			for i, r := range whole.Estate.Resources() {
				fields := reflect.TypeOf(r).Elem()
				for f := range fields.NumField() {
					less := without(whole.Estate, i, f)
					if less == nil {
						continue
					}
					tried++
					compare(t, r.Head().Address+" "+fields.Field(f).Name, seen, carriers(decided(t, less)))
				}
				gap := estate.Gap{Scope: r.Head().Scope, Kinds: []estate.Kind{r.Head().Kind()}, Why: value.Because("hidden"), All: true}
				compare(t, r.Head().Address, seen, carriers(decided(t, rebuilt(whole.Estate, []estate.Gap{gap}, func(j int, _ estate.Resource) bool { return j != i }))))
			}
		})
	}
	if tried < 100 {
		t.Errorf("only %d facts were hidden", tried)
	}
}

func compare(t *testing.T, what string, seen, now map[string]assess.Carrier) {
	t.Helper()
	for part, c := range now {
		if was, ok := seen[part]; ok && c != was && c != assess.UnknownCarrier {
			t.Errorf("without %s: %s is carried by %s, was %s", what, part, c, was)
		}
	}
}

func carriers(a *assess.Assessment) map[string]assess.Carrier {
	out := make(map[string]assess.Carrier)
	for l := range a.Responsibilities() {
		out[fmt.Sprint(l.Resource.Head().Address, " ", l.Part)] = l.Carrier
	}
	return out
}

func decided(t *testing.T, e *estate.Estate) *assess.Assessment {
	t.Helper()
	d := civil.MustDay("2026-11-23")
	a, err := assess.Decide(t.Context(), assess.Inputs{Estate: e, Settings: settings.Default(), Today: d, Runtimes: dated.DefaultRuntimes().At(d.Time())})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// without returns the estate with one field of one resource as if it had not
// been read; nil if the field holds no fact that could be hidden.
func without(e *estate.Estate, resource, field int) *estate.Estate {
	hid := false
	out := rebuilt(e, nil, func(i int, r estate.Resource) bool {
		if i != resource {
			return true
		}
		f := reflect.ValueOf(r).Elem().Field(field)
		if !f.CanInterface() {
			return true
		}
		switch v := f.Addr().Interface().(type) {
		case *value.Value[value.Text]:
			if !v.IsUnknown() {
				f.Set(reflect.ValueOf(value.Unknown[value.Text](value.NewNote(v.Attribute(), "hidden"), v.Origin())))
				hid = true
			}
		case *value.Value[bool]:
			f.Set(reflect.ValueOf(value.Unknown[bool](value.NewNote(v.Attribute(), "hidden"), v.Origin())))
			hid = true
		case *value.Entries:
			f.Set(reflect.ValueOf(value.Unknown[[]value.Entry](value.NewNote(v.Attribute(), "hidden"), v.Origin())))
			hid = true
		}
		return true
	})
	if !hid {
		return nil
	}
	return out
}

// rebuilt returns an estate of copies of the resources, which change may alter
// or leave out.
func rebuilt(e *estate.Estate, gaps []estate.Gap, change func(i int, r estate.Resource) bool) *estate.Estate {
	b := &estate.Builder{Places: e.Places, Gaps: gaps}
	for _, s := range e.Scopes {
		b.AddScope(s)
	}
	for i, r := range e.Resources() {
		c := reflect.New(reflect.TypeOf(r).Elem())
		c.Elem().Set(reflect.ValueOf(r).Elem())
		if copied := c.Interface().(estate.Resource); change(i, copied) {
			b.Add(copied)
		}
	}
	return b.Build()
}
