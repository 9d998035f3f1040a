package plan_test

import (
	"testing"
	"testing/fstest"

	"bailiwick/estate"
	"bailiwick/settings"
	"bailiwick/source/plan"
	"bailiwick/value"
)

// The environments of the settings say where a plan's resources lie, if it is
// told of which one the plan is.
func TestEnvironmentOfThePlan(t *testing.T) {
	const doc = `{"format_version":"1.2","resource_changes":[
{"address":"aws_sqs_queue.q","mode":"managed","type":"aws_sqs_queue","name":"q","change":{"actions":["create"],"after":{"name":"orders"},"after_unknown":{"arn":true}}}
]}`
	const named = `environments:
  live: {roots: [envs/live], accounts: ["111122223333"], regions: [eu-central-1]}
  trial: {roots: [envs/trial], accounts: ["444455556666"], regions: [eu-west-1, eu-west-3]}
`
	const arn = "arn:aws:sqs:eu-central-1:111122223333:orders"
	for _, c := range []struct{ name, file, environment, region, account string }{
		{"by its folder", "envs/live/plan.json", "live", "eu-central-1", "111122223333"},
		{"several regions tell none", "envs/trial/plan.json", "trial", "", "444455556666"},
		{"by its name", "plans/live.json", "live", "eu-central-1", "111122223333"},
		{"by a word of its name", "tfplan-trial.json", "trial", "", "444455556666"},
		{"of none", "plans/plan.json", "", "", ""},
	} {
		s, problems := settings.Parse("bailiwick.yaml", []byte(named))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		b := &estate.Builder{Places: new(value.Places)}
		plan.Read(b, plan.Options{FS: fstest.MapFS{c.file: {Data: []byte(doc)}}, Settings: s, Prefix: "."}, c.file)
		h := b.Build().Resources()[0].Head()
		if h.Scope.Environment != c.environment || literalOf(h.Region) != c.region || literalOf(h.Account) != c.account {
			t.Errorf("%s: it is of %q, in region %q of account %q; want %q, %q, %q", c.name,
				h.Scope.Environment, literalOf(h.Region), literalOf(h.Account), c.environment, c.region, c.account)
		}
		if got, _ := h.Identity("arn"); c.environment == "live" && got.Inline() != arn {
			t.Errorf("%s: the ARN is %s, want %s", c.name, got, arn)
		}
	}
}

func literalOf(v value.Value[value.Text]) string {
	t, _ := v.Get()
	s, _ := t.Literal()
	return s
}
