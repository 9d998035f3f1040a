package plan_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/plan"
	"bailiwick/value"
)

func read(t *testing.T, doc []byte) *estate.Estate {
	t.Helper()
	b := &estate.Builder{Places: new(value.Places)}
	fsys := fstest.MapFS{"infra/plan.json": {Data: doc}}
	plan.Read(b, plan.Options{FS: fsys, Settings: settings.Default(), Prefix: "."}, "infra/plan.json")
	return b.Build()
}

func orders(t *testing.T) []byte {
	t.Helper()
	doc, err := os.ReadFile("testdata/orders.json")
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func only[K estate.Resource](t *testing.T, e *estate.Estate) K {
	t.Helper()
	all := slices.Collect(estate.All[K](e.In(nil)))
	if len(all) != 1 {
		t.Fatalf("there are %d of %T, want 1", len(all), *new(K))
	}
	return all[0]
}

func TestFunctionInModule(t *testing.T) {
	e := read(t, orders(t))
	f := only[*estate.Function](t, e)
	for _, c := range []struct{ what, got, want string }{
		{"id", f.ID(), `infra/plan.json:module.api["é"].aws_lambda_function.f[0]`},
		{"runtime", f.Runtime.String(), "python3.13"},
		{"role", f.Role.String(), "arn:aws:iam::111122223333:role/app/orders"},
		{"tags", f.Tags.String(), "{team = shop}"},
		{"region", f.Region.String(), "eu-central-1"},
		{"tracing", f.Tracing.String(), "not set"},
	} {
		if c.got != c.want {
			t.Errorf("%s = %s, want %s", c.what, c.got, c.want)
		}
	}
	if s := f.Environment.String(); strings.Contains(s, "s3cret") || !strings.Contains(s, "TABLE") {
		t.Errorf("environment = %s, want TABLE shown and TOKEN hidden", s)
	}
	if at := e.Places.At(f.Block); at.Line != 11 || at.File != "infra/plan.json" {
		t.Errorf("block is at %v, want line 11 of infra/plan.json", at)
	}
	if at := e.Places.At(f.Runtime.Origin()); at.Line != 14 || at.Column != 56 {
		t.Errorf("runtime is at %v, want 14:56", at)
	}
}

func TestWhatWillBe(t *testing.T) {
	e := read(t, orders(t))
	if len(e.Problems) > 0 {
		t.Errorf("problems: %v", e.Problems)
	}
	var ids []string
	for _, r := range e.Resources() {
		ids = append(ids, r.Head().Address)
	}
	for address, want := range map[string]bool{"aws_iam_role.gone": false, "aws_sqs_queue.forgotten": true, "aws_dynamodb_table.orders": true} {
		if slices.Contains(ids, address) != want {
			t.Errorf("%s in the estate: %v, want %v", address, !want, want)
		}
	}
	if role := only[*estate.Role](t, e); role.Tags.String() != "{a = b, owner = shop}" || !role.Trust.IsUnknown() {
		t.Errorf("role has tags %s and trust %s, want default tags merged in and trust unknown", role.Tags, role.Trust)
	}
	p := only[*estate.FunctionPolicy](t, e)
	if s := p.SourceARN.String(); !strings.HasPrefix(s, "arn:aws:dynamodb:eu-central-1:111122223333:table/orders${") {
		t.Errorf("source_arn = %s, want the ARN referred to and what may stand behind it", s)
	}
	if got, want := len(e.In(nil).Outgoing(p)), 1; got < want {
		t.Errorf("the permission has %d links, want that to the function through the module's output", got)
	}
}

// The order of keys is of no account.
func TestAnyOrderOfKeys(t *testing.T) {
	doc := orders(t)
	var tree map[string]any
	if err := json.Unmarshal(doc, &tree); err != nil {
		t.Fatal(err)
	}
	sorted, err := json.Marshal(tree) // in alphabetical order
	if err != nil {
		t.Fatal(err)
	}
	if got, want := dump(read(t, sorted)), dump(read(t, doc)); got != want {
		t.Errorf("with sorted keys:\n%s\nas written:\n%s", got, want)
	}
}

func dump(e *estate.Estate) string {
	var b strings.Builder
	for _, r := range e.Resources() {
		h := r.Head()
		b.WriteString(h.ID() + " " + h.Tags.String() + " " + h.Account.String())
		for _, id := range h.Identities {
			b.WriteString(" " + id.Attribute + "=" + id.Text.String())
		}
		for _, l := range e.In(nil).Outgoing(r) {
			b.WriteString(" " + l.As + ">" + l.To.Head().Address)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestBrokenPlans(t *testing.T) {
	doc := orders(t)
	cut := bytes.Index(doc, []byte(`"prior_state"`))
	for _, c := range []struct {
		name, doc, want string
		resources       bool
	}{
		{"cut off", string(doc[:cut]), "the plan breaks off", true},
		{"garbled", string(doc[:cut]) + `}} x`, "the plan is no JSON", true},
		{"unknown format", strings.Replace(string(doc), `"1.2"`, `"2.0"`, 1), "is a plan of format 2.0", false},
		{"a key twice", `{"format_version":"1.2","format_version":"1.2"}`, "a key stands twice", false},
		{"wrong types", `{"format_version":"1.2","resource_changes":{"a":1},"configuration":[],"variables":7}`, "resource_changes is not a list", false},
		{"a change of nothing", `{"format_version":"1.2","resource_changes":[7]}`, "has no address", false},
		{"text behind it", string(doc) + "{}", "something stands behind the plan", true},
		{"nested", `{"format_version":"1.2","x":` + strings.Repeat("[", 20000), "the plan is no JSON", false},
		{"blanks", strings.Repeat(" ", 3<<20), "a megabyte of blanks", false},
		{"one value", string(doc[:cut]) + `"x":{"references":"` + strings.Repeat("x", 1<<27+1<<20), "larger than 128 MiB", true},
		{"empty", "", "breaks off", false},
		{"errored", strings.Replace(string(doc), `"variables"`, `"errored":true,"variables"`, 1), "planning ended in an error", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := read(t, []byte(c.doc))
			if got := len(e.Resources()) > 0; got != c.resources {
				t.Errorf("resources read: %v, want %v", got, c.resources)
			}
			if len(e.Problems) == 0 || !strings.Contains(e.Problems[0].Summary, c.want) {
				t.Errorf("problems %v, want %q", e.Problems, c.want)
			}
			if len(e.Gaps) == 0 {
				t.Errorf("no gap is noted")
			}
		})
	}
}

// Whatever the bytes, reading ends, tells each resource once, and is silent
// only about a whole plan.
func FuzzPlan(f *testing.F) {
	doc, err := os.ReadFile("testdata/orders.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(doc)
	f.Add(doc[:len(doc)/2])
	f.Add([]byte(`{"format_version":"1.2","resource_changes":[{"address":"aws_sqs_queue.q","type":"aws_sqs_queue","name":"q","change":{"actions":["create"],"after":{"a":[1e9,{"b":null}]},"after_unknown":{"a":[true,{"c":true}]},"after_sensitive":true}}]}`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		e := read(t, doc)
		seen := map[string]bool{}
		for _, r := range e.Resources() {
			if id := r.Head().ID(); seen[id] {
				t.Errorf("%s is told twice", id)
			} else {
				seen[id] = true
			}
		}
		if len(e.Problems) == 0 && !json.Valid(bytes.TrimPrefix(doc, []byte("\xEF\xBB\xBF"))) {
			t.Errorf("no problem with what is no JSON")
		}
	})
}
