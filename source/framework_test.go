package source

import (
	"strings"
	"testing"
	"testing/fstest"
)

// What belongs to a framework is named, with what to run.
func TestFrameworks(t *testing.T) {
	for name, want := range map[string]string{
		"serverless.yml":                "a serverless.yml service",
		"serverless.ts":                 "a serverless.yml service",
		"infra/cdk.json":                "a CDK application: `cdk synth`",
		"sst.config.ts":                 "an SST application: of SST 2, `sst build`",
		"api/.chalice/config.json":      "a Chalice application: `chalice package out`",
		"zappa_settings.json":           "a Zappa application",
		"zappa_settings.py":             "a Zappa application",
		"app.arc":                       "an Architect application: `arc deploy --dry-run`",
		"claudia.json":                  "a Claudia.js function",
		"Pulumi.yaml":                   "a Pulumi project",
		"live/prod/terragrunt.hcl":      "a Terragrunt unit",
		"config.json":                   "",
		"serverless":                    "",
		"zappa_settings_test.go":        "",
		"node_modules/x/serverless.yml": "",
	} {
		f, err := Find(fstest.MapFS{name: {Data: []byte("x: 1")}}, ".", nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, o := range f.Others {
			got = o.What + ": " + o.Next
		}
		if (want == "") != (got == "") || !strings.HasPrefix(got, want) {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
