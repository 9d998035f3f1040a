variable "name" { type = string }
variable "runtime" { type = string }
variable "trust" { type = string }
variable "key_arn" { type = string }

resource "aws_sqs_queue" "jobs" {
  name                       = var.name
  kms_master_key_id          = var.key_arn
  visibility_timeout_seconds = 180
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead"
  kms_master_key_id         = var.key_arn
  message_retention_seconds = 1209600
}

resource "aws_lambda_function" "worker" {
  function_name                  = var.name
  role                           = aws_iam_role.worker.arn
  runtime                        = var.runtime
  handler                        = "worker.handler"
  filename                       = "${path.module}/worker.zip"
  timeout                        = 30
  reserved_concurrent_executions = 5
  kms_key_arn                    = var.key_arn
  environment {
    variables = { QUEUE = aws_sqs_queue.jobs.url }
  }
  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn = aws_sqs_queue.jobs.arn
  function_name    = aws_lambda_function.worker.arn
}

resource "aws_cloudwatch_log_group" "worker" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = 400
  kms_key_id        = var.key_arn
}

resource "aws_iam_role" "worker" {
  name               = var.name
  assume_role_policy = var.trust
}

data "aws_iam_policy_document" "worker" {
  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.jobs.arn]
  }
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.worker.arn}:*"]
  }
}

resource "aws_iam_role_policy" "worker" {
  name   = "jobs"
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.worker.json
}
