package report

import "testing"

// What a reason says it lacks is what its next step gives.
func TestClassify(t *testing.T) {
	for _, c := range []struct {
		reason, title, next string
	}{
		{"setting regions.approved is missing", "setting regions.approved is missing", "bailiwick.yaml, or say `any`"},
		{"var.table has no value here", "var.table has no value", "--var table=VALUE, or --var-file FILE"},
		{"rds_endpoint: var.endpoint is not known", "var.endpoint has no value", "--var endpoint=VALUE, or --var-file FILE"},
		{"module.notify is not on disk", "module.notify is not on disk", "terraform init, then check again"},
		{
			"the template of the nested stack Network.Data is not on disk",
			"Network.Data is not on disk", "check the folder that holds its template, or the output of aws cloudformation package",
		},
		{
			"the module Org::Team::Service::MODULE is not on disk",
			"Org::Team::Service::MODULE is not on disk", "check the processed template: aws cloudformation get-template --template-stage Processed",
		},
		{"${data.terraform_remote_state.platform.outputs.arn} is not declared here", "it stands in the state of root `platform`", "check a plan: terraform show -json PLAN > plan.json"},
		{"aws_vpc.main.id is known only after apply", "aws_vpc.main.id is known only after apply", "check a plan: terraform show -json PLAN > plan.json"},
		{"fails when var.public is true", "conditions that are not decided", "--var NAME=VALUE, or --var-file FILE"},
		{
			"no trail is declared here, and the account may have one all the same: iac.baseline says whether this is all that it has",
			"the account was not read, and what is declared here does not speak for it: trail", "`iac.baseline: true` in bailiwick.yaml, if this is all that the account has",
		},
		{
			"it is read from the inputs of terraform-aws-modules/lambda/aws 8.x, and its version is not pinned",
			"the version is not pinned of terraform-aws-modules/lambda/aws", `pin it: version = "1.2.3" in the module block, or terraform init`,
		},
		{
			"data class: tags that the deployment gives to the whole stack are not in the template",
			"tags that the deployment gives to the whole stack are not in the template", "`iac.stack_tags` in bailiwick.yaml, `{}` if there are none, or tags in samconfig.toml",
		},
		{
			"no access key is declared here, and one may be made by hand: iac.baseline says whether this is all that there is",
			"the account was not read, and what is declared here does not speak for it: access key", "`iac.baseline: true` in bailiwick.yaml, if this is all that the account has",
		},
		{
			"the policies of its organisation were not read",
			"the policies of the account's organisation were not read", "check the folder that declares the organisation: its member accounts are judged there",
		},
		{"something else", "something else", ""},
	} {
		got := classify(c.reason)
		if title, next := got.String(), got.class.next([]string{got.subject}); title != c.title || next != c.next {
			t.Errorf("classify(%q): %q, %q; want %q, %q", c.reason, title, next, c.title, c.next)
		}
	}
}
