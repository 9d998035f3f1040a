provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
}

variable "policy" {}

resource "aws_lambda_function" "resize" { # want fail "resize may write to the bucket resize, which calls it for all that is written"
  function_name = "resize"
  role          = aws_iam_role.resize.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
  environment { variables = { BUCKET = aws_s3_bucket.resize.id } }
}

resource "aws_s3_bucket" "resize" { bucket = "resize" }

resource "aws_s3_bucket_notification" "resize" {
  bucket = aws_s3_bucket.resize.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.resize.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_iam_role" "resize" {
  name               = "resize"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "resize" {
  role = aws_iam_role.resize.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "${aws_s3_bucket.resize.arn}/*" }
  ] })
}

# The role may write where the filter does not look.
resource "aws_lambda_function" "parted" { # want pass
  function_name = "parted"
  role          = aws_iam_role.parted.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
  environment { variables = { BUCKET = aws_s3_bucket.parted.id } }
}

resource "aws_s3_bucket" "parted" { bucket = "parted" }

resource "aws_s3_bucket_notification" "parted" {
  bucket = aws_s3_bucket.parted.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.parted.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "incoming/"
  }
}

resource "aws_iam_role" "parted" {
  name               = "parted"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "parted" {
  role = aws_iam_role.parted.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.parted.arn}/*" },
    { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.parted.arn}/small/*" }
  ] })
}

# It may write within the filter, and may not do so.
resource "aws_lambda_function" "loose" { # want unknown "for what a filter lets through"
  function_name = "loose"
  role          = aws_iam_role.loose.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
  environment { variables = { BUCKET = aws_s3_bucket.loose.id } }
}

resource "aws_s3_bucket" "loose" { bucket = "loose" }

resource "aws_s3_bucket_notification" "loose" {
  bucket = aws_s3_bucket.loose.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.loose.arn
    events              = ["s3:ObjectCreated:*"]
    filter_suffix       = ".jpg"
  }
}

resource "aws_iam_role" "loose" {
  name               = "loose"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "loose" {
  role = aws_iam_role.loose.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:*", Resource = "${aws_s3_bucket.loose.arn}/*" }
  ] })
}

# Nothing that was read names the bucket.
resource "aws_lambda_function" "silent" { # want unknown "the environment does not name it, and the code is not read"
  function_name = "silent"
  role          = aws_iam_role.silent.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}

resource "aws_s3_bucket" "silent" { bucket = "silent" }

resource "aws_s3_bucket_notification" "silent" {
  bucket = aws_s3_bucket.silent.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.silent.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_iam_role" "silent" {
  name               = "silent"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "silent" {
  role = aws_iam_role.silent.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "s3:*", Resource = "*" }
  ] })
}

# What it reads from a queue it does not send there.
resource "aws_lambda_function" "worker" { # want pass
  function_name = "worker"
  role          = aws_iam_role.worker.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
  environment { variables = { QUEUE = aws_sqs_queue.jobs.url } }
}

resource "aws_sqs_queue" "jobs" { name = "jobs" }

resource "aws_lambda_event_source_mapping" "worker" {
  function_name    = aws_lambda_function.worker.arn
  event_source_arn = aws_sqs_queue.jobs.arn
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "worker" {
  role = aws_iam_role.worker.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = aws_sqs_queue.jobs.arn }
  ] })
}

resource "aws_lambda_function" "counts" { # want fail "counts may write to the table orders"
  function_name = "counts"
  role          = aws_iam_role.counts.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
  environment { variables = { TABLE = aws_dynamodb_table.orders.name } }
}

resource "aws_dynamodb_table" "orders" {
  name             = "orders"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
}

resource "aws_lambda_event_source_mapping" "counts" {
  function_name     = aws_lambda_function.counts.arn
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  starting_position = "LATEST"
}

resource "aws_iam_role" "counts" {
  name               = "counts"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "counts" {
  role = aws_iam_role.counts.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "dynamodb:*", Resource = "*" }
  ] })
}

resource "aws_lambda_function" "told" { # want fail "told may write to the topic told"
  function_name = "told"
  role          = aws_iam_role.told.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
  environment { variables = { TOPIC = aws_sns_topic.told.arn } }
}

resource "aws_sns_topic" "told" { name = "told" }

resource "aws_sns_topic_subscription" "told" {
  topic_arn = aws_sns_topic.told.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.told.arn
}

resource "aws_iam_role" "told" {
  name               = "told"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "told" {
  role = aws_iam_role.told.id
  name = "own"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sns:Publish", Resource = aws_sns_topic.told.arn }
  ] })
}

resource "aws_lambda_function" "unread" { # want unknown
  function_name = "unread"
  role          = aws_iam_role.unread.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
  environment { variables = { TOPIC = aws_sns_topic.told.arn } }
}

resource "aws_sns_topic_subscription" "unread" {
  topic_arn = aws_sns_topic.told.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.unread.arn
}

resource "aws_iam_role" "unread" {
  name               = "unread"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "unread" {
  role = aws_iam_role.unread.id
  name = "own"
  policy = var.policy
}

# Nothing that it could write to calls it.
resource "aws_lambda_function" "alone" { # want not-applicable
  function_name = "alone"
  role          = "arn:aws:iam::111122223333:role/app"
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = "app.zip"
}
