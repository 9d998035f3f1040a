package access_test

import (
	"testing"

	"bailiwick/access"
	"bailiwick/settings"
	"bailiwick/value"
)

// The function f is wired to a table that is stated to hold nothing.
const idle = `
variable "unset" { type = string }
variable "many"  { type = set(string) }
resource "aws_dynamodb_table" "none" {
  name = "none"
  tags = { data-class = "none" }
}
resource "aws_sqs_queue" "none" {
  name = "none"
  tags = { data-class = "none" }
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::111122223333:role/f"
  environment { variables = { TABLE = aws_dynamodb_table.none.name } }
}
`

// What may call the function, or be called by it, may bring it data of any
// class, of whatever kind it is.
func TestWhatMayBeWiredToAFunctionKeepsItsClassOpen(t *testing.T) {
	tests := []struct {
		name, more string
		want       value.Answer
	}{
		{"nothing else", ``, value.No},
		{"a pipe to something unknown", `
resource "aws_pipes_pipe" "p" {
  role_arn = "arn:aws:iam::111122223333:role/p"
  source   = aws_sqs_queue.none.arn
  target   = var.unset
}`, value.CannotTell},
		{"pipes nobody counted", `
resource "aws_pipes_pipe" "p" {
  for_each = var.many
  role_arn = "arn:aws:iam::111122223333:role/p"
  source   = each.value
  target   = aws_lambda_function.f.arn
}`, value.CannotTell},
		{"a pipe from something unknown", `
resource "aws_pipes_pipe" "p" {
  role_arn = "arn:aws:iam::111122223333:role/p"
  source   = var.unset
  target   = aws_lambda_function.f.arn
}`, value.CannotTell},
		{"a pipe from a queue that holds nothing", `
resource "aws_pipes_pipe" "p" {
  role_arn = "arn:aws:iam::111122223333:role/p"
  source   = aws_sqs_queue.none.arn
  target   = aws_lambda_function.f.arn
}`, value.No},
		{"a pipe from a queue of somebody else's", `
resource "aws_pipes_pipe" "p" {
  role_arn = "arn:aws:iam::111122223333:role/p"
  source   = "arn:aws:sqs:eu-west-1:444455556666:theirs"
  target   = aws_lambda_function.f.arn
}`, value.CannotTell},
		{"an event target that is not known", `
resource "aws_cloudwatch_event_target" "t" {
  rule = "nightly"
  arn  = var.unset
}`, value.CannotTell},
		{"an event target on a bus that is not known", `
resource "aws_cloudwatch_event_target" "t" {
  rule           = "orders"
  event_bus_name = var.unset
  arn            = aws_lambda_function.f.arn
}`, value.CannotTell},
		{"an event target on the default bus", `
resource "aws_cloudwatch_event_target" "t" {
  rule = "nightly"
  arn  = aws_lambda_function.f.arn
}`, value.No},
		{"an IoT rule whose function is not known", `
resource "aws_iot_topic_rule" "r" {
  name        = "r"
  sql         = "SELECT * FROM 'x'"
  sql_version = "2016-03-23"
  enabled     = true
  lambda { function_arn = var.unset }
}`, value.CannotTell},
		{"a mail rule whose function is not known", `
resource "aws_ses_receipt_rule" "r" {
  name          = "r"
  rule_set_name = "s"
  lambda_action {
    function_arn = var.unset
    position     = 1
  }
}`, value.CannotTell},
		{"a mapping from something unknown", `
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = var.unset
  function_name    = aws_lambda_function.f.arn
}`, value.CannotTell},
		{"a delivery stream that may call it", `
resource "aws_kinesis_firehose_delivery_stream" "d" {
  name        = "d"
  destination = "extended_s3"
  tags        = { data-class = "none" }
  extended_s3_configuration {
    role_arn   = "arn:aws:iam::111122223333:role/d"
    bucket_arn = "arn:aws:s3:::d"
    processing_configuration {
      enabled = true
      processors {
        type = "Lambda"
        parameters {
          parameter_name  = "LambdaArn"
          parameter_value = var.unset
        }
      }
    }
  }
}`, value.CannotTell},
		{"a user pool that calls it", `
resource "aws_cognito_user_pool" "p" {
  name = "p"
  lambda_config { pre_sign_up = aws_lambda_function.f.arn }
}`, value.CannotTell},
		{"a file system that is not known", `
resource "aws_lambda_function" "g" {
  function_name = "g"
  role          = "arn:aws:iam::111122223333:role/f"
  environment { variables = { TABLE = aws_dynamodb_table.none.name } }
  file_system_config {
    arn              = var.unset
    local_mount_path = "/mnt/data"
  }
}`, value.CannotTell},
		{"an access point of a file system that is not known", `
resource "aws_efs_access_point" "a" { file_system_id = var.unset }
resource "aws_lambda_function" "g" {
  function_name = "g"
  role          = "arn:aws:iam::111122223333:role/f"
  environment { variables = { TABLE = aws_dynamodb_table.none.name } }
  file_system_config {
    arn              = aws_efs_access_point.a.arn
    local_mount_path = "/mnt/data"
  }
}`, value.CannotTell},
	}
	for _, test := range tests {
		s := settings.Default()
		e := read(t, s, idle+test.more)
		engine := access.New(e, s)
		got := value.No
		var why access.Fact
		for _, r := range e.OfKind("function") {
			if n := r.Head().Name(); n != "f" && n != "g" {
				continue
			}
			if a, fact := engine.Holds(r, "personal"); a != value.No {
				got, why = a, fact
			}
		}
		if got != test.want {
			t.Errorf("with %s, the function holds personal data: %s (%s%s), want %s", test.name, got, why, why.Reason(), test.want)
		}
	}
}

// A class that is stated of the function stands for what is named and declared
// elsewhere, of which nobody here can state any.
func TestAStatedClassStandsForWhatIsDeclaredElsewhere(t *testing.T) {
	const src = `
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::111122223333:role/f"
  tags          = { data-class = "none" }
  dead_letter_config { target_arn = "arn:aws:sqs:eu-west-1:111122223333:elsewhere" }
}`
	s := settings.Default()
	e := read(t, s, src)
	for _, r := range e.OfKind("function") {
		if got, why := access.New(e, s).Holds(r, "personal"); got != value.No {
			t.Errorf("the function holds personal data: %s (%s%s), want no", got, why, why.Reason())
		}
	}
}
