provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "some" {}

resource "aws_lambda_function" "reads" { # want pass
  function_name = "reads"
  role          = aws_iam_role.reads.arn
  environment {
    variables = { TARGET = aws_sqs_queue.reads.url }
  }
}

resource "aws_iam_role" "reads" {
  name               = "reads"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "reads" {
  role   = aws_iam_role.reads.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = aws_sqs_queue.reads.arn }] })
}

resource "aws_sqs_queue" "reads" {
  name = "reads"
}

resource "aws_lambda_event_source_mapping" "reads" {
  function_name    = aws_lambda_function.reads.arn
  event_source_arn = aws_sqs_queue.reads.arn
}

resource "aws_lambda_function" "loops" { # want fail "triggered by the queue loops and writes to it"
  function_name = "loops"
  role          = aws_iam_role.loops.arn
  environment {
    variables = { TARGET = aws_sqs_queue.loops.url }
  }
}

resource "aws_iam_role" "loops" {
  name               = "loops"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "loops" {
  role   = aws_iam_role.loops.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.loops.arn }] })
}

resource "aws_sqs_queue" "loops" {
  name = "loops"
}

resource "aws_lambda_event_source_mapping" "loops" {
  function_name    = aws_lambda_function.loops.arn
  event_source_arn = aws_sqs_queue.loops.arn
}

resource "aws_lambda_function" "may" { # want unknown "whether its code does was not read"
  function_name = "may"
  role          = aws_iam_role.may.arn
}

resource "aws_iam_role" "may" {
  name               = "may"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "may" {
  role   = aws_iam_role.may.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.may.arn }] })
}

resource "aws_sqs_queue" "may" {
  name = "may"
}

resource "aws_lambda_event_source_mapping" "may" {
  function_name    = aws_lambda_function.may.arn
  event_source_arn = aws_sqs_queue.may.arn
}

resource "aws_lambda_function" "filtered" { # want unknown "whether its filter keeps"
  function_name = "filtered"
  role          = aws_iam_role.filtered.arn
  environment {
    variables = { TARGET = aws_sqs_queue.filtered.url }
  }
}

resource "aws_iam_role" "filtered" {
  name               = "filtered"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "filtered" {
  role   = aws_iam_role.filtered.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.filtered.arn }] })
}

resource "aws_sqs_queue" "filtered" {
  name = "filtered"
}

resource "aws_lambda_event_source_mapping" "filtered" {
  function_name    = aws_lambda_function.filtered.arn
  event_source_arn = aws_sqs_queue.filtered.arn
  filter_criteria {
    filter {
      pattern = jsonencode({ body = { kind = ["new"] } })
    }
  }
}

resource "aws_lambda_function" "resize" { # want fail "triggered by the bucket"
  function_name = "resize"
  role          = aws_iam_role.resize.arn
  environment {
    variables = { TARGET = aws_s3_bucket.resize.id }
  }
}

resource "aws_iam_role" "resize" {
  name               = "resize"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "resize" {
  role   = aws_iam_role.resize.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "${aws_s3_bucket.resize.arn}/*" }] })
}

resource "aws_s3_bucket" "resize" {
  bucket = "acme-resize"
}

resource "aws_s3_bucket_notification" "resize" {
  bucket = aws_s3_bucket.resize.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.resize.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_lambda_function" "prefixed" { # want pass
  function_name = "prefixed"
  role          = aws_iam_role.prefixed.arn
  environment {
    variables = { TARGET = aws_s3_bucket.prefixed.id }
  }
}

