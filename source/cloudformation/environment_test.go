package cloudformation_test

import (
	"fmt"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/cloudformation"
	"bailiwick/value"
)

// deployments returns the queues with their names, in each environment, with
// regions and tags, and the problems.
func deployments(t *testing.T, files map[string]string) string {
	t.Helper()
	fsys, names := fstest.MapFS{}, []string(nil)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		if ext := path.Ext(name); ext == ".yaml" && !strings.Contains(name, "samconfig") && !strings.Contains(name, "values") {
			names = append(names, name)
		}
	}
	b := &estate.Builder{Places: new(value.Places)}
	o := cloudformation.Options{FS: fsys}
	if text, ok := files["bailiwick.yml"]; ok {
		o.Settings, _ = settings.Parse("bailiwick.yml", []byte(text))
	}
	cloudformation.Read(b, o, names, nil)
	e := b.Build()
	var out []string
	for _, r := range e.Resources() {
		if q, ok := r.(*estate.Queue); ok {
			h := r.Head()
			line := fmt.Sprintf("%s %s %s", h.Scope.Environment, h.Scope.Root, q.Name)
			if region, ok := h.Region.Get(); ok && !region.HasHoles() {
				line += " " + region.String()
			}
			if tags, ok := h.Tags.Get(); ok {
				for _, tag := range tags {
					line += fmt.Sprintf(" %s=%s", tag.Key, tag.Value)
				}
			}
			out = append(out, strings.TrimSpace(line))
		}
	}
	for _, p := range e.Problems {
		place := p.File
		if p.Line > 0 {
			place += fmt.Sprintf(":%d", p.Line)
		}
		out = append(out, place+": "+p.Summary)
	}
	return strings.Join(out, "\n")
}

const named = `
Parameters: {Name: {Type: String, Default: plain}, Other: {Type: String, Default: b}}
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${Name}-${Other}-${AWS::StackName}"}}
`

