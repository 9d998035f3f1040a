variable "redrive" {
  type = string
}

resource "aws_sqs_queue" "dead" { # want not-applicable
  name = "dead"
}

resource "aws_sqs_queue" "kept" { # want pass
  name = "kept"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_lambda_event_source_mapping" "kept" {
  function_name    = "orders"
  event_source_arn = aws_sqs_queue.kept.arn
}

resource "aws_sqs_queue" "few" { # want fail "after 1 tries"
  name = "few"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 1
  })
}

resource "aws_lambda_event_source_mapping" "few" {
  function_name    = "orders"
  event_source_arn = aws_sqs_queue.few.arn
}

resource "aws_sqs_queue" "bare" { # want fail "are lost from bare"
  name = "bare"
}

resource "aws_lambda_event_source_mapping" "bare" {
  function_name    = "orders"
  event_source_arn = aws_sqs_queue.bare.arn
}

resource "aws_sqs_queue" "idle" { # want not-applicable
  name = "idle"
}

resource "aws_sqs_queue" "perhaps" { # want unknown
  name = "perhaps"
  redrive_policy = var.redrive
}

resource "aws_lambda_event_source_mapping" "perhaps" {
  function_name    = "orders"
  event_source_arn = aws_sqs_queue.perhaps.arn
}

resource "aws_sqs_queue" "beside" { # want pass
  name = "beside"
}

resource "aws_lambda_event_source_mapping" "beside" {
  function_name    = "orders"
  event_source_arn = aws_sqs_queue.beside.arn
}

resource "aws_sqs_queue_redrive_policy" "beside" {
  queue_url      = aws_sqs_queue.beside.id
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })
}

resource "aws_lambda_event_source_mapping" "elsewhere" { # want unknown "is declared elsewhere"
  function_name    = "orders"
  event_source_arn = "arn:aws:sqs:eu-central-1:111122223333:elsewhere"
}
