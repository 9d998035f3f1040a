package assess_test

import (
	"slices"
	"strings"
	"testing"

	"bailiwick/assess"
	"bailiwick/objective"
)

// onAWSKeys is an estate in which everything is encrypted, and with keys of
// AWS's throughout.
const onAWSKeys = `
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  runtime       = "python3.13"
  handler       = "main.handler"
  filename      = "orders.zip"
  environment { variables = { TABLE = "orders" } }
}
resource "aws_sqs_queue" "orders" {
  name                    = "orders"
  sqs_managed_sse_enabled = true
}
resource "aws_sns_topic" "orders" {
  name              = "orders"
  kms_master_key_id = "alias/aws/sns"
}
resource "aws_kinesis_stream" "orders" {
  name            = "orders"
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_efs_file_system" "orders" { encrypted = true }
resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/orders"
  retention_in_days = 400
}
`

// An estate that encrypts everything with AWS's own keys breaks no requirement
// by its keys, except where the text asks for keys of one's own: every deciding
// rule on encryption at rest passes or does not apply.
func TestKeysOfAWSMeetWhatDoesNotAskForMore(t *testing.T) {
	a := measured(t, onAWSKeys, "", "")
	passed := 0
	for _, f := range a.Frameworks() {
		for _, r := range f.Results {
			for _, e := range r.Edges {
				if !e.Decides || !e.Built || !isAbout(a, e.Rule, objective.EncryptionAtRest) {
					continue
				}
				passed += e.Sure.Pass
				if e.Sure.Fail > 0 {
					t.Errorf("%s %s is not met: %s fails for %d", f.Name, r.ID, e.Rule, e.Sure.Fail)
				}
			}
		}
	}
	if passed == 0 {
		t.Error("no deciding rule on encryption passed anywhere: nothing was shown")
	}
}

func isAbout(a *assess.Assessment, id string, o objective.ID) bool {
	for _, r := range a.Rules {
		if r.ID == id {
			return slices.Contains(r.Objectives, o)
		}
	}
	return false
}

// better are the statuses that no requirement may come to because a fact is
// hidden.
var better = []assess.Status{assess.Met, assess.MetWithException, assess.NotApplicable, assess.Inherited}

// Seeing less never makes a requirement better: what could have been true of a
// fact that is hidden could have broken it.
func TestHidingAFactMakesNoRequirementBetter(t *testing.T) {
	whole := onAWSKeys + queueOff + queueClass
	yaml := "inventory.data_classes: {card: [], personal: [orders]}\niac.baseline: true\n"
	before := statuses(measured(t, whole, yaml, ""))
	for name, hidden := range map[string]string{
		"a switch":           replaced(whole, "sqs_managed_sse_enabled = false", "sqs_managed_sse_enabled = var.hidden"),
		"a class":            replaced(whole, `tags = { data-class = "card" }`, "tags = var.hidden"),
		"a class's value":    replaced(whole, `data-class = "card"`, "data-class = var.hidden"),
		"a runtime":          replaced(whole, `"python3.13"`, "var.hidden"),
		"a retention":        replaced(whole, "= 400", "= var.hidden"),
		"an environment":     replaced(whole, `{ TABLE = "orders" }`, "var.hidden"),
		"whether it is made": replaced(whole, `resource "aws_sqs_queue" "jobs" {`, `resource "aws_sqs_queue" "jobs" {`+"\n  count = var.hidden\n"),
		"a module":           whole + "module \"m\" {\n  source = \"example.com/acme/more/aws\"\n}\n",
	} {
		after := statuses(measured(t, hidden+"variable \"hidden\" {}\n", yaml, ""))
		for id, is := range after {
			if was := before[id]; is != was && slices.Contains(better, is) {
				t.Errorf("%s hidden: %s is %v, and was %v", name, id, is, was)
			}
		}
	}
}

func replaced(text, part, by string) string {
	if !strings.Contains(text, part) {
		panic("the estate does not hold " + part)
	}
	return strings.Replace(text, part, by, 1)
}

func statuses(a *assess.Assessment) map[string]assess.Status {
	out := make(map[string]assess.Status)
	for _, f := range a.Frameworks() {
		for _, r := range f.Results {
			out[f.Name+" "+r.ID] = r.Status
		}
	}
	return out
}

// What a requirement rests on adds up: its observations by their verdicts are
// the numbers that it tells.
func TestARequirementRestsOnWhatItCounts(t *testing.T) {
	a := measured(t, onAWSKeys+queueOff+queueOpen, "", "")
	rested := 0
	for _, f := range a.Frameworks() {
		for _, r := range f.Results {
			var n assess.Tally
			for o := range a.Rests(r) {
				rested++
				switch o.Verdict.String() {
				case "pass":
					n.Pass++
				case "fail":
					n.Fail++
				case "unknown":
					n.Unknown++
				}
			}
			if c := r.Counts(); n.Pass != c.Pass || n.Fail != c.Fail+c.Excepted || n.Unknown != c.Unknown {
				t.Errorf("%s %s rests on %+v and counts %+v", f.Name, r.ID, n, c)
			}
		}
	}
	if rested == 0 {
		t.Error("no requirement rests on anything")
	}
}
