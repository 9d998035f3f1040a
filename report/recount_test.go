package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"bailiwick/report"
)

// The summary's numbers are those of the rows: whoever counts the rows that
// nothing else is counted for gets the same, whatever is shown.
func TestSummaryIsCountedFromTheRows(t *testing.T) {
	schema := compiled(t)
	testdata, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"estate", "environments", "views", "exceptions", "planned"} {
		t.Run(name, func(t *testing.T) {
			unpack(t, filepath.Join(testdata, name+".txtar"))
			var out bytes.Buffer
			if err := report.Write("json", &out, run(t, "infra"), report.Options{}); err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(out.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("it breaks the contract: %#v", err)
			}
			recount(t, out.Bytes())
		})
	}
}

func recount(t *testing.T, doc []byte) {
	t.Helper()
	var run struct {
		Resources []struct {
			ID        string `json:"id"`
			Kind      string `json:"kind"`
			CountedAs string `json:"counted_as"`
		} `json:"resources"`
		Observations []struct {
			Outcome   string `json:"outcome"`
			CountedAs string `json:"counted_as"`
			Exception *struct {
				State string `json:"state"`
			} `json:"exception"`
		} `json:"observations"`
		Summary map[string]any `json:"summary"`
	}
	if err := json.Unmarshal(doc, &run); err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, r := range run.Resources {
		if r.CountedAs == "" {
			got["resources"]++
			if r.Kind == "function" {
				got["functions"]++
			}
		}
	}
	for _, o := range run.Observations {
		if o.CountedAs != "" {
			continue
		}
		got["observations"]++
		got[o.Outcome]++
		if o.Exception != nil && o.Exception.State == "holds" {
			got["fail_under_exception"]++
		}
	}
	want := map[string]float64{}
	got["not_applicable"] = got["not-applicable"]
	delete(got, "not-applicable")
	for name := range got {
		want[name], _ = run.Summary[name].(float64)
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("the summary differs from the rows (-rows +summary)\n%s", diff)
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	src, err := os.ReadFile("../docs/run.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("run.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("run.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}