func TestEnvironments(t *testing.T) {
	const template = "template.yaml"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{
			"samconfig.toml",
			map[string]string{template: named, "samconfig.toml": `
version = 0.1
[default.global.parameters]
stack_name = "orders"
region = "eu-west-1"
[default.deploy.parameters]
region = "eu-central-1"
capabilities = "CAPABILITY_IAM"
parameter_overrides = "Name=\"a b\" Other='c'"
[prod.deploy.parameters]
stack_name = "orders-prod"
parameter_overrides = ["Name=live", "ParameterKey=Other,ParameterValue=d\\ e", "Nobodys=x"]
tags = "team=\"shop\" stage=prod"
[local.build.parameters]
cached = true
`},
			"default template.yaml a b-c-orders eu-central-1\nprod template.yaml live-d e-orders-prod stage=prod team=shop",
		},
		{
			"parameter files that cannot be read",
			map[string]string{
				template: named, "params-half.json": `[{"ParameterKey":"Name","Para`, "params-list.json": `[{"ParameterKey":"Name","ParameterValue":{}}]`,
				"params-map.json": `{"Parameters":{"Name":[1]}}`, "params-app.json": `{"retries":{"most":3}}`, "params-ok.json": `{"Name":"n"}`,
			},
			"ok template.yaml n-b-${AWS::StackName}\n" +
				"params-half.json:1: cannot be read: the file is no YAML: found unexpected end of stream\n" +
				"params-list.json: it holds a parameter that is no text, or has no key\n" +
				"params-map.json: it holds a parameter that is no text, or has no key",
		},
		{
			"files that the settings name, one of which cannot be read",
			map[string]string{
				template: named, "live.json": `{"Name": "l"}`, "test.json": `{"Name": `,
				"bailiwick.yml": "environments:\n  live: {var_files: [live.json, gone.tfvars]}\n  test: {var_files: [test.json]}\n",
			},
			"live template.yaml l-b-${AWS::StackName}\ntest template.yaml ${the parameter Name stands in test.json, which cannot be read}-${the parameter Other stands in test.json, which cannot be read}-${AWS::StackName}\ntest.json:1: cannot be read: the file is no JSON: unexpected EOF",
		},
		{
			"samconfig.yaml, with maps and a file",
			map[string]string{template: named, "samconfig.yaml": `
version: 0.1
test:
  deploy:
    parameters: {parameter_overrides: {Name: t, Other: [x, 1]}, tags: [a=b, c=d]}
prod:
  global: {parameters: {parameter_overrides: "file://values.yaml", tags: {a: b}}}
`, "values.yaml": "{Name: p}"},
			"prod template.yaml p-b-${AWS::StackName} a=b\ntest template.yaml t-x,1-${AWS::StackName} a=b c=d",
		},
		{
			"the template is named in a folder above",
			map[string]string{"infra/app.yaml": named, "infra/other.yaml": named, "samconfig.toml": `
[dev.deploy.parameters]
template_file = "infra/app.yaml"
stack_name = "s"
parameter_overrides = "Name=d"
`},
			"dev infra/app.yaml d-b-s\ninfra/other.yaml plain-b-${AWS::StackName}",
		},
		{
			"a template that a build writes is this one",
			map[string]string{template: named, "samconfig.toml": "[dev.deploy.parameters]\ntemplate_file = \".aws-sam/build/template.yaml\"\nstack_name = \"s\""},
			"dev template.yaml plain-b-s",
		},
		{
			"what sets no parameter gives way to parameter files",
			map[string]string{template: named, "samconfig.toml": "[default.deploy.parameters]\ncapabilities = \"CAPABILITY_IAM\"", "prod.json": `{"Name": "p"}`},
			"prod template.yaml p-b-${AWS::StackName}",
		},
		{
			"no TOML",
			map[string]string{template: named, "samconfig.toml": "[default.deploy.parameters]\n\nparameter_overrides = \"a"},
			"template.yaml plain-b-${AWS::StackName}\nsamconfig.toml:3: it is no TOML: unterminated basic string",
		},
		{
			"no YAML",
			map[string]string{template: named, "samconfig.yml": "default:\n  deploy: [}"},
			"template.yaml plain-b-${AWS::StackName}\nsamconfig.yml:2: it is no YAML: did not find expected node content",
		},
		{
			"no environments",
			map[string]string{template: named, "samconfig.yaml": "[a, b]"},
			"template.yaml plain-b-${AWS::StackName}\nsamconfig.yaml: it is a list, not a map of environments",
		},
		{
			"overrides that are none",
			map[string]string{template: named, "samconfig.toml": "[dev.deploy.parameters]\nparameter_overrides = \"Name=x Other=\"\ntags = \"a\"\nregion = [1]\nstack_name = 7"},
			"dev template.yaml x-${the parameter Other may stand in parameter_overrides in samconfig.toml, which cannot be read}-7\nsamconfig.toml: parameter_overrides of the environment dev is not what SAM takes\nsamconfig.toml: tags of the environment dev is not what SAM takes",
		},
		{
			"a template configuration of CodePipeline",
			map[string]string{template: named, "prod-stack-configuration.json": `{"Parameters": {"Name": "p"}, "Tags": {"Team": "shop"}, "StackPolicy": {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "Update:*", "Resource": "*"}]}}`},
			"prod template.yaml p-b-${AWS::StackName} Team=shop",
		},
		{
			"what the command line takes",
			map[string]string{template: named, "params-prod.json": `{"StackName": "s", "Parameters": [{"ParameterKey": "Name", "ParameterValue": "p"}], "Tags": [{"Key": "Team", "Value": "shop"}], "StackPolicyBody": "{\"Statement\": []}"}`},
			"prod template.yaml p-b-s Team=shop",
		},
		{
			"tags alone, beside one template",
			map[string]string{template: named, "prod.json": `{"Tags": {"Team": "shop"}}`},
			"prod template.yaml plain-b-${AWS::StackName} Team=shop",
		},
		{
			"tags alone, beside two templates, are for the one that they are named after",
			map[string]string{"app.yaml": named, "net.yaml": named, "app-prod.json": `{"Tags": {"Team": "shop"}}`},
			"prod app.yaml plain-b-${AWS::StackName} Team=shop\nnet.yaml plain-b-${AWS::StackName}",
		},
		{
			"tags and policies that are none",
			map[string]string{template: named, "prod.json": `{"Parameters": {"Name": "p"}, "Tags": ["a"], "StackPolicy": {"Statement": [{"Effect": "Maybe"}]}}`},
			"prod template.yaml p-b-${AWS::StackName}\nprod.json: the stack policy has no list of statements that allow or deny\nprod.json: Tags is no map of texts and no list of Key and Value",
		},
		{
			"a parameter that the template does not declare",
			map[string]string{template: named, "prod.json": `{"Name": "p", "Other": "q", "Gone": "r"}`},
			"prod template.yaml p-q-${AWS::StackName}\nprod.json: template.yaml does not declare Gone as a parameter",
		},
		{
			"parameters of a template beside",
			map[string]string{template: named, "net.yaml": strings.Replace(named, "Parameters: {", "Parameters: {Gone: {Type: String}, ", 1), "prod.json": `{"Name": "p", "Other": "q", "Gone": "r"}`},
			"prod net.yaml p-q-${AWS::StackName}\ntemplate.yaml plain-b-${AWS::StackName}",
		},
		{
			"parameters of something else",
			map[string]string{template: named, "prod.json": `{"Name": "p", "a": "q", "b": "r"}`},
			"template.yaml plain-b-${AWS::StackName}",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := deployments(t, c.files); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
