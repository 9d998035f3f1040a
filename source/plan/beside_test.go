package plan_test

import (
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/plan"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

const besideMain = `module "api" {
  source = "./api"
  count  = 1
}
`

const besideAPI = `resource "aws_iam_role" "r" {
  name = "orders"
}

resource "aws_sqs_queue" "q" {
  name = "orders"
}

resource "aws_iam_role_policy" "p" {
  name = "orders"
  role = aws_iam_role.r.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.q.arn }]
  })
}
`

const besidePlan = `{"format_version":"1.2","resource_changes":[
{"address":"module.api[0].aws_iam_role_policy.p","mode":"managed","type":"aws_iam_role_policy","name":"p","change":{"actions":["create"],"after":{"name":"orders"},"after_unknown":{"id":true,"policy":true,"role":true}}},
{"address":"module.api[0].aws_iam_role.r","mode":"managed","type":"aws_iam_role","name":"r","change":{"actions":["create"],"after":{"name":"orders"},"after_unknown":{"id":true,"arn":true}}},
{"address":"module.api[0].aws_sqs_queue.q","mode":"managed","type":"aws_sqs_queue","name":"q","change":{"actions":["create"],"after":{"name":"orders"},"after_unknown":{"id":true,"arn":true,"policy":true}}}
],"configuration":{"root_module":{"module_calls":{"api":{"source":"./api","module":{"resources":[
{"address":"aws_iam_role_policy.p","mode":"managed","type":"aws_iam_role_policy","name":"p","provider_config_key":"aws","expressions":{"name":{"constant_value":"orders"},"role":{"references":["aws_iam_role.r.id","aws_iam_role.r"]},"policy":{"references":["aws_sqs_queue.q.arn","aws_sqs_queue.q"]}}}
]}}}}}}`

// The configuration beside a plan gives lines, and fills in what the plan
// knows only after apply.
func TestConfigurationBeside(t *testing.T) {
	fsys := fstest.MapFS{
		"infra/main.tf":     {Data: []byte(besideMain)},
		"infra/api/main.tf": {Data: []byte(besideAPI)},
		"infra/plan.json":   {Data: []byte(besidePlan)},
	}
	b := &estate.Builder{Places: new(value.Places)}
	o := terraform.Options{FS: fsys, Settings: settings.Default(), Prefix: "."}
	terraform.Read(b, o, []string{"infra"}, nil)
	before := len(b.Places.Files())
	plan.Read(b, plan.Options{
		FS: fsys, Settings: settings.Default(), Prefix: ".",
		Beside: func(folder string, scope *estate.Scope, variables map[string]value.Any) plan.Configuration {
			return terraform.Beside(b, o, folder, scope, variables)
		},
	}, "infra/plan.json")
	if got := len(b.Places.Files()) - before; got != 1 {
		t.Errorf("%d files were added, want the plan alone", got)
	}
	e := b.Build()
	var policies []*estate.RolePolicy
	for p := range estate.All[*estate.RolePolicy](e.In(nil)) {
		if p.Scope.Source == "plan" {
			policies = append(policies, p)
		}
	}
	if len(policies) != 1 {
		t.Fatalf("the plan has %d policies, want 1", len(policies))
	}
	p := policies[0]
	if at := e.Places.At(p.Block).String(); at != "infra/api/main.tf:9:1" {
		t.Errorf("the policy is at %s, want infra/api/main.tf:9:1", at)
	}
	doc, ok := p.Policy.Get()
	if !ok || len(doc.Statements) != 1 {
		t.Fatalf("policy = %v, want a document of one statement", p.Policy)
	}
	queue := ""
	for q := range estate.All[*estate.Queue](e.In(nil)) {
		if arn, _ := q.Identity("arn"); q.Scope.Source == "plan" {
			queue = arn.Inline()
		}
	}
	if got := doc.Statements[0].Resources.List[0].Text.Inline(); got != queue {
		t.Errorf("the statement names %q, want the queue %q", got, queue)
	}
	if len(e.In(nil).Outgoing(p)) == 0 {
		t.Errorf("the policy has no link to its role")
	}
}
