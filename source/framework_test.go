package source

import (
	"strings"
	"testing"
	"testing/fstest"
)

// What belongs to a framework is named, with what to run.
func TestFrameworks(t *testing.T) {
	for name, want := range map[string]string{
		"serverless-compose.yml":        "a list of services of the Serverless Framework",
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

// A service is told by its name or by what it holds.
func TestServices(t *testing.T) {
	f, err := Find(fstest.MapFS{
		"a/serverless.yml":            {Data: []byte("service: a\nprovider:\n  name: aws\n")},
		"b/serverless.ts":             {Data: []byte("export default {}")},
		"c/serverless-api.yaml":       {Data: []byte("service: c\nfunctions: {}\n")},
		"d/api.yml":                   {Data: []byte("service: d\nprovider: {name: aws}\nfunctions: {}\n")},
		"e/serverless.json":           {Data: []byte(`{"service": "e", "provider": {"name": "aws"}}`)},
		"f/serverless.yml":            {Data: []byte("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Q: {Type: AWS::SQS::Queue}\n")},
		"g/service.yml":               {Data: []byte("service: g\nports: []\n")},
		"h/serverless.test.ts":        {Data: []byte("test()")},
		"node_modules/serverless.yml": {Data: []byte("service: x\nprovider: aws\n")},
	}, ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(f.Services, " "), "a/serverless.yml b/serverless.ts c/serverless-api.yaml d/api.yml e/serverless.json"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := strings.Join(f.Templates, " "); got != "f/serverless.yml" {
		t.Errorf("templates %s", got)
	}
}

// What `cdk synth` wrote is one assembly, whatever lies in it, and stands for
// the application.
func TestAssembly(t *testing.T) {
	const manifest = `{"version":"48.0.0","artifacts":{"Tree":{"type":"cdk:tree"}}}`
	f, err := Find(fstest.MapFS{
		"shop/cdk.json":                            {Data: []byte("{}")},
		"shop/cdk.out/manifest.json":               {Data: []byte(manifest)},
		"shop/cdk.out/assembly-Prod/manifest.json": {Data: []byte(manifest)},
		"shop/cdk.out/Shop.template.json":          {Data: []byte(`{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}`)},
		"other/cdk.json":                           {Data: []byte("{}")},
		"other/template.json":                      {Data: []byte(`{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}`)},
		"web/manifest.json":                        {Data: []byte(`{"name":"a web application","version":"1","artifacts":{}}`)},
		"shop/cdk.out/asset.1/template.json":       {Data: []byte(`{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}`)},
		"shop/cdk.out/else/template.json":          {Data: []byte(`{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}`)},
	}, ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(f.Assemblies, " "); got != "shop/cdk.out" {
		t.Errorf("assemblies: %s", got)
	}
	if got := strings.Join(f.Templates, " "); got != "other/template.json shop/cdk.out/else/template.json" {
		t.Errorf("templates: %s", got)
	}
	if len(f.Others) != 1 || f.Others[0].Path != "other/cdk.json" {
		t.Errorf("others: %+v", f.Others)
	}
}
