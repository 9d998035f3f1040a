package report_test

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"bailiwick/check"
	"bailiwick/report"
	"bailiwick/rule/all"
)

// The JSON of a run keeps the contract that docs/run.schema.json publishes.
func TestJSONKeepsItsContract(t *testing.T) {
	a, err := check.Run(t.Context(), check.Options{Targets: []string{"../examples/shop/infra"}, Rules: all.Rules()})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.Write("json", &out, a, report.Options{}); err != nil {
		t.Fatal(err)
	}
	run, err := jsonschema.UnmarshalJSON(&out)
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled(t).Validate(run); err != nil {
		t.Errorf("%#v", err)
	}
}