resource "aws_iam_role" "prefixed" {
  name               = "prefixed"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "prefixed" {
  role   = aws_iam_role.prefixed.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.prefixed.arn}/*" }, { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.prefixed.arn}/outgoing/*" }] })
}

resource "aws_s3_bucket" "prefixed" {
  bucket = "acme-prefixed"
}

resource "aws_s3_bucket_notification" "prefixed" {
  bucket = aws_s3_bucket.prefixed.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.prefixed.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "incoming/"
  }
}

resource "aws_lambda_function" "same_prefix" { # want fail "triggered by the bucket"
  function_name = "same_prefix"
  role          = aws_iam_role.same_prefix.arn
  environment {
    variables = { TARGET = aws_s3_bucket.same_prefix.id }
  }
}

resource "aws_iam_role" "same_prefix" {
  name               = "same_prefix"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "same_prefix" {
  role   = aws_iam_role.same_prefix.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.same_prefix.arn}/incoming/small/*" }] })
}

resource "aws_s3_bucket" "same_prefix" {
  bucket = "acme-same-prefix"
}

resource "aws_s3_bucket_notification" "same_prefix" {
  bucket = aws_s3_bucket.same_prefix.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.same_prefix.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "incoming/"
  }
}

resource "aws_lambda_function" "notified" { # want fail "triggered by the topic"
  function_name = "notified"
  role          = aws_iam_role.notified.arn
  environment {
    variables = { TARGET = aws_sns_topic.notified.arn }
  }
}

resource "aws_iam_role" "notified" {
  name               = "notified"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "notified" {
  role   = aws_iam_role.notified.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sns:Publish", Resource = aws_sns_topic.notified.arn }] })
}

resource "aws_sns_topic" "notified" {
  name = "notified"
}

resource "aws_sns_topic_subscription" "notified" {
  topic_arn = aws_sns_topic.notified.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.notified.arn
}

resource "aws_lambda_function" "streamed" { # want fail "triggered by the table"
  function_name = "streamed"
  role          = aws_iam_role.streamed.arn
  environment {
    variables = { TARGET = aws_dynamodb_table.streamed.name }
  }
}

resource "aws_iam_role" "streamed" {
  name               = "streamed"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "streamed" {
  role   = aws_iam_role.streamed.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "dynamodb:PutItem", Resource = aws_dynamodb_table.streamed.arn }] })
}

resource "aws_dynamodb_table" "streamed" {
  name             = "streamed"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_lambda_event_source_mapping" "streamed" {
  function_name    = aws_lambda_function.streamed.arn
  event_source_arn = aws_dynamodb_table.streamed.stream_arn
}

resource "aws_lambda_function" "quiet" { # want not-applicable
  function_name = "quiet"
  role          = aws_iam_role.quiet.arn
}

resource "aws_iam_role" "quiet" {
  name               = "quiet"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "quiet" {
  role   = aws_iam_role.quiet.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_lambda_function" "elsewhere" { # want unknown "not declared here"
  function_name = "elsewhere"
  role          = aws_iam_role.elsewhere.arn
}

resource "aws_iam_role" "elsewhere" {
  name               = "elsewhere"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "elsewhere" {
  role   = aws_iam_role.elsewhere.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
}

resource "aws_lambda_event_source_mapping" "elsewhere" {
  function_name    = aws_lambda_function.elsewhere.arn
  event_source_arn = "arn:aws:sqs:eu-central-1:111122223333:elsewhere"
}

resource "aws_lambda_function" "some" { # want unknown
  function_name = "some"
  role          = aws_iam_role.some.arn
  environment {
    variables = { TARGET = aws_sqs_queue.some.url }
  }
}

resource "aws_iam_role" "some" {
  name               = "some"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "some" {
  role   = aws_iam_role.some.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = var.some }] })
}

resource "aws_sqs_queue" "some" {
  name = "some"
}

resource "aws_lambda_event_source_mapping" "some" {
  function_name    = aws_lambda_function.some.arn
  event_source_arn = aws_sqs_queue.some.arn
}

resource "aws_lambda_function" "logs" { # want fail "triggered by the log group"
  function_name = "logs"
  role          = aws_iam_role.logs.arn
}

resource "aws_iam_role" "logs" {
  name               = "logs"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "logs" {
  role   = aws_iam_role.logs.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.logs.arn}:*" }] })
}

resource "aws_cloudwatch_log_group" "logs" {
  name = "/aws/lambda/logs"
}

resource "aws_cloudwatch_log_subscription_filter" "logs" {
  name            = "logs"
  log_group_name  = aws_cloudwatch_log_group.logs.name
  filter_pattern  = ""
  destination_arn = aws_lambda_function.logs.arn
}

resource "aws_lambda_function" "aliased_bucket" { # want unknown "whether its code does was not read"
  function_name = "aliased_bucket"
  role          = aws_iam_role.aliased_bucket.arn
}

resource "aws_iam_role" "aliased_bucket" {
  name               = "aliased_bucket"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "aliased_bucket" {
  role   = aws_iam_role.aliased_bucket.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:PutObject", "sns:Publish", "sqs:SendMessage"], Resource = "*" }] })
}

resource "aws_lambda_alias" "aliased_bucket" {
  name             = "live"
  function_name    = aws_lambda_function.aliased_bucket.function_name
  function_version = "1"
}

resource "aws_s3_bucket" "aliased_bucket" {
  bucket = "acme-aliased"
}

resource "aws_s3_bucket_notification" "aliased_bucket" {
  bucket = aws_s3_bucket.aliased_bucket.id
  lambda_function {
    lambda_function_arn = aws_lambda_alias.aliased_bucket.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_lambda_function" "aliased_topic" { # want unknown "whether its code does was not read"
  function_name = "aliased_topic"
  role          = aws_iam_role.aliased_topic.arn
}

resource "aws_iam_role" "aliased_topic" {
  name               = "aliased_topic"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "aliased_topic" {
  role   = aws_iam_role.aliased_topic.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:PutObject", "sns:Publish", "sqs:SendMessage"], Resource = "*" }] })
}

resource "aws_lambda_alias" "aliased_topic" {
  name             = "live"
  function_name    = aws_lambda_function.aliased_topic.function_name
  function_version = "1"
}

resource "aws_sns_topic" "aliased_topic" {
  name = "aliased-topic"
}

resource "aws_sns_topic_subscription" "aliased_topic" {
  topic_arn = aws_sns_topic.aliased_topic.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_alias.aliased_topic.arn
}

resource "aws_lambda_function" "aliased_queue" { # want unknown "whether its code does was not read"
  function_name = "aliased_queue"
  role          = aws_iam_role.aliased_queue.arn
}

resource "aws_iam_role" "aliased_queue" {
  name               = "aliased_queue"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "aliased_queue" {
  role   = aws_iam_role.aliased_queue.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:PutObject", "sns:Publish", "sqs:SendMessage"], Resource = "*" }] })
}

resource "aws_lambda_alias" "aliased_queue" {
  name             = "live"
  function_name    = aws_lambda_function.aliased_queue.function_name
  function_version = "1"
}

resource "aws_sqs_queue" "aliased_queue" {
  name = "aliased-queue"
}

resource "aws_lambda_event_source_mapping" "aliased_queue" {
  function_name    = aws_lambda_alias.aliased_queue.arn
  event_source_arn = aws_sqs_queue.aliased_queue.arn
}
