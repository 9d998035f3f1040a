package terraform_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"bailiwick/assess"
	"bailiwick/dated"
	"bailiwick/estate"
	"bailiwick/internal/civil"
	"bailiwick/rule"
	"bailiwick/rule/all"
	"bailiwick/settings"
	"bailiwick/source/terraform"
	"bailiwick/value"
)

// verdicts returns what the rules say, by rule and address.
func verdicts(t *testing.T, text string) map[string]rule.Verdict {
	t.Helper()
	b := &estate.Builder{Places: new(value.Places)}
	s := settings.Default()
	fsys := fstest.MapFS{"main.tf": &fstest.MapFile{Data: []byte(text)}}
	terraform.Read(b, terraform.Options{FS: fsys, Settings: s, Prefix: "."}, []string{"."}, []string{"."})
	today := civil.MustDay("2026-11-26")
	a, err := assess.Decide(t.Context(), assess.Inputs{
		Estate: b.Build(), Settings: s, Rules: all.Rules(), Today: today, Runtimes: dated.DefaultRuntimes().At(today.Time()),
	})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]rule.Verdict{}
	for _, o := range a.Observations {
		out[a.Rules[o.Rule].ID+" "+a.Estate.Resources()[o.Resource].Head().Address] = o.Verdict
	}
	return out
}

// What a module makes secure by itself passes if its version is pinned, and
// never otherwise; what it makes insecure by itself fails.
func TestRulesOnWhatIsReadFromInputs(t *testing.T) {
	const pass, fail, unknown = rule.PassVerdict, rule.FailVerdict, rule.UnknownVerdict
	for _, c := range []struct {
		module, version, inputs string
		rule, resource          string
		want                    rule.Verdict
	}{
		{"sqs/aws", "5.2.1", ``, "queue-encrypted", "aws_sqs_queue.this[0]", pass},
		{"sqs/aws", "5.2.1", `sqs_managed_sse_enabled = false`, "queue-encrypted", "aws_sqs_queue.this[0]", fail},
		{"sqs/aws", "4.0.2", ``, "queue-encrypted", "aws_sqs_queue.this[0]", pass},
		{"sns/aws", "7.1.0", ``, "topic-encrypted", "aws_sns_topic.this[0]", fail},
		{"sns/aws", "5.2.0", `kms_master_key_id = "alias/topics"`, "topic-encrypted", "aws_sns_topic.this[0]", pass},
		{"dynamodb-table/aws", "5.5.0", ``, "table-recoverable", "aws_dynamodb_table.this[0]", fail},
		{"dynamodb-table/aws", "1.0.0", `point_in_time_recovery_enabled = true`, "table-recoverable", "aws_dynamodb_table.this[0]", pass},
		{"s3-bucket/aws", "5.15.4", ``, "bucket-versioned", "aws_s3_bucket.this[0]", fail},
		{"s3-bucket/aws", "3.8.2", `versioning = { enabled = true }`, "bucket-versioned", "aws_s3_bucket.this[0]", pass},
		{"lambda/aws", "8.8.1", `runtime = "python3.13"`, "function-traced", "aws_lambda_function.this[0]", fail},
		{"lambda/aws", "3.0.0", `tracing_mode = "Active"`, "function-traced", "aws_lambda_function.this[0]", pass},
		{"ecr/aws", "3.2.0", ``, "repository-scans-images", "aws_ecr_repository.this[0]", pass},
	} {
		name := map[string]string{"lambda/aws": "function_name", "s3-bucket/aws": "bucket", "ecr/aws": "repository_name"}[c.module]
		if name == "" {
			name = "name"
		}
		call := func(version, more string) string {
			return fmt.Sprintf("module \"m\" {\n  source = \"terraform-aws-modules/%s\"\n%s  %s = \"orders\"\n  %s\n%s}\n", c.module, version, name, c.inputs, more)
		}
		pinned := fmt.Sprintf("  version = %q\n", c.version)
		key := c.rule + " module.m." + c.resource
		t.Run(c.module+" "+c.version+" "+c.rule, func(t *testing.T) {
			all := verdicts(t, call(pinned, ""))
			if got, ok := all[key]; !ok || got != c.want {
				t.Errorf("pinned: %s (there: %v), want %s", got, ok, c.want)
			}
			for how, text := range map[string]string{
				"no version":      call("", ""),
				"a range":         call(fmt.Sprintf("  version = \">= %s\"\n", c.version), ""),
				"a foreign input": call(pinned, "  frobnicate = true\n"),
			} {
				all := verdicts(t, text)
				want := c.want
				if want == pass {
					want = unknown
				}
				if got := all[key]; got != want {
					t.Errorf("%s: %s, want %s", how, got, want)
				}
				for key, got := range all {
					if got == pass && strings.Contains(key, " module.m.") {
						t.Errorf("%s: %s passes", how, key)
					}
				}
			}
		})
	}
}

// The users' own resources, too, pass on nothing that only an unpinned module
// could say.
func TestNoPassOnWhatAnUnpinnedModuleIsReferredToFor(t *testing.T) {
	const text = `
module "key" {
  source = "terraform-aws-modules/kms/aws"
  %[1]s
}

module "group" {
  source = "terraform-aws-modules/security-group/aws"
  %[2]s
  name   = "orders"
  vpc_id = "vpc-1"
}

module "dlq" {
  source = "terraform-aws-modules/sqs/aws"
  %[3]s
  name   = "dlq"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  kms_key_arn   = module.key.key_arn
  environment {
    variables = { A = "b" }
  }
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [module.group.security_group_id]
  }
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.orders.arn
}

resource "aws_sqs_queue" "orders" {
  name           = "orders"
  redrive_policy = jsonencode({ deadLetterTargetArn = module.dlq.queue_arn, maxReceiveCount = 5 })
}
`
	rules := []string{"function-environment-customer-key aws_lambda_function.orders", "function-egress-restricted aws_lambda_function.orders", "queue-has-redrive aws_sqs_queue.orders"}
	pinned := verdicts(t, fmt.Sprintf(text, `version = "4.1.0"`, `version = "5.3.0"`, `version = "5.2.1"`))
	unpinned := verdicts(t, fmt.Sprintf(text, "", "", ""))
	for _, key := range rules {
		if pinned[key] != rule.PassVerdict || unpinned[key] != rule.UnknownVerdict {
			t.Errorf("%s: %s where the versions are pinned, %s where they are not; want pass, unknown", key, pinned[key], unpinned[key])
		}
	}
}
